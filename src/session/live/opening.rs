//! Handshakes of a session: how they start, and what comes of them.

use url::Url;

use super::keep_alive::Pings;
use super::socket::Phase;
use super::tell::{self, explain, told, withholding};
use super::{Ending, Session};
use crate::event::{By, Event, Headers, Payload, Record, Trace};
use crate::htmx::diagnose;
use crate::session::handshake::{HandshakeError, Opened};
use crate::session::link::Link;
use crate::session::trail::Stage;

impl Session {
    /// Starts a handshake.
    pub(super) fn start_handshake(&mut self, at: usize) -> Vec<Record> {
        let location = self.twin.page().map(|_| self.twin.location());
        let socket = &mut self.sockets[at];
        let protocols = socket.target.element.map(|element| self.twin.protocols(element)).unwrap_or_default();
        socket.trail = self.client.trail();
        let (handshake, withheld) =
            self.client.handshake(&socket.target, location, protocols, socket.trail.clone());
        let news = std::mem::replace(&mut socket.withheld, withheld.clone()) != withheld;
        let replaced = self.client.replaced_cookies(&socket.target, location);
        let is_new = std::mem::replace(&mut socket.replaced, replaced.clone()) != replaced;
        socket.phase = Phase::Handshake(handshake);
        socket.ending = None;
        let (url, attempt) = (socket.target.url.to_string(), socket.connection.attempt());
        let note = withholding(&withheld, &url).filter(|_| news);
        let mut records = vec![self.record(at, Event::Connecting { url, attempt })];
        let replacing = tell::replacing(&replaced).filter(|_| is_new);
        records.extend(
            note.into_iter().chain(replacing).map(|message| self.record(at, Event::Note { message })),
        );
        records
    }

    pub(super) fn handle_open(&mut self, at: usize, opened: Opened) -> Vec<Record> {
        let socket = &mut self.sockets[at];
        let url = socket.target.url.clone();
        let location = self.twin.page().map(|_| self.twin.location());
        let unkept = self.client.keep_cookies(&opened.set_cookies, &socket.target, location);
        let attempt = socket.connection.attempt();
        socket.opened = true;
        socket.refused = None;
        socket.phase = Phase::Open(Box::new(Link::new(opened.wire)));
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
        let mut records = self.traces(at);
        // the answer belongs below the line that tells of it
        let answered = records.pop();
        records.push(self.record(at, open));
        records.extend(answered);
        records.extend(unkept.map(|message| self.record(at, Event::Note { message })));
        for (text, wire_bytes) in waiting {
            let (bytes, payload) = (text.len(), Payload::Text(text));
            records.push(self.record(at, Event::Sent { payload, bytes, wire_bytes, element: None }));
        }
        records
    }

    /// What the handshake of a socket has left behind.
    pub(super) fn traces(&self, at: usize) -> Vec<Record> {
        self.seen(at, self.sockets[at].trail.take())
    }

    /// What was seen of the handshake of a socket.
    pub(super) fn seen(&self, at: usize, traces: Vec<Trace>) -> Vec<Record> {
        traces.into_iter().map(|trace| self.record(at, Event::Trace(trace))).collect()
    }

    /// The address of the first socket that is not open yet, and how far it has come.
    #[must_use]
    pub fn under_way(&self) -> Option<(&Url, Stage)> {
        let opening = self.sockets.iter().find(|socket| matches!(socket.phase, Phase::Handshake(_)))?;
        Some((&opening.target.url, opening.trail.stage()))
    }

    pub(super) fn handle_refusal(&mut self, at: usize, error: &HandshakeError) -> Vec<Record> {
        let (message, mut help) = (error.to_string(), explain(error));
        if !matches!(error, HandshakeError::Refused(_))
            && let Some(more) = self.sockets[at].target.help()
        {
            help = Some(help.map_or_else(|| more.to_owned(), |help| format!("{help}\n{more}")));
        }
        let socket = &mut self.sockets[at];
        let location = self.twin.page().map(|_| self.twin.location());
        let unkept = match error {
            HandshakeError::Refused(refusal) => {
                self.client.keep_cookies(&refusal.set_cookies, &socket.target, location)
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
        let mut records = self.traces(at);
        records.push(self.record(at, Event::Error { message, help }));
        records.extend(heard.map(|finding| self.record(at, tell::warning(finding))));
        records.extend(unkept.map(|message| self.record(at, Event::Note { message })));
        let socket = &mut self.sockets[at];
        if socket.opened || self.keep_trying {
            records.extend(self.handle_close(at, 1006, String::new(), By::Network, (1006, None)));
        } else {
            socket.phase = Phase::Nothing;
            socket.ending = Some(Ending::NeverOpened);
        }
        records
    }
}
