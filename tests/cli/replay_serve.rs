//! `hxws replay --serve`: the server's side of a recording, for clients that know nothing of it.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use snapbox::str;
use tempfile::TempDir;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::{Error, Message, WebSocket, client};

use super::page::directory;
use super::replay::{HAR, SESSION};
use super::support::{Talk, hxws_in};

/// A replay that serves, and the directory of its files.
struct Served {
    talk: Talk,
    /// What it printed first, without the end of the line.
    address: String,
    _files: TempDir,
}

impl Served {
    fn start(flags: &[&str]) -> Self {
        Self::of("session.jsonl", flags)
    }

    fn of(file: &str, flags: &[&str]) -> Self {
        let files = directory(&[("session.jsonl", SESSION.as_bytes())]);
        let place = |name: &str| files.path().join(name).to_str().unwrap().to_owned();
        let (file, page) = (place(file), place("room.html"));
        let flags = flags.iter().map(|flag| if *flag == "PAGE" { page.as_str() } else { flag });
        let mut args = vec!["replay", file.as_str(), "--serve", "127.0.0.1:0"];
        args.extend(flags);
        let mut talk = Talk::start(&args);
        let address = talk.until("://").trim_end().to_owned();
        Self { talk, address, _files: files }
    }

    fn host(&self) -> &str {
        self.address.split('/').nth(2).unwrap()
    }

    fn client(&self) -> WebSocket<TcpStream> {
        self.handshake("/ws", None).unwrap()
    }

    fn handshake(&self, path: &str, origin: Option<&str>) -> Result<WebSocket<TcpStream>, u16> {
        let mut request = format!("ws://{}{path}", self.host()).into_client_request().unwrap();
        if let Some(origin) = origin {
            request.headers_mut().insert("origin", origin.parse().unwrap());
        }
        let stream = TcpStream::connect(self.host()).unwrap();
        match client(request, stream) {
            Ok((socket, _)) => Ok(socket),
            Err(tokio_tungstenite::tungstenite::HandshakeError::Failure(Error::Http(response))) => {
                Err(response.status().as_u16())
            }
            Err(error) => panic!("{error}"),
        }
    }

    /// The whole answer to a request, with lines ended by LF.
    fn http(&self, line: &str) -> String {
        self.http_of(line, self.host())
    }

