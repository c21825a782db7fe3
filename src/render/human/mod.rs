//! For people: a column of labels, one glance a fragment, colour only where it says something.
//!
//! Holds what lines mean together (which message a fragment belongs to, when something was last sent);
//! `connection`, `exchange`, `swap` and `inspection` write the lines.

mod answers;
mod binary;
mod comparison;
mod connection;
mod exchange;
mod fold;
mod inspection;
mod page;
mod past;
mod prose;
mod rest;
mod row;
mod scenario;
mod setting;
mod swap;

use std::io::{self, Write as _};
use std::time::SystemTime;

use super::{
    Output, Renderer, Style,
    clock::Clock,
    diagnostic, html_view,
    pen::{Pen, Role},
    sanitize, width,
};
use crate::event::{Event, Record};
use answers::Answers;
use exchange::{Current, Size};
use fold::Run;
use rest::{Content, Rest};

/// Lines of a fragment's HTML where no terminal says how many fit.
const LINES: usize = 20;

/// Rows around a fragment's HTML: its own line, how much is hidden, and what comes next.
const AROUND: usize = 3;

/// Between what a line is about and what is told of it.
const APART: &str = "   ";

/// Writes for people.
pub(super) struct Human {
    style: Style,
    clock: Clock,
    pen: Pen,
    /// The step that lines belong to.
    step: Option<usize>,
    /// The message that fragments and warnings belong to.
    current: Option<Current>,
    answers: Answers,
    /// What was cut last.
    rest: Option<Rest>,
    /// The message that was told last, where its repeats can be folded.
    run: Option<Run>,
}

impl Human {
    pub(super) fn new(style: Style, clock: Clock) -> Self {
        let pen = Pen::new(style.color);
        let answers = Answers::default();
        Self { style, clock, pen, step: None, current: None, answers, rest: None, run: None }
    }

    /// When it happened, where that is to be told.
    fn time(&self, record: &Record) -> Option<SystemTime> {
        record.at.filter(|_| self.style.times)
    }

    /// The lines that one piece of content may take: two thirds of the terminal, and room for what is around it.
    fn lines(&self) -> usize {
        match self.style.height {
            _ if self.style.verbose > 0 => usize::MAX,
            Some(height) => (height * 2 / 3).min(height.saturating_sub(AROUND)).max(1),
            None => LINES,
        }
    }

    /// `step   3`, when another step begins and something is told of it.
    fn step(&mut self, record: &Record) {
        if record.step == self.step {
            self.event(record);
            return;
        }
        self.settle();
        let before = self.pen.mark();
        if let Some(step) = record.step {
            if self.step.is_some() {
                self.pen.end();
            }
            self.row("step", Role::Strong, &step.to_string()).end();
        }
        let told = self.pen.mark();
        self.event(record);
        let elsewhere = match record.event {
            Event::Message { .. } | Event::Halted { .. } | Event::Error { .. } | Event::Unmet(_) => true,
            Event::Note { .. } => !self.style.quiet,
            _ => false,
        };
        if self.pen.mark() > told || elsewhere {
            self.step = record.step;
        } else {
            self.pen.rewind(before);
        }
    }

    fn event(&mut self, record: &Record) {
        let quiet = self.style.quiet;
        match &record.event {
            Event::Message { seq, bytes, wire_bytes, payload } => {
                self.message(record, *seq, Size { bytes: *bytes, wire: *wire_bytes }, payload);
            }
            Event::Fragment(fragment) => self.fragment(fragment),
            Event::Warning(warning) if diagnostic::told_by_halt(warning) => self.settle(),
            Event::Warning(warning) => self.warning(warning),
            Event::Error { .. }
            | Event::Unmet(_)
            | Event::Answer(_)
            | Event::Halted { .. }
            | Event::Note { .. }
            | Event::Done { .. } => self.settle(),
            event => {
                self.settle();
                self.current = None;
                match event {
                    Event::Sent { payload, bytes, wire_bytes, element } => {
                        let size = Size { bytes: *bytes, wire: *wire_bytes };
                        self.sent(record, payload, size, element.as_deref());
                    }
                    Event::Queued { data, bytes, waiting } => {
                        self.queued(data, *bytes, *waiting, record.socket.as_deref());
                    }
                    Event::Page { html } => self.page(record, html),
                    Event::Verdict(verdict) => self.verdict(verdict),
                    Event::Updated { scenario, file, expectations } => {
                        self.updated(scenario, file, *expectations);
                    }
                    Event::Setting(setting) => self.setting(setting),
                    Event::Difference(difference) => self.difference(difference),
                    Event::Diff { seq, changes } => self.diff(*seq, changes),
                    Event::Target { element, tag, swaps, elements, text } => {
                        self.target(element, tag, *swaps, (*elements, text));
                    }
                    Event::Logged(logged) => self.logged(record, logged),
                    Event::Explained(explained) => self.explained(explained),
                    Event::Copied { command, .. } => self.copied(command),
                    Event::Text { text } => self.text(text),
                    Event::File { path } => {
                        self.row("file", Role::Strong, &sanitize::line(path)).end();
                    }
                    Event::Socket { .. }
                    | Event::Sender { .. }
                    | Event::CloseCode { .. }
                    | Event::Delay { .. } => {
                        self.inspection(event);
                    }
                    _ if quiet && !matches!(event, Event::Close { .. }) => {}
                    _ => self.connection(record),
                }
            }
        }
    }

