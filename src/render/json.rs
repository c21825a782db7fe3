//! JSON Lines: the contract's one object a line.

mod line;

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::Formatter;

use super::{Output, Renderer, Style, diagnostic, sanitize};
use crate::bytes::{self, beyond};
use crate::event::{Event, Record};

/// Writes JSON Lines; errors and remarks go to standard error as text.
pub(super) struct Json {
    style: Style,
    fragments: line::Writer,
    /// Room for any other line.
    line: Vec<u8>,
}

impl Json {
    pub(super) fn new(style: Style) -> Self {
        Self { style, fragments: line::Writer::default(), line: Vec::new() }
    }

    fn is_line(&self, event: &Event) -> bool {
        match event {
            Event::Message { .. } => self.style.messages,
            Event::Trace(_)
            | Event::Done { .. }
            | Event::File { .. }
            | Event::Loaded(_)
            | Event::Note { .. }
            | Event::Text { .. } => false,
            _ => true,
        }
    }

    /// The line of a record with its end; none where it has none.
    pub(super) fn line(&mut self, record: &Record) -> io::Result<Option<&[u8]>> {
        if !self.is_line(&record.event) {
            return Ok(None);
        }
        if let (Event::Fragment(fragment), true) = (&record.event, self.style.times)
            && let Some(line) = self.fragments.line(fragment, record)
        {
            return Ok(Some(line));
        }
        self.line.clear();
        let mut serializer = serde_json::Serializer::with_formatter(&mut self.line, Guarded);
        if self.style.times {
            record.serialize(&mut serializer)?;
        } else {
            let (step, socket) = (record.step, record.socket.as_deref());
            Untimed { event: &record.event, step, socket, file: self.style.file.as_deref() }
                .serialize(&mut serializer)?;
        }
        self.line.push(b'\n');
        Ok(Some(&self.line))
    }

    /// What is said of an event beside its line.
    pub(super) fn told(&self, event: &Event) -> Option<String> {
        match event {
            Event::Error { message, help } => Some(diagnostic::error(&self.style, message, help.as_deref())),
            Event::Unmet(unmet) => Some(diagnostic::unmet(&self.style, unmet)),
            Event::Note { message } if !self.style.quiet => Some(diagnostic::note(&self.style, message)),
            Event::Halted { reason, help, .. } => {
                Some(diagnostic::halted(&self.style, reason, help.as_deref()))
            }
            Event::Answer(answer) => Some(diagnostic::answer(&self.style, answer)),
            Event::Text { text } => Some(diagnostic::text(text)),
            _ => None,
        }
    }
}

impl Renderer for Json {
    fn record(&mut self, record: &Record, out: &mut Output) -> io::Result<()> {
        if let Some(line) = self.line(record)? {
            out.data().write_all(line)?;
        }
        self.told(&record.event).map_or(Ok(()), |told| out.diagnose(&told))
    }

    fn restyle(&mut self, style: &Style) {
        self.style = style.clone();
    }

    fn finish(&mut self, out: &mut Output) -> io::Result<()> {
        out.flush()
    }
}

/// A [`Record`] without its time, with its file.
#[derive(Serialize)]
struct Untimed<'a> {
    #[serde(flatten)]
    event: &'a Event,
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    socket: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
}

/// A text as JSON has it, which YAML has too.
pub(super) fn guarded(text: &str) -> String {
    let mut bytes = Vec::new();
    // writing to memory does not fail
    let _written = text.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, Guarded));
    String::from_utf8(bytes).unwrap_or_default()
}

/// Escapes what JSON allows but a terminal obeys or does not show (DEL, C1, bidi controls, what has no width): the value
/// stays the same, to a pipe as to a terminal.
struct Guarded;

impl Formatter for Guarded {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        // what is below U+0020 is no fragment's
        if is_shown(fragment) {
            return writer.write_all(fragment.as_bytes());
        }
        let mut copied = 0;
        for (start, character) in sanitize::hidden(fragment) {
            writer.write_all(&fragment.as_bytes()[copied..start])?;
            copied = start + character.len_utf8();
            // beyond the basic plane, JSON has surrogates (RFC 8259 §7)
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
        }
        writer.write_all(&fragment.as_bytes()[copied..])
    }
}

