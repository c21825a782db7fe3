//! A proxy and the way through it: whose address it has, and the streams that lead through it to a target.
//!
//! Which proxy a target has is in `choice` and `bypass`, what is said to proxies in `connect` and `socks`. Opens no
//! connection of its own.

mod bypass;
mod choice;
mod connect;
mod error;
mod socks;
#[cfg(test)]
mod tests;

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use percent_encoding::percent_decode_str;
use tokio::time::timeout;
use url::{Host, Url};

use super::{Stream, Target};
use crate::address::is_scheme;
use crate::session::authorization;
use crate::session::secret::Secret;
use crate::session::trail::Trail;
pub use choice::{Proxies, ProxyChoiceError};
pub use error::ProxyProblem;

/// How long Chromium waits for a proxy's answer (`net::kHttpProxyConnectJobTunnelTimeout`).
const ANSWER_WITHIN: Duration = Duration::from_secs(30);

/// The flag that names a proxy.
const FLAG: &str = "--proxy";

/// What is spoken with a proxy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// HTTP, over TLS or not.
    Http {
        /// `https://`.
        tls: bool,
    },
    /// SOCKS version 5.
    Socks5 {
        /// `socks5h://`: the proxy looks names up.
        names: bool,
    },
}

/// A proxy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proxy {
    kind: Kind,
    host: Host<String>,
    port: u16,
    credentials: Option<(Secret, Secret)>,
    named_by: String,
}

/// Why a proxy's address was not understood. It is not repeated: it may hold a password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProxyAddressError {
    /// Not `[SCHEME://][NAME:PASSWORD@]HOST[:PORT]`.
    #[error("it is not `http://HOST:PORT`")]
    Shape,
    /// A scheme that is no proxy's.
    #[error("`{scheme}` is not a proxy's scheme: `http`, `https`, `socks5` and `socks5h` are")]
    Scheme {
        /// The scheme.
        scheme: String,
    },
}

impl Proxy {
    /// The proxy at an address as curl writes it: without a scheme it speaks HTTP, without a port it is at 1080, with
    /// `https` at 443. `named_by` is the flag or the variable that the address is from.
    ///
    /// # Errors
    /// Where it is no proxy's address.
    pub fn parse(written: &str, named_by: &str) -> Result<Self, ProxyAddressError> {
        let (scheme, rest) = written.trim().split_once("://").unwrap_or(("http", written.trim()));
        let kind = match scheme.to_ascii_lowercase().as_str() {
            "http" => Kind::Http { tls: false },
            "https" => Kind::Http { tls: true },
            "socks5" => Kind::Socks5 { names: false },
            "socks5h" => Kind::Socks5 { names: true },
            other if is_scheme(other) => return Err(ProxyAddressError::Scheme { scheme: other.to_owned() }),
            // a password may have `://` in it
            _ => return Err(ProxyAddressError::Shape),
        };
        // a scheme of no fame, whose port the parser does not take for its own
        let url = Url::parse(&format!("proxy://{rest}")).map_err(|_| ProxyAddressError::Shape)?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(ProxyAddressError::Shape)?;
        let host = Host::parse(host).map_err(|_| ProxyAddressError::Shape)?;
        let decoded = |part: &str| Secret::from(percent_decode_str(part).decode_utf8_lossy().into_owned());
        let has_credentials = !url.username().is_empty() || url.password().is_some();
        let credentials =
            has_credentials.then(|| (decoded(url.username()), decoded(url.password().unwrap_or_default())));
        let port = url.port().unwrap_or(if kind == (Kind::Http { tls: true }) { 443 } else { 1080 });
        Ok(Self { kind, host, port, credentials, named_by: named_by.to_owned() })
    }

    /// Where it is.
    pub(super) fn target(&self) -> Target {
        let tls = matches!(self.kind, Kind::Http { tls: true });
        Target { host: self.host.clone(), port: self.port, tls }
    }

    /// Whether targets are told to it by address, so that names are looked up here.
    pub(super) fn wants_addresses(&self) -> bool {
        self.kind == Kind::Socks5 { names: false }
    }

    /// Whether it takes requests for `http` pages as they are.
    pub(super) fn forwards(&self) -> bool {
        matches!(self.kind, Kind::Http { .. })
    }

    /// The value of `Proxy-Authorization`.
    pub(super) fn authorization(&self) -> Option<Secret> {
        let (name, password) = self.credentials.as_ref()?;
        Some(authorization::basic(&format!("{}:{}", name.expose(), password.expose()).into()))
    }

    /// How to do without it.
    pub(in crate::session) fn without(&self) -> String {
        match self.named_by.as_str() {
            FLAG => format!("leave `{FLAG}` out to connect without it"),
            variable => format!("`{variable}` names it; `--no-proxy` connects without it"),
        }
    }

    /// Asks it for a way to `target`, over a stream to it. `address` is the target's, where it wants one.
    pub(super) async fn tunnel(
        &self,
        mut stream: Stream,
        target: &Target,
        address: Option<IpAddr>,
        trail: &Trail,
    ) -> Result<Stream, ProxyProblem> {
        let asked = async {
            match self.kind {
                Kind::Http { .. } => connect::ask(&mut stream, target, self.authorization(), trail).await,
                Kind::Socks5 { .. } => {
                    socks::ask(&mut stream, target, address, self.credentials.as_ref()).await
                }
            }
        };
        match timeout(ANSWER_WITHIN, asked).await {
            Ok(answered) => answered.map(|()| stream),
            Err(_) => Err(ProxyProblem::Silent { after: ANSWER_WITHIN }),
        }
    }
}

/// Its address without credentials.
impl fmt::Display for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = match self.kind {
            Kind::Http { tls: false } => "http",
            Kind::Http { tls: true } => "https",
            Kind::Socks5 { names: false } => "socks5",
            Kind::Socks5 { names: true } => "socks5h",
        };
        write!(f, "{scheme}://{}:{}", self.host, self.port)
    }
}
