//! Dialling: what is tried, and what is said when it fails.

use std::net::{Ipv4Addr, SocketAddr};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::*;

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

/// A server that says `hi` to its first visitor.
async fn greeter() -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { listener.accept().await.unwrap().0.write_all(b"hi").await });
    address
}

async fn heard(mut stream: Stream) -> String {
    let mut text = String::new();
    stream.read_to_string(&mut text).await.unwrap();
    text
}

/// A port that nobody listens on.
async fn closed_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    listener.local_addr().unwrap().port()
}

#[tokio::test]
async fn localhost_is_tried_by_ipv6_then_ipv4() {
    let address = greeter().await;
    let dialer = Dialer::new(DialOptions::default()).unwrap();
    let stream = dialer.dial(&url(&format!("ws://localhost:{}/", address.port()))).await.unwrap();
    assert!(matches!(&stream, Stream::Plain(tcp) if tcp.nodelay().unwrap()));
    assert_eq!(heard(stream).await, "hi");
}

#[tokio::test]
async fn a_timeout_past_all_time_is_none() {
    let address = greeter().await;
    let options = DialOptions { connect_timeout: Some(Duration::MAX), ..DialOptions::default() };
    let stream = Dialer::new(options).unwrap().dial(&url(&format!("ws://{address}/"))).await;
    assert_eq!(heard(stream.unwrap()).await, "hi");
}

#[tokio::test]
async fn resolve_names_the_addresses_to_try_in_turn() {
    let address = greeter().await;
    // 127.0.0.2 is loopback too, and nobody listens there.
    let resolve = format!("app.test:{}:127.0.0.2,127.0.0.1", address.port()).parse().unwrap();
    let options = DialOptions { resolve: vec![resolve], ..DialOptions::default() };
    let stream =
        Dialer::new(options).unwrap().dial(&url(&format!("http://app.test:{}/", address.port()))).await;
    assert_eq!(heard(stream.unwrap()).await, "hi");
}

#[tokio::test]
async fn a_refused_connection_names_host_and_port_and_asks_for_the_server() {
    let port = closed_port().await;
    let dialer = Dialer::new(DialOptions::default()).unwrap();
    let error = dialer.dial(&url(&format!("ws://127.0.0.1:{port}/"))).await.unwrap_err();
    assert_eq!(error.to_string(), format!("could not connect to `127.0.0.1:{port}`: connection refused"));
    assert_eq!(error.help(), Some(format!("is the server running on `127.0.0.1:{port}`?")));
}

#[tokio::test]
async fn a_scheme_of_something_else_is_refused() {
    let error = Dialer::new(DialOptions::default()).unwrap().dial(&url("ftp://a.test/")).await.unwrap_err();
    assert_eq!(error.to_string(), "`ftp` is not a scheme hxws connects to");
}

#[cfg(unix)]
#[tokio::test]
async fn a_unix_socket_takes_the_place_of_every_host() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("app.sock");
    let listener = tokio::net::UnixListener::bind(&path).unwrap();
    tokio::spawn(async move { listener.accept().await.unwrap().0.write_all(b"hi").await });
    let options = DialOptions { unix_socket: Some(path.clone()), ..DialOptions::default() };
    let stream = Dialer::new(options).unwrap().dial(&url("ws://nowhere.invalid/")).await.unwrap();
    assert_eq!(heard(stream).await, "hi");

    let missing = path.with_extension("missing");
    let options = DialOptions { unix_socket: Some(missing.clone()), ..DialOptions::default() };
    let error = Dialer::new(options).unwrap().dial(&url("ws://nowhere.invalid/")).await.unwrap_err();
    let expected = format!("could not connect to the Unix socket `{}`: no such file", missing.display());
    assert_eq!(error.to_string(), expected);
}

#[cfg(not(feature = "tls"))]
#[tokio::test]
async fn without_tls_the_build_says_so_before_it_connects() {
    let error = Dialer::new(DialOptions::default()).unwrap().dial(&url("wss://a.test/")).await.unwrap_err();
    assert_eq!(error.to_string(), "this hxws was built without TLS");
}

#[cfg(feature = "tls")]
mod with_tls {
    use tokio_rustls::TlsAcceptor;
    use tokio_rustls::rustls::ServerConfig;
    use tokio_rustls::rustls::crypto::ring;
    use tokio_rustls::rustls::pki_types::pem::PemObject as _;
    use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

    use super::*;

    const AUTHORITY: &[u8] = include_bytes!("testdata/ca.pem");

    /// A TLS server for `app.test` that says which protocol was agreed on.
    async fn tls_greeter() -> u16 {
        let chain = vec![CertificateDer::from_pem_slice(include_bytes!("testdata/server.pem")).unwrap()];
        let key = PrivateKeyDer::from_pem_slice(include_bytes!("testdata/server.key")).unwrap();
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .unwrap();
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        tokio::spawn(async move {
            let (tcp, _) = listener.accept().await.unwrap();
            if let Ok(mut tls) = TlsAcceptor::from(Arc::new(config)).accept(tcp).await {
                let agreed = tls.get_ref().1.alpn_protocol().unwrap_or_default().to_vec();
                tls.write_all(&agreed).await.unwrap();
                tls.shutdown().await.unwrap();
            }
        });
        port
    }

    async fn dial(host: &str, port: u16, options: DialOptions) -> Result<Stream, DialError> {
        let resolve = vec![format!("*:{port}:127.0.0.1").parse().unwrap()];
        let dialer = Dialer::new(DialOptions { resolve, ..options })?;
        dialer.dial(&url(&format!("wss://{host}:{port}/"))).await
    }

