//! What people and programs read: one trait, a file per format.
//!
//! The only code that knows colours or terminals, and the only place that prints. It knows events
//! ([`crate::event`]) and nothing of sockets, pages or htmx's rules.

mod clock;
mod close_code;
mod diagnostic;
mod diff;
mod html;
mod html_view;
mod human;
mod jq;
mod json;
pub mod json_view;
mod junit;
mod output;
mod page;
mod pen;
mod piece;
mod raw;
mod report;
pub mod sanitize;
mod side_by_side;
mod spool;
mod tap;
mod terminal;
pub mod width;

#[cfg(test)]
mod lines;
#[cfg(test)]
pub(crate) mod samples;

use std::io;

pub use clock::size;
pub use close_code::close_code_name;
pub use jq::Stuck;
pub use output::{Output, REPLACE};
pub use piece::write_piece;
pub use terminal::{ColorChoice, can_replace_lines, stdout_size, stdout_style};

use crate::event::Record;

/// Writes events in one format.
///
/// Errors are those of the data stream; a closed pipe surfaces as [`io::ErrorKind::BrokenPipe`].
pub trait Renderer: Send {
    /// Writes one event: data to the data stream, diagnostics to the other.
    fn record(&mut self, record: &Record, out: &mut Output) -> io::Result<()>;

    /// Writes events that came together, in order.
    fn records(&mut self, records: &[Record], out: &mut Output) -> io::Result<()> {
        records.iter().try_for_each(|record| self.record(record, out))
    }

    /// Writes in this style from now on.
    fn restyle(&mut self, style: &Style);

    /// Writes more of what was cut last; false where nothing was.
    fn more(&mut self, _out: &mut Output) -> io::Result<bool> {
        Ok(false)
    }

    /// Writes what it is still at, so that it can be flushed.
    fn settle(&mut self, _out: &mut Output) -> io::Result<()> {
        Ok(())
    }

    /// Whether something could not be written as it was asked for, and was told instead.
    fn has_failed(&self) -> bool {
        false
    }

    /// Writes what was held back to the end, and flushes.
    fn finish(&mut self, out: &mut Output) -> io::Result<()>;
}

/// The contract's `--output`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people: aligned, coloured, one glance a fragment
    Human,
    /// JSON Lines: one event a line
    Json,
    /// The HTML of each fragment
    Html,
    /// Messages as they were received
    Raw,
    /// At the end, the whole page
    Page,
    /// A report of `simulate`: Test Anything Protocol
    #[value(hide = true)]
    Tap,
    /// A report of `simulate`: JUnit XML
    #[value(hide = true)]
    Junit,
}

impl Format {
    /// Whether it is a report of tests, and nothing else is told in it.
    #[must_use]
    pub fn is_report(self) -> bool {
        matches!(self, Self::Tap | Self::Junit)
    }
}

/// How to write: decided once by the caller, from flags and terminal (see [`stdout_style`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Style {
    /// Whether colour codes are written.
    pub color: bool,
    /// The columns of a line.
    pub width: usize,
    /// The columns of a line on standard error, where it is a terminal; else lines have no end.
    pub error_width: usize,
    /// The rows of the terminal, where there is one.
    pub height: Option<usize>,
    /// Whether data goes to a terminal: then what the server sent is made harmless in every format.
    pub terminal: bool,
    /// Whether repeats of a message are folded into a line that changes.
    pub folds: bool,
    /// Whether times are told; not so under `--no-time` and where no network is touched.
    pub times: bool,
    /// `--messages`: whether messages are written besides their fragments.
    pub messages: bool,
    /// `-0`: NUL instead of newline after each piece of `html` and `raw`.
    pub nul: bool,
    /// How often `-v` was given.
    pub verbose: u8,
    /// `-q`: no warnings and notes on standard error, no routine lines in `human`.
    pub quiet: bool,
    /// The dialect in words, such as `htmx 2`.
    pub dialect: String,
    /// The file that everything is about, where it is one of several.
    pub file: Option<String>,
}

impl Default for Style {
    /// What suits a pipe: no colour, 80 columns, with times.
    fn default() -> Self {
        Self {
            color: false,
            width: 80,
            error_width: usize::MAX,
            height: None,
            terminal: false,
            folds: false,
            times: true,
            messages: false,
            nul: false,
            verbose: 0,
            quiet: false,
            dialect: String::from("htmx"),
            file: None,
        }
    }
}

/// `note: message`, for standard error where there are no events yet.
#[must_use]
pub fn note(message: &str) -> String {
    diagnostic::note(&stdout_style(ColorChoice::Auto), message)
}

/// `error: message`, for standard error where there are no events any more.
#[must_use]
pub fn error(message: &str) -> String {
    diagnostic::error(&stdout_style(ColorChoice::Auto), message, None)
}

/// JSON Lines with a filter of jq's language over each.
///
/// # Errors
/// Where the filter cannot be read: what is wrong, and where.
pub fn filtered(filter: &str, style: Style) -> Result<Box<dyn Renderer>, String> {
    Ok(Box::new(jq::Filtered::start(filter, style)?))
}

/// The renderer of a format.
#[must_use]
pub fn renderer(format: Format, style: Style) -> Box<dyn Renderer> {
    match format {
        Format::Human => Box::new(human::Human::new(style, clock::Clock::local())),
        Format::Json => Box::new(json::Json::new(style)),
        Format::Html => Box::new(html::Html::new(style)),
        Format::Raw => Box::new(raw::Raw::new(style)),
        Format::Page => Box::new(page::Page::new(style)),
        Format::Tap => Box::new(tap::Tap::new(style)),
        Format::Junit => Box::new(junit::Junit::new(style)),
    }
}
