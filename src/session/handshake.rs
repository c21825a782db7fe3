//! The opening handshake (RFC 6455 §4), written out so that the request is what Chromium sends, header by header, and
//! the whole answer can be shown.
//!
//! Three files: the request's headers, the answer's head and whether it opens, what the server said instead.
//! Knows no page and no jar: origin, cookies and authorization are given.

mod answer;
mod error;
mod refusal;
mod request;

use std::time::Duration;

use tokio::io::AsyncWriteExt as _;
use tokio::time::{Instant, timeout};
use url::Url;

use super::authorization;
use super::dial::{Dialer, Stream};
use super::headers::{RequestHeaders, Secrets, shown_response};
use super::secret::Secret;
use super::trail::{Point, Trail};
use super::wire::Wire;
use crate::address::Written;

pub use super::headers::{HeaderEdit, HeaderEditError};
pub use super::limits::Limits;
pub use super::user_agent::USER_AGENT;
use answer::Head;
pub use error::HandshakeError;
pub use refusal::Refusal;

/// How long Chromium waits for the answer (`net::kHandshakeTimeoutIntervalInSeconds`), where no time was given.
const ANSWER_WITHIN: Duration = Duration::from_secs(240);

/// What to ask for.
#[derive(Debug, Clone)]
pub struct HandshakeRequest {
    /// A `ws` or `wss` address without credentials.
    pub url: Url,
    /// `Origin`.
    pub origin: Option<Written>,
    /// The origin of the page that was fetched, if the socket is a page's: for what is said of a refusal.
    pub page_origin: Option<String>,
    /// `Cookie`.
    pub cookie: Option<Secret>,
    /// `Authorization`, the whole value.
    pub authorization: Option<Secret>,
    /// `User-Agent`.
    pub user_agent: String,
    /// Subprotocols in the order of preference.
    pub subprotocols: Vec<String>,
    /// Whether permessage-deflate is offered.
    pub compress: bool,
    /// `-H`, applied last.
    pub headers: Vec<HeaderEdit>,
    /// Whether what is told of headers holds their secrets.
    pub secrets: Secrets,
}

impl HandshakeRequest {
    /// A request for `url` with nothing but what every handshake has. Credentials in it become `authorization`.
    #[must_use]
    pub fn new(mut url: Url) -> Self {
        let authorization = authorization::taken_from(&mut url);
        Self {
            url,
            origin: None,
            page_origin: None,
            cookie: None,
            authorization,
            user_agent: USER_AGENT.to_owned(),
            subprotocols: Vec::new(),
            compress: true,
            headers: Vec::new(),
            secrets: Secrets::Hidden,
        }
    }
}

/// An open WebSocket and what its handshake said.
#[derive(Debug)]
pub struct Opened {
    /// The connection from now on; bytes that came with the answer are read first.
    pub wire: Wire,
    /// 101.
    pub status: u16,
    /// Response headers, names in lower case, cookies hidden unless secrets are shown.
    pub headers: Vec<(String, String)>,
    /// The subprotocol that the server chose.
    pub subprotocol: Option<String>,
    /// Request headers as sent, secrets hidden unless they are shown.
    pub request_headers: Vec<(String, String)>,
    /// Every `Set-Cookie` of the answer, for the jar.
    pub set_cookies: Vec<Secret>,
    /// From the start of the connection attempt to the end of the answer.
    pub took: Duration,
}

/// Connects, asks, and checks the answer. Browsers follow no redirect here, and neither does this.
///
/// The dialer's timeout holds for everything up to the answer's head.
pub async fn handshake(
    dialer: &Dialer,
    request: &HandshakeRequest,
    limits: Limits,
) -> Result<Opened, HandshakeError> {
    let (started, trail) = (Instant::now(), dialer.trail());
    let (line, sent) = request::prepared(request)?;
    let mut stream = dialer.dial(&request.url).await?;
    let after = dialer.connect_timeout().unwrap_or(ANSWER_WITHIN);
    let left = after.saturating_sub(started.elapsed());
    let (head, leftover) = match timeout(left, asked(&mut stream, line, &sent, trail)).await {
        Ok(answered) => answered.map_err(|error| or_turned_away(dialer, &request.url, error))?,
        Err(_) => {
            let (url, stage) = (request.url.to_string(), Box::new(trail.stage()));
            return Err(HandshakeError::Timeout { url, after, stage });
        }
    };
    let took = started.elapsed();
    if head.status != 101 {
        return Err(refusal::read(stream, head, leftover, request, &sent).await);
    }
    // a refusal is told with its headers
    trail.answered(head.line(), head.iter());
    let agreed = answer::checked(&head, &sent)?;
    Ok(Opened {
        wire: Wire::new(stream, leftover, limits.max_message_size, agreed.deflate),
        status: head.status,
        headers: shown_response(head.iter(), request.secrets),
        subprotocol: agreed.subprotocol,
        request_headers: sent.shown(request.secrets),
        set_cookies: head.set_cookies(),
        took,
    })
}

/// Sends the request and reads the head of the answer, and what came with it.
async fn asked(
    stream: &mut Stream,
    line: String,
    headers: &RequestHeaders,
    trail: &Trail,
) -> Result<(Head, Vec<u8>), HandshakeError> {
    let text = headers.written(&line);
    trail.asked(line, headers);
    trail.at(Point::Answer { to: "handshake" });
    let written = async {
        stream.write_all(text.expose().as_bytes()).await?;
        stream.flush().await
    };
    let written = written.await;
    // A server may answer and close before it has read everything: its answer says more than the failed write.
    match (answer::read(stream, || trail.at(Point::Rest)).await, written) {
        (Err(HandshakeError::Closed { .. }), Err(error)) => Err(HandshakeError::Io(error)),
        (Err(HandshakeError::Io(said)), Err(error)) => {
            Err(HandshakeError::Io(if said.get_ref().is_some() { said } else { error }))
        }
        (answered, _) => answered,
    }
}

/// TLS's own word for a connection that broke, where it has one.
fn or_turned_away(dialer: &Dialer, url: &Url, error: HandshakeError) -> HandshakeError {
    match &error {
        HandshakeError::Io(source) | HandshakeError::Closed { received: 0, broke: Some(source) } => {
            dialer.turned_away(url, source).map_or(error, HandshakeError::Dial)
        }
        _ => error,
    }
}

#[cfg(test)]
mod tests;
