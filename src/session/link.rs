//! One open WebSocket: what is queued goes out while what comes is read, and its end is told once.
//!
//! Knows no handshake and no timers: a peer that never answers a close frame is [`Link::shutdown`]'s or its caller's to
//! give up on. Everything is cancel-safe: what is not finished stays in the [`Link`].

mod end;
mod outgoing;

use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_util::{Sink as _, Stream as _};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};
use tokio_tungstenite::tungstenite::{Error, Message};

use super::deflate::Compressor;
use super::wire::Wire;
use crate::event::{By, Payload};
pub use end::unanswered;
use outgoing::Outgoing;
pub use outgoing::Unsent;

/// The longest reason of a close frame, in bytes (RFC 6455 §5.5).
pub const LONGEST_REASON: usize = 123;

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
        /// The close frame's reason.
        reason: String,
        /// Who ended it.
        by: By,
        /// What went wrong, for people.
        detail: Option<String>,
        /// The code that a browser gives to the page: 1006 for every fault.
        browser_code: u16,
    },
}

/// One open WebSocket.
#[derive(Debug)]
pub struct Link {
    socket: WebSocketStream<Wire>,
    compressor: Option<Box<Compressor>>,
    queue: VecDeque<Message>,
    outgoing: Outgoing,
    unflushed: bool,
    write_error: Option<Error>,
    close_queued: bool,
    /// The code of the close frame that went out.
    sent_close: Option<u16>,
    over: bool,
}

impl Link {
    /// A link over an open WebSocket.
    #[must_use]
    pub fn new(socket: WebSocketStream<Wire>) -> Self {
        let compressor = socket.get_ref().deflate().map(|deflate| Box::new(Compressor::new(deflate)));
        Self {
            socket,
            compressor,
            queue: VecDeque::new(),
            outgoing: Outgoing::default(),
            unflushed: false,
            write_error: None,
            close_queued: false,
            sent_close: None,
            over: false,
        }
    }

    /// Queues a text message, and says how many bytes it takes on the wire, where it is compressed. After
    /// [`Link::queue_close`] it is dropped, as `WebSocket.send` does when closing.
    pub fn queue_text(&mut self, text: String) -> Option<usize> {
        self.queue_data(Data::Text, Message::text(text))
    }

    /// Queues a binary message, likewise.
    pub fn queue_binary(&mut self, bytes: Vec<u8>) -> Option<usize> {
        self.queue_data(Data::Binary, Message::binary(bytes))
    }

    /// Queues a ping; at most 125 bytes of `data` fit (RFC 6455 §5.5).
    pub fn queue_ping(&mut self, data: Vec<u8>) {
        self.queue_message(Message::Ping(data.into()));
    }

    /// Queues a close frame after what is queued already; 1005 is one without a code. The reason is cut at 123 bytes.
    pub fn queue_close(&mut self, code: u16, reason: &str) {
        let reason = &reason[..reason.floor_char_boundary(LONGEST_REASON)];
        let frame = (code != 1005).then(|| CloseFrame { code: code.into(), reason: reason.into() });
        self.queue_message(Message::Close(frame));
        self.close_queued = true;
    }

    /// Whether something that was queued has not been handed to the operating system yet.
    #[must_use]
    pub fn has_unsent(&self) -> bool {
        !self.over && (!self.queue.is_empty() || self.unflushed)
    }

    /// Data messages that were queued and that the operating system has not taken; after the end, those that never went
    /// out.
    #[must_use]
    pub fn unsent(&self) -> Unsent {
        self.outgoing.unsent(self.socket.get_ref().written_messages())
    }

