//! How far the parser has come while the page's scripts run, one after the other.

use std::collections::HashSet;

use crate::page::{Document, NodeId};

/// The parser at one of the page's scripts. It goes forward only: all scripts together cost one walk over the page.
pub(super) struct Parser<'a> {
    coming: Box<dyn Iterator<Item = NodeId> + 'a>,
    /// The nodes that it has made: those before the script, and those around it.
    pub(super) parsed: HashSet<NodeId>,
}

impl<'a> Parser<'a> {
    pub(super) fn new(page: &'a Document) -> Self {
        Self { coming: Box::new(page.descendants(page.root())), parsed: HashSet::from([page.root()]) }
    }

    /// Hands over the nodes that are there at the end of a script, for `parsed` to be given back afterwards.
    pub(super) fn up_to(&mut self, script: NodeId) -> HashSet<NodeId> {
        let mut parsed = std::mem::take(&mut self.parsed);
        if !parsed.contains(&script) {
            for node in self.coming.by_ref() {
                parsed.insert(node);
                if node == script {
                    break;
                }
            }
        }
        parsed
    }
}
