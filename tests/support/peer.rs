//! A server that plays a script: for the faults that the demo does not have.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::thread::JoinHandle;

use tokio_tungstenite::tungstenite::handshake::derive_accept_key;

/// Plays a script on a port of its own: the port, and what the script gives in the end.
pub fn scripted<T: Send + 'static>(
    play: impl FnOnce(&TcpListener) -> T + Send + 'static,
) -> (u16, JoinHandle<T>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    (port, std::thread::spawn(move || play(&listener)))
}

/// Answers the next request with this: the port, and the head of that request in the end.
pub fn answering(answer: impl Into<String>) -> (u16, JoinHandle<String>) {
    let answer = answer.into();
    scripted(move |listener| {
        let mut peer = Peer::accept(listener);
        let head = peer.head();
        peer.say(&answer);
        head
    })
}

/// Takes the next connection and says nothing, until the other side goes.
pub fn silent() -> (u16, JoinHandle<()>) {
    scripted(|listener| {
        let mut peer = Peer::accept(listener);
        // however the other side goes
        let _gone = peer.0.read_to_end(&mut Vec::new());
    })
}

/// The answer that opens the socket which the head of a request asks for, with these headers too.
pub fn switching(head: &str, headers: &str) -> String {
    let key = head.lines().find_map(|line| line.strip_prefix("Sec-WebSocket-Key: ")).unwrap();
    let accept = derive_accept_key(key.as_bytes());
    format!(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
         Sec-WebSocket-Accept: {accept}\r\n{headers}\r\n"
    )
}

/// One connection, from the server's side.
pub struct Peer(pub TcpStream);

impl Peer {
    /// Accepts the next connection.
    pub fn accept(listener: &TcpListener) -> Self {
        Self(listener.accept().unwrap().0)
    }

    /// Accepts the next connection and its handshake.
    pub fn open(listener: &TcpListener) -> Self {
        let mut peer = Self::accept(listener);
        let head = peer.head();
        peer.say(&switching(&head, ""));
        peer
    }

    /// Reads the head of a request.
    pub fn head(&mut self) -> String {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            self.0.read_exact(&mut byte).unwrap();
            head.push(byte[0]);
        }
        String::from_utf8(head).unwrap()
    }

    /// Writes as it is.
    pub fn say(&mut self, text: &str) {
        self.0.write_all(text.as_bytes()).unwrap();
    }

    /// Sends a text message of fewer than 126 bytes (RFC 6455 §5.2).
    pub fn text(&mut self, text: &str) {
        self.0.write_all(&[0x81, u8::try_from(text.len()).unwrap()]).unwrap();
        self.say(text);
    }

    /// Reads a frame of fewer than 65,536 bytes: its opcode and its payload unmasked.
    pub fn frame(&mut self) -> (u8, Vec<u8>) {
        let mut head = [0; 2];
        self.0.read_exact(&mut head).unwrap();
        let mut length = usize::from(head[1] & 0x7f);
        if length == 126 {
            let mut long = [0; 2];
            self.0.read_exact(&mut long).unwrap();
            length = usize::from(u16::from_be_bytes(long));
        }
        let mut mask = [0; 4];
        self.0.read_exact(&mut mask).unwrap();
        let mut payload = vec![0; length];
        self.0.read_exact(&mut payload).unwrap();
        payload.iter_mut().zip(mask.iter().cycle()).for_each(|(byte, mask)| *byte ^= mask);
        (head[0] & 0x0f, payload)
    }

    /// Reads a text message.
    pub fn hear(&mut self) -> String {
        let (opcode, payload) = self.frame();
        assert_eq!(opcode, 1);
        String::from_utf8(payload).unwrap()
    }

    /// Reads a close frame and answers it: its code.
    pub fn closed(&mut self) -> u16 {
        let (opcode, payload) = self.frame();
        assert_eq!(opcode, 8);
        // after a close of this side nobody waits for another
        let _answered = self.0.write_all(&[0x88, 0x02, payload[0], payload[1]]);
        u16::from_be_bytes([payload[0], payload[1]])
    }
}
