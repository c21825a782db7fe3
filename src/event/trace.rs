//! What people who want more are shown of the way to an answer. Never a JSON line.

use super::Headers;

/// What is seen on the way to an answer; secrets are hidden unless they are to be shown.
#[derive(Debug, Clone, PartialEq)]
pub enum Trace {
    /// A page, or a part of one, is about to be fetched.
    Fetching {
        /// Its address.
        url: String,
    },
    /// A connection was made.
    Connected {
        /// To this address and port, or to this Unix socket.
        to: String,
        /// The proxy that is there.
        proxy: Option<String>,
    },
    /// A request went out.
    Asked {
        /// Its first line.
        line: String,
        /// Its headers.
        headers: Headers,
    },
    /// An answer came that is no refusal: a refusal is an error.
    Answered {
        /// The status line.
        line: String,
        /// Its headers.
        headers: Headers,
    },
}
