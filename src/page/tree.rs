//! Ways through the tree: relatives of a node and walks over them, all iterative.
//!
//! Knows links only; a template's contents are reached by [`Document::template_contents`] alone.

use super::document::Document;
use super::node::NodeId;

impl Document {
    /// The parent, of any kind.
    ///
    /// ```
    /// use hxws::page::Document;
    ///
    /// let page = Document::parse("<ul><li id=a></ul>");
    /// let parent = page.parent(page.by_id("a")[0]);
    /// assert_eq!(parent.and_then(|parent| page.local_name(parent)), Some("ul"));
    /// ```
    #[inline]
    pub fn parent(&self, node: NodeId) -> Option<NodeId> {
        self.node(node)?.parent
    }

    /// The parent where it is an element.
    #[inline]
    pub(crate) fn parent_element(&self, node: NodeId) -> Option<NodeId> {
        self.parent(node).filter(|&parent| self.is_element(parent))
    }

    /// The first child, of any kind.
    #[doc(hidden)]
    #[inline]
    pub fn first_child(&self, node: NodeId) -> Option<NodeId> {
        self.node(node)?.first
    }

    /// The last child, of any kind.
    #[doc(hidden)]
    #[inline]
    pub fn last_child(&self, node: NodeId) -> Option<NodeId> {
        self.node(node)?.last
    }

    /// The sibling after the node, of any kind.
    #[doc(hidden)]
    #[inline]
    pub fn next_sibling(&self, node: NodeId) -> Option<NodeId> {
        self.node(node)?.next
    }

    /// The sibling before the node, of any kind.
    #[doc(hidden)]
    #[inline]
    pub fn prev_sibling(&self, node: NodeId) -> Option<NodeId> {
        self.node(node)?.prev
    }

    /// The nearest element after the node among its siblings.
    pub(crate) fn next_element_sibling(&self, node: NodeId) -> Option<NodeId> {
        std::iter::successors(self.next_sibling(node), |&node| self.next_sibling(node))
            .find(|&node| self.is_element(node))
    }

    /// The nearest element before the node among its siblings.
    pub(crate) fn prev_element_sibling(&self, node: NodeId) -> Option<NodeId> {
        std::iter::successors(self.prev_sibling(node), |&node| self.prev_sibling(node))
            .find(|&node| self.is_element(node))
    }

    /// The children, in order.
    ///
    /// ```
    /// use hxws::page::Document;
    ///
    /// let page = Document::parse("<ul id=l><li><b></b></li><li></li></ul>");
    /// assert_eq!(page.children(page.by_id("l")[0]).count(), 2);
    /// ```
    #[inline]
    pub fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.first_child(node), |&child| self.next_sibling(child))
    }

    /// The children that are elements, in order.
    #[inline]
    pub(crate) fn child_elements(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.children(node).filter(|&child| self.is_element(child))
    }

    /// Everything below the node in document order, the node itself and template contents left out.
    ///
    /// ```
    /// use hxws::page::Document;
    ///
    /// let page = Document::parse("<ul id=l><li><b></b></li><li></li></ul>");
    /// assert_eq!(page.descendants(page.by_id("l")[0]).count(), 3);
    /// ```
    #[inline]
    pub fn descendants(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.first_child(node), move |&current| self.following(current, node))
    }

    /// The parents upward, the node itself left out.
    #[inline]
    pub(crate) fn ancestors(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.parent(node), |&node| self.parent(node))
    }

    /// Whether `node` is `ancestor` or below it (DOM `contains`); O(depth).
    pub(crate) fn contains(&self, ancestor: NodeId, node: NodeId) -> bool {
        self.is_alive(ancestor)
            && self.is_alive(node)
            && (ancestor == node || self.ancestors(node).any(|above| above == ancestor))
    }

    /// The topmost ancestor, or the node itself.
    pub(super) fn top(&self, node: NodeId) -> NodeId {
        self.ancestors(node).last().unwrap_or(node)
    }

    /// The node after `current` in document order, within `within`.
    #[inline]
    pub(crate) fn following(&self, current: NodeId, within: NodeId) -> Option<NodeId> {
        self.first_child(current).or_else(|| self.following_outside(current, within))
    }

    /// The node after `current` and everything in it in document order, within `within`.
    #[inline]
    pub(crate) fn following_outside(&self, current: NodeId, within: NodeId) -> Option<NodeId> {
        let mut node = current;
        while node != within {
            if let Some(next) = self.next_sibling(node) {
                return Some(next);
            }
            node = self.parent(node)?;
        }
        None
    }
}
