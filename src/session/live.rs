//! A live session: htmx's state machine driven in real time, over one socket or several of one page.
//!
//! Every happening comes out as records, but messages that are [passed on](Session::pass_over) together; nothing is printed
//! here. `next` is cancel-safe: all state is in the session.

mod arrivals;
mod closing;
mod elements;
mod finish;
mod keep_alive;
mod opening;
mod outbox;
mod passing;
mod past;
mod person;
mod rehearsal;
mod reload;
mod send_out;
mod sending;
mod several;
mod socket;
mod stall;
mod tell;

use std::collections::HashSet;
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use tokio::time::Instant;

use super::client::Client;
use super::link::{Incoming, Link, Unsent};
pub use super::target::Target;
use crate::event::{By, Event, Record};
use crate::htmx::connection::State;
use crate::htmx::diagnose::Finding;
use crate::htmx::reconnect::Override;
use crate::htmx::twin::Twin;
use closing::{Closing, Farewell, Parting};
pub use finish::Finished;
pub use keep_alive::KeepAlive;
use outbox::Outbox;
pub use passing::Passed;
use passing::Passing;
pub use past::Before;
use past::Past;
pub use person::Performed;
pub use several::Standing;
use socket::{Happening, Live, Phase};
pub use stall::Stall;

/// How a session ends up when it is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The first handshake failed.
    NeverOpened,
    /// Closed for good with this code.
    Closed(u16),
}

/// What came of waiting, and where: a socket's place, or a parting's.
enum Happened {
    On(usize, Happening),
    Parting(usize, Incoming),
    /// Something is due that htmx has put off.
    Due,
    /// The last of what was sent has gone out.
    Sent,
}

/// How many messages may wait for htmx before no more is read.
const MOST_AT_WORK: usize = 1000;

/// How much data a control frame takes, in bytes (RFC 6455 §5.5).
pub const LONGEST_PING: usize = 125;

/// Sockets of one page, alive.
pub struct Session {
    twin: Twin,
    client: Client,
    sockets: Vec<Live>,
    /// Which of them messages go to.
    current: usize,
    /// Connections that outlive their place in a socket.
    partings: Vec<Parting>,
    /// Connections whose end has been told, and that have not hung up yet.
    farewells: Vec<Farewell>,
    /// Where the next happening is looked for first.
    turn: usize,
    /// What was told as sent and did not go out.
    unsent: Unsent,
    /// How many queued messages were never sent.
    lost: usize,
    retry: Override,
    /// When the page was loaded, as its timers count.
    loaded: Instant,
    keep_trying: bool,
    several: bool,
    seq: u64,
    /// What was told of messages that the page sends by itself, with their elements.
    found: HashSet<(Option<String>, Finding)>,
    keep_alive: KeepAlive,
    outbox: Outbox,
    /// What is kept of messages and of the page before them, where somebody asks for it.
    past: Option<Past>,
    passing: Passing,
}

impl Session {
    /// A session that is about to connect. `keep_trying` retries a first handshake that failed, as htmx does.
    #[must_use]
    pub fn new(twin: Twin, client: Client, retry: Override, targets: Vec<Target>, keep_trying: bool) -> Self {
        let several = targets.len() > 1;
        let policy = |target: &Target| retry.apply(twin.policy(target.element));
        let sockets = targets
            .into_iter()
            .map(|target| {
                let policy = policy(&target);
                Live::new(target, policy)
            })
            .collect();
        Self {
            twin,
            client,
            sockets,
            current: 0,
            partings: Vec::new(),
            farewells: Vec::new(),
            turn: 0,
            unsent: Unsent::default(),
            lost: 0,
            retry,
            loaded: Instant::now(),
            keep_trying,
            several,
            seq: 0,
            found: HashSet::new(),
            keep_alive: KeepAlive::default(),
            outbox: Outbox::default(),
            past: None,
            passing: Passing::Nothing,
        }
    }

    /// The same with pings.
    #[must_use]
    pub fn with_keep_alive(self, keep_alive: KeepAlive) -> Self {
        Self { keep_alive, ..self }
    }

    /// The page and its htmx.
    #[must_use]
    pub fn twin(&self) -> &Twin {
        &self.twin
    }

