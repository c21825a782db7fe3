//! A server's frames as if nothing had been compressed: compressed messages inflated, all others and every control frame as
//! they came (RFC 7692 §6.2).
//!
//! The checks are `frames/`'s; text is held against them inflated.

use std::collections::VecDeque;

use super::Deflate;
use super::inflater::{Failed, Inflater};
use crate::session::frames::{Checker, Fault, Piece};

/// How much compressed payload is inflated at once, in bytes: a thousand times as much may come of it.
const PIECE: usize = 4 << 10;

/// A longer message is handed on in fragments of about this size, in bytes.
const FRAGMENT: usize = 64 << 10;

/// What arrives over a connection with compression.
#[derive(Debug)]
pub struct Unpacker {
    inflater: Inflater,
    /// The inflated part of the message that was not handed on.
    plain: Vec<u8>,
    /// The opcode of the frame that is to be handed on next: the message's, then continuation.
    opcode: u8,
    /// Bytes of the message, compressed and inflated.
    packed: u64,
    inflated: u64,
    /// How many bytes the complete messages took, where they were compressed.
    sizes: VecDeque<Option<usize>>,
}

impl Unpacker {
    /// An unpacker of what was agreed on.
    #[must_use]
    pub fn new(deflate: Deflate) -> Self {
        Self {
            inflater: Inflater::new(deflate.server_bits, deflate.server_takeover),
            plain: Vec::new(),
            opcode: 0,
            packed: 0,
            inflated: 0,
            sizes: VecDeque::new(),
        }
    }

    /// The compressed size of the earliest complete message that was not asked for yet, where there is one: none inside where
    /// it was not compressed.
    pub fn pop_size(&mut self) -> Option<Option<usize>> {
        self.sizes.pop_front()
    }

    /// Takes bytes as they came off `bytes`, and adds plain frames to `out` until that holds enough.
    ///
    /// # Errors
    /// Where the server did wrong; what is in `out` was sent before that.
    pub fn unpack(
        &mut self,
        checker: &mut Checker,
        bytes: &mut &[u8],
        out: &mut Vec<u8>,
    ) -> Result<(), Fault> {
        while !bytes.is_empty() && out.len() < FRAGMENT {
            if checker.received_close().is_some() {
                // nothing may come after it (RFC 6455 §5.5.1)
                *bytes = &[];
            } else {
                let good = out.len();
                self.step(checker, bytes, out).inspect_err(|_| out.truncate(good))?;
            }
        }
        Ok(())
    }

    fn step(&mut self, checker: &mut Checker, bytes: &mut &[u8], out: &mut Vec<u8>) -> Result<(), Fault> {
        match checker.next(bytes, PIECE)? {
            Piece::Nothing => return Ok(()),
            Piece::Head(head) if checker.is_compressed() => {
                if head.has_rsv1() {
                    self.opcode = head.first & 0x0f;
                }
                self.packed = self.packed.saturating_add(head.length);
            }
            Piece::Head(_) => out.extend_from_slice(checker.raw_head()),
            Piece::Payload(packed) if checker.is_compressed() => {
                self.inflate(checker, |inflater, plain, room| inflater.inflate(packed, plain, room))?;
                if self.plain.len() >= FRAGMENT {
                    self.hand_on(false, out);
                }
            }
            Piece::Payload(plain) => {
                checker.content(plain)?;
                out.extend_from_slice(plain);
            }
        }
        self.end_frame(checker, out)
    }

    fn end_frame(&mut self, checker: &mut Checker, out: &mut Vec<u8>) -> Result<(), Fault> {
        let last = checker.complete().filter(|head| head.is_final() && !head.opcode().is_control());
        let compressed = checker.is_compressed();
        if last.is_some() && compressed {
            self.inflate(checker, Inflater::end)?;
        }
        checker.end()?;
        if last.is_none() {
            return Ok(());
        }
        if compressed {
            self.hand_on(true, out);
            self.sizes.push_back(usize::try_from(self.packed).ok());
            (self.packed, self.inflated) = (0, 0);
        } else {
            self.sizes.push_back(None);
        }
        Ok(())
    }

    /// Inflates within the limit, and checks what came out.
    fn inflate(
        &mut self,
        checker: &mut Checker,
        step: impl FnOnce(&mut Inflater, &mut Vec<u8>, u64) -> Result<(), Failed>,
    ) -> Result<(), Fault> {
        let (limit, before) = (checker.limit(), self.plain.len());
        let stepped = step(&mut self.inflater, &mut self.plain, limit - self.inflated);
        // what came out before a failure is looked at first, so that it does not matter how the bytes are cut
        checker.content(&self.plain[before..])?;
        self.inflated += (self.plain.len() - before) as u64;
        stepped.map_err(|failed| match failed {
            Failed::TooLong => Fault::InflatesTooLong { packed: self.packed, limit },
            Failed::Corrupt(reason) => Fault::Inflate { reason },
        })
    }

    /// A frame of what is inflated, as a server writes it.
    fn hand_on(&mut self, is_final: bool, out: &mut Vec<u8>) {
        out.push(self.opcode | if is_final { 0x80 } else { 0 });
        match self.plain.len() {
            short @ ..126 => out.push(short as u8),
            long @ 126..0x1_0000 => {
                out.push(126);
                out.extend_from_slice(&(long as u16).to_be_bytes());
            }
            longer => {
                out.push(127);
                out.extend_from_slice(&(longer as u64).to_be_bytes());
            }
        }
        out.append(&mut self.plain);
        self.opcode = 0;
        // a large message's memory is not kept
        self.plain.shrink_to(FRAGMENT);
    }
}
