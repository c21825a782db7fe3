//! The client of a session: what every request carries, and the cookies that it keeps.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::time::Duration;

use url::Url;

use super::authorization;
use super::cookies::{CookieFile, Jar};
use super::dial::Dialer;
use super::fetch::{self, Deadline, FetchError, FetchedPage, PAGE_WITHIN, PageRequest, PartOf};
use super::handshake::{self, HandshakeError, HandshakeRequest, Opened};
use super::headers::{HeaderEdit, Secrets, is_value};
use super::limits::Limits;
use super::secret::Secret;
use super::target::Target;
use super::trail::Trail;
use crate::address::Written;
use crate::event::Trace;
use crate::htmx::load::PartRequest;

/// What the user says about requests.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// `-H`.
    pub headers: Vec<HeaderEdit>,
    /// `--origin`.
    pub origin: Option<Written>,
    /// `--user`.
    pub user: Option<Secret>,
    /// `--subprotocol`.
    pub subprotocols: Vec<String>,
    /// `--no-compress`.
    pub no_compress: bool,
    /// `--max-message-size`.
    pub limits: Limits,
    /// `--show-secrets`.
    pub secrets: Secrets,
}

/// Fetches the page and opens its sockets with the same dialer and the same cookies.
pub struct Client {
    dialer: Dialer,
    jar: Jar,
    file: Option<CookieFile>,
    request: Request,
    /// How long a page, and what it fetches by itself, may take.
    pub page_within: Duration,
    /// When pages must have come, where that is earlier.
    pub deadline: Option<Deadline>,
    /// The address that the page was fetched from, before redirects and with its credentials: what the user says about
    /// requests is meant for it.
    home: Option<Url>,
}

/// A handshake that is under way.
pub type Handshaking = Pin<Box<dyn Future<Output = Result<Opened, HandshakeError>>>>;

impl Client {
    /// A client with cookies of the user's.
    #[must_use]
    pub fn new(dialer: Dialer, jar: Jar, request: Request) -> Self {
        let dialer = dialer.leaving(Trail::new(request.secrets));
        Self { dialer, jar, file: None, request, page_within: PAGE_WITHIN, deadline: None, home: None }
    }

    /// What was seen of pages since this was last asked.
    #[must_use]
    pub fn seen(&self) -> Vec<Trace> {
        self.dialer.trail().take()
    }

    /// The trail of pages.
    #[must_use]
    pub fn page_trail(&self) -> Trail {
        self.dialer.trail().clone()
    }

    /// The trail of a handshake that is about to start.
    #[must_use]
    pub fn trail(&self) -> Trail {
        self.dialer.trail().another()
    }

