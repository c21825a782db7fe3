//! A faster way for plain markup: elements that are opened and closed in order, and that no rule of HTML's parsing moves.
//!
//! Where the tree that the HTML standard makes of the markup is obvious, it is made at once; anything else html5ever has: a
//! message as a whole, of a page what is not plain. Where a message is written as a browser would write it, its markup need not
//! be written again. Property tests hold the one against the other.

mod reader;
mod rules;

use std::ops::Range;

use html5ever::{LocalName, QualName, local_name, ns};
use memchr::memchr2;

use super::document::Document;
use super::node::{Data, Element, Node, NodeId};
use super::recent;
use reader::Reader;
use rules::{Rule, is_heading, rule};
pub(super) use rules::{is_container, is_void};

/// More open elements than these are html5ever's.
const MOST_OPEN: usize = 64;

/// So many open elements need no more room.
const FEW_OPEN: usize = 8;

/// An element that is open.
struct Open {
    node: NodeId,
    name: LocalName,
    /// Where its tag begins, in bytes.
    start: usize,
    /// Where it ends.
    inside: usize,
}

/// An element's markup, which is as a browser writes it, in bytes of the whole.
#[derive(Debug, Clone)]
pub struct Written {
    /// The element with its tags.
    pub outer: Range<usize>,
    /// What is inside of it.
    pub inner: Range<usize>,
}

/// Whether markup holds nothing that a tokenizer makes something else of wherever it is: no NUL and no carriage return.
pub(super) fn may_be(html: &str) -> bool {
    memchr2(b'\0', b'\r', html.as_bytes()).is_none()
}

/// What is asked of plain markup beside its tree.
#[doc(hidden)]
#[derive(Debug, Default, Clone, Copy)]
pub struct Asked<'a> {
    /// Custom elements whose names begin so are not plain.
    pub but: Option<&'a str>,
    /// Whether the elements at the top are to be given with their markup.
    pub written: bool,
}

/// Puts what plain markup says below `parent`, which has no children yet, and gives the markup of the elements there, in
/// order, where that is asked and all of it is as a browser writes it. None where the markup is not plain: what is there of
/// it by then is not to be used.
pub(super) fn fill(
    document: &mut Document,
    parent: NodeId,
    html: &str,
    asked: Asked<'_>,
) -> Option<Vec<Written>> {
    // a tokenizer passes over a byte order mark that comes first
    if html.starts_with('\u{feff}') || !may_be(html) {
        return None;
    }
    let mut scanner = Scanner::new(document, parent, html);
    scanner.reader.as_written = asked.written;
    scanner.but = asked.but;
    while scanner.step()? {}
    let written = if scanner.reader.as_written { scanner.written } else { Vec::new() };
    (scanner.open.len() == 1).then_some(written)
}

/// How much of some markup was plain.
#[derive(Debug)]
pub(super) struct Taken {
    /// What is made, in bytes.
    pub(super) bytes: usize,
    /// Where the elements begin that are not plain as a whole, outermost first: the rest is in them.
    pub(super) begun: Vec<usize>,
}

/// Puts as much at the end of `parent` as the markup begins with of plain elements and of text behind them; it begins with a
/// tag, and [`may_be`] plain.
pub(super) fn take(document: &mut Document, parent: NodeId, html: &str) -> Taken {
    let mut last = document.last_child(parent);
    let mut scanner = Scanner::new(document, parent, html);
    let mut bytes = 0;
    while let Some(goes_on) = scanner.step() {
        if scanner.open.len() == 1 {
            (bytes, last) = (scanner.reader.at, scanner.document.last_child(parent));
        }
        if !goes_on {
            break;
        }
    }
    let begun = scanner.open[1..].iter().map(|open| open.start).collect();
    while let Some(stray) = document.last_child(parent).filter(|&stray| Some(stray) != last) {
        document.remove(stray);
    }
    Taken { bytes, begun }
}

struct Scanner<'a> {
    reader: Reader<'a>,
    document: &'a mut Document,
    attached: bool,
    /// The parent of all, and the elements that are open in it.
    open: Vec<Open>,
    /// The elements in the parent of all, as long as what is read is as a browser writes it.
    written: Vec<Written>,
    /// Custom elements whose names begin so are not plain.
    but: Option<&'a str>,
}

impl<'a> Scanner<'a> {
    fn new(document: &'a mut Document, parent: NodeId, html: &'a str) -> Self {
        let attached = document.is_attached(parent);
        let mut open = Vec::with_capacity(FEW_OPEN);
        open.push(Open { node: parent, name: local_name!(""), start: 0, inside: 0 });
        Self { reader: Reader::new(html), document, attached, open, written: Vec::new(), but: None }
    }

