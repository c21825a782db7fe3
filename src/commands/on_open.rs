//! `--on-open`: lines as at the prompt that go out after every open.

use std::path::Path;

use super::repl::act;
use super::repl::command::control::Control;
use super::repl::line::{self, Line};
use super::repl::parting;
use crate::event::{Event, Record};
use crate::session::live::Session;
use crate::status::Stop;

/// The lines, read; none without the flag.
#[derive(Debug, Clone, Default)]
pub struct OnOpen(Vec<Line>);

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
        lines.collect::<Result<_, _>>().map(Self)
    }

    /// What is done where the first socket has just opened.
    pub fn follow(&self, session: &mut Session, records: &[Record]) -> Vec<Record> {
        let first = session.target().and_then(|target| target.selector.clone());
        let opens = |record: &Record| {
            matches!(record.event, Event::Open { .. }) && (record.socket.is_none() || record.socket == first)
        };
        if self.0.is_empty() || !records.iter().any(opens) {
            return Vec::new();
        }
        let records = self.0.iter().flat_map(|line| act::act(session, line.clone()).records).collect();
        session.disown_pings();
        records
    }
}
