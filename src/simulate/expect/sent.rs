//! Messages that are expected to go out: exact texts, or objects of which only the keys that are written count.

use serde_json::{Map, Value};

use super::difference::{Difference, Place, between};
use crate::simulate::key::{Keys, ScenarioError};

/// A message that is expected.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// Exactly this text.
    Text(String),
    /// A JSON object that has at least this: objects in it count likewise, all else exactly.
    Object(Map<String, Value>),
}

/// What only the browser and htmx put into a message.
const HTMX: [&str; 2] = ["HEADERS", "headers"];

impl Message {
    pub(super) fn read_all(keys: &Keys<'_>) -> Result<Option<Vec<Self>>, ScenarioError> {
        let Some(list) = keys.list("sent")? else { return Ok(None) };
        let message = |value: &Value| match value {
            Value::String(text) => Ok(Self::Text(text.clone())),
            Value::Object(map) => Ok(Self::Object(map.clone())),
            _ => Err(keys.error("`sent` takes a list of texts and objects")),
        };
        list.iter().map(message).collect::<Result<_, _>>().map(Some)
    }

    /// As it is told.
    fn told(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Object(map) => compact(map),
        }
    }

    /// What was sent, as far as this one looks at it.
    fn looks_at(&self, seen: &str) -> Option<Map<String, Value>> {
        match self {
            Self::Text(_) => None,
            Self::Object(pattern) => Some(part(pattern, &object(seen)?)),
        }
    }
}

/// The difference between what is expected and what was sent, if there is one.
pub(super) fn difference(wanted: &[Message], sent: &[String]) -> Option<Difference> {
    let looked_at = |(at, seen): (usize, &String)| {
        let part = wanted.get(at).and_then(|wanted| wanted.looks_at(seen));
        part.map_or_else(|| seen.clone(), |part| compact(&part))
    };
    let told: Vec<String> = wanted.iter().map(Message::told).collect();
    let seen: Vec<String> = sent.iter().enumerate().map(looked_at).collect();
    let lines = between(&told, &seen)?;
    let rewritten =
        sent.iter().enumerate().map(|(at, seen)| rewritten(wanted.get(at).or(wanted.last()), seen));
    Some(Difference { place: Place { key: "sent", selector: None }, lines, seen: rewritten.collect() })
}

/// A message as an expectation of it: of an object what people and pages put into it.
pub fn expectation(seen: &str) -> Value {
    let Some(mut map) = object(seen) else { return seen.into() };
    map.retain(|key, _| !HTMX.contains(&key.as_str()));
    if map.is_empty() { seen.into() } else { map.into() }
}

/// The same, in the way of what was expected.
fn rewritten(wanted: Option<&Message>, seen: &str) -> Value {
    match wanted {
        Some(Message::Text(_)) => seen.into(),
        Some(wanted @ Message::Object(_)) => match wanted.looks_at(seen).filter(|part| !part.is_empty()) {
            Some(part) => part.into(),
            None => expectation(seen),
        },
        None => expectation(seen),
    }
}

/// The keys of `map` that the pattern has, in its order.
fn part(pattern: &Map<String, Value>, map: &Map<String, Value>) -> Map<String, Value> {
    let looked_at = |(key, wanted): (&String, &Value)| {
        let seen = match (wanted, map.get(key)?) {
            (Value::Object(pattern), Value::Object(map)) => Value::Object(part(pattern, map)),
            (_, seen) => seen.clone(),
        };
        Some((key.clone(), seen))
    };
    pattern.iter().filter_map(looked_at).collect()
}

fn object(text: &str) -> Option<Map<String, Value>> {
    serde_json::from_str(text).ok()
}

fn compact(map: &Map<String, Value>) -> String {
    Value::Object(map.clone()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(json: &str) -> Vec<Message> {
        let value: Value = serde_json::from_str(&format!(r#"{{"sent": {json}}}"#)).unwrap();
        Message::read_all(&Keys::of("", &value).unwrap()).unwrap().unwrap()
    }

    fn told(wanted: &str, sent: &[&str]) -> Option<(Vec<String>, String)> {
        let sent: Vec<String> = sent.iter().map(ToString::to_string).collect();
        difference(&messages(wanted), &sent).map(|difference| (difference.lines, difference.seen.to_string()))
    }

    const SENT: &str = r#"{"msg":"hi","n":[1,2],"o":{"a":1,"b":2},"HEADERS":{"HX-Request":"true"}}"#;

    #[test]
    fn of_an_object_only_what_is_written_counts() {
        assert_eq!(told(r#"[{"o": {"b": 2}, "msg": "hi"}]"#, &[SENT]), None);
        assert_eq!(told(r#"[{"HEADERS": {}}]"#, &[SENT]), None);
        let (lines, seen) = told(r#"[{"msg": "ho", "gone": 1, "n": [1]}]"#, &[SENT]).unwrap();
        assert_eq!(lines, [r#"- {"msg":"ho","gone":1,"n":[1]}"#, r#"+ {"msg":"hi","n":[1,2]}"#]);
        assert_eq!(seen, r#"[{"msg":"hi","n":[1,2]}]"#);
    }

    #[test]
    fn texts_count_exactly() {
        assert_eq!(told(r#"["a", {"msg": "hi"}]"#, &["a", SENT]), None);
        let (lines, seen) = told(r#"["a"]"#, &["a", SENT]).unwrap();
        assert_eq!(lines, ["  a".to_owned(), format!("+ {SENT}")]);
        assert_eq!(seen, Value::from(vec!["a", SENT]).to_string());
    }

    #[test]
    fn what_no_one_expected_is_written_without_what_htmx_adds() {
        let (_, seen) = told("[]", &[SENT, "plain", r#"{"HEADERS":{}}"#]).unwrap();
        assert_eq!(seen, r#"[{"msg":"hi","n":[1,2],"o":{"a":1,"b":2}},"plain","{\"HEADERS\":{}}"]"#);
        let (_, seen) = told(r#"[{"gone": 1}]"#, &[r#"{"msg":1}"#, "[1]"]).unwrap();
        assert_eq!(seen, r#"[{"msg":1},"[1]"]"#);
    }
}
