//! The editor of lines at a terminal, on a thread of its own.
//!
//! | module | holds |
//! | --- | --- |
//! | [`companion`] | what it shows around the line, and asks while it is typed |
//! | [`keys`] | its keys |

pub mod companion;
pub mod keys;

use std::io;
use std::sync::mpsc::Receiver;

use rustyline::config::BellStyle;
use rustyline::error::ReadlineError;
use rustyline::history::DefaultHistory;
use rustyline::{ColorMode, CompletionType, Config, Editor, ExternalPrinter};
use tokio::sync::mpsc::Sender;

use super::history::file::HistoryFile;
use super::history::{History, MOST_LINES};
use super::input::Input;
use super::prompt::Prompt;
use super::screen::Screen;
use crate::config::editor::EditorSettings;
use companion::Companion;

/// A terminal's editor.
pub struct Typist {
    editor: Editor<Companion, DefaultHistory>,
    history: Option<HistoryFile>,
    prompt: Prompt,
    screen: Screen,
    inputs: Sender<Input>,
}

/// To read the next line.
#[derive(Debug, Default)]
pub struct Ask {
    /// Lines to keep in the history first.
    pub kept: Vec<String>,
}

impl Typist {
    /// An editor, and what makes it paint its prompt anew.
    ///
    /// # Errors
    /// Where the terminal is not one that lines can be edited on.
    pub fn new(
        prompt: &Prompt,
        screen: &Screen,
        settings: &EditorSettings,
        history: History,
        inputs: Sender<Input>,
    ) -> rustyline::Result<(Self, impl ExternalPrinter + Send + use<>)> {
        // "colour" stands for the painter of the prompt, which must be there whatever NO_COLOR says
        let config = Config::builder()
            .max_history_size(MOST_LINES)?
            .edit_mode(keys::mode(settings.keys))
            .bracketed_paste(true)
            .bell_style(BellStyle::None)
            // never more than one candidate is given to it: it would read on without painting what is printed
            .completion_type(CompletionType::List)
            .color_mode(ColorMode::Forced)
            .build();
        let mut editor = Editor::with_config(config)?;
        let printer = editor.create_external_printer()?;
        keys::bind(&mut editor);
        for entry in history.entries {
            editor.add_history_entry(entry)?;
        }
        editor.set_helper(Some(Companion::new(prompt.clone(), screen.clone(), inputs.clone(), settings)));
        let (prompt, screen) = (prompt.clone(), screen.clone());
        Ok((Self { editor, history: history.file, prompt, screen, inputs }, printer))
    }

    /// Reads a line whenever it is asked to, until there are no more.
    pub fn run(mut self, asked: &Receiver<Ask>) {
        while let Ok(ask) = asked.recv() {
            if !self.keep(ask.kept) {
                return;
            }
            let input = self.read();
            let ends = matches!(input, Input::End | Input::Failed(_));
            if self.inputs.blocking_send(input).is_err() || ends {
                return;
            }
        }
    }

    fn read(&mut self) -> Input {
        self.screen.begin_line();
        let read = self.editor.readline(&self.prompt.plain());
        self.screen.end_line();
        match read {
            Ok(line) => Input::Line(line),
            Err(ReadlineError::Interrupted) => Input::Interrupt,
            Err(ReadlineError::Eof) => Input::End,
            Err(ReadlineError::Io(error)) if error.kind() == io::ErrorKind::InvalidData => {
                Input::Unreadable("what was typed is not UTF-8: the line is given up".to_owned())
            }
            Err(error) => Input::Failed(format!("the terminal cannot be read: {error}")),
        }
    }

    /// Adds lines to the history; false where nobody listens any more.
    fn keep(&mut self, lines: Vec<String>) -> bool {
        let failed = self.history.as_ref().and_then(|file| file.append(&lines).err());
        for line in lines {
            // one that is the same as the last is not added
            let _added = self.editor.add_history_entry(line);
        }
        match failed.map(|error| History::lost(self.history.take(), &error)) {
            Some(message) => self.inputs.blocking_send(Input::Note(message)).is_ok(),
            None => true,
        }
    }
}
