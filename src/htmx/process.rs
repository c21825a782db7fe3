//! What htmx does with elements as they come to the page: it, or its ws extension, opens sockets and takes senders.

mod core;
mod forget;
mod run;

use std::borrow::Cow;
use std::collections::HashSet;

use rustc_hash::{FxHashMap, FxHashSet};
use url::Url;

use super::address::{self, AddressError};
use super::attribute::{self, lineage};
use super::config::Config;
use super::dialect::{Dialect, Processing};
use super::four::powered::Powered;
use super::listen::place;
use super::survey::Survey;
use super::swap::Thrown;
use crate::address::{Address, Written};
use crate::page::{Document, NodeId, NodeMap};
use run::Run;

/// The sockets of a page at once: Chromium lets the next one wait for ever (`ClientSocketPoolManager`,
/// `WEBSOCKET_SOCKET_POOL`).
pub(super) const MOST_SOCKETS: usize = 256;

/// A socket that an element opened, or tried to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Socket {
    /// The socket element.
    pub element: NodeId,
    /// A selector that names it.
    pub selector: String,
    /// `ws-connect` as written.
    pub attribute: Written,
    /// Its address, or why the browser refuses it.
    pub url: Result<Address, AddressError>,
    /// Whether the element has left the page.
    pub left: bool,
    /// Whether htmx's core made it for `hx-ws`: what is sent does not wait for it (htmx 1).
    pub raw: bool,
    /// Whether htmx closed it as it initialised its element anew, though the element stays (htmx 1).
    pub dropped: bool,
}

/// Who listens on a sender.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handler {
    /// htmx's core, for `hx-ws="send"`: on the first trigger's event, without its modifiers (htmx 1).
    Core,
    /// The ws extension, on all triggers.
    Extension,
}

/// An element that sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sender {
    /// The element.
    pub element: NodeId,
    /// The socket element that it sends to: itself or the nearest ancestor that has a socket.
    pub socket: Option<NodeId>,
    /// Who listens.
    pub handler: Handler,
}

impl Sender {
    /// The element whose id is `HX-Target` whatever `hx-target` says: the socket's, where the core listens (htmx 1.9.12
    /// `processWebSocketSend`).
    #[must_use]
    pub fn core_target(&self) -> Option<NodeId> {
        self.socket.filter(|_| self.handler == Handler::Core)
    }
}

/// What an event makes htmx do with an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Send a message.
    Send,
    /// Send a message by the core's own listener, which hears the first trigger's event without its modifiers and
    /// without asking whether it was handled (htmx 1.9.12 `processWebSocketSend`).
    SendByCore,
    /// Open the element's socket (htmx 4).
    Connect,
    /// Nothing: `hx-trigger` on an element that sends nothing. Its listeners keep events from others all the same.
    Nothing,
    /// Nothing any more: it has left, or is initialised anew.
    Forget,
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
    /// Elements that wait for events from now on, or no more, in order, until somebody takes them up.
    pub wired: Vec<Wire>,
    /// Elements with sockets that left without htmx's knowing.
    pub lost: HashSet<NodeId>,
    /// What htmx 4 keeps about elements.
    pub(super) powered: Powered,
    /// Elements that the extension listens on.
    pub(super) sending: FxHashSet<NodeId>,
    /// Elements that the core listens on.
    core_sending: FxHashSet<NodeId>,
    /// Whether `senders` holds some that were forgotten since, until the end of the turn.
    has_stale_senders: bool,
    /// How many sockets the caller knows; of those, elements whose socket was dropped since.
    announced: usize,
    dropped: Vec<NodeId>,
    /// Elements that asked for a socket, and whether they hold one; in htmx 4, whether the browser took its address.
    pub(super) holding: FxHashMap<NodeId, bool>,
    /// Elements that were initialised, with the hash of their attributes at the time.
    initialized: NodeMap<i32>,
}

/// Where the page is, for addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// `location.href`.
    pub href: Url,
}

