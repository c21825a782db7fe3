//! A live session: htmx's state machine driven in real time, over one socket or several of one page.
//!
//! Every happening comes out as records; nothing is printed here. `next` is cancel-safe: all state is in the session.

mod socket;
mod tell;

use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use super::client::Client;
use super::handshake::{HandshakeError, Opened};
use super::link::{Incoming, Link};
pub use super::target::Target;
use crate::event::{By, Event, Headers, Payload, Record};
use crate::htmx::connection::{Dispatch, State};
use crate::htmx::reconnect::Policy;
use crate::htmx::twin::{Effect, Twin};
use crate::page::NodeId;
use socket::{Happening, Live, Phase};
use tell::{explain, lossy, told, withholding};

/// How long a close waits for the server's.
const CLOSE_WAIT: Duration = Duration::from_secs(1);

/// How a session ends up when it is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The first handshake failed.
    NeverOpened,
    /// Closed for good with this code.
    Closed(u16),
}

/// Sockets of one page, alive.
pub struct Session {
    twin: Twin,
    client: Client,
    sockets: Vec<Live>,
    policy: Policy,
    keep_trying: bool,
    several: bool,
    seq: u64,
}

impl Session {
    /// A session that is about to connect. `keep_trying` retries a first handshake that failed, as htmx does.
    #[must_use]
    pub fn new(twin: Twin, client: Client, policy: Policy, targets: Vec<Target>, keep_trying: bool) -> Self {
        let several = targets.len() > 1;
        let sockets = targets.into_iter().map(|target| Live::new(target, policy.clone())).collect();
        Self { twin, client, sockets, policy, keep_trying, several, seq: 0 }
    }

    /// The page and its htmx.
    #[must_use]
    pub fn twin(&self) -> &Twin {
        &self.twin
    }

    /// The page and its htmx, to act on.
    pub fn twin_mut(&mut self) -> &mut Twin {
        &mut self.twin
    }

    /// The state of the first socket, the one that messages go to.
    #[must_use]
    pub fn state(&self) -> State {
        self.sockets.first().map_or(State::Closed(1000), |socket| socket.connection.state())
    }

    /// The socket that messages go to.
    #[must_use]
    pub fn target(&self) -> Option<&Target> {
        self.sockets.first().map(|socket| &socket.target)
    }

    /// Whether any socket has ever been open.
    #[must_use]
    pub fn has_opened(&self) -> bool {
        self.sockets.iter().any(|socket| socket.opened)
    }

    /// Messages that wait for a socket to open.
    #[must_use]
    pub fn queued(&self) -> usize {
        self.sockets.iter().map(Live::queued).sum()
    }

    /// Whether something that was sent is still on its way to the operating system.
    #[must_use]
    pub fn has_unsent(&self) -> bool {
        self.sockets.iter().any(|socket| matches!(&socket.phase, Phase::Open(link) if link.has_unsent()))
    }

    /// How the session ended, once nothing more will happen by itself: the worst of its sockets.
    #[must_use]
    pub fn ending(&self) -> Option<Ending> {
        let endings: Option<Vec<Ending>> = self.sockets.iter().map(|socket| socket.ending).collect();
        let rank = |ending: &Ending| match ending {
            Ending::NeverOpened => 2,
            Ending::Closed(1000) => 0,
            Ending::Closed(_) => 1,
        };
        endings?.into_iter().max_by_key(rank)
    }

    /// Starts the handshakes.
    pub fn connect(&mut self) -> Vec<Record> {
        (0..self.sockets.len()).flat_map(|at| self.start_handshake(at)).collect()
    }

    /// Waits for the next happening on any socket. Never resolves when all of them have ended.
    pub async fn next(&mut self) -> Vec<Record> {
        let (at, happening) = std::future::poll_fn(|cx| self.poll_happening(cx)).await;
        match happening {
            Happening::Answered(answer) => match *answer {
                Ok(opened) => self.handle_open(at, opened),
                Err(error) => self.handle_refusal(at, &error),
            },
            Happening::Arrived(incoming) => self.handle_incoming(at, incoming),
            Happening::Unanswered => self.handle_unanswered(at),
            Happening::TimedOut => {
                self.sockets[at].connection.handle_timer();
                self.start_handshake(at)
            }
        }
    }

    /// Sends or queues a message on the first socket. `element` is the sender's selector.
    pub fn send(&mut self, text: String, element: Option<String>) -> Vec<Record> {
        let Some(socket) = self.sockets.first_mut() else { return Vec::new() };
        let (data, bytes) = (text.clone(), text.len());
        let event = match socket.send(text) {
            Dispatch::Send(text) => {
                socket.transmit(text);
                Event::Sent { data, bytes, element }
            }
            Dispatch::Queued(waiting) => Event::Queued { data, bytes, waiting },
        };
        vec![self.record(0, event)]
    }

    /// Closes the first socket as a page would; the end comes by [`Session::next`]. True where there was one to close.
    pub fn close(&mut self, code: u16, reason: &str) -> bool {
        self.sockets.first_mut().is_some_and(|socket| socket.close(code, reason))
    }

