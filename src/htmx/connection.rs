//! The life of one socket as a state machine: what htmx's wrapper does on every event of its WebSocket.
//!
//! Knows no socket and no clock: inputs are calls, outputs are what they return; randomness is an argument.

use std::collections::VecDeque;

use super::reconnect::Policy;

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
}

/// One socket's wrapper (htmx-ext-ws 2.0.4 `createWebsocketWrapper`).
#[derive(Debug, Clone)]
pub struct Connection {
    policy: Policy,
    state: State,
    retries: u32,
    queue: VecDeque<String>,
    abandoned: bool,
}

impl Connection {
    /// A socket whose first handshake starts at once.
    #[must_use]
    pub fn new(policy: Policy) -> Self {
        Self { policy, state: State::Connecting, retries: 0, queue: VecDeque::new(), abandoned: false }
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
        self.queue.drain(..).collect()
    }

    /// This side closes. True where the socket was open.
    pub fn close(&mut self) -> bool {
        let was_open = self.state == State::Open;
        if was_open {
            self.state = State::Closing;
        }
        was_open
    }

    /// The connection ended, or was never made (1006).
    pub fn handle_close(&mut self, code: u16, random: f64) -> Option<Retry> {
        if !self.reconnects(code) {
            self.state = State::Closed(code);
            return None;
        }
        let retry = Retry {
            attempt: self.retries + 1,
            delay_ms: self.policy.delay(self.retries, random),
            bounds_ms: self.policy.bounds(self.retries),
        };
        self.state = State::Waiting(retry.attempt);
        Some(retry)
    }

    /// The timer ran out: a handshake starts.
    pub fn handle_timer(&mut self) {
        if matches!(self.state, State::Waiting(_)) {
            self.retries += 1;
            self.state = State::Connecting;
        }
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

    /// A message: out at once where the socket is open, else queued without a limit, also while it closes and after a
    /// close that never reconnects (htmx-ext-ws 2.0.4 `send`).
    pub fn send(&mut self, message: String) -> Dispatch {
        if self.state == State::Open {
            return Dispatch::Send(message);
        }
        self.queue.push_back(message);
        Dispatch::Queued(self.queue.len())
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
