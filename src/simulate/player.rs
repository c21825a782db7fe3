//! Plays a scenario: what a person and a server do to a page, step by step, on a clock of its own.

mod clock;
pub(super) mod person;

use std::fmt::Display;

use crate::event::{By, Event, Headers, Payload, Record};
use crate::htmx::compose::{Composed, Halt};
use crate::htmx::connection::Dispatch;
use crate::htmx::diagnose::{self, Finding};
use crate::htmx::dialect::Dialect;
use crate::htmx::headers::Given;
use crate::htmx::surroundings::Moment;
use crate::htmx::timers::MOST_MOMENTS;
use crate::htmx::twin::{Effect, Twin};
use crate::page::{Document, NodeId};
use crate::script;

use super::scenario::Scenario;
use super::server::{ReadyState, Server};
use super::step::{Act, Step};
use clock::EPOCH_MS;
use person::{is_checkable, is_control, is_select};

/// What happened in a step, and what there is to see after it.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// What happened, in order.
    pub records: Vec<Record>,
    /// Messages that went out.
    pub sent: Vec<Sent>,
    /// Every socket so far.
    pub sockets: Vec<Seen>,
    /// Delays of the reconnects that are pending, in ms, the oldest first.
    pub timers: Vec<u64>,
    /// The body's inner HTML.
    pub html: String,
}

/// A message that went out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The socket, in the order in which they were made.
    pub socket: usize,
    /// The text.
    pub data: String,
}

/// A socket as the browser shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Its address.
    pub url: String,
    /// Its state.
    pub state: ReadyState,
}

impl Turn {
    /// The codes of the warnings.
    #[must_use]
    pub fn warnings(&self) -> Vec<String> {
        let code = |record: &Record| match &record.event {
            Event::Warning(warning) => Some(warning.code.to_owned()),
            _ => None,
        };
        self.records.iter().filter_map(code).collect()
    }
}

/// A scenario being played.
#[derive(Debug)]
pub struct Player {
    twin: Twin,
    random: f64,
    server: Server,
    now_ms: u64,
    seq: u64,
    step: usize,
    /// Sockets of the page that the server knows.
    met: usize,
    /// At how many something may be due in a step.
    most_moments: usize,
    records: Vec<Record>,
    sent: Vec<Sent>,
}

/// When sockets that were made at load open, and when the first step comes, in ms.
const OPEN_MS: u64 = 30;
const LOAD_MS: u64 = 50;

impl Player {
    /// Loads the page; its sockets open. Returns what happened at load.
    #[must_use]
    pub fn load(scenario: &Scenario, dialect: Dialect, page: Document) -> (Self, Turn) {
        let moment = Moment { now_ms: EPOCH_MS, random: scenario.random };
        let (url, given) = (scenario.url.clone(), Given::default());
        let twin = Twin::load_with(dialect, page, url, given, script::engine(), moment);
        let mut player = Self {
            twin,
            random: scenario.random,
            server: Server::default(),
            now_ms: 0,
            seq: 0,
            step: 0,
            met: 0,
            most_moments: MOST_MOMENTS,
            records: Vec::new(),
            sent: Vec::new(),
        };
        for message in scenario.remarks.clone() {
            player.tell(None, Event::Note { message });
        }
        player.twin.load_libs(scenario.libs.iter().map(String::as_str));
        player.warn(None, player.twin.about_page());
        player.meet_sockets();
        let effects = player.twin.begin();
        player.perform(effects);
        player.run_until(OPEN_MS);
        (0..player.server.sockets.len()).for_each(|socket| player.open(socket));
        player.run_until(LOAD_MS);
        let turn = player.turn();
        (player, turn)
    }

    /// Plays the next step.
    pub fn play(&mut self, step: &Step) -> Turn {
        self.step += 1;
        self.tell_time(self.now_ms);
        let socket = self.socket_of(step);
        match &step.act {
            Act::Recv(text) => self.receive(socket, Payload::Text(text.clone())),
            Act::RecvHex(bytes) => self.receive(socket, Payload::Binary(bytes.clone())),
            Act::Fill(selector, value) => {
                self.on(selector, ("control", is_control), |page, node| page.set_value(node, value));
            }
            Act::Check(selector, on) => {
                self.on(selector, ("checkbox or radio button", is_checkable), |page, node| {
                    page.set_checked(node, *on);
                });
            }
            Act::Select(selector, values) => self.on(selector, ("select", is_select), |page, node| {
                for option in page.options(node) {
                    page.set_selected(option, values.contains(&page.value(option)));
                }
            }),
            Act::Submit(form, by) => self.submit(form, by.as_deref()),
            Act::Enter(field) => self.with(field, Twin::press_enter),
            Act::Click(selector) => self.with(selector, Twin::click),
            Act::Event(event, selector) => self.with(selector, |twin, node| twin.dispatch(event, node)),
            Act::Drop(code, reason) => self.drop(socket, *code, reason),
            Act::Fire => self.fire(),
            Act::Open => self.open_now(socket),
        }
        self.run_until(self.now_ms.saturating_add(step.wait_ms));
        self.turn()
    }

