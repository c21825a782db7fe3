//! Addresses whose name and password nothing tells: parsed, as somebody wrote them, and as text that people may see.
//!
//! Connects to nothing, and takes no address for its credentials: `session::authorization` does.

mod credentials;

use std::fmt;

use url::Url;

pub use credentials::{is_scheme, shown, shown_within};

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

#[cfg(test)]
mod tests {
    use super::*;

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
