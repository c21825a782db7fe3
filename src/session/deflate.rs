//! permessage-deflate (RFC 7692): what is offered and agreed on, messages compressed on their way out and inflated on their
//! way in.
//!
//! Pure: bytes in, bytes out. It is here only where both sides agreed on it.

mod compressor;
mod inflater;
mod negotiate;
mod offers;
mod unpacker;

pub use compressor::Compressor;
pub use negotiate::{AnswerError, Deflate, OFFER, agreed};
pub use unpacker::Unpacker;

/// What the payload of every compressed message ends with, and leaves out (RFC 7692 §7.2.1).
const TAIL: [u8; 4] = [0x00, 0x00, 0xff, 0xff];

#[cfg(test)]
mod tests;
