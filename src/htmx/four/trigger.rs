//! Which events start something in htmx 4, and under which conditions: `hx-trigger` with its settings in HCON.
//!
//! Knows the notation, not the events themselves.

use serde_json::{Map, Value};
use thiserror::Error;

use super::config;
use super::hcon::{self, HconError};

/// One trigger (htmx 4.0.1 `#parseTriggerSpecs`, and what `#onTrigger` reads of it).
#[derive(Debug, Clone, PartialEq)]
pub struct Spec {
    /// The event's name.
    pub event: String,
    /// An expression that has to be true.
    pub filter: Option<String>,
    /// What is listened to.
    pub from: From,
    /// Only events whose target matches.
    pub target: Option<String>,
    /// Only the first time.
    pub once: bool,
    /// Only where the value has changed.
    pub changed: bool,
    /// Prevents the event's default action, when the trigger comes.
    pub prevents: bool,
    /// Stops the event from going further, when the trigger comes.
    pub stops: bool,
    /// Hears events on their way to their target.
    pub capture: bool,
    /// Waits so many ms after the last event; not a number where htmx throws then.
    pub delay_ms: Option<f64>,
    /// Comes no more than once in so many ms; not a number where htmx throws after the first.
    pub throttle_ms: Option<f64>,
    /// Of `every`: how often, in ms.
    pub every_ms: Option<f64>,
}

/// Where events are listened to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum From {
    /// At the element.
    Element,
    /// At the element, for events of which it is the target.
    Itself,
    /// At the document, for events from outside of the element.
    Outside,
    /// At what a selector finds.
    Selector(String),
}

/// Why htmx throws on a trigger.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TriggerError {
    /// A filter's bracket is not closed.
    #[error("`{0}` has a bracket that is not closed")]
    Unterminated(String),
    /// The settings after the name.
    #[error(transparent)]
    Settings(#[from] HconError),
    /// What `from` names.
    #[error("`from:{0}` is no selector")]
    NoSelector(String),
    /// `load changed`: the event comes from nowhere, and nothing is remembered of that.
    #[error("`load` comes from no element whose value could have changed")]
    NothingToChange,
}

/// Reads a list of triggers.
///
/// # Errors
/// Where htmx throws, so that nothing listens.
pub fn parse(list: &str) -> Result<Vec<Spec>, TriggerError> {
    let specs = hcon::split(list).into_iter().filter_map(|spec| Spec::read(spec).transpose());
    specs.collect()
}

impl Spec {
    /// Whether it comes as it is attached, whatever happens.
    #[must_use]
    pub fn comes_at_once(&self) -> bool {
        let waits = self.filter.is_some() || self.target.is_some() || self.delay_ms.is_some();
        self.event == "load" && !waits && matches!(self.from, From::Element | From::Outside)
    }

    fn read(text: &str) -> Result<Option<Self>, TriggerError> {
        let moved = move_filter_of_every(text);
        let Some((name, rest)) = split_name(moved.as_deref().unwrap_or(text)) else { return Ok(None) };
        if name.rfind('[').is_some_and(|at| !name[at..].contains(']')) {
            return Err(TriggerError::Unterminated(name.to_owned()));
        }
        let mut settings = hcon::parse(rest)?;
        let name = match settings.shift_remove("name") {
            Some(Value::String(name)) => name,
            _ => name.to_owned(),
        };
        Ok(Some(Self::of(&name, &settings)))
    }

    fn of(name: &str, settings: &Map<String, Value>) -> Self {
        let (event, filter) = extract_filter(name);
        let on = |key: &str| settings.get(key).is_some_and(config::truthy);
        let time = |key: &str| settings.get(key).filter(|value| config::truthy(value));
        let first = || {
            let index = settings.keys().filter_map(|key| key.parse::<u32>().ok()).min();
            index.map(|index| index.to_string()).or_else(|| settings.keys().next().cloned())
        };
        Self {
            event: event.to_owned(),
            filter: filter.filter(|filter| !filter.is_empty()).map(str::to_owned),
            from: match settings.get("from").filter(|from| config::truthy(from)).map(text) {
                None => From::Element,
                Some(from) if from == "self" => From::Itself,
                Some(from) if from == "outside" => From::Outside,
                Some(from) => From::Selector(from),
            },
            target: time("target").map(text),
            once: on("once"),
            changed: on("changed"),
            prevents: on("halt") || on("prevent"),
            stops: on("halt") || on("stop") || on("consume"),
            capture: on("capture"),
            delay_ms: time("delay").map(ms),
            throttle_ms: time("throttle").map(ms),
            every_ms: (event == "every")
                .then(|| first().and_then(|key| config::interval(&Value::String(key))).unwrap_or_default()),
        }
    }
}

