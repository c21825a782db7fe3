//! The demo from outside: over TCP, as a browser or a program would.
#![allow(clippy::unwrap_used)]

use std::io;
use std::net::{Ipv4Addr, SocketAddr};

use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::error::ProtocolError;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async};

use super::route::{PAGE, TWO};
use super::{Demo, answer, room::Headers};

type Client = WebSocketStream<TcpStream>;

struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    served: JoinHandle<io::Result<()>>,
}

async fn start() -> Running {
    let demo = Demo::bind((Ipv4Addr::LOCALHOST, 0).into()).await.unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let address = demo.address();
    let served = tokio::spawn(demo.serve(async {
        let _ = stopped.await;
    }));
    Running { address, stop, served }
}

impl Running {
    async fn client(&self) -> Client {
        self.handshake("/ws", &[]).await.unwrap()
    }

    async fn handshake(&self, path: &str, headers: &[(&'static str, &str)]) -> Result<Client, Error> {
        let mut request = format!("ws://{}{path}", self.address).into_client_request().unwrap();
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        let stream = TcpStream::connect(self.address).await.unwrap();
        client_async(request, stream).await.map(|(client, _)| client)
    }

    /// The whole answer to one request, with lines ended by LF.
    async fn http(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let head = format!("{request}\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address);
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer.replace("\r\n", "\n")
    }
}

async fn send(client: &mut Client, text: &str) {
    client.send(Message::text(text)).await.unwrap();
}

async fn hear(client: &mut Client) -> String {
    client.next().await.unwrap().unwrap().into_text().unwrap().to_string()
}

/// The code and the reason of the close that comes next.
async fn closed(client: &mut Client) -> Option<(u16, String)> {
    let Message::Close(frame) = client.next().await.unwrap().unwrap() else { panic!("no close") };
    frame.map(|frame| (frame.code.into(), frame.reason.to_string()))
}

async fn refused(server: &Running, path: &str, headers: &[(&'static str, &str)]) -> (u16, String) {
    let Err(Error::Http(response)) = server.handshake(path, headers).await else { panic!("not refused") };
    let body = response.body().clone().unwrap_or_default();
    (response.status().as_u16(), String::from_utf8(body).unwrap())
}

#[tokio::test]
async fn a_chat_line_reaches_both_clients_and_the_rest_only_who_said_it() {
    let server = start().await;
    let (mut one, mut two) = (server.client().await, server.client().await);
    // An answer to the second shows that it is in the room.
    send(&mut two, "here").await;
    assert_eq!(hear(&mut two).await, "<p id=\"last\">I do not know: here</p>");
    send(&mut one, r#"{"msg":"hello"}"#).await;
    let line = r#"<ul id="chat" hx-swap-oob="beforeend"><li>hello</li></ul>"#;
    assert_eq!(hear(&mut one).await, line);
    assert_eq!(hear(&mut one).await, r#"<p id="last">last: hello</p>"#);
    assert!(hear(&mut one).await.starts_with(r#"<input id="msg""#));
    assert_eq!(hear(&mut two).await, line);
    send(&mut two, r#"{"step":1}"#).await;
    assert_eq!(hear(&mut two).await, r#"<output id="count">1</output>"#);
    assert_eq!(hear(&mut one).await, r#"<output id="count">1</output>"#);
}

#[tokio::test]
async fn the_ends_reach_the_client_as_they_were_asked_for() {
    let server = start().await;
    let mut client = server.client().await;
    send(&mut client, r#"{"do":"restart"}"#).await;
    assert_eq!(closed(&mut client).await, Some((1012, "service restart".to_owned())));
    assert!(client.next().await.is_none());
    let mut client = server.client().await;
    send(&mut client, r#"{"do":"close","code":4001}"#).await;
    assert_eq!(closed(&mut client).await, Some((4001, "as you asked".to_owned())));
    let mut client = server.client().await;
    send(&mut client, r#"{"do":"close"}"#).await;
    assert_eq!(closed(&mut client).await, None);
    let mut client = server.client().await;
    send(&mut client, r#"{"do":"drop"}"#).await;
    let end = client.next().await.unwrap();
    assert!(matches!(end, Err(Error::Protocol(ProtocolError::ResetWithoutClosingHandshake))), "{end:?}");
}

#[tokio::test]
async fn a_close_by_the_client_is_answered_with_its_own_code() {
    let server = start().await;
    let mut client = server.client().await;
    let frame = tokio_tungstenite::tungstenite::protocol::CloseFrame {
        code: CloseCode::Normal,
        reason: "bye".into(),
    };
    client.close(Some(frame)).await.unwrap();
    assert_eq!(closed(&mut client).await, Some((1000, "bye".to_owned())));
    assert!(client.next().await.is_none());
}

#[tokio::test]
async fn frames_that_are_no_html_text_arrive_as_what_they_are() {
    let server = start().await;
    let mut client = server.client().await;
    send(&mut client, r#"{"do":"binary"}"#).await;
    let message = client.next().await.unwrap().unwrap();
    assert_eq!(message, Message::binary(&b"<p id=\"last\">in a binary frame</p>"[..]));
    send(&mut client, r#"{"do":"flood","count":3}"#).await;
    for line in 1..=3 {
        let expected = format!(r#"<ul id="chat" hx-swap-oob="beforeend"><li>{line}</li></ul>"#);
        assert_eq!(hear(&mut client).await, expected);
    }
    client.send(Message::binary(&b"\xff"[..])).await.unwrap();
    assert_eq!(hear(&mut client).await, r#"<p id="last">I do not know: a binary message</p>"#);
    send(&mut client, r#"{"do":"invalid-utf8"}"#).await;
    assert!(matches!(client.next().await.unwrap(), Err(Error::Utf8(_))));
}

#[tokio::test]
async fn a_message_over_one_mebibyte_closes_with_1009() {
    let server = start().await;
    let mut client = server.client().await;
    send(&mut client, &"x".repeat(1024 * 1024)).await;
    assert!(hear(&mut client).await.starts_with("<p id=\"last\">I do not know: xxx"));
    send(&mut client, &"x".repeat(1024 * 1024 + 1)).await;
    assert_eq!(closed(&mut client).await, Some((1009, "message too big".to_owned())));
}

#[tokio::test]
async fn the_handshake_s_headers_are_told_in_the_order_they_came() {
    let server = start().await;
    let origin = format!("http://{}", server.address);
    let mut client =
        server.handshake("/ws", &[("origin", &origin), ("cookie", "demo=visitor")]).await.unwrap();
    send(&mut client, r#"{"do":"headers"}"#).await;
    let headers = hear(&mut client).await;
    assert!(headers.starts_with(&format!("<pre id=\"echo\">host: {}\n", server.address)), "{headers}");
    assert!(headers.contains(&format!("\norigin: {origin}\n")), "{headers}");
    assert!(headers.contains("\ncookie: demo=visitor\n"), "{headers}");
}

#[tokio::test]
async fn a_foreign_page_is_refused_and_a_program_is_not() {
    let server = start().await;
    let forbidden = (403, r#"{"detail":"Forbidden"}"#.to_owned());
    let port = server.address.port();
    let other_port = format!("http://127.0.0.1:{}", port ^ 1);
    let other_host = format!("http://localhost:{port}");
    for origin in ["http://example.com", "null", &other_port, &other_host] {
        assert_eq!(refused(&server, "/ws", &[("origin", origin)]).await, forbidden, "{origin}");
    }
    assert_eq!(refused(&server, "/closed", &[]).await, forbidden);
    assert!(server.handshake("/ws", &[]).await.is_ok());
}

#[tokio::test]
async fn the_first_subprotocol_offered_is_taken() {
    let server = start().await;
    assert!(server.handshake("/ws", &[("sec-websocket-protocol", "chat.v2, chat.v1")]).await.is_ok());
    let asked =
        "GET /ws HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n";
    let key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nHost: x\r\n";
    let protocols = "Sec-WebSocket-Protocol: chat.v2, chat.v1\r\n\r\n";
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    stream.write_all(format!("{asked}{key}{protocols}").as_bytes()).await.unwrap();
    let expected = "HTTP/1.1 101 Switching Protocols\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\
        sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nsec-websocket-protocol: chat.v2\r\n\r\n";
    let mut answer = vec![0; expected.len()];
    stream.read_exact(&mut answer).await.unwrap();
    assert_eq!(String::from_utf8(answer).unwrap(), expected);
}

#[tokio::test]
async fn the_socket_s_address_tells_a_request_that_is_no_handshake_what_it_wants() {
    let server = start().await;
    assert_eq!(
        server.http("GET /ws HTTP/1.1").await,
        "HTTP/1.1 426 Upgrade Required\ncontent-type: text/plain; charset=utf-8\nconnection: Upgrade, close\n\
         upgrade: websocket\ncontent-length: 30\n\nthis address speaks WebSocket\n"
    );
    assert_eq!(refused(&server, "/ws", &[("sec-websocket-version", "8")]).await.0, 426);
    assert_eq!(refused(&server, "/ws", &[("sec-websocket-key", "short")]).await.0, 400);
}

#[tokio::test]
async fn the_pages_are_sent_the_same_every_time() {
    let server = start().await;
    let page = server.http("GET / HTTP/1.1").await;
    let head = format!(
        "HTTP/1.1 200 OK\ncontent-type: text/html; charset=utf-8\n\
         set-cookie: demo=visitor; Path=/; HttpOnly; SameSite=Lax\nconnection: close\ncontent-length: {}\n\n",
        PAGE.len()
    );
    assert_eq!(page, format!("{head}{PAGE}"));
    assert_eq!(
        server.http("GET /old HTTP/1.1").await,
        "HTTP/1.1 302 Found\ncontent-type: text/html; charset=utf-8\nlocation: /\nconnection: close\n\
         content-length: 0\n\n"
    );
    let json = server.http("GET /json HTTP/1.1").await;
    assert!(json.contains("\ncontent-type: application/json\n") && json.ends_with("\n\n{\"not\":\"html\"}"));
    assert!(server.http("GET /two HTTP/1.1").await.ends_with(TWO));
    assert!(!server.http("GET /none HTTP/1.1").await.contains("ws-connect"));
    for lost in ["GET /gone HTTP/1.1", "GET /favicon.ico HTTP/1.1", "POST / HTTP/1.1"] {
        assert!(server.http(lost).await.starts_with("HTTP/1.1 404 Not Found\n"), "{lost}");
    }
    let crowded = format!("GET / HTTP/1.1{}", "\r\nX-More: 1".repeat(100));
    assert!(server.http(&crowded).await.starts_with("HTTP/1.1 431 "));
}

#[tokio::test]
async fn shutting_down_closes_every_socket_with_1001_and_frees_the_port() {
    let server = start().await;
    let (mut one, mut two) = (server.client().await, server.client().await);
    let idle = TcpStream::connect(server.address).await.unwrap();
    server.stop.send(()).unwrap();
    for client in [&mut one, &mut two] {
        assert_eq!(closed(client).await, Some((1001, "going away".to_owned())));
        assert!(client.next().await.is_none());
    }
    server.served.await.unwrap().unwrap();
    assert!(TcpStream::connect(server.address).await.is_err());
    drop(idle);
}

#[test]
fn whatever_the_answers_swap_is_on_the_page() {
    for id in ["demo", "chat", "say", "msg", "last", "orders", "rows", "total", "order", "count"] {
        assert!(PAGE.contains(&format!("id=\"{id}\"")), "{id}");
    }
    for id in ["plus", "minus", "missing", "restart", "json", "binary", "wrapped", "twice", "echo", "big"] {
        assert!(PAGE.contains(&format!("id=\"{id}\"")), "{id}");
    }
    assert!(PAGE.contains("class=\"tick\"") && !PAGE.contains("chta"));
    for id in ["a", "b", "count", "chat", "msg", "last"] {
        assert!(TWO.contains(&format!("id=\"{id}\"")), "{id}");
    }
    assert_eq!(TWO.matches(" ws-connect=\"/ws\"").count(), 2);
    assert_eq!(TWO.matches(" ws-send").count(), 2);
}

#[test]
fn no_id_is_on_a_page_twice() {
    for page in [PAGE, TWO] {
        let mut ids: Vec<&str> =
            page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
    }
}

#[test]
fn every_trick_on_the_page_is_one_that_the_socket_knows() {
    let messages = PAGE.split("hx-vals='").skip(1).filter_map(|rest| rest.split('\'').next());
    let mut count = 0;
    for message in messages {
        let replies = answer::answer(message, &mut answer::Board::default(), &Headers::new());
        assert!(!format!("{replies:?}").contains("I do not know"), "{message}");
        count += 1;
    }
    assert_eq!(count, 23);
}
