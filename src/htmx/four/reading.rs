//! What a text message is to htmx 4: HTML, JSON that brings HTML, or JSON that is data for the page's own scripts.
//!
//! Knows nothing of the page.

use serde_json::{Map, Value};

use super::config::truthy;
use super::hcon::is_space;
use crate::htmx::json;

/// A text message as hx-ws reads it (htmx 4.0.1 hx-ws `handleMessage`).
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Reading {
    /// The text is no JSON: all of it is HTML.
    Html,
    /// JSON with `content` or `payload`.
    Content(Box<Content>),
    /// Other JSON, on which nothing happens.
    Data,
}

/// JSON that brings HTML.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Content {
    /// `content`, else `payload`; anything but a string makes htmx throw.
    pub(super) html: Value,
    /// Whether it came as `payload`.
    pub(super) deprecated: bool,
    /// `target`, where it counts.
    pub(super) target: Option<Value>,
    /// `swap`, where it counts.
    pub(super) swap: Option<Value>,
    /// `select`; an empty one counts.
    pub(super) select: Option<String>,
    /// A key that is nearly one of these, where that one is not there, and the one it is near to.
    pub(super) near: Option<(String, &'static str)>,
}

/// What a text message is taken for, in words, and whether that brings HTML.
pub(in crate::htmx) fn in_words(text: &str) -> (&'static str, bool) {
    match read(text) {
        Reading::Html => ("taken for HTML, as it is no JSON", true),
        Reading::Data => ("taken for data, as it is JSON without `content`: nothing is swapped", false),
        Reading::Content(content) => match (&content.html, content.deprecated) {
            (Value::String(_), false) => ("JSON: its `content` is the HTML", true),
            (Value::String(_), true) => ("JSON: its `payload` is the HTML", true),
            _ => ("JSON: its `content` is no text", false),
        },
    }
}

/// The keys that htmx reads.
const KEYS: [&str; 4] = ["content", "target", "swap", "select"];

/// Keys one edit from one that htmx reads.
fn near_key(object: &Map<String, Value>) -> Option<(String, &'static str)> {
    let absent = KEYS.into_iter().filter(|key| !object.contains_key(*key));
    let others = || object.keys().filter(|key| key.chars().count() < 16);
    let is_near = |key: &str, meant| strsim::damerau_levenshtein(&key.to_lowercase(), meant) <= 1;
    absent
        .flat_map(|meant| others().map(move |key| (key, meant)))
        .find(|(key, meant)| is_near(key, meant))
        .map(|(key, meant)| (key.clone(), meant))
}

/// Reads a text message.
pub(super) fn read(text: &str) -> Reading {
    match serde_json::from_str(text) {
        Ok(Value::Object(object)) => {
            content(object).map_or(Reading::Data, |content| Reading::Content(Box::new(content)))
        }
        Ok(_) => Reading::Data,
        Err(error) if is_json_to_a_browser(&error) => Reading::Data,
        Err(_) => Reading::Html,
    }
}

fn content(mut object: Map<String, Value>) -> Option<Content> {
    let near = near_key(&object);
    let content = object.remove("content");
    let deprecated = content.is_none();
    let html = content.or_else(|| object.remove("payload"))?;
    let mut given = |name| object.remove(name).filter(truthy);
    let (target, swap) = (given("target"), given("swap"));
    let select = object.get("select").filter(|value| !value.is_null());
    let select = select.map(|value| if truthy(value) { js_text(value) } else { String::new() });
    Some(Content { html, deprecated, target, swap, select, near })
}

/// Nesting and numbers have no bounds in a browser.
fn is_json_to_a_browser(error: &serde_json::Error) -> bool {
    let words = error.to_string();
    words.starts_with("recursion limit exceeded") || words.starts_with("number out of range")
}

/// `String(value)`.
pub(super) fn js_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Object(_) => "[object Object]".to_owned(),
        Value::Array(items) => {
            let text = |item: &Value| if item.is_null() { String::new() } else { js_text(item) };
            items.iter().map(text).collect::<Vec<_>>().join(",")
        }
        other => json::stringify(other),
    }
}

/// The swap with what hx-ws adds: a message without content swaps nothing, unless the swap says otherwise. `None`
/// where htmx throws on it: it is no text and stays none.
pub(super) fn with_swap_empty(swap: &Value) -> Option<String> {
    let text = js_text(swap);
    match (names_swap_empty(&text), swap) {
        (false, _) => Some(format!("{text} swapEmpty:false")),
        (true, Value::String(_)) => Some(text),
        (true, _) => None,
    }
}

/// `/(?:^|\s)swapEmpty(?::(?:true|false))?(?=\s|$)/`.
fn names_swap_empty(text: &str) -> bool {
    text.split(is_space).any(|word| matches!(word, "swapEmpty" | "swapEmpty:true" | "swapEmpty:false"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn html_of(text: &str) -> Option<Value> {
        match read(text) {
            Reading::Content(content) => Some(content.html),
            Reading::Html | Reading::Data => None,
        }
    }

    #[test]
    fn content_comes_before_payload_and_null_counts() {
        assert_eq!(html_of(r#"{"content":"a","payload":"b"}"#), Some(json!("a")));
        assert_eq!(html_of(r#"{"content":null,"payload":"b"}"#), Some(Value::Null));
        assert_eq!(html_of(r#"{"payload":5}"#), Some(json!(5)));
    }

    #[test]
    fn other_json_is_data_and_the_rest_html() {
        for data in ["{}", "[{\"content\":1}]", "5", "null", "\"<b>\"", &"[".repeat(300)] {
            assert_eq!(read(data), Reading::Data, "{data}");
        }
        for html in ["", "<p>", "{content:1}", "\u{feff}{}"] {
            assert_eq!(read(html), Reading::Html, "{html}");
        }
    }

    #[test]
    fn values_become_text_as_in_javascript() {
        assert_eq!(js_text(&json!([1, null, ["a", true], {}])), "1,,a,true,[object Object]");
        assert_eq!(with_swap_empty(&json!("innerHTML")).as_deref(), Some("innerHTML swapEmpty:false"));
        assert_eq!(with_swap_empty(&json!("a swapEmpty")).as_deref(), Some("a swapEmpty"));
        assert_eq!(
            with_swap_empty(&json!("a swapEmpty:x")).as_deref(),
            Some("a swapEmpty:x swapEmpty:false")
        );
        assert_eq!(with_swap_empty(&json!(["swapEmpty"])), None);
    }
}
