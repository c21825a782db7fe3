//! One socket of a session: what it is waiting for, and what is held while it closes. Prints and records nothing.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::Sleep;

use super::{Ending, Target};
use crate::htmx::connection::{Connection, Dispatch};
use crate::htmx::reconnect::Policy;
use crate::session::client::Handshaking;
use crate::session::handshake::{HandshakeError, Opened};
use crate::session::link::{Incoming, Link};

/// How long a close waits for the server's (Chromium `kClosingHandshakeTimeoutSeconds`).
const CLOSING_WAIT: Duration = Duration::from_secs(2);

/// One socket.
pub(super) struct Live {
    pub(super) target: Target,
    pub(super) connection: Connection,
    pub(super) phase: Phase,
    /// It has been open.
    pub(super) opened: bool,
    pub(super) ending: Option<Ending>,
    /// What was told of the handshake that failed last.
    pub(super) refused: Option<(String, Option<String>)>,
    /// Headers that were withheld, as they were told.
    pub(super) withheld: Vec<String>,
    closing: Option<Closing>,
}

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
    Unanswered,
}

/// Between this side's close and the server's.
struct Closing {
    code: u16,
    until: Pin<Box<Sleep>>,
    /// Messages that were to be sent meanwhile.
    held: Vec<String>,
}

impl Live {
    pub(super) fn new(target: Target, policy: Policy) -> Self {
        Self {
            target,
            connection: Connection::new(policy),
            phase: Phase::Nothing,
            opened: false,
            ending: None,
            refused: None,
            withheld: Vec::new(),
            closing: None,
        }
    }

    /// What becomes of a message: while the socket closes it is queued, as wherever `readyState` is not `OPEN`
    /// (htmx-ext-ws 2.0.4 `send`).
    pub(super) fn send(&mut self, text: String) -> Dispatch {
        match &mut self.closing {
            None => self.connection.send(text),
            Some(closing) => {
                closing.held.push(text);
                Dispatch::Queued(self.queued())
            }
        }
    }

    pub(super) fn transmit(&mut self, text: String) {
        if let Phase::Open(link) = &mut self.phase {
            link.queue_text(text);
        }
    }

    /// Messages that wait.
    pub(super) fn queued(&self) -> usize {
        self.connection.queue().len() + self.closing.as_ref().map_or(0, |closing| closing.held.len())
    }

    /// Closes; true where it was open, and not closing already.
    pub(super) fn close(&mut self, code: u16, reason: &str) -> bool {
        let Phase::Open(link) = &mut self.phase else { return false };
        if self.closing.is_some() {
            return false;
        }
        link.queue_close(code, reason);
        let until = Box::pin(tokio::time::sleep(CLOSING_WAIT));
        self.closing = Some(Closing { code, until, held: Vec::new() });
        true
    }

    pub(super) fn is_closing(&self) -> bool {
        self.closing.is_some()
    }

    /// The code that it closes with, and how long that may take.
    pub(super) fn closing_with(&self) -> Option<(u16, Duration)> {
        self.closing.as_ref().map(|closing| (closing.code, CLOSING_WAIT))
    }

    /// It is closed: what was held meanwhile.
    pub(super) fn take_held(&mut self) -> Vec<String> {
        self.closing.take().map(|closing| closing.held).unwrap_or_default()
    }

    /// Queues messages on a socket that is not open.
    pub(super) fn queue(&mut self, messages: Vec<String>) {
        for message in messages {
            if let Dispatch::Send(message) = self.connection.send(message) {
                self.transmit(message);
            }
        }
    }

    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Happening> {
        match &mut self.phase {
            Phase::Handshake(handshake) => {
                handshake.as_mut().poll(cx).map(|answer| Happening::Answered(Box::new(answer)))
            }
            Phase::Open(link) => {
                let next = std::pin::pin!(link.next());
                match (next.poll(cx), &mut self.closing) {
                    (Poll::Ready(incoming), _) => Poll::Ready(Happening::Arrived(incoming)),
                    (Poll::Pending, Some(closing)) => {
                        closing.until.as_mut().poll(cx).map(|()| Happening::Unanswered)
                    }
                    (Poll::Pending, None) => Poll::Pending,
                }
            }
            Phase::Timer(timer) => timer.as_mut().poll(cx).map(|()| Happening::TimedOut),
            Phase::Nothing => Poll::Pending,
        }
    }
}
