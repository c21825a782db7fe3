//! Why there is no page, and what to try. Knows nothing of how it was fetched.

use std::time::Duration;

use crate::session::authorization;
use crate::session::content::ContentError;
use crate::session::dial::DialError;
use crate::session::excerpt::{TLS_ALERT, names_a_tls_port};
use crate::session::trail::Stage;

/// Why a page could not be fetched. Addresses are without credentials, but for those to which a server redirects where
/// secrets are shown.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// No connection.
    #[error(transparent)]
    Dial(#[from] DialError),
    /// Not an http address.
    #[error("`{url}` is not the address of a page")]
    Scheme {
        /// The address.
        url: String,
    },
    /// An address that cannot be sent in a request.
    #[error("`{url}` cannot be asked for")]
    Address {
        /// The address.
        url: String,
    },
    /// A header that cannot be sent.
    #[error("the header `{name}` cannot be sent")]
    Header {
        /// Its name.
        name: String,
    },
    /// A status from 400.
    #[error("{} answered `{status} {reason}` for `{url}`", login.who(*status))]
    Status {
        /// The address, after redirects.
        url: String,
        /// The status.
        status: u16,
        /// The reason phrase as sent.
        reason: String,
        /// Response headers, names in lower case, cookies hidden.
        headers: Vec<(String, String)>,
        /// The start of the body as text, at most 2 KiB.
        body_start: Box<str>,
        /// What was said of logins.
        login: Box<Login>,
    },
    /// Something else than a page.
    #[error("`{url}` is `{content_type}`, not an HTML page")]
    NotHtml {
        /// The address, after redirects.
        url: String,
        /// `Content-Type` as sent.
        content_type: String,
    },
    /// A part of a page that another origin would have to answer.
    #[error("`{from}` redirects to another origin, `{to}`, to which the page's headers do not go")]
    PartAway {
        /// Who redirects.
        from: String,
        /// The other origin.
        to: String,
    },
    /// A redirect that leads nowhere.
    #[error("`{from}` redirects to `{location}`, which is not an address")]
    Location {
        /// Who redirects.
        from: String,
        /// `Location` as sent, its credentials hidden unless secrets are shown.
        location: String,
    },
    /// A redirect to something that is not http.
    #[error("`{from}` redirects to `{to}`, which is not a page")]
    RedirectScheme {
        /// Who redirects.
        from: String,
        /// Where to, its credentials hidden unless secrets are shown.
        to: String,
    },
    /// More redirects than browsers follow.
    #[error("more than {limit} redirects, the last from `{url}`")]
    TooManyRedirects {
        /// How many were followed.
        limit: usize,
        /// The last that redirected.
        url: String,
        /// Whether it had been visited before.
        repeats: bool,
    },
    /// The body is too large or cannot be decoded.
    #[error("cannot read the page at `{url}`: {source}")]
    Content {
        /// The address, after redirects.
        url: String,
        /// What is wrong with the body.
        source: ContentError,
    },
    /// An answer that is not HTTP. `start` is its first bytes, at most 64.
    #[error("the server did not answer in HTTP/1.1 for `{url}` but with `{}`", start.escape_ascii())]
    NotHttp {
        /// The address.
        url: String,
        /// The first bytes.
        start: Vec<u8>,
    },
    /// HTTP that is broken, or only a part of an answer.
    #[error("no complete answer in HTTP from `{url}`: {source}")]
    Http {
        /// The address.
        url: String,
        /// What hyper said.
        source: hyper::Error,
    },
    /// It took too long.
    #[error("{}no page from `{url}`{}: {stage}", if after.is_none() { "time is up: " } else { "" }, within(*after))]
    Timeout {
        /// Where the fetch was.
        url: String,
        /// The time it had; none where the whole command's was over.
        after: Option<Duration>,
        /// The flag that makes it longer.
        flag: &'static str,
        /// How far it came.
        stage: Box<Stage>,
    },
}

/// What was said of logins, both ways.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Login {
    /// What was sent, in words.
    pub sent: Option<String>,
    /// `WWW-Authenticate` as sent, the credentials of addresses in it hidden unless secrets are shown.
    pub asks: Option<String>,
    /// The proxy that took the request, where one did.
    pub forwarded: Option<Forwarded>,
}

