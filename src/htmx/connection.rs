//! The life of one socket as a state machine: what htmx's wrapper does on every event of its WebSocket.
//!
//! Knows no socket and no clock: inputs are calls, outputs are what they return; randomness is an argument.

use std::collections::VecDeque;

use super::diagnose::{self, Finding};
use super::dialect::{Renewal, WhileNotOpen};
use super::reconnect::{Delay, Policy};

/// Messages that wait at the most, whatever htmx allows.
const MOST_QUEUED: usize = 100_000;

/// The bytes of those.
const MOST_QUEUED_BYTES: usize = 64 << 20;

/// Where a socket is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// A handshake is under way.
    Connecting,
    /// Messages go both ways.
    Open,
    /// This side has closed, the server has not answered yet.
    Closing,
    /// A timer runs until the next attempt; holds its number, 1 being the first reconnect.
    Waiting(u32),
    /// Ended for good with this code.
    Closed(u16),
}

/// The reconnect that follows a close.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retry {
    /// 1 is the first reconnect.
    pub attempt: u32,
    /// When, in ms from now.
    pub delay_ms: u64,
    /// The delay's bounds, in ms.
    pub bounds_ms: (u64, u64),
}

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dispatch {
    /// It goes out now.
    Send(String),
    /// It waits for the socket to open; so many wait with it.
    Queued(usize),
    /// It never goes out; holds why.
    Lost(String),
}

/// One socket's wrapper (htmx-ext-ws 2.0.4 `createWebsocketWrapper`).
#[derive(Debug, Clone)]
pub struct Connection {
    policy: Policy,
    state: State,
    retries: u32,
    queue: VecDeque<String>,
    /// How many bytes wait.
    queued_bytes: usize,
    abandoned: bool,
    /// What is to be told of the delay.
    finding: Option<Finding>,
}

impl Connection {
    /// A socket whose first handshake starts at once.
    #[must_use]
    pub fn new(policy: Policy) -> Self {
        let (queue, finding) = (VecDeque::new(), None);
        Self {
            policy,
            state: State::Connecting,
            retries: 0,
            queue,
            queued_bytes: 0,
            abandoned: false,
            finding,
        }
    }

    /// The state.
    #[must_use]
    pub fn state(&self) -> State {
        self.state
    }

    /// The number of the handshake that is under way or was the last: 1, and one more for every reconnect since the
    /// socket was last open.
    #[must_use]
    pub fn attempt(&self) -> u32 {
        self.retries + 1
    }

    /// When it reconnects, and what it queues.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Messages that wait for the socket to open.
    #[must_use]
    pub fn queue(&self) -> &VecDeque<String> {
        &self.queue
    }

    /// Whether a close with this code would be followed by a reconnect.
    #[must_use]
    pub fn reconnects(&self, code: u16) -> bool {
        !self.abandoned && self.policy.reconnects(code, self.retries)
    }

    /// The handshake succeeded: the counter starts over, and what was queued goes out in order.
    pub fn handle_open(&mut self) -> Vec<String> {
        self.state = State::Open;
        self.retries = 0;
        self.take_queue()
    }

    /// This side closes. True where the socket was open.
    pub fn close(&mut self) -> bool {
        let was_open = self.state == State::Open;
        if was_open {
            self.state = State::Closing;
        }
        was_open
    }

    /// Whether htmx listens no more: it has given the connection up (htmx 4.0.1 hx-ws `cleanupConnection`).
    #[must_use]
    pub fn is_given_up(&self) -> bool {
        self.keeps_one() && (self.abandoned || matches!(self.state, State::Closed(_)))
    }

    /// Whether htmx keeps one connection over all sockets of an element, which listens to the latest and counts as one
    /// ends (htmx 4.0.1 hx-ws `createWebSocket`, `scheduleReconnect`).
    #[must_use]
    pub fn keeps_one(&self) -> bool {
        self.policy.renewal == Renewal::Single
    }

    /// The connection ended, or was never made (1006).
    pub fn handle_close(&mut self, code: u16, random: f64) -> Option<Retry> {
        let retry = self.schedule(code, random);
        self.state = retry.map_or(State::Closed(code), |retry| State::Waiting(retry.attempt));
        retry
    }

