//! A person's side of a scenario: what is done to the page.

use super::Player;
use crate::htmx::twin::{Effect, Twin};
use crate::page::{Document, NodeId, Selector};

impl Player {
    /// The element of a step; it is told where there is none.
    fn find(&mut self, selector: &str) -> Option<NodeId> {
        let page = self.twin.page()?;
        let parsed = Selector::parse(selector).ok();
        let found = parsed.and_then(|parsed| page.select_first(page.root(), &parsed));
        if found.is_none() {
            self.nothing(format!("nothing on the page matches `{selector}`"));
        }
        found
    }

    pub(super) fn on(
        &mut self,
        selector: &str,
        (kind, is_one): (&str, fn(&Document, NodeId) -> bool),
        change: impl FnOnce(&mut Document, NodeId),
    ) {
        let Some((node, page)) = self.find(selector).zip(self.twin.page_mut()) else { return };
        if is_one(page, node) {
            change(page, node);
        } else {
            let element = page.selector_for(node);
            self.nothing(format!("`{element}` is no {kind}"));
        }
    }

    pub(super) fn with(&mut self, selector: &str, act: impl FnOnce(&mut Twin, NodeId) -> Vec<Effect>) {
        if let Some(node) = self.find(selector) {
            let effects = act(&mut self.twin, node);
            self.perform(effects);
        }
    }

    pub(super) fn submit(&mut self, form: &str, by: Option<&str>) {
        let button = by.map(|by| self.find(by));
        let Some(button) = button.map_or(Some(None), |found| found.map(Some)) else { return };
        let Some((form, page)) = self.find(form).zip(self.twin.page()) else { return };
        if let Err(why) = page.submits(form, button) {
            return self.nothing(why);
        }
        let effects = self.twin.request_submit(form, button);
        self.perform(effects);
    }
}

/// Whether a person could change its value, and hxws can.
pub(super) fn is_control(page: &Document, node: NodeId) -> bool {
    !page.control_type(node).is_empty()
}

/// Whether it can be checked.
pub(super) fn is_checkable(page: &Document, node: NodeId) -> bool {
    matches!(page.control_type(node).as_str(), "checkbox" | "radio")
}

/// Whether it has options to select.
pub(super) fn is_select(page: &Document, node: NodeId) -> bool {
    page.control_type(node).starts_with("select-")
}
