//! How far a connection has come, and what was seen on the way: for what is said of one that takes too long, and for
//! people who want to see both sides.
//!
//! Opens and sends nothing; whoever does leaves word here. Clones are the same trail.

use std::fmt;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::dial::Proxy;
use super::headers::{RequestHeaders, Secrets, shown_response};
use crate::event::{Headers, Trace};

/// What is left behind on the way to an answer.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    held: Arc<Mutex<Held>>,
    secrets: Secrets,
}

#[derive(Debug, Default)]
struct Held {
    stage: Stage,
    seen: Vec<Trace>,
}

impl Trail {
    /// A trail of which people see the secrets, or do not.
    #[must_use]
    pub fn new(secrets: Secrets) -> Self {
        Self { held: Arc::default(), secrets }
    }

    /// A new trail, of which people see as much.
    #[must_use]
    pub fn another(&self) -> Self {
        Self::new(self.secrets)
    }

    /// Whether people see secrets in it.
    pub(super) fn secrets(&self) -> Secrets {
        self.secrets
    }

    /// How far it has come.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.held().stage.clone()
    }

    /// What was seen since this was last asked.
    #[must_use]
    pub fn take(&self) -> Vec<Trace> {
        std::mem::take(&mut self.held().seen)
    }

    /// Does what leaves this trail, and hands over what is seen as soon as it is.
    pub async fn followed<T>(&self, doing: impl Future<Output = T>, mut tell: impl FnMut(Vec<Trace>)) -> T {
        let mut doing = std::pin::pin!(doing);
        poll_fn(|cx| {
            let polled = doing.as_mut().poll(cx);
            let seen = self.take();
            if !seen.is_empty() {
                tell(seen);
            }
            polled
        })
        .await
    }

    /// A connection begins, through this proxy.
    pub(super) fn begin(&self, proxy: Option<&Proxy>) {
        self.held().stage = Stage { point: Point::default(), proxy: proxy.cloned() };
    }

    pub(super) fn at(&self, point: Point) {
        self.held().stage.point = point;
    }

    /// A page, or a part of one, is about to be fetched.
    pub(super) fn fetching(&self, url: &str) {
        self.held().seen.push(Trace::Fetching { url: url.to_owned() });
    }

    /// A connection to an address, the proxy's where there is one.
    pub(super) fn connected(&self, to: String) {
        let mut held = self.held();
        let proxy = held.stage.proxy.as_ref().map(ToString::to_string);
        held.seen.push(Trace::Connected { to, proxy });
    }

    /// A request is about to go out.
    pub(super) fn asked(&self, line: String, headers: &RequestHeaders) {
        let headers = Headers(headers.shown(self.secrets));
        self.held().seen.push(Trace::Asked { line, headers });
    }

    /// The head of an answer.
    pub(super) fn answered<'h>(&self, line: String, headers: impl Iterator<Item = (&'h str, &'h [u8])>) {
        let headers = Headers(shown_response(headers, self.secrets));
        self.held().seen.push(Trace::Answered { line: line.trim_end().to_owned(), headers });
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How far a connection has come.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stage {
    point: Point,
    proxy: Option<Proxy>,
}

/// What is being waited for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Point {
    /// Nothing yet.
    #[default]
    Start,
    /// The addresses of a name.
    Lookup { host: String },
    /// A connection to a `host:port`, or to the proxy.
    Tcp { to: String },
    /// A connection to a Unix socket.
    Unix,
    /// TLS with the proxy.
    ProxyTls,
    /// What the proxy says.
    Proxy,
    /// TLS with a `host:port`.
    Tls { to: String },
    /// The answer to a request, or to a handshake.
    Answer { to: &'static str },
    /// The rest of the answer.
    Rest,
}

/// `connected, but the handshake is unanswered`.
impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.point, &self.proxy) {
            (Point::Start, _) => f.write_str("nothing was tried yet"),
            (Point::Lookup { host }, _) => write!(f, "the lookup of `{host}` is unanswered"),
            (Point::Tcp { .. }, Some(proxy)) => write!(f, "TCP to the proxy `{proxy}` is unanswered"),
            (Point::Tcp { .. }, None) => f.write_str("TCP is unanswered"),
            (Point::Unix, _) => f.write_str("the Unix socket takes no connection"),
            (Point::ProxyTls, Some(proxy)) => {
                write!(f, "TCP to the proxy `{proxy}` is connected, but TLS is unanswered")
            }
            (Point::Proxy, Some(proxy)) => write!(f, "the proxy `{proxy}` is connected, but says nothing"),
            (Point::ProxyTls | Point::Proxy | Point::Tls { .. }, _) => {
                f.write_str("TCP is connected, but TLS is unanswered")
            }
            (Point::Answer { to }, _) => write!(f, "connected, but the {to} is unanswered"),
            (Point::Rest, _) => f.write_str("connected, but the answer is not complete"),
        }
    }
}

impl Stage {
    /// What to try; `longer` is the flag that gives it longer.
    #[must_use]
    pub fn help(&self, longer: &str) -> String {
        let advice = match (&self.point, &self.proxy) {
            (Point::Tcp { .. } | Point::Proxy, Some(proxy)) => {
                return format!("does the proxy answer? {}", proxy.without());
            }
            (Point::ProxyTls, Some(proxy)) => {
                return format!("does it speak plain HTTP? then write `http://`; {}", proxy.without());
            }
            (Point::Lookup { host }, _) => {
                format!("is the network up? `--resolve {host}:PORT:ADDRESS` gives its address")
            }
            (Point::Tcp { to }, None) => {
                format!("is `{to}` reachable from here? a firewall or a VPN may be in the way")
            }
            (Point::Tls { to }, _) => tls_port(to),
            (Point::Start | Point::Unix | Point::ProxyTls | Point::Proxy, _) => {
                "is the server running?".to_owned()
            }
            (Point::Answer { .. } | Point::Rest, _) => {
                "is the server busy or stopped at a breakpoint?".to_owned()
            }
        };
        let end = if advice.ends_with('?') { "" } else { ";" };
        format!("{advice}{end} `{longer}` gives it longer")
    }
}

/// What is asked about a port that says nothing to TLS.
#[must_use]
pub(super) fn tls_port(to: &str) -> String {
    format!("is `{to}` a TLS port? try `ws://{to}` or `http://{to}`")
}
