//! What a line does to the session, and what that counts for.

use std::io;

use super::super::act::{self, Acted};
use super::super::command::connection::Connection;
use super::super::line::Line;
use super::Driver;
use crate::event::{Event, Record};
use crate::status::Status;

impl Driver<'_> {
    pub(super) fn act(&mut self, line: Line) -> io::Result<()> {
        let closes = matches!(line, Line::Connection(Connection::Close(..)));
        let ping = match &line {
            Line::Connection(Connection::Ping(text)) => Some(text.clone()),
            _ => None,
        };
        if line == Line::Connection(Connection::Reconnect) {
            self.tally.leave(self.session.queued());
        }
        let came = self.session.received();
        let acted = act::act(self.session, line);
        let has_failed = self.has_failed(&acted);
        self.end_known |= closes && !has_failed;
        if let Some(text) = ping.filter(|_| !has_failed) {
            self.tally.pinged(text);
        }
        for record in &acted.records {
            match record.event {
                Event::Sent { .. } => self.tally.sent(came),
                Event::Queued { .. } => self.tally.queued(came),
                Event::Close { code, .. } => self.note_end(code),
                _ => {}
            }
        }
        self.remember_form();
        self.printer.print(&acted.records)
    }

    pub(super) fn list_targets(&mut self, part: Option<&str>) -> io::Result<()> {
        let acted = act::targets(self.session, part, &self.swaps);
        self.has_failed(&acted);
        self.printer.print(&acted.records)
    }

    /// Whether a line failed, which a pipe's status tells.
    fn has_failed(&mut self, acted: &Acted) -> bool {
        let failed = |record: &Record| matches!(record.event, Event::Error { .. } | Event::Halted { .. });
        let has_failed = acted.records.iter().any(failed);
        if has_failed {
            self.fail(Status::Failed);
        }
        has_failed
    }
}
