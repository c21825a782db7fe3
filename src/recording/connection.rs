//! One connection of a recording: what went both ways, and how it ended.

use crate::event::{By, Payload};

/// A connection, from its 101 to its end.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Connection {
    /// The socket element's selector, where several sockets were open.
    pub socket: Option<String>,
    /// The address of the socket, as it was recorded.
    pub url: Option<String>,
    /// The subprotocol that was agreed on.
    pub subprotocol: Option<String>,
    /// The headers of the answer to the handshake.
    pub headers: Vec<(String, String)>,
    /// When it opened, in µs since 1970.
    pub opened: Option<u64>,
    /// Whether it was opened in the place of one that had ended.
    pub is_another: bool,
    /// What went over it, in order.
    pub turns: Vec<Turn>,
    /// Its end, where that was recorded.
    pub close: Option<Close>,
}

/// One thing that went over a connection.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// When, in µs since 1970.
    pub at: Option<u64>,
    /// Its place among everything in the recording: of JSON Lines the number of the line, from 1.
    pub place: u64,
    /// What it was.
    pub what: What,
}

/// What went over a connection.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A message of the client's.
    Sent(Payload),
    /// A message of the server's.
    Received(Payload),
    /// A ping of the server's.
    Ping(String),
}

/// The end of a connection.
#[derive(Debug, Clone, PartialEq)]
pub struct Close {
    /// When, in µs since 1970.
    pub at: Option<u64>,
    /// The code: 1005 where the frame had none, 1006 where there was no frame.
    pub code: u16,
    /// The reason.
    pub reason: String,
    /// Who ended it.
    pub by: By,
}

impl Connection {
    /// The end, where it was not the client's doing.
    #[must_use]
    pub fn ended_by_server(&self) -> Option<&Close> {
        self.close.as_ref().filter(|close| close.by != By::Client)
    }

    /// How many messages the client sent.
    #[must_use]
    pub fn sent(&self) -> usize {
        self.turns.iter().filter(|turn| matches!(turn.what, What::Sent(_))).count()
    }

    /// How long after the opening something happened, in µs; none where the recording holds no times. Clocks that were put
    /// back count as standing still.
    #[must_use]
    pub fn after(&self, at: Option<u64>) -> Option<u64> {
        let began = self.opened.or_else(|| self.turns.iter().find_map(|turn| turn.at))?;
        Some(at?.saturating_sub(began))
    }

    /// Its path and its query, as in a request.
    #[must_use]
    pub fn path(&self) -> Option<String> {
        let url = url::Url::parse(self.url.as_deref()?).ok()?;
        Some(url[url::Position::BeforePath..url::Position::AfterQuery].to_owned())
    }
}
