//! What arrives over a socket, and how connections end, as records.

use std::time::{Duration, SystemTime};

use futures_util::FutureExt as _;

use super::closing::{self, Parting};
use super::passing::Passing;
use super::socket::Phase;
use super::tell::{self, lossy};
use super::{Ending, Session};
use crate::event::{By, Event, Payload, Record};
use crate::htmx::compose::{Composed, Halt};
use crate::htmx::diagnose::{self, Finding};
use crate::htmx::twin::Effect;
use crate::session::link::{Incoming, Link, Unsent};

/// How many findings are remembered as told.
const MOST_FOUND: usize = 1000;

/// How many connections hang up at once; a server that breaks the protocol over and over would make them grow.
const MOST_FAREWELLS: usize = 16;

/// How many connections close in the background at once; a page whose socket is replaced over and over would make them grow.
const MOST_PARTINGS: usize = 16;

/// A timer that is later than this was held up by the machine.
const SLEPT: Duration = Duration::from_secs(2);

impl Session {
    pub(super) fn handle_incoming(&mut self, at: usize, incoming: Incoming) -> Vec<Record> {
        let closing = matches!(self.sockets[at].phase, Phase::Closing(_));
        match incoming {
            Incoming::Message { payload, wire_bytes } if !closing => {
                self.handle_message(at, payload, wire_bytes)
            }
            Incoming::Closed { code, reason, by, detail, browser_code, browser_reason } => {
                let unsent = self.sockets[at].take_link().map(|link| self.see_off(link)).unwrap_or_default();
                let mut events = self.end(detail, unsent);
                let mut records: Vec<Record> = events.drain(..).map(|event| self.record(at, event)).collect();
                records.extend(self.handle_close(at, code, reason, by, (browser_code, browser_reason)));
                records
            }
            Incoming::Pong(data) => {
                let answer = self.sockets[at].pings.as_mut().and_then(|pings| pings.answered(&data));
                let (round_trip, answers) =
                    (answer.map(|answer| answer.took), answer.map_or(0, |answer| answer.asked_for));
                vec![self.record(at, Event::Pong { data: lossy(&data), round_trip, answers })]
            }
            other => self.late(other).into_iter().map(|event| self.record(at, event)).collect(),
        }
    }

    /// No pong came: the connection is taken for dead, as a broken network leaves it.
    pub(super) fn handle_silence(&mut self, at: usize, waited: Duration) -> Vec<Record> {
        let waited = humantime::format_duration(waited);
        let detail = format!("no pong came within {waited}: the connection is taken for dead");
        self.tear(at, By::Network, Some(detail)).unwrap_or_default()
    }

    /// Lets go of a socket's connection without a close frame, where there is one.
    pub(super) fn tear(&mut self, at: usize, by: By, detail: Option<String>) -> Option<Vec<Record>> {
        let mut link = self.sockets.get_mut(at)?.take_link()?;
        // what the system takes at once goes out before
        let _taken = link.flush().now_or_never();
        let events = self.end(detail, link.unsent());
        drop(link);
        let mut records: Vec<Record> = events.into_iter().map(|event| self.record(at, event)).collect();
        records.extend(self.handle_close(at, 1006, String::new(), by, (1006, None)));
        Some(records)
    }

    /// Ends what a socket waits for before it is open. What waits to be sent stays, where this htmx lets it.
    pub(super) fn give_up_on(&mut self, at: usize) -> Option<Vec<Record>> {
        let socket = self.sockets.get_mut(at)?;
        if !matches!(socket.phase, Phase::Handshake(_) | Phase::Timer(_)) {
            return None;
        }
        socket.phase = Phase::Nothing;
        // a connection that was never made (WebSockets Standard, "fail the WebSocket connection")
        socket.connection.give_up(1006);
        socket.ending = Some(Ending::Closed(1006));
        let (element, forgotten) = (socket.target.element, socket.connection.take_forgotten());
        if let Some(element) = element {
            self.twin.connection_ended(element);
        }
        let close = Event::closed(1006, String::new(), By::Client, false);
        let mut records = vec![self.record(at, close)];
        records.extend(self.lose(at, &forgotten, "the connection was given up"));
        Some(records)
    }

