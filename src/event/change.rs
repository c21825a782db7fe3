//! What a message did to an element of the page. Plain data.

use serde::Serialize;

/// An element that a message has changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// A selector of the element on the page before.
    pub element: String,
    /// Its markup before.
    pub before: String,
    /// Its markup afterwards.
    pub after: String,
}
