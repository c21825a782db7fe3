//! HCON, htmx 4's way to write settings in an attribute: `swap:100ms ws.reconnect:false`.
//!
//! Knows the notation, not what any setting means. The texts may come from a server: nothing here recurses deeper
//! than its own bound or takes more than linear time.

use serde_json::{Map, Value};
use thiserror::Error;

use super::hcon_match::{self, Pair};

/// Why a text that looks like an object is none, or nests too deep to be kept.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum HconError {
    /// It begins with `{`, so htmx takes it for JSON, and it is not.
    #[error("`{text}` begins with a brace, so htmx takes it for JSON, and it is not: {problem}")]
    Json {
        /// As written, up to its first characters.
        text: String,
        /// What the JSON parser says.
        problem: String,
    },
    /// A dotted name of more parts than hxws follows.
    #[error("a dotted name of more than {MAX_DEPTH} parts: hxws stops here, a browser goes on")]
    Deep,
}

/// Objects in objects beyond this are an error.
const MAX_DEPTH: usize = 100;

/// Reads settings (htmx 4.0.1 `HCON.parse`).
///
/// # Errors
/// Where the text begins with `{` and is not JSON.
pub fn parse(text: &str) -> Result<Map<String, Value>, HconError> {
    if text.starts_with('{') {
        return serde_json::from_str(text).map_err(|error| HconError::Json {
            text: text.chars().take(40).collect(),
            problem: error.to_string(),
        });
    }
    let mut result = Map::new();
    for Pair { key, value, bare_key } in hcon_match::pairs(text) {
        let value = trim(value.unwrap_or("true"));
        let value = serde_json::from_str(value).unwrap_or_else(|_| Value::String(value.to_owned()));
        let pair = if bare_key && key.contains('.') { dotted(key, value)? } else { single(key, value) };
        merge(&pair, &mut result);
    }
    Ok(result)
}

/// `{a: {b: value}}` for `a.b`.
fn dotted(path: &str, value: Value) -> Result<Map<String, Value>, HconError> {
    if path.split('.').count() > MAX_DEPTH {
        return Err(HconError::Deep);
    }
    let mut segments = path.rsplit('.');
    let last = single(segments.next().unwrap_or_default(), value);
    Ok(segments.fold(last, |inner, segment| single(segment, Value::Object(inner))))
}

fn single(key: &str, value: Value) -> Map<String, Value> {
    Map::from_iter([(key.to_owned(), value)])
}

/// Puts the source's settings into the target, objects into objects (htmx 4.0.1 `HCON.merge`).
pub fn merge(source: &Map<String, Value>, target: &mut Map<String, Value>) {
    for (key, value) in source {
        if matches!(key.as_str(), "__proto__" | "constructor" | "prototype") {
            continue;
        }
        match (value, target.get_mut(key)) {
            (Value::Object(source), Some(Value::Object(target))) if is_plain(source) && is_plain(target) => {
                merge(source, target);
            }
            _ => {
                target.insert(key.clone(), value.clone());
            }
        }
    }
}

/// `value.constructor === Object`.
fn is_plain(object: &Map<String, Value>) -> bool {
    !object.contains_key("constructor")
}

/// Splits at the commas that are outside of brackets, `<…/>` and quotes (htmx 4.0.1 `HCON.split`), as its regular
/// expression sees them: only what follows a comma decides.
#[must_use]
pub fn split(text: &str) -> Vec<&str> {
    let mut commas = Vec::new();
    let mut after = After::default();
    for (at, byte) in text.bytes().enumerate().rev() {
        if byte == b',' && after.is_outside() {
            commas.push(at);
        }
        after.take(byte);
    }
    let mut parts = Vec::with_capacity(commas.len() + 1);
    let mut start = 0;
    for comma in commas.into_iter().rev() {
        parts.push(&text[start..comma]);
        start = comma + 1;
    }
    parts.push(&text[start..]);
    parts
}

