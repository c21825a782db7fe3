//! Holds what JSON Lines can be written against their schema, `src/schema/lines.json`.

use std::collections::BTreeSet;
use std::time::Duration;

use jsonschema::Validator;
use serde_json::{Value, json};

use super::Style;
use super::json::Json;
use super::samples::{at, binary, fragment, plain, rendered, text, verdict, warning};
use crate::event::{
    Answer, By, Change, Difference, Direction, Event, Explained, Field, Headers, Logged, Missing, Payload,
    Record, Said, Setting, Source, Unmet,
};
use crate::htmx::diagnose::CODES;
use crate::schema::Schema;

/// What to do where this fails.
const ADVICE: &str = "src/schema/lines.json says what lines are: for a new type write its keys under `$defs`, name it in \
    `oneOf`, add a sample here, and both to the table in README.md; for a new key add it to its type";

fn schema() -> Value {
    serde_json::from_str(Schema::Lines.text()).unwrap()
}

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema()).unwrap()
}

/// The `type` of an event's line; none where it never is one. A new event is to be added here and to the samples.
fn kind(event: &Event) -> Option<&'static str> {
    Some(match event {
        Event::Connecting { .. } => "connecting",
        Event::Open { .. } => "open",
        Event::Message { .. } => "message",
        Event::Fragment(_) => "fragment",
        Event::Warning(_) => "warning",
        Event::Sent { .. } => "sent",
        Event::Queued { .. } => "queued",
        Event::Close { .. } => "close",
        Event::Reconnect { .. } => "reconnect",
        Event::Ping { .. } => "ping",
        Event::Pong { .. } => "pong",
        Event::Page { .. } => "page",
        Event::Halted { .. } => "halted",
        Event::Socket { .. } => "socket",
        Event::Sender { .. } => "sender",
        Event::CloseCode { .. } => "close-code",
        Event::Delay { .. } => "delay",
        Event::Scenario { .. } => "scenario",
        Event::Verdict(_) => "verdict",
        Event::Updated { .. } => "updated",
        Event::Difference(_) => "difference",
        Event::Setting(_) => "setting",
        Event::Diff { .. } => "diff",
        Event::Target { .. } => "target",
        Event::Logged(_) => "logged",
        Event::Explained(_) => "explained",
        Event::Copied { .. } => "copied",
        Event::Answer(_) => "answer",
        Event::Error { .. } | Event::Unmet(_) => "error",
        Event::Trace(_)
        | Event::File { .. }
        | Event::Done { .. }
        | Event::Loaded(_)
        | Event::Text { .. }
        | Event::Note { .. } => {
            return None;
        }
    })
}

/// One of each at least, and those with keys that not every one has.
fn samples() -> Vec<Record> {
    let setting =
        |source| Event::Setting(Setting { key: "k".into(), value: json!([1]), unset: None, source });
    let some = || Some("x".to_owned());
    let place = || ("f".to_owned(), "f".to_owned());
    let events = vec![
        Event::Connecting { url: "ws://h/".into(), attempt: 1 },
        Event::Open {
            url: "ws://h/".into(),
            status: 101,
            subprotocol: some(),
            headers: Headers(vec![("a".into(), "1".into())]),
            attempt: 2,
            took_ms: 4,
            sent: Vec::new(),
        },
        text(1, "<p>"),
        Event::Message { seq: 2, bytes: 1, wire_bytes: Some(1), payload: Payload::Binary(vec![0]) },
        binary(2, &[]),
        Event::from(fragment(1, 0, "#a", "x")),
        warning(Some(1), Some(0), "no-target", "what", "do"),
        warning(None, None, "unnamed-control", "what", ""),
        Event::Sent { payload: Payload::Text("{}".into()), bytes: 2, wire_bytes: Some(4), element: None },
        Event::Queued { data: "{}".into(), bytes: 2, waiting: 1 },
        Event::closed(1012, "r".into(), By::Server, true),
        Event::Close {
            code: 1009,
            page_code: Some(1006),
            reason: "r".into(),
            page_reason: Some(String::new()),
            by: By::Client,
            reconnects: false,
            kept_closed: None,
        },
        Event::Reconnect { attempt: 1, delay_ms: 640, code: 1012, bounds_ms: (0, 1000) },
        Event::Ping { data: "a".into() },
        Event::Pong { data: "a".into(), round_trip: Some(Duration::from_micros(1500)), answers: 0 },
        Event::Page { html: "<p>".into() },
        Event::Halted { reason: "no socket".into(), element: None, help: None },
        Event::Socket { element: "#s".into(), attribute: "/ws".into(), url: None, htmx: "htmx 2".into() },
        Event::Sender {
            element: "#f".into(),
            socket: None,
            trigger: "submit".into(),
            fields: vec![Field {
                name: "m".into(),
                kind: "text".into(),
                value: some(),
                values: Some(vec![]),
            }],
            headers: serde_json::Map::from_iter([("HX-Target".to_owned(), Value::Null)]),
        },
        Event::CloseCode { code: 1000, reconnects: false },
        Event::Delay { attempt: 1, min_ms: 0, max_ms: 1000 },
        Event::Scenario { name: "chat".into(), file: some(), htmx: "2".into() },
        verdict("chat", Some("a.json"), (2, 1)),
        Event::Updated { scenario: "chat".into(), file: "a.json".into(), expectations: 1 },
        Event::Difference(Difference {
            seq: Some(1),
            subject: "page",
            element: some(),
            htmx: [("2".into(), None), ("4".into(), some())],
        }),
        setting(Source::User { file: place().0, shown: place().1, line: 1 }),
        setting(Source::Project { file: place().0, shown: place().1, line: 1 }),
        setting(Source::CommandLine),
        setting(Source::Environment { name: "N" }),
        setting(Source::BuiltIn),
        Event::Diff {
            seq: 1,
            changes: vec![Change { element: "p".into(), before: "<p>".into(), after: "<b>".into() }],
        },
        Event::Target { element: "p".into(), tag: "p".into(), swaps: 1, elements: 0, text: "t".into() },
        Event::Logged(Logged {
            message: "s1".into(),
            direction: Direction::Sent,
            bytes: 1,
            start: None,
            waiting: false,
        }),
        Event::Explained(Explained { seq: 1, htmx: "2".into(), steps: vec!["s".into()] }),
        Event::Copied { message: "1".into(), command: "c".into() },
        Event::Answer(Answer {
            answer: 1,
            recorded: None,
            came: Some(Said::Message(Payload::Text("t".into()))),
        }),
        Event::Answer(Answer {
            answer: 2,
            recorded: Some(Said::Message(Payload::Binary(vec![0]))),
            came: Some(Said::Close { code: 1000, reason: String::new() }),
        }),
        Event::Unmet(Unmet {
            message: "m".into(),
            help: None,
            unmet: vec![Missing { option: "--expect", expected: "#a".into(), came: vec!["#b: x".into()] }],
        }),
        Event::Error { message: "m".into(), help: None },
    ];
    let with_all = |event: Event| {
        // a sender's socket is a key of its own
        let socket = (kind(&event) != Some("sender")).then(|| "#s".to_owned());
        Record { step: Some(1), socket, ..at(1, event) }
    };
    events.into_iter().flat_map(|event| [plain(event.clone()), with_all(event)]).collect()
}

