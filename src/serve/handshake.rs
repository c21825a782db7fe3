//! PURE. The server's side of the opening handshake: who may open the socket, and with which 101.
//!
//! Decides from a request's headers alone; what then goes through the socket is `socket`'s affair.

use base64::prelude::{BASE64_STANDARD, Engine};
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{
    CONNECTION, HOST, HeaderMap, HeaderName, HeaderValue, ORIGIN, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY,
    SEC_WEBSOCKET_PROTOCOL, SEC_WEBSOCKET_VERSION, UPGRADE,
};
use hyper::{Method, Request, Response, StatusCode, Version};
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use url::{Host, Url};

use super::reply::{TEXT, forbidden, reply, with};

/// The answer to a request for the socket's address (RFC 6455 §4.2): 101, or 426 where none was asked
/// for or in another version, 403 where it is not welcome, 400 where the key is no key. Of the subprotocols that are
/// offered the preferred one is taken, else the first.
pub fn respond<B>(
    request: &Request<B>,
    is_welcome: impl FnOnce(&HeaderMap) -> bool,
    preferred: Option<&str>,
) -> Response<Full<Bytes>> {
    let headers = request.headers();
    if !asks_for_socket(request) {
        let refusal = reply(StatusCode::UPGRADE_REQUIRED, TEXT, "this address speaks WebSocket\n");
        return with(with(refusal, "connection", "Upgrade"), "upgrade", "websocket");
    }
    if !is_welcome(headers) {
        return forbidden();
    }
    if headers.get(SEC_WEBSOCKET_VERSION).is_none_or(|version| version != "13") {
        let refusal = reply(StatusCode::UPGRADE_REQUIRED, TEXT, "this socket speaks version 13\n");
        return with(refusal, "sec-websocket-version", "13");
    }
    match headers.get(SEC_WEBSOCKET_KEY).and_then(accept_of) {
        Some(accept) => {
            let offered = || tokens(headers, SEC_WEBSOCKET_PROTOCOL);
            let chosen = offered().find(|name| Some(*name) == preferred).or_else(|| offered().next());
            switching(accept, chosen)
        }
        None => reply(StatusCode::BAD_REQUEST, TEXT, "Sec-WebSocket-Key is not 16 bytes in base64\n"),
    }
}

/// Whether a request asks for a socket, whatever becomes of it.
pub fn asks_for_socket<B>(request: &Request<B>) -> bool {
    let names = |name, wanted: &str| tokens(request.headers(), name).any(|t| t.eq_ignore_ascii_case(wanted));
    request.method() == Method::GET
        && request.version() == Version::HTTP_11
        && names(CONNECTION, "upgrade")
        && names(UPGRADE, "websocket")
}

/// Whether the page that asks came from here: its `Origin` has the host and port of `Host`. Programs send none.
pub fn same_site(headers: &HeaderMap) -> bool {
    let Some(origin) = headers.get(ORIGIN) else { return true };
    let Some(origin) = origin.to_str().ok().and_then(|origin| Url::parse(origin).ok()) else { return false };
    let place = |url: &Url| Some((url.host_str()?.to_owned(), url.port_or_known_default()));
    let here = asked(headers, origin.scheme());
    here.is_some_and(|here| place(&here).is_some() && place(&here) == place(&origin))
}

/// Whether `Host` is a name of this machine. Another that leads here was made to (DNS rebinding): a page of that name may read what
/// it asks for.
pub fn names_this_machine(headers: &HeaderMap) -> bool {
    asked(headers, "http").is_some_and(|here| is_here(&here))
}

/// Whether an origin is a page's of this machine.
pub fn is_local(origin: &str) -> bool {
    Url::parse(origin).is_ok_and(|origin| is_here(&origin))
}

/// The address that `Host` says was asked.
fn asked(headers: &HeaderMap, scheme: &str) -> Option<Url> {
    let host = headers.get(HOST)?.to_str().ok()?;
    Url::parse(&format!("{scheme}://{host}")).ok()
}

fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

/// The value that proves the key was understood (RFC 6455 §4.2.2), or none where the key is not 16 bytes.
fn accept_of(key: &HeaderValue) -> Option<HeaderValue> {
    BASE64_STANDARD.decode(key).ok().filter(|key| key.len() == 16)?;
    HeaderValue::from_str(&derive_accept_key(key.as_bytes())).ok()
}

fn switching(accept: HeaderValue, subprotocol: Option<&str>) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::default());
    *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
    let headers = response.headers_mut();
    headers.insert(CONNECTION, HeaderValue::from_static("Upgrade"));
    headers.insert(UPGRADE, HeaderValue::from_static("websocket"));
    headers.insert(SEC_WEBSOCKET_ACCEPT, accept);
    // A browser that offered some and gets none fails the connection, so the first will do.
    if let Some(subprotocol) = subprotocol.and_then(|name| HeaderValue::from_str(name).ok()) {
        headers.insert(SEC_WEBSOCKET_PROTOCOL, subprotocol);
    }
    response
}

/// The members of a comma-separated header, over all its lines (RFC 9110 §5.6.1).
fn tokens(headers: &HeaderMap, name: HeaderName) -> impl Iterator<Item = &str> {
    let lines = headers.get_all(name).into_iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).map(str::trim).filter(|token| !token.is_empty())
}
