//! `hxws listen`: when nothing comes, and every end with what it prints.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use snapbox::str;

use super::support::{Demo, Peer, Ran, comparable, hxws, is_built_for, same, scripted, switching};

/// What listening to a server that plays a script prints.
fn listen<T: Send + 'static>(play: impl FnOnce(&TcpListener) -> T + Send + 'static, flags: &[&str]) -> Ran {
    let (port, served) = scripted(play);
    let ran = hxws(&[&["listen", &format!("ws://127.0.0.1:{port}/")], flags].concat());
    served.join().unwrap();
    ran
}

/// Sends one message, closes where there is a code to close with, and waits for the end.
fn sends_one(listener: &TcpListener, code: Option<u16>) {
    sends(listener, "<p id=a>1</p>", code);
}

/// The same with a message of one's own.
fn sends(listener: &TcpListener, message: &str, code: Option<u16>) {
    let mut peer = Peer::open(listener);
    peer.text(message);
    if let Some([high, low]) = code.map(u16::to_be_bytes) {
        peer.0.write_all(&[0x88, 0x02, high, low]).unwrap();
    }
    peer.closed();
}

#[test]
fn no_message_for_long_enough_is_an_end_and_no_failure() {
    listen(|listener| sends_one(listener, None), &["--idle-timeout", "300ms", "-o", "human", "--no-time"])
        .is(str![[r#"
open   ws://127.0.0.1:PORT/   101 · Origin http://127.0.0.1:PORT
1  ? #a  outerHTML  no page
     <p id="a">1</p>
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
note: 1 message, 13 B · fragments: 1 unknown
--- status 0

"#]]);
}

#[test]
fn no_message_for_long_enough_before_the_count_is_a_failure() {
    listen(|listener| sends_one(listener, None), &["--idle-timeout", "300ms", "--count", "2", "-o", "html"])
        .is(str![[r#"
<p id="a">1</p>
--- stderr
note: 1 message, 13 B · fragments: 1 unknown
error: no message came for 300ms: waited for 2 messages, 1 came
--- status 1

"#]]);
}

#[test]
fn a_server_that_only_pings_is_idle() {
    let pings = |listener: &TcpListener| {
        let mut peer = Peer::open(listener);
        loop {
            // the other side may have gone
            let _sent = peer.0.write_all(b"\x89\x01x");
            let (opcode, payload) = peer.frame();
            if opcode == 8 {
                let _answered = peer.0.write_all(&[0x88, 0x02, payload[0], payload[1]]);
                break;
            }
        }
    };
    listen(pings, &["--idle-timeout", "300ms", "-o", "html"]).is(str![[r#"
--- stderr
note: no message came
--- status 0

"#]]);
}

#[test]
fn a_server_that_only_restarts_is_idle() {
    let restarts = |listener: &TcpListener| {
        // the first connection, and the second that stays
        drop(Peer::open(listener));
        Peer::open(listener).closed();
    };
    let flags = ["--idle-timeout", "500ms", "--reconnect-delay", "0s", "-o", "html", "-q"];
    listen(restarts, &flags).is(str![[r#"
--- stderr
error: the connection ended without a close frame
--- status 0

"#]]);
}

#[test]
fn a_socket_that_does_not_open_is_no_connection() {
    let silent = |listener: &TcpListener| {
        let mut peer = Peer::accept(listener);
        peer.head();
        let _gone = peer.0.read(&mut [0]);
    };
    listen(silent, &["--idle-timeout", "100ms", "-o", "html"]).is(str![[r#"
--- stderr
error: time is up: `ws://127.0.0.1:PORT/` has not opened: connected, but the handshake is unanswered
  is the server busy or stopped at a breakpoint? `--idle-timeout` gives it longer
--- status 3

"#]]);
}

/// The code that the server closes with, the flags, what is said on standard error after the sum, and the status.
type End = (Option<u16>, &'static [&'static str], &'static str, i32);

#[test]
fn every_end_has_its_status_whatever_the_format() {
    const SUM: &str = "note: 1 message, 13 B · fragments: 1 unknown";
    let ends: [End; 9] = [
        (None, &["--count", "1"], "", 0),
        (None, &["--until", "#a"], "", 0),
        (None, &["--timeout", "500ms"], "", 0),
        (None, &["--idle-timeout", "300ms"], "", 0),
        (
            None,
            &["--timeout", "500ms", "--count", "2"],
            "error: time is up: waited for 2 messages, 1 came\n",
            1,
        ),
        (
            None,
            &["--timeout", "500ms", "--until", "#b"],
            "error: time is up: waited for a fragment for `#b`\n  expected    came\n  --until #b  #a: 1\n  did you mean `#a`?\n",
            1,
        ),
        (Some(1000), &[], "", 0),
        (
            Some(1000),
            &["--count", "2"],
            "error: the connection ended with 1000 before the work was done: waited for 2 messages, 1 came\n",
            4,
        ),
        (Some(1008), &[], "error: the connection ended with 1008\n", 4),
    ];
    let formats: [(&[&str], &str); 4] = [
        (&["-o", "html"], "<p id=\"a\">1</p>\n"),
        (&["-o", "html", "-0"], "<p id=\"a\">1</p><NUL>\n"),
        (&["-o", "raw"], "<p id=a>1</p>\n"),
        (&["-o", "raw", "-0"], "<p id=a>1</p><NUL>\n"),
    ];
    for (code, flags, told, status) in ends {
        let play = move |listener: &TcpListener| sends_one(listener, code);
        for (format, data) in formats {
            let quiet = listen(play, &[flags, format, &["-q"]].concat()).transcript();
            same(&quiet, format!("{data}--- stderr\n{told}--- status {status}\n"));
        }
        let formats = [&["-o", "human"][..], &["-o", "json"], &["--jq", ".type"]];
        for format in formats.into_iter().filter(|format| is_built_for(format)) {
            let ran = listen(play, &[flags, format, &["-q"]].concat());
            assert_eq!((comparable(&ran.stderr).as_str(), ran.status), (told, Some(status)), "{format:?}");
        }
        let loud = listen(play, &[flags, &["-o", "html"]].concat()).stderr;
        assert!(loud.contains(SUM) && loud.ends_with(told), "{flags:?}: {loud}");
    }
}

#[test]
fn raw_messages_of_a_bare_socket_are_looked_into_where_somebody_asks() {
    let json = |listener: &TcpListener| sends(listener, "[1]", Some(1000));
    let sum = "note: 1 message, 3 B\n";
    let warning = "warning[json]: this is JSON: htmx 2 parses it as HTML, finds no element and swaps nothing; send the HTML itself\n";
    let plain: [&[&str]; 2] = [&[], &["--count", "1"]];
    for flags in plain {
        let ran = listen(json, &[&["-o", "raw"], flags].concat()).transcript();
        same(&ran, format!("[1]\n--- stderr\n{sum}--- status 0\n"));
    }
    let asking: [(&[&str], i32); 3] =
        [(&["--strict"], 1), (&["--filter", "warning"], 0), (&["--until", "/1/"], 0)];
    for (flags, status) in asking {
        let ran = listen(json, &[&["-o", "raw"], flags].concat());
        assert!(ran.stderr.starts_with(warning) && ran.status == Some(status), "{flags:?}: {}", ran.stderr);
    }
}

#[test]
fn what_is_said_on_open_goes_out_before_raw_messages_that_came_with_the_answer_are_passed_on() {
    let folder = tempfile::tempdir().unwrap();
    let lines = folder.path().join("lines");
    std::fs::write(&lines, "/raw hello\n").unwrap();
    let (port, heard) = scripted(|listener: &TcpListener| {
        let mut peer = Peer::accept(listener);
        let answer = switching(&peer.head(), "");
        peer.0.write_all(&[answer.as_bytes(), b"\x81\x02hi\x88\x02\x03\xe8"].concat()).unwrap();
        peer.frame()
    });
    let target = format!("ws://127.0.0.1:{port}/");
    let ran = hxws(&["listen", &target, "-o", "raw", "--on-open", lines.to_str().unwrap(), "--no-reconnect"]);
    assert_eq!((ran.stdout.as_slice(), ran.status), (&b"hi\n"[..], Some(0)), "{}", ran.stderr);
    assert_eq!(heard.join().unwrap(), (1, b"hello".to_vec()));
}

#[test]
fn the_page_is_printed_at_every_end() {
    let demo = Demo::start();
    for (flags, status) in [(&["--timeout", "1s"][..], 0), (&["--timeout", "1s", "--count", "1"], 1)] {
        let ran = hxws(&[&["listen", &demo.http("/"), "-o", "page"], flags].concat());
        let page = String::from_utf8(ran.stdout).unwrap();
        assert!(page.starts_with("<!DOCTYPE html><html") && page.ends_with("</html>\n"), "{page}");
        assert_eq!(ran.status, Some(status));
    }
}

#[test]
fn a_strict_ear_fails_on_a_warning_shown_or_not() {
    let play = |listener: &TcpListener| sends_one(listener, None);
    let strict = ["--count", "1", "--strict", "-o", "html", "-q"];
    listen(play, &strict).is(str![[r#"
<p id="a">1</p>
--- stderr
--- status 0

"#]]);
    for filter in [&[][..], &["--filter", "#none"]] {
        let no_id = |listener: &TcpListener| {
            let mut peer = Peer::open(listener);
            peer.text("<p>1</p>");
            peer.closed();
        };
        let ran = listen(no_id, &[&strict[..], filter].concat());
        assert_eq!((ran.stderr.as_str(), ran.status), ("error: `--strict`: there were warnings\n", Some(1)));
    }
}

#[test]
fn a_count_is_one_at_least_and_the_only_end_of_its_kind() {
    let usage = |args: &[&str]| hxws(&[&["listen", "ws://127.0.0.1:1/"], args].concat());
    usage(&["--count", "0"]).is(str![[r#"
--- stderr
error: invalid value '0' for '--count <N>': write a whole number from 1

For more information, try '--help'.
--- status 2

"#]]);
    usage(&["--count", "2", "--until", "#a"]).is(str![[r#"
--- stderr
error: the argument '--count <N>' cannot be used with '--until <WHAT>'

Usage: hxws listen --count <N> <TARGET>

For more information, try '--help'.
--- status 2

"#]]);
}
