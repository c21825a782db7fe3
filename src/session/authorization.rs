//! Basic authorization (RFC 7617) from `--user` and from the credentials in an address.
//!
//! Knows no request: it makes the header's value and takes credentials out of addresses.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;
use url::Url;

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
    fn credentials_leave_the_address_decoded() {
        let mut url = Url::parse("http://an%6E:p%40ss@host/x").unwrap();
        assert_eq!(taken_from(&mut url).unwrap().expose(), "Basic YW5uOnBAc3M=");
        assert_eq!(url.as_str(), "http://host/x");
        assert_eq!(taken_from(&mut url), None);
    }
}
