//! PURE. Responses whose parts are known: what pages and refusals are made of.

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::{Response, StatusCode};

/// The type of plain text.
pub const TEXT: &str = "text/plain; charset=utf-8";

/// The type of a page.
pub const HTML: &str = "text/html; charset=utf-8";

/// The refusal of a handshake, as frameworks in Python word it.
pub fn forbidden() -> Response<Full<Bytes>> {
    reply(StatusCode::FORBIDDEN, "application/json", "{\"detail\":\"Forbidden\"}")
}

/// A response with a body.
pub fn reply(status: StatusCode, kind: &'static str, body: impl Into<Bytes>) -> Response<Full<Bytes>> {
    let mut response = with(Response::new(Full::new(body.into())), CONTENT_TYPE.as_str(), kind);
    *response.status_mut() = status;
    response
}

/// `response` with one more header, both parts of which are known when hxws is built.
pub fn with(
    mut response: Response<Full<Bytes>>,
    name: &'static str,
    value: &'static str,
) -> Response<Full<Bytes>> {
    response.headers_mut().insert(name, HeaderValue::from_static(value));
    response
}
