//! The twin: one page with its htmx, without a browser around it.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use url::Url;

use super::compose::{Composed, Halt};
use super::config::Config;
use super::detect;
use super::diagnose::{self, Finding};
use super::dialect::{
    Dialect, DialectError, EARLIEST_1, LATEST_1, LATEST_2, LATEST_4, Processing, Renewal, WhileNotOpen,
};
use super::extension::SwapExtension;
use super::four::inbox::Inboxes;
use super::four::transition::Transitions;
use super::headers::Given;
use super::listen::Listeners;
use super::process::{Location, Registry, Sender, Socket};
use super::reconnect::{Delay, Policy};
use super::script::{Happening, Script};
use super::surroundings::Moment;
use super::timers::{Job, Timers};
use super::version::Version;
use crate::event::Event;
use crate::page::{Document, NodeId};

/// Something that follows from a received message.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// To be told.
    Event(Event),
    /// htmx closes the sockets of this element.
    CloseSocket(NodeId),
    /// htmx opens a socket for this element.
    OpenSocket(NodeId),
    /// htmx hands a message to the socket of this element.
    Send {
        /// The socket element.
        socket: NodeId,
        /// The message.
        composed: Box<Composed>,
    },
    /// htmx would send nothing, where an event asked it to.
    Halt(Box<Halt>),
}

/// One page with its htmx. Without a page it still parses messages and composes those of a bare socket.
#[derive(Debug)]
pub struct Twin {
    pub(super) dialect: Dialect,
    pub(super) config: Config,
    pub(super) page: Option<Document>,
    pub(super) location: Location,
    pub(super) registry: Registry,
    pub(super) given: Given,
    pub(super) last_buttons: HashMap<NodeId, NodeId>,
    pub(super) in_use: Option<(NodeId, String)>,
    pub(super) timers: Timers<Job>,
    pub(super) script: Script,
    pub(super) moment: Moment,
    /// The page as it was when the time was told last, where the page's delay function may read it.
    pub(super) shown: Rc<RefCell<Option<Document>>>,
    /// What goes on while a message is composed; whoever dispatches events sets it, and takes it back.
    pub(super) happening: Happening,
    pub(super) inboxes: Inboxes,
    pub(super) transitions: Transitions,
    pub(super) listeners: Listeners,
    /// Whether events are dispatched: without that nobody listens.
    pub(super) listens: bool,
}

impl Twin {
    /// A bare socket: no page, headers as given.
    #[must_use]
    pub fn bare(dialect: Dialect, location: Url, given: Given) -> Self {
        Self {
            dialect,
            config: Config::default(),
            page: None,
            location: Location { href: location },
            registry: Registry::default(),
            given,
            last_buttons: HashMap::new(),
            in_use: None,
            timers: Timers::default(),
            script: Script::default(),
            moment: Moment::default(),
            shown: Rc::default(),
            happening: Happening::Unknown,
            inboxes: Inboxes::default(),
            transitions: Transitions::default(),
            listeners: Listeners::default(),
            listens: false,
        }
    }

    /// Loads a page as htmx does once the document is there: configuration, sockets, senders.
    #[must_use]
    pub fn load(dialect: Dialect, page: Document, location: Url, given: Given) -> Self {
        Self::load_with(dialect, page, location, given, Script::default(), Moment::default())
    }

    /// The same, with an engine for the page's JavaScript, and the time and the random number that it finds.
    #[must_use]
    pub fn load_with(
        dialect: Dialect,
        mut page: Document,
        location: Url,
        given: Given,
        script: Script,
        moment: Moment,
    ) -> Self {
        let mut twin = Self { script, moment, ..Self::bare(dialect, location, given) };
        twin.config = Config::load(&twin.reading(&page, None));
        twin.config.disable_inheritance &= twin.dialect.knows_hx_inherit;
        twin.config.swap_extensions = detect::swap_extensions(&page);
        if let Some(body) = page.body() {
            // an exception leaves the rest of the page as it is, and nothing else of htmx's waits for it
            let _thrown = twin.registry.process(&mut page, &twin.dialect, &twin.config, &twin.location, body);
        }
        twin.page = Some(page);
        twin
    }

