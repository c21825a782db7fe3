//! The handshake as the server sees it, and what is said when it is refused.

use snapbox::str;

use super::page::directory;
use super::support::{Demo, Peer, Ran, Talk, hxws, hxws_fed, hxws_in, scripted};

/// The headers that the demo got.
fn headers(target: &str, flags: &[&str]) -> Ran {
    let ask = ["send", target, "--raw", r#"{"do":"headers"}"#, "-o", "raw"];
    hxws(&[&ask, flags].concat())
}

#[test]
fn a_bare_socket_gets_what_a_browser_sends() {
    let demo = Demo::start();
    headers(&demo.ws(), &[]).is(str![[r#"
<pre id="echo">host: 127.0.0.1:PORT
connection: Upgrade
pragma: no-cache
cache-control: no-cache
user-agent: Mozilla/5.0 (compatible; hxws/VERSION)
upgrade: websocket
origin: http://127.0.0.1:PORT
sec-websocket-version: 13
accept-encoding: gzip, deflate
accept-language: en-US,en;q=0.9
sec-websocket-key: KEY
sec-websocket-extensions: permessage-deflate; client_max_window_bits
</pre>
--- stderr
--- status 0

"#]]);
}

#[test]
fn the_page_s_cookie_reaches_the_socket() {
    let demo = Demo::start();
    headers(&demo.http("/"), &[]).is(str![[r#"
<pre id="echo">host: 127.0.0.1:PORT
connection: Upgrade
pragma: no-cache
cache-control: no-cache
user-agent: Mozilla/5.0 (compatible; hxws/VERSION)
upgrade: websocket
origin: http://127.0.0.1:PORT
sec-websocket-version: 13
accept-encoding: gzip, deflate
accept-language: en-US,en;q=0.9
cookie: demo=visitor
sec-websocket-key: KEY
sec-websocket-extensions: permessage-deflate; client_max_window_bits
</pre>
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_redirect_s_page_counts() {
    let demo = Demo::start();
    headers(&demo.http("/old"), &[]).is(str![[r#"
<pre id="echo">host: 127.0.0.1:PORT
connection: Upgrade
pragma: no-cache
cache-control: no-cache
user-agent: Mozilla/5.0 (compatible; hxws/VERSION)
upgrade: websocket
origin: http://127.0.0.1:PORT
sec-websocket-version: 13
accept-encoding: gzip, deflate
accept-language: en-US,en;q=0.9
cookie: demo=visitor
sec-websocket-key: KEY
sec-websocket-extensions: permessage-deflate; client_max_window_bits
</pre>
--- stderr
--- status 0

"#]]);
}

#[test]
fn headers_are_added_and_replaced() {
    let demo = Demo::start();
    headers(&demo.ws(), &["-H", "X-One: 1", "-H", "User-Agent: me", "-H", "Accept-Language: de"]).is(str![[
        r#"
<pre id="echo">host: 127.0.0.1:PORT
connection: Upgrade
pragma: no-cache
cache-control: no-cache
user-agent: me
upgrade: websocket
origin: http://127.0.0.1:PORT
sec-websocket-version: 13
accept-encoding: gzip, deflate
accept-language: de
sec-websocket-key: KEY
sec-websocket-extensions: permessage-deflate; client_max_window_bits
x-one: 1
</pre>
--- stderr
--- status 0

"#
    ]]);
}

#[test]
fn headers_are_removed() {
    let demo = Demo::start();
    headers(&demo.ws(), &["-H", "Origin;", "-H", "Pragma;"]).is(str![[r#"
<pre id="echo">host: 127.0.0.1:PORT
connection: Upgrade
cache-control: no-cache
user-agent: Mozilla/5.0 (compatible; hxws/VERSION)
upgrade: websocket
sec-websocket-version: 13
accept-encoding: gzip, deflate
accept-language: en-US,en;q=0.9
sec-websocket-key: KEY
sec-websocket-extensions: permessage-deflate; client_max_window_bits
</pre>
--- stderr
--- status 0

"#]]);
}

#[test]
fn cookies_credentials_and_subprotocols() {
    let demo = Demo::start();
    let flags = ["--cookie", "a=1; b=2", "--cookie", "c=3", "--user", "me:secret", "--subprotocol", "v2"];
    headers(&demo.http("/"), &[&flags[..], &["--subprotocol", "v1"]].concat()).is(str![[r#"
<pre id="echo">host: 127.0.0.1:PORT
connection: Upgrade
authorization: Basic bWU6c2VjcmV0
pragma: no-cache
cache-control: no-cache
user-agent: Mozilla/5.0 (compatible; hxws/VERSION)
upgrade: websocket
origin: http://127.0.0.1:PORT
sec-websocket-version: 13
accept-encoding: gzip, deflate
accept-language: en-US,en;q=0.9
cookie: a=1; b=2; c=3; demo=visitor
sec-websocket-key: KEY
sec-websocket-extensions: permessage-deflate; client_max_window_bits
sec-websocket-protocol: v2, v1
</pre>
--- stderr
--- status 0

"#]]);
}

#[test]
fn people_see_names_and_no_secrets() {
    let demo = Demo::start();
    let flags =
        ["--cookie", "sid=hush", "--user", "me:hush", "--subprotocol", "v2", "-o", "human", "--no-time"];
    hxws(&[&["send", &demo.ws(), "--raw", "x"], &flags[..]].concat()).is(str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
       cookie sid · authorization · subprotocol v2
→ 1 B   x
1  ? #last  outerHTML  no page
     <p id="last">I do not know: x</p>
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_header_that_is_none() {
    hxws(&["listen", "ws://127.0.0.1:1/", "-H", "x y: z"]).is(str![[r#"
--- stderr
error: invalid value '…' for '--header <HEADER>': what stands before the first `:` or `;` is not a header's name

For more information, try '--help'.
--- status 2

"#]]);
}

#[test]
fn a_foreign_origin_is_refused() {
    let demo = Demo::start();
    hxws(&["listen", &demo.ws(), "--origin", "http://evil.test", "-o", "human"]).is(str![[r#"
! handshake: the handshake was answered with 403, not 101: a page hears close
  code 1006 only, and htmx tries again for ever
--- stderr
error: the server refused the handshake with `403 Forbidden`
  content-type: application/json
  content-length: 22
  | {"detail":"Forbidden"}
  sent `Origin: http://evil.test` and no cookies; try `hxws http://127.0.0.1:PORT/…` to take the cookies of the page, or `--origin https://your.site`
--- status 3

"#]]);
}

#[test]
fn a_refusal_shows_status_headers_body_and_what_to_try() {
    let demo = Demo::start();
    let closed = format!("ws://{}/closed", demo.host());
    hxws(&["listen", &closed, "--cookie", "sid=hush", "--no-time"]).is(str![[r#"
{"type":"connecting","url":"ws://127.0.0.1:PORT/closed","attempt":1}
{"type":"error","message":"the server refused the handshake with `403 Forbidden`","help":"content-type: application/json\ncontent-length: 22\n| {\"detail\":\"Forbidden\"}\nsent `Origin: http://127.0.0.1:PORT` and the cookie `sid`; try `hxws http://127.0.0.1:PORT/…` to take the cookies of the page, or `--origin https://your.site`"}
{"type":"warning","code":"handshake","message":"the handshake was answered with 403, not 101: a page hears close code 1006 only, and htmx tries again for ever"}
--- stderr
error: the server refused the handshake with `403 Forbidden`
  content-type: application/json
  content-length: 22
  | {"detail":"Forbidden"}
  sent `Origin: http://127.0.0.1:PORT` and the cookie `sid`; try `hxws http://127.0.0.1:PORT/…` to take the cookies of the page, or `--origin https://your.site`
--- status 3

"#]]);
}

#[test]
fn a_path_where_nothing_is() {
    let demo = Demo::start();
    hxws(&["listen", &format!("ws://{}/gone", demo.host()), "-o", "human"]).is(str![[r#"
! handshake: the handshake was answered with 404, not 101: a page hears close
  code 1006 only, and htmx tries again for ever
--- stderr
error: the server refused the handshake with `404 Not Found`
  content-type: text/html; charset=utf-8
  content-length: 180
  | <!doctype html>
  | <html lang="en">
  | <head><meta charset="utf-8"><title>404 Not Found</title></head>
  | <body><h1>Nothing here</h1><p>The demo is at <a href="/">/</a>.</p></body>
  | </html>
  nothing is at `/gone`: check the path of the socket
--- status 3

"#]]);
}

#[test]
fn a_page_s_address_given_as_a_socket_s() {
    let demo = Demo::start();
    hxws(&["listen", &format!("{}/", demo.host()), "-o", "human"]).is(str![[r#"
! handshake: the handshake was answered with 200, not 101: a page hears close
  code 1006 only, and htmx tries again for ever
--- stderr
error: the server refused the handshake with `200 OK`
  content-type: text/html; charset=utf-8
  set-cookie: demo=…; Path=/; HttpOnly; SameSite=Lax
  content-length: 6822
  | <!doctype html>
  | <html lang="en">
  | <head>
  | <meta charset="utf-8">
  | <meta name="viewport" content="width=device-width, initial-scale=1">
  | <title>hxws demo</title>
  | <script src="https://cdn.jsdelivr.net/npm/htmx.org@2.0.11/dist/htmx.min.js"
  |   integrity="sha384-2OatzQy1H+Zd/IIrjr1TcuDGqLXeHhbooAyJY1KdQMKnr4LZ22k31GBLdYKHmVjg" crossorigin="anonymous"></script>
  it is not a WebSocket endpoint; if it is the page, use `hxws http://127.0.0.1:PORT/`
--- status 3

"#]]);
}

#[test]
fn a_socket_s_address_given_as_a_page_s() {
    let demo = Demo::start();
    hxws(&["listen", &demo.http("/ws"), "-o", "human"]).is(str![[r#"
--- stderr
error: the server answered `426 Upgrade Required` for `http://127.0.0.1:PORT/ws`
  content-type: text/plain; charset=utf-8
  connection: Upgrade
  upgrade: websocket
  content-length: 30
  | this address speaks WebSocket
  is it the address of the socket, not of the page? then use `ws://127.0.0.1:PORT/ws`
--- status 3

"#]]);
}

#[test]
fn a_redirect_is_not_followed() {
    let demo = Demo::start();
    hxws(&["listen", &format!("ws://{}/old", demo.host()), "-o", "human"]).is(str![[r#"
! handshake: the handshake was answered with 302, not 101: a page hears close
  code 1006 only, and htmx tries again for ever
--- stderr
error: the server refused the handshake with `302 Found`
  content-type: text/html; charset=utf-8
  location: /
  content-length: 0
  it points to `/`, and browsers follow no redirect here: where the socket has moved there, use `ws://127.0.0.1:PORT/`; where it is a login, give its cookies with `--cookie`
--- status 3

"#]]);
}

#[test]
fn nothing_listens() {
    hxws(&["listen", "ws://127.0.0.1:1/ws", "-o", "human"]).is(str![[r#"
--- stderr
error: could not connect to `127.0.0.1:PORT`: connection refused
  is the server running on `127.0.0.1:PORT`?
--- status 3

"#]]);
}

#[test]
fn nothing_listens_for_the_page_either() {
    hxws(&["send", "http://127.0.0.1:1/", "a=1"]).is(str![[r#"
{"type":"error","message":"could not connect to `127.0.0.1:PORT`: connection refused","help":"is the server running on `127.0.0.1:PORT`?","at":"TIME"}
--- stderr
error: could not connect to `127.0.0.1:PORT`: connection refused
  is the server running on `127.0.0.1:PORT`?
--- status 3

"#]]);
}

#[test]
fn what_answers_is_not_http() {
    let (port, served) = scripted(|listener| {
        let mut peer = Peer::accept(listener);
        peer.head();
        peer.say("220 mail ready\u{1b}[31m\r\n");
    });
    hxws(&["listen", &format!("ws://127.0.0.1:{port}/"), "-o", "human"]).is(str![[r#"
--- stderr
error: the server did not answer in HTTP/1.1 but with `220 mail ready\x1b[31m\r\n`
  is it the port of a web server?
--- status 3

"#]]);
    served.join().unwrap();
}

#[test]
fn what_answers_is_not_http_where_a_page_is_asked_for() {
    let (port, served) = scripted(|listener| {
        let mut peer = Peer::accept(listener);
        peer.head();
        peer.say("220 mail ready\u{1b}[31m\r\n");
    });
    hxws(&["inspect", &format!("http://127.0.0.1:{port}/"), "-o", "human"]).is(str![[r#"
--- stderr
error: the server did not answer in HTTP/1.1 for `http://127.0.0.1:PORT/` but with `220 mail ready\x1b[31m\r\n`
  is it the port of a web server?
--- status 3

"#]]);
    served.join().unwrap();
}

#[test]
fn the_connection_ends_in_the_handshake() {
    let (port, served) = scripted(|listener| {
        Peer::accept(listener).head();
    });
    hxws(&["listen", &format!("ws://127.0.0.1:{port}/"), "-o", "human"]).is(str![[r#"
--- stderr
error: the server closed the connection without an answer
  is it a WebSocket server? it may want TLS (`wss://`), or have failed: see its log
--- status 3

"#]]);
    served.join().unwrap();
}

#[test]
fn a_wrong_proof_is_no_socket() {
    let (port, served) = scripted(|listener| {
        let mut peer = Peer::accept(listener);
        peer.head();
        peer.say(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
             Sec-WebSocket-Accept: AAAA\r\n\r\n",
        );
    });
    hxws(&["listen", &format!("ws://127.0.0.1:{port}/"), "-o", "human"]).is(str![[r#"
--- stderr
error: the server's `Sec-WebSocket-Accept` is `AAAA`, not `PROOF`
  the server, or a proxy or cache before it, computed it from another key (RFC 6455 §4.2.2)
--- status 3

"#]]);
    served.join().unwrap();
}

#[test]
fn a_refusal_says_how_often_the_socket_s_own_settings_let_htmx_4_try_again() {
    let demo = Demo::start();
    let then = |settings: &str| {
        let page = format!("<i hx-ws:connect=/closed hx-config='{settings}'></i>");
        let ran = hxws_fed(
            &page,
            &["listen", "-", "--url", &demo.http("/"), "--htmx", "4", "--no-time", "-o", "json"],
        );
        let warned =
            ran.stdout_lines().find(|line| line.contains("close code 1006")).map(str::to_owned).unwrap();
        warned.split("1006 only, ").nth(1).map(str::to_owned).unwrap()
    };
    assert_eq!(
        ["ws.reconnect:false", "ws.reconnectMaxAttempts:2", "ws.reconnectDelay:1s"].map(then),
        [
            r#"and the socket stays closed"}"#,
            r#"and htmx tries again up to 2 times"}"#,
            r#"and htmx tries again for ever"}"#
        ]
    );
}

#[test]
fn a_cookie_of_the_user_s_goes_to_the_socket_that_the_user_names_whatever_its_page() {
    let (port, asked) = scripted(|listener| {
        let mut peer = Peer::accept(listener);
        let head = peer.head();
        peer.say("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        head
    });
    let files = directory(&[("page.html", b"<main hx-ext=ws ws-connect=/ws></main>")]);
    let url = format!("ws://127.0.0.1:{port}/ws");
    let ran =
        hxws_in(files.path(), &["send", &url, "--page", "page.html", "--raw", "x", "--cookie", "sid=1"]);
    assert_eq!(ran.status, Some(3));
    assert!(asked.join().unwrap().contains("\r\nCookie: sid=1\r\n"));
}

#[cfg(unix)]
#[test]
fn one_ctrl_c_ends_the_wait_for_a_page() {
    let (port, asked) = scripted(|listener| {
        let mut peer = Peer::accept(listener);
        (peer.head(), peer)
    });
    let talk = Talk::start(&["listen", &format!("http://127.0.0.1:{port}/"), "-o", "human"]);
    let (_, _silent) = asked.join().unwrap();
    talk.signal("INT");
    let ran = talk.end();
    assert_eq!((ran.status, ran.stderr.as_str()), (Some(130), "error: interrupted: the page had not come\n"));
}

/// What is said of a raw message to the demo with these flags.
fn noted(demo: &Demo, flags: &[&str]) -> String {
    let ran = hxws(&[&["send", &demo.http("/"), "--raw", "hi", "--wait", "0", "-o", "html"], flags].concat());
    let notes = ran.stderr.lines().filter(|line| line.starts_with("note:"));
    super::support::comparable(&notes.map(|line| format!("{line}\n")).collect::<String>())
}

#[test]
fn cookies_that_a_header_takes_the_place_of_are_named() {
    let demo = Demo::start();
    assert_eq!(
        noted(&demo, &["--cookie", "a=1", "-H", "cookie: z=1"]),
        "note: `-H 'Cookie: …'` goes in place of the cookies `a`, `demo`: `--cookie 'name=value'` goes beside them\n"
    );
    assert_eq!(noted(&demo, &["-H", "Cookie;"]), "");
}

#[test]
fn options_that_do_nothing_are_named() {
    let demo = Demo::start();
    assert_eq!(
        noted(&demo, &["--resolve", "a.test:80:127.0.0.1"]),
        "note: `--resolve a.test:80:…` is not used: what is connected to is `127.0.0.1:PORT`\n"
    );
    assert_eq!(noted(&demo, &["--resolve", &format!("*:{}:127.0.0.1", demo.address().port())]), "");
    assert_eq!(
        noted(&demo, &["--origin", "junk"]),
        "note: `--origin junk` is no origin, and goes out as it is: browsers send `https://your.site`\n"
    );
    assert_eq!(
        noted(&demo, &["--origin", "http://a.test/path"]),
        "note: `--origin http://a.test/path` goes out as it is: browsers send `http://a.test`\n"
    );
    for origin in ["null", "http://a.test", "chrome-extension://abc"] {
        assert_eq!(noted(&demo, &["--origin", origin]), "", "{origin}");
    }
}
