//! What was expected of a run and did not come, and what came instead. Knows no goal and no page.

use serde::Serialize;

/// An error that is about what was expected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unmet {
    /// What happened.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// What was expected, one by one.
    pub unmet: Vec<Missing>,
}

/// Something that was expected and did not come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// The option that asked for it.
    pub option: &'static str,
    /// What it asked for, as it was written.
    pub expected: String,
    /// What came instead, what is nearest to it first.
    pub came: Vec<String>,
}
