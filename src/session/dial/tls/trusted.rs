//! Which certificates of servers are taken: those that an authority of the platform's or of `--cacert` stands for, and those
//! that `--cacert` names themselves.

use std::sync::Arc;

use rustls_platform_verifier::Verifier;
use tokio_rustls::rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use tokio_rustls::rustls::client::{WebPkiServerVerifier, verify_server_name};
use tokio_rustls::rustls::crypto::CryptoProvider;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use tokio_rustls::rustls::server::ParsedCertificate;
use tokio_rustls::rustls::{
    CertificateError, DigitallySignedStruct, Error as RustlsError, OtherError, RootCertStore, SignatureScheme,
};

use super::problem;

/// The check of certificates without `--insecure`.
#[derive(Debug)]
pub(super) struct Trusted {
    /// The platform's authorities and those of `--cacert`.
    authorities: Verifier,
    /// The certificates of `--cacert`, where there are any.
    named: Option<Named>,
}

/// Certificates that are trusted by themselves.
#[derive(Debug)]
struct Named {
    certificates: Vec<CertificateDer<'static>>,
    /// Knows no authority but them.
    check: Arc<WebPkiServerVerifier>,
}

impl Trusted {
    pub(super) fn new(
        named: &[CertificateDer<'static>],
        provider: &Arc<CryptoProvider>,
    ) -> Result<Self, RustlsError> {
        let authorities = Verifier::new_with_extra_roots(named.iter().cloned(), provider.clone())?;
        let named = if named.is_empty() { None } else { Some(Named::new(named, provider)?) };
        Ok(Self { authorities, named })
    }
}

impl Named {
    fn new(
        certificates: &[CertificateDer<'static>],
        provider: &Arc<CryptoProvider>,
    ) -> Result<Self, RustlsError> {
        let mut roots = RootCertStore::empty();
        certificates.iter().cloned().try_for_each(|certificate| roots.add(certificate))?;
        let check = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider.clone())
            .build()
            .map_err(|error| RustlsError::Other(OtherError(Arc::new(error))))?;
        Ok(Self { certificates: certificates.to_vec(), check })
    }

    /// Whether a server's own certificate is one of them, valid now and for that name; none where it is another.
    ///
    /// OpenSSL, and with it curl, takes such a certificate though it may be an authority's or signed by nobody known
    /// (`X509_V_FLAG_PARTIAL_CHAIN`); webpki takes neither. It checks the dates before it comes to that, and rustls the name
    /// after it, which is made up for here.
    fn verify(
        &self,
        certificate: &CertificateDer<'_>,
        name: &ServerName<'_>,
        now: UnixTime,
    ) -> Option<Result<(), RustlsError>> {
        if !self.certificates.contains(certificate) {
            return None;
        }
        Some(match self.check.verify_server_cert(certificate, &[], name, &[], now) {
            Ok(_) => Ok(()),
            Err(RustlsError::InvalidCertificate(error)) if is_for_want_of_an_issuer(&error) => {
                ParsedCertificate::try_from(certificate)
                    .and_then(|certificate| verify_server_name(&certificate, name))
            }
            Err(error) => Err(error),
        })
    }
}

fn is_for_want_of_an_issuer(error: &CertificateError) -> bool {
    matches!(error, CertificateError::UnknownIssuer) || problem::is_authority_s(error)
}

impl ServerCertVerifier for Trusted {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, RustlsError> {
        match self.named.as_ref().and_then(|named| named.verify(certificate, name, now)) {
            Some(verified) => verified.map(|()| ServerCertVerified::assertion()),
            None => self.authorities.verify_server_cert(certificate, intermediates, name, ocsp, now),
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, RustlsError> {
        self.authorities.verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, RustlsError> {
        self.authorities.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.authorities.supported_verify_schemes()
    }
}
