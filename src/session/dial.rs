//! One dialer for the page and the socket: an address becomes a connected byte stream.
//!
//! Three steps, each its own function: the addresses of a host, a transport to one of them, TLS over the transport.
//! Knows nothing of HTTP or WebSocket beyond which schemes mean TLS.

mod error;
mod resolve;
mod stream;
#[cfg(feature = "tls")]
mod tls;
#[cfg(not(feature = "tls"))]
#[path = "dial/no_tls.rs"]
mod tls;

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};
use url::{Host, Url};

pub use error::{DialError, TlsProblem};
pub use resolve::{Resolve, ResolveError};
pub use stream::Stream;

/// How connections are made; the defaults are a browser's.
#[derive(Clone, Debug, Default)]
pub struct DialOptions {
    /// How long connecting may take, TLS included; without it as long as the system allows.
    pub connect_timeout: Option<Duration>,
    /// Connect to this Unix socket, whatever host the address names.
    pub unix_socket: Option<PathBuf>,
    /// Addresses of hosts that are not looked up.
    pub resolve: Vec<Resolve>,
    /// Accept every certificate.
    pub insecure: bool,
    /// Contents of PEM files whose certificates are trusted beside the platform's.
    pub ca_certificates: Vec<Vec<u8>>,
}

/// Makes connections. Clones share the TLS configuration, which is built when it is first needed.
#[derive(Clone)]
pub struct Dialer {
    options: Arc<DialOptions>,
    tls: Arc<tls::Connector>,
}

impl Dialer {
    /// A dialer with these options. Fails only on a CA file that holds no certificate.
    pub fn new(options: DialOptions) -> Result<Self, DialError> {
        let tls = Arc::new(tls::Connector::new(&options)?);
        Ok(Self { options: Arc::new(options), tls })
    }

    /// How long connecting may take, where that was asked for.
    #[must_use]
    pub fn connect_timeout(&self) -> Option<Duration> {
        self.options.connect_timeout
    }

    /// Connects to the host of an `http`, `https`, `ws` or `wss` address.
    pub async fn dial(&self, url: &Url) -> Result<Stream, DialError> {
        let target = Target::of(url)?;
        match self.options.connect_timeout {
            Some(after) => {
                // One that is past all time is none.
                let deadline = Instant::now().checked_add(after);
                match timeout(after, self.open(&target, deadline)).await {
                    Ok(opened) => opened,
                    Err(_) => Err(target.timed_out(after)),
                }
            }
            None => self.open(&target, None).await,
        }
    }

    async fn open(&self, target: &Target, deadline: Option<Instant>) -> Result<Stream, DialError> {
        let transport = self.transport(target, deadline).await?;
        if target.tls { self.tls.wrap(transport, target).await } else { Ok(transport) }
    }

    async fn transport(&self, target: &Target, deadline: Option<Instant>) -> Result<Stream, DialError> {
        if let Some(path) = &self.options.unix_socket {
            return stream::unix(path).await;
        }
        let addresses = resolve::addresses(&self.options.resolve, target).await?;
        connect(target, &addresses, deadline).await
    }
}

impl fmt::Debug for Dialer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dialer").field("options", &self.options).finish_non_exhaustive()
    }
}

/// Where an address leads.
struct Target {
    host: Host<String>,
    port: u16,
    tls: bool,
}

impl Target {
    fn of(url: &Url) -> Result<Self, DialError> {
        let tls = match url.scheme() {
            "http" | "ws" => false,
            "https" | "wss" => true,
            scheme => return Err(DialError::Scheme { scheme: scheme.to_owned() }),
        };
        if tls && cfg!(not(feature = "tls")) {
            return Err(DialError::NoTls);
        }
        match (url.host(), url.port_or_known_default()) {
            (Some(host), Some(port)) => Ok(Self { host: host.to_owned(), port, tls }),
            _ => Err(DialError::NoHost { url: url.to_string() }),
        }
    }

    /// The host as an address shows it, IPv6 in brackets.
    fn name(&self) -> String {
        self.host.to_string()
    }

    fn timed_out(&self, after: Duration) -> DialError {
        DialError::Timeout { host: self.name(), port: self.port, after }
    }
}

/// Tries each address in turn; with a deadline, each gets its share of the time that is left.
async fn connect(
    target: &Target,
    addresses: &[SocketAddr],
    deadline: Option<Instant>,
) -> Result<Stream, DialError> {
    let mut failure: Option<io::Error> = None;
    let mut left = u32::try_from(addresses.len()).unwrap_or(u32::MAX);
    for address in addresses {
        let attempt = TcpStream::connect(address);
        let connected = match deadline {
            Some(deadline) => {
                let share = deadline.saturating_duration_since(Instant::now()) / left;
                timeout(share, attempt).await.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
            }
            None => attempt.await,
        };
        left = left.saturating_sub(1).max(1);
        match connected.and_then(|stream| stream.set_nodelay(true).map(|()| stream)) {
            Ok(stream) => return Ok(Stream::Plain(stream)),
            Err(error) => failure = Some(more_telling(failure, error)),
        }
    }
    let source = failure.unwrap_or_else(|| io::ErrorKind::NotFound.into());
    Err(DialError::Connect { host: target.name(), port: target.port, addresses: addresses.to_vec(), source })
}

/// A refusal says more than a missing route to the other address of the same host.
fn more_telling(held: Option<io::Error>, new: io::Error) -> io::Error {
    match held {
        Some(held) if held.kind() == io::ErrorKind::ConnectionRefused => held,
        _ => new,
    }
}

#[cfg(test)]
mod tests;
