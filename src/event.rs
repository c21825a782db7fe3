//! The one event type that everything prints from: what happened on a socket or to a page, as plain data.
//!
//! Knows no socket, no clock (times are stamped at the edge, see [`Record`]) and no output format;
//! `render/` turns it into what people and programs read. Shapes and names are the contract's JSON Lines.

mod answer;
mod change;
mod fragment;
mod keys;
mod past;
mod setting;
mod trace;
mod unmet;
mod verdict;
mod warning;

use std::time::{Duration, SystemTime};

use serde::{Serialize, Serializer};

pub use answer::{Answer, Said};
pub use change::Change;
pub use fragment::{Fragment, Kind, Outcome};
use keys::{base64, milliseconds, rfc3339, sides};
pub use past::{Direction, Explained, Logged, SaidBy};
pub use setting::{Setting, Source};
pub use trace::Trace;
pub use unmet::{Missing, Unmet};
pub use verdict::Verdict;
pub use warning::Warning;

/// One event with the circumstances that JSON Lines carry beside it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Record {
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
    /// The step of a scenario that it happened in; 0 is the load.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<usize>,
    /// The socket element's selector, where several sockets are open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub socket: Option<String>,
    /// When it happened; absent where no network is touched and under `--no-time`.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "rfc3339")]
    pub at: Option<SystemTime>,
}

impl Record {
    /// An event without circumstances.
    #[must_use]
    pub fn of(event: Event) -> Self {
        Self { event, step: None, socket: None, at: None }
    }
}

/// What happened. The variants' names in kebab case are the contract's `"type"`, their fields its keys.
#[allow(missing_docs, reason = "the fields are the keys that the contract explains")]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Event {
    /// A handshake starts. `attempt` counts from 1.
    Connecting { url: String, attempt: u32 },
    /// What was seen on the way to an answer, for people who want more (not a JSON line).
    #[serde(skip)]
    Trace(Trace),
    /// The handshake was answered with 101. `took_ms` is from the first byte of the connection attempt.
    Open {
        url: String,
        status: u16,
        subprotocol: Option<String>,
        headers: Headers,
        attempt: u32,
        #[serde(skip)]
        took_ms: u64,
        /// The names of the secrets and the origin that were sent, for people.
        #[serde(skip)]
        sent: Vec<String>,
    },
    /// A data message arrived. `seq` counts from 1 over the session. `wire_bytes` is its compressed size, where it was compressed.
    Message {
        seq: u64,
        bytes: usize,
        #[serde(skip_serializing_if = "Option::is_none")]
        wire_bytes: Option<usize>,
        #[serde(flatten)]
        payload: Payload,
    },
    /// A top-level piece of a received message that htmx acts on.
    Fragment(Box<Fragment>),
    /// htmx is done with a message, and all that became of it has been told (not a JSON line).
    #[serde(skip)]
    Done { seq: u64 },
    /// Something a person should know about what was received or is about to be sent.
    Warning(Warning),
    /// A message went out, compressed to `wire_bytes` where that was agreed on.
    Sent {
        #[serde(flatten)]
        payload: Payload,
        bytes: usize,
        #[serde(skip_serializing_if = "Option::is_none")]
        wire_bytes: Option<usize>,
        /// The sender's selector, for people.
        #[serde(skip)]
        element: Option<String>,
    },
    /// A message waits for the socket to open. `waiting` is the queue's length with it.
    Queued {
        data: String,
        bytes: usize,
        #[serde(skip)]
        waiting: usize,
    },
    /// The connection ended. `code` is RFC 6455's (1005 and 1006 where none came), `page_…` what the page hears instead,
    /// `reconnects` whether another is opened, `kept_closed` why not where htmx would.
    Close {
        code: u16,
        #[serde(skip_serializing_if = "Option::is_none")]
        page_code: Option<u16>,
        reason: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        page_reason: Option<String>,
        by: By,
        reconnects: bool,
        #[serde(skip)]
        kept_closed: Option<KeptClosed>,
    },
    /// A timer runs until the next attempt. `attempt` 1 is the first reconnect; bounds in ms.
    Reconnect {
        attempt: u32,
        delay_ms: u64,
        code: u16,
        #[serde(skip)]
        bounds_ms: (u64, u64),
    },
    /// A ping frame arrived.
    Ping { data: String },
    /// A pong frame arrived. `round_trip` is the time since the ping that it answers, `rtt_ms` in JSON, in ms.
    Pong {
        data: String,
        #[serde(rename = "rtt_ms", skip_serializing_if = "Option::is_none", serialize_with = "milliseconds")]
        round_trip: Option<Duration>,
        /// How many of the pings that it answers somebody asked for.
        #[serde(skip)]
        answers: usize,
    },
    /// The page as a browser would serialise it.
    Page { html: String },
    /// htmx would send nothing.
    Halted {
        reason: String,
        element: Option<String>,
        /// What to do about it, for people.
        #[serde(skip)]
        help: Option<String>,
    },
    /// A socket of the page, as `inspect` lists it. `url` is null where the browser refuses the address.
    Socket { element: String, attribute: String, url: Option<String>, htmx: String },
    /// A sender of the page, as `inspect` lists it.
    Sender {
        element: String,
        socket: Option<String>,
        trigger: String,
        fields: Vec<Field>,
        headers: serde_json::Map<String, serde_json::Value>,
    },
    /// Whether a close code reconnects.
    CloseCode { code: u16, reconnects: bool },
    /// The bounds of the delay before a reconnect, in ms.
    Delay { attempt: u32, min_ms: u64, max_ms: u64 },
    /// A scenario begins. `htmx` is the version that plays it, `file` where it is from.
    Scenario {
        name: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        file: Option<String>,
        htmx: String,
    },
    /// A scenario with expectations has been played.
    Verdict(Verdict),
    /// So many expectations of a scenario were written into its file.
    Updated { scenario: String, file: String, expectations: usize },
    /// Two dialects differ.
    Difference(Difference),
    /// A setting of the configuration.
    Setting(Setting),
    /// What a message did to the page: the smallest elements that are another than before.
    Diff { seq: u64, changes: Vec<Change> },
    /// An element of the page that messages may be meant for. `swaps` is how often one was swapped by its id.
    Target { element: String, tag: String, swaps: u64, elements: usize, text: String },
    /// A message of before, which went one way or the other.
    Logged(Logged),
    /// Why a message did what it did.
    Explained(Explained),
    /// A command line that sends the same as a message did.
    Copied { message: String, command: String },
    /// An answer is another than was recorded. Told on standard error too.
    Answer(Answer),
    /// Something failed. Told on standard error too.
    Error { message: String, help: Option<String> },
    /// What was expected did not come: an error that says what came instead.
    #[serde(rename = "error")]
    Unmet(Unmet),
    /// What follows is about this file, for people (not a JSON line: there every line has the file).
    #[serde(skip)]
    File { path: String },
    /// The page was loaded: its address and what was found in it, for people (not a JSON line).
    #[serde(skip)]
    Loaded(Loaded),
    /// Text for people that answers what they asked (not a JSON line).
    #[serde(skip)]
    Text { text: String },
    /// A remark for people (standard error; not a JSON line).
    #[serde(skip)]
    Note { message: String },
}

