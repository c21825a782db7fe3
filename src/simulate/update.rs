//! What happened, written into the text of a file of scenarios as what is expected of them. All else in it stays as it is.

mod layout;
mod spaced;

use std::collections::BTreeSet;
use std::ops::Range;

use serde_json::{Map, Value};

use super::expect::difference::Difference;
use super::expect::markup::bare;
use super::expect::sent;
use super::player::Turn;
use crate::page::{self, Document, NodeId, Selector};
use layout::{Kind, Layout, Member};

/// What becomes of the expectations of one scenario.
#[derive(Debug, Clone, PartialEq)]
pub enum Update {
    /// Values of those that it has, each with the number of its expectation, from 0.
    Values(Vec<(usize, Difference)>),
    /// It had none.
    All(Vec<Value>),
}

impl Update {
    /// How many expectations it is about.
    #[must_use]
    pub fn expectations(&self) -> usize {
        match self {
            Self::Values(values) => values.iter().map(|(number, _)| number).collect::<BTreeSet<_>>().len(),
            Self::All(expected) => expected.len(),
        }
    }
}

/// What is expected of a step that did just this, from a page that was `before`; none where it did nothing.
#[must_use]
pub fn expectation(
    step: usize,
    turn: &Turn,
    before: Option<&Document>,
    after: Option<&Document>,
) -> Option<Value> {
    let body = |page| Document::body(page).map(|body| (page, body));
    let pages = after.and_then(body).zip(before.and_then(body));
    let changed = pages.into_iter().flat_map(|(after, before)| page::differences(after, before));
    let html: Map<String, Value> = changed
        .filter_map(|changed| {
            let found = found(after?, &changed)?;
            Some((changed.selector, bare(&after?.outer_html(found)).into()))
        })
        .collect();
    let warnings = turn.warnings();
    if turn.sent.is_empty() && html.is_empty() && warnings.is_empty() {
        return None;
    }
    let mut expected = Map::new();
    expected.insert("step".to_owned(), step.into());
    if !turn.sent.is_empty() {
        let sent: Vec<Value> = turn.sent.iter().map(|sent| sent::expectation(&sent.data)).collect();
        expected.insert("sent".to_owned(), sent.into());
    }
    if !html.is_empty() {
        expected.insert("html".to_owned(), html.into());
    }
    expected.insert("warnings".to_owned(), warnings.into());
    Some(expected.into())
}

/// The element that has changed, where its selector finds it: not so in a template.
fn found(page: &Document, changed: &page::Difference) -> Option<NodeId> {
    let found = page.select_first(page.root(), &Selector::parse(&changed.selector).ok()?);
    found.filter(|&found| page::unmarked(page, found) == changed.one)
}

/// The text with the updates of its scenarios, each with the scenario's number, from 0. None where the text is not what the
/// scenarios were read from.
#[must_use]
pub fn updated(text: &str, updates: &[(usize, Update)]) -> Option<String> {
    let values = layout::read(text)?;
    let scenarios: Vec<&Layout> = match &*values {
        [Layout { kind: Kind::List(items), .. }] => items.iter().collect(),
        values => values.iter().collect(),
    };
    let mut edits = Vec::new();
    for (number, update) in updates {
        let scenario = scenarios.get(*number)?;
        match update {
            Update::Values(differences) => {
                for (expectation, difference) in differences {
                    edits.push(value(text, scenario, *expectation, difference)?);
                }
            }
            Update::All(expected) => edits.push(all(text, scenario, expected)?),
        }
    }
    edits.sort_unstable_by_key(|(at, _)| std::cmp::Reverse(at.start));
    let mut text = text.to_owned();
    edits.into_iter().for_each(|(at, written)| text.replace_range(at, &written));
    Some(text)
}

/// A piece of the text, and what stands there afterwards.
type Edit = (Range<usize>, String);

fn value(text: &str, scenario: &Layout, expectation: usize, difference: &Difference) -> Option<Edit> {
    let Kind::List(expectations) = &scenario.member("expect")?.value.kind else { return None };
    let member = expectations.get(expectation)?.member(difference.place.key)?;
    let member = match &difference.place.selector {
        Some(selector) => member.value.member(selector)?,
        None => member,
    };
    let at = member.value.span.clone();
    let spaced = is_spaced(text, member);
    let written = match (&difference.seen, &member.value.kind) {
        (Value::Array(items), Kind::List(held)) if !items.is_empty() && text[at.clone()].contains('\n') => {
            let first = held.first().map_or(at.start + 1, |held| held.span.start);
            let last = held.last().map_or(at.start + 1, |held| held.span.end);
            rows(items, spaced, &text[at.start + 1..first], &text[last..at.end - 1])
        }
        (seen, _) => spaced::written(seen, spaced),
    };
    Some((at, written))
}

fn all(text: &str, scenario: &Layout, expected: &[Value]) -> Option<Edit> {
    let Kind::Object(members) = &scenario.kind else { return None };
    let last = members.last()?;
    let before = members.len().checked_sub(2).and_then(|before| members.get(before));
    // what stands before a key: a line of its own, a space, nothing
    let gap = match before {
        Some(before) => text[before.value.span.end..last.start].trim_start().strip_prefix(',')?,
        None => &text[scenario.span.start + 1..last.start],
    };
    let spaced = is_spaced(text, last);
    let written = match gap.rsplit_once('\n') {
        Some((_, indent)) => {
            let outer = line_start(text, scenario.span.start);
            let unit = indent.strip_prefix(outer).filter(|unit| !unit.is_empty()).unwrap_or("  ");
            let end = if gap.contains("\r\n") { "\r\n" } else { "\n" };
            rows(expected, spaced, &format!("{end}{indent}{unit}"), &format!("{end}{indent}"))
        }
        None => spaced::written(&expected.to_vec().into(), spaced),
    };
    Some(match scenario.member("expect") {
        Some(expect) => (expect.value.span.clone(), written),
        None => {
            let colon = if spaced { ": " } else { ":" };
            (last.value.span.end..last.value.span.end, format!(",{gap}\"expect\"{colon}{written}"))
        }
    })
}

/// A list with an item a line; `before` stands before each, `after` behind the last.
fn rows(items: &[Value], spaced: bool, before: &str, after: &str) -> String {
    let items: Vec<String> = items.iter().map(|item| spaced::written(item, spaced)).collect();
    format!("[{before}{}{after}]", items.join(&format!(",{before}")))
}

/// Whether a space parts a key from its value.
fn is_spaced(text: &str, member: &Member) -> bool {
    text[..member.value.span.start].ends_with(|last: char| last.is_ascii_whitespace())
}

/// The white space at the start of the line.
fn line_start(text: &str, at: usize) -> &str {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = &text[line..at];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

#[cfg(test)]
mod tests;
