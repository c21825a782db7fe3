//! A person's side of a scenario: what is done to the page.

use super::Player;
use crate::htmx::twin::{Effect, Twin};
use crate::page::{Document, NodeId, Selector};

impl Player {
    /// The element of a step; it is told where there is none.
    fn find(&mut self, selector: &str) -> Option<NodeId> {
        let found = self.first(selector);
        if found.is_none() {
            self.nothing(format!("nothing on the page matches `{selector}`"));
        }
        found
    }

    fn first(&self, selector: &str) -> Option<NodeId> {
        let page = self.twin.page()?;
        Selector::parse(selector).ok().and_then(|parsed| page.select_first(page.root(), &parsed))
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
        // as `form.requestSubmit(document.querySelector(by))`: what is not there is no button
        let button = by.and_then(|by| self.first(by));
        let Some((form, page)) = self.find(form).zip(self.twin.page()) else { return };
        if let Err(why) = page.submits(form, button) {
            return self.nothing(why);
        }
        let effects = self.twin.request_submit(form, button);
        self.perform(effects);
    }
}

/// Whether its value can be changed: that of a control, or of another element that has one.
pub(super) fn is_control(page: &Document, node: NodeId) -> bool {
    !page.control_type(node).is_empty() || page.reflects_value(node)
}

/// Whether it can be checked.
pub(in crate::simulate) fn is_checkable(page: &Document, node: NodeId) -> bool {
    matches!(page.control_type(node).as_str(), "checkbox" | "radio")
}

/// Whether it has options to select.
pub(in crate::simulate) fn is_select(page: &Document, node: NodeId) -> bool {
    page.control_type(node).starts_with("select-")
}
