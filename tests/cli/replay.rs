//! `hxws replay`: the client's side against a server, and HAR.

use std::io::{Read as _, Write as _};

use snapbox::str;

use super::page::directory;
use super::support::{Demo, Peer, Ran, Talk, hxws, hxws_fed, hxws_in, scripted};

/// Chromium's own HAR file of a visit to the demo; `tests/har/record.mjs` makes it.
pub const HAR: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/har/chromium.har");

/// A session: a greeting, two answers to one message, one to another, which is binary.
pub const SESSION: &str = r##"{"type":"connecting","url":"ws://app.test/ws","attempt":1,"at":"2026-11-26T10:00:00.000000Z"}
{"type":"open","url":"ws://app.test/ws","status":101,"subprotocol":null,"headers":{"server":"x"},"attempt":1,"at":"2026-11-26T10:00:00.100000Z"}
{"type":"message","seq":1,"bytes":9,"data":"<p>hi</p>","at":"2026-11-26T10:00:00.200000Z"}
{"type":"sent","data":"{\"msg\":\"é\"}","bytes":12,"at":"2026-11-26T10:00:01.000000Z"}
{"type":"message","seq":2,"bytes":29,"data":"<output id=\"count\">1</output>","at":"2026-11-26T10:00:01.100000Z"}
{"type":"message","seq":3,"bytes":3,"base64":"AP8B","at":"2026-11-26T10:00:01.200000Z"}
{"type":"sent","base64":"AAE=","bytes":2,"at":"2026-11-26T10:00:02.000000Z"}
{"type":"message","seq":4,"bytes":18,"data":"<p id=\"x\">\n10:42</p>","at":"2026-11-26T10:00:02.100000Z"}
{"type":"close","code":4001,"reason":"bye","by":"server","reconnects":true,"at":"2026-11-26T10:00:02.200000Z"}
"##;

/// Replays the session to a server that answers like this, told by people's words alone.
fn against(answers: &'static [Answer], flags: &[&str]) -> Ran {
    let files = directory(&[("session.jsonl", SESSION.as_bytes())]);
    let (port, server) = scripted(move |listener| {
        let mut peer = Peer::open(listener);
        for answer in answers {
            match answer {
                Answer::Hears(opcode, data) => assert_eq!(peer.frame(), (*opcode, data.to_vec())),
                Answer::Frame(opcode, data) => {
                    let head = [0x80 | opcode, u8::try_from(data.len()).unwrap()];
                    peer.0.write_all(&[&head, *data].concat()).unwrap();
                }
            }
        }
        // its close, or its answer to this one's
        peer.closed();
    });
    let target = format!("ws://127.0.0.1:{port}/ws");
    let ran = hxws_in(files.path(), &[&["replay", "session.jsonl", &target, "-o", "raw"], flags].concat());
    server.join().unwrap();
    Ran { stdout: Vec::new(), ..ran }
}

/// What is said of the whole, below the warnings.
fn last_line(ran: &Ran) -> &str {
    ran.stderr.lines().last().unwrap_or_default()
}

