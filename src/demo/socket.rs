//! One client of the socket, from the 101 to the end of its TCP connection.
//!
//! Carries messages between the client and its seat in the room; what they say is `answer`'s affair.

use std::ops::ControlFlow::{self, Break, Continue};

use futures_util::{SinkExt, StreamExt};
use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};
use tokio_tungstenite::tungstenite::{Error, Message};

use super::answer::{Reply, chat_line};
use super::room::{Headers, Seat};
use crate::serve::Stop;
use crate::serve::socket::{Accepted, End, Socket, end};

/// The longest message that is read, in bytes; past it the socket is closed with 1009.
const MAX_MESSAGE: usize = 1024 * 1024;

/// Serves one client until either side ends it; when `stop`'s sender is gone, it is closed with 1001.
pub(super) async fn client(accepted: Accepted, headers: &Headers, mut seat: Seat, mut stop: Stop) {
    let mut socket = accepted.open(MAX_MESSAGE).await;
    let why = tokio::select! {
        biased;
        _ = stop.changed() => End::closed(1001, "going away"),
        why = talk(&mut socket, &mut seat, headers) => why,
    };
    drop(seat);
    end(socket, why).await;
}

async fn talk(socket: &mut Socket, seat: &mut Seat, headers: &Headers) -> End {
    loop {
        let step = tokio::select! {
            biased;
            received = socket.next() => match received {
                Some(Ok(message)) => answer(socket, seat, headers, message).await,
                Some(Err(error)) => return End::after(&error),
                None => return End::Gone,
            },
            heard = seat.heard() => match heard {
                Some(text) => socket.send(Message::Text(text)).await.map(|()| Continue(())),
                None => return End::closed(1013, "too far behind"),
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
        Reply::Close(close) => {
            return Ok(Break(End::Close(close.map(|(code, reason)| (code, reason.to_owned())))));
        }
        Reply::Cut => return Ok(Break(End::Cut)),
    }
    Ok(Continue(()))
}
