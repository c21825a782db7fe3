//! The client of a session: what every request carries, and the cookies that it keeps.

use std::future::Future;
use std::pin::Pin;

use url::Url;

use super::cookies::Jar;
use super::dial::Dialer;
use super::fetch::{self, FetchError, FetchedPage, PageRequest};
use super::handshake::{self, HandshakeError, HandshakeRequest, Opened};
use super::headers::HeaderEdit;
use super::limits::Limits;
use super::secret::Secret;

/// What the user says about requests.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// `-H`.
    pub headers: Vec<HeaderEdit>,
    /// `--origin`.
    pub origin: Option<String>,
    /// `--user`.
    pub user: Option<Secret>,
    /// `--subprotocol`.
    pub subprotocols: Vec<String>,
    /// `--max-message-size`.
    pub limits: Limits,
}

/// Fetches the page and opens its sockets with the same dialer and the same cookies.
pub struct Client {
    dialer: Dialer,
    jar: Jar,
    request: Request,
}

impl Client {
    /// A client with cookies of the user's.
    #[must_use]
    pub fn new(dialer: Dialer, jar: Jar, request: Request) -> Self {
        Self { dialer, jar, request }
    }

    /// Fetches a page; its cookies are kept.
    ///
    /// # Errors
    /// Where there is no page to be had.
    pub async fn fetch(&mut self, url: Url) -> Result<FetchedPage, FetchError> {
        let mut request = PageRequest::new(url);
        request.headers.clone_from(&self.request.headers);
        request.user.clone_from(&self.request.user);
        fetch::fetch_page(&self.dialer, &mut self.jar, &request).await
    }

    /// A handshake with a socket of the page at `location`, or with a bare one.
    pub fn handshake(
        &self,
        url: &Url,
        location: Option<&Url>,
    ) -> Pin<Box<dyn Future<Output = Result<Opened, HandshakeError>>>> {
        let mut request = HandshakeRequest::new(url.clone());
        request.origin = self.request.origin.clone().or_else(|| Some(origin_of(location.unwrap_or(url))));
        request.cookie = self.jar.header_for(url, location);
        request.authorization = self.request.user.as_ref().map(super::authorization::basic);
        request.subprotocols.clone_from(&self.request.subprotocols);
        request.headers.clone_from(&self.request.headers);
        let (dialer, limits) = (self.dialer.clone(), self.request.limits);
        Box::pin(async move { handshake::handshake(&dialer, &request, limits).await })
    }

    /// Keeps the cookies that an answer set.
    pub fn keep_cookies(&mut self, set_cookies: &[Secret], url: &Url) {
        for cookie in set_cookies {
            self.jar.insert_header(cookie.expose(), url);
        }
    }
}

/// The origin that a page, or a socket by itself, is of: `http` for `ws`, `https` for `wss`; `null` for a file.
#[must_use]
pub fn origin_of(url: &Url) -> String {
    let mut url = url.clone();
    let http = match url.scheme() {
        "ws" => Some("http"),
        "wss" => Some("https"),
        _ => None,
    };
    if let Some(http) = http {
        // both are special schemes, between which `set_scheme` always changes
        let _changed = url.set_scheme(http);
    }
    url.origin().ascii_serialization()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(url: &str) -> String {
        origin_of(&Url::parse(url).unwrap())
    }

    #[test]
    fn the_origin_is_the_pages_or_the_sockets_own() {
        assert_eq!(origin("http://app.test:8000/room?x"), "http://app.test:8000");
        assert_eq!(origin("ws://app.test/ws"), "http://app.test");
        assert_eq!(origin("wss://app.test:443/ws"), "https://app.test");
        assert_eq!(origin("file:///tmp/x.html"), "null");
    }
}
