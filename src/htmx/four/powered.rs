//! What htmx 4 keeps about an element (`elt._htmx`), and the mark that it leaves on it.
//!
//! Knows neither sockets nor triggers.

use std::collections::HashMap;

use crate::page::{Document, NodeId};

/// The mark of an element that htmx has taken up: inside of what leaves the page, only marked elements are cleaned up.
pub const MARK: &str = "data-htmx-powered";

/// What htmx keeps about one element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Memory {
    /// It has an action, or is boosted, and listens.
    pub initialized: bool,
    /// The `hx-boost` that made htmx boost it.
    pub boosted: Option<String>,
    /// The address that it connects to, as written when the extension took it up.
    pub address: Option<String>,
    /// The extension has taken it up as a sender.
    pub sends: bool,
}

/// All elements that htmx has taken up.
#[derive(Debug, Clone, Default)]
pub struct Powered(HashMap<NodeId, Memory>);

impl Powered {
    /// Takes the element up, if it is new (htmx 4.0.1 `#htmxProp`).
    pub fn take_up(&mut self, page: &mut Document, element: NodeId) -> &mut Memory {
        self.0.entry(element).or_insert_with(|| {
            page.set_attr(element, MARK, "true");
            Memory::default()
        })
    }

    /// What is kept about the element.
    #[must_use]
    pub fn memory(&self, element: NodeId) -> Option<&Memory> {
        self.0.get(&element)
    }

    /// Forgets the element.
    pub fn forget(&mut self, element: NodeId) {
        self.0.remove(&element);
    }

    /// The element and what is marked in it, as far as htmx has taken them up: what `#cleanup` goes through.
    #[must_use]
    pub fn within(&self, page: &Document, element: NodeId) -> Vec<NodeId> {
        let marked = page.descendants(element).filter(|&node| page.has_attr(node, MARK));
        std::iter::once(element).chain(marked).filter(|node| self.0.contains_key(node)).collect()
    }
}
