//! The head of the handshake's answer: read within limits, parsed, and checked as a client must (RFC 6455 §4.1).
//!
//! Knows no body.

use std::io;

use httparse::{EMPTY_HEADER, Status};
use tokio::io::{AsyncRead, AsyncReadExt as _};
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;

use super::HandshakeError;
use crate::session::deflate::{self, AnswerError, Deflate};
use crate::session::headers::RequestHeaders;
use crate::session::secret::Secret;

/// The largest head, in bytes.
const MOST_HEAD: usize = 64 << 10;

/// The most headers.
const MOST_HEADERS: usize = 128;

/// How much of an answer that is no HTTP is shown, in bytes.
const MOST_SHOWN: usize = 64;

/// A status line and headers.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) status: u16,
    pub(super) reason: String,
    /// HTTP/1.0 or HTTP/1.1: its last digit.
    minor: u8,
    headers: Vec<(String, Vec<u8>)>,
}

impl Head {
    /// The status line.
    pub(super) fn line(&self) -> String {
        format!("HTTP/1.{} {} {}", self.minor, self.status, self.reason)
    }

    /// Names and values as sent.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_slice()))
    }

    /// Every value of a header.
    pub(super) fn all(&self, name: &str) -> Vec<String> {
        let named = self.iter().filter(|(held, _)| held.eq_ignore_ascii_case(name));
        named.map(|(_, value)| String::from_utf8_lossy(value).into_owned()).collect()
    }

    /// The values of a header as one, none where it was not sent.
    pub(super) fn joined(&self, name: &str) -> Option<String> {
        let values = self.all(name);
        if values.is_empty() { None } else { Some(values.join(", ")) }
    }

    /// Every `Set-Cookie`.
    pub(super) fn set_cookies(&self) -> Vec<Secret> {
        self.all("set-cookie").into_iter().map(Secret::from).collect()
    }
}

/// Reads the head of the final answer (1xx other than 101 are passed over), and what came after it.
///
/// `began` hears of everything that comes.
pub(super) async fn read(
    stream: &mut (impl AsyncRead + Unpin),
    began: impl Fn(),
) -> Result<(Head, Vec<u8>), HandshakeError> {
    let mut bytes = Vec::with_capacity(4096);
    let (mut searched, mut passed_over) = (0, 0);
    loop {
        if let Some(end) = end_of_head(&bytes, searched) {
            let head = parsed(&bytes[..end])?;
            bytes.drain(..end);
            if head.status == 101 || !(100..200).contains(&head.status) {
                return Ok((head, bytes));
            }
            (searched, passed_over) = (0, passed_over + end);
            continue;
        }
        searched = bytes.len().saturating_sub(3);
        if bytes.len() + passed_over > MOST_HEAD {
            return Err(HandshakeError::TooLarge { limit: MOST_HEAD });
        }
        match stream.read_buf(&mut bytes).await {
            Ok(0) => return Err(cut_off(&bytes, passed_over, None)),
            Ok(_) if !begins_like_http(&bytes) => return Err(not_http(&bytes)),
            Ok(_) => began(),
            Err(error) if error.kind() == io::ErrorKind::ConnectionReset && bytes.is_empty() => {
                return Err(cut_off(&bytes, passed_over, Some(error)));
            }
            // TLS that ended without its own end
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                return Err(cut_off(&bytes, passed_over, Some(error)));
            }
            Err(error) => return Err(HandshakeError::Io(error)),
        }
    }
}

/// What a 101 agrees on.
#[derive(Debug)]
pub(super) struct Agreed {
    pub(super) subprotocol: Option<String>,
    pub(super) deflate: Option<Deflate>,
}

