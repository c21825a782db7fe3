//! Servers in a thread with a runtime of their own, each on a port of its own, until they are dropped.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
#[cfg(unix)]
use std::path::Path;
use std::thread::JoinHandle;

use tokio::io::{AsyncRead, AsyncWrite};
#[cfg(unix)]
use tokio::net::UnixListener;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::LocalSet;

/// A server.
pub struct Background {
    /// Where it listens.
    pub address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Background {
    /// Starts one that treats every connection alike.
    pub fn start<F: Future<Output = ()> + 'static>(serve: impl Fn(TcpStream) -> F + Send + 'static) -> Self {
        Self::start_at(Ipv4Addr::LOCALHOST.into(), serve)
    }

    /// Starts one at this address of the machine's.
    pub fn start_at<F: Future<Output = ()> + 'static>(
        ip: IpAddr,
        serve: impl Fn(TcpStream) -> F + Send + 'static,
    ) -> Self {
        let listener = std::net::TcpListener::bind((ip, 0)).unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        Self::run(address, async move {
            let listener = TcpListener::from_std(listener).unwrap();
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                tokio::task::spawn_local(serve(stream));
            }
        })
    }

    /// Passes what comes to a Unix socket on to the server at `behind`.
    #[cfg(unix)]
    #[allow(dead_code, reason = "not every test file has Unix sockets")]
    pub fn relay_unix(path: &Path, behind: SocketAddr) -> Self {
        let listener = std::os::unix::net::UnixListener::bind(path).unwrap();
        listener.set_nonblocking(true).unwrap();
        Self::run(behind, async move {
            let listener = UnixListener::from_std(listener).unwrap();
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                tokio::task::spawn_local(relay(stream, behind));
            }
        })
    }

    fn run(address: SocketAddr, serving: impl Future<Output = ()> + Send + 'static) -> Self {
        let (stop, stopped) = oneshot::channel::<()>();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(LocalSet::new().run_until(async {
                tokio::select! {
                    () = serving => {}
                    _ = stopped => {}
                }
            }));
        });
        Self { address, stop: Some(stop), thread: Some(thread) }
    }
}

/// Passes everything on to the server at `behind`, and back.
pub async fn relay(mut stream: impl AsyncRead + AsyncWrite + Unpin, behind: SocketAddr) {
    let mut server = TcpStream::connect(behind).await.unwrap();
    // one side has gone: that is how connections end
    let _ended = tokio::io::copy_bidirectional(&mut stream, &mut server).await;
}

impl Drop for Background {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ended = thread.join();
        }
    }
}
