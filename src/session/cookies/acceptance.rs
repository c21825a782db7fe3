//! Which cookies of answers are kept (RFC 6265bis §5.7). Keeps none itself.

use cookie_store::{Cookie, RawCookie};
use url::Url;

use super::{LARGEST, as_http};
use crate::htmx::address::is_loopback;
use crate::session::site;

/// An attribute's value, in bytes; a longer one is as if it were not there (RFC 6265bis §5.6).
const LONGEST_ATTRIBUTE: usize = 1024;

/// Takes off what is too long of a cookie's attributes.
pub(super) fn drop_long_attributes(cookie: &mut RawCookie<'_>) {
    if cookie.path().is_some_and(|path| path.len() > LONGEST_ATTRIBUTE) {
        cookie.unset_path();
    }
    if cookie.domain().is_some_and(|domain| domain.len() > LONGEST_ATTRIBUTE) {
        cookie.unset_domain();
    }
}

/// What RFC 6265bis §5.7 refuses beyond RFC 6265.
pub(super) fn is_acceptable(cookie: &RawCookie<'_>, url: &Url) -> bool {
    let secure = cookie.secure() == Some(true);
    let may_be_secure = site::is_secure(url) || is_loopback(url);
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
    let controls = |text: &str| text.chars().any(|c| c.is_ascii_control() && c != '\t');
    let printable = !controls(cookie.name()) && !controls(cookie.value());
    (may_be_secure || !secure) && domain_fits && prefix_fits && none_is_secure && size <= LARGEST && printable
}

/// Whether a cookie that came without TLS would stand in for one that is only for TLS ("leave secure cookies alone").
pub(super) fn hides_secure<'a>(
    cookie: &RawCookie<'_>,
    url: &Url,
    mut kept: impl Iterator<Item = &'a Cookie<'static>>,
) -> bool {
    let url = as_http(url);
    if url.scheme() == "https" {
        return false;
    }
    let Ok(new) = Cookie::try_from_raw_cookie(cookie, &url) else { return false };
    let domain = new.domain.as_cow().unwrap_or_default();
    let is_under = |one: &str, other: &str| {
        one.strip_suffix(other).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    kept.any(|held| {
        let other = held.domain.as_cow().unwrap_or_default();
        held.secure() == Some(true)
            && held.name() == new.name()
            && (is_under(&domain, &other) || is_under(&other, &domain))
            && held.path.matches(&with_path(&url, &new.path))
    })
}

fn with_path(url: &Url, path: &str) -> Url {
    let mut url = url.clone();
    url.set_path(path);
    url
}
