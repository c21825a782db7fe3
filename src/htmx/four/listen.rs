//! What htmx 4 makes of events (htmx 4.0.1 `#onTrigger`).

use std::rc::Rc;

use serde_json::Value;

use super::trigger::{self, From, Spec};
use super::{process, selector};
use crate::htmx::attribute::lineage;
use crate::htmx::listen::occurrence::Occurrence;
use crate::htmx::listen::put_off::PutOff;
use crate::htmx::listen::{Id, Listener, Rule};
use crate::htmx::process::Action;
use crate::htmx::selector::Found;
use crate::htmx::timers::Job;
use crate::htmx::twin::{Effect, Twin};
use crate::page::{Document, NodeId, Selector};

impl Twin {
    /// Gives an element that was initialised its listeners. Where its triggers make htmx throw, it has none.
    pub(in crate::htmx) fn attach_four(&mut self, owner: NodeId, action: Action, effects: &mut Vec<Effect>) {
        let Some(page) = self.page.as_ref() else { return };
        let Ok(specs) = trigger::parse(&process::trigger(page, &self.config, owner)) else { return };
        let held: Vec<Id> =
            specs.into_iter().map(|spec| self.listeners.hold(Rc::new(spec), owner, action)).collect();
        for id in held {
            if self.attach_spec(id, effects).is_none() {
                return;
            }
        }
    }

    /// None where htmx throws, and the triggers after this one are not attached.
    fn attach_spec(&mut self, id: Id, effects: &mut Vec<Effect>) -> Option<()> {
        let held = self.listeners.held.get(&id)?;
        let (spec, owner, action) = (Rc::clone(&held.spec), held.owner, held.action);
        let places = match &spec.from {
            From::Element | From::Itself => vec![Found::Element(owner)],
            From::Outside => vec![Found::Document],
            From::Selector(from) => {
                selector::find_all(self.page.as_ref()?, &self.config, owner, from, None).ok()?
            }
        };
        let mut event = spec.event.as_str();
        match event {
            "intersect" | "revealed" => {
                event = "intersect";
                for &place in &places {
                    if let Found::Element(element) = place {
                        self.look_out(element, false);
                    }
                }
            }
            "every" => self.every_later(id, &spec),
            "load" => {
                let mut event = Occurrence::nowhere("load", Value::Null);
                self.hear_spec(id, &mut event, None, effects);
                let throws = spec.changed && spec.comes_at_once();
                return (!throws).then_some(());
            }
            _ => {}
        }
        for on in places {
            let listener =
                Listener { owner, action: Some(action), on, capture: spec.capture, rule: Rule::Spec(id) };
            let listener = self.listeners.add(event, listener);
            self.listeners.held.get_mut(&id)?.listeners.push(listener);
        }
        Some(())
    }

    /// The checks before any delay.
    pub(in crate::htmx) fn hear_spec(
        &mut self,
        id: Id,
        event: &mut Occurrence,
        at: Option<Found>,
        effects: &mut Vec<Effect>,
    ) {
        let Some((page, held)) = self.page.as_ref().zip(self.listeners.held.get(&id)) else { return };
        let (spec, owner) = (Rc::clone(&held.spec), held.owner);
        if cancels(page, event, at) {
            event.prevent();
        }
        let meant = match spec.from {
            From::Itself => event.target == Some(owner),
            From::Outside => {
                !event.target.is_some_and(|target| target == owner || page.contains(owner, target))
            }
            From::Element | From::Selector(_) => true,
        };
        let matches = |selector: &String| {
            let target = event.target.zip(Selector::parse(selector).ok());
            target.is_some_and(|(target, selector)| page.matches(target, &selector))
        };
        if !meant
            || !spec.target.as_ref().is_none_or(matches)
            || !self.passes_four(spec.filter.as_deref(), owner, event, at, effects)
        {
            return;
        }
        if spec.event != "every" {
            self.forget_pending(owner);
        }
        self.timed(id, &spec, event, at, effects);
    }

    /// A new trigger replaces any that is pending on the element.
    fn forget_pending(&mut self, owner: NodeId) {
        for id in self.listeners.held_by.get(&owner).cloned().unwrap_or_default() {
            let Some(held) = self.listeners.held.get_mut(&id) else { continue };
            held.latest = None;
            if let Some(timeout) = held.timeout.take() {
                self.timers.clear(timeout);
            }
        }
    }