    /// Drops what the first socket is and connects anew.
    pub fn reconnect(&mut self) -> Vec<Record> {
        let Some(socket) = self.sockets.first_mut() else { return Vec::new() };
        if let Phase::Open(link) = &mut socket.phase {
            link.queue_close(1000, "");
            // one attempt at telling the server; the connection is dropped either way
            let _sent = futures_util::FutureExt::now_or_never(link.flush());
        }
        let held = socket.take_held();
        socket.connection.reconnect();
        socket.queue(held);
        self.start_handshake(0)
    }

    /// Ends the session: what was sent goes out, open sockets close with `code` and wait up to a second for the
    /// server's close.
    pub async fn finish(mut self, code: u16) -> (Twin, Vec<Record>) {
        let mut records = Vec::new();
        for at in 0..self.sockets.len() {
            if let Phase::Open(mut link) = std::mem::replace(&mut self.sockets[at].phase, Phase::Nothing)
                && let Some(Incoming::Closed { code, reason, by, .. }) = link.shutdown(code, CLOSE_WAIT).await
            {
                records.push(self.record(at, Event::Close { code, reason, by, reconnects: false }));
            }
        }
        (self.twin, records)
    }

    fn poll_happening(&mut self, cx: &mut Context<'_>) -> Poll<(usize, Happening)> {
        for (at, socket) in self.sockets.iter_mut().enumerate() {
            if let Poll::Ready(happening) = socket.poll(cx) {
                return Poll::Ready((at, happening));
            }
        }
        Poll::Pending
    }

    fn record(&self, at: usize, event: Event) -> Record {
        let selector = self.sockets.get(at).and_then(|socket| socket.target.selector.clone());
        Record { event, step: None, socket: selector.filter(|_| self.several), at: Some(SystemTime::now()) }
    }

    fn start_handshake(&mut self, at: usize) -> Vec<Record> {
        let location = self.twin.page().map(|_| self.twin.location());
        let socket = &mut self.sockets[at];
        let (handshake, withheld) = self.client.handshake(&socket.target, location);
        let news = std::mem::replace(&mut socket.withheld, withheld.clone()) != withheld;
        socket.phase = Phase::Handshake(handshake);
        socket.ending = None;
        let (url, attempt) = (socket.target.url.to_string(), socket.connection.attempt());
        let note = withholding(&withheld, &url).filter(|_| news);
        let mut records = vec![self.record(at, Event::Connecting { url, attempt })];
        records.extend(note.map(|message| self.record(at, Event::Note { message })));
        records
    }

    fn handle_open(&mut self, at: usize, opened: Opened) -> Vec<Record> {
        let socket = &mut self.sockets[at];
        let url = socket.target.url.clone();
        self.client.keep_cookies(&opened.set_cookies, &url);
        let attempt = socket.connection.attempt();
        socket.opened = true;
        socket.refused = None;
        socket.phase = Phase::Open(Box::new(Link::new(opened.socket)));
        let waiting = socket.connection.handle_open();
        for text in &waiting {
            socket.transmit(text.clone());
        }
        let open = Event::Open {
            url: url.into(),
            status: opened.status,
            subprotocol: opened.subprotocol,
            headers: Headers(opened.headers),
            attempt,
            took_ms: u64::try_from(opened.took.as_millis()).unwrap_or(u64::MAX),
            sent: told(&opened.request_headers),
        };
        let mut records = vec![self.record(at, open)];
        for text in waiting {
            let bytes = text.len();
            records.push(self.record(at, Event::Sent { data: text, bytes, element: None }));
        }
        records
    }

    fn handle_refusal(&mut self, at: usize, error: &HandshakeError) -> Vec<Record> {
        let (message, help) = (error.to_string(), explain(error));
        let socket = &mut self.sockets[at];
        if let HandshakeError::Refused(refusal) = error {
            self.client.keep_cookies(&refusal.set_cookies, &socket.target.url);
        }
        // the same again needs no second explanation
        let before = socket.refused.replace((message.clone(), help.clone()));
        let help = help.filter(|help| before != Some((message.clone(), Some(help.clone()))));
        let mut records = vec![self.record(at, Event::Error { message, help })];
        let socket = &mut self.sockets[at];
        if socket.opened || self.keep_trying {
            records.extend(self.handle_close(at, 1006, String::new(), By::Network, 1006));
        } else {
            socket.phase = Phase::Nothing;
            socket.ending = Some(Ending::NeverOpened);
        }
        records
    }

