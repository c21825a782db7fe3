//! The scripted server: WebSockets as the browser has them, and reconnect timers that run when they are told to.
//!
//! Knows connections by their elements and nothing of the page.

use std::collections::VecDeque;

use crate::htmx::connection::{Connection, Dispatch, Retry};
use crate::htmx::reconnect::Policy;
use crate::page::NodeId;

/// `WebSocket.readyState`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReadyState {
    /// The handshake is under way.
    Connecting = 0,
    /// Messages go both ways.
    Open = 1,
    /// The page has closed it, the server has not answered.
    Closing = 2,
    /// It has ended.
    Closed = 3,
}

/// What htmx keeps for one socket element: its connection over all its sockets.
#[derive(Debug)]
pub struct Link {
    /// The socket element.
    pub element: NodeId,
    /// Its selector.
    pub selector: String,
    /// The address.
    pub url: String,
    /// htmx's side.
    pub connection: Connection,
    /// Its latest socket.
    pub socket: usize,
    /// Whether a page that has lost the element is noticed only as a timer runs out.
    looks_late: bool,
    /// The socket that made it the element's: of several links the one that came last is in use.
    held: usize,
}

/// One WebSocket.
#[derive(Debug, Clone, Copy)]
pub struct Socket {
    /// The place of its link.
    pub link: usize,
    /// Where it is in its life.
    pub state: ReadyState,
}

/// Every socket that was made, and the timers that are pending.
#[derive(Debug, Default)]
pub struct Server {
    /// What htmx keeps, in the order in which it was made.
    pub links: Vec<Link>,
    /// Sockets in the order in which they were made.
    pub sockets: Vec<Socket>,
    /// Delays in ms, each with the place of its link; the oldest first.
    pub timers: VecDeque<(u64, usize)>,
}

impl Server {
    /// A new socket element's first socket. Returns its place.
    pub fn connect(&mut self, element: NodeId, selector: String, url: String, policy: Policy) -> usize {
        let link = self.links.len();
        let socket = self.add(link);
        let (looks_late, connection) = (policy.looks_late, Connection::new(policy));
        self.links.push(Link { element, selector, url, connection, socket, looks_late, held: socket });
        socket
    }

    fn add(&mut self, link: usize) -> usize {
        self.sockets.push(Socket { link, state: ReadyState::Connecting });
        self.sockets.len() - 1
    }

    /// The link of a socket.
    #[must_use]
    pub fn link_of(&self, socket: usize) -> Option<(usize, &Link)> {
        let at = self.sockets.get(socket)?.link;
        Some((at, self.links.get(at)?))
    }

    /// The link of an element that htmx uses.
    #[must_use]
    pub fn link_at(&self, element: NodeId) -> Option<usize> {
        let links = self.links.iter().enumerate().filter(|(_, link)| link.element == element);
        links.max_by_key(|(_, link)| link.held).map(|(at, _)| at)
    }

    /// A handshake succeeds. Returns what goes out on it; nothing where the socket was not connecting.
    pub fn open(&mut self, socket: usize) -> Option<Vec<String>> {
        let held = self.sockets.get_mut(socket).filter(|held| held.state == ReadyState::Connecting)?;
        held.state = ReadyState::Open;
        let link = self.links.get_mut(held.link)?;
        Some(if link.socket == socket && !link.connection.is_given_up() {
            link.connection.handle_open()
        } else {
            Vec::new()
        })
    }

    /// The page has lost the element of a link, as htmx notices when its connection ends.
    pub fn abandon(&mut self, link: usize) {
        if let Some(link) = self.links.get_mut(link).filter(|link| !link.looks_late) {
            link.connection.abandon();
        }
    }

    /// Whether htmx listens to a socket: not to one that another has taken the place of, nor to one it has given up,
    /// where it keeps one connection for all.
    #[must_use]
    pub fn is_heard(&self, socket: usize) -> bool {
        let Some((_, link)) = self.link_of(socket) else { return false };
        !link.connection.keeps_one() || (link.socket == socket && !link.connection.is_given_up())
    }

    /// A socket ends. Returns the reconnect that follows.
    pub fn close(&mut self, socket: usize, code: u16, random: f64) -> Option<Retry> {
        let is_heard = self.is_heard(socket);
        let held = self.sockets.get_mut(socket)?;
        held.state = ReadyState::Closed;
        let at = Some(held.link).filter(|_| is_heard)?;
        let retry = self.links.get_mut(at)?.connection.handle_close(code, random)?;
        self.timers.push_back((retry.delay_ms, at));
        Some(retry)
    }

    /// The page closes an element's socket, and with it the connection where htmx keeps one for all.
    pub fn leave(&mut self, element: NodeId) {
        let Some(link) = self.link_at(element).and_then(|at| self.links.get_mut(at)) else { return };
        if link.connection.keeps_one() {
            link.connection.abandon();
        }
        let socket = link.socket;
        self.start_closing(socket);
    }

    /// The page closes a socket.
    pub fn start_closing(&mut self, socket: usize) {
        if let Some(socket) = self.sockets.get_mut(socket) {
            socket.state = socket.state.max(ReadyState::Closing);
        }
    }

    /// The oldest timer runs out: its link has a new socket, unless the page has lost its element and that is noticed now.
    /// Returns the socket's place.
    pub fn fire(&mut self, is_on_page: impl Fn(NodeId) -> bool) -> Option<usize> {
        let (_, at) = self.timers.pop_front()?;
        let late = self.links.get(at).filter(|link| link.looks_late || link.connection.keeps_one());
        if late.is_some_and(|link| !is_on_page(link.element)) {
            return None;
        }
        let socket = self.add(at);
        let link = self.links.get_mut(at)?;
        link.connection.handle_timer();
        let former = std::mem::replace(&mut link.socket, socket);
        if link.looks_late {
            link.held = socket;
        }
        if link.connection.keeps_one() {
            self.start_closing(former);
        }
        Some(socket)
    }

    /// A message from the page.
    pub fn send(&mut self, link: usize, text: String) -> Option<(usize, Dispatch)> {
        let link = self.links.get_mut(link)?;
        Some((link.socket, link.connection.send(text)))
    }
}
