//! Why no connection was made, and what to try. Knows no rustls types: [`TlsProblem`] is in people's words.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

/// Why a connection could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DialError {
    /// A scheme that hxws does not connect to.
    #[error("`{scheme}` is not a scheme hxws connects to")]
    Scheme {
        /// The scheme without its colon.
        scheme: String,
    },
    /// An address without a host.
    #[error("`{url}` has no host")]
    NoHost {
        /// The address.
        url: String,
    },
    /// The name has no address.
    #[error("could not find the address of `{host}`: {source}")]
    Resolve {
        /// The name.
        host: String,
        /// The port that was meant.
        port: u16,
        /// What the resolver said.
        source: io::Error,
    },
    /// None of the addresses could be connected to.
    #[error("could not connect to `{host}:{port}`: {}", said(source))]
    Connect {
        /// The host as an address shows it.
        host: String,
        /// The port.
        port: u16,
        /// What was tried, in turn.
        addresses: Vec<SocketAddr>,
        /// The failure that says most.
        source: io::Error,
    },
    /// The Unix socket could not be connected to.
    #[error("could not connect to the Unix socket `{}`: {}", path.display(), said(source))]
    Unix {
        /// The socket.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Connecting took too long.
    #[error("could not connect to `{host}:{port}` within {}", humantime::format_duration(*after))]
    Timeout {
        /// The host as an address shows it.
        host: String,
        /// The port.
        port: u16,
        /// The time it had.
        after: Duration,
    },
    /// The TLS handshake failed.
    #[error("TLS with `{host}:{port}` failed: {problem}")]
    Tls {
        /// The host as an address shows it.
        host: String,
        /// The port.
        port: u16,
        /// What went wrong.
        problem: TlsProblem,
        /// What rustls said.
        source: io::Error,
    },
    /// The trusted certificates could not be loaded.
    #[error("could not load the certificates to trust: {reason}")]
    Roots {
        /// What rustls said.
        reason: String,
    },
    /// A `--cacert` that holds no certificate. `index` is its place among them, from 0.
    #[error("the CA file holds no certificate in PEM form: {reason}")]
    CaCertificate {
        /// Its place among the CA files, from 0.
        index: usize,
        /// What was wrong with it.
        reason: String,
    },
    /// TLS was left out of this build.
    #[error("this hxws was built without TLS")]
    NoTls,
}

/// What went wrong in a TLS handshake.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TlsProblem {
    /// The answer was not TLS.
    #[error("the answer was not TLS")]
    NotTls,
    /// The server closed the connection in the middle.
    #[error("the server closed the connection during the handshake")]
    Ended,
    /// Nobody trusted signed the certificate.
    #[error("no trusted authority signed its certificate")]
    UnknownIssuer,
    /// The certificate is for other names.
    #[error("its certificate is not for that name")]
    WrongName {
        /// The names it is for.
        presented: Vec<String>,
    },
    /// The certificate is no longer valid.
    #[error("its certificate has expired")]
    Expired,
    /// The certificate is not valid yet.
    #[error("its certificate is not valid yet")]
    NotYetValid,
    /// Anything else, as rustls says it.
    #[error("{0}")]
    Other(String),
}

impl DialError {
    /// What to try, where something can be said.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        Some(match self {
            Self::Scheme { .. } => {
                "write an address with `ws://`, `wss://`, `http://` or `https://`".to_owned()
            }
            Self::Resolve { host, port, .. } => {
                format!("check the name, or give its address with `--resolve {host}:{port}:ADDRESS`")
            }
            Self::Connect { host, port, source, .. } if refused(source) => {
                format!("is the server running on `{host}:{port}`?")
            }
            Self::Connect { host, port, .. } => {
                format!("can this machine reach `{host}:{port}`? a firewall or a VPN may be in the way")
            }
            Self::Unix { source, .. } if refused(source) || source.kind() == io::ErrorKind::NotFound => {
                "is the server running, and is that where it listens?".to_owned()
            }
            Self::Unix { .. } => return None,
            Self::Timeout { host, port, .. } => {
                format!("is `{host}:{port}` reachable from here? `--connect-timeout` gives it longer")
            }
            Self::Tls { problem, host, port, .. } => return problem.help(host, *port),
            Self::Roots { .. } => {
                "install the system's CA certificates, or name some with `--cacert FILE`".to_owned()
            }
            Self::CaCertificate { .. } => {
                "`--cacert` takes a PEM file with `-----BEGIN CERTIFICATE-----` in it".to_owned()
            }
            Self::NoTls => "build it with the cargo feature `tls`, or use `ws://` or `http://`".to_owned(),
            Self::NoHost { .. } => return None,
        })
    }
}

impl TlsProblem {
    fn help(&self, host: &str, port: u16) -> Option<String> {
        Some(match self {
            Self::NotTls | Self::Ended => {
                format!("the port may speak plain http: try `ws://{host}:{port}` or `http://{host}:{port}`")
            }
            Self::UnknownIssuer => {
                "name the authority with `--cacert FILE`, or accept any certificate with `--insecure`"
                    .to_owned()
            }
            Self::WrongName { presented } if presented.is_empty() => {
                "accept any certificate with `--insecure`".to_owned()
            }
            Self::WrongName { presented } => {
                let names = presented.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
                format!("it is for {names}: use that name, or accept any certificate with `--insecure`")
            }
            Self::Expired | Self::NotYetValid => {
                "check this machine's clock, renew the certificate, or accept any with `--insecure`"
                    .to_owned()
            }
            Self::Other(_) => return None,
        })
    }
}

fn refused(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::ConnectionRefused
}

/// The usual failures in the house's words, the others as the system says them.
fn said(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::ConnectionRefused => "connection refused".to_owned(),
        io::ErrorKind::TimedOut => "no answer in time".to_owned(),
        io::ErrorKind::NotFound => "no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}