    /// The page as it is.
    #[must_use]
    pub fn page(&self) -> Option<&Document> {
        self.twin.page()
    }

    /// The dialect in force.
    #[must_use]
    pub fn dialect(&self) -> &Dialect {
        self.twin.dialect()
    }

    fn turn(&mut self) -> Turn {
        let html = self.twin.page().and_then(|page| Some(page.inner_html(page.body()?)));
        let url = |at: usize| self.server.link_of(at).map(|(_, link)| link.url.clone()).unwrap_or_default();
        let sockets = self.server.sockets.iter().enumerate();
        Turn {
            sockets: sockets.map(|(at, socket)| Seen { url: url(at), state: socket.state }).collect(),
            timers: self.server.timers.iter().map(|timer| timer.delay_ms).collect(),
            html: html.unwrap_or_default(),
            records: std::mem::take(&mut self.records),
            sent: std::mem::take(&mut self.sent),
        }
    }

    /// Notes what happened. With several sockets it is said on which; `link` is the place of its link.
    fn tell(&mut self, link: Option<usize>, event: Event) {
        let several = self.server.links.len() > 1;
        let link = link.filter(|_| several).and_then(|link| self.server.links.get(link));
        let socket = link.map(|link| link.selector.clone());
        self.records.push(Record { step: Some(self.step), socket, ..Record::of(event) });
    }
}

/// The server's side.
impl Player {
    /// Takes up the sockets that the page has made since.
    fn meet_sockets(&mut self) {
        let made = self.twin.all_sockets().get(self.met..).unwrap_or_default().to_vec();
        self.met += made.len();
        let known = self.server.sockets.len();
        for made in made {
            let policy = self.twin.policy_of(&made);
            let Ok(url) = made.url.map(|url| url.expose().to_string()) else { continue };
            let socket = self.server.connect(made.element, made.selector, url, policy);
            if made.dropped {
                self.server.start_closing(socket);
            }
        }
        (known..self.server.sockets.len()).for_each(|socket| self.tell_connecting(socket));
    }

    fn tell_connecting(&mut self, socket: usize) {
        let Some((at, link)) = self.server.link_of(socket) else { return };
        let event = Event::Connecting { url: link.url.clone(), attempt: self.server.attempt(socket) };
        self.tell(Some(at), event);
    }

    fn open(&mut self, socket: usize) {
        let Some((at, link)) = self.server.link_of(socket) else { return };
        let (url, attempt) = (link.url.clone(), self.server.attempt(socket));
        let Some(queued) = self.server.open(socket) else { return };
        let headers = Headers::default();
        let open = Event::Open {
            url,
            status: 101,
            subprotocol: None,
            headers,
            attempt,
            took_ms: 0,
            sent: Vec::new(),
        };
        self.tell(Some(at), open);
        for data in queued {
            self.tell_sent(at, socket, data, None);
        }
    }

    /// The socket of a step, where there is one; it is told where there is none.
    fn socket_of(&mut self, step: &Step) -> Option<usize> {
        let made = self.server.sockets.len();
        let socket = step.socket.or(made.checked_sub(1)).filter(|&socket| socket < made);
        if socket.is_none() && matches!(step.act, Act::Recv(_) | Act::RecvHex(_) | Act::Drop(..) | Act::Open)
        {
            self.nothing(match step.socket {
                Some(wanted) if made > 0 => format!("there is no socket {wanted}: the last is {}", made - 1),
                _ => "the page has made no socket".to_owned(),
            });
        }
        socket
    }

    /// Says that a step does nothing, and why.
    fn nothing(&mut self, why: impl Display) {
        let message = format!("step {} does nothing: {why}", self.step);
        self.tell(None, Event::Note { message });
    }

    fn open_now(&mut self, socket: Option<usize>) {
        let Some(socket) = socket else { return };
        let state = self.server.sockets.get(socket).map(|socket| socket.state);
        if state != Some(ReadyState::Connecting) {
            self.nothing(format!("socket {socket} is not connecting"));
        }
        self.open(socket);
    }

