//! Keys and values within an object: the names of the controls, and the values that they can have. Pure.

use super::controls::{self, Named};
use super::written::Writing;
use super::{Candidate, Completion, Surroundings, starting};
use crate::render::json_view::placed_parts;

/// What the object that is begun at `start` can go on with.
pub(super) fn complete(head: &str, start: usize, around: Surroundings<'_>) -> Completion {
    let mut parts: Vec<(usize, &str)> = placed_parts(&head[start..]).collect();
    let depth = parts.iter().fold(0i32, |depth, (_, part)| match *part {
        "{" | "[" => depth + 1,
        "}" | "]" => depth - 1,
        _ => depth,
    });
    // only htmx's values have names that the page knows
    if depth != 1 {
        return Completion::default();
    }
    let typed = match parts.last() {
        Some(&(at, part)) if part.starts_with('"') && !is_closed(part) => {
            parts.pop();
            Some((start + at, part[1..].to_owned()))
        }
        _ => None,
    };
    let (at, typed) = typed.unwrap_or((head.len(), String::new()));
    let controls = controls::of_items(around, None, &[]);
    let mut last = parts.iter().rev().map(|(_, part)| *part);
    let (writing, candidates) = match last.next() {
        Some("{" | ",") => {
            let given =
                |named: &&Named| !parts.iter().any(|(_, part)| string(part).as_ref() == Some(&named.name));
            let names = controls.iter().filter(given).map(|named| Candidate::new(&named.name, &named.about));
            (Writing::Key, names.collect())
        }
        Some(":") => {
            let key = last.next().and_then(string);
            let named = controls.iter().filter(|named| Some(&named.name) == key.as_ref());
            let values = named.flat_map(|named| named.values.iter());
            (Writing::JsonValue, values.map(|(value, about)| Candidate::new(value, about)).collect())
        }
        _ => (Writing::Plain, Vec::new()),
    };
    let candidates = starting(candidates, &typed);
    Completion { start: at, typed, writing, candidates, files: None }
}

fn is_closed(part: &str) -> bool {
    string(part).is_some()
}

fn string(part: &str) -> Option<String> {
    serde_json::from_str(part).ok()
}
