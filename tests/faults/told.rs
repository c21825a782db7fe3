//! What each command shows of each fault, and how it ends: transcripts, one file a command. Compression changes none of it.

use std::path::Path;
use std::time::Duration;

use snapbox::{Assert, Data};

use crate::server::Act::{
    self, Bytes, Close, End, Half, HalfClose, Hear, Open, OpenUpTo, Pause, Reset, Serve, Stall, Text,
};
use crate::server::Server;
use crate::support::{Ran, comparable, hxws, hxws_fed};

/// A fault: its name, what the server does instead of answering, and flags. Those faults that last until a time is over come
/// with `--no-reconnect`: nothing that has to be in time happens beside them. What follows them is in `silence.rs`.
type Fault = (&'static str, &'static [Act], &'static [&'static str]);

/// How many runs go on together.
const AT_ONCE: usize = 4;

/// What comes after the faults, which `listen` waits for the end of; whoever closes once it has come is there first.
const GOOD: [Act; 5] =
    [Open, Text("<p id=good>good</p>"), Pause(Duration::from_millis(300)), Close(1000), Serve];

const OF_THE_HANDSHAKE: [Fault; 8] = [
    ("the server ends it", &[End], &[]),
    ("the server resets it", &[Reset], &[]),
    ("the server says nothing", &[Stall], &["--connect-timeout", "400ms", "--no-reconnect"]),
    ("the answer ends in its middle", &[OpenUpTo(70), End], &[]),
    ("the answer is reset in its middle", &[OpenUpTo(70), Reset], &[]),
    (
        "the answer stops in its middle",
        &[OpenUpTo(70), Stall],
        &["--connect-timeout", "400ms", "--no-reconnect"],
    ),
    ("the answer is garbage", &[Bytes(b"\x00\xff\x1b[31m\r\n\r\n"), End], &[]),
    ("the answer is a TLS alert", &[Bytes(b"\x15\x03\x01\x00\x02\x02\x28"), End], &[]),
];

const OF_THE_CONNECTION: [Fault; 13] = [
    ("it ends", &[End], &[]),
    ("it is reset", &[Reset], &[]),
    ("the server ends its side only", &[HalfClose], &[]),
    ("a frame's head ends in its middle", &[Bytes(b"\x81"), End], &[]),
    ("a frame ends in its middle", &[Half("<p id=half>half</p>"), End], &[]),
    ("a frame is reset in its middle", &[Half("<p id=half>half</p>"), Reset], &[]),
    (
        "a frame stops in its middle",
        &[Half("<p id=half>half</p>"), Stall],
        &["--ping-interval", "300ms", "--no-reconnect"],
    ),
    ("a message comes before a reset", &[Text("<p id=last>last</p>"), Reset], &["--wait", "2"]),
    ("a fragmented message never ends", &[Bytes(b"\x01\x02<p"), End], &[]),
    ("garbage comes", &[Bytes(b"GET / HTTP/1.1\r\n\r\n"), Serve], &[]),
    ("a close frame ends in its middle", &[Bytes(b"\x88\x02\x03"), End], &[]),
    ("a close frame comes and the connection stays", &[Close(1012), Stall], &[]),
    ("a close frame that stays closed", &[Close(1008), Serve], &[]),
];

/// A command, as the faults find it.
struct Command {
    name: &'static str,
    /// What the server does between the handshake and the fault.
    before: &'static [Act],
    /// What it does on a connection without a fault, where none came before.
    first: &'static [Act],
    run: fn(&str, &[&str]) -> Ran,
}

const LISTEN: Command = Command {
    name: "listen",
    before: &[],
    first: &[],
    run: |url, flags| {
        // what is waited for is `send`'s and `connect`'s
        let waits = flags.iter().position(|flag| *flag == "--wait").unwrap_or(flags.len());
        let own = ["listen", url, "-o", "human", "--no-time", "--reconnect-delay", "0s"];
        hxws(&[&own[..], &flags[..waits], flags.get(waits + 2..).unwrap_or_default()].concat())
    },
};

