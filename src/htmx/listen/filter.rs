//! Filters: JavaScript that decides whether an event counts.

use serde_json::Value;

use super::super::diagnose::Finding;
use super::super::dialect::Processing;
use super::super::script::{EventScope, Failure, Names, Scope};
use super::super::selector::Found;
use super::super::twin::{Effect, Twin};
use super::occurrence::Occurrence;
use crate::event::Event;
use crate::page::{Document, NodeId};

impl Twin {
    /// Whether an event passes the filter of a trigger of htmx 1 or 2: it has to be `true` itself (htmx 2.0.11
    /// `maybeFilterEvent`). One that is no JavaScript filters nothing, without `allowEval` everything passes.
    pub(in crate::htmx) fn passes(
        &mut self,
        filter: Option<&str>,
        owner: NodeId,
        event: &Occurrence,
        at: Option<Found>,
        effects: &mut Vec<Effect>,
    ) -> bool {
        let Some(filter) = filter.filter(|_| self.config.allow_eval) else { return true };
        self.passes_filter(filter, owner, event, at, effects)
    }

    /// Whether an event passes the filter of a trigger of htmx 4 (htmx 4.0.1 `#onTrigger`).
    pub(in crate::htmx) fn passes_four(
        &mut self,
        filter: Option<&str>,
        owner: NodeId,
        event: &Occurrence,
        at: Option<Found>,
        effects: &mut Vec<Effect>,
    ) -> bool {
        filter.is_none_or(|filter| self.passes_filter(filter, owner, event, at, effects))
    }

    fn passes_filter(
        &mut self,
        filter: &str,
        owner: NodeId,
        event: &Occurrence,
        at: Option<Found>,
        effects: &mut Vec<Effect>,
    ) -> bool {
        let Some(page) = self.page.as_ref() else { return false };
        match self.met(page, filter, owner, &event.scope(at)) {
            Ok(met) => met,
            Err(Failure::Threw(_)) => false,
            Err(failure) => {
                effects.extend(self.about_filter(filter, owner, &failure));
                false
            }
        }
    }

    /// Whether an event meets a filter. What is no JavaScript filters nothing in htmx 1 and 2, and everything in 4.
    pub(super) fn met(
        &self,
        page: &Document,
        filter: &str,
        owner: NodeId,
        event: &EventScope,
    ) -> Result<bool, Failure> {
        let four = self.dialect.processing == Processing::Four;
        let (code, names) = if four {
            (format!("!!({filter})"), Names::Filter)
        } else {
            (format!("({filter})"), Names::Plain)
        };
        let scope = Scope { this: Some(owner), names, ..self.scope(page, Some(event)) };
        match self.script.evaluate(&code, &scope) {
            Ok(value) => Ok(value == Value::Bool(true)),
            Err(Failure::NoJavaScript(_)) => Ok(!four),
            Err(failure) => Err(failure),
        }
    }

    /// A filter that cannot be computed, told once for its element.
    fn about_filter(&mut self, filter: &str, owner: NodeId, failure: &Failure) -> Option<Effect> {
        if !self.listeners.told.entry(owner).or_default().insert(filter.to_owned()) {
            return None;
        }
        let filter = as_written(filter);
        let element = self.page.as_ref().map(|page| page.selector_for(owner)).unwrap_or_default();
        let finding = Finding {
            code: "needs-browser",
            what: format!("the filter `{filter}` of `{element}` is taken for false: {failure}"),
            advice: "filter by what the event and the page hold".to_owned(),
        };
        Some(Effect::Event(Event::Warning(finding.into())))
    }
}

/// A filter without what htmx 1 and 2 put around its names: `((event.x) ? (event.x) : (window.x))` is `x`.
pub(super) fn as_written(filter: &str) -> String {
    let mut out = String::with_capacity(filter.len());
    let mut rest = filter;
    while let Some((before, after)) = rest.split_once("((event.") {
        out.push_str(before);
        let (name, after_name) = after.split_at(after.find([')', '(']).unwrap_or(after.len()));
        let unwrapped = after_name.strip_prefix(") ? (event.").and_then(|after| {
            let after = after.strip_prefix(name)?.strip_prefix(") : (window.")?;
            Some((name, after.strip_prefix(name)?.strip_prefix("))")?))
        });
        match unwrapped {
            Some((name, after)) => {
                out.push_str(name);
                rest = after;
            }
            None => {
                out.push_str("((event.");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::as_written;

    #[test]
    fn a_filter_is_shown_as_it_was_written() {
        let of_name = |name: &str| format!("((event.{name}) ? (event.{name}) : (window.{name}))");
        let filter = format!("{}.b&&{}>1", of_name("localStorage"), of_name("detail"));
        assert_eq!(as_written(&filter), "localStorage.b&&detail>1");
        assert_eq!(as_written("((event.a) ? b"), "((event.a) ? b");
    }
}
