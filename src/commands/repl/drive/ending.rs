//! When a session ends that reads its lines from a pipe, and with which status; that of a prompt.

use std::io;

use tokio::time::Instant;

use super::super::tally::{Lost, Tally};
use super::{Driver, End, NORMAL, PATIENCE, Phase};
use crate::event::Event;
use crate::quantity::counted;
use crate::session::live::Ending;
use crate::status::Status;

impl Driver<'_> {
    /// The end of a session that reads from a pipe, once it has come.
    pub(super) fn end_of_pipe(&mut self) -> io::Result<Option<End>> {
        let now = Instant::now();
        if let Phase::Answering(deadline) = self.phase {
            self.end_answering(now, deadline)?;
        }
        if let Some(end) = self.failed_script() {
            return Ok(Some(end));
        }
        let ended = match self.phase {
            Phase::Opening(deadline) => self.never_opened(now >= deadline)?,
            Phase::Draining(deadline) if self.script.is_some() => self.end_of_script(now, deadline)?,
            Phase::Draining(deadline) => self.drained(now, deadline)?,
            Phase::Reading | Phase::Waiting(..) | Phase::Answering(_) | Phase::Settling(_) => None,
        };
        Ok(ended.map(|status| End::Quit(if self.status == Status::Done { status } else { self.status })))
    }

    fn never_opened(&mut self, late: bool) -> io::Result<Option<Status>> {
        if self.session.ending().is_none() && !late {
            return Ok(None);
        }
        if late {
            let wait = humantime::format_duration(self.args.timeout.map_or(PATIENCE, |timeout| timeout.0));
            let no_line = if self.session.has_opened() { "no further line" } else { "no line" };
            let told = match self.session.under_way() {
                Some((url, stage)) => {
                    let message =
                        format!("`{url}` has not opened within {wait}, and {no_line} was read: {stage}");
                    Event::Error { message, help: Some(stage.help("--timeout")) }
                }
                None => {
                    let message = format!("the socket did not open within {wait}: {no_line} was read");
                    Event::Error { message, help: None }
                }
            };
            self.printer.event(told)?;
        }
        Ok(Some(Status::NotConnected))
    }

    /// How a pipe's session ends after its last line, once it does.
    fn drained(&mut self, now: Instant, deadline: Instant) -> io::Result<Option<Status>> {
        let missing = self.args.wait.filter(|&wait| self.answers() < wait);
        let lost = self.lost().filter(|_| self.args.wait.is_none());
        let is_done = match self.args.wait {
            Some(_) => missing.is_none() && !self.is_sending(),
            None => self.is_answered() && now >= self.quiet_at(),
        };
        if is_done && lost.is_none() {
            return Ok(Some(Status::Done));
        }
        match (self.session.ending(), missing) {
            (None, _) if now < deadline && !is_done => Ok(None),
            (None, Some(wait)) => {
                self.tell(format!("time is up: {}", self.waited(wait)))?;
                Ok(Some(Status::Failed))
            }
            (Some(Ending::NeverOpened), _) => Ok(Some(Status::NotConnected)),
            (Some(ending), Some(wait)) => {
                self.tell_early_end(ending, wait)?;
                Ok(Some(Status::Ended))
            }
            (Some(Ending::Closed(code)), None) if lost.is_none() && code != NORMAL && !self.end_known => {
                self.tell(format!("the connection ended with {code}"))?;
                Ok(Some(Status::Ended))
            }
            (_, None) => self.unanswered(lost).map(Some),
        }
    }

    /// What there is to say where nobody said how much to wait for: a server owes no messages, and a pong to every ping.
    fn unanswered(&mut self, lost: Option<Lost>) -> io::Result<Status> {
        if let Some(lost) = lost {
            self.tell_lost(lost)?;
            return Ok(Status::Ended);
        }
        if self.tell_missing_pongs()? {
            return Ok(Status::Failed);
        }
        if self.session.ending().is_none() && self.answers() == 0 && !self.tallies().all(Tally::has_answers) {
            let wait = humantime::format_duration(self.args.timeout.map_or(PATIENCE, |timeout| timeout.0));
            let message = format!("no answer came within {wait}: `--wait N` makes that a failure");
            self.printer.event(Event::Note { message })?;
        }
        Ok(if self.session.queued() > 0 { Status::Ended } else { Status::Done })
    }

    /// Time is up: tells of pings without a pong. Whether there are any.
    pub(super) fn tell_missing_pongs(&mut self) -> io::Result<bool> {
        let pings: usize = self.tallies().map(Tally::pings).sum();
        if pings > 0 {
            self.tell(format!("time is up: {} had no pong", counted(pings, "ping")))?;
        }
        Ok(pings > 0)
    }

    /// The connection ended, and what was sent over it has no answer any more.
    pub(super) fn tell_lost(&mut self, lost: Lost) -> io::Result<()> {
        self.tell(format!("the connection ended with {} before {lost} answered", lost.code))
    }

    /// The connection ended for good, and not as many messages had come as were waited for.
    pub(super) fn tell_early_end(&mut self, ending: Ending, count: u64) -> io::Result<()> {
        self.end_known = true;
        let how = match ending {
            Ending::Closed(code) => format!("the connection ended with {code} before the work was done"),
            Ending::NeverOpened => "the socket never opened".to_owned(),
        };
        let message = self.placed(format!("{how}: {}", self.waited(count)));
        let help = self.prompt.is_some().then(|| "`/reconnect` connects now, `/quit` leaves".to_owned());
        self.printer.event(Event::Error { message, help })
    }

    /// The status of a pipe: wrong usage, or else what failed first.
    pub(super) fn fail(&mut self, status: Status) {
        if self.status == Status::Done || status == Status::Usage {
            self.status = status;
        }
    }

    /// The status of `/quit`: a prompt tells its mistakes to a person.
    pub(super) fn left(&self) -> Status {
        match &self.prompt {
            None => self.status,
            Some(_) if self.session.has_opened() => Status::Done,
            Some(_) => Status::NotConnected,
        }
    }
}
