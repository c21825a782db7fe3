//! The cookie jar of a session: what responses and `--cookie` put in, what a browser would send where.
//!
//! Storage, matching and expiry are `cookie_store`'s (RFC 6265); the rules of RFC 6265bis that browsers add (SameSite,
//! prefixes, Secure on loopback, order) are here. Knows no connection.

use std::collections::HashMap;

use cookie_store::{Cookie, CookieStore, RawCookie, StoreAction};
use url::Url;

use super::secret::Secret;
use super::site;

/// Name and value together, in bytes (RFC 6265bis §5.6).
const LARGEST: usize = 4096;

/// The cookies of one session.
#[derive(Clone, Default)]
pub struct Jar {
    store: CookieStore,
    /// When each cookie was first set, by domain, path and name.
    created: HashMap<(String, String, String), u64>,
    clock: u64,
}

/// A `--cookie` that is not `name=value`. What was written is not repeated: it may be a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CookieFlagError {
    /// A piece without an equals sign or a name.
    #[error("a cookie is written `name=value`, several as `a=1; b=2`")]
    Shape,
    /// Too long, or an address that can hold no cookie.
    #[error("the cookie `{name}` cannot be set")]
    Refused {
        /// Its name.
        name: String,
    },
}

impl Jar {
    /// An empty jar.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps what a response from `url` says in a `Set-Cookie` header, unless a browser would not.
    pub fn insert_header(&mut self, set_cookie: &str, url: &Url) {
        if let Ok(raw) = RawCookie::parse(set_cookie.to_owned())
            && is_acceptable(&raw, url)
        {
            self.insert(&raw, url);
        }
    }

    /// Keeps the cookies of a `--cookie 'a=1; b=2'` for every path of the host of `url`, until the session ends.
    pub fn insert_flag(&mut self, pairs: &str, url: &Url) -> Result<(), CookieFlagError> {
        for pair in pairs.split(';').map(str::trim).filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').ok_or(CookieFlagError::Shape)?;
            let (name, value) = (name.trim(), value.trim());
            if name.is_empty() {
                return Err(CookieFlagError::Shape);
            }
            let controls = pair.chars().any(|c| c.is_ascii_control());
            let raw = RawCookie::build((name.to_owned(), value.to_owned())).path("/").build();
            if controls || pair.len() > LARGEST || !self.insert(&raw, url) {
                return Err(CookieFlagError::Refused { name: name.escape_default().to_string() });
            }
        }
        Ok(())
    }

    /// The value of the `Cookie` header of a request to `url`; none where there is nothing to send.
    ///
    /// `initiator` is the page that makes the request: where it is of another site, only cookies with `SameSite=None`
    /// and `Secure` go along (RFC 6265bis §5.2). Without one the request is a person's own.
    #[must_use]
    pub fn header_for(&self, url: &Url, initiator: Option<&Url>) -> Option<Secret> {
        let cross_site = initiator.is_some_and(|page| !site::same_site(page, url));
        let sent: Vec<String> = self
            .matching(&as_http(url))
            .into_iter()
            .filter(|cookie| !cross_site || goes_cross_site(cookie))
            .map(|cookie| format!("{}={}", cookie.name(), cookie.value()))
            .collect();
        if sent.is_empty() { None } else { Some(sent.join("; ").into()) }
    }

    /// The names of the cookies that a person's own request to `url` would carry, in order.
    #[must_use]
    pub fn names_for(&self, url: &Url) -> Vec<String> {
        self.matching(&as_http(url)).into_iter().map(|cookie| cookie.name().to_owned()).collect()
    }

    /// Longer paths first, then in the order of their creation (RFC 6265 §5.4).
    fn matching(&self, url: &Url) -> Vec<&Cookie<'static>> {
        let mut cookies = self.store.matches(url);
        cookies.sort_by_key(|cookie| {
            (
                std::cmp::Reverse(cookie.path.len()),
                self.created.get(&key(cookie)).copied().unwrap_or_default(),
            )
        });
        cookies
    }

    fn insert(&mut self, raw: &RawCookie<'_>, url: &Url) -> bool {
        let url = as_http(url);
        let Ok(cookie) = Cookie::try_from_raw_cookie(raw, &url) else { return false };
        let cookie = cookie.into_owned();
        let key = key(&cookie);
        match self.store.insert(cookie, &url) {
            Ok(StoreAction::ExpiredExisting) => {
                self.created.remove(&key);
            }
            Ok(StoreAction::Inserted | StoreAction::UpdatedExisting) => {
                self.clock += 1;
                self.created.entry(key).or_insert(self.clock);
            }
            Err(_) => return false,
        }
        true
    }
}

impl std::fmt::Debug for Jar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.store.iter_unexpired().map(|cookie| cookie.name())).finish()
    }
}

fn key(cookie: &Cookie<'_>) -> (String, String, String) {
    let domain = cookie.domain.as_cow().unwrap_or_default().into_owned();
    (domain, cookie.path.to_string(), cookie.name().to_owned())
}

/// Cookies know http only: `ws` and `wss` follow its rules (RFC 6455 §10.5).
fn as_http(url: &Url) -> Url {
    let mut url = url.clone();
    let scheme = if site::is_secure(&url) { "https" } else { "http" };
    if matches!(url.scheme(), "ws" | "wss") {
        // Fails only between special and other schemes.
        let _ = url.set_scheme(scheme);
    }
    url
}

fn goes_cross_site(cookie: &Cookie<'_>) -> bool {
    cookie.secure() == Some(true) && cookie.same_site().is_some_and(|same_site| same_site.is_none())
}

