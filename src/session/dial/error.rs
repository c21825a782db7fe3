//! Why no connection was made, and what to try. Knows no rustls types: [`TlsProblem`] is in people's words.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use super::identity::IdentityError;
use super::proxy::{Proxy, ProxyProblem};
use crate::session::trail::{Stage, tls_port};

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
    #[error("could not find the address of `{host}`: {}", looked_up(source))]
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
    #[error("no connection to `{to}` within {}: {stage}", humantime::format_duration(*after))]
    Timeout {
        /// `host:port`.
        to: String,
        /// The time it had.
        after: Duration,
        /// How far it came.
        stage: Box<Stage>,
    },
    /// A proxy did not lead to the target.
    #[error("the proxy `{proxy}` {problem}")]
    Proxy {
        /// The proxy.
        proxy: Box<Proxy>,
        /// `host:port` of the target.
        target: String,
        /// What went wrong.
        problem: ProxyProblem,
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
    #[error("it holds no certificate in PEM form: {reason}")]
    CaCertificate {
        /// Its place among the CA files, from 0.
        index: usize,
        /// What was wrong with it.
        reason: String,
    },
    /// The client's certificate or its key cannot be used.
    #[error("{0}")]
    Identity(IdentityError),
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
    /// Another authority of the same name as a trusted one signed the certificate.
    #[error("the trusted authority of that name did not sign its certificate")]
    OtherIssuer,
    /// The certificate is an authority's own.
    #[error("its certificate is an authority's, not a server's")]
    IsAuthority,
    /// The certificate is for other names.
    #[error("its certificate is not for that name")]
    WrongName {
        /// The names it is for.
        presented: Vec<String>,
    },
    /// The certificate is no longer valid.
    #[error("its certificate {}", since.as_deref().map_or_else(|| "has expired".to_owned(), |since| format!("expired on {since}")))]
    Expired {
        /// The end of its validity, in RFC 3339.
        since: Option<String>,
    },
    /// The certificate is not valid yet.
    #[error("its certificate is not valid{}", until.as_deref().map_or_else(|| " yet".to_owned(), |until| format!(" before {until}")))]
    NotYetValid {
        /// The start of its validity, in RFC 3339.
        until: Option<String>,
    },
    /// The server asks for the client's certificate.
    #[error("the server wants a certificate of the client's")]
    CertificateWanted,
    /// The server did not take the client's certificate.
    #[error("the server did not accept the client's certificate{}", alert.as_deref().map(|alert| format!(" (`{alert}`)")).unwrap_or_default())]
    CertificateRefused {
        /// The alert's name; none where the connection broke before it could be read.
        alert: Option<String>,
    },
    /// The server ended the handshake.
    #[error("the server ended it with the alert `{alert}`")]
    Alert {
        /// The alert's name.
        alert: String,
    },
    /// No answer in time.
    #[error("the server did not answer within {}", humantime::format_duration(*after))]
    Silent {
        /// The time it had.
        after: Duration,
    },
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
            Self::Proxy { proxy, target, problem } => problem.help(proxy, target),
            Self::Timeout { stage, .. } => stage.help("--connect-timeout"),
            Self::Tls { problem, host, port, .. } => return problem.help(host, *port),
            Self::Roots { .. } => {
                "install the system's CA certificates, or name some with `--cacert FILE`".to_owned()
            }
            Self::CaCertificate { .. } => {
                "`--cacert` takes a PEM file with `-----BEGIN CERTIFICATE-----` in it".to_owned()
            }
            Self::Identity(error) => return error.help(),
            Self::NoTls => "build it with the cargo feature `tls`, or use `ws://` or `http://`".to_owned(),
            Self::NoHost { .. } => return None,
        })
    }
}

impl DialError {
    pub(super) fn tls(host: String, port: u16, problem: TlsProblem, source: io::Error) -> Self {
        Self::Tls { host, port, problem, source }
    }

    /// Whether what was taken for a TLS port may be a plain one.
    pub(super) fn suggests_plain(&self) -> bool {
        matches!(self, Self::Tls { problem: TlsProblem::NotTls | TlsProblem::Ended, .. })
    }
}

impl TlsProblem {
    fn help(&self, host: &str, port: u16) -> Option<String> {
        Some(match self {
            Self::NotTls | Self::Ended => {
                format!("the port may speak plain http: try `ws://{host}:{port}` or `http://{host}:{port}`")
            }
            Self::IsAuthority => {
                "trust this very certificate with `--cacert FILE`, give the server one without `CA:TRUE`, or accept any with `--insecure`"
                    .to_owned()
            }
            Self::UnknownIssuer | Self::OtherIssuer => {
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
            Self::Expired { .. } | Self::NotYetValid { .. } => {
                "check this machine's clock, renew the certificate, or accept any with `--insecure`"
                    .to_owned()
            }
            Self::CertificateWanted => "give one with `--cert FILE`, and its key with `--key FILE`".to_owned(),
            Self::CertificateRefused { .. } => {
                "is it one that the server knows? `--cert` takes it with the certificates between it and the authority"
                    .to_owned()
            }
            Self::Silent { .. } => tls_port(&format!("{host}:{port}")),
            Self::Alert { alert } if alert == "protocol_version" => {
                "the server speaks neither TLS 1.2 nor TLS 1.3, and older versions are not safe: update it".to_owned()
            }
            Self::Alert { .. } | Self::Other(_) => return None,
        })
    }
}

fn refused(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::ConnectionRefused
}

/// What the resolver said, without what the standard library puts before it.
fn looked_up(error: &io::Error) -> String {
    let said = error.to_string();
    said.strip_prefix("failed to lookup address information: ").unwrap_or(&said).to_owned()
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