    /// One of its sockets ended, which need not be the one in use: the reconnect that follows.
    pub fn schedule(&mut self, code: u16, random: f64) -> Option<Retry> {
        if !self.reconnects(code) {
            return None;
        }
        // a function of the page may count its calls: it is called once, as the page does
        let number = self.policy.number(self.retries, random);
        self.finding = diagnose::reconnect::of_delay(&self.policy.delay, &number, self.retries);
        let delay_ms = self.policy.whole(&number, self.retries, random)?;
        let bounds_ms = match self.policy.delay {
            Delay::Function(_) => (delay_ms, delay_ms),
            _ => self.policy.bounds(self.retries),
        };
        let attempt = self.retries + 1;
        if self.keeps_one() {
            self.retries += 1;
        }
        Some(Retry { attempt, delay_ms, bounds_ms })
    }

    /// What is to be told of the delay before the reconnect, once: a function that gives none.
    pub fn take_finding(&mut self) -> Option<Finding> {
        self.finding.take()
    }

    /// The timer ran out: a handshake starts.
    pub fn handle_timer(&mut self) {
        if matches!(self.state, State::Waiting(_)) {
            self.start_over();
        }
    }

    /// One of its timers ran out, of which there may be several: a handshake starts, whatever came of the one before.
    pub fn start_over(&mut self) {
        if !self.keeps_one() {
            self.retries += 1;
        }
        self.state = State::Connecting;
    }

    /// The number of reconnects in a row before it, for a socket that counts for itself.
    pub fn set_retries(&mut self, retries: u32) {
        self.retries = retries;
    }

    /// The socket's element left the page: the socket opens no more.
    pub fn abandon(&mut self) {
        self.abandoned = true;
    }

    /// Whether the socket's element left the page.
    #[must_use]
    pub fn is_abandoned(&self) -> bool {
        self.abandoned
    }

    /// A person asks for a new connection now: the counter stays, as with the wrapper's `reconnect`.
    pub fn reconnect(&mut self) {
        self.state = State::Connecting;
    }

    /// A person wants no further attempt: what is under way ends for good, as `code`.
    pub fn give_up(&mut self, code: u16) {
        self.state = State::Closed(code);
    }

    /// A message: out at once where the socket is open, else what the dialect makes of it.
    pub fn send(&mut self, message: String) -> Dispatch {
        if self.state == State::Open {
            return Dispatch::Send(message);
        }
        if let Some(reason) = self.loses().or_else(|| self.has_no_room(&message)) {
            return Dispatch::Lost(reason);
        }
        self.queued_bytes += message.len();
        self.queue.push_back(message);
        Dispatch::Queued(self.queue.len())
    }

    /// Why a message would not even wait now, where that is so.
    fn loses(&self) -> Option<String> {
        match (self.policy.while_not_open, self.state) {
            (WhileNotOpen::Queue, _) => None,
            (WhileNotOpen::Lose, State::Connecting) => Some(
                "the socket is still connecting: `WebSocket.send` throws, and htmx does not queue".to_owned(),
            ),
            (WhileNotOpen::Lose, _) => {
                Some("the socket is not open: `WebSocket.send` drops it, and htmx does not queue".to_owned())
            }
            (WhileNotOpen::QueueWhileReconnecting, State::Closed(_)) => {
                Some("`Connection not open`: the socket has closed for good".to_owned())
            }
            (WhileNotOpen::QueueWhileReconnecting, _) => {
                let limit = self.policy.queue_limit.filter(|&limit| self.queue.len() >= limit)?;
                Some(format!("`Outgoing messages queue is full`: {limit} messages wait already"))
            }
        }
    }

    /// Why there is no room for a message, though htmx would let it wait: a browser has no limit but its memory.
    fn has_no_room(&self, message: &str) -> Option<String> {
        let (count, bytes) = (self.queue.len(), self.queued_bytes);
        (count >= MOST_QUEUED || bytes + message.len() > MOST_QUEUED_BYTES).then(|| {
            format!("{count} messages of {bytes} bytes wait already, and hxws keeps no more while the socket is not open")
        })
    }

    /// Messages that waited for a socket that htmx has given up (htmx 4.0.1 hx-ws `cleanupConnection`).
    pub fn take_forgotten(&mut self) -> Vec<String> {
        if self.is_given_up() { self.take_queue() } else { Vec::new() }
    }

