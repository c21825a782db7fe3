//! What went wrong between hxws and a proxy, and what to try.

use std::io;
use std::time::Duration;

use super::Proxy;
use crate::session::authorization::offers_basic;
use crate::session::dial::DialError;
use crate::session::excerpt::TLS_ALERT;

/// What went wrong between hxws and a proxy.
#[derive(Debug, thiserror::Error)]
pub enum ProxyProblem {
    /// There is no connection to it.
    #[error("cannot be reached: {0}")]
    Unreachable(Box<DialError>),
    /// It answered `CONNECT` with something else than success (RFC 9110 §9.3.6).
    #[error("refused with `{status}{}{reason}`", if reason.is_empty() { "" } else { " " })]
    Refused {
        /// The status.
        status: u16,
        /// The reason phrase as sent, maybe empty.
        reason: String,
        /// `Proxy-Authenticate` as sent, the credentials of addresses in it hidden unless secrets are shown.
        asks: Option<String>,
        /// Whether credentials were sent.
        with_credentials: bool,
    },
    /// It wants another authentication than was offered, or did not take the credentials (RFC 1928 §3, RFC 1929 §2).
    #[error("did not accept {}", if *with_credentials { "the credentials" } else { "a client without credentials" })]
    Login {
        /// Whether credentials were sent.
        with_credentials: bool,
    },
    /// It did not connect to the target; the code is RFC 1928's (§6).
    #[error("refused with SOCKS code {code}: {}", meaning(*code))]
    Socks {
        /// The reply field.
        code: u8,
    },
    /// What it said is not its protocol. `start` is its first bytes, at most 64.
    #[error("did not answer in {protocol} but with `{}`", start.escape_ascii())]
    Garbage {
        /// What it should have spoken.
        protocol: &'static str,
        /// The first bytes.
        start: Vec<u8>,
    },
    /// Its answer is larger than hxws reads.
    #[error("answered with a head of more than {limit} bytes")]
    TooLarge {
        /// In bytes.
        limit: usize,
    },
    /// A name or a credential that SOCKS5 has no room for.
    #[error("cannot be told {what}: SOCKS5 takes at most 255 bytes")]
    TooLong {
        /// What is too long.
        what: &'static str,
    },
    /// It closed the connection without an answer.
    #[error("closed the connection without an answer")]
    Closed,
    /// It did not answer in time.
    #[error("did not answer within {}", humantime::format_duration(*after))]
    Silent {
        /// The time it had.
        after: Duration,
    },
    /// The connection broke.
    #[error("broke the connection: {0}")]
    Io(io::Error),
}

/// An end before the answer is told as such, whichever way the system tells it.
impl From<io::Error> for ProxyProblem {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe => {
                Self::Closed
            }
            _ => Self::Io(error),
        }
    }
}

impl ProxyProblem {
    /// What to try; `target` is the `host:port` that the proxy was to lead to.
    pub(in crate::session::dial) fn help(&self, proxy: &Proxy, target: &str) -> String {
        let without = proxy.without();
        match self {
            Self::Unreachable(error) => match &**error {
                DialError::Tls { .. } => match error.help() {
                    Some(help) if !error.suggests_plain() => help,
                    _ => format!("does it speak plain HTTP? then write `http://`; {without}"),
                },
                _ => format!("is the proxy running? {without}"),
            },
            Self::Refused { status: 407, asks, with_credentials, .. } => {
                let sent = sent(target, *with_credentials);
                match asks.as_deref().filter(|asks| !offers_basic(asks)) {
                    Some(asks) => format!("{sent}; it asks for `{asks}`, and hxws knows `Basic` only"),
                    None if *with_credentials => format!("{sent}; check the name and the password"),
                    None => format!("{sent}; try `--proxy {}`", with_login(proxy)),
                }
            }
            Self::Refused { status: 400 | 404 | 405 | 501, with_credentials, .. } => {
                let sent = sent(target, *with_credentials);
                format!("{sent}: is it a proxy, and one that tunnels? {without}")
            }
            Self::Refused { status: 403, with_credentials, .. } => {
                let sent = sent(target, *with_credentials);
                format!("{sent}: its rules may forbid the host or the port; {without}")
            }
            Self::Refused { with_credentials, .. } => {
                let sent = sent(target, *with_credentials);
                format!("{sent}: can the proxy reach `{target}`? {without}")
            }
            Self::Login { with_credentials: true } => "check the name and the password".to_owned(),
            Self::Login { with_credentials: false } => format!("try `--proxy {}`", with_login(proxy)),
            Self::Socks { code: 2 } => {
                format!("asked for `{target}`: its rules may forbid the host or the port; {without}")
            }
            Self::Socks { code: 8 } | Self::Socks { code: 4 } if proxy.wants_addresses() => {
                format!("asked for `{target}` by its address; `socks5h://` lets the proxy look the name up")
            }
            Self::Socks { .. } => format!("asked for `{target}`: can the proxy reach it? {without}"),
            Self::Garbage { start, .. } if start.starts_with(TLS_ALERT) => {
                "it speaks TLS: write `https://`".to_owned()
            }
            Self::Garbage { start, protocol: "SOCKS5" } if start.starts_with(b"HTTP/") => {
                "it speaks HTTP: write `http://`".to_owned()
            }
            Self::Garbage { start, protocol: "HTTP" } if matches!(start.first(), Some(5)) => {
                "it speaks SOCKS5: write `socks5h://`".to_owned()
            }
            Self::Garbage { .. } | Self::TooLarge { .. } => format!("is it a proxy? {without}"),
            Self::TooLong { .. } => without,
            Self::Closed | Self::Silent { .. } | Self::Io(_) => {
                format!("is it a proxy, and of that kind? {without}")
            }
        }
    }
}

/// What was sent, for people who ask why they were turned away.
fn sent(target: &str, with_credentials: bool) -> String {
    format!("sent `CONNECT {target}` {} credentials", if with_credentials { "with" } else { "without" })
}

fn with_login(proxy: &Proxy) -> String {
    proxy.to_string().replacen("://", "://NAME:PASSWORD@", 1)
}

/// RFC 1928 §6.
fn meaning(code: u8) -> &'static str {
    match code {
        1 => "general failure",
        2 => "not allowed by its rules",
        3 => "network unreachable",
        4 => "host unreachable",
        5 => "connection refused",
        6 => "time to live expired",
        7 => "command not supported",
        8 => "address type not supported",
        _ => "unknown",
    }
}
