//! One TCP connection: HTTP as hyper speaks it, then a socket where a handshake was accepted.
//!
//! Holds the limits of the HTTP side. Knows neither pages (`route`) nor messages (`socket`).

use std::convert::Infallible;
use std::future::ready;
use std::sync::{Arc, OnceLock};

use hyper::server::conn::http1::{Builder, Parts};
use hyper::service::service_fn;
use hyper::{HeaderMap, Request, StatusCode, body::Incoming};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::sync::watch;

use super::room::Room;
use super::{route, socket};

/// The most that is read of a request's head, in bytes; past it the answer is 431.
const MAX_HEAD: usize = 32 * 1024;

/// The most header lines of a request; past it the answer is 431.
const MAX_HEADERS: usize = 100;

/// The headers of a handshake as they came: names in lower case, values with bad UTF-8 replaced.
pub(super) type Headers = Vec<(String, String)>;

/// Serves one connection until it ends or `stop`'s sender is gone.
pub(super) async fn connection(stream: TcpStream, room: Arc<Room>, mut stop: watch::Receiver<()>) {
    // Best effort: without it small answers only come later.
    let _ = stream.set_nodelay(true);
    let accepted = OnceLock::new();
    let service = service_fn(|request: Request<Incoming>| {
        let response = route::respond(&request);
        if response.status() == StatusCode::SWITCHING_PROTOCOLS {
            // in the room before the 101 goes out: who has read that hears what is said from then on
            accepted.get_or_init(|| (listed(request.headers()), room.join()));
        }
        ready(Ok::<_, Infallible>(response))
    });
    let http = Builder::new()
        .auto_date_header(false)
        .header_read_timeout(None)
        .max_buf_size(MAX_HEAD)
        .max_headers(MAX_HEADERS)
        .serve_connection(TokioIo::new(stream), service)
        .without_shutdown();
    let ended = tokio::select! {
        biased;
        _ = stop.changed() => return,
        ended = http => ended,
    };
    let Ok(Parts { io, read_buf, .. }) = ended else { return };
    if let Some((headers, seat)) = accepted.into_inner() {
        socket::client(io.into_inner(), read_buf.to_vec(), &headers, seat, stop).await;
    }
}

fn listed(headers: &HeaderMap) -> Headers {
    headers
        .iter()
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
        .collect()
}