/// What the server does: reads a frame, or sends one, of this opcode (RFC 6455 §5.2).
enum Answer {
    Hears(u8, &'static [u8]),
    Frame(u8, &'static [u8]),
}

use Answer::{Frame, Hears};

const HI: Answer = Frame(1, b"<p>hi</p>");
const FIRST: Answer = Hears(1, "{\"msg\":\"é\"}".as_bytes());
const COUNT: Answer = Frame(1, b"<output id=\"count\">1</output>");
const BYTES: Answer = Frame(2, b"\x00\xff\x01");
const SECOND: Answer = Hears(2, b"\x00\x01");
const TIME: Answer = Frame(1, b"<p id=\"x\">\n10:42</p>");
const BROKEN: Answer = Frame(8, b"\x03\xf3");
const BYE: Answer = Frame(8, b"\x0f\xa1bye");

#[test]
fn the_same_answers_are_as_recorded_and_what_is_sent_is_sent_byte_for_byte() {
    against(&[HI, FIRST, COUNT, BYTES, SECOND, TIME, BYE], &[]).is(str![[r#"
--- stderr
warning[no-id]: <p> has no id and names no target: htmx 2.0.11 looks for `#null` and raises htmx:oobErrorNoTarget; give it the id of the element it is for, or write hx-swap-oob="beforeend:#target"
warning[binary]: a binary message is never swapped: htmx 2 throws `response.replace is not a function`; these bytes are not UTF-8: send HTML as a text message
close: 4001 private use: bye, by server
note: 2 messages sent, 5 answers as recorded
--- status 0

"#]]);
}

#[test]
fn a_changed_answer_a_missing_one_and_one_more_are_told() {
    const CHANGED: Answer = Frame(1, b"<output id=\"count\">2</output>");
    const MORE: Answer = Frame(1, b"<p>more</p>");
    const LATE: Answer = Frame(1, b"<p id=\"x\">\n10:43</p>");
    against(&[HI, FIRST, CHANGED, MORE, BYTES, SECOND, LATE, BYE], &[]).is(str![[r#"
--- stderr
warning[no-id]: <p> has no id and names no target: htmx 2.0.11 looks for `#null` and raises htmx:oobErrorNoTarget; give it the id of the element it is for, or write hx-swap-oob="beforeend:#target"
warning[no-id]: <p> has no id and names no target: htmx 2.0.11 looks for `#null` and raises htmx:oobErrorNoTarget; give it the id of the element it is for, or write hx-swap-oob="beforeend:#target"
warning[binary]: a binary message is never swapped: htmx 2 throws `response.replace is not a function`; these bytes are not UTF-8: send HTML as a text message
close: 4001 private use: bye, by server
differs: answer 2 is not as recorded
  - <output id="count">1</output>
  + <output id="count">2</output>
differs: answer 3 was not recorded
  + <p>more</p>
differs: answer 4 is not as recorded
  - <p id="x">10:42</p>
  + <p id="x">10:43</p>
error: 2 messages sent, 3 of 5 answers differ
--- status 1

"#]]);
    against(&[HI, FIRST, COUNT, BYTES, SECOND, LATE, BROKEN], &["-q"]).is(str![[r#"
--- stderr
differs: answer 4 is not as recorded
  - <p id="x">10:42</p>
  + <p id="x">10:43</p>
differs: answer 5 is not as recorded
  - closed with 4001, bye
  + closed with 1011
error: 2 messages sent, 2 of 5 answers differ
--- status 1

"#]]);
}

#[test]
fn what_is_ignored_makes_no_difference() {
    const LATE: Answer = Frame(1, b"<p  id=\"x\">\n10:43</p>");
    against(&[HI, FIRST, COUNT, BYTES, SECOND, LATE, BYE], &["--ignore", "#x"]).is(str![[r#"
--- stderr
warning[no-id]: <p> has no id and names no target: htmx 2.0.11 looks for `#null` and raises htmx:oobErrorNoTarget; give it the id of the element it is for, or write hx-swap-oob="beforeend:#target"
warning[binary]: a binary message is never swapped: htmx 2 throws `response.replace is not a function`; these bytes are not UTF-8: send HTML as a text message
close: 4001 private use: bye, by server
note: 2 messages sent, 5 answers as recorded
--- status 0

"#]]);
    against(&[HI, FIRST, COUNT, BYTES, SECOND, LATE, BYE], &["--ignore", "/ +id=\"x\">\\n[0-9:]+/"])
        .is(str![[r#"
--- stderr
warning[no-id]: <p> has no id and names no target: htmx 2.0.11 looks for `#null` and raises htmx:oobErrorNoTarget; give it the id of the element it is for, or write hx-swap-oob="beforeend:#target"
warning[binary]: a binary message is never swapped: htmx 2 throws `response.replace is not a function`; these bytes are not UTF-8: send HTML as a text message
close: 4001 private use: bye, by server
note: 2 messages sent, 5 answers as recorded
--- status 0

"#]]);
    against(&[HI, FIRST, COUNT, BYTES, SECOND, LATE, BYE], &["--ignore", "/10:4./"]).is(str![[r#"
--- stderr
warning[no-id]: <p> has no id and names no target: htmx 2.0.11 looks for `#null` and raises htmx:oobErrorNoTarget; give it the id of the element it is for, or write hx-swap-oob="beforeend:#target"
warning[binary]: a binary message is never swapped: htmx 2 throws `response.replace is not a function`; these bytes are not UTF-8: send HTML as a text message
close: 4001 private use: bye, by server
differs: answer 4 is not as recorded
  - <p id="x">10:42</p>
  + <p id="x">10:43</p>
error: 2 messages sent, 1 of 5 answers differs
--- status 1

"#]]);
}

#[test]
fn an_answer_that_does_not_come_is_not_waited_for_without_end() {
    // the rest comes at once, so that only what never comes takes that long
    against(&[HI, FIRST, COUNT], &["--timeout", "3s"]).is(str![[r#"
--- stderr
warning[no-id]: <p> has no id and names no target: htmx 2.0.11 looks for `#null` and raises htmx:oobErrorNoTarget; give it the id of the element it is for, or write hx-swap-oob="beforeend:#target"
differs: answer 3 did not come
  - binary, 3 B: 00 ff 01
differs: answer 4 did not come
  - <p id="x">10:42</p>
differs: answer 5 did not come
  - closed with 4001, bye
error: time is up: 1 of 2 messages sent, 3 of 5 answers differ
  a longer `--timeout` waits on
--- status 1

"#]]);
}

#[test]
fn a_connection_that_ends_too_early_is_an_end_before_the_work_was_done() {
    against(&[HI, FIRST, BROKEN], &["-q"]).is(str![[r#"
--- stderr
differs: answer 2 is not as recorded
  - <output id="count">1</output>
  + closed with 1011
differs: answer 3 did not come
  - binary, 3 B: 00 ff 01
differs: answer 4 did not come
  - <p id="x">10:42</p>
differs: answer 5 did not come
  - closed with 4001, bye
error: the connection ended before the work was done: 1 of 2 messages sent
--- status 4

"#]]);
}

/// A session that the server ended after one answer, and what htmx came back for.
const BACK: &str = "\
    {\"type\":\"connecting\",\"url\":\"ws://app.test/ws\",\"attempt\":1}\n\
    {\"type\":\"open\",\"url\":\"ws://app.test/ws\"}\n\
    {\"type\":\"sent\",\"data\":\"a\"}\n\
    {\"type\":\"message\",\"data\":\"b\"}\n\
    {\"type\":\"close\",\"code\":1012,\"reason\":\"\",\"by\":\"server\"}\n\
    {\"type\":\"reconnect\",\"attempt\":1}\n\
    {\"type\":\"connecting\",\"url\":\"ws://app.test/ws\",\"attempt\":2}\n\
    {\"type\":\"open\",\"url\":\"ws://app.test/ws\"}\n\
    {\"type\":\"message\",\"data\":\"c\"}\n\
";

#[test]
fn what_was_answered_on_a_connection_that_is_refused_now_is_missing() {
    let (port, server) = scripted(|listener| {
        let mut peer = Peer::open(listener);
        assert_eq!(peer.hear(), "a");
        peer.text("b");
        peer.0.write_all(b"\x88\x02\x03\xf4").unwrap();
        peer.closed();
        let mut peer = Peer::accept(listener);
        peer.head();
        peer.say("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
    });
    let target = format!("ws://127.0.0.1:{port}/ws");
    hxws_fed(BACK, &["replay", "-", &target, "-o", "raw", "-q"]).is(str![[r#"
b
--- stderr
error: the server refused the handshake with `403 Forbidden`
  content-length: 0
  sent `Origin: http://127.0.0.1:PORT` and no cookies; try `hxws http://127.0.0.1:PORT/…` to take the cookies of the page, or `--origin https://your.site`
differs: answer 1 did not come
  - c
error: the connection did not come back before the work was done: 1 message sent, 1 of 3 answers differs
--- status 4

"#]]);
    server.join().unwrap();
}

#[test]
fn a_server_that_does_not_answer_the_last_close_has_said_all_that_was_recorded() {
    let (port, server) = scripted(|listener| {
        let mut peer = Peer::open(listener);
        assert_eq!(peer.hear(), "a");
        assert_eq!(peer.frame(), (8, b"\x03\xe8".to_vec()));
        // what comes is the end of the connection, and no more frames
        assert_eq!(peer.0.read(&mut [0]).unwrap(), 0);
    });
    let session = "{\"type\":\"open\"}\n{\"type\":\"sent\",\"data\":\"a\"}\n";
    let target = format!("ws://127.0.0.1:{port}/ws");
    hxws_fed(session, &["replay", "-", &target, "-o", "raw", "--timeout", "2s"]).is(str![[r#"
--- stderr
note: the server did not answer the close within 2s
close: 1006 abnormal closure, by client
note: 1 message sent, 0 answers as recorded
--- status 0

"#]]);
    server.join().unwrap();
}

#[test]
fn a_server_that_is_not_there() {
    hxws_fed(SESSION, &["replay", "-", "ws://127.0.0.1:1/ws", "-o", "raw"]).is(str![[r#"
--- stderr
error: could not connect to `127.0.0.1:PORT`: connection refused
  is the server running on `127.0.0.1:PORT`?
--- status 3

"#]]);
}

#[cfg(unix)]
#[test]
fn ctrl_c_while_an_answer_is_waited_for() {
    let (port, server) = scripted(|listener| Peer::open(listener).closed());
    let files = directory(&[("session.jsonl", SESSION.as_bytes())]);
    let file = files.path().join("session.jsonl");
    let target = format!("ws://127.0.0.1:{port}/ws");
    let mut talk = Talk::start(&["replay", file.to_str().unwrap(), &target, "-o", "json"]);
    talk.until("\"open\"");
    talk.signal("INT");
    let ran = talk.end();
    assert!(ran.stderr.contains("answer 1 did not come"), "{}", ran.stderr);
    assert_eq!((ran.status, server.join().unwrap()), (Some(130), 1001));
}

#[test]
fn a_session_with_the_demo_is_as_recorded_and_its_counter_goes_on() {
    let (demo, files) = (Demo::start(), directory(&[]));
    let log = files.path().join("log.jsonl");
    let mut talk = Talk::start(&["connect", &demo.http("/"), "--record", log.to_str().unwrap(), "-o", "raw"]);
    for line in ["msg=hello", "/submit #plus", "/submit #missing", "/submit #binary", "/submit #send-echo"] {
        talk.say(line);
    }
    talk.until("<pre id=\"echo\">");
    assert_eq!(talk.end().status, Some(0));
    let again = Demo::start();
    for target in [again.http("/"), again.ws()] {
        let flags: &[&str] = if target.starts_with("ws") { &["--ignore", "#count"] } else { &[] };
        let replay = ["replay", "log.jsonl", &target, "-o", "raw"];
        let ran = hxws_in(files.path(), &[&replay, flags].concat());
        assert_eq!((last_line(&ran), ran.status), ("note: 5 messages sent, 7 answers as recorded", Some(0)));
    }
    let ran = hxws_in(files.path(), &["replay", "log.jsonl", &again.ws(), "--no-time"]);
    let differing: Vec<&str> = ran.stdout_lines().filter(|line| line.contains("\"answer\"")).collect();
    assert_eq!(
        differing,
        [
            r#"{"type":"answer","answer":4,"recorded":{"data":"<output id=\"count\">1</output>"},"came":{"data":"<output id=\"count\">3</output>"}}"#
        ]
    );
    assert_eq!(
        ran.stderr,
        "differs: answer 4 is not as recorded\n  - <output id=\"count\">1</output>\n  + <output id=\"count\">3</output>\n\
         error: 5 messages sent, 1 of 7 answers differs\n"
    );
    assert_eq!(ran.status, Some(1));
}

#[test]
fn a_session_that_was_closed_by_the_server_goes_on_where_htmx_came_back() {
    let (demo, files) = (Demo::start(), directory(&[]));
    let (url, log) = (demo.http("/"), files.path().join("log.jsonl"));
    let record = ["--record", log.to_str().unwrap(), "--reconnect-delay", "0s", "-o", "json"];
    let mut talk = Talk::start(&[&["connect", &url], record.as_slice()].concat());
    talk.until("\"open\"");
    talk.say("/submit #restart");
    talk.until("\"attempt\":2");
    talk.until("\"open\"");
    talk.say("msg=back");
    talk.until("#msg");
    talk.end();
    let ran = hxws_in(files.path(), &["replay", "log.jsonl", &url, "-o", "raw"]);
    // the close is an answer, too
    let told = "close: 1012 service restart: service restart, by server\nnote: 2 messages sent, 4 answers as recorded\n";
    assert_eq!((ran.stderr.as_str(), ran.status), (told, Some(0)));
}

#[test]
fn a_har_file_of_chromium_is_explained() {
    let (demo, files) = (Demo::start(), directory(&[]));
    let explain = ["explain", "--input", "har", HAR, "--page", &demo.http("/"), "-o", "human"];
    hxws_in(files.path(), &explain).is(str![[r#"
1  ✓ #chat  beforeend  1 match
     <li>hello</li>
2  ✓ #last  outerHTML  1 match
     <p id="last">last: hello</p>
3  ✓ #msg  outerHTML  1 match
     <input id="msg" name="msg" placeholder="say more" required=""
     autocomplete="off">
4  ✓ #count  outerHTML  1 match
     <output id="count">1</output>
5  binary   34 B
     3c 70 20 69 64 3d 22 6c 61 73 74 22 3e 69 6e 20  |<p id="last">in |
     61 20 62 69 6e 61 72 79 20 66 72 61 6d 65 3c 2f  |a binary frame</|
     70 3e                                            |p>|
   ! binary: a binary message is never swapped: htmx 2 throws `response.replace
     is not a function`
     these bytes are valid UTF-8 HTML: send them as a text message
6  ✓ #count  outerHTML  1 match
     <output id="count">2</output>
7  ✓ #count  outerHTML  1 match
     <output id="count">1</output>
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_har_file_of_chromium_is_as_the_demo_answers() {
    let demo = Demo::start();
    let sessions = [
        ("1", "note: 5 messages sent, 6 answers as recorded"),
        ("2", "note: 1 message sent, 1 answer as recorded"),
    ];
    for (session, told) in sessions {
        let ran = hxws(&["replay", HAR, &demo.ws(), "--session", session, "-o", "raw"]);
        assert_eq!((last_line(&ran), ran.status), (told, Some(0)));
    }
}

#[test]
fn a_recording_is_printed_as_har_which_is_a_recording() {
    let ran = hxws_fed(SESSION, &["replay", "-", "--har"]);
    ran.is(str![[r#"
{
  "log": {
    "version": "1.2",
    "creator": {
      "name": "hxws",
      "version": "VERSION"
    },
    "pages": [],
    "entries": [
      {
        "_resourceType": "websocket",
        "_webSocketMessages": [
          {
            "type": "receive",
            "time": 1795687200.2,
            "opcode": 1,
            "data": "<p>hi</p>"
          },
          {
            "type": "send",
            "time": 1795687201.0,
            "opcode": 1,
            "data": "{\"msg\":\"é\"}"
          },
          {
            "type": "receive",
            "time": 1795687201.1,
            "opcode": 1,
            "data": "<output id=\"count\">1</output>"
          },
          {
            "type": "receive",
            "time": 1795687201.2,
            "opcode": 2,
            "data": "AP8B"
          },
          {
            "type": "send",
            "time": 1795687202.0,
            "opcode": 2,
            "data": "AAE="
          },
          {
            "type": "receive",
            "time": 1795687202.1,
            "opcode": 1,
            "data": "<p id=\"x\">\n10:42</p>"
          }
        ],
        "cache": {},
        "request": {
          "method": "GET",
          "url": "ws://app.test/ws",
          "httpVersion": "HTTP/1.1",
          "headers": [],
          "queryString": [],
          "cookies": [],
          "headersSize": -1,
          "bodySize": 0
        },
        "response": {
          "status": 101,
          "statusText": "Switching Protocols",
          "httpVersion": "HTTP/1.1",
          "headers": [
            {
              "name": "server",
              "value": "x"
            }
          ],
          "cookies": [],
          "content": {
            "size": 0,
            "mimeType": "x-unknown"
          },
          "redirectURL": "",
          "headersSize": -1,
          "bodySize": -1
        },
        "startedDateTime": "2026-11-26T10:00:00.1Z",
        "time": 2100.0,
        "timings": {
          "blocked": -1,
          "dns": -1,
          "ssl": -1,
          "connect": -1,
          "send": 0,
          "wait": 2100.0,
          "receive": 0
        }
      }
    ]
  }
}
--- stderr
--- status 0

"#]]);
    let files = directory(&[("session.har", &ran.stdout)]);
    let explain = ["explain", "--input", "har", "session.har", "--messages"];
    let of_har = hxws_in(files.path(), &explain).transcript();
    let explain = ["explain", "--input", "jsonl", "-", "--messages"];
    assert_eq!(of_har, hxws_fed(SESSION, &explain).transcript());
}

#[test]
fn what_cannot_be_replayed() {
    let files = directory(&[
        ("empty.jsonl", b""),
        ("torn.jsonl", b"{\"type\":\"open\"}\n{\"type\":\"mess"),
        ("not.har", b"{}"),
        (
            "two.jsonl",
            b"{\"type\":\"open\",\"url\":\"ws://h/a\",\"socket\":\"#a\"}\n{\"type\":\"open\",\"url\":\"ws://h/a\",\"socket\":\"#b\"}",
        ),
    ]);
    let replay = |args: &[&str]| hxws_in(files.path(), &[&["replay"], args, &["-o", "raw"]].concat());
    replay(&["none.jsonl", "--har"]).is(str![[r#"
--- stderr
error: `none.jsonl` cannot be read: No such file or directory (os error 2)
--- status 2

"#]]);
    replay(&["empty.jsonl", ":1"]).is(str![[r#"
--- stderr
error: `empty.jsonl` holds no connection of a WebSocket
  record one with `--record FILE`, or save a HAR file with the sockets' messages
--- status 2

"#]]);
    replay(&["torn.jsonl", ":1"]).is(str![[r#"
--- stderr
note: line 2 of `torn.jsonl` was cut off: it is passed over
error: `torn.jsonl` holds nothing to play: nothing was sent, and nothing came
  record a session in which messages go either way
--- status 2

"#]]);
    replay(&["not.har", ":1"]).is(str![[r#"
--- stderr
error: `not.har` is not a HAR file: missing field `log` at line 1 column 2
--- status 2

"#]]);
    replay(&["two.jsonl", ":1"]).is(str![[r#"
--- stderr
error: the recording holds 2 sockets: `--from` says which
  its sockets:
  - #a
  - #b
--- status 2

"#]]);
    replay(&["two.jsonl", "--serve", "127.0.0.1:0"]).is(str![[r#"
--- stderr
error: `#a` and `#b` have the same address
  `--from` says which is served
--- status 2

"#]]);
    replay(&["two.jsonl", ":1", "--from", "#c"]).is(str![[r#"
--- stderr
error: no socket of `two.jsonl` is `#c`
  its sockets:
  - #a
  - #b
--- status 2

"#]]);
    replay(&["two.jsonl", ":1", "--from", "#a", "--session", "2"]).is(str![[r#"
--- stderr
error: `--session 2`: `two.jsonl` has no such session of `#a`: there is one
--- status 2

"#]]);
    replay(&["two.jsonl", ":1", "--from", "#a", "--ignore", "/(/"]).is(str![[r#"
--- stderr
error: `--ignore`: `/(/` is not a regular expression: unclosed group
--- status 2

"#]]);
    replay(&["two.jsonl", "--serve", "0.0.0.0:0", "--from", "#a"]).is(str![[r#"
--- stderr
error: `--serve 0.0.0.0:0` is not a loopback address
  a recording is for this machine only: take 127.0.0.1 or [::1]
--- status 2

"#]]);
    replay(&["two.jsonl", "--serve", "127.0.0.1:0", "--from", "#a", "--page", "none.html"]).is(str![[r#"
--- stderr
error: `--page none.html` cannot be read: No such file or directory (os error 2)
--- status 2

"#]]);
    replay(&["two.jsonl", "--serve", "127.0.0.1:0", "--from", "#a", "--page", "."]).is(str![[r#"
--- stderr
error: `--page .` cannot be read: is a directory
--- status 2

"#]]);
    #[cfg(unix)]
    replay(&["two.jsonl", "--serve", "127.0.0.1:0", "--from", "#a", "--page", "/dev/null"]).is(str![[r#"
--- stderr
error: `--page /dev/null` is neither a file nor a directory but a device or a pipe
  the page is read anew for each client: give an HTML file
--- status 2

"#]]);
    replay(&["two.jsonl", "--serve", "8000"]).is(str![[r#"
--- stderr
error: invalid value '8000' for '--serve <ADDR>': write a loopback address with its port such as 127.0.0.1:PORT, localhost:8000 or :8000

For more information, try '--help'.
--- status 2

"#]]);
    replay(&["two.jsonl", ":1", "--step"]).is(str![[r#"
--- stderr
error: the argument '[TARGET]' cannot be used with '--step'

Usage: hxws replay <FILE> <TARGET|--serve <ADDR>|--har> [OPTIONS]

For more information, try '--help'.
--- status 2

"#]]);
    replay(&["two.jsonl", "--serve", ":0", "--ignore", "b"]).is(str![[r#"
--- stderr
error: the argument '--serve <ADDR>' cannot be used with '--ignore <WHAT>'

Usage: hxws replay <FILE> <TARGET|--serve <ADDR>|--har> [OPTIONS]

For more information, try '--help'.
--- status 2

"#]]);
    replay(&["two.jsonl", "--serve", "127.0.0.1:0", "--speed", "0"]).is(str![[r#"
--- stderr
error: invalid value '0' for '--speed <N>': write a number above 0 such as 2 or 0.5, or max

For more information, try '--help'.
--- status 2

"#]]);
    replay(&["two.jsonl"]).is(str![[r#"
--- stderr
error: the following required arguments were not provided:
  <TARGET|--serve <ADDR>|--har>

Usage: hxws replay <FILE> <TARGET|--serve <ADDR>|--har> [OPTIONS]

For more information, try '--help'.
--- status 2

"#]]);
}

#[test]
fn options_of_one_side_are_none_of_the_other() {
    for side in [&[":1"][..], &["--har"]] {
        for option in [&["--step"][..], &["--speed=2"], &["--page=x"], &["--allow-origin=x"]] {
            let ran = hxws(&[&["replay", "x.jsonl"], side, option].concat());
            assert!(ran.stderr.contains(" cannot be used with "), "{option:?}: {}", ran.stderr);
            assert_eq!(ran.status, Some(2));
        }
    }
    for side in [&["--serve=:0"][..], &["--har"]] {
        for option in [&["--ignore=b"][..], &["--socket=#a"], &["--url=http://x/"]] {
            let ran = hxws(&[&["replay", "x.jsonl"], side, option].concat());
            assert!(ran.stderr.contains(" cannot be used with "), "{option:?}: {}", ran.stderr);
            assert_eq!(ran.status, Some(2));
        }
    }
}

#[test]
fn lines_that_were_cut_off_are_passed_over_and_told() {
    let torn = SESSION.replace("{\"type\":\"connecting\"", "{\"type\":\"mess\n{\"type\":\"connecting\"");
    let twice = [&torn, "{\"ty"].concat();
    let files = directory(&[("once.jsonl", torn.as_bytes()), ("twice.jsonl", twice.as_bytes())]);
    let whole = hxws_fed(SESSION, &["replay", "-", "--har"]);
    for (file, told) in [
        ("once.jsonl", "note: line 1 of `once.jsonl` was cut off: it is passed over\n"),
        ("twice.jsonl", "note: line 1 of `twice.jsonl` and 1 more were cut off: they are passed over\n"),
    ] {
        let ran = hxws_in(files.path(), &["replay", file, "--har"]);
        assert_eq!((ran.stdout, ran.stderr.as_str()), (whole.stdout.clone(), told));
        let explained = hxws_in(files.path(), &["explain", "--input", "jsonl", file, "-o", "raw", "-v"]);
        assert!(explained.stderr.starts_with(told), "{}", explained.stderr);
        assert_eq!(explained.status, Some(0));
    }
}
