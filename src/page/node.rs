//! What one node of the tree is: its id, its links and its data.
//!
//! Knows nothing of the arena that holds it, nor of HTML's rules.

use std::num::NonZeroU32;

use html5ever::{LocalName, Namespace, Prefix, QualName, local_name, ns};

use super::control::LiveState;

/// The name of a node in one [`Document`](super::Document): a place in its arena and the generation of that
/// place, so that an id whose node was freed is told from the node that lives there now.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct NodeId {
    pub(super) index: u32,
    pub(super) generation: NonZeroU32,
}

/// A place in the arena: links, data, and whether the node hangs under the document's root.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) generation: NonZeroU32,
    pub(super) attached: bool,
    pub(super) parent: Option<NodeId>,
    pub(super) prev: Option<NodeId>,
    pub(super) next: Option<NodeId>,
    pub(super) first: Option<NodeId>,
    pub(super) last: Option<NodeId>,
    pub(super) data: Data,
}

/// What a node is. Text is owned, never a slice of the message it came in, so that no message outlives its swap.
#[derive(Clone, Debug)]
pub(super) enum Data {
    /// An empty place of the arena.
    Free,
    Document,
    /// The root of a parsed fragment, or a template's contents.
    Fragment,
    Doctype {
        name: String,
    },
    Text(String),
    Comment(String),
    Instruction(Box<Instruction>),
    Element(Box<Element>),
}

/// A processing instruction, which is rare: by itself, so that every other node takes less room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Instruction {
    pub(super) target: String,
    pub(super) data: String,
}

#[derive(Clone, Debug)]
pub(super) struct Element {
    pub(super) name: QualName,
    pub(super) attrs: Vec<Attr>,
    /// The contents fragment of a `template`.
    pub(super) contents: Option<NodeId>,
    /// A form control's live state, made when something differs from the attributes.
    pub(super) live: Option<Box<LiveState>>,
    /// MathML `annotation-xml` that takes HTML inside (HTML § 13.2.6.5).
    pub(super) integration_point: bool,
}

/// An attribute. `name` is as written in the markup (`xlink:href`), `local` without the prefix (`href`).
#[derive(Clone, Debug)]
pub(super) struct Attr {
    pub(super) ns: Namespace,
    pub(super) local: LocalName,
    pub(super) name: LocalName,
    pub(super) value: String,
}

impl Attr {
    pub(super) fn parsed(attribute: html5ever::Attribute) -> Attr {
        let QualName { prefix, ns, local } = attribute.name;
        let name = qualified(prefix.as_ref(), &local);
        Attr { ns, local, name, value: String::from(&*attribute.value) }
    }

    #[inline]
    pub(super) fn plain(name: LocalName, value: String) -> Attr {
        Attr { ns: ns!(), local: name.clone(), name, value }
    }
}

fn qualified(prefix: Option<&Prefix>, local: &LocalName) -> LocalName {
    match prefix {
        Some(prefix) if !prefix.is_empty() => LocalName::from(format!("{}:{local}", &**prefix)),
        _ => local.clone(),
    }
}

impl Element {
    #[inline]
    pub(super) fn new(name: QualName, attrs: Vec<Attr>) -> Element {
        Element { name, attrs, contents: None, live: None, integration_point: false }
    }

    #[inline]
    pub(super) fn is_html(&self) -> bool {
        self.name.ns == ns!(html)
    }

    #[inline]
    pub(super) fn is_template(&self) -> bool {
        self.is_html() && self.name.local == local_name!("template")
    }

    #[inline]
    pub(super) fn attr(&self, name: &str) -> Option<&str> {
        self.attrs.iter().find(|attr| &*attr.name == name).map(|attr| attr.value.as_str())
    }
}
