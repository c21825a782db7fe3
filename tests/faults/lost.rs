//! What never goes out, through the program: told in words and by the exit status.

use std::time::{Duration, Instant};

use snapbox::str;
use tempfile::TempDir;

use crate::server::Act::{Close, End, Flood, HalfClose, Hear, Open, Pause, Serve, Stall, Text};
use crate::server::Server;
use crate::support::{hxws, hxws_fed};

/// A file with these bytes, in a directory of its own.
fn file_of(bytes: &[u8]) -> (TempDir, String) {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("file");
    std::fs::write(&path, bytes).unwrap();
    let path = path.to_str().unwrap().to_owned();
    (directory, path)
}

/// A file of lines for `--on-open`.
fn on_open(lines: &str) -> (TempDir, String) {
    file_of(lines.as_bytes())
}

/// Bytes that deflate cannot make fewer (Knuth's MMIX generator).
fn incompressible(count: usize) -> Vec<u8> {
    let mut state = 1_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state.to_be_bytes()[0]
    };
    (0..count).map(|_| next()).collect()
}

#[test]
fn listen_tells_what_is_still_queued_at_the_end() {
    let server = Server::start(vec![vec![Open, Serve]], false);
    let (_directory, lines) = on_open("/close\n/raw late\n");
    hxws(&["listen", &server.url(), "--on-open", &lines, "-o", "human", "--no-time"]).is(str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
queued 1 waiting   4 B   late
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
error: 1 queued message was never sent: the socket did not open again
note: no message came
--- status 4

"#]]);
    assert_eq!(server.heard(), ["1 asked", "1 close 1000"]);
}

#[test]
fn listen_tells_what_the_server_did_not_take_by_the_end_of_its_time() {
    let server = Server::start(vec![vec![Open, Text("<p id=a></p>"), Stall]], false);
    let (_directory, file) = file_of(&vec![0; 20 << 20]);
    let (_lines, lines) = on_open(&format!("/hex @{file}\n"));
    let flags = ["--count", "1", "--timeout", "2s", "-o", "raw"];
    let started = Instant::now();
    hxws(&[&["listen", &server.url(), "--on-open", &lines], &flags[..]].concat()).is(str![[r#"
<p id=a></p>
--- stderr
error: time is up: the server has not taken all that was sent
  a longer `--timeout` waits on
error: the server did not answer the close within 1s
error: 1 sent message did not go out: 20971520 bytes
note: 1 message, 12 B
--- status 4

"#]]);
    assert!(started.elapsed() >= Duration::from_secs(2));
}

#[test]
fn what_a_server_takes_late_goes_out_as_long_as_there_is_time() {
    // later than a close is waited for
    let late = Pause(Duration::from_millis(1200));
    let (first, second) = (Text("<p id=a></p>"), Text("<p id=b></p>"));
    let server = Server::start(vec![vec![Open, first, late, second, Hear, Serve, Stall]], true);
    let (_directory, file) = file_of(&incompressible(8 << 20));
    let (_lines, lines) = on_open(&format!("/hex @{file}\n"));
    let listen: &[&str] = &["listen", "--on-open", &lines, "--count", "1"];
    let send: &[&str] = &["send", "--hex", &format!("@{file}"), "--wait", "1", "--timeout", "60s"];
    for command in [listen, send] {
        let ran = hxws(&[command, &[&server.url(), "-o", "raw"]].concat());
        // a server that is slow itself may be too late for the close
        assert_eq!(
            (ran.stdout.as_slice(), ran.status),
            (&b"<p id=a></p>\n"[..], Some(0)),
            "{} {}",
            command[0],
            ran.stderr
        );
    }
    server.await_stalls(2);
    let heard = ["1 asked", "1 opcode 2", "1 close 1000", "2 asked", "2 opcode 2", "2 close 1000"];
    assert_eq!(server.heard(), heard);
}

#[test]
fn connect_tells_what_htmx_4_forgets_with_the_connection() {
    let server = Server::start(vec![vec![Open, Serve]], false);
    let flags = ["--htmx", "4", "-o", "human", "--no-time"];
    hxws_fed("/close\n/raw late\n", &[&["connect", &server.url()], &flags[..]].concat()).is(str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
queued 1 waiting   4 B   late
close  1000 normal closure · by client · htmx 4 stays closed
--- stderr
error: 1 queued message was never sent: htmx gave the connection up
--- status 4

"#]]);
    assert_eq!(server.heard(), ["1 asked", "1 close 1000"]);
}

#[test]
fn connect_tells_a_full_queue_of_htmx_4() {
    let server = Server::start(vec![vec![Open, Serve]], false);
    let lines = format!("/drop\n{}/quit\n", "/raw x\n".repeat(101));
    let flags = ["--htmx", "4", "-o", "json", "--no-time", "--reconnect-delay", "1h"];
    let ran = hxws_fed(lines, &[&["connect", &server.url()], &flags[..]].concat());
    let queued = ran.stdout_lines().filter(|line| line.contains("\"queued\"")).count();
    assert_eq!((queued, ran.status), (100, Some(1)));
    let told = [
        "halted: `Outgoing messages queue is full`: 100 messages wait already\n",
        "error: 100 queued messages were never sent: the socket did not open again\n",
    ];
    assert_eq!(ran.stderr, told.concat());
}

#[test]
fn connect_tells_a_message_that_htmx_1_drops_while_the_socket_closes() {
    let server = Server::start(vec![vec![Open, Serve]], false);
    let flags = ["--htmx", "1", "-o", "human", "--no-time"];
    hxws_fed("/close\n/raw late\n", &[&["connect", &server.url()], &flags[..]].concat()).is(str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
close  1000 normal closure · by client · htmx 1 stays closed
--- stderr
halted: the socket is not open: `WebSocket.send` drops it, and htmx does not queue
--- status 1

"#]]);
}

#[test]
fn connect_keeps_what_is_queued_over_a_restart() {
    let scripts = vec![vec![Open, Hear, Close(1012), End], vec![Open, Serve]];
    let server = Server::start(scripts, false);
    let lines = "/raw one\n/drop\n/raw two\n/raw three\n";
    let flags = ["-o", "human", "--no-time", "--reconnect-delay", "0s", "--wait", "2"];
    hxws_fed(lines, &[&["connect", &server.url()], &flags[..]].concat()).is(str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 3 B   one
close  1006 abnormal closure · by client · htmx 2 reconnects
retry  1 in 0 ms
queued 1 waiting   3 B   two
queued 2 waiting   5 B   three
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT · attempt 2
→ 3 B   two
→ 5 B   three
1  ? #a  outerHTML  no page
     <p id="a">two</p>
2  ? #a  outerHTML  no page
     <p id="a">three</p>
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
    let heard = server.heard();
    let second: Vec<&String> = heard.iter().filter(|heard| heard.starts_with("2 ")).collect();
    assert_eq!(second[..3], ["2 asked", "2 two", "2 three"]);
}

#[test]
fn send_tells_that_its_message_was_not_taken_by_the_end_of_its_time() {
    let server = Server::start(vec![vec![Open, Stall]], true);
    let (_directory, file) = file_of(&incompressible(8 << 20));
    let flags = ["--wait", "0", "--timeout", "2s", "-o", "raw"];
    let started = Instant::now();
    hxws(&[&["send", &server.url(), "--hex", &format!("@{file}")], &flags[..]].concat()).is(str![[r#"
--- stderr
error: time is up: the server has not taken all that was sent
  a longer `--timeout` waits on
error: the server did not answer the close within 1s
error: 1 sent message did not go out: 8388608 bytes
--- status 4

"#]]);
    assert!(started.elapsed() >= Duration::from_secs(2));
}

#[test]
fn a_server_hears_why_it_was_closed_on_though_it_was_not_read_to_the_end() {
    let server = Server::start(vec![vec![Open, Flood, HalfClose]], false);
    let flags = ["--no-reconnect", "-o", "human", "--no-time"];
    hxws(&[&["listen", &server.url()], &flags[..]].concat()).is(str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
close  1009 message too big · by client · the page hears 1006
       stays closed: --no-reconnect
--- stderr
error: message of 268435456 bytes exceeds `--max-message-size` 67108864: try `--max-message-size 256MiB`
note: no message came
error: the connection ended with 1009
--- status 4

"#]]);
    assert_eq!(server.heard(), ["1 asked", "1 close 1009", "1 end"]);
}
