//! How sessions end that read lines from a pipe, and with which status: what never came is told, and nothing is waited for
//! that cannot come.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use snapbox::str;

use super::support::{Demo, Peer, Ran, Talk, hxws_fed, same, scripted};

/// What hxws says to lines that are all there at once, at a server that plays a script.
fn talk<T: Send + 'static>(
    play: impl FnOnce(&TcpListener) -> T + Send + 'static,
    lines: &str,
    flags: &[&str],
) -> Ran {
    let (port, served) = scripted(play);
    let url = format!("ws://127.0.0.1:{port}/ws");
    let connect =
        ["connect", &url, "--no-time", "-o", "human", "--reconnect-delay", "1h", "--timeout", "30s"];
    let ran = hxws_fed(lines, &[&connect[..], flags].concat());
    served.join().unwrap();
    ran
}

/// Hears one message, answers nothing, and waits for the end of the connection.
fn hears_one(listener: &TcpListener) {
    let mut peer = Peer::open(listener);
    peer.hear();
    // a ping may come before the end
    let _end = peer.0.read_to_end(&mut Vec::new()).unwrap();
}

/// Hears one message, gives one answer, and closes with 1008.
fn answers_and_closes(listener: &TcpListener) {
    let mut peer = Peer::open(listener);
    peer.hear();
    peer.text("<p id=a>1</p>");
    peer.0.write_all(b"\x88\x02\x03\xf0").unwrap();
    peer.closed();
}

