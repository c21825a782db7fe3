//! The demo: a page with htmx on it and the socket that answers it, in memory, nothing read from disk.
//!
//! What it sends depends only on what it was asked and in which order: there is no clock and no
//! randomness in it, so that `hxws demo` shows everyone the same and tests can compare exactly.
//! It knows nothing of the rest of hxws, and does not decide which addresses may be listened on.
//!
//! | module | holds |
//! | --- | --- |
//! | `serve` | one TCP connection: HTTP, then perhaps a socket |
//! | `route` | what a request is answered with |
//! | `handshake` | who may open the socket, and with which 101 |
//! | `socket` | one client of the socket, until it ends |
//! | `room` | everyone who is connected, and what they share |
//! | `answer` | what a message is answered with |
//! | `trick` | the answers that go wrong on purpose |

mod answer;
mod handshake;
mod room;
mod route;
mod serve;
mod socket;
#[cfg(test)]
mod tests;
mod trick;

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use room::Room;

/// A demo that listens, and serves nobody until [`Demo::serve`].
#[derive(Debug)]
pub struct Demo {
    listener: TcpListener,
    address: SocketAddr,
}

impl Demo {
    /// Listens on `address`; port 0 takes a free one, which [`Demo::address`] tells.
    ///
    /// # Errors
    /// What the operating system says, for one that the port is taken.
    pub async fn bind(address: SocketAddr) -> io::Result<Demo> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        Ok(Demo { listener, address })
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
    pub async fn serve(self, shutdown: impl Future<Output = ()>) -> io::Result<()> {
        let room = Arc::new(Room::default());
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
                        connections.spawn(serve::connection(stream, room.clone(), stop.clone()));
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
