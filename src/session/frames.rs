//! Frames (RFC 6455 §5) as bytes: where they begin and end, and what is wrong with those that a server sends.
//!
//! Pure: bytes in, faults out. Changes nothing and sends nothing; `deflate/` translates, `wire.rs` reads.

mod assembler;
mod broken;
mod checker;
mod cutter;
mod fault;
mod utf8;

#[cfg(test)]
pub(crate) mod samples;

pub use assembler::{Assembler, Whole};
pub use broken::Broken;
pub use checker::{Checker, Piece};
pub use cutter::{Cutter, Head, Opcode, Written, whole_text};
pub use fault::{Fault, Place};
pub use utf8::{NotUtf8, Utf8};
