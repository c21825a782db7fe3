//! Choosing one of the page's sockets, senders and buttons by a selector.

mod hint;

use thiserror::Error;
use url::{Position, Url};

use super::compose::Submitter;
use super::diagnose::{self, Finding};
use super::process::{Sender, Socket};
use super::twin::Twin;
use crate::page::{NodeId, Selector, SelectorError};

/// Why an element could not be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ChoiceError {
    /// The page has none.
    #[error("the page has no {what}{hint}")]
    None {
        /// `socket` or `sender`.
        what: &'static str,
        /// What to do about it.
        hint: String,
    },
    /// The page has several and none was named.
    #[error("the page has {} {what}s: choose one with `{option}`", .selectors.len())]
    Several {
        /// `socket` or `sender`.
        what: &'static str,
        /// The option that chooses.
        option: &'static str,
        /// What there is to choose from.
        selectors: Vec<String>,
    },
    /// The selector finds none of them.
    #[error("`{selector}` is no {what} of the page; it has {}", list(.selectors))]
    NoMatch {
        /// `socket`, `sender` or `button`.
        what: &'static str,
        /// As written.
        selector: String,
        /// What there is.
        selectors: Vec<String>,
    },
    /// The selector is not CSS.
    #[error(transparent)]
    Selector(#[from] SelectorError),
    /// The browser refuses the socket's address.
    #[error("the socket `{0}` cannot open: {1}")]
    Address(String, String),
}

fn list(selectors: &[String]) -> String {
    if selectors.is_empty() { "none".to_owned() } else { format!("`{}`", selectors.join("`, `")) }
}

impl Twin {
    /// The page opens no socket, so that no message would arrive; nothing is said of one that may come with a part of
    /// the page.
    #[must_use]
    pub fn without_socket(&self) -> Option<Finding> {
        let page = self.page.as_ref().filter(|_| self.sockets().is_empty())?;
        let comes_later = diagnose::page::lazy_content(page, &self.config, "").is_some();
        let hint = hint::of(&self.dialect, &self.config, page, "socket");
        (!comes_later).then(|| diagnose::page::no_socket(&self.dialect, &hint))
    }

    /// The socket that a selector names, or the page's only one.
    ///
    /// # Errors
    /// Where there is none, or more than one and no selector, or the browser refuses its address.
    pub fn choose_socket(&self, selector: Option<&str>) -> Result<&Socket, ChoiceError> {
        let sockets = self.sockets();
        let element =
            self.choose("socket", "--socket", selector, sockets.iter().map(|socket| socket.element))?;
        let socket = sockets.into_iter().find(|socket| socket.element == element);
        match socket.map(|socket| (socket, &socket.url)) {
            Some((socket, Ok(_))) => Ok(socket),
            Some((socket, Err(error))) => {
                Err(ChoiceError::Address(socket.selector.clone(), error.to_string()))
            }
            None => Err(ChoiceError::None { what: "socket", hint: String::new() }),
        }
    }

    /// The element of the socket that a recording names: by the selector that it got as it was made, though it may have
    /// left since, else by any that finds it.
    ///
    /// # Errors
    /// Where there is none, or the browser refuses its address.
    pub fn recorded_socket(&self, selector: &str) -> Result<NodeId, ChoiceError> {
        let made = self.all_sockets().iter().rev().find(|socket| socket.selector == selector);
        match made {
            Some(socket) => Ok(socket.element),
            None => self.choose_socket(Some(selector)).map(|socket| socket.element),
        }
    }

    /// The selector of the socket with this address, or else of the only one with its path: a page in a file is elsewhere.
    #[must_use]
    pub fn socket_at(&self, url: &str) -> Option<&str> {
        let wanted = Url::parse(url).ok()?;
        let sockets = || {
            let sockets = self.sockets().into_iter();
            sockets.filter_map(|socket| Some((socket, socket.url.as_ref().ok()?.expose())))
        };
        let path = |url: &Url| url[Position::BeforePath..Position::AfterQuery].to_owned();
        let there = sockets().find(|(_, url)| **url == wanted);
        let mut alike = sockets().filter(|(_, url)| path(url) == path(&wanted));
        let found = there.or_else(|| alike.next().filter(|_| alike.next().is_none()));
        found.map(|(socket, _)| socket.selector.as_str())
    }

    /// The sender that a selector names, or the page's only one, among those of a socket (all of them for none).
    ///
    /// # Errors
    /// Where there is none, or more than one and no selector.
    pub fn choose_sender(
        &self,
        selector: Option<&str>,
        socket: Option<NodeId>,
    ) -> Result<NodeId, ChoiceError> {
        self.choose("sender", "--element", selector, self.senders_of(socket))
    }

    /// The page's only sender, among those of a socket; none where there are several.
    #[must_use]
    pub fn only_sender(&self, socket: Option<NodeId>) -> Option<NodeId> {
        let mut senders = self.senders_of(socket);
        senders.next().filter(|_| senders.next().is_none())
    }

    fn senders_of(&self, socket: Option<NodeId>) -> impl Iterator<Item = NodeId> {
        let belongs = move |sender: &&Sender| socket.is_none() || sender.socket == socket;
        self.senders().iter().filter(belongs).map(|sender| sender.element)
    }

    /// The button that a selector names as a form's submitter.
    ///
    /// # Errors
    /// Where it finds no button of the page.
    pub fn choose_submitter(&self, selector: Option<&str>) -> Result<Submitter, ChoiceError> {
        let (Some(selector), Some(page)) = (selector, &self.page) else { return Ok(Submitter::Default) };
        if selector == "none" {
            return Ok(Submitter::None);
        }
        let found = page.select_first(page.root(), &Selector::parse(selector)?);
        let is_button = |&node: &NodeId| matches!(page.control_type(node).as_str(), "submit" | "image");
        found.filter(is_button).map(Submitter::Button).ok_or_else(|| ChoiceError::NoMatch {
            what: "submit button",
            selector: selector.to_owned(),
            selectors: page
                .descendants(page.root())
                .filter(is_button)
                .map(|node| page.selector_for(node))
                .collect(),
        })
    }

    fn choose(
        &self,
        what: &'static str,
        option: &'static str,
        selector: Option<&str>,
        candidates: impl Iterator<Item = NodeId>,
    ) -> Result<NodeId, ChoiceError> {
        let candidates: Vec<NodeId> = candidates.collect();
        let Some(page) = &self.page else { return Err(ChoiceError::None { what, hint: String::new() }) };
        let named = |nodes: &[NodeId]| nodes.iter().map(|&node| page.selector_for(node)).collect();
        if let Some(selector) = selector {
            let found = page.select(page.root(), &Selector::parse(selector)?);
            return found.into_iter().find(|node| candidates.contains(node)).ok_or_else(|| {
                ChoiceError::NoMatch { what, selector: selector.to_owned(), selectors: named(&candidates) }
            });
        }
        match candidates.as_slice() {
            [] => Err(ChoiceError::None { what, hint: hint::of(&self.dialect, &self.config, page, what) }),
            [one] => Ok(*one),
            several => Err(ChoiceError::Several { what, option, selectors: named(several) }),
        }
    }
}
