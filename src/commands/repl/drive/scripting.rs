//! The lines of a script: each waits for its answers, the first that fails ends it, and at the end everything expected must
//! have come.

use std::io;

use tokio::time::Instant;

use super::{Driver, End, Phase};
use crate::commands::goal::Goal;
use crate::commands::pump::{self, Outcome};
use crate::event::{Event, Record};
use crate::status::Status;

/// How a script is gone through.
#[derive(Debug)]
pub struct Script {
    /// How many messages each line waits for that sends one; without it, for an answer and then for quiet.
    pub answers: Option<u64>,
    /// What ends it after the last line, and is expected of it.
    pub goal: Goal,
    /// Whether a name that no control has fails its line.
    pub strict: bool,
}

impl<'a> Driver<'a> {
    /// The same, going through a script.
    #[must_use]
    pub fn of_script(self, script: Script) -> Self {
        Self { script: Some(script), ..self }
    }

    /// Takes note of what happened, for what is expected.
    pub(super) fn expect(&mut self, records: &[Record]) {
        if let Some(script) = &mut self.script {
            script.goal.see(records);
        }
    }

    /// Has the next line of a script wait for the answers of one that has sent something, or is about to.
    pub(super) fn await_answers(&mut self, sends: bool) -> io::Result<()> {
        let Some(script) = self.script.as_ref().filter(|_| sends) else { return Ok(()) };
        self.phase = match script.answers {
            Some(0) => return Ok(()),
            Some(answers) => Phase::Waiting(answers, self.patience()),
            None => Phase::Answering(self.patience()),
        };
        self.end_wait()
    }

    /// Goes on with the next line once there is an answer, and it is quiet; on the current socket.
    pub(super) fn end_answering(&mut self, now: Instant, deadline: Instant) -> io::Result<()> {
        let ending = self.session.ending();
        let is_late = now >= deadline;
        if self.answers() > 0 {
            if !is_late && ending.is_none() && now < self.tally.quiet_at() {
                return Ok(());
            }
        } else if let Some(lost) = self.lost() {
            self.fail(Status::Ended);
            self.tell_lost(lost)?;
        } else if let Some(ending) = ending {
            self.fail(Status::Ended);
            self.tell_early_end(ending, 1)?;
        } else if is_late {
            self.fail(Status::Failed);
            self.tell(format!("time is up: {}", self.waited(1)))?;
        } else {
            return Ok(());
        }
        self.printer.flush()?;
        self.phase = Phase::Reading;
        Ok(())
    }

    /// With `--quiet` a script says nothing of what its lines did to the page.
    pub(super) fn hush(&self, records: &mut Vec<Record>) {
        if self.script.is_some() && self.printer.style().quiet {
            records.retain(|record| !matches!(record.event, Event::Text { .. }));
        }
    }

    /// `/quit` in a script: the lines behind it are not done, and what was expected must have come all the same.
    pub(super) fn leave_script(&mut self) {
        self.lines.drop_ahead();
        self.phase = Phase::Draining(self.patience());
    }

    /// The end of a script whose line has failed.
    pub(super) fn failed_script(&self) -> Option<End> {
        let has_failed = self.script.is_some() && self.status != Status::Done;
        has_failed.then_some(End::Quit(self.status))
    }

    /// How a script ends after its last line, once it does.
    pub(super) fn end_of_script(&mut self, now: Instant, deadline: Instant) -> io::Result<Option<Status>> {
        let Some(Script { goal, .. }) = &self.script else { return Ok(None) };
        let (page, is_at_work) = (self.session.twin().page(), self.session.is_at_work());
        let is_late = now >= deadline;
        let is_sending = self.is_sending() || self.tallies().any(|tally| tally.pings() > 0);
        let is_busy = is_sending || is_at_work && goal.needs_page();
        let outcome = match self.session.ending() {
            _ if goal.is_met(page, is_at_work) && (is_late || !is_busy) => Outcome::Met,
            Some(ending) => Outcome::Ended(ending),
            None if is_late => Outcome::TimedOut,
            None => return Ok(None),
        };
        match pump::judge(outcome, goal, page) {
            Ok(Status::Done) if is_late && self.tell_missing_pongs()? => Ok(Some(Status::Failed)),
            Ok(status) => Ok(Some(status)),
            Err(stop) => {
                let status = stop.status;
                self.printer.event(Event::from(stop))?;
                Ok(Some(status))
            }
        }
    }
}
