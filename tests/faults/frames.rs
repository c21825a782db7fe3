//! Frames of a server, compressed or not, and those of a client read back (RFC 6455 §5.2, RFC 7692 §7.2).

use flate2::{Decompress, FlushDecompress};
use hxws::session::deflate::{Compressor, Deflate};
use tokio::io::{AsyncRead, AsyncReadExt as _};
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;

/// What both sides may do where the server sets no limits.
const UNLIMITED: Deflate =
    Deflate { server_takeover: true, client_takeover: true, server_bits: 15, client_bits: 15 };

/// Writes a server's frames.
pub struct Writer(Option<Compressor>);

/// Reads a client's frames.
pub struct Reader(Decompress);

/// What a client sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// A text.
    Text(String),
    /// A close, with its code.
    Close(u16),
    /// A ping, with its data.
    Ping(Vec<u8>),
    /// A pong, with what it answers.
    Pong(Vec<u8>),
    /// Anything else, by its opcode.
    Other(u8),
}

impl Writer {
    /// A writer of one connection.
    pub fn new(compressed: bool) -> Self {
        Self(compressed.then(|| Compressor::new(UNLIMITED)))
    }

    /// A text message.
    pub fn text(&mut self, text: &str) -> Vec<u8> {
        match &mut self.0 {
            Some(compressor) => frame(0xc1, &compressor.compressed(text.as_bytes()).unwrap()),
            None => frame(0x81, text.as_bytes()),
        }
    }

    /// A text message in fragments of this many bytes.
    pub fn fragments(&mut self, text: &str, size: usize) -> Vec<u8> {
        let (rsv1, payload) = match &mut self.0 {
            Some(compressor) => (0x40, compressor.compressed(text.as_bytes()).unwrap()),
            None => (0, text.as_bytes().to_vec()),
        };
        let last = payload.len().div_ceil(size) - 1;
        let fragments = payload.chunks(size).enumerate();
        fragments
            .flat_map(|(at, part)| {
                let first = if at == 0 { rsv1 | 0x01 } else { 0 };
                frame(first | if at == last { 0x80 } else { 0 }, part)
            })
            .collect()
    }
}

/// A frame of fewer than 65,536 bytes.
pub fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    let length = u16::try_from(payload.len()).unwrap();
    let mut bytes = vec![first];
    match u8::try_from(length) {
        Ok(short @ 0..126) => bytes.push(short),
        _ => bytes.extend([&[126][..], &length.to_be_bytes()].concat()),
    }
    bytes.extend_from_slice(payload);
    bytes
}

/// A close frame; 1005 is one without a code.
pub fn close(code: u16) -> Vec<u8> {
    if code == 1005 { frame(0x88, &[]) } else { frame(0x88, &code.to_be_bytes()) }
}

/// The answer to a handshake.
pub fn answer(head: &str, compressed: bool) -> Vec<u8> {
    let key = head.lines().find_map(|line| line.strip_prefix("Sec-WebSocket-Key: ")).unwrap();
    let extension = if compressed { "Sec-WebSocket-Extensions: permessage-deflate\r\n" } else { "" };
    format!(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
         Sec-WebSocket-Accept: {}\r\n{extension}\r\n",
        derive_accept_key(key.as_bytes())
    )
    .into_bytes()
}

/// Reads the head of a request; none where the client went before its end.
pub async fn head(stream: &mut (impl AsyncRead + Unpin)) -> Option<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    String::from_utf8(head).ok()
}

impl Reader {
    /// A reader of one connection.
    pub fn new() -> Self {
        Self(Decompress::new(false))
    }

    /// Reads a frame; none at the end of the connection. hxws sends every message as one frame.
    pub async fn heard(&mut self, stream: &mut (impl AsyncRead + Unpin)) -> Option<Heard> {
        let mut head = [0; 2];
        stream.read_exact(&mut head).await.ok()?;
        let length = match head[1] & 0x7f {
            126 => usize::from(stream.read_u16().await.ok()?),
            127 => usize::try_from(stream.read_u64().await.ok()?).unwrap(),
            short => usize::from(short),
        };
        let mut mask = [0; 4];
        stream.read_exact(&mut mask).await.ok()?;
        let mut payload = vec![0; length];
        stream.read_exact(&mut payload).await.ok()?;
        payload.iter_mut().zip(mask.iter().cycle()).for_each(|(byte, mask)| *byte ^= mask);
        Some(match head[0] & 0x0f {
            1 => Heard::Text(String::from_utf8(self.plain(head[0], payload)).unwrap()),
            8 => Heard::Close(payload.first_chunk().map_or(1005, |code| u16::from_be_bytes(*code))),
            9 => Heard::Ping(payload),
            10 => Heard::Pong(payload),
            other => Heard::Other(other),
        })
    }

    fn plain(&mut self, first: u8, mut payload: Vec<u8>) -> Vec<u8> {
        if first & 0x40 == 0 {
            return payload;
        }
        payload.extend([0, 0, 0xff, 0xff]);
        let mut plain = Vec::with_capacity(1 << 20);
        self.0.decompress_vec(&payload, &mut plain, FlushDecompress::Sync).unwrap();
        plain
    }
}
