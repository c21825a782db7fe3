//! A small server on loopback: pages by HTTP, and a socket where a handshake is accepted. The demo and replays are sites of it.
//!
//! Knows neither pages nor messages, and does not decide which addresses may be listened on.
//!
//! | module | holds |
//! | --- | --- |
//! | `connection` | one TCP connection: HTTP, then perhaps a socket |
//! | `handshake` | who may open the socket, and with which 101 |
//! | `reply` | responses whose parts are known |
//! | `socket` | a socket of the server's side: how it begins and how it is closed |

mod connection;
pub mod handshake;
pub mod reply;
pub mod socket;

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::{Request, Response};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use socket::Accepted;

/// Ready once its sender is gone: then everything that is open is to be closed.
pub type Stop = watch::Receiver<()>;

/// What a server serves.
pub trait Site: Send + Sync + 'static {
    /// Who has opened a socket.
    type Guest: Send + Sync + 'static;

    /// The answer to `request`; 101 means that a socket begins on its connection.
    fn respond(&self, request: &Request<Incoming>) -> Response<Full<Bytes>>;

    /// Lets in whoever is about to be answered with 101.
    fn admit(&self, request: &Request<Incoming>) -> Self::Guest;

    /// Serves a socket until either side ends it; when `stop` says so, it is closed with 1001.
    fn talk(&self, accepted: Accepted, guest: Self::Guest, stop: Stop) -> impl Future<Output = ()> + Send;
}

/// A server that listens, and serves nobody until [`Server::serve`].
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
}

impl Server {
    /// Listens on `address`; port 0 takes a free one, which [`Server::address`] tells.
    ///
    /// # Errors
    /// What the operating system says, for one that the port is taken.
    pub async fn bind(address: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        Ok(Self { listener, address })
    }

    /// The address that is listened on, with the real port.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until `shutdown` is ready; then accepts no more, closes every socket with 1001 and
    /// returns once they are closed: at once where the clients answer, within a second where they do not.
    /// Dropping the future instead cuts every connection.
    ///
    /// # Errors
    /// What the operating system says when it can accept no more, for one that it is out of file
    /// descriptors. The sockets are closed then too.
    pub async fn serve<S: Site>(self, site: Arc<S>, shutdown: impl Future<Output = ()>) -> io::Result<()> {
        let (running, stop) = watch::channel(());
        let mut connections = JoinSet::new();
        let mut shutdown = pin!(shutdown);
        let ended = loop {
            tokio::select! {
                biased;
                () = &mut shutdown => break Ok(()),
                Some(_) = connections.join_next() => {}
                accepted = self.listener.accept() => match accepted {
                    Ok((stream, _)) => {
                        connections.spawn(connection::connection(stream, site.clone(), stop.clone()));
                    }
                    Err(error) if gave_up(&error) => {}
                    Err(error) => break Err(error),
                },
            }
        };
        drop(self.listener);
        drop(running);
        while connections.join_next().await.is_some() {}
        ended
    }
}

/// Whether only the client that was about to be accepted is gone.
fn gave_up(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionReset, Interrupted};
    matches!(error.kind(), ConnectionAborted | ConnectionReset | Interrupted)
}
