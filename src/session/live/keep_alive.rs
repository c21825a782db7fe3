//! Keep-alive (RFC 6455 §5.5.2): pings at an interval, and a connection without their pongs taken for dead.
//!
//! Knows no connection: it says when a ping is due and when one was waited for too long.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::{Instant, Sleep};

/// When pings go out, and how long their pongs are waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct KeepAlive {
    /// Between two pings; without it none goes out by itself.
    pub interval: Option<Duration>,
    /// How long a pong is waited for; without it for ever.
    pub timeout: Option<Duration>,
}

/// The pings of one connection.
#[derive(Debug)]
pub(super) struct Pings {
    settings: KeepAlive,
    next: Option<Pin<Box<Sleep>>>,
    /// How many were sent.
    count: u64,
    /// Those without a pong, the oldest first.
    waiting: Vec<Ping>,
    late: Option<Pin<Box<Sleep>>>,
}

#[derive(Debug)]
struct Ping {
    data: Vec<u8>,
    since: Instant,
    /// How many pings somebody asked for that are answered with it: itself, and those before it that are forgotten.
    asked_for: usize,
}

/// What a pong answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Answer {
    /// The time since the ping whose data it has.
    pub(super) took: Duration,
    /// How many of the pings that it answers somebody asked for.
    pub(super) asked_for: usize,
}

/// Pings that are remembered; a server that answers none would make them grow.
const MOST_WAITING: usize = 64;

impl Pings {
    /// Of a connection that has just opened.
    pub(super) fn new(settings: KeepAlive) -> Self {
        let next = settings.interval.map(|interval| Box::pin(tokio::time::sleep(interval)));
        Self { settings, next, count: 0, waiting: Vec::new(), late: None }
    }

    /// A ping that somebody asked for goes out now: its data, where none was given.
    pub(super) fn ask(&mut self, data: Option<Vec<u8>>) -> Vec<u8> {
        let data = data.unwrap_or_else(|| self.number());
        self.note(data.clone(), 1);
        data
    }

    /// The data of the next ping that nobody gave any.
    fn number(&mut self) -> Vec<u8> {
        self.count += 1;
        format!("hxws {}", self.count).into_bytes()
    }

    /// A ping goes out now.
    fn note(&mut self, data: Vec<u8>, asked_for: usize) {
        self.waiting.push(Ping { data, since: Instant::now(), asked_for });
        if self.waiting.len() > MOST_WAITING {
            let forgotten = self.waiting.remove(0);
            self.waiting[0].asked_for += forgotten.asked_for;
        }
        self.wait();
    }

    /// Nobody asks any more for the pongs to those that went out.
    pub(super) fn disown(&mut self) {
        self.waiting.iter_mut().for_each(|ping| ping.asked_for = 0);
    }

    /// A pong came: what it answers, where it is to a ping of this side. It answers those before it too (RFC 6455 §5.5.3).
    pub(super) fn answered(&mut self, data: &[u8]) -> Option<Answer> {
        let at = self.waiting.iter().rposition(|ping| ping.data == data)?;
        let took = self.waiting[at].since.elapsed();
        let asked_for = self.waiting.drain(..=at).map(|ping| ping.asked_for).sum();
        self.late = None;
        self.wait();
        Some(Answer { took, asked_for })
    }

    /// The data of a ping that is due.
    pub(super) fn poll_due(&mut self, cx: &mut Context<'_>) -> Poll<Vec<u8>> {
        let Some((next, interval)) = self.next.as_mut().zip(self.settings.interval) else {
            return Poll::Pending;
        };
        std::task::ready!(next.as_mut().poll(cx));
        next.as_mut().reset(Instant::now() + interval);
        let data = self.number();
        self.note(data.clone(), 0);
        Poll::Ready(data)
    }

