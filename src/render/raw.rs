//! Messages as they were received, each followed by a newline or NUL.

use std::io;

use super::{Output, Renderer, Style, diagnostic, html::write_piece};
use crate::event::{Event, Payload, Record};

/// Writes messages.
pub(super) struct Raw {
    style: Style,
}

impl Raw {
    pub(super) fn new(style: Style) -> Self {
        Self { style }
    }
}

impl Renderer for Raw {
    fn record(&mut self, record: &Record, out: &mut Output) -> io::Result<()> {
        match &record.event {
            Event::Message { payload: Payload::Text(text), .. } => {
                write_piece(&self.style, text.as_bytes(), out)
            }
            Event::Message { payload: Payload::Binary(bytes), .. } => write_piece(&self.style, bytes, out),
            event => match diagnostic::of_event(self.style.color, self.style.quiet, event) {
                Some(text) => out.diagnose(&text),
                None => Ok(()),
            },
        }
    }

    fn finish(&mut self, out: &mut Output) -> io::Result<()> {
        out.flush()
    }
}
