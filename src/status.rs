//! How the program ends: exit statuses, and errors that carry one.

use std::fmt;
use std::io;

use thiserror::Error;

use crate::event::{Event, Missing, Unmet};

/// The contract's exit statuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Done.
    Done = 0,
    /// An expectation failed, or htmx would send nothing.
    Failed = 1,
    /// Wrong usage.
    Usage = 2,
    /// Could not connect, or the handshake was refused.
    NotConnected = 3,
    /// The connection ended abnormally before the work was done.
    Ended = 4,
    /// SIGHUP.
    HungUp = 129,
    /// Ctrl-C.
    Interrupted = 130,
    /// SIGTERM.
    Terminated = 143,
}

/// An error that ends the program: what happened, what to do about it, and the status.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct Stop {
    /// The exit status.
    pub status: Status,
    /// What happened: lower case, no full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// What was expected and did not come.
    pub unmet: Vec<Missing>,
}

impl From<Stop> for Event {
    fn from(stop: Stop) -> Self {
        let Stop { message, help, unmet, .. } = stop;
        if unmet.is_empty() {
            Self::Error { message, help }
        } else {
            Self::Unmet(Unmet { message, help, unmet })
        }
    }
}

impl Stop {
    /// A stop with that status.
    pub fn new(status: Status, message: impl ToString) -> Self {
        Self { status, message: message.to_string(), help: None, unmet: Vec::new() }
    }

    /// Wrong usage.
    pub fn usage(message: impl ToString) -> Self {
        Self::new(Status::Usage, message)
    }

    /// An expectation failed.
    pub fn failed(message: impl ToString) -> Self {
        Self::new(Status::Failed, message)
    }

    /// No connection, or no page.
    pub fn not_connected(message: impl ToString) -> Self {
        Self::new(Status::NotConnected, message)
    }

    /// A file that cannot be read: its path, or the option with it.
    #[must_use]
    pub fn unreadable(file: impl fmt::Display, error: &io::Error) -> Self {
        let help = (error.kind() == io::ErrorKind::NotFound)
            .then(|| "check the path; for a host write its address with ws:// or http://".to_owned());
        Self::usage(format!("`{file}` cannot be read: {error}")).help(help)
    }

    /// The same, with where the line stands that is at fault.
    #[must_use]
    pub fn at(self, place: impl fmt::Display) -> Self {
        Self { message: format!("{place}: {}", self.message), ..self }
    }

    /// The same with what was expected and did not come.
    #[must_use]
    pub fn unmet(self, unmet: Vec<Missing>) -> Self {
        Self { unmet, ..self }
    }

    /// The same with what to do about it.
    #[must_use]
    pub fn help(self, help: impl Into<Option<String>>) -> Self {
        Self { help: help.into(), ..self }
    }
}
