//! TLS over a connected stream: rustls with ring, the platform's certificates, `--cacert` and `--insecure`.
//!
//! The configuration is built at the first TLS connection, since loading the platform's certificates takes time.

use std::fmt;
use std::io;
use std::sync::{Arc, OnceLock};

use rustls_platform_verifier::Verifier;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use tokio_rustls::rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use tokio_rustls::rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error as RustlsError, SignatureScheme,
};
use url::Host;

use super::{DialError, DialOptions, Stream, Target, TlsProblem};

/// Lays TLS over streams.
pub(super) struct Connector {
    insecure: bool,
    extra_roots: Vec<CertificateDer<'static>>,
    config: OnceLock<Arc<ClientConfig>>,
}

impl Connector {
    /// Reads the CA files; loads nothing else yet.
    pub(super) fn new(options: &DialOptions) -> Result<Self, DialError> {
        let mut extra_roots = Vec::new();
        for (index, pem) in options.ca_certificates.iter().enumerate() {
            let failed = |reason: String| DialError::CaCertificate { index, reason };
            let before = extra_roots.len();
            for certificate in CertificateDer::pem_slice_iter(pem) {
                extra_roots.push(certificate.map_err(|error| failed(error.to_string()))?);
            }
            if extra_roots.len() == before {
                return Err(failed("nothing between `BEGIN CERTIFICATE` and `END CERTIFICATE`".to_owned()));
            }
        }
        Ok(Self { insecure: options.insecure, extra_roots, config: OnceLock::new() })
    }

    /// The TLS handshake with `target` over `stream`.
    pub(super) async fn wrap(&self, stream: Stream, target: &Target) -> Result<Stream, DialError> {
        let connector = TlsConnector::from(self.config()?);
        match connector.connect(server_name(target)?, stream).await {
            Ok(tls) => Ok(Stream::Tls(Box::new(tls))),
            Err(source) => Err(DialError::Tls {
                host: target.name(),
                port: target.port,
                problem: problem(&source),
                source,
            }),
        }
    }

    fn config(&self) -> Result<Arc<ClientConfig>, DialError> {
        if let Some(config) = self.config.get() {
            return Ok(config.clone());
        }
        let failed = |error: RustlsError| DialError::Roots { reason: error.to_string() };
        let provider = Arc::new(ring::default_provider());
        let verifier: Arc<dyn ServerCertVerifier> = if self.insecure {
            Arc::new(AnyCertificate(provider.clone()))
        } else {
            let roots = self.extra_roots.iter().cloned();
            Arc::new(Verifier::new_with_extra_roots(roots, provider.clone()).map_err(failed)?)
        };
        let mut config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(failed)?
            .dangerous()
            .with_custom_certificate_verifier(verifier)
            .with_no_client_auth();
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(self.config.get_or_init(|| Arc::new(config)).clone())
    }
}

fn server_name(target: &Target) -> Result<ServerName<'static>, DialError> {
    match &target.host {
        Host::Domain(domain) => ServerName::try_from(domain.clone()).map_err(|source| DialError::Resolve {
            host: domain.clone(),
            port: target.port,
            source: io::Error::other(source),
        }),
        Host::Ipv4(ip) => Ok(ServerName::IpAddress((*ip).into())),
        Host::Ipv6(ip) => Ok(ServerName::IpAddress((*ip).into())),
    }
}

/// What a failed handshake means to people.
fn problem(error: &io::Error) -> TlsProblem {
    let rustls = error.get_ref().and_then(|inner| inner.downcast_ref::<RustlsError>());
    match rustls {
        Some(RustlsError::InvalidCertificate(certificate)) => certificate_problem(certificate),
        Some(RustlsError::InvalidMessage(_)) => TlsProblem::NotTls,
        Some(other) => TlsProblem::Other(other.to_string()),
        None if matches!(error.kind(), io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset) => {
            TlsProblem::Ended
        }
        None => TlsProblem::Other(error.to_string()),
    }
}

fn certificate_problem(error: &CertificateError) -> TlsProblem {
    match error {
        CertificateError::UnknownIssuer => TlsProblem::UnknownIssuer,
        CertificateError::NotValidForName => TlsProblem::WrongName { presented: Vec::new() },
        CertificateError::NotValidForNameContext { presented, .. } => {
            TlsProblem::WrongName { presented: presented.iter().map(|name| plain_name(name)).collect() }
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => TlsProblem::Expired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            TlsProblem::NotYetValid
        }
        other => TlsProblem::Other(format!("its certificate is not accepted: {other}")),
    }
}

/// webpki writes the names of a certificate as `DnsName("a.test")`.
fn plain_name(presented: &str) -> String {
    presented.split('"').nth(1).unwrap_or(presented).to_owned()
}

/// `--insecure`: any certificate will do, though the server must hold its key.
struct AnyCertificate(Arc<CryptoProvider>);

impl fmt::Debug for AnyCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AnyCertificate")
    }
}

impl ServerCertVerifier for AnyCertificate {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, RustlsError> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, RustlsError> {
        verify_tls12_signature(message, certificate, signature, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, RustlsError> {
        verify_tls13_signature(message, certificate, signature, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
