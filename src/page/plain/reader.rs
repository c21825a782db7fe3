//! Plain markup, read: names, characters and attributes. Knows no tree.

use crate::bytes::{self, is};
use crate::page::feed::MOST_ATTRIBUTES;
use crate::page::node::Attr;
use crate::page::recent;
use crate::page::serialize::NBSP_LEAD;

/// Which bytes are a name's.
const IN_NAMES: [bool; 256] = bytes::among(b"abcdefghijklmnopqrstuvwxyz0123456789-_:.@");

/// So many attributes need no more room.
const FEW_ATTRIBUTES: usize = 2;

/// Markup, and how far it has been read.
pub(super) struct Reader<'a> {
    html: &'a str,
    /// In bytes.
    pub(super) at: usize,
    /// Whether all so far is as a browser writes it, and wanted so.
    pub(super) as_written: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(html: &'a str) -> Self {
        Self { html, at: 0, as_written: false }
    }

    #[inline]
    pub(super) fn peek(&self, ahead: usize) -> Option<u8> {
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
    pub(super) fn skip_space(&mut self) {
        while let Some(b' ' | b'\n' | b'\t' | b'\x0c') = self.peek(0) {
            self.at += 1;
        }
    }

    /// The name of a tag or an attribute in lower case, as they are all written.
    #[inline]
    pub(super) fn name(&mut self) -> Option<&'a str> {
        Some(self.take(|byte| IN_NAMES[usize::from(byte)])).filter(|name| !name.is_empty())
    }

    /// Characters up to a `<`, to `end` or to the end of all, references resolved; one that is not of the well-known is not
    /// plain.
    #[inline]
    pub(super) fn characters(&mut self, end: u8) -> Option<String> {
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

    /// The attributes of a tag up to its end; a value is in quotes or of characters that need none.
    #[inline]
    pub(super) fn attributes(&mut self) -> Option<Vec<Attr>> {
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
}
