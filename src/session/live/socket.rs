//! One socket of a session: what it is waiting for. Prints and records nothing.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::Sleep;

use super::closing::Closing;
use super::keep_alive::Pings;
use super::{Ending, Target};
use crate::event::Trace;
use crate::htmx::connection::Connection;
use crate::htmx::reconnect::Policy;
use crate::session::client::Handshaking;
use crate::session::handshake::{HandshakeError, Opened};
use crate::session::link::{Incoming, Link};
use crate::session::trail::Trail;

/// One socket.
pub(super) struct Live {
    pub(super) target: Target,
    pub(super) connection: Connection,
    pub(super) phase: Phase,
    /// What its last handshake left behind.
    pub(super) trail: Trail,
    /// It has been open, or the one whose place it took.
    pub(super) opened: bool,
    pub(super) ending: Option<Ending>,
    /// What was told of the handshake that failed last.
    pub(super) refused: Option<(String, Option<String>)>,
    /// Headers that were withheld, as they were told.
    pub(super) withheld: Vec<String>,
    /// Cookies that a header of the user's goes in place of, as they were told.
    pub(super) replaced: Vec<String>,
    /// The pings of the connection that is open.
    pub(super) pings: Option<Pings>,
}

/// What a socket is waiting for.
pub(super) enum Phase {
    Handshake(Handshaking),
    Open(Box<Link>),
    Closing(Closing),
    Timer(Pin<Box<Sleep>>),
    Nothing,
}

/// What came of waiting.
pub(super) enum Happening {
    Answered(Box<Result<Opened, HandshakeError>>),
    /// The handshake goes on, and this was seen of it.
    Seen(Vec<Trace>),
    Arrived(Incoming),
    /// A ping is due.
    Ping(Vec<u8>),
    /// No pong within this time.
    NoPong(Duration),
    TimedOut,
}

impl Live {
    pub(super) fn new(target: Target, policy: Policy) -> Self {
        Self {
            target,
            connection: Connection::new(policy),
            phase: Phase::Nothing,
            trail: Trail::default(),
            opened: false,
            ending: None,
            refused: None,
            withheld: Vec::new(),
            replaced: Vec::new(),
            pings: None,
        }
    }

    /// Sends where it is open; says how many bytes that takes, where they are compressed.
    pub(super) fn transmit(&mut self, text: String) -> Option<usize> {
        match &mut self.phase {
            Phase::Open(link) => link.queue_text(text),
            _ => None,
        }
    }

    /// Sends a binary message: the bytes that it takes compressed, where it is. None where the socket is not open.
    pub(super) fn transmit_binary(&mut self, bytes: Vec<u8>) -> Option<Option<usize>> {
        let Phase::Open(link) = &mut self.phase else { return None };
        Some(link.queue_binary(bytes))
    }

    /// Sends a ping; false where the socket is not open.
    pub(super) fn ping(&mut self, data: Vec<u8>) -> bool {
        let Phase::Open(link) = &mut self.phase else { return false };
        link.queue_ping(data);
        true
    }

    /// Closes; true where it was open, and not closing already.
    pub(super) fn close(&mut self, code: u16, reason: &str) -> bool {
        match self.take_phase() {
            Phase::Open(link) => {
                self.connection.close();
                self.phase = Phase::Closing(Closing::new(link, code, reason));
                true
            }
            phase => {
                self.phase = phase;
                false
            }
        }
    }

    /// Its connection, open or closing.
    pub(super) fn link(&self) -> Option<&Link> {
        match &self.phase {
            Phase::Open(link) | Phase::Closing(Closing { link, .. }) => Some(link),
            Phase::Handshake(_) | Phase::Timer(_) | Phase::Nothing => None,
        }
    }

    /// Its connection, open or closing, where there is one; then it waits for nothing.
    pub(super) fn take_link(&mut self) -> Option<Box<Link>> {
        match self.take_phase() {
            Phase::Open(link) | Phase::Closing(Closing { link, .. }) => Some(link),
            phase => {
                self.phase = phase;
                None
            }
        }
    }

    pub(super) fn take_phase(&mut self) -> Phase {
        std::mem::replace(&mut self.phase, Phase::Nothing)
    }

    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Happening> {
        match &mut self.phase {
            Phase::Handshake(handshake) => match handshake.as_mut().poll(cx) {
                Poll::Ready(answer) => Poll::Ready(Happening::Answered(Box::new(answer))),
                // it leaves word only while it is asked
                Poll::Pending => match self.trail.take() {
                    seen if seen.is_empty() => Poll::Pending,
                    seen => Poll::Ready(Happening::Seen(seen)),
                },
            },
            Phase::Open(link) => {
                if let Some(Poll::Ready(data)) = self.pings.as_mut().map(|pings| pings.poll_due(cx)) {
                    return Poll::Ready(Happening::Ping(data));
                }
                if let Poll::Ready(incoming) = std::pin::pin!(link.next()).poll(cx) {
                    return Poll::Ready(Happening::Arrived(incoming));
                }
                let late = self.pings.as_mut().map(|pings| pings.poll_late(cx).map(Happening::NoPong));
                late.unwrap_or(Poll::Pending)
            }
            Phase::Closing(closing) => closing.poll(cx).map(Happening::Arrived),
            Phase::Timer(timer) => timer.as_mut().poll(cx).map(|()| Happening::TimedOut),
            Phase::Nothing => Poll::Pending,
        }
    }
}