const SEND: Command = Command {
    name: "send",
    before: &[Hear],
    first: &[Open, Serve],
    run: |url, flags| {
        let own = ["send", url, "--raw", "one", "-o", "human", "--no-time", "--reconnect-delay", "0s"];
        hxws(&[&own[..], &["--timeout", "30s"], flags].concat())
    },
};

const CONNECT: Command = Command {
    name: "connect",
    before: &[Hear],
    first: &[Open, Serve],
    run: |url, flags| {
        let own = ["connect", url, "-o", "human", "--no-time", "--reconnect-delay", "0s"];
        let wait: &[&str] = if flags.contains(&"--wait") { &[] } else { &["--wait", "1"] };
        hxws_fed("/raw one\n", &[&own[..], wait, &["--timeout", "30s"], flags].concat())
    },
};

/// A run: its name, what the server does on each connection, flags.
type Run = (String, Vec<Vec<Act>>, &'static [&'static str]);

fn run(command: &Command, (name, scripts, flags): Run, compressed: bool) -> String {
    let server = Server::start(scripts, compressed);
    let ran = (command.run)(&server.url(), flags);
    if is_of_time(flags) {
        server.await_stalls(1);
    }
    // what the server heard by the end is its own pace but for messages
    let heard: Vec<String> = server.heard().into_iter().filter(|heard| !is_end(heard)).collect();
    let transcript =
        ran.transcript().replace("\n       permessage-deflate", "").replace(" · permessage-deflate", "");
    format!("# {name}\n{transcript}--- heard\n{}\n\n", comparable(&heard.join("\n")))
}

fn is_of_time(flags: &[&str]) -> bool {
    flags.contains(&"--no-reconnect")
}

fn is_end(heard: &str) -> bool {
    ["close", "end", "ping", "opcode"].iter().any(|what| heard.contains(what))
}

/// All faults, one run each, a few at a time.
fn transcripts(command: &Command, compressed: bool) -> String {
    let mut runs: Vec<Run> = Vec::new();
    for (name, acts, flags) in OF_THE_HANDSHAKE {
        let first = [&[Open], command.before, &[Reset]].concat();
        runs.push((format!("handshake: {name}"), vec![acts.to_vec(), command.first.to_vec()], flags));
        if !is_of_time(flags) {
            runs.push((
                format!("second handshake: {name}"),
                vec![first, acts.to_vec(), GOOD.to_vec()],
                flags,
            ));
        }
    }
    for (name, acts, flags) in OF_THE_CONNECTION {
        let script = [&[Open], command.before, acts].concat();
        runs.push((format!("connection: {name}"), vec![script, GOOD.to_vec()], flags));
    }
    let sections: Vec<String> = runs
        .chunks(AT_ONCE)
        .flat_map(|runs| {
            std::thread::scope(|scope| {
                let of = |planned: &Run| {
                    let planned = planned.clone();
                    scope.spawn(move || run(command, planned, compressed))
                };
                let runs: Vec<_> = runs.iter().map(of).collect();
                runs.into_iter().map(|run| run.join().unwrap()).collect::<Vec<_>>()
            })
        })
        .collect();
    sections.concat()
}

fn is_told_as_before(command: &Command) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/faults/{}.txt", command.name));
    let plain = transcripts(command, false);
    let assert = Assert::new().action_env("SNAPSHOTS").normalize_paths(false);
    assert.eq(Data::text(plain.clone()).raw(), Data::read_from(&file, None).raw());
    assert.eq(Data::text(transcripts(command, true)).raw(), Data::text(plain).raw());
}

#[test]
fn listen_tells_every_fault() {
    is_told_as_before(&LISTEN);
}

#[test]
fn send_tells_every_fault() {
    is_told_as_before(&SEND);
}

#[test]
fn connect_tells_every_fault() {
    is_told_as_before(&CONNECT);
}
