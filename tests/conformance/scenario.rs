//! A recorded scenario: what is played, and what the real htmx did.

use flate2::Crc;
use hxws::simulate::expect::markup;
use hxws::simulate::player::Turn;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

/// What the real htmx did with one scenario.
#[derive(Debug, Deserialize)]
pub struct Recorded {
    pub name: String,
    pub category: String,
    pub htmx: String,
    /// Of the scenario that was recorded; see [`digest`].
    pub digest: String,
    pub steps: Vec<Value>,
    /// What asks for more than hxws plays: `page-scripts`.
    pub needs: Option<String>,
    pub result: Vec<Seen>,
}

/// What there was to see after a step.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Seen {
    pub sent: Vec<Sent>,
    pub sockets: Vec<SeenSocket>,
    /// In ms, as they were handed to `setTimeout`; JavaScript's `NaN` and `undefined` were recorded as null.
    #[serde(deserialize_with = "delays")]
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
    /// Without what does not count: the order of attributes, htmx's own classes, comments. What `setTimeout` takes for no
    /// delay is 0.
    pub fn normal(&self) -> Self {
        let timers =
            self.timers.iter().map(|delay| Some(delay.unwrap_or_default().round().max(0.0))).collect();
        Self { timers, html: markup::normal(&self.html), ..self.clone() }
    }
}

impl From<&Turn> for Seen {
    fn from(turn: &Turn) -> Self {
        let sent = turn.sent.iter().map(|sent| Sent { socket: sent.socket, data: sent.data.clone() });
        let sockets =
            turn.sockets.iter().map(|seen| SeenSocket { url: seen.url.clone(), state: seen.state as u8 });
        #[expect(clippy::cast_precision_loss, reason = "delays are short")]
        let timers = turn.timers.iter().map(|&delay_ms| Some(delay_ms as f64)).collect();
        Self { sent: sent.collect(), sockets: sockets.collect(), timers, html: turn.html.clone() }
    }
}

/// Delays: numbers, texts that are some, and what is none.
fn delays<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Option<f64>>, D::Error> {
    let number = |delay: &Value| delay.as_f64().or_else(|| delay.as_str()?.trim().parse().ok());
    Vec::<Value>::deserialize(deserializer).map(|delays| delays.iter().map(number).collect())
}

/// CRC-32 of the scenario without `result` and `digest`, as JSON with sorted keys and no white space.
pub fn digest(scenario: &Map<String, Value>) -> String {
    let own: Map<String, Value> = scenario
        .iter()
        .filter(|(key, _)| !matches!(key.as_str(), "result" | "digest"))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    let mut own = Value::Object(own);
    own.sort_all_objects();
    let mut crc = Crc::new();
    crc.update(own.to_string().as_bytes());
    format!("{:08x}", crc.sum())
}
