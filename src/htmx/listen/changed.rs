//! The values of elements at the time of an event, for `changed`.

use std::collections::HashMap;
use std::rc::Rc;

use super::super::selector::Found;
use super::super::trigger::Trigger;
use crate::page::{Document, NodeId};

/// `element.value`; none for what has no value.
pub type Value = Option<String>;

/// The last values that were seen.
#[derive(Debug, Clone, Default)]
pub struct Values {
    /// Of elements that are listened to (before htmx 2.0.3).
    listened: HashMap<Found, Value>,
    /// Of targets, for each trigger of an element (htmx 2.0.11).
    targets: HashMap<NodeId, HashMap<(usize, Found), Value>>,
    /// Of targets, for each element (htmx 4).
    seen: HashMap<NodeId, HashMap<NodeId, Value>>,
}

impl Values {
    /// Forgets what was kept for an element.
    pub(super) fn forget(&mut self, owner: NodeId) {
        self.listened.remove(&Found::Element(owner));
        self.targets.remove(&owner);
    }

    /// The value at the time when the listener is added.
    pub(super) fn begin(&mut self, page: &Document, owner: NodeId, trigger: &Rc<Trigger>, on: Found) {
        let value = of(page, on);
        self.listened.insert(on, value.clone());
        self.targets.entry(owner).or_default().insert((name(trigger), on), value);
    }

    /// Whether the value of what is listened to is another than last time.
    pub(super) fn has_changed(&mut self, page: &Document, on: Found) -> bool {
        let value = of(page, on);
        let last = self.listened.insert(on, value.clone());
        last.unwrap_or_default() != value
    }

    /// Whether the value of the target is another than last time for this trigger.
    pub(super) fn target_has_changed(
        &mut self,
        page: &Document,
        owner: NodeId,
        trigger: &Rc<Trigger>,
        target: NodeId,
    ) -> bool {
        let target = Found::Element(target);
        let value = of(page, target);
        let last = self.targets.entry(owner).or_default().insert((name(trigger), target), value.clone());
        last != Some(value)
    }

    /// Whether the value of the target is new for the element (htmx 4.0.1 `changedValues`).
    pub(in crate::htmx) fn is_new(&mut self, page: &Document, owner: NodeId, target: NodeId) -> bool {
        let value = of(page, Found::Element(target));
        let last = self.seen.entry(owner).or_default().insert(target, value.clone());
        last != Some(value)
    }
}

/// A trigger's name: it lives as long as its listeners.
fn name(trigger: &Rc<Trigger>) -> usize {
    Rc::as_ptr(trigger).addr()
}

fn of(page: &Document, found: Found) -> Value {
    match found {
        Found::Element(node) => {
            let has_value = !page.control_type(node).is_empty() || page.local_name(node) == Some("option");
            has_value.then(|| page.value(node))
        }
        Found::Document | Found::Window => None,
    }
}
