//! Sessions against a peer that is in the process.

use std::net::Ipv4Addr;

use futures_util::{FutureExt as _, SinkExt as _, StreamExt as _};
use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use url::Url;

use super::*;
use crate::event::Payload;
use crate::htmx::dialect::Dialect;
use crate::htmx::headers::Given;
use crate::htmx::reconnect::Delay;
use crate::page::Document;
use crate::session::client::Request;
use crate::session::cookies::Jar;
use crate::session::dial::{DialOptions, Dialer};
use crate::session::scripted::{Scripted, head};

mod alive;
mod passing;
mod person;
mod put_off;
mod several;

type Peer = WebSocketStream<TcpStream>;

fn client() -> Client {
    Client::new(Dialer::new(DialOptions::default()).unwrap(), Jar::new(), Request::default())
}

fn retry() -> Override {
    Override { delay: Some(Delay::Fixed(0)), ..Override::default() }
}

/// A session of a bare socket.
fn bare(url: &str) -> Session {
    let url = Url::parse(url).unwrap();
    let twin = Twin::bare(Dialect::default(), url.clone(), Given::default());
    Session::new(twin, client(), retry(), vec![Target::of_user(url)], false)
}

/// A session of all sockets of a page, in which `PORT` stands for a port.
fn of_page(html: &str, port: u16) -> Session {
    of_page_in(Dialect::default(), html, port)
}

fn of_page_in(dialect: Dialect, html: &str, port: u16) -> Session {
    let location = Url::parse(&format!("http://127.0.0.1:{port}/")).unwrap();
    let page = Document::parse(&html.replace("PORT", &port.to_string()));
    let twin = Twin::load(dialect, page, location, Given::default());
    let sockets = twin.sockets().into_iter();
    let targets = sockets
        .map(|socket| Target::of_page(socket.url.clone().unwrap(), socket.element, socket.selector.clone()))
        .collect();
    Session::new(twin, client(), retry(), targets, false)
}

async fn listener() -> (TcpListener, u16) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    (listener, port)
}

async fn accept(listener: &TcpListener) -> Peer {
    let (stream, _) = listener.accept().await.unwrap();
    tokio_tungstenite::accept_async(stream).await.unwrap()
}

/// The names of the events, with what is to be compared of them.
fn named(records: &[Record]) -> Vec<String> {
    let name = |record: &Record| {
        Some(match &record.event {
            Event::Connecting { attempt, .. } => format!("connecting {attempt}"),
            Event::Open { .. } => "open".to_owned(),
            Event::Message { bytes, .. } => format!("message {bytes}"),
            Event::Fragment(_) => "fragment".to_owned(),
            Event::Sent { payload: Payload::Text(data), .. } => format!("sent {data}"),
            Event::Sent { bytes, .. } => format!("sent {bytes} bytes"),
            Event::Trace(_) | Event::Done { .. } => return None,
            Event::Pong { data, round_trip, .. } => format!("pong {data} {}", round_trip.is_some()),
            Event::Queued { data, waiting, .. } => format!("queued {data} {waiting}"),
            Event::Close { code, by, reconnects, .. } => format!("close {code} {by:?} {reconnects}"),
            Event::Reconnect { attempt, .. } => format!("reconnect {attempt}"),
            Event::Error { message, .. } => format!("error {message}"),
            Event::Note { message } => format!("note {message}"),
            other => format!("{other:?}"),
        })
    };
    records.iter().filter_map(name).collect()
}

/// What happens until an event of this name, that included.
async fn until(session: &mut Session, last: &str) -> Vec<String> {
    let mut seen = Vec::new();
    while !seen.iter().any(|name: &String| name.starts_with(last)) {
        seen.extend(named(&session.next().await));
    }
    seen
}

/// What happens until so many sockets have opened.
async fn opened(session: &mut Session, count: usize) {
    for _ in 0..count {
        until(session, "open").await;
    }
}

#[tokio::test]
async fn credentials_of_an_address_are_told_nowhere() {
    let (listener, port) = listener().await;
    let served = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        head(&mut stream).await
    });
    let mut session = bare(&format!("ws://bob:secret@127.0.0.1:{port}/ws"));
    let mut records = session.connect();
    while session.ending().is_none() {
        records.extend(session.next().await);
    }
    let shown = format!("{records:?} {:?}", session.target());
    assert!(!["bob", "secret", "Ym9i"].iter().any(|part| shown.contains(part)), "{shown}");
    assert!(served.await.unwrap().contains("\r\nAuthorization: Basic Ym9iOnNlY3JldA==\r\n"));
}

#[tokio::test]
async fn the_cookies_of_a_refused_handshake_are_kept() {
    let refusal = "HTTP/1.1 403 Forbidden\r\nSet-Cookie: sid=1\r\nContent-Length: 0\r\n\r\n";
    let server = Scripted::answering(&[refusal, refusal]).await;
    let mut session = bare(&format!("ws://127.0.0.1:{}/ws", server.port));
    session.connect();
    until(&mut session, "error").await;
    session.reconnect();
    until(&mut session, "error").await;
    let asked = server.asked().await;
    assert!(!asked[0].contains("Cookie") && asked[1].contains("\r\nCookie: sid=1\r\n"), "{asked:?}");
}

