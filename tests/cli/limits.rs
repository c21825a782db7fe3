//! Servers and pages that never come to an end: what is taken of them, and what is said.

use std::io::Write as _;

use super::page::directory;
use super::support::{Peer, Ran, hxws, hxws_in, scripted, switching};

/// Has hxws talk to a server that begins with this, and goes on with that until hxws has gone.
fn endless(command: &[&str], scheme: &str, begin: &'static str, go_on: &'static str) -> Ran {
    let (port, server) = scripted(move |listener| {
        let mut peer = Peer::accept(listener);
        peer.head();
        peer.0.write_all(begin.as_bytes()).unwrap();
        let more = go_on.repeat(16_384 / go_on.len());
        while peer.0.write_all(more.as_bytes()).is_ok() {}
    });
    let url = format!("{scheme}://127.0.0.1:{port}/");
    let ran = hxws(&[&[command[0], &url], &command[1..], &["-o", "human"]].concat());
    server.join().unwrap();
    ran
}

/// The first line on standard error, its own lines put together.
fn told(ran: &Ran) -> (String, Option<i32>) {
    let line = ran.stderr.lines().next().unwrap_or_default();
    let port = line
        .find("127.0.0.1:")
        .map(|at| line[at + 10..].chars().take_while(char::is_ascii_digit).collect::<String>());
    (port.map_or_else(|| line.to_owned(), |port| line.replace(&port, "PORT")), ran.status)
}

#[test]
fn the_head_of_a_handshake_s_answer_has_an_end() {
    let too_large = "error: the head of the server's answer is larger than 65536 bytes".to_owned();
    let status = "HTTP/1.1 101 Switching Protocols\r\n";
    for go_on in ["x", "X-More: y\r\n"] {
        let ran = endless(&["listen"], "ws", status, go_on);
        assert_eq!(told(&ran), (too_large.clone(), Some(3)), "{go_on:?}");
    }
    // of answers that are passed over too
    let ran = endless(&["listen"], "ws", "", "HTTP/1.1 103 Early Hints\r\n\r\n");
    assert_eq!(told(&ran), (too_large, Some(3)));
}

#[test]
fn a_handshake_s_answer_has_so_many_headers() {
    let (port, _server) = scripted(|listener| {
        let mut peer = Peer::accept(listener);
        let head = peer.head();
        peer.say(&switching(&head, &"X: y\r\n".repeat(200)));
    });
    let ran = hxws(&["listen", &format!("ws://127.0.0.1:{port}/")]);
    assert_eq!(told(&ran), ("error: the server's answer has more than 128 headers".to_owned(), Some(3)));
}

#[test]
fn a_page_s_head_and_the_body_of_a_refusal_have_an_end() {
    for go_on in ["x", "X-More: y\r\n"] {
        let ran = endless(&["inspect"], "http", "HTTP/1.1 200 OK\r\nX-", go_on);
        assert_eq!(ran.status, Some(3), "{}", ran.stderr);
    }
    let ran = endless(&["inspect"], "http", "HTTP/1.1 500 Oh\r\nContent-Type: text/plain\r\n\r\n", "x");
    assert_eq!(ran.status, Some(3));
    assert!(ran.stderr.len() < 2000, "{}", ran.stderr);
}

#[test]
fn a_page_s_body_has_an_end() {
    let ran = endless(&["inspect"], "http", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", "<p>x");
    let told = told(&ran);
    assert_eq!(
        told,
        (
            "error: cannot read the page at `http://127.0.0.1:PORT/`: it holds more than 67108864 bytes"
                .to_owned(),
            Some(3)
        )
    );
}

#[test]
fn a_page_has_as_many_sockets_as_a_browser_opens() {
    for (htmx, markup) in [
        ("2", "<i hx-ext=ws ws-connect=/ws></i>"),
        ("1", "<i hx-ws=connect:/ws></i>"),
        ("4", "<i hx-ws:connect=/ws></i>"),
    ] {
        let folder = directory(&[("page.html", format!("<body>{}</body>", markup.repeat(2_000)).as_bytes())]);
        let ran = hxws_in(folder.path(), &["inspect", "page.html", "--htmx", htmx, "-o", "json"]);
        let stdout = String::from_utf8(ran.stdout).unwrap();
        let sockets = stdout.lines().filter(|line| line.contains("\"url\":\"ws:"));
        assert_eq!(sockets.count(), 256, "htmx {htmx}");
        let all = format!("{stdout}{}", ran.stderr);
        assert!(all.contains("the page has 256 sockets already, and no browser opens more"), "{all}");
    }
}

#[cfg(feature = "script")]
#[test]
fn code_without_end_in_a_value_is_left_out_and_nothing_hangs() {
    let page = "<body hx-ext=ws ws-connect=/ws><form ws-send hx-vals='js:{a: (() => { while (true) {} })()}'></form></body>";
    let folder = directory(&[("page.html", page.as_bytes())]);
    let ran = hxws_in(folder.path(), &["send", "page.html", "--url", "http://app.test/", "--dry-run"]);
    assert!(ran.stderr.starts_with(
        "warning[needs-browser]: a value is computed by the page's JavaScript and left out: `a`"
    ));
    assert_eq!((ran.stdout.is_empty(), ran.status), (false, Some(0)), "{}", ran.stderr);
}