    /// The page and its htmx, to act on.
    pub fn twin_mut(&mut self) -> &mut Twin {
        self.twin.set_moment(crate::script::moment());
        if let Some(past) = &mut self.past {
            past.touch();
        }
        &mut self.twin
    }

    /// The state of the socket that messages go to.
    #[must_use]
    pub fn state(&self) -> State {
        self.current().map_or(State::Closed(1000), |socket| socket.connection.state())
    }

    /// When that socket is to be tried again, while it waits for that.
    #[must_use]
    pub fn retry_at(&self) -> Option<Instant> {
        match &self.current()?.phase {
            Phase::Timer(timer) => Some(timer.deadline()),
            _ => None,
        }
    }

    /// The socket that messages go to.
    #[must_use]
    pub fn target(&self) -> Option<&Target> {
        self.current().map(|socket| &socket.target)
    }

    /// Whether any socket has ever been open.
    #[must_use]
    pub fn has_opened(&self) -> bool {
        self.sockets.iter().any(|socket| socket.opened)
    }

    /// Messages that wait for any socket to open.
    #[must_use]
    pub fn queued(&self) -> usize {
        self.sockets.iter().map(|socket| socket.connection.queue().len()).sum()
    }

    /// Whether something that was sent is still on its way to the operating system.
    #[must_use]
    pub fn has_unsent(&self) -> bool {
        self.links().any(Link::has_unsent)
    }

    /// How many bytes have gone out over the connections that there are.
    fn sent_bytes(&self) -> u64 {
        self.links().map(Link::sent_bytes).sum()
    }

    fn links(&self) -> impl Iterator<Item = &Link> {
        let partings = self.partings.iter().map(|parting| &*parting.closing.link);
        self.sockets.iter().filter_map(Live::link).chain(partings)
    }

    /// How many messages came in so far.
    #[must_use]
    pub fn received(&self) -> u64 {
        self.seq
    }

    /// Whether htmx is not done yet with something that came in.
    #[must_use]
    pub fn is_at_work(&self) -> bool {
        !self.outbox.is_empty()
    }

    /// Starts the handshakes; from now on the page's triggers are heard, and what is to happen at load happens.
    pub fn connect(&mut self) -> Vec<Record> {
        let mut records: Vec<Record> =
            (0..self.sockets.len()).flat_map(|at| self.start_handshake(at)).collect();
        let effects = self.twin.begin();
        records.extend(self.apply(0, effects));
        records
    }

    /// Waits for the next happening on any socket, and takes as many messages as have [gone together](Session::passed) by then;
    /// where nothing is [unsent](Session::has_unsent) any more, there is nothing to record. Never resolves when all of them have
    /// ended.
    pub async fn next(&mut self) -> Vec<Record> {
        self.forget_passed();
        if self.is_at_work() && self.end_of_sockets().is_some() {
            return self.play_out();
        }
        let records = self.happen().await;
        let mut records = self.pass(records);
        records.extend(self.pass_on());
        records
    }

    /// Tells what can be told by now.
    fn pass(&mut self, records: Vec<Record>) -> Vec<Record> {
        self.outbox.pass(records, Instant::now, |seq| self.twin.is_at_work_on(seq))
    }

    /// Nobody waits any more: htmx gets done with what came in.
    fn play_out(&mut self) -> Vec<Record> {
        let effects = self.twin.play_out();
        let records = self.apply(0, effects);
        self.pass(records)
    }

    async fn happen(&mut self) -> Vec<Record> {
        let due = self.twin.next_deadline().map(|due_ms| self.loaded + Duration::from_millis(due_ms));
        let due = due.into_iter().chain(self.outbox.deadline()).min();
        let alarm = async {
            match due {
                Some(due) => tokio::time::sleep_until(due).await,
                None => std::future::pending().await,
            }
            Happened::Due
        };
        let happened = tokio::select! {
            biased;
            happened = std::future::poll_fn(|cx| self.poll_happening(cx)) => happened,
            due = alarm => due,
        };
        self.handle(happened)
    }

