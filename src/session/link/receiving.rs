//! What comes in: bytes from the wire, and the messages and control frames that they hold.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead as _, ReadBuf};

use crate::session::frames::{Assembler, Whole};
use crate::session::wire::Wire;

/// How much is read at once, in bytes.
const READ: usize = 128 << 10;

/// The receiving side of a link.
#[derive(Debug, Default)]
pub(super) struct Receiving {
    assembler: Assembler,
    /// Made at the first read.
    room: Box<[u8]>,
    /// How much of it was read into, and how far that has been taken.
    read: usize,
    taken: usize,
}

impl Receiving {
    /// The next thing that is whole; none at the end of the bytes.
    pub(super) fn poll(&mut self, wire: &mut Wire, cx: &mut Context<'_>) -> Poll<io::Result<Option<Whole>>> {
        loop {
            let mut left = &self.room[self.taken..self.read];
            let whole = self.assembler.next(&mut left);
            self.taken = self.read - left.len();
            if whole.is_some() {
                return Poll::Ready(Ok(whole));
            }
            if ready!(self.poll_fill(wire, cx))? == 0 {
                return Poll::Ready(Ok(None));
            }
        }
    }

    /// A text message that is whole in what was read already, as it lies there.
    #[inline]
    pub(super) fn whole_text(&mut self) -> Option<&[u8]> {
        let mut left = &self.room[self.taken..self.read];
        let text = self.assembler.whole_text(&mut left)?;
        self.taken = self.read - left.len();
        Some(text)
    }

    /// Reads on, once all has been taken.
    fn poll_fill(&mut self, wire: &mut Wire, cx: &mut Context<'_>) -> Poll<io::Result<usize>> {
        if self.room.is_empty() {
            self.room = vec![0; READ].into();
        }
        let mut buf = ReadBuf::new(&mut self.room);
        let polled = Pin::new(wire).poll_read(cx, &mut buf);
        (self.read, self.taken) = (buf.filled().len(), 0);
        polled.map_ok(|()| self.read)
    }
}