impl Location {
    /// `document.baseURI`: the first `<base href>` resolved, or the page's address.
    #[must_use]
    pub fn base(&self, page: &Document) -> Url {
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
    ///
    /// # Errors
    /// Where htmx throws: what follows in the element is not initialised.
    pub fn process(
        &mut self,
        page: &mut Document,
        dialect: &Dialect,
        config: &Config,
        location: &Location,
        element: NodeId,
    ) -> Result<(), Thrown> {
        match dialect.processing {
            Processing::Core | Processing::Extension => {
                let survey = Survey::of(page, config, element);
                let done = Run { registry: self, page, dialect, config, location, survey: &survey }.process();
                self.drop_stale_senders();
                done
            }
            Processing::Four => self.process_four(page, config, location, element),
        }
    }

    /// htmx-ext-ws 2.0.4 `ensureWebSocket`.
    fn ensure_socket(
        &mut self,
        page: &Document,
        dialect: &Dialect,
        location: &Location,
        element: NodeId,
    ) -> Result<(), AddressError> {
        let source = attribute::filled(page, element, "ws-connect").or_else(|| legacy_address(page, element));
        let Some(source) = source.filter(|_| run::is_there(page, dialect, element)) else { return Ok(()) };
        self.open(page, location, element, source, false)
    }

    /// Opens a socket for an element, where the browser takes the address.
    fn open(
        &mut self,
        page: &Document,
        location: &Location,
        element: NodeId,
        source: &str,
        raw: bool,
    ) -> Result<(), AddressError> {
        let full = self.refuses_more().then_some(AddressError::TooMany(MOST_SOCKETS));
        if let Some(full) = full.clone().filter(|_| self.told_that_full()) {
            return Err(full);
        }
        let address = address::qualify(source, &location.href);
        let base = if address.contains("://") { location.href.clone() } else { location.base(page) };
        let resolve = || address::resolve(&address, &base, &location.href).map(Address::from);
        let url = full.map_or_else(resolve, Err);
        let refused = url.as_ref().err().cloned();
        *self.holding.entry(element).or_default() |= refused.is_none();
        let (selector, attribute) = (page.selector_for(element), source.into());
        self.sockets.push(Socket { element, selector, attribute, url, left: false, raw, dropped: false });
        refused.map_or(Ok(()), Err)
    }

    /// Whether the page has as many sockets as a browser opens.
    pub(super) fn refuses_more(&self) -> bool {
        let there = |socket: &&Socket| !socket.left && !socket.dropped;
        self.sockets.len() >= MOST_SOCKETS && self.sockets.iter().filter(there).count() >= MOST_SOCKETS
    }

    /// Whether the latest socket was refused for that: of those that follow nothing more is kept.
    pub(super) fn told_that_full(&self) -> bool {
        self.sockets.last().is_some_and(|last| last.url == Err(AddressError::TooMany(MOST_SOCKETS)))
    }

    /// The nearest element, from this one up, that holds a socket.
    fn holder(&self, page: &Document, element: NodeId) -> Option<NodeId> {
        lineage(page, element).find(|node| self.holding.get(node) == Some(&true))
    }

    /// htmx-ext-ws 2.0.4 `ensureWebSocketSend`; of several listeners on one element only the first acts on an event,
    /// but each polls by itself.
    fn ensure_sender(&mut self, page: &Document, dialect: &Dialect, element: NodeId) -> Result<(), Thrown> {
        let legacy = attribute::filled(page, element, "hx-ws");
        if legacy.is_some_and(|value| value != "send") {
            return Ok(());
        }
        self.wired.push(Wire { element, action: Action::Send });
        if self.sending.insert(element) {
            let socket = self.holder(page, element);
            self.senders.push(Sender { element, socket, handler: Handler::Extension });
        }
        place::check(page, dialect, element)
    }

    /// The sender that this element is.
    #[must_use]
    pub fn sender(&self, element: NodeId) -> Option<&Sender> {
        self.senders.iter().find(|sender| sender.element == element)
    }

    /// What a handler made of the element: a sender, where it listens there.
    #[must_use]
    pub fn sender_by(&self, element: NodeId, handler: Handler) -> Option<&Sender> {
        self.senders.iter().find(|sender| sender.element == element && sender.handler == handler)
    }

    /// Whether the element was initialised, and not only heard of by an element around it.
    #[must_use]
    pub fn is_initialized(&self, element: NodeId) -> bool {
        self.initialized.get(element).is_some()
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
}

/// Whether the element's own tag and attributes make htmx initialise it (`findElementsToProcess`).
pub(super) fn names_action(page: &Document, dialect: &Dialect, node: NodeId) -> bool {
    const NAMED: [&str; 7] = ["hx-get", "hx-post", "hx-put", "hx-delete", "hx-patch", "hx-ext", "hx-trigger"];
    const OF_HTMX_1: [&str; 3] = ["hx-ws", "hx-sse", "hx-on"];
    page.local_name(node) == Some("form")
        || page.attr(node, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("submit"))
        || attribute::has_any(page, node)
            && (NAMED.iter().any(|name| attribute::has(page, node, name))
                || dialect.core_hx_ws && OF_HTMX_1.iter().any(|name| attribute::has(page, node, name)))
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
        let name = if name.contains(' ') { Cow::Owned(name.replace(' ', "")) } else { Cow::Borrowed(name) };
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
        let (dialect, config) = (Dialect::default(), Config::default());
        registry.process(&mut page, &dialect, &config, &location, body).unwrap();
        registry
    }

    fn urls(body: &str) -> Vec<String> {
        registry(body)
            .sockets
            .iter()
            .map(|socket| socket.url.as_ref().map_or("refused".into(), Address::to_string))
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
