//! The client's certificate (`--cert`, `--key`), and whether the server of a handshake has asked for one.

use std::cell::Cell;
use std::fmt;
use std::sync::Arc;

use tokio_rustls::rustls::client::ResolvesClientCert;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::{self, PemObject as _};
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::sign::CertifiedKey;
use tokio_rustls::rustls::{Error as RustlsError, SignatureScheme};

use crate::session::dial::{IdentityError, IdentityPem};

/// The client's certificate, if it has one.
#[derive(Default)]
pub(super) struct Identity(Option<Arc<CertifiedKey>>);

/// What there is to say of the client's certificate in one handshake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Asked {
    /// The server has asked for it.
    pub(super) is_wanted: bool,
    /// There is one.
    pub(super) is_given: bool,
}

tokio::task_local! {
    /// Whether the server of the handshake that is under way has asked. rustls asks one resolver for all handshakes: one
    /// of its own for each would keep it from resuming sessions.
    static WANTED: Cell<bool>;
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
            Ok(certified) => Ok(Self(Some(Arc::new(certified)))),
            Err(RustlsError::InconsistentKeys(_)) => Err(IdentityError::Mismatch),
            Err(RustlsError::InvalidCertificate(error)) => {
                Err(IdentityError::Certificate { reason: error.to_string() })
            }
            Err(RustlsError::General(reason)) => Err(IdentityError::Key { reason }),
            Err(error) => Err(IdentityError::Key { reason: error.to_string() }),
        }
    }

    /// Waits for a handshake, and tells whether its server has asked for the certificate.
    pub(super) async fn watched<T>(&self, handshake: impl Future<Output = T>) -> (T, Asked) {
        let watched = async {
            let done = handshake.await;
            (done, self.asked(WANTED.with(Cell::get)))
        };
        WANTED.scope(Cell::new(false), watched).await
    }

    /// The same of a connection of which is known whether its server has asked.
    pub(super) fn asked(&self, is_wanted: bool) -> Asked {
        Asked { is_wanted, is_given: self.0.is_some() }
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
        f.debug_struct("Identity").field("is_given", &self.0.is_some()).finish()
    }
}

impl ResolvesClientCert for Identity {
    fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        // outside of a handshake nobody is told
        let _told = WANTED.try_with(|wanted| wanted.set(true));
        self.0.clone()
    }

    fn has_certs(&self) -> bool {
        self.0.is_some()
    }
}
