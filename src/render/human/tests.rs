//! What people read, record by record.

mod amount;
mod closes;
mod repeats;

use std::time::Duration;

use serde_json::json;

use super::*;
use crate::event::{By, Difference, Field, Fragment, Headers, Kind, Loaded, Outcome, Payload, Trace};
use crate::render::samples::{at, binary, fragment, plain, rendered, text, warning};

fn human(style: Style) -> Human {
    Human::new(style, Clock::utc())
}

fn untimed() -> Style {
    Style { times: false, dialect: "htmx 2".into(), ..Style::default() }
}

fn timed() -> Style {
    Style { times: true, ..untimed() }
}

fn shown(style: Style, records: &[Record]) -> String {
    rendered(human(style), records).0
}

fn sent(data: &str) -> Event {
    let (payload, bytes) = (Payload::Text(data.into()), data.len());
    Event::Sent { payload, bytes, wire_bytes: None, element: Some("form#form".into()) }
}

fn open(attempt: u32) -> Event {
    Event::Open {
        url: "ws://localhost:8000/ws".into(),
        status: 101,
        subprotocol: None,
        headers: Headers(vec![("sec-websocket-extensions".into(), "permessage-deflate; x=1".into())]),
        attempt,
        took_ms: 4,
        sent: vec!["Origin http://localhost:8000".into(), "cookie session_".into()],
    }
}

fn close(code: u16, reason: &str, by: By, reconnects: bool) -> Event {
    Event::closed(code, reason.into(), by, reconnects)
}

const HELLO: &str = r#"{"msg":"hello","HEADERS":{"HX-Request":"true","HX-Trigger":"form"}}"#;

