//! Why a connection fails by what the server sent, with the bytes, and the code that it is closed with. Pure.

use super::{Broken, NotUtf8};

/// Where text must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a text message.
    Message,
    /// In the reason of a close frame.
    Reason,
}

/// What a server did wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A frame that breaks a rule.
    #[error("the server broke the protocol: {broken} · bytes `{}`", hex(bytes))]
    Protocol {
        /// Which.
        broken: Broken,
        /// The frame's first bytes, as far as they had come.
        bytes: Vec<u8>,
    },
    /// Text that is not UTF-8.
    #[error("the server sent {} that is not UTF-8 at byte {} (RFC 6455 §8.1) · bytes `{}`", place_name(*place), at.offset, hex(&at.bytes))]
    Utf8 {
        /// Where it was.
        place: Place,
        /// Where in it.
        at: NotUtf8,
    },
    /// A message that is too long as it is.
    #[error("message of {size} bytes exceeds `--max-message-size` {limit}{}", raise(*size))]
    TooLong {
        /// Its bytes, as far as its frames tell.
        size: u64,
        /// In bytes.
        limit: u64,
    },
    /// A compressed message that is too long when it is inflated.
    #[error("message of {packed} bytes compressed inflates to more than `--max-message-size` {limit}{}", raise(limit.saturating_add(1)))]
    InflatesTooLong {
        /// Its compressed bytes, as far as they had come.
        packed: u64,
        /// In bytes.
        limit: u64,
    },
    /// A compressed message that is not.
    #[error("the server sent a compressed message that does not inflate: {reason} (RFC 7692 §7.2.2)")]
    Inflate {
        /// What the decompressor says.
        reason: String,
    },
}

/// How much of a broken frame is told, in bytes.
const MOST_SHOWN: usize = 16;

impl Fault {
    /// A broken rule, and the start of the frame that broke it.
    #[must_use]
    pub fn protocol<'b>(broken: Broken, frame: impl IntoIterator<Item = &'b u8>) -> Self {
        Self::Protocol { broken, bytes: frame.into_iter().take(MOST_SHOWN).copied().collect() }
    }

    /// The close code that it is answered with (RFC 6455 §7.4.1).
    #[must_use]
    pub fn code(&self) -> u16 {
        match self {
            Self::Protocol { .. } => 1002,
            Self::Utf8 { .. } | Self::Inflate { .. } => 1007,
            Self::TooLong { .. } | Self::InflatesTooLong { .. } => 1009,
        }
    }
}

/// The largest limit that is suggested, in bytes: a frame's length is only what the server says.
const MOST_SUGGESTED: u64 = 1 << 30;

/// What to try for a message of so many bytes.
fn raise(size: u64) -> String {
    match size.checked_next_power_of_two().filter(|enough| *enough <= MOST_SUGGESTED) {
        Some(enough) if enough >= 1 << 20 => format!(": try `--max-message-size {}MiB`", enough >> 20),
        Some(enough) => format!(": try `--max-message-size {enough}`"),
        None => String::new(),
    }
}

fn place_name(place: Place) -> &'static str {
    match place {
        Place::Message => "a text message",
        Place::Reason => "a close reason",
    }
}

/// `81 85 37 fa`.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_that_is_too_long_says_which_limit_to_try() {
        let told = |size| Fault::TooLong { size, limit: 10 }.to_string();
        assert_eq!(
            told(11),
            "message of 11 bytes exceeds `--max-message-size` 10: try `--max-message-size 16`"
        );
        assert!(told((64 << 20) + 1).ends_with(" 10: try `--max-message-size 128MiB`"));
        assert!(told(1 << 30).ends_with(" 10: try `--max-message-size 1024MiB`"));
        assert_eq!(told((1 << 30) + 1), "message of 1073741825 bytes exceeds `--max-message-size` 10");
        assert!(told(1 << 63).ends_with(" 10"));
        assert!(told(u64::MAX).ends_with(" 10"));
        assert_eq!(
            Fault::InflatesTooLong { packed: 9, limit: 64 << 20 }.to_string(),
            "message of 9 bytes compressed inflates to more than `--max-message-size` 67108864: \
             try `--max-message-size 128MiB`"
        );
    }
}
