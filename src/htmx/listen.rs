//! The listeners that htmx has on the page: which events start something, for which element.
//!
//! | module | holds |
//! | --- | --- |
//! | [`occurrence`] | an event on its way through the page |
//! | `attach` | elements that were initialised get their listeners |
//! | `place` | where a trigger listens |
//! | `dispatch` | the way of an event, and what a listener does at its end |
//! | `heard` | what a listener of htmx 1 and 2 makes of an event; htmx 4's are in `four` |
//! | [`by_hand`] | what the triggers make of a person's use of their sender |
//! | `filter`, `cancel`, `changed` | the conditions: filters, default actions, values |
//! | [`put_off`] | what waits for its time: delays, polling |

mod attach;
pub mod by_hand;
mod cancel;
mod changed;
mod dispatch;
mod filter;
mod heard;
pub mod occurrence;
pub(in crate::htmx) mod place;
pub mod put_off;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::four::trigger::Spec;
use super::process::Action;
use super::selector::Found;
use super::timers::Timer;
use super::trigger::Trigger;
use crate::page::NodeId;
use occurrence::Occurrence;

/// The name of a listener.
pub type Id = u64;

/// Something that waits for an event.
#[derive(Debug, Clone)]
pub struct Listener {
    /// The element for which it listens.
    pub(super) owner: NodeId,
    /// What it starts; nothing for one that only has its side effects.
    pub(super) action: Option<Action>,
    /// Where it listens.
    pub(super) on: Found,
    /// When it hears events on their way to their target.
    pub(super) capture: bool,
    /// Its conditions.
    pub(super) rule: Rule,
}

/// Under which conditions a listener starts something.
#[derive(Debug, Clone)]
pub(super) enum Rule {
    /// None (htmx 1.9.12 `processWebSocketSend`).
    Always,
    /// Those of a trigger (htmx 2.0.11 `addEventListener`).
    Trigger(Rc<Trigger>),
    /// Those of a trigger of htmx 4 (htmx 4.0.1 `#onTrigger`), by the name under which it is held.
    Spec(Id),
}

/// What htmx 1 and 2 keep about an element between two events.
#[derive(Debug, Clone, Default)]
pub(super) struct Memory {
    /// Which of its lives this is: what was put off in an earlier one is not for it.
    pub(super) life: Id,
    /// `triggeredOnce`.
    pub(super) done: bool,
    /// `loaded`.
    pub(super) loaded: bool,
    /// `delayed`.
    pub(super) delayed: Option<Timer>,
    /// `throttle`.
    pub(super) throttled: bool,
}

/// A trigger of htmx 4 with what is kept about it.
#[derive(Debug, Clone)]
pub(super) struct Held {
    pub(super) spec: Rc<Spec>,
    pub(super) owner: NodeId,
    pub(super) action: Action,
    /// Its listeners.
    pub(super) listeners: Vec<Id>,
    /// `timeout`.
    pub(super) timeout: Option<Timer>,
    /// `throttled`.
    pub(super) throttled: bool,
    /// `throttledEvent`.
    pub(super) latest: Option<Box<Occurrence>>,
}

/// All listeners, and what htmx keeps for them.
#[derive(Debug, Clone, Default)]
pub struct Listeners {
    made: Id,
    all: HashMap<Id, Listener>,
    at: HashMap<Found, HashMap<String, Vec<Id>>>,
    of: HashMap<NodeId, Vec<Id>>,
    pub(super) memories: HashMap<NodeId, Memory>,
    pub(super) values: changed::Values,
    pub(super) held: HashMap<Id, Held>,
    pub(super) held_by: HashMap<NodeId, Vec<Id>>,
    /// Filters that could not be computed, by their elements.
    told: HashMap<NodeId, HashSet<String>>,
    /// `document.activeElement`.
    pub(super) focused: Option<NodeId>,
    /// The field in which a person has typed since it got the focus: it tells of that when it loses it.
    pub(super) typed_in: Option<NodeId>,
    /// Elements whose `load` has come, which is kept when they are initialised anew.
    pub(super) loaded: HashSet<NodeId>,
}

impl Listeners {
    /// `addEventListener`.
    pub(super) fn add(&mut self, event: &str, listener: Listener) -> Id {
        self.made += 1;
        let id = self.made;
        self.of.entry(listener.owner).or_default().push(id);
        let here = self.at.entry(listener.on).or_default().entry(event.to_owned()).or_default();
        if here.len().is_power_of_two() {
            here.retain(|id| self.all.contains_key(id));
        }
        here.push(id);
        self.all.insert(id, listener);
        id
    }

    /// What is kept about an element, from now on.
    pub(super) fn memory(&mut self, owner: NodeId) -> &mut Memory {
        self.made += 1;
        let life = self.made;
        self.memories.entry(owner).or_insert_with(|| Memory { life, ..Memory::default() })
    }

    /// Keeps a trigger of htmx 4.
    pub(super) fn hold(&mut self, spec: Rc<Spec>, owner: NodeId, action: Action) -> Id {
        self.made += 1;
        let listeners = Vec::new();
        let held = Held { spec, owner, action, listeners, timeout: None, throttled: false, latest: None };
        self.held.insert(self.made, held);
        self.held_by.entry(owner).or_default().push(self.made);
        self.made
    }

    /// `removeEventListener`.
    pub(super) fn remove(&mut self, id: Id) {
        self.all.remove(&id);
    }

    /// The listeners at a place for an event, in the order in which they were added.
    pub(super) fn here(&self, on: Found, event: &str) -> Vec<Id> {
        let ids = self.at.get(&on).and_then(|events| events.get(event));
        ids.into_iter().flatten().copied().filter(|id| self.all.contains_key(id)).collect()
    }

    /// The listener of that name, as long as it listens.
    pub(super) fn get(&self, id: Id) -> Option<&Listener> {
        self.all.get(&id)
    }

    /// Takes all listeners of an element off (htmx 2.0.11 `deInitNode`); those of htmx 1's core stay where the element
    /// does, and before htmx 1.9.10 so does what is kept about it (`keeps`).
    pub(super) fn forget(&mut self, owner: NodeId, stays: bool, keeps: bool) {
        for id in self.of.remove(&owner).unwrap_or_default() {
            let lasts = self.all.get(&id).is_some_and(|listener| matches!(listener.rule, Rule::Always));
            if stays && lasts {
                self.of.entry(owner).or_default().push(id);
            } else {
                self.all.remove(&id);
            }
        }
        for id in self.held_by.remove(&owner).unwrap_or_default() {
            self.held.remove(&id);
        }
        let place = Found::Element(owner);
        let listens =
            |here: &HashMap<String, Vec<Id>>| here.values().flatten().any(|id| self.all.contains_key(id));
        if !self.at.get(&place).is_some_and(listens) {
            self.at.remove(&place);
        }
        if !stays {
            self.told.remove(&owner);
            self.loaded.remove(&owner);
        }
        let memory = self.memories.remove(&owner);
        if keeps {
            self.made += 1;
            let life = self.made;
            self.memories.extend(memory.map(|memory| (owner, Memory { life, ..memory })));
        } else {
            self.values.forget(owner);
        }
    }
}

#[cfg(test)]
mod tests;
