//! A faster way for plain markup: elements that are opened and closed in order, and that no rule of HTML's parsing moves.
//!
//! Where the tree that the HTML standard makes of the markup is obvious, it is made at once; anything else html5ever has: a
//! message as a whole, of a page what is not plain. Property tests hold the one against the other.

mod rules;

use std::ops::Range;

use html5ever::{LocalName, QualName, local_name, ns};
use memchr::memchr2;

use super::document::Document;
use super::feed::MOST_ATTRIBUTES;
use super::node::{Attr, Data, Element, Node, NodeId};
use super::recent;
use super::serialize::NBSP_LEAD;
use crate::bytes::{self, is};
use rules::{Rule, is_heading, rule};
pub(super) use rules::{is_container, is_void};

/// More open elements than these are html5ever's.
const MOST_OPEN: usize = 64;

/// So many open elements need no more room.
const FEW_OPEN: usize = 8;

/// Which bytes are a name's.
const IN_NAMES: [bool; 256] = {
    let mut of_names = [false; 256];
    let mut byte = 0;
    while byte < of_names.len() {
        of_names[byte] = matches!(byte as u8, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b':' | b'.' | b'@');
        byte += 1;
    }
    of_names
};

/// So many attributes need no more room.
const FEW_ATTRIBUTES: usize = 2;

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
    /// The element.
    pub node: NodeId,
    /// The element with its tags.
    pub outer: Range<usize>,
    /// What is inside of it.
    pub inner: Range<usize>,
}

/// Whether markup holds nothing that a tokenizer makes something else of wherever it is: no NUL and no carriage return.
pub(super) fn may_be(html: &str) -> bool {
    memchr2(b'\0', b'\r', html.as_bytes()).is_none()
}

/// What there is to know of plain markup beside its tree.
pub(super) struct Filled {
    /// The elements at the top with their markup, where all of it is as a browser writes it.
    pub(super) written: Vec<Written>,
    pub(super) has_custom_elements: bool,
}

/// Puts what plain markup says below `parent`, which has no children yet. None where the markup is not plain: what is there
/// of it by then is not to be used.
pub(super) fn fill(document: &mut Document, parent: NodeId, html: &str) -> Option<Filled> {
    // a tokenizer passes over a byte order mark that comes first
    if html.starts_with('\u{feff}') || !may_be(html) {
        return None;
    }
    let mut scanner = Scanner::new(document, parent, html);
    scanner.as_written = true;
    while scanner.step()? {}
    if scanner.open.len() > 1 {
        return None;
    }
    let written = if scanner.as_written { scanner.written } else { Vec::new() };
    Some(Filled { written, has_custom_elements: scanner.has_custom_elements })
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
            (bytes, last) = (scanner.at, scanner.document.last_child(parent));
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
    html: &'a str,
    /// How far it has come, in bytes.
    at: usize,
    document: &'a mut Document,
    attached: bool,
    /// The parent of all, and the elements that are open in it.
    open: Vec<Open>,
    /// Whether all so far is as a browser writes it, and wanted so.
    as_written: bool,
    /// The elements in the parent of all, while that is so.
    written: Vec<Written>,
    has_custom_elements: bool,
}

impl<'a> Scanner<'a> {
    fn new(document: &'a mut Document, parent: NodeId, html: &'a str) -> Self {
        let attached = document.is_attached(parent);
        let mut open = Vec::with_capacity(FEW_OPEN);
        open.push(Open { node: parent, name: local_name!(""), start: 0, inside: 0 });
        Self {
            html,
            at: 0,
            document,
            attached,
            open,
            as_written: false,
            written: Vec::new(),
            has_custom_elements: false,
        }
    }

    /// Reads text and the tag behind it, and says whether there was one; none where something is not plain.
    #[inline]
    fn step(&mut self) -> Option<bool> {
        self.text()?;
        match self.peek(0) {
            None => return Some(false),
            Some(_) if self.peek(1) == Some(b'/') => self.end_tag()?,
            Some(_) => self.start_tag()?,
        }
        Some(true)
    }

    #[inline]
    fn peek(&self, ahead: usize) -> Option<u8> {
        self.html.as_bytes().get(self.at + ahead).copied()
    }

