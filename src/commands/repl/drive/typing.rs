//! What the editor asks and tells while a line is typed, and which lines it is to remember.

use std::io;
use std::time::Duration;

use super::super::complete::Surroundings;
use super::super::history::secret;
use super::super::input::Input;
use super::{Driver, End, Phase};
use crate::event::Event;

/// How long a line that was entered takes to come from the editor's thread, at most.
const ON_ITS_WAY: Duration = Duration::from_millis(100);

impl Driver<'_> {
    /// Deals with what is no end of a line; gives back anything else.
    pub(super) fn aside(&mut self, input: Input) -> io::Result<Option<Input>> {
        match input {
            Input::Question(question) => {
                // the page as it is now, with what was swapped in a moment ago
                let target = self.session.target();
                let socket = target.and_then(|target| target.element);
                let around = Surroundings { twin: self.session.twin(), socket };
                // an answer that comes too late is not waited for any more
                let _late = question.answer.try_send(self.completion(&question, around));
                Ok(None)
            }
            Input::Note(message) => self.printer.event(Event::Note { message }).map(|()| None),
            other => Ok(Some(other)),
        }
    }

    /// Ctrl-C as a signal. While a line is edited it is a key: so a line has just been entered, and is on its way where the
    /// driver still reads.
    pub(super) async fn hear_ctrl_c(&mut self) -> io::Result<Option<End>> {
        if self.phase == Phase::Reading
            && let Ok(entered) = tokio::time::timeout(ON_ITS_WAY, self.lines.next()).await
            && let Some(end) = self.take(entered)?
        {
            return Ok(Some(end));
        }
        self.interrupt_unread()
    }

    /// Keeps a line that was typed, unless it holds a secret of the page as it is now.
    pub(super) fn keep(&mut self, line: &str) {
        if self.prompt.is_some() && secret::may_be_kept(line, self.session.twin().page()) {
            self.lines.keep(line);
        }
    }
}
