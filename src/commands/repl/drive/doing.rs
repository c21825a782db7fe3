//! What a line does to the session, and what that counts for.

use std::io;

use super::super::act::{self, Acted};
use super::super::command::connection::Connection;
use super::super::line::Line;
use super::{Driver, Phase};
use crate::event::{Event, Record};
use crate::htmx::connection::State;
use crate::status::Status;

impl Driver<'_> {
    pub(super) fn act(&mut self, line: Line) -> io::Result<()> {
        let closes = matches!(line, Line::Connection(Connection::Close(..)));
        let pings = matches!(line, Line::Connection(Connection::Ping(_)));
        if line == Line::Connection(Connection::Reconnect) {
            self.tally.leave(self.session.queued_here());
        }
        let switches = matches!(line, Line::Connection(Connection::Socket(_)));
        let came = self.session.received();
        let before = self.session.target().and_then(|target| target.selector.clone());
        let acts = matches!(line, Line::Acting(_));
        let strict = self.script.as_ref().is_some_and(|script| script.strict);
        let mut acted = act::act(self.session, line, &self.swaps, strict);
        self.change_tally(before);
        let due = self.session.twin().next_send();
        let is_put_off = std::mem::replace(&mut self.due, due) != due && due.is_some();
        self.log.note(&acted.records);
        self.expect(&acted.records);
        let has_failed = self.has_failed(&acted);
        self.end_known |= closes && !has_failed;
        if pings && !has_failed {
            self.tally.pinged();
        }
        for record in &acted.records {
            match record.event {
                Event::Sent { .. } => self.tally_of(record).sent(came),
                Event::Queued { .. } => self.tally_of(record).queued(came),
                Event::Close { code, .. } => self.note_end(code),
                _ => {}
            }
        }
        if switches {
            self.form = None;
            if self.prompt.is_none() && self.session.state() == State::Connecting {
                self.phase = Phase::Opening(self.patience());
            }
        }
        self.remember_form();
        if acts {
            self.hush(&mut acted.records);
        }
        self.place_failures(&mut acted.records);
        self.printer.print(&acted.records)?;
        let sends = |record: &Record| matches!(record.event, Event::Sent { .. } | Event::Queued { .. });
        self.await_answers(is_put_off || acted.records.iter().any(sends))
    }

    /// Whether a record is about the socket that messages go to.
    pub(super) fn is_current(&self, record: &Record) -> bool {
        let current = self.session.target().and_then(|target| target.selector.as_ref());
        record.socket.is_none() || record.socket.as_ref() == current
    }

    /// Whether a line failed, which a pipe's status tells.
    fn has_failed(&mut self, acted: &Acted) -> bool {
        let has_failed = acted.has_failed();
        if has_failed {
            self.fail(Status::Failed);
        }
        has_failed
    }
}
