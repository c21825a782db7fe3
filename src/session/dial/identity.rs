//! The client's certificate as it was given, and why it cannot be used. Knows no TLS.

use std::fmt;

/// What the files of `--cert` and `--key` hold, in PEM.
#[derive(Clone)]
pub struct IdentityPem {
    /// The certificate, and those between it and the authority.
    pub certificate: Vec<u8>,
    /// Its key: PKCS#8, PKCS#1 or SEC1.
    pub key: Vec<u8>,
}

impl fmt::Debug for IdentityPem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdentityPem(…)")
    }
}

/// Why the client's certificate or its key cannot be used; said of the file in which it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    /// No certificate in the file.
    #[error("it holds no certificate in PEM form")]
    NoCertificate,
    /// A certificate that is none.
    #[error("the certificate cannot be read: {reason}")]
    Certificate {
        /// What was wrong with it.
        reason: String,
    },
    /// No key in the file.
    #[error("it holds no private key in PEM form")]
    NoKey,
    /// A key that is none, or of a kind that is not known.
    #[error("the private key cannot be read: {reason}")]
    Key {
        /// What was wrong with it.
        reason: String,
    },
    /// The key is locked with a passphrase.
    #[error("the private key is encrypted")]
    Encrypted,
    /// The key is another certificate's.
    #[error("the private key does not belong to the certificate of `--cert`")]
    Mismatch,
}

impl IdentityError {
    /// Whether it is the key's fault, not the certificate's.
    #[must_use]
    pub fn is_of_key(&self) -> bool {
        !matches!(self, Self::NoCertificate | Self::Certificate { .. })
    }

    /// What to try, where something can be said.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        Some(match self {
            Self::NoCertificate => {
                "`--cert` takes a PEM file with `-----BEGIN CERTIFICATE-----` in it".to_owned()
            }
            Self::NoKey => "name its file with `--key FILE`, or put it into that of `--cert`".to_owned(),
            Self::Encrypted => {
                "hxws asks for no passphrase: `openssl pkey -in KEY -out PLAIN` writes it without one"
                    .to_owned()
            }
            Self::Key { .. } => {
                "RSA, ECDSA and Ed25519 keys are taken, as PKCS#8, PKCS#1 or SEC1 in PEM form".to_owned()
            }
            Self::Mismatch => {
                "is it the key of that certificate? the certificate must stand first in its file".to_owned()
            }
            Self::Certificate { .. } => return None,
        })
    }
}