/// Whether a text without controls below U+0020 has nothing to escape by sight.
fn is_shown(text: &str) -> bool {
    bytes::first(text.as_bytes(), |block| beyond(block, b'\x7f')).is_none()
}

/// JSON in which such characters are escaped: outside of strings there are none.
pub(super) fn escaped(json: &str) -> String {
    let mut escaped = Vec::with_capacity(json.len());
    // writing to memory does not fail
    let _written = Guarded.write_string_fragment(&mut escaped, json);
    String::from_utf8(escaped).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    use crate::event::{By, Field, Headers, KeptClosed, Loaded, Payload};
    use crate::render::samples::{at, binary, fragment, plain, rendered, text, verdict, warning};

    fn lines(style: Style, records: &[Record]) -> String {
        rendered(Json::new(style), records).0
    }

    #[test]
    fn every_event_has_its_line() {
        let records = [
            plain(Event::Connecting { url: "ws://h/".into(), attempt: 1 }),
            plain(Event::Open {
                url: "ws://h/".into(),
                status: 101,
                subprotocol: None,
                headers: Headers(vec![("a".into(), "1".into()), ("a".into(), "2".into())]),
                attempt: 1,
                took_ms: 4,
                sent: vec!["cookie a".into()],
            }),
            plain(text(1, "<p>")),
            plain(binary(2, &[0, 255])),
            plain(Event::from(fragment(1, 0, "#a", "x"))),
            plain(warning(Some(1), Some(0), "no-target", "what", "do")),
            plain(warning(None, None, "unnamed-control", "what", "")),
            plain(Event::Sent {
                payload: Payload::Text("{}".into()),
                bytes: 2,
                wire_bytes: Some(4),
                element: Some("#f".into()),
            }),
            plain(Event::Queued { data: "{}".into(), bytes: 2, waiting: 1 }),
            plain(Event::closed(1012, "r".into(), By::Server, true)),
            plain(Event::Close {
                code: 1009,
                page_code: Some(1006),
                reason: "enough".into(),
                page_reason: Some(String::new()),
                by: By::Client,
                reconnects: false,
                kept_closed: Some(KeptClosed::NoReconnect),
            }),
            plain(Event::Reconnect { attempt: 1, delay_ms: 640, code: 1012, bounds_ms: (0, 1000) }),
            plain(Event::Ping { data: "a".into() }),
            plain(Event::Pong { data: "a".into(), round_trip: None, answers: 0 }),
            plain(Event::Pong {
                data: "b".into(),
                round_trip: Some(Duration::from_micros(1500)),
                answers: 1,
            }),
            plain(Event::Page { html: "<p>".into() }),
            plain(Event::Halted { reason: "no socket".into(), element: None, help: None }),
            plain(Event::Socket {
                element: "#s".into(),
                attribute: "/ws".into(),
                url: None,
                htmx: "htmx 2".into(),
            }),
            plain(Event::Sender {
                element: "#f".into(),
                socket: None,
                trigger: "submit".into(),
                fields: vec![Field {
                    name: "m".into(),
                    kind: "text".into(),
                    value: Some("v".into()),
                    values: None,
                }],
                headers: serde_json::Map::new(),
            }),
            plain(Event::CloseCode { code: 1000, reconnects: false }),
            plain(Event::Delay { attempt: 1, min_ms: 0, max_ms: 1000 }),
            plain(Event::Scenario { name: "chat".into(), file: None, htmx: "2".into() }),
            plain(verdict("chat", None, (2, 1))),
            plain(Event::Updated { scenario: "chat".into(), file: "a.json".into(), expectations: 2 }),
            plain(Event::Error { message: "m".into(), help: None }),
        ];
        assert_eq!(
            lines(Style { messages: true, ..Style::default() }, &records),
            r##"{"type":"connecting","url":"ws://h/","attempt":1}
{"type":"open","url":"ws://h/","status":101,"subprotocol":null,"headers":{"a":"1, 2"},"attempt":1}
{"type":"message","seq":1,"bytes":3,"data":"<p>"}
{"type":"message","seq":2,"bytes":2,"base64":"AP8="}
{"type":"fragment","seq":1,"index":0,"kind":"oob","tag":"div","id":"a","oob":"beforeend","swap":"beforeend","target":"#a","matched":1,"outcome":"swapped","html":"<div id=\"a\" hx-swap-oob=\"beforeend\">x</div>","text":"hello"}
{"type":"warning","seq":1,"index":0,"code":"no-target","message":"what; do"}
{"type":"warning","code":"unnamed-control","message":"what"}
{"type":"sent","data":"{}","bytes":2,"wire_bytes":4}
{"type":"queued","data":"{}","bytes":2}
{"type":"close","code":1012,"reason":"r","by":"server","reconnects":true}
{"type":"close","code":1009,"page_code":1006,"reason":"enough","page_reason":"","by":"client","reconnects":false}
{"type":"reconnect","attempt":1,"delay_ms":640,"code":1012}
{"type":"ping","data":"a"}
{"type":"pong","data":"a"}
{"type":"pong","data":"b","rtt_ms":1.5}
{"type":"page","html":"<p>"}
{"type":"halted","reason":"no socket","element":null}
{"type":"socket","element":"#s","attribute":"/ws","url":null,"htmx":"htmx 2"}
{"type":"sender","element":"#f","socket":null,"trigger":"submit","fields":[{"name":"m","kind":"text","value":"v"}],"headers":{}}
{"type":"close-code","code":1000,"reconnects":false}
{"type":"delay","attempt":1,"min_ms":0,"max_ms":1000}
{"type":"scenario","name":"chat","htmx":"2"}
{"type":"verdict","scenario":"chat","passed":false,"expectations":2,"failed":1}
{"type":"updated","scenario":"chat","file":"a.json","expectations":2}
{"type":"error","message":"m","help":null}
"##
        );
    }

    #[test]
    fn step_socket_and_time_come_last() {
        let record = Record {
            step: Some(3),
            socket: Some("#s".into()),
            ..at(204, Event::CloseCode { code: 1, reconnects: true })
        };
        assert_eq!(
            lines(Style::default(), std::slice::from_ref(&record)),
            "{\"type\":\"close-code\",\"code\":1,\"reconnects\":true,\"step\":3,\"socket\":\"#s\",\"at\":\"2026-11-14T14:02:11.204000Z\"}\n"
        );
        assert_eq!(
            lines(Style { times: false, ..Style::default() }, &[record]),
            "{\"type\":\"close-code\",\"code\":1,\"reconnects\":true,\"step\":3,\"socket\":\"#s\"}\n"
        );
    }

    #[test]
    fn messages_are_lines_only_where_they_are_asked_for() {
        assert_eq!(lines(Style::default(), &[plain(text(1, "<p>"))]), "");
    }

    #[test]
    fn what_steers_a_terminal_or_hides_text_is_escaped_and_means_the_same() {
        let data = "\u{1b}\u{7f}\u{9b}2J\u{202e}pay\u{200b}pal\u{feff}\u{ad}\u{e0041}é👩\u{200d}👧";
        let line = lines(Style::default(), &[plain(Event::Ping { data: data.into() })]);
        assert_eq!(
            line,
            "{\"type\":\"ping\",\"data\":\"\\u001b\\u007f\\u009b2J\\u202epay\\u200bpal\\ufeff\\u00ad\\udb40\\udc41é👩\u{200d}👧\"}\n"
        );
        let value: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(value["data"], data);
    }

    #[test]
    fn errors_and_remarks_are_told_on_standard_error_and_what_is_for_people_is_no_line() {
        let page = Loaded { url: "u".into(), htmx: "h".into(), sockets: 1, senders: 1 };
        let records = [
            plain(Event::Loaded(page)),
            plain(Event::Note { message: "n".into() }),
            plain(warning(None, None, "json", "w", "")),
            plain(Event::Error { message: "m".into(), help: Some("h".into()) }),
        ];
        let (data, diagnostics) = rendered(Json::new(Style::default()), &records);
        assert_eq!(
            data,
            "{\"type\":\"warning\",\"code\":\"json\",\"message\":\"w\"}\n{\"type\":\"error\",\"message\":\"m\",\"help\":\"h\"}\n"
        );
        assert_eq!(diagnostics, "note: n\nerror: m\n  h\n");
    }
}
