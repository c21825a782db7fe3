//! `NO_PROXY`: the hosts that no proxy leads to, by curl's rules (curl 8 `Curl_check_noproxy`).
//!
//! Knows no proxy.

use std::net::IpAddr;

use url::Host;

/// Hosts that are connected to without a proxy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Bypass(String);

impl Bypass {
    /// The list as written: names, each with everything under it; addresses, each alone or as `10.0.0.0/8`; or `*`.
    pub(super) fn new(list: &str) -> Self {
        Self(list.to_owned())
    }

    /// Whether the list has the host.
    pub(super) fn has(&self, host: &Host<String>) -> bool {
        if self.0 == "*" {
            return true;
        }
        let mut entries = self.0.split([',', ' ', '\t']).filter(|entry| !entry.is_empty());
        match host {
            Host::Domain(name) => entries.any(|entry| is_under(name, entry)),
            Host::Ipv4(ip) => entries.any(|entry| is_in(IpAddr::from(*ip), entry)),
            Host::Ipv6(ip) => entries.any(|entry| is_in(IpAddr::from(*ip), entry)),
        }
    }
}

/// Leading dots of the entry and closing dots of both say nothing.
fn is_under(name: &str, entry: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
    let entry = entry.strip_suffix('.').unwrap_or(entry);
    let entry = entry.strip_prefix('.').unwrap_or(entry).to_ascii_lowercase();
    match name.strip_suffix(&entry) {
        Some(above) => !entry.is_empty() && (above.is_empty() || above.ends_with('.')),
        None => false,
    }
}

fn is_in(ip: IpAddr, entry: &str) -> bool {
    let (network, bits) = match entry.split_once('/') {
        Some((network, bits)) => (network, bits.parse::<u32>().ok()),
        None => (entry, Some(128)),
    };
    let network = network.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(network);
    match (ip, network.parse(), bits) {
        (IpAddr::V4(ip), Ok(IpAddr::V4(network)), Some(bits)) => {
            let apart = 32 - bits.min(32);
            (u64::from(u32::from(ip)) >> apart) == (u64::from(u32::from(network)) >> apart)
        }
        (IpAddr::V6(ip), Ok(IpAddr::V6(network)), Some(bits)) => {
            let apart = 128 - bits.min(128);
            let shifted = |ip| u128::from(ip).checked_shr(apart).unwrap_or_default();
            shifted(ip) == shifted(network)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(list: &str, host: &str) -> bool {
        Bypass::new(list).has(&Host::parse(host).unwrap())
    }

    #[test]
    fn a_name_stands_for_itself_and_for_everything_under_it() {
        assert!(has("app.test", "app.test"));
        assert!(has("other, .App.test.", "www.app.test"));
        assert!(has("app.test", "app.test."));
        assert!(!has("app.test", "myapp.test"));
        assert!(!has("www.app.test", "app.test"));
        assert!(!has("", "app.test"));
        assert!(!has(".", "app.test"));
    }

    #[test]
    fn a_star_by_itself_is_every_host() {
        assert!(has("*", "app.test") && has("*", "10.0.0.1"));
        assert!(!has("a.test,*", "app.test"));
    }

    #[test]
    fn addresses_match_whole_or_by_their_network() {
        assert!(has("localhost 127.0.0.1", "127.0.0.1"));
        assert!(has("10.0.0.0/8", "10.200.0.1") && !has("10.0.0.0/8", "11.0.0.1"));
        assert!(has("0.0.0.0/0", "11.0.0.1"));
        assert!(has("::1", "[::1]") && has("[::1]", "[::1]"));
        assert!(has("fd00::/8", "[fd12::1]") && !has("fd00::/8", "[fe80::1]"));
        assert!(!has("10.0.0.0/x", "10.0.0.1"));
        assert!(!has("0.0.1", "10.0.0.1"));
    }
}
