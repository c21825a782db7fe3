//! Where lines come from: the editor at a terminal, or a pipe; each on a thread of its own.

use std::collections::VecDeque;
use std::io;
use std::sync::mpsc::{SyncSender, sync_channel};

use tokio::sync::mpsc::{self, Sender};

use super::complete::Completion;
use super::editor::{Ask, Typist};
use super::history::History;
use super::history::file::HistoryFile;
use super::parting;
use super::prompt::Prompt;
use super::quiet::Quiet;
use super::rows::Rows;
use super::screen::{self, Screen};
use super::source::Place;
use crate::config::editor::EditorSettings;

/// Lines of a pipe that are read ahead.
const READ_AHEAD: usize = 64;

/// What a line can go on with is asked for while it is typed.
#[derive(Debug)]
pub struct Question {
    /// The line.
    pub line: String,
    /// The byte at which the cursor is.
    pub position: usize,
    /// Takes the answer, for as long as it is waited for.
    pub answer: SyncSender<Completion>,
}

/// What the reader gives.
#[derive(Debug)]
pub enum Input {
    /// The line is not at its end yet.
    Question(Question),
    /// To be told; a line follows.
    Note(String),
    /// A line, without its end.
    Line(String),
    /// A line of a file.
    Sourced(Place, String),
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
    /// Lines that were entered together with the one that was given last, and those of files.
    ahead: VecDeque<Input>,
    editor: Option<Editing>,
}

/// A terminal's editor.
struct Editing {
    screen: Screen,
    /// Asks for the next line.
    next: SyncSender<Ask>,
    asked: bool,
    /// Lines for the history that the editor has not got yet.
    kept: Vec<String>,
    history: Option<HistoryFile>,
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

impl Drop for Editing {
    fn drop(&mut self) {
        if let Some(history) = &self.history {
            // there is no prompt any more at which to tell of a failure
            let _kept = history.append(&self.kept);
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

    /// These lines and no others.
    #[must_use]
    pub fn given(lines: Vec<(Place, String)>) -> Self {
        let (_, inputs) = mpsc::channel(1);
        let mut given = Self { inputs, ahead: VecDeque::new(), editor: None };
        given.read_first(lines);
        given
    }

    /// Lines typed at a terminal, and the screen to print on above the line being typed.
    ///
    /// # Errors
    /// Where the terminal is not one that lines can be edited on.
    pub fn typed(
        prompt: &Prompt,
        settings: &EditorSettings,
        history: History,
    ) -> rustyline::Result<(Self, Screen)> {
        let (screen, nudges) = Screen::new(Box::new(io::stdout()));
        let (sender, inputs) = mpsc::channel(1);
        let (next, asked) = sync_channel(1);
        let file = history.file.clone();
        let (typist, mut printer) = Typist::new(prompt, &screen, settings, history, sender)?;
        std::thread::spawn(move || typist.run(&asked));
        let on = screen.clone();
        std::thread::spawn(move || screen::nudge(&on, &nudges, &mut printer));
        let (quiet, kept) = (Quiet::start(), Vec::new());
        let editor = Editing { screen: screen.clone(), next, asked: false, kept, history: file, quiet };
        Ok((Self { inputs, ahead: VecDeque::new(), editor: Some(editor) }, screen))
    }

    /// Asks a terminal for the next line, once the last one has been dealt with.
    pub fn ask(&mut self) {
        if let Some(editor) = &mut self.editor
            && self.ahead.is_empty()
            && !editor.asked
        {
            let kept = std::mem::take(&mut editor.kept);
            // the thread has ended where this fails, and says so by itself
            editor.asked = editor.next.try_send(Ask { kept }).is_ok();
        }
    }

    /// Keeps a line in the history of a terminal.
    pub fn keep(&mut self, line: &str) {
        if let Some(editor) = &mut self.editor {
            editor.kept.push(line.to_owned());
        }
    }

    /// The next thing that was read. Nothing is lost where it is not waited for to the end.
    pub async fn next(&mut self) -> Input {
        if let Some(input) = self.ahead.pop_front() {
            return input;
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
        editor.asked = matches!(input, Some(Input::Question(_) | Input::Note(_)));
        match input {
            None => Input::Failed("the line editor has ended".to_owned()),
            Some(Input::Line(text)) if text.contains('\n') => {
                let mut pasted = parting::parts(&text).into_iter().map(str::to_owned);
                let first = pasted.next().unwrap_or_default();
                self.ahead.extend(pasted.map(Input::Line));
                Input::Line(first)
            }
            Some(other) => other,
        }
    }

    /// Has lines of a file read before all others.
    pub fn read_first(&mut self, lines: Vec<(Place, String)>) {
        lines.into_iter().rev().for_each(|(place, line)| self.ahead.push_front(Input::Sourced(place, line)));
    }

    /// Forgets what was entered together with a line that is given up, and behind it: those lines.
    pub fn drop_ahead(&mut self) -> Vec<String> {
        let text = |input| match input {
            Input::Line(text) | Input::Sourced(_, text) => Some(text),
            _ => None,
        };
        let mut lines: Vec<String> = self.ahead.drain(..).filter_map(text).collect();
        if let Some(editor) = self.editor.as_ref().filter(|editor| !editor.asked)
            && let Some(quiet) = &editor.quiet
        {
            let typed = quiet.give_up_typed();
            lines.extend(typed.split(['\r', '\n']).filter(|line| !line.trim().is_empty()).map(str::to_owned));
        }
        lines
    }

    /// Gives up the line that is being typed.
    pub fn leave(&self) {
        if let Some(editor) = &self.editor {
            editor.screen.leave();
        }
    }

    /// Lends the terminal to another program, between two lines: nothing is printed, and its modes are those from before.
    pub fn lend(&self) {
        if let Some(editor) = &self.editor {
            editor.screen.lend();
            if let Some(quiet) = &editor.quiet {
                quiet.set_back();
            }
        }
    }

    /// Takes the terminal back, and prints what was kept meanwhile.
    pub fn take_back(&self) {
        if let Some(editor) = &self.editor {
            if let Some(quiet) = &editor.quiet {
                quiet.set_again(false);
            }
            editor.screen.end_line();
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
    let mut rows = Rows::default();
    for (row, number) in pipe.split(b'\n').zip(1u64..) {
        let input = match row.map(String::from_utf8) {
            Ok(Ok(mut row)) => {
                row.truncate(row.strip_suffix('\r').unwrap_or(&row).len());
                match rows.add(row) {
                    Some(line) => Input::Line(line),
                    None => continue,
                }
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
    // what is not closed is a line all the same; the session may be over by now
    let last = rows.take().map(Input::Line);
    let _told = last.into_iter().chain([Input::End]).try_for_each(|input| sender.blocking_send(input));
}

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
