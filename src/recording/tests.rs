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

/// How many connections each session has.
fn lengths(recording: &Recording) -> Vec<usize> {
    recording.by_socket().iter().flat_map(|(_, sessions)| sessions).map(Vec::len).collect()
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
    assert_eq!(lengths(&recording), [2, 1]);
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
    assert_eq!(wrong("{}\n\n{\"type\"}"), "line 3: is not JSON: expected `:` at column 8");
    assert_eq!(wrong("{\"type\":\"sent\"}"), "line 1: is a message without `data` or `base64`");
    assert_eq!(wrong("{\"type\":\"message\",\"base64\":\"?\"}"), "line 1: has `base64` that is none");
    assert_eq!(Recording::read(b"\xff", Format::Har).unwrap_err(), ReadError::NotText);
    let error = Recording::read(b"{}\n\"\xff\"\n", Format::JsonLines).unwrap_err();
    assert_eq!(error.to_string(), "line 2: is not UTF-8 text");
}

#[test]
fn a_line_that_was_cut_off_anywhere_is_passed_over_and_the_rest_is_read() {
    let whole = "{\"type\":\"message\",\"data\":\"\\u00e9 é\",\"bytes\":1.5e3,\"last\":true}";
    for end in 1..whole.len() {
        let half = &whole.as_bytes()[..end];
        let lines = [whole.as_bytes(), b"\n", half, b"\n", whole.as_bytes()].concat();
        let recording = Recording::read(&lines, Format::JsonLines).unwrap();
        assert_eq!(
            (turns(&recording.connections[0]), recording.cut_off),
            (vec!["< é é".to_owned(); 2], vec![2])
        );
    }
}

#[test]
fn a_session_ends_where_the_next_begins_whatever_it_left_undone() {
    let open = "{\"type\":\"connecting\",\"attempt\":1}\n{\"type\":\"open\",\"url\":\"ws://h/a\"}\n";
    let refused =
        "{\"type\":\"connecting\",\"attempt\":1}\n{\"type\":\"close\",\"code\":1006,\"by\":\"network\"}\n";
    let waits =
        "{\"type\":\"close\",\"code\":1012,\"by\":\"server\"}\n{\"type\":\"reconnect\",\"attempt\":1}\n";
    let back = "{\"type\":\"connecting\",\"attempt\":2}\n{\"type\":\"open\",\"url\":\"ws://h/a\"}\n";
    assert_eq!(lengths(&read(&[open, waits, back].concat(), Format::JsonLines)), [2]);
    assert_eq!(lengths(&read(&[open, waits, open].concat(), Format::JsonLines)), [1, 1]);
    let killed = read(&[open, refused].concat(), Format::JsonLines);
    assert_eq!(killed.connections.iter().map(|one| one.close.clone()).collect::<Vec<_>>(), [None]);
}

#[test]
fn sockets_of_different_pages_are_different_although_neither_has_a_selector() {
    let lines = "{\"type\":\"open\",\"url\":\"ws://h/a\"}\n{\"type\":\"close\",\"code\":1012}\n{\"type\":\"reconnect\"}\n\
                 {\"type\":\"open\",\"url\":\"ws://h/b\"}\n";
    assert_eq!(lengths(&read(lines, Format::JsonLines)), [1, 1]);
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
    let Choice::Chosen(nameless) = recording.clone().of("a socket") else { panic!("it is listed") };
    assert_eq!(nameless.connections, recording.connections[1..]);
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
    let record = |event, micros| Record { at: at(micros), ..Record::of(event) };
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
        let har = to_har(&Recording { connections: connections.clone(), ..Recording::default() }, "1");
        prop_assert_eq!(Format::of("x", har.as_bytes()), Format::Har);
        prop_assert_eq!(placeless(Recording::read(har.as_bytes(), Format::Har).unwrap()), connections);
    }

    #[test]
    fn a_har_file_keeps_times_to_the_microsecond(at in 0_u64..8_589_934_592_000_000) {
        let turn = Turn { at: Some(at), place: 0, what: What::Sent(Payload::Text("x".to_owned())) };
        let url = Some("ws://h/ws".to_owned());
        let connection = Connection { url, opened: Some(at), turns: vec![turn], ..Connection::default() };
        let har = to_har(&Recording { connections: vec![connection.clone()], ..Recording::default() }, "1");
        prop_assert_eq!(placeless(Recording::read(har.as_bytes(), Format::Har).unwrap()), [connection]);
    }

    #[test]
    fn nothing_that_a_file_holds_makes_the_readers_panic(value in hostile(), text in any::<String>(), bytes in any::<Vec<u8>>()) {
        let lines = [value.to_string(), text].join("\n");
        for bytes in [lines.as_bytes(), value.to_string().as_bytes(), &bytes] {
            for format in [Format::JsonLines, Format::Har, Format::of("-", bytes)] {
                if let Ok(recording) = Recording::read(bytes, format) {
                    let again = Recording::read(to_har(&recording, "1").as_bytes(), Format::Har).unwrap();
                    prop_assert_eq!(again.received().len(), recording.received().len());
                    prop_assert_eq!(lengths(&recording).iter().sum::<usize>(), recording.connections.len());
                }
            }
        }
    }
}

#[test]
fn nesting_and_numbers_beyond_all_measure_are_no_recording() {
    let deep = ["[".repeat(100_000), "]".repeat(100_000)].concat();
    let within = format!("{{\"log\":{{\"entries\":[{{\"x\":{deep}}}]}}}}");
    let number = "{\"log\":{\"entries\":[{\"_webSocketMessages\":[{\"type\":\"send\",\"time\":1e999}]}]}}";
    let told = |format| {
        [&deep, &within, number]
            .map(|text| Recording::read(text.as_bytes(), format).map_err(|error| error.to_string()))
    };
    let wrong = |error: &str| Err(error.to_owned());
    assert_eq!(
        told(Format::JsonLines),
        [
            wrong("line 1: is not JSON: recursion limit exceeded at column 128"),
            wrong("line 1: is not JSON: recursion limit exceeded at column 148"),
            wrong("line 1: is not JSON: number out of range at column 69"),
        ]
    );
    // what is not looked at is passed over, however deep it is
    let har = [
        wrong("is not a HAR file: invalid type: sequence, expected a string at line 1 column 4"),
        Ok(Recording::default()),
        wrong("is not a HAR file: number out of range at line 1 column 69"),
    ];
    assert_eq!(told(Format::Har), har);
    let time = |time: Value| {
        let messages = json!([{ "type": "receive", "time": time, "data": "x" }]);
        let har = json!({ "log": { "entries": [{ "_webSocketMessages": messages }] } });
        read(&har.to_string(), Format::Har).connections[0].turns[0].at
    };
    assert_eq!([time(json!(-1)), time(json!(1e300)), time(json!(0.5))], [None, None, Some(500_000)]);
}
