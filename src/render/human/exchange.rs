//! Whole messages: what was sent, what waits, what came in.

use std::time::SystemTime;

use super::rest::{Content, Rest};
use super::{APART, Human};
use crate::event::{Payload, Record};
use crate::render::{clock, json_view, pen::Role, sanitize, width};

/// The least columns in which the start of a message is worth showing.
const WORTHWHILE: usize = 16;

/// Columns below which sizes are not aligned.
const NARROW: usize = 40;

/// Where content starts under a line with a time.
pub(super) const CONTENT: usize = 6;

/// The message whose fragments and warnings come next.
#[derive(Debug)]
pub(super) struct Current {
    pub(super) seq: u64,
    /// Where its fragments start.
    pub(super) indent: usize,
    /// Where what was put on the page starts.
    pub(super) content: usize,
    /// The number that heads its first line, where there are no times.
    pub(super) heading: Option<String>,
    /// What it was, for when neither fragment nor warning tells of it.
    pub(super) untold: Option<String>,
    /// The fragment that was told last.
    pub(super) fragment: Option<usize>,
}

/// The bytes of a message, and what it took on the wire where it was compressed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    pub(super) bytes: usize,
    pub(super) wire: Option<usize>,
}

impl Current {
    /// A message with a line of its own.
    fn timed(seq: u64) -> Self {
        Self { seq, indent: 2, content: CONTENT, heading: None, untold: None, fragment: None }
    }

    /// A message whose number heads its first line.
    pub(super) fn numbered(seq: u64) -> Self {
        let heading = seq.to_string();
        let indent = heading.len() + 2;
        Self { seq, indent, content: indent + 2, heading: Some(heading), untold: None, fragment: None }
    }
}

impl Human {
    /// `→ 14:02:11.204   163 B   {"msg":"hello","HEADERS":{ 5 }}`, with `(91 B compressed)` where more is to be said.
    pub(super) fn sent(&mut self, record: &Record, payload: &Payload, size: Size, element: Option<&str>) {
        let time = self.time(record);
        self.head("→", time, size);
        if let Some(at) = time {
            self.answers.sent(at, record.socket.as_ref());
        }
        let mut suffix = String::new();
        let named = self.style.verbose > 0 || record.step.is_some();
        for item in element.filter(|_| named).into_iter().chain(record.socket.as_deref()) {
            suffix.push_str(" · ");
            suffix.push_str(&sanitize::line(item));
        }
        let data = match payload {
            Payload::Text(text) => text,
            Payload::Binary(bytes) => {
                self.pen.put(Role::Dim, APART).put(Role::Plain, "binary").put(Role::Dim, &suffix).end();
                return self.hexdump(bytes, CONTENT);
            }
        };
        if self.style.verbose > 0 && json_view::is_json(data) {
            self.pen.put(Role::Dim, &suffix).end();
            self.text_lines(&json_view::pretty(data), CONTENT, 0, usize::MAX);
            return;
        }
        self.start_of(APART, data, &suffix);
    }

    /// `queued 2 waiting   163 B   {"msg":"hello"}`
    pub(super) fn queued(&mut self, data: &str, bytes: usize, waiting: usize, socket: Option<&str>) {
        self.row("queued", Role::Caution, &format!("{waiting} waiting"));
        let lines = (CONTENT, self.style.width);
        self.pen.beside(Role::Dim, &clock::size(bytes), APART.len(), lines);
        let suffix = socket.map(|socket| format!(" · {}", sanitize::line(socket))).unwrap_or_default();
        self.start_of(APART, data, &suffix);
    }

    /// `← 14:02:11.209    62 B   +5 ms`, and what it was unless its fragments will tell. Without times, the number
    /// of the message heads the line that comes next.
    pub(super) fn message(&mut self, record: &Record, seq: u64, size: Size, payload: &Payload) {
        self.settle();
        let time = self.time(record);
        if let Some(at) = time {
            self.head("←", time, size);
            if let Some(since) = self.answers.came(at, record.socket.as_ref()) {
                let lines = (CONTENT, self.style.width);
                self.pen.beside(Role::Dim, &since, APART.len(), lines);
            }
        }
        let mut current = if time.is_some() { Current::timed(seq) } else { Current::numbered(seq) };
        if let Some(socket) = record.socket.as_deref() {
            let numbered = self.number(&mut current);
            self.pen
                .put(Role::Dim, if numbered { "" } else { APART })
                .put(Role::Dim, &sanitize::line(socket));
        }
        match payload {
            Payload::Text(text) if !self.style.messages && fragments_tell(text) => {
                current.untold = Some(text.clone());
                if current.heading.is_none() {
                    self.pen.end();
                }
            }
            payload => self.told(payload, &mut current),
        }
        self.current = Some(current);
    }

