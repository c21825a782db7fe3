//! The printer: a command's records on their way to the renderer, and to the recording where there is one.

mod gating;

use std::io::{self, Write as _};
use std::path::Path;
use std::time::SystemTime;

use super::gate::Gate;
use super::recorder::Recorder;
use super::summary::Summary;
use crate::event::{Event, Record, Warning};
use crate::htmx::diagnose::Finding;
use crate::page::Document;
use crate::render::{self, Format, Output, Renderer, Stuck, Style, renderer, sanitize};
use crate::session::headers::Secrets;
use crate::session::live::Passed;
use crate::status::{Status, Stop};

pub use gating::hidden_messages;

/// Where a command's records go.
pub struct Printer {
    format: Format,
    style: Style,
    renderer: Box<dyn Renderer>,
    /// The filter that JSON Lines go through.
    jq: Option<String>,
    out: Output,
    recording: Option<Recorder>,
    /// Whether secrets are recorded as they are.
    secrets: Secrets,
    gate: Gate,
    warned: bool,
    /// Whether something could not be printed before the format changed.
    failed: bool,
    /// What came in all, where that is to be told.
    summary: Option<Summary>,
    /// Whether a session is being watched at a terminal.
    watched: bool,
    /// Whether nobody reads what is printed any more.
    nowhere: bool,
}

impl Printer {
    /// A printer of a format to a pair of streams.
    #[must_use]
    pub fn new(format: Format, style: Style, out: Output) -> Self {
        Self {
            format,
            renderer: renderer(format, style.clone()),
            style,
            jq: None,
            out,
            recording: None,
            secrets: Secrets::default(),
            gate: Gate::default(),
            warned: false,
            failed: false,
            summary: None,
            watched: false,
            nowhere: false,
        }
    }

    /// Prints JSON Lines through a filter.
    ///
    /// # Errors
    /// Where the filter cannot be read.
    pub fn filter_by(&mut self, filter: &str) -> Result<(), String> {
        self.renderer = render::filtered(filter, self.style.clone())?;
        self.format = Format::Json;
        self.jq = Some(filter.to_owned());
        Ok(())
    }

