//! The page as it is in the end, and nothing else.

use std::io::{self, Write as _};

use super::{Output, Renderer, Style, diagnostic, sanitize};
use crate::event::{Event, Record};

/// Writes the last page.
pub(super) struct Page {
    style: Style,
    last: Option<String>,
}

impl Page {
    pub(super) fn new(style: Style) -> Self {
        Self { style, last: None }
    }
}

impl Renderer for Page {
    fn record(&mut self, record: &Record, out: &mut Output) -> io::Result<()> {
        if let Event::Page { html } = &record.event {
            self.last = Some(html.clone());
            return Ok(());
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
        if let Some(html) = self.last.take() {
            let html = if self.style.terminal { sanitize::lines(&html).into_owned() } else { html };
            out.data().write_all(html.as_bytes())?;
            if !html.ends_with('\n') {
                out.data().write_all(b"\n")?;
            }
        }
        out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples::{fragment, plain, rendered};

    #[test]
    fn only_the_last_page_is_written() {
        let records = [
            plain(Event::Page { html: "<p>1</p>".into() }),
            plain(Event::from(fragment(1, 0, "#a", "x"))),
            plain(Event::Page { html: "<p>2</p>".into() }),
        ];
        assert_eq!(rendered(Page::new(Style::default()), &records), ("<p>2</p>\n".to_owned(), String::new()));
    }

    #[test]
    fn without_a_page_nothing_is_written() {
        assert_eq!(rendered(Page::new(Style::default()), &[]), (String::new(), String::new()));
    }
}
