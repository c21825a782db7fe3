//! What a server said instead of opening the socket: status, headers, the start of the body, and what was sent to it.
//!
//! Waits for the body only as long as a person would not notice. Judges nothing; `error.rs` says what to try.

use std::fmt;
use std::time::Duration;

use super::answer::Head;
use super::{HandshakeError, HandshakeRequest};
use crate::session::authorization;
use crate::session::dial::Stream;
use crate::session::excerpt::{READ, excerpt};
use crate::session::headers::{RequestHeaders, shown_response};
use crate::session::secret::Secret;
use tokio::io::AsyncReadExt as _;
use tokio::time::timeout;
use url::{Position, Url};

/// How long the start of the body is waited for.
const BODY_WITHIN: Duration = Duration::from_secs(2);

/// An answer other than 101.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The address that was asked for, without credentials.
    pub url: String,
    /// The status.
    pub status: u16,
    /// The reason phrase as sent, maybe empty.
    pub reason: String,
    /// Response headers, names in lower case, cookies hidden.
    pub headers: Vec<(String, String)>,
    /// The start of the body as text, at most 2 KiB.
    pub body_start: String,
    /// `Location` as sent, its credentials hidden unless secrets are shown.
    pub location: Option<String>,
    /// Where that is, as a socket's address without credentials, where a socket can be there.
    pub socket_there: Option<Url>,
    /// The origin of the page that was fetched, if the socket is a page's.
    pub page_origin: Option<String>,
    /// Request headers as sent, secrets hidden.
    pub sent: Vec<(String, String)>,
    /// The login that was sent, in words.
    pub login: Option<String>,
    /// `WWW-Authenticate` as sent, the credentials of addresses in it hidden unless secrets are shown.
    pub asks: Option<String>,
    /// Every `Set-Cookie` of the answer: browsers keep those of a refused handshake too.
    pub set_cookies: Vec<Secret>,
}

impl Refusal {
    /// A request header as sent, secrets hidden.
    #[must_use]
    pub fn sent(&self, name: &str) -> Option<&str> {
        let mut named = self.sent.iter().filter(|(held, _)| held.eq_ignore_ascii_case(name));
        named.next().map(|(_, value)| value.as_str())
    }
}

/// `403 Forbidden`, or `403` alone.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.status)?;
        if self.reason.is_empty() { Ok(()) } else { write!(f, " {}", self.reason) }
    }
}

/// Reads what is needed of the body, and makes the error.
pub(super) async fn read(
    mut stream: Stream,
    head: Head,
    leftover: Vec<u8>,
    request: &HandshakeRequest,
    sent: &RequestHeaders,
) -> HandshakeError {
    let framing = Framing::of(&head);
    let mut raw = leftover;
    let arriving = async {
        while !framing.is_complete(&raw) && raw.len() < READ {
            if !matches!(stream.read_buf(&mut raw).await, Ok(count) if count > 0) {
                break;
            }
        }
    };
    // However it ends, what has come is shown.
    let _ = timeout(BODY_WITHIN, arriving).await;
    let body = framing.body(&raw).0;
    let codings = head.joined("content-encoding").unwrap_or_default();
    let headers = shown_response(head.iter(), request.secrets);
    let location = headers.iter().find(|(name, _)| name == "location").map(|(_, value)| value.clone());
    HandshakeError::Refused(Box::new(Refusal {
        url: request.url.to_string(),
        status: head.status,
        reason: head.reason.clone(),
        headers,
        body_start: excerpt(&body, &codings, head.joined("content-type").as_deref()),
        socket_there: head.all("location").first().and_then(|sent| socket_at(sent, &request.url)),
        location,
        page_origin: request.page_origin.clone(),
        sent: sent.shown(request.secrets),
        login: sent.get("authorization").map(|value| authorization::told(value, request.secrets)),
        asks: head.joined("www-authenticate").map(|asks| request.secrets.text(&asks).into_owned()),
        set_cookies: head.set_cookies(),
    }))
}

/// The socket where a `Location` of the socket at `here` points, without the credentials in it.
fn socket_at(location: &str, here: &Url) -> Option<Url> {
    let as_page = here.as_str().replacen("ws", "http", 1);
    let there = Url::parse(&as_page).and_then(|here| here.join(location)).ok()?;
    let scheme = match there.scheme() {
        "http" | "ws" => "ws",
        "https" | "wss" => "wss",
        _ => return None,
    };
    let mut socket =
        Url::parse(&format!("{scheme}{}", &there[Position::AfterScheme..Position::AfterQuery])).ok()?;
    let _credentials = authorization::taken_from(&mut socket);
    Some(socket)
}

/// How the length of a body is told (RFC 9112 §6.3).
enum Framing {
    Length(usize),
    Chunked,
    UntilClose,
}

impl Framing {
    fn of(head: &Head) -> Self {
        let coding = head.joined("transfer-encoding").unwrap_or_default().to_ascii_lowercase();
        let length = head.all("content-length").first().and_then(|value| value.trim().parse().ok());
        match length {
            _ if matches!(head.status, 204 | 304) => Self::Length(0),
            _ if coding.ends_with("chunked") => Self::Chunked,
            Some(length) => Self::Length(length),
            None => Self::UntilClose,
        }
    }

    fn is_complete(&self, raw: &[u8]) -> bool {
        self.body(raw).1
    }

    /// As much of the body as `raw` holds, and whether that is all of it.
    fn body(&self, raw: &[u8]) -> (Vec<u8>, bool) {
        match self {
            Self::Length(length) => (raw[..raw.len().min(*length)].to_vec(), raw.len() >= *length),
            Self::Chunked => unchunked(raw),
            Self::UntilClose => (raw.to_vec(), false),
        }
    }
}

fn unchunked(mut raw: &[u8]) -> (Vec<u8>, bool) {
    let mut body = Vec::new();
    while let Ok(httparse::Status::Complete((start, size))) = httparse::parse_chunk_size(raw) {
        if size == 0 {
            return (body, true);
        }
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let chunk = &raw[start..];
        body.extend_from_slice(&chunk[..chunk.len().min(size)]);
        match chunk.get(size..) {
            Some(rest) => raw = rest.strip_prefix(b"\r\n").unwrap_or(rest),
            None => break,
        }
    }
    (body, false)
}

#[cfg(test)]
mod tests {
    use super::unchunked;

    #[test]
    fn chunks_are_joined_as_far_as_they_came() {
        assert_eq!(unchunked(b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"), (b"abcde".to_vec(), true));
        assert_eq!(unchunked(b"3\r\nabc\r\nff\r\nde"), (b"abcde".to_vec(), false));
        assert_eq!(unchunked(b"ffffffffffffffff\r\nab"), (b"ab".to_vec(), false));
        assert_eq!(unchunked(b"nonsense"), (Vec::new(), false));
    }
}
