//! Proxies on the way to the page and to the socket: what they are asked for, and what is said when they refuse.

use snapbox::str;

use super::support::proxy::Proxy;
use super::support::{Demo, Peer, Ran, command, comparable, hxws, scripted};

/// hxws with variables in its environment.
fn hxws_with(environment: &[(&str, &str)], args: &[&str]) -> Ran {
    let mut command = command(args);
    command.envs(environment.iter().copied());
    Ran::of(command.output().unwrap())
}

/// A message through the page of the demo under another name, through a proxy: what the socket says.
fn sent_through(demo: &Demo, flags: &[&str]) -> Ran {
    let page = demo.http("/").replace("127.0.0.1", "app.test");
    hxws(&[&["send", &page, "msg=hi", "-o", "html", "--wait", "1"], flags].concat())
}

fn asked(proxy: &Proxy) -> Vec<String> {
    let asked = proxy.asked().into_iter();
    asked.map(|said| comparable(&said.replace("app.test:", "127.0.0.1:")).replace("\r\n", "\n")).collect()
}

#[test]
fn a_page_is_asked_of_an_http_proxy_and_its_socket_through_it() {
    let (demo, proxy) = (Demo::start(), Proxy::http(None));
    sent_through(&demo, &["--proxy", &format!("http://{}", proxy.host())]).is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>hi</li></ul>
--- stderr
--- status 0

"#]]);
    let asked = asked(&proxy);
    super::support::same(
        &asked.join("\n"),
        str![[r#"
GET http://127.0.0.1:PORT/ HTTP/1.1
Host: 127.0.0.1:PORT
Proxy-Connection: keep-alive
Upgrade-Insecure-Requests: 1
User-Agent: Mozilla/5.0 (compatible; hxws/VERSION)
Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8
Accept-Encoding: gzip, deflate
Accept-Language: en-US,en;q=0.9


CONNECT 127.0.0.1:PORT HTTP/1.1
Host: 127.0.0.1:PORT
Proxy-Connection: keep-alive
User-Agent: Mozilla/5.0 (compatible; hxws/VERSION)


"#]],
    );
}

#[test]
fn credentials_of_the_proxy_s_address_reach_the_proxy_alone() {
    let (demo, proxy) = (Demo::start(), Proxy::http(Some("Basic YW5uOnNlY3JldEA=")));
    let flag = format!("ann:secret%40@{}", proxy.host());
    let headers = ["send", &demo.ws().replace("127.0.0.1", "app.test"), "--raw", r#"{"do":"headers"}"#];
    let mut ran = hxws(&[&headers[..], &["-o", "raw", "--proxy", &flag]].concat());
    ran.stdout = String::from_utf8(ran.stdout).unwrap().replace("app.test", "127.0.0.1").into_bytes();
    ran.is(str![[r#"
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
    super::support::same(
        &asked(&proxy).join("\n"),
        str![[r#"
CONNECT 127.0.0.1:PORT HTTP/1.1
Host: 127.0.0.1:PORT
Proxy-Connection: keep-alive
User-Agent: Mozilla/5.0 (compatible; hxws/VERSION)
Proxy-Authorization: Basic YW5uOnNlY3JldEA=


"#]],
    );
    sent_through(&demo, &["--proxy", &flag]).is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>hi</li></ul>
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_socks_proxy_is_told_names_or_addresses() {
    let (demo, proxy) = (Demo::start(), Proxy::socks(None));
    sent_through(&demo, &["--proxy", &format!("socks5h://{}", proxy.host())]).is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>hi</li></ul>
--- stderr
--- status 0

"#]]);
    assert_eq!(asked(&proxy), ["name 127.0.0.1:PORT", "name 127.0.0.1:PORT"]);
    let resolve = format!("app.test:{}:127.0.0.1", demo.address().port());
    sent_through(&demo, &["--proxy", &format!("socks5://{}", proxy.host()), "--resolve", &resolve]).is(str![
        [r#"
<ul id="chat" hx-swap-oob="beforeend"><li>hi</li></ul>
--- stderr
--- status 0

"#]
    ]);
    assert_eq!(asked(&proxy), ["ipv4 127.0.0.1:PORT", "ipv4 127.0.0.1:PORT"]);
}

#[test]
fn a_socks_proxy_gets_its_login() {
    let (demo, proxy) = (Demo::start(), Proxy::socks(Some(("ann", "secret"))));
    sent_through(&demo, &["--proxy", &format!("socks5h://ann:secret@{}", proxy.host())]).is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>hi</li></ul>
--- stderr
--- status 0

"#]]);
    hxws(&["listen", &demo.ws(), "--proxy", &format!("socks5h://ann:wrong@{}", proxy.host()), "-o", "human"])
        .is(str![[r#"
--- stderr
error: the proxy `socks5h://127.0.0.1:PORT` did not accept the credentials
  check the name and the password
--- status 3

"#]]);
    hxws(&["listen", &demo.ws(), "--proxy", &format!("socks5h://{}", proxy.host()), "-o", "human"]).is(str![
        [r#"
--- stderr
error: the proxy `socks5h://127.0.0.1:PORT` did not accept a client without credentials
  try `--proxy socks5h://NAME:PASSWORD@127.0.0.1:PORT`
--- status 3

"#]
    ]);
}

#[test]
fn the_environment_names_proxies_and_who_needs_none() {
    let (demo, proxy) = (Demo::start(), Proxy::http(None));
    let at = proxy.host();
    let listen = ["send", &demo.ws(), "--raw", "x", "-o", "html", "--wait", "1"];
    let count = |environment: &[(&str, &str)], flags: &[&str]| {
        let ran = hxws_with(environment, &[&listen[..], flags].concat());
        assert_eq!(ran.status, Some(0), "{}", ran.stderr);
        proxy.asked().len()
    };
    assert_eq!(count(&[("http_proxy", &at)], &[]), 1);
    assert_eq!(count(&[("all_proxy", &at)], &[]), 1);
    assert_eq!(count(&[("ALL_PROXY", &at)], &[]), 1);
    assert_eq!(count(&[("HTTP_PROXY", &at)], &[]), 0);
    assert_eq!(count(&[("https_proxy", &at)], &[]), 0);
    assert_eq!(count(&[("http_proxy", &at), ("NO_PROXY", "x.test, 127.0.0.0/8")], &[]), 0);
    assert_eq!(count(&[("http_proxy", &at)], &["--no-proxy"]), 0);
    assert_eq!(count(&[("http_proxy", &at)], &["--proxy", ""]), 0);
}

/// What is said when a proxy answers `CONNECT` with this.
fn told(answer: &'static str) -> Ran {
    let (port, served) = scripted(move |listener| {
        let mut peer = Peer::accept(listener);
        peer.head();
        peer.say(answer);
    });
    let proxy = format!("http://ann:secret@127.0.0.1:{port}");
    let ran = hxws(&["listen", "ws://app.test/ws", "--proxy", &proxy, "-o", "human"]);
    served.join().unwrap();
    assert!(!ran.stderr.contains("secret") && !ran.stderr.contains("YW5u"));
    ran
}

#[test]
fn a_proxy_that_wants_a_login() {
    let (demo, proxy) = (Demo::start(), Proxy::http(Some("Basic YW5uOnNlY3JldA==")));
    let flag = format!("http://{}", proxy.host());
    hxws(&["listen", &demo.ws(), "--proxy", &flag, "-o", "human"]).is(str![[r#"
--- stderr
error: the proxy `http://127.0.0.1:PORT` refused with `407 Proxy Authentication Required`
  sent `CONNECT 127.0.0.1:PORT` without credentials; try `--proxy http://NAME:PASSWORD@127.0.0.1:PORT`
--- status 3

"#]]);
    hxws(&["listen", &demo.http("/"), "--proxy", &flag, "-o", "human"]).is(str![[r#"
--- stderr
error: the proxy `http://127.0.0.1:PORT` answered `407 Proxy Authentication Required` for `http://127.0.0.1:PORT/`
  proxy-authenticate: Basic realm="out"
  content-length: 0
  sent to the proxy without credentials: give them with `--proxy http://NAME:PASSWORD@HOST:PORT`
--- status 3

"#]]);
    told("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n\r\n").is(
        str![[r#"
--- stderr
error: the proxy `http://127.0.0.1:PORT` refused with `407 Proxy Authentication Required`
  sent `CONNECT app.test:80` with credentials; check the name and the password
--- status 3

"#]],
    );
    told("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\n\r\n").is(
        str![[r#"
--- stderr
error: the proxy `http://127.0.0.1:PORT` refused with `407 Proxy Authentication Required`
  sent `CONNECT app.test:80` with credentials; it asks for `Negotiate, NTLM`, and hxws knows `Basic` only
--- status 3

"#]],
    );
}

#[test]
fn a_proxy_that_forbids_or_cannot_reach() {
    told("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n").is(str![[r#"
--- stderr
error: the proxy `http://127.0.0.1:PORT` refused with `403 Forbidden`
  sent `CONNECT app.test:80` with credentials: its rules may forbid the host or the port; leave `--proxy` out to connect without it
--- status 3

"#]]);
    told("HTTP/1.1 502 Bad Gateway\r\n\r\n").is(str![[r#"
--- stderr
error: the proxy `http://127.0.0.1:PORT` refused with `502 Bad Gateway`
  sent `CONNECT app.test:80` with credentials: can the proxy reach `app.test:80`? leave `--proxy` out to connect without it
--- status 3

"#]]);
    told("HTTP/1.1 405 Method Not Allowed\r\n\r\n").is(str![[r#"
--- stderr
error: the proxy `http://127.0.0.1:PORT` refused with `405 Method Not Allowed`
  sent `CONNECT app.test:80` with credentials: is it a proxy, and one that tunnels? leave `--proxy` out to connect without it
--- status 3

"#]]);
}

#[test]
fn what_is_no_http_proxy() {
    told("\u{5}\u{1}").is(str![[r#"
--- stderr
error: the proxy `http://127.0.0.1:PORT` did not answer in HTTP but with `\x05\x01`
  it speaks SOCKS5: write `socks5h://`
--- status 3

"#]]);
    told("220 mail ready\u{1b}[31m\r\n").is(str![[r#"
--- stderr
error: the proxy `http://127.0.0.1:PORT` did not answer in HTTP but with `220 mail ready\x1b[31m\r\n`
  is it a proxy? leave `--proxy` out to connect without it
--- status 3

"#]]);
    told("").is(str![[r#"
--- stderr
error: the proxy `http://127.0.0.1:PORT` closed the connection without an answer
  is it a proxy, and of that kind? leave `--proxy` out to connect without it
--- status 3

"#]]);
    told("HTTP/1.1 OK\r\n\r\n").is(str![[r#"
--- stderr
error: the proxy `http://127.0.0.1:PORT` did not answer in HTTP but with `HTTP/1.1 OK\r\n\r\n`
  is it a proxy? leave `--proxy` out to connect without it
--- status 3

"#]]);
}

#[test]
fn a_socks_proxy_that_cannot_reach_or_is_none() {
    let proxy = Proxy::socks(None);
    let flag = format!("socks5h://{}", proxy.host());
    hxws(&["listen", "ws://127.0.0.1:1/", "--proxy", &flag, "-o", "human"]).is(str![[r#"
--- stderr
error: the proxy `socks5h://127.0.0.1:PORT` refused with SOCKS code 5: connection refused
  asked for `127.0.0.1:PORT`: can the proxy reach it? leave `--proxy` out to connect without it
--- status 3

"#]]);
    hxws(&["listen", "ws://[::1]:1/", "--proxy", &flag, "-o", "human"]).is(str![[r#"
--- stderr
error: the proxy `socks5h://127.0.0.1:PORT` refused with SOCKS code 8: address type not supported
  asked for `[::1]:1`: can the proxy reach it? leave `--proxy` out to connect without it
--- status 3

"#]]);
    let (port, served) = scripted(|listener| {
        let mut peer = Peer::accept(listener);
        peer.say("HTTP/1.1 400 Bad Request\r\n\r\n");
        let mut greeting = [0; 3];
        std::io::Read::read_exact(&mut peer.0, &mut greeting).unwrap();
        greeting
    });
    let flag = format!("socks5://127.0.0.1:{port}");
    hxws(&["listen", "ws://127.0.0.1:1/", "--proxy", &flag, "-o", "human"]).is(str![[r#"
--- stderr
error: the proxy `socks5://127.0.0.1:PORT` did not answer in SOCKS5 but with `HTTP/1.1 400 Bad Request\r\n\r\n`
  it speaks HTTP: write `http://`
--- status 3

"#]]);
    assert_eq!(served.join().unwrap(), [5, 1, 0]);
}

#[test]
fn a_proxy_that_is_not_there() {
    let args = ["listen", "ws://app.test/", "-o", "human"];
    hxws(&[&args[..], &["--proxy", "127.0.0.1:1"]].concat()).is(str![[r#"
--- stderr
error: the proxy `http://127.0.0.1:PORT` cannot be reached: could not connect to `127.0.0.1:PORT`: connection refused
  is the proxy running? leave `--proxy` out to connect without it
--- status 3

"#]]);
    hxws_with(&[("http_proxy", "socks5h://127.0.0.1:1")], &args).is(str![[r#"
--- stderr
error: the proxy `socks5h://127.0.0.1:PORT` cannot be reached: could not connect to `127.0.0.1:PORT`: connection refused
  is the proxy running? `http_proxy` names it; `--no-proxy` connects without it
--- status 3

"#]]);
}

#[test]
fn a_proxy_that_never_answers() {
    let (port, served) = scripted(|listener| {
        let mut peer = Peer::accept(listener);
        peer.head();
        // until hxws goes
        std::io::Read::read_to_end(&mut peer.0, &mut Vec::new()).unwrap();
    });
    let flag = format!("127.0.0.1:{port}");
    hxws(&["listen", "ws://app.test/", "--proxy", &flag, "--connect-timeout", "100ms", "-o", "human"]).is(
        str![[r#"
--- stderr
error: no connection to `app.test:80` within 100ms: the proxy `http://127.0.0.1:PORT` is connected, but says nothing
  does the proxy answer? leave `--proxy` out to connect without it
--- status 3

"#]],
    );
    served.join().unwrap();
}

#[test]
fn what_names_no_proxy_is_not_repeated() {
    hxws(&["listen", "ws://app.test/", "--proxy", "ftp://ann:secret@p"]).is(str![[r#"
{"type":"error","message":"`--proxy` does not name a proxy: `ftp` is not a proxy's scheme: `http`, `https`, `socks5` and `socks5h` are","help":"write it as `http://NAME:PASSWORD@HOST:PORT` or `socks5h://HOST:PORT`","at":"TIME"}
--- stderr
error: `--proxy` does not name a proxy: `ftp` is not a proxy's scheme: `http`, `https`, `socks5` and `socks5h` are
  write it as `http://NAME:PASSWORD@HOST:PORT` or `socks5h://HOST:PORT`
--- status 2

"#]]);
    hxws_with(&[("http_proxy", "http://ann:secret@")], &["listen", "ws://app.test/", "-o", "human"]).is(
        str![[r#"
--- stderr
error: `http_proxy` does not name a proxy: it is not `http://HOST:PORT`
  write it as `http://NAME:PASSWORD@HOST:PORT` or `socks5h://HOST:PORT`
--- status 2

"#]],
    );
}

#[test]
fn an_http_proxy_that_answers_for_a_page_itself_is_named() {
    let through = |answer: &'static str| {
        let (port, served) = super::support::answering(answer);
        let ran = hxws(&[
            "listen",
            "http://app.test/",
            "--proxy",
            &format!("http://127.0.0.1:{port}"),
            "-o",
            "html",
        ]);
        served.join().unwrap();
        ran
    };
    through("HTTP/1.1 403 Forbidden\r\nContent-Length: 16\r\n\r\nblocked by rules").is(str![[r#"
--- stderr
error: the server, or the proxy `http://127.0.0.1:PORT`, answered `403 Forbidden` for `http://app.test/`
  content-length: 16
  | blocked by rules
  does the page want a login? give its cookies with `--cookie 'name=value'`
  where it was the proxy, its rules may forbid that, or it cannot reach the server: leave `--proxy` out to connect without it
--- status 3

"#]]);
    through("").is(str![[r#"
--- stderr
error: the proxy `http://127.0.0.1:PORT` closed the connection without an answer
  is it a proxy, and of that kind? leave `--proxy` out to connect without it
--- status 3

"#]]);
    through("\x05\x00hello\r\n\r\n").is(str![[r#"
--- stderr
error: the proxy `http://127.0.0.1:PORT` did not answer in HTTP but with `\x05\x00hello\r\n\r\n`
  it speaks SOCKS5: write `socks5h://`
--- status 3

"#]]);
}

#[test]
fn a_resolve_that_a_proxy_has_no_use_for_is_named() {
    let (demo, proxy) = (Demo::start(), Proxy::http(None));
    let resolve = format!("app.test:{}:127.0.0.1", demo.address().port());
    let ran = sent_through(&demo, &["--proxy", &format!("http://{}", proxy.host()), "--resolve", &resolve]);
    assert_eq!(
        comparable(&ran.stderr.replace("app.test:", "127.0.0.1:")),
        "note: `--resolve 127.0.0.1:PORT:…` is not used: the proxy `http://127.0.0.1:PORT` looks the name up\n"
    );
}
