//! A connection that dies, and what is sent when it must not.

use snapbox::str;

use super::support::{Demo, Ran, hxws};

/// What comes of asking the demo for a fault.
fn asked(fault: &str, flags: &[&str]) -> Ran {
    let demo = Demo::start();
    hxws(&[&["send", &demo.ws(), "--raw", fault, "--no-time", "-o", "human"], flags].concat())
}

#[test]
fn a_close_that_stays_closed() {
    asked(r#"{"do":"close","code":1008}"#, &[]).is(str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 26 B   {"do":"close","code":1008}
close  1008 policy violation: as you asked · by server · htmx 2 stays closed
! close-stays-closed: htmx 2 (2.0.4) does not reconnect on close code 1008, and
  no htmx does
  to have pages come back, close with 1012 (service restart)
--- stderr
error: the connection ended with 1008 before the work was done: waited for 1 message, 0 came
--- status 4

"#]]);
}

#[test]
fn a_close_without_a_code() {
    asked(r#"{"do":"close"}"#, &[]).is(str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 14 B   {"do":"close"}
close  1005 no status · by server · htmx 2 stays closed
! close-stays-closed: htmx 2 (2.0.4) does not reconnect on close code 1005; htmx
  4 would
  to have pages come back, close with 1012 (service restart)
--- stderr
error: the connection ended with 1005 before the work was done: waited for 1 message, 0 came
--- status 4

"#]]);
}

#[test]
fn a_normal_close_instead_of_an_answer() {
    asked(r#"{"do":"close","code":1000}"#, &["-o", "html"]).is(str![[r#"
--- stderr
error: the connection ended with 1000 before the work was done: waited for 1 message, 0 came
--- status 4

"#]]);
}

#[test]
fn a_normal_close_where_no_answer_is_waited_for() {
    let ran = asked(r#"{"do":"close","code":1000}"#, &["--wait", "0"]);
    assert_eq!((ran.stderr.as_str(), ran.status), ("", Some(0)));
}

#[test]
fn a_dropped_connection() {
    asked(r#"{"do":"drop"}"#, &["--no-reconnect"]).is(str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 13 B   {"do":"drop"}
close  1006 abnormal closure · by network · stays closed: --no-reconnect
--- stderr
error: the connection ended without a close frame
error: the connection ended with 1006 before the work was done: waited for 1 message, 0 came
--- status 4

"#]]);
}

#[test]
fn a_restart_reconnects_as_htmx_does_and_the_answer_never_comes() {
    asked(r#"{"do":"restart"}"#, &["--reconnect-delay", "1ms", "--timeout", "2s"]).is(str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 16 B   {"do":"restart"}
close  1012 service restart · by server · htmx 2 reconnects
retry  1 in 1 ms
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT · attempt 2
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
error: time is up: waited for 1 message, 0 came
--- status 1

"#]]);
}

#[test]
fn a_restart_without_a_reconnect() {
    asked(r#"{"do":"restart"}"#, &["--no-reconnect", "-o", "json"]).is(str![[r#"
{"type":"connecting","url":"ws://127.0.0.1:PORT/ws","attempt":1}
{"type":"open","url":"ws://127.0.0.1:PORT/ws","status":101,"subprotocol":null,"headers":{"connection":"Upgrade","upgrade":"websocket","sec-websocket-accept":"ACCEPT"},"attempt":1}
{"type":"sent","data":"{\"do\":\"restart\"}","bytes":16}
{"type":"close","code":1012,"reason":"service restart","by":"server","reconnects":false}
{"type":"error","message":"the connection ended with 1012 before the work was done: waited for 1 message, 0 came","help":null}
--- stderr
error: the connection ended with 1012 before the work was done: waited for 1 message, 0 came
--- status 4

"#]]);
}

#[test]
fn a_restart_with_no_retries_left() {
    asked(r#"{"do":"restart"}"#, &["--max-retries", "0"]).is(str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 16 B   {"do":"restart"}
close  1012 service restart · by server
       gave up after 0 retries (--max-retries 0)
--- stderr
error: the connection ended with 1012 before the work was done: waited for 1 message, 0 came
--- status 4

"#]]);
}

#[test]
fn a_message_of_100_megabytes() {
    asked(r#"{"do":"big"}"#, &["--no-reconnect"]).is(str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 12 B   {"do":"big"}
close  1009 message too big · by client · the page hears 1006
       stays closed: --no-reconnect
--- stderr
error: message of 100000000 bytes exceeds `--max-message-size` 67108864: try `--max-message-size 128MiB`
error: the connection ended with 1009 before the work was done: waited for 1 message, 0 came
--- status 4

"#]]);
}

#[test]
fn a_message_of_exactly_the_limit() {
    let ran = asked(r#"{"do":"big","bytes":1000}"#, &["--max-message-size", "1000", "-o", "raw"]);
    assert_eq!((ran.stdout.len(), ran.stderr.as_str(), ran.status), (1001, "", Some(0)));
}

#[test]
fn a_message_one_byte_past_the_limit() {
    let limit = ["--max-message-size", "1000", "--no-reconnect"];
    asked(r#"{"do":"big","bytes":1001}"#, &limit).is(str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 25 B   {"do":"big","bytes":1001}
close  1009 message too big · by client · the page hears 1006
       stays closed: --no-reconnect
--- stderr
error: message of 1001 bytes exceeds `--max-message-size` 1000: try `--max-message-size 1024`
error: the connection ended with 1009 before the work was done: waited for 1 message, 0 came
--- status 4

"#]]);
}

#[test]
fn a_text_that_is_not_utf_8() {
    asked(r#"{"do":"invalid-utf8"}"#, &["--no-reconnect"]).is(str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 21 B   {"do":"invalid-utf8"}
close  1007 invalid payload · by client · the page hears 1006
       stays closed: --no-reconnect
--- stderr
error: the server sent a text message that is not UTF-8 at byte 13 (RFC 6455 §8.1) · bytes `ff fe 3c 2f`
error: the connection ended with 1007 before the work was done: waited for 1 message, 0 came
--- status 4

"#]]);
}

#[test]
fn a_binary_message() {
    asked(r#"{"do":"binary"}"#, &[]).is(str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 15 B   {"do":"binary"}
1  binary   34 B
     3c 70 20 69 64 3d 22 6c 61 73 74 22 3e 69 6e 20  |<p id="last">in |
     61 20 62 69 6e 61 72 79 20 66 72 61 6d 65 3c 2f  |a binary frame</|
     70 3e                                            |p>|
   ! binary: a binary message is never swapped: htmx 2 throws `response.replace
     is not a function`
     these bytes are valid UTF-8 HTML: send them as a text message
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_json_message() {
    asked(r#"{"do":"json"}"#, &["-o", "json"]).is(str![[r#"
{"type":"connecting","url":"ws://127.0.0.1:PORT/ws","attempt":1}
{"type":"open","url":"ws://127.0.0.1:PORT/ws","status":101,"subprotocol":null,"headers":{"connection":"Upgrade","upgrade":"websocket","sec-websocket-accept":"ACCEPT"},"attempt":1}
{"type":"sent","data":"{\"do\":\"json\"}","bytes":13}
{"type":"warning","seq":1,"code":"json","message":"this is JSON: htmx 2 parses it as HTML, finds no element and swaps nothing; send the HTML itself"}
{"type":"close","code":1000,"reason":"","by":"client","reconnects":false}
--- stderr
--- status 0

"#]]);
}
