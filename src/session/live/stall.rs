//! How long a peer may take nothing of what is sent: each byte that goes out gives it the same time again.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::{Instant, Sleep};

/// A wait for bytes to go out.
#[derive(Debug)]
pub struct Stall {
    wait: Duration,
    /// How many bytes had gone out when it was asked last.
    sent: u64,
    until: Pin<Box<Sleep>>,
}

impl Stall {
    /// A wait that starts now.
    #[must_use]
    pub fn new(wait: Duration) -> Self {
        Self { wait, sent: 0, until: Box::pin(tokio::time::sleep(wait)) }
    }

    /// How long it waits.
    #[must_use]
    pub fn wait(&self) -> Duration {
        self.wait
    }

    /// Ready where nothing has gone out for as long. `sent` is how many bytes have gone out by now.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>, sent: u64) -> Poll<()> {
        if sent != self.sent {
            self.sent = sent;
            self.until.as_mut().reset(Instant::now() + self.wait);
        }
        self.until.as_mut().poll(cx)
    }
}
