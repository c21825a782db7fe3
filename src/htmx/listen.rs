//! Events on the page, as far as htmx hears of them.

use super::attribute::lineage;
use super::compose::{Extras, Submitter};
use super::trigger;
use super::twin::{Effect, Twin};
use crate::page::{Document, NodeId};

/// One event on its way through the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happening {
    kind: String,
    target: NodeId,
    submitter: Option<NodeId>,
}

impl Happening {
    /// An event of a script: it bubbles and can be prevented.
    pub(super) fn plain(kind: &str, target: NodeId) -> Self {
        Self { kind: kind.to_owned(), target, submitter: None }
    }

    /// An event of the browser's that bubbles and cannot be prevented.
    pub(super) fn told(kind: &str, target: NodeId) -> Self {
        Self::plain(kind, target)
    }

    /// A click.
    pub(super) fn click(target: NodeId) -> Self {
        Self::plain("click", target)
    }

    /// A key.
    pub(super) fn key(kind: &str, target: NodeId, _key: &str) -> Self {
        Self::plain(kind, target)
    }

    /// The submission of a form.
    pub(super) fn submit(form: NodeId, submitter: Option<NodeId>) -> Self {
        Self { submitter, ..Self::plain("submit", form) }
    }
}

impl Twin {
    /// Lets an event through the page; true where htmx prevents its default action.
    pub(super) fn happen(&mut self, event: Happening, effects: &mut Vec<Effect>) -> bool {
        if event.kind == "click" {
            self.hear_click(event.target);
        }
        let Some(page) = self.page.as_ref() else { return false };
        let senders: Vec<NodeId> =
            lineage(page, event.target).filter(|&node| self.is_sender_on(page, &event.kind, node)).collect();
        let cancels = |&sender: &NodeId| {
            let button = lineage(page, sender).find(|&node| page.is_submit_button(node));
            button.is_some_and(|button| page.form_owner(button).is_some())
        };
        let prevented = match event.kind.as_str() {
            "click" => senders.iter().any(cancels),
            kind => kind == "submit",
        };
        for sender in senders {
            self.send(sender, &event, effects);
        }
        prevented
    }

    fn is_sender_on(&self, page: &Document, kind: &str, node: NodeId) -> bool {
        self.registry.sender(node).is_some()
            && trigger::of(page, node).iter().any(|trigger| trigger.event == kind)
    }

    fn send(&mut self, sender: NodeId, event: &Happening, effects: &mut Vec<Effect>) {
        let socket = self.registry.sender(sender).and_then(|sender| sender.socket);
        effects.push(match self.compose(sender, Submitter::Heard(event.submitter), &Extras::default()) {
            Ok(composed) => {
                let Some(socket) = socket else { return };
                Effect::Send { socket, composed: Box::new(composed) }
            }
            Err(halt) => Effect::Halt(halt),
        });
    }
}
