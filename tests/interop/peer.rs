//! Servers that nobody here wrote, as processes, and connections to them by the session's own handshake and link.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use hxws::event::Payload;
use hxws::session::deflate::Deflate;
use hxws::session::dial::{DialOptions, Dialer};
use hxws::session::handshake::{HandshakeRequest, Limits, handshake};
use hxws::session::link::{Incoming, Link};
use url::Url;

/// A running server.
pub struct Peer {
    child: Child,
    /// The ports on loopback that it listens on.
    pub ports: Vec<u16>,
}

impl Peer {
    /// npm `ws`; none, and said so, where Node or the package is missing.
    pub fn ws() -> Option<Self> {
        let folder = found("HXWS_INTEROP_NODE", "target/interop", "node_modules/ws")?;
        Some(Self::start(Command::new("node").arg(beside("server.mjs")).arg(folder)))
    }

    /// Python's websockets, a port for each setting; none, and said so, where it is missing.
    pub fn websockets(settings: &[&str]) -> Option<Self> {
        let python = found("HXWS_INTEROP_PYTHON", "target/venv/bin/python", "")?;
        Some(Self::start(Command::new(python).arg(beside("server.py")).args(settings)))
    }

    fn start(command: &mut Command) -> Self {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let ports: Vec<u16> = line.split_whitespace().map(|port| port.parse().unwrap()).collect();
        assert!(!ports.is_empty(), "{command:?} did not start");
        Self { child, ports }
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _killed = self.child.kill();
        let _ended = self.child.wait();
    }
}

fn beside(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/interop").join(file)
}

/// What the variable names, which must be right; else what `.ci/run` has left, where it has.
#[allow(clippy::print_stderr, reason = "what is passed over is said")]
fn found(variable: &str, left: &str, with: &str) -> Option<PathBuf> {
    if let Some(given) = std::env::var_os(variable) {
        return Some(given.into());
    }
    let left = Path::new(env!("CARGO_MANIFEST_DIR")).join(left);
    let there = left.join(with).exists();
    if !there {
        eprintln!("`{}` is missing, its peer is passed over: `.ci/run install` brings it", left.display());
    }
    there.then_some(left)
}

/// An open connection, and the compression that was agreed on.
pub async fn open(port: u16, query: &[(&str, &str)], compress: bool) -> (Link, Option<Deflate>) {
    let url = Url::parse_with_params(&format!("ws://127.0.0.1:{port}/"), query).unwrap();
    let mut request = HandshakeRequest::new(url);
    request.compress = compress;
    let dialer = Dialer::new(DialOptions::default()).unwrap();
    let socket = handshake(&dialer, &request, Limits::default()).await.unwrap().socket;
    let deflate = socket.get_ref().deflate();
    (Link::new(socket), deflate)
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
