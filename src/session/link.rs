//! One open WebSocket: what is queued goes out while what comes is read, and its end is told once.
//!
//! Knows no handshake and no timers: a peer that never answers a close frame is [`Link::shutdown`]'s or its caller's to
//! give up on. Everything is cancel-safe: what is not finished stays in the [`Link`].

mod end;
mod outgoing;
mod receiving;
mod sending;

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead as _, ReadBuf};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};

use super::deflate::Compressor;
use super::frames::Whole;
use super::wire::Wire;
use crate::event::{By, Payload};
pub use end::{by_client, unanswered};
pub use outgoing::Unsent;
use receiving::Receiving;
use sending::Sending;

/// The longest reason of a close frame, in bytes (RFC 6455 §5.5).
pub const LONGEST_REASON: usize = 123;

/// How much of what nobody wants to know is read at once, in bytes.
const PASSED_OVER: usize = 16 << 10;

/// What arrived.
#[derive(Debug, Clone, PartialEq)]
pub enum Incoming {
    /// A message.
    Message {
        /// Text, or bytes.
        payload: Payload,
        /// How many bytes it took on the wire, where it was compressed.
        wire_bytes: Option<usize>,
    },
    /// A ping; its pong is on the way.
    Ping(Vec<u8>),
    /// A pong.
    Pong(Vec<u8>),
    /// The connection ended. Comes once, and nothing after it.
    Closed {
        /// RFC 6455's code: the close frame's, 1005 where it had none, 1006 where there was no frame,
        /// 1002, 1007 or 1009 where this side found a fault.
        code: u16,
        /// The reason of that close frame.
        reason: String,
        /// Who ended it.
        by: By,
        /// What went wrong, for people.
        detail: Option<String>,
        /// The code that a browser gives to the page: 1006 for every fault.
        browser_code: u16,
        /// The reason that it gives to the page, where that is another: the server's, where this side closed.
        browser_reason: Option<String>,
    },
}

/// One open WebSocket.
#[derive(Debug)]
pub struct Link {
    wire: Wire,
    receiving: Receiving,
    compressor: Option<Box<Compressor>>,
    sending: Sending,
    close_queued: bool,
    over: bool,
    /// The peer has done wrong, and is to hear of it.
    at_fault: bool,
}

impl Link {
    /// A link over an open WebSocket.
    #[must_use]
    pub fn new(wire: Wire) -> Self {
        let compressor = wire.deflate().map(|deflate| Box::new(Compressor::new(deflate)));
        Self {
            wire,
            receiving: Receiving::default(),
            compressor,
            sending: Sending::default(),
            close_queued: false,
            over: false,
            at_fault: false,
        }
    }

    /// Queues a text message, and says how many bytes it takes on the wire, where it is compressed. After
    /// [`Link::queue_close`] it is dropped, as `WebSocket.send` does when closing.
    pub fn queue_text(&mut self, text: String) -> Option<usize> {
        self.queue_data(Data::Text, text.into())
    }

    /// Queues a binary message, likewise.
    pub fn queue_binary(&mut self, bytes: Vec<u8>) -> Option<usize> {
        self.queue_data(Data::Binary, bytes)
    }

    /// Queues a ping; at most 125 bytes of `data` fit (RFC 6455 §5.5).
    pub fn queue_ping(&mut self, data: Vec<u8>) {
        self.queue_frame(Frame::ping(data));
    }

    /// Queues a close frame after what is queued already; 1005 is one without a code. The reason is cut at 123 bytes.
    pub fn queue_close(&mut self, code: u16, reason: &str) {
        let reason = &reason[..reason.floor_char_boundary(LONGEST_REASON)];
        let frame = (code != 1005).then(|| CloseFrame { code: code.into(), reason: reason.into() });
        self.queue_frame(Frame::close(frame));
        self.close_queued = true;
    }

    /// Whether something that was queued has not been handed to the operating system yet.
    #[must_use]
    pub fn has_unsent(&self) -> bool {
        !self.over && self.sending.is_owed()
    }

    /// Data messages that were queued and that the operating system has not taken; after the end, those that never went
    /// out.
    #[must_use]
    pub fn unsent(&self) -> Unsent {
        self.sending.unsent(&self.wire)
    }

    /// How many bytes the operating system has taken of all that went out, of what goes out by itself too.
    #[must_use]
    pub fn sent_bytes(&self) -> u64 {
        self.wire.written_bytes()
    }

    /// The next thing that arrives; meanwhile what is queued is sent, and pings are answered. A peer that does not read
    /// stops the sending, not the reading. After [`Incoming::Closed`] it never resolves.
    pub async fn next(&mut self) -> Incoming {
        poll_fn(|cx| self.poll_next(cx)).await
    }

    /// What [`Link::next`] would give at once, where that is a short text message: its UTF-8, as it lies in what was read.
    #[inline]
    pub fn whole_text(&mut self) -> Option<&[u8]> {
        if self.over {
            return None;
        }
        let text = self.receiving.whole_text()?;
        let _size = self.wire.next_compressed_size();
        Some(text)
    }

    /// Sends what is queued, without reading. Ends as well when the connection does.
    pub async fn flush(&mut self) {
        poll_fn(|cx| self.poll_send(cx)).await;
    }

    /// Closes with `code`, passing over what still arrives, until the peer has closed too or `wait` is over.
    /// Gives the end, unless [`Link::next`] has given it before.
    pub async fn shutdown(&mut self, code: u16, wait: Duration) -> Option<Incoming> {
        self.queue_close(code, "");
        let mut end = None;
        let was_over = self.over;
        let closing = async {
            if !was_over {
                end = Some(self.end().await);
            }
            self.hang_up().await;
        };
        // What it cannot do in time is left to the operating system.
        let _ = timeout(wait, closing).await;
        end.or_else(|| (!was_over).then(|| end::unanswered(code, wait)))
    }

