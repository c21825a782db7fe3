//! Handshakes with servers that answer as they are told.

mod spoken;

use std::io;
use std::net::Ipv4Addr;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWriteExt as _, ReadBuf};
use tokio::net::TcpListener;

use super::*;
use crate::event::Payload;
use crate::session::dial::DialOptions;
use crate::session::link::{Incoming, Link};
use crate::session::scripted::{self, Scripted};

const SWITCHING: &str = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ACCEPT\r\n";

fn request(port: u16) -> HandshakeRequest {
    HandshakeRequest::new(Url::parse(&format!("ws://127.0.0.1:{port}/ws/room?x=1")).unwrap())
}

async fn shake(request: &HandshakeRequest) -> Result<Opened, HandshakeError> {
    handshake(&Dialer::new(DialOptions::default()).unwrap(), request, Limits::default()).await
}

/// The text that comes first.
async fn first_text(opened: Opened) -> String {
    match Link::new(opened.wire).next().await {
        Incoming::Message { payload: Payload::Text(text), .. } => text,
        other => panic!("{other:?}"),
    }
}

/// The error of a handshake that is answered so.
async fn refused(answer: &str, change: impl FnOnce(&mut HandshakeRequest)) -> HandshakeError {
    let server = Scripted::answering(&[answer]).await;
    let mut request = request(server.port);
    change(&mut request);
    shake(&request).await.unwrap_err()
}