#[tokio::test]
async fn headers_that_are_withheld_are_told_once() {
    let refusal = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n";
    let server = Scripted::answering(&[refusal, refusal]).await;
    let url = format!("ws://127.0.0.1:{}/ws", server.port);
    let page = Document::parse(&format!("<div id=a hx-ext=ws ws-connect='{url}'></div>"));
    let location = Url::parse("http://app.test/").unwrap();
    let twin = Twin::load(Dialect::default(), page, location, Given::default());
    let target = Target::of_page(Url::parse(&url).unwrap(), twin.sockets()[0].element, "#a".into());
    let request = Request { user: Some("ann:pw".into()), ..Request::default() };
    let client = Client::new(Dialer::new(DialOptions::default()).unwrap(), Jar::new(), request);
    let mut session = Session::new(twin, client, retry(), vec![target], false);
    let note = format!(
        "note `Authorization` is not sent to another origin: it is the page that names `{url}`; \
         to send all, give that address as TARGET and the page with `--page`"
    );
    assert_eq!(named(&session.connect()), ["connecting 1".to_owned(), note]);
    until(&mut session, "error").await;
    assert_eq!(named(&session.reconnect()), ["connecting 1"]);
    until(&mut session, "error").await;
    assert!(server.asked().await.iter().all(|head| !head.contains("Authorization")));
}

/// What a peer hears until the connection ends; it answers a close.
async fn heard(mut peer: Peer) -> Vec<Message> {
    let mut heard = Vec::new();
    while let Some(Ok(message)) = peer.next().await {
        heard.push(message);
    }
    heard
}

