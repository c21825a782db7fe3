//! What a report of tests tells of a scenario: gathered from its events until its verdict comes.

use std::io;

use super::{Output, Style, diagnostic};
use crate::event::{Event, Record, Verdict};

/// What has been told and belongs to no verdict yet.
#[derive(Debug, Default)]
pub(super) struct Report {
    problems: Vec<Problem>,
}

/// Something that is not as expected, or why there is nothing to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    /// What it is.
    pub(super) message: String,
    /// What was expected and what came, line by line; or what to do.
    pub(super) lines: Vec<String>,
}

impl Report {
    /// Takes an event; errors and notes go to standard error as in every format. Gives a verdict with its problems.
    pub(super) fn take<'r>(
        &mut self,
        record: &'r Record,
        style: &Style,
        out: &mut Output,
    ) -> io::Result<Option<(&'r Verdict, Vec<Problem>)>> {
        match &record.event {
            Event::Error { message, help } => {
                let lines = help.iter().flat_map(|help| help.lines()).map(str::to_owned).collect();
                self.problems.push(Problem { message: message.clone(), lines });
                out.diagnose(&diagnostic::error(style, message, help.as_deref()))?;
            }
            Event::Note { message } if !style.quiet => out.diagnose(&diagnostic::note(style, message))?,
            Event::Verdict(verdict) => return Ok(Some((verdict, self.rest()))),
            _ => {}
        }
        Ok(None)
    }

    /// Problems that no verdict followed: why it ended early.
    pub(super) fn rest(&mut self) -> Vec<Problem> {
        std::mem::take(&mut self.problems)
    }
}
