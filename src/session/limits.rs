//! How much hxws takes from a server over a WebSocket. Knows no connection.

/// Limits on what is received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The largest message, in bytes (`--max-message-size`).
    pub max_message_size: usize,
}

impl Default for Limits {
    /// 64 MiB.
    fn default() -> Self {
        Self { max_message_size: 64 << 20 }
    }
}
