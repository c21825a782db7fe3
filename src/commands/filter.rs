//! Which messages are shown, or which fragments: by selector, text, target, swap style, outcome or warning.
//!
//! Of several that are asked for, one of each kind must hold: two targets are either of them, a target and an outcome are
//! both. Pure.

mod what;

use std::collections::HashSet;

use super::goal;
use crate::event::{Event, Fragment, Payload, Record, Warning};
pub use what::What;

/// What must hold of what is shown.
#[derive(Debug, Clone)]
pub struct Filter {
    /// As it was written.
    written: Vec<String>,
    wanted: Vec<What>,
    /// Whether messages are shown as a whole, or only those of their fragments that are asked for.
    whole: bool,
}

/// What is shown of a message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// Whether anything is.
    pub any: bool,
    /// The places of the fragments that are.
    pub fragments: HashSet<usize>,
}

impl Filter {
    /// Reads one that shows messages as a whole.
    ///
    /// # Errors
    /// Where one of `written` cannot be read.
    pub fn of_messages(written: Vec<String>) -> Result<Self, String> {
        let wanted = written.iter().map(|one| What::read(one)).collect::<Result<_, _>>()?;
        Ok(Self { written, wanted, whole: true })
    }

    /// Reads one that shows fragments; without anything asked for, there is none.
    ///
    /// # Errors
    /// Where one of `written` cannot be read.
    pub fn of_fragments(written: &[String]) -> Result<Option<Self>, String> {
        let filter = Self { whole: false, ..Self::of_messages(written.to_vec())? };
        Ok((!written.is_empty()).then_some(filter))
    }

    /// Whether a message's text is asked for; anything else is nothing to it.
    #[must_use]
    pub fn takes_text(&self, payload: &Payload) -> bool {
        self.holds(
            |what| matches!(what, What::Text(_)),
            |what| match (what, payload) {
                (What::Text(expression), Payload::Text(text)) => expression.is_in(text),
                _ => false,
            },
        )
    }

    /// What is shown of a message of which these records are, and whose text is asked for.
    #[must_use]
    pub fn shown(&self, records: &[&Record]) -> Shown {
        let mut shown = Shown::default();
        for record in records {
            if let Event::Fragment(fragment) = &record.event
                && self.takes_fragment(fragment)
                && self.takes_warnings(records, Some(fragment.index))
            {
                shown.fragments.insert(fragment.index);
            }
        }
        let of_fragments = self.wanted.iter().any(|what| !matches!(what, What::Text(_) | What::Warning(_)));
        shown.any = !shown.fragments.is_empty() || !of_fragments && self.takes_warnings(records, None);
        shown
    }

    /// Whether a record of such a message is shown.
    #[must_use]
    pub fn shows(&self, shown: &Shown, record: &Record) -> bool {
        shown.any
            && match &record.event {
                Event::Fragment(fragment) if !self.whole => shown.fragments.contains(&fragment.index),
                // what is not of a fragment stands by itself
                Event::Warning(Warning { index: Some(index), .. }) if !self.whole => {
                    shown.fragments.is_empty() || shown.fragments.contains(index)
                }
                _ => true,
            }
    }

    fn takes_fragment(&self, fragment: &Fragment) -> bool {
        self.holds(
            |what| !matches!(what, What::Text(_) | What::Warning(_)),
            |what| match what {
                What::Fragment(selector) => goal::fits(fragment, selector),
                What::Target(target) => fragment.target.as_ref() == Some(target),
                What::Swap(style) => fragment.swap == *style,
                What::Outcome(outcome) => fragment.outcome == *outcome,
                What::Text(_) | What::Warning(_) => false,
            },
        )
    }

    /// Whether there are the warnings that are asked for: of a fragment or of its message, or of the message and all in it.
    fn takes_warnings(&self, records: &[&Record], index: Option<usize>) -> bool {
        let warnings = records.iter().filter_map(|record| match &record.event {
            Event::Warning(warning) => Some(warning),
            _ => None,
        });
        let codes: Vec<&str> = warnings
            .filter(|warning| index.is_none() || warning.index.is_none() || warning.index == index)
            .map(|warning| warning.code)
            .collect();
        self.holds(
            |what| matches!(what, What::Warning(_)),
            |what| match what {
                What::Warning(None) => !codes.is_empty(),
                What::Warning(Some(code)) => codes.contains(code),
                _ => false,
            },
        )
    }

    /// Whether of each of those kinds that are asked for, one holds.
    fn holds(&self, is_asked: impl Fn(&What) -> bool, holds: impl Fn(&What) -> bool) -> bool {
        let asked = || self.wanted.iter().filter(|what| is_asked(what));
        asked().all(|what| asked().any(|other| other.is_like(what) && holds(other)))
    }
}

impl PartialEq for Filter {
    fn eq(&self, other: &Self) -> bool {
        (&self.written, self.whole) == (&other.written, other.whole)
    }
}

#[cfg(test)]
pub mod tests;
