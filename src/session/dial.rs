//! One dialer for the page and the socket: an address becomes a connected byte stream.
//!
//! Three steps, each its own function: the addresses of a host, a transport to one of them or through a proxy, TLS over
//! the transport. Knows nothing of HTTP or WebSocket beyond which schemes mean TLS, and what proxies are told.

mod error;
mod identity;
mod proxy;
mod race;
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
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::time::timeout;
use url::{Host, Url};

use super::secret::Secret;
use super::trail::{Point, Trail};
pub use error::{DialError, TlsProblem};
pub use identity::{IdentityError, IdentityPem};
pub use proxy::{Proxies, Proxy, ProxyAddressError, ProxyChoiceError, ProxyProblem};
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
    /// Proxies to connect through; they do not count for a Unix socket.
    pub proxies: Proxies,
    /// Accept every certificate.
    pub insecure: bool,
    /// Contents of PEM files whose certificates are trusted beside the platform's.
    pub ca_certificates: Vec<Vec<u8>>,
    /// The client's certificate, for servers that ask for one.
    pub identity: Option<IdentityPem>,
}

/// Makes connections. Clones share the TLS configuration, which is built when it is first needed.
#[derive(Clone)]
pub struct Dialer {
    options: Arc<DialOptions>,
    tls: Arc<tls::Connector>,
    trail: Trail,
}

impl Dialer {
    /// A dialer with these options. Fails only on certificates and keys that cannot be read.
    pub fn new(options: DialOptions) -> Result<Self, DialError> {
        let tls = Arc::new(tls::Connector::new(&options)?);
        Ok(Self { options: Arc::new(options), tls, trail: Trail::default() })
    }

    /// The same dialer, whose connections leave this trail.
    #[must_use]
    pub fn leaving(&self, trail: Trail) -> Self {
        Self { trail, ..self.clone() }
    }

    /// The trail that its connections leave.
    #[must_use]
    pub fn trail(&self) -> &Trail {
        &self.trail
    }

    /// How long connecting may take, where that was asked for.
    #[must_use]
    pub fn connect_timeout(&self) -> Option<Duration> {
        self.options.connect_timeout
    }

    /// What is said of each `--resolve` that no connection to these addresses asks for.
    #[must_use]
    pub fn unused(&self, urls: &[&Url]) -> Vec<String> {
        let targets: Vec<Target> = urls.iter().filter_map(|url| Target::of(url).ok()).collect();
        let resolve = self.options.resolve.iter();
        resolve.filter_map(|given| self.why_unused(given, &targets)).collect()
    }

    fn why_unused(&self, given: &Resolve, targets: &[Target]) -> Option<String> {
        let proxies = targets.iter().filter_map(|target| self.proxy(target)).map(Proxy::target);
        if proxies.into_iter().any(|proxy| given.is_for(&proxy)) {
            return None;
        }
        let mut fitting = targets.iter().filter(|target| given.is_for(target)).peekable();
        let why = match fitting.peek() {
            None => {
                let mut named: Vec<String> = Vec::new();
                for target in targets.iter().map(|target| format!("`{}`", target.authority())) {
                    if !named.contains(&target) {
                        named.push(target);
                    }
                }
                format!("what is connected to is {}", named.join(" and "))
            }
            Some(_) if self.options.unix_socket.is_some() => "`--unix-socket` is connected to".to_owned(),
            Some(first) => {
                let proxy = self.proxy(first)?;
                let is_asked = |target: &Target| self.proxy(target).is_none_or(Proxy::wants_addresses);
                if fitting.any(is_asked) {
                    return None;
                }
                format!("the proxy `{proxy}` looks the name up")
            }
        };
        Some(format!("`--resolve {}:{}:…` is not used: {why}", given.host, given.port))
    }

    /// Connects to the host of an `http`, `https`, `ws` or `wss` address.
    pub async fn dial(&self, url: &Url) -> Result<Stream, DialError> {
        let target = Target::of(url)?;
        let proxy = self.proxy(&target);
        self.in_time(&target, proxy, self.open(&target, proxy)).await
    }

    /// Connects for a request to an `http` or `https` address. Where a proxy takes requests for `http` pages as they
    /// are, the stream leads to the proxy (RFC 9112 §3.2.2), as in browsers and curl.
    pub async fn dial_for_request(&self, url: &Url) -> Result<Route, DialError> {
        let target = Target::of(url)?;
        let proxy = self.proxy(&target);
        match proxy.filter(|proxy| proxy.forwards() && !target.tls) {
            Some(proxy) => {
                let stream = self.in_time(&target, Some(proxy), self.to_proxy(proxy, &target)).await?;
                let forwarding = Forwarding { proxy: proxy.clone(), target: target.authority() };
                Ok(Route { stream, forwarding: Some(forwarding) })
            }
            None => {
                let stream = self.in_time(&target, proxy, self.open(&target, proxy)).await?;
                Ok(Route { stream, forwarding: None })
            }
        }
    }

