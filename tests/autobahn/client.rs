//! What the Autobahn test suite plays with: a client that echoes every message, over the session's own handshake and link.
//!
//! `autobahn ADDRESS AGENT` runs every case of the fuzzing server there, one after the other, and has the reports written.

use std::time::Duration;

use hxws::event::Payload;
use hxws::session::dial::{DialOptions, Dialer};
use hxws::session::handshake::{HandshakeRequest, Limits, handshake};
use hxws::session::link::{Incoming, Link};
use url::Url;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// How long a server may take to hang up after the closes.
const HANG_UP: Duration = Duration::from_secs(5);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome<()> {
    let [address, agent] = <[String; 2]>::try_from(std::env::args().skip(1).collect::<Vec<_>>())
        .map_err(|_| "usage: autobahn ADDRESS AGENT")?;
    let cases: u32 = match open(&format!("{address}/getCaseCount")).await?.next().await {
        Incoming::Message { payload: Payload::Text(count), .. } => count.parse()?,
        other => return Err(format!("no count of cases but {other:?}").into()),
    };
    for case in 1..=cases {
        echo(open(&format!("{address}/runCase?case={case}&agent={agent}")).await?).await;
    }
    echo(open(&format!("{address}/updateReports?agent={agent}")).await?).await;
    Ok(())
}

async fn open(address: &str) -> Outcome<Link> {
    let dialer = Dialer::new(DialOptions::default())?;
    let request = HandshakeRequest::new(Url::parse(address)?);
    Ok(Link::new(handshake(&dialer, &request, Limits::default()).await?.wire))
}

async fn echo(mut link: Link) {
    loop {
        match link.next().await {
            Incoming::Message { payload: Payload::Text(text), .. } => link.queue_text(text),
            Incoming::Message { payload: Payload::Binary(bytes), .. } => link.queue_binary(bytes),
            Incoming::Ping(_) | Incoming::Pong(_) => None,
            Incoming::Closed { .. } => break,
        };
    }
    link.shutdown(1000, HANG_UP).await;
}
