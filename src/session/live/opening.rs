//! Handshakes of a session: how they start, and what comes of them.

use super::keep_alive::Pings;
use super::socket::Phase;
use super::tell::{self, explain, told, withholding};
use super::{Ending, Session};
use crate::event::{By, Event, Headers, Payload, Record};
use crate::htmx::diagnose;
use crate::session::handshake::{HandshakeError, Opened};
use crate::session::link::Link;

impl Session {
    /// Starts a handshake.
    pub(super) fn start_handshake(&mut self, at: usize) -> Vec<Record> {
        let location = self.twin.page().map(|_| self.twin.location());
        let socket = &mut self.sockets[at];
        let protocols = socket.target.element.map(|element| self.twin.protocols(element)).unwrap_or_default();
        let (handshake, withheld) = self.client.handshake(&socket.target, location, protocols);
        let news = std::mem::replace(&mut socket.withheld, withheld.clone()) != withheld;
        socket.phase = Phase::Handshake(handshake);
        socket.ending = None;
        let (url, attempt) = (socket.target.url.to_string(), socket.connection.attempt());
        let note = withholding(&withheld, &url).filter(|_| news);
        let mut records = vec![self.record(at, Event::Connecting { url, attempt })];
        records.extend(note.map(|message| self.record(at, Event::Note { message })));
        records
    }

    pub(super) fn handle_open(&mut self, at: usize, opened: Opened) -> Vec<Record> {
        let socket = &mut self.sockets[at];
        let url = socket.target.url.clone();
        let unkept = self.client.keep_cookies(&opened.set_cookies, &url);
        let attempt = socket.connection.attempt();
        socket.opened = true;
        socket.refused = None;
        socket.phase = Phase::Open(Box::new(Link::new(opened.socket)));
        socket.pings = Some(Pings::new(self.keep_alive));
        let waiting: Vec<(String, Option<usize>)> = socket
            .connection
            .handle_open()
            .into_iter()
            .map(|text| (text.clone(), socket.transmit(text)))
            .collect();
        let open = Event::Open {
            url: url.into(),
            status: opened.status,
            subprotocol: opened.subprotocol,
            headers: Headers(opened.headers),
            attempt,
            took_ms: u64::try_from(opened.took.as_millis()).unwrap_or(u64::MAX),
            sent: told(&opened.request_headers),
        };
        let asked = Event::Asked { headers: Headers(opened.request_headers) };
        let mut records = vec![self.record(at, asked), self.record(at, open)];
        records.extend(unkept.map(|message| self.record(at, Event::Note { message })));
        for (text, wire_bytes) in waiting {
            let (bytes, payload) = (text.len(), Payload::Text(text));
            records.push(self.record(at, Event::Sent { payload, bytes, wire_bytes, element: None }));
        }
        records
    }

    pub(super) fn handle_refusal(&mut self, at: usize, error: &HandshakeError) -> Vec<Record> {
        let (message, mut help) = (error.to_string(), explain(error));
        if !matches!(error, HandshakeError::Refused(_))
            && let Some(more) = self.sockets[at].target.help()
        {
            help = Some(help.map_or_else(|| more.to_owned(), |help| format!("{help}\n{more}")));
        }
        let asked = match error {
            HandshakeError::Refused(refusal) => Some(Event::Asked { headers: Headers(refusal.sent.clone()) }),
            _ => None,
        };
        let socket = &mut self.sockets[at];
        let unkept = match error {
            HandshakeError::Refused(refusal) => {
                self.client.keep_cookies(&refusal.set_cookies, &socket.target.url)
            }
            _ => None,
        };
        // the same again needs no second explanation
        let before = socket.refused.replace((message.clone(), help.clone()));
        let help = help.filter(|help| before != Some((message.clone(), Some(help.clone()))));
        let heard = match error {
            HandshakeError::Refused(refusal) if help.is_some() => {
                Some(diagnose::close::refused(&self.twin.policy(socket.target.element), refusal.status))
            }
            _ => None,
        };
        let mut records: Vec<Record> = asked.into_iter().map(|asked| self.record(at, asked)).collect();
        records.push(self.record(at, Event::Error { message, help }));
        records.extend(heard.map(|finding| self.record(at, tell::warning(finding))));
        records.extend(unkept.map(|message| self.record(at, Event::Note { message })));
        let socket = &mut self.sockets[at];
        if socket.opened || self.keep_trying {
            records.extend(self.handle_close(at, 1006, String::new(), By::Network, 1006));
        } else {
            socket.phase = Phase::Nothing;
            socket.ending = Some(Ending::NeverOpened);
        }
        records
    }
}
