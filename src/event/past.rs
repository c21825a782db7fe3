//! What is told of messages that have gone by: what they were, and why they did what they did. Plain data.

use serde::Serialize;

/// A message of before, as `/history` lists it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Logged {
    /// Its number: that of its arrival, or `s3` for the third that was sent.
    pub message: String,
    /// Which way it went.
    pub direction: Direction,
    /// Its size.
    pub bytes: usize,
    /// Its first line, or the start of that; none where it is binary.
    pub start: Option<String>,
    /// It waits for the socket to open.
    pub waiting: bool,
}

/// Which way a message went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// It came.
    Received,
    /// It went out, or is to.
    Sent,
}

/// Why a message did what it did, step by step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explained {
    /// The message's number.
    pub seq: u64,
    /// The versions whose rules these are: `2.0.11 · ws 2.0.4`.
    pub htmx: String,
    /// The steps, in order.
    pub steps: Vec<String>,
}

/// Where a fragment's target and style are from, in words such as `from hx-target`; empty where nobody has said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SaidBy {
    /// What names the target.
    pub target: &'static str,
    /// What names the style.
    pub style: &'static str,
}
