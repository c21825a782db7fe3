//! `hx-ws`, on which htmx 1 acts by itself: `connect:ADDRESS` and `send`, separated by white space.

use super::run::is_there;
use super::{Action, Handler, Location, Registry, Sender, Wire};
use crate::htmx::attribute;
use crate::htmx::dialect::Dialect;
use crate::htmx::swap::Thrown;
use crate::page::{Document, NodeId};

impl Registry {
    /// Does what an element's `hx-ws` says, word by word (htmx 1.9.12 `processWebSocketInfo`).
    ///
    /// # Errors
    /// Where htmx throws: `connect` without a colon, or an address that the browser refuses.
    pub(super) fn process_info(
        &mut self,
        page: &Document,
        dialect: &Dialect,
        location: &Location,
        element: NodeId,
    ) -> Result<(), Thrown> {
        let Some(info) = attribute::filled(page, element, "hx-ws") else { return Ok(()) };
        for word in info.split_whitespace() {
            // `split(/:(.+)/)`: a colon with nothing behind it stays part of the word
            let (verb, rest) = match word.split_once(':') {
                Some((verb, rest)) if !rest.is_empty() => (verb, Some(rest)),
                _ => (word, None),
            };
            match (verb, rest) {
                ("connect", _) if !is_there(page, dialect, element) => {}
                ("connect", None) => {
                    return Err(Thrown("hx-ws `connect` has no address: write `connect:/path`".into()));
                }
                ("connect", Some(source)) => self
                    .open(page, location, element, source, true)
                    .map_err(|error| Thrown(error.to_string()))?,
                ("send", _) => self.add_core_sender(page, element),
                _ => {}
            }
        }
        Ok(())
    }

    /// Listens on an element that has a socket on or around it (htmx 1.9.12 `processWebSocketSend`). What is wired is
    /// not taken off again while the element stays.
    fn add_core_sender(&mut self, page: &Document, element: NodeId) {
        let socket = self.holder(page, element);
        if socket.is_some() {
            self.wired.push(Wire { element, action: Action::SendByCore });
        }
        if self.core_sending.insert(element) {
            self.senders.push(Sender { element, socket, handler: Handler::Core });
        }
    }
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;
    use crate::htmx::config::Config;

    fn registry(htmx: &str, body: &str) -> (Registry, bool) {
        let mut page = Document::parse(body);
        let location = Location { href: Url::parse("http://app.test:8000/room/7").unwrap() };
        let dialect = Dialect::choose(htmx, None).unwrap();
        let mut registry = Registry::default();
        let body = page.body().unwrap();
        let done = registry.process(&mut page, &dialect, &Config::default(), &location, body);
        (registry, done.is_ok())
    }

    fn sockets(htmx: &str, body: &str) -> Vec<String> {
        let sockets = registry(htmx, body).0.sockets.into_iter();
        sockets
            .map(|socket| {
                let mark = if socket.dropped { "-" } else { "" };
                socket.url.as_ref().map_or("refused".into(), |url| format!("{mark}{}", url.expose().path()))
            })
            .collect()
    }

    #[test]
    fn words_are_taken_in_order_and_split_at_white_space() {
        assert_eq!(sockets("1", "<p hx-ws='connect:/a connect:b'></p>"), ["/a", "/room/b"]);
        assert_eq!(sockets("1", "<p hx-ws='connect:/chat,send'></p>"), ["/chat,send"]);
        assert_eq!(sockets("1", "<p hx-ws='connect: /a'></p><p hx-ws=/a></p><p ws-connect=/a></p>"), [""; 0]);
    }

    #[test]
    fn a_sender_needs_a_socket_that_was_there_before_it() {
        let sender = |body: &str| registry("1", body).0.senders[0].socket.is_some();
        assert!(sender("<div hx-ws='connect:/a'><b hx-ws=send></b></div>"));
        assert!(sender("<b hx-ws='connect:/a send'></b>"));
        assert!(!sender("<b hx-ws='send connect:/a'></b>"));
    }

    #[test]
    fn an_exception_keeps_all_that_follows_from_being_initialised() {
        let (registry, done) =
            registry("1", "<p hx-ws='connect:/a'></p><p hx-ws=connect></p><p hx-ws='connect:/b'></p>");
        assert_eq!((registry.sockets.len(), done), (1, false));
        assert_eq!(sockets("1", "<p hx-ws='connect:/a#x'></p><p hx-ws='connect:/b'></p>"), ["refused"]);
    }

    #[test]
    fn initialising_closes_what_the_extension_had_opened() {
        assert_eq!(
            sockets("1-ext", "<div hx-ext=ws ws-connect=/a><p hx-ext=ws ws-connect=/b></p></div>"),
            ["/a", "-/b", "/b"]
        );
        assert_eq!(
            sockets("1-ext", "<div hx-ext=ws><form ws-connect=/a></form><p ws-connect=/b></p></div>"),
            ["-/a", "/b", "/a"]
        );
    }

    #[test]
    fn core_and_extension_both_act_on_hx_ws() {
        let (registry, _) =
            registry("1-ext", "<div hx-ext=ws hx-ws='connect:/a'><form hx-ws=send></form></div>");
        let raw: Vec<bool> = registry.sockets.iter().map(|socket| socket.raw).collect();
        let handlers: Vec<Handler> = registry.senders.iter().map(|sender| sender.handler).collect();
        assert_eq!((raw, handlers), (vec![false, true], vec![Handler::Extension, Handler::Core]));
    }

    #[test]
    fn what_is_disabled_is_cleaned_up_in_its_turn() {
        let page = "<div hx-ext=ws><main hx-disable><p ws-connect=/a></p><p ws-connect=/b hx-trigger=x></p></main></div>";
        assert_eq!(sockets("1-ext", page), ["/a", "-/b"]);
        assert_eq!(sockets("2", page), ["/a", "/b"]);
        assert_eq!(sockets("1", "<main hx-disable><p hx-ws='connect:/a'></p></main>"), [""; 0]);
    }
}
