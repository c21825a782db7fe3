//! What happens on the network, and what that counts for: answers are counted by the socket that they come on.

use std::io;

use tokio::time::Instant;

use super::super::tally::{Lost, Tally};
use super::{Driver, NORMAL, Phase};
use crate::event::{Event, Record};
use crate::htmx::connection::State;
use crate::status::Status;

impl Driver<'_> {
    pub(super) fn note(&mut self, records: &[Record]) -> io::Result<()> {
        if self.on_open.has_failed() {
            self.fail(Status::Failed);
        }
        self.swaps.note(records);
        self.log.note(records);
        self.expect(records);
        let due = self.session.twin().next_send();
        let was_asked_for = std::mem::replace(&mut self.due, due).is_some_and(|before| due != Some(before));
        for record in records {
            self.note_one(record, was_asked_for);
        }
        self.end_wait()
    }

    /// `was_asked_for`: something was due that a person's act has put off.
    fn note_one(&mut self, record: &Record, was_asked_for: bool) {
        let now = Instant::now();
        let came = self.session.received();
        let tally = self.tally_of(record);
        match &record.event {
            Event::Open { .. } => {
                tally.opened(now);
                if self.is_current(record) {
                    self.end_known = false;
                }
                if matches!(self.phase, Phase::Opening(_)) && self.session.state() == State::Open {
                    self.phase = Phase::Reading;
                }
            }
            Event::Message { seq, .. } => tally.came(*seq),
            Event::Done { seq } => tally.done(*seq, now),
            Event::Sent { .. } if was_asked_for => tally.sent_as_put_off(),
            // what was queued goes out after the open: its answers come later
            Event::Sent { .. } => tally.sent_late(),
            Event::Queued { .. } if was_asked_for => tally.queued(came),
            Event::Pong { answers, .. } if *answers > 0 => tally.ponged(*answers, now),
            Event::Close { code, .. } if self.is_current(record) => self.note_end(*code),
            Event::Close { code, .. } => self.note_end_elsewhere(record, *code),
            _ => {}
        }
    }

    /// A connection ended; one that `/reconnect` left behind owed nothing any more.
    pub(super) fn note_end(&mut self, code: u16) {
        let queued = self.session.queued_here();
        match self.session.state() {
            State::Waiting(_) | State::Closed(_) if self.end_known || code == NORMAL => {
                self.tally.leave(queued)
            }
            State::Waiting(_) | State::Closed(_) => self.tally.ended(code, queued),
            State::Connecting | State::Open | State::Closing => {}
        }
    }

    /// The connection of another socket than the current one ended.
    fn note_end_elsewhere(&mut self, record: &Record, code: u16) {
        let of_socket = |target: &crate::session::live::Target| target.selector == record.socket;
        let held = self.session.sockets().find(|held| of_socket(held.target));
        let queued = held.map_or(0, |held| held.queue.len());
        let tally = self.tally_of(record);
        if code == NORMAL { tally.leave(queued) } else { tally.ended(code, queued) }
    }

    /// The counts of the socket that a record is about.
    pub(super) fn tally_of(&mut self, record: &Record) -> &mut Tally {
        match &record.socket {
            Some(socket) if !self.is_current(record) => {
                self.elsewhere.entry(socket.clone()).or_insert_with(|| Tally::new(Instant::now()))
            }
            _ => &mut self.tally,
        }
    }

    /// The session talks to another socket than `before`, if it does: that one's counts are at hand from now on.
    pub(super) fn change_tally(&mut self, before: Option<String>) {
        let current = self.session.target().and_then(|target| target.selector.clone());
        let (Some(before), Some(current)) = (before, current) else { return };
        if before != current {
            let next = self.elsewhere.remove(&current).unwrap_or_else(|| Tally::new(Instant::now()));
            let left = std::mem::replace(&mut self.tally, next);
            self.elsewhere.insert(before, left);
        }
    }

    /// The current socket's messages since the last that was sent; none while an act's message is still to go out.
    pub(super) fn answers(&self) -> u64 {
        if self.session.twin().next_send().is_some() { 0 } else { self.tally.answers() }
    }

    /// What has no answer, and will have none, on any socket.
    pub(super) fn lost(&self) -> Option<Lost> {
        self.tallies().find_map(Tally::lost)
    }

    /// The counts of all sockets, the current one's first.
    pub(super) fn tallies(&self) -> impl Iterator<Item = &Tally> {
        std::iter::once(&self.tally).chain(self.elsewhere.values())
    }

    /// When it will have been quiet for long enough on all sockets.
    pub(super) fn quiet_at(&self) -> Instant {
        self.elsewhere.values().map(Tally::quiet_at).fold(self.tally.quiet_at(), Instant::max)
    }

    /// Goes on reading once the answers are there, or cannot come any more.
    pub(super) fn end_wait(&mut self) -> io::Result<()> {
        let Phase::Waiting(count, _) = self.phase else { return Ok(()) };
        let is_met = self.answers() >= count;
        let over = self.session.ending();
        if !is_met && over.is_none() {
            return Ok(());
        }
        if let Some(ending) = over.filter(|_| !is_met) {
            self.fail(Status::Ended);
            self.tell_early_end(ending, count)?;
            self.printer.flush()?;
        }
        self.phase = Phase::Reading;
        self.ask();
        Ok(())
    }
}
