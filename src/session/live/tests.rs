//! Sessions against a peer that is in the process.

use std::net::Ipv4Addr;

use futures_util::{SinkExt as _, StreamExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use url::Url;

use super::*;
use crate::htmx::config::Config;
use crate::htmx::dialect::Dialect;
use crate::htmx::headers::Given;
use crate::htmx::reconnect::Delay;
use crate::page::Document;
use crate::session::client::Request;
use crate::session::cookies::Jar;
use crate::session::dial::{DialOptions, Dialer};
use crate::session::scripted::{Scripted, head};

type Peer = WebSocketStream<TcpStream>;

fn client() -> Client {
    Client::new(Dialer::new(DialOptions::default()).unwrap(), Jar::new(), Request::default())
}

fn policy() -> Policy {
    Policy { delay: Delay::Fixed(0), ..Policy::of(&Dialect::default(), &Config::default()) }
}

/// A session of a bare socket.
fn bare(url: &str) -> Session {
    let url = Url::parse(url).unwrap();
    let twin = Twin::bare(Dialect::default(), url.clone(), Given::default());
    Session::new(twin, client(), policy(), vec![Target::of_user(url)], false)
}

/// A session of all sockets of a page, in which `PORT` stands for a port.
fn of_page(html: &str, port: u16) -> Session {
    let location = Url::parse(&format!("http://127.0.0.1:{port}/")).unwrap();
    let page = Document::parse(&html.replace("PORT", &port.to_string()));
    let twin = Twin::load(Dialect::default(), page, location, Given::default());
    let sockets = twin.sockets().into_iter();
    let targets = sockets
        .map(|socket| Target::of_page(socket.url.clone().unwrap(), socket.element, socket.selector.clone()))
        .collect();
    Session::new(twin, client(), policy(), targets, false)
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
    let name = |record: &Record| match &record.event {
        Event::Connecting { attempt, .. } => format!("connecting {attempt}"),
        Event::Open { .. } => "open".to_owned(),
        Event::Message { bytes, .. } => format!("message {bytes}"),
        Event::Fragment(_) => "fragment".to_owned(),
        Event::Sent { data, .. } => format!("sent {data}"),
        Event::Queued { data, waiting, .. } => format!("queued {data} {waiting}"),
        Event::Close { code, by, reconnects, .. } => format!("close {code} {by:?} {reconnects}"),
        Event::Reconnect { attempt, .. } => format!("reconnect {attempt}"),
        Event::Error { message, .. } => format!("error {message}"),
        Event::Note { message } => format!("note {message}"),
        other => format!("{other:?}"),
    };
    records.iter().map(name).collect()
}

/// What happens until an event of this name, that included.
async fn until(session: &mut Session, last: &str) -> Vec<String> {
    let mut seen = Vec::new();
    while !seen.iter().any(|name: &String| name.starts_with(last)) {
        seen.extend(named(&session.next().await));
    }
    seen
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
    records.extend(session.next().await);
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
    session.next().await;
    session.reconnect();
    session.next().await;
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
    let mut session = Session::new(twin, client, policy(), vec![target], false);
    let note = format!(
        "note `Authorization` is not sent to another origin: it is the page that names `{url}`; \
         to send all, give that address as TARGET and the page with `--page`"
    );
    assert_eq!(named(&session.connect()), ["connecting 1".to_owned(), note]);
    session.next().await;
    assert_eq!(named(&session.reconnect()), ["connecting 1"]);
    session.next().await;
    assert!(server.asked().await.iter().all(|head| !head.contains("Authorization")));
}
