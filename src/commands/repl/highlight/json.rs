//! The parts of JSON, and where it breaks. Pure.

use serde::de::IgnoredAny;

use super::super::line::place_of;
use super::{Part, Span};
use crate::render::json_view::placed_parts;

/// The parts of the text from `start`; with `strict`, what is no JSON is wrong, as far as it is not only unfinished.
pub(super) fn spans(text: &str, start: usize, strict: bool, spans: &mut Vec<Span>) {
    let json = &text[start..];
    let error = serde_json::from_str::<IgnoredAny>(json).err().filter(|error| strict && !error.is_eof());
    let wrong = error.map(|error| place_of(json, &error));
    // whether each bracket that is open is an object's, and whether a key comes next
    let (mut objects, mut is_key) = (Vec::new(), false);
    for (at, part) in placed_parts(json) {
        let range = start + at..start + at + part.len();
        if wrong.is_some_and(|wrong| wrong < at + part.len()) {
            // what follows may be anything
            return spans.push((range, Part::Wrong));
        }
        match part {
            "{" | "[" => objects.push(part == "{"),
            "}" | "]" => _ = objects.pop(),
            "," | ":" => {}
            _ if part.starts_with('"') => spans.push((range, if is_key { Part::Name } else { Part::Value })),
            _ => spans.push((range, Part::Other)),
        }
        is_key = matches!(part, "{" | ",") && objects.last() == Some(&true);
    }
}
