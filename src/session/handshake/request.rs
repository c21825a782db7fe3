//! The handshake's request: Chromium's headers in Chromium's order (recorded from Chromium 156).
//!
//! Sends nothing.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use url::{Position, Url};

use super::{HandshakeError, HandshakeRequest};
use crate::session::deflate;
use crate::session::headers::{RequestHeaders, is_token};

/// The request's first line and its headers, ready to be sent.
pub(super) fn prepared(request: &HandshakeRequest) -> Result<(String, RequestHeaders), HandshakeError> {
    if !matches!(request.url.scheme(), "ws" | "wss") {
        return Err(HandshakeError::Scheme { scheme: request.url.scheme().to_owned() });
    }
    for (at, name) in request.subprotocols.iter().enumerate() {
        // HTML "WebSocket(url, protocols)": tokens, none twice.
        if !is_token(name) || request.subprotocols[..at].contains(name) {
            return Err(HandshakeError::BadSubprotocol { name: name.clone() });
        }
    }
    let headers = headers(request);
    if let Some(name) = headers.unsendable() {
        return Err(HandshakeError::Unsendable { name: name.escape_default().to_string() });
    }
    let target = &request.url[Position::BeforePath..Position::AfterQuery];
    Ok((format!("GET {target} HTTP/1.1"), headers))
}

fn headers(request: &HandshakeRequest) -> RequestHeaders {
    let mut headers = RequestHeaders::default();
    headers.push("Host", authority(&request.url));
    headers.push("Connection", "Upgrade");
    if let Some(value) = request.authorization.clone() {
        headers.push("Authorization", value);
    }
    headers.push("Pragma", "no-cache");
    headers.push("Cache-Control", "no-cache");
    headers.push("User-Agent", request.user_agent.as_str());
    headers.push("Upgrade", "websocket");
    if let Some(origin) = &request.origin {
        headers.push("Origin", origin.expose());
    }
    headers.push("Sec-WebSocket-Version", "13");
    // What Chromium asks for without TLS; `br` and `zstd` could not be shown when the handshake is refused.
    headers.push("Accept-Encoding", "gzip, deflate");
    headers.push("Accept-Language", "en-US,en;q=0.9");
    if let Some(cookie) = &request.cookie {
        headers.push("Cookie", cookie.clone());
    }
    headers.push("Sec-WebSocket-Key", STANDARD.encode(rand::random::<[u8; 16]>()));
    if request.compress {
        headers.push("Sec-WebSocket-Extensions", deflate::OFFER);
    }
    if !request.subprotocols.is_empty() {
        headers.push("Sec-WebSocket-Protocol", request.subprotocols.join(", "));
    }
    headers.apply(&request.headers);
    headers
}

/// `host[:port]`, the port only where it is not the scheme's own.
fn authority(url: &Url) -> String {
    url[Position::BeforeHost..Position::AfterPort].to_owned()
}
