//! What is printed of what arrives: messages can be filtered, and held back for a while. Pure.
//!
//! Only messages and what became of them are ever hidden or held: errors and closes pass, as does what a person asked for.

mod sieve;

use std::collections::VecDeque;

use super::filter::Filter;
use crate::event::{Event, Record};
use sieve::Sieve;

/// How many records are held at the most.
const MOST_RECORDS: usize = 10_000;

/// How many bytes of messages are held at the most.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// What is let through.
#[derive(Debug, Default)]
pub struct Gate {
    sieve: Sieve,
    held: Option<Held>,
}

/// Records that wait.
#[derive(Debug, Default)]
struct Held {
    records: VecDeque<Record>,
    bytes: usize,
    messages: u64,
    dropped: u64,
}

/// What was held, and how many messages came and were dropped meanwhile.
#[derive(Debug, PartialEq)]
pub struct Released {
    /// In order.
    pub records: Vec<Record>,
    /// All messages that came.
    pub messages: u64,
    /// The first of them, for which there was no room.
    pub dropped: u64,
}

impl Gate {
    /// Lets through what a filter takes, or again all; says how many messages the last one has hidden.
    pub fn set_filter(&mut self, filter: Option<Filter>) -> u64 {
        self.sieve.set_filter(filter)
    }

    /// How many messages the filter has hidden, where there is one.
    #[must_use]
    pub fn hidden(&self) -> Option<u64> {
        self.sieve.hidden()
    }

    /// Whether there is a filter.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        self.sieve.is_filtered()
    }

    /// Holds back what comes from now on; false where that is so already.
    pub fn pause(&mut self) -> bool {
        let begins = self.held.is_none();
        self.held.get_or_insert_default();
        begins
    }

    /// Whether messages are held back.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.held.is_some()
    }

    /// Whether anything is held.
    #[must_use]
    pub fn has_held(&self) -> bool {
        self.held.as_ref().is_some_and(|held| !held.records.is_empty())
    }

    /// Gives back what was held, and holds no more.
    pub fn resume(&mut self) -> Option<Released> {
        let Held { records, messages, dropped, .. } = self.held.take()?;
        Some(Released { records: records.into(), messages, dropped })
    }

    /// Whether everything passes as it is.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.sieve.is_filtered() && self.held.is_none()
    }

    /// What is to be printed of these now.
    pub fn pass(&mut self, records: &[Record]) -> Vec<Record> {
        let shown = self.sieve.pass(records);
        let Some(held) = &mut self.held else { return shown };
        let (held_back, passed) = shown.into_iter().partition(|record| message(&record.event).is_some());
        held.take(held_back);
        passed
    }
}

impl Held {
    fn take(&mut self, records: Vec<Record>) {
        for record in records {
            self.messages += u64::from(matches!(record.event, Event::Message { .. }));
            self.bytes += size(&record);
            self.records.push_back(record);
        }
        while self.records.len() > MOST_RECORDS || self.bytes > MOST_BYTES {
            self.drop_first();
        }
    }

    /// Drops the first message with all that became of it.
    fn drop_first(&mut self) {
        let Some(first) = self.records.pop_front() else { return };
        self.dropped += u64::from(matches!(first.event, Event::Message { .. }));
        self.bytes -= size(&first);
        while let Some(record) =
            self.records.pop_front_if(|next| !matches!(next.event, Event::Message { .. }))
        {
            self.bytes -= size(&record);
        }
    }
}

/// The bytes that a record holds, near enough.
fn size(record: &Record) -> usize {
    match &record.event {
        Event::Message { bytes, .. } => *bytes,
        Event::Fragment(fragment) => fragment.html.len() + fragment.text.len() + fragment.inserted.len(),
        _ => 0,
    }
}

/// The message that an event is about.
fn message(event: &Event) -> Option<u64> {
    match event {
        Event::Done { seq } => Some(*seq),
        event => event.seq(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{By, Payload};

    fn message(seq: u64, text: &str) -> [Record; 2] {
        let payload = Payload::Text(text.to_owned());
        let message = Event::Message { seq, bytes: text.len(), wire_bytes: None, payload };
        [Record::of(message), Record::of(Event::Done { seq })]
    }

    fn filter(written: &str) -> Filter {
        Filter::of_messages(vec![written.to_owned()]).unwrap()
    }

    fn close() -> Record {
        Record::of(Event::closed(1006, String::new(), By::Network, true))
    }

    #[test]
    fn what_a_filter_hides_is_counted_and_a_close_is_never_hidden() {
        let mut gate = Gate::default();
        assert_eq!(gate.set_filter(Some(filter("/b/"))), 0);
        let records = [&message(1, "a")[..], &message(2, "b"), &[close()], &message(3, "c")].concat();
        assert_eq!(gate.pass(&records), [&message(2, "b")[..], &[close()]].concat());
        assert_eq!(gate.set_filter(None), 2);
        assert_eq!(gate.pass(&records), records);
    }

    #[test]
    fn what_comes_of_a_hidden_message_later_is_hidden_too() {
        let mut gate = Gate::default();
        gate.set_filter(Some(filter("/b/")));
        let [begun, done] = message(1, "a");
        assert_eq!(gate.pass(&[begun]), []);
        assert_eq!(gate.pass(std::slice::from_ref(&done)), []);
        // of a message that came before the filter
        assert_eq!(gate.pass(std::slice::from_ref(&done)), [done]);
    }

    #[test]
    fn what_is_held_back_comes_in_order_and_the_rest_passes() {
        let mut gate = Gate::default();
        assert!(gate.pause());
        assert!(!gate.pause());
        let records = [&message(1, "a")[..], &[close()], &message(2, "b")].concat();
        assert_eq!(gate.pass(&records), [close()]);
        let released = gate.resume().unwrap();
        assert_eq!(released.records, [message(1, "a"), message(2, "b")].concat());
        assert_eq!((released.messages, released.dropped, gate.resume()), (2, 0, None));
    }

    #[test]
    fn the_last_messages_are_held_and_those_before_them_counted() {
        let mut gate = Gate::default();
        gate.pause();
        for seq in 1..=6000 {
            gate.pass(&message(seq, "x"));
        }
        let released = gate.resume().unwrap();
        assert_eq!((released.records.len(), released.messages, released.dropped), (10_000, 6000, 1000));
        assert_eq!(released.records[0], message(1001, "x")[0]);
        gate.pause();
        gate.pass(&message(1, &"x".repeat(MOST_BYTES + 1)));
        gate.pass(&message(2, "y"));
        let released = gate.resume().unwrap();
        assert_eq!((released.records, released.dropped), (message(2, "y").to_vec(), 1));
    }
}
