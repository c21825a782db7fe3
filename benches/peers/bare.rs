//! What hxws's own WebSocket library takes by itself: a loop that reads every message and counts them.
//!
//! `bare ADDRESS` prints how many text messages came; `benches/run` compares hxws with it.

use futures_util::StreamExt;
use tokio::net::TcpStream;
use tokio_tungstenite::client_async;
use tokio_tungstenite::tungstenite::Message;
use url::Url;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome<()> {
    let address = std::env::args().nth(1).ok_or("usage: bare ADDRESS")?;
    let server = Url::parse(&address)?.socket_addrs(|| None)?;
    let stream = TcpStream::connect(&*server).await?;
    let (mut socket, _) = client_async(address, stream).await?;
    let mut count = 0_u64;
    while let Some(message) = socket.next().await {
        count += u64::from(matches!(message?, Message::Text(_)));
    }
    std::io::Write::write_all(&mut std::io::stdout(), format!("{count}\n").as_bytes())?;
    Ok(())
}
