//! Headers as people may see them: what is a secret in one is decided here and nowhere else.
//!
//! Sends nothing, and does not know where its text is printed.

use std::borrow::Cow;

use super::RequestHeader;
use crate::address;

/// Whether people see the secrets in headers (`--show-secrets`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Secrets {
    /// Values are `…`.
    #[default]
    Hidden,
    /// As they are.
    Shown,
}

impl Secrets {
    /// An address as people may see it.
    #[must_use]
    pub fn address(self, written: &str) -> Cow<'_, str> {
        match self {
            Self::Hidden => address::shown(written),
            Self::Shown => written.into(),
        }
    }

    /// A text, with addresses in it or none, as people may see it.
    #[must_use]
    pub fn text(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Hidden => address::shown_within(text),
            Self::Shown => text.into(),
        }
    }
}

/// Whether a request header of this name holds nothing that must be hidden.
#[must_use]
pub fn is_public(name: &str) -> bool {
    const PUBLIC: [&str; 18] = [
        "accept",
        "accept-encoding",
        "accept-language",
        "cache-control",
        "connection",
        "dnt",
        "host",
        "origin",
        "pragma",
        "proxy-connection",
        "sec-websocket-extensions",
        "sec-websocket-key",
        "sec-websocket-protocol",
        "sec-websocket-version",
        "upgrade",
        "upgrade-insecure-requests",
        "user-agent",
        "x-requested-with",
    ];
    is_any(&PUBLIC, name)
}

/// Whether htmx itself sets a header of this name.
fn is_of_htmx(name: &str) -> bool {
    const OF_HTMX: [&str; 7] = [
        "hx-boosted",
        "hx-request",
        "hx-request-type",
        "hx-source",
        "hx-target",
        "hx-trigger",
        "hx-trigger-name",
    ];
    is_any(&OF_HTMX, name)
}

fn is_any(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// The value of a request header as people may see it.
pub(super) fn shown_request(header: &RequestHeader, secrets: Secrets) -> String {
    let (name, value) = (header.name.as_str(), header.value.expose());
    if secrets == Secrets::Shown {
        value.to_owned()
    } else if is_any(&["origin", "referer", "hx-current-url"], name) {
        address::shown(value).into_owned()
    } else if is_public(name) || is_of_htmx(name) && !header.is_given {
        value.to_owned()
    } else if name.eq_ignore_ascii_case("cookie") {
        let names = value.split(';').map(|pair| hidden_after_equals(pair.trim()));
        names.collect::<Vec<_>>().join("; ")
    } else if is_any(&["authorization", "proxy-authorization"], name) {
        match value.split_once(' ') {
            Some((scheme, _)) => format!("{scheme} …"),
            None => "…".to_owned(),
        }
    } else {
        "…".to_owned()
    }
}

/// Response headers as people may see them: names in lower case, the values of cookies and the credentials of
/// addresses, wherever they are in a value, hidden where secrets are.
#[must_use]
pub fn shown_response<'h>(
    headers: impl Iterator<Item = (&'h str, &'h [u8])>,
    secrets: Secrets,
) -> Vec<(String, String)> {
    headers
        .map(|(name, value)| {
            let (name, value) = (name.to_ascii_lowercase(), String::from_utf8_lossy(value));
            let shown = match (name.as_str(), secrets) {
                ("set-cookie", Secrets::Hidden) => shown_set_cookie(&value),
                // an address, or JSON with one in it
                ("hx-location", _) if value.trim_start().starts_with('{') => {
                    secrets.text(&value).into_owned()
                }
                (name, _) if ADDRESSES.contains(&name) => secrets.text(&secrets.address(&value)).into_owned(),
                _ => secrets.text(&value).into_owned(),
            };
            (name, shown)
        })
        .collect()
}

/// Hides the values of all response headers but those that are known to hold no secrets, or whose secrets are hidden by
/// [`shown_response`].
pub fn hide_unknown(headers: &mut [(String, String)]) {
    for (name, value) in headers {
        let is_known = is_public(name) || is_any(&ANSWERS, name) || is_any(&ADDRESSES, name);
        if !is_known && !name.eq_ignore_ascii_case("set-cookie") {
            *value = "…".to_owned();
        }
    }
}

/// Response headers that hold no secrets.
const ANSWERS: [&str; 22] = [
    "age",
    "allow",
    "alt-svc",
    "content-encoding",
    "content-language",
    "content-length",
    "content-security-policy",
    "content-type",
    "date",
    "expires",
    "last-modified",
    "link",
    "permissions-policy",
    "referrer-policy",
    "sec-websocket-accept",
    "server",
    "strict-transport-security",
    "transfer-encoding",
    "vary",
    "via",
    "x-content-type-options",
    "x-frame-options",
];

/// Response headers whose whole value is an address.
const ADDRESSES: [&str; 6] =
    ["content-location", "hx-location", "hx-push-url", "hx-redirect", "hx-replace-url", "location"];

