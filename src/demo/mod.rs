//! The demo: a page with htmx on it and the socket that answers it, in memory, nothing read from disk.
//!
//! What it sends depends only on what it was asked and in which order: there is no clock and no
//! randomness in it, so that `hxws demo` shows everyone the same and tests can compare exactly.
//! It knows `serve` and nothing else of the rest of hxws.
//!
//! | module | holds |
//! | --- | --- |
//! | `route` | what a request is answered with |
//! | `socket` | one client of the socket, until it ends |
//! | `room` | everyone who is connected, and what they share |
//! | `answer` | what a message is answered with |
//! | `trick` | the answers that go wrong on purpose |

mod answer;
mod room;
mod route;
mod socket;
#[cfg(test)]
mod tests;
mod trick;

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::{Request, Response};

use crate::serve::socket::Accepted;
use crate::serve::{Server, Site, Stop};
use room::{Headers, Room, Seat, listed};

/// A demo that listens, and serves nobody until [`Demo::serve`].
#[derive(Debug)]
pub struct Demo(Server);

impl Demo {
    /// Listens on `address`; port 0 takes a free one, which [`Demo::address`] tells.
    ///
    /// # Errors
    /// What the operating system says, for one that the port is taken.
    pub async fn bind(address: SocketAddr) -> io::Result<Demo> {
        Server::bind(address).await.map(Self)
    }

    /// The address that is listened on, with the real port.
    pub fn address(&self) -> SocketAddr {
        self.0.address()
    }

    /// Serves until `shutdown` is ready, as [`Server::serve`] does.
    ///
    /// # Errors
    /// Those of [`Server::serve`].
    pub async fn serve(self, shutdown: impl Future<Output = ()>) -> io::Result<()> {
        self.0.serve(Arc::new(Chat(Arc::new(Room::default()))), shutdown).await
    }
}

/// The demo's pages and its room.
struct Chat(Arc<Room>);

impl Site for Chat {
    type Guest = (Headers, Seat);

    fn respond(&self, request: &Request<Incoming>) -> Response<Full<Bytes>> {
        route::respond(request)
    }

    fn admit(&self, request: &Request<Incoming>) -> Self::Guest {
        (listed(request.headers()), self.0.join())
    }

    async fn talk(&self, accepted: Accepted, (headers, seat): Self::Guest, stop: Stop) {
        socket::client(accepted, &headers, seat, stop).await;
    }
}
