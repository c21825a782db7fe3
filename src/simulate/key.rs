//! Keys of a scenario's objects, read with errors that say where they stand.

use serde_json::{Map, Value};
use thiserror::Error;

use crate::htmx::diagnose::nearest;
use crate::page::Selector;

/// What is wrong with a scenario, and where.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{place}{problem}")]
pub struct ScenarioError {
    /// Such as "scenario `chat`, step 3: "; empty where the text as a whole is meant.
    pub place: String,
    /// What is wrong.
    pub problem: String,
}

impl ScenarioError {
    /// A problem of the text as a whole.
    pub(super) fn of_text(problem: impl ToString) -> Self {
        Self { place: String::new(), problem: problem.to_string() }
    }
}

/// An object of a scenario, with its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Keys<'a> {
    place: &'a str,
    map: &'a Map<String, Value>,
}

impl<'a> Keys<'a> {
    /// The keys of a value that has to be an object.
    pub(super) fn of(place: &'a str, value: &'a Value) -> Result<Self, ScenarioError> {
        match value {
            Value::Object(map) => Ok(Self { place, map }),
            other => Err(ScenarioError {
                place: format!("{place}: "),
                problem: format!("{} stands where an object is expected", kind(other)),
            }),
        }
    }

    pub(super) fn error(&self, problem: impl ToString) -> ScenarioError {
        ScenarioError { place: format!("{}: ", self.place), problem: problem.to_string() }
    }

    fn wrong(&self, key: &str, value: &Value, wanted: &str) -> ScenarioError {
        self.error(format!("`{key}` is {}: it takes {wanted}", shown(value)))
    }

    /// The value under a key; null counts as absent.
    pub(super) fn get(&self, key: &str) -> Option<&'a Value> {
        self.map.get(key).filter(|value| !value.is_null())
    }

    pub(super) fn text(&self, key: &str) -> Result<Option<&'a str>, ScenarioError> {
        match self.get(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(self.wrong(key, other, "text")),
        }
    }

    /// Text that has to be there, with `key` beside it.
    pub(super) fn text_for(&self, key: &str, beside: &str) -> Result<&'a str, ScenarioError> {
        let missing = || self.error(format!("`{beside}` needs `{key}` beside it"));
        self.text(key)?.ok_or_else(missing)
    }

    /// A selector that has to be there.
    pub(super) fn selector(&self, key: &str) -> Result<String, ScenarioError> {
        let text = self.text(key)?.unwrap_or_default();
        Selector::parse(text).map_err(|error| self.error(format!("`{key}`: {error}")))?;
        Ok(text.to_owned())
    }

    pub(super) fn flag(&self, key: &str, default: bool) -> Result<bool, ScenarioError> {
        match self.get(key) {
            None => Ok(default),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(other) => Err(self.wrong(key, other, "true or false")),
        }
    }

    pub(super) fn number(&self, key: &str, default: f64) -> Result<f64, ScenarioError> {
        let Some(value) = self.get(key) else { return Ok(default) };
        value.as_f64().ok_or_else(|| self.wrong(key, value, "a number"))
    }

    /// A whole number from 0 to `most`.
    pub(super) fn whole(&self, key: &str, most: u64) -> Result<Option<u64>, ScenarioError> {
        let Some(value) = self.get(key) else { return Ok(None) };
        let wanted = format!("a whole number up to {most}");
        let number = value.as_u64().filter(|&number| number <= most);
        number.map(Some).ok_or_else(|| self.wrong(key, value, &wanted))
    }

    pub(super) fn list(&self, key: &str) -> Result<Option<&'a [Value]>, ScenarioError> {
        match self.get(key) {
            None => Ok(None),
            Some(Value::Array(list)) => Ok(Some(list)),
            Some(other) => Err(self.wrong(key, other, "a list")),
        }
    }

    pub(super) fn texts(&self, key: &str) -> Result<Option<Vec<String>>, ScenarioError> {
        let Some(list) = self.list(key)? else { return Ok(None) };
        let text = |value: &Value| match value {
            Value::String(text) => Ok(text.clone()),
            other => Err(self.wrong(key, other, "a list of texts")),
        };
        list.iter().map(text).collect::<Result<_, _>>().map(Some)
    }

    pub(super) fn object(&self, key: &str) -> Result<Option<&'a Map<String, Value>>, ScenarioError> {
        match self.get(key) {
            None => Ok(None),
            Some(Value::Object(map)) => Ok(Some(map)),
            Some(other) => Err(self.wrong(key, other, "an object")),
        }
    }

    /// What is said of keys that are passed over, and are close to one that is not.
    pub(super) fn remarks<'k>(&'k self, known: &'k [&str]) -> impl Iterator<Item = String> + 'k {
        let passed_over =
            |(name, meant)| format!("{}: `{name}` is passed over: did you mean `{meant}`?", self.place);
        self.misspelt(known).map(passed_over)
    }

    /// Keys that are none of those known and close to one that is, with that.
    pub(super) fn misspelt<'k>(
        &'k self,
        known: &'k [&'k str],
    ) -> impl Iterator<Item = (&'a str, &'k str)> + 'k {
        let unknown = self.names().filter(|name| !known.contains(name));
        unknown.filter_map(|name| Some((name, nearest(name, known.iter().copied())?)))
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.map.keys().map(String::as_str)
    }
}

/// A value in an error: numbers as they are written, of others the kind.
fn shown(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        other => kind(other).to_owned(),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
