//! Markup into the arena: html5ever's tree builder writes straight into a [`Document`].
//!
//! Knows HTML's parsing only through html5ever; nothing of sockets, swaps or pages.

use std::borrow::Cow;
use std::cell::{Ref, RefCell};
use std::collections::HashMap;
use std::sync::LazyLock;

use html5ever::interface::{Attribute, ElementFlags, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{NodeOrText, TreeBuilderOpts};
use html5ever::{LocalName, ParseOpts, QualName, ns, parse_document, parse_fragment};

use super::document::Document;
use super::node::{Attr, Data, Element, NodeId};

/// Parse errors beyond these are not kept.
const KEPT_ERRORS: usize = 64;

/// Whether the document that parses runs scripts. With scripts a `noscript` holds text, without them elements.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scripting {
    /// As in a browser's page, and for `innerHTML` in it.
    Enabled,
    /// As for `DOMParser`.
    Disabled,
}

impl Document {
    /// Parses a whole document as a browser does with scripting on.
    pub fn parse(html: &str) -> Document {
        Document::parse_with(html, Scripting::Enabled)
    }

    /// Parses a whole document, with scripting as in a page or as in `DOMParser`.
    pub fn parse_with(html: &str, scripting: Scripting) -> Document {
        let sink = Sink::new();
        let mut document = parse_document(sink, options(scripting)).one(StrTendril::from(html));
        document.free_strays();
        document
    }

    /// Parses a fragment as the contents of a `template`, where a lone `<tr>` survives. The children of
    /// [`root`](Document::root) are the fragment's roots.
    pub fn parse_template(html: &str) -> Document {
        Document::parse_fragment(html, "template")
    }

    /// Parses a fragment as the contents of an HTML element of that name.
    pub fn parse_fragment(html: &str, context: &str) -> Document {
        Document::parse_fragment_with(html, context, Scripting::Enabled)
    }

    /// Parses a fragment, with scripting as in a page or as in `DOMParser`.
    pub fn parse_fragment_with(html: &str, context: &str, scripting: Scripting) -> Document {
        let sink = Sink::new();
        let context = QualName::new(None, ns!(html), LocalName::from(context.to_ascii_lowercase()));
        let parser =
            parse_fragment(sink, options(scripting), context, Vec::new(), scripting == Scripting::Enabled);
        parser.one(StrTendril::from(html)).unwrapped()
    }

    /// What html5ever leaves of a fragment is a document with an `html` element: its children become the root's.
    fn unwrapped(mut self) -> Document {
        self.free_strays();
        if let Some(root) = self.nodes.get_mut(self.root.index as usize) {
            root.data = Data::Fragment;
        }
        if let Some(html) = self.first_child(self.root) {
            self.move_children(html, self.root);
            self.remove(html);
        }
        self
    }

    /// Frees what the tree builder made or took out and did not put into the tree, the context element of a
    /// fragment among it.
    fn free_strays(&mut self) {
        let strays: Vec<NodeId> = (1..self.nodes.len() as u32)
            .filter_map(|index| {
                let generation = self.nodes.get(index as usize)?.generation;
                Some(NodeId { index, generation })
            })
            .filter(|&node| self.parent(node).is_none() && self.is_element(node))
            .collect();
        for stray in strays {
            self.remove(stray);
        }
    }
}

fn options(scripting: Scripting) -> ParseOpts {
    let scripting_enabled = scripting == Scripting::Enabled;
    ParseOpts {
        tree_builder: TreeBuilderOpts { exact_errors: true, scripting_enabled, ..TreeBuilderOpts::default() },
        ..ParseOpts::default()
    }
}

/// Chromium's parser puts what would nest deeper than this beside its parent (`kMaximumHTMLParserDOMTreeDepth`, which
/// counts the open elements before one more); Firefox and Safari have the same bound.
const MAX_DEPTH: usize = 512;

/// The document that is parsed, and the template of each template contents.
struct Sink(RefCell<Document>, RefCell<HashMap<NodeId, NodeId>>);

/// The name of a handle that is no element; the tree builder never asks for it.
static NO_NAME: LazyLock<QualName> = LazyLock::new(|| QualName::new(None, ns!(), LocalName::default()));

impl Sink {
    fn new() -> Sink {
        Sink(RefCell::new(Document::empty(Data::Document)), RefCell::default())
    }

    /// Whether more elements than the bound are open at the node, itself among them.
    fn is_too_deep(&self, node: NodeId) -> bool {
        let (document, templates) = (self.0.borrow(), self.1.borrow());
        let above = |&node: &NodeId| document.parent(node).or_else(|| templates.get(&node).copied());
        let lineage = std::iter::successors(Some(node), above);
        lineage.filter(|&node| document.is_element(node)).nth(MAX_DEPTH).is_some()
    }

    /// Appends, or inserts before `reference`; text joins the text that it would follow.
    fn insert(&self, parent: NodeId, reference: Option<NodeId>, child: NodeOrText<NodeId>) {
        let document = &mut *self.0.borrow_mut();
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
        self.0.into_inner()
    }

    fn parse_error(&self, message: Cow<'static, str>) {
        let errors = &mut self.0.borrow_mut().errors;
        if errors.len() < KEPT_ERRORS {
            errors.push(message.into_owned());
        }
    }

    fn get_document(&self) -> NodeId {
        self.0.borrow().root
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        Ref::map(self.0.borrow(), |document| match document.element(*target) {
            Some(element) => &element.name,
            None => &NO_NAME,
        })
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        let mut element = Element::new(name, attrs.into_iter().map(Attr::parsed).collect());
        element.integration_point = flags.mathml_annotation_xml_integration_point;
        self.0.borrow_mut().allocate_element(element)
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.0.borrow_mut().allocate(Data::Comment(text.into()))
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.0.borrow_mut().allocate(Data::Instruction { target: target.into(), data: data.into() })
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        let beside = match child {
            NodeOrText::AppendNode(_) if self.is_too_deep(*parent) => self.0.borrow().parent(*parent),
            _ => None,
        };
        self.insert(beside.unwrap_or(*parent), None, child);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        let parent = self.0.borrow().parent(*element);
        match parent {
            Some(parent) => self.insert(parent, Some(*element), child),
            None => self.insert(*previous, None, child),
        }
    }

    fn append_doctype_to_document(&self, name: StrTendril, _public: StrTendril, _system: StrTendril) {
        let document = &mut *self.0.borrow_mut();
        let doctype = document.allocate(Data::Doctype { name: name.into() });
        document.append(document.root, doctype);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        let document = self.0.borrow();
        let contents = document.template_contents(*target).unwrap_or(document.root);
        self.1.borrow_mut().insert(contents, *target);
        contents
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.0.borrow_mut().quirks = mode == QuirksMode::Quirks;
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let parent = self.0.borrow().parent(*sibling);
        if let Some(parent) = parent {
            self.insert(parent, Some(*sibling), child);
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attrs: Vec<Attribute>) {
        let document = &mut *self.0.borrow_mut();
        let Some(element) = document.element_mut(*target) else { return };
        let mut added_id = None;
        for attr in attrs.into_iter().map(Attr::parsed) {
            if element.attr(&attr.name).is_none() {
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
        self.0.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.0.borrow_mut().move_children(*node, *new_parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &NodeId) -> bool {
        self.0.borrow().element(*handle).is_some_and(|element| element.integration_point)
    }
}
