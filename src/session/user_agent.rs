//! How hxws names itself to servers when nobody says otherwise. Knows no request.

/// The default `User-Agent` of the page's request and of the handshake.
pub const USER_AGENT: &str = concat!("Mozilla/5.0 (compatible; hxws/", env!("CARGO_PKG_VERSION"), ")");
