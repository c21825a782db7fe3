//! PURE. What a request is answered with: the pages, the redirect, the refusals.
//!
//! Reads a request's line and headers only, and knows no connection.

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{LOCATION, SET_COOKIE};
use hyper::{Method, Request, Response, StatusCode};

use crate::serve::handshake::{self, same_site};
use crate::serve::reply::{HTML, forbidden, reply, with};

/// The page at `/`.
pub(super) const PAGE: &str = include_str!("page.html");

/// The page at `/two`, with two sockets.
pub(super) const TWO: &str = include_str!("two.html");

/// The page at `/none`, with no socket.
const NONE: &str = "<!doctype html>
<html lang=\"en\">
<head><meta charset=\"utf-8\"><title>hxws demo: no socket</title></head>
<body><h1>No socket</h1><p>Nothing on this page opens a WebSocket. <a href=\"/\">The page that does</a></p></body>
</html>
";

/// The page at `/gone` and wherever there is nothing.
const GONE: &str = "<!doctype html>
<html lang=\"en\">
<head><meta charset=\"utf-8\"><title>404 Not Found</title></head>
<body><h1>Nothing here</h1><p>The demo is at <a href=\"/\">/</a>.</p></body>
</html>
";

/// The cookie that `/` sets and a browser then sends with the handshake.
const COOKIE: &str = "demo=visitor; Path=/; HttpOnly; SameSite=Lax";

/// The answer to `request`; 101 means that a socket begins on its connection.
pub(super) fn respond<B>(request: &Request<B>) -> Response<Full<Bytes>> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return reply(StatusCode::NOT_FOUND, HTML, GONE);
    }
    match request.uri().path() {
        "/" => with(reply(StatusCode::OK, HTML, PAGE), SET_COOKIE.as_str(), COOKIE),
        "/old" => with(reply(StatusCode::FOUND, HTML, ""), LOCATION.as_str(), "/"),
        "/ws" => handshake::respond(request, same_site, None),
        "/closed" => forbidden(),
        "/json" => reply(StatusCode::OK, "application/json", "{\"not\":\"html\"}"),
        "/two" => reply(StatusCode::OK, HTML, TWO),
        "/none" => reply(StatusCode::OK, HTML, NONE),
        _ => reply(StatusCode::NOT_FOUND, HTML, GONE),
    }
}
