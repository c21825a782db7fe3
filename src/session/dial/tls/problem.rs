//! What a failed TLS handshake means to people.

use std::io;
use std::time::{Duration, SystemTime};

use tokio_rustls::rustls::pki_types::UnixTime;
use tokio_rustls::rustls::{AlertDescription as Alert, CertificateError, Error as RustlsError};

use super::identity::Asked;
use crate::session::dial::TlsProblem;

/// What a handshake failed of.
pub(super) fn of(error: &io::Error, asked: Asked) -> TlsProblem {
    match rustls(error) {
        Some(RustlsError::InvalidCertificate(certificate)) => of_certificate(certificate),
        Some(RustlsError::InvalidMessage(_)) => TlsProblem::NotTls,
        Some(RustlsError::AlertReceived(alert)) => {
            let about = about_identity(*alert, asked).filter(|_| asked.is_wanted);
            about.unwrap_or_else(|| TlsProblem::Alert { alert: named(*alert) })
        }
        Some(other) => TlsProblem::Other(other.to_string()),
        None if broke(error) => unread_alert(asked).unwrap_or(TlsProblem::Ended),
        None => TlsProblem::Other(error.to_string()),
    }
}

/// Why a server turned the client away after the client's side of the handshake was done, as TLS 1.3 has it (RFC 8446
/// §4.4.2.4).
pub(super) fn after_handshake(error: &io::Error, asked: Asked) -> Option<TlsProblem> {
    match rustls(error) {
        Some(RustlsError::AlertReceived(alert)) => {
            let about = about_identity(*alert, asked);
            Some(about.unwrap_or_else(|| TlsProblem::Alert { alert: named(*alert) }))
        }
        Some(_) => None,
        None => unread_alert(asked).filter(|_| broke(error)),
    }
}

/// A server that asked for a certificate and then hung up, while its alert could not be read any more.
fn unread_alert(asked: Asked) -> Option<TlsProblem> {
    match (asked.is_wanted, asked.is_given) {
        (true, false) => Some(TlsProblem::CertificateWanted),
        (true, true) => Some(TlsProblem::CertificateRefused { alert: None }),
        (false, _) => None,
    }
}

/// Whether the connection ended without TLS's own end. asyncio ends it so, and never sends the alert that OpenSSL has
/// written.
fn broke(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::BrokenPipe | io::ErrorKind::ConnectionReset | io::ErrorKind::UnexpectedEof
    )
}

fn rustls(error: &io::Error) -> Option<&RustlsError> {
    error.get_ref().and_then(|inner| inner.downcast_ref::<RustlsError>())
}

/// Alerts that are about the client's certificate (RFC 8446 §6.2).
fn about_identity(alert: Alert, asked: Asked) -> Option<TlsProblem> {
    match alert {
        Alert::CertificateRequired => Some(TlsProblem::CertificateWanted),
        // servers of TLS 1.2 have no alert of its own for it (RFC 5246 §7.4.6)
        Alert::HandshakeFailure if asked.is_wanted && !asked.is_given => Some(TlsProblem::CertificateWanted),
        Alert::BadCertificate
        | Alert::UnsupportedCertificate
        | Alert::CertificateRevoked
        | Alert::CertificateExpired
        | Alert::CertificateUnknown
        | Alert::UnknownCA
        | Alert::AccessDenied
        | Alert::DecryptError => Some(TlsProblem::CertificateRefused { alert: Some(named(alert)) }),
        _ => None,
    }
}

/// `UnknownCA` as RFC 8446 writes it: `unknown_ca`.
fn named(alert: Alert) -> String {
    let name = format!("{alert:?}");
    let mut written = String::with_capacity(name.len() + 4);
    let mut after_small = false;
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && after_small {
            written.push('_');
        }
        after_small = letter.is_ascii_lowercase();
        written.push(letter.to_ascii_lowercase());
    }
    written
}

fn of_certificate(error: &CertificateError) -> TlsProblem {
    match error {
        CertificateError::UnknownIssuer => TlsProblem::UnknownIssuer,
        CertificateError::BadSignature => TlsProblem::OtherIssuer,
        CertificateError::NotValidForName => TlsProblem::WrongName { presented: Vec::new() },
        CertificateError::NotValidForNameContext { presented, .. } => {
            TlsProblem::WrongName { presented: presented.iter().map(|name| plain_name(name)).collect() }
        }
        CertificateError::Expired => TlsProblem::Expired { since: None },
        CertificateError::ExpiredContext { not_after, .. } => {
            TlsProblem::Expired { since: Some(date(not_after)) }
        }
        CertificateError::NotValidYet => TlsProblem::NotYetValid { until: None },
        CertificateError::NotValidYetContext { not_before, .. } => {
            TlsProblem::NotYetValid { until: Some(date(not_before)) }
        }
        authority_s if is_authority_s(authority_s) => TlsProblem::IsAuthority,
        other => TlsProblem::Other(format!("its certificate is not accepted: {other}")),
    }
}

/// Whether a certificate is refused for being an authority's. webpki has no public type for it here.
pub(super) fn is_authority_s(error: &CertificateError) -> bool {
    matches!(error, CertificateError::Other(other) if other.to_string().contains("CaUsedAsEndEntity"))
}

fn date(time: &UnixTime) -> String {
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(time.as_secs());
    humantime::format_rfc3339_seconds(time).to_string()
}

/// webpki writes the names of a certificate as `DnsName("a.test")` and `IpAddress(127.0.0.1)`.
fn plain_name(presented: &str) -> String {
    let inside = presented.split_once('(').and_then(|(_, rest)| rest.strip_suffix(')')).unwrap_or(presented);
    inside.trim_matches('"').to_owned()
}
