//! Names of close codes, and who closed. Knows not which of them reconnect: that is the dialect's.

use crate::event::By;

/// Who ended a connection, in words.
pub(super) const fn ended_by(by: By) -> &'static str {
    match by {
        By::Server => "by server",
        By::Client => "by client",
        By::Network => "by network",
    }
}

/// What a close code means, in lower case: RFC 6455 §7.4.1 and IANA's WebSocket Close Code Number Registry.
#[must_use]
pub const fn close_code_name(code: u16) -> Option<&'static str> {
    Some(match code {
        1000 => "normal closure",
        1001 => "going away",
        1002 => "protocol error",
        1003 => "unsupported data",
        1004 => "reserved",
        1005 => "no status",
        1006 => "abnormal closure",
        1007 => "invalid payload",
        1008 => "policy violation",
        1009 => "message too big",
        1010 => "mandatory extension",
        1011 => "internal error",
        1012 => "service restart",
        1013 => "try again later",
        1014 => "bad gateway",
        1015 => "TLS handshake",
        3000 => "unauthorized",
        3003 => "forbidden",
        3008 => "timeout",
        4000..=4999 => "private use",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::close_code_name;

    #[test]
    fn registered_codes_have_names_and_others_none() {
        assert_eq!(close_code_name(1012), Some("service restart"));
        assert_eq!(close_code_name(4321), Some("private use"));
        assert_eq!(close_code_name(3001), None);
        assert_eq!(close_code_name(999), None);
    }
}