    fn handle_incoming(&mut self, at: usize, incoming: Incoming) -> Vec<Record> {
        let closing = self.sockets[at].is_closing();
        match incoming {
            Incoming::Text(text) if closing => self.handle_too_late(at, Payload::Text(text)),
            Incoming::Binary(bytes) if closing => self.handle_too_late(at, Payload::Binary(bytes)),
            Incoming::Text(text) => self.handle_message(at, Payload::Text(text)),
            Incoming::Binary(bytes) => self.handle_message(at, Payload::Binary(bytes)),
            Incoming::Ping(data) => vec![self.record(at, Event::Ping { data: lossy(&data) })],
            Incoming::Pong(data) => vec![self.record(at, Event::Pong { data: lossy(&data) })],
            Incoming::Closed { code, reason, by, detail, browser_code } => {
                let mut records = Vec::new();
                if let Some(detail) = detail {
                    records.push(self.record(at, Event::Error { message: detail, help: None }));
                }
                records.extend(self.handle_close(at, code, reason, by, browser_code));
                records
            }
        }
    }

    /// A close that the peer does not answer is given up on, which the page hears as 1006.
    fn handle_unanswered(&mut self, at: usize) -> Vec<Record> {
        let Some((code, wait)) = self.sockets[at].closing_with() else { return Vec::new() };
        let message =
            format!("the server did not answer the close within {}", humantime::format_duration(wait));
        let mut records = vec![self.record(at, Event::Error { message, help: None })];
        records.extend(self.handle_close(at, code, String::new(), By::Client, 1006));
        records
    }

    /// A message that comes after this side has closed is no event of the page's any more (WebSockets Standard, "When a
    /// WebSocket message has been received").
    fn handle_too_late(&mut self, at: usize, payload: Payload) -> Vec<Record> {
        self.seq += 1;
        let (seq, bytes) = (self.seq, length(&payload));
        let message = "it came while the socket was closing: the page does not hear it".to_owned();
        vec![
            self.record(at, Event::Message { seq, bytes, payload }),
            self.record(at, Event::Note { message }),
        ]
    }

    fn handle_message(&mut self, at: usize, payload: Payload) -> Vec<Record> {
        self.seq += 1;
        let bytes = length(&payload);
        let effects = self.twin.receive(self.seq, &payload);
        let mut records = vec![self.record(at, Event::Message { seq: self.seq, bytes, payload })];
        for effect in effects {
            match effect {
                Effect::Event(event) => records.push(self.record(at, *event)),
                Effect::CloseSocket(element) => self.leave(element),
                Effect::OpenSocket(element) => records.extend(self.adopt(element)),
            }
        }
        records
    }

    /// `code` is RFC 6455's, `browser_code` the one that htmx hears.
    fn handle_close(
        &mut self,
        at: usize,
        code: u16,
        reason: String,
        by: By,
        browser_code: u16,
    ) -> Vec<Record> {
        let socket = &mut self.sockets[at];
        let held = socket.take_held();
        let retry = socket.connection.handle_close(browser_code, rand::random());
        socket.queue(held);
        let close = Event::Close { code, reason, by, reconnects: retry.is_some() };
        socket.phase = match retry {
            Some(retry) => Phase::Timer(Box::pin(tokio::time::sleep(Duration::from_millis(retry.delay_ms)))),
            None => Phase::Nothing,
        };
        socket.ending = retry.is_none().then_some(Ending::Closed(code));
        let mut records = vec![self.record(at, close)];
        records.extend(retry.map(|retry| {
            let (attempt, delay_ms, bounds_ms) = (retry.attempt, retry.delay_ms, retry.bounds_ms);
            self.record(at, Event::Reconnect { attempt, delay_ms, code: browser_code, bounds_ms })
        }));
        records
    }

    /// The socket's element left the page: htmx closes it and opens it no more.
    fn leave(&mut self, element: NodeId) {
        for socket in self.sockets.iter_mut().filter(|socket| socket.target.element == Some(element)) {
            socket.connection.abandon();
            if !socket.close(1005, "") && !socket.is_closing() {
                socket.phase = Phase::Nothing;
                socket.ending = Some(Ending::Closed(1006));
            }
        }
    }

    /// A socket element that came in a swap: it takes the place of one that left, else it is only told.
    fn adopt(&mut self, element: NodeId) -> Vec<Record> {
        let Some(socket) = self.twin.socket_of(element) else { return Vec::new() };
        let Ok(url) = socket.url.clone() else { return Vec::new() };
        let target = Target::of_page(url, element, socket.selector.clone());
        let place = self.sockets.iter().position(|socket| socket.connection.is_abandoned());
        let at = match place {
            Some(at) => {
                self.sockets[at] = Live::new(target, self.policy.clone());
                at
            }
            None if self.several => {
                self.sockets.push(Live::new(target, self.policy.clone()));
                self.sockets.len() - 1
            }
            None => {
                let selector = target.selector.unwrap_or_default();
                let message = format!(
                    "the message brought another socket, `{selector}` to {}: htmx opens it, this session does not",
                    target.url
                );
                return vec![self.record(0, Event::Note { message })];
            }
        };
        self.start_handshake(at)
    }
}

/// Bytes of a message.
fn length(payload: &Payload) -> usize {
    match payload {
        Payload::Text(text) => text.len(),
        Payload::Binary(bytes) => bytes.len(),
    }
}

#[cfg(test)]
mod tests;
