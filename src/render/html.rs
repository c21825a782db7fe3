//! The HTML of each fragment, each followed by a newline or NUL.

use std::io::{self, Write as _};

use super::{Output, Renderer, Style, diagnostic, sanitize};
use crate::event::{Event, Record};

/// Writes fragments' HTML.
pub(super) struct Html {
    style: Style,
}

impl Html {
    pub(super) fn new(style: Style) -> Self {
        Self { style }
    }
}

impl Renderer for Html {
    fn record(&mut self, record: &Record, out: &mut Output) -> io::Result<()> {
        if let Event::Fragment(fragment) = &record.event {
            return write_piece(&self.style, fragment.html.as_bytes(), out);
        }
        match diagnostic::of_event(self.style.color, self.style.quiet, &record.event) {
            Some(text) => out.diagnose(&text),
            None => Ok(()),
        }
    }

    fn finish(&mut self, out: &mut Output) -> io::Result<()> {
        out.flush()
    }
}

/// One piece of data with its end. A pipe gets every byte as it is, a terminal what does no harm to it.
pub(super) fn write_piece(style: &Style, piece: &[u8], out: &mut Output) -> io::Result<()> {
    if style.terminal {
        let text = String::from_utf8_lossy(piece);
        out.data().write_all(sanitize::lines(&text).as_bytes())?;
    } else {
        out.data().write_all(piece)?;
    }
    out.data().write_all(if style.nul { b"\0" } else { b"\n" })
}