fn shown_set_cookie(value: &str) -> String {
    match value.split_once(';') {
        Some((pair, attributes)) => format!("{};{attributes}", hidden_after_equals(pair)),
        None => hidden_after_equals(value),
    }
}

fn hidden_after_equals(pair: &str) -> String {
    match pair.split_once('=') {
        Some((name, _)) => format!("{name}=…"),
        None => "…".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{HeaderEdit, RequestHeaders};
    use super::*;

    #[test]
    fn shown_headers_keep_names_and_hide_secrets() {
        let mut headers = RequestHeaders::default();
        headers.push("Host", "a.test");
        headers.push("Cookie", "sid=abc; t=a=b");
        headers.push("Authorization", "Basic Zm9v");
        headers.push("X-Api-Key", "k");
        let shown = headers.shown(Secrets::Hidden);
        let shown: Vec<_> = shown.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(
            shown,
            [("Host", "a.test"), ("Cookie", "sid=…; t=…"), ("Authorization", "Basic …"), ("X-Api-Key", "…")]
        );
        let answer = [("Set-Cookie", &b"sid=abc; Path=/; HttpOnly"[..]), ("Server", b"x")];
        assert_eq!(
            shown_response(answer.into_iter(), Secrets::Hidden),
            [("set-cookie".into(), "sid=…; Path=/; HttpOnly".into()), ("server".into(), "x".into())]
        );
    }

    fn told_of(headers: &RequestHeaders) -> String {
        let lines =
            headers.shown(Secrets::Hidden).into_iter().map(|(name, value)| format!("{name}: {value}\n"));
        lines.collect()
    }

    #[test]
    fn what_htmx_says_is_shown_and_what_a_flag_says_in_its_place_is_not() {
        let mut headers = RequestHeaders::default();
        for (name, value) in
            [("HX-Request", "true"), ("HX-Current-URL", "http://a.test/"), ("HX-Target", "x")]
        {
            headers.push(name, value);
        }
        headers.push("Referer", "http://a.test/");
        assert_eq!(
            told_of(&headers),
            "HX-Request: true\nHX-Current-URL: http://a.test/\nHX-Target: x\nReferer: http://a.test/\n"
        );
        let edits = [
            "HX-Request: hush",
            "HX-Current-URL: http://u:hush@b.test/",
            "Referer: http://u:hush@b.test/",
            "HX-Trigger: hush",
        ];
        headers.apply(&edits.map(|text| text.parse::<HeaderEdit>().unwrap()));
        assert_eq!(
            told_of(&headers),
            "HX-Request: …\nHX-Current-URL: http://…@b.test/\nHX-Target: x\nReferer: http://…@b.test/\nHX-Trigger: …\n"
        );
    }

    #[test]
    fn addresses_in_answers_are_shown_without_credentials_whatever_the_header() {
        for (name, value, told) in [
            ("location", "ht\ttp:u:hush@x/", "…@x/"),
            ("location", "/login?next=http://u:hush@x/", "/login?next=http://…@x/"),
            ("refresh", "0; url=http://u:hush@x/", "0; url=http://…@x/"),
            (
                "link",
                "<http://u:hush@x/>; rel=a, <http://hush@y/@z>",
                "<http://…@x/>; rel=a, <http://…@y/@z>",
            ),
            ("hx-location", "http:u:hush@x/", "…@x/"),
            (
                "hx-location",
                "{\"path\":\"http://u:hush@x/\",\"a\":\"@b\"}",
                "{\"path\":\"http://…@x/\",\"a\":\"@b\"}",
            ),
            ("hx-push-url", "//u:hush@x/", "//…@x/"),
            ("x-from", "ann@a.test", "ann@a.test"),
        ] {
            let shown = |secrets| shown_response([(name, value.as_bytes())].into_iter(), secrets).remove(0).1;
            assert_eq!((shown(Secrets::Hidden), shown(Secrets::Shown)), (told.to_owned(), value.to_owned()));
        }
    }

    #[test]
    fn of_what_a_response_says_only_what_is_known_is_kept() {
        let kept = |name: &str, value: &str| {
            let mut headers = [(name.to_owned(), value.to_owned())];
            hide_unknown(&mut headers);
            headers[0].1.clone()
        };
        for name in ["server", "Server", "upgrade", "sec-websocket-protocol", "location", "set-cookie"] {
            assert_eq!(kept(name, "sid=…"), "sid=…", "{name}");
        }
        for name in ["authorization", "x-api-key", "X-Session", "x-auth-token", "www-authenticate"] {
            assert_eq!(kept(name, "hush"), "…", "{name}");
        }
    }

    #[test]
    fn secrets_are_shown_where_that_is_asked_for() {
        let mut headers = RequestHeaders::default();
        headers.push("Cookie", "sid=abc");
        assert_eq!(headers.shown(Secrets::Shown), [("Cookie".to_owned(), "sid=abc".to_owned())]);
        let answer = [("Set-Cookie", &b"sid=abc"[..])];
        assert_eq!(
            shown_response(answer.into_iter(), Secrets::Shown),
            [("set-cookie".to_owned(), "sid=abc".to_owned())]
        );
    }
}
