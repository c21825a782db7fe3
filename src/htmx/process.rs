//! What htmx does with elements as they come to the page: the ws extension opens sockets and takes senders.

use std::collections::{HashMap, HashSet};

use url::Url;

use super::address::{self, AddressError};
use super::attribute::{self, lineage};
use super::config::Config;
use super::dialect::{Dialect, Processing};
use super::four::powered::Powered;
use super::survey::Survey;
use crate::page::{Document, NodeId};

/// A socket that an element opened, or tried to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Socket {
    /// The socket element.
    pub element: NodeId,
    /// A selector that names it.
    pub selector: String,
    /// `ws-connect` as written.
    pub attribute: String,
    /// Its address, or why the browser refuses it.
    pub url: Result<Url, AddressError>,
    /// Whether the element has left the page.
    pub left: bool,
}

/// An element that sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// The element.
    pub element: NodeId,
    /// The socket element that it sends to: itself or the nearest ancestor that has a socket.
    pub socket: Option<NodeId>,
}

/// What an event makes htmx do with an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Send a message.
    Send,
    /// Open the element's socket (htmx 4).
    Connect,
}

/// An element that waits for events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wire {
    /// The element.
    pub element: NodeId,
    /// What an event makes of it.
    pub action: Action,
}

/// The page's sockets and senders, in the order in which htmx met them.
#[derive(Debug, Clone, Default)]
pub struct Registry {
    /// Every socket ever made.
    pub sockets: Vec<Socket>,
    /// Senders that are on the page.
    pub senders: Vec<Sender>,
    /// Elements that wait for events from now on, in order, until somebody takes them up.
    pub wired: Vec<Wire>,
    /// Elements that wait for nothing any more: they have left, or are initialised anew.
    pub forgotten: Vec<NodeId>,
    /// Elements with sockets that left without htmx's knowing.
    pub lost: HashSet<NodeId>,
    /// What htmx 4 keeps about elements.
    pub(super) powered: Powered,
    pub(super) sending: HashSet<NodeId>,
    /// Elements that asked for a socket, and whether they hold one; in htmx 4, whether the browser took its address.
    pub(super) holding: HashMap<NodeId, bool>,
    /// Elements that were initialised, with the hash of their attributes at the time.
    initialized: HashMap<NodeId, i32>,
}

/// Where the page is, for addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// `location.href`.
    pub href: Url,
}

impl Location {
    /// `document.baseURI`: the first `<base href>` resolved, or the page's address.
    pub(super) fn base(&self, page: &Document) -> Url {
        let base = page
            .descendants(page.root())
            .find(|&node| page.local_name(node) == Some("base") && page.has_attr(node, "href"));
        base.and_then(|node| page.attr(node, "href"))
            .and_then(|href| self.href.join(href).ok())
            .unwrap_or_else(|| self.href.clone())
    }
}

impl Registry {
    /// Initialises an element and what is in it, as the dialect does. What waits for events is in `wired`.
    pub fn process(
        &mut self,
        page: &mut Document,
        dialect: &Dialect,
        config: &Config,
        location: &Location,
        element: NodeId,
    ) {
        match dialect.processing {
            Processing::Core | Processing::Extension => {
                self.process_extension(page, config, location, element);
            }
            Processing::Four => self.process_four(page, config, location, element),
        }
    }

    /// htmx 2.0.11 `processNode`.
    fn process_extension(&mut self, page: &Document, config: &Config, location: &Location, element: NodeId) {
        let survey = Survey::of(page, config, element);
        if survey.places.first().is_none_or(|top| top.disabled) {
            return;
        }
        let fresh: Vec<usize> = survey
            .to_initialize(page)
            .filter(|&at| survey.places.get(at).is_some_and(|place| self.is_fresh(page, place.node)))
            .collect();
        for at in fresh {
            if survey.places.get(at).is_some_and(|place| place.enabled) {
                // an address that the browser refuses throws, which ends the extension's handler for this element
                let _refused = self.initialize(page, location, &survey, at);
            }
        }
    }

    /// Whether the element is new, or its attributes are others than when it was initialised: htmx then forgets what it
    /// held, an open socket too, without closing it (htmx 2.0.11 `maybeDeInitAndHash`).
    fn is_fresh(&mut self, page: &Document, element: NodeId) -> bool {
        let hash = attribute_hash(page, element);
        let before = self.initialized.insert(element, hash);
        if before.is_some_and(|before| before != hash) {
            self.forgotten.push(element);
            self.holding.remove(&element);
            if self.sending.remove(&element) {
                self.senders.retain(|sender| sender.element != element);
            }
        }
        before != Some(hash)
    }

