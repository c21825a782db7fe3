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
    waiting: Vec<(Vec<u8>, Instant)>,
    late: Option<Pin<Box<Sleep>>>,
}

/// Pings that are remembered; a server that answers none would make them grow.
const MOST_WAITING: usize = 64;

impl Pings {
    /// Of a connection that has just opened.
    pub(super) fn new(settings: KeepAlive) -> Self {
        let next = settings.interval.map(|interval| Box::pin(tokio::time::sleep(interval)));
        Self { settings, next, count: 0, waiting: Vec::new(), late: None }
    }

    /// The data of the next ping, which goes out now.
    pub(super) fn start(&mut self) -> Vec<u8> {
        self.count += 1;
        let data = format!("hxws {}", self.count).into_bytes();
        self.note(data.clone());
        data
    }

    /// A ping goes out now.
    pub(super) fn note(&mut self, data: Vec<u8>) {
        if self.waiting.len() == MOST_WAITING {
            self.waiting.remove(0);
        }
        self.waiting.push((data, Instant::now()));
        self.wait();
    }

    /// A pong came: the round-trip time, where it answers a ping of this side. It answers those before it too
    /// (RFC 6455 §5.5.3).
    pub(super) fn answered(&mut self, data: &[u8]) -> Option<Duration> {
        let at = self.waiting.iter().rposition(|(sent, _)| sent == data)?;
        let (_, since) = self.waiting.drain(..=at).next_back()?;
        self.late = None;
        self.wait();
        Some(since.elapsed())
    }

    /// The data of a ping that is due.
    pub(super) fn poll_due(&mut self, cx: &mut Context<'_>) -> Poll<Vec<u8>> {
        let Some((next, interval)) = self.next.as_mut().zip(self.settings.interval) else {
            return Poll::Pending;
        };
        std::task::ready!(next.as_mut().poll(cx));
        next.as_mut().reset(Instant::now() + interval);
        Poll::Ready(self.start())
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
            Some(((_, since), timeout)) => Some(Box::pin(tokio::time::sleep_until(*since + timeout))),
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
            assert_eq!(pings.answered(&data).map(|took| took.as_secs()), Some(1));
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
        assert_eq!(pings.answered(b"hxws 2").map(|took| took.as_secs()), Some(2));
        assert_eq!(pings.answered(b"hxws 1"), None);
        assert_eq!(pings.answered(b"hxws 3").map(|took| took.as_secs()), Some(0));
    }
}
