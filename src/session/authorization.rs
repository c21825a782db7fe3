//! Basic authorization (RFC 7617) from `--user` and from the credentials in an address, and what is said where a server
//! takes none or another.
//!
//! Knows no request: it makes the header's value and takes credentials out of addresses.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;
use url::Url;

use super::headers::{Secrets, is_token};
use super::secret::Secret;

/// `name:password` as the value of `Authorization`. Without a colon the password is empty.
#[must_use]
pub fn basic(user: &Secret) -> Secret {
    encoded(match user.expose() {
        whole if whole.contains(':') => whole.as_bytes().to_vec(),
        name => format!("{name}:").into_bytes(),
    })
}

/// Takes `name:password@` out of `url`, and gives it as the value of `Authorization`.
pub fn taken_from(url: &mut Url) -> Option<Secret> {
    if url.username().is_empty() && url.password().is_none() {
        return None;
    }
    let mut pair: Vec<u8> = percent_decode_str(url.username()).collect();
    pair.push(b':');
    pair.extend(percent_decode_str(url.password().unwrap_or_default()));
    // Both fail only for addresses that cannot hold credentials, which have none.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    Some(encoded(pair))
}

/// The name in `name:password`, where a password stands beside it: alone it may be a token.
#[must_use]
pub fn public_name(user: &str) -> Option<&str> {
    let (name, password) = user.split_once(':')?;
    (!name.is_empty() && !password.is_empty()).then_some(name)
}

/// What was sent as `Authorization`, in words: ``the login of `ann` ``. A name without a password may be a token, and is
/// told only where secrets are shown, as every other value is.
#[must_use]
pub fn told(value: &str, secrets: Secrets) -> String {
    let (scheme, rest) = value.split_once(' ').unwrap_or(("", value));
    let pair = STANDARD.decode(rest.trim()).ok().filter(|_| scheme.eq_ignore_ascii_case("basic"));
    let pair = pair.map(|pair| String::from_utf8_lossy(&pair).into_owned());
    let pair = pair.as_deref();
    match (pair.and_then(public_name), secrets) {
        (Some(name), _) => format!("the login of `{name}`"),
        (None, Secrets::Shown) => match pair.and_then(|pair| pair.split_once(':')) {
            Some((name, _)) => format!("the login of `{name}`"),
            None => format!("`Authorization: {value}`"),
        },
        (_, Secrets::Hidden) if is_token(scheme) => format!("`Authorization: {scheme} …`"),
        (_, Secrets::Hidden) => "`Authorization: …`".to_owned(),
    }
}

/// Whether a challenge (`WWW-Authenticate`, `Proxy-Authenticate`) takes a name and a password (RFC 7617).
#[must_use]
pub fn offers_basic(asks: &str) -> bool {
    asks.split(',').any(|challenge| {
        challenge.split_whitespace().next().is_some_and(|scheme| scheme.eq_ignore_ascii_case("basic"))
    })
}

/// What was sent with what a 401 answers, and what to try: `login` is what was sent, `asks` the challenge as sent,
/// `otherwise` what else may help.
#[must_use]
pub fn advice(login: Option<&str>, asks: Option<&str>, otherwise: &str) -> String {
    let asked = asks.map(|asks| format!("; it asks for `{asks}`")).unwrap_or_default();
    let is_foreign = asks.is_some_and(|asks| !offers_basic(asks));
    match login {
        Some(login) if is_foreign => {
            format!("{login}, which was refused{asked}: give that with `-H 'Authorization: …'`")
        }
        Some(login) => format!("{login}, which was refused{asked}: check the name and the password"),
        None if is_foreign => {
            format!("no login{asked}: give that with `-H 'Authorization: …'`, or {otherwise}")
        }
        None => format!("no login{asked}: give one with `--user NAME:PASSWORD`, or {otherwise}"),
    }
}

/// What to try after a 407; `asked` is whether credentials were sent, where there is a proxy that hxws knows of.
#[must_use]
pub fn proxy_advice(asked: Option<bool>) -> String {
    match asked {
        Some(true) => "sent to the proxy with credentials: check the name and the password".to_owned(),
        Some(false) => {
            "sent to the proxy without credentials: give them with `--proxy http://NAME:PASSWORD@HOST:PORT`"
                .to_owned()
        }
        None => "no proxy was asked: one that stands before the server wants a login, which \
                 `-H 'Proxy-Authorization: …'` gives; `--proxy http://NAME:PASSWORD@HOST:PORT` goes through one"
            .to_owned(),
    }
}

fn encoded(pair: Vec<u8>) -> Secret {
    format!("Basic {}", STANDARD.encode(pair)).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_and_password_become_a_basic_header() {
        assert_eq!(basic(&"ann:pass:word".into()).expose(), "Basic YW5uOnBhc3M6d29yZA==");
        assert_eq!(basic(&"ann".into()).expose(), "Basic YW5uOg==");
    }

    #[test]
    fn what_was_sent_is_told_without_what_is_secret_in_it() {
        let told = |value| told(value, Secrets::Hidden);
        assert_eq!(told("Basic YW5uOnBhc3M6d29yZA=="), "the login of `ann`");
        assert_eq!(told("Bearer hush"), "`Authorization: Bearer …`");
        assert_eq!(told("Basic hush!"), "`Authorization: Basic …`");
        assert_eq!(told("hush"), "`Authorization: …`");
    }

    #[test]
    fn a_name_without_a_password_may_be_a_token_and_is_told_only_where_secrets_are() {
        for user in ["hush:", "hush", ":hush"] {
            assert_eq!(told(basic(&user.into()).expose(), Secrets::Hidden), "`Authorization: Basic …`");
        }
        assert_eq!(told(basic(&"hush".into()).expose(), Secrets::Shown), "the login of `hush`");
        assert_eq!(told("Bearer hush", Secrets::Shown), "`Authorization: Bearer hush`");
    }

    #[test]
    fn credentials_leave_the_address_decoded() {
        let mut url = Url::parse("http://an%6E:p%40ss@host/x").unwrap();
        assert_eq!(taken_from(&mut url).unwrap().expose(), "Basic YW5uOnBAc3M=");
        assert_eq!(url.as_str(), "http://host/x");
        assert_eq!(taken_from(&mut url), None);
    }
}
