//! Everyone who is connected, and what they share.
//!
//! What is said to everyone reaches everyone in the same order. A client that reads slowly loses nothing
//! as long as it is at most [`QUEUE`] messages behind; past that it is put out of the room.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hyper::HeaderMap;
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio_tungstenite::tungstenite::Utf8Bytes;

use super::answer::{Board, Reply, answer};

/// How many messages to everyone may wait for one client.
pub(super) const QUEUE: usize = 1024;

/// The headers of a handshake as they came: names in lower case, values with bad UTF-8 replaced.
pub(super) type Headers = Vec<(String, String)>;

/// The headers of a handshake.
pub(super) fn listed(headers: &HeaderMap) -> Headers {
    headers
        .iter()
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
        .collect()
}

/// The room of one server.
#[derive(Debug, Default)]
pub(super) struct Room(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    board: Board,
    joined: u64,
    members: BTreeMap<u64, Sender<Utf8Bytes>>,
}

/// A client's place in the room, left when dropped.
#[derive(Debug)]
pub(super) struct Seat {
    room: Arc<Room>,
    number: u64,
    queue: Receiver<Utf8Bytes>,
}

impl Room {
    /// A new client comes in; it hears what is said to everyone from now on.
    pub(super) fn join(self: &Arc<Self>) -> Seat {
        let (sender, queue) = mpsc::channel(QUEUE);
        let mut inner = self.lock();
        inner.joined += 1;
        let number = inner.joined;
        inner.members.insert(number, sender);
        Seat { room: self.clone(), number, queue }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seat {
    /// Answers a message of this client: what is for everyone is queued for everyone, this client too,
    /// and what is for it alone is returned. [`Seat::queued`] comes before that.
    pub(super) fn ask(&self, text: &str, headers: &Headers) -> Vec<Reply> {
        let mut inner = self.room.lock();
        let replies = answer(text, &mut inner.board, headers);
        let mut own = Vec::new();
        for reply in replies {
            match reply {
                Reply::Everyone(text) => inner.broadcast(text.into()),
                reply => own.push(reply),
            }
        }
        own
    }

    /// The next message to everyone; none once this client was put out and has heard all before that.
    pub(super) async fn heard(&mut self) -> Option<Utf8Bytes> {
        self.queue.recv().await
    }

    /// The next message to everyone that already waits.
    pub(super) fn queued(&mut self) -> Option<Utf8Bytes> {
        self.queue.try_recv().ok()
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.room.lock().members.remove(&self.number);
    }
}

impl Inner {
    fn broadcast(&mut self, text: Utf8Bytes) {
        self.members.retain(|_, member| member.try_send(text.clone()).is_ok());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(seat: &Seat) {
        assert_eq!(seat.ask(r#"{"step":1}"#, &Headers::new()), []);
    }

    fn waiting(seat: &mut Seat) -> Vec<String> {
        std::iter::from_fn(|| seat.queued()).map(|text| text.to_string()).collect()
    }

    #[test]
    fn everyone_hears_the_same_in_the_same_order_from_when_they_joined() {
        let room = Arc::new(Room::default());
        let mut first = room.join();
        step(&first);
        let mut second = room.join();
        step(&second);
        step(&first);
        let said = |n: u32| format!("<output id=\"count\">{n}</output>");
        assert_eq!(waiting(&mut first), [said(1), said(2), said(3)]);
        assert_eq!(waiting(&mut second), [said(2), said(3)]);
    }

    #[tokio::test]
    async fn a_client_that_falls_too_far_behind_hears_what_was_queued_and_is_put_out() {
        let room = Arc::new(Room::default());
        let mut slow = room.join();
        let mut busy = room.join();
        for _ in 0..=QUEUE {
            step(&busy);
            assert!(busy.queued().is_some());
        }
        assert_eq!(waiting(&mut slow).len(), QUEUE);
        assert_eq!(slow.heard().await, None);
        step(&busy);
        assert!(busy.heard().await.is_some());
    }

    #[test]
    fn who_leaves_makes_room() {
        let room = Arc::new(Room::default());
        let seat = room.join();
        assert_eq!(room.lock().members.len(), 1);
        drop(seat);
        assert_eq!(room.lock().members.len(), 0);
    }
}
