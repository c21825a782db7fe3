//! Which proxy a target has: `--proxy`, else the environment as curl reads it.
//!
//! Reads no environment itself; whoever does passes it in.

use super::bypass::Bypass;
use super::{FLAG, Proxy, ProxyAddressError, Target};

/// The proxies of a session.
#[derive(Debug, Clone, Default)]
pub struct Proxies {
    plain: Option<Proxy>,
    tls: Option<Proxy>,
    bypass: Bypass,
}

/// A proxy's address that was not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{named_by}` does not name a proxy: {source}")]
pub struct ProxyChoiceError {
    named_by: String,
    source: ProxyAddressError,
}

impl Proxies {
    /// What a flag and the environment ask for. An empty flag asks for none; `variable` gives what an environment
    /// variable holds.
    ///
    /// `ws` goes where `http` goes, and `wss` where `https` does, as in curl and browsers. `HTTP_PROXY` is not read: a
    /// CGI program's client may set it.
    ///
    /// # Errors
    /// Where one is no proxy's address.
    pub fn choose(
        flag: Option<&str>,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, ProxyChoiceError> {
        let filled = |name: &str| variable(name).filter(|value| !value.is_empty());
        let first = |names: &[&str]| names.iter().find_map(|name| Some((filled(name)?, (*name).to_owned())));
        let given = |names: &[&str]| match flag {
            Some("") => Ok(None),
            Some(flag) => read(flag, FLAG).map(Some),
            None => first(names).map(|(written, name)| read(&written, &name)).transpose(),
        };
        Ok(Self {
            plain: given(&["http_proxy", "all_proxy", "ALL_PROXY"])?,
            tls: given(&["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"])?,
            bypass: Bypass::new(&first(&["no_proxy", "NO_PROXY"]).map(|(list, _)| list).unwrap_or_default()),
        })
    }

    /// The proxy that leads to `target`, if one does.
    pub(in crate::session::dial) fn for_target(&self, target: &Target) -> Option<&Proxy> {
        let proxy = if target.tls { &self.tls } else { &self.plain };
        proxy.as_ref().filter(|_| !self.bypass.has(&target.host))
    }
}

fn read(written: &str, named_by: &str) -> Result<Proxy, ProxyChoiceError> {
    Proxy::parse(written, named_by)
        .map_err(|source| ProxyChoiceError { named_by: named_by.to_owned(), source })
}

#[cfg(test)]
mod tests {
    #[cfg(feature = "tls")]
    use url::Url;

    use super::*;

    /// The proxies of `ws://app.test` and `wss://app.test`, each with who named it.
    #[cfg(feature = "tls")]
    fn chosen(flag: Option<&str>, environment: &[(&str, &str)]) -> [String; 2] {
        let variable = |name: &str| {
            let held = environment.iter().find(|(held, _)| *held == name);
            held.map(|(_, value)| (*value).to_owned())
        };
        let proxies = Proxies::choose(flag, variable).unwrap();
        ["ws://app.test", "wss://app.test"].map(|url| {
            let target = Target::of(&Url::parse(url).unwrap()).unwrap();
            let proxy = proxies.for_target(&target);
            proxy.map_or_else(|| "none".to_owned(), |proxy| format!("{proxy} by {}", proxy.named_by))
        })
    }

    #[cfg(feature = "tls")]
    #[test]
    fn each_scheme_has_its_variable_then_the_one_for_all() {
        let environment = [("http_proxy", "a:1"), ("HTTPS_PROXY", "b:2"), ("all_proxy", "c:3")];
        assert_eq!(
            chosen(None, &environment),
            ["http://a:1 by http_proxy", "http://b:2 by HTTPS_PROXY"].map(str::to_owned)
        );
        assert_eq!(
            chosen(None, &[("ALL_PROXY", "c:3"), ("https_proxy", "")]),
            ["http://c:3 by ALL_PROXY", "http://c:3 by ALL_PROXY"].map(str::to_owned)
        );
        assert_eq!(chosen(None, &[("HTTP_PROXY", "a:1")]), ["none", "none"].map(str::to_owned));
    }

    #[cfg(feature = "tls")]
    #[test]
    fn the_flag_wins_and_an_empty_one_is_none() {
        let environment = [("http_proxy", "a:1")];
        assert_eq!(
            chosen(Some("socks5h://s"), &environment),
            ["socks5h://s:1080 by --proxy", "socks5h://s:1080 by --proxy"].map(str::to_owned)
        );
        assert_eq!(chosen(Some(""), &environment), ["none", "none"].map(str::to_owned));
    }

    #[cfg(feature = "tls")]
    #[test]
    fn hosts_that_are_excepted_have_none_whoever_named_it() {
        assert_eq!(chosen(Some("a:1"), &[("NO_PROXY", "test")]), ["none", "none"].map(str::to_owned));
        assert_eq!(
            chosen(Some("a:1"), &[("no_proxy", "x"), ("NO_PROXY", "test")])[0],
            "http://a:1 by --proxy"
        );
    }

    #[test]
    fn what_is_no_address_is_named_without_its_value() {
        let variable = |name: &str| (name == "http_proxy").then(|| "socks4://ann:secret@p".to_owned());
        let error = Proxies::choose(None, variable).unwrap_err();
        assert_eq!(
            error.to_string(),
            "`http_proxy` does not name a proxy: `socks4` is not a proxy's scheme: `http`, `https`, `socks5` and `socks5h` are"
        );
        let error = Proxies::choose(Some("http://ann:secret@"), |_| None).unwrap_err();
        assert_eq!(error.to_string(), "`--proxy` does not name a proxy: it is not `http://HOST:PORT`");
    }
}
