//! `-v`: how page and socket are reached, and both sides of what is said.

use std::time::Duration;

use snapbox::str;

use super::support::proxy::Proxy;
use super::support::site::Site;
use super::support::{Demo, Peer, Ran, Talk, answering, hxws, scripted, silent, switching};

/// What is shown of a handshake that is answered with a 101 with this in its head.
fn told(headers: &'static str, flags: &[&str]) -> Ran {
    let (port, served) = scripted(move |listener| {
        let mut peer = Peer::accept(listener);
        let head = peer.head();
        peer.say(&switching(&head, headers));
    });
    let ran = hxws(
        &[&["listen", &format!("ws://127.0.0.1:{port}/ws?x"), "-o", "human", "--no-time", "-v"], flags]
            .concat(),
    );
    served.join().unwrap();
    ran
}

#[test]
fn an_answer_that_does_not_open_the_socket_is_shown_with_its_headers() {
    let ran = told("X-Served-By: a\u{9b}31m\r\nSet-Cookie: sid=hush\r\nSec-WebSocket-Protocol: odd\r\n", &[]);
    ran.is(str![[r#"
dial   ws://127.0.0.1:PORT/ws?x
     * connected to 127.0.0.1:PORT
     > GET /ws?x HTTP/1.1
     > Host: 127.0.0.1:PORT
     > Connection: Upgrade
     > Pragma: no-cache
     > Cache-Control: no-cache
     > User-Agent: Mozilla/5.0 (compatible; hxws/VERSION)
     > Upgrade: websocket
     > Origin: http://127.0.0.1:PORT
     > Sec-WebSocket-Version: 13
     > Accept-Encoding: gzip, deflate
     > Accept-Language: en-US,en;q=0.9
     > Sec-WebSocket-Key: KEY
     > Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits
     < HTTP/1.1 101 Switching Protocols
     < upgrade: websocket
     < connection: Upgrade
     < sec-websocket-accept: ACCEPT
     < x-served-by: a\u{9b}31m
     < set-cookie: sid=…
     < sec-websocket-protocol: odd
--- stderr
error: the server chose the subprotocol `odd`, which was not asked for
  browsers refuse this too; ask for it with `--subprotocol odd`
--- status 3

"#]]);
}

#[test]
fn an_extension_that_nobody_offered_is_shown_with_the_answer() {
    let ran = told("Sec-WebSocket-Extensions: x-odd\r\n", &["--no-compress"]);
    let answer: Vec<&str> = ran.stdout_lines().filter(|line| line.starts_with("     <")).collect();
    assert_eq!(answer[0], "     < HTTP/1.1 101 Switching Protocols");
    assert_eq!(answer.last(), Some(&"     < sec-websocket-extensions: x-odd"));
}

#[test]
fn a_wrong_proof_is_shown_with_the_answer() {
    let (port, served) = answering(
        "HTTP/1.1 101 Sure\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: AAAA\r\n\r\n",
    );
    let ran = hxws(&["listen", &format!("ws://127.0.0.1:{port}/"), "-o", "human", "-v"]);
    served.join().unwrap();
    let answer: Vec<&str> = ran.stdout_lines().filter(|line| line.starts_with("     <")).collect();
    assert_eq!(
        answer,
        [
            "     < HTTP/1.1 101 Sure",
            "     < upgrade: websocket",
            "     < connection: Upgrade",
            "     < sec-websocket-accept: AAAA"
        ]
    );
}

#[test]
fn what_is_asked_is_shown_while_the_answer_is_waited_for() {
    for (command, scheme) in [("listen", "ws"), ("inspect", "http")] {
        let (seen, to_be_seen) = std::sync::mpsc::channel();
        let (port, served) = scripted(move |listener| {
            let mut peer = Peer::accept(listener);
            peer.head();
            let in_time = to_be_seen.recv_timeout(Duration::from_secs(20));
            peer.say("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
            in_time
        });
        let mut talk =
            Talk::start(&[command, &format!("{scheme}://127.0.0.1:{port}/x"), "-o", "human", "-v"]);
        talk.until(&format!("     > Host: 127.0.0.1:{port}"));
        seen.send(()).unwrap();
        assert_eq!((served.join().unwrap(), talk.end().status), (Ok(()), Some(3)), "{command}");
    }
}

#[test]
fn what_was_asked_is_shown_where_nobody_answers() {
    let (port, served) = silent();
    let socket = format!("ws://127.0.0.1:{port}/ws");
    let ran = hxws(&["listen", &socket, "-o", "human", "-v", "--timeout", "300ms", "--no-time"]);
    served.join().unwrap();
    let shown: Vec<&str> = ran.stdout_lines().take(4).collect();
    let at = format!("     * connected to 127.0.0.1:{port}");
    let host = format!("     > Host: 127.0.0.1:{port}");
    assert_eq!(shown, [&format!("dial   {socket}"), &at, "     > GET /ws HTTP/1.1", &host]);
}

#[test]
fn a_proxy_is_shown_with_what_is_said_to_it_and_without_its_credentials() {
    let (demo, proxy) = (Demo::start(), Proxy::http(Some("Basic YW5uOmh1c2g=")));
    let flag = format!("http://ann:hush@{}", proxy.host());
    let ran = hxws(&[
        "send",
        &demo.http("/"),
        "msg=hi",
        "--proxy",
        &flag,
        "-o",
        "human",
        "-v",
        "--no-time",
        "--wait",
        "0",
    ]);
    ran.is(str![[r#"
fetch  http://127.0.0.1:PORT/
     * connected to the proxy http://127.0.0.1:PORT at 127.0.0.1:PORT
     > GET http://127.0.0.1:PORT/ HTTP/1.1
     > Host: 127.0.0.1:PORT
     > Proxy-Connection: keep-alive
     > Upgrade-Insecure-Requests: 1
     > User-Agent: Mozilla/5.0 (compatible; hxws/VERSION)
     > Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8
     > Accept-Encoding: gzip, deflate
     > Accept-Language: en-US,en;q=0.9
     > Proxy-Authorization: Basic …
     < HTTP/1.1 200 OK
     < content-type: text/html; charset=utf-8
     < set-cookie: demo=…; Path=/; HttpOnly; SameSite=Lax
     < content-length: 6822
page   http://127.0.0.1:PORT/   htmx 2.0.11 · ws 2.0.4 · 1 socket · 25 senders
dial   ws://127.0.0.1:PORT/ws
     * connected to the proxy http://127.0.0.1:PORT at 127.0.0.1:PORT
     > CONNECT 127.0.0.1:PORT HTTP/1.1
     > Host: 127.0.0.1:PORT
     > Proxy-Connection: keep-alive
     > User-Agent: Mozilla/5.0 (compatible; hxws/VERSION)
     > Proxy-Authorization: Basic …
     < HTTP/1.1 200 Connection established
     < x-via: here
     > GET /ws HTTP/1.1
     > Host: 127.0.0.1:PORT
     > Connection: Upgrade
     > Pragma: no-cache
     > Cache-Control: no-cache
     > User-Agent: Mozilla/5.0 (compatible; hxws/VERSION)
     > Upgrade: websocket
     > Origin: http://127.0.0.1:PORT
     > Sec-WebSocket-Version: 13
     > Accept-Encoding: gzip, deflate
     > Accept-Language: en-US,en;q=0.9
     > Cookie: demo=…
     > Sec-WebSocket-Key: KEY
     > Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
       cookie demo
     < HTTP/1.1 101 Switching Protocols
     < connection: Upgrade
     < upgrade: websocket
     < sec-websocket-accept: ACCEPT
→ 159 B · form#say
      {
        "msg": "hi",
        "act": "say",
        "HEADERS": {
          "HX-Request": "true",
          "HX-Trigger": "say",
          "HX-Trigger-Name": null,
          "HX-Target": "say",
          "HX-Current-URL": "http://127.0.0.1:PORT/"
        }
      }
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
}

#[test]
fn the_credentials_of_a_proxy_are_shown_where_that_is_asked_for() {
    let (demo, proxy) = (Demo::start(), Proxy::http(Some("Basic YW5uOmh1c2g=")));
    let flag = format!("http://ann:hush@{}", proxy.host());
    let ran =
        hxws(&["send", &demo.ws(), "--raw", "x", "--proxy", &flag, "-o", "human", "-v", "--show-secrets"]);
    assert!(ran.transcript().contains("     > Proxy-Authorization: Basic YW5uOmh1c2g=\n"));
}

#[test]
fn redirects_and_parts_of_a_page_are_shown() {
    let demo = Demo::start();
    let pages = [
        ("/old", "302 Found\nLocation: /lazy\nSet-Cookie: sid=hush\n\n"),
        (
            "/lazy",
            "Content-Type: text/html\n\n<div hx-ext=ws ws-connect=/ws></div><i id=a hx-get=/part hx-trigger=load hx-headers='{\"X-Token\":\"hush\"}'></i>",
        ),
        ("/part", "\n\n<b>part</b>"),
    ];
    let site = Site::start(&pages, demo.address());
    let ran = hxws(&["inspect", &site.url("http", "/old"), "--load", "-o", "human", "-v"]);
    ran.is(str![[r#"
fetch  http://127.0.0.1:PORT/old
     * connected to 127.0.0.1:PORT
     > GET /old HTTP/1.1
     > Host: 127.0.0.1:PORT
     > Connection: keep-alive
     > Upgrade-Insecure-Requests: 1
     > User-Agent: Mozilla/5.0 (compatible; hxws/VERSION)
     > Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8
     > Accept-Encoding: gzip, deflate
     > Accept-Language: en-US,en;q=0.9
     < HTTP/1.1 302 Found
     < location: /lazy
     < set-cookie: sid=…
     < content-length: 0
     < connection: close
fetch  http://127.0.0.1:PORT/lazy
     * connected to 127.0.0.1:PORT
     > GET /lazy HTTP/1.1
     > Host: 127.0.0.1:PORT
     > Connection: keep-alive
     > Upgrade-Insecure-Requests: 1
     > User-Agent: Mozilla/5.0 (compatible; hxws/VERSION)
     > Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8
     > Accept-Encoding: gzip, deflate
     > Accept-Language: en-US,en;q=0.9
     > Cookie: sid=…
     < HTTP/1.1 200 OK
     < content-type: text/html
     < content-length: 109
     < connection: close
page   http://127.0.0.1:PORT/lazy   htmx 2.0.11 · ws 2.0.4 · 1 socket
       0 senders
fetch  http://127.0.0.1:PORT/part
     * connected to 127.0.0.1:PORT
     > GET /part HTTP/1.1
     > Host: 127.0.0.1:PORT
     > Connection: keep-alive
     > HX-Request: true
     > HX-Trigger: a
     > HX-Target: a
     > HX-Current-URL: http://127.0.0.1:PORT/lazy
     > X-Token: …
     > User-Agent: Mozilla/5.0 (compatible; hxws/VERSION)
     > Accept: */*
     > Referer: http://127.0.0.1:PORT/lazy
     > Accept-Encoding: gzip, deflate
     > Accept-Language: en-US,en;q=0.9
     > Cookie: sid=…
     < HTTP/1.1 200 OK
     < content-length: 11
     < connection: close
socket div   ws://127.0.0.1:PORT/ws · "/ws" · 2.0.11
--- stderr
--- status 0

"#]]);
}

#[test]
fn what_a_page_was_asked_is_shown_where_it_is_refused() {
    let (port, served) = answering("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    let ran = hxws(&["inspect", &format!("http://127.0.0.1:{port}/x"), "-o", "human", "-v"]);
    served.join().unwrap();
    let shown: Vec<&str> = ran.stdout_lines().take(3).collect();
    assert_eq!(shown[2], "     > GET /x HTTP/1.1");
    assert_eq!(ran.status, Some(3));
}
