//! Changes to the tree: linking, unlinking, freeing and copying nodes, all iterative.
//!
//! Linking is O(1); what a move costs beyond that is the moved subtree's size, and only where it comes under or
//! leaves the root. Knows nothing of what the nodes mean.

use super::document::Document;
use super::node::{Data, NodeId};

/// What a copy of a node is made of, and where what is in the node, and what follows it, is to be found.
#[derive(Default)]
struct Seed {
    data: Option<Data>,
    contents: Option<NodeId>,
    first: Option<NodeId>,
    next: Option<NodeId>,
}

impl Document {
    /// Makes `child` the last child of `parent`, taking it from where it was. Nothing happens where that would
    /// put a node inside itself, or where either is gone.
    pub(crate) fn append(&mut self, parent: NodeId, child: NodeId) {
        self.insert_before(parent, child, None);
    }

    /// Puts `child` into `parent` before `reference` (at the end without one), taking it from where it was. A
    /// reference that is not a child of `parent` counts as none.
    pub(crate) fn insert_before(&mut self, parent: NodeId, child: NodeId, reference: Option<NodeId>) {
        let leaf = self.first_child(child).is_none();
        let cycle = child == parent || child == self.root || (!leaf && self.contains(child, parent));
        if cycle || !self.is_alive(parent) || !self.is_alive(child) || reference == Some(child) {
            return;
        }
        self.unlink(child);
        self.link(parent, child, reference);
        self.settle(child, self.is_attached(parent));
    }

    /// Takes the node out of its parent; it and everything in it live on.
    pub(crate) fn detach(&mut self, node: NodeId) {
        if node != self.root && self.is_alive(node) {
            self.unlink(node);
            self.settle(node, false);
        }
    }

    /// Takes the node out of its parent and frees it with everything in it, template contents too.
    pub(crate) fn remove(&mut self, node: NodeId) {
        if node == self.root || !self.is_alive(node) {
            return;
        }
        self.detach(node);
        let mut waiting = vec![node];
        while let Some(node) = waiting.pop() {
            waiting.extend(self.template_contents(node));
            waiting.extend(self.children(node));
            self.release(node);
        }
    }

    /// Gives a text or a comment other characters (DOM `nodeValue`); nothing happens with other nodes.
    pub(crate) fn set_text(&mut self, node: NodeId, text: &str) {
        if let Some(Data::Text(held) | Data::Comment(held)) = self.node_mut(node).map(|node| &mut node.data) {
            text.clone_into(held);
        }
    }

    /// A detached deep copy of a node of another document, with template contents and the live state of form
    /// controls. The copy of a fragment's root is a fragment; of a document node too.
    pub(crate) fn import(&mut self, from: &Document, node: NodeId) -> NodeId {
        self.grow(node, |_, node| from.seed(node))
    }

    /// A node of another document with all that is in it, as [`Document::import`] copies it, taken out of there: in `from`
    /// nothing of it may be looked at any more.
    pub(crate) fn adopt(&mut self, from: &mut Document, node: NodeId) -> NodeId {
        self.grow(node, |_, node| from.take_seed(node))
    }

    /// A detached deep copy of a node of this document, as [`Document::import`] makes.
    pub(crate) fn clone_node(&mut self, node: NodeId) -> NodeId {
        self.grow(node, |document, node| document.seed(node))
    }

    /// A detached node with all that is in it, of the seeds that `read` gives for the original and what is in that.
    fn grow(&mut self, node: NodeId, mut read: impl FnMut(&mut Document, NodeId) -> Seed) -> NodeId {
        let seed = read(self, node);
        let top = self.allocate_copy(seed.data);
        let mut waiting = vec![(seed.first, seed.contents, top)];
        while let Some((first, contents, copy)) = waiting.pop() {
            if let Some((contents, place)) = contents.zip(self.template_contents(copy)) {
                waiting.push((read(self, contents).first, None, place));
            }
            let mut next = first;
            while let Some(original) = next {
                let seed = read(self, original);
                let child = self.allocate_copy(seed.data);
                self.link(copy, child, None);
                if seed.first.is_some() || seed.contents.is_some() {
                    waiting.push((seed.first, seed.contents, child));
                }
                next = seed.next;
            }
        }
        top
    }

    fn seed(&self, node: NodeId) -> Seed {
        let (first, next) = (self.first_child(node), self.next_sibling(node));
        Seed { data: self.data(node).cloned(), contents: self.template_contents(node), first, next }
    }

    /// Takes what a node is; its links stay as they were.
    fn take_seed(&mut self, node: NodeId) -> Seed {
        let contents = self.template_contents(node);
        let Some(node) = self.node_mut(node) else { return Seed::default() };
        let data = std::mem::replace(&mut node.data, Data::Fragment);
        Seed { data: Some(data), contents, first: node.first, next: node.next }
    }

    fn allocate_copy(&mut self, data: Option<Data>) -> NodeId {
        match data {
            Some(Data::Element(mut element)) => {
                element.contents = element.is_template().then(|| self.allocate(Data::Fragment));
                self.allocate(Data::Element(element))
            }
            None | Some(Data::Free | Data::Document) => self.allocate(Data::Fragment),
            Some(data) => self.allocate(data),
        }
    }

    /// Moves all children of `from` to the end of `to`.
    pub(super) fn move_children(&mut self, from: NodeId, to: NodeId) {
        let mut next = self.first_child(from);
        while let Some(child) = next {
            next = self.next_sibling(child);
            self.append(to, child);
        }
    }

    fn unlink(&mut self, id: NodeId) {
        let Some(node) = self.node_mut(id) else { return };
        let (parent, prev, next) = (node.parent.take(), node.prev.take(), node.next.take());
        if let Some(prev) = prev.and_then(|prev| self.node_mut(prev)) {
            prev.next = next;
        }
        if let Some(next) = next.and_then(|next| self.node_mut(next)) {
            next.prev = prev;
        }
        if let Some(parent) = parent.and_then(|parent| self.node_mut(parent)) {
            if prev.is_none() {
                parent.first = next;
            }
            if next.is_none() {
                parent.last = prev;
            }
        }
    }

    /// Links a node without parent into `parent`; attachment is the caller's business.
    fn link(&mut self, parent: NodeId, child: NodeId, reference: Option<NodeId>) {
        let next = reference.filter(|&reference| self.parent(reference) == Some(parent));
        let prev = match next {
            Some(next) => self.prev_sibling(next),
            None => self.last_child(parent),
        };
        if let Some(node) = self.node_mut(child) {
            (node.parent, node.prev, node.next) = (Some(parent), prev, next);
        }
        if let Some(prev) = prev.and_then(|prev| self.node_mut(prev)) {
            prev.next = Some(child);
        }
        if let Some(next) = next.and_then(|next| self.node_mut(next)) {
            next.prev = Some(child);
        }
        if let Some(parent) = self.node_mut(parent) {
            if prev.is_none() {
                parent.first = Some(child);
            }
            if next.is_none() {
                parent.last = Some(child);
            }
        }
    }

    /// Marks a moved subtree as attached or not and puts its ids into the index or takes them out.
    fn settle(&mut self, top: NodeId, attached: bool) {
        if self.is_attached(top) == attached {
            return;
        }
        let mut next = Some(top);
        while let Some(id) = next {
            if let Some(node) = self.nodes.get_mut(id.index as usize) {
                node.attached = attached;
                if let Data::Element(element) = &node.data
                    && let Some(value) = element.attr("id")
                {
                    if attached {
                        self.ids.insert(value, id);
                    } else {
                        self.ids.remove(value, id);
                    }
                }
            }
            next = self.following(id, top);
        }
    }
}
