//! What was sent and what came back: when a script's session has its answers. Pure.

use std::time::Duration;

use tokio::time::Instant;

/// How long it must have been quiet after the answers.
const QUIET: Duration = Duration::from_millis(250);

/// Messages both ways.
#[derive(Debug, Clone)]
pub struct Tally {
    sent: u64,
    /// Messages since the first that was sent.
    received: u64,
    /// Messages since the last that was sent.
    answers: u64,
    /// The last message that had come by then: it is no answer, nor are those before it.
    before: u64,
    last_came: u64,
    last: Instant,
}

impl Tally {
    /// Nothing yet.
    #[must_use]
    pub fn new(now: Instant) -> Self {
        Self { sent: 0, received: 0, answers: 0, before: 0, last_came: 0, last: now }
    }

    /// The socket opened.
    pub fn opened(&mut self, now: Instant) {
        self.last = now;
    }

    /// A message came.
    pub fn came(&mut self, seq: u64) {
        self.last_came = seq;
    }

    /// A message was sent, or queued, after so many had come.
    pub fn sent(&mut self, came: u64) {
        self.sent += 1;
        self.last_came = came;
        self.sent_late();
    }

    /// One that was queued went out.
    pub fn sent_late(&mut self) {
        self.answers = 0;
        self.before = self.last_came;
    }

    /// htmx is done with a message that came.
    pub fn done(&mut self, seq: u64, now: Instant) {
        self.received += u64::from(self.sent > 0);
        self.answers += u64::from(seq > self.before);
        self.last = now;
    }

    /// Messages since the last that was sent.
    #[must_use]
    pub fn answers(&self) -> u64 {
        self.answers
    }

    /// Whether as many messages came as were sent, one of them after the last: a server owes none, but most give one.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.sent == 0 || (self.answers > 0 && self.received >= self.sent)
    }

    /// When it will have been quiet for long enough, if nothing more comes.
    #[must_use]
    pub fn quiet_at(&self) -> Instant {
        self.last + QUIET
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_is_owed_an_answer_and_the_last_one_has_its_own() {
        let now = Instant::now();
        let mut tally = Tally::new(now);
        assert!(tally.is_answered());
        tally.done(1, now);
        tally.sent(1);
        tally.sent(1);
        assert_eq!((tally.is_answered(), tally.answers()), (false, 0));
        tally.done(2, now);
        assert!(!tally.is_answered());
        tally.done(3, now);
        assert_eq!((tally.is_answered(), tally.answers()), (true, 2));
        tally.came(4);
        tally.sent_late();
        assert!(!tally.is_answered());
        tally.done(4, now);
        assert_eq!((tally.is_answered(), tally.answers()), (false, 0));
        tally.done(5, now);
        assert!(tally.is_answered());
    }
}
