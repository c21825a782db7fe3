//! One socket of a session: its state machine, and what it is waiting for.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::time::Sleep;

use super::{Ending, Target};
use crate::htmx::connection::{Connection, Dispatch};
use crate::htmx::reconnect::Policy;
use crate::session::handshake::{HandshakeError, Opened};
use crate::session::link::{Incoming, Link};

/// One socket.
pub(super) struct Live {
    pub(super) target: Target,
    pub(super) connection: Connection,
    pub(super) phase: Phase,
    pub(super) opened: bool,
    pub(super) ending: Option<Ending>,
    /// What is sent between a close and its end: htmx queues it, for the socket is not open any more.
    late: Vec<String>,
}

type Handshaking = Pin<Box<dyn Future<Output = Result<Opened, HandshakeError>>>>;

/// What a socket is waiting for.
pub(super) enum Phase {
    Handshake(Handshaking),
    Open(Box<Link>),
    Timer(Pin<Box<Sleep>>),
    Nothing,
}

/// What came of waiting.
pub(super) enum Happening {
    Answered(Box<Result<Opened, HandshakeError>>),
    Arrived(Incoming),
    TimedOut,
}

impl Live {
    pub(super) fn new(target: Target, policy: Policy) -> Self {
        Self {
            target,
            connection: Connection::new(policy),
            phase: Phase::Nothing,
            opened: false,
            ending: None,
            late: Vec::new(),
        }
    }

    /// Sends a message, or queues it where the socket is not open (htmx-ext-ws 2.0.4 `send`).
    pub(super) fn send(&mut self, text: String) -> Dispatch {
        if matches!(&self.phase, Phase::Open(link) if link.is_closing()) {
            self.late.push(text);
            return Dispatch::Queued(self.queued());
        }
        self.connection.send(text)
    }

    /// Messages that wait for the socket to open.
    pub(super) fn queued(&self) -> usize {
        self.connection.queue().len() + self.late.len()
    }

    /// What was sent while it closed waits in the queue from now on.
    pub(super) fn keep_late(&mut self) {
        for text in self.late.drain(..) {
            // queued: the socket is not open
            let _queued = self.connection.send(text);
        }
    }

    /// Hands a message to the open connection.
    pub(super) fn transmit(&mut self, text: String) {
        if let Phase::Open(link) = &mut self.phase {
            link.queue_text(text);
        }
    }

    /// The next happening on this socket.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Happening> {
        match &mut self.phase {
            Phase::Handshake(handshake) => {
                handshake.as_mut().poll(cx).map(|answer| Happening::Answered(Box::new(answer)))
            }
            Phase::Open(link) => {
                let next = std::pin::pin!(link.next());
                next.poll(cx).map(Happening::Arrived)
            }
            Phase::Timer(timer) => timer.as_mut().poll(cx).map(|()| Happening::TimedOut),
            Phase::Nothing => Poll::Pending,
        }
    }
}