    /// Goes over the bytes that `is` holds for, and gives them.
    #[inline]
    fn take(&mut self, is: impl Fn(u8) -> bool) -> &'a str {
        let rest = &self.html.as_bytes()[self.at..];
        let length = rest.iter().position(|&byte| !is(byte)).unwrap_or(rest.len());
        let taken = self.html.get(self.at..self.at + length).unwrap_or_default();
        self.at += taken.len();
        taken
    }

    #[inline]
    fn skip_space(&mut self) {
        while let Some(b' ' | b'\n' | b'\t' | b'\x0c') = self.peek(0) {
            self.at += 1;
        }
    }

    /// The name of a tag or an attribute in lower case, as they are all written.
    #[inline]
    fn name(&mut self) -> Option<&'a str> {
        Some(self.take(|byte| IN_NAMES[usize::from(byte)])).filter(|name| !name.is_empty())
    }

    /// Characters up to a `<`, to `end` or to the end of all, references resolved; one that is not of the well-known is not
    /// plain.
    #[inline]
    fn characters(&mut self, end: u8) -> Option<String> {
        let mut characters = self.run_to(end).to_owned();
        loop {
            match self.peek(0) {
                Some(b'&') => {
                    self.as_written = false;
                    characters.push(self.reference()?);
                }
                _ => return Some(characters),
            }
            characters.push_str(self.run_to(end));
        }
    }

    /// Characters that stand for themselves.
    #[inline]
    fn run_to(&mut self, end: u8) -> &'a str {
        let stops = |block| is(block, b'<') | is(block, end) | is(block, b'&');
        let as_references = |block| is(block, b'>') | is(block, NBSP_LEAD);
        let rest = self.html.get(self.at..).unwrap_or_default();
        let mut length = rest.len();
        for at in bytes::all(rest.as_bytes(), |block| stops(block) | as_references(block)) {
            if !matches!(rest.as_bytes()[at], b'>' | NBSP_LEAD) {
                length = at;
                break;
            }
            self.as_written = false;
        }
        self.at += length;
        &rest[..length]
    }

    fn reference(&mut self) -> Option<char> {
        const KNOWN: [(&str, char); 8] = [
            ("&amp;", '&'),
            ("&lt;", '<'),
            ("&gt;", '>'),
            ("&quot;", '"'),
            ("&#34;", '"'),
            ("&#39;", '\''),
            ("&#x27;", '\''),
            ("&nbsp;", '\u{a0}'),
        ];
        let rest = &self.html[self.at..];
        let (written, character) = KNOWN.into_iter().find(|(written, _)| rest.starts_with(written))?;
        self.at += written.len();
        Some(character)
    }

    #[inline]
    fn text(&mut self) -> Option<()> {
        let text = self.characters(b'<')?;
        if !text.is_empty() {
            self.append(Data::Text(text))?;
        }
        Some(())
    }

    #[inline]
    fn end_tag(&mut self) -> Option<()> {
        let end = self.at;
        self.at += 2;
        let name = self.name()?;
        self.as_written &= self.peek(0) == Some(b'>');
        self.skip_space();
        if self.peek(0) != Some(b'>') || self.open.len() < 2 || *self.open.last()?.name != *name {
            return None;
        }
        self.at += 1;
        let Open { node, start, inside, .. } = self.open.pop()?;
        self.is_whole(node, start, inside..end);
        Some(())
    }

    #[inline]
    fn start_tag(&mut self) -> Option<()> {
        let start = self.at;
        self.at += 1;
        let name = recent::name(self.name()?);
        let rule = rule(&name)?;
        if !self.may_open(&name, rule) {
            return None;
        }
        self.has_custom_elements |= rule == Rule::Custom;
        let attrs = self.attributes()?;
        let is_void = matches!(rule, Rule::Void | Rule::Break);
        if is_void && self.peek(0) == Some(b'/') {
            self.as_written = false;
            self.at += 1;
        }
        if self.peek(0) != Some(b'>') {
            return None;
        }
        self.at += 1;
        let element = Element::new(QualName::new(None, ns!(html), name.clone()), attrs);
        let node = self.append(Data::Element(Box::new(element)))?;
        if is_void {
            self.is_whole(node, start, self.at..self.at);
        } else {
            self.open.push(Open { node, name, start, inside: self.at });
        }
        (self.open.len() <= MOST_OPEN).then_some(())
    }

    /// An element has its end.
    #[inline]
    fn is_whole(&mut self, node: NodeId, start: usize, inner: Range<usize>) {
        if self.as_written && self.open.len() == 1 {
            self.written.push(Written { node, outer: start..self.at, inner });
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

    /// The attributes of a tag up to its end; a value is in quotes or of characters that need none.
    #[inline]
    fn attributes(&mut self) -> Option<Vec<Attr>> {
        let mut attrs: Vec<Attr> = Vec::new();
        loop {
            let before = self.at;
            self.skip_space();
            if matches!(self.peek(0), Some(b'>' | b'/')) {
                self.as_written &= self.at == before;
                return Some(attrs);
            }
            // something must be between two attributes
            if self.at == before {
                return None;
            }
            self.as_written &= self.html.as_bytes()[before..self.at] == *b" ";
            let name = recent::name(self.name()?);
            if attrs.len() == MOST_ATTRIBUTES || attrs.iter().any(|attr| attr.name == name) {
                return None;
            }
            self.as_written &= self.peek(0) == Some(b'=') && self.peek(1) == Some(b'"');
            let value = if self.peek(0) == Some(b'=') { self.value()? } else { String::new() };
            if attrs.is_empty() {
                attrs = Vec::with_capacity(FEW_ATTRIBUTES);
            }
            attrs.push(Attr::plain(name, value));
        }
    }

    #[inline]
    fn value(&mut self) -> Option<String> {
        self.at += 1;
        match self.peek(0)? {
            quote @ (b'"' | b'\'') => {
                self.at += 1;
                // what looks like a tag is htmx's, wherever it stands
                let value = self.characters(quote)?;
                (self.peek(0) == Some(quote)).then(|| self.at += 1)?;
                Some(value)
            }
            _ => {
                let is_plain = |byte: u8| {
                    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'#' | b':')
                };
                let value = self.take(is_plain);
                // a slash after it is its own, not the tag's (HTML § 13.2.5.38)
                let ends = !value.is_empty() && self.peek(0) != Some(b'/');
                ends.then(|| value.to_owned())
            }
        }
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
