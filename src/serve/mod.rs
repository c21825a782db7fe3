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
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::{Request, Response};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use socket::Accepted;

/// After how long it is tried again to accept a client, where there was no file descriptor for it.
const AGAIN: Duration = Duration::from_secs(1);

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
    /// What the operating system says when it can accept no more. The sockets are closed then too. Where it is only out of file
    /// descriptors, clients wait until there are some.
    pub async fn serve<S: Site>(self, site: Arc<S>, shutdown: impl Future<Output = ()>) -> io::Result<()> {
        let (running, stop) = watch::channel(());
        let mut connections = JoinSet::new();
        let mut shutdown = pin!(shutdown);
        let mut is_full = false;
        let ended = loop {
            tokio::select! {
                biased;
                () = &mut shutdown => break Ok(()),
                Some(_) = connections.join_next() => is_full = false,
                // others of this machine may have let go of theirs
                () = tokio::time::sleep(AGAIN), if is_full => is_full = false,
                accepted = self.listener.accept(), if !is_full => match accepted {
                    Ok((stream, _)) => {
                        connections.spawn(connection::connection(stream, site.clone(), stop.clone()));
                    }
                    Err(error) if gave_up(&error) => {}
                    Err(error) if is_out_of_files(&error) => is_full = true,
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

/// Whether this process, or the whole system, has as many files open as it may.
fn is_out_of_files(error: &io::Error) -> bool {
    #[cfg(unix)]
    let codes = [rustix::io::Errno::MFILE.raw_os_error(), rustix::io::Errno::NFILE.raw_os_error()];
    // WSAEMFILE
    #[cfg(not(unix))]
    let codes = [10024];
    error.raw_os_error().is_some_and(|code| codes.contains(&code))
}

#[cfg(test)]
mod tests;
