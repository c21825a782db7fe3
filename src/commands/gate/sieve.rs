//! What a filter takes of messages. Their records may come in several batches: each message is judged by all that came of it
//! so far, and what was passed over is shown once it fits. Pure.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{MOST_BYTES, MOST_RECORDS, message, size};
use crate::commands::filter::{Filter, Shown};
use crate::event::{Event, Record};

/// A filter, or none, and the messages that it is not done with.
#[derive(Debug, Default)]
pub(super) struct Sieve {
    filter: Option<Filter>,
    /// How many messages are over and were hidden.
    hidden: u64,
    /// Those that came since there is a filter and that htmx is not done with.
    begun: BTreeMap<u64, Begun>,
    /// Of messages before this one nothing is kept: there was no room.
    kept_from: u64,
    kept: Amount,
}

/// A message that htmx is not done with.
#[derive(Debug)]
struct Begun {
    /// Whether its text is asked for.
    is_asked: bool,
    /// What is shown of it so far.
    shown: Shown,
    /// What came of it before, and whether that was shown.
    came: Vec<(Record, bool)>,
}

#[derive(Debug, Default)]
struct Amount {
    records: usize,
    bytes: usize,
}

impl Sieve {
    /// Filters by another filter, or no more; says how many messages the last one has hidden.
    pub(super) fn set_filter(&mut self, filter: Option<Filter>) -> u64 {
        let hidden = self.hidden().unwrap_or_default();
        *self = Self { filter, ..Self::default() };
        hidden
    }

    /// How many messages are hidden so far, where there is a filter.
    pub(super) fn hidden(&self) -> Option<u64> {
        let hidden = self.begun.values().filter(|begun| !begun.shown.any).map(|_| 1);
        self.filter.as_ref().map(|_| self.hidden + hidden.sum::<u64>())
    }

    /// Whether there is a filter.
    pub(super) fn is_filtered(&self) -> bool {
        self.filter.is_some()
    }

    /// What is to be shown now that these have come.
    pub(super) fn pass(&mut self, records: &[Record]) -> Vec<Record> {
        let Some(filter) = &self.filter else { return records.to_vec() };
        let (mut came, mut over): (HashMap<u64, Vec<&Record>>, _) = (HashMap::new(), HashSet::new());
        for record in records {
            let Some(seq) = message(&record.event) else { continue };
            came.entry(seq).or_default().push(record);
            match &record.event {
                Event::Message { payload, .. } => {
                    self.begun.insert(seq, Begun::new(filter.takes_text(payload)));
                }
                Event::Done { .. } => _ = over.insert(seq),
                _ => {}
            }
        }
        for (seq, came) in came {
            self.begun.get_mut(&seq).into_iter().for_each(|begun| begun.judge(filter, &came));
        }
        let mut passed = Vec::new();
        for record in records {
            let seq = message(&record.event);
            let begun = seq.and_then(|seq| Some((seq, self.begun.get_mut(&seq)?)));
            // what is of no message, or of one that began before the filter
            let Some((seq, begun)) = begun else {
                passed.push(record.clone());
                continue;
            };
            begun.show(filter, &mut passed);
            let shows = filter.shows(&begun.shown, record);
            if shows {
                passed.push(record.clone());
            }
            if !over.contains(&seq) && seq >= self.kept_from {
                self.kept.add(record);
                begun.came.push((record.clone(), shows));
            }
        }
        over.into_iter().for_each(|seq| self.end(seq));
        self.make_room();
        passed
    }

    fn end(&mut self, seq: u64) {
        let Some(begun) = self.begun.remove(&seq) else { return };
        self.hidden += u64::from(!begun.shown.any);
        begun.came.iter().for_each(|(record, _)| self.kept.take(record));
    }

    /// Forgets what came of the first messages, as far as there is no room.
    fn make_room(&mut self) {
        while self.kept.is_too_much()
            && let Some((seq, begun)) = self.begun.range_mut(self.kept_from..).next()
        {
            self.kept_from = seq + 1;
            std::mem::take(&mut begun.came).iter().for_each(|(record, _)| self.kept.take(record));
        }
    }
}

impl Begun {
    fn new(is_asked: bool) -> Self {
        Self { is_asked, shown: Shown::default(), came: Vec::new() }
    }

