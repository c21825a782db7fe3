//! A scenario as the contract writes it, with what the real htmx did.

use serde::Deserialize;

use super::markup;

/// One page and what happens to it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Scenario {
    pub name: String,
    pub category: String,
    pub url: String,
    #[serde(default)]
    pub head: String,
    pub page: String,
    #[serde(default = "half")]
    pub random: f64,
    pub steps: Vec<Step>,
    pub result: Vec<Seen>,
}

fn half() -> f64 {
    0.5
}

/// One step; `socket` is the index of the socket that it is about, the newest without it.
#[derive(Debug, Deserialize)]
pub struct Step {
    pub socket: Option<usize>,
    #[serde(flatten)]
    pub act: Act,
}

/// What a step does.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Act {
    Recv {
        recv: String,
    },
    RecvHex {
        #[serde(rename = "recvHex")]
        hex: String,
    },
    Fill {
        fill: String,
        value: String,
    },
    Check {
        check: String,
        #[serde(default = "yes")]
        on: bool,
    },
    Select {
        select: String,
        values: Vec<String>,
    },
    Submit {
        submit: String,
        by: Option<String>,
    },
    Enter {
        enter: String,
    },
    Click {
        click: String,
    },
    Change {
        change: String,
    },
    Event {
        event: String,
        on: String,
    },
    Drop {
        drop: u16,
    },
    Fire {
        #[serde(rename = "fire")]
        _fire: bool,
    },
    Open {
        #[serde(rename = "open")]
        _open: bool,
    },
}

fn yes() -> bool {
    true
}

/// What there was to see after a step.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Seen {
    pub sent: Vec<Sent>,
    pub sockets: Vec<SeenSocket>,
    /// In ms; JavaScript's `NaN` and `undefined` were recorded as null.
    pub timers: Vec<Option<f64>>,
    pub html: String,
}

/// A message that went out.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Sent {
    pub socket: usize,
    pub data: String,
}

/// A socket: its address and `readyState`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SeenSocket {
    pub url: String,
    pub state: u8,
}

impl Seen {
    /// Without what does not count: the order of attributes, htmx's own classes, comments.
    pub fn normal(&self) -> Seen {
        let timers = self.timers.iter().map(|delay| Some(delay.unwrap_or_default().round())).collect();
        Seen { timers, html: markup::normal(&self.html), ..self.clone() }
    }
}
