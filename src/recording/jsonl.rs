//! JSON Lines, as `--record` writes them: an event a line. Types that are not known are passed over.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;

use super::connection::{Close, Connection, Turn, What};
use super::{ReadError, Recording};
use crate::event::{By, Payload};

/// Reads lines.
pub(super) fn read(text: &str) -> Result<Recording, ReadError> {
    let mut reader = Reader::default();
    for (line, text) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let wrong = |problem: String| ReadError::Line { line, problem };
        let value: Value = serde_json::from_str(text).map_err(|error| wrong(not_json(&error)))?;
        reader.line(line as u64, &value).map_err(wrong)?;
    }
    Ok(Recording { connections: reader.connections })
}

/// The connections so far.
#[derive(Default)]
struct Reader {
    connections: Vec<Connection>,
    /// Sockets with a timer that runs until the next attempt.
    waiting: Vec<Option<String>>,
}

impl Reader {
    fn line(&mut self, place: u64, value: &Value) -> Result<(), String> {
        let socket = text(value, "socket");
        let at = text(value, "at").and_then(|at| micros(&at));
        match value.get("type").and_then(Value::as_str) {
            Some("open") => {
                let waiting = self.waiting.iter().position(|waiting| *waiting == socket);
                let is_another = waiting.map(|waiting| self.waiting.swap_remove(waiting)).is_some();
                let (url, subprotocol) = (text(value, "url"), text(value, "subprotocol"));
                let headers = headers(value);
                let opened = at;
                self.connections.push(Connection {
                    socket,
                    url,
                    subprotocol,
                    headers,
                    opened,
                    is_another,
                    ..Connection::default()
                });
            }
            Some("reconnect") => self.waiting.push(socket),
            Some("message") => {
                let what = What::Received(payload(value)?);
                self.current(socket).turns.push(Turn { at, place, what });
            }
            Some("sent") => {
                let what = What::Sent(payload(value)?);
                self.current(socket).turns.push(Turn { at, place, what });
            }
            Some("ping") => {
                let what = What::Ping(text(value, "data").unwrap_or_default());
                self.current(socket).turns.push(Turn { at, place, what });
            }
            Some("close") => self.close(socket, at, value),
            _ => {}
        }
        Ok(())
    }

    /// The open connection of a socket; where none was recorded, it began before the recording.
    fn current(&mut self, socket: Option<String>) -> &mut Connection {
        let open = |connection: &Connection| connection.socket == socket && connection.close.is_none();
        let at = match self.connections.iter().rposition(open) {
            Some(at) => at,
            None => {
                self.connections.push(Connection { socket, ..Connection::default() });
                self.connections.len() - 1
            }
        };
        &mut self.connections[at]
    }

    /// Ends the open connection of a socket, where it has one: a handshake that failed ends in the same way.
    fn close(&mut self, socket: Option<String>, at: Option<u64>, value: &Value) {
        let open = |connection: &Connection| connection.socket == socket && connection.close.is_none();
        let code = value.get("code").and_then(Value::as_u64).and_then(|code| u16::try_from(code).ok());
        let by = match value.get("by").and_then(Value::as_str) {
            Some("client") => By::Client,
            Some("network") => By::Network,
            _ => By::Server,
        };
        if let Some(connection) = self.connections.iter_mut().rev().find(|connection| open(connection)) {
            let reason = text(value, "reason").unwrap_or_default();
            connection.close = Some(Close { at, code: code.unwrap_or(1005), reason, by });
        }
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
