//! What a page fetches by itself after it was loaded: the requests, and what becomes of their answers.
//!
//! An element fetches by itself where it has `hx-get` and a trigger that comes without a person: `load`, or `revealed` and
//! `intersect`, for which all of the page counts as in view. Sends nothing: whoever does hands the answers back.

mod request;

use super::dialect::Incoming;
use super::listen::occurrence::Occurrence;
use super::receive::Report;
use super::trigger;
use super::twin::{Effect, Twin};
use super::{attribute, four};
use crate::event::{Event, Warning};
use crate::page::{Document, NodeId, Selector};
pub(in crate::htmx) use request::Asked;
pub use request::PartRequest;

/// Triggers that come by themselves once the page is there.
const UNASKED: [&str; 3] = ["load", "revealed", "intersect"];

/// How long a swap may be put off and still count as loading, in ms.
const PUT_OFF_MS: u64 = 5_000;

/// The answer to a request of the page's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartAnswer {
    /// The body as text.
    pub text: String,
    /// `HX-Retarget`.
    pub retarget: Option<String>,
    /// `HX-Reswap`.
    pub reswap: Option<String>,
    /// `HX-Reselect`.
    pub reselect: Option<String>,
}

impl Twin {
    /// The elements of the page that fetch by themselves, in order.
    pub fn parts(&mut self) -> Vec<NodeId> {
        let Some(page) = &self.page else { return Vec::new() };
        let elements = page.descendants(page.root()).filter(|&node| page.is_element(node));
        let asking: Vec<(NodeId, Vec<Option<String>>)> = elements
            .map(|node| (node, self.unasked(page, node)))
            .filter(|(_, filters)| !filters.is_empty())
            .collect();
        let passes = |twin: &mut Self, node, filter: Option<&str>| {
            let event = Occurrence::nowhere("load", serde_json::Value::Null);
            match twin.dialect.incoming {
                Incoming::Roots => twin.passes(filter, node, &event, None, &mut Vec::new()),
                Incoming::Tasks => twin.passes_four(filter, node, &event, None, &mut Vec::new()),
            }
        };
        asking
            .into_iter()
            .filter(|(node, filters)| filters.iter().any(|filter| passes(self, *node, filter.as_deref())))
            .map(|(node, _)| node)
            .collect()
    }

    /// The filters of an element's triggers that come by themselves; none for one that does not fetch.
    fn unasked(&self, page: &Document, node: NodeId) -> Vec<Option<String>> {
        let named = |event: &str| UNASKED.contains(&event);
        match self.dialect.incoming {
            Incoming::Roots if attribute::has(page, node, "hx-get") && !self.is_disabled(page, node) => {
                let triggers = trigger::of(page, &self.dialect, node).into_iter();
                triggers.filter(|it| named(&it.event)).map(|it| it.filter).collect()
            }
            Incoming::Tasks if four::load::fetches(page, &self.config, node) => {
                let triggers = four::load::triggers(page, &self.config, node).into_iter();
                triggers.filter(|it| named(&it.event)).map(|it| it.filter).collect()
            }
            Incoming::Roots | Incoming::Tasks => Vec::new(),
        }
    }

    fn is_disabled(&self, page: &Document, node: NodeId) -> bool {
        let disabling = Selector::parse(&self.config.disable_selector);
        disabling.is_ok_and(|selector| attribute::lineage(page, node).any(|it| page.matches(it, &selector)))
    }

    /// Swaps an answer into the page, for the element that asked, and gives what there is to say about it. An element that
    /// has left the page meanwhile gets nothing.
    pub fn take_part(&mut self, element: NodeId, answer: &PartAnswer) -> Vec<Warning> {
        if !self.page.as_ref().is_some_and(|page| page.is_attached(element)) {
            return Vec::new();
        }
        let mut report = Report { seq: 0, effects: Vec::new() };
        match self.dialect.incoming {
            Incoming::Roots => self.swap_part(element, answer, &mut report),
            Incoming::Tasks => self.swap_part_four(element, answer, &mut report),
        }
        let mut effects = report.effects;
        let until_ms = self.now_ms() + PUT_OFF_MS;
        while self.next_deadline().is_some_and(|due_ms| due_ms <= until_ms) {
            let Some(job) = self.timers.next(until_ms) else { break };
            // nobody listens yet, so that what was wired waits for the session to begin
            self.carry_on(job, &mut effects);
        }
        effects.into_iter().filter_map(warning).collect()
    }

    /// What the page fetches by itself is fetched: what is missing is not to be looked for there.
    pub fn will_have_loaded(&mut self) {
        self.config.has_loaded = true;
    }
}

fn warning(effect: Effect) -> Option<Warning> {
    match effect {
        Effect::Event(Event::Warning(warning)) => Some(Warning { seq: None, index: None, ..warning }),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
