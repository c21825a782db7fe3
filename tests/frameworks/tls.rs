//! TLS by OpenSSL: page and socket of a Python server, with an authority and clients' certificates of one's own.

use snapbox::str;

use super::server::Server;
use super::support::tls::{Authority, Signed};
use super::support::{Ran, hxws};

/// A server with this certificate; clients need one of the authority `clients`, if there is one.
fn started(
    authority: &Authority,
    version: &str,
    signed: &Signed,
    clients: Option<&Authority>,
) -> Option<Server> {
    let certificate = authority.write("server.pem", &signed.pem());
    let key = authority.write("server.key", &signed.key_pem());
    let clients = clients.map(|clients| clients.path("ca.pem"));
    let mut arguments = vec![version, &certificate, &key];
    arguments.extend(clients.as_deref());
    Server::start("secure_server.py", &["ssl", "websockets"], &arguments)
}

fn sent(server: &Server, authority: &Authority, flags: &[&str]) -> [Ran; 2] {
    let cacert = authority.path("ca.pem");
    let targets = [server.at("https", "/"), server.at("wss", "/ws")];
    targets.map(|target| {
        hxws(&[&["send", &target, "message=hi", "-o", "html", "--cacert", &cacert], flags].concat())
    })
}

#[test]
fn page_and_socket_of_a_server_that_knows_its_clients() {
    let (authority, clients) = (Authority::new(), Authority::new());
    let client = clients.sign(&["ann"], |params| {
        params.distinguished_name.push(rcgen::DnType::CommonName, "ann");
    });
    let cert = clients.write("ann.pem", &client.pem());
    let key = clients.write("ann.key", &client.key_pem());
    for version in ["TLSv1_3", "TLSv1_2"] {
        let signed = authority.sign(&["127.0.0.1"], |_| {});
        let Some(server) = started(&authority, version, &signed, Some(&clients)) else { return };
        let answer = format!(
            "<p id=\"who\">hi by ann over {}</p>\n--- stderr\n--- status 0\n",
            version.replace('_', ".")
        );
        for ran in sent(&server, &authority, &["--cert", &cert, "--key", &key]) {
            assert_eq!(ran.transcript(), answer);
        }
        for ran in sent(&server, &authority, &[]) {
            ran.is(str![[r#"
--- stderr
error: TLS with `127.0.0.1:PORT` failed: the server wants a certificate of the client's
  give one with `--cert FILE`, and its key with `--key FILE`
--- status 3

"#]]);
        }
    }
}

#[test]
fn a_client_s_certificate_that_openssl_does_not_know() {
    let (authority, clients) = (Authority::new(), Authority::new());
    let client = authority.sign(&["ann"], |_| {});
    let both = authority.write("ann.pem", &(client.pem() + &client.key_pem()));
    for version in ["TLSv1_3", "TLSv1_2"] {
        let signed = authority.sign(&["127.0.0.1"], |_| {});
        let Some(server) = started(&authority, version, &signed, Some(&clients)) else { return };
        for ran in sent(&server, &authority, &["--cert", &both]) {
            ran.is(str![[r#"
--- stderr
error: TLS with `127.0.0.1:PORT` failed: the server did not accept the client's certificate
  is it one that the server knows? `--cert` takes it with the certificates between it and the authority
--- status 3

"#]]);
        }
    }
}

#[test]
fn a_certificate_for_another_host_and_one_of_an_authority_that_nobody_knows() {
    let (authority, other) = (Authority::new(), Authority::new());
    let signed = authority.sign(&["app.test"], |_| {});
    let Some(server) = started(&authority, "TLSv1_3", &signed, None) else { return };
    for ran in sent(&server, &authority, &[]) {
        ran.is(str![[r#"
--- stderr
error: TLS with `127.0.0.1:PORT` failed: its certificate is not for that name
  it is for `app.test`: use that name, or accept any certificate with `--insecure`
--- status 3

"#]]);
    }
    for ran in sent(&server, &other, &[]) {
        ran.is(str![[r#"
--- stderr
error: TLS with `127.0.0.1:PORT` failed: no trusted authority signed its certificate
  name the authority with `--cacert FILE`, or accept any certificate with `--insecure`
--- status 3

"#]]);
    }
    let (page, resolve) =
        (format!("https://app.test:{}/", server.port), format!("app.test:{}:127.0.0.1", server.port));
    let named = ["--cacert", &authority.path("ca.pem"), "--resolve", &resolve];
    hxws(&[&["send", &page, "message=hi", "-o", "html"], &named[..]].concat()).is(str![[r#"
<p id="who">hi by nobody over TLSv1.3</p>
--- stderr
--- status 0

"#]]);
}
