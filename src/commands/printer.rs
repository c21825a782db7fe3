//! The printer: a command's records on their way to the renderer, and to the recording where there is one.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::Path;
use std::time::SystemTime;

use crate::event::{Event, Record, Warning};
use crate::htmx::diagnose::Finding;
use crate::render::{Format, Output, Renderer, Style, renderer};

/// Where a command's records go.
pub struct Printer {
    format: Format,
    style: Style,
    renderer: Box<dyn Renderer>,
    out: Output,
    recording: Option<Recording>,
    warned: bool,
}

/// A file that takes every event as JSON Lines.
struct Recording {
    renderer: Box<dyn Renderer>,
    out: Output,
}

impl Printer {
    /// A printer of a format to a pair of streams.
    #[must_use]
    pub fn new(format: Format, style: Style, out: Output) -> Self {
        Self { format, renderer: renderer(format, style.clone()), style, out, recording: None, warned: false }
    }

    /// Appends every record to a file too, which only its owner can read.
    ///
    /// # Errors
    /// Where the file cannot be opened for appending.
    pub fn record_to(&mut self, path: &Path) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.create(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path)?;
        let style = Style { messages: true, quiet: true, ..Style::default() };
        let out = Output::to(Box::new(file), Box::new(io::sink()));
        self.recording = Some(Recording { renderer: renderer(Format::Json, style), out });
        Ok(())
    }

    /// In which format it prints.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    /// How it prints.
    #[must_use]
    pub fn style(&self) -> &Style {
        &self.style
    }

    /// Whether the page is what is printed.
    #[must_use]
    pub fn prints_page(&self) -> bool {
        self.format == Format::Page
    }

    /// Whether any warning was given.
    #[must_use]
    pub fn warned(&self) -> bool {
        self.warned
    }

    /// Prints elsewhere from now on.
    pub fn set_output(&mut self, out: Output) {
        self.out = out;
    }

    /// Names the dialect for people; before anything is printed.
    pub fn set_dialect(&mut self, dialect: String) {
        self.style.dialect = dialect;
        self.renderer = renderer(self.format, self.style.clone());
    }

    /// Turns times off, where nothing of the network is told; before anything is printed.
    pub fn set_times(&mut self, times: bool) {
        self.style.times &= times;
        self.renderer = renderer(self.format, self.style.clone());
    }

    /// Prints data as it is, with a newline.
    ///
    /// # Errors
    /// Those of the data stream.
    pub fn data(&mut self, data: &[u8]) -> io::Result<()> {
        let out = self.out.data();
        out.write_all(data).and_then(|()| out.write_all(b"\n")).map_err(output_failed)
    }

    /// Prints records in order.
    ///
    /// # Errors
    /// Those of the data stream; a closed pipe is [`io::ErrorKind::BrokenPipe`].
    pub fn print(&mut self, records: &[Record]) -> io::Result<()> {
        for record in records {
            if let Some(recording) = &mut self.recording {
                recording.renderer.record(record, &mut recording.out).map_err(recording_failed)?;
            }
            self.warned |= matches!(record.event, Event::Warning(_));
            self.renderer.record(record, &mut self.out).map_err(output_failed)?;
        }
        Ok(())
    }

    /// Prints what should be known about a page, or about what is sent.
    ///
    /// # Errors
    /// As [`Printer::print`].
    pub fn warn(&mut self, findings: Vec<Finding>) -> io::Result<()> {
        findings.into_iter().try_for_each(|Finding { code, what, advice }| {
            self.event(Event::Warning(Warning { seq: None, index: None, code, what, advice }))
        })
    }

    /// Prints the page, where the format is made of it.
    ///
    /// # Errors
    /// Those of the data stream.
    pub fn page_at_end(&mut self, html: String) -> io::Result<()> {
        if self.prints_page() { self.event(Event::Page { html }) } else { Ok(()) }
    }

    /// Prints an event of this moment.
    ///
    /// # Errors
    /// Those of the data stream.
    pub fn event(&mut self, event: Event) -> io::Result<()> {
        self.print(&[Record { event, step: None, socket: None, at: Some(SystemTime::now()) }])
    }

    /// Hands over what is held, once nothing more is waiting.
    ///
    /// # Errors
    /// Those of the data stream.
    pub fn flush(&mut self) -> io::Result<()> {
        if let Some(recording) = &mut self.recording {
            recording.out.flush().map_err(recording_failed)?;
        }
        self.out.flush().map_err(output_failed)
    }

    /// Prints what was held back to the end.
    ///
    /// # Errors
    /// Those of the data stream.
    pub fn finish(&mut self) -> io::Result<()> {
        if let Some(recording) = &mut self.recording {
            recording.renderer.finish(&mut recording.out).map_err(recording_failed)?;
        }
        self.renderer.finish(&mut self.out).map_err(output_failed)
    }
}

/// What standard output's errors are of, in words.
#[must_use]
pub fn output_failed(error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("standard output cannot be written to: {error}"))
}

/// A recording on a full disk is a failure, and a closed pipe of it is no closed output.
fn recording_failed(error: io::Error) -> io::Error {
    io::Error::other(format!("the file of `--record` cannot be written to: {error}"))
}
