//! The object that htmx 4 gathers a message's values in: a plain one, with what every JavaScript object has by birth.

use serde_json::{Map, Value};

use crate::htmx::json;
use crate::htmx::values::Entries;
use crate::page::Entry;

/// `values` of htmx 4.0.1 hx-ws `sendMessage`.
#[derive(Debug, Default)]
pub struct Payload {
    own: Map<String, Value>,
    /// The array that a field named `__proto__` has put in place of the prototype.
    prototype: Option<Vec<Value>>,
}

/// What arrays have from their prototype beside what all objects have, functions all of them.
const ARRAY_MEMBERS: [&str; 35] = [
    "at",
    "concat",
    "copyWithin",
    "entries",
    "every",
    "fill",
    "filter",
    "find",
    "findIndex",
    "findLast",
    "findLastIndex",
    "flat",
    "flatMap",
    "forEach",
    "includes",
    "indexOf",
    "join",
    "keys",
    "lastIndexOf",
    "map",
    "pop",
    "push",
    "reduce",
    "reduceRight",
    "reverse",
    "shift",
    "slice",
    "some",
    "sort",
    "splice",
    "toReversed",
    "toSorted",
    "toSpliced",
    "unshift",
    "values",
];

impl Payload {
    /// The fields in order: one of a name that the object already has, by birth too, makes an array of both.
    #[must_use]
    pub fn of(entries: &Entries) -> Self {
        let mut payload = Self::default();
        for (name, entry) in entries {
            payload.add(
                name,
                match entry {
                    Entry::Text(text) => Value::from(text.as_str()),
                    Entry::File => Value::Object(Map::new()),
                },
            );
        }
        payload
    }

    /// A member that is set to what JSON leaves out.
    pub fn omit(&mut self, name: &str) {
        self.own.shift_remove(name);
    }

    fn add(&mut self, name: &str, value: Value) {
        if name == "__proto__" {
            // `[].concat(Object.prototype, value)`, which becomes the prototype
            self.prototype.get_or_insert_with(|| vec![Value::Object(Map::new())]).push(value);
            return;
        }
        if let Some(held) = self.own.get_mut(name) {
            match held {
                Value::Array(values) => values.push(value),
                one => *one = Value::Array(vec![one.take(), value]),
            }
            return;
        }
        let value = match self.inherited(name) {
            Some(inherited) => Value::Array(vec![inherited, value]),
            None => value,
        };
        self.own.insert(name.to_owned(), value);
    }

    /// What `values[name]` is without a value of its own; functions are null in JSON's arrays.
    fn inherited(&self, name: &str) -> Option<Value> {
        let from_array = self.prototype.as_ref().and_then(|array| match name {
            "length" => Some(Value::from(array.len())),
            "with" => Some(Value::Null),
            _ if ARRAY_MEMBERS.contains(&name) => Some(Value::Null),
            _ => array.get(index(name)?).cloned(),
        });
        from_array.or_else(|| json::is_object_member(name).then_some(Value::Null))
    }

    /// `Object.assign(values, object)`. A `__proto__` among the members changes the prototype, which is not sent.
    pub fn assign(&mut self, members: impl IntoIterator<Item = (String, Value)>) {
        self.own.extend(members.into_iter().filter(|(name, _)| name != "__proto__"));
    }

    /// Whether a value has that name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.own.contains_key(name)
    }

    /// The message: the values without one named `headers`, then the headers.
    #[must_use]
    pub fn into_text(self, headers: Map<String, Value>) -> String {
        let mut values = self.own;
        values.shift_remove("headers");
        values.insert("headers".into(), Value::Object(headers));
        json::stringify(&Value::Object(values))
    }
}

/// The place in an array that a name is, if it is one as JavaScript writes it.
fn index(name: &str) -> Option<usize> {
    let canonical = name == "0" || !name.starts_with(['0', '+']);
    name.parse().ok().filter(|_| canonical)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(names: &[&str]) -> String {
        let entries: Entries = names
            .iter()
            .enumerate()
            .map(|(i, name)| ((*name).to_owned(), Entry::Text(format!("v{i}"))))
            .collect();
        Payload::of(&entries).into_text(Map::new())
    }

    #[test]
    fn values_of_one_name_become_an_array() {
        assert_eq!(text(&["a", "b", "a", "a"]), r#"{"a":["v0","v2","v3"],"b":"v1","headers":{}}"#);
    }

    #[test]
    fn names_that_every_object_has_find_its_functions() {
        assert_eq!(
            text(&["constructor", "toJSON", "prototype", "constructor"]),
            r#"{"constructor":[null,"v0","v3"],"toJSON":"v1","prototype":"v2","headers":{}}"#
        );
    }

    #[test]
    fn a_field_named_proto_makes_it_look_like_an_array() {
        let names = ["__proto__", "0", "1", "2", "map", "length", "x", "__proto__", "2", "length"];
        assert_eq!(
            text(&names),
            r#"{"0":[{},"v1"],"1":["v0","v2"],"2":["v3","v8"],"map":[null,"v4"],"length":[2,"v5","v9"],"x":"v6","headers":{}}"#
        );
    }

    #[test]
    fn a_member_that_json_leaves_out_takes_the_field_with_it() {
        let mut payload = Payload::of(&vec![("x".into(), Entry::File), ("y".into(), Entry::File)]);
        payload.omit("x");
        assert_eq!(payload.into_text(Map::new()), r#"{"y":{},"headers":{}}"#);
    }

    #[test]
    fn a_value_named_headers_gives_way_and_headers_come_last() {
        assert_eq!(text(&["headers", "x"]), r#"{"x":"v1","headers":{}}"#);
        let mut payload = Payload::of(&vec![("x".into(), Entry::File)]);
        payload.assign([("x".to_owned(), 1.into()), ("__proto__".to_owned(), 2.into())]);
        assert_eq!(payload.into_text(Map::new()), r#"{"x":1,"headers":{}}"#);
    }
}
