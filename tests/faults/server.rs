//! A server that plays a script on each connection, and notes what it heard.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::frames::{self, Heard, Reader, Writer};
use crate::support::background::Background;

/// What the server does next on a connection whose request it has read.
#[derive(Debug, Clone, Copy)]
pub enum Act {
    /// Answers the handshake.
    Open,
    /// Answers the handshake, up to this byte.
    OpenUpTo(usize),
    /// Sends bytes as they are.
    Bytes(&'static [u8]),
    /// Sends a text message.
    Text(&'static str),
    /// Sends the first half of a text message's frame.
    Half(&'static str),
    /// Sends the head of a message that is too large, and some of it.
    Flood,
    /// Sends a close frame.
    Close(u16),
    /// Hears one frame.
    Hear,
    /// Ends its own side, and hears the rest.
    HalfClose,
    /// Hears everything, and answers texts, pings and closes.
    Serve,
    /// Ends both sides.
    End,
    /// Resets the connection.
    Reset,
    /// Does nothing for so long; reads nothing either.
    Pause(Duration),
    /// Does nothing any more; reads nothing either.
    Stall,
}

/// The server.
pub struct Server {
    background: Background,
    heard: Arc<Mutex<Vec<String>>>,
    stalls: Arc<Stalls>,
}

/// Connections on which the server has come to [`Act::Stall`].
#[derive(Default)]
struct Stalls {
    count: Mutex<usize>,
    more: Condvar,
}

impl Server {
    /// Plays the Nth script on the Nth connection, and the last on all that follow.
    pub fn start(scripts: Vec<Vec<Act>>, compressed: bool) -> Self {
        let (heard, count) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicUsize::new(0)));
        let (log, stalls) = (heard.clone(), Arc::new(Stalls::default()));
        let told = stalls.clone();
        let background = Background::start(move |stream| {
            let at = count.fetch_add(1, Ordering::Relaxed);
            let script = scripts[at.min(scripts.len() - 1)].clone();
            let (heard, stalls) = (log.clone(), told.clone());
            Connection { stream, number: at + 1, heard, stalls, compressed, reader: Reader::new() }
                .play(script)
        });
        Self { background, heard, stalls }
    }

    /// Waits until it does nothing any more on so many connections.
    pub fn await_stalls(&self, connections: usize) {
        let count = self.stalls.count.lock().unwrap();
        drop(self.stalls.more.wait_while(count, |count| *count < connections).unwrap());
    }

    /// The socket's address.
    pub fn url(&self) -> String {
        format!("ws://{}/ws", self.background.address)
    }

    /// What it heard until now, each with the number of its connection.
    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }
}

struct Connection {
    stream: TcpStream,
    number: usize,
    heard: Arc<Mutex<Vec<String>>>,
    stalls: Arc<Stalls>,
    compressed: bool,
    reader: Reader,
}

impl Connection {
    async fn play(mut self, script: Vec<Act>) {
        let Some(head) = frames::head(&mut self.stream).await else { return };
        self.note("asked".to_owned());
        let mut writer = Writer::new(self.compressed);
        for act in script {
            match act {
                Act::Open => self.send(&frames::answer(&head, self.compressed)).await,
                Act::OpenUpTo(end) => self.send(&frames::answer(&head, self.compressed)[..end]).await,
                Act::Bytes(bytes) => self.send(bytes).await,
                Act::Text(text) => self.send(&writer.text(text)).await,
                Act::Half(text) => {
                    let frame = writer.text(text);
                    self.send(&frame[..frame.len() / 2]).await;
                }
                Act::Flood => {
                    self.send(&[0x82, 127, 0, 0, 0, 0, 0x10, 0, 0, 0]).await;
                    self.send(&vec![0; 1 << 20]).await;
                }
                Act::Close(code) => self.send(&frames::close(code)).await,
                Act::Hear => {
                    self.hear().await;
                }
                Act::HalfClose => {
                    // a client that has gone has heard the end
                    let _ended = self.stream.shutdown().await;
                    while self.hear().await.is_some() {}
                }
                Act::Serve => self.serve(&mut writer).await,
                Act::End => return,
                Act::Reset => return self.stream.set_zero_linger().unwrap(),
                Act::Pause(length) => tokio::time::sleep(length).await,
                Act::Stall => {
                    *self.stalls.count.lock().unwrap() += 1;
                    self.stalls.more.notify_all();
                    std::future::pending::<()>().await;
                }
            }
        }
    }

    async fn serve(&mut self, writer: &mut Writer) {
        while let Some(heard) = self.hear().await {
            match heard {
                Heard::Text(text) => self.send(&writer.text(&format!("<p id=a>{text}</p>"))).await,
                Heard::Close(code) => return self.send(&frames::close(code)).await,
                Heard::Ping(data) => self.send(&frames::frame(0x8a, &data)).await,
                Heard::Pong(_) | Heard::Other(_) => {}
            }
        }
    }

    /// A client that has gone hears nothing.
    async fn send(&mut self, bytes: &[u8]) {
        let _heard = self.stream.write_all(bytes).await;
    }

    async fn hear(&mut self) -> Option<Heard> {
        let heard = self.reader.heard(&mut self.stream).await;
        match &heard {
            Some(Heard::Text(text)) => self.note(text.clone()),
            Some(Heard::Close(code)) => self.note(format!("close {code}")),
            Some(Heard::Ping(_)) => self.note("ping".to_owned()),
            Some(Heard::Pong(_)) => self.note("pong".to_owned()),
            Some(Heard::Other(opcode)) => self.note(format!("opcode {opcode}")),
            None => {
                let mut rest = Vec::new();
                // a connection that broke has no rest
                let _end = self.stream.read_to_end(&mut rest).await;
                self.note(format!("end{}", if rest.is_empty() { "" } else { " in the middle" }));
            }
        }
        heard
    }

    fn note(&self, what: String) {
        self.heard.lock().unwrap().push(format!("{} {what}", self.number));
    }
}
