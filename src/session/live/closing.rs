//! A connection that this side has closed and the server not yet, in its socket or outlived by it; and one whose end has
//! been told, while it hangs up.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::time::{Sleep, timeout};

use super::stall::Stall;
use crate::session::link::{self, Incoming, Link};

/// How long a close that has gone out waits for the server's (Chromium `kClosingHandshakeTimeoutSeconds`).
const CLOSING_WAIT: Duration = Duration::from_secs(2);

/// How long a server may take nothing of what goes out before the close, and of the close.
const TAKES_NOTHING: Duration = Duration::from_secs(10);

/// Between this side's close and the server's.
pub(super) struct Closing {
    pub(super) link: Box<Link>,
    /// The code that it closes with.
    pub(super) code: u16,
    /// The end of the wait, once the close has gone out.
    until: Option<Pin<Box<Sleep>>>,
    /// The wait for it to go out.
    stall: Stall,
}

/// A connection whose socket has gone on without it: to another connection, or with its element.
pub(super) struct Parting {
    pub(super) closing: Closing,
    /// The socket's selector.
    pub(super) selector: Option<String>,
}

/// A connection whose end has been told: the server is to hear why, and is given as long as for a close.
pub(super) type Farewell = Pin<Box<dyn Future<Output = ()>>>;

/// The farewell of a connection that is over.
pub(super) fn farewell(mut link: Box<Link>) -> Farewell {
    Box::pin(async move {
        // what it cannot do in time is left to the operating system
        let _late = timeout(CLOSING_WAIT, link.hang_up()).await;
    })
}

impl Closing {
    /// Closes after what is queued.
    pub(super) fn new(mut link: Box<Link>, code: u16, reason: &str) -> Self {
        link.queue_close(code, reason);
        Self { link, code, until: None, stall: Stall::new(TAKES_NOTHING) }
    }

    /// What arrives; a close that the server does not take, or does not answer, is given up on, which the page hears as 1006.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Incoming> {
        let incoming = std::pin::pin!(self.link.next()).poll(cx);
        if let Poll::Ready(Incoming::Closed { .. }) = incoming {
            return incoming;
        }
        // a server that sends on and on is not waited for longer
        match self.poll_over(cx) {
            Poll::Ready(end) => Poll::Ready(end),
            Poll::Pending => incoming,
        }
    }

    fn poll_over(&mut self, cx: &mut Context<'_>) -> Poll<Incoming> {
        if self.link.has_unsent() {
            ready!(self.stall.poll(cx, self.link.sent_bytes()));
            let waited = humantime::format_duration(self.stall.wait());
            let why = format!("the server took nothing for {waited}: the close could not go out");
            return Poll::Ready(self.given_up(why));
        }
        let until = self.until.get_or_insert_with(|| Box::pin(tokio::time::sleep(CLOSING_WAIT)));
        until.as_mut().poll(cx).map(|()| link::unanswered(self.code, CLOSING_WAIT))
    }

    /// The end of one that is not waited for any more. There was no close frame where it did not go out.
    pub(super) fn given_up(&self, why: String) -> Incoming {
        link::by_client(if self.link.has_unsent() { 1006 } else { self.code }, why)
    }
}