/// What RFC 6265bis §5.7 refuses beyond RFC 6265.
fn is_acceptable(cookie: &RawCookie<'_>, url: &Url) -> bool {
    let secure = cookie.secure() == Some(true);
    let may_be_secure = site::is_secure(url) || site::is_loopback(url);
    let own = |domain: &str| url.host_str() == Some(domain.trim_start_matches('.'));
    let domain_fits = cookie
        .domain()
        .is_none_or(|domain| own(domain) || !site::is_public_suffix(&domain.to_ascii_lowercase()));
    let name = cookie.name().to_ascii_lowercase();
    let prefix_fits = if name.starts_with("__host-") {
        secure && cookie.path() == Some("/") && cookie.domain().is_none()
    } else {
        secure || !name.starts_with("__secure-")
    };
    let none_is_secure = secure || !cookie.same_site().is_some_and(|same_site| same_site.is_none());
    let size = cookie.name().len() + cookie.value().len();
    let printable = !cookie.value().chars().any(|c| c.is_ascii_control() && c != '\t');
    (may_be_secure || !secure) && domain_fits && prefix_fits && none_is_secure && size <= LARGEST && printable
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    fn jar(from: &str, set: &[&str]) -> Jar {
        let mut jar = Jar::new();
        for header in set {
            jar.insert_header(header, &url(from));
        }
        jar
    }

    fn sent(jar: &Jar, to: &str) -> String {
        jar.header_for(&url(to), None).map_or_else(String::new, |header| header.expose().to_owned())
    }

    #[test]
    fn a_page_s_cookies_go_to_the_sockets_of_its_host_on_any_port() {
        let jar = jar("http://app.test:8000/", &["sid=abc; HttpOnly; SameSite=Lax", "a=1"]);
        assert_eq!(sent(&jar, "ws://app.test:9000/ws"), "sid=abc; a=1");
        assert_eq!(sent(&jar, "ws://other.test/ws"), "");
        assert_eq!(sent(&jar, "ws://sub.app.test/ws"), "");
        assert_eq!(jar.names_for(&url("ws://app.test/")), ["sid", "a"]);
    }

    #[test]
    fn longer_paths_come_first_then_the_older_ones() {
        let set = ["b=1; Path=/", "c=2; Path=/ws", "a=3; Path=/", "b=4; Path=/"];
        assert_eq!(sent(&jar("http://app.test/", &set), "ws://app.test/ws/room"), "c=2; b=4; a=3");
        assert_eq!(sent(&jar("http://app.test/", &set), "ws://app.test/wsx"), "b=4; a=3");
    }

    #[test]
    fn secure_cookies_go_to_tls_and_to_loopback_only() {
        let https = jar("https://app.test/", &["s=1; Secure"]);
        assert_eq!(sent(&https, "wss://app.test/ws"), "s=1");
        assert_eq!(sent(&https, "ws://app.test/ws"), "");
        assert_eq!(sent(&jar("http://localhost/", &["s=1; Secure"]), "ws://localhost:8000/ws"), "s=1");
        assert_eq!(sent(&jar("http://app.test/", &["s=1; Secure"]), "wss://app.test/ws"), "");
    }

    #[test]
    fn an_expired_cookie_is_gone_and_a_new_one_of_its_name_is_the_youngest() {
        let mut jar = jar("http://app.test/", &["a=1", "b=2", "a=; Max-Age=0"]);
        assert_eq!(sent(&jar, "http://app.test/"), "b=2");
        jar.insert_header("a=3", &url("http://app.test/"));
        assert_eq!(sent(&jar, "http://app.test/"), "b=2; a=3");
        jar.insert_header("b=; Expires=Thu, 01 Jan 1970 00:00:00 GMT", &url("http://app.test/"));
        assert_eq!(sent(&jar, "http://app.test/"), "a=3");
    }

    #[test]
    fn a_socket_of_another_site_gets_only_what_says_same_site_none() {
        let set = ["l=1; Secure", "n=2; Secure; SameSite=None", "s=3; SameSite=Strict", "i=4; SameSite=None"];
        let jar = jar("https://api.test/", &set);
        let to = |page: &str| {
            jar.header_for(&url("wss://api.test/ws"), Some(&url(page))).map(|h| h.expose().to_owned())
        };
        assert_eq!(to("https://app.test/"), Some("n=2".into()));
        assert_eq!(to("https://www.api.test/"), Some("l=1; n=2; s=3".into()));
    }

    #[test]
    fn domains_prefixes_and_sizes_that_browsers_refuse_are_refused() {
        let long = format!("long={}", "x".repeat(LARGEST));
        let set =
            ["a=1; Domain=test", "b=2; Domain=other.test", "__Host-c=3; Secure; Domain=app.test", &long];
        assert_eq!(sent(&jar("https://app.test/", &set), "https://app.test/"), "");
        let kept = ["__Host-c=3; Secure; Path=/", "d=4; Domain=.app.test"];
        assert_eq!(sent(&jar("https://app.test/", &kept), "https://app.test/"), "__Host-c=3; d=4");
        assert_eq!(sent(&jar("https://app.test/", &kept), "https://x.app.test/"), "d=4");
    }

    #[test]
    fn flags_hold_several_cookies_and_say_what_is_wrong_without_the_value() {
        let mut jar = Jar::new();
        assert_eq!(jar.insert_flag("a=1; b=x=y;", &url("ws://app.test/deep/ws")), Ok(()));
        assert_eq!(sent(&jar, "ws://app.test/"), "a=1; b=x=y");
        assert_eq!(jar.insert_flag("secret", &url("ws://app.test/")), Err(CookieFlagError::Shape));
        let refused = CookieFlagError::Refused { name: "a".into() };
        assert_eq!(jar.insert_flag("a=1\r\nX: y", &url("ws://app.test/")), Err(refused));
        assert!(!format!("{jar:?}").contains("x=y"));
    }
}
