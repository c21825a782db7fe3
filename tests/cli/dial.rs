//! How a host is reached: by its addresses, by those that are given for it, by a Unix socket; and what is said when it is
//! not.

use std::net::Ipv6Addr;

use snapbox::str;

use super::support::background::{Background, relay};
use super::support::{Demo, Ran, command, hxws};
#[cfg(feature = "tls")]
use super::support::{Peer, scripted};

/// The demo at `::1`.
fn at_ipv6(demo: &Demo) -> Background {
    let behind = demo.address();
    Background::start_at(Ipv6Addr::LOCALHOST.into(), move |stream| relay(stream, behind))
}

fn said(target: &str, flags: &[&str]) -> Ran {
    hxws(&[&["send", target, "--raw", "x", "-o", "html"], flags].concat())
}

#[test]
fn an_ipv6_address_and_localhost_by_either_family() {
    let demo = Demo::start();
    let server = at_ipv6(&demo);
    let port = server.address.port();
    let answered = said(&format!("ws://[::1]:{port}/ws"), &[]);
    answered.is(str![[r#"
<p id="last">I do not know: x</p>
--- stderr
--- status 0

"#]]);
    assert_eq!(said(&format!("http://[::1]:{port}/"), &[]).transcript(), answered.transcript());
    assert_eq!(said(&format!("localhost:{port}/ws"), &[]).transcript(), answered.transcript());
    assert_eq!(
        said(&format!("localhost:{}/ws", demo.address().port()), &[]).transcript(),
        answered.transcript()
    );
    let resolve = format!("app.test:{port}:127.0.0.2,[::1]");
    assert_eq!(
        said(&format!("app.test:{port}/ws"), &["--resolve", &resolve]).transcript(),
        answered.transcript()
    );
}

#[cfg(unix)]
#[test]
fn a_unix_socket_for_page_and_socket() {
    let (demo, directory) = (Demo::start(), tempfile::tempdir().unwrap());
    let path = directory.path().join("app.sock");
    let _relay = Background::relay_unix(&path, demo.address());
    let path = path.to_str().unwrap();
    let mut send = command(&["send", "http://app.test/", "msg=hi", "-o", "html", "--unix-socket", path]);
    Ran::of(send.env("http_proxy", "http://127.0.0.1:1").output().unwrap()).is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>hi</li></ul>
--- stderr
--- status 0

"#]]);
    let mut ran = said("ws://app.test/ws", &["--unix-socket", &format!("{path}.gone")]);
    ran.stderr = ran.stderr.replace(path, "DIR");
    ran.stdout.clear();
    ran.is(str![[r#"
--- stderr
error: could not connect to the Unix socket `DIR.gone`: no such file
  is the server running, and is that where it listens?
--- status 3

"#]]);
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[test]
fn a_name_that_nobody_knows() {
    // a label of 64 characters is looked up nowhere (RFC 1035 §2.3.4)
    let name = format!("{}.test", "a".repeat(64));
    hxws(&["listen", &format!("ws://{name}/ws"), "-o", "human"]).is(str![[r#"
--- stderr
error: could not find the address of `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.test`: Name or service not known
  check the name, or give its address with `--resolve aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.test:80:ADDRESS`
--- status 3

"#]]);
    hxws(&["listen", &format!("http://{name}/"), "-o", "human"]).is(str![[r#"
--- stderr
error: could not find the address of `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.test`: Name or service not known
  check the name, or give its address with `--resolve aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.test:80:ADDRESS`
--- status 3

"#]]);
}

#[cfg(feature = "tls")]
#[test]
fn a_handshake_that_takes_longer_than_it_may() {
    let (port, served) = scripted(|listener| {
        let mut peer = Peer::accept(listener);
        // until hxws goes
        std::io::Read::read_to_end(&mut peer.0, &mut Vec::new()).unwrap();
    });
    let flags = ["--connect-timeout", "100ms", "-o", "human"];
    hxws(&[&["listen", &format!("wss://127.0.0.1:{port}/")], &flags[..]].concat()).is(str![[r#"
--- stderr
error: no connection to `127.0.0.1:PORT` within 100ms: TCP is connected, but TLS is unanswered
  is `127.0.0.1:PORT` a TLS port? try `ws://127.0.0.1:PORT` or `http://127.0.0.1:PORT`; `--connect-timeout` gives it longer
--- status 3

"#]]);
    served.join().unwrap();
}

#[test]
fn credentials_of_a_page_s_address_reach_the_page_and_its_socket() {
    let demo = Demo::start();
    let page = demo.http("/").replace("http://", "http://ann:pw@");
    let ask = ["send", &page, "--raw", r#"{"do":"headers"}"#, "-o", "raw"];
    let ran = hxws(&ask);
    let told: Vec<&str> = ran.stdout_lines().filter(|line| line.starts_with("authorization")).collect();
    assert_eq!(told, ["authorization: Basic YW5uOnB3"]);
    let ran = hxws(&[&ask[..], &["--user", "bob:pw"]].concat());
    let told: Vec<&str> = ran.stdout_lines().filter(|line| line.starts_with("authorization")).collect();
    assert_eq!(told, ["authorization: Basic Ym9iOnB3"]);
}
