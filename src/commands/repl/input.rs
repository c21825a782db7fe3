//! Where lines come from: the editor at a terminal, or a pipe; each on a thread of its own.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::io;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::DefaultHistory;
use rustyline::validate::Validator;
use rustyline::{ColorMode, Config, Editor, Helper};
use tokio::sync::mpsc::{self, Sender};

use super::parting;
use super::prompt::Prompt;
use super::quiet::Quiet;
use super::screen::{self, Screen};

/// Lines of a pipe that are read ahead.
const READ_AHEAD: usize = 64;

/// What the reader gives.
#[derive(Debug)]
pub enum Input {
    /// A line, without its end.
    Line(String),
    /// Something that is no line; the next may be one.
    Unreadable(String),
    /// Ctrl-C at the prompt.
    Interrupt,
    /// There are no more lines.
    End,
    /// Reading failed.
    Failed(String),
}

/// A source of lines.
pub struct Lines {
    inputs: mpsc::Receiver<Input>,
    /// Lines that were entered together with the one that was given last.
    ahead: VecDeque<String>,
    editor: Option<Editing>,
}

/// A terminal's editor.
struct Editing {
    screen: Screen,
    /// Asks for the next line.
    next: SyncSender<()>,
    asked: bool,
    quiet: Option<Quiet>,
}

impl Editing {
    /// Waits until hxws goes on after it was stopped.
    async fn continued(&mut self) {
        match &mut self.quiet {
            Some(quiet) => quiet.continued().await,
            None => std::future::pending().await,
        }
    }

    /// Takes the terminal back from the shell.
    fn go_on(&self) {
        if let Some(quiet) = &self.quiet {
            quiet.set_again(self.screen.take_back());
        }
    }
}

impl Lines {
    /// Lines of standard input, all as they come.
    #[must_use]
    pub fn piped() -> Self {
        let (sender, inputs) = mpsc::channel(READ_AHEAD);
        std::thread::spawn(move || read_pipe(io::stdin().lock(), &sender));
        Self { inputs, ahead: VecDeque::new(), editor: None }
    }

    /// Lines typed at a terminal, and the screen to print on above the line being typed.
    ///
    /// # Errors
    /// Where the terminal is not one that lines can be edited on.
    pub fn typed(prompt: &Prompt) -> rustyline::Result<(Self, Screen)> {
        // "colour" stands for the painter of the prompt, which must be there whatever NO_COLOR says
        let config = Config::builder()
            .auto_add_history(true)
            .bracketed_paste(true)
            .color_mode(ColorMode::Forced)
            .build();
        let mut editor: Editor<Painter, DefaultHistory> = Editor::with_config(config)?;
        let mut printer = editor.create_external_printer()?;
        let (screen, nudges) = Screen::new(Box::new(io::stdout()));
        editor.set_helper(Some(Painter(prompt.clone(), screen.clone())));
        let (sender, inputs) = mpsc::channel(1);
        let (next, asked) = sync_channel(1);
        let (shown, on) = (prompt.clone(), screen.clone());
        std::thread::spawn(move || read_terminal(&mut editor, &on, &shown, &sender, &asked));
        let on = screen.clone();
        std::thread::spawn(move || screen::nudge(&on, &nudges, &mut printer));
        let editor = Editing { screen: screen.clone(), next, asked: false, quiet: Quiet::start() };
        Ok((Self { inputs, ahead: VecDeque::new(), editor: Some(editor) }, screen))
    }

    /// Asks a terminal for the next line, once the last one has been dealt with.
    pub fn ask(&mut self) {
        if let Some(editor) = &mut self.editor
            && self.ahead.is_empty()
            && !editor.asked
        {
            // the thread has ended where this fails, and says so by itself
            editor.asked = editor.next.try_send(()).is_ok();
        }
    }

