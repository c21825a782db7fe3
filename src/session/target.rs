//! One socket to be opened: its address without credentials, what they were, and whose choice the address is.
//!
//! Opens nothing.

use url::Url;

use super::authorization;
use super::secret::Secret;
use crate::address::Address;
use crate::page::NodeId;

/// One socket to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Its address, without credentials.
    pub url: Url,
    /// The socket element, where there is a page.
    pub element: Option<NodeId>,
    /// The element's selector.
    pub selector: Option<String>,
    authorization: Option<Secret>,
    is_users: bool,
    help: Option<&'static str>,
}

impl Target {
    /// A socket whose address the page names.
    #[must_use]
    pub fn of_page(url: impl Into<Address>, element: NodeId, selector: String) -> Self {
        let url = url.into().expose().clone();
        Self { is_users: false, ..Self::of_user(url).at(Some(element), Some(selector)) }
    }

    /// A socket whose address the user gave: what the user says about requests is meant for it.
    #[must_use]
    pub fn of_user(mut url: Url) -> Self {
        let authorization = authorization::taken_from(&mut url);
        Self { url, element: None, selector: None, authorization, is_users: true, help: None }
    }

    /// The same, opened by this element.
    #[must_use]
    pub fn at(self, element: Option<NodeId>, selector: Option<String>) -> Self {
        Self { element, selector, ..self }
    }

    /// The same, with what is to be said where nothing answers there.
    #[must_use]
    pub fn explained(self, help: &'static str) -> Self {
        Self { help: Some(help), ..self }
    }

    /// What is to be said where nothing answers there.
    #[must_use]
    pub fn help(&self) -> Option<&'static str> {
        self.help
    }

    /// The value of `Authorization` that the address held.
    #[must_use]
    pub fn authorization(&self) -> Option<&Secret> {
        self.authorization.as_ref()
    }

    /// Whether the user gave the address.
    #[must_use]
    pub fn is_users(&self) -> bool {
        self.is_users
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_leave_the_address_and_nothing_shows_them() {
        let target = Target::of_user(Url::parse("ws://bob:secret@host/ws").unwrap());
        assert_eq!(target.url.as_str(), "ws://host/ws");
        assert_eq!(target.authorization().unwrap().expose(), "Basic Ym9iOnNlY3JldA==");
        let shown = format!("{target:?}");
        assert!(!["bob", "secret", "Ym9i"].iter().any(|part| shown.contains(part)), "{shown}");
    }
}