fn lines() -> Vec<Value> {
    let (data, _) = rendered(Json::new(Style { messages: true, ..Style::default() }), &samples());
    data.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_type_of_line_is_in_the_schema() {
    let kinds: BTreeSet<&str> = samples().iter().filter_map(|record| kind(&record.event)).collect();
    let schema = schema();
    let prefix = "#/$defs/";
    let named: BTreeSet<&str> = schema["oneOf"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["$ref"].as_str().unwrap().strip_prefix(prefix).unwrap())
        .collect();
    assert_eq!(kinds, named, "{ADVICE}");
    for (line, record) in lines().iter().zip(samples()) {
        assert_eq!(line["type"].as_str(), kind(&record.event), "{ADVICE}");
    }
    assert_eq!(lines().len(), samples().len());
}

#[test]
fn every_line_is_as_the_schema_says() {
    let validator = validator();
    for line in lines() {
        let errors: Vec<String> = validator.iter_errors(&line).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{line}\n{}\n{ADVICE}", errors.join("\n"));
    }
}

#[test]
fn a_line_with_a_key_more_or_less_or_of_another_kind_is_not() {
    let validator = validator();
    for line in lines() {
        let mut more = line.clone();
        more["keyMore"] = Value::Null;
        assert!(!validator.is_valid(&more), "{more}");
        let mut other = line.clone();
        other["type"] = "nothing".into();
        assert!(!validator.is_valid(&other), "{other}");
        for key in line.as_object().unwrap().keys().filter(|key| *key != "value" && *key != "type") {
            let mut wrong = line.clone();
            wrong[key] = json!([[]]);
            assert!(!validator.is_valid(&wrong), "{wrong}");
        }
    }
    for wrong in [
        r#"{"type":"connecting","url":"ws://h/"}"#,
        r#"{"type":"message","seq":1,"bytes":1}"#,
        r#"{"type":"message","seq":1,"bytes":1,"data":"a","base64":"YQ=="}"#,
        r#"{"type":"warning","code":"no-traget","message":"m"}"#,
        r#"{"type":"setting","key":"k","value":1,"source":"user"}"#,
        r#"{"type":"error","message":"m","help":null,"at":"14:02"}"#,
        r#"{"message":"m","help":null}"#,
    ] {
        assert!(!validator.is_valid(&serde_json::from_str(wrong).unwrap()), "{wrong}");
    }
}

#[test]
fn the_codes_of_warnings_are_those_that_there_are() {
    for schema in [Schema::Lines, Schema::Scenario] {
        let value: Value = serde_json::from_str(schema.text()).unwrap();
        let codes = &value["$defs"]["warning-code"]["enum"];
        assert_eq!(
            codes,
            &json!(CODES.to_vec()),
            "write the code into `warning-code` of the schema ({schema:?})"
        );
    }
}