    /// A connection goes on closing without its place in a socket; where there are too many, the oldest is given up.
    pub(super) fn part(&mut self, parting: Parting) -> Vec<Record> {
        let given_up = match self.partings.first() {
            Some(oldest) if self.partings.len() == MOST_PARTINGS => {
                let why = format!("{MOST_PARTINGS} connections are closing: the oldest was given up");
                Some(oldest.closing.given_up(why))
            }
            _ => None,
        };
        let records = given_up.map(|end| self.handle_parting(0, end)).unwrap_or_default();
        self.partings.push(parting);
        records
    }

    /// The end of a connection that outlived its place in a socket, and what comes before the end.
    pub(super) fn handle_parting(&mut self, at: usize, incoming: Incoming) -> Vec<Record> {
        let selector = self.partings[at].selector.clone();
        let events = match incoming {
            Incoming::Closed { code, reason, by, detail, .. } => {
                let link = self.partings.remove(at).closing.link;
                let unsent = self.see_off(link);
                let mut events = self.end(detail, unsent);
                events.push(Event::closed(code, reason, by, false));
                events
            }
            other => self.late(other),
        };
        let now = SystemTime::now();
        events.into_iter().map(|event| self.record_of(now, selector.as_deref(), event)).collect()
    }

    /// Lets go of a connection that is over, once it has hung up where that takes time; gives what it did not send.
    fn see_off(&mut self, link: Box<Link>) -> Unsent {
        let unsent = link.unsent();
        if link.is_leaving() {
            if self.farewells.len() == MOST_FAREWELLS {
                drop(self.farewells.remove(0));
            }
            self.farewells.push(closing::farewell(link));
        }
        unsent
    }

    /// What is wrong about a connection's end: in its words, and what it did not send.
    pub(super) fn end(&mut self, detail: Option<String>, unsent: Unsent) -> Vec<Event> {
        self.unsent = self.unsent.and(unsent);
        let detail = detail.map(|message| Event::Error { message, help: None });
        detail.into_iter().chain(tell::unsent(unsent)).collect()
    }

    /// Queued messages of a socket that never go out.
    pub(super) fn lose(&mut self, at: usize, queue: &[String], why: &str) -> Option<Record> {
        self.lost += queue.len();
        tell::lost(queue, why).map(|event| self.record(at, event))
    }

    /// What arrives whatever the socket's state, and messages after this side has closed: these are no event of the page's
    /// any more (WebSockets Standard, "When a WebSocket message has been received").
    fn late(&mut self, incoming: Incoming) -> Vec<Event> {
        let (payload, wire_bytes) = match incoming {
            Incoming::Message { payload, wire_bytes } => (payload, wire_bytes),
            Incoming::Ping(data) => return vec![Event::Ping { data: lossy(&data) }],
            Incoming::Pong(data) => {
                return vec![Event::Pong { data: lossy(&data), round_trip: None, answers: 0 }];
            }
            Incoming::Closed { .. } => return Vec::new(),
        };
        self.seq += 1;
        let message = "it came while the socket was closing: the page does not hear it".to_owned();
        let (seq, bytes) = (self.seq, payload.size());
        vec![Event::Message { seq, bytes, wire_bytes, payload }, Event::Note { message }]
    }

    fn handle_message(&mut self, at: usize, payload: Payload, wire_bytes: Option<usize>) -> Vec<Record> {
        // what this message puts off is put off from now on
        let mut records = self.catch_up();
        self.seq += 1;
        if let Passing::Together(passed) = &mut self.passing {
            passed.take(payload);
            return records;
        }
        let bytes = payload.size();
        let element = self.sockets[at].target.element;
        if let Some(past) = &mut self.past {
            past.comes(&self.twin, element, self.seq, &payload);
        }
        let gone = element.filter(|&element| self.twin.has_lost(element));
        let effects = match gone {
            // htmx finds that the element has left without its knowing (`maybeCloseWebSocketSource`)
            Some(element) => vec![Effect::CloseSocket(element)],
            None if matches!(self.passing, Passing::OneByOne) => Vec::new(),
            None => self.twin.receive_on(element, self.seq, &payload),
        };
        // the message, what becomes of it, and its end
        records.reserve(effects.len() + 2);
        let now = SystemTime::now();
        records.push(self.record_at(now, at, Event::Message { seq: self.seq, bytes, wire_bytes, payload }));
        self.apply_to(&mut records, now, at, effects);
        records
    }

