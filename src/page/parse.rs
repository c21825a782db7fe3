//! Markup into the arena: html5ever's tree builder writes straight into a [`Document`].
//!
//! Knows HTML's parsing only through html5ever; nothing of sockets, swaps or pages.

use std::borrow::Cow;

use html5ever::interface::{TreeSink as _, create_element};
use html5ever::tokenizer::states::State;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, QualName, ns};
use memchr::memchr;

use super::document::Document;
use super::feed::{MOST_ATTRIBUTES, feed};
use super::nesting::Guard;
use super::node::{Data, NodeId};
use super::plain::{self, Asked, Written};
use super::sink::Sink;

/// Plain markup has a node for so many bytes at the most, mostly.
const BYTES_A_NODE: usize = 32;

/// Whether the document that parses runs scripts. With scripts a `noscript` holds text, without them elements.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scripting {
    /// As in a browser's page, and for `innerHTML` in it.
    Enabled,
    /// As for `DOMParser`.
    Disabled,
}

/// Plain markup as a tree.
#[doc(hidden)]
#[derive(Debug)]
pub struct Plain {
    /// The tree that holds it.
    pub document: Document,
    /// The node whose children are the markup's top level.
    pub contents: NodeId,
    /// The markup of the elements there, in order, where that was asked and all of it is as a browser writes it.
    pub written: Vec<Written>,
}

impl Document {
    /// Parses a whole document as a browser does with scripting on.
    pub fn parse(html: &str) -> Document {
        Document::parse_with(html, Scripting::Enabled)
    }

    /// Parses a whole document, with scripting as in a page or as in `DOMParser`.
    pub(crate) fn parse_with(html: &str, scripting: Scripting) -> Document {
        let html = with_newlines(html);
        let builder = TreeBuilder::new(Sink::new(html.len()), options(scripting));
        let guard = Guard::new(builder, false).for_page();
        build(&html, guard, None, MOST_ATTRIBUTES).without_strays()
    }

    /// As html5ever has it, with so many attributes a tag.
    #[cfg(test)]
    pub(super) fn parse_standard(html: &str, scripting: Scripting, most: usize) -> Document {
        let builder = TreeBuilder::new(Sink::new(html.len()), options(scripting));
        build(html, Guard::new(builder, false), None, most).without_strays()
    }

    /// Parses a fragment as the contents of a `template`, where a lone `<tr>` survives. The children of
    /// [`root`](Document::root) are the fragment's roots.
    ///
    /// ```
    /// use hxws::page::Document;
    ///
    /// let fragment = Document::parse_template("<tr id=r><td>1</tr>");
    /// let row = fragment.children(fragment.root()).next();
    /// assert_eq!(row.and_then(|row| fragment.attr(row, "id")), Some("r"));
    /// ```
    pub fn parse_template(html: &str) -> Document {
        Document::parse_fragment(html, "template")
    }

    /// Parses markup in the `template` of a page without a doctype, `before` and `after` being the page around it, as
    /// `DOMParser` does. Gives the page and the template's contents; the root where the page has no template.
    #[doc(hidden)]
    pub fn parse_in_template(before: &str, html: &str, after: &str) -> (Document, NodeId) {
        let document = Document::parse_with(&[before, html, after].concat(), Scripting::Disabled);
        let template = document.descendants(document.root).find_map(|node| document.template_contents(node));
        let contents = template.unwrap_or(document.root);
        (document, contents)
    }

    /// Parses markup that opens and closes its elements in order, and of which a parser moves and drops nothing, as
    /// [`Document::parse_in_template`] does; none where it is other markup.
    #[doc(hidden)]
    pub fn parse_plain(html: &str, asked: Asked<'_>) -> Option<Plain> {
        let mut document = Document::with_room(Data::Document, html.len() / BYTES_A_NODE);
        document.quirks = true;
        let contents = document.create_fragment();
        let written = plain::fill(&mut document, contents, html, asked)?;
        Some(Plain { document, contents, written })
    }

    /// Parses a fragment as the contents of an HTML element of that name.
    pub(crate) fn parse_fragment(html: &str, context: &str) -> Document {
        Document::parse_fragment_with(html, context, Scripting::Enabled)
    }

    /// Parses a fragment, with scripting as in a page or as in `DOMParser`.
    pub(crate) fn parse_fragment_with(html: &str, context: &str, scripting: Scripting) -> Document {
        let mut document = Document::empty(Data::Fragment);
        let root = document.root;
        if context == "template" && plain::fill(&mut document, root, html, Asked::default()).is_some() {
            return document;
        }
        Document::parse_fragment_standard(html, context, scripting)
    }

    /// As html5ever has it.
    pub(super) fn parse_fragment_standard(html: &str, context: &str, scripting: Scripting) -> Document {
        let name = QualName::new(None, ns!(html), LocalName::from(context.to_ascii_lowercase()));
        let in_template = name.local == html5ever::local_name!("template");
        let sink = Sink::new(html.len());
        let context = create_element(&sink, name, Vec::new());
        let builder = TreeBuilder::new_for_fragment(sink, context, None, options(scripting));
        let state = builder.tokenizer_state_for_context_elem(scripting == Scripting::Enabled);
        build(html, Guard::new(builder, in_template), Some(state), MOST_ATTRIBUTES).unwrapped()
    }

    /// What html5ever leaves of a fragment is a document with an `html` element: its children become the root's.
    fn unwrapped(self) -> Document {
        let mut document = self.without_strays();
        if let Some(root) = document.nodes.get_mut(document.root.index as usize) {
            root.data = Data::Fragment;
        }
        if let Some(html) = document.first_child(document.root) {
            document.move_children(html, document.root);
            document.remove(html);
        }
        document
    }

    /// Frees what the tree builder made or took out and did not put into the tree, the context element of a
    /// fragment among it.
    fn without_strays(mut self) -> Document {
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
        self
    }
}

/// Markup whose lines end in newlines alone, as browsers take it (HTML § 13.2.3.5).
fn with_newlines(html: &str) -> Cow<'_, str> {
    match memchr(b'\r', html.as_bytes()) {
        Some(_) => Cow::Owned(html.replace("\r\n", "\n").replace('\r', "\n")),
        None => Cow::Borrowed(html),
    }
}

/// Runs the tokenizer over the markup, from `state` where it does not begin in the data state.
fn build(html: &str, guard: Guard, state: Option<State>, most: usize) -> Document {
    // it would pass over a byte order mark wherever it is given one first
    let options = TokenizerOpts { initial_state: state, discard_bom: false, ..TokenizerOpts::default() };
    let tokenizer =
        Tokenizer::new(guard.in_raw_text(state.is_some_and(|state| state != State::Data)), options);
    feed(&tokenizer, html.strip_prefix('\u{feff}').unwrap_or(html), most);
    tokenizer.end();
    tokenizer.sink.builder.sink.finish()
}

fn options(scripting: Scripting) -> TreeBuilderOpts {
    let scripting_enabled = scripting == Scripting::Enabled;
    TreeBuilderOpts { exact_errors: true, scripting_enabled, ..TreeBuilderOpts::default() }
}