    /// These have come now: more of it may be shown.
    fn judge(&mut self, filter: &Filter, now: &[&Record]) {
        if self.is_asked {
            let before = self.came.iter().map(|(record, _)| record);
            let all: Vec<&Record> = before.chain(now.iter().copied()).collect();
            let Shown { any, fragments } = filter.shown(&all);
            self.shown.any |= any;
            self.shown.fragments.extend(fragments);
        }
    }

    /// Shows what was passed over and fits by now.
    fn show(&mut self, filter: &Filter, passed: &mut Vec<Record>) {
        for (record, is_shown) in &mut self.came {
            if !*is_shown && filter.shows(&self.shown, record) {
                *is_shown = true;
                passed.push(record.clone());
            }
        }
    }
}

impl Amount {
    fn add(&mut self, record: &Record) {
        self.records += 1;
        self.bytes += size(record);
    }

    fn take(&mut self, record: &Record) {
        self.records -= 1;
        self.bytes -= size(record);
    }

    fn is_too_much(&self) -> bool {
        self.records > MOST_RECORDS || self.bytes > MOST_BYTES
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::filter::tests::{fragment, warning};
    use crate::event::{Outcome, Payload};

    fn message(seq: u64, text: String) -> Record {
        let bytes = text.len();
        Record::of(Event::Message { seq, bytes, wire_bytes: None, payload: Payload::Text(text) })
    }

    fn done(seq: u64) -> Record {
        Record::of(Event::Done { seq })
    }

    fn sieve(filter: Option<Filter>) -> Sieve {
        let mut sieve = Sieve::default();
        sieve.set_filter(filter);
        sieve
    }

    fn of_fragments(written: &str) -> Sieve {
        sieve(Filter::of_fragments(&[written.to_owned()]).unwrap())
    }

    /// What is shown of batches, by their places among all records.
    fn shown(sieve: &mut Sieve, batches: &[&[Record]]) -> Vec<Vec<usize>> {
        let all = batches.concat();
        let place = |record: &Record| all.iter().position(|other| other == record).unwrap();
        batches.iter().map(|batch| sieve.pass(batch).iter().map(place).collect()).collect()
    }

    #[test]
    fn a_message_is_shown_once_a_fragment_of_it_fits_that_comes_later() {
        let begun = [message(1, "x".into()), fragment(0, "#a", Outcome::Swapped)];
        let other = [message(2, "y".into()), done(2)];
        let late = [fragment(1, "#b", Outcome::Swapped)];
        let batches = [&begun[..], &other, &late, &[done(1)]];
        let mut sieve = of_fragments("target:#b");
        assert_eq!(shown(&mut sieve, &batches[..2]), [[0; 0]; 2]);
        assert_eq!(sieve.hidden(), Some(2));
        assert_eq!(sieve.pass(&late), [&begun[..1], &late].concat());
        assert_eq!((sieve.pass(&[done(1)]), sieve.hidden()), (vec![done(1)], Some(1)));
        let mut whole = self::sieve(Some(Filter::of_messages(vec!["target:#b".to_owned()]).unwrap()));
        assert_eq!(shown(&mut whole, &batches), [vec![], vec![], vec![0, 1, 4], vec![5]]);
    }

    #[test]
    fn a_fragment_is_shown_once_a_warning_that_is_asked_for_comes() {
        let begun = [message(1, "x".into()), fragment(0, "#a", Outcome::NoTarget)];
        let batches = [&begun[..], &[warning(Some(0), "no-target")], &[done(1)]];
        let mut sieve = of_fragments("warning");
        assert_eq!(shown(&mut sieve, &batches), [vec![], vec![0, 1, 2], vec![3]]);
        assert_eq!(sieve.hidden(), Some(0));
    }

    #[test]
    fn of_the_first_messages_nothing_is_kept_where_there_is_no_room() {
        let mut sieve = of_fragments("target:#b");
        for seq in [1, 2, 3] {
            assert_eq!(sieve.pass(&[message(seq, "x".repeat(MOST_BYTES / 2))]), []);
        }
        let late = fragment(1, "#b", Outcome::Swapped);
        assert_eq!(sieve.pass(std::slice::from_ref(&late)), [late]);
        assert_eq!((sieve.kept.records, sieve.kept.bytes), (2, MOST_BYTES / 2 * 2));
        let ends: Vec<Record> = [1, 2, 3].map(done).to_vec();
        assert_eq!((sieve.pass(&ends), sieve.hidden()), (vec![done(1)], Some(2)));
        assert_eq!((sieve.kept.records, sieve.kept.bytes), (0, 0));
    }
}
