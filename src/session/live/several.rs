//! Several sockets of one page at once, and the one that messages go to.

use std::collections::VecDeque;

use super::socket::Live;
use super::{Ending, Session, Target};
use crate::event::Record;
use crate::htmx::connection::State;

/// One of a session's sockets, as it is now.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// Where it goes.
    pub target: &'a Target,
    /// What it is about.
    pub state: State,
    /// Messages that wait for it to open, in order.
    pub queue: &'a VecDeque<String>,
    /// Whether messages go to it.
    pub is_current: bool,
}

impl Session {
    /// How the session ended, once nothing more will happen by itself: the worst of its sockets.
    #[must_use]
    pub fn ending(&self) -> Option<Ending> {
        self.end_of_sockets().filter(|_| !self.is_at_work())
    }

    pub(super) fn end_of_sockets(&self) -> Option<Ending> {
        if !self.partings.is_empty() {
            return None;
        }
        let endings: Option<Vec<Ending>> = self.sockets.iter().map(|socket| socket.ending).collect();
        let rank = |ending: &Ending| match ending {
            Ending::NeverOpened => 2,
            Ending::Closed(1000) => 0,
            Ending::Closed(_) => 1,
        };
        endings?.into_iter().max_by_key(rank)
    }

    /// The sockets, in the order in which they were opened; those whose element has left the page are not told.
    pub fn sockets(&self) -> impl Iterator<Item = Standing<'_>> {
        let held = self.sockets.iter().enumerate().filter(|(_, socket)| !socket.connection.is_abandoned());
        held.map(|(at, Live { target, connection, .. })| Standing {
            target,
            state: connection.state(),
            queue: connection.queue(),
            is_current: at == self.current,
        })
    }

    /// Messages go to this socket from now on; it is opened where the session has it not yet. The others stay as they are.
    pub fn switch(&mut self, target: Target) -> Vec<Record> {
        let holds =
            |socket: &Live| socket.target.element == target.element && !socket.connection.is_abandoned();
        if let Some(at) = self.sockets.iter().position(holds) {
            self.current = at;
            return Vec::new();
        }
        let next = self.live(target);
        self.sockets.push(next);
        self.several = true;
        self.current = self.sockets.len() - 1;
        self.start_handshake(self.current)
    }

    /// Messages that wait for the socket that they go to.
    #[must_use]
    pub fn queued_here(&self) -> usize {
        self.current().map_or(0, |socket| socket.connection.queue().len())
    }

    pub(super) fn current(&self) -> Option<&Live> {
        self.sockets.get(self.current)
    }

    pub(super) fn current_mut(&mut self) -> Option<&mut Live> {
        self.sockets.get_mut(self.current)
    }
}
