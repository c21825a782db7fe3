//! The readers beside the writers, and with what nobody should write.
#![allow(clippy::unwrap_used)]

use std::time::{Duration, UNIX_EPOCH};

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::event::{By, Event, Headers, Payload, Record};
use crate::render::{self, Output, Style, renderer};

fn read(text: &str, format: Format) -> Recording {
    Recording::read(text.as_bytes(), format).unwrap()
}

fn turns(connection: &Connection) -> Vec<String> {
    let text = |payload: &Payload| match payload {
        Payload::Text(text) => text.clone(),
        Payload::Binary(bytes) => format!("{bytes:?}"),
    };
    let one = |turn: &Turn| match &turn.what {
        What::Sent(payload) => format!("> {}", text(payload)),
        What::Received(payload) => format!("< {}", text(payload)),
        What::Ping(data) => format!("ping {data}"),
    };
    connection.turns.iter().map(one).collect()
}

#[test]
fn connections_of_several_sockets_are_kept_apart_and_those_that_follow_one_another_are_one_session() {
    let lines = r##"
{"type":"connecting","url":"ws://h/a","attempt":1,"socket":"#a"}
{"type":"open","url":"ws://h/a","subprotocol":"chat","headers":{"x":"1"},"socket":"#a","at":"2026-11-26T10:00:00.5Z"}
{"type":"open","url":"ws://h/b","socket":"#b"}
{"type":"ping","data":"p","socket":"#a"}
{"type":"sent","data":"1","socket":"#a"}
{"type":"message","data":"2","socket":"#b"}
{"type":"message","base64":"AP8=","socket":"#a"}
{"type":"close","code":1012,"reason":"r","by":"server","socket":"#a"}
{"type":"reconnect","attempt":1,"socket":"#a"}
{"type":"close","code":1006,"by":"network","reconnects":true,"socket":"#a"}
{"type":"open","url":"ws://h/a","socket":"#a"}
{"type":"message","data":"3","socket":"#a"}
{"type":"unknown"}

{"type":"message","data":"4","socket":"#b"}
"##;
    let recording = read(lines, Format::JsonLines);
    assert_eq!(recording.sockets(), ["#a", "#b"]);
    let told: Vec<_> =
        recording.connections.iter().map(|one| (one.name(), one.is_another, turns(one))).collect();
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        told,
        [
            ("#a", false, owned(&["ping p", "> 1", "< [0, 255]"])),
            ("#b", false, owned(&["< 2", "< 4"])),
            ("#a", true, owned(&["< 3"])),
        ]
    );
    let first = &recording.connections[0];
    assert_eq!(first.opened, Some(1_795_687_200_500_000));
    assert_eq!((first.subprotocol.as_deref(), first.path().as_deref()), (Some("chat"), Some("/a")));
    assert_eq!(first.headers, [("x".to_owned(), "1".to_owned())]);
    let close = first.ended_by_server().unwrap();
    assert_eq!((close.code, close.reason.as_str(), close.by), (1012, "r", By::Server));
    let lengths: Vec<usize> = recording.sessions().iter().map(Vec::len).collect();
    assert_eq!(lengths, [2, 1]);
    let places: Vec<u64> = recording.received().iter().map(|received| received.turn.place).collect();
    assert_eq!(places, [7, 8, 13, 16]);
}

#[test]
fn what_was_recorded_from_the_middle_of_a_connection_is_one() {
    let recording =
        read("{\"type\":\"message\",\"data\":\"x\"}\n{\"type\":\"sent\",\"data\":\"y\"}", Format::JsonLines);
    assert_eq!(turns(&recording.connections[0]), ["< x", "> y"]);
    assert_eq!(recording.connections[0].after(recording.connections[0].turns[0].at), None);
}

#[test]
fn a_socket_is_chosen_by_its_selector_or_by_a_part_of_its_address() {
    let lines = "{\"type\":\"open\",\"url\":\"ws://h/a\",\"socket\":\"#a\"}\n{\"type\":\"open\",\"url\":\"ws://h/b?x\"}";
    let chosen = |from: &str| match read(lines, Format::JsonLines).of(from) {
        Choice::Chosen(recording) => Ok(recording.sockets()),
        Choice::NoSuch(there) => Err(there),
    };
    assert_eq!(chosen("#a"), Ok(vec!["#a".to_owned()]));
    assert_eq!(chosen("/b"), Ok(vec!["ws://h/b?x".to_owned()]));
    assert_eq!(chosen("ws://h/"), Ok(vec!["#a".to_owned(), "ws://h/b?x".to_owned()]));
    assert_eq!(chosen("#c"), Err(vec!["#a".to_owned(), "ws://h/b?x".to_owned()]));
}

