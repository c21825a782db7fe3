//! Recordings in JSON Lines: what is read is written as events, as `--record` writes them, and read again as the same.
#![no_main]

use std::time::{Duration, SystemTime};

use hxws::event::{Event, Headers, Payload, Record};
use hxws::recording::{Choice, Connection, Format, Recording, What, to_har};
use hxws_fuzz::memory;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    memory::within(64 << 20, || {
        let Ok(recording) = Recording::read(data, Format::JsonLines) else { return };
        let lines = written(&recording);
        let again =
            Recording::read(lines.as_bytes(), Format::JsonLines).expect("what was written can be read");
        assert_eq!(comparable(&again), comparable(&recording));
        // cut anywhere, at most its last line is lost
        let cut = lines.len() * usize::from(data.len() as u8) / 256;
        let cut = Recording::read(&lines.as_bytes()[..cut], Format::JsonLines)
            .expect("a line that is cut off is none");
        assert!(cut.cut_off.len() <= 1);
        check_choice(&recording);
        check_har(&recording);
    });
});

/// As events, line by line. Of several connections at once each has a socket of its own.
fn written(recording: &Recording) -> String {
    let mut lines = String::new();
    for (number, connection) in recording.connections.iter().enumerate() {
        let mut line = |event: Event, at: Option<u64>| {
            let at = at.and_then(|at| SystemTime::UNIX_EPOCH.checked_add(Duration::from_micros(at)));
            let record = Record { socket: Some(number.to_string()), at, ..Record::of(event) };
            lines.push_str(&serde_json::to_string(&record).expect("an event is JSON"));
            lines.push('\n');
        };
        let Connection { url, subprotocol, headers, opened, .. } = connection;
        let (url, headers) = (url.clone().unwrap_or_default(), Headers(headers.clone()));
        let subprotocol = subprotocol.clone();
        line(
            Event::Open { url, status: 101, subprotocol, headers, attempt: 1, took_ms: 0, sent: Vec::new() },
            *opened,
        );
        for turn in &connection.turns {
            let event = match turn.what.clone() {
                What::Received(payload) => {
                    Event::Message { seq: 1, bytes: length(&payload), wire_bytes: None, payload }
                }
                What::Sent(payload) => {
                    Event::Sent { bytes: length(&payload), payload, wire_bytes: None, element: None }
                }
                What::Ping(data) => Event::Ping { data },
            };
            line(event, turn.at);
        }
        if let Some(close) = connection.close.clone() {
            let event = Event::Close {
                code: close.code,
                page_code: None,
                reason: close.reason,
                page_reason: None,
                by: close.by,
                reconnects: false,
                kept_closed: None,
            };
            line(event, close.at);
        }
    }
    lines
}

fn length(payload: &Payload) -> usize {
    match payload {
        Payload::Text(text) => text.len(),
        Payload::Binary(bytes) => bytes.len(),
    }
}

/// Without the sockets' names and places, which are other ones.
fn comparable(recording: &Recording) -> Vec<Connection> {
    let mut connections = recording.connections.clone();
    for connection in &mut connections {
        connection.socket = None;
        connection.is_another = false;
        connection.url.get_or_insert_default();
        // the same name twice is one with both values
        connection.headers.sort();
        for turn in &mut connection.turns {
            turn.place = 0;
        }
    }
    connections
}

/// Every socket that is named can be chosen, and of the others nothing is then there.
fn check_choice(recording: &Recording) {
    let sessions: usize = recording.by_socket().iter().flat_map(|(_, sessions)| sessions).map(Vec::len).sum();
    assert_eq!(sessions, recording.connections.len());
    for name in recording.sockets().into_iter().take(8) {
        match recording.clone().of(&name) {
            Choice::Chosen(chosen) => assert!(!chosen.connections.is_empty()),
            Choice::NoSuch(names) => {
                assert!(
                    recording.connections.iter().all(|one| one.socket.is_none() && one.url.is_none()),
                    "{names:?}"
                );
            }
        }
    }
}

/// A HAR file has the messages, both ways and in order.
fn check_har(recording: &Recording) {
    let har = to_har(recording, "0");
    let read = Recording::read(har.as_bytes(), Format::Har).expect("what was written can be read");
    let messages = |recording: &Recording| -> Vec<Vec<What>> {
        let all = recording.connections.iter().map(|connection| {
            let turns = connection.turns.iter().map(|turn| turn.what.clone());
            turns.filter(|what| !matches!(what, What::Ping(_))).collect()
        });
        all.collect()
    };
    assert_eq!(messages(&read), messages(recording));
}
