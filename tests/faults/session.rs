//! Sessions in the process, over Unix sockets: what is written is there at once, and time passes only where a test says so.

use std::future::Future;
use std::net::Shutdown;
use std::ops::{Deref, DerefMut};
use std::os::fd::AsFd as _;
use std::path::PathBuf;
use std::time::Duration;

use futures_util::FutureExt as _;
use hxws::event::{Event, Payload, Record};
use hxws::htmx::dialect::Dialect;
use hxws::htmx::headers::Given;
use hxws::htmx::reconnect::{Delay, Override};
use hxws::htmx::twin::Twin;
use hxws::session::client::{Client, Request};
use hxws::session::cookies::Jar;
use hxws::session::dial::{DialOptions, Dialer};
use hxws::session::live::{Session, Target};
use tempfile::TempDir;
use tokio::io::AsyncWriteExt as _;
use tokio::net::{UnixListener, UnixStream};
use url::Url;

use crate::frames;

/// How often everything that is ready is let go on before nothing more is expected to happen by itself.
pub const TURNS: usize = 6;

/// The server's end of a connection. It ends where this is dropped, though a process that another test starts at that moment
/// holds the descriptor until it runs its own program.
pub struct Served(UnixStream);

impl Deref for Served {
    type Target = UnixStream;

    fn deref(&self) -> &UnixStream {
        &self.0
    }
}

impl DerefMut for Served {
    fn deref_mut(&mut self) -> &mut UnixStream {
        &mut self.0
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let same = self.0.as_fd().try_clone_to_owned().map(std::os::unix::net::UnixStream::from);
        // it has ended already where the client was first
        let _ = same.and_then(|same| same.shutdown(Shutdown::Both));
    }
}

/// A listener on a Unix socket of its own.
pub struct Place {
    directory: TempDir,
    listener: UnixListener,
}

impl Place {
    pub fn new() -> Self {
        let directory = TempDir::new().unwrap();
        let listener = UnixListener::bind(directory.path().join("s")).unwrap();
        Self { directory, listener }
    }

    pub async fn accept(&self) -> Served {
        Served(self.listener.accept().await.unwrap().0)
    }

    fn path(&self) -> PathBuf {
        self.directory.path().join("s")
    }

    /// A session of a bare socket here, in this dialect.
    pub fn session(&self, htmx: &str, retry: Override) -> Session {
        self.session_by(self.client(None), htmx, retry)
    }

    /// The same by a client of one's own.
    pub fn session_by(&self, client: Client, htmx: &str, retry: Override) -> Session {
        let url = Url::parse("ws://app.test/ws").unwrap();
        let dialect = Dialect::choose(htmx, None).unwrap();
        let twin = Twin::bare(dialect, url.clone(), Given::default());
        Session::new(twin, client, retry, vec![Target::of_user(url)], true)
    }

    /// A client of what listens here, with a time for the handshake where one is given.
    pub fn client(&self, connect_timeout: Option<Duration>) -> Client {
        let unix_socket = Some(self.path());
        let options = DialOptions { unix_socket, connect_timeout, ..DialOptions::default() };
        Client::new(Dialer::new(options).unwrap(), Jar::new(), Request::default())
    }
}

/// A session that is connecting to a place of its own, and reconnects at once.
pub fn connecting(htmx: &str) -> (Place, Session) {
    let place = Place::new();
    let mut session = place.session(htmx, at_once());
    session.connect();
    (place, session)
}

/// Accepts a handshake; the answer is sent up to `end` of it.
pub async fn accepted(place: &Place, compressed: bool, end: Option<usize>) -> Served {
    let mut stream = place.accept().await;
    let head = frames::head(&mut *stream).await.unwrap();
    let answer = frames::answer(&head, compressed);
    stream.write_all(&answer[..end.unwrap_or(answer.len())]).await.unwrap();
    stream
}

/// Reconnects at once.
pub fn at_once() -> Override {
    Override { delay: Some(Delay::Fixed(0)), ..Override::default() }
}

/// What happens until nothing more does by itself.
pub async fn happened(session: &mut Session) -> Vec<Record> {
    let mut records = Vec::new();
    let mut quiet = 0;
    while quiet < TURNS {
        match session.next().now_or_never() {
            Some(more) => {
                records.extend(more);
                quiet = 0;
            }
            None => quiet += 1,
        }
        tokio::task::yield_now().await;
    }
    records
}

/// What happens while something else does, and until nothing more does by itself.
pub async fn meanwhile<T>(session: &mut Session, doing: impl Future<Output = T>) -> (Vec<Record>, T) {
    let mut doing = std::pin::pin!(doing);
    let mut records = Vec::new();
    let done = loop {
        tokio::select! {
            biased;
            more = session.next() => records.extend(more),
            done = &mut doing => break done,
        }
    };
    records.extend(happened(session).await);
    (records, done)
}

/// Runs with the clock standing still unless a test moves it: a task that is always ready keeps tokio from moving it.
pub fn timeless(test: impl Future<Output = ()>) {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
    runtime.block_on(async {
        tokio::select! {
            () = test => {}
            () = async { loop { tokio::task::yield_now().await } } => {}
        }
    });
}

/// The names of the events, with what is to be compared of them.
pub fn named(records: &[Record]) -> Vec<String> {
    let name = |record: &Record| {
        Some(match &record.event {
            Event::Connecting { attempt, .. } => format!("connecting {attempt}"),
            Event::Open { .. } => "open".to_owned(),
            Event::Message { payload: Payload::Text(text), .. } => format!("message {text}"),
            Event::Sent { payload: Payload::Text(text), .. } => format!("sent {text}"),
            Event::Queued { data, .. } => format!("queued {data}"),
            Event::Close { code, by, reconnects, .. } => format!("close {code} {by:?} {reconnects}"),
            Event::Reconnect { attempt, delay_ms, .. } => format!("reconnect {attempt} {delay_ms}"),
            Event::Error { message, .. } => format!("error {message}"),
            Event::Halted { reason, .. } => format!("halted {reason}"),
            _ => return None,
        })
    };
    records.iter().filter_map(name).collect()
}
