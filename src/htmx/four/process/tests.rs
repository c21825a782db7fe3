//! Pages as htmx 4 takes them up.

use url::Url;

use super::*;
use crate::htmx::dialect::Dialect;
use crate::htmx::four::config::Settings;

struct Taken {
    registry: Registry,
    page: Document,
    config: Config,
    location: Location,
}

impl Taken {
    fn new(head: &str, body: &str) -> Self {
        let mut page = Document::parse(&format!("<head>{head}</head><body>{body}"));
        let location = Location { href: Url::parse("http://app.test:8000/room/7").unwrap() };
        let config = Config { four: Settings::of_page(&page), ..Config::default() };
        let mut registry = Registry::default();
        let root = page.body().unwrap();
        let dialect = Dialect::choose("4", None).unwrap();
        let _thrown = registry.process(&mut page, &dialect, &config, &location, root);
        Self { registry, page, config, location }
    }

    fn process(&mut self, id: &str) {
        let node = self.node(id);
        self.registry.process_four(&mut self.page, &self.config, &self.location, node).unwrap();
    }

    fn node(&self, id: &str) -> NodeId {
        self.page.by_id(id)[0]
    }

    fn urls(&self) -> Vec<String> {
        let url = |socket: &Socket| socket.url.as_ref().map_or("refused".into(), Address::to_string);
        self.registry.sockets.iter().map(url).collect()
    }

    fn senders(&self) -> Vec<(&str, Option<&str>)> {
        let id = |node| self.page.attr(node, "id").unwrap();
        self.registry.senders.iter().map(|sender| (id(sender.element), sender.socket.map(id))).collect()
    }

    fn body(&self) -> String {
        self.page.inner_html(self.page.body().unwrap())
    }
}

fn urls(body: &str) -> Vec<String> {
    Taken::new("", body).urls()
}

const META: &str = "<meta name=htmx-config content='";

#[test]
fn sockets_open_at_once_or_wait_for_their_trigger() {
    let body = "<p hx-ws:connect=/a></p><p id=b hx-ws:connect=/b hx-trigger='go'></p>\
        <p id=c data-hx-ws:connect=/c hx-trigger='load, go'></p><p hx-ws:connect=''></p>";
    let mut taken = Taken::new("", body);
    assert_eq!(taken.urls(), ["ws://app.test:8000/a", "ws://app.test:8000/c"]);
    let waiting: Vec<NodeId> = taken.registry.wired.iter().map(|wire| wire.element).collect();
    assert_eq!(waiting, [taken.node("b"), taken.node("c")]);
    let (b, page) = (taken.node("b"), &taken.page);
    let opened = taken.registry.connect(page, &taken.config, &taken.location, b, "/b");
    assert_eq!((opened, taken.urls().len()), (Ok(true), 3));
    assert_eq!(taken.registry.connect(page, &taken.config, &taken.location, b, "/b"), Ok(false));
}

#[test]
fn other_spellings_open_nothing() {
    assert_eq!(urls("<p hx-ws-connect=/a></p><p hx-ws='connect:/b'></p>"), [""; 0]);
    let dashed =
        Taken::new(&format!("{META}metaCharacter:-'>"), "<p hx-ws-connect=/a></p><p hx-ws:connect=/b></p>");
    assert_eq!(dashed.urls(), ["ws://app.test:8000/a"]);
    let listed = Taken::new(&format!("{META}extensions:sse'>"), "<p hx-ws:connect=/a></p>");
    assert_eq!(listed.urls(), [""; 0]);
}

#[test]
fn old_attributes_are_given_the_new_ones() {
    let body = "<p id=o ws-connect=/x><b id=f ws-send=y></b></p>";
    let taken = Taken::new("", body);
    assert_eq!(
        (taken.urls(), taken.senders()),
        (vec!["ws://app.test:8000/x".into()], vec![("f", Some("o"))])
    );
    assert_eq!(
        taken.body(),
        "<p id=\"o\" ws-connect=\"/x\" data-hx-ws:connect=\"/x\" data-htmx-powered=\"true\">\
         <b id=\"f\" ws-send=\"y\" data-hx-ws:send=\"\" data-htmx-powered=\"true\"></b></p>"
    );
    let own = Taken::new(&format!("{META}prefix:x- metaCharacter:_'>"), "<p ws-connect=/x></p>");
    assert_eq!(own.body(), "<p ws-connect=\"/x\" x-ws_connect=\"/x\" data-htmx-powered=\"true\"></p>");
}

