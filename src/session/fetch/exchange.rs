//! One request and its answer, over a connection of its own. Knows no redirects and no pages.

use http_body_util::{BodyExt as _, Empty};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1;
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use url::{Position, Url};

use super::error::{Forwarded, Login};
use super::first::{First, Remembering};
use super::{FetchError, PartOf};
use crate::session::authorization;
use crate::session::content::{self, ContentError};
use crate::session::dial::{Dialer, Forwarding, ProxyProblem, Route};
use crate::session::excerpt::{READ, excerpt};
use crate::session::headers::{RequestHeaders, Secrets, shown_response};
use crate::session::secret::Secret;
use crate::session::trail::{Point, Trail};

/// What a browser takes for a page.
const ACCEPT_PAGE: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

/// The largest head of an answer, in bytes (Chromium takes 256 KiB).
const MOST_HEAD: usize = 256 << 10;

/// What a browser sends in Chromium's order: for an address that was typed in, or for what a page's script asks for.
pub(super) fn browser_headers(
    url: &Url,
    user_agent: &str,
    part: Option<&PartOf>,
    authorization: Option<Secret>,
    cookie: Option<Secret>,
) -> RequestHeaders {
    let mut headers = RequestHeaders::default();
    headers.push("Host", authority(url));
    headers.push("Connection", "keep-alive");
    if let Some(value) = authorization {
        headers.push("Authorization", value);
    }
    match part {
        None => headers.push("Upgrade-Insecure-Requests", "1"),
        Some(part) => {
            part.headers.iter().for_each(|(name, value)| headers.push(name, value));
        }
    }
    headers.push("User-Agent", user_agent);
    headers.push("Accept", part.map_or(ACCEPT_PAGE, |part| part.accept));
    if let Some(part) = part {
        headers.push("Referer", &part.page[..Position::AfterQuery]);
    }
    headers.push("Accept-Encoding", "gzip, deflate");
    headers.push("Accept-Language", "en-US,en;q=0.9");
    if let Some(value) = cookie {
        headers.push("Cookie", value);
    }
    headers
}

