//! `hx-vals`, `hx-vars` and `hx-headers`: objects written on the element and its ancestors.

use serde_json::{Map, Value};

use super::attribute::{self, lineage};
use super::config::Config;
use super::json;
use super::swap::Thrown;
use crate::page::{Document, NodeId};

/// Values read from attributes, nearest element first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Values {
    /// Names and values.
    pub map: Map<String, Value>,
    /// Names whose value is JavaScript that was not evaluated; they hold null in `map`.
    pub uncomputed: Vec<String>,
    /// Whether `unset` on the way up threw all of it away (the object is null).
    pub unset: bool,
}

impl Values {
    /// `values[key] == null`: what an object has from its prototype is not.
    fn takes(&self, key: &str) -> bool {
        self.map.get(key).is_none_or(Value::is_null) && !json::is_object_member(key)
    }
}

/// Reads one attribute from the element upward; nearer values win (htmx 2.0.11 `getValuesForElement`).
/// `evaluated` says that the attribute is JavaScript without a prefix (`hx-vars`).
///
/// # Errors
/// Where htmx throws and nothing is sent: the value is not a JSON object.
pub fn read(
    page: &Document,
    config: &Config,
    element: NodeId,
    name: &str,
    evaluated: bool,
    mut values: Values,
) -> Result<Values, Thrown> {
    for holder in lineage(page, element) {
        let Some(written) = attribute::filled(page, holder, name) else { continue };
        let written = written.trim();
        if written == "unset" {
            values.unset = true;
            return Ok(values);
        }
        let script = written.strip_prefix("javascript:").or_else(|| written.strip_prefix("js:"));
        match script.or(evaluated.then_some(written)) {
            Some(_) if !config.allow_eval => {}
            Some(script) => add_uncomputed(&mut values, script),
            None => add_json(&mut values, name, written)?,
        }
    }
    Ok(values)
}

fn add_json(values: &mut Values, name: &str, written: &str) -> Result<(), Thrown> {
    let text = if written.starts_with('{') { written.to_owned() } else { format!("{{{written}}}") };
    let parsed: Value =
        serde_json::from_str(&text).map_err(|error| Thrown(format!("{name} is not JSON: {error}")))?;
    for (key, value) in parsed.as_object().into_iter().flatten() {
        if values.takes(key) {
            values.map.insert(key.clone(), value.clone());
        }
    }
    Ok(())
}

fn add_uncomputed(values: &mut Values, script: &str) {
    for key in keys_of_object(script) {
        if values.takes(&key) {
            values.map.insert(key.clone(), Value::Null);
            values.uncomputed.push(key);
        }
    }
}

/// The keys of an object literal, as far as they can be read without running it.
pub(super) fn keys_of_object(script: &str) -> Vec<String> {
    let inside =
        script.trim().strip_prefix('{').map_or(script, |rest| rest.strip_suffix('}').unwrap_or(rest));
    let mut keys = Vec::new();
    let (mut depth, mut start, mut quote) = (0_i32, 0, None);
    for (at, c) in inside.char_indices().chain([(inside.len(), ',')]) {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) if at < inside.len() => {}
            (None, '"' | '\'' | '`') => quote = Some(c),
            (None, '{' | '[' | '(') => depth += 1,
            (None, '}' | ']' | ')') => depth -= 1,
            (_, ',') if depth <= 0 || at == inside.len() => {
                keys.extend(key_of(&inside[start..at]));
                start = (at + 1).min(inside.len());
            }
            _ => {}
        }
    }
    keys
}

fn key_of(member: &str) -> Option<String> {
    let key = member.split([':', '(']).next()?.trim().trim_matches(['"', '\'']);
    let name = key.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$');
    name.then(|| key.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vals(html: &str) -> Result<Values, Thrown> {
        let page = Document::parse(html);
        read(&page, &Config::default(), page.by_id("e")[0], "hx-vals", false, Values::default())
    }

    #[test]
    fn nearer_values_win_and_braces_may_be_left_out() {
        let values = vals(r#"<div hx-vals='{"a":1,"b":2}'><p id=e hx-vals='"b":3, "c":null'>"#).unwrap();
        assert_eq!(Value::Object(values.map).to_string(), r#"{"b":3,"c":null,"a":1}"#);
    }

    #[test]
    fn unset_throws_away_the_object() {
        assert!(vals(r#"<div hx-vals=unset><p id=e hx-vals='{"a":1}'>"#).unwrap().unset);
    }

    #[test]
    fn what_is_not_json_throws() {
        assert!(vals("<p id=e hx-vals='{a:1}'>").is_err());
    }

    #[test]
    fn scripts_give_their_names_only() {
        let values = vals(r#"<p id=e hx-vals='js:{now: Date.now(), "two": f(1, {x: 2}), three}'>"#).unwrap();
        assert_eq!(values.uncomputed, ["now", "two", "three"]);
    }
}
