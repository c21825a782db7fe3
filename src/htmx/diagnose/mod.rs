//! Diagnoses: what goes wrong for people who use htmx over WebSockets, in words, with what to write instead.
//!
//! Looks at messages and pages, changes neither. The codes are fixed names that scripts rely on.

pub mod close;
pub mod config;
pub mod extension;
pub mod lost_value;
pub mod markup;
pub mod page;
pub mod payload;
pub mod reconnect;
pub mod response_header;
pub mod sender;
pub mod style;
pub mod target;
pub mod wrapper;

use crate::event::Warning;
use crate::page::{Document, NodeId};

/// Every code, in the order of the alphabet.
pub const CODES: [&str; 43] = [
    "binary",
    "close-code-forbidden",
    "close-stays-closed",
    "disabled-control",
    "doubled-id",
    "empty-id",
    "file-control",
    "handshake",
    "headers-value",
    "hidden-id",
    "hx-confirm",
    "hx-headers",
    "hx-prompt",
    "invalid-config",
    "invalid-selector",
    "invalid-swap",
    "invalid-target",
    "json",
    "lazy-content",
    "lost-value",
    "many-targets",
    "modifiers",
    "needs-browser",
    "nested-oob",
    "no-id",
    "no-selection",
    "no-socket",
    "no-target",
    "parser-dropped",
    "payload-deprecated",
    "reconnect-delay",
    "redirect-header",
    "replaces-all",
    "script-not-run",
    "sender-removed",
    "socket-removed",
    "template-ignored",
    "text-ignored",
    "unknown-swap",
    "unnamed-control",
    "validation",
    "version-mismatch",
    "wrapper-stripped",
];

/// A diagnosis before it is tied to a message.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Finding {
    /// The code, such as `no-target`.
    pub code: &'static str,
    /// What htmx does.
    pub what: String,
    /// What to write or do instead; empty where there is nothing to add.
    pub advice: String,
}

/// A warning that is about no message that came.
impl From<Finding> for Warning {
    fn from(Finding { code, what, advice }: Finding) -> Self {
        Self { seq: None, index: None, code, what, advice }
    }
}

impl Finding {
    fn new(code: &'static str, what: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { code, what: what.into(), advice: advice.into() }
    }
}

/// An element's start tag as people would recognise it: the tag with its id or classes.
#[must_use]
pub fn tag(tree: &Document, element: NodeId) -> String {
    let name = tree.local_name(element).unwrap_or_default();
    let named = ["id", "class", "name"].into_iter().find_map(|attribute| {
        Some((attribute, tree.attr(element, attribute).filter(|value| !value.is_empty())?))
    });
    match named {
        Some((attribute, value)) => format!("<{name} {attribute}=\"{value}\">"),
        None => format!("<{name}>"),
    }
}

/// Names longer than this are not compared: the comparison costs the product of the lengths.
const LONGEST_NAME: usize = 64;

/// The known name nearest to what was written, if one is near: one edit for every three letters, at least one.
#[must_use]
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = written.chars().count();
    if length > LONGEST_NAME {
        return None;
    }
    let within = (length / 3).max(1);
    known
        .into_iter()
        .filter(|name| name.chars().count().abs_diff(length) <= within)
        .map(|name| (strsim::damerau_levenshtein(&written.to_lowercase(), &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= within)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        assert_eq!(nearest("mgs", ["chat", "msgs"]), Some("msgs"));
        assert_eq!(nearest("chta", ["chat", "count"]), Some("chat"));
        assert_eq!(nearest("x", ["xs", "rows"]), Some("xs"));
        assert_eq!(nearest("Chat", ["chat"]), Some("chat"));
        assert_eq!(nearest("sidebar", ["chat", "rows"]), None);
    }

    #[test]
    fn very_long_names_are_not_compared() {
        let long = "x".repeat(100);
        assert_eq!(nearest(&long, [long.as_str()]), None);
    }
}
