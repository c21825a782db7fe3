//! The address that a socket element opens, as htmx makes it and the browser's constructor takes it.

use thiserror::Error;
use url::{Host, Url};

use crate::address::Written;

/// Why the browser's `WebSocket` constructor refuses an address; told without its credentials.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AddressError {
    /// It does not parse, or does not resolve against the page's address.
    #[error("`{0}` is not a URL")]
    NotUrl(Written),
    /// Another scheme than ws, wss, http and https.
    #[error("`{0}` has the scheme `{1}`: a WebSocket address is ws:, wss:, http: or https:")]
    Scheme(Written, String),
    /// The address has a `#`.
    #[error("`{0}` has a `#fragment`, which a WebSocket address may not have")]
    Fragment(Written),
    /// An insecure socket from a page loaded over https.
    #[error("`{0}` is insecure: a page loaded over https may open wss: only")]
    Insecure(Written),
    /// The page has as many sockets as a browser opens; the address says nothing about it.
    #[error("the page has {0} sockets already, and no browser opens more")]
    TooMany(usize),
}

/// What htmx hands to the constructor for an attribute's value: a path on the page's own host gets the page's host
/// and the scheme that fits (htmx-ext-ws 2.0.4 `ensureWebSocket`).
#[must_use]
pub fn qualify(source: &str, location: &Url) -> String {
    let scheme = match location.scheme() {
        "https" => "wss",
        "http" => "ws",
        _ => return source.to_owned(),
    };
    if !source.starts_with('/') {
        return source.to_owned();
    }
    let host = location.host_str().unwrap_or_default();
    let port = location.port().map(|port| format!(":{port}")).unwrap_or_default();
    format!("{scheme}://{host}{port}{source}")
}

/// The address as `WebSocket.url` shows it (HTML, WebSockets §`new WebSocket(url)`). `base` is the document's base
/// address, `location` the page's own.
///
/// # Errors
/// Where the constructor throws.
pub fn resolve(address: &str, base: &Url, location: &Url) -> Result<Url, AddressError> {
    let mut url = base.join(address).map_err(|_| AddressError::NotUrl(address.into()))?;
    let scheme = match url.scheme() {
        "http" | "ws" => "ws",
        "https" | "wss" => "wss",
        other => return Err(AddressError::Scheme(address.into(), other.to_owned())),
    };
    if url.as_str().contains('#') {
        return Err(AddressError::Fragment(address.into()));
    }
    if location.scheme() == "https" && scheme == "ws" && !is_loopback(&url) {
        return Err(AddressError::Insecure(address.into()));
    }
    if url.scheme() != scheme {
        // http to ws: both special schemes, which `set_scheme` allows
        url.set_scheme(scheme).map_err(|()| AddressError::NotUrl(address.into()))?;
    }
    Ok(url)
}

/// Whether the host is this machine, which browsers trust without TLS (Secure Contexts §3.1; Mixed Content §4.4).
#[must_use]
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(domain)) => domain == "localhost" || domain.ends_with(".localhost"),
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(source: &str, page: &str) -> Result<String, AddressError> {
        let page = Url::parse(page).unwrap();
        resolve(&qualify(source, &page), &page, &page).map(String::from)
    }

    #[test]
    fn paths_go_to_the_pages_host() {
        assert_eq!(open("/ws", "http://app.test:8000/room/7?x=1").unwrap(), "ws://app.test:8000/ws");
        assert_eq!(open("/ws", "https://app.test/room").unwrap(), "wss://app.test/ws");
        assert_eq!(open("//push.test/ws", "http://app.test/").unwrap(), "ws://app.test//push.test/ws");
        assert_eq!(open("updates", "http://app.test/a/b").unwrap(), "ws://app.test/a/updates");
        assert_eq!(open("/my room", "http://app.test/").unwrap(), "ws://app.test/my%20room");
    }

    #[test]
    fn whole_addresses_stay_and_http_becomes_ws() {
        assert_eq!(open("WS://Push.test/Ws", "http://app.test/").unwrap(), "ws://push.test/Ws");
        assert_eq!(open("https://push.test/ws", "http://app.test/").unwrap(), "wss://push.test/ws");
    }

    #[test]
    fn the_constructor_refuses_what_browsers_refuse() {
        assert_eq!(
            open("/ws#x", "http://app.test/"),
            Err(AddressError::Fragment("ws://app.test/ws#x".into()))
        );
        assert_eq!(
            open("ftp://a/b", "http://app.test/"),
            Err(AddressError::Scheme("ftp://a/b".into(), "ftp".into()))
        );
        assert_eq!(open("ws://a/b", "https://app.test/"), Err(AddressError::Insecure("ws://a/b".into())));
        assert!(open("/ws", "file:///tmp/page.html").is_err());
        for trusted in ["ws://127.0.0.1:8000/b", "ws://localhost/b", "ws://app.localhost/b", "ws://[::1]/b"] {
            assert_eq!(open(trusted, "https://app.test/").unwrap(), trusted);
        }
        assert!(open("ws://localhost.test/b", "https://app.test/").is_err());
    }
}
