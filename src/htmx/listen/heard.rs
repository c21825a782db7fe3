//! What a listener of htmx 1 or 2 makes of an event (htmx 2.0.11 `addEventListener`).

use std::rc::Rc;

use super::super::timers::Job;
use super::super::trigger::Trigger;
use super::super::twin::{Effect, Twin};
use super::cancel;
use super::occurrence::Occurrence;
use super::put_off::PutOff;
use super::{Id, Listener};
use crate::page::Selector;

impl Twin {
    pub(super) fn hear_trigger(
        &mut self,
        id: Id,
        listener: &Listener,
        trigger: &Rc<Trigger>,
        event: &mut Occurrence,
        effects: &mut Vec<Effect>,
    ) {
        let (owner, on) = (listener.owner, listener.on);
        if !self.page.as_ref().is_some_and(|page| page.is_attached(owner)) {
            self.listeners.remove(id);
            return;
        }
        match self.cancels(listener, event) {
            Ok(true) => event.prevent(),
            Ok(false) => {}
            Err(()) => return,
        }
        if !self.passes(trigger.filter.as_deref(), owner, event, Some(on), effects)
            || event.handled_for.contains(&owner)
        {
            return;
        }
        event.handled_for.push(owner);
        event.stopped |= trigger.consume;
        if !self.is_wanted(listener, trigger, event) {
            return;
        }
        self.start(listener, trigger, event, effects);
    }

    pub(super) fn cancels(&self, listener: &Listener, event: &Occurrence) -> Result<bool, ()> {
        let Some(page) = self.page.as_ref() else { return Ok(false) };
        cancel::cancels(page, self.dialect.cancels, event, listener.owner, listener.on)
    }

    /// `target:`, `once` and `changed`, in this order: each only looks at what the ones before let through.
    fn is_wanted(&mut self, listener: &Listener, trigger: &Rc<Trigger>, event: &Occurrence) -> bool {
        let Some((page, target)) = self.page.as_ref().zip(event.target) else { return false };
        if let Some(selector) = trigger.target.as_deref().filter(|selector| !selector.is_empty()) {
            let matches = Selector::parse(selector).is_ok_and(|selector| page.matches(target, &selector));
            if !matches {
                return false;
            }
        }
        let owner = listener.owner;
        if trigger.once && std::mem::replace(&mut self.listeners.memory(owner).done, true) {
            return false;
        }
        !trigger.changed
            || if self.dialect.changed_by_target {
                self.listeners.values.target_has_changed(page, owner, trigger, target)
            } else {
                self.listeners.values.has_changed(page, listener.on)
            }
    }

    /// Acts at once, or when the time has come.
    fn start(
        &mut self,
        listener: &Listener,
        trigger: &Trigger,
        event: &Occurrence,
        effects: &mut Vec<Effect>,
    ) {
        let Listener { owner, action, on, .. } = *listener;
        let memory = self.listeners.memory(owner);
        if let Some(delayed) = memory.delayed.take() {
            self.timers.clear(delayed);
        }
        if memory.throttled {
            return;
        }
        let life = memory.life;
        let positive = |ms: Option<f64>| ms.filter(|&ms| ms > 0.0);
        if let Some(throttle_ms) = positive(trigger.throttle_ms) {
            self.carry_out(owner, action, event, Some(on), effects);
            self.listeners.memory(owner).throttled = true;
            self.timers.set(throttle_ms, Job::Trigger(PutOff::Throttle { owner, life }));
        } else if let Some(delay_ms) = positive(trigger.delay_ms) {
            let event = Box::new(event.clone());
            let sender = self.registry.sender(owner).copied();
            let job = Job::Trigger(PutOff::Act { owner, action, event, sender });
            let timer = self.timers.set(delay_ms, job);
            self.listeners.memory(owner).delayed = Some(timer);
        } else {
            self.carry_out(owner, action, event, Some(on), effects);
        }
    }
}
