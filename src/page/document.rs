//! The document: an arena of nodes, and what can be read from one node.
//!
//! A freed place is used again, so a session that swaps for days stays as large as its page. Every accessor is
//! total: an id whose node was freed answers `None` or nothing. Knows nothing of parsing, selectors or forms.

use std::fmt;
use std::num::NonZeroU32;

use html5ever::{QualName, local_name, ns};

use super::ids::IdIndex;
use super::node::{Data, Element, Node, NodeId};
use super::room;

/// How much room a text gets at first, in bytes.
const SHORT: usize = 128;

/// An HTML document, or a parsed fragment, with the live state of its form controls.
///
/// Whatever is asked of a node that is gone is answered by `None`, or by nothing.
#[derive(Clone)]
pub struct Document {
    pub(super) nodes: Vec<Node>,
    pub(super) free: Vec<u32>,
    pub(super) root: NodeId,
    /// Whether an element may have, or ever had, a `form` attribute: a control's form is looked for around it where none has.
    pub(super) names_forms: bool,
    pub(super) ids: IdIndex,
    pub(super) quirks: bool,
    pub(super) focused: Option<NodeId>,
    pub(super) errors: Vec<String>,
}

impl Document {
    /// A document with nothing but its root: a document node, or a fragment's root.
    pub(super) fn empty(root: Data) -> Document {
        Document::with_room(root, 0)
    }

    /// The same, with room for so many more nodes.
    pub(super) fn with_room(root: Data, more: usize) -> Document {
        let generation = NonZeroU32::MIN;
        let node = Node {
            generation,
            attached: true,
            parent: None,
            prev: None,
            next: None,
            first: None,
            last: None,
            data: root,
        };
        let mut nodes = Vec::with_capacity(1 + more);
        nodes.push(node);
        Document {
            nodes,
            free: Vec::new(),
            root: NodeId { index: 0, generation },
            names_forms: false,
            ids: IdIndex::default(),
            quirks: false,
            focused: None,
            errors: Vec::new(),
        }
    }

    /// The document node, or the root of a fragment.
    ///
    /// ```
    /// use hxws::page::Document;
    ///
    /// let page = Document::parse("<p>1");
    /// assert_eq!(page.outer_html(page.root()), page.to_html());
    /// ```
    #[inline]
    pub fn root(&self) -> NodeId {
        self.root
    }

    /// The `html` element of a whole document.
    pub(crate) fn html(&self) -> Option<NodeId> {
        self.child_elements(self.root).find(|&node| self.is_named(node, &local_name!("html")))
    }

    /// The first `head` of the `html` element (`document.head`).
    pub(crate) fn head(&self) -> Option<NodeId> {
        self.child_elements(self.html()?).find(|&node| self.is_named(node, &local_name!("head")))
    }

    /// The first `body` or `frameset` of the `html` element (`document.body`).
    ///
    /// ```
    /// use hxws::page::Document;
    ///
    /// let page = Document::parse("<p>1");
    /// assert_eq!(page.body().map(|body| page.inner_html(body)).as_deref(), Some("<p>1</p>"));
    /// ```
    pub fn body(&self) -> Option<NodeId> {
        self.child_elements(self.html()?).find(|&node| {
            self.is_named(node, &local_name!("body")) || self.is_named(node, &local_name!("frameset"))
        })
    }

    /// The parser's messages about malformed markup, in order; at most 64 are kept.
    ///
    /// ```
    /// use hxws::page::Document;
    ///
    /// assert!(Document::parse("<!doctype html><p>1</p>").parse_errors().is_empty());
    /// assert!(!Document::parse("<!doctype html></b>").parse_errors().is_empty());
    /// ```
    pub fn parse_errors(&self) -> &[String] {
        &self.errors
    }

    /// Whether the document is in quirks mode: ids and classes of selectors match in any case.
    #[doc(hidden)]
    pub fn is_quirks(&self) -> bool {
        self.quirks
    }

    /// Nodes alive, attached or not, the root and template contents included.
    #[doc(hidden)]
    pub fn node_count(&self) -> usize {
        self.nodes.len() - self.free.len()
    }

    /// Whether the node was not freed.
    #[doc(hidden)]
    #[inline]
    pub fn is_alive(&self, node: NodeId) -> bool {
        self.node(node).is_some()
    }

    /// Whether the node's topmost ancestor is [`root`](Document::root). O(1).
    #[doc(hidden)]
    #[inline]
    pub fn is_attached(&self, node: NodeId) -> bool {
        self.node(node).is_some_and(|node| node.attached)
    }

    /// Whether the node is an element of any namespace.
    #[inline]
    pub(crate) fn is_element(&self, node: NodeId) -> bool {
        self.element(node).is_some()
    }

    /// Whether the node is an element of the HTML namespace.
    #[inline]
    pub(crate) fn is_html(&self, node: NodeId) -> bool {
        self.element(node).is_some_and(Element::is_html)
    }

    /// Whether the node is text.
    #[inline]
    pub(crate) fn is_text(&self, node: NodeId) -> bool {
        self.text(node).is_some()
    }

    /// Whether the node is a comment.
    pub(crate) fn is_comment(&self, node: NodeId) -> bool {
        matches!(self.data(node), Some(Data::Comment(_)))
    }

