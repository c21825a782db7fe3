//! JSON Lines: the contract's one object a line.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::Formatter;

use super::{Output, Renderer, Style, diagnostic};
use crate::event::{Event, Record};

/// Writes JSON Lines; errors and remarks go to standard error as text.
pub(super) struct Json {
    style: Style,
}

impl Json {
    pub(super) fn new(style: Style) -> Self {
        Self { style }
    }

    fn is_line(&self, event: &Event) -> bool {
        match event {
            Event::Message { .. } => self.style.messages,
            Event::Loaded(_) | Event::Note { .. } => false,
            _ => true,
        }
    }
}

impl Renderer for Json {
    fn record(&mut self, record: &Record, out: &mut Output) -> io::Result<()> {
        if self.is_line(&record.event) {
            let mut serializer = serde_json::Serializer::with_formatter(out.data(), Guarded);
            let written = if self.style.times {
                record.serialize(&mut serializer)
            } else {
                Untimed { event: &record.event, step: record.step, socket: record.socket.as_deref() }
                    .serialize(&mut serializer)
            };
            written.map_err(io::Error::from)?;
            out.data().write_all(b"\n")?;
        }
        match &record.event {
            Event::Error { message, help } => {
                out.diagnose(&diagnostic::error(self.style.color, message, help.as_deref()))
            }
            Event::Note { message } if !self.style.quiet => {
                out.diagnose(&diagnostic::note(self.style.color, message))
            }
            _ => Ok(()),
        }
    }

    fn finish(&mut self, out: &mut Output) -> io::Result<()> {
        out.flush()
    }
}

/// A [`Record`] without its time.
#[derive(Serialize)]
struct Untimed<'a> {
    #[serde(flatten)]
    event: &'a Event,
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    socket: Option<&'a str>,
}

/// Escapes what JSON allows but a terminal obeys (DEL, C1, bidi controls, separators): the value stays the same.
struct Guarded;

impl Formatter for Guarded {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut left = fragment;
        while let Some(start) = steering(left) {
            let (before, rest) = left.split_at(start);
            writer.write_all(before.as_bytes())?;
            let mut characters = rest.chars();
            if let Some(character) = characters.next() {
                write!(writer, "\\u{:04x}", u32::from(character))?;
            }
            left = characters.as_str();
        }
        writer.write_all(left.as_bytes())
    }
}

/// Where the first character that steers a terminal is; all of them lie in the basic plane.
fn steering(text: &str) -> Option<usize> {
    if text.is_ascii() {
        return text.bytes().position(|byte| byte == 0x7f);
    }
    text.char_indices()
        .find(|&(_, character)| {
            matches!(character, '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}')
        })
        .map(|(start, _)| start)
}