    fn drop(&mut self, socket: Option<usize>, code: u16, reason: &str) {
        let Some(socket) = socket else { return };
        let Some((at, link)) = self.server.link_of(socket) else { return };
        let element = link.element;
        if !self.twin.hears(element) {
            self.server.abandon(at);
        }
        let by = match (self.server.sockets.get(socket).map(|socket| socket.state), code) {
            (Some(ReadyState::Closing), _) => By::Client,
            (_, 1006) => By::Network,
            _ => By::Server,
        };
        let connection = self.server.links.get(at).map(|link| &link.connection);
        let stays = connection
            .and_then(|connection| diagnose::close::of_connection(self.twin.dialect(), connection, code, by));
        let is_heard = self.server.is_heard(socket);
        let retry = self.server.close(socket, code, self.random);
        let reconnects = retry.is_some();
        let odd = self.server.links.get_mut(at).and_then(|link| link.connection.take_finding());
        self.tell(Some(at), Event::closed(code, reason.to_owned(), by, reconnects));
        if !reconnects && is_heard {
            self.warn(Some(at), stays.into_iter().chain(odd.clone()).collect());
            self.twin.connection_ended(element);
        }
        if let Some(retry) = retry {
            let (attempt, delay_ms, bounds_ms) = (retry.attempt, retry.delay_ms, retry.bounds_ms);
            self.tell(Some(at), Event::Reconnect { attempt, delay_ms, code, bounds_ms });
            self.warn(Some(at), odd.into_iter().collect());
        }
    }

    fn fire(&mut self) {
        if self.server.timers.is_empty() {
            self.nothing("no reconnect is pending");
        }
        let page = self.twin.page();
        let is_on_page = |element| page.is_some_and(|page| page.is_attached(element));
        if let Some(socket) = self.server.fire(is_on_page) {
            self.tell_connecting(socket);
        }
    }

    fn receive(&mut self, socket: Option<usize>, payload: Payload) {
        let Some((at, link)) = socket.and_then(|socket| self.server.link_of(socket)) else {
            self.warn(None, self.twin.without_socket().into_iter().collect());
            return;
        };
        let (element, keeps_one) = (link.element, link.connection.keeps_one());
        if let Some(socket) = socket.filter(|&socket| self.server.is_closed(socket)) {
            let message = format!("step {}: socket {socket} is closed, on which no server sends", self.step);
            self.tell(None, Event::Note { message });
        }
        self.seq += 1;
        let (seq, bytes) = (self.seq, payload.size());
        self.tell(Some(at), Event::Message { seq, bytes, wire_bytes: None, payload: payload.clone() });
        if !socket.is_some_and(|socket| self.server.is_heard(socket)) {
            return;
        }
        if !self.twin.hears(element) {
            if keeps_one || self.twin.has_lost(element) {
                self.server.leave(element);
            }
            return;
        }
        let effects = self.twin.receive_on(Some(element), seq, &payload);
        self.perform_on(Some(at), effects);
    }
}

/// What htmx makes of it.
impl Player {
    fn perform(&mut self, effects: Vec<Effect>) {
        self.perform_on(None, effects);
    }

    fn perform_on(&mut self, link: Option<usize>, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Event(event) => self.tell(link, event),
                Effect::CloseSocket(element) => self.server.leave(element),
                Effect::OpenSocket(_) => self.meet_sockets(),
                Effect::Send { socket, composed } => self.send(socket, *composed),
                Effect::Halt(halt) => {
                    let Halt { reason, element, findings } = *halt;
                    self.warn(link, findings);
                    self.tell(link, Event::Halted { reason, element, help: None });
                }
            }
        }
    }

    /// Warns of what is about to be sent, or not.
    fn warn(&mut self, link: Option<usize>, findings: Vec<Finding>) {
        for finding in findings {
            self.tell(link, Event::Warning(finding.into()));
        }
    }

    fn send(&mut self, to: NodeId, composed: Composed) {
        let Some(at) = self.server.link_at(to) else { return };
        let Composed { text: data, element, findings } = composed;
        let bytes = data.len();
        self.warn(Some(at), findings);
        match self.server.send(at, data.clone()) {
            Some((socket, Dispatch::Send(data))) => self.tell_sent(at, socket, data, element),
            Some((_, Dispatch::Queued(waiting))) => {
                self.tell(Some(at), Event::Queued { data, bytes, waiting })
            }
            Some((_, Dispatch::Lost(reason))) => {
                self.tell(Some(at), Event::Halted { reason, element, help: None });
            }
            None => {}
        }
    }

    fn tell_sent(&mut self, link: usize, socket: usize, data: String, element: Option<String>) {
        self.sent.push(Sent { socket, data: data.clone() });
        let (bytes, payload) = (data.len(), Payload::Text(data));
        self.tell(Some(link), Event::Sent { payload, bytes, wire_bytes: None, element });
    }
}
