//! How what came of a file's messages is told: all of it, or for people who asked for quiet only what is bad.

use std::io;

use super::input::Messages;
use super::strict::Came;
use crate::commands::printer::Printer;
use crate::event::{Event, Outcome, Payload, Record};
use crate::htmx::twin::Effect;
use crate::page::Document;

/// A file that is told of.
#[derive(Clone, Copy)]
pub(super) struct File<'a> {
    pub(super) messages: &'a Messages,
    pub(super) is_one_of_several: bool,
}

/// Tells of one file.
pub(super) struct Teller<'a> {
    file: File<'a>,
    printer: &'a mut Printer,
    /// Whether what went well is left out.
    only_bad: bool,
    /// Whether the file's name is still to be told, once there is something to tell of it.
    unnamed: bool,
    /// What came so far.
    pub(super) came: Came,
}

impl<'a> Teller<'a> {
    /// Names the file, where it is one of several.
    pub(super) fn new(file: File<'a>, printer: &'a mut Printer) -> io::Result<Self> {
        let only_bad = printer.style().quiet && printer.is_for_people();
        let mut teller =
            Self { file, printer, only_bad, unnamed: file.is_one_of_several, came: Came::default() };
        if !only_bad {
            teller.name()?;
        }
        Ok(teller)
    }

    fn name(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.unnamed) {
            self.printer.set_file(self.file.messages.path.display().to_string())?;
        }
        Ok(())
    }

    /// Tells of something that is of no message.
    pub(super) fn event(&mut self, event: Event) -> io::Result<()> {
        self.printer.event(event)
    }

    /// Tells of a message and what came of it at once.
    pub(super) fn message(&mut self, seq: u64, payload: &Payload, effects: Vec<Effect>) -> io::Result<()> {
        let message =
            Event::Message { seq, bytes: payload.size(), wire_bytes: None, payload: payload.clone() };
        self.events(std::iter::once(message).chain(events(effects)).collect())
    }

    /// Tells of what came later.
    pub(super) fn effects(&mut self, effects: Vec<Effect>) -> io::Result<()> {
        self.events(events(effects).collect())
    }

    /// Tells where the other htmx differs.
    pub(super) fn differences(&mut self, differences: Vec<Event>) -> io::Result<()> {
        self.came.differences += differences.len();
        self.events(differences)
    }

    /// The page afterwards, where that is what is printed.
    pub(super) fn page_at_end(&mut self, page: Option<&Document>) -> io::Result<()> {
        self.printer.page_at_end(page)
    }

    fn events(&mut self, events: Vec<Event>) -> io::Result<()> {
        self.came.fragments += events.iter().filter(|event| matches!(event, Event::Fragment(_))).count();
        self.came.warnings += events.iter().filter(|event| matches!(event, Event::Warning(_))).count();
        let told = if self.only_bad { bad(&events) } else { events.iter().collect() };
        if !told.is_empty() {
            self.name()?;
        }
        for event in told {
            let record = self.record(event.clone());
            self.printer.print(&[record])?;
        }
        Ok(())
    }

    /// An event with the socket that the recording has for its message.
    fn record(&self, event: Event) -> Record {
        let place = event.seq().and_then(|seq| usize::try_from(seq).ok()?.checked_sub(1));
        let socket = place.and_then(|place| self.file.messages.messages.get(place)?.socket.clone());
        Record { socket, ..Record::of(event) }
    }
}

fn events(effects: Vec<Effect>) -> impl Iterator<Item = Event> {
    effects.into_iter().filter_map(|effect| match effect {
        Effect::Event(event) => Some(event),
        _ => None,
    })
}

/// Without fragments that were swapped and have no warning, and without messages of which then nothing is left.
fn bad(events: &[Event]) -> Vec<&Event> {
    let is_warned_of = |seq: u64, index: usize| {
        events.iter().any(|event| {
            matches!(event, Event::Warning(warning) if (warning.seq, warning.index) == (Some(seq), Some(index)))
        })
    };
    let is_bad = |event: &&Event| match event {
        Event::Fragment(fragment) => {
            fragment.outcome != Outcome::Swapped || is_warned_of(fragment.seq, fragment.index)
        }
        Event::Message { .. } | Event::Note { .. } => false,
        _ => true,
    };
    let bad: Vec<&Event> = events.iter().filter(is_bad).collect();
    let message = events.iter().find(|event| matches!(event, Event::Message { .. }) && !bad.is_empty());
    message.into_iter().chain(bad).collect()
}
