//! Listeners on whole pages: what a person does, and what goes out.

use url::Url;

use crate::htmx::dialect::Dialect;
use crate::htmx::headers::Given;
use crate::htmx::twin::{Effect, Twin};
use crate::page::Document;

/// A page of one socket, whose time runs as it is told.
struct Room(Twin);

impl Room {
    /// Loads the page; what its triggers send at once.
    fn load(htmx: &str, inner: &str) -> (Self, usize) {
        let dialect = Dialect::choose(htmx, None).unwrap();
        let page = match htmx {
            "1" => format!("<main hx-ws='connect:/ws'>{}</main>", inner.replace("SEND", "hx-ws=send")),
            "4" => format!("<main hx-ws:connect=/ws>{}</main>", inner.replace("SEND", "hx-ws:send")),
            _ => format!("<main hx-ext=ws ws-connect=/ws>{}</main>", inner.replace("SEND", "ws-send")),
        };
        let url = Url::parse("http://app.test/").unwrap();
        let mut twin = Twin::load(dialect, Document::parse(&page), url, Given::default());
        let effects = twin.begin();
        (Self(twin), sent(&effects))
    }

    fn of(htmx: &str, inner: &str) -> Self {
        Self::load(htmx, inner).0
    }

    /// How many messages a click on the element with this id sends.
    fn click(&mut self, id: &str) -> usize {
        let node = self.0.page().unwrap().by_id(id)[0];
        sent(&self.0.click(node))
    }

    fn event(&mut self, kind: &str, id: &str) -> usize {
        let node = self.0.page().unwrap().by_id(id)[0];
        sent(&self.0.dispatch(kind, node))
    }

    fn fill(&mut self, id: &str, value: &str) {
        let page = self.0.page_mut().unwrap();
        let node = page.by_id(id)[0];
        page.set_value(node, value);
    }

    /// How many messages are sent until then.
    fn wait(&mut self, to_ms: u64) -> usize {
        sent(&self.0.advance(to_ms))
    }
}

fn sent(effects: &[Effect]) -> usize {
    effects.iter().filter(|effect| matches!(effect, Effect::Send { .. })).count()
}

const EXTENSIONS: [&str; 3] = ["1-ext", "2", "4"];

#[test]
fn once_is_once() {
    for htmx in EXTENSIONS {
        let mut room = Room::of(htmx, "<button id=b SEND hx-trigger='click once'>");
        assert_eq!((room.click("b"), room.click("b")), (1, 0), "{htmx}");
    }
}

#[test]
fn a_delay_begins_anew_with_every_event() {
    for htmx in EXTENSIONS {
        let mut room = Room::of(htmx, "<button id=b SEND hx-trigger='click delay:100ms'>");
        assert_eq!((room.click("b"), room.wait(60), room.click("b")), (0, 0, 0), "{htmx}");
        assert_eq!((room.wait(159), room.wait(160), room.wait(999)), (0, 1, 0), "{htmx}");
    }
}

#[test]
fn a_throttle_of_htmx_4_sends_the_last_event_afterwards_and_the_others_do_not() {
    for (htmx, afterwards) in [("1-ext", 0), ("2", 0), ("4", 1)] {
        let mut room = Room::of(htmx, "<button id=b SEND hx-trigger='click throttle:100ms'>");
        assert_eq!((room.click("b"), room.click("b"), room.wait(300)), (1, 0, afterwards), "{htmx}");
        assert_eq!(room.click("b"), 1, "{htmx}");
    }
}

#[test]
fn a_value_that_stays_the_same_has_not_changed() {
    for (htmx, first) in [("1-ext", 0), ("2", 0), ("4", 1)] {
        let mut room = Room::of(htmx, "<input id=q name=q value=a SEND hx-trigger='keyup changed'>");
        assert_eq!((room.event("keyup", "q"), room.event("keyup", "q")), (first, 0), "{htmx}");
        room.fill("q", "b");
        assert_eq!((room.event("keyup", "q"), room.event("keyup", "q")), (1, 0), "{htmx}");
    }
}

#[test]
fn what_is_consumed_goes_no_further() {
    for htmx in EXTENSIONS {
        let inner =
            "<div SEND hx-trigger=click><i id=a SEND hx-trigger='click consume'></i><i id=b SEND></i></div>";
        let mut room = Room::of(htmx, inner);
        assert_eq!((room.click("a"), room.click("b")), (1, 2), "{htmx}");
    }
}

#[test]
fn events_are_heard_where_from_says() {
    for htmx in EXTENSIONS {
        let inner = "<i SEND hx-trigger='ping from:body, pong from:next .x'></i><b class=x id=x></b>";
        let mut room = Room::of(htmx, inner);
        assert_eq!((room.event("ping", "x"), room.event("pong", "x"), room.click("x")), (1, 1, 0), "{htmx}");
    }
}

#[test]
fn a_click_at_the_document_throws_since_2_0_7() {
    let clicks = |htmx| Room::of(htmx, "<i id=i SEND hx-trigger='click from:document'></i>").click("i");
    assert_eq!((clicks("2.0.6"), clicks("2.0.7"), clicks("4")), (1, 0, 1));
}

#[test]
fn an_element_that_is_initialised_twice_polls_twice() {
    for (htmx, polls) in [("1-ext", 1), ("2.0.11", 2), ("4", 1)] {
        let mut room = Room::of(htmx, "<i SEND hx-trigger='every 100ms'></i>");
        assert_eq!((room.wait(99), room.wait(100), room.wait(300)), (0, polls, 2 * polls), "{htmx}");
    }
}

#[test]
fn load_sends_at_once() {
    for (htmx, at_load) in [("1-ext", 2), ("2", 1), ("4", 1)] {
        let (mut room, sent) = Room::load(htmx, "<i id=i SEND hx-trigger='load, ping'></i>");
        assert_eq!((sent, room.event("ping", "i")), (at_load, 1), "{htmx}");
    }
}

#[test]
fn the_core_of_htmx_1_hears_the_first_event_without_its_modifiers() {
    let mut room = Room::of("1", "<i id=i SEND hx-trigger='ping once delay:1s, click'></i>");
    assert_eq!((room.event("ping", "i"), room.event("ping", "i"), room.click("i")), (1, 1, 0));
}

#[test]
fn what_is_put_off_is_done_even_where_the_element_has_left() {
    let mut room = Room::of("2", "<p id=t><i id=i SEND hx-trigger='click delay:1s'></i></p>");
    assert_eq!(room.click("i"), 0);
    let swap = crate::event::Payload::Text("<p id=t></p>".to_owned());
    assert_eq!(sent(&room.0.receive(1, &swap)), 0);
    assert_eq!((room.wait(999), room.wait(1000)), (0, 1));
}

#[test]
fn without_an_engine_a_filter_is_taken_for_false_and_said_so() {
    let mut room = Room::of("2", "<i id=i SEND hx-trigger='click[true]'></i>");
    let node = room.0.page().unwrap().by_id("i")[0];
    let effects = room.0.click(node);
    assert!(matches!(effects.as_slice(), [Effect::Event(_)]));
}
