//! TLS in front of a plain server, with certificates that are made for the test.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use rcgen::{BasicConstraints, Certificate, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig, SupportedProtocolVersion, version};

use super::background::{Background, relay};

/// An authority, with a directory for its files.
pub struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
    directory: TempDir,
}

/// A certificate with its key.
pub struct Signed {
    certificate: Certificate,
    key: KeyPair,
}

impl Authority {
    /// A new one.
    pub fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        // those of one name would be taken for each other
        let directory = tempfile::tempdir().unwrap();
        params.distinguished_name.push(DnType::CommonName, directory.path().to_str().unwrap());
        let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        let authority = Self { issuer, directory };
        authority.write("ca.pem", &authority.issuer.pem());
        authority
    }

    /// Signs a certificate for these names, changed as wanted.
    pub fn sign(&self, names: &[&str], change: impl FnOnce(&mut CertificateParams)) -> Signed {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let mut params = CertificateParams::new(names).unwrap();
        change(&mut params);
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        Signed { certificate, key }
    }

    /// Writes a file beside the authority's own: its path.
    pub fn write(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// The path of a file there; the authority's own is `ca.pem`.
    pub fn path(&self, name: &str) -> String {
        let path: PathBuf = self.directory.path().join(name);
        path.to_str().unwrap().to_owned()
    }

    /// TLS for `127.0.0.1` and `app.test` in front of the server at `behind`.
    pub fn serve(&self, behind: SocketAddr) -> Background {
        self.serve_with(self.sign(&["app.test", "127.0.0.1"], |_| {}), behind, &version::TLS13, None)
    }

    /// The same with this certificate and version; clients need a certificate of the authority `clients`, if there is
    /// one.
    pub fn serve_with(
        &self,
        signed: Signed,
        behind: SocketAddr,
        version: &'static SupportedProtocolVersion,
        clients: Option<&Authority>,
    ) -> Background {
        let provider = Arc::new(ring::default_provider());
        let builder =
            ServerConfig::builder_with_provider(provider.clone()).with_protocol_versions(&[version]).unwrap();
        let builder = match clients {
            Some(authority) => {
                let mut roots = RootCertStore::empty();
                roots.add(authority.issuer.der().clone()).unwrap();
                let verifier =
                    WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build().unwrap();
                builder.with_client_cert_verifier(verifier)
            }
            None => builder.with_no_client_auth(),
        };
        let chain = vec![signed.certificate.der().clone()];
        let key = PrivateKeyDer::try_from(signed.key.serialize_der()).unwrap();
        let config = Arc::new(builder.with_single_cert(chain, key).unwrap());
        Background::start(move |stream| forward(stream, config.clone(), behind))
    }
}

/// An authority's certificate for these names that nobody but itself has signed, changed as wanted.
pub fn self_signed(names: &[&str], change: impl FnOnce(&mut CertificateParams)) -> Signed {
    let mut params =
        CertificateParams::new(names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    change(&mut params);
    let key = KeyPair::generate().unwrap();
    let certificate = params.self_signed(&key).unwrap();
    Signed { certificate, key }
}

impl Signed {
    /// The certificate in PEM.
    pub fn pem(&self) -> String {
        self.certificate.pem()
    }

    /// The key in PEM, as PKCS#8.
    pub fn key_pem(&self) -> String {
        self.key.serialize_pem()
    }
}

async fn forward(stream: TcpStream, config: Arc<ServerConfig>, behind: SocketAddr) {
    if let Ok(tls) = TlsAcceptor::from(config).accept(stream).await {
        relay(tls, behind).await;
    }
}