    /// The ws extension's handler of `htmx:beforeProcessNode` (htmx-ext-ws 2.0.4 `onEvent`).
    fn initialize(
        &mut self,
        page: &Document,
        location: &Location,
        survey: &Survey,
        at: usize,
    ) -> Result<(), AddressError> {
        for element in survey.connecting(at) {
            self.ensure_socket(page, location, element)?;
        }
        for element in survey.sending(at) {
            self.ensure_sender(page, element);
        }
        Ok(())
    }

    /// htmx-ext-ws 2.0.4 `ensureWebSocket`.
    fn ensure_socket(
        &mut self,
        page: &Document,
        location: &Location,
        element: NodeId,
    ) -> Result<(), AddressError> {
        let source = attribute::filled(page, element, "ws-connect").or_else(|| legacy_address(page, element));
        let Some(source) = source.filter(|_| page.is_attached(element)) else { return Ok(()) };
        let address = address::qualify(source, &location.href);
        let base = if address.contains("://") { location.href.clone() } else { location.base(page) };
        let url = address::resolve(&address, &base, &location.href);
        let refused = url.as_ref().err().cloned();
        *self.holding.entry(element).or_default() |= refused.is_none();
        self.sockets.push(Socket {
            element,
            selector: page.selector_for(element),
            attribute: source.to_owned(),
            url,
            left: false,
        });
        refused.map_or(Ok(()), Err)
    }

    /// htmx-ext-ws 2.0.4 `ensureWebSocketSend`; of several listeners on one element only the first acts on an event,
    /// but each polls by itself.
    fn ensure_sender(&mut self, page: &Document, element: NodeId) {
        let legacy = attribute::filled(page, element, "hx-ws");
        if legacy.is_some_and(|value| value != "send") {
            return;
        }
        self.wired.push(Wire { element, action: Action::Send });
        if !self.sending.insert(element) {
            return;
        }
        let socket = lineage(page, element).find(|node| self.holding.get(node) == Some(&true));
        self.senders.push(Sender { element, socket });
    }

    /// The sender that this element is.
    #[must_use]
    pub fn sender(&self, element: NodeId) -> Option<&Sender> {
        self.senders.iter().find(|sender| sender.element == element)
    }

    /// The latest socket that this element made.
    #[must_use]
    pub fn socket_of(&self, element: NodeId) -> Option<&Socket> {
        self.sockets.iter().rev().find(|socket| socket.element == element)
    }

    /// Elements left the page without htmx's knowing: their sockets stay open until their next message.
    pub fn lose(&mut self, elements: &[NodeId]) {
        let held = self.clean_up(elements);
        self.lost.extend(held);
    }

    /// Forgets elements that htmx cleans up (htmx 2.0.11 `cleanUpElement`). Returns those that held a socket, which
    /// the extension closes.
    pub fn clean_up(&mut self, elements: &[NodeId]) -> Vec<NodeId> {
        let (mut held, mut gone, mut sent) = (Vec::new(), HashSet::new(), false);
        self.forgotten.extend(elements);
        for element in elements {
            self.initialized.remove(element);
            self.powered.forget(*element);
            sent |= self.sending.remove(element);
            if let Some(holds) = self.holding.remove(element) {
                gone.insert(*element);
                held.extend(holds.then_some(*element));
            }
        }
        if sent {
            self.senders.retain(|sender| self.sending.contains(&sender.element));
        }
        if !gone.is_empty() {
            self.sockets.iter_mut().for_each(|socket| socket.left |= gone.contains(&socket.element));
        }
        held
    }
}

/// Java's string hash over the names and values of all attributes that are not empty (htmx 2.0.11 `attributeHash`).
fn attribute_hash(page: &Document, element: NodeId) -> i32 {
    let filled = page.attrs(element).filter(|(_, value)| !value.is_empty());
    let units = filled.flat_map(|(name, value)| name.encode_utf16().chain(value.encode_utf16()));
    units.fold(0_i32, |hash, unit| hash.wrapping_mul(31).wrapping_add(i32::from(unit)))
}

