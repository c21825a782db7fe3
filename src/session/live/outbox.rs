//! Records on their way out: a message waits for what becomes of it, and what comes after it waits with it.
//!
//! htmx 4 puts swaps and their ends off to timers. A message is told in one piece once htmx is done with it; where that
//! takes long, as much as there is goes before.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::time::Instant;

use crate::event::{Event, Record};

/// How long the records of a message hold up those behind them.
const PATIENCE: Duration = Duration::from_secs(1);

/// Records that wait for a message, in order.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    waiting: VecDeque<Entry>,
    /// When the first of them has held up the others for long enough.
    until: Option<Instant>,
    /// Messages that were told before htmx was done with them, as the ends that they are to have.
    begun: Vec<(u64, Record)>,
}

#[derive(Debug)]
struct Entry {
    /// The message whose records these are, if they are.
    seq: Option<u64>,
    records: Vec<Record>,
}

impl Outbox {
    /// Whether htmx is done with every message.
    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty() && self.begun.is_empty()
    }

    /// How many records and messages wait.
    pub(super) fn len(&self) -> usize {
        self.waiting.len() + self.begun.len()
    }

    /// When something is to be told that waits for no happening.
    pub(super) fn deadline(&self) -> Option<Instant> {
        self.until
    }

    /// Takes records and gives back those whose turn it is. A message's are followed by [`Event::Done`].
    pub(super) fn pass(
        &mut self,
        mut records: Vec<Record>,
        now: impl FnOnce() -> Instant,
        is_at_work_on: impl Fn(u64) -> bool,
    ) -> Vec<Record> {
        let waits = |record: &Record| message(record).is_some_and(&is_at_work_on);
        if self.is_empty() && !records.iter().any(waits) {
            for at in 0..records.len() {
                let end = message(&records[at]).map(|seq| end(seq, &records[at]));
                records.extend(end);
            }
            return records;
        }
        records.into_iter().for_each(|record| self.file(record));
        self.release(now(), is_at_work_on)
    }

    fn file(&mut self, mut record: Record) {
        let seq = message(&record);
        let of = part(&record).and_then(|of| self.waiting.iter_mut().find(|entry| entry.seq == Some(of)));
        if let Some(entry) = of {
            record.socket = entry.records.first().and_then(|message| message.socket.clone());
            return entry.records.push(record);
        }
        match self.waiting.back_mut().filter(|entry| entry.seq.is_none() && seq.is_none()) {
            Some(entry) => entry.records.push(record),
            None => self.waiting.push_back(Entry { seq, records: vec![record] }),
        }
    }

    fn release(&mut self, now: Instant, is_at_work_on: impl Fn(u64) -> bool) -> Vec<Record> {
        let is_late = self.until.is_some_and(|until| now >= until);
        let (before, mut released) = (self.waiting.len(), Vec::new());
        while let Some(entry) =
            self.waiting.pop_front_if(|entry| is_late || !entry.seq.is_some_and(&is_at_work_on))
        {
            let end = entry.seq.zip(entry.records.first()).map(|(seq, message)| (seq, end(seq, message)));
            released.extend(entry.records);
            match end {
                Some((seq, end)) if is_at_work_on(seq) => self.begun.push((seq, end)),
                end => released.extend(end.map(|(_, end)| end)),
            }
        }
        let done = self.begun.extract_if(.., |(seq, _)| !is_at_work_on(*seq));
        released.extend(done.map(|(_, end)| end));
        let moved = self.waiting.len() < before;
        if moved || self.until.is_none() {
            self.until = (!self.waiting.is_empty()).then(|| now + PATIENCE);
        }
        released
    }
}

/// The message that a record is.
fn message(record: &Record) -> Option<u64> {
    match record.event {
        Event::Message { seq, .. } => Some(seq),
        _ => None,
    }
}

/// The message that a record tells something of.
fn part(record: &Record) -> Option<u64> {
    match &record.event {
        Event::Fragment(fragment) => Some(fragment.seq),
        Event::Warning(warning) => warning.seq,
        _ => None,
    }
}

/// The end of a message that came with a record.
fn end(seq: u64, message: &Record) -> Record {
    let Record { step, at, .. } = *message;
    Record { step, socket: message.socket.clone(), at, ..Record::of(Event::Done { seq }) }
}