/// What a fetched or read page holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// The page's address after redirects.
    pub url: String,
    /// `htmx 2.0.7 · ws 2.0.3`, as far as the page tells.
    pub htmx: String,
    /// Socket elements.
    pub sockets: usize,
    /// Senders.
    pub senders: usize,
}

/// Headers in order, values of secrets hidden; those of a response with their names in lower case.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Headers(pub Vec<(String, String)>);

impl Serialize for Headers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut merged = serde_json::Map::new();
        for (name, value) in &self.0 {
            match merged.get_mut(name) {
                Some(serde_json::Value::String(held)) => {
                    held.push_str(", ");
                    held.push_str(value);
                }
                _ => {
                    merged.insert(name.clone(), value.clone().into());
                }
            }
        }
        merged.serialize(serializer)
    }
}

/// The data of a message: text, or bytes that JSON Lines carry as base64.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Payload {
    /// A text message.
    #[serde(rename = "data")]
    Text(String),
    /// A binary message.
    #[serde(rename = "base64", serialize_with = "base64")]
    Binary(Vec<u8>),
}

impl Payload {
    /// The bytes of the message.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Binary(bytes) => bytes,
        }
    }

    /// The same, taken.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        match self {
            Self::Text(text) => text.into_bytes(),
            Self::Binary(bytes) => bytes,
        }
    }

    /// How many they are.
    #[must_use]
    pub fn size(&self) -> usize {
        self.as_bytes().len()
    }
}

/// Who ended a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// The server sent a close frame.
    Server,
    /// hxws did.
    Client,
    /// Neither: the connection broke, or was never made.
    Network,
}

/// What a person asked for that keeps a socket closed which htmx would open again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeptClosed {
    /// `--no-reconnect`.
    NoReconnect,
    /// `--max-retries` of so many.
    MaxRetries(u32),
}

impl From<Fragment> for Event {
    fn from(fragment: Fragment) -> Self {
        Self::Fragment(Box::new(fragment))
    }
}

impl Event {
    /// The end of a connection that the page hears nothing of, or nothing else.
    #[must_use]
    pub fn closed(code: u16, reason: String, by: By, reconnects: bool) -> Self {
        Self::Close { code, page_code: None, reason, page_reason: None, by, reconnects, kept_closed: None }
    }

    /// The number of the message that it is about, where it is about one.
    #[must_use]
    pub fn seq(&self) -> Option<u64> {
        match self {
            Self::Message { seq, .. } => Some(*seq),
            Self::Fragment(fragment) => Some(fragment.seq),
            Self::Warning(warning) => warning.seq,
            Self::Difference(difference) => difference.seq,
            _ => None,
        }
    }
}

/// Where two dialects differ (`--compare`).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// The message's number; absent where the page itself makes the difference.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seq: Option<u64>,
    /// What differs: `page`, `fragments`, `warning` (of the other alone), `socket`, `message` (what a sender sends), `reconnect`, `queue`.
    pub subject: &'static str,
    /// The element that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub element: Option<String>,
    /// What each dialect makes of it, by the dialect's name: null for nothing.
    #[serde(serialize_with = "sides")]
    pub htmx: [(String, Option<String>); 2],
}

/// A control of a sender: `value` for one value, `values` where there may be several.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Field {
    /// The control's name.
    pub name: String,
    /// The control's type: `text`, `checkbox`, `select-one`, `textarea`, …
    pub kind: String,
    /// Its value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The values that can be chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<String>>,
}
