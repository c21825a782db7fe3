//! JSON as it was written, on one line or on many: no number or key is changed, only space between them.
//!
//! Works on the text, so that what is shown is what went over the wire.

use serde::de::IgnoredAny;

/// Columns that nesting may take in [`pretty`].
const DEEPEST: usize = 24;

/// Whether the text is a JSON object or array.
pub(super) fn is_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '[']) && serde_json::from_str::<IgnoredAny>(text).is_ok()
}

/// JSON without the space between its parts and with htmx's `HEADERS` folded to the number of its keys:
/// `{"msg":"hello","HEADERS":{ 5 }}`. Stops after `enough` bytes or a little more.
pub(super) fn compact(json: &str, enough: usize) -> String {
    let mut shown = String::new();
    let mut parts = Parts { left: json };
    let mut depth = 0usize;
    while let Some(part) = parts.next() {
        shown.push_str(part);
        match part {
            "{" | "[" => depth += 1,
            "}" | "]" => depth = depth.saturating_sub(1),
            r#""HEADERS""# | r#""headers""# if depth == 1 => fold(&mut parts, &mut shown),
            _ => {}
        }
        if shown.len() > enough {
            break;
        }
    }
    shown
}

/// Passes over the object that follows a key, leaving the number of its keys; does nothing where none follows.
fn fold(parts: &mut Parts<'_>, shown: &mut String) {
    let mut ahead = Parts { left: parts.left };
    if ahead.next() != Some(":") || ahead.next() != Some("{") {
        return;
    }
    let (mut depth, mut keys) = (1usize, 0usize);
    for part in ahead.by_ref() {
        match part {
            "{" | "[" => depth += 1,
            "}" | "]" => depth -= 1,
            ":" if depth == 1 => keys += 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    shown.push_str(&format!(":{{ {keys} }}"));
    parts.left = ahead.left;
}

/// JSON with each member on its own line, indented by two.
pub(super) fn pretty(json: &str) -> String {
    let mut shown = String::with_capacity(json.len() * 2);
    let mut depth = 0usize;
    let mut opened = false;
    for part in (Parts { left: json }) {
        match part {
            "}" | "]" => {
                depth = depth.saturating_sub(1);
                if !opened {
                    new_line(&mut shown, depth);
                }
            }
            _ if opened => new_line(&mut shown, depth),
            _ => {}
        }
        opened = matches!(part, "{" | "[");
        shown.push_str(part);
        match part {
            "{" | "[" => depth += 1,
            "," => new_line(&mut shown, depth),
            ":" => shown.push(' '),
            _ => {}
        }
    }
    shown
}

fn new_line(shown: &mut String, depth: usize) {
    shown.push('\n');
    shown.extend(std::iter::repeat_n(' ', (depth * 2).min(DEEPEST)));
}

/// Punctuation, strings and other values, in order, each with the byte at which it begins.
pub fn placed_parts(json: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut parts = Parts { left: json };
    std::iter::from_fn(move || {
        let part = parts.next()?;
        Some((json.len() - parts.left.len() - part.len(), part))
    })
}

/// Punctuation, strings and other values, in order, without the space between them.
struct Parts<'a> {
    left: &'a str,
}

impl<'a> Iterator for Parts<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        self.left = self.left.trim_start_matches([' ', '\n', '\r', '\t']);
        let bytes = self.left.as_bytes();
        let length = match bytes.first()? {
            b'"' => string_length(bytes),
            b'{' | b'}' | b'[' | b']' | b',' | b':' => 1,
            _ => bytes.iter().position(|byte| b"{}[],:\" \n\r\t".contains(byte)).unwrap_or(bytes.len()),
        };
        let (part, rest) = self.left.split_at(length);
        self.left = rest;
        Some(part)
    }
}

fn string_length(bytes: &[u8]) -> usize {
    let mut escaped = false;
    for (index, byte) in bytes.iter().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return index + 1,
            _ => {}
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn headers_are_folded_and_the_rest_is_as_written() {
        let sent = r#"{"msg": "a { \" b", "n":1e2,"HEADERS": {"HX-Request":"true","x":{"y":[1]}} }"#;
        assert_eq!(compact(sent, 1000), r#"{"msg":"a { \" b","n":1e2,"HEADERS":{ 2 }}"#);
        assert_eq!(
            compact(r#"{"headers":{},"a":{"HEADERS":{"b":1}}}"#, 1000),
            r#"{"headers":{ 0 },"a":{"HEADERS":{"b":1}}}"#
        );
        assert_eq!(compact(r#"{"HEADERS":null}"#, 1000), r#"{"HEADERS":null}"#);
    }

    #[test]
    fn compact_stops_when_it_has_enough() {
        assert_eq!(compact("[1,2,3,4,5,6]", 3), "[1,2");
    }

    #[test]
    fn pretty_puts_each_member_on_a_line() {
        assert_eq!(
            pretty(r#"{"a":[1,2],"b":{},"c":[]}"#),
            "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {},\n  \"c\": []\n}"
        );
    }

    #[test]
    fn only_objects_and_arrays_count_as_json() {
        assert!(is_json(" [1]\n"));
        assert!(!is_json("12"));
        assert!(!is_json("{msg:1}"));
        assert!(!is_json(""));
    }

    #[test]
    fn deep_nesting_stays_cheap() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(pretty(&deep).len() < 30 * deep.len());
        assert_eq!(compact(&deep, usize::MAX), deep);
    }

    proptest! {
        #[test]
        fn nothing_panics_and_only_space_changes(text in r#"[{}\[\],:"\\ a1\n]{0,40}"#) {
            let solid = |text: &str| text.replace([' ', '\n'], "");
            prop_assert_eq!(solid(&pretty(&text)), solid(&text));
            compact(&text, 20);
        }
    }
}
