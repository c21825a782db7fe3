//! Request headers in the order they are sent, `-H` edits of them, and headers as people may see them.
//!
//! Knows no request and no connection; what is a secret is decided here and nowhere else.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use super::secret::Secret;
use crate::address;

/// What `-H` does to the headers that hxws would send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeaderEdit {
    /// `Name: value` takes the place of the default header of that name, or is added.
    Set {
        /// The name as written.
        name: String,
        /// The value without the white space around it.
        value: Secret,
    },
    /// `Name:` or `Name;` leaves the header out.
    Remove {
        /// The name as written.
        name: String,
    },
}

impl HeaderEdit {
    /// The name as written.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Set { name, .. } | Self::Remove { name } => name,
        }
    }

    /// Whether it may go along to another origin than the one that it was meant for: it can hold no secret.
    #[must_use]
    pub fn may_go_elsewhere(&self) -> bool {
        match self {
            Self::Remove { .. } => true,
            Self::Set { name, .. } => is_public(name) && !name.eq_ignore_ascii_case("host"),
        }
    }
}

/// Why a `-H` was not understood. The value is not repeated: it may be a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HeaderEditError {
    /// Neither a colon nor a closing semicolon.
    #[error("a header is written `Name: value`, or `Name;` to leave it out")]
    Shape,
    /// What stands before the first colon or semicolon is not an RFC 9110 token. It is not repeated: where the colon was
    /// forgotten, it is the start of the value.
    #[error("what stands before the first `:` or `;` is not a header's name")]
    Name,
    /// A line break, NUL or other control character in the value.
    #[error("the value of `{name}` has a control character in it")]
    Value {
        /// The name as written.
        name: String,
    },
}

impl FromStr for HeaderEdit {
    type Err = HeaderEditError;

    fn from_str(text: &str) -> Result<Self, HeaderEditError> {
        let at = text.find([':', ';']).ok_or(HeaderEditError::Shape)?;
        let (name, value) = (text[..at].trim(), text[at + 1..].trim_matches([' ', '\t']));
        if !is_token(name) {
            return Err(HeaderEditError::Name);
        }
        let name = name.to_owned();
        if value.is_empty() {
            Ok(Self::Remove { name })
        } else if text[at..].starts_with(';') {
            Err(HeaderEditError::Shape)
        } else if is_value(value) {
            Ok(Self::Set { name, value: value.into() })
        } else {
            Err(HeaderEditError::Value { name })
        }
    }
}

/// Whether `text` is an RFC 9110 §5.6.2 token, as header names and subprotocols are.
#[must_use]
pub fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

/// Whether `text` may be a header's value: no line break, NUL or other control character but the tab.
#[must_use]
pub fn is_value(text: &str) -> bool {
    !text.chars().any(|c| c.is_ascii_control() && c != '\t')
}

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
}

/// Request headers, in the order in which they are sent.
#[derive(Debug, Clone, Default)]
pub struct RequestHeaders(Vec<(String, Secret)>);

/// Of names and values, in order.
impl FromIterator<(String, String)> for RequestHeaders {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(headers: I) -> Self {
        Self(headers.into_iter().map(|(name, value)| (name, value.into())).collect())
    }
}

impl RequestHeaders {
    /// Adds a header at the end.
    pub fn push(&mut self, name: &str, value: impl Into<Secret>) {
        self.0.push((name.to_owned(), value.into()));
    }

    /// Gives the headers of a name another, in their places.
    pub fn rename(&mut self, name: &str, to: &str) {
        for (held, _) in self.0.iter_mut().filter(|(held, _)| held.eq_ignore_ascii_case(name)) {
            to.clone_into(held);
        }
    }

    /// Applies `edits` in turn. The first `Set` of a name replaces the default in its place,
    /// a further one of the same name is sent beside it, as curl does.
    pub fn apply<'e>(&mut self, edits: impl IntoIterator<Item = &'e HeaderEdit>) {
        let mut set: Vec<&str> = Vec::new();
        for edit in edits {
            match edit {
                HeaderEdit::Remove { name } => self.0.retain(|(held, _)| !held.eq_ignore_ascii_case(name)),
                HeaderEdit::Set { name, value } => {
                    let place = self.0.iter().position(|(held, _)| held.eq_ignore_ascii_case(name));
                    match place {
                        Some(at) if !set.iter().any(|known| known.eq_ignore_ascii_case(name)) => {
                            self.0[at] = (name.clone(), value.clone());
                        }
                        _ => self.0.push((name.clone(), value.clone())),
                    }
                    set.push(name);
                }
            }
        }
    }

    /// The first value of `name`, whatever its case.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(held, _)| held.eq_ignore_ascii_case(name)).map(|(_, value)| value.expose())
    }

    /// Names and values, for the wire.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.expose()))
    }

    /// A request's head as it goes over the wire, from its first line on.
    #[must_use]
    pub fn written(&self, line: &str) -> Secret {
        let mut text = format!("{line}\r\n");
        for (name, value) in self.iter() {
            text.push_str(name);
            text.push_str(": ");
            text.push_str(value);
            text.push_str("\r\n");
        }
        text.push_str("\r\n");
        text.into()
    }

    /// The name of the first header that must not be sent as it is: not a token, or a control character in its value.
    #[must_use]
    pub fn unsendable(&self) -> Option<&str> {
        self.iter().find(|(name, value)| !is_token(name) || !is_value(value)).map(|(name, _)| name)
    }

    /// Names and values as people may see them: of cookies the names, of authorization the scheme, of what is
    /// known to hold no secret all, of anything else nothing; or all of it.
    #[must_use]
    pub fn shown(&self, secrets: Secrets) -> Vec<(String, String)> {
        let shown = |name: &str, value: &str| match secrets {
            Secrets::Hidden => shown_request(name, value),
            Secrets::Shown => value.to_owned(),
        };
        self.iter().map(|(name, value)| (name.to_owned(), shown(name, value))).collect()
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
    PUBLIC.iter().any(|public| public.eq_ignore_ascii_case(name))
}

