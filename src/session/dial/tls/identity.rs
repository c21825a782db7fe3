//! The client's certificate (`--cert`, `--key`), and whether a server has asked for one.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio_rustls::rustls::client::ResolvesClientCert;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::{self, PemObject as _};
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::sign::CertifiedKey;
use tokio_rustls::rustls::{Error as RustlsError, SignatureScheme};

use crate::session::dial::{IdentityError, IdentityPem};

/// The client's certificate, if it has one.
#[derive(Default)]
pub(super) struct Identity {
    key: Option<Arc<CertifiedKey>>,
    asked: AtomicBool,
}

impl Identity {
    /// Reads a certificate with its chain, and its key.
    pub(super) fn read(pem: &IdentityPem) -> Result<Self, IdentityError> {
        let unreadable = |error: pem::Error| IdentityError::Certificate { reason: error.to_string() };
        let chain: Vec<CertificateDer<'static>> =
            CertificateDer::pem_slice_iter(&pem.certificate).collect::<Result<_, _>>().map_err(unreadable)?;
        if chain.is_empty() {
            return Err(IdentityError::NoCertificate);
        }
        let key = match PrivateKeyDer::from_pem_slice(&pem.key) {
            Ok(key) => key,
            Err(_) if is_encrypted(&pem.key) => return Err(IdentityError::Encrypted),
            Err(pem::Error::NoItemsFound) => return Err(IdentityError::NoKey),
            Err(error) => return Err(IdentityError::Key { reason: error.to_string() }),
        };
        if is_encrypted(&pem.key) {
            return Err(IdentityError::Encrypted);
        }
        let certified = CertifiedKey::from_der(chain, key, &ring::default_provider());
        match certified {
            Ok(certified) => Ok(Self { key: Some(Arc::new(certified)), asked: AtomicBool::new(false) }),
            Err(RustlsError::InconsistentKeys(_)) => Err(IdentityError::Mismatch),
            Err(RustlsError::InvalidCertificate(error)) => {
                Err(IdentityError::Certificate { reason: error.to_string() })
            }
            Err(RustlsError::General(reason)) => Err(IdentityError::Key { reason }),
            Err(error) => Err(IdentityError::Key { reason: error.to_string() }),
        }
    }

    /// Whether there is a certificate to show.
    pub(super) fn is_given(&self) -> bool {
        self.key.is_some()
    }

    /// Whether a server has asked for one.
    pub(super) fn was_asked_for(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }
}

/// PKCS#8 says so in its label, the older forms in a header (RFC 1421 §4.6.1.1).
fn is_encrypted(pem: &[u8]) -> bool {
    let text = String::from_utf8_lossy(pem);
    text.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----")
        || text.lines().any(|line| line.starts_with("Proc-Type:") && line.contains("ENCRYPTED"))
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity").field("is_given", &self.is_given()).finish_non_exhaustive()
    }
}

impl ResolvesClientCert for Identity {
    fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        self.asked.store(true, Ordering::Relaxed);
        self.key.clone()
    }

    fn has_certs(&self) -> bool {
        self.is_given()
    }
}