    /// What a message was, on its line or under it.
    fn told(&mut self, payload: &Payload, current: &mut Current) {
        let apart = if self.number(current) { "" } else { APART };
        match payload {
            Payload::Binary(bytes) => {
                self.pen.put(Role::Dim, apart).put(Role::Plain, "binary");
                if !self.style.times {
                    self.pen.put(Role::Dim, APART).put(Role::Dim, &clock::size(bytes.len()));
                }
                self.pen.end();
                self.hexdump(bytes, current.content);
            }
            Payload::Text(text) if self.style.messages => {
                self.pen.put(Role::Dim, apart).put(Role::Dim, "text").end();
                self.text_lines(text, current.content, 0, usize::MAX);
            }
            Payload::Text(text) if self.style.verbose > 0 && json_view::is_json(text) => {
                self.pen.put(Role::Dim, apart).put(Role::Dim, "json").end();
                self.text_lines(&json_view::pretty(text), current.content, 0, usize::MAX);
            }
            Payload::Text(text) => self.start_of(apart, text, ""),
        }
    }

    /// Tells of the last message what nothing else did.
    pub(super) fn settle(&mut self) {
        let Some(mut current) = self.current.take() else { return };
        if let Some(text) = current.untold.take() {
            let (start, cut) = excerpt(&text, self.style.width.saturating_sub(current.content));
            let numbered = self.number(&mut current);
            if cut && self.style.verbose > 0 {
                if numbered {
                    self.pen.end();
                }
                self.text_lines(&text, current.content, 0, usize::MAX);
            } else {
                if !numbered {
                    self.pen.spaces(current.content);
                }
                self.pen.put(Role::Plain, &start).end();
                self.rest =
                    cut.then(|| Rest::new(Content::Text(text), 0, current.content)).or(self.rest.take());
            }
        }
        self.current = Some(current);
    }

    /// Writes the number that heads a message's first line, if it still has to be.
    pub(super) fn number(&mut self, current: &mut Current) -> bool {
        let heading = current.heading.take();
        if let Some(number) = &heading {
            self.pen.put(Role::Strong, number).spaces(2);
        }
        heading.is_some()
    }

    fn head(&mut self, arrow: &str, time: Option<SystemTime>, Size { bytes, wire }: Size) {
        self.pen.put(Role::Strong, arrow);
        let size = clock::size(bytes);
        match time {
            Some(at) => {
                let time = self.clock.time_of_day(at);
                let wide = if self.style.width < NARROW { size.len() + 1 } else { 8 };
                self.pen.spaces(1).put(Role::Dim, &time).put(Role::Dim, &format!("{size:>wide$}"));
            }
            None => {
                self.pen.spaces(1).put(Role::Dim, &size);
            }
        }
        if let Some(wire) = wire.filter(|_| self.style.verbose > 0) {
            self.pen.put(Role::Dim, &format!(" ({} compressed)", clock::size(wire)));
        }
    }

    /// As much of a text as the line has room for, or a line under it where that is too little; where nothing is to be cut, all
    /// of a longer one under it.
    fn start_of(&mut self, apart: &str, text: &str, suffix: &str) {
        let taken = width::columns(apart) + width::columns(suffix);
        let mut room = self.style.width.saturating_sub(self.pen.column() + taken);
        if self.style.verbose > 0 && excerpt(text, room).1 {
            self.pen.put(Role::Dim, suffix).end();
            self.text_lines(text, CONTENT, 0, usize::MAX);
            return;
        }
        if room < WORTHWHILE {
            self.pen.end().spaces(CONTENT);
            room = self.style.width.saturating_sub(CONTENT + width::columns(suffix));
        } else {
            self.pen.put(Role::Dim, apart);
        }
        let (start, cut) = excerpt(text, room);
        let (role, start) = if text.is_empty() { (Role::Dim, "empty") } else { (Role::Plain, &*start) };
        self.pen.put(role, start);
        self.pen.put(Role::Dim, suffix).end();
        if cut {
            self.rest = Some(Rest::new(Content::Text(text.to_owned()), 0, CONTENT));
        }
    }
}

/// Whether a message is markup, so that fragments follow it.
fn fragments_tell(text: &str) -> bool {
    let mut left = text;
    while let Some(at) = left.find('<') {
        left = &left[at + 1..];
        if left.starts_with(|next: char| next.is_ascii_alphabetic()) {
            return !json_view::is_json(text);
        }
    }
    false
}

/// The start of a text on one line, JSON without its spaces, and whether that is not all; long texts are not read to
/// their end.
pub(super) fn excerpt(text: &str, room: usize) -> (String, bool) {
    let enough = room.saturating_mul(16);
    let mut start = if json_view::is_json(text) {
        json_view::compact(text, enough)
    } else {
        text[..text.floor_char_boundary(enough + 4)].to_owned()
    };
    let is_long = start.len() > enough;
    if is_long {
        start.push('…');
    }
    let shown = sanitize::line(&start);
    let cut = width::cut(&shown, room);
    let is_cut = is_long || cut.len() != shown.len();
    (cut.into_owned(), is_cut)
}