    fn handle(&mut self, happened: Happened) -> Vec<Record> {
        let (at, happening) = match happened {
            Happened::On(at, happening) => (at, happening),
            Happened::Parting(at, incoming) => return self.handle_parting(at, incoming),
            Happened::Due => return self.catch_up(),
            Happened::Sent => return Vec::new(),
        };
        match happening {
            Happening::Seen(traces) => self.seen(at, traces),
            Happening::Answered(answer) => match *answer {
                Ok(opened) => self.handle_open(at, opened),
                Err(error) => self.handle_refusal(at, &error),
            },
            Happening::Arrived(incoming) => self.handle_incoming(at, incoming),
            Happening::Ping(data) => {
                self.sockets[at].ping(data);
                Vec::new()
            }
            Happening::NoPong(waited) => self.handle_silence(at, waited),
            Happening::TimedOut => {
                self.sockets[at].connection.handle_timer();
                self.start_handshake(at)
            }
        }
    }

    /// Tears the current socket's connection down without a close frame, as a network does that fails. None where there is
    /// no connection.
    pub fn tear_down(&mut self) -> Option<Vec<Record>> {
        self.tear(self.current, By::Client, None)
    }

    /// Closes the current socket as a page would; the end comes by [`Session::next`]. True where there was one to close.
    pub fn close(&mut self, code: u16, reason: &str) -> bool {
        self.current_mut().is_some_and(|socket| socket.close(code, reason))
    }

    /// Gives up the current socket's next attempt, whether it is under way or its timer runs: something that no page can do.
    /// None where there is neither.
    pub fn give_up(&mut self) -> Option<Vec<Record>> {
        self.give_up_on(self.current)
    }

    /// Connects the current socket anew, now. What was open closes in the background, after what was sent
    /// (htmx-ext-ws 2.0.4 `init`).
    pub fn reconnect(&mut self) -> Vec<Record> {
        let Some(socket) = self.sockets.get_mut(self.current) else { return Vec::new() };
        let selector = socket.target.selector.clone();
        let closing = match socket.take_phase() {
            Phase::Open(link) => Some(Closing::new(link, 1005, "")),
            Phase::Closing(closing) => Some(closing),
            Phase::Handshake(_) | Phase::Timer(_) | Phase::Nothing => None,
        };
        socket.connection.reconnect();
        let mut records = closing.map(|closing| self.part(Parting { closing, selector })).unwrap_or_default();
        records.extend(self.start_handshake(self.current));
        records
    }

    fn poll_happening(&mut self, cx: &mut Context<'_>) -> Poll<Happened> {
        let happened = if self.outbox.len() >= MOST_AT_WORK && self.twin.next_deadline().is_some() {
            // htmx is to get on first: a server that sends faster than it swaps has to wait
            Poll::Pending
        } else {
            self.poll_connections(cx, |_| true)
        };
        // those that are over come last: what they read must not be missing to the others
        self.farewells.retain_mut(|farewell| farewell.as_mut().poll(cx).is_pending());
        happened
    }

    /// Asks connections in turn, from the one after the last that had something: none waits for another's flood. `which` says
    /// of sockets whether they are asked.
    fn poll_connections(&mut self, cx: &mut Context<'_>, which: impl Fn(&Live) -> bool) -> Poll<Happened> {
        let had_unsent = self.has_unsent();
        let (sockets, partings) = (self.sockets.len(), self.partings.len());
        let all = sockets + partings;
        for at in (0..all).map(|step| (self.turn + step) % all) {
            let happened = match at.checked_sub(sockets) {
                None if !which(&self.sockets[at]) => continue,
                None => self.sockets[at].poll(cx).map(|happening| Happened::On(at, happening)),
                Some(at) => {
                    self.partings[at].closing.poll(cx).map(|incoming| Happened::Parting(at, incoming))
                }
            };
            if happened.is_ready() {
                self.turn = at + 1;
                return happened;
            }
        }
        if had_unsent && !self.has_unsent() { Poll::Ready(Happened::Sent) } else { Poll::Pending }
    }

    fn record(&self, at: usize, event: Event) -> Record {
        self.record_at(SystemTime::now(), at, event)
    }

    /// What happened `now`.
    fn record_at(&self, now: SystemTime, at: usize, event: Event) -> Record {
        let selector = self.sockets.get(at).and_then(|socket| socket.target.selector.as_deref());
        self.record_of(now, selector, event)
    }

    fn record_of(&self, now: SystemTime, selector: Option<&str>, event: Event) -> Record {
        let socket = selector.filter(|_| self.several).map(str::to_owned);
        Record { socket, at: Some(now), ..Record::of(event) }
    }
}

#[cfg(test)]
mod tests;
