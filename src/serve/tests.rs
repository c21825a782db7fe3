//! What the server does with clients that do nothing, on a clock that passes at once, and with a machine that is full.
#![allow(clippy::unwrap_used)]

use std::net::Ipv4Addr;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};

use super::*;

/// A site of one page.
struct Page;

impl Site for Page {
    type Guest = ();

    fn respond(&self, _: &Request<Incoming>) -> Response<Full<Bytes>> {
        reply::reply(hyper::StatusCode::OK, reply::TEXT, "here")
    }

    fn admit(&self, _: &Request<Incoming>) {}

    async fn talk(&self, _: Accepted, (): (), _: Stop) {}
}

/// After how many seconds the server hangs up on who says this and no more.
async fn hangs_up_after(said: &str) -> u64 {
    let server = Server::bind((Ipv4Addr::LOCALHOST, 0).into()).await.unwrap();
    let address = server.address();
    tokio::spawn(server.serve(Arc::new(Page), std::future::pending()));
    let started = Instant::now();
    let mut client = TcpStream::connect(address).await.unwrap();
    client.write_all(said.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    timeout(Duration::from_secs(3600), client.read_to_end(&mut answer)).await.unwrap().unwrap();
    started.elapsed().as_secs()
}

#[tokio::test(start_paused = true)]
async fn who_does_nothing_or_does_not_get_on_is_not_waited_for_without_end() {
    assert_eq!(hangs_up_after("").await, 10);
    assert_eq!(hangs_up_after("GET / HTTP/1.1\r\nHost:").await, 10);
    assert_eq!(hangs_up_after("GET / HTTP/1.1\r\nHost: x\r\n\r\n").await, 10);
}