/// A proxy that took a request as it is: what comes back may be its own answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forwarded {
    /// Its address without credentials.
    pub proxy: String,
    /// Whether it was sent credentials.
    pub with_credentials: bool,
    /// How to do without it.
    pub without: String,
}

impl Login {
    /// Who may have answered: only proxies answer 407 (RFC 9110 §15.5.8).
    fn who(&self, status: u16) -> String {
        match &self.forwarded {
            None => "the server".to_owned(),
            Some(Forwarded { proxy, .. }) if status == 407 => format!("the proxy `{proxy}`"),
            Some(Forwarded { proxy, .. }) => format!("the server, or the proxy `{proxy}`,"),
        }
    }
}

fn within(after: Option<Duration>) -> String {
    after.map(|after| format!(" within {}", humantime::format_duration(after))).unwrap_or_default()
}

impl FetchError {
    /// What to try, where something can be said.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        Some(match self {
            Self::Dial(error) => return error.help(),
            Self::Scheme { .. } => "a page is `http://…`, `https://…` or a file".to_owned(),
            Self::Header { .. } => {
                "header values hold no line breaks and no other control characters".to_owned()
            }
            Self::Status { status: 401, login, .. } => {
                let otherwise = "the cookies of a login with `--cookie 'name=value'`";
                let advice = authorization::advice(login.sent.as_deref(), login.asks.as_deref(), otherwise);
                format!("sent {advice}")
            }
            Self::Status { status: 407, login, .. } => {
                let asked = login.forwarded.as_ref().map(|forwarded| forwarded.with_credentials);
                authorization::proxy_advice(asked)
            }
            Self::Status { body_start, url, .. } if names_a_tls_port(body_start) => wants_tls(url),
            Self::Status { status, url, login, .. } => {
                let own = status_help(*status, url);
                let Some(Forwarded { without, .. }) = &login.forwarded else { return own };
                let of_proxy = format!(
                    "where it was the proxy, its rules may forbid that, or it cannot reach the server: {without}"
                );
                own.map_or_else(|| of_proxy.clone(), |own| format!("{own}\n{of_proxy}"))
            }
            Self::NotHtml { .. } => {
                "give the address of the page that loads htmx, or a `ws://` address to do without one"
                    .to_owned()
            }
            Self::TooManyRedirects { repeats: true, .. } => {
                "it leads back to itself: does it want a login? try `--cookie 'name=value'` or `--user`"
                    .to_owned()
            }
            Self::TooManyRedirects { .. } => "give the address where the redirects should end".to_owned(),
            Self::Content { source: ContentError::TooLarge { .. }, .. } => {
                "is it the page? one this large does not load in browsers either".to_owned()
            }
            Self::NotHttp { url, start } if start.starts_with(TLS_ALERT) => wants_tls(url),
            Self::NotHttp { .. } => "is it the port of a web server?".to_owned(),
            Self::Http { source, .. } if source.is_parse() => {
                "the server speaks HTTP, though not as RFC 9112 has it: what stands between you and it?"
                    .to_owned()
            }
            Self::Timeout { flag, stage, .. } => stage.help(flag),
            Self::Http { source, url } if source.is_incomplete_message() && url.starts_with("http:") => {
                let tls = url.replacen("http:", "https:", 1);
                format!(
                    "the server closed the connection early: its log may say why, or it wants TLS: try `{tls}`"
                )
            }
            Self::Http { .. } => "the server closed the connection early: its log may say why".to_owned(),
            Self::Address { .. }
            | Self::Location { .. }
            | Self::PartAway { .. }
            | Self::RedirectScheme { .. }
            | Self::Content { .. } => return None,
        })
    }
}

fn wants_tls(url: &str) -> String {
    format!("the port speaks TLS: try `{}`", url.replacen("http:", "https:", 1))
}

fn status_help(status: u16, url: &str) -> Option<String> {
    Some(match status {
        403 => "does the page want a login? give its cookies with `--cookie 'name=value'`".to_owned(),
        404 => "check the path of the address".to_owned(),
        400 | 426 => {
            let socket = url.replacen("http", "ws", 1);
            format!("is it the address of the socket, not of the page? then use `{socket}`")
        }
        500.. => "the server failed: its log says why".to_owned(),
        _ => return None,
    })
}
