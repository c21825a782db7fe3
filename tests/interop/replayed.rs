//! `hxws replay --serve` as clients that nobody here wrote hear it.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};

use super::peer::Peer;

/// Texts of the sizes at which a frame's head changes, the bytes of a message that is no text, and a close.
fn recording() -> (String, String) {
    let (mut lines, mut heard) = ("{\"type\":\"open\"}\n".to_owned(), String::new());
    for size in [0, 1, 125, 126, 65_535, 65_536] {
        let text = "é".repeat(size / 2) + &"x".repeat(size % 2);
        lines += &format!("{{\"type\":\"message\",\"data\":\"{text}\"}}\n");
        heard += &format!("text {}\n", hex(text.as_bytes()));
    }
    lines += "{\"type\":\"message\",\"base64\":\"AP8B\"}\n{\"type\":\"close\",\"code\":4001,\"reason\":\"bye\",\"by\":\"server\"}\n";
    heard += "binary 00ff01\nclose 4001 bye\n";
    (lines, heard)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A replay that serves, until it is dropped.
struct Served(Child, String);

impl Served {
    fn start(lines: &str) -> Self {
        let mut replay = Command::new(env!("CARGO_BIN_EXE_hxws"));
        replay.args(["replay", "-", "--serve", "127.0.0.1:0"]).env("HXWS_CONFIG", "");
        let mut child = replay.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Self(child, address.trim().to_owned())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // a test that fails has said why
        let _ended = self.0.kill().and_then(|()| self.0.wait());
    }
}

#[test]
fn npm_ws_and_pythons_websockets_get_the_bytes_and_the_close_that_were_recorded() {
    let (lines, heard) = recording();
    let served = Served::start(&lines);
    for client in [Peer::ws_client(&served.1), Peer::websockets_client(&served.1)].into_iter().flatten() {
        let output = { client }.output().unwrap();
        assert_eq!(
            String::from_utf8(output.stdout).unwrap(),
            heard,
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}
