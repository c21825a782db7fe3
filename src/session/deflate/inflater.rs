//! Compressed bytes inflated piece by piece, never further than a limit (RFC 7692 §7.2.2).

use flate2::{Decompress, FlushDecompress, Status};

use super::TAIL;

/// How much comes out in one step, in bytes.
const STEP: usize = 16 << 10;

/// Why a message does not inflate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Failed {
    /// More came out than was allowed.
    TooLong,
    /// It is not deflate.
    Corrupt(String),
}

/// The server's side of the compression.
#[derive(Debug)]
pub(super) struct Inflater {
    zlib: Decompress,
    bits: u8,
    takeover: bool,
    /// The message had a block that said it was the last.
    ended: bool,
}

impl Inflater {
    /// For a window of so many bits; without `takeover` every message starts anew.
    pub(super) fn new(bits: u8, takeover: bool) -> Self {
        // A window of 9 bits reads all that one of 8 has written.
        let bits = bits.clamp(9, 15);
        Self { zlib: Decompress::new_with_window_bits(false, bits), bits, takeover, ended: false }
    }

    /// Adds to `plain` what these bytes inflate to; `room` is how many bytes may come out at most.
    pub(super) fn inflate(
        &mut self,
        mut packed: &[u8],
        plain: &mut Vec<u8>,
        room: u64,
    ) -> Result<(), Failed> {
        let start = plain.len();
        loop {
            plain.reserve(STEP);
            let (taken, before) = (self.zlib.total_in(), plain.len());
            let status = self.zlib.decompress_vec(packed, plain, FlushDecompress::Sync);
            let taken = usize::try_from(self.zlib.total_in() - taken).unwrap_or(packed.len());
            packed = &packed[taken..];
            if (plain.len() - start) as u64 > room {
                return Err(Failed::TooLong);
            }
            let status = status.map_err(|error| Failed::Corrupt(reason(error.message())))?;
            let may_hold_more = plain.len() == plain.capacity();
            if status == Status::StreamEnd {
                // A block may say that it is the last, and others follow all the same (RFC 7692 §7.2.3.4).
                self.restart();
                self.ended = true;
            } else if taken == 0 && plain.len() == before && !packed.is_empty() {
                return Err(Failed::Corrupt("no progress".to_owned()));
            }
            if packed.is_empty() && !may_hold_more {
                return Ok(());
            }
        }
    }

    /// Ends a message.
    pub(super) fn end(&mut self, plain: &mut Vec<u8>, room: u64) -> Result<(), Failed> {
        self.inflate(&TAIL, plain, room)?;
        if std::mem::take(&mut self.ended) || !self.takeover {
            self.restart();
        }
        Ok(())
    }

    fn restart(&mut self) {
        if self.bits == 15 {
            self.zlib.reset(false);
        } else {
            // `reset` would go back to 15 bits
            self.zlib = Decompress::new_with_window_bits(false, self.bits);
        }
    }
}

/// What the decompressor says is wrong. In its fast way it forgets that, and says only that it has seen something before.
fn reason(message: Option<&str>) -> String {
    let known = message.filter(|message| *message != "repeated call with bad state");
    known.unwrap_or("invalid code or distance").to_owned()
}
