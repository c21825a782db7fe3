//! What lies between the byte stream and the frames: bytes that came with the handshake's answer go first, what the server
//! sends is checked, and inflated where compression was agreed on, and the close frame that passes by is remembered as it was
//! sent.
//!
//! How many messages the stream has taken is counted on their way out. A fault comes as an [`io::Error`] that holds a
//! [`Fault`], after everything that was sent before it.
//!
//! tungstenite would read frames too, but hides some close codes that browsers report (1014, which htmx 4 reconnects on,
//! becomes 1002), answers pings without a bound, knows no compression and names no byte that is wrong.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite as _, ReadBuf};

use super::deflate::{Deflate, Unpacker};
use super::dial::Stream;
use super::frames::{Checker, Fault, Written};

/// How much is read at once where it is to be inflated, in bytes.
const READ: usize = 16 << 10;

/// A connection after the handshake, under the frames.
#[derive(Debug)]
pub struct Wire {
    source: Source,
    checker: Checker,
    fault: Option<Fault>,
    /// Where a fault was told, nobody looks at what follows.
    failed: bool,
    deflate: Option<Deflate>,
    unpacking: Option<Box<Unpacking>>,
    written: Written,
}

/// The byte stream with what was read of it already.
#[derive(Debug)]
struct Source {
    stream: Stream,
    leftover: Bytes,
}

/// Bytes that are taken from the front.
#[derive(Debug, Default)]
struct Bytes {
    held: Vec<u8>,
    taken: usize,
}

/// Between compressed frames and plain ones.
#[derive(Debug)]
struct Unpacking {
    unpacker: Unpacker,
    packed: Bytes,
    plain: Bytes,
}

impl Wire {
    /// A wire whose first bytes are `leftover`, read from `stream` together with the handshake's answer. Messages have
    /// `max_message_size` bytes at most.
    #[must_use]
    pub fn new(stream: Stream, leftover: Vec<u8>, max_message_size: usize, deflate: Option<Deflate>) -> Self {
        let unpacking = |deflate| {
            let (packed, plain) = (Bytes::default(), Bytes::default());
            Box::new(Unpacking { unpacker: Unpacker::new(deflate), packed, plain })
        };
        Self {
            source: Source { stream, leftover: Bytes { held: leftover, taken: 0 } },
            checker: Checker::new(max_message_size, deflate.is_some()),
            fault: None,
            failed: false,
            deflate,
            unpacking: deflate.map(unpacking),
            written: Written::default(),
        }
    }

    /// The compression that was agreed on.
    #[must_use]
    pub fn deflate(&self) -> Option<Deflate> {
        self.deflate
    }

    /// The payload of the close frame that arrived, as sent: empty, or a code and a reason. At most 125 bytes.
    #[must_use]
    pub fn received_close(&self) -> Option<&[u8]> {
        self.checker.received_close()
    }

    /// How many bytes have come of a message whose end has not.
    #[must_use]
    pub fn unfinished_message(&self) -> Option<u64> {
        self.checker.unfinished()
    }

    /// Messages that the stream has taken whole, each as the one frame that [`poll_send`](Self::poll_send) was given.
    #[must_use]
    pub fn written_messages(&self) -> u64 {
        self.written.messages
    }

    /// How many bytes of frames the stream has taken.
    #[must_use]
    pub fn written_bytes(&self) -> u64 {
        self.written.bytes
    }

    /// How many bytes the next message that is read took on the wire, where it was compressed. To be asked once for each.
    pub fn next_compressed_size(&mut self) -> Option<usize> {
        self.unpacking.as_mut().and_then(|unpacking| unpacking.unpacker.pop_size()).flatten()
    }

    /// Sends bytes of frames, as many as the stream takes.
    pub fn poll_send(&mut self, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let count = ready!(Pin::new(&mut self.source.stream).poll_write(cx, bytes))?;
        self.written.pass(&bytes[..count]);
        Poll::Ready(Ok(count))
    }

    /// Hands over all that was sent.
    pub fn poll_flush_sent(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.source.stream).poll_flush(cx)
    }

    /// Ends the sending side.
    pub fn poll_shutdown(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.source.stream).poll_shutdown(cx)
    }

    /// The fault, from where on nobody looks at what arrives.
    fn tell(&mut self, fault: Fault) -> Poll<io::Result<()>> {
        self.failed = true;
        Poll::Ready(Err(io::Error::other(fault)))
    }

    fn poll_plain(&mut self, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        loop {
            if let Some(fault) = self.fault.take() {
                return self.tell(fault);
            }
            let before = buf.filled().len();
            ready!(self.source.poll_read(cx, buf))?;
            let (good, fault) = self.checker.pass(&buf.filled()[before..]);
            buf.set_filled(before + good);
            self.fault = fault;
            if good > 0 || self.fault.is_none() {
                return Poll::Ready(Ok(()));
            }
        }
    }

    fn poll_unpacked(&mut self, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        while let Some(Unpacking { unpacker, packed, plain }) = self.unpacking.as_deref_mut() {
            if !plain.is_empty() {
                plain.give(buf);
                break;
            }
            if let Some(fault) = self.fault.take() {
                return self.tell(fault);
            }
            if packed.is_empty() && ready!(packed.fill(&mut self.source, cx))? == 0 {
                break;
            }
            let mut left = packed.left();
            self.fault = unpacker.unpack(&mut self.checker, &mut left, &mut plain.held).err();
            let left = left.len();
            packed.keep(left);
        }
        Poll::Ready(Ok(()))
    }
}

impl Source {
    fn poll_read(&mut self, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.leftover.is_empty() {
            return Pin::new(&mut self.stream).poll_read(cx, buf);
        }
        self.leftover.give(buf);
        Poll::Ready(Ok(()))
    }
}

impl Bytes {
    fn is_empty(&self) -> bool {
        self.taken == self.held.len()
    }

    fn left(&self) -> &[u8] {
        &self.held[self.taken..]
    }

    /// Reads some where there are none.
    fn fill(&mut self, source: &mut Source, cx: &mut Context<'_>) -> Poll<io::Result<usize>> {
        self.held.resize(READ, 0);
        let mut read = ReadBuf::new(&mut self.held);
        let polled = source.poll_read(cx, &mut read);
        let count = read.filled().len();
        self.held.truncate(count);
        polled.map_ok(|()| count)
    }

    /// Gives as many as there is room for.
    fn give(&mut self, buf: &mut ReadBuf<'_>) {
        let count = self.left().len().min(buf.remaining());
        buf.put_slice(&self.left()[..count]);
        self.keep(self.left().len() - count);
    }

    /// Keeps the last `left`; where none are left, there is room for others.
    fn keep(&mut self, left: usize) {
        self.taken = self.held.len() - left;
        if left == 0 {
            self.held.clear();
            self.taken = 0;
        }
    }
}

impl AsyncRead for Wire {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let wire = self.get_mut();
        match wire.unpacking {
            _ if wire.failed => wire.source.poll_read(cx, buf),
            Some(_) => wire.poll_unpacked(cx, buf),
            None => wire.poll_plain(cx, buf),
        }
    }
}