#[test]
fn an_exchange_is_dense_and_aligned() {
    let wide = Style { width: 120, ..timed() };
    let records = [
        plain(Event::Loaded(Loaded {
            url: "http://localhost:8000/".into(),
            htmx: "htmx 2.0.7 · ws 2.0.3".into(),
            sockets: 1,
            senders: 2,
        })),
        plain(Event::Connecting { url: "ws://localhost:8000/ws".into(), attempt: 1 }),
        at(0, open(1)),
        at(204, sent(HELLO)),
        at(209, text(1, "<div id=\"msgs\" hx-swap-oob=\"beforeend\"><li>hello</li></div>")),
        at(209, Event::from(fragment(1, 0, "#msgs", "<li>hello</li>"))),
    ];
    assert_eq!(
        shown(wide, &records),
        "\
page   http://localhost:8000/   htmx 2.0.7 · ws 2.0.3 · 1 socket · 2 senders
open   ws://localhost:8000/ws   101 in 4 ms · Origin http://localhost:8000 · cookie session_ · permessage-deflate
→ 14:02:11.204    67 B   {\"msg\":\"hello\",\"HEADERS\":{ 2 }}
← 14:02:11.209    59 B   +5 ms
  ✓ #msgs  beforeend  1 match
      <li>hello</li>
"
    );
}

#[test]
fn compressed_sizes_are_told_where_more_is_to_be_said() {
    let hello = "<p id=\"a\">hello</p>";
    let records = [
        at(
            204,
            Event::Sent {
                payload: Payload::Text("hello".into()),
                bytes: 163,
                wire_bytes: Some(91),
                element: Some("#f".into()),
            },
        ),
        at(
            209,
            Event::Message { seq: 1, bytes: 62, wire_bytes: Some(40), payload: Payload::Text(hello.into()) },
        ),
        at(209, Event::from(fragment(1, 0, "#a", "hello"))),
    ];
    let told = "\
→ 14:02:11.204   163 B   hello
← 14:02:11.209    62 B   +5 ms
  ✓ #a  beforeend  1 match
      hello
";
    assert_eq!(shown(timed(), &records), told);
    let more = told
        .replace("163 B   hello", "163 B (91 B compressed)   hello · #f")
        .replace("62 B ", "62 B (40 B compressed) ")
        .replace("1 match", "1 match  <div hx-swap-oob=\"beforeend\">");
    assert_eq!(shown(Style { verbose: 1, ..timed() }, &records), more);
}

#[test]
fn a_connection_s_life_is_told_in_rows() {
    let records = [
        at(0, open(2)),
        at(0, Event::Ping { data: "\u{1b}c".into() }),
        at(0, Event::Pong { data: String::new(), round_trip: Some(Duration::from_millis(12)), answers: 1 }),
        at(0, close(1012, "Service Restart", By::Server, true)),
        at(0, Event::Reconnect { attempt: 1, delay_ms: 640, code: 1012, bounds_ms: (0, 1000) }),
        at(0, Event::Reconnect { attempt: 9, delay_ms: 64_000, code: 1012, bounds_ms: (0, 0) }),
        at(0, Event::Queued { data: HELLO.into(), bytes: 67, waiting: 2 }),
        at(0, close(4001, "kicked", By::Network, false)),
        at(
            0,
            Event::Halted {
                reason: "`#msg` is required".into(),
                element: Some("form#form".into()),
                help: None,
            },
        ),
    ];
    assert_eq!(
        shown(timed(), &records),
        "\
open   ws://localhost:8000/ws   101 in 4 ms · Origin http://localhost:8000
       cookie session_ · permessage-deflate · attempt 2
pong   +12 ms · 14:02:11.000
close  1012 service restart · by server · htmx 2 reconnects · 14:02:11.000
retry  1 in 640 ms (0–1000)
retry  9 in 64.0 s
queued 2 waiting   67 B   {\"msg\":\"hello\",\"HEADERS\":{ 2 }}
close  4001 private use: kicked · by network · htmx 2 stays closed
       14:02:11.000
"
    );
}

#[test]
fn each_outcome_has_its_mark_and_warnings_stand_under_their_fragment() {
    let mut miss = fragment(1, 0, "#mgs", "<ul id=\"mgs\"><li>a</li><li>b</li><li>c</li></ul>");
    (miss.outcome, miss.swap, miss.matched) = (Outcome::NoTarget, "outerHTML".into(), Some(0));
    let mut row = fragment(1, 1, "#rows", "<td>new</td>");
    (row.tag, row.id, row.matched) = ("tr".into(), Some("r9".into()), Some(3));
    let mut broken = Fragment { outcome: Outcome::InvalidSelector, id: None, ..fragment(1, 2, "#a[", "") };
    broken.target = Some("#a[\n".into());
    let mut skipped = fragment(1, 3, "#x", "");
    (skipped.outcome, skipped.swap) = (Outcome::Skipped, "none".into());
    let unknown = Fragment { outcome: Outcome::Unknown, matched: None, ..fragment(1, 4, "#y", "y") };
    let main = Fragment { kind: Kind::Main, target: None, ..fragment(1, 5, "", "z") };
    let records = [
        at(0, text(1, "<ul>")),
        at(0, Event::from(miss)),
        at(
            0,
            warning(
                Some(1),
                Some(0),
                "no-target",
                "nothing on the page matches `#mgs` and so nothing is swapped at all",
                "did you mean `#msgs`?",
            ),
        ),
        at(0, Event::from(row)),
        at(0, Event::from(broken)),
        at(0, Event::from(skipped)),
        at(0, Event::from(unknown)),
        at(0, Event::from(main)),
        at(0, warning(Some(1), Some(1), "wrapper-stripped", "the row is lost", "")),
        at(0, warning(Some(1), None, "text-ignored", "text", "")),
        at(0, warning(Some(8), None, "json", "late", "")),
        at(0, warning(None, None, "unnamed-control", "a control without a name", "name it")),
    ];
    assert_eq!(
        shown(Style { width: 60, ..timed() }, &records),
        "\
← 14:02:11.000     4 B
  ✗ #mgs  outerHTML  no target on the page
      <ul id=\"mgs\">
        <li>a</li>
        <li>b</li>
      … 2 more lines
  ! no-target: nothing on the page matches `#mgs` and so
    nothing is swapped at all
    did you mean `#msgs`?
  ✓ #rows  beforeend  3 matches  <tr id=\"r9\">
      <td>new</td>
  ✗ #a[␊  beforeend  not a selector  <div>
  · #x  none  skipped
  ? #y  beforeend  no page
      y
  ✓ —  beforeend  1 match  main
      z
  ! wrapper-stripped (fragment 2): the row is lost
  ! text-ignored: text
! json (message 8): late
! unnamed-control: a control without a name
  name it
"
    );
}

#[test]
fn without_times_the_message_s_number_heads_its_first_line() {
    let records = [
        plain(text(1, "<p>")),
        plain(Event::from(fragment(1, 0, "#rows", "<td>new</td>"))),
        plain(warning(Some(1), Some(0), "wrapper-stripped", "the row is lost", "write <tbody>")),
        plain(Event::from(fragment(1, 1, "#b", "b"))),
        plain(text(2, "<!-- -->")),
        plain(warning(Some(2), None, "text-ignored", "a comment", "")),
        plain(text(10, "{\"a\": [1, 2]}")),
        plain(binary(11, b"\x00\xff<p>hello</p> and more than one row of it")),
        plain(text(12, "<p>nothing tells of this</p>")),
    ];
    assert_eq!(
        shown(untimed(), &records),
        "\
1  ✓ #rows  beforeend  1 match
     <td>new</td>
   ! wrapper-stripped: the row is lost
     write <tbody>
   ✓ #b  beforeend  1 match
     b
2  <!-- -->
   ! text-ignored: a comment
10  {\"a\":[1,2]}
11  binary   42 B
      00 ff 3c 70 3e 68 65 6c 6c 6f 3c 2f 70 3e 20 61  |..<p>hello</p> a|
      6e 64 20 6d 6f 72 65 20 74 68 61 6e 20 6f 6e 65  |nd more than one|
      20 72 6f 77 20 6f 66 20 69 74                    | row of it|
12  <p>nothing tells of this</p>
"
    );
}

#[test]
fn messages_that_are_no_markup_show_what_they_are() {
    let records = [
        at(0, sent("{}")),
        at(1, text(1, "{\"a\": [1, 2]}")),
        at(2, text(2, "a \u{1b}[31m\u{202e}b")),
        at(3, text(3, "")),
        at(12_000, text(4, "日本語日本語日本語日本語日本語日本語日本語日本語")),
        at(12_000, binary(5, &[0; 50])),
    ];
    assert_eq!(
        shown(Style { width: 60, ..timed() }, &records),
        "\
→ 14:02:11.000     2 B   {}
← 14:02:11.001    13 B   +1 ms   {\"a\":[1,2]}
← 14:02:11.002    11 B   +2 ms   a ␛[31m\\u{202e}b
← 14:02:11.003     0 B   +3 ms   empty
← 14:02:23.000    72 B   日本語日本語日本語日本語日本語日本…
← 14:02:23.000    50 B   binary
      00 00 00 00 00 00 00 00  |........|
      00 00 00 00 00 00 00 00  |........|
      00 00 00 00 00 00 00 00  |........|
      00 00 00 00 00 00 00 00  |........|
      00 00 00 00 00 00 00 00  |........|
      00 00 00 00 00 00 00 00  |........|
      … 2 more bytes
"
    );
}

#[test]
fn several_sockets_and_steps_are_told_apart() {
    let on = |record: Record, step| Record { socket: Some("#a".into()), step: Some(step), ..record };
    let records = [
        on(plain(open(1)), 0),
        on(plain(sent("x")), 1),
        on(plain(text(1, "<p>")), 1),
        on(plain(Event::from(fragment(1, 0, "#b", "b"))), 1),
        on(plain(Event::Page { html: "<p>b</p>".into() }), 1),
    ];
    assert_eq!(
        shown(Style { width: 100, ..untimed() }, &records),
        "\
step   0
open   ws://localhost:8000/ws   101 · Origin http://localhost:8000 · cookie session_
       permessage-deflate · #a

step   1
→ 1 B   x · form#form · #a
1  #a
   ✓ #b  beforeend  1 match
     b
page
  <p>b</p>
"
    );
    let timed_on = |record: Record| Record { socket: Some("#a".into()), ..record };
    assert_eq!(
        shown(timed(), &[timed_on(at(0, sent("x"))), at(1, text(1, "x")), timed_on(at(2, text(2, "y")))]),
        "→ 14:02:11.000     1 B   x · #a\n← 14:02:11.001     1 B   x\n← 14:02:11.002     1 B   +2 ms   #a   y\n"
    );
}

#[test]
fn an_inspection_is_a_table() {
    let headers = json!({"X-Token": "abc", "HX-Target": null});
    let records = [
        plain(Event::Socket {
            element: "div#chat".into(),
            attribute: "/ws".into(),
            url: Some("ws://localhost:8000/ws".into()),
            htmx: "htmx 2.0.7".into(),
        }),
        plain(Event::Socket {
            element: "#bad".into(),
            attribute: "ws:".into(),
            url: None,
            htmx: "htmx 4".into(),
        }),
        plain(Event::Sender {
            element: "form#form".into(),
            socket: Some("div#chat".into()),
            trigger: "submit".into(),
            fields: vec![
                Field { name: "msg".into(), kind: "text".into(), value: Some("hello".into()), values: None },
                Field {
                    name: "color".into(),
                    kind: "select-one".into(),
                    value: None,
                    values: Some(vec!["red".into(), "green".into()]),
                },
            ],
            headers: headers.as_object().unwrap().clone(),
        }),
        plain(Event::CloseCode { code: 1012, reconnects: true }),
        plain(Event::CloseCode { code: 1000, reconnects: false }),
        plain(Event::Delay { attempt: 1, min_ms: 0, max_ms: 1000 }),
        plain(Event::Delay { attempt: 10, min_ms: 500, max_ms: 500 }),
    ];
    assert_eq!(
        shown(untimed(), &records),
        "\
socket div#chat   ws://localhost:8000/ws · \"/ws\" · htmx 2.0.7
socket #bad   an address that the browser refuses · \"ws:\" · htmx 4
sender form#form   on submit · to div#chat
       msg    text        hello
       color  select-one  red | green
       HEADERS
         X-Token    abc
         HX-Target  null
close  1012 service restart       reconnects
close  1000 normal closure        stays closed
retry  1         0 –   1000 ms
retry  10               500 ms
"
    );
}

#[test]
fn sides_that_begin_alike_are_told_from_where_they_differ() {
    let side = |end: &str| Some(format!("<p>{}{end}</p>", "x".repeat(400)));
    let htmx = [("2".to_owned(), side("one")), ("4".to_owned(), side("other"))];
    let difference = Difference { seq: Some(1), subject: "page", element: Some("p".into()), htmx };
    let shown = shown(untimed(), &[plain(Event::Difference(difference))]);
    let same = "x".repeat(59);
    assert_eq!(shown, format!("≠ page  p\n  2  …{same}one</p>\n  4  …{same}other</p>\n"));
}