    #[tokio::test]
    async fn a_named_authority_is_trusted_and_http_1_1_agreed_on() {
        let options = DialOptions { ca_certificates: vec![AUTHORITY.to_vec()], ..DialOptions::default() };
        let stream = dial("app.test", tls_greeter().await, options).await.unwrap();
        assert_eq!(heard(stream).await, "http/1.1");
    }

    #[tokio::test]
    async fn insecure_takes_any_certificate() {
        let options = DialOptions { insecure: true, ..DialOptions::default() };
        assert_eq!(heard(dial("other.test", tls_greeter().await, options).await.unwrap()).await, "http/1.1");
    }

    #[tokio::test]
    async fn a_certificate_for_another_name_says_which() {
        let port = tls_greeter().await;
        let options = DialOptions { ca_certificates: vec![AUTHORITY.to_vec()], ..DialOptions::default() };
        let error = dial("other.test", port, options).await.unwrap_err();
        let expected = format!("TLS with `other.test:{port}` failed: its certificate is not for that name");
        assert_eq!(error.to_string(), expected);
        let help = "it is for `app.test`: use that name, or accept any certificate with `--insecure`";
        assert_eq!(error.help().as_deref(), Some(help));
    }

    #[tokio::test]
    async fn an_unknown_authority_points_to_cacert_and_insecure() {
        // A second authority, so that something is trusted on machines without certificates.
        let own = include_bytes!("testdata/other-ca.pem").to_vec();
        let options = DialOptions { ca_certificates: vec![own], ..DialOptions::default() };
        let error = dial("app.test", tls_greeter().await, options).await.unwrap_err();
        assert!(matches!(error, DialError::Tls { problem: TlsProblem::UnknownIssuer, .. }), "{error:?}");
        let help = "name the authority with `--cacert FILE`, or accept any certificate with `--insecure`";
        assert_eq!(error.help().as_deref(), Some(help));
    }

    #[tokio::test]
    async fn tls_to_a_plain_port_points_to_plain_addresses() {
        let port = greeter().await.port();
        let options = DialOptions { insecure: true, ..DialOptions::default() };
        let error = dial("app.test", port, options).await.unwrap_err();
        let problem = matches!(error, DialError::Tls { problem: TlsProblem::NotTls | TlsProblem::Ended, .. });
        assert!(problem, "{error:?}");
        let help =
            format!("the port may speak plain http: try `ws://app.test:{port}` or `http://app.test:{port}`");
        assert_eq!(error.help(), Some(help));
    }

    #[tokio::test(start_paused = true)]
    async fn the_timeout_holds_for_tls_too() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let options = DialOptions {
            connect_timeout: Some(Duration::from_secs(5)),
            insecure: true,
            ..DialOptions::default()
        };
        let error = dial("app.test", port, options).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("no connection to `app.test:{port}` within 5s: TCP is connected, but TLS is unanswered")
        );
    }

    fn with_identity(certificate: &[u8], key: &[u8]) -> Result<Dialer, String> {
        let identity = IdentityPem { certificate: certificate.to_vec(), key: key.to_vec() };
        let options = DialOptions { identity: Some(identity), ..DialOptions::default() };
        Dialer::new(options).map_err(|error| error.to_string())
    }

    #[test]
    fn keys_are_taken_as_pkcs8_sec1_and_pkcs1_in_a_file_of_their_own_or_with_the_certificate() {
        use base64::Engine as _;

        let certificate = include_bytes!("testdata/server.pem");
        let pkcs8 = include_bytes!("testdata/server.key");
        assert!(with_identity(certificate, pkcs8).is_ok());
        // what PKCS#8 wraps for a key on P-256 begins after 29 bytes (RFC 5958 §2, RFC 5915 §3)
        let der = PrivateKeyDer::from_pem_slice(pkcs8).unwrap().secret_der()[29..].to_vec();
        let base64 = base64::engine::general_purpose::STANDARD.encode(der);
        let sec1 = format!("-----BEGIN EC PRIVATE KEY-----\n{base64}\n-----END EC PRIVATE KEY-----\n");
        assert!(with_identity(certificate, sec1.as_bytes()).is_ok());
        let both = include_bytes!("testdata/client-rsa.pem");
        assert!(both.starts_with(b"-----BEGIN RSA PRIVATE KEY-----"));
        assert!(with_identity(both, both).is_ok());
        let mismatch = "the private key does not belong to the certificate of `--cert`";
        assert_eq!(with_identity(certificate, both).err().as_deref(), Some(mismatch));
        let shown = format!("{:?}", with_identity(certificate, pkcs8).unwrap());
        assert!(shown.contains("IdentityPem(…)"), "{shown}");
    }

    #[test]
    fn a_ca_file_without_a_certificate_is_said() {
        let options = DialOptions { ca_certificates: vec![b"nothing".to_vec()], ..DialOptions::default() };
        let error = Dialer::new(options).unwrap_err();
        assert!(matches!(error, DialError::CaCertificate { index: 0, .. }));
        assert_eq!(
            error.help().unwrap(),
            "`--cacert` takes a PEM file with `-----BEGIN CERTIFICATE-----` in it"
        );
    }
}

#[test]
fn a_server_of_old_tls_only_is_told_to_be_updated() {
    let problem = TlsProblem::Alert { alert: "protocol_version".to_owned() };
    let error = DialError::tls("a.test".to_owned(), 443, problem, io::ErrorKind::InvalidData.into());
    assert_eq!(
        error.help().unwrap(),
        "the server speaks neither TLS 1.2 nor TLS 1.3, and older versions are not safe: update it"
    );
}
