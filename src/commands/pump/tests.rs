//! Runs against a server in the process; once the socket is open, both are on a clock of their own.

use std::io::Write;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};

use futures_util::{FutureExt as _, SinkExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use url::Url;

use super::handful::{HANDFUL_BYTES, size};
use super::*;
use crate::cli::GoalArgs;
use crate::htmx::dialect::Dialect;
use crate::htmx::headers::Given;
use crate::htmx::reconnect::Override;
use crate::htmx::twin::Twin;
use crate::render::{Format, Output, Style};
use crate::session::client::{Client, Request};
use crate::session::cookies::Jar;
use crate::session::dial::{DialOptions, Dialer};
use crate::session::live::{Passed, Target};

/// More than the system keeps of a connection that nobody reads, in bytes.
const LARGE: usize = 20 << 20;

/// What was printed, on both streams.
#[derive(Clone, Default)]
struct Printed(Arc<Mutex<Vec<u8>>>);

impl Write for Printed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Printed {
    fn printer(&self) -> Printer {
        let out = Output::to(Box::new(self.clone()), Box::new(self.clone()));
        Printer::new(Format::Raw, Style::default(), out)
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

/// A session that is open, with its server, which has sent these. From now on time passes only where a test says so, or
/// nothing is left to do.
async fn opened(printer: &mut Printer, said: Vec<Message>) -> (Session, WebSocketStream<TcpStream>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let url = Url::parse(&format!("ws://{}/", listener.local_addr().unwrap())).unwrap();
    let twin = Twin::bare(Dialect::default(), url.clone(), Given::default());
    let request = Request { no_compress: true, ..Request::default() };
    let client = Client::new(Dialer::new(DialOptions::default()).unwrap(), Jar::new(), request);
    let never = Override { never: true, ..Override::default() };
    let mut session = Session::new(twin, client, never, vec![Target::of_user(url)], false);
    session.connect();
    let serving = async {
        let (stream, _) = listener.accept().await.unwrap();
        let mut server = tokio_tungstenite::accept_async(stream).await.unwrap();
        for message in said {
            server.send(message).await.unwrap();
        }
        server
    };
    let on_open = OnOpen::default();
    let opening = run_to_open(&mut session, printer, &on_open, None);
    let (server, opened) = tokio::join!(serving, opening);
    assert_eq!(opened.unwrap(), Outcome::Met);
    tokio::time::pause();
    (session, server)
}

/// The same, where it has sent a large message, and the server two.
async fn sending(printer: &mut Printer) -> (Session, WebSocketStream<TcpStream>) {
    let said = ["<p id=a>1</p>", "<p id=a>2</p>"].map(Message::text).to_vec();
    let (mut session, server) = opened(printer, said).await;
    session.send("x".repeat(LARGE), None);
    (session, server)
}

/// What ends a run on a server that is never silent, where each step takes 100 ms, and after how many steps.
async fn never_silent(message: Message, limits: impl FnOnce() -> Limits) -> (Outcome, usize) {
    let mut printer = Printed::default().printer();
    let (mut session, _server) = opened(&mut printer, vec![message; 100]).await;
    let (on_open, mut steps) = (OnOpen::default(), 0);
    let takes_time = |_: &Session, _: &[Record]| {
        steps += 1;
        // the clock is set at once, and whoever waits for it is not woken yet
        let _woken = tokio::time::advance(Duration::from_millis(100)).now_or_never();
        false
    };
    let outcome = run_to(&mut session, &mut printer, &on_open, limits(), takes_time).await.unwrap();
    (outcome, steps)
}

#[tokio::test]
async fn a_server_that_is_never_silent_but_says_nothing_is_idle() {
    let second = Duration::from_secs(1);
    let limits = || Limits { idle: Some(second), ..Limits::default() };
    let ping = Message::Ping(Vec::new().into());
    assert_eq!(never_silent(ping, limits).await, (Outcome::Idle(second), 10));
}

#[tokio::test]
async fn a_server_that_is_never_silent_holds_up_no_deadline() {
    let limits = || Limits { deadline: deadline(Some(Duration::from_secs(1))), ..Limits::default() };
    let message = Message::text("<p id=a></p>");
    assert_eq!(never_silent(message, limits).await, (Outcome::TimedOut, 10));
}

#[tokio::test]
async fn messages_that_are_passed_on_are_signs_of_life_and_come_before_the_end() {
    let (printed, second) = (Printed::default(), Duration::from_secs(1));
    let mut printer = printed.printer();
    let (mut session, mut server) = opened(&mut printer, Vec::new()).await;
    session.pass_over(true);
    let talking = async {
        for word in ["a", "b", "c", "d", "e", "f"] {
            // never idle, so that the clock does not run ahead of bytes under way
            for _ in 0..64 {
                tokio::task::yield_now().await;
            }
            tokio::time::advance(Duration::from_millis(300)).await;
            server.send(Message::text(word)).await.unwrap();
        }
        server.feed(Message::text("last")).await.unwrap();
        server.send(Message::Close(None)).await.unwrap();
        loop {
            tokio::task::yield_now().await;
        }
    };
    let limits = Limits { idle: Some(second), ..Limits::default() };
    let on_open = OnOpen::default();
    let outcome = tokio::select! {
        () = talking => unreachable!(),
        outcome = run_to(&mut session, &mut printer, &on_open, limits, |_, _| false) => outcome.unwrap(),
    };
    assert_eq!(outcome, Outcome::Ended(Ending::Closed(1005)));
    assert_eq!(printed.text(), "a\nb\nc\nd\ne\nf\nlast\nclose: 1005 no status, by server\n");
}

async fn run_to_count(session: &mut Session, printer: &mut Printer, count: u64) -> Outcome {
    let mut goal = Goal::new(Some(count), &GoalArgs::default()).unwrap();
    run(session, printer, &OnOpen::default(), &mut goal, None).await.unwrap()
}

#[tokio::test]
async fn a_server_that_takes_nothing_any_more_is_given_up_though_it_sends_on() {
    let printed = Printed::default();
    let mut printer = printed.printer();
    let (mut session, mut server) = sending(&mut printer).await;
    let start = Instant::now();
    let talking = async {
        loop {
            // never idle, so that the clock does not run ahead of bytes under way
            for _ in 0..64 {
                tokio::task::yield_now().await;
            }
            tokio::time::advance(Duration::from_millis(300)).await;
            server.send(Message::text("<p id=a>late</p>")).await.unwrap();
        }
    };
    let outcome = tokio::select! {
        () = talking => unreachable!(),
        outcome = run_to_count(&mut session, &mut printer, 1) => outcome,
    };
    assert_eq!((outcome, start.elapsed().as_secs()), (Outcome::Met, 5));
    assert!(session.has_unsent());
    let told = "<p id=a>1</p>\n\
                error: nothing went out within 5s: the server has not taken all that was sent\n  \
                `--timeout` gives it longer\n";
    assert_eq!(printed.text(), told);
}

/// The most bytes of messages that were held at once of many large ones, each of so many.
async fn held_at_once(passes_over: bool, bytes: usize) -> usize {
    let mut printer = Printed::default().printer();
    let (mut session, mut server) = opened(&mut printer, Vec::new()).await;
    if passes_over {
        session.pass_over(true);
    }
    let talk = tokio::spawn(async move {
        for _ in 0..64 {
            server.send(Message::text("x".repeat(bytes))).await.unwrap();
        }
        server
    });
    let (mut came, mut most) = (0, 0);
    while came < 64 * bytes {
        let records = steps(HANDFUL, &mut session, &mut printer, &OnOpen::default()).await.unwrap();
        let held = size(&records) + session.passed().map_or(0, Passed::size);
        came += held;
        most = most.max(held);
    }
    drop(talk.await.unwrap());
    most
}

#[tokio::test]
async fn a_handful_of_large_messages_is_a_small_one() {
    let large = 100_000;
    let most = held_at_once(false, large).await;
    assert!(most <= HANDFUL_BYTES + large, "{most}");
}

#[tokio::test]
async fn what_is_passed_on_together_is_as_small() {
    let large = 100_000;
    let most = held_at_once(true, large).await;
    assert!(most <= HANDFUL_BYTES + large, "{most}");
}
