//! Two dialects on one page: where they differ, for people who move from one to the other.

mod policy;

use std::collections::HashSet;

use super::address::AddressError;
use super::compose::{Composed, Extras, Halt, Submitter};
use super::dialect::Dialect;
use super::process::Socket;
use super::reconnect::Policy;
use super::twin::{Effect, Twin};
use crate::address::Address;
use crate::event::{Difference, Event, Payload, Warning};
use crate::page::{self, Document, NodeId};

/// Differences of one message that are told.
const MOST_TOLD: usize = 20;

/// How long after a message its swaps have been made and have settled, in ms.
pub const SETTLED_MS: u64 = 20_000;

/// A page as another dialect has it, beside the one that is told of.
#[derive(Debug)]
pub struct Comparison {
    other: Twin,
    /// The page of the one as it was when messages reached only the other's from then on.
    unreached: Option<Document>,
    /// The message that came last.
    seq: Option<u64>,
    /// What became of it in the other; none where that does not hear it.
    heard: Option<Vec<Effect>>,
    /// Differences of the pages that were told: they stay until the page changes.
    told: HashSet<page::Difference>,
}

/// A message, as it arrives in both dialects.
#[derive(Debug, Clone, Copy)]
pub struct Arrived<'a> {
    /// Its number.
    pub seq: u64,
    /// What it holds.
    pub payload: &'a Payload,
    /// The selector of the socket that it comes in on, where that is known.
    pub socket: Option<&'a str>,
}

impl Comparison {
    /// With the same page in another dialect.
    #[must_use]
    pub fn with(other: Twin) -> Self {
        Self { other, unreached: None, seq: None, heard: None, told: HashSet::new() }
    }

    /// What differs before anything is received: sockets, senders, what they send, reconnects, what waits for them.
    pub fn load(&mut self, one: &mut Twin) -> Vec<Event> {
        let mut found = self.found(one);
        found.lists("socket", &sockets(one), &sockets(&self.other));
        let (senders, others) = (messages(one), messages(&mut self.other));
        found.lists("message", &senders, &others);
        self.policies("reconnect", policy::reconnects, one, &mut found);
        self.policies("queue", policy::queues, one, &mut found);
        self.keep_unreached(one);
        found.events
    }

    /// What differs once a message has arrived; `effects` are what came of it for the one.
    pub fn receive(&mut self, one: &Twin, effects: &[Effect], arrived: Arrived<'_>) -> Vec<Event> {
        let Arrived { seq, payload, socket } = arrived;
        self.seq = Some(seq);
        let reached = self.reached(one, socket);
        let mut others = match reached {
            Some(socket) => self.other.receive_on(socket, seq, payload),
            None => Vec::new(),
        };
        let now_ms = self.other.now_ms();
        others.extend(self.other.advance(now_ms + SETTLED_MS));
        let mut found = self.found(one);
        if one.page().is_none() || self.other.page().is_none() {
            found.one("fragments", None, fragments(effects), fragments(&others));
        }
        self.pages(one, &mut found);
        for warning in warnings(effects, &others) {
            found.one("warning", None, None, Some(warning));
        }
        self.keep_unreached(one);
        self.heard = reached.map(|_| others);
        found.events
    }

    /// The page in the other dialect.
    #[must_use]
    pub fn other(&self) -> &Twin {
        &self.other
    }

    /// What became of the last message in the other dialect; none where that does not hear it.
    #[must_use]
    pub fn heard(&self) -> Option<&[Effect]> {
        self.heard.as_deref()
    }

    /// What differs once nothing is put off any more; `late` is what came of that for the one.
    pub fn run_out(&mut self, one: &Twin, late: &[Effect]) -> Vec<Event> {
        let others = self.other.run_out();
        let mut found = self.found(one);
        if !late.is_empty() || !others.is_empty() {
            self.pages(one, &mut found);
        }
        found.events
    }

    /// The other's socket for a message, where it has one that hears it; inside that none where none is known.
    fn reached(&self, one: &Twin, socket: Option<&str>) -> Option<Option<NodeId>> {
        let Some(selector) = socket else {
            return (hears(&self.other) || !hears(one)).then_some(None);
        };
        let element = self.other.recorded_socket(selector).ok()?;
        self.other.hears(element).then_some(Some(element))
    }

    /// Where no message reaches the one, and the other is reached, its page stays as it is.
    fn keep_unreached(&mut self, one: &Twin) {
        if self.unreached.is_none() && !hears(one) && hears(&self.other) {
            self.unreached = one.page().cloned();
        }
    }

