//! What goes out: frames in the order in which they were queued, and between them the pong to the latest ping.
//!
//! Knows nothing of what comes in. Of the pings that come while the peer does not read, only the latest is remembered: so
//! the peer cannot make this grow.

use std::collections::VecDeque;
use std::io;
use std::task::{Context, Poll, ready};

use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Control, OpCode};

use super::end::code_and_reason;
use super::outgoing::{Outgoing, Unsent};
use crate::session::wire::Wire;

/// How much is gathered before it is handed over, in bytes.
const GATHERED: usize = 64 << 10;

/// The sending side of a link.
#[derive(Debug, Default)]
pub(super) struct Sending {
    queue: VecDeque<Frame>,
    outgoing: Outgoing,
    /// The data of the latest ping, while it has no pong. Those before it need none of their own (RFC 6455 §5.5.3).
    pinged: Option<Vec<u8>>,
    /// Frames on their way, as they are written, and how many bytes of them went.
    bytes: Vec<u8>,
    taken: usize,
    unflushed: bool,
    /// Among what was not flushed is something that was queued.
    owed: bool,
    error: Option<io::Error>,
    /// The code and the reason of the close frame that goes out, or went; nothing follows it.
    close: Option<(u16, String)>,
}

impl Sending {
    /// Queues a frame with a message of `length` bytes.
    pub(super) fn push_message(&mut self, frame: Frame, length: usize) {
        self.outgoing.push(length);
        self.push(frame);
    }

    pub(super) fn push(&mut self, frame: Frame) {
        self.queue.push_back(frame);
    }

    /// Lets nothing go out any more but what is on its way, and then a close frame, where none has gone before.
    pub(super) fn close_now(&mut self, frame: Option<CloseFrame>) {
        self.queue.clear();
        if self.close.is_none() {
            self.queue.push_back(Frame::close(frame));
        }
    }

    /// Answers a ping, where this side has not closed (RFC 6455 §5.5.1).
    pub(super) fn answer(&mut self, data: Vec<u8>) {
        self.pinged = self.close.is_none().then_some(data);
    }

    /// Whether something that was queued has not been handed to the operating system.
    pub(super) fn is_owed(&self) -> bool {
        self.owed || !self.queue.is_empty()
    }

    /// Messages that the operating system has not taken.
    pub(super) fn unsent(&self, wire: &Wire) -> Unsent {
        self.outgoing.unsent(wire.written_messages())
    }

    /// The code and the reason of the close frame that went out; 1005 is one without a code.
    pub(super) fn sent_close(&self) -> Option<(u16, String)> {
        self.close.clone()
    }

    /// Why nothing can be sent any more, told once.
    pub(super) fn take_error(&mut self) -> Option<io::Error> {
        self.error.take()
    }

    /// Sends as much as the connection takes. Ready when nothing is left or nothing can be sent any more.
    pub(super) fn poll(&mut self, wire: &mut Wire, cx: &mut Context<'_>) -> Poll<()> {
        let sent = ready!(self.poll_all(wire, cx));
        if let Err(error) = sent {
            self.stop();
            self.error = Some(error);
        }
        Poll::Ready(())
    }

    /// Sends nothing any more.
    pub(super) fn stop(&mut self) {
        let (outgoing, close) = (std::mem::take(&mut self.outgoing), self.close.take());
        *self = Self { outgoing, close, ..Self::default() };
    }

    fn poll_all(&mut self, wire: &mut Wire, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while self.error.is_none() {
            self.gather()?;
            if self.bytes.is_empty() {
                break;
            }
            match ready!(wire.poll_send(cx, &self.bytes[self.taken..]))? {
                0 => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                count => self.taken += count,
            }
        }
        if self.unflushed && self.error.is_none() {
            ready!(wire.poll_flush_sent(cx))?;
            (self.unflushed, self.owed) = (false, false);
            self.outgoing.flushed(wire.written_messages());
        }
        Poll::Ready(Ok(()))
    }

    /// Takes up what goes next, once all before it has gone.
    fn gather(&mut self) -> io::Result<()> {
        if self.taken < self.bytes.len() {
            return Ok(());
        }
        self.taken = 0;
        self.bytes.clear();
        // a large message's memory is not kept
        self.bytes.shrink_to(GATHERED);
        if let Some(data) = self.pinged.take() {
            self.write(Frame::pong(data))?;
        }
        while self.bytes.len() < GATHERED
            && let Some(frame) = self.queue.pop_front()
        {
            self.owed = true;
            self.write(frame)?;
        }
        Ok(())
    }

    /// Masked, as a client's frames are (RFC 6455 §5.3).
    fn write(&mut self, mut frame: Frame) -> io::Result<()> {
        if frame.header().opcode == OpCode::Control(Control::Close) {
            self.close = Some(code_and_reason(frame.payload()));
        }
        self.unflushed = true;
        frame.header_mut().mask = Some(rand::random());
        frame.format(&mut self.bytes).map_err(io::Error::other)
    }
}
