//! What listeners have put off: delays, throttles, polling, and elements that come into view.

use std::rc::Rc;

use serde_json::Value;

use super::super::process::{Action, Sender};
use super::super::timers::Job;
use super::super::trigger::Trigger;
use super::super::twin::{Effect, Twin};
use super::Id;
use super::occurrence::Occurrence;
use crate::page::NodeId;

/// Something that waits for its time.
#[derive(Debug, Clone, PartialEq)]
pub enum PutOff {
    /// The action of a trigger, after its delay.
    Act {
        /// The element.
        owner: NodeId,
        /// What it does.
        action: Option<Action>,
        /// The event that it is for.
        event: Box<Occurrence>,
        /// The sender, as it was then.
        sender: Option<Sender>,
    },
    /// The action of a `load` trigger, after its delay.
    Load {
        /// The element.
        owner: NodeId,
        /// What it does.
        action: Action,
        /// The sender, as it was then.
        sender: Option<Sender>,
    },
    /// A throttle ends.
    Throttle {
        /// The element.
        owner: NodeId,
        /// In which of the element's lives.
        life: Id,
    },
    /// The element is polled.
    Poll {
        /// The element.
        owner: NodeId,
        /// What it does.
        action: Action,
        /// In which of the element's lives.
        life: Id,
        /// How often, under which condition.
        trigger: Rc<Trigger>,
    },
    /// The browser tells that an element is in view.
    InView {
        /// The element.
        element: NodeId,
        /// Whether the event bubbles.
        bubbles: bool,
    },
    /// The action of a trigger of htmx 4, after its delay.
    Inner(Id, Box<Occurrence>),
    /// A throttle of a trigger of htmx 4 ends.
    Unthrottle(Id),
    /// An interval of a trigger of htmx 4.
    Every(Id),
}

/// When the browser tells that an element is in view, in ms after it is asked to: with the next frame.
pub const FRAME_MS: f64 = 16.0;

impl Twin {
    /// Does what was put off.
    pub(in crate::htmx) fn go_off(&mut self, put_off: PutOff, effects: &mut Vec<Effect>) {
        match put_off {
            PutOff::Act { owner, action, event, sender } => {
                self.act_later(owner, action, &event, sender, effects);
            }
            PutOff::Load { owner, action, sender } => {
                if !std::mem::replace(&mut self.listeners.memory(owner).loaded, true) {
                    let event = Occurrence::nowhere("load", Value::Null);
                    self.act_later(owner, Some(action), &event, sender, effects);
                }
            }
            PutOff::Throttle { owner, life } => {
                if self.lives(owner, life) {
                    self.listeners.memory(owner).throttled = false;
                }
            }
            PutOff::Poll { owner, action, life, trigger } => {
                self.poll(owner, action, life, trigger, effects);
            }
            PutOff::InView { element, bubbles } => {
                if self.is_attached(element) {
                    let event = Occurrence::plain("intersect", element);
                    self.happen(
                        if bubbles { event } else { Occurrence::at_target("intersect", element) },
                        effects,
                    );
                }
            }
            PutOff::Inner(held, mut event) => self.inner(held, &mut event, None, effects),
            PutOff::Unthrottle(held) => self.unthrottle(held, effects),
            PutOff::Every(held) => self.every(held, effects),
        }
    }

    /// Acts on an event that is over, even where the element has left the page meanwhile: htmx has kept it, with
    /// its socket.
    fn act_later(
        &mut self,
        owner: NodeId,
        action: Option<Action>,
        event: &Occurrence,
        sender: Option<Sender>,
        effects: &mut Vec<Effect>,
    ) {
        if !self.page.as_ref().is_some_and(|page| page.is_alive(owner)) {
            return;
        }
        let forgotten = sender.filter(|_| self.registry.sender(owner).is_none());
        self.registry.senders.extend(forgotten);
        self.carry_out(owner, action, event, None, effects);
        if forgotten.is_some() {
            self.registry.senders.pop();
        }
    }

    /// The action of a `load` trigger, once in the element's life (htmx 2.0.11 `loadImmediately`).
    pub(super) fn load_now(&mut self, owner: NodeId, action: Action, effects: &mut Vec<Effect>) {
        if !std::mem::replace(&mut self.listeners.memory(owner).loaded, true) {
            let event = Occurrence::nowhere("load", Value::Null);
            self.carry_out(owner, Some(action), &event, None, effects);
        }
    }

    /// htmx 2.0.11 `processPolling`.
    fn poll(
        &mut self,
        owner: NodeId,
        action: Action,
        life: Id,
        trigger: Rc<Trigger>,
        effects: &mut Vec<Effect>,
    ) {
        if !self.lives(owner, life) || !self.is_attached(owner) {
            return;
        }
        let event = Occurrence::nowhere("hx:poll:trigger", Value::Null);
        if self.passes(trigger.filter.as_deref(), owner, &event, None, effects) {
            self.carry_out(owner, Some(action), &event, None, effects);
        }
        self.poll_later(owner, action, life, trigger);
    }

    pub(super) fn poll_later(&mut self, owner: NodeId, action: Action, life: Id, trigger: Rc<Trigger>) {
        let every_ms = trigger.poll_ms.unwrap_or_default().max(1.0);
        self.timers.set(every_ms, Job::Trigger(PutOff::Poll { owner, action, life, trigger }));
    }

    fn lives(&self, owner: NodeId, life: Id) -> bool {
        self.listeners.memories.get(&owner).is_some_and(|memory| memory.life == life)
    }

    pub(in crate::htmx) fn is_attached(&self, node: NodeId) -> bool {
        self.page.as_ref().is_some_and(|page| page.is_attached(node))
    }
}
