//! The address that a socket element opens, as htmx 4's extension makes it from `hx-ws:connect`.
//!
//! What the browser's constructor makes of it then is [`crate::htmx::address`]'s.

use url::Url;

/// What the extension hands to the constructor (htmx 4.0.1 hx-ws `normalizeWebSocketUrl`). The schemes count in lower
/// case only, and everything that begins otherwise is a path beside the page's own: `ws:/x` and `WS://…` too.
#[must_use]
pub fn normalize(source: &str, location: &Url) -> String {
    if source.starts_with("ws://") || source.starts_with("wss://") {
        return source.to_owned();
    }
    if let Some(rest) = source.strip_prefix("http://") {
        return format!("ws://{rest}");
    }
    if let Some(rest) = source.strip_prefix("https://") {
        return format!("wss://{rest}");
    }
    let scheme = if location.scheme() == "https" { "wss:" } else { "ws:" };
    if source.starts_with("//") {
        return format!("{scheme}{source}");
    }
    let host = location.host_str().unwrap_or_default();
    let port = location.port().map(|port| format!(":{port}")).unwrap_or_default();
    if source.starts_with('/') {
        return format!("{scheme}//{host}{port}{source}");
    }
    let path = location.path();
    let directory = &path[..path.rfind('/').map_or(0, |slash| slash + 1)];
    format!("{scheme}//{host}{port}{directory}{source}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::htmx::address::{self, AddressError};

    fn open(source: &str, page: &str) -> Result<String, AddressError> {
        let page = Url::parse(page).unwrap();
        address::resolve(&normalize(source, &page), &page, &page).map(String::from)
    }

    fn opened(source: &str) -> String {
        open(source, "http://app.test:8000/apps/chat/room/7?x=1").unwrap()
    }

    #[test]
    fn relative_addresses_are_paths_beside_the_page() {
        assert_eq!(opened("/ws"), "ws://app.test:8000/ws");
        assert_eq!(opened("a/b"), "ws://app.test:8000/apps/chat/room/a/b");
        assert_eq!(opened("../../up"), "ws://app.test:8000/apps/up");
        assert_eq!(opened("?r"), "ws://app.test:8000/apps/chat/room/?r");
    }

    #[test]
    fn only_lower_case_schemes_with_two_slashes_make_whole_addresses() {
        assert_eq!(opened("ws:/x"), "ws://app.test:8000/apps/chat/room/ws:/x");
        assert_eq!(opened("WS://h.test/x"), "ws://app.test:8000/apps/chat/room/WS://h.test/x");
        assert_eq!(opened("ftp://h/x"), "ws://app.test:8000/apps/chat/room/ftp://h/x");
        assert_eq!(opened(" /x"), "ws://app.test:8000/apps/chat/room/%20/x");
        assert_eq!(opened("\\\\h\\x"), "ws://app.test:8000/apps/chat/room///h/x");
        assert_eq!(opened("https://h.test/a b"), "wss://h.test/a%20b");
    }

    #[test]
    fn two_slashes_name_another_host_under_the_pages_scheme() {
        assert_eq!(opened("//push.test:9000/ws"), "ws://push.test:9000/ws");
        assert_eq!(
            open("//push.test/feed", "https://shop.test/live/index.html").unwrap(),
            "wss://push.test/feed"
        );
    }

    #[test]
    fn the_constructor_refuses_what_browsers_refuse() {
        let refused = |source| open(source, "http://app.test/").unwrap_err();
        assert_eq!(refused("http://h.test/x#"), AddressError::Fragment("ws://h.test/x#".into()));
        assert_eq!(refused("ws://"), AddressError::NotUrl("ws://".into()));
        assert_eq!(refused("//h:99999/x"), AddressError::NotUrl("ws://h:99999/x".into()));
        assert_eq!(
            open("http://q.test/", "https://app.test/"),
            Err(AddressError::Insecure("ws://q.test/".into()))
        );
    }
}
