//! When a session ends that reads its lines from a pipe, and with which status.

use std::io;

use tokio::time::Instant;

use super::{Driver, End, PATIENCE, Phase};
use crate::event::Event;
use crate::session::live::Ending;
use crate::status::Status;

impl Driver<'_> {
    /// The end of a session that reads from a pipe, once it has come.
    pub(super) fn end_of_pipe(&mut self) -> io::Result<Option<End>> {
        let now = Instant::now();
        let ended = match self.phase {
            Phase::Opening(deadline) => self.never_opened(now >= deadline)?,
            Phase::Draining(deadline) => self.drained(now, deadline)?,
            Phase::Reading | Phase::Waiting(..) | Phase::Settling(_) => None,
        };
        Ok(ended.map(|status| End::Quit(if self.status == Status::Done { status } else { self.status })))
    }

    fn never_opened(&mut self, late: bool) -> io::Result<Option<Status>> {
        if self.session.ending().is_none() && !late {
            return Ok(None);
        }
        if late {
            let wait = humantime::format_duration(self.args.timeout.map_or(PATIENCE, |timeout| timeout.0));
            let told = match self.session.under_way() {
                Some((url, stage)) => {
                    let message =
                        format!("`{url}` has not opened within {wait}, and no line was read: {stage}");
                    Event::Error { message, help: Some(stage.help("--timeout")) }
                }
                None => {
                    let message = format!("the socket did not open within {wait}: no line was read");
                    Event::Error { message, help: None }
                }
            };
            self.printer.event(told)?;
        }
        Ok(Some(Status::NotConnected))
    }

    /// How a pipe's session ends after its last line, once it does.
    fn drained(&mut self, now: Instant, deadline: Instant) -> io::Result<Option<Status>> {
        let missing = self.args.wait.filter(|&wait| self.tally.answers() < wait);
        let has_answers = match self.args.wait {
            Some(_) => missing.is_none() && !self.is_sending(),
            None => self.is_answered() && now >= self.tally.quiet_at(),
        };
        if has_answers {
            return Ok(Some(Status::Done));
        }
        let unsent = self.session.queued() > 0;
        match (self.session.ending(), missing) {
            (None, _) if now < deadline => Ok(None),
            (None, Some(wait)) => {
                self.tell(format!("time is up: {}", self.waited(wait)))?;
                Ok(Some(Status::Failed))
            }
            (None, None) => Ok(Some(if unsent { Status::Ended } else { Status::Done })),
            (Some(Ending::NeverOpened), _) => Ok(Some(Status::NotConnected)),
            (Some(Ending::Closed(code)), Some(wait)) => {
                let waited = self.waited(wait);
                self.tell(format!("the connection ended with {code} before the work was done: {waited}"))?;
                Ok(Some(Status::Ended))
            }
            (Some(Ending::Closed(code)), None) if code != 1000 && !self.closed => {
                self.tell(format!("the connection ended with {code}"))?;
                Ok(Some(Status::Ended))
            }
            (Some(Ending::Closed(_)), None) => Ok(Some(if unsent { Status::Ended } else { Status::Done })),
        }
    }
}
