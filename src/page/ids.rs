//! The index from ids to the attached elements that have them.
//!
//! Keys are in ASCII lower case, so that it serves quirks mode too; who asks compares the id itself.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use foldhash::quality::RandomState;

use super::document::Document;
use super::node::NodeId;

/// Attached elements by their id in ASCII lower case. An empty id is no id.
#[derive(Clone, Debug, Default)]
pub(super) struct IdIndex(HashMap<String, BTreeSet<NodeId>, RandomState>);

/// An id in ASCII lower case.
fn key(id: &str) -> Cow<'_, str> {
    let is_key = !id.bytes().any(|byte| byte.is_ascii_uppercase());
    if is_key { Cow::Borrowed(id) } else { Cow::Owned(id.to_ascii_lowercase()) }
}

impl IdIndex {
    pub(super) fn insert(&mut self, id: &str, node: NodeId) {
        if !id.is_empty() {
            self.0.entry(key(id).into_owned()).or_default().insert(node);
        }
    }

    pub(super) fn remove(&mut self, id: &str, node: NodeId) {
        let key = key(id);
        if let Some(nodes) = self.0.get_mut(&*key) {
            nodes.remove(&node);
            if nodes.is_empty() {
                self.0.remove(&*key);
            }
        }
    }

    fn nodes(&self, id: &str) -> impl Iterator<Item = NodeId> + '_ {
        self.0.get(&*key(id)).into_iter().flatten().copied()
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
        let mut found = self.ids.nodes(id).filter(|&node| any_case || self.attr(node, "id") == Some(id));
        let Some(first) = found.next() else { return Vec::new() };
        let Some(second) = found.next() else { return vec![first] };
        let found: BTreeSet<NodeId> = [first, second].into_iter().chain(found).collect();
        self.descendants(self.root).filter(|node| found.contains(node)).take(found.len()).collect()
    }

    /// The first attached element with that id (`getElementById`).
    pub(crate) fn first_by_id(&self, id: &str) -> Option<NodeId> {
        self.by_id(id).first().copied()
    }
}
