//! What was sent and what came: messages of both directions in order, as many as are worth keeping. Pure.

use std::collections::VecDeque;
use std::time::SystemTime;

use crate::event::{Direction, Event, Logged, Payload, Record};

/// Messages that are kept at most, of both directions.
const MOST_MESSAGES: usize = 1000;

/// Bytes that are kept at most, but for the last message.
const MOST_BYTES: usize = 8 << 20;

/// Bytes of a message's first line that are told.
const LONGEST_START: usize = 1000;

/// Messages, the oldest first.
#[derive(Debug, Default)]
pub struct Log {
    entries: VecDeque<Entry>,
    bytes: usize,
    sent: u64,
}

/// A message.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its number, among those of its direction.
    pub number: u64,
    /// Which way it went.
    pub direction: Direction,
    /// What was in it.
    pub payload: Payload,
    /// When it came, went out, or was queued.
    pub at: Option<SystemTime>,
    /// The socket's selector, where there are several.
    pub socket: Option<String>,
    /// The selector of its sender, where that is known.
    pub element: Option<String>,
    /// It waits for the socket to open.
    pub waits: bool,
}

impl Entry {
    /// What it is called: `12`, `s3`.
    #[must_use]
    pub fn name(&self) -> String {
        match self.direction {
            Direction::Received => self.number.to_string(),
            Direction::Sent => format!("s{}", self.number),
        }
    }

    fn record(&self) -> Record {
        let start = match &self.payload {
            Payload::Text(text) => {
                let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
                Some(line[..line.floor_char_boundary(LONGEST_START)].to_owned())
            }
            Payload::Binary(_) => None,
        };
        let event = Event::Logged(Logged {
            message: self.name(),
            direction: self.direction,
            bytes: self.payload.size(),
            start,
            waiting: self.waits,
        });
        Record { socket: self.socket.clone(), at: self.at, ..Record::of(event) }
    }
}

impl Log {
    /// Takes up the messages among what happened.
    pub fn note(&mut self, records: &[Record]) {
        for record in records {
            match &record.event {
                Event::Message { seq, payload, .. } => {
                    self.add(record, (*seq, Direction::Received), payload.clone(), None);
                }
                Event::Sent { payload, .. } if self.goes_out(record, payload) => {}
                Event::Sent { payload, element, .. } => {
                    self.sent += 1;
                    let number = (self.sent, Direction::Sent);
                    self.add(record, number, payload.clone(), element.clone());
                }
                Event::Queued { data, .. } => {
                    self.sent += 1;
                    self.add(record, (self.sent, Direction::Sent), Payload::Text(data.clone()), None);
                    if let Some(entry) = self.entries.back_mut() {
                        entry.waits = true;
                    }
                }
                _ => {}
            }
        }
    }

    /// Nothing waits any more: what did is lost.
    pub fn forget_queue(&mut self) {
        self.entries.iter_mut().for_each(|entry| entry.waits = false);
    }

    fn add(
        &mut self,
        record: &Record,
        (number, direction): (u64, Direction),
        payload: Payload,
        element: Option<String>,
    ) {
        self.bytes += payload.size();
        let (at, socket) = (record.at, record.socket.clone());
        self.entries.push_back(Entry { number, direction, payload, at, socket, element, waits: false });
        while self.entries.len() > MOST_MESSAGES || (self.bytes > MOST_BYTES && self.entries.len() > 1) {
            self.bytes -= self.entries.pop_front().map_or(0, |entry| entry.payload.size());
        }
    }

    /// A message that waited goes out: true where it is one of those.
    fn goes_out(&mut self, record: &Record, payload: &Payload) -> bool {
        let waited = |entry: &&mut Entry| {
            entry.waits
                && (entry.socket.is_none() || entry.socket == record.socket)
                && entry.payload == *payload
        };
        let Some(entry) = self.entries.iter_mut().find(waited) else { return false };
        (entry.waits, entry.at) = (false, record.at);
        true
    }

    /// The last messages, to be told.
    #[must_use]
    pub fn last(&self, count: usize) -> Vec<Record> {
        let passed = self.entries.len().saturating_sub(count);
        self.entries.range(passed..).map(Entry::record).collect()
    }

    /// The message of that number, or the last one of its direction.
    #[must_use]
    pub fn find(&self, direction: Direction, number: Option<u64>) -> Option<&Entry> {
        let is_meant = |entry: &&Entry| {
            entry.direction == direction && number.is_none_or(|number| entry.number == number)
        };
        self.entries.iter().rev().find(is_meant)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn came(seq: u64, text: &str) -> Record {
        let payload = Payload::Text(text.to_owned());
        Record::of(Event::Message { seq, bytes: text.len(), wire_bytes: None, payload })
    }

    fn sent(text: &str) -> Record {
        let payload = Payload::Text(text.to_owned());
        Record::of(Event::Sent { payload, bytes: text.len(), wire_bytes: None, element: None })
    }

    fn queued(text: &str) -> Record {
        Record::of(Event::Queued { data: text.to_owned(), bytes: text.len(), waiting: 1 })
    }

    fn names(log: &Log) -> Vec<String> {
        log.entries.iter().map(Entry::name).collect()
    }

    #[test]
    fn each_direction_has_numbers_of_its_own() {
        let mut log = Log::default();
        log.note(&[sent("a"), came(1, "b"), came(2, "c"), sent("d")]);
        assert_eq!(names(&log), ["s1", "1", "2", "s2"]);
        let found = |direction, number| log.find(direction, number).map(Entry::name);
        assert_eq!(found(Direction::Sent, None).as_deref(), Some("s2"));
        assert_eq!(found(Direction::Received, Some(1)).as_deref(), Some("1"));
        assert_eq!(found(Direction::Sent, Some(3)), None);
        assert_eq!(log.last(3).len(), 3);
    }

    #[test]
    fn what_was_queued_goes_out_under_its_number() {
        let mut log = Log::default();
        log.note(&[queued("a"), queued("a"), sent("a")]);
        let waits: Vec<bool> = log.entries.iter().map(|entry| entry.waits).collect();
        assert_eq!((names(&log), waits), (vec!["s1".to_owned(), "s2".to_owned()], vec![false, true]));
        log.forget_queue();
        log.note(&[sent("a")]);
        assert_eq!(names(&log), ["s1", "s2", "s3"]);
    }

    #[test]
    fn count_and_bytes_are_bounded_and_the_last_message_is_kept() {
        let mut log = Log::default();
        (1..=1500).for_each(|seq| log.note(&[came(seq, "x")]));
        assert_eq!((log.entries.len(), log.bytes, log.entries[0].number), (1000, 1000, 501));
        let large = "x".repeat(MOST_BYTES + 1);
        log.note(&[sent(&large)]);
        assert_eq!((names(&log), log.bytes), (vec!["s1".to_owned()], large.len()));
        log.note(&[came(1501, "y")]);
        assert_eq!((names(&log), log.bytes), (vec!["1501".to_owned()], 1));
    }

    #[test]
    fn the_first_line_that_says_something_is_told() {
        let mut log = Log::default();
        log.note(&[came(1, "\n  \n<p>one\ntwo")]);
        let Event::Logged(logged) = &log.last(1)[0].event else { panic!("something else is told") };
        assert_eq!((logged.start.as_deref(), logged.bytes), (Some("<p>one"), 14));
    }
}