/// A time; 0 for what is none, and not a number where htmx throws, as the value has no `match`.
fn ms(value: &Value) -> f64 {
    match value {
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => f64::NAN,
        _ => config::interval(value).unwrap_or_default(),
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// `every 1s [cond]` is `every[cond] 1s`: `/^\s*every\s+(\S+?)\s*(\[[^\]]*\])/`.
fn move_filter_of_every(text: &str) -> Option<String> {
    let after = text.trim_start_matches(hcon::is_space).strip_prefix("every")?;
    let time = after.trim_start_matches(hcon::is_space);
    let mut characters = time.char_indices();
    let has_space = time.len() < after.len();
    characters.next().filter(|_| has_space)?;
    let (end, _) = characters.find(|&(_, c)| hcon::is_space(c) || c == '[')?;
    let (time, rest) = time.split_at(end);
    let filter = rest.trim_start_matches(hcon::is_space);
    let close = filter.strip_prefix('[')?.find(']')? + 2;
    let (filter, rest) = filter.split_at(close);
    Some(format!("every{filter} {time}{rest}"))
}

/// The name with its filter, and the settings: `/^\s*(\S+\[[^\]]*\]|\S+)\s*(.*?)\s*$/`. None where there is no name, or
/// where the settings have a line break in them.
fn split_name(text: &str) -> Option<(&str, &str)> {
    let text = hcon::trim(text);
    let run = text.find(hcon::is_space).unwrap_or(text.len());
    let filter = text[..run].rmatch_indices('[').map(|(at, _)| at).filter(|&at| at > 0);
    let end = filter.filter_map(|at| Some(at + text[at..].find(']')? + 1)).next().unwrap_or(run);
    let (name, rest) = text.split_at(end);
    let rest = hcon::trim(rest);
    let breaks = rest.contains(['\n', '\r', '\u{2028}', '\u{2029}']);
    (!name.is_empty() && !breaks).then_some((name, rest))
}

/// htmx 4.0.1 `#extractFilter`.
fn extract_filter(name: &str) -> (&str, Option<&str>) {
    let split = || {
        let (event, rest) = name.split_once('[')?;
        Some((event, rest.split_once(']')?.0))
    };
    split().map_or((name, None), |(event, filter)| (event, Some(filter)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Spec {
        let mut specs = parse(text).unwrap();
        assert_eq!(specs.len(), 1);
        specs.remove(0)
    }

    #[test]
    fn modifiers_are_settings() {
        let spec = one("click delay:60ms from:#btn once prevent");
        assert_eq!(
            (spec.event.as_str(), spec.delay_ms, spec.from),
            ("click", Some(60.0), From::Selector("#btn".into()))
        );
        assert_eq!((spec.once, spec.prevents, spec.stops, spec.changed), (true, true, false, false));
        assert_eq!((one("x once:false halt").once, one("x halt").stops), (false, true));
        assert_eq!((one("x from:self").from, one("x from:outside").from), (From::Itself, From::Outside));
        assert_eq!(one("x throttle:200").throttle_ms, Some(200.0));
    }

    #[test]
    fn a_filter_may_hold_spaces_and_stands_after_the_time_of_every() {
        let spec = one("keyup[key == 'a b'] delay:1s");
        assert_eq!((spec.event.as_str(), spec.filter.as_deref()), ("keyup", Some("key == 'a b'")));
        let spec = one("every 1s [go]");
        assert_eq!(
            (spec.event.as_str(), spec.filter.as_deref(), spec.every_ms),
            ("every", Some("go"), Some(1000.0))
        );
        assert_eq!(one("every 250ms").every_ms, Some(250.0));
        assert_eq!(one("click[]").filter, None);
    }

    #[test]
    fn what_is_empty_or_broken_over_lines_is_passed_over() {
        assert_eq!(parse(" , ").unwrap(), []);
        assert_eq!(parse("click delay:1s\n once").unwrap(), []);
        assert!(matches!(parse("click[ctrlKey"), Err(TriggerError::Unterminated(_))));
    }
}
