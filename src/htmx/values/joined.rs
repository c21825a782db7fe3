//! A plain JavaScript object that values are joined in by name (htmx 1.9.12 `addValueToValues`).

use serde_json::{Map, Value};

use crate::htmx::json;

/// Names and values; several of a name are an array.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Object {
    own: Map<String, Value>,
    /// The array that a value named `__proto__` makes its prototype.
    prototype: Option<Vec<Value>>,
}

impl Object {
    /// Adds a value to those of a name. What the object has from its prototype is a first value, a function among them
    /// one that JSON writes as null.
    pub fn join(&mut self, name: &str, value: Value) {
        if name == "__proto__" {
            let prototype = self.prototype.get_or_insert_with(|| vec![Value::Object(Map::new())]);
            return append(prototype, value);
        }
        let present = match self.own.get_mut(name) {
            Some(present) => present.take(),
            None => match self.inherited(name) {
                Some(inherited) => inherited,
                None => {
                    self.own.insert(name.to_owned(), value);
                    return;
                }
            },
        };
        let mut values = match present {
            Value::Array(values) => values,
            single => vec![single],
        };
        append(&mut values, value);
        self.own.insert(name.to_owned(), Value::Array(values));
    }

    fn inherited(&self, name: &str) -> Option<Value> {
        let of_array = self.prototype.as_ref().and_then(|values| match name {
            "length" => Some(values.len().into()),
            _ if is_array_member(name) => Some(Value::Null),
            _ => name
                .parse::<usize>()
                .ok()
                .filter(|at| at.to_string() == name)
                .and_then(|at| values.get(at).cloned()),
        });
        of_array.or_else(|| json::is_object_member(name).then_some(Value::Null))
    }

    /// Whether the object itself has a value of that name.
    #[must_use]
    pub fn has_own(&self, name: &str) -> bool {
        self.own.contains_key(name)
    }

    /// Takes over another's values, each in the place that it has here already (htmx 1.9.12 `mergeObjects`).
    pub fn merge(&mut self, other: Self) {
        self.own.extend(other.own);
    }

    /// The object's own names and values.
    #[must_use]
    pub fn into_map(self) -> Map<String, Value> {
        self.own
    }
}

/// `push`, or `concat` of an array.
fn append(values: &mut Vec<Value>, value: Value) {
    match value {
        Value::Array(more) => values.extend(more),
        single => values.push(single),
    }
}

/// Functions that an array has from its prototype (ECMAScript §23.1.3).
fn is_array_member(name: &str) -> bool {
    const MEMBERS: [&str; 38] = [
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
        "toLocaleString",
        "toReversed",
        "toSorted",
        "toSpliced",
        "toString",
        "unshift",
        "values",
        "with",
    ];
    MEMBERS.contains(&name)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn joined(values: &[(&str, Value)]) -> Value {
        let mut object = Object::default();
        values.iter().for_each(|(name, value)| object.join(name, value.clone()));
        Value::Object(object.into_map())
    }

    #[test]
    fn values_of_one_name_join_into_an_array() {
        assert_eq!(
            joined(&[("a", json!("1")), ("m", json!([])), ("a", json!(["2", "3"])), ("m", json!("4"))]),
            json!({"a": ["1", "2", "3"], "m": ["4"]})
        );
    }

    #[test]
    fn what_an_object_has_from_its_prototype_comes_first() {
        assert_eq!(
            joined(&[("constructor", json!("1")), ("constructor", json!("2"))]),
            json!({"constructor": [null, "1", "2"]})
        );
    }

    #[test]
    fn a_value_named_proto_makes_an_array_the_prototype() {
        assert_eq!(
            joined(&[
                ("length", json!("a")),
                ("__proto__", json!("p")),
                ("1", json!("b")),
                ("7", json!("c")),
                ("map", json!("d"))
            ]),
            json!({"length": "a", "1": ["p", "b"], "7": "c", "map": [null, "d"]})
        );
        assert_eq!(joined(&[("__proto__", json!("p")), ("length", json!("l"))]), json!({"length": [2, "l"]}));
    }
}
