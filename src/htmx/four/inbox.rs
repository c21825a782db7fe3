//! The messages of each socket that are not done with: one after the other, each waiting for the tasks of the one before
//! (htmx 4.0.1 hx-ws `connection.receiving`).

use std::collections::{HashMap, VecDeque};

use crate::event::Payload;
use crate::page::NodeId;

/// The socket element that a message came in on; none where there is no page.
pub(super) type Socket = Option<NodeId>;

/// All sockets' messages.
#[derive(Debug, Clone, Default)]
pub struct Inboxes(HashMap<Socket, Inbox>);

#[derive(Debug, Clone, Default)]
struct Inbox {
    /// The message whose tasks are being done.
    current: Option<Current>,
    waiting: VecDeque<(u64, Payload)>,
    /// The warning about `payload` has been given.
    told_payload: bool,
}

#[derive(Debug, Clone)]
struct Current {
    seq: u64,
    /// Tasks that are not done.
    left: usize,
    title: String,
}

impl Inboxes {
    /// A message comes in.
    pub(super) fn arrive(&mut self, socket: Socket, seq: u64, payload: Payload) {
        self.0.entry(socket).or_default().waiting.push_back((seq, payload));
    }

    /// Whether a message waits or is being worked on.
    pub fn holds(&self, seq: u64) -> bool {
        let is_current = |inbox: &Inbox| inbox.current.as_ref().is_some_and(|current| current.seq == seq);
        let waits = |inbox: &Inbox| inbox.waiting.binary_search_by_key(&seq, |(waiting, _)| *waiting).is_ok();
        self.0.values().any(|inbox| is_current(inbox) || waits(inbox))
    }

    /// The message whose turn it is, if none is being worked on.
    pub(super) fn next(&mut self, socket: Socket) -> Option<(u64, Payload)> {
        let inbox = self.0.get_mut(&socket).filter(|inbox| inbox.current.is_none())?;
        let next = inbox.waiting.pop_front();
        if next.is_none() && !inbox.told_payload {
            self.0.remove(&socket);
        }
        next
    }

    /// Forgets a socket whose element has left the page, once nothing of its messages is left to do.
    pub(super) fn forget(&mut self, socket: Socket) {
        if self.0.get(&socket).is_some_and(|inbox| inbox.current.is_none() && inbox.waiting.is_empty()) {
            self.0.remove(&socket);
        }
    }

    /// A message has so many tasks to be done.
    pub(super) fn begin(&mut self, socket: Socket, seq: u64, left: usize, title: String) {
        self.0.entry(socket).or_default().current = Some(Current { seq, left, title });
    }

    /// One task of a message is done. A message that an error has ended hears no more of it.
    pub(super) fn task_done(&mut self, socket: Socket, seq: u64) {
        if let Some(current) = self.current(socket, seq) {
            current.left = current.left.saturating_sub(1);
        }
    }

    /// An error in a task ends its message, while others of its tasks may go on.
    pub(super) fn fail(&mut self, socket: Socket, seq: u64) {
        if self.current(socket, seq).is_some() {
            self.end(socket);
        }
    }

    /// The title that a message brings, if that was its last task; empty for none.
    pub(super) fn finish(&mut self, socket: Socket, seq: u64) -> Option<String> {
        let title = self.current(socket, seq).filter(|current| current.left == 0)?.title.clone();
        self.end(socket);
        Some(title)
    }

    /// Whether this is the first `payload` of the socket.
    pub(super) fn is_first_payload(&mut self, socket: Socket) -> bool {
        !std::mem::replace(&mut self.0.entry(socket).or_default().told_payload, true)
    }

    fn current(&mut self, socket: Socket, seq: u64) -> Option<&mut Current> {
        self.0.get_mut(&socket)?.current.as_mut().filter(|current| current.seq == seq)
    }

    fn end(&mut self, socket: Socket) {
        if let Some(inbox) = self.0.get_mut(&socket) {
            inbox.current = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_waits_for_the_tasks_of_the_one_before() {
        let mut inboxes = Inboxes::default();
        let text = |text: &str| Payload::Text(text.to_owned());
        inboxes.arrive(None, 1, text("a"));
        inboxes.arrive(None, 2, text("b"));
        assert_eq!(inboxes.next(None), Some((1, text("a"))));
        inboxes.begin(None, 1, 2, "t".into());
        inboxes.task_done(None, 1);
        assert_eq!((inboxes.next(None), inboxes.finish(None, 1)), (None, None));
        inboxes.task_done(None, 1);
        assert_eq!(inboxes.finish(None, 1), Some("t".into()));
        assert_eq!(inboxes.next(None), Some((2, text("b"))));
    }

    #[test]
    fn an_error_lets_the_next_message_in() {
        let mut inboxes = Inboxes::default();
        inboxes.begin(None, 1, 2, "t".into());
        inboxes.fail(None, 1);
        inboxes.task_done(None, 1);
        assert_eq!(inboxes.finish(None, 1), None);
        inboxes.arrive(None, 2, Payload::Binary(Vec::new()));
        assert_eq!(inboxes.next(None), Some((2, Payload::Binary(Vec::new()))));
    }

    #[test]
    fn a_socket_that_has_left_is_forgotten_once_its_messages_are_done() {
        let mut inboxes = Inboxes::default();
        assert!(inboxes.is_first_payload(None));
        inboxes.begin(None, 1, 1, String::new());
        inboxes.forget(None);
        inboxes.task_done(None, 1);
        assert_eq!(inboxes.finish(None, 1), Some(String::new()));
        inboxes.forget(None);
        assert!(inboxes.0.is_empty());
    }
}
