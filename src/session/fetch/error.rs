//! Why there is no page, and what to try. Knows nothing of how it was fetched.

use std::time::Duration;

use crate::session::content::ContentError;
use crate::session::dial::DialError;

/// Why a page could not be fetched. Addresses are without credentials, but for those to which a server redirects where secrets are shown.
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
    #[error("the server answered `{status} {reason}` for `{url}`")]
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
    /// Not an answer in HTTP, or only a part of one.
    #[error("no complete answer in HTTP from `{url}`: {source}")]
    Http {
        /// The address.
        url: String,
        /// What hyper said.
        source: hyper::Error,
    },
    /// It took too long.
    #[error("no page from `{url}` within {}", humantime::format_duration(*after))]
    Timeout {
        /// Where the fetch was.
        url: String,
        /// The time it had.
        after: Duration,
    },
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
            Self::Status { status, url, .. } => return status_help(*status, url),
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
            Self::Http { source, url } if source.is_parse() => {
                let other = if url.starts_with("https:") { "http" } else { "https" };
                format!("is it a web server? the port may speak another protocol: try `{other}://`")
            }
            Self::Timeout { .. } => "is the server busy or stopped at a breakpoint?".to_owned(),
            Self::Http { .. } => "the server closed the connection early: its log may say why".to_owned(),
            Self::Address { .. }
            | Self::Location { .. }
            | Self::PartAway { .. }
            | Self::RedirectScheme { .. }
            | Self::Content { .. } => return None,
        })
    }
}

fn status_help(status: u16, url: &str) -> Option<String> {
    Some(match status {
        401 => {
            "give `--user NAME:PASSWORD`, or the cookies of a login with `--cookie 'name=value'`".to_owned()
        }
        403 => "does the page want a login? give its cookies with `--cookie 'name=value'`".to_owned(),
        407 => "the proxy wants a login that it knows: give it with `--proxy http://NAME:PASSWORD@HOST:PORT`"
            .to_owned(),
        404 => "check the path of the address".to_owned(),
        400 | 426 => {
            let socket = url.replacen("http", "ws", 1);
            format!("is it the address of the socket, not of the page? then use `{socket}`")
        }
        500.. => "the server failed: its log says why".to_owned(),
        _ => return None,
    })
}
