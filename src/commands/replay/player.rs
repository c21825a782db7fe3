//! One client: what the server of a recording said to it, at a pace or step by step.

use std::time::Duration;

use futures_util::stream::SplitSink;
use futures_util::{SinkExt as _, StreamExt as _};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::{Error, Message};

use crate::event::Payload;
use crate::quantity::Speed;
use crate::recording::{Close, Connection, What};
use crate::serve::socket::End;

/// The most bytes that a control frame holds (RFC 6455 §5.5).
const CONTROL: usize = 125;

/// The most bytes of a close's reason, which comes after a code of two.
const REASON: usize = CONTROL - 2;

/// How a client's connection ends.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Ended {
    /// As the recording has it.
    AsRecorded(End),
    /// By the client, by what is wrong with what it sends, or because the server stops.
    Otherwise(End),
}

/// When things are said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Pace {
    /// When they were, so many times as fast.
    Recorded(f64),
    /// At once.
    AtOnce,
    /// Once the client has sent as many messages as were recorded before.
    Steps,
}

impl From<Speed> for Pace {
    fn from(speed: Speed) -> Self {
        match speed {
            Speed::Times(times) => Self::Recorded(times),
            Speed::Max => Self::AtOnce,
        }
    }
}

/// Says everything to one client, until either side ends it.
pub(super) async fn play(
    socket: &mut WebSocketStream<impl AsyncRead + AsyncWrite + Unpin>,
    connection: &Connection,
    pace: Pace,
) -> Ended {
    let (mut sink, mut stream) = socket.split();
    let (heard, hears) = watch::channel(0_usize);
    let hearing = async {
        loop {
            match stream.next().await {
                Some(Ok(Message::Text(_) | Message::Binary(_))) => heard.send_modify(|heard| *heard += 1),
                // tungstenite answers pings and closes by itself
                Some(Ok(_)) => {}
                Some(Err(error)) => return Ended::Otherwise(End::after(&error)),
                None => return Ended::Otherwise(End::Gone),
            }
        }
    };
    let saying = async {
        match say(&mut sink, connection, pace, hears).await {
            Ok(Some(close)) => Ended::AsRecorded(end(close)),
            Ok(None) => std::future::pending().await,
            Err(_) => Ended::Otherwise(End::Gone),
        }
    };
    tokio::select! {
        biased;
        end = hearing => end,
        end = saying => end,
    }
}

/// Says everything; the end that was recorded, where the server was the one that ended it.
async fn say<'c, S: AsyncRead + AsyncWrite + Unpin>(
    sink: &mut SplitSink<&mut WebSocketStream<S>, Message>,
    connection: &'c Connection,
    pace: Pace,
    mut heard: watch::Receiver<usize>,
) -> Result<Option<&'c Close>, Error> {
    let started = Instant::now();
    let mut sent = 0;
    for turn in &connection.turns {
        let message = match &turn.what {
            What::Sent(_) => {
                sent += 1;
                continue;
            }
            What::Received(Payload::Text(text)) => Message::text(text.as_str()),
            What::Received(Payload::Binary(bytes)) => Message::binary(bytes.clone()),
            What::Ping(data) => Message::Ping(cut(data, CONTROL).to_owned().into()),
        };
        wait(connection.after(turn.at), sent, (pace, started), &mut heard).await;
        sink.send(message).await?;
    }
    let Some(close) = connection.ended_by_server() else { return Ok(None) };
    wait(connection.after(close.at), sent, (pace, started), &mut heard).await;
    Ok(Some(close))
}

/// Waits until what was said `after` so many µs, behind so many messages of the client's, is to be said.
async fn wait(
    after: Option<u64>,
    sent: usize,
    (pace, started): (Pace, Instant),
    heard: &mut watch::Receiver<usize>,
) {
    match pace {
        Pace::AtOnce => {}
        Pace::Steps => {
            // who hears them has gone, and this with it
            let _gone = heard.wait_for(|heard| *heard >= sent).await;
        }
        Pace::Recorded(times) => {
            let after = Duration::from_micros(after.unwrap_or_default());
            let after = Duration::try_from_secs_f64(after.as_secs_f64() / times).unwrap_or(Duration::MAX);
            match started.checked_add(after) {
                Some(at) => sleep_until(at).await,
                None => std::future::pending().await,
            }
        }
    }
}

/// The end that a client can be given: no client may take a frame with another code than those (RFC 6455 §7.4).
fn end(close: &Close) -> End {
    match close.code {
        // there was a frame, and none in it
        1005 => End::Close(None),
        code @ (1000..=1003 | 1007..=1014 | 3000..=4999) => End::closed(code, cut(&close.reason, REASON)),
        _ => End::Cut,
    }
}

/// As much of a text as so many bytes hold.
fn cut(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}