    /// The next thing that arrives; meanwhile what is queued is sent, and pings are answered. A peer that does not read
    /// stops the sending, not the reading. After [`Incoming::Closed`] it never resolves.
    pub async fn next(&mut self) -> Incoming {
        poll_fn(|cx| self.poll_next(cx)).await
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

    /// Ends the sending side. After a fault, reads on until the peer ends too: for bytes that nobody read the system
    /// would reset the connection, and the peer could lose the close frame.
    async fn hang_up(&mut self) {
        let wire = self.socket.get_mut();
        let faultless = wire.received_close().is_some();
        if wire.shutdown().await.is_ok() && !faultless {
            let mut rest = [0; 4096];
            while matches!(wire.read(&mut rest).await, Ok(count) if count > 0) {}
        }
    }

    /// Chromium compresses every message, and so does this.
    fn queue_data(&mut self, kind: Data, message: Message) -> Option<usize> {
        if self.is_closing() {
            return None;
        }
        let plain = message.into_data();
        self.outgoing.push(plain.len());
        let packed = self.compressor.as_mut().map(|compressor| compressor.compressed(&plain));
        let (payload, wire_bytes) = match packed {
            Some(Ok(packed)) => {
                let size = packed.len();
                (packed.into(), Some(size))
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
        self.queue_message(Message::Frame(frame));
        wire_bytes
    }

    fn queue_message(&mut self, message: Message) {
        if !self.is_closing() {
            self.queue.push_back(message);
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
        let incoming = match Pin::new(&mut self.socket).poll_next(cx) {
            Poll::Ready(Some(Ok(message))) => self.received(message, cx),
            Poll::Ready(Some(Err(error))) => self.failed(&error, cx),
            Poll::Ready(None) => self.failed(&Error::ConnectionClosed, cx),
            // What had arrived before a failed write has been read by now.
            Poll::Pending => match self.write_error.take() {
                Some(error) => self.failed(&error, cx),
                None => return Poll::Pending,
            },
        };
        Poll::Ready(incoming)
    }

    /// Sends as much as the connection takes. Ready when nothing is left or nothing can be sent any more.
    fn poll_send(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        while !self.queue.is_empty() && self.write_error.is_none() {
            match std::task::ready!(Pin::new(&mut self.socket).poll_ready(cx)) {
                Ok(()) => self.start_next(),
                Err(error) => self.stop_sending(error),
            }
        }
        if self.unflushed && self.write_error.is_none() {
            match std::task::ready!(Pin::new(&mut self.socket).poll_flush(cx)) {
                Ok(()) => self.flushed(),
                Err(error) => self.stop_sending(error),
            }
        }
        Poll::Ready(())
    }

    fn flushed(&mut self) {
        self.unflushed = false;
        self.outgoing.flushed(self.socket.get_ref().written_messages());
    }

    fn start_next(&mut self) {
        let Some(message) = self.queue.pop_front() else { return };
        if let Message::Close(frame) = &message {
            self.sent_close = Some(frame.as_ref().map_or(1005, |frame| frame.code.into()));
        }
        self.unflushed = true;
        if let Err(error) = Pin::new(&mut self.socket).start_send(message) {
            self.stop_sending(error);
        }
    }

    fn stop_sending(&mut self, error: Error) {
        self.queue.clear();
        self.unflushed = false;
        self.write_error = Some(error);
    }

    fn received(&mut self, message: Message, cx: &mut Context<'_>) -> Incoming {
        match message {
            Message::Text(text) => self.message(Payload::Text(text.as_str().to_owned())),
            Message::Binary(bytes) => self.message(Payload::Binary(bytes.into())),
            Message::Pong(data) => Incoming::Pong(data.into()),
            Message::Ping(data) => {
                // tungstenite has queued the pong; the caller may take its time before it asks for more.
                self.unflushed = true;
                let _ = self.poll_send(cx);
                Incoming::Ping(data.into())
            }
            Message::Close(_) | Message::Frame(_) => {
                let end = end::closed(self.socket.get_ref().received_close(), self.sent_close);
                self.finish(cx);
                end
            }
        }
    }

    fn message(&mut self, payload: Payload) -> Incoming {
        Incoming::Message { payload, wire_bytes: self.socket.get_mut().next_compressed_size() }
    }

    /// Tells the peer what it did wrong, where that is the case, and how the connection ended.
    fn failed(&mut self, error: &Error, cx: &mut Context<'_>) -> Incoming {
        let end = end::failed(error);
        if let Incoming::Closed { code, by: By::Client, .. } = &end {
            let frame = CloseFrame { code: (*code).into(), reason: "".into() };
            // Refused only where a close frame went out before.
            let _ = Pin::new(&mut self.socket).start_send(Message::Close(Some(frame)));
        }
        self.finish(cx);
        end
    }

    /// One attempt at sending the last frames: nobody waits for a connection that is over.
    fn finish(&mut self, cx: &mut Context<'_>) {
        self.queue.clear();
        if let Poll::Ready(Ok(())) = Pin::new(&mut self.socket).poll_flush(cx) {
            self.flushed();
        }
        self.over = true;
    }
}

#[cfg(test)]
mod tests;
