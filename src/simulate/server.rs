//! The scripted server: WebSockets as the browser has them, and reconnect timers that run when they are told to.
//!
//! Knows connections by their elements and nothing of the page.

use std::collections::VecDeque;

use crate::htmx::connection::{Connection, Dispatch, Retry};
use crate::htmx::dialect::Renewal;
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
    renewal: Renewal,
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
    /// How many reconnects in a row led to it, where it counts them for itself.
    retries: u32,
}

/// A reconnect that is pending.
#[derive(Debug, Clone, Copy)]
pub struct Timer {
    /// After how long it runs out, in ms.
    pub delay_ms: u64,
    /// The socket whose end set it.
    socket: usize,
}

/// Every socket that was made, and the timers that are pending.
#[derive(Debug, Default)]
pub struct Server {
    /// What htmx keeps, in the order in which it was made.
    pub links: Vec<Link>,
    /// Sockets in the order in which they were made.
    pub sockets: Vec<Socket>,
    /// The oldest first.
    pub timers: VecDeque<Timer>,
}

impl Server {
    /// A new socket element's first socket. Returns its place.
    pub fn connect(&mut self, element: NodeId, selector: String, url: String, policy: Policy) -> usize {
        let link = self.links.len();
        let socket = self.add(link, 0);
        let (renewal, connection) = (policy.renewal, Connection::new(policy));
        self.links.push(Link { element, selector, url, connection, socket, renewal, held: socket });
        socket
    }

    fn add(&mut self, link: usize, retries: u32) -> usize {
        self.sockets.push(Socket { link, state: ReadyState::Connecting, retries });
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

    /// The number of a socket's handshake: 1, and one more for every reconnect in a row before it.
    #[must_use]
    pub fn attempt(&self, socket: usize) -> u32 {
        match (self.sockets.get(socket), self.link_of(socket)) {
            (Some(socket), Some((_, link))) if link.renewal == Renewal::Apart => socket.retries + 1,
            (_, link) => link.map_or(1, |(_, link)| link.connection.attempt()),
        }
    }

    /// A handshake succeeds. Returns what goes out on it; nothing where the socket was not connecting.
    pub fn open(&mut self, socket: usize) -> Option<Vec<String>> {
        let held = self.sockets.get_mut(socket).filter(|held| held.state == ReadyState::Connecting)?;
        held.state = ReadyState::Open;
        held.retries = 0;
        let link = self.links.get_mut(held.link)?;
        match link.socket == socket {
            true if link.connection.is_given_up() => Some(Vec::new()),
            true => Some(link.connection.handle_open()),
            false => {
                link.connection.set_retries(0);
                Some(Vec::new())
            }
        }
    }

    /// Whether a socket has ended.
    #[must_use]
    pub fn is_closed(&self, socket: usize) -> bool {
        self.sockets.get(socket).is_some_and(|socket| socket.state == ReadyState::Closed)
    }

    /// The page has lost the element of a link, as htmx notices when its connection ends.
    pub fn abandon(&mut self, link: usize) {
        if let Some(link) = self.links.get_mut(link).filter(|link| link.renewal != Renewal::Apart) {
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
        let link = self.links.get_mut(held.link).filter(|_| is_heard)?;
        if link.renewal == Renewal::Apart {
            link.connection.set_retries(held.retries);
        }
        let retry = match link.socket == socket {
            true => link.connection.handle_close(code, random),
            false => link.connection.schedule(code, random),
        }?;
        self.timers.push_back(Timer { delay_ms: retry.delay_ms, socket });
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
        let ended = self.timers.pop_front()?.socket;
        let Socket { link: at, retries, .. } = *self.sockets.get(ended)?;
        let Link { renewal, element, socket: before, .. } = *self.links.get(at)?;
        if matches!(renewal, Renewal::Apart | Renewal::Single) && !is_on_page(element) {
            return None;
        }
        match (renewal, self.sockets.get(before).map(|before| before.state)) {
            (Renewal::Wrapped, Some(ReadyState::Open)) | (Renewal::Single, _) => self.start_closing(before),
            _ => {}
        }
        let socket = self.add(at, retries + 1);
        let link = self.links.get_mut(at)?;
        if renewal == Renewal::Apart {
            link.connection.set_retries(retries);
            link.held = socket;
        }
        link.connection.start_over();
        link.socket = socket;
        Some(socket)
    }

    /// A message from the page.
    pub fn send(&mut self, link: usize, text: String) -> Option<(usize, Dispatch)> {
        let link = self.links.get_mut(link)?;
        Some((link.socket, link.connection.send(text)))
    }
}