/// `host[:port]`, the port only where it is not the scheme's own.
fn authority(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// An answer with its body as it came, content codings and all.
pub(super) struct Answer {
    pub(super) status: u16,
    reason: String,
    headers: HeaderMap,
    body: Vec<u8>,
    /// `Authorization` as sent.
    authorization: Option<Secret>,
    /// The proxy that took the request, where one did.
    forwarded: Option<Forwarded>,
}

/// Sends a GET and reads the answer: all of its body, or the start where it is not a page.
pub(super) async fn exchange(
    dialer: &Dialer,
    url: &Url,
    headers: &RequestHeaders,
    max_bytes: usize,
) -> Result<Answer, FetchError> {
    let first = First::default();
    let trail = dialer.trail();
    let target = &url[Position::BeforePath..Position::AfterQuery];
    let straight = request(target, url, headers)?;
    trail.fetching(url.as_str());
    let Route { stream, forwarding } = dialer.dial_for_request(url).await?;
    let failed = |source| match &forwarding {
        Some(forwarding) => by_proxy(url, forwarding, source, &first),
        None => broken(dialer, url, source, &first),
    };
    let request = match &forwarding {
        // a request to a proxy has the whole address (RFC 9112 §3.2.2)
        Some(forwarding) => {
            let (target, headers) = (&url[..Position::AfterQuery], forwarded(headers, forwarding));
            trail.asked(format!("GET {target} HTTP/1.1"), &headers);
            request(target, url, &headers)?
        }
        None => {
            trail.asked(format!("GET {target} HTTP/1.1"), headers);
            straight
        }
    };
    trail.at(Point::Answer { to: "request" });
    let mut builder = http1::Builder::new();
    builder.title_case_headers(true).max_buf_size(MOST_HEAD);
    let (mut sender, connection) =
        builder.handshake(TokioIo::new(Remembering::new(stream, first.clone()))).await.map_err(failed)?;
    let conversation = async {
        let response = sender.send_request(request).await.map_err(failed)?;
        trail.at(Point::Rest);
        let mut answer = received(url, response, max_bytes, trail).await?;
        answer.authorization = headers.get("authorization").map(Secret::from);
        answer.forwarded = forwarding.as_ref().map(|forwarding| Forwarded {
            proxy: forwarding.proxy(),
            with_credentials: forwarding.authorization().is_some(),
            without: forwarding.without(),
        });
        Ok(answer)
    };
    let (mut connection, mut conversation) = (std::pin::pin!(connection), std::pin::pin!(conversation));
    let mut open = true;
    loop {
        tokio::select! {
            biased;
            answer = &mut conversation => return answer,
            // How the connection ended is told to the conversation as well.
            _ = &mut connection, if open => open = false,
        }
    }
}

fn request(target: &str, url: &Url, headers: &RequestHeaders) -> Result<Request<Empty<Bytes>>, FetchError> {
    let unsendable = |name: &str| FetchError::Header { name: name.escape_default().to_string() };
    let mut request = Request::new(Empty::new());
    *request.uri_mut() = target.parse().map_err(|_| FetchError::Address { url: url.to_string() })?;
    for (name, value) in headers.iter() {
        let bytes = HeaderValue::from_bytes(value.as_bytes());
        match (HeaderName::from_bytes(name.as_bytes()), bytes) {
            (Ok(held), Ok(value)) => request.headers_mut().append(held, value),
            _ => return Err(unsendable(name)),
        };
    }
    Ok(request)
}

/// The headers of a request to a proxy, as Chromium has them.
fn forwarded(headers: &RequestHeaders, forwarding: &Forwarding) -> RequestHeaders {
    let mut headers = headers.clone();
    headers.rename("Connection", "Proxy-Connection");
    if let Some(value) = forwarding.authorization() {
        headers.push("Proxy-Authorization", value);
    }
    headers
}

/// What a proxy answered that is no HTTP, or that it ended without an answer.
fn by_proxy(url: &Url, forwarding: &Forwarding, source: hyper::Error, first: &First) -> FetchError {
    let start = first.bytes();
    let problem = if source.is_parse() && !start.starts_with(b"HTTP/") {
        ProxyProblem::Garbage { protocol: "HTTP", start }
    } else if start.is_empty() {
        ProxyProblem::Closed
    } else {
        return FetchError::Http { url: url.to_string(), source };
    };
    FetchError::Dial(forwarding.failed(problem))
}

/// An answer that is no HTTP, or TLS's own word for a connection that broke, where it has one.
fn broken(dialer: &Dialer, url: &Url, source: hyper::Error, first: &First) -> FetchError {
    let start = first.bytes();
    if source.is_parse() && !start.starts_with(b"HTTP/") {
        return FetchError::NotHttp { url: url.to_string(), start };
    }
    let mut cause = std::error::Error::source(&source);
    while let Some(error) = cause {
        let broken = error.downcast_ref().and_then(|error| dialer.turned_away(url, error));
        if let Some(error) = broken {
            return FetchError::Dial(error);
        }
        cause = error.source();
    }
    FetchError::Http { url: url.to_string(), source }
}

async fn received(
    url: &Url,
    response: Response<Incoming>,
    max_bytes: usize,
    trail: &Trail,
) -> Result<Answer, FetchError> {
    let (head, mut body) = response.into_parts();
    let mut answer = Answer {
        status: head.status.as_u16(),
        reason: reason(&head),
        headers: head.headers,
        body: Vec::new(),
        authorization: None,
        forwarded: None,
    };
    // a refusal is told with its headers
    if answer.status < 400 {
        let line = format!("{:?} {} {}", head.version, answer.status, answer.reason);
        trail.answered(line, answer.raw_headers());
    }
    let wanted = if answer.redirects() && answer.location().is_some() {
        return Ok(answer);
    } else if answer.status >= 400 {
        READ
    } else {
        usize::MAX
    };
    while answer.body.len() < wanted {
        let Some(frame) = body.frame().await else { break };
        match frame {
            Ok(frame) => answer.body.extend_from_slice(frame.data_ref().map_or(&[], |data| data)),
            // The start of an error page is worth showing even when its end is missing.
            Err(_) if wanted == READ => break,
            Err(source) => return Err(FetchError::Http { url: url.to_string(), source }),
        }
        if wanted > READ && answer.body.len() > max_bytes {
            let source = ContentError::TooLarge { limit: max_bytes };
            return Err(FetchError::Content { url: url.to_string(), source });
        }
    }
    Ok(answer)
}

fn reason(head: &hyper::http::response::Parts) -> String {
    match head.extensions.get::<hyper::ext::ReasonPhrase>() {
        Some(reason) => String::from_utf8_lossy(reason.as_bytes()).into_owned(),
        None => head.status.canonical_reason().unwrap_or_default().to_owned(),
    }
}

impl Answer {
    /// Whether the status sends browsers elsewhere, given a `Location`.
    pub(super) fn redirects(&self) -> bool {
        matches!(self.status, 301 | 302 | 303 | 307 | 308)
    }

    /// `Location` as sent, in UTF-8.
    pub(super) fn location(&self) -> Option<String> {
        self.text(&header::LOCATION)
    }

    /// Headers for htmx, names in lower case.
    pub(super) fn hx_headers(&self) -> Vec<(String, String)> {
        let named = self.headers.iter().filter(|(name, _)| name.as_str().starts_with("hx-"));
        named
            .map(|(name, value)| {
                (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
            })
            .collect()
    }

    /// `Content-Type` as sent.
    pub(super) fn content_type(&self) -> Option<String> {
        self.text(&header::CONTENT_TYPE)
    }

    /// Every `Set-Cookie`.
    pub(super) fn set_cookies(&self) -> Vec<String> {
        let values = self.headers.get_all(header::SET_COOKIE);
        values.iter().map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()).collect()
    }

    /// The body without its content codings, at most `limit` bytes.
    pub(super) fn decoded_body(self, limit: usize) -> Result<Vec<u8>, ContentError> {
        let codings = self.codings();
        content::decoded(self.body, &codings, limit)
    }

    /// The answer as the error that a status from 400 is.
    pub(super) fn refused(&self, url: String, secrets: Secrets) -> FetchError {
        FetchError::Status {
            url,
            status: self.status,
            reason: self.reason.clone(),
            headers: shown_response(self.raw_headers(), secrets),
            body_start: excerpt(&self.body, &self.codings(), self.content_type().as_deref()).into(),
            login: Box::new(Login {
                sent: self.authorization.as_ref().map(|value| authorization::told(value.expose(), secrets)),
                asks: self
                    .joined(&header::WWW_AUTHENTICATE, ", ")
                    .map(|asks| secrets.text(&asks).into_owned()),
                forwarded: self.forwarded.clone(),
            }),
        }
    }

    /// Names and values as sent.
    fn raw_headers(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes()))
    }

    fn codings(&self) -> String {
        self.joined(&header::CONTENT_ENCODING, ",").unwrap_or_default()
    }

    /// The values of a header as one, none where it was not sent.
    fn joined(&self, name: &HeaderName, separator: &str) -> Option<String> {
        let values = self.headers.get_all(name).iter();
        let values: Vec<_> = values.map(|value| String::from_utf8_lossy(value.as_bytes())).collect();
        (!values.is_empty()).then(|| values.join(separator))
    }

    fn text(&self, name: &HeaderName) -> Option<String> {
        self.headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
    }
}
