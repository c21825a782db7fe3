//! Why the WebSocket did not open, and what to try (`diagnostics`, row `handshake`).
//!
//! Browsers tell all of these as close code 1006 and nothing else.

use std::io;
use std::time::Duration;

use super::refusal::Refusal;
use crate::session::authorization;
use crate::session::deflate::AnswerError;
use crate::session::dial::DialError;
use crate::session::excerpt::{TLS_ALERT, names_a_tls_port};
use crate::session::trail::Stage;

/// Why the WebSocket did not open.
#[derive(Debug, thiserror::Error)]
pub enum HandshakeError {
    /// No connection.
    #[error(transparent)]
    Dial(#[from] DialError),
    /// An answer other than 101.
    #[error("the server refused the handshake with `{0}`")]
    Refused(Box<Refusal>),
    /// An answer that is not HTTP. `start` is its first bytes, at most 64.
    #[error("the server did not answer in HTTP/1.1 but with `{}`", start.escape_ascii())]
    NotHttp {
        /// The first bytes.
        start: Vec<u8>,
    },
    /// `Sec-WebSocket-Accept` does not fit the key (RFC 6455 §4.1).
    #[error("the server's `Sec-WebSocket-Accept` is {}, not `{expected}`", quoted(got.as_deref()))]
    BadAccept {
        /// What the key asks for.
        expected: String,
        /// What was sent.
        got: Option<String>,
    },
    /// `Upgrade` or `Connection` of a 101 is not what it must be.
    #[error("the server answered `101` with {name} {}, not `{expected}`", quoted(got.as_deref()))]
    Header {
        /// The header.
        name: &'static str,
        /// What it must say.
        expected: &'static str,
        /// What was sent.
        got: Option<String>,
    },
    /// A subprotocol that was not asked for, or none where some were.
    #[error("{}", subprotocol(asked, got.as_deref()))]
    Subprotocol {
        /// What was asked for.
        asked: Vec<String>,
        /// What was sent.
        got: Option<String>,
    },
    /// An extension that was not offered.
    #[error("the server chose the extension `{name}`, which was not offered")]
    Extension {
        /// Its name.
        name: String,
    },
    /// An answer about compression that a client may not take.
    #[error("the server answered `Sec-WebSocket-Extensions: {got}`, {why}")]
    Deflate {
        /// The header as sent.
        got: String,
        /// What is wrong with it.
        why: AnswerError,
    },
    /// The head of the answer is larger than `limit` bytes.
    #[error("the head of the server's answer is larger than {limit} bytes")]
    TooLarge {
        /// In bytes.
        limit: usize,
    },
    /// The answer has more than `limit` headers.
    #[error("the server's answer has more than {limit} headers")]
    TooManyHeaders {
        /// How many are read.
        limit: usize,
    },
    /// No answer in time.
    #[error("`{url}` has not opened within {}: {stage}", humantime::format_duration(*after))]
    Timeout {
        /// The address.
        url: String,
        /// The time it had, connecting included.
        after: Duration,
        /// How far it came.
        stage: Box<Stage>,
    },
    /// The connection ended before the answer did. `received` counts the bytes of it that came.
    #[error("the server closed the connection {}", if *received == 0 { "without an answer" } else { "in the middle of its answer" })]
    Closed {
        /// Bytes of the answer.
        received: usize,
        /// What the system or TLS said, where it was no orderly end.
        broke: Option<io::Error>,
    },
    /// The connection broke.
    #[error("the connection broke during the handshake: {0}")]
    Io(#[from] io::Error),
    /// Not a `ws` or `wss` address.
    #[error("`{scheme}` is not a WebSocket's scheme")]
    Scheme {
        /// The scheme.
        scheme: String,
    },
    /// A subprotocol that browsers refuse to ask for.
    #[error("`{name}` is not a subprotocol, or was given twice")]
    BadSubprotocol {
        /// As given.
        name: String,
    },
    /// A request header with control characters in it.
    #[error("the header `{name}` cannot be sent: it has a control character in it")]
    Unsendable {
        /// Its name.
        name: String,
    },
}

impl HandshakeError {
    /// What to try, where something can be said.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        Some(match self {
            Self::Dial(error) => return error.help(),
            Self::Refused(refusal) => return refusal.help(),
            Self::NotHttp { start } if start.starts_with(TLS_ALERT) => {
                "the port speaks TLS: use `wss://`".to_owned()
            }
            Self::NotHttp { start } if start.starts_with(b"HTTP/") => {
                "the server speaks HTTP, though not as RFC 9112 has it: what stands between you and it?"
                    .to_owned()
            }
            Self::NotHttp { .. } => "is it the port of a web server?".to_owned(),
            Self::BadAccept { got: None, .. } => {
                "the server, or a proxy before it, must answer with the key's digest (RFC 6455 §4.2.2)"
                    .to_owned()
            }
            Self::BadAccept { .. } => {
                "the server, or a proxy or cache before it, computed it from another key (RFC 6455 §4.2.2)"
                    .to_owned()
            }
            Self::Header { .. } => {
                "a proxy before the server may drop the headers of the upgrade: check its configuration"
                    .to_owned()
            }
            Self::Subprotocol { asked, got: Some(got) } if asked.is_empty() => {
                format!("browsers refuse this too; ask for it with `--subprotocol {got}`")
            }
            Self::Subprotocol { .. } => {
                "browsers refuse this too: the server must choose one of those asked for".to_owned()
            }
            Self::Extension { .. } => {
                "the server must only choose what was offered (RFC 6455 §9.1)".to_owned()
            }
            Self::Deflate { .. } => {
                "browsers refuse this too; `--no-compress` offers no compression".to_owned()
            }
            Self::Timeout { stage, .. } => stage.help("--connect-timeout"),
            Self::Closed { .. } => {
                "is it a WebSocket server? it may want TLS (`wss://`), or have failed: see its log".to_owned()
            }
            Self::Scheme { .. } => "a socket's address starts with `ws://` or `wss://`".to_owned(),
            Self::TooLarge { .. }
            | Self::TooManyHeaders { .. }
            | Self::Io(_)
            | Self::BadSubprotocol { .. }
            | Self::Unsendable { .. } => return None,
        })
    }
}

