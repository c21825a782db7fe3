//! What htmx has put off: jobs on a clock that only moves when it is told to.
//!
//! Knows no real time: `now` is milliseconds since the page was loaded, as the caller counts them.

use std::collections::BTreeMap;

use super::four::progress::Delayed;
use super::listen::put_off::PutOff;

/// Moments at which something is due that are let go by at once at most: pages may poll every millisecond.
pub const MOST_MOMENTS: usize = 100_000;

/// Something of htmx's that waits for its time.
#[derive(Debug, Clone, PartialEq)]
pub enum Job {
    /// A task of a received message goes on (htmx 4).
    Swap(Box<Delayed>),
    /// The browser lets a view transition change the page (htmx 4).
    TransitionChanges,
    /// A view transition is over (htmx 4).
    TransitionEnds,
    /// A trigger whose time comes.
    Trigger(PutOff),
}

impl Job {
    /// Whether it is done even where its element has left the page.
    #[must_use]
    pub fn outlives_element(&self) -> bool {
        matches!(self, Self::Trigger(PutOff::Act { .. } | PutOff::Load { .. }))
    }

    /// Whether an event has asked for it, which its time only puts off.
    #[must_use]
    pub fn is_asked_for(&self) -> bool {
        matches!(self, Self::Trigger(PutOff::Act { .. } | PutOff::Inner(..)))
    }

    /// Whether a received message waits for it.
    #[must_use]
    pub fn is_of_message(&self) -> bool {
        matches!(self, Self::Swap(_) | Self::TransitionChanges | Self::TransitionEnds)
    }
}

/// The names of a job: when it is due, and its place among those of the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timer {
    due_ms: u64,
    order: u64,
}

/// A clock and the jobs that wait on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Timers<J> {
    now_ms: u64,
    made: u64,
    waiting: BTreeMap<Timer, J>,
}

impl<J> Default for Timers<J> {
    fn default() -> Self {
        Self { now_ms: 0, made: 0, waiting: BTreeMap::new() }
    }
}

impl<J> Timers<J> {
    /// Milliseconds since the page was loaded.
    #[must_use]
    pub fn now_ms(&self) -> u64 {
        self.now_ms
    }

    /// Puts a job off, as `setTimeout` does: `delay_ms` is rounded down, and what is not positive is 0.
    pub fn set(&mut self, delay_ms: f64, job: J) -> Timer {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "casts saturate")]
        let delay_ms = delay_ms as u64;
        self.made += 1;
        let timer = Timer { due_ms: self.now_ms.saturating_add(delay_ms), order: self.made };
        self.waiting.insert(timer, job);
        timer
    }

    /// Takes a job back, as `clearTimeout` does.
    pub fn clear(&mut self, timer: Timer) -> Option<J> {
        self.waiting.remove(&timer)
    }

    /// All that waits.
    pub fn waiting(&self) -> impl Iterator<Item = &J> {
        self.waiting.values()
    }

    /// When the next job is due.
    #[must_use]
    pub fn next_due_ms(&self) -> Option<u64> {
        self.waiting.keys().next().map(|timer| timer.due_ms)
    }

    /// When the next job of a kind is due.
    pub fn due_ms_of(&self, is_wanted: impl Fn(&J) -> bool) -> Option<u64> {
        self.waiting.iter().find(|(_, job)| is_wanted(job)).map(|(timer, _)| timer.due_ms)
    }

    /// Moves the clock on to the next job of a kind and takes it; the others go on waiting.
    pub fn next_of(&mut self, is_wanted: impl Fn(&J) -> bool) -> Option<J> {
        let timer = self.waiting.iter().find(|(_, job)| is_wanted(job)).map(|(timer, _)| *timer)?;
        self.now_ms = self.now_ms.max(timer.due_ms);
        self.waiting.remove(&timer)
    }

    /// Moves the clock on to the next job that is due by `until_ms` and takes it; without one, on to `until_ms`.
    pub fn next(&mut self, until_ms: u64) -> Option<J> {
        let due = self.waiting.first_entry().filter(|entry| entry.key().due_ms <= until_ms);
        match due {
            Some(entry) => {
                let (timer, job) = entry.remove_entry();
                self.now_ms = self.now_ms.max(timer.due_ms);
                Some(job)
            }
            None => {
                self.now_ms = self.now_ms.max(until_ms);
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Timers;

    #[test]
    fn jobs_come_by_time_and_then_in_the_order_they_were_set() {
        let mut timers = Timers::default();
        timers.set(20.9, "late");
        timers.set(f64::NAN, "at once");
        timers.set(-5.0, "at once too");
        let gone = timers.set(1.0, "never");
        assert_eq!(timers.clear(gone), Some("never"));
        let came: Vec<_> = std::iter::from_fn(|| timers.next(19)).collect();
        assert_eq!((came, timers.now_ms()), (vec!["at once", "at once too"], 19));
        assert_eq!((timers.next_due_ms(), timers.next(40), timers.now_ms()), (Some(20), Some("late"), 20));
        assert_eq!((timers.next(40), timers.now_ms()), (None, 40));
    }

    #[test]
    fn jobs_of_a_kind_are_taken_while_others_wait() {
        let mut timers = Timers::default();
        timers.set(5.0, "other");
        timers.set(10.0, "wanted");
        assert_eq!((timers.next_of(|job| *job == "wanted"), timers.now_ms()), (Some("wanted"), 10));
        assert_eq!(timers.next_of(|job| *job == "wanted"), None);
        assert_eq!(timers.next(10), Some("other"));
    }
}
