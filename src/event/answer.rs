//! An answer that is another than was recorded. Knows no recording.

use serde::Serialize;

use super::Payload;

/// One thing that a server said.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Said {
    /// A message.
    Message(Payload),
    /// The end of the connection.
    Close {
        /// The code: 1005 where the frame had none, 1006 where there was no frame.
        code: u16,
        /// The reason.
        reason: String,
    },
}

/// An answer that is another than was recorded.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    /// Its number on its connection, from 1: of those that were recorded, and of those that came where it was not recorded.
    pub answer: usize,
    /// What was recorded; null where nothing was.
    pub recorded: Option<Said>,
    /// What came; null where nothing did.
    pub came: Option<Said>,
}
