//! TLS from the command line: whom hxws trusts, who it says it is, and what is said when that fails.

use rcgen::{BasicConstraints, CertificateParams, IsCa, date_time_ymd};
use snapbox::str;
use tokio_rustls::rustls::version;

use super::support::proxy::Proxy;
use super::support::tls::{Authority, self_signed};
use super::support::{Demo, Peer, Ran, answering, hxws, scripted};

/// Flags that trust the authority.
fn trusting(authority: &Authority) -> [String; 2] {
    ["--cacert".to_owned(), authority.path("ca.pem")]
}

/// A message to a socket, and what comes back.
fn sent(target: &str, flags: &[&str]) -> Ran {
    hxws(&[&["send", target, "--raw", "x", "-o", "html"], flags].concat())
}

fn listened(target: &str, flags: &[&str]) -> Ran {
    hxws(&[&["listen", target, "-o", "human"], flags].concat())
}

#[test]
fn page_and_socket_by_an_authority_of_one_s_own() {
    let (demo, authority) = (Demo::start(), Authority::new());
    let server = authority.serve(demo.address());
    let [cacert, file] = trusting(&authority);
    let page = format!("https://{}/", server.address);
    hxws(&["send", &page, "msg=hi", "-o", "html", &cacert, &file]).is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>hi</li></ul>
--- stderr
--- status 0

"#]]);
}

