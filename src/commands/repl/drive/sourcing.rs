//! `/source`: lines of a file, and where a line stands that fails.

use std::io;

use super::Driver;
use crate::commands::repl::source;
use crate::event::{Event, Record};

impl Driver<'_> {
    /// Has the lines of a file done before any other.
    pub(super) fn source(&mut self, file: &str) -> io::Result<()> {
        match source::lines(file, self.place.clone()) {
            Ok(lines) => {
                self.lines.read_first(lines);
                Ok(())
            }
            Err(stop) => {
                self.fail(stop.status);
                self.tell_failure(stop.message, stop.help)
            }
        }
    }

    /// Tells that a line failed, and where it stands.
    pub(super) fn tell_failure(&mut self, message: String, help: Option<String>) -> io::Result<()> {
        let message = self.placed(message);
        self.printer.event(Event::Error { message, help })
    }

    /// The same of what has been done.
    pub(super) fn place_failures(&self, records: &mut [Record]) {
        if let Some(place) = &self.place {
            records.iter_mut().for_each(|record| place.put_on(record));
        }
    }

    /// What is told of the line that is being done, with its place where it is in a file.
    pub(super) fn placed(&self, message: String) -> String {
        match &self.place {
            Some(place) => format!("{place}: {message}"),
            None => message,
        }
    }
}
