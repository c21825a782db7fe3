//! Messages compressed (RFC 7692 §7.2.1), as Chromium does it: every message, at zlib's usual level.

use flate2::{Compress, CompressError, Compression, FlushCompress, Status};

use super::{Deflate, TAIL};

/// The empty message: zlib has nothing to say where there was no input (RFC 7692 §7.2.3.6).
const EMPTY: [u8; 2] = [0x02, 0x00];

/// More than a flush marker takes, so that it is not written twice (zlib.h `deflate`).
const LEAST_ROOM: usize = 64;

/// The client's side of the compression.
#[derive(Debug)]
pub struct Compressor {
    zlib: Compress,
    takeover: bool,
}

impl Compressor {
    /// A compressor with what was agreed on.
    #[must_use]
    pub fn new(deflate: Deflate) -> Self {
        // zlib has no window of 8 bits for raw streams. With 9 bits it refers back 250 bytes at most (its window less 262),
        // which a window of 256 bytes holds: Chromium does the same.
        let bits = deflate.client_bits.clamp(9, 15);
        let zlib = Compress::new_with_window_bits(Compression::default(), false, bits);
        Self { zlib, takeover: deflate.client_takeover }
    }

    /// The payload of a compressed message.
    ///
    /// # Errors
    /// Where the compressor fails; it is of no more use then.
    pub fn compressed(&mut self, plain: &[u8]) -> Result<Vec<u8>, CompressError> {
        if plain.is_empty() {
            return Ok(EMPTY.to_vec());
        }
        let before = self.zlib.total_in();
        let mut packed = Vec::with_capacity(plain.len() / 2 + LEAST_ROOM);
        loop {
            let taken = usize::try_from(self.zlib.total_in() - before).unwrap_or(plain.len());
            let status = self.zlib.compress_vec(&plain[taken..], &mut packed, FlushCompress::Sync)?;
            if packed.len() < packed.capacity() || status == Status::BufError {
                break;
            }
            packed.reserve(packed.len().max(LEAST_ROOM));
        }
        packed.truncate(packed.len() - if packed.ends_with(&TAIL) { TAIL.len() } else { 0 });
        if !self.takeover {
            self.zlib.reset();
        }
        Ok(packed)
    }
}
