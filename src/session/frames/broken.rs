//! What the head or the close payload of a frame may not be, and which section of which RFC says so. Pure.

use super::Opcode;

/// A rule of framing that was broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// RSV1 where no extension was agreed on.
    #[error("a compressed frame, though no compression was agreed on (RFC 6455 §5.2)")]
    Compressed,
    /// A reserved bit that no extension uses: 2 or 3, or 1 on a control frame without compression.
    #[error("a frame with the reserved bit RSV{bit} (RFC 6455 §5.2)")]
    ReservedBit {
        /// 1 to 3.
        bit: u8,
    },
    /// RSV1 on a frame that does not begin a message, with permessage-deflate.
    #[error("a {} frame that says it is compressed (RFC 7692 §6.1)", opcode.name())]
    CompressedPart {
        /// Continuation, or a control frame.
        opcode: Opcode,
    },
    /// An opcode without a meaning.
    #[error("a frame with the reserved opcode {opcode:#x} (RFC 6455 §5.2)")]
    ReservedOpcode {
        /// 3 to 7, 11 to 15.
        opcode: u8,
    },
    /// A frame as clients send them.
    #[error("a masked frame (RFC 6455 §5.1)")]
    Masked,
    /// A control frame without the final bit.
    #[error("a fragmented {} frame (RFC 6455 §5.5)", opcode.name())]
    FragmentedControl {
        /// Close, ping or pong.
        opcode: Opcode,
    },
    /// A control frame of more than 125 bytes.
    #[error("a {} frame of more than 125 bytes (RFC 6455 §5.5)", opcode.name())]
    LongControl {
        /// Close, ping or pong.
        opcode: Opcode,
    },
    /// A continuation outside a message.
    #[error("a continuation frame with nothing to continue (RFC 6455 §5.4)")]
    NothingToContinue,
    /// A new message inside another.
    #[error("a {} frame in the middle of a fragmented message (RFC 6455 §5.4)", opcode.name())]
    InsideMessage {
        /// Text or binary.
        opcode: Opcode,
    },
    /// The length in more bytes than it needs, or with the highest bit set.
    #[error("a frame whose length {length} is not written as it must be (RFC 6455 §5.2)")]
    Length {
        /// As written.
        length: u64,
    },
    /// Half a close code.
    #[error("a close frame of one byte (RFC 6455 §5.5.1)")]
    HalfCode,
    /// A close code that no close frame may have.
    #[error("a close frame with the reserved code `{code}` (RFC 6455 §7.4)")]
    CloseCode {
        /// As sent.
        code: u16,
    },
}
