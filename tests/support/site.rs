//! A site of a few pages in front of another server, which answers everything else.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::background::Background;

/// A site.
pub struct Site {
    server: Background,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Site {
    /// Answers each path with its text: headers, an empty line, the body; a first line without a colon is the status.
    pub fn start(pages: &[(&'static str, &'static str)], behind: SocketAddr) -> Self {
        let (pages, asked) = (pages.to_vec(), Arc::new(Mutex::new(Vec::new())));
        let log = asked.clone();
        let server = Background::start(move |stream| serve(stream, pages.clone(), behind, log.clone()));
        Self { server, asked }
    }

    /// An address with this scheme.
    pub fn url(&self, scheme: &str, path: &str) -> String {
        format!("{scheme}://{}{path}", self.server.address)
    }

    /// The heads of the requests for its own pages, in order.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }
}

async fn serve(
    mut client: TcpStream,
    pages: Vec<(&'static str, &'static str)>,
    behind: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let Ok(byte) = client.read_u8().await else { return };
        head.push(byte);
    }
    let text = String::from_utf8(head.clone()).unwrap();
    let path = text.split(' ').nth(1).unwrap();
    if let Some((_, answer)) = pages.iter().find(|(known, _)| *known == path) {
        asked.lock().unwrap().push(text.replace("\r\n", "\n"));
        let (headers, body) = answer.split_once("\n\n").unwrap();
        let (status, headers) = match headers.split_once('\n') {
            Some((first, rest)) if !first.contains(':') => (first, rest),
            None if !headers.is_empty() && !headers.contains(':') => (headers, ""),
            _ => ("200 OK", headers),
        };
        let headers: String = headers.lines().map(|line| format!("{line}\r\n")).collect();
        let length = body.len();
        let answer = format!(
            "HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        );
        // a client that has gone wants no answer
        let _answered = client.write_all(answer.as_bytes()).await;
        return;
    }
    let mut server = TcpStream::connect(behind).await.unwrap();
    server.write_all(&head).await.unwrap();
    // one side has gone: that is how connections end
    let _ended = tokio::io::copy_bidirectional(&mut client, &mut server).await;
}