#[tokio::test]
async fn messages_are_queued_while_the_socket_closes() {
    let (listener, port) = listener().await;
    let peer = tokio::spawn(async move { heard(accept(&listener).await).await });
    let mut session = bare(&format!("ws://127.0.0.1:{port}/"));
    session.connect();
    until(&mut session, "open").await;
    assert!(session.close(1000, ""));
    assert!(!session.close(1000, ""));
    assert_eq!(session.state(), State::Closing);
    assert_eq!(named(&session.send("late".into(), None)), ["queued late 1"]);
    assert_eq!(until(&mut session, "close").await, ["close 1000 Client false"]);
    assert_eq!((session.state(), session.queued()), (State::Closed(1000), 1));
    assert_eq!(session.ending(), Some(Ending::Closed(1000)));
    assert_eq!(peer.await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_reconnect_closes_the_old_connection_after_what_was_sent_and_tells_its_end() {
    let (listener, port) = listener().await;
    let peers = tokio::spawn(async move {
        let first = tokio::spawn(heard(accept(&listener).await));
        let second = accept(&listener).await;
        (first.await.unwrap(), second)
    });
    let mut session = bare(&format!("ws://127.0.0.1:{port}/"));
    session.connect();
    until(&mut session, "open").await;
    assert_eq!(named(&session.send("x".into(), None)), ["sent x"]);
    assert_eq!(named(&session.reconnect()), ["connecting 1"]);
    assert!(session.has_unsent());
    let mut seen = Vec::new();
    while seen.len() < 2 {
        seen.extend(named(&session.next().await));
    }
    seen.sort();
    assert_eq!(seen, ["close 1005 Client false", "open"]);
    assert_eq!((session.state(), session.ending()), (State::Open, None));
    assert_eq!(peers.await.unwrap().0, [Message::text("x"), Message::Close(None)]);
}

#[tokio::test]
async fn a_socket_whose_element_is_replaced_closes_properly_and_the_next_is_retried() {
    let (listener, port) = listener().await;
    let room = |id: &str| {
        format!(
            "<section id=room hx-ext=ws><div id={id} ws-connect='ws://127.0.0.1:{port}/{id}'></div></section>"
        )
    };
    let (page, swap) = (room("a"), room("b"));
    let peers = tokio::spawn(async move {
        let mut first = accept(&listener).await;
        first.send(Message::text(swap)).await.unwrap();
        let first = tokio::spawn(heard(first));
        // the handshake of the second is refused
        let (mut refused, _) = listener.accept().await.unwrap();
        head(&mut refused).await;
        drop(refused);
        let third = accept(&listener).await;
        (first.await.unwrap(), third)
    });
    let mut session = of_page(&page, port);
    session.connect();
    until(&mut session, "open").await;
    session.send("last".into(), None);
    let mut seen = until(&mut session, "open").await;
    while !seen.contains(&"close 1005 Client false".to_owned()) {
        seen.extend(named(&session.next().await));
    }
    assert!(seen.contains(&"reconnect 1".to_owned()), "{seen:?}");
    assert!(seen.contains(&"close 1006 Network true".to_owned()), "{seen:?}");
    assert_eq!(session.target().unwrap().url.path(), "/b");
    assert_eq!(peers.await.unwrap().0, [Message::text("last"), Message::Close(None)]);
}

#[tokio::test]
async fn what_is_queued_for_an_element_that_leaves_is_told() {
    let (silent, silent_port) = listener().await;
    let (listener, port) = listener().await;
    let socket = |id: &str, port: u16| format!("<div id={id} ws-connect='ws://127.0.0.1:{port}/'></div>");
    let page = format!(
        "<body hx-ext=ws><section id=room>{}</section>{}</body>",
        socket("a", silent_port),
        socket("b", port)
    );
    let swap = format!("<section id=room>{}</section>", socket("c", silent_port));
    let mut session = of_page(&page, port);
    session.connect();
    assert_eq!(named(&session.send("lost".into(), None)), ["queued lost 1"]);
    let serving = async {
        let mut peer = accept(&listener).await;
        peer.send(Message::text(swap)).await.unwrap();
        peer
    };
    let (_peer, seen) = tokio::join!(serving, until(&mut session, "connecting"));
    let end = [
        "close 1006 Client false",
        "error 1 queued message was never sent: the socket element left the page",
        "connecting 1",
    ];
    assert_eq!(seen[seen.len() - 3..], end);
    assert_eq!(session.queued(), 0);
    drop(silent);
}

#[tokio::test]
async fn a_flood_on_one_socket_leaves_the_others_their_turn() {
    let (listener, port) = listener().await;
    let page = "<body hx-ext=ws><div id=a ws-connect='ws://127.0.0.1:PORT/'></div>\
                <div id=b ws-connect='ws://127.0.0.1:PORT/'></div></body>";
    let mut session = of_page(page, port);
    session.connect();
    let serving = async {
        let mut peers = [accept(&listener).await, accept(&listener).await];
        for peer in &mut peers {
            for _ in 0..9 {
                peer.send(Message::text("")).await.unwrap();
            }
        }
        peers
    };
    let (_peers, ()) = tokio::join!(serving, opened(&mut session, 2));
    let mut heard = Vec::new();
    while heard.len() < 12 {
        let records = session.next().await;
        let messages = records.iter().filter(|record| matches!(record.event, Event::Message { .. }));
        heard.extend(messages.filter_map(|record| record.socket.clone()));
    }
    let of_a = heard.iter().filter(|socket| socket.contains("#a")).count();
    assert!((5..=7).contains(&of_a), "{heard:?}");
}

#[tokio::test]
async fn what_is_read_of_connections_that_are_over_is_missing_to_none_that_is_open() {
    const FAULTY: usize = 8;
    let (faulty, faulty_port) = listener().await;
    let (listener, port) = listener().await;
    let socket = |port: u16| format!("<div ws-connect='ws://127.0.0.1:{port}/'></div>");
    let page = format!("<body hx-ext=ws>{}{}</body>", socket(faulty_port).repeat(FAULTY), socket(port));
    let mut session = of_page(&page, port);
    session.retry.never = true;
    session.connect();
    let serving = async {
        let mut floods = Vec::new();
        for _ in 0..FAULTY {
            let mut stream = accept(&faulty).await.into_inner();
            stream.write_all(b"\x83\x00").await.unwrap();
            floods.push(stream);
        }
        (floods, accept(&listener).await)
    };
    let ending = async {
        for _ in 0..FAULTY {
            until(&mut session, "close 1002").await;
        }
    };
    let ((floods, mut peer), ()) = tokio::join!(serving, ending);
    while session.sockets[FAULTY].link().is_none() {
        session.next().await;
    }
    for stream in &floods {
        while stream.try_write(&[0; 64 << 10]).is_ok() {}
    }
    peer.send(Message::text("heard")).await.unwrap();
    // the runtime looks at what has come
    for _ in 0..9 {
        tokio::task::yield_now().await;
    }
    let records = session.next().now_or_never().unwrap();
    assert_eq!(named(&records)[..1], ["message 5"]);
}

#[tokio::test]
async fn all_sockets_end_together_and_what_did_not_go_out_is_told() {
    let (listener, port) = listener().await;
    let page = "<body hx-ext=ws><div id=a ws-connect='ws://127.0.0.1:PORT/'></div>\
                <div id=b ws-connect='ws://127.0.0.1:PORT/'></div></body>";
    let mut session = of_page(page, port);
    session.connect();
    let serving = async { [accept(&listener).await, accept(&listener).await] };
    let (_peers, ()) = tokio::join!(serving, opened(&mut session, 2));
    session.send("x".repeat(20 << 20), None);
    tokio::time::pause();
    let before = tokio::time::Instant::now();
    let finished = session.finish(1000).await;
    assert_eq!(before.elapsed().as_secs(), 1);
    assert_eq!(finished.unsent, Unsent { messages: 1, bytes: 20 << 20 });
    assert_eq!(
        named(&finished.records),
        [
            "error the server did not answer the close within 1s",
            "error 1 sent message did not go out: 20971520 bytes",
            "close 1000 Client false",
            "error the server did not answer the close within 1s",
            "close 1000 Client false",
        ]
    );
}
