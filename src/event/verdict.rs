//! What came of a scenario. Plain data.

use std::time::Duration;

use serde::Serialize;

/// A scenario has been played, and held against what it expects.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verdict {
    /// Its name.
    pub scenario: String,
    /// The file that it is from; none for standard input.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Whether all is as expected.
    pub passed: bool,
    /// How many expectations it has. Where it has none, only reports tell of it.
    pub expectations: usize,
    /// How many of them are not met.
    pub failed: usize,
    /// How long it took to play.
    #[serde(skip)]
    pub took: Duration,
}
