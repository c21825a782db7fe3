//! From collected values to the parameters of a message, and what `hx-params` leaves of them.

use serde_json::{Map, Value};

use super::attribute;
use super::config::Config;
use super::dialect::Dialect;
use super::expression::Values;
use super::json;
use super::swap::Thrown;
use super::values::{Collected, Entries};
use crate::page::{Document, Entry, NodeId};

/// The parameters, and the whole text of the message where a value takes `JSON.stringify` over. `files` are the names of
/// file inputs for which a file was chosen.
#[must_use]
pub fn of(collected: Collected, files: &[String]) -> (Map<String, Value>, Option<String>) {
    match collected {
        Collected::FormData(entries) => (of_form_data(&entries, files), json_of_form_data(&entries)),
        Collected::Object(mut object) => {
            // a file input's value is an array of its files
            let file = || Value::Array(vec![Value::Object(Map::new())]);
            files.iter().for_each(|name| object.join(name, file()));
            (object.into_map(), None)
        }
    }
}

/// `Object.assign({}, values)` through htmx's proxy of a FormData: one value or an array of them; names that
/// FormData itself has are functions, which JSON leaves out; `__proto__` sets the prototype and is gone.
fn of_form_data(entries: &Entries, files: &[String]) -> Map<String, Value> {
    let mut map = Map::new();
    for (name, entry) in entries {
        if is_member_of_form_data(name) {
            continue;
        }
        let value = match entry {
            Entry::Text(text) => Value::from(text.as_str()),
            Entry::File => Value::Object(Map::new()),
        };
        add(&mut map, name, value);
    }
    for name in files {
        add(&mut map, name, Value::Object(Map::new()));
    }
    map
}

fn add(map: &mut Map<String, Value>, name: &str, value: Value) {
    match map.get_mut(name) {
        None => {
            map.insert(name.to_owned(), value);
        }
        Some(Value::Array(values)) => values.push(value),
        Some(held) => *held = Value::Array(vec![held.take(), value]),
    }
}

fn is_member_of_form_data(name: &str) -> bool {
    const OWN: [&str; 11] =
        ["append", "delete", "get", "getAll", "has", "set", "entries", "forEach", "keys", "values", "toJSON"];
    OWN.contains(&name) || json::is_object_member(name)
}

/// A field named `toJSON` takes `JSON.stringify` over: the last value of each name, and no HEADERS.
fn json_of_form_data(entries: &Entries) -> Option<String> {
    entries.iter().any(|(name, _)| name == "toJSON").then(|| {
        let mut map = Map::new();
        for (name, entry) in entries {
            let value = match entry {
                Entry::Text(text) => Value::from(text.as_str()),
                Entry::File => Value::Object(Map::new()),
            };
            map.insert(name.clone(), value);
        }
        json::stringify(&Value::Object(map))
    })
}

/// Takes over what attributes say, as `mergeObjects` does; what needs a browser is left out.
pub fn merge(parameters: &mut Map<String, Value>, expressions: Values) {
    for (name, value) in expressions.map {
        if expressions.omitted.contains(&name) {
            parameters.shift_remove(&name);
        } else if !expressions.uncomputed.contains(&name) {
            parameters.insert(name, value);
        }
    }
}

/// Whether `hx-params` says `none`.
#[must_use]
pub fn keeps_none(page: &Document, config: &Config, sender: NodeId) -> bool {
    attribute::inherited(page, config, sender, "hx-params") == Some("none")
}

/// `hx-params` (`filterValues`). Over a FormData's values it calls FormData's methods on a plain object, so that lists
/// throw.
///
/// # Errors
/// Where htmx throws and nothing is sent.
pub fn filter(
    page: &Document,
    dialect: &Dialect,
    config: &Config,
    sender: NodeId,
    mut parameters: Map<String, Value>,
) -> Result<Map<String, Value>, Thrown> {
    let names = |list: &str| -> Vec<String> { list.split(',').map(|name| name.trim().to_owned()).collect() };
    match attribute::inherited(page, config, sender, "hx-params") {
        None | Some("*") => Ok(parameters),
        Some("none") => Ok(Map::new()),
        Some(list) => match (list.strip_prefix("not "), dialect.collects_form_data) {
            (Some(left_out), false) => {
                names(left_out).iter().for_each(|name| drop(parameters.shift_remove(name)));
                Ok(parameters)
            }
            (None, false) => {
                Ok(names(list).into_iter().filter_map(|name| parameters.shift_remove_entry(&name)).collect())
            }
            (Some(_), true) => {
                Err(Thrown(format!("hx-params `{list}`: inputValues.delete is not a function")))
            }
            (None, true) => Err(Thrown(format!("hx-params `{list}`: inputValues.has is not a function"))),
        },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn filtered(htmx: &str, list: &str) -> Result<String, Thrown> {
        let page = Document::parse(&format!("<p id=e hx-params='{list}'>"));
        let Value::Object(map) = json!({"a": 1, "b": 2, "c": 3}) else { return Ok(String::new()) };
        let dialect = Dialect::choose(htmx, None).unwrap();
        let filtered = filter(&page, &dialect, &Config::default(), page.by_id("e")[0], map)?;
        Ok(json::stringify(&Value::Object(filtered)))
    }

    #[test]
    fn lists_choose_and_order_or_leave_out_and_throw_over_form_data() {
        assert_eq!(filtered("1", "c , a,zz").unwrap(), r#"{"c":3,"a":1}"#);
        assert_eq!(filtered("1", "not b, zz").unwrap(), r#"{"a":1,"c":3}"#);
        assert!(filtered("2", "c, a").is_err());
        assert!(filtered("2", "not b").is_err());
        assert_eq!(filtered("2", "none").unwrap(), "{}");
    }
}
