//! Django Channels with daphne: a socket that looks at origin, session, user and CSRF token.

use serde_json::json;
use snapbox::str;

use super::server::{Server, told};
use super::support::{Ran, Talk, hxws, hxws_fed};

fn started(port: u16) -> Option<Server> {
    Server::start("channels_app.py", &["django", "channels", "daphne"], &[&port.to_string()])
}

#[test]
fn the_session_of_the_page_reaches_the_consumer() {
    let Some(server) = started(0) else { return };
    let page = server.at("http", "/");
    hxws_fed("", &["connect", &page, "-o", "human", "--no-time"]).is(str![[r#"
page   http://127.0.0.1:PORT/   htmx 2.0.11 · ws 2.0.4 · 1 socket · 1 sender
open   ws://127.0.0.1:PORT/ws/chat/   101 · Origin http://127.0.0.1:PORT
       cookie csrftoken, sessionid
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
    hxws(&["send", &page, "message=hello", "-o", "html"]).is(str![[r#"
<ul id="said" hx-swap-oob="beforeend"><li>hello</li></ul>
<p id="who">ann in blue, trusted</p>
--- stderr
--- status 0

"#]]);
    let own = ["csrfmiddlewaretoken=x", "--hx-header", "X-CSRFToken=x", "-o", "html"];
    hxws(&[&["send", &server.at("ws", "/ws/chat/"), "message=hello"], &own[..]].concat()).is(str![[r#"
<ul id="said" hx-swap-oob="beforeend"><li>hello</li></ul>
<p id="who"> in None, not trusted</p>
--- stderr
--- status 0

"#]]);
}

#[test]
fn an_answer_swaps() {
    let Some(server) = started(0) else { return };
    let ran = hxws(&["send", &server.at("http", "/"), "message=hello", "--no-time", "-o", "json"]);
    let keys = ["kind", "target", "swap", "matched", "outcome", "text"];
    assert_eq!(
        told(&ran, "fragment", &keys),
        [
            json!(["oob", "#said", "beforeend", 1, "swapped", "hello"]),
            json!(["oob", "#who", "outerHTML", 1, "swapped", "ann in blue, trusted"])
        ]
    );
    assert_eq!(told(&ran, "warning", &["code"]), Vec::<serde_json::Value>::new());
}

#[test]
fn origins_that_django_does_not_allow_are_refused() {
    let Some(server) = started(0) else { return };
    let (page, socket) = (server.at("http", "/"), server.at("ws", "/ws/chat/"));
    let listened = |target: &str, flags: &[&str]| -> Ran {
        hxws(&[&["listen", target, "-o", "human", "--no-time"], flags].concat())
    };
    listened(&socket, &["-H", "Origin;"]).is(str![[r#"
! handshake: the handshake was answered with 403, not 101: a page hears close
  code 1006 only, and htmx tries again for ever
--- stderr
error: the server refused the handshake with `403 Access denied`
  sent no `Origin` and no cookies; try `hxws http://127.0.0.1:PORT/…` to take the cookies of the page, or `--origin https://your.site`
--- status 3

"#]]);
    listened(&socket, &["--origin", "http://evil.test"]).is(str![[r#"
! handshake: the handshake was answered with 403, not 101: a page hears close
  code 1006 only, and htmx tries again for ever
--- stderr
error: the server refused the handshake with `403 Access denied`
  sent `Origin: http://evil.test` and no cookies; try `hxws http://127.0.0.1:PORT/…` to take the cookies of the page, or `--origin https://your.site`
--- status 3

"#]]);
    listened(&page, &["--origin", "http://evil.test"]).is(str![[r#"
page   http://127.0.0.1:PORT/   htmx 2.0.11 · ws 2.0.4 · 1 socket · 1 sender
! handshake: the handshake was answered with 403, not 101: a page hears close
  code 1006 only, and htmx tries again for ever
--- stderr
error: the server refused the handshake with `403 Access denied`
  sent `Origin: http://evil.test` and the cookies `csrftoken`, `sessionid`; try the page's own origin, `http://127.0.0.1:PORT`
--- status 3

"#]]);
    listened(&page, &["-H", "Origin;"]).is(str![[r#"
page   http://127.0.0.1:PORT/   htmx 2.0.11 · ws 2.0.4 · 1 socket · 1 sender
! handshake: the handshake was answered with 403, not 101: a page hears close
  code 1006 only, and htmx tries again for ever
--- stderr
error: the server refused the handshake with `403 Access denied`
  sent no `Origin` and the cookies `csrftoken`, `sessionid`; try the page's own origin, `http://127.0.0.1:PORT`
--- status 3

"#]]);
}

#[test]
fn a_consumer_that_closes_before_it_accepts_and_a_path_without_one() {
    let Some(server) = started(0) else { return };
    hxws(&["listen", &server.at("ws", "/ws/closed/"), "-o", "human"]).is(str![[r#"
! handshake: the handshake was answered with 403, not 101: a page hears close
  code 1006 only, and htmx tries again for ever
--- stderr
error: the server refused the handshake with `403 Access denied`
  sent `Origin: http://127.0.0.1:PORT` and no cookies; try `hxws http://127.0.0.1:PORT/…` to take the cookies of the page, or `--origin https://your.site`
--- status 3

"#]]);
    hxws(&["listen", &server.at("ws", "/ws/none/"), "-o", "human"]).is(str![[r#"
! handshake: the handshake was answered with 500, not 101: a page hears close
  code 1006 only, and htmx tries again for ever
--- stderr
error: the server refused the handshake with `500 Internal server error`
  the server failed: its log says why
--- status 3

"#]]);
}

#[test]
fn daphne_tells_close_codes_without_their_reasons_and_a_crash_as_1011() {
    let Some(server) = started(0) else { return };
    for (message, code) in [
        ("close", 1000),
        ("close 4001 bye", 4001),
        ("close 3000", 3000),
        // its WebSocket sends no such code by itself: that is a crash
        ("close 1011", 1011),
        ("crash", 1011),
    ] {
        let said = format!("message={message}");
        let flags = ["-o", "json", "--no-time", "--no-reconnect"];
        let ran = hxws(&[&["send", &server.at("http", "/"), &said], &flags[..]].concat());
        assert_eq!(
            told(&ran, "close", &["code", "reason", "by"]),
            [json!([code, "", "server"])],
            "{message}"
        );
        assert_eq!(ran.status, Some(4), "{message}");
    }
}

#[test]
fn the_session_outlives_restarts_of_daphne_and_what_was_queued_arrives() {
    let Some(mut server) = started(0) else { return };
    let flags = ["-o", "json", "--no-time", "--reconnect-delay", "50ms"];
    let mut talk = Talk::start(&[&["connect", &server.at("http", "/")], &flags[..]].concat());
    talk.say("message=one");
    talk.until("ann in blue, trusted");
    for signal in ["-TERM", "-KILL"] {
        let port = server.port;
        server.end(signal);
        talk.until(r#""type":"reconnect""#);
        talk.say(&format!("message={signal}"));
        talk.until(r#""type":"queued""#);
        server = started(port).unwrap();
        talk.until(&format!("<li>{signal}</li>"));
        talk.until("ann in blue, trusted");
    }
    let ran = talk.end();
    let mut closed = told(&ran, "close", &["code", "by", "reconnects"]);
    // how many attempts fail depends on how long Python takes to start
    closed.dedup();
    assert_eq!(closed, [json!([1006, "network", true]), json!([1000, "client", false])]);
    assert_eq!(told(&ran, "sent", &["type"]).len(), 3);
    assert_eq!(ran.status, Some(0));
}
