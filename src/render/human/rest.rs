//! What was cut last, and how it goes on.

use super::{Human, html_view};
use crate::render::{json_view, pen::Role, sanitize, width};

/// Lines of a page where no terminal says how many fit.
const PAGE: usize = 20;

/// Rows of a terminal that a page leaves to what follows it.
const BELOW: usize = 3;

/// Something of which only a part has been shown.
#[derive(Debug)]
pub(super) struct Rest {
    content: Content,
    /// Lines, or bytes, that have been shown.
    shown: usize,
    /// Where its lines start.
    indent: usize,
}

#[derive(Debug)]
pub(super) enum Content {
    Markup(String),
    /// Text; JSON is laid out once somebody wants to see it.
    Text(String),
    /// Lines as they are shown.
    Lines(String),
    Bytes(Vec<u8>),
}

impl Rest {
    pub(super) fn new(content: Content, shown: usize, indent: usize) -> Self {
        Self { content, shown, indent }
    }

    /// Lines have another length now: where they were left is not known.
    pub(super) fn begin_again(&mut self) {
        if !matches!(self.content, Content::Bytes(_)) {
            self.shown = 0;
        }
    }
}

impl Human {
    /// Writes the next page of what was cut last; false where nothing was.
    pub(super) fn next_page(&mut self) -> bool {
        let Some(Rest { content, shown, indent }) = self.rest.take() else { return false };
        let page = self.style.height.map_or(PAGE, |height| height.saturating_sub(BELOW).max(1));
        let (content, all, now) = match content {
            Content::Markup(html) => {
                let frame = html_view::Frame { indent, width: self.style.width, skip: shown, limit: page };
                let all = html_view::write(&mut self.pen, &html, frame);
                (Content::Markup(html), all, shown + page)
            }
            Content::Text(text) => {
                let text = if json_view::is_json(&text) { json_view::pretty(&text) } else { text };
                let all = self.text_lines(&text, indent, shown, page);
                (Content::Lines(text), all, shown + page)
            }
            Content::Lines(text) => {
                let all = self.text_lines(&text, indent, shown, page);
                (Content::Lines(text), all, shown + page)
            }
            Content::Bytes(bytes) => {
                let now = bytes.len().min(shown + page * self.hex_row(indent));
                self.hex_rows(&bytes[shown..now], indent);
                let all = bytes.len();
                (Content::Bytes(bytes), all, now)
            }
        };
        let noun = if matches!(content, Content::Bytes(_)) { "byte" } else { "line" };
        if now < all {
            self.hidden(all - now, indent, noun);
            self.rest = Some(Rest { content, shown: now, indent });
        }
        true
    }

    /// A text with its own lines, each broken where it is too long: those of a range are written, all are counted.
    pub(super) fn text_lines(&mut self, text: &str, indent: usize, skip: usize, limit: usize) -> usize {
        let room = self.style.width.saturating_sub(indent);
        let mut count = 0;
        for line in text.lines() {
            let line = sanitize::line(line);
            let mut left = &*line;
            loop {
                let (head, rest) = width::split_some(left, room);
                if count >= skip && count - skip < limit {
                    if !head.is_empty() {
                        self.pen.spaces(indent).put(Role::Plain, head);
                    }
                    self.pen.end();
                }
                count += 1;
                if rest.is_empty() {
                    break;
                }
                left = rest;
            }
        }
        count
    }
}
