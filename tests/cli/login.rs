//! Logins that are asked for, and those that are refused: what is said to have been sent, and what to try.

use snapbox::str;

use super::support::site::Site;
use super::support::{Demo, Ran, answering, hxws};

const REFUSED: &str = "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"shop\u{9b}31m\"\r\nContent-Length: 0\r\n\r\n";

/// What is said of this answer at that address.
fn told(answer: &str, target: &str, flags: &[&str]) -> Ran {
    let (port, served) = answering(answer);
    let target = target.replace("PORT", &port.to_string());
    let ran = hxws(&[&["listen", &target, "-o", "html"], flags].concat());
    served.join().unwrap();
    assert!(!ran.transcript().contains("hush") && !ran.transcript().contains('\u{9b}'));
    ran
}

#[test]
fn a_socket_that_wants_a_login_names_what_it_asks_for() {
    told(REFUSED, "ws://127.0.0.1:PORT/ws", &[]).is(str![[r#"
--- stderr
error: the server refused the handshake with `401 Unauthorized`
  www-authenticate: Basic realm="shop\u{9b}31m"
  content-length: 0
  sent `Origin: http://127.0.0.1:PORT` and no cookies, and no login; it asks for `Basic realm="shop\u{9b}31m"`: give one with `--user NAME:PASSWORD`, or `hxws http://127.0.0.1:PORT/…` to take the cookies of the page
warning[handshake]: the handshake was answered with 401, not 101: a page hears close code 1006 only, and htmx tries again for ever
--- status 3

"#]]);
}

#[test]
fn a_login_of_a_flag_that_a_socket_refuses_is_named_without_its_password() {
    told(REFUSED, "ws://127.0.0.1:PORT/ws", &["--user", "ann:hush"]).is(str![[r#"
--- stderr
error: the server refused the handshake with `401 Unauthorized`
  www-authenticate: Basic realm="shop\u{9b}31m"
  content-length: 0
  sent `Origin: http://127.0.0.1:PORT` and no cookies, and the login of `ann`, which was refused; it asks for `Basic realm="shop\u{9b}31m"`: check the name and the password
warning[handshake]: the handshake was answered with 401, not 101: a page hears close code 1006 only, and htmx tries again for ever
--- status 3

"#]]);
}

#[test]
fn a_login_of_the_address_that_a_socket_refuses_is_named_without_its_password() {
    told(REFUSED, "ws://bob:hush@127.0.0.1:PORT/ws", &[]).is(str![[r#"
--- stderr
error: the server refused the handshake with `401 Unauthorized`
  www-authenticate: Basic realm="shop\u{9b}31m"
  content-length: 0
  sent `Origin: http://127.0.0.1:PORT` and no cookies, and the login of `bob`, which was refused; it asks for `Basic realm="shop\u{9b}31m"`: check the name and the password
warning[handshake]: the handshake was answered with 401, not 101: a page hears close code 1006 only, and htmx tries again for ever
--- status 3

"#]]);
}

#[test]
fn a_token_in_the_place_of_a_name_is_not_told() {
    let (at_name, flag) = ("ws://hush@127.0.0.1:PORT/ws", ["--user", "hush:"]);
    let refused = "`Authorization: Basic …`, which was refused; it asks for `Basic realm=\"shop\\u{9b}31m\"`";
    for (target, flags) in [
        (at_name, &[][..]),
        ("http://hush@127.0.0.1:PORT/", &[]),
        ("ws://127.0.0.1:PORT/ws", &flag),
        ("http://127.0.0.1:PORT/", &flag),
    ] {
        let ran = told(REFUSED, target, flags);
        assert!(ran.stderr.contains(refused), "{}", ran.stderr);
        let (port, served) = answering(REFUSED);
        let target = target.replace("PORT", &port.to_string());
        let shown = hxws(&[&["listen", &target, "-o", "html", "--show-secrets"], flags].concat());
        served.join().unwrap();
        assert!(shown.stderr.contains("the login of `hush`, which was refused"), "{}", shown.stderr);
    }
}

#[test]
fn a_token_that_a_socket_refuses_is_not_shown() {
    let bearer = REFUSED.replace("Basic", "Bearer");
    told(&bearer, "ws://127.0.0.1:PORT/ws", &["-H", "Authorization: Bearer hush"]).is(str![[r#"
--- stderr
error: the server refused the handshake with `401 Unauthorized`
  www-authenticate: Bearer realm="shop\u{9b}31m"
  content-length: 0
  sent `Origin: http://127.0.0.1:PORT` and no cookies, and `Authorization: Bearer …`, which was refused; it asks for `Bearer realm="shop\u{9b}31m"`: give that with `-H 'Authorization: …'`
warning[handshake]: the handshake was answered with 401, not 101: a page hears close code 1006 only, and htmx tries again for ever
--- status 3

"#]]);
}

#[test]
fn a_page_that_wants_a_login_names_what_it_asks_for() {
    told(REFUSED, "http://127.0.0.1:PORT/", &[]).is(str![[r#"
--- stderr
error: the server answered `401 Unauthorized` for `http://127.0.0.1:PORT/`
  www-authenticate: Basic realm="shop\u{9b}31m"
  content-length: 0
  sent no login; it asks for `Basic realm="shop\u{9b}31m"`: give one with `--user NAME:PASSWORD`, or the cookies of a login with `--cookie 'name=value'`
--- status 3

"#]]);
}

#[test]
fn a_login_that_a_page_refuses_is_named_without_its_password() {
    told(REFUSED, "http://ann:hush@127.0.0.1:PORT/", &[]).is(str![[r#"
--- stderr
error: the server answered `401 Unauthorized` for `http://127.0.0.1:PORT/`
  www-authenticate: Basic realm="shop\u{9b}31m"
  content-length: 0
  sent the login of `ann`, which was refused; it asks for `Basic realm="shop\u{9b}31m"`: check the name and the password
--- status 3

"#]]);
}

#[test]
fn a_proxy_s_login_is_wanted_where_no_proxy_was_asked() {
    let answer = "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n";
    for target in ["ws://127.0.0.1:PORT/ws", "http://127.0.0.1:PORT/"] {
        let ran = told(answer, target, &[]);
        assert_eq!(
            ran.stderr.lines().rfind(|line| line.starts_with("  ")),
            Some(
                "  no proxy was asked: one that stands before the server wants a login, which `-H 'Proxy-Authorization: …'` gives; `--proxy http://NAME:PASSWORD@HOST:PORT` goes through one"
            )
        );
    }
}

#[test]
fn what_a_proxy_was_sent_for_a_page_is_said_where_it_wants_a_login() {
    let (port, served) = answering("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
    let proxy = format!("http://ann:hush@127.0.0.1:{port}");
    hxws(&["listen", "http://app.test/", "--proxy", &proxy, "-o", "html"]).is(str![[r#"
--- stderr
error: the proxy `http://127.0.0.1:PORT` answered `407 Proxy Authentication Required` for `http://app.test/`
  content-length: 0
  sent to the proxy with credentials: check the name and the password
--- status 3

"#]]);
    served.join().unwrap();
}

#[test]
fn a_page_that_came_in_another_s_place_may_be_a_login() {
    let login =
        [("/chat", "302 Found\nLocation: /login?next=/chat\n\n"), ("/login?next=/chat", "\n\n<form></form>")];
    let demo = Demo::start();
    let site = Site::start(&login, demo.address());
    let page = site.url("http", "/chat");
    hxws(&["send", &page, "msg=1", "-o", "html"]).is(str![[r#"
--- stderr
error: the page `http://127.0.0.1:PORT/login?next=/chat`, to which `/chat` redirects, has no sender: no element with `ws-send` in a part where `hx-ext="ws"` is on
  does it want a login? give its cookies with `--cookie 'name=value'`, or try `--user`
--- status 1

"#]]);
    hxws(&["listen", &page, "-o", "html"]).is(str![[r#"
--- stderr
error: the page `http://127.0.0.1:PORT/login?next=/chat`, to which `/chat` redirects, has no socket: no element with `ws-connect` in a part where `hx-ext="ws"` is on
  does it want a login? give its cookies with `--cookie 'name=value'`, or try `--user`
  `hxws inspect` shows what the page has; give the socket's own address with ws://…
--- status 3

"#]]);
}
