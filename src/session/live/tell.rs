//! What is told of a handshake, in words. Knows no socket.

use crate::session::handshake::HandshakeError;

/// What people ask about a handshake: the origin, and the names of cookies and credentials.
pub(super) fn of_request(request: &[(String, String)]) -> Vec<String> {
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

/// The help for a failed handshake: what the server said, and what to try.
pub(super) fn of_refusal(error: &HandshakeError) -> Option<String> {
    let mut lines = Vec::new();
    if let HandshakeError::Refused(refusal) = error {
        lines.extend(refusal.headers.iter().map(|(name, value)| format!("{name}: {value}")));
        lines.extend(refusal.body_start.lines().take(8).map(|line| format!("| {line}")));
    }
    lines.extend(error.help());
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// A payload that is meant to be text.
pub(super) fn lossy(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}
