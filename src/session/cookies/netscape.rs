//! Cookies as lines of the Netscape format, which curl, wget and browsers' extensions read and write.
//!
//! Opens no file. A line is `domain⇥under⇥path⇥secure⇥expires⇥name⇥value`: `under` says whether hosts under the domain get
//! the cookie too, `expires` is in seconds since 1970 with 0 for the session's end, and `#HttpOnly_` may stand in front.

use std::time::{Duration, SystemTime};

use cookie_store::{Cookie, CookieDomain, CookieExpiration, RawCookie};
use url::Url;

const HTTP_ONLY: &str = "#HttpOnly_";

/// The first line of every such file.
pub const HEADING: &str = "# Netscape HTTP Cookie File\n\n";

/// A cookie that was read, and an address that could have set it.
pub(super) struct Line {
    pub(super) raw: RawCookie<'static>,
    pub(super) url: Url,
}

/// Reads a line: none where it is a comment, empty, or of a cookie that has expired.
///
/// # Errors
/// Where it is no cookie.
pub(super) fn read(line: &str, now: SystemTime) -> Result<Option<Line>, ()> {
    let line = line.strip_suffix('\r').unwrap_or(line);
    let (line, http_only) = line.strip_prefix(HTTP_ONLY).map_or((line, false), |rest| (rest, true));
    if line.trim().is_empty() || line.starts_with('#') {
        return Ok(None);
    }
    let fields: Vec<&str> = line.splitn(7, '\t').collect();
    let [domain, under, path, secure, expires, name, ref value @ ..] = fields[..] else { return Err(()) };
    let value = value.first().copied().unwrap_or_default();
    let controls = |text: &str| text.chars().any(|c| c.is_ascii_control() && c != '\t');
    if name.is_empty() || !path.starts_with('/') || controls(line) {
        return Err(());
    }
    let (under, secure) = (truth(under).ok_or(())?, truth(secure).ok_or(())?);
    let host = domain.strip_prefix('.').unwrap_or(domain);
    let host =
        if host.contains(':') && !host.starts_with('[') { format!("[{host}]") } else { host.to_owned() };
    let mut url = Url::parse(&format!("https://{host}/")).map_err(|_| ())?;
    url.set_path(path);
    let mut raw = RawCookie::build((name.to_owned(), value.to_owned()))
        .path(path.to_owned())
        .secure(secure)
        .http_only(http_only)
        .build();
    if under && matches!(url.host(), Some(url::Host::Domain(_))) {
        raw.set_domain(host);
    }
    let expires: u64 = expires.trim().parse().map_err(|_| ())?;
    if expires > 0 {
        let left = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(expires)).ok_or(())?;
        let Ok(left) = left.duration_since(now) else { return Ok(None) };
        raw.set_max_age(left.try_into().ok());
    }
    Ok(Some(Line { raw, url }))
}

fn truth(field: &str) -> Option<bool> {
    match field.to_ascii_uppercase().as_str() {
        "TRUE" => Some(true),
        "FALSE" => Some(false),
        _ => None,
    }
}

/// Writes a cookie as a line, as curl does; none for one of no domain.
pub(super) fn written(cookie: &Cookie<'_>) -> Option<String> {
    let (domain, under) = match &cookie.domain {
        CookieDomain::HostOnly(host) => (host.clone(), "FALSE"),
        CookieDomain::Suffix(domain) => (format!(".{domain}"), "TRUE"),
        CookieDomain::NotPresent | CookieDomain::Empty => return None,
    };
    let expires = match &cookie.expires {
        CookieExpiration::AtUtc(time) => time.unix_timestamp(),
        CookieExpiration::SessionEnd => 0,
    };
    let mark = if cookie.http_only() == Some(true) { HTTP_ONLY } else { "" };
    let secure = if cookie.secure() == Some(true) { "TRUE" } else { "FALSE" };
    let (path, name, value) = (&*cookie.path, cookie.name(), cookie.value());
    Some(format!("{mark}{domain}\t{under}\t{path}\t{secure}\t{expires}\t{name}\t{value}\n"))
}
