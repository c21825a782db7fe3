//! TLS over a connected stream: rustls with ring, the platform's certificates, `--cacert`, `--cert` and `--insecure`.
//!
//! The configuration is built at the first TLS connection, since loading the platform's certificates takes time.

mod any_certificate;
mod identity;
mod problem;
mod trusted;

use std::io;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::client::WantsClientCert;
use tokio_rustls::rustls::client::danger::ServerCertVerifier;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, ConfigBuilder, Error as RustlsError};
use url::Host;

use super::stream::AfterAsking;
use super::{DialError, DialOptions, Stream, Target, TlsProblem};
use any_certificate::AnyCertificate;
use identity::Identity;
use trusted::Trusted;

/// How long Chromium waits for a TLS handshake (`net::kSSLHandshakeTimeoutInSeconds`).
const HANDSHAKE_WITHIN: Duration = Duration::from_secs(30);

/// Lays TLS over streams.
pub(super) struct Connector {
    insecure: bool,
    extra_roots: Vec<CertificateDer<'static>>,
    identity: Arc<Identity>,
    config: OnceLock<Arc<ClientConfig>>,
    proxy_config: OnceLock<Arc<ClientConfig>>,
}

impl Connector {
    /// Reads the CA files and the client's certificate; loads nothing else yet.
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
        let identity = match &options.identity {
            Some(pem) => Identity::read(pem).map_err(DialError::Identity)?,
            None => Identity::default(),
        };
        Ok(Self {
            insecure: options.insecure,
            extra_roots,
            identity: Arc::new(identity),
            config: OnceLock::new(),
            proxy_config: OnceLock::new(),
        })
    }

    /// The TLS handshake with `target` over `stream`.
    pub(super) async fn wrap(&self, stream: Stream, target: &Target) -> Result<Stream, DialError> {
        self.shake_hands(self.config()?, stream, target).await
    }

    /// The TLS handshake with a proxy, which is not shown the client's certificate.
    pub(super) async fn wrap_proxy(&self, stream: Stream, proxy: &Target) -> Result<Stream, DialError> {
        self.shake_hands(self.proxy_config()?, stream, proxy).await
    }

    /// The TLS failure behind a connection that broke.
    pub(super) fn turned_away(&self, error: &io::Error) -> Option<TlsProblem> {
        let after_asking = error.get_ref().and_then(|inner| inner.downcast_ref::<AfterAsking>());
        let error = after_asking.map_or(error, |AfterAsking(error)| error);
        problem::after_handshake(error, self.identity.asked(after_asking.is_some()))
    }

    async fn shake_hands(
        &self,
        config: Arc<ClientConfig>,
        stream: Stream,
        target: &Target,
    ) -> Result<Stream, DialError> {
        let connecting = TlsConnector::from(config).connect(server_name(target)?, stream);
        let (connected, asked) = self.identity.watched(timeout(HANDSHAKE_WITHIN, connecting)).await;
        let failed = |problem, source| Err(DialError::tls(target.name(), target.port, problem, source));
        match connected {
            Ok(Ok(tls)) => Ok(Stream::Tls { tls: Box::new(tls), is_asked: asked.is_wanted }),
            Ok(Err(source)) => failed(problem::of(&source, asked), source),
            Err(_) => failed(TlsProblem::Silent { after: HANDSHAKE_WITHIN }, io::ErrorKind::TimedOut.into()),
        }
    }

    fn config(&self) -> Result<Arc<ClientConfig>, DialError> {
        if let Some(config) = self.config.get() {
            return Ok(config.clone());
        }
        let config = self.built(|builder| builder.with_client_cert_resolver(self.identity.clone()))?;
        Ok(self.config.get_or_init(|| Arc::new(config)).clone())
    }

    fn proxy_config(&self) -> Result<Arc<ClientConfig>, DialError> {
        if let Some(config) = self.proxy_config.get() {
            return Ok(config.clone());
        }
        let config = self.built(|builder| builder.with_no_client_auth())?;
        Ok(self.proxy_config.get_or_init(|| Arc::new(config)).clone())
    }

    fn built(
        &self,
        finish: impl FnOnce(ConfigBuilder<ClientConfig, WantsClientCert>) -> ClientConfig,
    ) -> Result<ClientConfig, DialError> {
        let failed = |error: RustlsError| DialError::Roots { reason: error.to_string() };
        let provider = Arc::new(ring::default_provider());
        let verifier: Arc<dyn ServerCertVerifier> = if self.insecure {
            Arc::new(AnyCertificate(provider.clone()))
        } else {
            Arc::new(Trusted::new(&self.extra_roots, &provider).map_err(failed)?)
        };
        let builder = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(failed)?
            .dangerous()
            .with_custom_certificate_verifier(verifier);
        let mut config = finish(builder);
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(config)
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
