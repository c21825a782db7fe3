//! `--on-open`: lines as at the prompt that go out after every open.

use std::cell::Cell;
use std::path::Path;

use super::repl::act;
use super::repl::command::connection::Connection;
use super::repl::command::control::Control;
use super::repl::line::{self, Line};
use super::repl::parting;
use super::repl::swaps::Swaps;
use crate::event::{Event, Record};
use crate::session::live::Session;
use crate::status::{Status, Stop};

/// The lines, read; none without the flag.
#[derive(Debug, Clone, Default)]
pub struct OnOpen {
    lines: Vec<Line>,
    /// A line has failed.
    failed: Cell<bool>,
}

impl OnOpen {
    /// Reads the file of `--on-open`.
    ///
    /// # Errors
    /// Where it cannot be read, or a line of it cannot; says which.
    pub fn read(path: Option<&Path>) -> Result<Self, Stop> {
        let Some(path) = path else { return Ok(Self::default()) };
        let text = std::fs::read_to_string(path)
            .map_err(|error| Stop::unreadable(format!("--on-open {}", path.display()), &error).help(None))?;
        let lines = parting::numbered_lines(&text).into_iter().map(|(at, part)| {
            let wrong = |problem: String| {
                Stop::usage(format!("`--on-open {}`, line {at}: {problem}", path.display()))
            };
            match line::parse(part) {
                Ok(Line::Control(Control::Wait(_) | Control::Quit)) => {
                    Err(wrong("`/wait` and `/quit` are for the prompt's own lines".to_owned()))
                }
                Ok(Line::Control(Control::Source(_))) => {
                    Err(wrong("`/source` is for the prompt's own lines: write its lines here".to_owned()))
                }
                Ok(Line::Control(Control::Reload)) => {
                    Err(wrong("`/reload` opens a socket, after which it would come again".to_owned()))
                }
                Ok(Line::Connection(Connection::Reconnect)) => {
                    Err(wrong("`/reconnect` opens the socket, after which it would come again".to_owned()))
                }
                Ok(Line::Reading(_)) => {
                    Err(wrong("how things are shown is for the prompt's own lines to say".to_owned()))
                }
                Ok(Line::Messages(_)) => {
                    Err(wrong("messages that have gone by are for the prompt's own lines".to_owned()))
                }
                Ok(line) => Ok(line),
                Err(error) => Err(wrong(error.to_string())),
            }
        });
        lines.collect::<Result<_, _>>().map(|lines| Self { lines, failed: Cell::default() })
    }

    /// What is done where the first socket has just opened.
    pub fn follow(&self, session: &mut Session, records: &[Record]) -> Vec<Record> {
        let first = session.target().and_then(|target| target.selector.clone());
        let opens = |record: &Record| {
            matches!(record.event, Event::Open { .. }) && (record.socket.is_none() || record.socket == first)
        };
        if self.lines.is_empty() || !records.iter().any(opens) {
            return Vec::new();
        }
        let no_swaps = Swaps::default();
        let acted = self.lines.iter().map(|line| act::act(session, line.clone(), &no_swaps, false));
        let acted = acted.inspect(|acted| self.failed.set(self.failed.get() || acted.has_failed()));
        let records = acted.flat_map(|acted| acted.records).collect();
        session.disown_pings();
        records
    }

    /// Whether a line has failed.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        self.failed.get()
    }

    /// The status of what went well otherwise: a line that failed counts as one of a pipe does.
    ///
    /// # Errors
    /// Those of `status`.
    pub fn judge(&self, status: Result<Status, Stop>) -> Result<Status, Stop> {
        match status {
            Ok(Status::Done) if self.has_failed() => Ok(Status::Failed),
            status => status,
        }
    }
}