#[test]
fn a_wait_ends_with_the_connection_and_says_how_many_came() {
    talk(answers_and_closes, "/raw x\n/wait 3\n/headers\n", &[]).is(str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 1 B   x
1  ? #a  outerHTML  no page
     <p id="a">1</p>
close  1008 policy violation · by server · htmx 2 stays closed
! close-stays-closed: htmx 2 (2.0.4) does not reconnect on close code 1008, and
  no htmx does
  to have pages come back, close with 1012 (service restart)
HEADERS
  HX-Request: true
  HX-Trigger: null
  HX-Trigger-Name: null
  HX-Target: null
  HX-Current-URL: null
--- stderr
error: the connection ended with 1008 before the work was done: waited for 3 messages, 1 came
--- status 4

"#]]);
}

#[test]
fn a_wait_for_which_the_time_ran_out_is_a_failure() {
    let play = |listener: &TcpListener| {
        let mut peer = Peer::open(listener);
        peer.hear();
        peer.closed();
    };
    talk(play, "/raw x\n/wait\n", &["--timeout", "100ms", "--wait", "0"]).is(str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 1 B   x
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
error: time is up: waited for 1 message, 0 came
--- status 1

"#]]);
}

#[test]
fn an_end_that_leaves_a_message_unanswered_says_so() {
    let play = |listener: &TcpListener| {
        let mut peer = Peer::open(listener);
        peer.hear();
        peer.hear();
        peer.text("<p id=a>1</p>");
        peer.0.write_all(b"\x88\x02\x03\xf0").unwrap();
        peer.closed();
    };
    talk(play, "/raw x\n/raw y\n", &[]).is(str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 1 B   x
→ 1 B   y
1  ? #a  outerHTML  no page
     <p id="a">1</p>
close  1008 policy violation · by server · htmx 2 stays closed
! close-stays-closed: htmx 2 (2.0.4) does not reconnect on close code 1008, and
  no htmx does
  to have pages come back, close with 1012 (service restart)
--- stderr
error: the connection ended with 1008 before 1 message was answered
--- status 4

"#]]);
}

#[test]
fn a_torn_connection_is_not_waited_on_for_answers() {
    talk(hears_one, "/raw x\n/ping\n/drop\n", &[]).is(str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 1 B   x
close  1006 abnormal closure · by client · htmx 2 reconnects
retry  1 in 60 min
--- stderr
error: the connection ended with 1006 before 1 message and 1 ping were answered
--- status 4

"#]]);
}

#[test]
fn what_goes_out_over_the_next_connection_has_its_answer_and_what_was_lost_has_none() {
    let play = |listener: &TcpListener| {
        hears_one(listener);
        let mut peer = Peer::open(listener);
        peer.hear();
        peer.text("<p id=a>1</p>");
        peer.closed();
    };
    talk(play, "/raw x\n/drop\n/raw y\n", &["--reconnect-delay", "0s"]).is(str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 1 B   x
close  1006 abnormal closure · by client · htmx 2 reconnects
retry  1 in 0 ms
queued 1 waiting   1 B   y
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT · attempt 2
→ 1 B   y
1  ? #a  outerHTML  no page
     <p id="a">1</p>
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
error: the connection ended with 1006 before 1 message was answered
--- status 4

"#]]);
}

#[test]
fn a_restart_instead_of_an_answer_is_no_answer() {
    let demo = Demo::start();
    let connect = ["connect", &demo.ws(), "--no-time", "-o", "html", "--reconnect-delay", "1h"];
    hxws_fed("/raw {\"do\":\"restart\"}\n", &[&connect[..], &["--timeout", "30s"]].concat()).is(str![[r#"
--- stderr
close: 1012 service restart: service restart, by server
error: the connection ended with 1012 before 1 message was answered
--- status 4

"#]]);
}

#[test]
fn a_ping_is_waited_on_for_its_pong() {
    let answers = |listener: &TcpListener| {
        let mut peer = Peer::open(listener);
        let (_, data) = peer.frame();
        peer.0.write_all(&[&[0x8a, u8::try_from(data.len()).unwrap()], &data[..]].concat()).unwrap();
        peer.closed();
    };
    let ran = talk(answers, "/ping\n", &[]);
    assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""));
    assert!(String::from_utf8(ran.stdout).unwrap().contains("\npong   hxws 1   +"));
    let silent = |listener: &TcpListener| {
        let mut peer = Peer::open(listener);
        peer.frame();
        peer.closed();
    };
    talk(silent, "/ping\n", &["--timeout", "400ms"]).is(str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
error: time is up: 1 ping had no pong
--- status 1

"#]]);
}

#[test]
fn a_ping_that_nobody_typed_takes_no_pong_from_one_that_was() {
    let answers_the_first = |listener: &TcpListener| {
        let mut peer = Peer::open(listener);
        let (_, data) = peer.frame();
        peer.0.write_all(&[0x8a, u8::try_from(data.len()).unwrap()]).unwrap();
        peer.0.write_all(&data).unwrap();
        peer.frame();
        peer.closed();
    };
    let directory = tempfile::TempDir::new().unwrap();
    let lines = directory.path().join("lines");
    std::fs::write(&lines, "/ping\n").unwrap();
    let flags = ["--on-open", lines.to_str().unwrap(), "--timeout", "400ms"];
    let ran = talk(answers_the_first, "/ping\n", &flags);
    assert_eq!((ran.stderr.as_str(), ran.status), ("error: time is up: 1 ping had no pong\n", Some(1)));
}

#[test]
fn a_close_of_what_is_closed_says_only_that() {
    let play = |listener: &TcpListener| Peer::open(listener).closed();
    talk(play, "/close\n/wait 0\n/close 1001\n", &[]).is(str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
error: the socket is not open: `/reconnect` connects now, `/quit` leaves
--- status 1

"#]]);
}

#[test]
fn a_close_between_two_attempts_gives_up_the_next() {
    let (port, served) = scripted(|listener| drop(Peer::open(listener).hear()));
    let url = format!("ws://127.0.0.1:{port}/ws");
    let mut talk = Talk::start(&["connect", &url, "--no-time", "-o", "human", "--reconnect-delay", "1h"]);
    talk.say("/raw x");
    talk.until("retry");
    talk.say("/close");
    talk.say("/close");
    let ran = talk.end();
    served.join().unwrap();
    ran.is(str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 1 B   x
close  1006 abnormal closure · by network · htmx 2 reconnects
retry  1 in 60 min
close  1006 abnormal closure · by client · htmx 2 stays closed
--- stderr
error: the connection ended without a close frame
note: nothing is open, and no further attempt is made: `/reconnect` connects now
error: the socket is not open: `/reconnect` connects now, `/quit` leaves
error: the connection ended with 1006 before 1 message was answered
--- status 1

"#]]);
}

#[test]
fn a_close_during_a_handshake_is_an_end_for_programs_too() {
    let (port, served) = scripted(|listener| {
        drop(Peer::open(listener));
        let mut silent = Peer::accept(listener);
        // however the other side goes
        let _gone = silent.0.read_to_end(&mut Vec::new());
    });
    let url = format!("ws://127.0.0.1:{port}/ws");
    let mut talk = Talk::start(&["connect", &url, "--no-time", "-o", "json", "--reconnect-delay", "0s"]);
    talk.until("\"attempt\":2}");
    talk.say("/close 4000 x");
    let closed = talk.until("\"close\"");
    assert_eq!(
        closed,
        "{\"type\":\"close\",\"code\":1006,\"reason\":\"\",\"by\":\"client\",\"reconnects\":false}\n"
    );
    let ran = talk.end();
    served.join().unwrap();
    let told = "error: the connection ended without a close frame\n\
                note: nothing is open, and no further attempt is made: `/reconnect` connects now\n";
    assert_eq!((ran.stderr.as_str(), ran.status), (told, Some(0)));
}

#[test]
fn retries_are_counted_anew_after_every_open() {
    let play = |listener: &TcpListener| {
        for _ in 0..3 {
            drop(Peer::open(listener));
        }
        drop(Peer::accept(listener));
    };
    talk(play, "/wait\n", &["--reconnect-delay", "0s", "--max-retries", "1"]).is(str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
close  1006 abnormal closure · by network · htmx 2 reconnects
retry  1 in 0 ms
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT · attempt 2
close  1006 abnormal closure · by network · htmx 2 reconnects
retry  1 in 0 ms
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT · attempt 2
close  1006 abnormal closure · by network · htmx 2 reconnects
retry  1 in 0 ms
close  1006 abnormal closure · by network
       gave up after 1 retry (--max-retries 1)
--- stderr
error: the connection ended without a close frame
error: the connection ended without a close frame
error: the connection ended without a close frame
error: the server closed the connection without an answer
  is it a WebSocket server? it may want TLS (`wss://`), or have failed: see its log
error: the connection ended with 1006 before the work was done: waited for 1 message, 0 came
--- status 4

"#]]);
}

#[cfg(unix)]
#[test]
fn a_signal_says_goodbye_and_has_its_own_status() {
    for (name, status) in [("TERM", 143), ("HUP", 129)] {
        for command in ["connect", "listen"] {
            let (port, served) = scripted(|listener| Peer::open(listener).closed());
            let url = format!("ws://127.0.0.1:{port}/");
            let mut talk = Talk::start(&[command, &url, "--no-time", "-o", "human"]);
            talk.until("open");
            talk.signal(name);
            let told = if command == "listen" { "note: no message came\n" } else { "" };
            let expected = format!(
                "open   ws://127.0.0.1:PORT/   101 · Origin http://127.0.0.1:PORT\n\
                 close  1001 going away · by client · htmx 2 stays closed\n\
                 --- stderr\n{told}--- status {status}\n"
            );
            same(&talk.end().transcript(), expected);
            assert_eq!(served.join().unwrap(), 1001);
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_hang_up_that_is_ignored_from_the_start_ends_nothing() {
    let (port, served) = scripted(|listener| {
        let mut peer = Peer::open(listener);
        let said = peer.hear();
        peer.closed();
        said
    });
    let url = format!("ws://127.0.0.1:{port}/");
    let connect = [env!("CARGO_BIN_EXE_hxws"), "connect", &url, "--no-time", "-o", "human", "--wait", "0"];
    let mut talk = Talk::of("sh", &[&["-c", "trap '' HUP; exec \"$0\" \"$@\""], &connect[..]].concat());
    talk.until("open");
    talk.signal("HUP");
    talk.say("/raw still here");
    talk.until("still here");
    assert_eq!((talk.end().status, served.join().unwrap()), (Some(0), "still here".to_owned()));
}
