//! JSON Lines, as `--record` writes them: an event a line. Types that are not known are passed over.

use std::collections::HashMap;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;

use super::connection::{Close, Connection, Turn, What};
use super::{ReadError, Recording};
use crate::event::{By, Payload};

/// Reads lines. One that was cut off, because its writer was killed or its disk was full, is passed over.
pub(super) fn read(bytes: &[u8]) -> Result<Recording, ReadError> {
    let (mut reader, mut cut_off) = (Reader::default(), Vec::new());
    let lines = (1..).zip(bytes.split(|&byte| byte == b'\n'));
    for (line, written) in lines.filter(|(_, written)| !written.trim_ascii().is_empty()) {
        let wrong = |problem: String| ReadError::Line { line, problem };
        match value(written).map_err(wrong)? {
            Some(value) => reader.line(line as u64, &value).map_err(wrong)?,
            None => cut_off.push(line),
        }
    }
    Ok(Recording { connections: reader.connections, cut_off })
}

/// What a line says; none where it ends too early.
fn value(line: &[u8]) -> Result<Option<Value>, String> {
    let text = match str::from_utf8(line) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => return Ok(None),
        Err(_) => return Err("is not UTF-8 text".to_owned()),
    };
    match serde_json::from_str(text) {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.is_eof() => Ok(None),
        Err(error) => Err(not_json(&error)),
    }
}

/// The connections so far.
#[derive(Default)]
struct Reader {
    connections: Vec<Connection>,
    sockets: HashMap<Option<String>, Socket>,
}

/// How a socket stands.
#[derive(Default)]
struct Socket {
    /// The place of its open connection.
    open: Option<usize>,
    /// Whether another was begun since, with nothing said of the end of that one: whoever recorded it was killed.
    is_left: bool,
    /// Whether a timer runs until the next attempt.
    waits: bool,
}

impl Reader {
    fn line(&mut self, place: u64, value: &Value) -> Result<(), String> {
        let socket = text(value, "socket");
        let at = text(value, "at").and_then(|at| micros(&at));
        let what = match value.get("type").and_then(Value::as_str) {
            Some("connecting") => {
                // the first attempt of a session: what the one before it left undone is over
                if value.get("attempt").and_then(Value::as_u64) == Some(1) {
                    let socket = self.sockets.entry(socket).or_default();
                    (socket.is_left, socket.waits) = (true, false);
                }
                return Ok(());
            }
            Some("open") => {
                self.open(socket, at, value);
                return Ok(());
            }
            Some("reconnect") => {
                self.sockets.entry(socket).or_default().waits = true;
                return Ok(());
            }
            Some("close") => {
                self.close(socket, at, value);
                return Ok(());
            }
            Some("message") => What::Received(payload(value)?),
            Some("sent") => What::Sent(payload(value)?),
            Some("ping") => What::Ping(text(value, "data").unwrap_or_default()),
            _ => return Ok(()),
        };
        self.current(socket).turns.push(Turn { at, place, what });
        Ok(())
    }

    fn open(&mut self, socket: Option<String>, opened: Option<u64>, value: &Value) {
        let place = Socket { open: Some(self.connections.len()), ..Socket::default() };
        let before = self.sockets.insert(socket.clone(), place);
        self.connections.push(Connection {
            socket,
            url: text(value, "url"),
            subprotocol: text(value, "subprotocol"),
            headers: headers(value),
            opened,
            is_another: before.is_some_and(|before| before.waits),
            ..Connection::default()
        });
    }

    /// The open connection of a socket; where none was recorded, it began before the recording.
    fn current(&mut self, socket: Option<String>) -> &mut Connection {
        let place = self.sockets.entry(socket.clone()).or_default();
        let at = *place.open.get_or_insert(self.connections.len());
        if at == self.connections.len() {
            self.connections.push(Connection { socket, ..Connection::default() });
        }
        &mut self.connections[at]
    }

    /// Ends the open connection of a socket, where it has one: a handshake that failed ends in the same way.
    fn close(&mut self, socket: Option<String>, at: Option<u64>, value: &Value) {
        let place = self.sockets.get_mut(&socket).filter(|place| !place.is_left);
        let Some(open) = place.and_then(|place| place.open.take()) else { return };
        let code = value.get("code").and_then(Value::as_u64).and_then(|code| u16::try_from(code).ok());
        let by = match value.get("by").and_then(Value::as_str) {
            Some("client") => By::Client,
            Some("network") => By::Network,
            _ => By::Server,
        };
        let reason = text(value, "reason").unwrap_or_default();
        self.connections[open].close = Some(Close { at, code: code.unwrap_or(1005), reason, by });
    }
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key)?.as_str().map(str::to_owned)
}

fn headers(value: &Value) -> Vec<(String, String)> {
    let headers = value.get("headers").and_then(Value::as_object).into_iter().flatten();
    headers.filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned()))).collect()
}

fn payload(value: &Value) -> Result<Payload, String> {
    if let Some(data) = text(value, "data") {
        return Ok(Payload::Text(data));
    }
    let base64 = value.get("base64").and_then(Value::as_str);
    let base64 = base64.ok_or("is a message without `data` or `base64`")?;
    let bytes = BASE64_STANDARD.decode(base64).map_err(|_| "has `base64` that is none")?;
    Ok(Payload::Binary(bytes))
}

/// A time in µs since 1970; none for one that cannot be read, or is before.
pub(super) fn micros(rfc3339: &str) -> Option<u64> {
    u64::try_from(rfc3339.parse::<jiff::Timestamp>().ok()?.as_microsecond()).ok()
}

/// What is wrong with a line, without the number that it has by itself.
fn not_json(error: &serde_json::Error) -> String {
    format!("is not JSON: {}", error.to_string().replace(" at line 1 column ", " at column "))
}