    /// All that waits, in order.
    pub fn take_queue(&mut self) -> Vec<String> {
        self.queued_bytes = 0;
        self.queue.drain(..).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::htmx::config::Config;
    use crate::htmx::dialect::Dialect;

    fn connection() -> Connection {
        Connection::new(Policy::of(&Dialect::default(), &Config::default()))
    }

    #[test]
    fn messages_wait_in_order_until_the_socket_opens() {
        let mut socket = connection();
        assert_eq!(socket.send("1".into()), Dispatch::Queued(1));
        assert_eq!(socket.send("2".into()), Dispatch::Queued(2));
        assert_eq!(socket.handle_open(), ["1", "2"]);
        assert_eq!(socket.send("3".into()), Dispatch::Send("3".into()));
    }

    #[test]
    fn delays_grow_over_failures_and_start_over_after_an_open() {
        let mut socket = connection();
        socket.handle_open();
        let mut delays = Vec::new();
        for _ in 0..3 {
            delays.push(socket.handle_close(1006, 0.5).unwrap().delay_ms);
            socket.handle_timer();
        }
        assert_eq!((delays, socket.attempt()), (vec![500, 1000, 2000], 4));
        socket.handle_open();
        assert_eq!(socket.handle_close(1012, 0.5).unwrap().attempt, 1);
    }

    #[test]
    fn messages_queue_while_the_socket_closes() {
        let mut socket = connection();
        assert!(!socket.close());
        socket.handle_open();
        assert!(socket.close());
        assert!(!socket.close());
        assert_eq!((socket.state(), socket.send("1".into())), (State::Closing, Dispatch::Queued(1)));
        assert_eq!(socket.handle_close(1012, 0.5).unwrap().attempt, 1);
        socket.handle_timer();
        assert_eq!(socket.handle_open(), ["1"]);
    }

    fn of(htmx: &str) -> Connection {
        let dialect = Dialect::choose(htmx, None).unwrap();
        Connection::new(Policy { queue_limit: Some(2), ..Policy::of(&dialect, &Config::default()) })
    }

    #[test]
    fn htmx_4_counts_a_socket_that_ends_while_it_waits() {
        let mut socket = of("4");
        assert_eq!(socket.handle_close(1006, 0.5).unwrap().delay_ms, 500);
        assert_eq!(socket.handle_close(1006, 0.5).unwrap().delay_ms, 1000);
        socket.handle_close(1000, 0.5);
        assert!(socket.is_given_up());
        let mut socket = of("2");
        assert_eq!([1006, 1006].map(|code| socket.handle_close(code, 0.5).unwrap().delay_ms), [500, 500]);
        socket.handle_close(1000, 0.5);
        assert!(!socket.is_given_up());
    }

    #[test]
    fn the_queue_of_a_socket_that_never_opens_has_an_end() {
        let mut small = connection();
        for number in 1..=MOST_QUEUED {
            assert_eq!(small.send("m".to_owned()), Dispatch::Queued(number));
        }
        let told = "100000 messages of 100000 bytes wait already, and hxws keeps no more while the socket is not open";
        assert_eq!(small.send("m".to_owned()), Dispatch::Lost(told.to_owned()));
        small.take_queue();
        assert_eq!(small.send("m".to_owned()), Dispatch::Queued(1));
        let mut large = connection();
        assert_eq!(large.send("x".repeat(MOST_QUEUED_BYTES)), Dispatch::Queued(1));
        assert!(matches!(large.send("m".to_owned()), Dispatch::Lost(_)));
    }

    #[test]
    fn htmx_1_queues_nothing() {
        let mut socket = of("1");
        assert!(matches!(socket.send("early".into()), Dispatch::Lost(_)));
        assert_eq!(socket.handle_open(), [""; 0]);
        socket.handle_close(1006, 0.5);
        assert!(matches!(socket.send("late".into()), Dispatch::Lost(_)));
    }

    #[test]
    fn htmx_4_queues_up_to_a_limit_and_forgets_with_the_connection() {
        let mut socket = of("4");
        let sent: Vec<bool> =
            ["1", "2", "3"].map(|text| matches!(socket.send(text.into()), Dispatch::Queued(_))).into();
        assert_eq!(sent, [true, true, false]);
        socket.handle_close(1000, 0.5);
        assert_eq!(socket.take_forgotten(), ["1", "2"]);
        assert!(matches!(socket.send("4".into()), Dispatch::Lost(_)));
    }

    #[test]
    fn a_clean_close_stays_closed_and_messages_still_queue() {
        let mut socket = connection();
        socket.handle_open();
        assert_eq!(socket.handle_close(1000, 0.5), None);
        assert_eq!(socket.state(), State::Closed(1000));
        assert_eq!(socket.send("kept".into()), Dispatch::Queued(1));
        socket.handle_timer();
        assert_eq!(socket.state(), State::Closed(1000));
        socket.reconnect();
        assert_eq!(socket.handle_open(), ["kept"]);
    }
}
