//! `/edit`: a sent message in the user's editor, which has the terminal meanwhile.

use std::io::{self, Write as _};

use tempfile::TempPath;
use tokio::process::{Child, Command};

use super::Driver;
use crate::commands::interrupt::{self, Signal};
use crate::commands::pump;
use crate::config::editor::text_editor;
use crate::event::{Event, Payload};
use crate::status::{Status, Stop};

impl Driver<'_> {
    /// Has a message edited once the line has been done.
    pub(super) fn ask_to_edit(&mut self, number: Option<u64>) -> Result<(), Stop> {
        if self.prompt.is_none() {
            let stop = Stop::usage("`/edit` takes a terminal: there is none to edit on");
            return Err(stop.help("/resend sends a message again, /raw @FILE the text of a file".to_owned()));
        }
        let entry = self.sent(number)?;
        match &entry.payload {
            Payload::Text(text) => self.edits = Some(text.clone()),
            Payload::Binary(_) => {
                let message = format!("message {} is binary: /hex sends others", entry.name());
                return Err(Stop::failed(message));
            }
        }
        Ok(())
    }

    /// Has the user edit, and sends what was saved; the signal that ends the program meanwhile.
    ///
    /// # Errors
    /// Those of standard output.
    pub(super) async fn edit_if_asked(&mut self) -> io::Result<Option<Signal>> {
        let Some(text) = self.edits.take() else { return Ok(None) };
        match self.edited(&text).await? {
            Edited::Signal(signal) => return Ok(Some(signal)),
            Edited::Saved(saved) if saved == text => self.tell_unsent("nothing was changed")?,
            Edited::Saved(saved) if saved.is_empty() => self.tell_unsent("the text is empty")?,
            Edited::Saved(saved) => self.send_again(Payload::Text(saved))?,
            Edited::Failed(why) => {
                self.fail(Status::Failed);
                self.tell_failure(format!("{why}: nothing is sent"), None)?;
            }
        }
        self.printer.flush()?;
        self.show_state();
        self.ask();
        Ok(None)
    }

    fn tell_unsent(&mut self, why: &str) -> io::Result<()> {
        self.printer.event(Event::Note { message: format!("{why}: nothing is sent") })
    }

    async fn edited(&mut self, text: &str) -> io::Result<Edited> {
        let file = match written(text) {
            Ok(file) => file,
            Err(error) => return Ok(Edited::Failed(format!("a file to edit cannot be made: {error}"))),
        };
        let editor = text_editor();
        self.printer.flush()?;
        self.lines.lend();
        let holds = self.printer.pause();
        let ended = match command(&editor, &file).spawn() {
            Ok(child) => self.wait_for(child).await,
            Err(error) => Ok(Ended::Failed(format!("`{editor}` cannot be run: {error}"))),
        };
        self.lines.take_back();
        if holds {
            self.printer.resume_quietly()?;
        }
        Ok(match ended? {
            Ended::Signal(signal) => Edited::Signal(signal),
            Ended::Failed(why) => Edited::Failed(why),
            Ended::Done => match std::fs::read(&file).map(String::from_utf8) {
                Ok(Ok(saved)) => Edited::Saved(as_begun(saved, text)),
                Ok(Err(_)) => Edited::Failed("what was saved is not UTF-8".to_owned()),
                Err(error) => Edited::Failed(format!("what was saved cannot be read: {error}")),
            },
        })
    }

    /// Goes on with the session until the editor has ended. Ctrl-C is the editor's.
    async fn wait_for(&mut self, mut child: Child) -> io::Result<Ended> {
        let mut interrupted = Box::pin(interrupt::heard());
        loop {
            tokio::select! {
                biased;
                signal = &mut interrupted => {
                    if signal != Signal::Interrupt {
                        // where it has ended already, it needs no end
                        let _killed = child.start_kill();
                        return Ok(Ended::Signal(signal));
                    }
                    interrupted = Box::pin(interrupt::heard());
                    interrupt::answered();
                }
                status = child.wait() => return Ok(match status {
                    Ok(status) if status.success() => Ended::Done,
                    Ok(status) => Ended::Failed(format!("the editor ended with {status}")),
                    Err(error) => Ended::Failed(format!("the editor was lost: {error}")),
                }),
                records = pump::step(self.session, self.printer, self.on_open) => self.note(&records?)?,
            }
        }
    }
}

/// What came of editing.
enum Edited {
    Saved(String),
    Failed(String),
    Signal(Signal),
}

/// How an editor ended.
enum Ended {
    Done,
    Failed(String),
    Signal(Signal),
}

/// A file of this text that its owner alone can read, until it is dropped.
fn written(text: &str) -> io::Result<TempPath> {
    let suffix = if text.trim_start().starts_with(['{', '[']) { ".json" } else { ".txt" };
    let mut file = tempfile::Builder::new().prefix("hxws-").suffix(suffix).tempfile()?;
    file.write_all(text.as_bytes())?;
    Ok(file.into_temp_path())
}

/// The editor with its arguments, as a shell reads them.
#[cfg(unix)]
fn command(editor: &str, file: &TempPath) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{editor} \"$@\""), editor]).arg(file);
    command
}

/// The editor with its arguments, at white space.
#[cfg(not(unix))]
fn command(editor: &str, file: &TempPath) -> Command {
    let mut words = editor.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words).arg(file);
    command
}

/// Editors end the last line of a text: where it had no end before, it has none afterwards.
fn as_begun(mut saved: String, begun: &str) -> String {
    if !begun.ends_with('\n') && saved.ends_with('\n') {
        saved.pop();
        if saved.ends_with('\r') {
            saved.pop();
        }
    }
    saved
}

#[cfg(test)]
mod tests {
    use super::as_begun;

    #[test]
    fn the_end_that_an_editor_gives_the_last_line_is_taken_off() {
        for (saved, begun, text) in
            [("b\n", "a", "b"), ("b\r\n", "a", "b"), ("b\n", "a\n", "b\n"), ("b\n\n", "a", "b\n")]
        {
            assert_eq!(as_begun(saved.to_owned(), begun), text);
        }
    }
}
