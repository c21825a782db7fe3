//! Which of several sockets of a recording is meant, and which of several sessions with it.

use super::{Connection, Recording};

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
            connection.socket.as_deref() == Some(from)
                || connection.url.as_deref().is_some_and(|url| url.contains(from))
        };
        let names = self.sockets();
        let connections: Vec<Connection> = self.connections.into_iter().filter(is_meant).collect();
        if connections.is_empty() { Choice::NoSuch(names) } else { Choice::Chosen(Self { connections }) }
    }

    /// The names of the sockets, each once: the selector where there is one, else the address.
    #[must_use]
    pub fn sockets(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for connection in &self.connections {
            let name = connection.name();
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
        names
    }

    /// The connections of each session: one that htmx opened in the place of another belongs with that.
    #[must_use]
    pub fn sessions(&self) -> Vec<Vec<Connection>> {
        let mut sessions: Vec<Vec<Connection>> = Vec::new();
        for connection in &self.connections {
            let before = sessions
                .iter_mut()
                .rev()
                .find(|session| session.first().is_some_and(|first| first.socket == connection.socket));
            match before {
                Some(session) if connection.is_another => session.push(connection.clone()),
                _ => sessions.push(vec![connection.clone()]),
            }
        }
        sessions
    }
}

impl Connection {
    /// What people call its socket.
    #[must_use]
    pub fn name(&self) -> &str {
        self.socket.as_deref().or(self.url.as_deref()).unwrap_or("a socket")
    }
}
