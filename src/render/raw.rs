//! Messages as they were received, each followed by a newline or NUL.

use std::io;

use super::{Output, Renderer, Style, diagnostic, write_piece};
use crate::event::{Event, Record};

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
            Event::Message { payload, .. } => write_piece(&self.style, payload.as_bytes(), out),
            Event::Page { html } => write_piece(&self.style, html.as_bytes(), out),
            event => match diagnostic::of_event(&self.style, event) {
                Some(text) => out.diagnose(&text),
                None => Ok(()),
            },
        }
    }

    fn restyle(&mut self, style: &Style) {
        self.style = style.clone();
    }

    fn finish(&mut self, out: &mut Output) -> io::Result<()> {
        out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::By;
    use crate::render::samples::{binary, fragment, plain, rendered_bytes, text};

    #[test]
    fn messages_are_written_byte_for_byte() {
        let records = [
            plain(text(1, "<p>a\r\n</p>")),
            plain(Event::from(fragment(1, 0, "#a", "x"))),
            plain(binary(2, &[0, 255])),
            plain(Event::closed(1006, String::new(), By::Network, true)),
        ];
        let (data, diagnostics) = rendered_bytes(Raw::new(Style::default()), &records);
        assert_eq!(data, b"<p>a\r\n</p>\n\x00\xff\n");
        assert_eq!(diagnostics, "close: 1006 abnormal closure, by network\n");
    }

    #[test]
    fn a_terminal_gets_what_does_no_harm_to_it() {
        let (data, _) = rendered_bytes(
            Raw::new(Style { terminal: true, ..Style::default() }),
            &[plain(binary(1, b"\x1b\xff"))],
        );
        assert_eq!(data, "␛\u{fffd}\n".as_bytes());
    }
}
