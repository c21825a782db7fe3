//! What goes out on one of a session's sockets: messages, and pings. Reads nothing.

use super::{LONGEST_PING, Session};
use crate::event::{Event, Payload, Record};
use crate::htmx::connection::Dispatch;

impl Session {
    /// Sends or queues a message on the current socket. `element` is the sender's selector.
    pub fn send(&mut self, text: String, element: Option<String>) -> Vec<Record> {
        self.send_on(self.current, text, element)
    }

    pub(super) fn send_on(&mut self, at: usize, text: String, element: Option<String>) -> Vec<Record> {
        let Some(socket) = self.sockets.get_mut(at) else { return Vec::new() };
        let (data, bytes) = (text.clone(), text.len());
        let event = match socket.connection.send(text) {
            Dispatch::Send(text) => {
                let wire_bytes = socket.transmit(text);
                Event::Sent { payload: Payload::Text(data), bytes, wire_bytes, element }
            }
            Dispatch::Queued(waiting) => Event::Queued { data, bytes, waiting },
            Dispatch::Lost(reason) => Event::Halted { reason, element, help: None },
        };
        vec![self.record(at, event)]
    }

    /// Sends a binary message on the current socket, where it is open: htmx sends none, and so queues none.
    pub fn send_binary(&mut self, bytes: Vec<u8>) -> Vec<Record> {
        let Some(socket) = self.current_mut() else { return Vec::new() };
        let (payload, size) = (Payload::Binary(bytes.clone()), bytes.len());
        let event = match socket.transmit_binary(bytes) {
            Some(wire_bytes) => Event::Sent { payload, bytes: size, wire_bytes, element: None },
            None => {
                let reason = "the socket is not open, and binary messages are not queued".to_owned();
                Event::Halted { reason, element: None, help: None }
            }
        };
        vec![self.record(self.current, event)]
    }

    /// Sends a ping on the current socket; the pong comes by [`Session::next`]. At most 125 bytes of `data` fit. False where
    /// the socket is not open.
    pub fn ping(&mut self, data: Option<Vec<u8>>) -> bool {
        let Some(socket) = self.current_mut() else { return false };
        let Some(pings) = &mut socket.pings else { return false };
        let data = pings.ask(data.map(|mut data| {
            data.truncate(LONGEST_PING);
            data
        }));
        socket.ping(data)
    }

    /// Counts the pongs to what went out on the current socket as asked for by nobody.
    pub fn disown_pings(&mut self) {
        if let Some(pings) = self.current_mut().and_then(|socket| socket.pings.as_mut()) {
            pings.disown();
        }
    }
}