    /// Whether something could not be printed as it was asked for.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        self.failed || self.renderer.has_failed()
    }

    /// Appends every record to a file too, which only its owner can read.
    ///
    /// # Errors
    /// Where the file cannot be opened for appending.
    pub fn record_to(&mut self, path: &Path) -> io::Result<()> {
        self.recording = Some(Recorder::open(path)?);
        Ok(())
    }

    /// Says whether secrets are recorded as they are.
    pub fn set_secrets(&mut self, secrets: Secrets) {
        self.secrets = secrets;
    }

    /// Records no more; false where nothing was recorded.
    pub fn stop_recording(&mut self) -> bool {
        self.recording.take().is_some()
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

    /// Whether nothing is told of messages but what they are.
    #[must_use]
    pub fn shows_messages_alone(&self) -> bool {
        self.format == Format::Raw && self.style.verbose == 0 && self.recording.is_none()
    }

    /// Whether people read what is printed.
    #[must_use]
    pub fn is_for_people(&self) -> bool {
        self.format == Format::Human
    }

    /// Whether any warning was given.
    #[must_use]
    pub fn warned(&self) -> bool {
        self.warned
    }

    /// Under `--strict` a warning is a failure.
    ///
    /// # Errors
    /// Those that there are already; or that there were warnings.
    pub fn strictly(&self, is_strict: bool, status: Result<Status, Stop>) -> Result<Status, Stop> {
        match status {
            Ok(Status::Done) if is_strict && self.warned => {
                Err(Stop::failed("`--strict`: there were warnings"))
            }
            status => status,
        }
    }

    /// Prints elsewhere from now on.
    pub fn set_output(&mut self, out: Output) {
        self.out = out;
    }

    /// Where nobody reads what was printed, prints nowhere from now on.
    ///
    /// # Errors
    /// What else was wrong with it.
    pub fn or_nowhere(&mut self, printed: io::Result<()>) -> io::Result<()> {
        match printed {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.nowhere = true;
                self.out = Output::stderr();
                Ok(())
            }
            printed => printed,
        }
    }

    /// Whether nobody reads what is printed any more.
    #[must_use]
    pub fn prints_nowhere(&self) -> bool {
        self.nowhere
    }

    /// Names the dialect for people.
    pub fn set_dialect(&mut self, dialect: String) {
        self.change(|style| style.dialect = dialect);
    }

    /// Names the file that everything is about from now on, where it is one of several.
    ///
    /// # Errors
    /// Those of the data stream.
    pub fn set_file(&mut self, file: String) -> io::Result<()> {
        self.change(|style| style.file = Some(file.clone()));
        self.event(Event::File { path: file })
    }

    /// Turns times off, where nothing of the network is told.
    pub fn set_times(&mut self, times: bool) {
        self.change(|style| style.times &= times);
    }

    /// Prints in another format from now on.
    ///
    /// # Errors
    /// Those of the data stream.
    pub fn set_format(&mut self, format: Format) -> io::Result<()> {
        if format != self.format {
            self.renderer.finish(&mut self.out).map_err(output_failed)?;
            self.format = format;
            self.failed = self.has_failed();
            let filtered = self.jq.as_ref().filter(|_| format == Format::Json);
            // it has been read before
            let filtered = filtered.and_then(|jq| render::filtered(jq, self.style.clone()).ok());
            self.renderer = filtered.unwrap_or_else(|| renderer(format, self.style.clone()));
        }
        Ok(())
    }

    /// Prints in another style from now on.
    pub fn change(&mut self, change: impl FnOnce(&mut Style)) {
        change(&mut self.style);
        self.style.folds = self.watched && self.style.verbose == 0;
        self.renderer.restyle(&self.style);
    }

    /// A session goes on at the terminal, where there is one: repeats are folded from now on, and lines are as long as
    /// the terminal is wide at the moment.
    pub fn watch(&mut self) {
        self.watched = self.style.terminal && render::can_replace_lines();
        self.change(|_| {});
    }

    /// Finds out how large the terminal is by now.
    pub fn measure(&mut self) {
        let size = if self.style.terminal { render::stdout_size() } else { None };
        if let Some((width, height)) = size
            && (width, Some(height)) != (self.style.width, self.style.height)
        {
            self.out.resized();
            self.change(|style| {
                (style.width, style.height) = (width, Some(height));
                style.error_width = if style.error_width == usize::MAX { usize::MAX } else { width };
            });
        }
    }

    /// Prints more of what was cut last; false where nothing was.
    ///
    /// # Errors
    /// Those of the data stream.
    pub fn more(&mut self) -> io::Result<bool> {
        self.measure();
        self.renderer.more(&mut self.out).map_err(output_failed)
    }

    /// Counts what happens from now on.
    pub fn sum_up(&mut self) {
        self.summary = Some(Summary::default());
    }

    /// Tells what came in all since [`Printer::sum_up`].
    ///
    /// # Errors
    /// As [`Printer::print`].
    pub fn tell_sum(&mut self) -> io::Result<()> {
        let Some(mut summary) = self.summary.take() else { return Ok(()) };
        summary.hidden = self.gate.hidden().unwrap_or_default();
        self.event(Event::Note { message: summary.to_string() })
    }

    /// Prints data with a newline: to a pipe as it is, to a terminal what does no harm to it.
    ///
    /// # Errors
    /// Those of the data stream.
    pub fn data(&mut self, data: &[u8]) -> io::Result<()> {
        self.renderer.settle(&mut self.out).map_err(output_failed)?;
        let shown = self.style.terminal.then(|| String::from_utf8_lossy(data));
        let shown = shown.as_deref().map(sanitize::lines);
        let data = shown.as_deref().map_or(data, str::as_bytes);
        let out = self.out.data();
        out.write_all(data).and_then(|()| out.write_all(b"\n")).map_err(output_failed)
    }

    /// Prints records in order.
    ///
    /// # Errors
    /// Those of the data stream; a closed pipe is [`io::ErrorKind::BrokenPipe`].
    pub fn print(&mut self, records: &[Record]) -> io::Result<()> {
        self.record(records)?;
        self.show(records)
    }

    /// Prints what arrived, as far as it is neither filtered nor held back.
    ///
    /// # Errors
    /// As [`Printer::print`].
    pub fn arrived(&mut self, records: &[Record]) -> io::Result<()> {
        self.record(records)?;
        if self.gate.is_open() {
            return self.show(records);
        }
        let passed = self.gate.pass(records);
        self.show(&passed)
    }

    /// Prints messages that have no records, where it [shows messages alone](Self::shows_messages_alone).
    ///
    /// # Errors
    /// As [`Printer::print`].
    pub fn passed(&mut self, passed: &Passed) -> io::Result<()> {
        if let Some(summary) = &mut self.summary {
            summary.pass(passed.count(), passed.size());
        }
        self.measure();
        let (style, out) = (&self.style, &mut self.out);
        passed.iter().try_for_each(|message| render::write_piece(style, message, out)).map_err(output_failed)
    }

    /// Records, and prints nothing.
    ///
    /// # Errors
    /// Where the file cannot be written to.
    pub fn record(&mut self, records: &[Record]) -> io::Result<()> {
        self.warned |= records.iter().any(|record| matches!(record.event, Event::Warning(_)));
        if let Some(summary) = &mut self.summary {
            summary.see(records);
        }
        if let Some(recording) = &mut self.recording {
            recording.record(records, self.secrets)?;
        }
        Ok(())
    }

    /// Prints, and records nothing.
    ///
    /// # Errors
    /// Those of the data stream.
    pub fn show(&mut self, records: &[Record]) -> io::Result<()> {
        if !records.is_empty() {
            self.measure();
        }
        self.renderer.records(records, &mut self.out).map_err(output_failed)
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
    pub fn page_at_end(&mut self, page: Option<&Document>) -> io::Result<()> {
        match page.filter(|_| self.prints_page()) {
            Some(page) => self.event(Event::Page { html: page.to_html() }),
            None => Ok(()),
        }
    }

    /// Prints an event of this moment.
    ///
    /// # Errors
    /// Those of the data stream.
    pub fn event(&mut self, event: Event) -> io::Result<()> {
        self.print(&[Record { at: Some(SystemTime::now()), ..Record::of(event) }])
    }

    /// Hands over what is held, once nothing more is waiting.
    ///
    /// # Errors
    /// Those of the data stream.
    pub fn flush(&mut self) -> io::Result<()> {
        self.renderer.settle(&mut self.out).and_then(|()| self.out.flush()).map_err(output_failed)
    }

    /// Prints what was held back to the end.
    ///
    /// # Errors
    /// Those of the data stream.
    pub fn finish(&mut self) -> io::Result<()> {
        self.renderer.finish(&mut self.out).map_err(output_failed)
    }
}

/// What standard output's errors are of, in words; a filter's speak for themselves.
#[must_use]
pub fn output_failed(error: io::Error) -> io::Error {
    if error.get_ref().is_some_and(|error| error.is::<Stuck>()) {
        return error;
    }
    io::Error::new(error.kind(), format!("standard output cannot be written to: {error}"))
}
