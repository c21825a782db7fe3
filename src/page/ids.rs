//! The index from ids to the attached elements that have them.
//!
//! Keys are in ASCII lower case, so that it serves quirks mode too; who asks compares the id itself.

use std::collections::{BTreeSet, HashMap};

use super::document::Document;
use super::node::NodeId;

/// Attached elements by their id in ASCII lower case. An empty id is no id.
#[derive(Clone, Debug, Default)]
pub(super) struct IdIndex(HashMap<String, BTreeSet<NodeId>>);

impl IdIndex {
    pub(super) fn insert(&mut self, id: &str, node: NodeId) {
        if !id.is_empty() {
            self.0.entry(id.to_ascii_lowercase()).or_default().insert(node);
        }
    }

    pub(super) fn remove(&mut self, id: &str, node: NodeId) {
        let key = id.to_ascii_lowercase();
        if let Some(nodes) = self.0.get_mut(&key) {
            nodes.remove(&node);
            if nodes.is_empty() {
                self.0.remove(&key);
            }
        }
    }

    fn nodes(&self, id: &str) -> impl Iterator<Item = NodeId> + '_ {
        self.0.get(&id.to_ascii_lowercase()).into_iter().flatten().copied()
    }

    #[cfg(test)]
    pub(super) fn entries(&self) -> Vec<(&str, Vec<NodeId>)> {
        let mut entries: Vec<_> =
            self.0.iter().map(|(id, nodes)| (id.as_str(), nodes.iter().copied().collect())).collect();
        entries.sort();
        entries
    }
}

impl Document {
    /// The attached elements with exactly that id, in document order. O(matches) for up to one match; more are
    /// found by one walk over the document.
    ///
    /// ```
    /// use hxws::page::Document;
    ///
    /// let page = Document::parse("<p id=twice>1<p id=twice>2");
    /// assert_eq!(page.by_id("twice").len(), 2);
    /// ```
    pub fn by_id(&self, id: &str) -> Vec<NodeId> {
        self.indexed(id, false)
    }

    /// The attached elements that `#id` finds, in document order: in quirks mode in any case.
    pub(crate) fn select_id(&self, id: &str) -> Vec<NodeId> {
        self.indexed(id, self.quirks)
    }

    /// As [`Document::by_id`]; `any_case` takes ids that differ in ASCII case, as selectors do in quirks mode.
    pub(super) fn indexed(&self, id: &str, any_case: bool) -> Vec<NodeId> {
        let found: BTreeSet<NodeId> =
            self.ids.nodes(id).filter(|&node| any_case || self.attr(node, "id") == Some(id)).collect();
        if found.len() < 2 {
            return found.into_iter().collect();
        }
        self.descendants(self.root).filter(|node| found.contains(node)).take(found.len()).collect()
    }

    /// The first attached element with that id (`getElementById`).
    pub(crate) fn first_by_id(&self, id: &str) -> Option<NodeId> {
        self.by_id(id).first().copied()
    }
}