    /// Keeps the cookies in a file from now on.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn keep_in(&mut self, file: CookieFile) -> io::Result<()> {
        self.file = Some(file);
        self.save()
    }

    /// Writes the cookies into their file, if they have one and have changed.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn save(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), |file| file.keep(&self.jar))
    }

    /// Fetches a page; its cookies are kept.
    ///
    /// # Errors
    /// Where there is no page to be had.
    pub async fn fetch(&mut self, url: Url) -> Result<FetchedPage, FetchError> {
        self.home.get_or_insert_with(|| url.clone());
        let mut request = PageRequest::new(url);
        request.headers.clone_from(&self.request.headers);
        request.user.clone_from(&self.request.user);
        request.secrets = self.request.secrets;
        request.timeout = self.page_within;
        request.deadline = self.deadline;
        fetch::fetch_page(&self.dialer, &mut self.jar, &request).await
    }

    /// Fetches a part of the page at `page` as its script does, by then at the latest; its cookies are kept.
    ///
    /// # Errors
    /// Where there is none to be had.
    pub async fn fetch_part(
        &mut self,
        part: PartRequest,
        page: &Url,
        deadline: Option<Deadline>,
    ) -> Result<FetchedPage, FetchError> {
        let mut url = part.url;
        if let Some(home) = self.home.as_ref().filter(|home| origin_of(home) == origin_of(&url)) {
            // both fail only for addresses that cannot hold credentials
            let _named = url.set_username(home.username());
            let _known = url.set_password(home.password());
        }
        let mut request = PageRequest::new(url);
        let at_home = self.home.as_ref().is_none_or(|home| origin_of(home) == origin_of(page));
        let sent = self.request.headers.iter().filter(|edit| at_home || edit.may_go_elsewhere());
        request.headers = sent.cloned().collect();
        request.user = self.request.user.clone().filter(|_| at_home);
        request.deadline = deadline;
        request.timeout = self.page_within;
        let headers = part.headers.into_iter().collect();
        request.part = Some(PartOf { page: page.clone(), headers, accept: part.accept });
        fetch::fetch_page(&self.dialer, &mut self.jar, &request).await
    }

    /// A handshake with a socket of the page at `location`, or with a bare one, and the names of the headers that are
    /// withheld: a page that names a socket of another origin is not given the user's secrets for it.
    /// `protocols` are the subprotocols that the page asks for, where the user asks for none. It leaves `trail`.
    pub fn handshake(
        &self,
        target: &Target,
        location: Option<&Url>,
        protocols: Vec<String>,
        trail: Trail,
    ) -> (Handshaking, Vec<String>) {
        let url = &target.url;
        let mut request = HandshakeRequest::new(url.clone());
        request.origin =
            self.request.origin.clone().or_else(|| Some(origin_of(location.unwrap_or(url)).into()));
        request.page_origin = location.filter(|_| self.home.is_some()).map(origin_of);
        // an address that the user names is no page's doing
        request.cookie = self.jar.header_for(url, location.filter(|_| !target.is_users()));
        request.subprotocols =
            if self.request.subprotocols.is_empty() { protocols } else { self.request.subprotocols.clone() };
        request.compress = !self.request.no_compress;
        let home = self.home.as_ref().or(location);
        let at_home = target.is_users() || home.is_none_or(|home| origin_of(home) == origin_of(url));
        let user = self.request.user.as_ref();
        let own = target.authorization().cloned();
        let of_home = self.home.clone().and_then(|mut home| authorization::taken_from(&mut home));
        let goes_along = self.home.as_ref().is_some_and(|home| origin_of(home) == origin_of(url));
        let is_kept =
            own.is_none() && user.is_none() && of_home.is_some() && !goes_along && !target.is_users();
        let of_page = of_home.filter(|_| goes_along);
        request.authorization = user.filter(|_| at_home).map(authorization::basic).or(own).or(of_page);
        let (sent, kept): (Vec<_>, Vec<_>) =
            self.request.headers.iter().cloned().partition(|edit| at_home || edit.may_go_elsewhere());
        request.headers = sent;
        request.secrets = self.request.secrets;
        let mut withheld: Vec<String> = Vec::new();
        let is_kept = is_kept || user.is_some() && !at_home;
        for name in is_kept.then_some("Authorization").into_iter().chain(kept.iter().map(HeaderEdit::name)) {
            if !withheld.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                withheld.push(name.to_owned());
            }
        }
        let (dialer, limits) = (self.dialer.leaving(trail), self.request.limits);
        (Box::pin(async move { handshake::handshake(&dialer, &request, limits).await }), withheld)
    }

    /// The names of cookies that `-H 'Cookie: …'` goes in place of in a handshake.
    #[must_use]
    pub fn replaced_cookies(&self, target: &Target, location: Option<&Url>) -> Vec<String> {
        let sets = |edit: &HeaderEdit| matches!(edit, HeaderEdit::Set { name, .. } if name.eq_ignore_ascii_case("cookie"));
        let home = self.home.as_ref().or(location);
        let at_home = target.is_users() || home.is_none_or(|home| origin_of(home) == origin_of(&target.url));
        if !at_home || !self.request.headers.iter().any(sets) {
            return Vec::new();
        }
        let cookies = self.jar.header_for(&target.url, location.filter(|_| !target.is_users()));
        let cookies = cookies.as_ref().map(Secret::expose).unwrap_or_default();
        cookies
            .split("; ")
            .filter_map(|pair| pair.split('=').next())
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// What is said of options that do nothing where the page is at `page` and its sockets are at `sockets`.
    #[must_use]
    pub fn remarks(&self, page: Option<&Url>, sockets: &[&Url]) -> Vec<String> {
        let urls: Vec<&Url> =
            self.home.as_ref().into_iter().chain(page).chain(sockets.iter().copied()).collect();
        let mut remarks = self.dialer.unused(&urls);
        remarks.extend(self.request.origin.as_ref().and_then(odd_origin));
        remarks
    }

    /// Keeps the cookies that the answer to a handshake of the page at `location` set; says why their file cannot be written,
    /// where that is so.
    pub fn keep_cookies(
        &mut self,
        set_cookies: &[Secret],
        target: &Target,
        location: Option<&Url>,
    ) -> Option<String> {
        for cookie in set_cookies {
            self.jar.insert_header(cookie.expose(), &target.url, location.filter(|_| !target.is_users()));
        }
        let error = self.save().err()?;
        let path = self.file.as_ref().map(|file| file.path().display().to_string()).unwrap_or_default();
        Some(format!("the cookies could not be kept in `{path}`: {error}"))
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

/// What is said of an origin that no browser sends (RFC 6454 §6.2, §7).
fn odd_origin(written: &Written) -> Option<String> {
    let text = written.expose();
    // one that cannot be sent is refused
    if !is_value(text) {
        return None;
    }
    let Ok(url) = Url::parse(text) else {
        let message = format!(
            "`--origin {written}` is no origin, and goes out as it is: browsers send `https://your.site`"
        );
        return (text != "null").then_some(message);
    };
    let origin = url.origin();
    let sent = origin.ascii_serialization();
    // those of extensions and apps have schemes of their own
    (origin.is_tuple() && sent != text)
        .then(|| format!("`--origin {written}` goes out as it is: browsers send `{sent}`"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::dial::DialOptions;
    use crate::session::scripted::Scripted;

    fn origin(url: &str) -> String {
        origin_of(&Url::parse(url).unwrap())
    }

    /// What a server is asked by a handshake to `ws://127.0.0.1:PORT/ws`, and what was withheld.
    async fn asked(location: &str, make: impl Fn(Url) -> Target) -> (String, Vec<String>) {
        let server = Scripted::answering(&["HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"]).await;
        let headers =
            ["X-Api-Key: k1", "User-Agent: mine", "Pragma;", "x-api-key: k2", "Authorization: Bearer b"];
        let request = Request {
            headers: headers.iter().map(|header| header.parse().unwrap()).collect(),
            user: Some("ann:pw".into()),
            ..Request::default()
        };
        let dialer = Dialer::new(DialOptions::default()).unwrap();
        let client = Client::new(dialer, Jar::new(), request);
        let location = location.replace("PORT", &server.port.to_string());
        let url = format!("ws://bob:secret@127.0.0.1:{}/ws", server.port);
        let target = make(Url::parse(&url).unwrap());
        let (answer, withheld) =
            client.handshake(&target, Some(&Url::parse(&location).unwrap()), Vec::new(), Trail::default());
        assert!(matches!(answer.await, Err(HandshakeError::Refused(_))));
        (server.asked().await.remove(0), withheld)
    }

    fn of_page(url: Url) -> Target {
        Target::of_page(url, crate::page::Document::parse("").root(), "#a".into())
    }

    #[tokio::test]
    async fn a_socket_of_another_origin_gets_no_secret_but_its_address_own() {
        for elsewhere in
            ["http://127.0.0.1:1/", "https://127.0.0.1:PORT/", "http://localhost:PORT/", "file:///x"]
        {
            let (head, withheld) = asked(elsewhere, of_page).await;
            assert_eq!(withheld, ["Authorization", "X-Api-Key"]);
            assert!(!head.to_lowercase().contains("x-api-key"), "{head}");
            assert!(head.contains("\r\nAuthorization: Basic Ym9iOnNlY3JldA==\r\n"), "{head}");
            assert!(head.contains("\r\nUser-Agent: mine\r\n") && !head.contains("Pragma"), "{head}");
        }
    }

    #[tokio::test]
    async fn a_socket_of_the_pages_origin_and_one_that_the_user_names_get_everything() {
        for (location, make) in [
            ("http://127.0.0.1:PORT/room", of_page as fn(Url) -> Target),
            ("http://elsewhere.test/", Target::of_user),
        ] {
            let (head, withheld) = asked(location, make).await;
            assert_eq!(withheld, Vec::<String>::new());
            assert!(head.contains("\r\nX-Api-Key: k1\r\nx-api-key: k2"), "{head}");
            assert!(head.contains("\r\nAuthorization: Bearer b\r\n"), "{head}");
        }
    }

    #[tokio::test]
    async fn a_page_that_redirects_elsewhere_does_not_take_secrets_along() {
        let away =
            Scripted::answering(&["HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n"])
                .await;
        let redirect = format!(
            "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{}/\r\nContent-Length: 0\r\n\r\n",
            away.port
        );
        let home = Scripted::answering(&[&redirect]).await;
        let request = Request { user: Some("ann:pw".into()), ..Request::default() };
        let mut client = Client::new(Dialer::new(DialOptions::default()).unwrap(), Jar::new(), request);
        let start = Url::parse(&format!("http://127.0.0.1:{}/", home.port)).unwrap();
        let page = client.fetch(start).await.unwrap();
        let socket = Url::parse(&format!("ws://127.0.0.1:{}/ws", away.port)).unwrap();
        assert_eq!(
            client.handshake(&of_page(socket), Some(&page.url), Vec::new(), Trail::default()).1,
            ["Authorization"]
        );
    }

    #[tokio::test]
    async fn the_page_s_own_login_does_not_go_to_another_origin_and_that_is_told() {
        let ok = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n";
        let home = Scripted::answering(&[ok]).await;
        let dialer = Dialer::new(DialOptions::default()).unwrap();
        let mut client = Client::new(dialer, Jar::new(), Request::default());
        let start = Url::parse(&format!("http://ann:pw@127.0.0.1:{}/", home.port)).unwrap();
        let page = client.fetch(start).await.unwrap().url;
        let withheld = |socket: &str| {
            let target = of_page(Url::parse(&socket.replace("PORT", &home.port.to_string())).unwrap());
            client.handshake(&target, Some(&page), Vec::new(), Trail::default()).1
        };
        assert_eq!(withheld("ws://localhost:PORT/ws"), ["Authorization"]);
        assert_eq!(withheld("ws://127.0.0.1:PORT/ws"), [""; 0]);
        assert_eq!(withheld("ws://bob:pw@localhost:PORT/ws"), [""; 0]);
    }

    #[tokio::test]
    async fn compression_is_offered_unless_the_user_wants_none() {
        for no_compress in [false, true] {
            let server = Scripted::answering(&["HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"]).await;
            let request = Request { no_compress, ..Request::default() };
            let client = Client::new(Dialer::new(DialOptions::default()).unwrap(), Jar::new(), request);
            let url = Url::parse(&format!("ws://127.0.0.1:{}/ws", server.port)).unwrap();
            assert!(
                client.handshake(&Target::of_user(url), None, Vec::new(), Trail::default()).0.await.is_err()
            );
            let offer = "\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n";
            assert_eq!(server.asked().await.remove(0).contains(offer), !no_compress);
        }
    }

    #[test]
    fn the_origin_is_the_pages_or_the_sockets_own() {
        assert_eq!(origin("http://app.test:8000/room?x"), "http://app.test:8000");
        assert_eq!(origin("ws://app.test/ws"), "http://app.test");
        assert_eq!(origin("wss://app.test:443/ws"), "https://app.test");
        assert_eq!(origin("file:///tmp/x.html"), "null");
    }
}
