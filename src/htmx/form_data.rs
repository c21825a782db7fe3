//! Values that an early ws extension merges into htmx's `FormData` itself, and what `hx-params` leaves of them there
//! (htmx-ext-ws 2.0.0 `processWebSocketSend` through htmx 2.0.0 `formDataProxy`).

use serde_json::Value;

use super::attribute;
use super::config::Config;
use super::dialect::Dialect;
use super::expression::Values;
use super::json;
use super::swap::Thrown;
use super::values::Entries;
use crate::page::{Document, Entry, NodeId};

/// Sets every value (the proxy's `set`): as text, in a place of its own at the end; an array as so many values.
///
/// # Errors
/// Where htmx throws: the value is null or undefined, which has no `forEach`.
pub fn merge(entries: &mut Entries, dialect: &Dialect, values: &Values) -> Result<(), Thrown> {
    for (name, value) in values.map.iter().filter(|(name, _)| !values.uncomputed.contains(name)) {
        let undefined = values.omitted.contains(name);
        if (undefined || value.is_null()) && !dialect.form_data_takes_null {
            return Err(Thrown(format!("`{name}` is {}: it has no forEach", text(value))));
        }
        entries.retain(|(held, _)| held != name);
        let texts = match value {
            _ if undefined => vec!["undefined".to_owned()],
            Value::Array(items) => items.iter().map(text).collect(),
            Value::Object(_) if dialect.form_data_takes_json => vec![json::stringify(value)],
            single => vec![text(single)],
        };
        entries.extend(texts.into_iter().map(|text| (name.clone(), Entry::Text(text))));
    }
    Ok(())
}

/// What `hx-params` leaves (`filterValues`): a list makes a new `FormData` that is no proxy, which has no keys for
/// `Object.assign`.
#[must_use]
pub fn filter(page: &Document, config: &Config, sender: NodeId, mut entries: Entries) -> Entries {
    match attribute::inherited(page, config, sender, "hx-params") {
        None | Some("*") => entries,
        Some(list) => match list.strip_prefix("not ") {
            Some(left_out) => {
                entries.retain(|(name, _)| !left_out.split(',').any(|out| out.trim() == name));
                entries
            }
            None => Entries::new(),
        },
    }
}

/// `String(value)`.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Object(_) => "[object Object]".to_owned(),
        Value::Array(items) => {
            let joined: Vec<String> =
                items.iter().map(|item| if item.is_null() { String::new() } else { text(item) }).collect();
            joined.join(",")
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => json::stringify(value),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn merged(htmx: &str, value: Value) -> Result<Vec<String>, Thrown> {
        let dialect = Dialect::choose(htmx, Some("2.0.0")).unwrap();
        let Value::Object(map) = json!({ "a": value }) else { return Ok(Vec::new()) };
        let mut entries =
            vec![("a".to_owned(), Entry::Text("old".into())), ("b".to_owned(), Entry::Text("1".into()))];
        merge(&mut entries, &dialect, &Values::of(map))?;
        Ok(entries.into_iter().map(|(name, entry)| format!("{name}={entry:?}")).collect())
    }

    fn as_text(htmx: &str, value: Value) -> Result<String, Thrown> {
        Ok(merged(htmx, value)?.pop().unwrap_or_default())
    }

    #[test]
    fn a_value_takes_a_place_at_the_end_as_text() {
        assert_eq!(merged("2.0.0", json!(1.5)).unwrap(), [r#"b=Text("1")"#, r#"a=Text("1.5")"#]);
        assert_eq!(
            merged("2.0.0", json!([true, "x"])).unwrap(),
            [r#"b=Text("1")"#, r#"a=Text("true")"#, r#"a=Text("x")"#]
        );
    }

    #[test]
    fn objects_and_null_are_taken_as_the_version_does() {
        assert_eq!(as_text("2.0.1", json!({"k": 1})).unwrap(), r#"a=Text("[object Object]")"#);
        assert_eq!(as_text("2.0.2", json!({"k": 1})).unwrap(), r#"a=Text("{\"k\":1}")"#);
        assert!(as_text("2.0.2", json!(null)).is_err());
        assert_eq!(as_text("2.0.3", json!(null)).unwrap(), r#"a=Text("null")"#);
    }

    #[test]
    fn a_list_leaves_nothing_and_not_leaves_the_others() {
        let left = |params: &str| {
            let page = Document::parse(&format!("<p id=e hx-params='{params}'>"));
            let entries = ["a", "b"].map(|name| (name.to_owned(), Entry::Text(String::new()))).to_vec();
            filter(&page, &Config::default(), page.by_id("e")[0], entries).len()
        };
        assert_eq!([left("*"), left("not a"), left("a"), left("none")], [2, 1, 0, 0]);
    }
}