    /// What htmx has put off and is due by now. The page's clock stands still while the machine sleeps: what came due
    /// meanwhile happens once, as browsers' timers do, and not as often as it would have.
    pub(super) fn catch_up(&mut self) -> Vec<Record> {
        let due = self.twin.next_deadline().map(|due_ms| self.loaded + Duration::from_millis(due_ms));
        let late = due.map(|due| due.elapsed()).filter(|late| *late > SLEPT);
        self.loaded += late.unwrap_or_default();
        let now_ms = u64::try_from(self.loaded.elapsed().as_millis()).unwrap_or(u64::MAX);
        let effects = self.twin.advance(now_ms);
        self.apply(0, effects)
    }

    /// What follows from something that the page's htmx did; `at` is the socket that it is told of.
    pub(super) fn apply(&mut self, at: usize, effects: Vec<Effect>) -> Vec<Record> {
        let mut records = Vec::new();
        // before every message there is nothing, mostly
        if effects.is_empty() {
            return records;
        }
        self.apply_to(&mut records, SystemTime::now(), at, effects);
        records
    }

    /// The same, behind other records; what comes first happens `now`.
    fn apply_to(&mut self, records: &mut Vec<Record>, mut now: SystemTime, at: usize, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Event(event) => {
                    records.push(self.record_at(now, at, event));
                    continue;
                }
                Effect::CloseSocket(element) => records.extend(self.leave(element)),
                Effect::OpenSocket(element) => records.extend(self.adopt(element)),
                Effect::Send { socket, composed } => {
                    let Composed { text, element, findings } = *composed;
                    records.extend(self.news(at, element.as_deref(), findings));
                    let to = self.sockets.iter().position(|held| held.target.element == Some(socket));
                    records.extend(to.map(|to| self.send_on(to, text, element)).unwrap_or_default());
                }
                Effect::Halt(halt) => {
                    let Halt { reason, element, findings } = *halt;
                    records.extend(self.news(at, element.as_deref(), findings));
                    records.push(self.record(at, Event::Halted { reason, element, help: None }));
                }
            }
            // the others have times of their own
            now = SystemTime::now();
        }
    }

    /// Findings on what the page sends by itself, each told once for its element: a page may send it every second.
    fn news(&mut self, at: usize, element: Option<&str>, findings: Vec<Finding>) -> Vec<Record> {
        let mut records = Vec::new();
        for finding in findings {
            if self.found.len() == MOST_FOUND {
                self.found.clear();
            }
            if self.found.insert((element.map(str::to_owned), finding.clone())) {
                records.push(self.record(at, tell::warning(finding)));
            }
        }
        records
    }

    /// `code` is RFC 6455's; then the code that htmx hears, and the reason where that is another.
    pub(super) fn handle_close(
        &mut self,
        at: usize,
        code: u16,
        reason: String,
        by: By,
        (browser_code, page_reason): (u16, Option<String>),
    ) -> Vec<Record> {
        self.twin.set_moment(crate::script::moment());
        let connection = &self.sockets[at].connection;
        let stays = diagnose::close::of_connection(self.twin.dialect(), connection, browser_code, by);
        let (element, retries) = (self.sockets[at].target.element, connection.attempt() - 1);
        let kept_closed = self.retry.keeps_closed(&self.twin.policy(element), browser_code, retries);
        let kept_closed = kept_closed.filter(|_| !connection.is_abandoned());
        let page_code = (browser_code != code).then_some(browser_code);
        let socket = &mut self.sockets[at];
        let retry = socket.connection.handle_close(browser_code, rand::random());
        if let Some(element) = socket.target.element.filter(|_| retry.is_none()) {
            self.twin.connection_ended(element);
        }
        let odd = socket.connection.take_finding();
        let forgotten = socket.connection.take_forgotten();
        let reconnects = retry.is_some();
        let close = Event::Close { code, page_code, reason, page_reason, by, reconnects, kept_closed };
        socket.phase = match retry {
            Some(retry) => Phase::Timer(Box::pin(tokio::time::sleep(Duration::from_millis(retry.delay_ms)))),
            None => Phase::Nothing,
        };
        socket.ending = retry.is_none().then_some(Ending::Closed(code));
        let mut records = vec![self.record(at, close)];
        records.extend(stays.map(|finding| self.record(at, tell::warning(finding))));
        records.extend(self.lose(at, &forgotten, "htmx gave the connection up"));
        records.extend(retry.map(|retry| {
            let (attempt, delay_ms, bounds_ms) = (retry.attempt, retry.delay_ms, retry.bounds_ms);
            self.record(at, Event::Reconnect { attempt, delay_ms, code: browser_code, bounds_ms })
        }));
        records.extend(self.news(at, None, odd.into_iter().collect()));
        records
    }
}