#[test]
fn a_line_that_is_not_as_it_must_be_is_told_by_its_number() {
    let wrong = |text: &str| Recording::read(text.as_bytes(), Format::JsonLines).unwrap_err().to_string();
    assert_eq!(wrong("{}\n\n{\"type\":"), "line 3: is not JSON: EOF while parsing a value at column 8");
    assert_eq!(wrong("{\"type\":\"sent\"}"), "line 1: is a message without `data` or `base64`");
    assert_eq!(wrong("{\"type\":\"message\",\"base64\":\"?\"}"), "line 1: has `base64` that is none");
    assert_eq!(Recording::read(b"\xff", Format::Har).unwrap_err(), ReadError::NotText);
}

#[test]
fn what_is_no_har_says_so_and_its_sockets_messages_are_read_in_the_order_of_their_times() {
    let har = json!({ "log": { "entries": [
        { "request": { "url": "http://h/" } },
        { "_resourceType": "websocket", "request": { "url": "ws://h/a" }, "startedDateTime": "2026-11-26T10:00:00Z",
          "response": { "headers": [{ "name": "Sec-WebSocket-Protocol", "value": "chat" }] },
          "_webSocketMessages": [
            { "type": "receive", "time": 1_795_687_203.25, "opcode": 1, "data": "late" },
            { "type": "receive", "time": 1_795_687_201, "opcode": 2, "data": "AP8=" },
            { "type": "error", "time": 1, "opcode": -1, "data": "lost" },
          ] },
        { "_webSocketMessages": [
            { "type": "send", "time": 1_795_687_202, "opcode": 1, "data": "x" },
            { "type": "receive", "time": 1_795_687_202, "data": "between" },
          ] },
    ] } });
    let recording = read(&har.to_string(), Format::Har);
    assert_eq!(recording.sockets(), ["ws://h/a", "a socket"]);
    assert_eq!(recording.connections[0].subprotocol.as_deref(), Some("chat"));
    assert_eq!(turns(&recording.connections[0]), ["< late", "< [0, 255]"]);
    assert_eq!(turns(&recording.connections[1]), ["> x", "< between"]);
    assert_eq!(recording.connections[0].turns[0].at, Some(1_795_687_203_250_000));
    assert_eq!(recording.connections[0].after(Some(1_795_687_203_250_000)), Some(3_250_000));
    let received: Vec<Payload> =
        recording.received().iter().map(|received| received.payload.clone()).collect();
    let text = |text: &str| Payload::Text(text.to_owned());
    // never before what its connection had earlier
    assert_eq!(received, [text("between"), text("late"), Payload::Binary(vec![0, 255])]);
    let wrong =
        |har: Value| Recording::read(har.to_string().as_bytes(), Format::Har).unwrap_err().to_string();
    assert_eq!(wrong(json!({})), "is not a HAR file: missing field `log` at line 1 column 2");
    let bad = json!({ "log": { "entries": [{}, { "_webSocketMessages": [{ "type": "send", "opcode": 2, "data": "?" }] }] } });
    assert_eq!(wrong(bad), "message 1 of entry 2 is binary, and its data are not base64");
}

/// What `--record` writes of these events.
fn recorded(records: &[Record]) -> String {
    let lines = render::samples::Capture::default();
    let mut out = Output::to(Box::new(lines.clone()), Box::new(std::io::sink()));
    let mut json = renderer(render::Format::Json, Style { messages: true, ..Style::default() });
    json.records(records, &mut out).unwrap();
    json.finish(&mut out).unwrap();
    lines.text()
}

fn payload() -> impl Strategy<Value = Payload> {
    prop_oneof![
        any::<String>().prop_map(Payload::Text),
        prop::collection::vec(any::<u8>(), 0..40).prop_map(Payload::Binary),
    ]
}

/// A connection as both formats can hold it: times are of this century, in whole milliseconds.
fn connection() -> impl Strategy<Value = Connection> {
    let turn = (payload(), any::<bool>());
    ((0_u32..2_000_000_000), prop::collection::vec(turn, 0..8)).prop_map(|(began, turns)| {
        let at = |step: usize| Some(u64::from(began) * 1_000_000 + step as u64 * 1000);
        let turns = turns.into_iter().enumerate().map(|(step, (payload, is_sent))| {
            let what = if is_sent { What::Sent(payload) } else { What::Received(payload) };
            Turn { at: at(step), place: 0, what }
        });
        let url = Some("ws://h/ws".to_owned());
        Connection { url, opened: at(0), turns: turns.collect(), ..Connection::default() }
    })
}

