//! From a host to its addresses: `--resolve`, loopback names, the system's resolver. Connects to nothing.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::str::FromStr;

use url::Host;

use super::{DialError, Target};

/// `HOST:PORT:ADDR[,ADDR]…` as curl's `--resolve` takes it; `*` is every host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolve {
    /// The host as an address shows it (lower case, punycode, IPv6 in brackets), or `*`.
    pub host: String,
    /// The port.
    pub port: u16,
    /// What to connect to, in turn.
    pub addresses: Vec<IpAddr>,
}

/// Why a `--resolve` was not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ResolveError {
    /// Not three parts.
    #[error("`{given}` is not `HOST:PORT:ADDRESS`, such as `app.test:443:127.0.0.1`")]
    Shape {
        /// What was written.
        given: String,
    },
    /// A host that no address can have.
    #[error("`{host}` in `--resolve` is not a host")]
    Host {
        /// The part of it.
        host: String,
    },
    /// A port that is not a number up to 65535.
    #[error("`{port}` in `--resolve` is not a port")]
    Port {
        /// The part of it.
        port: String,
    },
    /// An address that is not an IP address.
    #[error("`{address}` in `--resolve` is not an IP address")]
    Address {
        /// The part of it.
        address: String,
    },
}

impl Resolve {
    /// Whether it says where that is.
    pub(super) fn is_for(&self, target: &Target) -> bool {
        self.port == target.port && (self.host == "*" || self.host == target.name())
    }
}

impl FromStr for Resolve {
    type Err = ResolveError;

    fn from_str(given: &str) -> Result<Self, ResolveError> {
        let shape = || ResolveError::Shape { given: given.to_owned() };
        let end = if given.starts_with('[') { given.find(']').ok_or_else(shape)? } else { 0 };
        let colon = end + given[end..].find(':').ok_or_else(shape)?;
        let (host, rest) = (&given[..colon], &given[colon + 1..]);
        let (port, addresses) = rest.split_once(':').ok_or_else(shape)?;
        let host = match host {
            "*" => "*".to_owned(),
            name => Host::parse(name).map_err(|_| ResolveError::Host { host: name.to_owned() })?.to_string(),
        };
        let port = port.parse().map_err(|_| ResolveError::Port { port: port.to_owned() })?;
        let addresses = addresses.split(',').map(parsed).collect::<Result<_, _>>()?;
        Ok(Self { host, port, addresses })
    }
}

fn parsed(address: &str) -> Result<IpAddr, ResolveError> {
    let bare = address.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(address);
    bare.parse().map_err(|_| ResolveError::Address { address: address.to_owned() })
}

/// What to connect to for `target`, in turn; never empty.
pub(super) async fn addresses(resolve: &[Resolve], target: &Target) -> Result<Vec<SocketAddr>, DialError> {
    let given = resolve.iter().find(|given| given.is_for(target));
    let ips = match (given, &target.host) {
        (Some(given), _) => given.addresses.clone(),
        (None, Host::Ipv4(ip)) => vec![(*ip).into()],
        (None, Host::Ipv6(ip)) => vec![(*ip).into()],
        (None, Host::Domain(domain)) if is_loopback_name(domain) => {
            vec![Ipv6Addr::LOCALHOST.into(), Ipv4Addr::LOCALHOST.into()]
        }
        (None, Host::Domain(domain)) => return looked_up(domain, target.port).await,
    };
    Ok(ips.into_iter().map(|ip| SocketAddr::new(ip, target.port)).collect())
}

/// Chromium asks no resolver for these (`net::ResolveLocalHostname`), and takes IPv6 first.
fn is_loopback_name(domain: &str) -> bool {
    let domain = domain.strip_suffix('.').unwrap_or(domain);
    domain == "localhost" || domain.ends_with(".localhost")
}

async fn looked_up(domain: &str, port: u16) -> Result<Vec<SocketAddr>, DialError> {
    let failed = |source| DialError::Resolve { host: domain.to_owned(), port, source };
    let found: Vec<_> = tokio::net::lookup_host((domain, port)).await.map_err(failed)?.collect();
    if found.is_empty() { Err(failed(io::Error::other("the name has no address"))) } else { Ok(found) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(given: &str) -> Result<(String, u16, String), String> {
        let resolve: Resolve = given.parse().map_err(|error: ResolveError| error.to_string())?;
        let addresses: Vec<_> = resolve.addresses.iter().map(IpAddr::to_string).collect();
        Ok((resolve.host, resolve.port, addresses.join(" ")))
    }

    #[test]
    fn host_port_and_addresses_are_read_as_curl_does() {
        assert_eq!(parse("App.test:443:127.0.0.1"), Ok(("app.test".into(), 443, "127.0.0.1".into())));
        assert_eq!(parse("a:80:::1,10.0.0.1"), Ok(("a".into(), 80, "::1 10.0.0.1".into())));
        assert_eq!(parse("[::1]:80:[::2]"), Ok(("[::1]".into(), 80, "::2".into())));
        assert_eq!(parse("*:80:127.0.0.1"), Ok(("*".into(), 80, "127.0.0.1".into())));
    }

    #[test]
    fn the_part_that_is_wrong_is_named() {
        let shape = |given| format!("`{given}` is not `HOST:PORT:ADDRESS`, such as `app.test:443:127.0.0.1`");
        assert_eq!(parse("app.test:443"), Err(shape("app.test:443")));
        assert_eq!(parse("[::1"), Err(shape("[::1")));
        assert_eq!(parse("a:http:1.1.1.1"), Err("`http` in `--resolve` is not a port".into()));
        assert_eq!(parse("a:80:b"), Err("`b` in `--resolve` is not an IP address".into()));
        assert_eq!(parse("a b:80:::1"), Err("`a b` in `--resolve` is not a host".into()));
    }

    #[test]
    fn localhost_and_what_is_under_it_is_loopback() {
        assert!(["localhost", "localhost.", "app.localhost"].into_iter().all(is_loopback_name));
        assert!(!["mylocalhost", "localhost.test"].into_iter().any(is_loopback_name));
    }
}
