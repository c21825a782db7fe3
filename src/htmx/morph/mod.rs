//! Morphs: swaps that change the old elements into the new ones and keep those that are alike.
//!
//! | module | holds |
//! | --- | --- |
//! | [`four`] | htmx 4's own `innerMorph` and `outerMorph` |
//! | [`idiomorph`] | idiomorph's, of the extension `morph` |
//! | [`morphdom`] | morphdom's, of the extension `morphdom-swap` |
//! | [`settings`] | the object that may follow `morph:` |
//! | `fields` | what becomes of what was typed and chosen |
//! | [`ids`] | which ids two trees share, and where |
//!
//! Pure changes to a document. Knows nothing of messages, sockets or which swap asks for a morph. None recurses; a
//! morph's cost is that of the trees, but for searches among siblings, which `MOST_LOOKS` bounds.

mod fields;
pub mod four;
pub mod idiomorph;
pub mod ids;
pub mod morphdom;
pub mod settings;

use super::swap::Thrown;
use crate::page::{Document, NodeId};

/// How often one morph may look at an old sibling in search of a match. A browser goes on for as long as it takes;
/// past this hxws searches no further, so that no message keeps it busy for minutes.
const MOST_LOOKS: u32 = 20_000_000;

/// What a morph did.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Morphed {
    /// Elements that htmx processes at once, in order: those that replaced old ones without being inserted (htmx 4),
    /// or what the extension hands back.
    pub added: Vec<NodeId>,
    /// Elements that left the document, whose ids answer no more questions.
    pub removed: Vec<NodeId>,
    /// Elements whose htmx attributes changed: htmx forgets what it knew of them (htmx 4).
    pub reinitialize: Vec<NodeId>,
    /// The exception that stopped it half-way, if one did.
    pub thrown: Option<Thrown>,
}

/// DOM `tagName`, as far as it tells elements apart: HTML's names are in upper case, others as they are written.
fn tag(page: &Document, node: NodeId) -> Option<(bool, &str)> {
    Some((page.is_html(node), page.local_name(node)?))
}

/// The id, unless it is empty.
fn id(page: &Document, node: NodeId) -> Option<&str> {
    page.attr(node, "id").filter(|id| !id.is_empty())
}

/// Whether the node is the HTML element of that name.
fn is_html_named(page: &Document, node: NodeId, name: &str) -> bool {
    tag(page, node) == Some((true, name))
}

/// Parents whose children are morphed: of two templates, their contents.
fn parents_of_children(page: &Document, old: NodeId, new: NodeId) -> (NodeId, NodeId) {
    match (page.template_contents(old), page.template_contents(new)) {
        (Some(old), Some(new)) => (old, new),
        _ => (old, new),
    }
}

/// The node and everything in it, elements only.
fn elements_of(page: &Document, node: NodeId) -> Vec<NodeId> {
    let all = std::iter::once(node).chain(page.descendants(node));
    all.filter(|&node| page.is_element(node)).collect()
}
