//! `hxws listen`: when it ends, and how.

use std::io::{Read as _, Write as _};

use snapbox::str;

use super::support::{Demo, Peer, Talk, hxws, scripted};

#[test]
fn a_timeout_alone_is_no_failure() {
    let demo = Demo::start();
    hxws(&["listen", &demo.ws(), "--timeout", "2s", "--no-time", "-o", "human"]).is(str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
note: no message came
--- status 0

"#]]);
}

#[test]
fn a_timeout_before_the_count_is_a_failure() {
    let demo = Demo::start();
    hxws(&["listen", &demo.ws(), "--timeout", "2s", "--count", "2", "-o", "html"]).is(str![[r#"
--- stderr
note: no message came
error: time is up: waited for 2 messages, 0 came
--- status 1

"#]]);
}

#[test]
fn a_timeout_before_the_match_is_a_failure() {
    let demo = Demo::start();
    hxws(&["listen", &demo.ws(), "--timeout", "2s", "--until", "#never", "-o", "html"]).is(str![[r#"
--- stderr
note: no message came
error: time is up: waited for a fragment for `#never`
  expected        came
  --until #never  nothing
--- status 1

"#]]);
}

#[test]
fn it_ends_with_the_count() {
    let (port, served) = scripted(|listener| {
        let mut peer = Peer::open(listener);
        ["<p id=a>1</p>", "<p id=b>2</p>", "<p id=c>3</p>"].iter().for_each(|text| peer.text(text));
        peer.closed()
    });
    hxws(&["listen", &format!("ws://127.0.0.1:{port}/"), "--count", "2", "-o", "raw"]).is(str![[r#"
<p id=a>1</p>
<p id=b>2</p>
--- stderr
note: 2 messages, 26 B
--- status 0

"#]]);
    assert_eq!(served.join().unwrap(), 1000);
}

#[test]
fn it_ends_with_the_match() {
    let (port, served) = scripted(|listener| {
        let mut peer = Peer::open(listener);
        ["<p id=a>1</p>", "<p id=b><b class=x>2</b></p>", "<p id=c>3</p>"]
            .iter()
            .for_each(|text| peer.text(text));
        peer.closed()
    });
    hxws(&["listen", &format!("ws://127.0.0.1:{port}/"), "--until", "b.x", "-o", "raw"]).is(str![[r#"
<p id=a>1</p>
<p id=b><b class=x>2</b></p>
--- stderr
note: 2 messages, 41 B · fragments: 2 unknown
--- status 0

"#]]);
    assert_eq!(served.join().unwrap(), 1000);
}

#[test]
fn a_normal_close_ends_it_well() {
    let (port, served) = scripted(|listener| {
        let mut peer = Peer::open(listener);
        peer.text("<p id=a>1</p>");
        peer.0.write_all(b"\x88\x05\x03\xe8bye").unwrap();
        peer.closed()
    });
    hxws(&["listen", &format!("ws://127.0.0.1:{port}/"), "-o", "human", "--no-time"]).is(str![[r#"
open   ws://127.0.0.1:PORT/   101 · Origin http://127.0.0.1:PORT
1  ? #a  outerHTML  no page
     <p id="a">1</p>
close  1000 normal closure: bye · by server · htmx 2 stays closed
--- stderr
note: 1 message, 13 B · fragments: 1 unknown
--- status 0

"#]]);
    assert_eq!(served.join().unwrap(), 1000);
}

#[test]
fn a_normal_close_before_the_count_is_an_early_end() {
    let (port, _served) = scripted(|listener| {
        let mut peer = Peer::open(listener);
        peer.0.write_all(b"\x88\x02\x03\xe8").unwrap();
        peer.closed()
    });
    hxws(&["listen", &format!("ws://127.0.0.1:{port}/"), "--count", "1", "-o", "html"]).is(str![[r#"
--- stderr
note: no message came
error: the connection ended with 1000 before the work was done: waited for 1 message, 0 came
--- status 4

"#]]);
}

#[test]
fn a_close_that_stays_closed_is_an_early_end() {
    let (port, _served) = scripted(|listener| {
        let mut peer = Peer::open(listener);
        peer.0.write_all(b"\x88\x04\x03\xf0no").unwrap();
        peer.closed()
    });
    hxws(&["listen", &format!("ws://127.0.0.1:{port}/"), "--no-time", "-o", "json"]).is(str![[r#"
{"type":"connecting","url":"ws://127.0.0.1:PORT/","attempt":1}
{"type":"open","url":"ws://127.0.0.1:PORT/","status":101,"subprotocol":null,"headers":{"upgrade":"websocket","connection":"Upgrade","sec-websocket-accept":"ACCEPT"},"attempt":1}
{"type":"close","code":1008,"reason":"no","by":"server","reconnects":false}
{"type":"warning","code":"close-stays-closed","message":"htmx 2 (2.0.4) does not reconnect on close code 1008, and no htmx does; to have pages come back, close with 1012 (service restart)"}
{"type":"error","message":"the connection ended with 1008","help":null}
--- stderr
note: no message came · warnings: 1 close-stays-closed
error: the connection ended with 1008
--- status 4

"#]]);
}

#[test]
fn a_handshake_that_is_never_answered_is_no_connection() {
    let (port, _served) = scripted(|listener| {
        let mut peer = Peer::accept(listener);
        peer.head();
        // until hxws gives up
        let _ = peer.0.read(&mut [0]);
    });
    hxws(&["listen", &format!("ws://127.0.0.1:{port}/"), "--timeout", "100ms", "-o", "html"]).is(str![[r#"
--- stderr
error: time is up: `ws://127.0.0.1:PORT/` has not opened: connected, but the handshake is unanswered
  is the server busy or stopped at a breakpoint? `--timeout` gives it longer
--- status 3

"#]]);
}

#[test]
fn a_page_that_never_comes_is_no_connection() {
    let (port, _served) = scripted(|listener| {
        let mut peer = Peer::accept(listener);
        peer.head();
        let _ = peer.0.read(&mut [0]);
    });
    hxws(&["send", &format!("http://127.0.0.1:{port}/"), "--timeout", "100ms", "-o", "html"]).is(str![[r#"
--- stderr
error: time is up: no page from `http://127.0.0.1:PORT/`: connected, but the request is unanswered
  is the server busy or stopped at a breakpoint? `--timeout` gives it longer
--- status 3

"#]]);
}

#[cfg(unix)]
#[test]
fn ctrl_c_says_goodbye() {
    let (port, served) = scripted(|listener| {
        let mut peer = Peer::open(listener);
        peer.text("<p id=a>1</p>");
        peer.closed()
    });
    let mut listening =
        Talk::start(&["listen", &format!("ws://127.0.0.1:{port}/"), "--no-time", "-o", "json"]);
    listening.until("fragment");
    listening.signal("INT");
    listening.end().is(str![[r##"
{"type":"connecting","url":"ws://127.0.0.1:PORT/","attempt":1}
{"type":"open","url":"ws://127.0.0.1:PORT/","status":101,"subprotocol":null,"headers":{"upgrade":"websocket","connection":"Upgrade","sec-websocket-accept":"ACCEPT"},"attempt":1}
{"type":"fragment","seq":1,"index":0,"kind":"oob","tag":"p","id":"a","oob":null,"swap":"outerHTML","target":"#a","matched":null,"outcome":"unknown","html":"<p id=\"a\">1</p>","text":"1"}
{"type":"close","code":1001,"reason":"","by":"client","reconnects":false}
--- stderr
note: 1 message, 13 B · fragments: 1 unknown
--- status 130

"##]]);
    assert_eq!(served.join().unwrap(), 1001);
}

#[test]
fn the_targets_can_be_read_as_they_come() {
    let demo = Demo::start();
    let mut listening = Talk::start(&["listen", &demo.http("/"), "--count", "2", "--no-time", "-o", "json"]);
    listening.until("\"open\"");
    assert_eq!(hxws(&["send", &demo.ws(), "msg=1", "--wait", "0", "-q"]).status, Some(0));
    assert!(
        listening
            .until("\"fragment\"")
            .contains("\"target\":\"#chat\",\"matched\":1,\"outcome\":\"swapped\"")
    );
    assert_eq!(hxws(&["send", &demo.ws(), "step=1", "--wait", "0", "-q"]).status, Some(0));
    assert!(
        listening
            .until("\"fragment\"")
            .contains("\"target\":\"#count\",\"matched\":1,\"outcome\":\"swapped\"")
    );
    let ran = listening.end();
    let sum = "note: 2 messages, 82 B · fragments: 2 swapped\n";
    assert_eq!((ran.stderr.as_str(), ran.status), (sum, Some(0)));
}