    /// Reads text and the tag behind it, and says whether there was one; none where something is not plain.
    #[inline]
    fn step(&mut self) -> Option<bool> {
        self.text()?;
        match self.reader.peek(0) {
            None => return Some(false),
            Some(_) if self.reader.peek(1) == Some(b'/') => self.end_tag()?,
            Some(_) => self.start_tag()?,
        }
        Some(true)
    }

    #[inline]
    fn text(&mut self) -> Option<()> {
        let text = self.reader.characters(b'<')?;
        if !text.is_empty() {
            self.append(Data::Text(text))?;
        }
        Some(())
    }

    #[inline]
    fn end_tag(&mut self) -> Option<()> {
        let end = self.reader.at;
        self.reader.at += 2;
        let name = self.reader.name()?;
        self.reader.as_written &= self.reader.peek(0) == Some(b'>');
        self.reader.skip_space();
        if self.reader.peek(0) != Some(b'>') || self.open.len() < 2 || *self.open.last()?.name != *name {
            return None;
        }
        self.reader.at += 1;
        let Open { start, inside, .. } = self.open.pop()?;
        self.is_whole(start, inside..end);
        Some(())
    }

    #[inline]
    fn start_tag(&mut self) -> Option<()> {
        let start = self.reader.at;
        self.reader.at += 1;
        let name = recent::name(self.reader.name()?);
        let rule = rule(&name)?;
        let is_barred = rule == Rule::Custom && self.but.is_some_and(|but| name.starts_with(but));
        if is_barred || !self.may_open(&name, rule) {
            return None;
        }
        let attrs = self.reader.attributes()?;
        let is_void = matches!(rule, Rule::Void | Rule::Break);
        if is_void && self.reader.peek(0) == Some(b'/') {
            self.reader.as_written = false;
            self.reader.at += 1;
        }
        if self.reader.peek(0) != Some(b'>') {
            return None;
        }
        self.reader.at += 1;
        let element = Element::new(QualName::new(None, ns!(html), name.clone()), attrs);
        let node = self.append(Data::Element(Box::new(element)))?;
        if is_void {
            self.is_whole(start, self.reader.at..self.reader.at);
        } else {
            self.open.push(Open { node, name, start, inside: self.reader.at });
        }
        (self.open.len() <= MOST_OPEN).then_some(())
    }

    /// An element has its end.
    #[inline]
    fn is_whole(&mut self, start: usize, inner: Range<usize>) {
        if self.reader.as_written && self.open.len() == 1 {
            self.written.push(Written { outer: start..self.reader.at, inner });
        }
    }

    #[inline]
    fn is_open(&self, name: &LocalName) -> bool {
        self.open.iter().any(|open| open.name == *name)
    }

    #[inline]
    fn may_open(&self, name: &LocalName, rule: Rule) -> bool {
        let no_paragraph = || !self.is_open(&local_name!("p"));
        match rule {
            Rule::Custom | Rule::Inline | Rule::Void => true,
            Rule::Block | Rule::Break => no_paragraph(),
            Rule::Heading => no_paragraph() && !self.open.last().is_some_and(|open| is_heading(&open.name)),
            Rule::Item => no_paragraph() && self.is_first_item_of(name),
            Rule::Alone => !self.is_open(name),
            Rule::Form => no_paragraph() && !self.is_open(name),
        }
    }

    /// Whether no item is open in the list that is open last.
    fn is_first_item_of(&self, name: &LocalName) -> bool {
        let is_item = |open: &Open| match *name {
            local_name!("li") => open.name == local_name!("li"),
            _ => matches!(open.name, local_name!("dd") | local_name!("dt")),
        };
        let is_list = |open: &Open| match *name {
            local_name!("li") => matches!(open.name, local_name!("ol") | local_name!("ul")),
            _ => open.name == local_name!("dl"),
        };
        !self.open.iter().rev().take_while(|open| !is_list(open)).any(is_item)
    }

    /// Puts a node at the end of the element that was opened last.
    #[inline]
    fn append(&mut self, data: Data) -> Option<NodeId> {
        let parent = self.open.last()?.node;
        let id = match &data {
            Data::Element(element) if self.attached => element.attr("id").map(str::to_owned),
            _ => None,
        };
        let node = self.document.allocate(data);
        let before = self.document.node(parent)?.last;
        if let Some(Node { parent: of, prev, attached, .. }) = self.document.node_mut(node) {
            (*of, *prev, *attached) = (Some(parent), before, self.attached);
        }
        if let Some(before) = before.and_then(|before| self.document.node_mut(before)) {
            before.next = Some(node);
        }
        let parent = self.document.node_mut(parent)?;
        parent.last = Some(node);
        parent.first = parent.first.or(Some(node));
        if let Some(id) = id {
            self.document.ids.insert(&id, node);
        }
        Some(node)
    }
}