#[test]
fn what_is_inherited_makes_senders_sockets_of_their_own() {
    let taken = Taken::new("", "<p hx-ws:connect:inherited=/x><b id=f hx-ws:send></b></p>");
    assert_eq!((taken.urls(), taken.senders()), (vec!["ws://app.test:8000/x".into()], vec![("f", None)]));
}

#[test]
fn what_is_ignored_connects_at_load_but_is_not_processed_when_it_comes() {
    let mut taken = Taken::new("", "<div hx-ignore><p hx-ws:connect=/a></p><div id=n></div></div>");
    assert_eq!(taken.urls().len(), 1);
    let node = taken.node("n");
    taken.page.set_attr(node, "hx-ws:connect", "/b");
    taken.process("n");
    assert_eq!(taken.urls().len(), 1);
}

#[test]
fn a_refused_address_is_kept_and_settings_that_are_no_json_end_it() {
    let taken = Taken::new("", "<p id=a hx-ws:connect='/a#x'></p><p hx-ws:connect=/b></p>");
    assert_eq!(taken.urls(), ["refused", "ws://app.test:8000/b"]);
    assert!(taken.registry.is_connected(taken.node("a")));
    assert_eq!(urls("<p hx-ws:connect=/a hx-config='{bad'></p><p hx-ws:connect=/b></p>"), [""; 0]);
}

#[test]
fn elements_are_taken_up_once_until_they_are_cleaned_up() {
    let mut taken = Taken::new("", "<p id=a hx-ws:connect=/a><b id=s hx-ws:send></b><i id=i></i></p>");
    taken.process("a");
    assert_eq!((taken.urls().len(), taken.senders().len()), (1, 1));
    let a = taken.node("a");
    let within = taken.registry.unmark_within(&mut taken.page, a);
    assert_eq!(taken.registry.clean_up(&within), [a]);
    assert_eq!((taken.senders().len(), taken.registry.is_connected(a)), (0, false));
    assert!(!taken.body().contains(powered::MARK));
    taken.process("a");
    assert_eq!((taken.urls().len(), taken.senders()), (2, vec![("s", Some("a"))]));
}

#[test]
fn links_and_forms_are_boosted_where_they_stay_here() {
    let body = "<main hx-boost:inherited=true><a id=a href=/x></a><a id=b href='#x'></a><a id=c href=/y target=_blank></a>\
        <a id=d></a><a id=e href=//other.test/></a><form id=f></form><form id=g method=dialog></form><i id=h></i></main>";
    let taken = Taken::new("", body);
    let boosted = |id: &&str| taken.registry.powered.memory(taken.node(id)).is_some();
    let ids: Vec<&str> = ["a", "b", "c", "d", "e", "f", "g", "h"].into_iter().filter(boosted).collect();
    assert_eq!(ids, ["a", "d", "f"]);
}

#[test]
fn what_acts_and_what_listens_is_marked_but_for_what_is_ignored() {
    let body = "<b id=a hx-get=/></b><b id=b data-hx-on:click=x></b><b id=c hx-target=x></b><p hx-ignore><b id=d hx-get=/></b></p>";
    let taken = Taken::new("", body);
    let marked = |id: &&str| taken.page.has_attr(taken.node(id), powered::MARK);
    assert_eq!(["a", "b", "c", "d"].into_iter().filter(marked).collect::<Vec<_>>(), ["a", "b"]);
}

#[test]
fn a_trigger_that_throws_ends_it() {
    let open = "<p hx-ws:connect=/a></p><b id=s hx-ws:send></b>";
    let rest = "<p hx-ws:connect=/b></p>";
    for throws in ["<i hx-ws:send hx-trigger='go[x'></i>", "<i hx-ws:connect=/c hx-trigger='go[x'></i>"] {
        let taken = Taken::new("", &format!("{open}{throws}{rest}"));
        assert_eq!((taken.urls().len(), taken.senders().len()), (1, 1), "{throws}");
    }
    assert_eq!(urls(&format!("{open}<i hx-get=/ hx-trigger='go[x'></i>")), [""; 0]);
}

#[test]
fn a_trigger_that_waits_opens_nothing_yet() {
    assert_eq!(urls("<p hx-ws:connect=/a hx-trigger='load delay:1s'></p>"), [""; 0]);
    assert_eq!(urls("<p hx-ws:connect=/a hx-trigger='go, load once'></p>").len(), 1);
}