/// Checks that a 101 opens the WebSocket that was asked for.
pub(super) fn checked(head: &Head, sent: &RequestHeaders) -> Result<Agreed, HandshakeError> {
    let upgrade = head.joined("upgrade");
    if !upgrade.as_deref().is_some_and(|value| value.eq_ignore_ascii_case("websocket")) {
        return Err(HandshakeError::Header { name: "Upgrade", expected: "websocket", got: upgrade });
    }
    let connection = head.joined("connection");
    let upgrades = |value: &str| value.split(',').any(|token| token.trim().eq_ignore_ascii_case("upgrade"));
    if !connection.as_deref().is_some_and(upgrades) {
        return Err(HandshakeError::Header { name: "Connection", expected: "Upgrade", got: connection });
    }
    let expected = derive_accept_key(sent.get("sec-websocket-key").unwrap_or_default().as_bytes());
    let got = head.joined("sec-websocket-accept");
    if got.as_deref() != Some(&expected) {
        return Err(HandshakeError::BadAccept { expected, got });
    }
    Ok(Agreed { deflate: extension(head, sent)?, subprotocol: subprotocol(head, sent)? })
}

fn extension(head: &Head, sent: &RequestHeaders) -> Result<Option<Deflate>, HandshakeError> {
    let got = head.joined("sec-websocket-extensions");
    deflate::agreed(sent.get("sec-websocket-extensions"), got.as_deref()).map_err(|why| match why {
        AnswerError::NotOffered { name } => HandshakeError::Extension { name },
        why => HandshakeError::Deflate { got: got.unwrap_or_default(), why },
    })
}

fn subprotocol(head: &Head, sent: &RequestHeaders) -> Result<Option<String>, HandshakeError> {
    let asked =
        sent.get("sec-websocket-protocol").map(|value| value.split(',').map(str::trim).collect::<Vec<_>>());
    let got = head.joined("sec-websocket-protocol");
    match (asked.unwrap_or_default(), got) {
        (asked, None) if asked.is_empty() => Ok(None),
        // Case matters, and none is no answer where some were asked for (Fetch §"establish a WebSocket connection").
        (asked, Some(got)) if asked.contains(&got.as_str()) => Ok(Some(got)),
        (asked, got) => {
            let asked = asked.into_iter().map(str::to_owned).collect();
            Err(HandshakeError::Subprotocol { asked, got })
        }
    }
}

/// The length of the head that ends with an empty line at or after `from`; line feeds alone will do, as in browsers.
fn end_of_head(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += bytes[at..].iter().position(|&b| b == b'\n')? + 1;
        match &bytes[at..] {
            [b'\n', ..] => return Some(at + 1),
            [b'\r', b'\n', ..] => return Some(at + 2),
            _ => {}
        }
    }
}

fn parsed(bytes: &[u8]) -> Result<Head, HandshakeError> {
    let mut held = [EMPTY_HEADER; MOST_HEADERS];
    let mut response = httparse::Response::new(&mut held);
    let mut config = httparse::ParserConfig::default();
    config.allow_spaces_after_header_name_in_responses(true);
    config.allow_obsolete_multiline_headers_in_responses(true);
    match config.parse_response(&mut response, bytes) {
        Ok(Status::Complete(_)) => {}
        Err(httparse::Error::TooManyHeaders) => {
            return Err(HandshakeError::TooManyHeaders { limit: MOST_HEADERS });
        }
        Ok(Status::Partial) | Err(_) => return Err(not_http(bytes)),
    }
    let headers =
        response.headers.iter().map(|header| (header.name.to_owned(), header.value.to_vec())).collect();
    Ok(Head {
        status: response.code.unwrap_or_default(),
        reason: response.reason.unwrap_or_default().to_owned(),
        minor: response.version.unwrap_or_default(),
        headers,
    })
}

fn begins_like_http(bytes: &[u8]) -> bool {
    let start = b"HTTP/1.";
    let length = bytes.len().min(start.len());
    bytes[..length] == start[..length]
}

fn cut_off(bytes: &[u8], passed_over: usize, broke: Option<io::Error>) -> HandshakeError {
    let received = if bytes.is_empty() { passed_over } else { bytes.len() };
    match bytes.is_empty() || begins_like_http(bytes) {
        true => HandshakeError::Closed { received, broke },
        false => not_http(bytes),
    }
}

fn not_http(bytes: &[u8]) -> HandshakeError {
    HandshakeError::NotHttp { start: bytes[..bytes.len().min(MOST_SHOWN)].to_vec() }
}
