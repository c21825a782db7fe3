//! Which of several sockets of a recording is meant, and which of several sessions with it.

use std::collections::HashMap;

use super::{Connection, Recording};

/// A connection and those that were opened in its place.
pub type Session<'r> = Vec<&'r Connection>;

/// What came of choosing.
#[derive(Debug, Clone, PartialEq)]
pub enum Choice {
    /// The recording with what was asked for alone.
    Chosen(Recording),
    /// Nothing is as was asked for; these are there.
    NoSuch(Vec<String>),
}

impl Recording {
    /// Only the connections of sockets with this selector, or whose address holds this text.
    #[must_use]
    pub fn of(self, from: &str) -> Choice {
        let is_meant = |connection: &Connection| {
            connection.name() == from || connection.url.as_deref().is_some_and(|url| url.contains(from))
        };
        let (names, cut_off) = (self.sockets(), self.cut_off);
        let connections: Vec<Connection> = self.connections.into_iter().filter(is_meant).collect();
        if connections.is_empty() {
            Choice::NoSuch(names)
        } else {
            Choice::Chosen(Self { connections, cut_off })
        }
    }

    /// The names of the sockets, each once: the selector where there is one, else the address.
    #[must_use]
    pub fn sockets(&self) -> Vec<String> {
        self.by_socket().into_iter().map(|(name, _)| name.to_owned()).collect()
    }

    /// The sessions of each socket, with its name, in the order in which they began. Connections that htmx opened in the place
    /// of others are of one session with those.
    #[must_use]
    pub fn by_socket(&self) -> Vec<(&str, Vec<Session<'_>>)> {
        let mut places = HashMap::new();
        let mut sockets: Vec<(&str, Vec<Session<'_>>)> = Vec::new();
        for connection in &self.connections {
            let place = *places.entry(connection.name()).or_insert(sockets.len());
            if place == sockets.len() {
                sockets.push((connection.name(), Vec::new()));
            }
            let sessions = &mut sockets[place].1;
            match sessions.last_mut() {
                Some(session) if connection.is_another => session.push(connection),
                _ => sessions.push(vec![connection]),
            }
        }
        sockets
    }
}

impl Connection {
    /// What people call its socket.
    #[must_use]
    pub fn name(&self) -> &str {
        self.socket.as_deref().or(self.url.as_deref()).unwrap_or("a socket")
    }
}
