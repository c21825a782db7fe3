//! What lies between the byte stream and the frames: bytes that came with the handshake's answer go first, and
//! the close frame that passes by is remembered as it was sent.
//!
//! How many messages the stream has taken is counted on their way out.
//! tungstenite hides some close codes that browsers report (1014, which htmx 4 reconnects on, becomes 1002), so the
//! frames' boundaries are followed here. Changes no byte. A layer that does (permessage-deflate) has its place here.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::dial::Stream;

/// A connection after the handshake, under the frames.
#[derive(Debug)]
pub struct Wire {
    stream: Stream,
    leftover: Vec<u8>,
    given: usize,
    frames: Frames,
    written: Frames,
}

impl Wire {
    /// A wire whose first bytes are `leftover`, read from `stream` together with the handshake's answer.
    #[must_use]
    pub fn new(stream: Stream, leftover: Vec<u8>) -> Self {
        Self { stream, leftover, given: 0, frames: Frames::default(), written: Frames::default() }
    }

    /// The payload of the close frame that arrived, as sent: empty, or a code and a reason. At most 125 bytes.
    #[must_use]
    pub fn received_close(&self) -> Option<&[u8]> {
        self.frames.closed.then_some(self.frames.payload.as_slice())
    }

    /// Messages that the stream has taken whole. Each is one frame, as tungstenite writes them.
    #[must_use]
    pub fn written_messages(&self) -> u64 {
        self.written.messages
    }
}

impl AsyncRead for Wire {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let wire = self.get_mut();
        let before = buf.filled().len();
        if wire.given < wire.leftover.len() {
            let left = &wire.leftover[wire.given..];
            let taken = left.len().min(buf.remaining());
            buf.put_slice(&left[..taken]);
            wire.given += taken;
            if wire.given == wire.leftover.len() {
                (wire.leftover, wire.given) = (Vec::new(), 0);
            }
        } else {
            std::task::ready!(Pin::new(&mut wire.stream).poll_read(cx, buf))?;
        }
        wire.frames.pass(&buf.filled()[before..]);
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Wire {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let wire = self.get_mut();
        let count = std::task::ready!(Pin::new(&mut wire.stream).poll_write(cx, bytes))?;
        wire.written.pass(&bytes[..count]);
        Poll::Ready(Ok(count))
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}

/// Follows the boundaries of frames (RFC 6455 §5.2) until the first close frame is complete.
#[derive(Debug, Default)]
struct Frames {
    head: Vec<u8>,
    /// Payload bytes still to come of the frame whose head is complete.
    left: u64,
    in_payload: bool,
    is_close: bool,
    is_message: bool,
    /// Complete data frames.
    messages: u64,
    payload: Vec<u8>,
    closed: bool,
}

impl Frames {
    fn pass(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() && !self.closed {
            if self.in_payload {
                let taken = usize::try_from(self.left).unwrap_or(usize::MAX).min(bytes.len());
                if self.is_close {
                    self.payload.extend_from_slice(&bytes[..taken]);
                }
                self.left -= taken as u64;
                bytes = &bytes[taken..];
            } else {
                self.head.push(bytes[0]);
                bytes = &bytes[1..];
                self.begin_payload();
            }
            if self.in_payload && self.left == 0 {
                self.in_payload = false;
                self.closed = self.is_close;
                self.messages += u64::from(self.is_message);
            }
        }
    }

    /// Once the head is complete, says how long its payload is.
    fn begin_payload(&mut self) {
        let [first, second, extended @ ..] = self.head.as_slice() else { return };
        let masked = second & 0x80 != 0;
        let wanted = match second & 0x7f {
            126 => 2,
            127 => 8,
            _ => 0,
        };
        if extended.len() < wanted + if masked { 4 } else { 0 } {
            return;
        }
        self.left = match wanted {
            0 => u64::from(second & 0x7f),
            _ => extended[..wanted].iter().fold(0, |length, &byte| length << 8 | u64::from(byte)),
        };
        // A longer close frame is a protocol error, which tungstenite finds.
        self.is_close = first & 0x0f == 8 && self.left <= 125 && !masked;
        self.is_message = matches!(first & 0x0f, 1 | 2);
        self.in_payload = true;
        self.head.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::Frames;

    fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
        let mut bytes = vec![first];
        match payload.len() {
            short @ 0..=125 => bytes.push(short as u8),
            long => {
                bytes.push(126);
                bytes.extend_from_slice(&(long as u16).to_be_bytes());
            }
        }
        bytes.extend_from_slice(payload);
        bytes
    }

    #[test]
    fn a_close_frame_is_found_however_the_bytes_are_cut() {
        let bytes = [
            frame(0x81, &[0x88; 300]),
            frame(0x82, &[]),
            frame(0x88, b"\x03\xf6bye"),
            frame(0x88, b"\x03\xe8"),
        ]
        .concat();
        for size in [1, 2, 7, bytes.len()] {
            let mut frames = Frames::default();
            bytes.chunks(size).for_each(|chunk| frames.pass(chunk));
            assert!(frames.closed);
            assert_eq!(frames.payload, b"\x03\xf6bye");
        }
    }

    #[test]
    fn messages_count_when_they_are_complete() {
        let mut frames = Frames::default();
        let bytes = [frame(0x81, b"ab"), frame(0x89, b"ping"), frame(0x82, &[0; 200])].concat();
        frames.pass(&bytes[..bytes.len() - 1]);
        assert_eq!(frames.messages, 1);
        frames.pass(&[0]);
        assert_eq!(frames.messages, 2);
    }

    #[test]
    fn a_frame_of_eight_length_bytes_is_passed_over() {
        let mut frames = Frames::default();
        frames.pass(&[0x82, 127, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x88, 0x00]);
        assert!(!frames.closed);
    }
}
