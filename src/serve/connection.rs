//! One TCP connection: HTTP as hyper speaks it, then a socket where a handshake was accepted.
//!
//! Holds the limits of the HTTP side. Knows neither pages nor messages.

use std::convert::Infallible;
use std::future::ready;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use hyper::server::conn::http1::{Builder, Parts};
use hyper::service::service_fn;
use hyper::{Request, StatusCode, body::Incoming};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;

use super::socket::Accepted;
use super::{Site, Stop};

/// The most that is read of a request's head, in bytes; past it the answer is 431.
const MAX_HEAD: usize = 32 * 1024;

/// The most header lines of a request; past it the answer is 431.
const MAX_HEADERS: usize = 100;

/// How long a client may take for a request's head, and for doing nothing before it.
const HEAD_WITHIN: Duration = Duration::from_secs(10);

/// Serves one connection until it ends or `stop`'s sender is gone.
pub(super) async fn connection<S: Site>(stream: TcpStream, site: Arc<S>, mut stop: Stop) {
    // Best effort: without it small answers only come later.
    let _ = stream.set_nodelay(true);
    let accepted = OnceLock::new();
    let service = service_fn(|request: Request<Incoming>| {
        let response = site.respond(&request);
        if response.status() == StatusCode::SWITCHING_PROTOCOLS {
            // let in before the 101 goes out: who has read that hears what is said from then on
            accepted.get_or_init(|| site.admit(&request));
        }
        ready(Ok::<_, Infallible>(response))
    });
    let http = Builder::new()
        .auto_date_header(false)
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_WITHIN)
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
    if let Some(guest) = accepted.into_inner() {
        site.talk(Accepted { stream: io.into_inner(), read: read_buf.to_vec() }, guest, stop).await;
    }
}
