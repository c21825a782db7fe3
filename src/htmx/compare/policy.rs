//! A socket's policy in a line: when it reconnects, what waits meanwhile.

use crate::htmx::dialect::WhileNotOpen;
use crate::htmx::reconnect::Policy;

/// Reconnects of which the delays are told.
const MOST_DELAYS: u32 = 3;

/// On which close codes it reconnects, after how long, and how often in a row where there is a limit.
pub(super) fn reconnects(policy: &Policy) -> String {
    if !policy.ever_reconnects() {
        return "never".to_owned();
    }
    let codes: Vec<String> = policy.codes.iter().map(ToString::to_string).collect();
    let told = policy.max_retries.map_or(MOST_DELAYS, |most| most.min(MOST_DELAYS));
    let delays: Vec<String> = (0..told)
        .map(|retries| {
            let (min, max) = policy.bounds(retries);
            format!("{min}–{max}")
        })
        .collect();
    let more = if policy.max_retries.is_none_or(|most| most > told) { ", …" } else { "" };
    let limit = policy.max_retries.map(|most| format!("; {most} in a row at most")).unwrap_or_default();
    format!("on {}; after {} ms{more}{limit}", codes.join(", "), delays.join(", "))
}

/// What becomes of messages while it is not open.
pub(super) fn queues(policy: &Policy) -> String {
    match (policy.while_not_open, policy.queue_limit) {
        (WhileNotOpen::Lose, _) => "no message waits for the socket to open".to_owned(),
        (WhileNotOpen::Queue, _) => {
            "messages wait for the socket to open, even where it stays closed".to_owned()
        }
        (WhileNotOpen::QueueWhileReconnecting, Some(limit)) => {
            format!("{limit} messages at most wait for the socket to open, none where it stays closed")
        }
        (WhileNotOpen::QueueWhileReconnecting, None) => {
            "messages wait for the socket to open, none where it stays closed".to_owned()
        }
    }
}
