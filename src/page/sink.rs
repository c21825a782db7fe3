//! What html5ever's tree builder builds in: a [`Document`] under construction.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::sync::LazyLock;

use html5ever::interface::{Attribute, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{LocalName, QualName, ns};

use super::document::Document;
use super::feed::MOST_ATTRIBUTES;
use super::nesting::MAX_OPEN;
use super::node::{Attr, Data, Element, Instruction, NodeId};
use super::plain;

/// Parse errors beyond these are not kept.
const KEPT_ERRORS: usize = 64;

/// No more bytes than these make a node in most pages: room that is not needed costs less than to move the nodes.
const PAGE_BYTES_A_NODE: usize = 12;

/// Elements go no deeper than this, the `html` element being the first level: what the markup nests deeper becomes
/// a sibling (Chromium, `kMaximumHTMLParserDOMTreeDepth` = 512 below the root).
const MAX_DEPTH: u32 = 513;

/// The document under construction, and what the tree builder will not tell of its stack of open elements.
pub(super) struct Sink {
    document: RefCell<Document>,
    /// How many elements were open around each place's node when it was put in; a template's contents count as the
    /// template.
    depths: RefCell<Vec<u32>>,
    /// The element put in last.
    last: Cell<Option<NodeId>>,
    /// Whether parse errors are none of the markup's.
    silent: Cell<bool>,
    /// The latest parse error that was none of the markup's.
    silenced: RefCell<String>,
    /// What the next element is made as, whatever the tree builder asks for.
    next: RefCell<Option<(LocalName, Vec<Attribute>)>>,
}

/// The name of a handle that is no element; the tree builder never asks for it.
static NO_NAME: LazyLock<QualName> = LazyLock::new(|| QualName::new(None, ns!(), LocalName::default()));

impl Sink {
    /// For markup of so many bytes.
    pub(super) fn new(bytes: usize) -> Sink {
        let more = bytes / PAGE_BYTES_A_NODE;
        let document = RefCell::new(Document::with_room(Data::Document, more));
        Sink {
            document,
            depths: RefCell::new(Vec::with_capacity(more)),
            last: Cell::new(None),
            silent: Cell::new(false),
            silenced: RefCell::default(),
            next: RefCell::default(),
        }
    }

    /// Keeps no parse errors meanwhile.
    pub(super) fn silently<T>(&self, act: impl FnOnce() -> T) -> T {
        self.silent.set(true);
        let done = act();
        self.silent.set(false);
        done
    }

    /// The latest of the errors that were not kept.
    pub(super) fn last_silenced(&self) -> String {
        self.silenced.borrow().clone()
    }

    /// Makes the next HTML element one of that name, with these attributes.
    pub(super) fn make_next(&self, name: LocalName, attrs: Vec<Attribute>) {
        self.next.replace(Some((name, attrs)));
    }

    /// Forgets which element was put in last.
    pub(super) fn forget_last(&self) {
        self.last.set(None);
    }

    /// The element put in last, where it is an HTML element of that name.
    pub(super) fn made_last(&self, name: &LocalName) -> Option<NodeId> {
        self.last.get().filter(|&node| self.document.borrow().is_named(node, name))
    }

    /// The same, where too many are open around it.
    pub(super) fn opened_too_deep(&self, name: &LocalName) -> bool {
        self.last.get().is_some_and(|node| self.depth(node) > MAX_OPEN) && self.made_last(name).is_some()
    }

    /// Makes children of an element of what is plain.
    pub(super) fn take_plain(&self, parent: NodeId, html: &str) -> plain::Taken {
        plain::take(&mut self.document.borrow_mut(), parent, html)
    }

    fn depth(&self, node: NodeId) -> u32 {
        self.depths.borrow().get(node.index as usize).copied().unwrap_or_default()
    }

    fn set_depth(&self, node: NodeId, depth: u32) {
        let depths = &mut *self.depths.borrow_mut();
        let place = node.index as usize;
        if depths.len() <= place {
            depths.resize(place + 1, 0);
        }
        if let Some(known) = depths.get_mut(place) {
            *known = depth;
        }
    }

    /// Where a node goes that the tree builder wants at the end of `parent`.
    fn place_for(&self, parent: NodeId, node: NodeId) -> NodeId {
        let document = self.document.borrow();
        let open = self.depth(parent);
        self.set_depth(node, open + 1);
        if let Some(contents) = document.template_contents(node) {
            self.set_depth(contents, open + 1);
        }
        self.last.set(Some(node));
        document.parent(parent).filter(|_| open >= MAX_DEPTH).unwrap_or(parent)
    }

    /// Appends, or inserts before `reference`; text joins the text that it would follow.
    fn insert(&self, parent: NodeId, reference: Option<NodeId>, child: NodeOrText<NodeId>) {
        let document = &mut *self.document.borrow_mut();
        let text = match child {
            NodeOrText::AppendNode(node) => return document.insert_before(parent, node, reference),
            NodeOrText::AppendText(text) => text,
        };
        let before = match reference {
            Some(reference) => document.prev_sibling(reference),
            None => document.last_child(parent),
        };
        if let Some(before) = before.and_then(|before| document.node_mut(before))
            && let Data::Text(present) = &mut before.data
        {
            present.push_str(&text);
            return;
        }
        let node = document.create_text(&text);
        document.insert_before(parent, node, reference);
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Document;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Document {
        self.document.into_inner()
    }

    fn parse_error(&self, message: Cow<'static, str>) {
        if self.silent.get() {
            self.silenced.replace(message.into_owned());
            return;
        }
        let errors = &mut self.document.borrow_mut().errors;
        if errors.len() < KEPT_ERRORS {
            errors.push(message.into_owned());
        }
    }

    fn get_document(&self) -> NodeId {
        self.document.borrow().root
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        Ref::map(self.document.borrow(), |document| match document.element(*target) {
            Some(element) => &element.name,
            None => &NO_NAME,
        })
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        let (name, attrs) = match self.next.take() {
            Some((local, attrs)) => (QualName::new(None, ns!(html), local), attrs),
            None => (name, attrs),
        };
        let mut element = Element::new(name, attrs.into_iter().map(Attr::parsed).collect());
        element.integration_point = flags.mathml_annotation_xml_integration_point;
        self.document.borrow_mut().allocate_element(element)
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.document.borrow_mut().allocate(Data::Comment(text.into()))
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        let instruction = Instruction { target: target.into(), data: data.into() };
        self.document.borrow_mut().allocate(Data::Instruction(Box::new(instruction)))
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        let place = match child {
            NodeOrText::AppendNode(node) => self.place_for(*parent, node),
            NodeOrText::AppendText(_) => *parent,
        };
        self.insert(place, None, child);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        let parent = self.document.borrow().parent(*element);
        match parent {
            Some(parent) => self.insert(parent, Some(*element), child),
            None => self.insert(*previous, None, child),
        }
    }

    fn append_doctype_to_document(&self, name: StrTendril, _public: StrTendril, _system: StrTendril) {
        let document = &mut *self.document.borrow_mut();
        let doctype = document.allocate(Data::Doctype { name: name.into() });
        document.append(document.root, doctype);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        let document = self.document.borrow();
        document.template_contents(*target).unwrap_or(document.root)
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.document.borrow_mut().quirks = mode == QuirksMode::Quirks;
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let parent = self.document.borrow().parent(*sibling);
        if let Some(parent) = parent {
            self.insert(parent, Some(*sibling), child);
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attrs: Vec<Attribute>) {
        let document = &mut *self.document.borrow_mut();
        let Some(element) = document.element_mut(*target) else { return };
        let mut added_id = None;
        for attr in attrs.into_iter().map(Attr::parsed) {
            if element.attrs.len() < MOST_ATTRIBUTES && element.attr(&attr.name).is_none() {
                added_id = added_id.or_else(|| (&*attr.name == "id").then(|| attr.value.clone()));
                element.attrs.push(attr);
            }
        }
        if let Some(id) = added_id
            && document.is_attached(*target)
        {
            document.ids.insert(&id, *target);
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.document.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.document.borrow_mut().move_children(*node, *new_parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &NodeId) -> bool {
        self.document.borrow().element(*handle).is_some_and(|element| element.integration_point)
    }
}