    /// Loads extensions with swap styles beside those that the page's scripts bring, by the names of a scenario's
    /// `libs`; names that are not known are passed over.
    pub fn load_libs<'a>(&mut self, libs: impl IntoIterator<Item = &'a str>) {
        for extension in libs.into_iter().filter_map(SwapExtension::of_lib) {
            if !self.config.swap_extensions.contains(&extension) {
                self.config.swap_extensions.push(extension);
            }
        }
    }

    /// The dialect for a page: what the user asked for, else what the page loads, else htmx 2.
    ///
    /// # Errors
    /// Where the version is not played.
    pub fn dialect_of(
        page: &Document,
        htmx: Option<&str>,
        ws_ext: Option<&str>,
    ) -> Result<Dialect, DialectError> {
        let found = detect::detect(page);
        // an extension's version from a page counts only for the htmx that it goes with
        let of_page = if htmx.is_none() || htmx.is_some_and(|htmx| htmx.starts_with('2')) {
            found.ws_ext
        } else {
            None
        };
        let ws_ext = ws_ext.map(str::to_owned).or_else(|| of_page.map(|text| at_most(text, LATEST_2.1)));
        let Some(htmx) = htmx else {
            let htmx = found.htmx.unwrap_or_else(|| "2".to_owned());
            let htmx = match htmx.chars().next() {
                Some('1') => at_least(at_most(htmx, LATEST_1), EARLIEST_1),
                Some('4') => at_least(at_most(htmx, LATEST_4), LATEST_4),
                _ => at_most(htmx, LATEST_2.0),
            };
            let extended = htmx.starts_with('1') && !htmx.contains("ext") && found.extended;
            let ws_ext = ws_ext.filter(|_| htmx.starts_with('2'));
            let chosen = if extended { format!("{htmx}-ext") } else { htmx.clone() };
            return Dialect::choose(&chosen, ws_ext.as_deref()).map_err(|error| match error {
                DialectError::Unknown(_) => DialectError::OfPage(htmx),
                error => error,
            });
        };
        Dialect::choose(htmx, ws_ext.as_deref())
    }

    /// What should be known about the page before anything is sent or received.
    #[must_use]
    pub fn about_page(&self) -> Vec<Finding> {
        let Some(page) = &self.page else { return Vec::new() };
        let mut findings = diagnose::page::version_mismatch(&self.dialect, page);
        findings.extend(diagnose::reconnect::unusable(&self.dialect, &self.config));
        findings.extend(diagnose::config::about(&self.dialect, &self.config, page));
        findings.extend(self.config.unread.iter().map(|how| diagnose::page::unread_config(how)));
        findings
    }

    /// Lets the clock run to `to_ms` after the page was loaded, and htmx do what it has put off until then.
    pub fn advance(&mut self, to_ms: u64) -> Vec<Effect> {
        let mut effects = Vec::new();
        while let Some(job) = self.timers.next(to_ms) {
            self.carry_on(job, &mut effects);
            self.attach(&mut effects);
        }
        effects
    }

    /// Lets htmx finish with what it has received, however long it would take its time; what else it has put off waits.
    pub fn play_out(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        while let Some(job) = self.timers.next_of(Job::is_of_message) {
            self.carry_on(job, &mut effects);
            self.attach(&mut effects);
        }
        effects
    }

    /// Lets the clock run until nothing is put off any more, on a page where nobody listens: there polling never ends.
    pub fn run_out(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        while let Some(due_ms) = self.next_deadline().filter(|_| !self.listens) {
            effects.extend(self.advance(due_ms));
        }
        effects
    }

    /// Whether a message has come that htmx is not done with: it waits for others, or for its time.
    #[must_use]
    pub fn is_at_work_on(&self, seq: u64) -> bool {
        let has_job = |job: &Job| matches!(job, Job::Swap(delayed) if delayed.seq() == seq);
        self.timers.waiting().any(Job::is_of_message)
            && (self.inboxes.holds(seq) || self.transitions.holds(seq) || self.timers.waiting().any(has_job))
    }

    /// Does what was put off until now.
    pub(super) fn carry_on(&mut self, job: Job, effects: &mut Vec<Effect>) {
        match job {
            Job::Swap(delayed) => effects.extend(self.resume(*delayed)),
            Job::TransitionChanges => effects.extend(self.transition_changes()),
            Job::TransitionEnds => effects.extend(self.transition_ends()),
            Job::Trigger(put_off) => self.go_off(put_off, effects),
        }
    }

    /// How long ago the page was loaded, in ms, as far as the clock was told.
    #[must_use]
    pub fn now_ms(&self) -> u64 {
        self.timers.now_ms()
    }

    /// When something that htmx has put off is due, in ms after the page was loaded.
    #[must_use]
    pub fn next_deadline(&self) -> Option<u64> {
        self.timers.next_due_ms()
    }

    /// When htmx sends something by itself that an event has asked for, in ms after the page was loaded.
    #[must_use]
    pub fn next_send(&self) -> Option<u64> {
        self.timers.due_ms_of(Job::is_asked_for)
    }

    /// The dialect in force.
    #[must_use]
    pub fn dialect(&self) -> &Dialect {
        &self.dialect
    }

    /// The page, if there is one.
    #[must_use]
    pub fn page(&self) -> Option<&Document> {
        self.page.as_ref()
    }

    /// The page, to act on as its user does.
    pub fn page_mut(&mut self) -> Option<&mut Document> {
        self.page.as_mut()
    }

    /// `location.href`.
    #[must_use]
    pub fn location(&self) -> &Url {
        &self.location.href
    }

    /// The page moved within itself: its address changes, the document stays.
    pub fn set_location(&mut self, href: Url) {
        self.location = Location { href };
    }

    /// The headers that the user gives.
    #[must_use]
    pub fn given(&self) -> &Given {
        &self.given
    }

    /// The headers that the user gives, to change them.
    pub fn given_mut(&mut self) -> &mut Given {
        &mut self.given
    }

    /// htmx's reconnect policy for the socket of an element, or for a bare one.
    #[must_use]
    pub fn policy(&self, element: Option<NodeId>) -> Policy {
        let socket = element.and_then(|element| self.socket_of(element));
        match (self.dialect.processing, socket) {
            (Processing::Four, _) => self.policy_of_element(element),
            (_, Some(socket)) => self.policy_of(socket),
            (_, None) => self.policy_of_page(),
        }
    }

    /// The reconnect policy for one of several sockets that an element has made.
    #[must_use]
    pub fn policy_of(&self, socket: &Socket) -> Policy {
        match (self.dialect.processing, socket.raw) {
            (Processing::Four, _) => self.policy_of_element(Some(socket.element)),
            (_, false) => self.policy_of_page(),
            (_, true) => {
                let (while_not_open, renewal) = (WhileNotOpen::Lose, Renewal::Apart);
                Policy { while_not_open, renewal, ..self.policy_of_page() }
            }
        }
    }

    fn policy_of_page(&self) -> Policy {
        let policy = Policy::of(&self.dialect, &self.config);
        match self.delay_function() {
            Some(function) => Policy { delay: Delay::Function(function), ..policy },
            None => policy,
        }
    }

    /// The configuration of the page.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The sockets that are on the page, one for each element, in order.
    #[must_use]
    pub fn sockets(&self) -> Vec<&Socket> {
        let (mut sockets, mut places) = (Vec::new(), HashMap::new());
        for socket in self.registry.sockets.iter().filter(|socket| !socket.left && !socket.dropped) {
            let place = *places.entry(socket.element).or_insert(sockets.len());
            match sockets.get_mut(place) {
                Some(held) => *held = socket,
                None => sockets.push(socket),
            }
        }
        sockets
    }

    /// Every socket that the page has made, in order: those too whose element has left or opened another, and those
    /// whose address the browser refused.
    #[must_use]
    pub fn all_sockets(&self) -> &[Socket] {
        &self.registry.sockets
    }

    /// Whether a socket's element has left the page without htmx's knowing, as an extension takes it away: its next
    /// message closes it (htmx-ext-ws 2.0.4 `maybeCloseWebSocketSource`).
    #[must_use]
    pub fn has_lost(&self, element: NodeId) -> bool {
        self.registry.lost.contains(&element)
    }

    /// Whether htmx takes a socket's element for one that is there, so that it acts on the socket's messages and
    /// reconnects: it is on the page, or the version does not notice that it has left
    /// (`maybeCloseWebSocketSource`).
    #[must_use]
    pub fn hears(&self, element: NodeId) -> bool {
        let is_on_page = self.page.as_ref().is_some_and(|page| page.is_attached(element));
        is_on_page || (self.dialect.hears_removed && !self.has_lost(element))
    }

    /// The senders that are on the page, in the order in which htmx met them.
    #[must_use]
    pub fn senders(&self) -> &[Sender] {
        &self.registry.senders
    }

    /// The selector of the sender that was used last and is on the page.
    #[must_use]
    pub fn sender_in_use(&self) -> Option<&str> {
        self.in_use.as_ref().map(|(_, selector)| selector.as_str())
    }

    /// The socket of an element.
    #[must_use]
    pub fn socket_of(&self, element: NodeId) -> Option<&Socket> {
        self.registry.socket_of(element)
    }
}

/// A page may load what came out before the earliest that is played, of the same line: it acts as that.
fn at_least(written: String, earliest: Version) -> String {
    let older = Version::parse(&written).is_some_and(|found| {
        (found.major, found.minor) == (earliest.major, earliest.minor) && found < earliest
    });
    if older { earliest.to_string() } else { written }
}

/// A page may load what came out after this hxws: it acts as the latest that is known.
fn at_most(written: String, latest: Version) -> String {
    let newer = Version::parse(&written).is_some_and(|found| found.major == latest.major && found > latest);
    if newer { latest.to_string() } else { written }
}
