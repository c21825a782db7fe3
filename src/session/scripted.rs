//! A server for tests that answers as it is told, connection by connection, and gives what it was asked.

use std::net::Ipv4Addr;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A server on a port of its own.
pub(super) struct Scripted {
    /// Where it listens on 127.0.0.1.
    pub(super) port: u16,
    asked: JoinHandle<Vec<String>>,
}

impl Scripted {
    /// Answers the Nth connection with the Nth text, in which `PORT` stands for its own port, and closes it.
    pub(super) async fn answering(answers: &[&str]) -> Self {
        Self::answering_bytes(answers.iter().map(|answer| answer.as_bytes().to_vec()).collect()).await
    }

    /// The same with bytes, which are sent as they are but for `PORT`.
    pub(super) async fn answering_bytes(answers: Vec<Vec<u8>>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = tokio::spawn(async move {
            let mut asked = Vec::new();
            for answer in answers {
                let (mut stream, _) = listener.accept().await.unwrap();
                let head = head(&mut stream).await;
                stream.write_all(&answer_for(&answer, &head, port)).await.unwrap();
                stream.shutdown().await.unwrap();
                asked.push(head);
            }
            asked
        });
        Self { port, asked }
    }

    /// What it was asked, once every answer has been given.
    pub(super) async fn asked(self) -> Vec<String> {
        self.asked.await.unwrap()
    }
}

/// `PORT` becomes the server's port, `ACCEPT` what the request's key asks for.
fn answer_for(answer: &[u8], head: &str, port: u16) -> Vec<u8> {
    let key = head.lines().find_map(|line| line.strip_prefix("Sec-WebSocket-Key: ")).unwrap_or_default();
    let accept = tokio_tungstenite::tungstenite::handshake::derive_accept_key(key.as_bytes());
    let answer = replaced(answer, b"PORT", port.to_string().as_bytes());
    replaced(&answer, b"ACCEPT", accept.as_bytes())
}

fn replaced(bytes: &[u8], what: &[u8], by: &[u8]) -> Vec<u8> {
    match bytes.windows(what.len()).position(|window| window == what) {
        Some(at) => [&bytes[..at], by, &replaced(&bytes[at + what.len()..], what, by)].concat(),
        None => bytes.to_vec(),
    }
}

/// The head of a request.
pub(super) async fn head(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    while !bytes.ends_with(b"\r\n\r\n") {
        bytes.push(stream.read_u8().await.unwrap());
    }
    String::from_utf8(bytes).unwrap()
}
