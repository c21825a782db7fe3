//! What a connection does while it is open, and how a person steers it: binary messages, pings, torn connections, lines
//! after every open, both sides of the handshake.

use std::io::Write as _;

use snapbox::str;

use super::page::directory;
use super::support::{Peer, Talk, scripted};
use super::support::{hxws, hxws_fed, hxws_in};

fn at(port: u16) -> String {
    format!("ws://127.0.0.1:{port}/ws")
}

#[test]
fn bytes_go_out_as_they_are_written_and_are_shown() {
    let (port, heard) = scripted(|listener| {
        let mut peer = Peer::open(listener);
        let frames = [peer.frame(), peer.frame()];
        (frames, peer.closed())
    });
    let files = directory(&[("image.bin", b"\x89PNG")]);
    let file = files.path().join("image.bin");
    let lines = format!("/hex 00 ff7B\n/hex @{}\n/hex 0\n/hex @nope\n", file.display());
    hxws_fed(lines, &["connect", &at(port), "--no-time", "-o", "json", "--wait", "0"]).is(str![[r#"
{"type":"connecting","url":"ws://127.0.0.1:PORT/ws","attempt":1}
{"type":"open","url":"ws://127.0.0.1:PORT/ws","status":101,"subprotocol":null,"headers":{"upgrade":"websocket","connection":"Upgrade","sec-websocket-accept":"ACCEPT"},"attempt":1}
{"type":"sent","base64":"AP97","bytes":3}
{"type":"sent","base64":"iVBORw==","bytes":4}
{"type":"error","message":"`0` is no bytes: write pairs of hexadecimal digits, /hex 00 ff, or /hex @FILE","help":null}
{"type":"error","message":"`@nope` cannot be read: No such file or directory (os error 2)","help":null}
{"type":"close","code":1000,"reason":"","by":"client","reconnects":false}
--- stderr
error: `0` is no bytes: write pairs of hexadecimal digits, /hex 00 ff, or /hex @FILE
error: `@nope` cannot be read: No such file or directory (os error 2)
--- status 2

"#]]);
    let frames = [(2, vec![0, 255, 0x7b]), (2, b"\x89PNG".to_vec())];
    assert_eq!(heard.join().unwrap(), (frames, 1000));
}

#[test]
fn one_binary_message_is_sent_by_its_digits() {
    let (port, heard) = scripted(|listener| {
        let mut peer = Peer::open(listener);
        let frame = peer.frame();
        peer.text("<p id=a></p>");
        peer.closed();
        frame
    });
    hxws(&["send", &at(port), "--hex", "00ff", "-o", "human", "--no-time"]).is(str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 2 B   binary
      00 ff                                            |..|
1  ? #a  outerHTML  no page
     <p id="a"></p>
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
    assert_eq!(heard.join().unwrap(), (2, vec![0, 255]));
    hxws(&["send", &at(port), "--hex", "0x"]).is(str![[r#"
{"type":"error","message":"`--hex 0x` is no bytes","help":"write pairs of hexadecimal digits such as 00ff, or @FILE","at":"TIME"}
--- stderr
error: `--hex 0x` is no bytes
  write pairs of hexadecimal digits such as 00ff, or @FILE
--- status 2

"#]]);
}

#[test]
fn a_dropped_connection_ends_without_a_close_frame_and_is_made_anew() {
    let (port, heard) = scripted(|listener| {
        let mut first = Peer::open(listener);
        let said = first.hear();
        // the end of the stream, and nothing before it
        let mut rest = Vec::new();
        std::io::Read::read_to_end(&mut first.0, &mut rest).unwrap();
        let mut second = Peer::open(listener);
        let again = second.hear();
        second.closed();
        (said, rest, again)
    });
    let mut talk =
        Talk::start(&["connect", &at(port), "--no-time", "--reconnect-delay", "0s", "--wait", "0"]);
    talk.until("\"open\"");
    talk.say("/raw one");
    talk.until("\"sent\"");
    talk.say("/drop");
    let close = talk.until("\"close\"");
    assert_eq!(
        close,
        "{\"type\":\"close\",\"code\":1006,\"reason\":\"\",\"by\":\"client\",\"reconnects\":true}\n"
    );
    talk.until("\"open\"");
    talk.say("/raw two");
    talk.until("\"sent\"");
    assert_eq!(talk.end().status, Some(0));
    assert_eq!(heard.join().unwrap(), ("one".to_owned(), Vec::new(), "two".to_owned()));
}

#[test]
fn a_ping_tells_how_long_its_pong_took() {
    let (port, heard) = scripted(|listener| {
        let mut peer = Peer::open(listener);
        let (opcode, data) = peer.frame();
        peer.0.write_all(&[&[0x8a, 5], &data[..]].concat()).unwrap();
        peer.closed();
        opcode
    });
    let mut talk = Talk::start(&["connect", &at(port), "--no-time", "--wait", "0"]);
    talk.until("\"open\"");
    talk.say("/ping hello");
    let pong = talk.until("\"pong\"");
    assert!(pong.starts_with(r#"{"type":"pong","data":"hello","rtt_ms":"#), "{pong}");
    assert_eq!((talk.end().status, heard.join().unwrap()), (Some(0), 9));
}

#[test]
fn lines_go_out_after_every_open_behind_what_was_queued() {
    let (port, heard) = scripted(|listener| {
        let mut first = Peer::open(listener);
        let mut said = vec![first.hear(), first.hear()];
        drop(first);
        let mut second = Peer::open(listener);
        said.extend([second.hear(), second.hear()]);
        second.closed();
        said
    });
    let files = directory(&[("hello.txt", b"/raw login\n{\"room\":\n 7}\n")]);
    let file = files.path().join("hello.txt");
    let ran = hxws(&[
        "listen",
        &at(port),
        "--no-time",
        "--on-open",
        file.to_str().unwrap(),
        "--reconnect-delay",
        "0s",
        "--timeout",
        "1s",
    ]);
    let sent: Vec<&str> = ran.stdout_lines().filter(|line| line.contains("\"sent\"")).collect();
    assert_eq!(sent.len(), 4, "{}", ran.transcript());
    let said = heard.join().unwrap();
    assert_eq!([&said[0], &said[2]], ["login", "login"]);
    assert!(said[1].starts_with("{\"room\":7,\"HEADERS\":{") && said[1] == said[3], "{said:?}");
}

#[test]
fn a_line_of_the_file_that_is_none_is_named() {
    let files = directory(&[("hello.txt", b"/raw a\n\n/wait 2\n")]);
    hxws_in(files.path(), &["listen", "ws://127.0.0.1:1/", "--on-open", "hello.txt", "-o", "human"]).is(
        str![[r#"
--- stderr
error: `--on-open hello.txt`, line 3: `/wait` and `/quit` are for the prompt's own lines
--- status 2

"#]],
    );
}

#[test]
fn a_line_of_the_file_that_would_come_again_at_once_is_refused() {
    let files = directory(&[("again.txt", b"/reconnect\n")]);
    hxws_in(files.path(), &["listen", "ws://127.0.0.1:1/", "--on-open", "again.txt", "-o", "human"]).is(
        str![[r#"
--- stderr
error: `--on-open again.txt`, line 1: `/reconnect` opens the socket, after which it would come again
--- status 2

"#]],
    );
}

#[test]
fn a_line_of_the_file_that_fails_is_told_by_the_status() {
    let files = directory(&[("hex.txt", b"/hex @absent\n")]);
    let file = files.path().join("hex.txt");
    let flags = ["--on-open", file.to_str().unwrap(), "-o", "html"];
    for (command, more) in [
        ("connect", &["--wait", "0"][..]),
        ("listen", &["--timeout", "300ms"]),
        ("send", &["--raw", "a", "--wait", "0"]),
    ] {
        let (port, heard) = scripted(move |listener| {
            let mut peer = Peer::open(listener);
            if command == "send" {
                peer.hear();
            }
            peer.closed()
        });
        let at = at(port);
        let ran = hxws(&[&[command, &at], &flags[..], more].concat());
        assert_eq!(
            ran.stderr.lines().next(),
            Some("error: `@absent` cannot be read: No such file or directory (os error 2)")
        );
        assert_eq!((ran.status, heard.join().unwrap()), (Some(1), 1000), "{command}");
    }
}

/// A handshake with a cookie both ways, with these flags.
fn told(flags: &[&str]) -> String {
    let (port, served) = scripted(|listener| {
        let mut peer = Peer::accept(listener);
        peer.head();
        peer.say("HTTP/1.1 403 Forbidden\r\nSet-Cookie: sid=s3cret; Path=/\r\nContent-Length: 0\r\n\r\n");
    });
    let given =
        ["listen", &at(port), "-o", "human", "--no-time", "-v", "--cookie", "a=s3cret", "--user", "me:pw"];
    let ran = hxws(&[&given, flags].concat());
    served.join().unwrap();
    assert_eq!(ran.status, Some(3));
    ran.transcript()
}

#[test]
fn both_sides_of_a_handshake_are_shown_without_their_secrets() {
    let transcript = told(&[]);
    assert!(!transcript.contains("s3cret") && !transcript.contains("bWU6cHc="), "{transcript}");
    assert!(transcript.contains("     > Cookie: a=…\n") && transcript.contains("set-cookie: sid=…; Path=/"));
}

#[test]
fn secrets_are_shown_where_that_is_asked_for() {
    let transcript = told(&["--show-secrets"]);
    for shown in [
        "     > Cookie: a=s3cret\n",
        "     > Authorization: Basic bWU6cHc=\n",
        "set-cookie: sid=s3cret; Path=/",
    ] {
        assert!(transcript.contains(shown), "{shown}: {transcript}");
    }
}

#[test]
fn a_server_that_answers_no_ping_is_taken_for_dead() {
    for flag in ["--ping-interval", "--pong-timeout"] {
        let (port, served) = scripted(|listener| {
            let mut peer = Peer::open(listener);
            let (opcode, data) = peer.frame();
            (opcode, String::from_utf8(data).unwrap(), peer)
        });
        let ran = hxws(&["listen", &at(port), "--no-time", flag, "50ms", "--no-reconnect", "-o", "human"]);
        ran.is(str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
close  1006 abnormal closure · by network · stays closed: --no-reconnect
--- stderr
error: no pong came within 50ms: the connection is taken for dead
note: no message came
error: the connection ended with 1006
--- status 4

"#]]);
        let (opcode, data, _peer) = served.join().unwrap();
        assert_eq!((opcode, data.as_str()), (9, "hxws 1"));
    }
}

#[test]
fn a_pipe_that_gets_no_answer_says_so() {
    let (port, heard) = scripted(|listener| {
        let mut peer = Peer::open(listener);
        (peer.hear(), peer.closed())
    });
    hxws_fed("/raw a\n", &["connect", &at(port), "--timeout", "300ms", "-o", "html"]).is(str![[r#"
--- stderr
note: no answer came within 300ms: `--wait N` makes that a failure
--- status 0

"#]]);
    assert_eq!(heard.join().unwrap(), ("a".to_owned(), 1000));
}
