//! Sockets that come and go with their elements, as swaps bring and remove them.

use super::closing::Parting;
use super::socket::{Live, Phase};
use super::{Ending, Session, Target};
use crate::event::{By, Event, Record};
use crate::page::NodeId;

impl Session {
    /// The socket's element left the page: htmx closes it and opens it no more.
    pub(super) fn leave(&mut self, element: NodeId) -> Vec<Record> {
        let mut records = Vec::new();
        for at in 0..self.sockets.len() {
            let socket = &mut self.sockets[at];
            if socket.target.element != Some(element) {
                continue;
            }
            socket.connection.abandon();
            if socket.close(1005, "") || matches!(socket.phase, Phase::Closing(_)) {
                continue;
            }
            // abandoned, it does not reconnect
            socket.connection.handle_close(1006, 0.0);
            socket.ending = Some(Ending::Closed(1006));
            if matches!(socket.take_phase(), Phase::Handshake(_)) {
                let close = Event::closed(1006, String::new(), By::Client, false);
                records.push(self.record(at, close));
            }
        }
        records
    }

    /// A socket element that came in a swap: it takes the place of one that left, else it is only told.
    pub(super) fn adopt(&mut self, element: NodeId) -> Vec<Record> {
        let Some(socket) = self.twin.socket_of(element) else { return Vec::new() };
        let Ok(url) = socket.url.clone() else { return Vec::new() };
        let target = Target::of_page(url, element, socket.selector.clone());
        let place = self.sockets.iter().position(|socket| socket.connection.is_abandoned());
        let mut records = Vec::new();
        let at = match place {
            Some(at) => {
                records.extend(self.replace(at, target));
                at
            }
            None if self.several => {
                let next = self.live(target);
                self.sockets.push(next);
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
        records.extend(self.start_handshake(at));
        records
    }

    pub(super) fn live(&self, target: Target) -> Live {
        let policy = self.retry.apply(self.twin.policy(target.element));
        Live::new(target, policy)
    }

    /// Another element's socket in the place of one that left. What that one is still closing ends in the background; its
    /// queue went with its element.
    fn replace(&mut self, at: usize, target: Target) -> Vec<Record> {
        let queue = self.sockets[at].connection.take_queue();
        let mut records: Vec<Record> =
            self.lose(at, &queue, "the socket element left the page").into_iter().collect();
        let next = self.live(target);
        let left = std::mem::replace(&mut self.sockets[at], next);
        self.sockets[at].opened = left.opened;
        if let Phase::Closing(closing) = left.phase {
            records.extend(self.part(Parting { closing, selector: left.target.selector }));
        }
        records
    }
}
