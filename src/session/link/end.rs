//! How a connection ended: close frames and failures in RFC 6455's codes, and what a browser makes of them.
//!
//! Pure: sends nothing, waits for nothing.

use std::io;
use std::time::Duration;

use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

use super::Incoming;
use crate::event::By;
use crate::session::frames::{Broken, Fault};

/// The end by a close frame. `payload` is what it held, `sent_close` the code and the reason of our own that went out
/// before. A page hears the frame that came (WebSockets Standard, "When the WebSocket connection is closed").
pub(super) fn closed(payload: &[u8], sent_close: Option<(u16, String)>) -> Incoming {
    let (code, reason) = code_and_reason(payload);
    match sent_close {
        Some((sent, own)) => {
            let browser_reason = (reason != own).then_some(reason);
            let (by, detail) = (By::Client, None);
            Incoming::Closed { code: sent, reason: own, by, detail, browser_code: code, browser_reason }
        }
        // browsers hand such a code on to the page
        None => {
            let detail = (!payload.is_empty() && !is_assigned(code)).then(|| {
                let head = [0x88, u8::try_from(payload.len()).unwrap_or(u8::MAX)];
                let bytes = [&head, payload].concat();
                Fault::protocol(Broken::CloseCode { code }, &bytes).to_string()
            });
            let (by, browser_reason) = (By::Server, None);
            Incoming::Closed { code, reason, by, detail, browser_code: code, browser_reason }
        }
    }
}

/// The close frame that answers one: the same again (RFC 6455 §5.5.1), or 1002 where its code is one that it may not have.
pub(super) fn answer(payload: &[u8]) -> Option<CloseFrame> {
    let (code, reason) = code_and_reason(payload);
    let frame = match is_assigned(code) {
        true => CloseFrame { code: code.into(), reason: reason.into() },
        false => CloseFrame { code: CloseCode::Protocol, reason: "".into() },
    };
    (!payload.is_empty()).then_some(frame)
}

/// What a close frame says; 1005 where it says nothing.
pub(super) fn code_and_reason(payload: &[u8]) -> (u16, String) {
    let (code, reason) = match payload {
        [high, low, reason @ ..] => (u16::from_be_bytes([*high, *low]), reason),
        _ => (1005, &[][..]),
    };
    (code, String::from_utf8_lossy(reason).into_owned())
}

/// Whether a close frame may have the code: those that are registered, and the ranges of frameworks and applications
/// (RFC 6455 §7.4.2).
fn is_assigned(code: u16) -> bool {
    matches!(code, 1000..=1003 | 1007..=1014 | 3000..=4999)
}

/// The end without a close frame, or by a fault of the peer, which comes as an error; none where the bytes just end.
/// `unfinished` is how much had come of a message that is cut off.
pub(super) fn failed(error: Option<&io::Error>, unfinished: Option<u64>) -> Incoming {
    let broken = |why: String| match unfinished {
        None => broken(why),
        Some(1) => broken(format!("{why}, in the middle of a message: 1 byte of it had come")),
        Some(came) => broken(format!("{why}, in the middle of a message: {came} bytes of it had come")),
    };
    match error {
        None => broken("the connection ended without a close frame".to_owned()),
        Some(error) => match error.get_ref().and_then(|inner| inner.downcast_ref::<Fault>()) {
            Some(found) => by_client(found.code(), found.to_string()),
            None => broken(format!("the connection broke: {error}")),
        },
    }
}

/// The end by our own close frame, which nobody answered.
#[must_use]
pub fn unanswered(code: u16, wait: Duration) -> Incoming {
    by_client(
        code,
        format!("the server did not answer the close within {}", humantime::format_duration(wait)),
    )
}

/// The end that this side makes of a connection, which a browser's page hears as 1006.
#[must_use]
pub fn by_client(code: u16, detail: String) -> Incoming {
    let (by, detail, reason) = (By::Client, Some(detail), String::new());
    Incoming::Closed { code, reason, by, detail, browser_code: 1006, browser_reason: None }
}

fn broken(detail: String) -> Incoming {
    Incoming::Closed {
        code: 1006,
        reason: String::new(),
        by: By::Network,
        detail: Some(detail),
        browser_code: 1006,
        browser_reason: None,
    }
}
