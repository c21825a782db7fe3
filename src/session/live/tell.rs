//! What a session tells of a handshake, of messages that did not go out, and of bytes that may be no text.

use crate::event::Event;
use crate::htmx::diagnose::Finding;
use crate::session::excerpt::first_lines;
use crate::session::handshake::HandshakeError;
use crate::session::link::Unsent;

/// What people ask about a handshake: the origin, and the names of cookies and credentials.
pub(super) fn told(request: &[(String, String)]) -> Vec<String> {
    let value = |wanted: &str| {
        request.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value.as_str())
    };
    let cookies = value("cookie").map(|cookies| {
        let names: Vec<&str> = cookies.split("; ").filter_map(|pair| pair.split('=').next()).collect();
        format!("cookie {}", names.join(", "))
    });
    let origin = value("origin").map(|origin| format!("Origin {origin}"));
    let authorization = value("authorization").map(|_| "authorization".to_owned());
    [origin, cookies, authorization].into_iter().flatten().collect()
}

/// What is said of headers that do not go along to a socket of another origin.
pub(super) fn withholding(names: &[String], url: &str) -> Option<String> {
    let verb = if names.len() == 1 { "is" } else { "are" };
    (!names.is_empty()).then(|| {
        format!(
            "`{}` {verb} not sent to another origin: it is the page that names `{url}`; to send all, give that address as \
             TARGET and the page with `--page`",
            names.join("`, `")
        )
    })
}

/// What is said of cookies in whose place a header goes.
pub(super) fn replacing(names: &[String]) -> Option<String> {
    let cookies = if names.len() == 1 { "the cookie" } else { "the cookies" };
    (!names.is_empty()).then(|| {
        format!(
            "`-H 'Cookie: …'` goes in place of {cookies} `{}`: `--cookie 'name=value'` goes beside them",
            names.join("`, `")
        )
    })
}

/// The help for a failed handshake: what the server said, and what to try.
pub(super) fn explain(error: &HandshakeError) -> Option<String> {
    let mut lines = Vec::new();
    if let HandshakeError::Refused(refusal) = error {
        lines.extend(refusal.headers.iter().map(|(name, value)| format!("{name}: {value}")));
        lines.extend(first_lines(&refusal.body_start).iter().map(|line| format!("| {line}")));
    }
    lines.extend(error.help());
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// Messages that were told as sent and did not go out.
pub(super) fn unsent(unsent: Unsent) -> Option<Event> {
    let plural = if unsent.messages == 1 { "" } else { "s" };
    let message = format!("{} sent message{plural} did not go out: {} bytes", unsent.messages, unsent.bytes);
    (!unsent.is_none()).then_some(Event::Error { message, help: None })
}

/// Queued messages that never go out.
pub(super) fn lost(queue: &[String], why: &str) -> Option<Event> {
    let were = if queue.len() == 1 { " was" } else { "s were" };
    let message = format!("{} queued message{were} never sent: {why}", queue.len());
    (!queue.is_empty()).then_some(Event::Error { message, help: None })
}

/// A finding that belongs to no message.
pub(super) fn warning(finding: Finding) -> Event {
    Event::Warning(finding.into())
}

/// Bytes as text, whatever they are.
pub(super) fn lossy(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}
