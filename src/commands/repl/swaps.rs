//! How often messages swapped each target, by the selector that htmx used. Pure.

use std::collections::HashMap;

use crate::event::{Event, Outcome, Record};

/// Targets that are counted at most: a server may name ever new ones.
const MOST: usize = 10_000;

/// Bytes of a selector that is counted at most.
const LONGEST: usize = 200;

/// Counts by selector.
#[derive(Debug, Default)]
pub struct Swaps(HashMap<String, u64>);

impl Swaps {
    /// Counts what swapped something.
    pub fn note(&mut self, records: &[Record]) {
        for record in records {
            let Event::Fragment(fragment) = &record.event else { continue };
            let Some(target) = fragment.target.as_ref().filter(|_| fragment.outcome == Outcome::Swapped)
            else {
                continue;
            };
            if let Some(count) = self.0.get_mut(target) {
                *count += 1;
            } else if self.0.len() < MOST && target.len() <= LONGEST {
                self.0.insert(target.clone(), 1);
            }
        }
    }

    /// How often the target was swapped.
    #[must_use]
    pub fn of(&self, selector: &str) -> u64 {
        self.0.get(selector).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Fragment, Kind, SaidBy};

    #[test]
    fn what_swapped_something_is_counted_by_its_target_where_that_is_short() {
        let fragment = |target: &str, outcome| {
            Record::of(Event::from(Fragment {
                seq: 1,
                index: 0,
                kind: Kind::Oob,
                tag: "p".to_owned(),
                id: None,
                oob: None,
                swap: "outerHTML".to_owned(),
                target: Some(target.to_owned()),
                matched: None,
                outcome,
                html: String::new(),
                text: String::new(),
                inserted: String::new(),
                said_by: SaidBy::default(),
            }))
        };
        let mut swaps = Swaps::default();
        swaps.note(&[
            fragment("#a", Outcome::Swapped),
            fragment("#a", Outcome::NoTarget),
            fragment("#a", Outcome::Swapped),
        ]);
        assert_eq!((swaps.of("#a"), swaps.of("#b")), (2, 0));
        let named = |length: usize| format!("#{}", "é".repeat(length));
        swaps.note(&[fragment(&named(99), Outcome::Swapped), fragment(&named(100), Outcome::Swapped)]);
        assert_eq!((swaps.of(&named(99)), swaps.of(&named(100)), swaps.0.len()), (1, 0, 2));
    }
}