    /// The TLS failure that broke a connection to `url` after it was made, if it was one: a server of TLS 1.3 turns a
    /// client away only then.
    #[must_use]
    pub fn turned_away(&self, url: &Url, error: &io::Error) -> Option<DialError> {
        let target = Target::of(url).ok().filter(|target| target.tls)?;
        let problem = self.tls.turned_away(error)?;
        Some(DialError::tls(target.name(), target.port, problem, error.kind().into()))
    }

    fn proxy(&self, target: &Target) -> Option<&Proxy> {
        self.options.proxies.for_target(target).filter(|_| self.options.unix_socket.is_none())
    }

    /// Waits for a connection as long as it may take.
    async fn in_time(
        &self,
        target: &Target,
        proxy: Option<&Proxy>,
        opening: impl Future<Output = Result<Stream, DialError>>,
    ) -> Result<Stream, DialError> {
        self.trail.begin(proxy);
        let Some(after) = self.options.connect_timeout else { return opening.await };
        timeout(after, opening).await.unwrap_or_else(|_| {
            let stage = Box::new(self.trail.stage());
            Err(DialError::Timeout { to: target.authority(), after, stage })
        })
    }

    async fn open(&self, target: &Target, proxy: Option<&Proxy>) -> Result<Stream, DialError> {
        let transport = match (&self.options.unix_socket, proxy) {
            (Some(path), _) => self.unix(path).await?,
            (None, Some(proxy)) => self.through(proxy, target).await?,
            (None, None) => self.direct(target).await?,
        };
        if !target.tls {
            return Ok(transport);
        }
        self.trail.at(Point::Tls { to: target.authority() });
        self.tls.wrap(transport, target).await
    }

    async fn unix(&self, path: &Path) -> Result<Stream, DialError> {
        self.trail.at(Point::Unix);
        let stream = stream::unix(path).await?;
        self.trail.connected(path.display().to_string());
        Ok(stream)
    }

    async fn direct(&self, target: &Target) -> Result<Stream, DialError> {
        let addresses = self.addresses(target).await?;
        self.trail.at(Point::Tcp { to: target.authority() });
        let stream = connect(target, &addresses).await?;
        self.trail.connected(stream.peer());
        Ok(stream)
    }

    async fn addresses(&self, target: &Target) -> Result<Vec<SocketAddr>, DialError> {
        self.trail.at(Point::Lookup { host: target.name() });
        resolve::addresses(&self.options.resolve, target).await
    }

    async fn through(&self, proxy: &Proxy, target: &Target) -> Result<Stream, DialError> {
        let address = if proxy.wants_addresses() {
            self.addresses(target).await?.first().map(SocketAddr::ip)
        } else {
            None
        };
        let stream = self.to_proxy(proxy, target).await?;
        self.trail.at(Point::Proxy);
        let tunnel = proxy.tunnel(stream, target, address, &self.trail).await;
        tunnel.map_err(|problem| target.not_through(proxy, problem))
    }

    async fn to_proxy(&self, proxy: &Proxy, target: &Target) -> Result<Stream, DialError> {
        let at = proxy.target();
        let connected = async {
            let transport = self.direct(&at).await?;
            if !at.tls {
                return Ok(transport);
            }
            self.trail.at(Point::ProxyTls);
            self.tls.wrap_proxy(transport, &at).await
        };
        let unreachable = |error| target.not_through(proxy, ProxyProblem::Unreachable(Box::new(error)));
        connected.await.map_err(unreachable)
    }
}

/// A connection for a request.
#[derive(Debug)]
pub struct Route {
    /// The connection.
    pub stream: Stream,
    /// Where it leads to a proxy that takes the request for the server: what is to be said to it.
    pub forwarding: Option<Forwarding>,
}

/// A proxy that takes a request for the server.
#[derive(Debug, Clone)]
pub struct Forwarding {
    proxy: Proxy,
    /// `host:port` of the server.
    target: String,
}

impl Forwarding {
    /// The value of `Proxy-Authorization`, which such a request has beside the whole address.
    #[must_use]
    pub fn authorization(&self) -> Option<Secret> {
        self.proxy.authorization()
    }

    /// The proxy's address without credentials.
    #[must_use]
    pub fn proxy(&self) -> String {
        self.proxy.to_string()
    }

    /// How to do without it.
    #[must_use]
    pub fn without(&self) -> String {
        self.proxy.without()
    }

    /// What the proxy did wrong.
    #[must_use]
    pub fn failed(&self, problem: ProxyProblem) -> DialError {
        DialError::Proxy { proxy: Box::new(self.proxy.clone()), target: self.target.clone(), problem }
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

    /// `host:port`.
    fn authority(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    fn not_through(&self, proxy: &Proxy, problem: ProxyProblem) -> DialError {
        DialError::Proxy { proxy: Box::new(proxy.clone()), target: self.authority(), problem }
    }
}

/// Races the addresses against each other.
async fn connect(target: &Target, addresses: &[SocketAddr]) -> Result<Stream, DialError> {
    let connected = race::race(addresses, async |address| {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(stream)
    });
    connected.await.map(Stream::Plain).map_err(|source| {
        let (host, port) = (target.name(), target.port);
        DialError::Connect { host, port, addresses: addresses.to_vec(), source }
    })
}

#[cfg(test)]
mod tests;
