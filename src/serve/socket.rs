//! A socket of the server's side: how it begins after the 101, why it ends, and how it is closed.
//!
//! What goes through it is its site's affair.

use std::time::Duration;

use futures_util::StreamExt as _;
use tokio::io::{AsyncWriteExt as _, copy, sink};
use tokio::net::TcpStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Error;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Role, WebSocketConfig};

/// How long a closing socket waits for its client, at most.
const GRACE: Duration = Duration::from_secs(1);

/// An open socket.
pub type Socket = WebSocketStream<TcpStream>;

/// A connection whose handshake was accepted.
#[derive(Debug)]
pub struct Accepted {
    /// The connection.
    pub stream: TcpStream,
    /// The bytes that came with the handshake and belong to the socket.
    pub read: Vec<u8>,
}

/// The code and the reason of a close, or neither.
pub type Farewell = Option<(u16, String)>;

/// Why a socket ends.
#[derive(Debug, Clone, PartialEq)]
pub enum End {
    /// The client closed it or is gone.
    Gone,
    /// It is to be cut without a word.
    Cut,
    /// It is to be closed.
    Close(Farewell),
}

impl End {
    /// It is to be closed with a code and a reason.
    #[must_use]
    pub fn closed(code: u16, reason: &str) -> Self {
        Self::Close(Some((code, reason.to_owned())))
    }

    /// What a failed read asks for (RFC 6455 §7.4.1).
    #[must_use]
    pub fn after(error: &Error) -> Self {
        match error {
            Error::Capacity(_) => Self::closed(1009, "message too big"),
            Error::Utf8(_) => Self::closed(1007, "not UTF-8"),
            Error::Protocol(_) => Self::closed(1002, "protocol error"),
            _ => Self::Gone,
        }
    }
}

impl Accepted {
    /// The socket, on which messages of so many bytes are read.
    pub async fn open(self, longest: usize) -> Socket {
        let limits = WebSocketConfig::default().max_message_size(Some(longest)).max_frame_size(Some(longest));
        WebSocketStream::from_partially_read(self.stream, self.read, Role::Server, Some(limits)).await
    }
}

/// Ends a socket as it is to end.
pub async fn end(mut socket: Socket, end: End) {
    if let End::Close(farewell) = end {
        // A client that does not answer in time is cut.
        let _ = tokio::time::timeout(GRACE, close_with(&mut socket, farewell)).await;
    }
}

/// Closes and waits for the client to do the same. From one that broke the protocol the rest is read and
/// dropped: a TCP connection that is cut with something unread loses what was last written to it.
async fn close_with(socket: &mut Socket, farewell: Farewell) -> Result<(), Error> {
    let frame = farewell.map(|(code, reason)| CloseFrame { code: code.into(), reason: reason.into() });
    socket.close(frame).await?;
    while let Some(received) = socket.next().await {
        if received.is_err() {
            socket.get_mut().shutdown().await?;
            copy(socket.get_mut(), &mut sink()).await?;
        }
    }
    Ok(())
}