    /// The characters of a text node.
    #[inline]
    pub(crate) fn text(&self, node: NodeId) -> Option<&str> {
        match self.data(node)? {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    /// An element's local name; HTML elements' are in lower case.
    ///
    /// ```
    /// use hxws::page::Document;
    ///
    /// let page = Document::parse("<P id=p>");
    /// assert_eq!(page.local_name(page.by_id("p")[0]), Some("p"));
    /// ```
    #[inline]
    pub fn local_name(&self, node: NodeId) -> Option<&str> {
        Some(&self.element(node)?.name.local)
    }

    /// An element's namespace address, such as `http://www.w3.org/2000/svg`.
    #[doc(hidden)]
    pub fn namespace(&self, node: NodeId) -> Option<&str> {
        Some(&self.element(node)?.name.ns)
    }

    /// The contents of a `template`: a fragment of its own, no child of the template.
    #[doc(hidden)]
    #[inline]
    pub fn template_contents(&self, node: NodeId) -> Option<NodeId> {
        self.element(node)?.contents
    }

    /// The text of the node and all its descendants (DOM `textContent`: comments and template contents excluded;
    /// empty for the document node).
    ///
    /// ```
    /// use hxws::page::Document;
    ///
    /// let page = Document::parse("<p id=p>one <b>two</b>");
    /// assert_eq!(page.text_content(page.by_id("p")[0]), "one two");
    /// ```
    pub fn text_content(&self, node: NodeId) -> String {
        match self.data(node) {
            Some(Data::Text(text) | Data::Comment(text)) => return text.clone(),
            Some(Data::Instruction(instruction)) => return instruction.data.clone(),
            Some(Data::Element(_) | Data::Fragment) => {}
            _ => return String::new(),
        }
        let mut content = String::with_capacity(SHORT);
        content.extend(self.descendants(node).filter_map(|node| self.text(node)));
        content
    }

    #[inline]
    pub(super) fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes
            .get(id.index as usize)
            .filter(|node| node.generation == id.generation && !matches!(node.data, Data::Free))
    }

    #[inline]
    pub(super) fn node_mut(&mut self, id: NodeId) -> Option<&mut Node> {
        self.nodes
            .get_mut(id.index as usize)
            .filter(|node| node.generation == id.generation && !matches!(node.data, Data::Free))
    }

    #[inline]
    pub(super) fn data(&self, id: NodeId) -> Option<&Data> {
        self.node(id).map(|node| &node.data)
    }

    #[inline]
    pub(super) fn element(&self, id: NodeId) -> Option<&Element> {
        match self.data(id)? {
            Data::Element(element) => Some(element),
            _ => None,
        }
    }

    #[inline]
    pub(super) fn element_mut(&mut self, id: NodeId) -> Option<&mut Element> {
        match &mut self.node_mut(id)?.data {
            Data::Element(element) => Some(element),
            _ => None,
        }
    }

    /// Whether the node is the HTML element of that name.
    #[inline]
    pub(super) fn is_named(&self, node: NodeId, local: &html5ever::LocalName) -> bool {
        self.element(node).is_some_and(|element| element.is_html() && element.name.local == *local)
    }

    /// Puts a node, detached, into a free place of the arena.
    #[inline]
    pub(super) fn allocate(&mut self, data: Data) -> NodeId {
        if let Data::Element(element) = &data {
            self.names_forms |= element.attrs.iter().any(|attr| attr.name == local_name!("form"));
        }
        let links = (None, None, None, None, None);
        let (parent, prev, next, first, last) = links;
        if let Some(index) = self.free.pop()
            && let Some(place) = self.nodes.get_mut(index as usize)
        {
            let generation = place.generation;
            *place = Node { generation, attached: false, parent, prev, next, first, last, data };
            return NodeId { index, generation };
        }
        let generation = NonZeroU32::MIN;
        let index = self.nodes.len() as u32;
        room::make(&mut self.nodes);
        self.nodes.push(Node { generation, attached: false, parent, prev, next, first, last, data });
        NodeId { index, generation }
    }

    /// Puts an element, detached, into the arena; a `template` gets its contents fragment.
    #[inline]
    pub(super) fn allocate_element(&mut self, mut element: Element) -> NodeId {
        if element.is_template() && element.contents.is_none() {
            element.contents = Some(self.allocate(Data::Fragment));
        }
        self.allocate(Data::Element(Box::new(element)))
    }

    /// Empties one place; its links are nobody's business any more.
    pub(super) fn release(&mut self, id: NodeId) {
        if let Some(node) = self.node_mut(id) {
            node.data = Data::Free;
            node.attached = false;
            node.generation = node.generation.checked_add(1).unwrap_or(NonZeroU32::MIN);
            self.free.push(id.index);
        }
    }

    /// A detached HTML element without attributes. The name is put in lower case, as `document.createElement` does.
    pub(crate) fn create_element(&mut self, local: &str) -> NodeId {
        let local = html5ever::LocalName::from(local.to_ascii_lowercase());
        self.allocate_element(Element::new(QualName::new(None, ns!(html), local), Vec::new()))
    }

    /// A document fragment with nothing in it.
    pub(crate) fn create_fragment(&mut self) -> NodeId {
        self.allocate(Data::Fragment)
    }

    /// A detached element of the same name and namespace, without attributes and children.
    pub(crate) fn create_like(&mut self, node: NodeId) -> Option<NodeId> {
        let name = self.element(node)?.name.clone();
        Some(self.allocate_element(Element::new(name, Vec::new())))
    }

    /// A detached text node.
    pub(crate) fn create_text(&mut self, text: &str) -> NodeId {
        self.allocate(Data::Text(text.to_owned()))
    }
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document").field("nodes", &self.node_count()).field("html", &self.to_html()).finish()
    }
}
