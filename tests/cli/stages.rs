//! What takes too long: which address it is, how far it came, and what to try.

use std::io::Write as _;
use std::net::{SocketAddr, TcpListener, TcpStream};

use snapbox::str;
use tokio::net::TcpSocket;

use super::support::{Peer, Ran, hxws, hxws_fed, scripted, silent};

/// What is said of a server that takes the connection and says nothing.
fn told(command: &str, target: &str, flags: &[&str]) -> Ran {
    let (port, served) = silent();
    let target = target.replace("PORT", &port.to_string());
    let ran = hxws(&[&[command, &target, "-o", "html"], flags].concat());
    served.join().unwrap();
    assert!(!ran.stderr.contains("hush"), "{}", ran.stderr);
    ran
}

/// An address that takes no further connection, as long as both are held.
fn full() -> (SocketAddr, (TcpListener, TcpStream)) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
    let listener = runtime.block_on(async {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        socket.listen(0).unwrap().into_std().unwrap()
    });
    let address = listener.local_addr().unwrap();
    let waiting = TcpStream::connect(address).unwrap();
    (address, (listener, waiting))
}

#[cfg(target_os = "linux")]
#[test]
fn a_connection_that_nobody_takes() {
    let (address, _held) = full();
    hxws(&["listen", &format!("ws://{address}/ws"), "--timeout", "100ms", "-o", "html"]).is(str![[r#"
--- stderr
error: time is up: `ws://127.0.0.1:PORT/ws` has not opened: TCP is unanswered
  is `127.0.0.1:PORT` reachable from here? a firewall or a VPN may be in the way; `--timeout` gives it longer
--- status 3

"#]]);
    hxws(&["listen", &format!("http://{address}/"), "--connect-timeout", "100ms", "-o", "html"]).is(str![[r#"
--- stderr
error: no connection to `127.0.0.1:PORT` within 100ms: TCP is unanswered
  is `127.0.0.1:PORT` reachable from here? a firewall or a VPN may be in the way; `--connect-timeout` gives it longer
--- status 3

"#]]);
    let proxy = format!("http://ann:hush@{address}");
    hxws(&["listen", "ws://app.test/ws", "--timeout", "100ms", "-o", "html", "--proxy", &proxy]).is(str![[
        r#"
--- stderr
error: time is up: `ws://app.test/ws` has not opened: TCP to the proxy `http://127.0.0.1:PORT` is unanswered
  does the proxy answer? leave `--proxy` out to connect without it
--- status 3

"#
    ]]);
}

#[cfg(feature = "tls")]
#[test]
fn a_socket_at_a_port_that_says_nothing_to_tls() {
    told("listen", "wss://ann:hush@127.0.0.1:PORT/ws", &["--timeout", "100ms"]).is(str![[r#"
--- stderr
error: time is up: `wss://127.0.0.1:PORT/ws` has not opened: TCP is connected, but TLS is unanswered
  is `127.0.0.1:PORT` a TLS port? try `ws://127.0.0.1:PORT` or `http://127.0.0.1:PORT`; `--timeout` gives it longer
--- status 3

"#]]);
}

#[cfg(feature = "tls")]
#[test]
fn a_page_at_a_port_that_says_nothing_to_tls() {
    told("listen", "https://ann:hush@127.0.0.1:PORT/", &["--timeout", "100ms"]).is(str![[r#"
--- stderr
error: time is up: no page from `https://127.0.0.1:PORT/`: TCP is connected, but TLS is unanswered
  is `127.0.0.1:PORT` a TLS port? try `ws://127.0.0.1:PORT` or `http://127.0.0.1:PORT`; `--timeout` gives it longer
--- status 3

"#]]);
}

#[test]
fn a_proxy_that_says_nothing() {
    let (port, served) = silent();
    let proxy = format!("socks5h://ann:hush@127.0.0.1:{port}");
    hxws(&["send", "ws://app.test/ws", "--raw", "x", "--timeout", "100ms", "-o", "html", "--proxy", &proxy])
        .is(str![[r#"
--- stderr
error: time is up: `ws://app.test/ws` has not opened: the proxy `socks5h://127.0.0.1:PORT` is connected, but says nothing
  does the proxy answer? leave `--proxy` out to connect without it
--- status 3

"#]]);
    served.join().unwrap();
}

#[test]
fn an_answer_to_a_handshake_that_has_begun() {
    let (port, served) = scripted(|listener| {
        let mut peer = Peer::accept(listener);
        peer.head();
        peer.say("HTTP/1.1 101 ");
        // until hxws goes
        let _gone = std::io::Read::read_to_end(&mut peer.0, &mut Vec::new());
    });
    hxws(&["listen", &format!("ws://127.0.0.1:{port}/"), "--timeout", "200ms", "-o", "html"]).is(str![[r#"
--- stderr
error: time is up: `ws://127.0.0.1:PORT/` has not opened: connected, but the answer is not complete
  is the server busy or stopped at a breakpoint? `--timeout` gives it longer
--- status 3

"#]]);
    served.join().unwrap();
}

#[test]
fn a_handshake_within_the_time_for_connecting() {
    told("listen", "ws://127.0.0.1:PORT/ws", &["--connect-timeout", "100ms"]).is(str![[r#"
--- stderr
error: `ws://127.0.0.1:PORT/ws` has not opened within 100ms: connected, but the handshake is unanswered
  is the server busy or stopped at a breakpoint? `--connect-timeout` gives it longer
--- status 3

"#]]);
}

#[test]
fn a_prompt_s_socket_that_does_not_open_for_its_lines() {
    let (port, served) = silent();
    hxws_fed("a=1\n", &[&format!("ws://127.0.0.1:{port}/ws"), "--timeout", "100ms", "-o", "html"]).is(str![[r#"
--- stderr
error: `ws://127.0.0.1:PORT/ws` has not opened within 100ms, and no line was read: connected, but the handshake is unanswered
  is the server busy or stopped at a breakpoint? `--timeout` gives it longer
--- status 3

"#]]);
    served.join().unwrap();
}

#[test]
fn a_page_that_never_answers_whatever_wants_it() {
    let page = "http://ann:hush@127.0.0.1:PORT/room";
    let wanted = told("inspect", page, &["--page-timeout", "100ms", "-o", "json"]);
    wanted.is(str![[r#"
{"type":"error","message":"no page from `http://127.0.0.1:PORT/room` within 100ms: connected, but the request is unanswered","help":"is the server busy or stopped at a breakpoint? `--page-timeout` gives it longer"}
--- stderr
error: no page from `http://127.0.0.1:PORT/room` within 100ms: connected, but the request is unanswered
  is the server busy or stopped at a breakpoint? `--page-timeout` gives it longer
--- status 3

"#]]);
    let stderr = |ran: Ran| (ran.stderr.replace(&port_of(&ran.stderr), "PORT"), ran.status);
    let expected = stderr(wanted);
    for command in ["connect", "send", "listen", "backoff"] {
        let items: &[&str] = if command == "send" { &["a=1"] } else { &[] };
        let format = if command == "backoff" { "json" } else { "html" };
        let flags = [items, &["--page-timeout", "100ms", "-o", format]].concat();
        let (port, served) = silent();
        let ran = hxws(&[&[command, &page.replace("PORT", &port.to_string())], &flags[..]].concat());
        served.join().unwrap();
        assert_eq!(stderr(ran), expected, "{command}");
    }
    let (port, served) = silent();
    let page = page.replace("PORT", &port.to_string());
    let ran = hxws_fed("<p>", &["explain", "--page", &page, "--page-timeout", "100ms", "-o", "html"]);
    served.join().unwrap();
    assert_eq!(stderr(ran), expected);
}

fn port_of(stderr: &str) -> String {
    let (_, rest) = stderr.split_once("127.0.0.1:").unwrap();
    rest.chars().take_while(char::is_ascii_digit).collect()
}

#[test]
fn a_page_that_comes_byte_by_byte() {
    let (port, served) = scripted(|listener| {
        let mut peer = Peer::accept(listener);
        peer.head();
        peer.say("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
        // as long as hxws listens
        while peer.0.write_all(b".").is_ok() {}
    });
    let flags = ["--page-timeout", "200ms", "-o", "json"];
    hxws(&[&["inspect", &format!("http://127.0.0.1:{port}/")], &flags[..]].concat()).is(str![[r#"
{"type":"error","message":"no page from `http://127.0.0.1:PORT/` within 200ms: connected, but the answer is not complete","help":"is the server busy or stopped at a breakpoint? `--page-timeout` gives it longer"}
--- stderr
error: no page from `http://127.0.0.1:PORT/` within 200ms: connected, but the answer is not complete
  is the server busy or stopped at a breakpoint? `--page-timeout` gives it longer
--- status 3

"#]]);
    served.join().unwrap();
}
