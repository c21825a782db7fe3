//! What a scenario expects, held against what was seen.

pub mod difference;
pub mod element;
pub mod markup;
pub mod sent;

use serde_json::Value;

use super::key::{Keys, ScenarioError};
use super::player::Turn;
use crate::htmx::diagnose::{CODES, nearest};
use crate::page::Document;
use difference::{Difference, Place, between};
use element::Element;
use sent::Message;

/// What is expected of one step; what is absent is not looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Expectation {
    /// The step, 0 being the load.
    pub step: usize,
    /// The messages that go out, in order.
    pub sent: Option<Vec<Message>>,
    /// Elements as they are after the step.
    pub elements: Vec<Element>,
    /// The codes of the warnings, in any order.
    pub warnings: Option<Vec<String>>,
}

/// The keys of an expectation; the last is for people.
const KEYS: [&str; 8] = ["step", "sent", "html", "text", "value", "count", "warnings", "note"];

impl Expectation {
    /// Reads an expectation of a scenario of so many steps; `remarks` takes what may have been meant.
    pub(super) fn read(
        place: &str,
        value: &Value,
        steps: usize,
        remarks: &mut Vec<String>,
    ) -> Result<Self, ScenarioError> {
        let keys = Keys::of(place, value)?;
        remarks.extend(keys.remarks(&KEYS));
        let most = u64::try_from(steps).unwrap_or(u64::MAX);
        let step = keys.whole("step", most)?.ok_or_else(|| keys.error("it has no `step`"))?;
        let expectation = Self {
            step: usize::try_from(step).unwrap_or(usize::MAX),
            sent: Message::read_all(&keys)?,
            elements: Element::read_all(&keys)?,
            warnings: keys.texts("warnings")?,
        };
        let codes = expectation.warnings.iter().flatten();
        remarks.extend(codes.filter(|code| !CODES.contains(&code.as_str())).map(|code| {
            let meant = nearest(code, CODES).map(|meant| format!(": did you mean `{meant}`?"));
            format!("{place}: `{code}` is the code of no warning{}", meant.unwrap_or_default())
        }));
        if !KEYS[1..7].iter().any(|key| keys.get(key).is_some()) {
            let (last, others) = (KEYS[6], KEYS[1..6].join("`, `"));
            return Err(keys.error(match keys.misspelt(&KEYS).next() {
                Some((name, meant)) => {
                    format!("it expects nothing, and has `{name}`: did you mean `{meant}`?")
                }
                None => format!("it expects nothing: write `{others}` or `{last}`"),
            }));
        }
        Ok(expectation)
    }

    /// What differs from what was seen; `page` is the page after the step.
    #[must_use]
    pub fn differences(&self, turn: &Turn, page: &Document) -> Vec<Difference> {
        let mut differences = Vec::new();
        if let Some(wanted) = &self.sent {
            let seen: Vec<String> = turn.sent.iter().map(|sent| sent.data.clone()).collect();
            differences.extend(sent::difference(wanted, &seen));
        }
        differences.extend(self.elements.iter().filter_map(|element| element.difference(page)));
        if let Some(wanted) = &self.warnings {
            differences.extend(warnings(wanted, turn.warnings()));
        }
        differences
    }
}

fn warnings(wanted: &[String], seen: Vec<String>) -> Option<Difference> {
    let sorted = |codes: &[String]| {
        let mut codes = codes.to_vec();
        codes.sort_unstable();
        codes
    };
    let lines = between(&sorted(wanted), &sorted(&seen))?;
    Some(Difference { place: Place { key: "warnings", selector: None }, lines, seen: seen.into() })
}
