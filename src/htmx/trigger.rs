//! Which events make a sender send: the names in `hx-trigger`, or the element's natural one.

use super::attribute;
use crate::page::{Document, NodeId};

/// One trigger of a sender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trigger {
    /// The event's name: `submit`, `click`, `keyup`, `load`, `every`, …
    pub event: String,
}

/// The triggers of an element, first to last (htmx 2.0.11 `getTriggerSpecs`).
#[must_use]
pub fn of(page: &Document, element: NodeId) -> Vec<Trigger> {
    let written: Vec<Trigger> = attribute::filled(page, element, "hx-trigger").map(names).unwrap_or_default();
    if written.is_empty() { vec![Trigger { event: natural(page, element).to_owned() }] } else { written }
}

/// The triggers as one line: `hx-trigger` as written, or the natural event.
#[must_use]
pub fn as_written(page: &Document, element: NodeId) -> String {
    match attribute::filled(page, element, "hx-trigger") {
        Some(written) if !names(written).is_empty() => written.trim().to_owned(),
        _ => natural(page, element).to_owned(),
    }
}

fn natural(page: &Document, element: NodeId) -> &'static str {
    let kind = page.attr(element, "type").unwrap_or_default().to_ascii_lowercase();
    match page.local_name(element) {
        Some("form") => "submit",
        Some("input") if kind == "button" || kind == "submit" => "click",
        Some("input" | "textarea" | "select") => "change",
        _ => "click",
    }
}

/// The event names of a trigger list: each runs to a comma, a bracket or white space; commas inside brackets,
/// parentheses, braces and quotes belong to their trigger (htmx 2.0.11 `parseAndCacheTrigger`).
fn names(list: &str) -> Vec<Trigger> {
    split(list)
        .into_iter()
        .map(str::trim_start)
        .map(|spec| spec.split(|c: char| c == '[' || c.is_whitespace()).next().unwrap_or_default())
        .filter(|name| !name.is_empty())
        .map(|name| Trigger { event: name.to_owned() })
        .collect()
}

fn split(list: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0_i32, 0);
    let mut quote = None;
    for (at, c) in list.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') => quote = Some(c),
            (None, '[' | '(' | '{') => depth += 1,
            (None, ']' | ')' | '}') => depth -= 1,
            (None, ',') if depth <= 0 => {
                parts.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&list[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(html: &str) -> Vec<String> {
        let page = Document::parse(html);
        let element = page.by_id("e")[0];
        of(&page, element).into_iter().map(|trigger| trigger.event).collect()
    }

    #[test]
    fn elements_have_a_natural_event() {
        assert_eq!(events("<form id=e>"), ["submit"]);
        assert_eq!(events("<input id=e>"), ["change"]);
        assert_eq!(events("<input id=e type=SUBMIT>"), ["click"]);
        assert_eq!(events("<button id=e>"), ["click"]);
        assert_eq!(events("<div id=e hx-trigger=''>"), ["click"]);
    }

    #[test]
    fn names_are_read_from_the_list() {
        assert_eq!(
            events(
                r##"<form id=e hx-trigger="keyup[target.value.length>1, 'a,b'] delay:1s from:#q, save,every 2s">"##
            ),
            ["keyup", "save", "every"]
        );
    }
}
