//! Two dialects on one page: where they differ, for people who move from one to the other.

use std::collections::HashSet;

use super::compose::{Extras, Submitter};
use super::twin::{Effect, Twin};
use crate::event::{Difference, Event, Payload};
use crate::page::{self, NodeId};

/// Differences of one message that are told.
const MOST_TOLD: usize = 20;

/// How long after a message its swaps have been made and have settled, in ms.
pub const SETTLED_MS: u64 = 20_000;

/// A page as another dialect has it, beside the one that is told of.
#[derive(Debug)]
pub struct Comparison {
    other: Twin,
    /// Differences of the pages that were told: they stay until the page changes.
    told: HashSet<(String, String, String)>,
}

impl Comparison {
    /// With the same page in another dialect.
    #[must_use]
    pub fn with(other: Twin) -> Self {
        Self { other, told: HashSet::new() }
    }

    /// What differs before anything is received: sockets, senders, what they send, reconnects.
    pub fn load(&mut self, one: &mut Twin) -> Vec<Event> {
        let mut found = Found { names: self.names(one), seq: None, events: Vec::new() };
        let (sockets, others) = (sockets(one), sockets(&self.other));
        found.lists("socket", &sockets, &others);
        let (senders, others) = (messages(one), messages(&mut self.other));
        found.lists("message", &senders, &others);
        found.one("reconnect", None, policy(one), policy(&self.other));
        found.events
    }

    /// What differs once a message has arrived; `effects` are what came of it for the one.
    pub fn receive(&mut self, one: &Twin, effects: &[Effect], seq: u64, payload: &Payload) -> Vec<Event> {
        let mut others =
            if hears(one) && !hears(&self.other) { Vec::new() } else { self.other.receive(seq, payload) };
        let now_ms = self.other.now_ms();
        others.extend(self.other.advance(now_ms + SETTLED_MS));
        let mut found = Found { names: self.names(one), seq: Some(seq), events: Vec::new() };
        match (one.page(), self.other.page()) {
            (Some(page), Some(other)) => {
                let roots = ((page, page.root()), (other, other.root()));
                for difference in page::differences(roots.0, roots.1, MOST_TOLD) {
                    let page::Difference { selector, one, other } = difference;
                    if self.told.insert((selector.clone(), one.clone(), other.clone())) {
                        found.one("page", Some(selector), Some(one), Some(other));
                    }
                }
            }
            _ => found.one("fragments", None, fragments(effects), fragments(&others)),
        }
        found.events
    }

    fn names(&self, one: &Twin) -> [String; 2] {
        let (one, other) = (one.dialect(), self.other.dialect());
        if one.name == other.name {
            [one.htmx.to_string(), other.htmx.to_string()]
        } else {
            [one.name.to_owned(), other.name.to_owned()]
        }
    }
}

struct Found {
    names: [String; 2],
    seq: Option<u64>,
    events: Vec<Event>,
}

impl Found {
    fn one(
        &mut self,
        subject: &'static str,
        element: Option<String>,
        one: Option<String>,
        other: Option<String>,
    ) {
        if one != other {
            let [name, against] = self.names.clone();
            let htmx = [(name, one), (against, other)];
            self.events.push(Event::Difference(Difference { seq: self.seq, subject, element, htmx }));
        }
    }

    /// Lists of elements with something about each: those in either.
    fn lists(&mut self, subject: &'static str, one: &[(String, String)], other: &[(String, String)]) {
        let about = |list: &[(String, String)], element: &str| {
            list.iter().find(|(name, _)| name == element).map(|(_, about)| about.clone())
        };
        for (element, what) in one {
            self.one(subject, Some(element.clone()), Some(what.clone()), about(other, element));
        }
        for (element, what) in other {
            if about(one, element).is_none() {
                self.one(subject, Some(element.clone()), None, Some(what.clone()));
            }
        }
    }
}

/// Whether messages come at all: without a page they do, on a page by its sockets.
fn hears(twin: &Twin) -> bool {
    twin.page().is_none() || !twin.sockets().is_empty()
}

/// Each socket element with the address that it opens, or why the browser refuses it.
fn sockets(twin: &Twin) -> Vec<(String, String)> {
    let address = |url: &Result<url::Url, _>| match url {
        Ok(url) => url.to_string(),
        Err(error) => super::address::AddressError::to_string(error),
    };
    twin.sockets().into_iter().map(|socket| (socket.selector.clone(), address(&socket.url))).collect()
}

/// Each sender with the text that it would send as the page stands, or why it would send nothing.
fn messages(twin: &mut Twin) -> Vec<(String, String)> {
    let senders: Vec<NodeId> = twin.senders().iter().map(|sender| sender.element).collect();
    let selector =
        |twin: &Twin, sender| twin.page().map(|page| page.selector_for(sender)).unwrap_or_default();
    senders
        .into_iter()
        .map(|sender| {
            let text = match twin.compose(sender, Submitter::Default, &Extras::default()) {
                Ok(composed) => composed.text,
                Err(halt) => format!("nothing: {}", halt.reason),
            };
            (selector(twin, sender), text)
        })
        .collect()
}

/// The reconnect policy in a line.
fn policy(twin: &Twin) -> Option<String> {
    let element = twin.sockets().first().map(|socket| socket.element);
    let policy = twin.policy(element);
    if !policy.ever_reconnects() {
        return Some("never".to_owned());
    }
    let codes: Vec<String> = policy.codes.iter().map(ToString::to_string).collect();
    let delays: Vec<String> = (0..3)
        .map(|retries| {
            let (min, max) = policy.bounds(retries);
            format!("{min}–{max}")
        })
        .collect();
    Some(format!("on {}; after {} ms, …", codes.join(", "), delays.join(", ")))
}

/// What becomes of each fragment, in a line.
fn fragments(effects: &[Effect]) -> Option<String> {
    let lines: Vec<String> = effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Event(event) => match &**event {
                Event::Fragment(fragment) => {
                    let target = fragment.target.as_deref().unwrap_or("the socket element");
                    let what = match fragment.tag.as_str() {
                        "" => "what is left of the message".to_owned(),
                        tag => format!("<{tag}>"),
                    };
                    Some(format!("{what} {} {target}", fragment.swap))
                }
                _ => None,
            },
            _ => None,
        })
        .collect();
    (!lines.is_empty()).then(|| lines.join("; "))
}
