//! Elements that were initialised get their listeners (htmx 2.0.11 `addTriggerHandler`).

use std::collections::HashSet;
use std::rc::Rc;

use serde_json::json;

use super::super::attribute;
use super::super::dialect::Processing;
use super::super::process::{Action, Wire};
use super::super::selector::Found;
use super::super::swap::Thrown;
use super::super::timers::Job;
use super::super::trigger::{self, Trigger};
use super::super::twin::{Effect, Twin};
use super::occurrence::Occurrence;
use super::put_off::{FRAME_MS, PutOff};
use super::{Listener, Rule, place};
use crate::page::{Document, NodeId};

impl Twin {
    /// Begins to listen: elements that were initialised at load wait for events from now on, and what is to happen at
    /// once happens. To be called once, where events are dispatched or the clock runs.
    pub fn begin(&mut self) -> Vec<Effect> {
        self.listens = true;
        let mut effects = Vec::new();
        self.attach(&mut effects);
        effects
    }

    /// Takes up the elements that were initialised, and lets go of those that were forgotten, since the last time.
    pub(in crate::htmx) fn attach(&mut self, effects: &mut Vec<Effect>) {
        if !self.listens {
            // what nobody takes up must not pile up
            self.registry.wired.clear();
            return;
        }
        let wired = std::mem::take(&mut self.registry.wired);
        let mut met = HashSet::new();
        for &Wire { element, action } in &wired {
            match (action, self.dialect.processing) {
                (Action::Forget, _) => {
                    let stays = self.page.as_ref().is_some_and(|page| page.is_attached(element));
                    let keeps = stays && !self.dialect.deinit_forgets;
                    self.listeners.forget(element, stays, keeps);
                }
                (Action::SendByCore, _) => self.attach_core(element, action),
                (Action::Nothing, _) => self.attach_triggers(element, None, false, effects),
                (_, Processing::Four) => self.attach_four(element, action, effects),
                (_, Processing::Core | Processing::Extension) => {
                    self.attach_triggers(element, Some(action), met.insert(element), effects);
                }
            }
        }
        let waiting = wired.iter().filter(|wire| wire.action != Action::Forget).map(|wire| wire.element);
        let page = self.page.as_ref();
        let there = waiting.filter(|&element| page.is_some_and(|page| page.is_alive(element)));
        self.listeners.loaded.extend(there);
    }

    /// htmx 1.9.12 `processWebSocketSend`: the first trigger's event, without its conditions.
    fn attach_core(&mut self, element: NodeId, action: Action) {
        let Some(page) = self.page.as_ref() else { return };
        let triggers = trigger::of(page, &self.dialect, element);
        let Some(event) = triggers.first().map(|trigger| trigger.event.clone()) else { return };
        let on = Found::Element(element);
        let action = Some(action);
        self.listeners
            .add(&event, Listener { owner: element, action, on, capture: false, rule: Rule::Always });
    }

    /// `first` says that the element has been initialised, not only heard of by an element around it: then it has
    /// listeners besides that do nothing of their own, of which one asks whether it is in view.
    fn attach_triggers(
        &mut self,
        element: NodeId,
        action: Option<Action>,
        first: bool,
        effects: &mut Vec<Effect>,
    ) {
        let Some(page) = self.page.as_ref() else { return };
        let loads = !(self.dialect.loads_once && self.listeners.loaded.contains(&element));
        for trigger in trigger::of(page, &self.dialect, element) {
            match trigger.event.as_str() {
                _ if trigger.server_sent => {}
                "revealed" => {
                    if self.listen(element, action, trigger).is_err() {
                        return;
                    }
                    self.reveal(element, effects);
                }
                "intersect" => {
                    for _ in 0..=u8::from(first) {
                        self.look_out(element, true);
                    }
                    if self.listen(element, action, trigger).is_err() {
                        return;
                    }
                }
                "load" if loads => {
                    if let Some(action) = action {
                        self.hear_load(element, action, &trigger, effects);
                    }
                }
                _ if trigger.polls() => {
                    let life = self.listeners.memory(element).life;
                    if let Some(action) = action {
                        self.poll_later(element, action, life, Rc::new(trigger));
                    }
                }
                _ => {
                    if self.listen(element, action, trigger).is_err() {
                        return;
                    }
                }
            }
        }
    }

    /// Adds a trigger's listeners.
    fn listen(&mut self, owner: NodeId, action: Option<Action>, trigger: Trigger) -> Result<(), Thrown> {
        let Some(page) = self.page.as_ref() else { return Ok(()) };
        let places = place::of(page, &self.dialect, owner, &trigger)?;
        let trigger = Rc::new(trigger);
        for on in places {
            if trigger.changed {
                self.listeners.values.begin(page, owner, &trigger, on);
            }
            let rule = Rule::Trigger(Rc::clone(&trigger));
            self.listeners.add(&trigger.event, Listener { owner, action, on, capture: false, rule });
        }
        Ok(())
    }

    fn hear_load(&mut self, element: NodeId, action: Action, trigger: &Trigger, effects: &mut Vec<Effect>) {
        let event = Occurrence::nowhere("load", json!({ "elt": {} }));
        if !self.passes(trigger.filter.as_deref(), element, &event, None, effects) {
            return;
        }
        match trigger.delay_ms.filter(|&delay_ms| delay_ms > 0.0) {
            Some(delay_ms) => {
                let sender = self.registry.sender(element).copied();
                let job = Job::Trigger(PutOff::Load { owner: element, action, sender });
                self.timers.set(delay_ms, job);
            }
            None => self.load_now(element, action, effects),
        }
    }

    /// An element that has not been in view before (htmx 2.0.11 `maybeReveal`), told once it is initialised. Every element of a page without a
    /// viewport is in view.
    fn reveal(&mut self, element: NodeId, effects: &mut Vec<Effect>) {
        let Some(page) = self.page.as_mut() else { return };
        if !attribute::has(page, element, "data-hx-revealed") {
            page.set_attr(element, "data-hx-revealed", "true");
            if self.registry.is_initialized(element) {
                self.happen(Occurrence::plain("revealed", element), effects);
            }
        }
    }

    /// Asks the browser to tell when the element is in view, which it is with the next frame, if it is shown at all.
    pub(in crate::htmx) fn look_out(&mut self, element: NodeId, bubbles: bool) {
        if self.page.as_ref().is_some_and(|page| is_shown(page, element)) {
            self.timers.set(FRAME_MS, Job::Trigger(PutOff::InView { element, bubbles }));
        }
    }
}

/// Whether an element has a box, as far as that can be told without style sheets.
fn is_shown(page: &Document, element: NodeId) -> bool {
    let hidden = |node| {
        let style = page.attr(node, "style").unwrap_or_default().replace(' ', "");
        page.has_attr(node, "hidden") || style.contains("display:none") || page.control_type(node) == "hidden"
    };
    !attribute::lineage(page, element).any(hidden)
}