/// What follows a place in a text, gathered from the end.
struct After {
    /// The next bracket of each kind is a closing one.
    square: bool,
    round: bool,
    /// `/>` comes before any `<`.
    angle: bool,
    /// The byte right after the place.
    next: u8,
    /// The quotes from here to the end are closed.
    closed: bool,
    /// Whether they are after the next quote of each kind: `None` without one.
    after_double: Option<bool>,
    after_single: Option<bool>,
}

impl Default for After {
    fn default() -> Self {
        Self {
            square: false,
            round: false,
            angle: false,
            next: 0,
            closed: true,
            after_double: None,
            after_single: None,
        }
    }
}

impl After {
    fn is_outside(&self) -> bool {
        !self.square && !self.round && !self.angle && self.closed
    }

    fn take(&mut self, byte: u8) {
        match byte {
            b']' => self.square = true,
            b'[' => self.square = false,
            b')' => self.round = true,
            b'(' => self.round = false,
            b'<' => self.angle = false,
            b'/' if self.next == b'>' => self.angle = true,
            b'"' => {
                let rest = self.closed;
                self.closed = self.after_double.unwrap_or(false);
                self.after_double = Some(rest);
            }
            b'\'' => {
                let rest = self.closed;
                self.closed = self.after_single.unwrap_or(false);
                self.after_single = Some(rest);
            }
            _ => {}
        }
        self.next = byte;
    }
}

/// JavaScript's white space.
#[must_use]
pub fn is_space(character: char) -> bool {
    character == '\u{feff}' || (character.is_whitespace() && character != '\u{85}')
}

/// `String.prototype.trim`.
#[must_use]
pub fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn parsed(text: &str) -> Value {
        Value::Object(parse(text).unwrap())
    }

    #[test]
    fn settings_are_names_with_values_or_without() {
        assert_eq!(parsed("foo:1 bar:true baz"), json!({"foo": 1, "bar": true, "baz": true}));
        assert_eq!(parsed("swap:100ms, settle : 1s"), json!({"swap": "100ms", "settle": "1s"}));
        assert_eq!(parsed(""), json!({}));
    }

    #[test]
    fn dots_nest_and_quotes_keep_them() {
        assert_eq!(parsed("ws.a:1 ws.b.c:2"), json!({"ws": {"a": 1, "b": {"c": 2}}}));
        assert_eq!(parsed("'a.b':\"x y\""), json!({"a.b": "x y"}));
        assert_eq!(parse(&"a.".repeat(200)), Err(HconError::Deep));
    }

    #[test]
    fn values_in_angle_brackets_hold_spaces() {
        assert_eq!(parsed("target:<div > p/> strip"), json!({"target": "div > p", "strip": true}));
        assert_eq!(parsed("target:#a:first-child"), json!({"target": "#a:first-child"}));
    }

    #[test]
    fn a_brace_makes_it_json() {
        assert_eq!(parsed(r#"{"a": [1]}"#), json!({"a": [1]}));
        assert!(parse("{a:1}").is_err());
        assert_eq!(parsed("a:{b"), json!({"a": "{b"}));
    }

    #[test]
    fn names_of_prototypes_are_passed_over() {
        assert_eq!(parsed("__proto__:1 constructor:2 a:3"), json!({"a": 3}));
    }

    #[test]
    fn commas_in_brackets_and_quotes_do_not_split() {
        assert_eq!(split("a:1, b:2"), ["a:1", " b:2"]);
        assert_eq!(split(r#"from:".a, .b", click"#), [r#"from:".a, .b""#, " click"]);
        assert_eq!(split(":is(a, b), [x='1,2'], <p, q/>"), [":is(a, b)", " [x='1,2']", " <p, q/>"]);
        assert_eq!(split(""), [""]);
        assert_eq!(split("it's, fine"), ["it's", " fine"]);
        assert_eq!(split("so, it's"), ["so, it's"]);
    }
}
