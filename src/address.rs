//! Addresses whose name and password nothing tells: parsed, as somebody wrote them, and as text that people may see.
//!
//! Connects to nothing, and takes no address for its credentials: `session::authorization` does.

use std::borrow::Cow;
use std::fmt;

use url::Url;

/// An address that Debug and Display show without its credentials.
#[derive(Clone, PartialEq, Eq)]
pub struct Address(Url);

impl Address {
    /// The address with all that is in it, to connect to.
    #[must_use]
    pub fn expose(&self) -> &Url {
        &self.0
    }
}

impl From<Url> for Address {
    fn from(url: Url) -> Self {
        Self(url)
    }
}

/// What somebody wrote for an address, which Debug and Display show without its credentials.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Written(String);

impl Written {
    /// The text with all that is in it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Written {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Written {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&shown(self.0.as_str()), f)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&shown(self.0.as_str()))
    }
}

impl fmt::Debug for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&shown(&self.0), f)
    }
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&shown(&self.0))
    }
}

/// An address as written, absolute, relative or without a scheme, and `…` in the place of its credentials.
///
/// Where it does not parse, everything up to its last `@` is hidden: a password with a `/` in it, written as it is, is a
/// common reason why it does not, and nobody can tell where it ends.
#[must_use]
pub fn shown(written: &str) -> Cow<'_, str> {
    let Some(last) = written.rfind('@') else { return written.into() };
    let scheme = scheme_of(written);
    let is_relative = scheme == 0 && written.starts_with(['/', '\\', '?', '#', '.']);
    let start = scheme + written[scheme..].len() - written[scheme..].trim_start_matches(['/', '\\']).len();
    let parsed = match (scheme, is_relative) {
        (0, true) => Url::parse("http://localhost/").and_then(|base| base.join(written)),
        (0, false) => Url::parse(&format!("ws://{written}")),
        _ => Url::parse(written),
    };
    let end = match parsed {
        Ok(url) if url.username().is_empty() && url.password().is_none() => return written.into(),
        Ok(_) => {
            let authority = written[start..].split(['/', '\\', '?', '#']).next().unwrap_or_default();
            authority.rfind('@').map_or(last, |at| start + at)
        }
        Err(_) => last,
    };
    format!("{}…{}", &written[..start.min(end)], &written[end..]).into()
}

/// The length of the scheme with its colon: of one of the web's, or of any that is followed by `//`; else 0, since what
/// stands before the colon is a host then, or a name.
fn scheme_of(written: &str) -> usize {
    let Some((scheme, rest)) = written.split_once(':') else { return 0 };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    let is_of_web = ["http", "https", "ws", "wss"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    if is_scheme && (rest.starts_with("//") || is_of_web && rest.starts_with(['/', '\\'])) {
        scheme.len() + 1
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_hidden_wherever_a_browser_finds_them() {
        for (written, told) in [
            ("ws://u:hush@a.test/x@y", "ws://…@a.test/x@y"),
            ("HTTP://hush@a.test", "HTTP://…@a.test"),
            ("https://u:hu@sh@a.test", "https://…@a.test"),
            ("ws:/u:hush@a.test/", "ws:/…@a.test/"),
            ("ws:\\\\u:hush@a.test/", "ws:\\\\…@a.test/"),
            ("//u:hush@a.test/x", "//…@a.test/x"),
            ("u:hush@a.test:80", "…@a.test:80"),
            ("hush@a.test", "…@a.test"),
            ("ws:u:hush@a.test", "…@a.test"),
            ("ftp://u:hush@a.test/", "ftp://…@a.test/"),
        ] {
            assert_eq!(shown(written), told);
        }
    }

    #[test]
    fn what_does_not_parse_is_hidden_up_to_its_last_at_sign() {
        for (written, told) in [
            ("ws://u:hush@a.test:99999/", "ws://…@a.test:99999/"),
            ("ws://u:hu/sh@a.test/", "ws://…@a.test/"),
            ("ws://u:hu?sh@a.test/@x", "ws://…@x"),
            ("u:hu://sh@a.test", "…@a.test"),
            (" ws://u:hush@a.test", "…@a.test"),
            ("connect:ws://u:hush@a.test/ws", "…@a.test/ws"),
        ] {
            assert_eq!(shown(written), told);
        }
    }

    #[test]
    fn an_at_sign_elsewhere_hides_nothing() {
        for written in ["http://a.test/@x", "/chat@1", "a.test/@x", "./a@b.html", "?x=a@b", "a.test", ""] {
            assert_eq!(shown(written), written);
        }
    }

    #[test]
    fn neither_debug_nor_display_tells_credentials() {
        let address = Address::from(Url::parse("ws://u:hush@a.test/").unwrap());
        let written = Written::from("ws://u:hush@a.test/");
        let all = format!("{address} {address:?} {written} {written:?}");
        assert_eq!(all, "ws://…@a.test/ \"ws://…@a.test/\" ws://…@a.test/ \"ws://…@a.test/\"");
        assert_eq!(
            (address.expose().as_str(), written.expose()),
            ("ws://u:hush@a.test/", "ws://u:hush@a.test/")
        );
    }
}
