//! The HTML of each fragment, each followed by a newline or NUL.

use std::io;

use super::{Output, Renderer, Style, diagnostic, write_piece};
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
        match &record.event {
            Event::Fragment(fragment) => return write_piece(&self.style, fragment.html.as_bytes(), out),
            Event::Page { html } => return write_piece(&self.style, html.as_bytes(), out),
            _ => {}
        }
        match diagnostic::of_event(&self.style, &record.event) {
            Some(text) => out.diagnose(&text),
            None => Ok(()),
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
    use crate::render::samples::{fragment, plain, rendered, text, warning};

    #[test]
    fn fragments_are_data_and_warnings_are_diagnostics() {
        let records = [
            plain(text(1, "<p>")),
            plain(Event::from(fragment(1, 0, "#a", "x"))),
            plain(warning(Some(1), Some(0), "many-targets", "two elements", "")),
            plain(Event::from(fragment(1, 1, "#b", "\u{1b}"))),
        ];
        let (data, diagnostics) = rendered(Html::new(Style::default()), &records);
        assert_eq!(
            data,
            "<div id=\"a\" hx-swap-oob=\"beforeend\">x</div>\n<div id=\"b\" hx-swap-oob=\"beforeend\">\u{1b}</div>\n"
        );
        assert_eq!(diagnostics, "warning[many-targets]: two elements\n");
    }

    #[test]
    fn nul_ends_each_fragment_where_it_is_asked_for() {
        let fragment = plain(Event::from(fragment(1, 0, "#a", "x\n")));
        let (data, _) = rendered(Html::new(Style { nul: true, ..Style::default() }), &[fragment]);
        assert_eq!(data, "<div id=\"a\" hx-swap-oob=\"beforeend\">x\n</div>\0");
    }

    #[test]
    fn a_terminal_gets_what_does_no_harm_to_it() {
        let fragment = plain(Event::from(fragment(1, 0, "#a", "\u{1b}\n")));
        let (data, _) = rendered(Html::new(Style { terminal: true, ..Style::default() }), &[fragment]);
        assert_eq!(data, "<div id=\"a\" hx-swap-oob=\"beforeend\">␛\n</div>\n");
    }

    #[test]
    fn quiet_drops_warnings_but_never_errors() {
        let records = [
            plain(warning(None, None, "json", "w", "")),
            plain(Event::Note { message: "n".into() }),
            plain(Event::Error { message: "m".into(), help: None }),
        ];
        let (_, diagnostics) = rendered(Html::new(Style { quiet: true, ..Style::default() }), &records);
        assert_eq!(diagnostics, "error: m\n");
    }
}
