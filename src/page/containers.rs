//! What is open while a body is parsed, as long as that is known: the body, and containers in it.
//!
//! Where nothing else is open, nothing that the tree builder remembers moves what comes next: a plain element may be made at
//! once ([`plain`](super::plain)).

use html5ever::tokenizer::{Tag, TagKind};
use html5ever::{LocalName, local_name};

use super::node::NodeId;
use super::plain;

/// More open containers than these are not followed.
const MOST_OPEN: usize = 64;

/// The body and the containers in it, outermost first.
#[derive(Debug, Default)]
pub(super) enum Containers {
    /// The body has not begun.
    #[default]
    Before,
    /// These are open, and nothing else.
    Open(Vec<(LocalName, NodeId)>),
    /// There is more than can be known.
    Lost,
}

impl Containers {
    /// What is open last, where all is known.
    pub(super) fn last(&self) -> Option<NodeId> {
        match self {
            Self::Open(open) => open.last().map(|(_, node)| *node),
            Self::Before | Self::Lost => None,
        }
    }

    /// Whether there is more than can be known.
    pub(super) fn are_lost(&self) -> bool {
        matches!(self, Self::Lost)
    }

    /// Whether a tag means something here.
    pub(super) fn heeds(&self, tag: &Tag) -> bool {
        match self {
            Self::Before => tag.name == local_name!("body"),
            Self::Open(_) => true,
            Self::Lost => false,
        }
    }

    /// Follows a tag that the tree builder has had; `made` is the element of its name that it put in, if any.
    pub(super) fn pass(&mut self, kind: TagKind, name: LocalName, made: Option<NodeId>) {
        let known = match (&mut *self, kind, made) {
            (Self::Before, TagKind::StartTag, Some(body)) => {
                *self = Self::Open(vec![(name, body)]);
                true
            }
            (Self::Before, ..) => true,
            (Self::Open(_), _, _) if is_apart(&name) => true,
            (Self::Open(open), TagKind::StartTag, Some(node)) if plain::is_container(&name) => {
                open.push((name, node));
                open.len() <= MOST_OPEN
            }
            // the body stays open
            (Self::Open(open), TagKind::EndTag, _) => {
                open.len() > 1 && open.pop().is_some_and(|(last, _)| last == name)
            }
            _ => false,
        };
        if !known {
            *self = Self::Lost;
        }
    }
}

/// Elements that leave open what is open, and have nothing but text in them.
fn is_apart(name: &LocalName) -> bool {
    let is_text = matches!(*name, local_name!("script") | local_name!("style"));
    is_text || matches!(*name, local_name!("link") | local_name!("meta")) || plain::is_void(name)
}