#[test]
fn an_authority_that_nobody_knows_unless_anything_will_do() {
    let (demo, authority, other) = (Demo::start(), Authority::new(), Authority::new());
    let server = authority.serve(demo.address());
    let [cacert, file] = trusting(&other);
    let socket = format!("wss://{}/ws", server.address);
    listened(&socket, &[&cacert, &file]).is(str![[r#"
--- stderr
error: TLS with `127.0.0.1:PORT` failed: no trusted authority signed its certificate
  name the authority with `--cacert FILE`, or accept any certificate with `--insecure`
--- status 3

"#]]);
    listened(&format!("https://{}/", server.address), &[&cacert, &file]).is(str![[r#"
--- stderr
error: TLS with `127.0.0.1:PORT` failed: no trusted authority signed its certificate
  name the authority with `--cacert FILE`, or accept any certificate with `--insecure`
--- status 3

"#]]);
    sent(&socket, &["--insecure"]).is(str![[r#"
<p id="last">I do not know: x</p>
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_certificate_for_other_names() {
    let (demo, authority) = (Demo::start(), Authority::new());
    let signed = authority.sign(&["app.test", "*.app.test", "10.0.0.1"], |_| {});
    let server = authority.serve_with(signed, demo.address(), &version::TLS13, None);
    let [cacert, file] = trusting(&authority);
    listened(&format!("wss://{}/ws", server.address), &[&cacert, &file]).is(str![[r#"
--- stderr
error: TLS with `127.0.0.1:PORT` failed: its certificate is not for that name
  it is for `app.test`, `*.app.test`, `10.0.0.1`: use that name, or accept any certificate with `--insecure`
--- status 3

"#]]);
    let resolve = format!("www.app.test:{}:127.0.0.1", server.address.port());
    let socket = format!("wss://www.app.test:{}/ws", server.address.port());
    sent(&socket, &[&cacert, &file, "--resolve", &resolve]).is(str![[r#"
<p id="last">I do not know: x</p>
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_certificate_of_an_authority_in_a_server_s_place() {
    let (demo, authority) = (Demo::start(), Authority::new());
    let signed = authority.sign(&["127.0.0.1"], |params| {
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    });
    let server = authority.serve_with(signed, demo.address(), &version::TLS13, None);
    let [cacert, file] = trusting(&authority);
    listened(&format!("wss://{}/ws", server.address), &[&cacert, &file]).is(str![[r#"
--- stderr
error: TLS with `127.0.0.1:PORT` failed: its certificate is an authority's, not a server's
  trust this very certificate with `--cacert FILE`, give the server one without `CA:TRUE`, or accept any with `--insecure`
--- status 3

"#]]);
}

#[test]
fn a_certificate_that_is_trusted_itself_though_it_is_an_authority_s() {
    let (demo, files, other) = (Demo::start(), Authority::new(), Authority::new());
    for version in [&version::TLS13, &version::TLS12] {
        let signed = self_signed(&["127.0.0.1"], |_| {});
        let own = files.write("own.pem", &signed.pem());
        let server = files.serve_with(signed, demo.address(), version, None);
        let (page, socket) = (format!("https://{}/", server.address), format!("wss://{}/ws", server.address));
        for target in [&page, &socket] {
            sent(target, &["--cacert", &other.path("ca.pem"), "--cacert", &own]).is(str![[r#"
<p id="last">I do not know: x</p>
--- stderr
--- status 0

"#]]);
            listened(target, &["--cacert", &other.path("ca.pem")]).is(str![[r#"
--- stderr
error: TLS with `127.0.0.1:PORT` failed: its certificate is an authority's, not a server's
  trust this very certificate with `--cacert FILE`, give the server one without `CA:TRUE`, or accept any with `--insecure`
--- status 3

"#]]);
        }
    }
}

#[test]
fn a_certificate_that_is_trusted_itself_though_nobody_known_signed_it() {
    let (demo, authority) = (Demo::start(), Authority::new());
    let signed = authority.sign(&["127.0.0.1"], |_| {});
    let own = authority.write("own.pem", &signed.pem());
    let server = authority.serve_with(signed, demo.address(), &version::TLS13, None);
    sent(&format!("wss://{}/ws", server.address), &["--cacert", &own]).is(str![[r#"
<p id="last">I do not know: x</p>
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_certificate_that_is_trusted_itself_still_has_its_names_and_its_time() {
    let (demo, files) = (Demo::start(), Authority::new());
    let told = |names: &[&str], from: i32, until: i32, is_ca: bool| {
        let change = |params: &mut CertificateParams| {
            params.not_before = date_time_ymd(from, 1, 1);
            params.not_after = date_time_ymd(until, 1, 1);
        };
        let signed = if is_ca { self_signed(names, change) } else { files.sign(names, change) };
        let own = files.write("own.pem", &signed.pem());
        let server = files.serve_with(signed, demo.address(), &version::TLS13, None);
        listened(&format!("wss://{}/ws", server.address), &["--cacert", &own])
    };
    for is_ca in [true, false] {
        told(&["app.test"], 2020, 2090, is_ca).is(str![[r#"
--- stderr
error: TLS with `127.0.0.1:PORT` failed: its certificate is not for that name
  it is for `app.test`: use that name, or accept any certificate with `--insecure`
--- status 3

"#]]);
        told(&["127.0.0.1"], 2020, 2021, is_ca).is(str![[r#"
--- stderr
error: TLS with `127.0.0.1:PORT` failed: its certificate expired on 2021-01-01T00:00:00Z
  check this machine's clock, renew the certificate, or accept any with `--insecure`
--- status 3

"#]]);
        told(&["127.0.0.1"], 2090, 2091, is_ca).is(str![[r#"
--- stderr
error: TLS with `127.0.0.1:PORT` failed: its certificate is not valid before 2090-01-01T00:00:00Z
  check this machine's clock, renew the certificate, or accept any with `--insecure`
--- status 3

"#]]);
    }
}

#[test]
fn that_one_server_asked_for_a_certificate_is_no_reason_of_another_s() {
    let (demo, authority, clients) = (Demo::start(), Authority::new(), Authority::new());
    let [cacert, file] = trusting(&authority);
    let client = clients.sign(&["ann"], |_| {});
    let both = clients.write("both.pem", &(client.key_pem() + &client.pem()));
    for version in [&version::TLS13, &version::TLS12] {
        let server = authority.serve_with(
            authority.sign(&["127.0.0.1"], |_| {}),
            demo.address(),
            version,
            Some(&clients),
        );
        let page = format!("https://{}/", server.address);
        let (port, served) = scripted(|listener| drop(Peer::accept(listener)));
        let socket = format!("wss://127.0.0.1:{port}/ws");
        hxws(&["listen", &socket, "-o", "html", "--page", &page, &cacert, &file, "--cert", &both]).is(str![
            [r#"
--- stderr
error: TLS with `127.0.0.1:PORT` failed: the server closed the connection during the handshake
  the port may speak plain http: try `ws://127.0.0.1:PORT` or `http://127.0.0.1:PORT`
--- status 3

"#]
        ]);
        served.join().unwrap();
    }
}

#[test]
fn certificates_out_of_their_time() {
    let (demo, authority) = (Demo::start(), Authority::new());
    let [cacert, file] = trusting(&authority);
    let told = |from: i32, until: i32| {
        let signed = authority.sign(&["127.0.0.1"], |params| {
            params.not_before = date_time_ymd(from, 1, 1);
            params.not_after = date_time_ymd(until, 1, 1);
        });
        let server = authority.serve_with(signed, demo.address(), &version::TLS13, None);
        listened(&format!("wss://{}/ws", server.address), &[&cacert, &file])
    };
    told(2020, 2021).is(str![[r#"
--- stderr
error: TLS with `127.0.0.1:PORT` failed: its certificate expired on 2021-01-01T00:00:00Z
  check this machine's clock, renew the certificate, or accept any with `--insecure`
--- status 3

"#]]);
    told(2090, 2091).is(str![[r#"
--- stderr
error: TLS with `127.0.0.1:PORT` failed: its certificate is not valid before 2090-01-01T00:00:00Z
  check this machine's clock, renew the certificate, or accept any with `--insecure`
--- status 3

"#]]);
}

#[test]
fn a_server_that_wants_a_certificate_gets_it() {
    let (demo, authority, clients) = (Demo::start(), Authority::new(), Authority::new());
    let [cacert, file] = trusting(&authority);
    let client = clients.sign(&["ann"], |_| {});
    let cert = clients.write("ann.pem", &client.pem());
    let key = clients.write("ann.key", &client.key_pem());
    let both = clients.write("both.pem", &(client.key_pem() + &client.pem()));
    for version in [&version::TLS13, &version::TLS12] {
        let server = authority.serve_with(
            authority.sign(&["127.0.0.1"], |_| {}),
            demo.address(),
            version,
            Some(&clients),
        );
        let (page, socket) = (format!("https://{}/", server.address), format!("wss://{}/ws", server.address));
        hxws(&["send", &page, "msg=hi", "-o", "html", &cacert, &file, "--cert", &cert, "--key", &key]).is(
            str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>hi</li></ul>
--- stderr
--- status 0

"#]],
        );
        sent(&socket, &[&cacert, &file, "--cert", &both]).is(str![[r#"
<p id="last">I do not know: x</p>
--- stderr
--- status 0

"#]]);
        let wanted = listened(&socket, &[&cacert, &file]);
        wanted.is(str![[r#"
--- stderr
error: TLS with `127.0.0.1:PORT` failed: the server wants a certificate of the client's
  give one with `--cert FILE`, and its key with `--key FILE`
--- status 3

"#]]);
        assert_eq!(listened(&page, &[&cacert, &file]).transcript(), wanted.transcript());
    }
}

#[test]
fn a_certificate_that_the_server_does_not_know() {
    let (demo, authority, clients) = (Demo::start(), Authority::new(), Authority::new());
    let [cacert, file] = trusting(&authority);
    let client = authority.sign(&["ann"], |_| {});
    let cert = authority.write("ann.pem", &(client.pem() + &client.key_pem()));
    let server = authority.serve_with(
        authority.sign(&["127.0.0.1"], |_| {}),
        demo.address(),
        &version::TLS13,
        Some(&clients),
    );
    listened(&format!("wss://{}/ws", server.address), &[&cacert, &file, "--cert", &cert]).is(str![[r#"
--- stderr
error: TLS with `127.0.0.1:PORT` failed: the server did not accept the client's certificate (`unknown_ca`)
  is it one that the server knows? `--cert` takes it with the certificates between it and the authority
--- status 3

"#]]);
}

#[test]
fn keys_and_certificates_that_are_none() {
    let authority = Authority::new();
    let (one, other) = (authority.sign(&["ann"], |_| {}), authority.sign(&["bob"], |_| {}));
    let cert = authority.write("ann.pem", &one.pem());
    let told = |flags: &[&str]| {
        let mut ran = listened("wss://127.0.0.1:1/ws", flags);
        ran.stderr = ran.stderr.replace(&authority.path(""), "DIR/");
        ran
    };
    told(&["--cert", &cert]).is(str![[r#"
--- stderr
error: `--cert DIR/ann.pem`: it holds no private key in PEM form
  name its file with `--key FILE`, or put it into that of `--cert`
--- status 2

"#]]);
    told(&["--cert", &cert, "--key", &authority.write("bob.key", &other.key_pem())]).is(str![[r#"
--- stderr
error: `--key DIR/bob.key`: the private key does not belong to the certificate of `--cert`
  is it the key of that certificate? the certificate must stand first in its file
--- status 2

"#]]);
    let locked = one.key_pem().replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY");
    told(&["--cert", &cert, "--key", &authority.write("locked.key", &locked)]).is(str![[r#"
--- stderr
error: `--key DIR/locked.key`: the private key is encrypted
  hxws asks for no passphrase: `openssl pkey -in KEY -out PLAIN` writes it without one
--- status 2

"#]]);
    let locked = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n";
    told(&["--cert", &cert, "--key", &authority.write("old.key", locked)]).is(str![[r#"
--- stderr
error: `--key DIR/old.key`: the private key is encrypted
  hxws asks for no passphrase: `openssl pkey -in KEY -out PLAIN` writes it without one
--- status 2

"#]]);
    let nonsense = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
    told(&["--cert", &cert, "--key", &authority.write("bad.key", nonsense)]).is(str![[r#"
--- stderr
error: `--key DIR/bad.key`: the private key cannot be read: failed to parse private key as RSA, ECDSA, or EdDSA
  RSA, ECDSA and Ed25519 keys are taken, as PKCS#8, PKCS#1 or SEC1 in PEM form
--- status 2

"#]]);
    told(&["--cert", &authority.write("none.pem", "nothing")]).is(str![[r#"
--- stderr
error: `--cert DIR/none.pem`: it holds no certificate in PEM form
  `--cert` takes a PEM file with `-----BEGIN CERTIFICATE-----` in it
--- status 2

"#]]);
    told(&["--cert", &authority.path("missing.pem")]).is(str![[r#"
--- stderr
error: `--cert DIR/missing.pem` cannot be read: No such file or directory (os error 2)
--- status 2

"#]]);
    told(&["--key", &cert]).is(str![[r#"
--- stderr
error: the following required arguments were not provided:
  --cert <FILE>

Usage: hxws listen --cert <FILE> --output <FORMAT> --key <FILE> <TARGET>

For more information, try '--help'.
--- status 2

"#]]);
    told(&["--cacert", &authority.write("none.pem", "nothing")]).is(str![[r#"
--- stderr
error: `--cacert DIR/none.pem`: it holds no certificate in PEM form: nothing between `BEGIN CERTIFICATE` and `END CERTIFICATE`
  `--cacert` takes a PEM file with `-----BEGIN CERTIFICATE-----` in it
--- status 2

"#]]);
}

#[test]
fn tls_to_a_plain_port() {
    let demo = Demo::start();
    listened(&format!("wss://{}/ws", demo.host()), &["--insecure"]).is(str![[r#"
--- stderr
error: TLS with `127.0.0.1:PORT` failed: the answer was not TLS
  the port may speak plain http: try `ws://127.0.0.1:PORT` or `http://127.0.0.1:PORT`
--- status 3

"#]]);
    listened(&format!("https://{}/", demo.host()), &["--insecure"]).is(str![[r#"
--- stderr
error: TLS with `127.0.0.1:PORT` failed: the answer was not TLS
  the port may speak plain http: try `ws://127.0.0.1:PORT` or `http://127.0.0.1:PORT`
--- status 3

"#]]);
    let (port, served) = scripted(|listener| drop(Peer::accept(listener)));
    listened(&format!("wss://127.0.0.1:{port}/ws"), &["--insecure"]).is(str![[r#"
--- stderr
error: TLS with `127.0.0.1:PORT` failed: the server closed the connection during the handshake
  the port may speak plain http: try `ws://127.0.0.1:PORT` or `http://127.0.0.1:PORT`
--- status 3

"#]]);
    served.join().unwrap();
}

#[test]
fn plain_http_to_a_tls_port() {
    let (demo, authority) = (Demo::start(), Authority::new());
    let server = authority.serve(demo.address());
    listened(&format!("ws://{}/ws", server.address), &[]).is(str![[r#"
--- stderr
error: the server did not answer in HTTP/1.1 but with `\x15\x03\x03\x00\x02\x022`
  the port speaks TLS: use `wss://`
--- status 3

"#]]);
    listened(&format!("http://{}/", server.address), &[]).is(str![[r#"
--- stderr
error: the server did not answer in HTTP/1.1 for `http://127.0.0.1:PORT/` but with `\x15\x03\x03\x00\x02\x022`
  the port speaks TLS: try `https://127.0.0.1:PORT/`
--- status 3

"#]]);
}

#[test]
fn a_page_by_plain_http_from_a_tls_port() {
    let (demo, authority) = (Demo::start(), Authority::new());
    let server = authority.serve(demo.address());
    listened(&format!("http://{}/room", server.address), &[]).is(str![[r#"
--- stderr
error: the server did not answer in HTTP/1.1 for `http://127.0.0.1:PORT/room` but with `\x15\x03\x03\x00\x02\x022`
  the port speaks TLS: try `https://127.0.0.1:PORT/room`
--- status 3

"#]]);
    // as nginx does
    let (port, served) = answering(
        "HTTP/1.1 400 Bad Request\r\nContent-Length: 50\r\n\r\nThe plain HTTP request was sent to HTTPS port. Hey",
    );
    listened(&format!("http://127.0.0.1:{port}/room"), &[]).is(str![[r#"
--- stderr
error: the server answered `400 Bad Request` for `http://127.0.0.1:PORT/room`
  content-length: 50
  | The plain HTTP request was sent to HTTPS port. Hey
  the port speaks TLS: try `https://127.0.0.1:PORT/room`
--- status 3

"#]]);
    served.join().unwrap();
    // as servers do that say nothing of it
    let (port, served) = answering("");
    listened(&format!("http://127.0.0.1:{port}/room"), &[]).is(str![[r#"
--- stderr
error: no complete answer in HTTP from `http://127.0.0.1:PORT/room`: connection closed before message completed
  the server closed the connection early: its log may say why, or it wants TLS: try `https://127.0.0.1:PORT/room`
--- status 3

"#]]);
    served.join().unwrap();
}

#[test]
fn tls_goes_through_proxies_and_to_them() {
    let (demo, authority) = (Demo::start(), Authority::new());
    let (server, proxy) = (authority.serve(demo.address()), Proxy::http(None));
    let [cacert, file] = trusting(&authority);
    let socket = format!("wss://app.test:{}/ws", server.address.port());
    let plain = format!("http://{}", proxy.host());
    sent(&socket, &[&cacert, &file, "--proxy", &plain]).is(str![[r#"
<p id="last">I do not know: x</p>
--- stderr
--- status 0

"#]]);
    let page = format!("https://app.test:{}/", server.address.port());
    sent(&page, &[&cacert, &file, "--proxy", &plain]).is(str![[r#"
<p id="last">I do not know: x</p>
--- stderr
--- status 0

"#]]);
    assert_eq!(proxy.asked().len(), 3);

    let secure = authority.serve(proxy.host().parse().unwrap());
    let https = format!("https://{}", secure.address);
    sent(&socket, &[&cacert, &file, "--proxy", &https]).is(str![[r#"
<p id="last">I do not know: x</p>
--- stderr
--- status 0

"#]]);
    listened(&socket, &["--cacert", &Authority::new().path("ca.pem"), "--proxy", &https]).is(str![[r#"
--- stderr
error: the proxy `https://127.0.0.1:PORT` cannot be reached: TLS with `127.0.0.1:PORT` failed: no trusted authority signed its certificate
  name the authority with `--cacert FILE`, or accept any certificate with `--insecure`
--- status 3

"#]]);
    listened(&socket, &[&cacert, &file, "--proxy", &format!("https://{}", demo.host())]).is(str![[r#"
--- stderr
error: the proxy `https://127.0.0.1:PORT` cannot be reached: TLS with `127.0.0.1:PORT` failed: the answer was not TLS
  does it speak plain HTTP? then write `http://`; leave `--proxy` out to connect without it
--- status 3

"#]]);
    listened(&socket, &[&cacert, &file, "--proxy", &format!("http://{}", secure.address)]).is(str![[r#"
--- stderr
error: the proxy `http://127.0.0.1:PORT` did not answer in HTTP but with `\x15\x03\x03\x00\x02\x022`
  it speaks TLS: write `https://`
--- status 3

"#]]);
}
