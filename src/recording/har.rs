//! HTTP Archive 1.2 as Chromium's developer tools save it: a socket is an entry with `_resourceType` `websocket`, its messages are
//! in `_webSocketMessages` (Chromium `front_end/models/har/Log.ts`). Control frames are not in it: no pings, and no closes.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use super::connection::{Connection, Turn, What};
use super::jsonl::micros;
use super::{ReadError, Recording};
use crate::event::Payload;

/// WebSocket's opcode of a binary message (RFC 6455 §5.2).
const BINARY: f64 = 2.0;

#[derive(Deserialize)]
struct Root {
    log: Log,
}

#[derive(Deserialize)]
struct Log {
    #[serde(default)]
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    started_date_time: Option<String>,
    request: Option<Request>,
    response: Option<Response>,
    #[serde(rename = "_resourceType")]
    resource_type: Option<String>,
    #[serde(rename = "_webSocketMessages")]
    messages: Option<Vec<Message>>,
}

#[derive(Deserialize)]
struct Request {
    url: Option<String>,
}

#[derive(Deserialize)]
struct Response {
    #[serde(default)]
    headers: Vec<Header>,
}

#[derive(Deserialize)]
struct Header {
    name: String,
    value: String,
}

/// `time` is in seconds since 1970.
#[derive(Deserialize)]
struct Message {
    #[serde(rename = "type")]
    kind: String,
    time: Option<f64>,
    opcode: Option<f64>,
    #[serde(default)]
    data: String,
}

/// Reads a file. Everything but sockets is passed over.
pub(super) fn read(text: &str) -> Result<Recording, ReadError> {
    let root: Root = serde_json::from_str(text).map_err(|error| ReadError::NotHar(error.to_string()))?;
    let mut connections = Vec::new();
    for (number, entry) in (1..).zip(root.log.entries) {
        if entry.messages.is_some() || entry.resource_type.as_deref() == Some("websocket") {
            connections.push(connection(number, entry)?);
        }
    }
    number_by_time(&mut connections);
    Ok(Recording { connections, ..Recording::default() })
}

fn connection(number: usize, entry: Entry) -> Result<Connection, ReadError> {
    let headers: Vec<(String, String)> = entry.response.map_or_else(Vec::new, |response| {
        response.headers.into_iter().map(|Header { name, value }| (name, value)).collect()
    });
    let agreed = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("sec-websocket-protocol"));
    let mut connection = Connection {
        url: entry.request.and_then(|request| request.url),
        subprotocol: agreed.map(|(_, value)| value.clone()),
        headers,
        opened: entry.started_date_time.as_deref().and_then(micros),
        ..Connection::default()
    };
    for (message, found) in (1..).zip(entry.messages.unwrap_or_default()) {
        let at = found.time.and_then(from_seconds);
        let payload = if found.opcode == Some(BINARY) {
            let bytes = BASE64_STANDARD.decode(found.data);
            Payload::Binary(bytes.map_err(|_| ReadError::NotBase64 { entry: number, message })?)
        } else {
            Payload::Text(found.data)
        };
        let what = match found.kind.as_str() {
            "send" => What::Sent(payload),
            "receive" => What::Received(payload),
            // an error of the connection
            _ => continue,
        };
        connection.turns.push(Turn { at, place: 0, what });
    }
    Ok(connection)
}

/// Gives everything its place among everything: by time where it has one, and never before what its connection had earlier.
fn number_by_time(connections: &mut [Connection]) {
    let mut order: Vec<(u64, usize, usize)> = Vec::new();
    for (at, connection) in connections.iter().enumerate() {
        let mut latest = connection.opened.unwrap_or_default();
        for (turn, found) in connection.turns.iter().enumerate() {
            latest = latest.max(found.at.unwrap_or_default());
            order.push((latest, at, turn));
        }
    }
    order.sort_unstable();
    for (place, (_, connection, turn)) in (1..).zip(order) {
        connections[connection].turns[turn].place = place;
    }
}

/// Seconds in which a double still tells each microsecond: until the year 2242.
const TOLD_EXACTLY: f64 = 8_589_934_592.0;

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what does not fit is no time")]
fn from_seconds(seconds: f64) -> Option<u64> {
    let micros = (seconds.fract() * 1e6).round() as u64;
    (0.0..TOLD_EXACTLY).contains(&seconds).then(|| seconds.trunc() as u64 * 1_000_000 + micros)
}

/// Seconds since 1970, as Chromium has them: a double.
#[expect(clippy::cast_precision_loss, reason = "2^53 µs are 285 years")]
fn seconds(micros: u64) -> f64 {
    micros as f64 / 1e6
}

/// The text of a HAR file. `version` is that of the program that writes it.
///
/// Closes and pings have no place in it, nor does what was not recorded: the headers of the request.
#[must_use]
pub fn write(recording: &Recording, version: &str) -> String {
    let entries: Vec<Value> = recording.connections.iter().map(entry).collect();
    let creator = json!({ "name": "hxws", "version": version });
    let log = json!({ "log": { "version": "1.2", "creator": creator, "pages": [], "entries": entries } });
    format!("{log:#}\n")
}

fn entry(connection: &Connection) -> Value {
    let messages: Vec<Value> = connection.turns.iter().filter_map(message).collect();
    let headers: Vec<Value> =
        connection.headers.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
    let began = connection.opened.or_else(|| connection.turns.iter().find_map(|turn| turn.at));
    let ended = connection.close.as_ref().and_then(|close| close.at);
    let last = ended.or_else(|| connection.turns.iter().rev().find_map(|turn| turn.at));
    let took = seconds(connection.after(last).unwrap_or_default()) * 1000.0;
    json!({
        "_resourceType": "websocket",
        "_webSocketMessages": messages,
        "cache": {},
        "request": {
            "method": "GET",
            "url": connection.url.as_deref().unwrap_or("ws://localhost/"),
            "httpVersion": "HTTP/1.1",
            "headers": [],
            "queryString": [],
            "cookies": [],
            "headersSize": -1,
            "bodySize": 0,
        },
        "response": {
            "status": 101,
            "statusText": "Switching Protocols",
            "httpVersion": "HTTP/1.1",
            "headers": headers,
            "cookies": [],
            "content": { "size": 0, "mimeType": "x-unknown" },
            "redirectURL": "",
            "headersSize": -1,
            "bodySize": -1,
        },
        "startedDateTime": timestamp(began.unwrap_or_default()),
        "time": took,
        "timings": { "blocked": -1, "dns": -1, "ssl": -1, "connect": -1, "send": 0, "wait": took, "receive": 0 },
    })
}

fn message(turn: &Turn) -> Option<Value> {
    let (kind, payload) = match &turn.what {
        What::Sent(payload) => ("send", payload),
        What::Received(payload) => ("receive", payload),
        What::Ping(_) => return None,
    };
    let (opcode, data) = match payload {
        Payload::Text(text) => (1, text.clone()),
        Payload::Binary(bytes) => (2, BASE64_STANDARD.encode(bytes)),
    };
    Some(json!({ "type": kind, "time": turn.at.map(seconds), "opcode": opcode, "data": data }))
}

/// The latest time that can be written is taken for those after it.
fn timestamp(micros: u64) -> String {
    let time = i64::try_from(micros).ok().and_then(|micros| Timestamp::from_microsecond(micros).ok());
    time.unwrap_or(Timestamp::MAX).to_string()
}
