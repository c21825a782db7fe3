//! Where lines come from: the editor at a terminal, or a pipe; each on a thread of its own.

use std::borrow::Cow;
use std::io::{self, BufRead as _, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::DefaultHistory;
use rustyline::validate::Validator;
use rustyline::{Config, Editor, Helper};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::prompt::Prompt;
use crate::render::Output;

/// Batches of output that wait for the terminal before the session waits for them.
const WAITING_OUTPUT: usize = 256;

/// What the reader gives.
#[derive(Debug)]
pub enum Input {
    /// A line, without its end.
    Line(String),
    /// Ctrl-C at the prompt.
    Interrupt,
    /// There are no more lines.
    End,
    /// Reading failed.
    Failed(String),
}

/// A source of lines.
pub struct Lines {
    /// Lines as they come.
    pub inputs: UnboundedReceiver<Input>,
    /// Asks a terminal for the next line, once the last one has been dealt with. Absent for a pipe.
    next: Option<SyncSender<()>>,
}

impl Lines {
    /// Lines of standard input, all as they come.
    #[must_use]
    pub fn piped() -> Self {
        let (sender, inputs) = unbounded_channel();
        std::thread::spawn(move || read_pipe(&sender));
        Self { inputs, next: None }
    }

    /// Lines typed at a terminal, and the terminal to print on above the line being typed.
    ///
    /// # Errors
    /// Where the terminal is not one that lines can be edited on.
    pub fn typed(prompt: &Prompt) -> rustyline::Result<(Self, Terminal)> {
        let config = Config::builder().auto_add_history(true).bracketed_paste(true).build();
        let mut editor: Editor<Painter, DefaultHistory> = Editor::with_config(config)?;
        editor.set_helper(Some(Painter(prompt.clone())));
        let printer = editor.create_external_printer()?;
        let (sender, inputs) = unbounded_channel();
        let (next, asked) = sync_channel(1);
        let shown = prompt.clone();
        std::thread::spawn(move || read_terminal(&mut editor, &shown, &sender, &asked));
        let (output, batches) = sync_channel(WAITING_OUTPUT);
        let done = std::thread::spawn(move || print_above(printer, &batches));
        Ok((Self { inputs, next: Some(next) }, Terminal { output, done }))
    }

    /// Asks for the next line.
    pub fn ask(&self) {
        if let Some(next) = &self.next {
            // the thread has ended where this fails, and says so by itself
            let _asked = next.try_send(());
        }
    }
}

fn read_pipe(sender: &UnboundedSender<Input>) {
    for line in io::stdin().lock().split(b'\n') {
        let input = match line.map(String::from_utf8) {
            Ok(Ok(line)) => Input::Line(line),
            Ok(Err(_)) => Input::Failed("a line of standard input is not UTF-8".to_owned()),
            Err(error) => Input::Failed(format!("standard input cannot be read: {error}")),
        };
        if sender.send(input).is_err() {
            return;
        }
    }
    // the session may be over by now
    let _told = sender.send(Input::End);
}

fn read_terminal(
    editor: &mut Editor<Painter, DefaultHistory>,
    prompt: &Prompt,
    sender: &UnboundedSender<Input>,
    asked: &Receiver<()>,
) {
    while asked.recv().is_ok() {
        let input = match editor.readline(&prompt.plain()) {
            Ok(line) => Input::Line(line),
            Err(ReadlineError::Interrupted) => Input::Interrupt,
            Err(ReadlineError::Eof) => Input::End,
            Err(error) => Input::Failed(error.to_string()),
        };
        let ends = matches!(input, Input::End | Input::Failed(_));
        if sender.send(input).is_err() || ends {
            return;
        }
    }
}

fn print_above(mut printer: impl rustyline::ExternalPrinter, batches: &Receiver<String>) {
    while let Ok(mut batch) = batches.recv() {
        batch.extend(batches.try_iter());
        if printer.print(batch).is_err() {
            return;
        }
    }
}

/// The terminal while a line is typed: what is printed goes above it, painted in batches.
pub struct Terminal {
    output: SyncSender<String>,
    done: JoinHandle<()>,
}

impl Terminal {
    /// Both streams, in order, above the line.
    #[must_use]
    pub fn output(&self) -> Output {
        Output::to(Box::new(Above(self.output.clone())), Box::new(Above(self.output.clone())))
    }

    /// Waits until all is painted; every [`Terminal::output`] must be gone.
    pub fn finish(self) {
        drop(self.output);
        // a painter that panicked has nothing more to paint
        let _ended = self.done.join();
    }
}

/// Prints above the line that is being typed.
struct Above(SyncSender<String>);

impl Write for Above {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(bytes).into_owned();
        self.0.send(text).map_err(|_| io::ErrorKind::BrokenPipe)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Paints the prompt anew with the state of the moment.
struct Painter(Prompt);

impl Highlighter for Painter {
    fn highlight_prompt<'b, 's: 'b, 'p: 'b>(&'s self, prompt: &'p str, default: bool) -> Cow<'b, str> {
        if default { Cow::Owned(self.0.painted(prompt)) } else { Cow::Borrowed(prompt) }
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