/// The events of which a connection was recorded.
fn events(connection: &Connection) -> Vec<Record> {
    let at = |micros: Option<u64>| micros.map(|micros| UNIX_EPOCH + Duration::from_micros(micros));
    let record = |event, micros| Record { event, step: None, socket: None, at: at(micros) };
    let url = connection.url.clone().unwrap();
    let (headers, sent) = (Headers::default(), Vec::new());
    let (status, subprotocol, attempt, took_ms) = (101, None, 1, 0);
    let open = Event::Open { url, status, subprotocol, headers, attempt, took_ms, sent };
    let mut records = vec![record(open, connection.opened)];
    records.extend(connection.turns.iter().map(|turn| {
        let event = match turn.what.clone() {
            What::Sent(payload) => {
                Event::Sent { bytes: payload.size(), payload, wire_bytes: None, element: None }
            }
            What::Received(payload) => {
                Event::Message { seq: 1, bytes: payload.size(), payload, wire_bytes: None }
            }
            What::Ping(data) => Event::Ping { data },
        };
        record(event, turn.at)
    }));
    records
}

/// Without places, which are the file's.
fn placeless(recording: Recording) -> Vec<Connection> {
    let mut connections = recording.connections;
    connections.iter_mut().flat_map(|one| &mut one.turns).for_each(|turn| turn.place = 0);
    connections
}

/// JSON of any shape, with the keys that the readers look for.
fn hostile() -> impl Strategy<Value = Value> {
    let key = prop_oneof![
        Just("log".to_owned()),
        Just("entries".to_owned()),
        Just("_webSocketMessages".to_owned()),
        Just("type".to_owned()),
        Just("time".to_owned()),
        Just("at".to_owned()),
        Just("data".to_owned()),
        Just("base64".to_owned()),
        Just("opcode".to_owned()),
        Just("code".to_owned()),
        Just("startedDateTime".to_owned()),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        Just(Value::from(1e300)),
        any::<String>().prop_map(Value::from),
        prop::sample::select(vec![
            "open",
            "sent",
            "message",
            "close",
            "reconnect",
            "receive",
            "9999-12-31T23:59:59Z"
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((key.clone(), inner), 0..6).prop_map(|pairs| pairs.into_iter().collect()),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_recorded_is_read_as_it_was(connections in prop::collection::vec(connection(), 1..4)) {
        let records: Vec<Record> = connections.iter().flat_map(events).collect();
        let read = Recording::read(recorded(&records).as_bytes(), Format::JsonLines).unwrap();
        // what is appended without a close in between is told apart by its opening
        prop_assert_eq!(placeless(read), connections);
    }

    #[test]
    fn what_is_written_as_har_is_read_as_it_was(connections in prop::collection::vec(connection(), 0..4)) {
        let har = to_har(&Recording { connections: connections.clone() }, "1");
        prop_assert_eq!(Format::of("x", har.as_bytes()), Format::Har);
        prop_assert_eq!(placeless(Recording::read(har.as_bytes(), Format::Har).unwrap()), connections);
    }

    #[test]
    fn nothing_that_a_file_holds_makes_the_readers_panic(value in hostile(), text in any::<String>(), bytes in any::<Vec<u8>>()) {
        let lines = [value.to_string(), text].join("\n");
        for bytes in [lines.as_bytes(), value.to_string().as_bytes(), &bytes] {
            for format in [Format::JsonLines, Format::Har, Format::of("-", bytes)] {
                if let Ok(recording) = Recording::read(bytes, format) {
                    let again = Recording::read(to_har(&recording, "1").as_bytes(), Format::Har).unwrap();
                    prop_assert_eq!(again.received().len(), recording.received().len());
                    let _sessions = recording.sessions();
                }
            }
        }
    }
}

#[test]
fn nesting_and_numbers_beyond_all_measure_are_no_recording() {
    let deep = ["[".repeat(100_000), "]".repeat(100_000)].concat();
    let within = format!("{{\"log\":{{\"entries\":[{{\"x\":{deep}}}]}}}}");
    for text in [
        &deep,
        &within,
        "{\"log\":{\"entries\":[{\"_webSocketMessages\":[{\"type\":\"send\",\"time\":1e999}]}]}}",
    ] {
        assert!(Recording::read(text.as_bytes(), Format::JsonLines).is_err() || text.starts_with("{\"log"));
        let har = Recording::read(text.as_bytes(), Format::Har);
        assert!(har.is_err() || har == Ok(Recording::default()));
    }
    let time = |time: Value| {
        let messages = json!([{ "type": "receive", "time": time, "data": "x" }]);
        let har = json!({ "log": { "entries": [{ "_webSocketMessages": messages }] } });
        read(&har.to_string(), Format::Har).connections[0].turns[0].at
    };
    assert_eq!([time(json!(-1)), time(json!(1e300)), time(json!(0.5))], [None, None, Some(500_000)]);
}