    /// The next thing that was read. Nothing is lost where it is not waited for to the end.
    pub async fn next(&mut self) -> Input {
        if let Some(line) = self.ahead.pop_front() {
            return Input::Line(line);
        }
        let Some(editor) = &mut self.editor else {
            return self.inputs.recv().await.unwrap_or(Input::End);
        };
        let input = loop {
            tokio::select! {
                input = self.inputs.recv() => break input,
                () = editor.continued() => editor.go_on(),
            }
        };
        editor.asked = false;
        match input {
            None => Input::Failed("the line editor has ended".to_owned()),
            Some(Input::Line(text)) if text.contains('\n') => {
                let mut pasted = parting::parts(&text).into_iter().map(str::to_owned);
                let first = pasted.next().unwrap_or_default();
                self.ahead.extend(pasted);
                Input::Line(first)
            }
            Some(other) => other,
        }
    }

    /// Forgets what was entered together with a line that is given up.
    pub fn drop_ahead(&mut self) {
        self.ahead.clear();
    }

    /// Gives up the line that is being typed.
    pub fn leave(&self) {
        if let Some(editor) = &self.editor {
            editor.screen.leave();
        }
    }

    /// Has the prompt painted anew.
    pub fn repaint(&self) {
        if let Some(editor) = &self.editor {
            editor.screen.repaint();
        }
    }
}

fn read_pipe(pipe: impl io::BufRead, sender: &Sender<Input>) {
    for (line, number) in pipe.split(b'\n').zip(1u64..) {
        let input = match line.map(String::from_utf8) {
            Ok(Ok(mut line)) => {
                line.truncate(line.strip_suffix('\r').unwrap_or(&line).len());
                Input::Line(line)
            }
            Ok(Err(_)) => {
                Input::Unreadable(format!("line {number} of standard input is not UTF-8: it is passed over"))
            }
            Err(error) => Input::Failed(format!("standard input cannot be read: {error}")),
        };
        let failed = matches!(input, Input::Failed(_));
        if sender.blocking_send(input).is_err() || failed {
            return;
        }
    }
    // the session may be over by now
    let _told = sender.blocking_send(Input::End);
}

fn read_terminal(
    editor: &mut Editor<Painter, DefaultHistory>,
    screen: &Screen,
    prompt: &Prompt,
    sender: &Sender<Input>,
    asked: &Receiver<()>,
) {
    while asked.recv().is_ok() {
        screen.begin_line();
        let read = editor.readline(&prompt.plain());
        screen.end_line();
        let input = match read {
            Ok(line) => Input::Line(line),
            Err(ReadlineError::Interrupted) => Input::Interrupt,
            Err(ReadlineError::Eof) => Input::End,
            Err(ReadlineError::Io(error)) if error.kind() == io::ErrorKind::InvalidData => {
                Input::Unreadable("what was typed is not UTF-8: the line is given up".to_owned())
            }
            Err(error) => Input::Failed(format!("the terminal cannot be read: {error}")),
        };
        let ends = matches!(input, Input::End | Input::Failed(_));
        if sender.blocking_send(input).is_err() || ends {
            return;
        }
    }
}

/// Paints the prompt anew with the state of the moment, under what was printed.
struct Painter(Prompt, Screen);

impl Highlighter for Painter {
    fn highlight_prompt<'b, 's: 'b, 'p: 'b>(&'s self, prompt: &'p str, default: bool) -> Cow<'b, str> {
        let mut painted = self.1.above();
        if default {
            painted.push_str(&self.0.painted(prompt));
        } else {
            painted.push_str(prompt);
        }
        Cow::Owned(painted)
    }
}

impl Helper for Painter {}
impl Completer for Painter {
    type Candidate = String;
}
impl Hinter for Painter {
    type Hint = String;
}
impl Validator for Painter {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pipes_lines_lose_their_ends_and_nothing_else() {
        let (sender, mut inputs) = mpsc::channel(8);
        read_pipe(&b"a \r\n\n\xff\n{\"b\"}"[..], &sender);
        drop(sender);
        let read: Vec<String> =
            std::iter::from_fn(|| inputs.blocking_recv()).map(|input| format!("{input:?}")).collect();
        assert_eq!(
            read,
            [
                "Line(\"a \")",
                "Line(\"\")",
                "Unreadable(\"line 3 of standard input is not UTF-8: it is passed over\")",
                "Line(\"{\\\"b\\\"}\")",
                "End"
            ]
        );
    }
}
