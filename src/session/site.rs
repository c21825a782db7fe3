//! Which addresses are the same site, as cookies with `SameSite` need to know.
//!
//! The registrable domain comes from a short list of suffixes instead of the whole Public Suffix List; what it does
//! not know counts as one label (`com`). Knows nothing of cookies.

use url::{Host, Url};

/// Suffixes under which everybody may register, beyond one label and `co.uk`-like pairs.
const SHARED: [&str; 25] = [
    "appspot.com",
    "azurewebsites.net",
    "cloudfront.net",
    "deno.dev",
    "firebaseapp.com",
    "fly.dev",
    "github.io",
    "gitlab.io",
    "glitch.me",
    "herokuapp.com",
    "loca.lt",
    "netlify.app",
    "ngrok-free.app",
    "ngrok-free.dev",
    "ngrok.app",
    "ngrok.dev",
    "ngrok.io",
    "onrender.com",
    "pages.dev",
    "pythonanywhere.com",
    "trycloudflare.com",
    "up.railway.app",
    "vercel.app",
    "web.app",
    "workers.dev",
];

/// The second labels below which country domains register.
const SECOND: [&str; 12] = ["ac", "co", "com", "edu", "go", "gov", "mil", "ne", "net", "nom", "or", "org"];

/// Whether both are the same site, scheme included (HTML §7.1.1.1 "schemelessly same site", RFC 6265bis §5.2).
/// `ws` counts as `http`, `wss` as `https`; ports do not matter.
#[must_use]
pub fn same_site(one: &Url, other: &Url) -> bool {
    is_secure(one) == is_secure(other)
        && match (one.host(), other.host()) {
            (Some(Host::Domain(one)), Some(Host::Domain(other))) => registrable(one) == registrable(other),
            (Some(one), Some(other)) => one == other,
            _ => false,
        }
}

/// Whether cookies of `domain` would go to sites of several owners.
#[must_use]
pub fn is_public_suffix(domain: &str) -> bool {
    suffix_labels(domain) >= domain.split('.').count()
}

/// `https` or `wss`.
#[must_use]
pub fn is_secure(url: &Url) -> bool {
    matches!(url.scheme(), "https" | "wss")
}

/// The domain that somebody registered, of one that may be under it.
#[must_use]
pub fn registrable(domain: &str) -> &str {
    let domain = domain.strip_suffix('.').unwrap_or(domain);
    let labels = suffix_labels(domain) + 1;
    match domain.rmatch_indices('.').nth(labels - 1) {
        Some((dot, _)) => &domain[dot + 1..],
        None => domain,
    }
}

fn suffix_labels(domain: &str) -> usize {
    let under = |suffix: &&str| {
        domain.strip_suffix(suffix).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    if let Some(shared) = SHARED.iter().find(|suffix| under(suffix)) {
        return shared.split('.').count();
    }
    let mut labels = domain.rsplit('.');
    match (labels.next(), labels.next()) {
        (Some(country), Some(second)) if country.len() == 2 && SECOND.contains(&second) => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, other: &str) -> bool {
        same_site(&Url::parse(one).unwrap(), &Url::parse(other).unwrap())
    }

    #[test]
    fn subdomains_ports_and_socket_schemes_are_the_same_site() {
        assert!(same("http://a.app.test:8000/", "ws://b.app.test:9000/ws"));
        assert!(same("https://app.co.uk", "wss://ws.app.co.uk"));
        assert!(same("http://127.0.0.1:1", "ws://127.0.0.1:2"));
    }

    #[test]
    fn other_registrable_domains_schemes_and_addresses_are_other_sites() {
        assert!(!same("http://app.test", "ws://other.test"));
        assert!(!same("http://app.test", "wss://app.test"));
        assert!(!same("https://a.co.uk", "wss://b.co.uk"));
        assert!(!same("https://a.github.io", "wss://b.github.io"));
        assert!(!same("http://127.0.0.1", "ws://127.0.0.2"));
        assert!(!same("http://localhost", "ws://127.0.0.1"));
        assert!(!same("data:text/html,", "ws://127.0.0.1"));
    }

    #[test]
    fn suffixes_that_belong_to_nobody_are_known() {
        assert!(["com", "co.uk", "github.io", "up.railway.app"].into_iter().all(is_public_suffix));
        assert!(!["app.test", "a.github.io", "bbc.co.uk"].into_iter().any(is_public_suffix));
    }
}
