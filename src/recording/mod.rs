//! PURE. What went over sockets: read from a recording (JSON Lines, as `--record` writes them) or from a HAR file (as Chromium's
//! developer tools save them), and written as HAR.
//!
//! Knows no file, no socket and no clock: times are microseconds since 1970 that the recordings themselves hold.
//!
//! | module | holds |
//! | --- | --- |
//! | `connection` | one connection: what went both ways, and how it ended |
//! | `jsonl`, `har` | the two formats |
//! | `format` | which of them a file is |
//! | `choice` | which of several sockets is meant |
//! | `answers` | what the server said, beside what it says now |

mod answers;
mod choice;
mod connection;
mod format;
mod har;
mod jsonl;
#[cfg(test)]
mod tests;

use thiserror::Error;

pub use answers::compare;
pub use choice::Choice;
pub use connection::{Close, Connection, Turn, What};
pub use format::Format;
pub use har::write as to_har;

/// Connections in the order in which they began.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Recording {
    /// The connections. A handshake that failed is none.
    pub connections: Vec<Connection>,
    /// The numbers of lines, from 1, that were cut off: nothing is known of what they held.
    pub cut_off: Vec<usize>,
}

/// A message that a server sent.
#[derive(Debug, Clone, Copy)]
pub struct Received<'r> {
    /// The connection that it came in on.
    pub connection: &'r Connection,
    /// What came, and when.
    pub turn: &'r Turn,
    /// The message itself.
    pub payload: &'r crate::event::Payload,
}

/// Why a file is no recording.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadError {
    /// It is not text.
    #[error("is not UTF-8 text")]
    NotText,
    /// A line of JSON Lines is not as it must be.
    #[error("line {line}: {problem}")]
    Line {
        /// Its number, from 1.
        line: usize,
        /// What is wrong with it, to follow the file's name.
        problem: String,
    },
    /// It is not a HAR file.
    #[error("is not a HAR file: {0}")]
    NotHar(String),
    /// A message of a HAR file is not as it must be.
    #[error("message {message} of entry {entry} is binary, and its data are not base64")]
    NotBase64 {
        /// The entry's number, from 1.
        entry: usize,
        /// The message's number, from 1.
        message: usize,
    },
}

impl Recording {
    /// Reads a recording.
    ///
    /// # Errors
    /// Where it is none of this format.
    pub fn read(bytes: &[u8], format: Format) -> Result<Self, ReadError> {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        match format {
            Format::JsonLines => jsonl::read(bytes),
            Format::Har => har::read(str::from_utf8(bytes).map_err(|_| ReadError::NotText)?),
        }
    }

    /// What the servers sent, in the order in which it came.
    #[must_use]
    pub fn received(&self) -> Vec<Received<'_>> {
        let turns = self.connections.iter().flat_map(|connection| {
            connection.turns.iter().filter_map(move |turn| match &turn.what {
                What::Received(payload) => Some(Received { connection, turn, payload }),
                _ => None,
            })
        });
        let mut received: Vec<Received<'_>> = turns.collect();
        received.sort_unstable_by_key(|received| received.turn.place);
        received
    }
}