    /// The whole page; under a label where it is one of many.
    fn page(&mut self, record: &Record, html: &str) {
        let indent = if record.step.is_some() {
            self.row("page", Role::Dim, "").end();
            2
        } else {
            0
        };
        self.html(html, indent, usize::MAX);
    }

    /// Markup, and how much of it is not shown.
    fn html(&mut self, html: &str, indent: usize, limit: usize) {
        let mark = self.pen.mark();
        let frame = html_view::Frame { indent, width: self.style.width, skip: 0, limit };
        let lines = html_view::write(&mut self.pen, html, frame);
        if lines.checked_sub(1) == Some(limit) {
            // saying so would take the line that is missing
            self.pen.rewind(mark);
            html_view::write(&mut self.pen, html, html_view::Frame { limit: lines, ..frame });
        } else if lines > limit {
            self.hidden(lines - limit, indent, "line");
            self.rest = Some(Rest::new(Content::Markup(html.to_owned()), limit, indent));
        }
    }

    /// `… 37 more lines`.
    fn hidden(&mut self, hidden: usize, indent: usize, noun: &str) {
        if hidden > 0 {
            let plural = if hidden == 1 { "" } else { "s" };
            let whole = format!("… {hidden} more {noun}{plural}");
            let room = self.style.width.saturating_sub(indent);
            let fits = width::columns(&whole) <= room;
            let told = if fits { whole } else { format!("… {hidden} more") };
            self.pen.spaces(indent).put(Role::Dim, &told).end();
        }
    }
}

impl Renderer for Human {
    fn record(&mut self, record: &Record, out: &mut Output) -> io::Result<()> {
        if let Event::Scenario { name, htmx, .. } = &record.event {
            self.scenario(name, htmx);
        } else {
            self.step(record);
        }
        let on_the_side = match &record.event {
            Event::Error { message, help } => Some(diagnostic::error(&self.style, message, help.as_deref())),
            Event::Unmet(unmet) => Some(diagnostic::unmet(&self.style, unmet)),
            Event::Halted { reason, help, .. } => {
                Some(diagnostic::halted(&self.style, reason, help.as_deref()))
            }
            Event::Note { message } if !self.style.quiet => Some(diagnostic::note(&self.style, message)),
            Event::Answer(answer) => Some(diagnostic::answer(&self.style, answer)),
            _ => None,
        };
        let text = self.pen.take();
        if !text.is_empty() || on_the_side.is_some() {
            self.run = None;
            out.data().write_all(text.as_bytes())?;
        }
        on_the_side.map_or(Ok(()), |text| out.diagnose(&text))
    }

    fn records(&mut self, records: &[Record], out: &mut Output) -> io::Result<()> {
        let mut left = records;
        while let Some(record) = left.first() {
            let folded = if self.style.folds { self.fold(left) } else { None };
            match folded {
                Some((Some(line), count)) => {
                    out.row(line)?;
                    left = &left[count..];
                }
                Some((None, count)) => {
                    let run = self.run.take();
                    left[..count].iter().try_for_each(|record| self.record(record, out))?;
                    self.run = run;
                    left = &left[count..];
                }
                None => {
                    self.record(record, out)?;
                    left = &left[1..];
                }
            }
        }
        Ok(())
    }

    fn restyle(&mut self, style: &Style) {
        if let Some(rest) = self.rest.as_mut().filter(|_| style.width != self.style.width) {
            rest.begin_again();
        }
        self.style = style.clone();
    }

    fn more(&mut self, out: &mut Output) -> io::Result<bool> {
        self.run = None;
        let any = self.next_page();
        out.data().write_all(self.pen.take().as_bytes())?;
        Ok(any)
    }

    fn finish(&mut self, out: &mut Output) -> io::Result<()> {
        self.settle();
        let text = self.pen.take();
        if !text.is_empty() {
            out.data().write_all(text.as_bytes())?;
        }
        out.flush()
    }
}

#[cfg(test)]
mod tests;