impl Refusal {
    /// What to try, by status.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        Some(match self.status {
            401 => {
                let otherwise = match &self.page_origin {
                    None => format!("`hxws {}` to take the cookies of the page", self.page()),
                    Some(_) => "the cookies of a login with `--cookie 'name=value'`".to_owned(),
                };
                let advice = authorization::advice(self.login.as_deref(), self.asks.as_deref(), &otherwise);
                format!("sent {}, and {advice}", self.credentials())
            }
            407 => authorization::proxy_advice(None),
            403 => format!("sent {}; try {}", self.credentials(), self.remedy()),
            300..=399 => match &self.location {
                Some(location) => format!(
                    "it points to `{location}`, and browsers follow no redirect here: {}",
                    self.elsewhere()
                ),
                None => "browsers do not follow redirects of a handshake".to_owned(),
            },
            404 | 410 => format!("nothing is at `{}`: check the path of the socket", self.path()),
            400 if names_a_tls_port(&self.body_start) => "the port speaks TLS: use `wss://`".to_owned(),
            400 if self.speaks_of("subprotocol") || self.speaks_of("sec-websocket-protocol") => {
                "the server speaks of subprotocols: ask for one with `--subprotocol NAME`".to_owned()
            }
            400 => {
                "the request may have come without its upgrade headers: does a proxy drop them?".to_owned()
            }
            405 | 426 => {
                "the server did not see a WebSocket handshake: does a proxy drop `Upgrade` and `Connection`?"
                    .to_owned()
            }
            200..=299 => {
                format!("it is not a WebSocket endpoint; if it is the page, use `hxws {}`", self.as_page())
            }
            503 if self.headers.iter().any(|(name, _)| name == "retry-after") => {
                "it is not ready yet, the server or a proxy before it: `retry-after` says when to ask again"
                    .to_owned()
            }
            502..=504 => {
                "a proxy may have answered, not the server: is the server behind it running?".to_owned()
            }
            500.. => "the server failed: its log says why".to_owned(),
            _ => return None,
        })
    }

    /// `Origin http://a.test and cookies sid, a`, for people who ask why they were turned away.
    fn credentials(&self) -> String {
        let origin = match self.sent("origin") {
            Some(origin) => format!("`Origin: {origin}`"),
            None => "no `Origin`".to_owned(),
        };
        match self.sent("cookie") {
            Some(cookies) => {
                let names: Vec<_> = cookies.split("; ").map(|pair| pair.trim_end_matches("=…")).collect();
                let word = if names.len() == 1 { "the cookie" } else { "the cookies" };
                format!("{origin} and {word} `{}`", names.join("`, `"))
            }
            None => format!("{origin} and no cookies"),
        }
    }

    /// Whether the answer has this in it, in lower case.
    fn speaks_of(&self, word: &str) -> bool {
        let headers = self.headers.iter().map(|(name, value)| format!("{name}: {value}"));
        headers.chain([self.body_start.clone()]).any(|text| text.to_ascii_lowercase().contains(word))
    }

    /// What may have been missing: of a page that was fetched the cookies went along.
    fn remedy(&self) -> String {
        match &self.page_origin {
            None if self.body_start.to_ascii_lowercase().contains("origin") => format!(
                "`--origin https://your.site`, as the server speaks of the origin, or `hxws {}` to take the cookies of the page",
                self.page()
            ),
            None => format!(
                "`hxws {}` to take the cookies of the page, or `--origin https://your.site`",
                self.page()
            ),
            Some(page) if self.sent("origin") != Some(page) => format!("the page's own origin, `{page}`"),
            Some(_) if self.body_start.to_ascii_lowercase().contains("origin") => {
                "one that the server takes, as it speaks of the origin, with `--origin https://your.site`".to_owned()
            }
            Some(_) => "the cookies of a login, with `--cookie`: some servers answer so too where nothing is at the path"
                .to_owned(),
        }
    }

    /// The address of some page beside the socket.
    fn page(&self) -> String {
        let authority = self.as_page();
        let host_end = authority.find("://").map_or(0, |at| at + 3);
        let path = authority[host_end..].find('/').map_or(authority.len(), |at| host_end + at);
        format!("{}/…", &authority[..path])
    }

    /// The socket's own address as a page's.
    fn as_page(&self) -> String {
        self.url.replacen("ws", "http", 1)
    }

    fn path(&self) -> &str {
        let rest = self.url.split_once("://").map_or(self.url.as_str(), |(_, rest)| rest);
        rest.find('/').map_or("/", |at| &rest[at..])
    }

    /// What a redirect may mean: the socket is elsewhere, or somebody must log in first.
    fn elsewhere(&self) -> String {
        match &self.socket_there {
            Some(socket) => format!(
                "where the socket has moved there, use `{socket}`; where it is a login, give its cookies with `--cookie`"
            ),
            None => "give the socket's own address".to_owned(),
        }
    }
}

fn quoted(value: Option<&str>) -> String {
    value.map_or_else(|| "missing".to_owned(), |value| format!("`{value}`"))
}

fn subprotocol(asked: &[String], got: Option<&str>) -> String {
    match got {
        Some(got) => format!("the server chose the subprotocol `{got}`, which was not asked for"),
        None => format!("the server chose none of the subprotocols `{}`", asked.join("`, `")),
    }
}