    /// The time within which a pong has not come. To be asked once nothing is left to be read.
    pub(super) fn poll_late(&mut self, cx: &mut Context<'_>) -> Poll<Duration> {
        let Some((late, timeout)) = self.late.as_mut().zip(self.settings.timeout) else {
            return Poll::Pending;
        };
        std::task::ready!(late.as_mut().poll(cx));
        self.late = None;
        Poll::Ready(timeout)
    }

    /// The oldest ping's time runs.
    fn wait(&mut self) {
        let oldest = self.waiting.first().zip(self.settings.timeout).filter(|_| self.late.is_none());
        self.late = match oldest {
            Some((ping, timeout)) => Some(Box::pin(tokio::time::sleep_until(ping.since + timeout))),
            None => self.late.take(),
        };
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;

    use super::*;

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn pings(interval: u64, timeout: u64) -> Pings {
        Pings::new(KeepAlive { interval: Some(seconds(interval)), timeout: Some(seconds(timeout)) })
    }

    fn answer(took: u64, asked_for: usize) -> Option<Answer> {
        Some(Answer { took: seconds(took), asked_for })
    }

    /// The next ping, and how many seconds it took to come.
    async fn due(pings: &mut Pings) -> (Vec<u8>, u64) {
        let start = Instant::now();
        let data = poll_fn(|cx| pings.poll_due(cx)).await;
        (data, start.elapsed().as_secs())
    }

    #[tokio::test(start_paused = true)]
    async fn pings_go_out_at_the_interval_as_long_as_they_are_answered() {
        let mut pings = pings(10, 3);
        for count in 1..=3 {
            let data = format!("hxws {count}").into_bytes();
            assert_eq!(due(&mut pings).await, (data.clone(), if count == 1 { 10 } else { 9 }));
            tokio::time::advance(seconds(1)).await;
            assert_eq!(pings.answered(&data), answer(1, 0));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_pong_that_does_not_come_is_missed_once() {
        let mut pings = pings(10, 3);
        due(&mut pings).await;
        let start = Instant::now();
        assert_eq!(poll_fn(|cx| pings.poll_late(cx)).await, seconds(3));
        assert_eq!(start.elapsed().as_secs(), 3);
    }

    #[tokio::test(start_paused = true)]
    async fn a_pong_answers_the_pings_before_it_and_one_of_somebody_else_none() {
        let mut pings = pings(2, 30);
        for _ in 0..3 {
            due(&mut pings).await;
        }
        assert_eq!(pings.answered(b"other"), None);
        assert_eq!(pings.answered(b"hxws 2"), answer(2, 0));
        assert_eq!(pings.answered(b"hxws 1"), None);
        assert_eq!(pings.answered(b"hxws 3"), answer(0, 0));
    }

    #[tokio::test(start_paused = true)]
    async fn a_pong_tells_how_many_of_the_pings_that_it_answers_were_asked_for() {
        let mut pings = pings(2, 30);
        due(&mut pings).await;
        assert_eq!(pings.ask(None), b"hxws 2");
        assert_eq!(pings.ask(Some(b"x".to_vec())), b"x");
        due(&mut pings).await;
        assert_eq!(pings.ask(None), b"hxws 4");
        assert_eq!(pings.answered(b"hxws 1"), answer(2, 0));
        assert_eq!(pings.answered(b"hxws 3"), answer(0, 2));
        pings.disown();
        pings.ask(None);
        assert_eq!(pings.answered(b"hxws 5"), answer(0, 1));
    }

    #[tokio::test(start_paused = true)]
    async fn of_more_pings_than_are_remembered_none_goes_without_an_answer() {
        let mut pings = pings(2, 30);
        for _ in 0..MOST_WAITING + 2 {
            pings.ask(None);
        }
        assert_eq!(pings.answered(b"hxws 2"), None);
        assert_eq!(pings.answered(b"hxws 3"), answer(0, 3));
        assert_eq!(pings.answered(b"hxws 66"), answer(0, 63));
    }
}