    /// The same under another name.
    fn http_of(&self, line: &str, host: &str) -> String {
        let mut stream = TcpStream::connect(self.host()).unwrap();
        write!(stream, "{line} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer.replace("\r\n", "\n")
    }
}

/// What the recorded server said, in order.
fn said() -> Vec<Message> {
    let close = CloseFrame { code: 4001.into(), reason: "bye".into() };
    vec![
        Message::text("<p>hi</p>"),
        Message::text("<output id=\"count\">1</output>"),
        Message::binary(&b"\x00\xff\x01"[..]),
        Message::text("<p id=\"x\">\n10:42</p>"),
        Message::Close(Some(close)),
    ]
}

/// Everything that comes, up to the end.
fn heard(socket: &mut WebSocket<TcpStream>) -> Vec<Message> {
    std::iter::from_fn(|| socket.read().ok()).collect()
}

#[test]
fn every_client_gets_the_same_bytes_from_the_start_one_after_another_and_at_once() {
    let served = Served::start(&["--speed", "max"]);
    assert!(served.address.ends_with("/ws"), "{}", served.address);
    assert_eq!(heard(&mut served.client()), said());
    let (mut one, mut two) = (served.client(), served.handshake("/whatever?x=1", None).unwrap());
    assert_eq!(one.read().unwrap(), said()[0]);
    assert_eq!(heard(&mut two), said());
    assert_eq!(heard(&mut one), said()[1..]);
}

#[test]
fn at_the_recorded_pace_too() {
    let served = Served::start(&["--speed", "100"]);
    assert_eq!(heard(&mut served.client()), said());
}

#[test]
fn step_by_step_with_what_the_client_sends() {
    let served = Served::start(&["--step"]);
    let mut client = served.client();
    let said = said();
    assert_eq!(client.read().unwrap(), said[0]);
    client.send(Message::text("anything")).unwrap();
    assert_eq!([client.read().unwrap(), client.read().unwrap()], said[1..3]);
    client.send(Message::text("else")).unwrap();
    assert_eq!(heard(&mut client), said[3..]);
}

#[test]
fn a_har_file_of_chromium_gives_a_client_what_the_browser_got() {
    let served = Served::of(HAR, &["--speed", "max", "--session", "1", "-q"]);
    let mut client = served.client();
    let messages: Vec<Message> = (0..6).map(|_| client.read().unwrap()).collect();
    assert_eq!(
        messages,
        [
            Message::text("<ul id=\"chat\" hx-swap-oob=\"beforeend\"><li>hello</li></ul>"),
            Message::text("<p id=\"last\">last: hello</p>"),
            Message::text(
                "<input id=\"msg\" name=\"msg\" placeholder=\"say more\" required autocomplete=\"off\">"
            ),
            Message::text("<output id=\"count\">1</output>"),
            Message::binary(&b"<p id=\"last\">in a binary frame</p>"[..]),
            Message::text("<output id=\"count\">2</output>"),
        ]
    );
}

#[test]
fn the_page_is_served_and_its_socket_is_replayed_to_whoever_opens_it() {
    let served = Served::start(&["--speed", "max", "--page", "PAGE"]);
    assert!(served.address.starts_with("http://") && served.address.ends_with('/'));
    let page = served.http("GET /");
    let (head, body) = page.split_once("\n\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200 OK\ncontent-type: text/html; charset=utf-8\n"), "{head}");
    assert_eq!(body, super::page::ROOM);
    assert!(served.http("GET /favicon.ico").starts_with("HTTP/1.1 404 "));
    let files = directory(&[]);
    let listen = ["listen", &served.address, "--no-reconnect", "--no-time", "-o", "human"];
    hxws_in(files.path(), &listen).is(str![[r#"
page   http://127.0.0.1:PORT/   htmx 2.0.7 · ws 2.0.3 · 1 socket · 2 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
1  ✗ #null  outerHTML  no target on the page  <p>
     <p>hi</p>
   ! no-id: <p> has no id and names no target: htmx 2.0.7 looks for `#null` and
     raises htmx:oobErrorNoTarget
     give it the id of the element it is for, or write
     hx-swap-oob="beforeend:#target"
2  ✗ #count  outerHTML  no target on the page
     <output id="count">1</output>
   ! no-target: nothing on the page matches `#count`: htmx raises
     htmx:oobErrorNoTarget
3  binary   3 B
     00 ff 01                                         |...|
   ! binary: a binary message is never swapped: htmx 2 throws `response.replace
     is not a function`
     these bytes are not UTF-8: send HTML as a text message
4  ✗ #x  outerHTML  no target on the page
     <p id="x">10:42</p>
   ! no-target: nothing on the page matches `#x`: htmx raises
     htmx:oobErrorNoTarget
close  4001 private use: bye · by server · htmx 2 stays closed
--- stderr
note: 4 messages, 61 B · fragments: 3 no-target · warnings: 1 binary, 1 no-id, 2 no-target
error: the connection ended with 4001
--- status 4

"#]]);
}

#[test]
fn the_page_is_for_names_of_this_machine() {
    let served = Served::start(&["--page", "PAGE"]);
    for host in ["localhost", "LOCALHOST:8000", "app.localhost", "127.0.0.9:1", "[::1]:8000"] {
        assert!(served.http_of("GET /", host).starts_with("HTTP/1.1 200 "), "{host}");
    }
    for host in ["evil.example", "evil.example:8000", "localhost.evil.example", "10.0.0.1", ""] {
        for line in ["GET /", "HEAD /", "GET /favicon.ico"] {
            assert!(served.http_of(line, host).starts_with("HTTP/1.1 403 "), "{line} of {host}");
        }
    }
}

#[test]
fn without_a_page_every_address_is_the_socket_s() {
    let served = Served::start(&[]);
    assert!(served.http("GET /").starts_with("HTTP/1.1 426 "));
}

#[test]
fn pages_of_other_sites_may_not_ask_unless_they_are_named() {
    let served = Served::start(&["--allow-origin", "https://app.example"]);
    for (origin, status) in [
        ("https://app.example", Ok(())),
        ("http://localhost:8000", Ok(())),
        ("https://other.example", Err(403)),
        ("null", Err(403)),
    ] {
        assert_eq!(served.handshake("/ws", Some(origin)).map(drop), status, "{origin}");
    }
}

#[test]
fn a_client_that_comes_back_after_a_recorded_close_gets_what_followed() {
    let more = "{\"type\":\"reconnect\",\"attempt\":1}\n{\"type\":\"open\",\"url\":\"ws://app.test/ws\"}\n\
                {\"type\":\"message\",\"data\":\"<p>again</p>\"}\n";
    let files = directory(&[("two.jsonl", [SESSION, more].concat().as_bytes())]);
    let served = Served::of(files.path().join("two.jsonl").to_str().unwrap(), &["--speed", "max"]);
    assert_eq!(heard(&mut served.client()), said());
    assert_eq!(served.client().read().unwrap(), Message::text("<p>again</p>"));
    assert_eq!(heard(&mut served.client()), said());
}

#[test]
fn a_client_that_breaks_the_protocol_has_not_come_to_the_recorded_close() {
    let more = "{\"type\":\"reconnect\",\"attempt\":1}\n{\"type\":\"open\",\"url\":\"ws://app.test/ws\"}\n\
                {\"type\":\"message\",\"data\":\"<p>again</p>\"}\n";
    let files = directory(&[("two.jsonl", [SESSION, more].concat().as_bytes())]);
    let served = Served::of(files.path().join("two.jsonl").to_str().unwrap(), &["--step"]);
    let mut client = served.client();
    assert_eq!(client.read().unwrap(), said()[0]);
    // a frame that no extension explains (RFC 6455 §5.2)
    client.get_mut().write_all(b"\xf1\x80\0\0\0\0").unwrap();
    let Message::Close(Some(close)) = client.read().unwrap() else { panic!("no close") };
    assert_eq!(u16::from(close.code), 1002);
    drop(heard(&mut client));
    drop(client);
    assert_eq!(served.client().read().unwrap(), said()[0]);
}

#[test]
fn several_sockets_are_told_apart_by_their_paths() {
    let lines = "{\"type\":\"open\",\"url\":\"ws://h/a?x=1\",\"socket\":\"#a\"}\n{\"type\":\"open\",\"url\":\"ws://h/b\",\"socket\":\"#b\"}\n\
                 {\"type\":\"message\",\"data\":\"A\",\"socket\":\"#a\"}\n{\"type\":\"message\",\"data\":\"B\",\"socket\":\"#b\"}\n";
    let files = directory(&[("two.jsonl", lines.as_bytes())]);
    let mut served = Served::of(files.path().join("two.jsonl").to_str().unwrap(), &[]);
    assert!(served.address.ends_with("/a?x=1"), "{}", served.address);
    assert!(served.talk.until("/b").starts_with("ws://"));
    assert_eq!(served.handshake("/b", None).unwrap().read().unwrap(), Message::text("B"));
    assert_eq!(served.handshake("/a?x=1", None).unwrap().read().unwrap(), Message::text("A"));
    assert_eq!(served.handshake("/c", None).map(drop), Err(404));
    // a token that is another each time
    assert_eq!(served.handshake("/a?x=2", None).unwrap().read().unwrap(), Message::text("A"));
    assert_eq!(served.handshake("/b?x=1", None).unwrap().read().unwrap(), Message::text("B"));
}

#[test]
fn sockets_of_one_path_are_told_apart_by_their_queries_alone() {
    let lines = "{\"type\":\"open\",\"url\":\"ws://h/a?x=1\",\"socket\":\"#a\"}\n{\"type\":\"open\",\"url\":\"ws://h/a\",\"socket\":\"#b\"}\n\
                 {\"type\":\"message\",\"data\":\"A\",\"socket\":\"#a\"}\n{\"type\":\"message\",\"data\":\"B\",\"socket\":\"#b\"}\n";
    let files = directory(&[("two.jsonl", lines.as_bytes())]);
    let served = Served::of(files.path().join("two.jsonl").to_str().unwrap(), &[]);
    assert_eq!(served.handshake("/a?x=1", None).unwrap().read().unwrap(), Message::text("A"));
    assert_eq!(served.handshake("/a", None).unwrap().read().unwrap(), Message::text("B"));
    assert_eq!(served.handshake("/a?x=2", None).map(drop), Err(404));
}

#[test]
fn a_port_is_enough_of_an_address_and_one_that_is_taken_is_no_wrong_usage() {
    let files = directory(&[("session.jsonl", SESSION.as_bytes())]);
    let file = files.path().join("session.jsonl");
    let mut talk = Talk::start(&["replay", file.to_str().unwrap(), "--serve", "localhost:0"]);
    let address = talk.until("ws://127.0.0.1:");
    let port = address.rsplit(':').next().unwrap().split('/').next().unwrap();
    hxws_in(files.path(), &["replay", "session.jsonl", "--serve", &format!(":{port}"), "-o", "human"]).is(
        str![[r#"
--- stderr
error: `127.0.0.1:PORT` cannot be listened on: Address already in use (os error 98)
  another program listens there: take another port, or 0 for a free one
--- status 1

"#]],
    );
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_and_says_goodbye() {
    let mut talk = Talk::start(&["replay", HAR, "--session", "2", "--serve", "127.0.0.1:0", "--step"]);
    let address = talk.until("ws://");
    let address = address.trim();
    let stream = TcpStream::connect(address.split('/').nth(2).unwrap()).unwrap();
    let (mut client, _) = client(address, stream).unwrap();
    talk.signal("INT");
    let close = CloseFrame { code: 1001.into(), reason: "going away".into() };
    assert_eq!(heard(&mut client), [Message::Close(Some(close))]);
    let ran = talk.end();
    assert_eq!((ran.stderr.as_str(), ran.status), ("", Some(130)));
}