/// Whether the element's own tag and attributes make htmx initialise it (htmx 2.0.11 `findElementsToProcess`).
pub(super) fn names_action(page: &Document, node: NodeId) -> bool {
    const NAMED: [&str; 7] = ["hx-get", "hx-post", "hx-put", "hx-delete", "hx-patch", "hx-ext", "hx-trigger"];
    page.local_name(node) == Some("form")
        || page.attr(node, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("submit"))
        || NAMED.iter().any(|name| attribute::has(page, node, name))
}

/// Whether `hx-ext` on the element or an ancestor names the extension (htmx 2.0.11 `getExtensions`).
#[must_use]
pub fn uses_extension(page: &Document, element: NodeId, extension: &str) -> bool {
    lineage(page, element).find_map(|holder| extension_verdict(page, holder, extension)).unwrap_or_default()
}

/// What the element's own `hx-ext` says of the extension: on, off for it and what is in it, or nothing.
pub(super) fn extension_verdict(page: &Document, element: NodeId, extension: &str) -> Option<bool> {
    let list = attribute::filled(page, element, "hx-ext")?;
    list.split(',').find_map(|name| {
        let name = name.replace(' ', "");
        (name.strip_prefix("ignore:") == Some(extension))
            .then_some(false)
            .or((name == extension).then_some(true))
    })
}

/// The address in `hx-ws="connect:…"` (htmx-ext-ws 2.0.4 `getLegacyWebsocketURL`).
fn legacy_address(page: &Document, element: NodeId) -> Option<&str> {
    let value = attribute::filled(page, element, "hx-ws")?;
    value
        .split_whitespace()
        .find_map(|word| word.strip_prefix("connect:"))
        .filter(|address| !address.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registry(body: &str) -> Registry {
        let mut page = Document::parse(body);
        let body = page.body().unwrap();
        let location = Location { href: Url::parse("http://app.test:8000/room").unwrap() };
        let mut registry = Registry::default();
        registry.process(&mut page, &Dialect::default(), &Config::default(), &location, body);
        registry
    }

    fn urls(body: &str) -> Vec<String> {
        registry(body)
            .sockets
            .iter()
            .map(|socket| socket.url.as_ref().map_or("refused".into(), Url::to_string))
            .collect()
    }

    #[test]
    fn sockets_open_where_the_extension_is_on() {
        assert_eq!(urls("<div hx-ext=ws ws-connect=/a></div>"), ["ws://app.test:8000/a"]);
        assert_eq!(urls("<div ws-connect=/a></div>"), [""; 0]);
        assert_eq!(
            urls("<main hx-ext='x, ws'><p data-ws-connect=/a></p><p hx-ws='connect:/b'></p></main>"),
            ["ws://app.test:8000/a", "ws://app.test:8000/b"]
        );
    }

    #[test]
    fn an_empty_address_opens_nothing() {
        assert_eq!(urls("<div hx-ext=ws ws-connect></div>"), [""; 0]);
    }

    #[test]
    fn an_element_under_another_that_is_initialised_too_opens_twice() {
        let twice = "<div hx-ext=ws ws-connect=/a><p hx-ext=ws ws-connect=/b></p></div>";
        assert_eq!(urls(twice), ["ws://app.test:8000/a", "ws://app.test:8000/b", "ws://app.test:8000/b"]);
    }

    #[test]
    fn ignore_counts_for_the_element_itself_but_an_ancestor_still_connects_it() {
        assert_eq!(urls("<main hx-ext=ws><div hx-ext='ignore:ws' ws-connect=/ws></div></main>").len(), 1);
    }

    #[test]
    fn disabled_parts_open_nothing() {
        assert_eq!(urls("<main hx-disable><div hx-ext=ws ws-connect=/ws></div></main>"), [""; 0]);
    }

    #[test]
    fn a_refused_address_keeps_later_sockets_and_senders_from_being_made() {
        let registry =
            registry("<div hx-ext=ws><p ws-connect='/a#x'></p><p ws-connect=/b></p><b ws-send></b></div>");
        assert_eq!(registry.sockets.len(), 1);
        assert!(registry.sockets[0].url.is_err());
        assert_eq!(registry.senders, []);
    }

    #[test]
    fn senders_belong_to_the_nearest_socket() {
        let registry = registry("<div hx-ext=ws ws-connect=/a><form ws-send></form></div>");
        assert_eq!(registry.senders.len(), 1);
        assert_eq!(registry.senders[0].socket, Some(registry.sockets[0].element));
    }
}