    async fn end(&mut self) -> Incoming {
        loop {
            let incoming = self.next().await;
            if matches!(incoming, Incoming::Closed { .. }) {
                return incoming;
            }
        }
    }

    /// Whether the connection is over and there is something to do for [`Link::hang_up`].
    #[must_use]
    pub fn is_leaving(&self) -> bool {
        self.over && (self.at_fault || self.sending.is_owed())
    }

    /// Sends what is still to be sent of a connection that is over, and ends the sending side. After a fault, reads on until
    /// the peer ends too: for bytes that nobody read the system would reset the connection, and the peer could lose the
    /// close frame.
    pub async fn hang_up(&mut self) {
        let (mut sent, mut heard) = (false, false);
        poll_fn(|cx| {
            sent = sent || self.poll_send_end(cx).is_ready();
            heard = heard || self.poll_pass_over(cx).is_ready();
            let waits = self.at_fault && !heard;
            if sent && !waits { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
    }

    /// Sends what is left, and the end. Ready also where nothing can be sent any more.
    fn poll_send_end(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        std::task::ready!(self.poll_send(cx));
        self.wire.poll_shutdown(cx).map(drop)
    }

    /// Reads towards the end, and keeps nothing. One read at a time: others wait for the same task.
    fn poll_pass_over(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let mut bytes = [0; PASSED_OVER];
        let mut read = ReadBuf::new(&mut bytes);
        match std::task::ready!(Pin::new(&mut self.wire).poll_read(cx, &mut read)) {
            Ok(()) if !read.filled().is_empty() => {
                cx.waker().wake_by_ref();
                Poll::Pending
            }
            _ => Poll::Ready(()),
        }
    }

    /// Chromium compresses every message, and so does this.
    fn queue_data(&mut self, kind: Data, plain: Vec<u8>) -> Option<usize> {
        if self.is_closing() {
            return None;
        }
        let length = plain.len();
        let packed = self.compressor.as_mut().map(|compressor| compressor.compressed(&plain));
        let (payload, wire_bytes) = match packed {
            Some(Ok(packed)) => {
                let size = packed.len();
                (packed, Some(size))
            }
            Some(Err(_)) => {
                // the rest goes uncompressed, as every message may (RFC 7692 §6)
                self.compressor = None;
                (plain, None)
            }
            None => (plain, None),
        };
        let mut frame = Frame::message(payload, OpCode::Data(kind), true);
        frame.header_mut().rsv1 = wire_bytes.is_some();
        self.sending.push_message(frame, length);
        wire_bytes
    }

    fn queue_frame(&mut self, frame: Frame) {
        if !self.is_closing() {
            self.sending.push(frame);
        }
    }

    fn is_closing(&self) -> bool {
        self.over || self.close_queued
    }

    fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Incoming> {
        if self.over {
            return Poll::Pending;
        }
        // Pending or not, reading goes on.
        let _ = self.poll_send(cx);
        let incoming = match self.receiving.poll(&mut self.wire, cx) {
            Poll::Ready(Ok(Some(whole))) => self.received(whole, cx),
            Poll::Ready(Ok(None)) => self.failed(None, cx),
            Poll::Ready(Err(error)) => self.failed(Some(&error), cx),
            // What had arrived before a failed write has been read by now.
            Poll::Pending => match self.sending.take_error() {
                Some(error) => self.failed(Some(&error), cx),
                None => return Poll::Pending,
            },
        };
        Poll::Ready(incoming)
    }

    /// Sends as much as the connection takes. Ready when nothing is left or nothing can be sent any more.
    fn poll_send(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        self.sending.poll(&mut self.wire, cx)
    }

    fn received(&mut self, whole: Whole, cx: &mut Context<'_>) -> Incoming {
        match whole {
            // the wire gives no text that is not UTF-8
            Whole::Text(text) => {
                let text = String::from_utf8(text);
                let text =
                    text.unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
                self.message(Payload::Text(text))
            }
            Whole::Binary(bytes) => self.message(Payload::Binary(bytes)),
            Whole::Pong(data) => Incoming::Pong(data),
            Whole::Ping(data) => {
                self.sending.answer(data.clone());
                // the caller may take its time before it asks for more
                let _ = self.poll_send(cx);
                Incoming::Ping(data)
            }
            Whole::Close => {
                let received = self.wire.received_close().unwrap_or_default();
                let end = end::closed(received, self.sending.sent_close());
                let answer = end::answer(received);
                self.finish(answer, cx);
                end
            }
        }
    }

    fn message(&mut self, payload: Payload) -> Incoming {
        Incoming::Message { payload, wire_bytes: self.wire.next_compressed_size() }
    }

    /// Tells the peer what it did wrong, where that is the case, and how the connection ended.
    fn failed(&mut self, error: Option<&io::Error>, cx: &mut Context<'_>) -> Incoming {
        let end = end::failed(error, self.wire.unfinished_message());
        if let Incoming::Closed { code, by: By::Client, .. } = &end {
            self.at_fault = true;
            self.finish(Some(CloseFrame { code: (*code).into(), reason: "".into() }), cx);
        } else {
            self.sending.stop();
            self.over = true;
        }
        end
    }

    /// The end, with a close frame where none went out before. It gets one attempt here: what that leaves is
    /// [`Link::hang_up`]'s.
    fn finish(&mut self, frame: Option<CloseFrame>, cx: &mut Context<'_>) {
        self.sending.close_now(frame);
        let _ = self.poll_send(cx);
        self.over = true;
    }
}

#[cfg(test)]
mod tests;
