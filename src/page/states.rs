//! What the pseudo-classes of element states mean.

use super::document::Document;
use super::matching::is_link;
use super::node::NodeId;
use super::pseudo::State;

impl Document {
    pub(super) fn is_in_state(&self, node: NodeId, state: State) -> bool {
        let Some(element) = self.element(node) else { return false };
        match state {
            State::AnyLink => is_link(element),
            _ => false,
        }
    }

    pub(super) fn is_in_language(&self, _node: NodeId, _ranges: &[String]) -> bool {
        false
    }

    pub(super) fn direction(&self, _node: NodeId) -> String {
        "ltr".to_owned()
    }
}