    /// The first differences of the pages that were not told yet, and how many there are beside them.
    fn pages(&mut self, one: &Twin, found: &mut Found) {
        let page = self.unreached.as_ref().or_else(|| one.page());
        let Some((page, other)) = page.zip(self.other.page()) else { return };
        let differences = page::differences((page, page.root()), (other, other.root()));
        let mut fresh = differences.filter(|difference| !self.told.contains(difference));
        let first: Vec<page::Difference> = fresh.by_ref().take(MOST_TOLD).collect();
        let more = fresh.count();
        for difference in first {
            let page::Difference { selector, one, other } = difference.clone();
            found.one("page", Some(selector), Some(one), Some(other));
            self.told.insert(difference);
        }
        if more > 0 {
            let message = format!("and {more} more differences of the pages");
            found.events.push(Event::Note { message });
        }
    }

    /// The policies of the sockets: in one line where all sockets of a page have the same, else one by one.
    fn policies(&self, subject: &'static str, told: fn(&Policy) -> String, one: &Twin, found: &mut Found) {
        let policies = |twin: &Twin| -> Vec<(String, String)> {
            let told = |socket: &Socket| (socket.selector.clone(), told(&twin.policy_of(socket)));
            twin.sockets().into_iter().map(told).collect()
        };
        let common = |twin: &Twin, policies: &[(String, String)]| match policies {
            [] => Some(told(&twin.policy(None))),
            [(_, first), others @ ..] => {
                others.iter().all(|(_, other)| other == first).then(|| first.clone())
            }
        };
        let (ones, others) = (policies(one), policies(&self.other));
        match (common(one, &ones), common(&self.other, &others)) {
            (Some(one), Some(other)) => found.one(subject, None, Some(one), Some(other)),
            _ => found.lists(subject, &ones, &others),
        }
    }

    fn found(&self, one: &Twin) -> Found {
        Found { names: names(one.dialect(), self.other.dialect()), seq: self.seq, events: Vec::new() }
    }
}

/// The dialects' names; their versions where those are the same.
fn names(one: &Dialect, other: &Dialect) -> [String; 2] {
    let name: fn(&Dialect) -> String = if one.name != other.name {
        |dialect| dialect.name.to_owned()
    } else if one.htmx != other.htmx {
        |dialect| dialect.htmx.to_string()
    } else {
        |dialect| match dialect.ws_ext {
            Some(ws_ext) => format!("{} · ws {ws_ext}", dialect.htmx),
            None => dialect.htmx.to_string(),
        }
    };
    [name(one), name(other)]
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
    let address = |url: &Result<Address, AddressError>| match url {
        Ok(url) => url.to_string(),
        Err(error) => error.to_string(),
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
            let text = match valid_or_not(twin, sender) {
                Ok(composed) => composed.text,
                Err(halt) => format!("nothing: {}", halt.reason),
            };
            (selector(twin, sender), text)
        })
        .collect()
}

/// What a sender would send with the values that its controls have, valid or not: nobody has filled them in yet.
fn valid_or_not(twin: &mut Twin, sender: NodeId) -> Result<Composed, Box<Halt>> {
    let validates = twin.page().is_some_and(|page| !page.has_attr(sender, "novalidate"));
    if let Some(page) = twin.page_mut().filter(|_| validates) {
        page.set_attr(sender, "novalidate", "");
    }
    let composed = twin.compose(sender, Submitter::Default, &Extras::default());
    if let Some(page) = twin.page_mut().filter(|_| validates) {
        page.remove_attr(sender, "novalidate");
    }
    composed
}

/// The warnings that only the other gives, each as a line.
fn warnings(effects: &[Effect], others: &[Effect]) -> Vec<String> {
    let given = |effects: &[Effect]| -> Vec<Warning> {
        let warning = |effect: &Effect| match effect {
            Effect::Event(Event::Warning(warning)) => Some(warning.clone()),
            _ => None,
        };
        effects.iter().filter_map(warning).collect()
    };
    let own = given(effects);
    let news = given(others).into_iter().filter(|other| own.iter().all(|own| own.code != other.code));
    news.map(|warning| format!("{}: {}", warning.code, warning.message())).collect()
}

/// What becomes of each fragment, in a line.
fn fragments(effects: &[Effect]) -> Option<String> {
    let lines: Vec<String> = effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Event(Event::Fragment(fragment)) => {
                let target = fragment.target.as_deref().unwrap_or("the socket element");
                let what = match fragment.tag.as_str() {
                    "" => "what is left of the message".to_owned(),
                    tag => format!("<{tag}>"),
                };
                Some(format!("{what} {} {target}", fragment.swap))
            }
            _ => None,
        })
        .collect();
    (!lines.is_empty()).then(|| lines.join("; "))
}