fn refusal(error: HandshakeError) -> Refusal {
    match error {
        HandshakeError::Refused(refusal) => *refusal,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_request_is_chromium_s_header_by_header() {
    let answer = format!("{SWITCHING}Set-Cookie: t=secret; Path=/\r\nSec-WebSocket-Protocol: b\r\n\r\n");
    let server = Scripted::answering(&[&answer]).await;
    let port = server.port;
    let mut request = request(port);
    request.origin = Some("http://127.0.0.1:9911".into());
    request.cookie = Some("sid=xyz; a=1".into());
    request.authorization = Some("Bearer abc".into());
    request.subprotocols = vec!["a".into(), "b".into()];
    let opened = shake(&request).await.unwrap();
    assert_eq!((opened.status, opened.subprotocol.as_deref()), (101, Some("b")));
    assert_eq!(opened.set_cookies, [Secret::from("t=secret; Path=/")]);
    assert!(opened.headers.contains(&("set-cookie".into(), "t=…; Path=/".into())));
    let shown = |name: &str| opened.request_headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str());
    assert_eq!(shown("Cookie"), Some("sid=…; a=…"));
    assert_eq!(shown("Authorization"), Some("Bearer …"));
    let key = shown("Sec-WebSocket-Key").unwrap();
    let expected = format!(
        "GET /ws/room?x=1 HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: Upgrade\r\nAuthorization: Bearer abc\r\n\
         Pragma: no-cache\r\nCache-Control: no-cache\r\nUser-Agent: {USER_AGENT}\r\nUpgrade: websocket\r\n\
         Origin: http://127.0.0.1:9911\r\nSec-WebSocket-Version: 13\r\nAccept-Encoding: gzip, deflate\r\n\
         Accept-Language: en-US,en;q=0.9\r\nCookie: sid=xyz; a=1\r\nSec-WebSocket-Key: {key}\r\n\
         Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\nSec-WebSocket-Protocol: a, b\r\n\r\n"
    );
    assert_eq!(server.asked().await, [expected]);
}

#[tokio::test]
async fn credentials_of_the_address_and_header_edits_are_sent() {
    let server = Scripted::answering(&[&format!("{SWITCHING}\r\n")]).await;
    let mut url = request(server.port).url;
    url.set_username("ann").unwrap();
    let mut request = HandshakeRequest::new(url);
    assert!(!format!("{request:?}").contains("\"ann\""));
    request.origin = Some("http://a.test".into());
    request.headers = ["Origin;", "X-Key: k", "sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA=="]
        .map(|h| h.parse().unwrap())
        .to_vec();
    // The answer's ACCEPT is of the name as Chromium writes it; this one is of the key above.
    let error = shake(&request).await.unwrap_err();
    assert!(matches!(error, HandshakeError::BadAccept { .. }));
    let asked = server.asked().await.remove(0);
    assert!(asked.contains("\r\nAuthorization: Basic YW5uOg==\r\n"));
    assert!(asked.contains("\r\nX-Key: k\r\n") && !asked.contains("Origin"));
    assert!(asked.contains("\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n") && !asked.contains("ann"));
}

#[tokio::test]
async fn frames_that_come_with_the_answer_are_not_lost_and_informational_answers_are_passed_over() {
    let answer =
        format!("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n{SWITCHING}\r\n\x01\x02he\u{0}\x03llo");
    let mut bytes = answer.into_bytes();
    let zero = bytes.len() - 5;
    bytes[zero] = 0x80;
    let server = Scripted::answering_bytes(vec![bytes]).await;
    let opened = shake(&request(server.port)).await.unwrap();
    assert_eq!(first_text(opened).await, "hello");
}

#[tokio::test]
async fn a_403_says_what_was_sent_and_how_to_get_the_cookies() {
    let answer = "HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\nContent-Length: 22\r\n\r\n{\"detail\":\"Forbidden\"}ignored";
    let error = refused(answer, |request| {
        request.origin = Some("http://a.test".into());
        request.cookie = Some("sid=xyz".into());
    })
    .await;
    assert_eq!(error.to_string(), "the server refused the handshake with `403 Forbidden`");
    let help = error.help().unwrap();
    let refusal = refusal(error);
    let host = refusal.sent("host").unwrap();
    let expected = format!(
        "sent `Origin: http://a.test` and the cookie `sid`; try `hxws http://{host}/…` to take the cookies of the page, \
         or `--origin https://your.site`"
    );
    assert_eq!(help, expected);
    assert_eq!(refusal.body_start, "{\"detail\":\"Forbidden\"}");
    assert_eq!(refusal.headers[0], ("content-type".into(), "application/json".into()));
}

#[tokio::test]
async fn a_403_of_a_page_that_was_fetched_asks_for_its_origin_or_for_a_login() {
    let answer = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n";
    for (origin, tried) in [
        ("http://evil.test", "the page's own origin, `http://a.test`"),
        (
            "http://a.test",
            "the cookies of a login, with `--cookie`: some servers answer so too where nothing is at the path",
        ),
    ] {
        let error = refused(answer, |request| {
            request.origin = Some(origin.into());
            request.page_origin = Some("http://a.test".into());
        })
        .await;
        assert_eq!(error.help().unwrap(), format!("sent `Origin: {origin}` and no cookies; try {tried}"));
    }
}

/// TLS whose connection ended without TLS's own end.
struct CutTls;

impl AsyncRead for CutTls {
    fn poll_read(self: Pin<&mut Self>, _: &mut Context<'_>, _: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Err(io::ErrorKind::UnexpectedEof.into()))
    }
}

#[tokio::test]
async fn an_end_of_tls_without_its_own_end_is_an_end() {
    for (came, told) in [
        ("", "the server closed the connection without an answer"),
        ("HTTP/1.1 101 Sw", "the server closed the connection in the middle of its answer"),
        ("220 mail", "the server did not answer in HTTP/1.1 but with `220 mail`"),
    ] {
        let error = answer::read(&mut came.as_bytes().chain(CutTls), || ()).await.unwrap_err();
        assert_eq!(error.to_string(), told);
    }
}

#[tokio::test]
async fn a_chunked_body_that_never_ends_is_shown_as_far_as_it_came() {
    let answer = "HTTP/1.1 500 Oops\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nTrac\r\n40\r\neback";
    let refusal = refusal(refused(answer, |_| ()).await);
    assert_eq!((refusal.status, refusal.body_start.as_str()), (500, "Traceback"));
    assert_eq!(refusal.help().unwrap(), "the server failed: its log says why");
}

#[tokio::test]
async fn redirects_are_told_and_not_followed() {
    let refusal = refusal(refused("HTTP/1.1 302 Found\r\nLocation: /login?next=/ws\r\n\r\n", |_| ()).await);
    assert_eq!(refusal.location.as_deref(), Some("/login?next=/ws"));
    let help = refusal.help().unwrap().replace(refusal.sent("host").unwrap(), "HOST");
    assert_eq!(
        help,
        "it points to `/login?next=/ws`, and browsers follow no redirect here: where the socket has moved there, use \
         `ws://HOST/login?next=/ws`; where it is a login, give its cookies with `--cookie`"
    );
}

/// The advice on this answer.
async fn help(answer: &str) -> String {
    let refusal = refusal(refused(answer, |_| ()).await);
    refusal.help().unwrap().replace(refusal.sent("host").unwrap(), "HOST")
}

#[tokio::test]
async fn a_redirect_names_the_socket_there_without_its_credentials() {
    let elsewhere = async |location: &str| {
        let refusal =
            refusal(refused(&format!("HTTP/1.1 302 Found\r\nLocation: {location}\r\n\r\n"), |_| ()).await);
        let help = refusal.help().unwrap();
        help.replace("browsers follow no redirect here: ", "").replace(refusal.sent("host").unwrap(), "HOST")
    };
    let moved = |location: &str, socket: &str| {
        format!(
            "it points to `{location}`, and where the socket has moved there, use `{socket}`; \
             where it is a login, give its cookies with `--cookie`"
        )
    };
    for (sent, location, socket) in [
        ("http://u:hush@h/x", "http://…@h/x", "ws://h/x"),
        ("https://u:hush@h/x?y#z", "https://…@h/x?y#z", "wss://h/x?y"),
        ("ht\ttp://u:hush@h/x", "http://…@h/x", "ws://h/x"),
        ("/\t/u:hush@h/x", "//…@h/x", "ws://h/x"),
        ("wss://u:hush@h", "wss://…@h", "wss://h/"),
        ("httpd/x", "httpd/x", "ws://HOST/ws/httpd/x"),
    ] {
        assert_eq!(elsewhere(sent).await, moved(location, socket));
    }
    for (sent, location) in [("ftp://u:hush@h/", "ftp://…@h/"), ("http://u:hu/sh@h/", "http://…@h/")] {
        let told = format!("it points to `{location}`, and give the socket's own address");
        assert_eq!(elsewhere(sent).await, told);
    }
}

#[tokio::test]
async fn other_statuses_have_their_own_advice() {
    assert_eq!(
        help("HTTP/1.1 404 Not Found\r\n\r\n").await,
        "nothing is at `/ws/room?x=1`: check the path of the socket"
    );
    assert_eq!(
        help("HTTP/1.1 200 OK\r\n\r\n<html>").await,
        "it is not a WebSocket endpoint; if it is the page, use `hxws http://HOST/ws/room?x=1`"
    );
    assert_eq!(
        help("HTTP/1.1 401 Unauthorized\r\n\r\n").await,
        "sent no `Origin` and no cookies, and no login: give one with `--user NAME:PASSWORD`, or `hxws http://HOST/…` to \
         take the cookies of the page"
    );
    assert_eq!(
        help("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n").await,
        "no proxy was asked: one that stands before the server wants a login, which `-H 'Proxy-Authorization: …'` gives; \
         `--proxy http://NAME:PASSWORD@HOST:PORT` goes through one"
    );
    assert_eq!(
        help("HTTP/1.1 426 Upgrade Required\r\n\r\n").await,
        "the server did not see a WebSocket handshake: does a proxy drop `Upgrade` and `Connection`?"
    );
    assert_eq!(
        help("HTTP/1.1 400 Bad Request\r\n\r\nThe plain HTTP request was sent to HTTPS port").await,
        "the port speaks TLS: use `wss://`"
    );
}

#[tokio::test]
async fn a_101_that_opens_something_else_is_refused() {
    let missing = "HTTP/1.1 101 X\r\nConnection: Upgrade\r\n\r\n";
    let error = refused(missing, |_| ()).await;
    assert_eq!(error.to_string(), "the server answered `101` with Upgrade missing, not `websocket`");

    let close = "HTTP/1.1 101 X\r\nUpgrade: WebSocket\r\nConnection: close\r\n\r\n";
    let error = refused(close, |_| ()).await;
    assert_eq!(error.to_string(), "the server answered `101` with Connection `close`, not `Upgrade`");

    let none = "HTTP/1.1 101 X\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n";
    let error = refused(none, |_| ()).await;
    assert_eq!(
        error.help().unwrap(),
        "the server, or a proxy before it, must answer with the key's digest (RFC 6455 §4.2.2)"
    );

    let accept = SWITCHING.replace("ACCEPT", "abc") + "\r\n";
    let error = refused(&accept, |_| ()).await;
    assert!(matches!(&error, HandshakeError::BadAccept { got: Some(got), .. } if got == "abc"), "{error:?}");
}

#[tokio::test]
async fn an_extension_must_have_been_offered_and_its_parameters_must_be_right() {
    let answer = |extensions: &str| format!("{SWITCHING}Sec-WebSocket-Extensions: {extensions}\r\n\r\n");
    let error = refused(&answer("permessage-deflate"), |request| request.compress = false).await;
    assert_eq!(
        error.to_string(),
        "the server chose the extension `permessage-deflate`, which was not offered"
    );
    let error = refused(&answer("permessage-deflate; server_max_window_bits=16"), |_| ()).await;
    assert_eq!(
        error.to_string(),
        "the server answered `Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=16`, where \
         `server_max_window_bits` has the value `16`, not 8 to 15 (RFC 7692 §7.1)"
    );
    assert_eq!(error.help().unwrap(), "browsers refuse this too; `--no-compress` offers no compression");
    let error = refused(&answer("permessage-deflate; client_max_window_bits=9"), |request| {
        request.headers = vec!["Sec-WebSocket-Extensions: permessage-deflate".parse().unwrap()];
    })
    .await;
    assert_eq!(
        error.to_string(),
        "the server answered `Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=9`, and \
         `client_max_window_bits` was not offered (RFC 7692 §7.1.2.2)"
    );
}

#[tokio::test]
async fn compressed_frames_that_come_with_the_answer_are_inflated() {
    let answer = format!("{SWITCHING}Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n");
    // RFC 7692 §7.2.3.1, in two fragments
    let hello = b"\x41\x03\xf2\x48\xcd\x80\x04\xc9\xc9\x07\x00";
    let server = Scripted::answering_bytes(vec![[answer.as_bytes(), hello].concat()]).await;
    let opened = shake(&request(server.port)).await.unwrap();
    assert_eq!(first_text(opened).await, "Hello");
}

#[tokio::test]
async fn the_subprotocol_must_be_one_of_those_asked_for() {
    let chosen = format!("{SWITCHING}Sec-WebSocket-Protocol: c\r\n\r\n");
    let error = refused(&chosen, |request| request.subprotocols = vec!["a".into()]).await;
    assert_eq!(error.to_string(), "the server chose the subprotocol `c`, which was not asked for");
    let error = refused(&chosen, |_| ()).await;
    assert_eq!(error.help().unwrap(), "browsers refuse this too; ask for it with `--subprotocol c`");
    let none = format!("{SWITCHING}\r\n");
    let error = refused(&none, |request| request.subprotocols = vec!["a".into(), "b".into()]).await;
    assert_eq!(error.to_string(), "the server chose none of the subprotocols `a`, `b`");
}

#[tokio::test]
async fn what_is_no_http_is_shown_escaped() {
    let error = refused("SSH-2.0-OpenSSH\r\n", |_| ()).await;
    assert_eq!(error.to_string(), "the server did not answer in HTTP/1.1 but with `SSH-2.0-OpenSSH\\r\\n`");
    let error = refused("\x15\x03\x01\x00\x02\x02\x0a", |_| ()).await;
    assert_eq!(error.help().unwrap(), "the port speaks TLS: use `wss://`");
}

#[tokio::test]
async fn an_answer_without_end_or_with_too_many_headers_stops_at_the_limit() {
    let endless = format!("HTTP/1.1 101 X\r\nA: {}", "x".repeat(70_000));
    assert!(matches!(refused(&endless, |_| ()).await, HandshakeError::TooLarge { limit: 65536 }));
    let many = format!("HTTP/1.1 101 X\r\n{}\r\n", "A: b\r\n".repeat(129));
    assert!(matches!(refused(&many, |_| ()).await, HandshakeError::TooManyHeaders { limit: 128 }));
}

#[tokio::test]
async fn a_connection_that_ends_early_says_when() {
    let error = refused("", |_| ()).await;
    assert_eq!(error.to_string(), "the server closed the connection without an answer");
    let error = refused("HTTP/1.1 101 Swit", |_| ()).await;
    assert_eq!(error.to_string(), "the server closed the connection in the middle of its answer");
}

#[tokio::test]
async fn requests_that_a_browser_would_not_send_are_refused_before_they_are() {
    let refused = async |change: fn(&mut HandshakeRequest)| {
        let mut request = request(1);
        change(&mut request);
        shake(&request).await.unwrap_err().to_string()
    };
    assert_eq!(
        refused(|r| r.subprotocols = vec!["a".into(), "a".into()]).await,
        "`a` is not a subprotocol, or was given twice"
    );
    assert_eq!(
        refused(|r| r.origin = Some("a\r\nX: y".into())).await,
        "the header `Origin` cannot be sent: it has a control character in it"
    );
    assert_eq!(
        refused(|r| r.url = Url::parse("http://a.test").unwrap()).await,
        "`http` is not a WebSocket's scheme"
    );
}

#[tokio::test(start_paused = true)]
async fn a_server_that_never_answers_times_out() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let request = request(listener.local_addr().unwrap().port());
    let error = shake(&request).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("`{}` has not opened within 4m: connected, but the handshake is unanswered", request.url)
    );
}

#[tokio::test]
async fn a_refusal_whose_body_does_not_come_is_told_after_two_seconds() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let request = request(listener.local_addr().unwrap().port());
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        scripted::head(&mut stream).await;
        stream.write_all(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 10\r\n\r\nonly").await.unwrap();
        tokio::time::pause();
        // Until the client has given up.
        let _ = stream.read(&mut [0]).await;
    });
    let refusal = refusal(shake(&request).await.unwrap_err());
    assert_eq!((refusal.status, refusal.body_start.as_str()), (403, "only"));
    server.await.unwrap();
}
