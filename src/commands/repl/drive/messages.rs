//! Lines about messages that have gone by: done to the log and to the session.

use std::io;

use super::Driver;
use crate::commands::repl::command::messages::Messages;
use crate::commands::repl::command::sending::Sending;
use crate::commands::repl::line::Line;
use crate::commands::repl::log::Entry;
use crate::event::{Direction, Payload};
use crate::status::{Status, Stop};

/// Messages that are listed where nobody says how many, and the terminal has no height.
const SCREENFUL: usize = 20;

/// Rows of the terminal that stay free: for the line that asked, and for the next.
const FREE: usize = 2;

impl Driver<'_> {
    pub(super) fn about_messages(&mut self, messages: Messages) -> io::Result<()> {
        let done = match messages {
            Messages::History(count) => self.list_messages(count)?,
            Messages::Resend(number) => match self.sent(number).cloned() {
                Ok(entry) => return self.send_again(entry.payload),
                Err(stop) => Err(stop),
            },
            Messages::Edit(number) => self.ask_to_edit(number),
            Messages::Copy(number) => self.copy(number)?,
            Messages::Explain(seq) => self.explain(seq)?,
            Messages::As(version, seq) => self.play_as(&version, seq)?,
        };
        done.or_else(|stop| self.refuse(stop))
    }

    fn list_messages(&mut self, count: Option<usize>) -> io::Result<Result<(), Stop>> {
        let height = self.printer.style().height;
        let fitting = || height.map_or(SCREENFUL, |height| height.saturating_sub(FREE).max(1));
        let records = self.log.last(count.unwrap_or_else(fitting));
        if records.is_empty() && count != Some(0) {
            return Ok(Err(Stop::failed("no message has been sent and none has come yet")));
        }
        self.printer.print(&records).map(Ok)
    }

    pub(super) fn sent(&self, number: Option<u64>) -> Result<&Entry, Stop> {
        self.log.find(Direction::Sent, number).ok_or_else(|| match number {
            None => Stop::failed("no message has been sent yet"),
            Some(number) => Stop::failed(format!("message s{number} is not kept"))
                .help("/history lists those that are".to_owned()),
        })
    }

    pub(super) fn send_again(&mut self, payload: Payload) -> io::Result<()> {
        self.act(Line::Sending(match payload {
            Payload::Text(text) => Sending::Raw(text),
            Payload::Binary(bytes) => Sending::Binary(bytes),
        }))
    }

    /// A line that cannot be done.
    fn refuse(&mut self, stop: Stop) -> io::Result<()> {
        self.fail(Status::Failed);
        self.tell_failure(stop.message, stop.help)
    }
}