    fn timed(
        &mut self,
        id: Id,
        spec: &Spec,
        event: &mut Occurrence,
        at: Option<Found>,
        effects: &mut Vec<Effect>,
    ) {
        let Some(held) = self.listeners.held.get_mut(&id) else { return };
        if let Some(delay_ms) = spec.delay_ms {
            if let Some(timeout) = held.timeout.take() {
                self.timers.clear(timeout);
            }
            if delay_ms.is_nan() {
                return;
            }
            let job = Job::Trigger(PutOff::Inner(id, Box::new(event.clone())));
            held.timeout = Some(self.timers.set(delay_ms, job));
        } else if let Some(throttle_ms) = spec.throttle_ms {
            if held.throttled {
                held.latest = Some(Box::new(event.clone()));
                return;
            }
            held.throttled = true;
            self.inner(id, event, at, effects);
            if !throttle_ms.is_nan() {
                self.timers.set(throttle_ms, Job::Trigger(PutOff::Unthrottle(id)));
            }
        } else {
            self.inner(id, event, at, effects);
        }
    }

    /// A throttle ends; an event that came meanwhile has its turn.
    pub(in crate::htmx) fn unthrottle(&mut self, id: Id, effects: &mut Vec<Effect>) {
        let Some(held) = self.listeners.held.get_mut(&id) else { return };
        held.throttled = false;
        let spec = Rc::clone(&held.spec);
        if let Some(mut event) = held.latest.take() {
            self.timed(id, &spec, &mut event, None, effects);
        }
    }

    /// What happens after any delay.
    pub(in crate::htmx) fn inner(
        &mut self,
        id: Id,
        event: &mut Occurrence,
        at: Option<Found>,
        effects: &mut Vec<Effect>,
    ) {
        let Some((page, held)) = self.page.as_ref().zip(self.listeners.held.get(&id)) else { return };
        let (spec, owner, action) = (Rc::clone(&held.spec), held.owner, held.action);
        if spec.prevents {
            event.prevent();
        }
        event.stopped |= spec.stops;
        if spec.changed {
            // without a target htmx throws
            let Some(target) = event.target else { return };
            let checks = matches!(page.control_type(target).as_str(), "checkbox" | "radio");
            if !checks && !self.listeners.values.is_new(page, owner, target) {
                return;
            }
        }
        if spec.once {
            for listener in held.listeners.clone() {
                self.listeners.remove(listener);
            }
        }
        if action == Action::Send && event.kind == "submit" && page.local_name(owner) == Some("form") {
            event.prevent();
        }
        self.carry_out(owner, Some(action), event, at, effects);
    }

    /// An interval of `every` is over.
    pub(in crate::htmx) fn every(&mut self, id: Id, effects: &mut Vec<Effect>) {
        let Some(held) = self.listeners.held.get(&id) else { return };
        let (spec, owner) = (Rc::clone(&held.spec), held.owner);
        if self.is_attached(owner) {
            self.happen(Occurrence::at_target("every", owner), effects);
            self.every_later(id, &spec);
        }
    }

    fn every_later(&mut self, id: Id, spec: &Spec) {
        let every_ms = spec.every_ms.unwrap_or_default().max(1.0);
        self.timers.set(every_ms, Job::Trigger(PutOff::Every(id)));
    }
}

/// Whether the event's default action is prevented (htmx 4.0.1 `#shouldCancel`).
fn cancels(page: &Document, event: &Occurrence, at: Option<Found>) -> bool {
    let Some(Found::Element(at)) = at else { return false };
    if event.kind == "submit" && page.local_name(at) == Some("form") {
        return true;
    }
    if !event.is_main_click() {
        return false;
    }
    let is_button = |&node: &NodeId| {
        let kind = page.attr(node, "type").unwrap_or_default().to_ascii_lowercase();
        page.local_name(node) == Some("button")
            || (page.local_name(node) == Some("input") && (kind == "submit" || kind == "image"))
    };
    if let Some(button) = lineage(page, at).find(is_button) {
        let in_form = || lineage(page, button).any(|node| page.local_name(node) == Some("form"));
        let submits = matches!(page.control_type(button).as_str(), "submit" | "image");
        if submits && !page.has_attr(button, "disabled") && (page.form_owner(button).is_some() || in_form()) {
            return true;
        }
    }
    let link = lineage(page, at).find(|&node| page.local_name(node) == Some("a"));
    let href = link.and_then(|link| page.attr(link, "href"));
    href.is_some_and(|href| !href.starts_with('#') || href.len() == 1)
}
