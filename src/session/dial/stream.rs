//! The byte stream of a connection, whatever it goes through. Knows no protocol above it.

use std::io;
use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
#[cfg(unix)]
use tokio::net::UnixStream;

use super::DialError;

/// A connection. TLS may lie over any other kind, itself included.
#[derive(Debug)]
pub enum Stream {
    /// TCP with `TCP_NODELAY`.
    Plain(TcpStream),
    /// A Unix socket.
    #[cfg(unix)]
    Unix(UnixStream),
    /// TLS over another stream.
    #[cfg(feature = "tls")]
    Tls {
        /// The stream.
        tls: Box<tokio_rustls::client::TlsStream<Stream>>,
        /// The server has asked for the client's certificate.
        is_asked: bool,
    },
}

/// What broke a connection whose server had asked for the client's certificate, and may have turned it away for that.
#[cfg(feature = "tls")]
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub(super) struct AfterAsking(pub(super) io::Error);

#[cfg(feature = "tls")]
impl AfterAsking {
    fn wrap(error: io::Error) -> io::Error {
        io::Error::new(error.kind(), Self(error))
    }
}

#[cfg(unix)]
pub(super) async fn unix(path: &Path) -> Result<Stream, DialError> {
    match UnixStream::connect(path).await {
        Ok(stream) => Ok(Stream::Unix(stream)),
        Err(source) => Err(DialError::Unix { path: path.to_owned(), source }),
    }
}

#[cfg(not(unix))]
pub(super) async fn unix(path: &Path) -> Result<Stream, DialError> {
    Err(DialError::Unix { path: path.to_owned(), source: io::ErrorKind::Unsupported.into() })
}

impl Stream {
    /// The address at the other end of TCP; empty where the system does not tell.
    pub(super) fn peer(&self) -> String {
        match self {
            Self::Plain(tcp) => tcp.peer_addr().map(|address| address.to_string()).unwrap_or_default(),
            #[cfg(unix)]
            Self::Unix(_) => String::new(),
            #[cfg(feature = "tls")]
            Self::Tls { tls, .. } => tls.get_ref().0.peer(),
        }
    }
}

macro_rules! through {
    ($self:ident, $stream:ident => $call:expr) => {
        match $self.get_mut() {
            Stream::Plain(tcp) => {
                let $stream = Pin::new(tcp);
                $call
            }
            #[cfg(unix)]
            Stream::Unix(unix) => {
                let $stream = Pin::new(unix);
                $call
            }
            #[cfg(feature = "tls")]
            Stream::Tls { tls, is_asked } => {
                let is_asked = *is_asked;
                let $stream = Pin::new(tls.as_mut());
                $call.map_err(|error| if is_asked { AfterAsking::wrap(error) } else { error })
            }
        }
    };
}

impl AsyncRead for Stream {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        through!(self, stream => stream.poll_read(cx, buf))
    }
}

impl AsyncWrite for Stream {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        through!(self, stream => stream.poll_write(cx, bytes))
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        through!(self, stream => stream.poll_flush(cx))
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        through!(self, stream => stream.poll_shutdown(cx))
    }
}
