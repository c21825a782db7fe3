//! Proxies by pproxy, which want a login: to the page and to the socket of the demo.

use snapbox::str;

use super::server::Server;
use super::support::{Demo, Ran, hxws};

fn started(scheme: &str) -> Option<Server> {
    Server::start("proxy_server.py", &["pproxy"], &[scheme])
}

/// A message through the page, then one to the socket by itself.
fn sent(demo: &Demo, server: &Server, scheme: &str, login: &str) -> [Ran; 2] {
    let proxy = format!("{scheme}://{login}127.0.0.1:{}", server.port);
    [demo.http("/"), demo.ws()]
        .map(|target| hxws(&["send", &target, "msg=hi", "-o", "html", "--proxy", &proxy]))
}

#[test]
fn a_page_and_its_socket_go_through_a_proxy_of_either_kind() {
    let demo = Demo::start();
    for scheme in ["http", "socks5", "socks5h"] {
        let Some(server) = started(scheme.trim_end_matches('h')) else { return };
        for ran in sent(&demo, &server, scheme, "ann:secret@") {
            ran.is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>hi</li></ul>
--- stderr
--- status 0

"#]]);
        }
    }
}

#[test]
fn a_proxy_that_knows_no_such_login_says_so() {
    let demo = Demo::start();
    let Some(server) = started("http") else { return };
    let [page, socket] = sent(&demo, &server, "http", "");
    page.is(str![[r#"
--- stderr
error: the proxy `http://127.0.0.1:PORT` answered `407 Proxy Authentication Required` for `http://127.0.0.1:PORT/`
  connection: close
  proxy-authenticate: Basic realm="simple"
  sent to the proxy without credentials: give them with `--proxy http://NAME:PASSWORD@HOST:PORT`
--- status 3

"#]]);
    socket.is(str![[r#"
--- stderr
error: the proxy `http://127.0.0.1:PORT` refused with `407 Proxy Authentication Required`
  sent `CONNECT 127.0.0.1:PORT` without credentials; try `--proxy http://NAME:PASSWORD@127.0.0.1:PORT`
--- status 3

"#]]);
    let [page, socket] = sent(&demo, &server, "http", "ann:wrong@");
    page.is(str![[r#"
--- stderr
error: the proxy `http://127.0.0.1:PORT` answered `407 Proxy Authentication Required` for `http://127.0.0.1:PORT/`
  connection: close
  proxy-authenticate: Basic realm="simple"
  sent to the proxy with credentials: check the name and the password
--- status 3

"#]]);
    socket.is(str![[r#"
--- stderr
error: the proxy `http://127.0.0.1:PORT` refused with `407 Proxy Authentication Required`
  sent `CONNECT 127.0.0.1:PORT` with credentials; check the name and the password
--- status 3

"#]]);
}

#[test]
fn a_socks_proxy_that_hangs_up_on_a_login_it_does_not_know() {
    let demo = Demo::start();
    let Some(server) = started("socks5") else { return };
    for ran in sent(&demo, &server, "socks5", "") {
        ran.is(str![[r#"
--- stderr
error: the proxy `socks5://127.0.0.1:PORT` closed the connection without an answer
  is it a proxy, and of that kind? leave `--proxy` out to connect without it
--- status 3

"#]]);
    }
    for ran in sent(&demo, &server, "socks5", "ann:wrong@") {
        ran.is(str![[r#"
--- stderr
error: the proxy `socks5://127.0.0.1:PORT` did not accept the credentials
  check the name and the password
--- status 3

"#]]);
    }
}