/// Whether htmx itself sets a header of this name, or it repeats what is told anyhow.
fn is_of_htmx(name: &str) -> bool {
    const OF_HTMX: [&str; 8] = [
        "hx-boosted",
        "hx-current-url",
        "hx-request",
        "hx-request-type",
        "hx-source",
        "hx-target",
        "hx-trigger",
        "hx-trigger-name",
    ];
    OF_HTMX.iter().any(|known| known.eq_ignore_ascii_case(name)) || name.eq_ignore_ascii_case("referer")
}

fn shown_request(name: &str, value: &str) -> String {
    if name.eq_ignore_ascii_case("origin") {
        address::shown(value).into_owned()
    } else if is_public(name) || is_of_htmx(name) {
        value.to_owned()
    } else if name.eq_ignore_ascii_case("cookie") {
        let names = value.split(';').map(|pair| hidden_after_equals(pair.trim()));
        names.collect::<Vec<_>>().join("; ")
    } else if name.eq_ignore_ascii_case("authorization") || name.eq_ignore_ascii_case("proxy-authorization") {
        match value.split_once(' ') {
            Some((scheme, _)) => format!("{scheme} …"),
            None => "…".to_owned(),
        }
    } else {
        "…".to_owned()
    }
}

/// Response headers as people may see them: names in lower case, the values of cookies and the credentials of
/// addresses hidden where secrets are.
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
                ("location" | "content-location" | "hx-redirect", _) => secrets.address(&value).into_owned(),
                _ => value.into_owned(),
            };
            (name, shown)
        })
        .collect()
}

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

impl fmt::Display for HeaderEdit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Set { name, value } => write!(f, "{name}: {value}"),
            Self::Remove { name } => write!(f, "{name};"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(text: &str) -> Result<HeaderEdit, String> {
        text.parse().map_err(|error: HeaderEditError| error.to_string())
    }

    #[test]
    fn a_colon_with_a_value_sets_and_without_one_removes_as_does_a_semicolon() {
        let set = HeaderEdit::Set { name: "X-A".into(), value: "b: c;".into() };
        assert_eq!(edit("X-A:  b: c; "), Ok(set));
        assert_eq!(edit("Origin:"), Ok(HeaderEdit::Remove { name: "Origin".into() }));
        assert_eq!(edit("Origin;"), Ok(HeaderEdit::Remove { name: "Origin".into() }));
    }

    #[test]
    fn what_is_no_header_is_refused_without_telling_its_value() {
        let shape = "a header is written `Name: value`, or `Name;` to leave it out";
        assert_eq!(edit("Bearer"), Err(shape.into()));
        assert_eq!(edit("X; y"), Err(shape.into()));
        let name = "what stands before the first `:` or `;` is not a header's name";
        assert_eq!(edit("Authorization Bearer a:b"), Err(name.into()));
        assert_eq!(edit(": c"), Err(name.into()));
        assert_eq!(edit("X: a\r\nY: b"), Err("the value of `X` has a control character in it".into()));
        assert_eq!(edit("X: a\0"), Err("the value of `X` has a control character in it".into()));
    }

    #[test]
    fn edits_replace_in_place_then_add_and_remove_by_name_in_any_case() {
        let mut headers = RequestHeaders::default();
        headers.push("Origin", "http://a");
        headers.push("Pragma", "no-cache");
        headers.apply(
            &["origin: http://b", "X: 1", "X: 2", "PRAGMA;"].map(|text| text.parse::<HeaderEdit>().unwrap()),
        );
        let sent: Vec<_> = headers.iter().collect();
        assert_eq!(sent, [("origin", "http://b"), ("X", "1"), ("X", "2")]);
    }

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
