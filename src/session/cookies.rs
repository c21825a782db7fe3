//! The cookie jar of a session: what responses, `--cookie` and cookie files put in, what a browser would send where.
//!
//! Storage, matching and expiry are `cookie_store`'s (RFC 6265); the rules of RFC 6265bis that browsers add (SameSite,
//! prefixes, Secure on loopback, order) are here. Knows no connection.

mod acceptance;
mod file;
mod netscape;

use std::collections::{HashMap, HashSet};
use std::time::SystemTime;

use cookie_store::{Cookie, CookieStore, RawCookie, StoreAction};
use url::Url;

use super::secret::Secret;
use super::site;
use crate::htmx::address::is_loopback;
pub use file::{CookieFile, replace};

/// Name and value together, in bytes (RFC 6265bis §5.6).
const LARGEST: usize = 4096;

/// Of one site, as many as Chromium keeps (`CookieMonster::kDomainMaxCookies`).
const MOST_OF_SITE: usize = 180;

/// Of all sites (`CookieMonster::kMaxCookies`).
const MOST: usize = 3300;

/// The cookies of one session.
#[derive(Clone, Default)]
pub struct Jar {
    store: CookieStore,
    /// When each cookie was first set, by domain, path and name.
    created: HashMap<Key, u64>,
    /// Those of `--cookie 'a=1'` that no answer has changed: they are the user's and not kept.
    given: HashSet<Key>,
    clock: u64,
}

/// Domain, path and name.
type Key = (String, String, String);

/// A `--cookie` that is not understood. What was written is not repeated: it may be a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CookieFlagError {
    /// A line of a cookie file that is none.
    #[error("line {line} is no cookie in Netscape's format: it has 7 fields, parted by tabs")]
    Line {
        /// Its number, from 1.
        line: usize,
    },
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
    ///
    /// `initiator` is the page that asked, as in [`Jar::header_for`]: where it is of another site, only cookies are kept that
    /// would be sent for it too (RFC 6265bis §5.7).
    pub fn insert_header(&mut self, set_cookie: &str, url: &Url, initiator: Option<&Url>) {
        let Ok(mut raw) = RawCookie::parse(set_cookie.to_owned()) else { return };
        acceptance::drop_long_attributes(&mut raw);
        let cross_site = initiator.is_some_and(|page| !site::same_site(page, url));
        if acceptance::is_acceptable(&raw, url)
            && (!cross_site || goes_cross_site(&raw))
            && !acceptance::hides_secure(&raw, url, self.store.iter_unexpired())
            && let Some((domain, ..)) = self.insert(&raw, url)
        {
            self.make_room(&domain);
        }
    }

    /// Forgets the oldest cookies of a site, and of all, where there are too many; those that the user gave stay.
    fn make_room(&mut self, domain: &str) {
        let over: Vec<Key> = self.store.iter_any().filter(|cookie| cookie.is_expired()).map(key).collect();
        for key in over {
            self.store.remove(&key.0, &key.1, &key.2);
            self.created.remove(&key);
        }
        let site = site::registrable(domain).to_owned();
        for (most, of) in [(MOST_OF_SITE, Some(&*site)), (MOST, None)] {
            let is_of_site = |cookie: &&Cookie<'_>| {
                of.is_none_or(|site| site::registrable(&cookie.domain.as_cow().unwrap_or_default()) == site)
            };
            if self.store.iter_unexpired().filter(is_of_site).count() <= most {
                continue;
            }
            let mut kept: Vec<(u64, Key)> = self
                .store
                .iter_unexpired()
                .filter(is_of_site)
                .map(key)
                .map(|key| (self.created.get(&key).copied().unwrap_or_default(), key))
                .collect();
            kept.retain(|(_, key)| !self.given.contains(key));
            kept.sort_unstable();
            for (_, key) in kept.iter().take(kept.len().saturating_sub(most)) {
                self.store.remove(&key.0, &key.1, &key.2);
                self.created.remove(key);
            }
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
            let given = if controls || pair.len() > LARGEST { None } else { self.insert(&raw, url) };
            match given {
                Some(key) => self.given.insert(key),
                None => return Err(CookieFlagError::Refused { name: name.escape_default().to_string() }),
            };
        }
        Ok(())
    }

    /// Keeps the cookies of a file in Netscape's format, but for those that have expired.
    pub fn insert_netscape(&mut self, text: &str, now: SystemTime) -> Result<(), CookieFlagError> {
        for (line, text) in (1..).zip(text.lines()) {
            match netscape::read(text, now) {
                Ok(Some(read)) if self.insert(&read.raw, &read.url).is_some() => {}
                Ok(None) => {}
                Ok(Some(_)) | Err(()) => return Err(CookieFlagError::Line { line }),
            }
        }
        Ok(())
    }

    /// All of them in Netscape's format, in the order of their creation, without those that the user gave one by one.
    #[must_use]
    pub fn to_netscape(&self) -> String {
        let mut cookies: Vec<_> =
            self.store.iter_unexpired().filter(|cookie| !self.given.contains(&key(cookie))).collect();
        cookies.sort_by_key(|cookie| self.created.get(&key(cookie)));
        let lines: String = cookies.into_iter().filter_map(netscape::written).collect();
        format!("{}{lines}", netscape::HEADING)
    }

    /// A number that grows with every change.
    pub(super) fn changes(&self) -> u64 {
        self.clock
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

    fn insert(&mut self, raw: &RawCookie<'_>, url: &Url) -> Option<Key> {
        let url = as_http(url);
        let cookie = Cookie::try_from_raw_cookie(raw, &url).ok()?.into_owned();
        let key = key(&cookie);
        let action = self.store.insert(cookie, &url).ok()?;
        self.clock += 1;
        self.given.remove(&key);
        match action {
            StoreAction::ExpiredExisting => self.created.remove(&key),
            StoreAction::Inserted | StoreAction::UpdatedExisting => {
                Some(*self.created.entry(key.clone()).or_insert(self.clock))
            }
        };
        Some(key)
    }
}

impl std::fmt::Debug for Jar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.store.iter_unexpired().map(|cookie| cookie.name())).finish()
    }
}

fn key(cookie: &Cookie<'_>) -> Key {
    let domain = cookie.domain.as_cow().unwrap_or_default().into_owned();
    (domain, cookie.path.to_string(), cookie.name().to_owned())
}

/// Cookies know http only: `ws` and `wss` follow its rules (RFC 6455 §10.5). This machine is as good as TLS.
fn as_http(url: &Url) -> Url {
    let mut url = url.clone();
    let scheme = if site::is_secure(&url) || is_loopback(&url) { "https" } else { "http" };
    if matches!(url.scheme(), "ws" | "wss" | "http") {
        // Fails only between special and other schemes.
        let _ = url.set_scheme(scheme);
    }
    url
}

fn goes_cross_site(cookie: &RawCookie<'_>) -> bool {
    cookie.secure() == Some(true) && cookie.same_site().is_some_and(|same_site| same_site.is_none())
}

#[cfg(test)]
mod tests;
