//! How a connection ended: close frames and failures in RFC 6455's codes, and what a browser makes of them.
//!
//! Pure: sends nothing, waits for nothing.

use std::time::Duration;

use tokio_tungstenite::tungstenite::Error;
use tokio_tungstenite::tungstenite::error::{CapacityError, ProtocolError};

use super::Incoming;
use crate::event::By;

/// The end by a close frame. `payload` is what it held, `sent_close` the code of our own that went out before.
pub(super) fn closed(payload: Option<&[u8]>, sent_close: Option<u16>) -> Incoming {
    let (code, reason) = match payload {
        Some([high, low, reason @ ..]) => (u16::from_be_bytes([*high, *low]), reason),
        _ => (1005, &[][..]),
    };
    let reason = String::from_utf8_lossy(reason).into_owned();
    match sent_close {
        Some(sent) => {
            let detail = (code != sent).then(|| format!("the server answered the close with `{code}`"));
            Incoming::Closed { code: sent, reason, by: By::Client, detail, browser_code: code }
        }
        // These say that there was no close frame, and must not be in one (RFC 6455 §7.4.1). Any other code,
        // 0 and 999 too, reaches the page in Chromium.
        None if matches!(payload, Some([_, _, ..])) && matches!(code, 1005 | 1006 | 1015) => {
            fault(1002, format!("a close frame with the reserved code `{code}` (RFC 6455 §7.4.1)"))
        }
        None => Incoming::Closed { code, reason, by: By::Server, detail: None, browser_code: code },
    }
}

/// The end without a close frame, or by a fault of the peer.
pub(super) fn failed(error: &Error) -> Incoming {
    match error {
        Error::Capacity(CapacityError::MessageTooLong { size, max_size }) => {
            fault(1009, format!("message of {size} bytes exceeds `--max-message-size` {max_size}"))
        }
        Error::Utf8(_) => fault(1007, "invalid UTF-8 in a text frame (RFC 6455 §8.1)".to_owned()),
        Error::Protocol(ProtocolError::ResetWithoutClosingHandshake)
        | Error::ConnectionClosed
        | Error::AlreadyClosed => broken("the connection ended without a close frame".to_owned()),
        Error::Io(error) => broken(format!("the connection broke: {error}")),
        Error::Protocol(ProtocolError::NonZeroReservedBits) => fault(
            1002,
            "a frame with reserved bits: compressed, though no extension was agreed on (RFC 6455 §5.2)"
                .to_owned(),
        ),
        Error::Protocol(error) => fault(1002, lower(&error.to_string())),
        other => broken(lower(&other.to_string())),
    }
}

/// The end by our own close frame, which nobody answered.
#[must_use]
pub fn unanswered(code: u16, wait: Duration) -> Incoming {
    let detail = format!("the server did not answer the close within {}", humantime::format_duration(wait));
    Incoming::Closed { code, reason: String::new(), by: By::Client, detail: Some(detail), browser_code: 1006 }
}

fn fault(code: u16, detail: String) -> Incoming {
    Incoming::Closed { code, reason: String::new(), by: By::Client, detail: Some(detail), browser_code: 1006 }
}

fn broken(detail: String) -> Incoming {
    Incoming::Closed {
        code: 1006,
        reason: String::new(),
        by: By::Network,
        detail: Some(detail),
        browser_code: 1006,
    }
}

fn lower(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
