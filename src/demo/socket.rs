//! One client of the socket, from the 101 to the end of its TCP connection.
//!
//! Carries messages between the client and its seat in the room; what they say is `answer`'s affair.

use std::ops::ControlFlow::{self, Break, Continue};
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncWriteExt, copy, sink};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Role, WebSocketConfig};
use tokio_tungstenite::tungstenite::{Error, Message};

use super::answer::{Reply, chat_line};
use super::room::Seat;
use super::serve::Headers;

/// The longest message that is read, in bytes; past it the socket is closed with 1009.
const MAX_MESSAGE: usize = 1024 * 1024;

/// How long a closing socket waits for its client, at most.
const GRACE: Duration = Duration::from_secs(1);

type Socket = WebSocketStream<TcpStream>;

/// Why a socket ends.
#[derive(Debug, Clone, Copy, PartialEq)]
enum End {
    /// The client closed it or is gone.
    Gone,
    /// It is to be cut without a word.
    Cut,
    /// It is to be closed, with a code and a reason or with neither.
    Close(Option<(u16, &'static str)>),
}

/// Serves one client until either side ends it; when `stop`'s sender is gone, it is closed with 1001.
/// `read` holds the bytes that came with the handshake and belong to the socket.
pub(super) async fn client(
    stream: TcpStream,
    read: Vec<u8>,
    headers: &Headers,
    mut seat: Seat,
    mut stop: watch::Receiver<()>,
) {
    let limits =
        WebSocketConfig::default().max_message_size(Some(MAX_MESSAGE)).max_frame_size(Some(MAX_MESSAGE));
    let mut socket = WebSocketStream::from_partially_read(stream, read, Role::Server, Some(limits)).await;
    let end = tokio::select! {
        biased;
        _ = stop.changed() => End::Close(Some((1001, "going away"))),
        end = talk(&mut socket, &mut seat, headers) => end,
    };
    drop(seat);
    if let End::Close(close) = end {
        // A client that does not answer in time is cut.
        let _ = tokio::time::timeout(GRACE, close_with(&mut socket, close)).await;
    }
}

async fn talk(socket: &mut Socket, seat: &mut Seat, headers: &Headers) -> End {
    loop {
        let step = tokio::select! {
            biased;
            received = socket.next() => match received {
                Some(Ok(message)) => answer(socket, seat, headers, message).await,
                Some(Err(error)) => return after(&error),
                None => return End::Gone,
            },
            heard = seat.heard() => match heard {
                Some(text) => socket.send(Message::Text(text)).await.map(|()| Continue(())),
                None => return End::Close(Some((1013, "too far behind"))),
            },
        };
        match step {
            Ok(Continue(())) => {}
            Ok(Break(end)) => return end,
            Err(_) => return End::Gone,
        }
    }
}

/// Answers one message. What was said to everyone before the answer goes out before it.
async fn answer(
    socket: &mut Socket,
    seat: &mut Seat,
    headers: &Headers,
    message: Message,
) -> Result<ControlFlow<End>, Error> {
    let text = match &message {
        Message::Text(text) => text.as_str(),
        Message::Binary(_) => "a binary message",
        // tungstenite answers pings and closes by itself.
        _ => return Ok(Continue(())),
    };
    let replies = seat.ask(text, headers);
    while let Some(text) = seat.queued() {
        socket.feed(Message::Text(text)).await?;
    }
    for reply in replies {
        if let Break(end) = perform(socket, reply).await? {
            socket.flush().await?;
            return Ok(Break(end));
        }
    }
    socket.flush().await?;
    Ok(Continue(()))
}

async fn perform(socket: &mut Socket, reply: Reply) -> Result<ControlFlow<End>, Error> {
    match reply {
        Reply::Text(text) | Reply::Everyone(text) => socket.feed(Message::text(text)).await?,
        Reply::Binary(bytes) => socket.feed(Message::binary(bytes)).await?,
        Reply::BrokenText(bytes) => {
            let frame = Frame::message(bytes, OpCode::Data(Data::Text), true);
            socket.feed(Message::Frame(frame)).await?;
        }
        Reply::Flood(lines) => {
            for line in 1..=lines {
                socket.feed(Message::text(chat_line(&line.to_string()))).await?;
            }
        }
        Reply::Close(close) => return Ok(Break(End::Close(close))),
        Reply::Cut => return Ok(Break(End::Cut)),
    }
    Ok(Continue(()))
}

/// What a failed read asks for (RFC 6455 §7.4.1).
fn after(error: &Error) -> End {
    match error {
        Error::Capacity(_) => End::Close(Some((1009, "message too big"))),
        Error::Utf8(_) => End::Close(Some((1007, "not UTF-8"))),
        Error::Protocol(_) => End::Close(Some((1002, "protocol error"))),
        _ => End::Gone,
    }
}

/// Closes and waits for the client to do the same. From one that broke the protocol the rest is read and
/// dropped: a TCP connection that is cut with something unread loses what was last written to it.
async fn close_with(socket: &mut Socket, close: Option<(u16, &'static str)>) -> Result<(), Error> {
    let frame = close.map(|(code, reason)| CloseFrame { code: code.into(), reason: reason.into() });
    socket.close(frame).await?;
    while let Some(received) = socket.next().await {
        if received.is_err() {
            socket.get_mut().shutdown().await?;
            copy(socket.get_mut(), &mut sink()).await?;
        }
    }
    Ok(())
}
