//! What the prompt talks to: the demo, a witness that tells what it hears, and another client of the demo.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio_tungstenite::tungstenite::{Message, accept, client};

/// How long something may take to be heard, on a machine that does much else.
const DEADLINE: Duration = Duration::from_secs(60);

/// The demo, served in a thread with a runtime of its own, until it is dropped.
pub struct Demo {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Demo {
    /// Starts it on a port of its own.
    pub fn start() -> Self {
        Self::at((Ipv4Addr::LOCALHOST, 0).into())
    }

    /// Starts it at an address.
    pub fn at(address: SocketAddr) -> Self {
        let (tell, told) = channel();
        let (stop, stopped) = oneshot::channel::<()>();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let demo = hxws::demo::Demo::bind(address).await.unwrap();
                tell.send(demo.address()).unwrap();
                let dropped = async {
                    let _dropped = stopped.await;
                };
                demo.serve(dropped).await.unwrap();
            });
        });
        Self { address: told.recv().unwrap(), stop: Some(stop), thread: Some(thread) }
    }

    /// Where it is.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// A page's address.
    pub fn http(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// A socket's address.
    pub fn ws(&self, path: &str) -> String {
        format!("ws://{}{path}", self.address)
    }

    /// Another client sends a message, and leaves.
    pub fn hears(&self, text: &str) {
        let stream = TcpStream::connect(self.address).unwrap();
        let (mut socket, _) = client(self.ws("/ws"), stream).unwrap();
        socket.send(Message::text(text)).unwrap();
        socket.close(None).unwrap();
        while socket.read().is_ok() {}
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ended = thread.join();
        }
    }
}

/// What a server heard.
#[derive(Debug, PartialEq, Eq)]
pub enum Heard {
    /// A text message.
    Text(String),
    /// The end: the client's close code, 1005 without one, 1006 without a close.
    Closed(u16),
}

/// A server that tells what it hears.
pub struct Witness {
    /// Where it is.
    pub address: SocketAddr,
    heard: Receiver<Heard>,
}

impl Witness {
    /// Starts it on a port of its own. It lives as long as the test's process.
    pub fn start() -> Self {
        Self::answering(|_| Vec::new())
    }

    /// The same, with what it answers each text with.
    pub fn answering(answers: fn(&str) -> Vec<String>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let (tell, heard) = channel();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                listen(stream.unwrap(), &tell, answers);
            }
        });
        Self { address, heard }
    }

    /// The socket's address.
    pub fn ws(&self) -> String {
        format!("ws://{}/ws", self.address)
    }

    /// What it hears next.
    #[track_caller]
    pub fn next(&self) -> Heard {
        self.heard.recv_timeout(DEADLINE).unwrap()
    }
}

fn listen(stream: TcpStream, tell: &Sender<Heard>, answers: fn(&str) -> Vec<String>) {
    let mut socket = accept(stream).unwrap();
    let mut code = 1006;
    // to the end, which a close is answered with
    while let Ok(message) = socket.read() {
        match message {
            Message::Text(text) => {
                tell.send(Heard::Text(text.to_string())).unwrap();
                for answer in answers(&text) {
                    socket.send(Message::text(answer)).unwrap();
                }
            }
            Message::Close(frame) => code = frame.map_or(1005, |frame| frame.code.into()),
            _ => {}
        }
    }
    // a test that asks no more has ended
    let _told = tell.send(Heard::Closed(code));
}
