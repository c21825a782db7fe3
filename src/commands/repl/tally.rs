//! What was sent and what came back: when a script's session has its answers. Pure.

use std::fmt;
use std::time::Duration;

use tokio::time::Instant;

use crate::quantity::counted;

/// How long it must have been quiet after the answers.
const QUIET: Duration = Duration::from_millis(250);

/// Messages and pings, and what came back.
#[derive(Debug, Clone)]
pub struct Tally {
    /// Messages that went out over this connection.
    sent: u64,
    /// Messages since the first that was sent.
    received: u64,
    /// Messages since the last that was sent.
    answers: u64,
    /// Messages that wait for the socket to open.
    queued: usize,
    /// Pings without a pong.
    pings: usize,
    /// What has no answer, and will have none.
    lost: Option<Lost>,
    /// The last message that had come by then: it is no answer, nor are those before it.
    before: u64,
    last_came: u64,
    last: Instant,
}

/// What was not answered by the end of its connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lost {
    /// The code that the last of those connections ended with.
    pub code: u16,
    messages: u64,
    pings: usize,
}

impl fmt::Display for Lost {
    /// `1 message and 2 pings were`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told = |count: u64, what| (count > 0).then(|| counted(count, what));
        let pings = self.pings as u64;
        let parts: Vec<String> =
            [told(self.messages, "message"), told(pings, "ping")].into_iter().flatten().collect();
        let verb = if self.messages + pings == 1 { "was" } else { "were" };
        write!(f, "{} {verb}", parts.join(" and "))
    }
}

impl Tally {
    /// Nothing yet.
    #[must_use]
    pub fn new(now: Instant) -> Self {
        Self {
            sent: 0,
            received: 0,
            answers: 0,
            queued: 0,
            pings: 0,
            lost: None,
            before: 0,
            last_came: 0,
            last: now,
        }
    }

    /// The socket opened.
    pub fn opened(&mut self, now: Instant) {
        self.last = now;
    }

    /// A message came.
    pub fn came(&mut self, seq: u64) {
        self.last_came = seq;
    }

    /// A message was sent, after so many had come.
    pub fn sent(&mut self, came: u64) {
        self.sent += 1;
        self.last_came = came;
        self.begin_anew();
    }

    /// A message waits for the socket to open.
    pub fn queued(&mut self, came: u64) {
        self.queued += 1;
        self.last_came = came;
        self.begin_anew();
    }

    /// A message went out by itself: one that was queued, or one of those that follow an open, which nobody typed.
    pub fn sent_late(&mut self) {
        if let Some(left) = self.queued.checked_sub(1) {
            self.queued = left;
            self.sent += 1;
        }
        self.begin_anew();
    }

    /// A message went out that an act had put off.
    pub fn sent_as_put_off(&mut self) {
        self.sent += 1;
        self.begin_anew();
    }

    /// What came so far is no answer to what is sent from now on.
    fn begin_anew(&mut self) {
        self.answers = 0;
        self.before = self.last_came;
    }

    /// A ping was sent.
    pub fn pinged(&mut self) {
        self.pings += 1;
    }

    /// A pong came that answers so many of these pings.
    pub fn ponged(&mut self, answers: usize, now: Instant) {
        self.pings = self.pings.saturating_sub(answers);
        self.last = now;
    }

    /// htmx is done with a message that came.
    pub fn done(&mut self, seq: u64, now: Instant) {
        self.received += u64::from(self.sent > 0);
        self.answers += u64::from(seq > self.before);
        self.last = now;
    }

    /// The connection ended, and so many messages wait for another: nothing that went out over it is answered any more.
    pub fn ended(&mut self, code: u16, queued: usize) {
        let messages = if self.has_answers() { 0 } else { self.sent.saturating_sub(self.received).max(1) };
        let pings = self.pings;
        if messages > 0 || pings > 0 {
            let before = self.lost.unwrap_or_default();
            self.lost =
                Some(Lost { code, messages: before.messages + messages, pings: before.pings + pings });
        }
        self.leave(queued);
    }

    /// The connection was ended on purpose: nobody waits for what has no answer by now.
    pub fn leave(&mut self, queued: usize) {
        (self.sent, self.received, self.queued) = (0, 0, queued);
        self.pings = 0;
    }

    /// Messages since the last that was sent.
    #[must_use]
    pub fn answers(&self) -> u64 {
        self.answers
    }

    /// Pings without a pong.
    #[must_use]
    pub fn pings(&self) -> usize {
        self.pings
    }

    /// What has no answer, and will have none.
    #[must_use]
    pub fn lost(&self) -> Option<Lost> {
        self.lost
    }

    /// Whether as many messages came as were sent, one of them after the last: a server owes none, but most give one. A
    /// pong it owes to every ping.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.has_answers() && self.pings == 0
    }

    /// Whether there are as many messages as were sent, the last of which has one.
    #[must_use]
    pub fn has_answers(&self) -> bool {
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
        tally.queued(3);
        tally.came(4);
        tally.sent_late();
        assert!(!tally.is_answered());
        tally.done(4, now);
        assert_eq!((tally.is_answered(), tally.answers()), (false, 0));
        tally.done(5, now);
        assert!(tally.is_answered());
    }

    #[test]
    fn what_a_lost_connection_owes_does_not_come_any_more() {
        let now = Instant::now();
        let mut tally = Tally::new(now);
        tally.sent(0);
        tally.sent(0);
        tally.queued(0);
        tally.done(1, now);
        tally.ended(1006, 1);
        assert_eq!(tally.lost().unwrap().to_string(), "1 message was");
        assert!(tally.is_answered());
        tally.sent_late();
        tally.pinged();
        tally.ended(1012, 0);
        let lost = tally.lost().unwrap();
        assert_eq!((lost.code, lost.to_string().as_str()), (1012, "2 messages and 1 ping were"));
        tally.sent(1);
        tally.leave(0);
        assert_eq!((tally.is_answered(), tally.lost()), (true, Some(lost)));
    }

    #[test]
    fn what_an_act_put_off_is_owed_an_answer_once_it_goes_out() {
        let now = Instant::now();
        let mut tally = Tally::new(now);
        tally.came(1);
        tally.done(1, now);
        tally.sent_as_put_off();
        assert_eq!((tally.is_answered(), tally.answers()), (false, 0));
        tally.came(2);
        tally.done(2, now);
        assert_eq!((tally.is_answered(), tally.answers()), (true, 1));
    }

    #[test]
    fn a_pong_answers_as_many_pings_as_it_says() {
        let now = Instant::now();
        let mut tally = Tally::new(now);
        (0..3).for_each(|_| tally.pinged());
        tally.ponged(2, now);
        assert_eq!((tally.pings(), tally.is_answered()), (1, false));
        tally.ponged(1, now);
        assert!(tally.is_answered());
    }
}
