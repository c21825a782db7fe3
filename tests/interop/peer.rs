//! Servers that nobody here wrote, as processes, and connections to them by the session's own handshake and link.

#[path = "../support/process.rs"]
mod process;

use std::path::{Path, PathBuf};
use std::process::Command;

use hxws::event::Payload;
use hxws::session::deflate::Deflate;
use hxws::session::dial::{DialOptions, Dialer};
use hxws::session::handshake::{HandshakeRequest, Limits, handshake};
use hxws::session::link::{Incoming, Link};
use process::{Process, found, python};
use url::Url;

/// What can be started.
pub struct Peer;

impl Peer {
    /// npm `ws`; none, and said so, where Node or the package is missing.
    pub fn ws() -> Option<Process> {
        let folder = found("HXWS_INTEROP_NODE", "target/interop", "target/interop/node_modules/ws")?;
        Some(Process::start(Command::new("node").arg(beside("server.mjs")).arg(folder)))
    }

    /// A client of npm `ws` that prints what it gets from an address; none, and said so, where Node or the package is missing.
    pub fn ws_client(address: &str) -> Option<Command> {
        let folder = found("HXWS_INTEROP_NODE", "target/interop", "target/interop/node_modules/ws")?;
        let mut client = Command::new("node");
        client.arg(beside("client.mjs")).arg(folder).arg(address);
        Some(client)
    }

    /// The same of Python's websockets.
    pub fn websockets_client(address: &str) -> Option<Command> {
        let mut client = Command::new(python(&["websockets"])?);
        client.arg(beside("client.py")).arg(address);
        Some(client)
    }

    /// Python's websockets, a port for each setting; none, and said so, where it is missing.
    pub fn websockets(settings: &[&str]) -> Option<Process> {
        let python = python(&["websockets"])?;
        Some(Process::start(Command::new(python).arg(beside("server.py")).args(settings)))
    }
}

fn beside(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/interop").join(file)
}

/// An open connection, and the compression that was agreed on.
pub async fn open(port: u16, query: &[(&str, &str)], compress: bool) -> (Link, Option<Deflate>) {
    let url = Url::parse_with_params(&format!("ws://127.0.0.1:{port}/"), query).unwrap();
    let mut request = HandshakeRequest::new(url);
    request.compress = compress;
    let dialer = Dialer::new(DialOptions::default()).unwrap();
    let wire = handshake(&dialer, &request, Limits::default()).await.unwrap().wire;
    let deflate = wire.deflate();
    (Link::new(wire), deflate)
}

/// Sends all messages at once, and holds the echoes against them: nothing lost, nothing changed, nothing more, in order.
/// Whether something was compressed, on the way there and back.
pub async fn echoed(link: &mut Link, messages: &[Payload]) -> (bool, bool) {
    let (mut there, mut back) = (false, false);
    for message in messages {
        let packed = match message.clone() {
            Payload::Text(text) => link.queue_text(text),
            Payload::Binary(bytes) => link.queue_binary(bytes),
        };
        there |= packed.is_some();
    }
    for (at, message) in messages.iter().enumerate() {
        let (payload, wire_bytes) = next_message(link).await;
        assert!(&payload == message, "message {at} of {} bytes came back as another", message.size());
        back |= wire_bytes.is_some();
    }
    link.queue_text("the last".into());
    assert!(next_message(link).await.0 == Payload::Text("the last".into()));
    assert!(link.unsent().is_none());
    (there, back)
}

async fn next_message(link: &mut Link) -> (Payload, Option<usize>) {
    loop {
        match link.next().await {
            Incoming::Message { payload, wire_bytes } => return (payload, wire_bytes),
            Incoming::Ping(_) | Incoming::Pong(_) => {}
            end @ Incoming::Closed { .. } => panic!("{end:?}"),
        }
    }
}

/// Text and binary of each size: markup that repeats itself, and bytes that do not.
pub fn messages(sizes: impl IntoIterator<Item = usize>) -> Vec<Payload> {
    let mut random = 1_u32;
    let mut number = move || {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        random >> 16
    };
    let mut both = |size: usize| {
        let mut text = String::with_capacity(size + 32);
        while text.len() < size {
            text.push_str(&format!("<li id=\"n{}\">grüße</li>", number()));
        }
        text.truncate(text.floor_char_boundary(size));
        let bytes = (0..size).map(|_| number().to_le_bytes()[0]).collect();
        [Payload::Text(text), Payload::Binary(bytes)]
    };
    sizes.into_iter().flat_map(&mut both).collect()
}
