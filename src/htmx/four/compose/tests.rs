//! Messages as htmx 4 composes them.

use url::Url;

use super::*;
use crate::htmx::dialect::Dialect;
use crate::htmx::headers::Given;
use crate::htmx::process::Socket;

fn twin(body: &str) -> Twin {
    let url = Url::parse("http://app.test/room").unwrap();
    Twin::load(Dialect::choose("4", None).unwrap(), Document::parse(body), url, Given::default())
}

fn composed(body: &str, extras: &Extras) -> Result<Composed, Box<Halt>> {
    let mut twin = twin(body);
    let sender = twin.page().unwrap().by_id("f")[0];
    twin.compose(sender, Submitter::Default, extras)
}

fn live(inside: &str) -> String {
    format!("<div id=live hx-ws:connect=/live>{inside}</div>")
}

fn reason(body: &str) -> String {
    composed(body, &Extras::default()).unwrap_err().reason
}

fn codes(body: &str) -> Vec<&'static str> {
    composed(body, &Extras::default()).unwrap().findings.into_iter().map(|finding| finding.code).collect()
}

const HEADERS: &str = r##""headers":{"HX-Request":"true","HX-Source":"form#f","HX-Current-URL":"http://app.test/room","HX-Target":"form#f"}}"##;

#[test]
fn a_form_goes_with_its_default_button_and_hx_vals_over_it() {
    let body = live(
        "<form id=f hx-ws:send hx-vals='{\"a\":1,\"2\":true}'><input name=a value=x><input name=b value=y><button name=act value=go></form>",
    );
    let text = composed(&body, &Extras::default()).unwrap().text;
    assert_eq!(text, format!(r#"{{"2":true,"a":1,"b":"y","act":"go",{HEADERS}"#));
}

#[test]
fn what_a_person_adds_comes_last_and_stands_in_for_scripts() {
    let body = live("<form id=f hx-ws:send hx-vals='js:{now:Date.now(), n:1}'></form>");
    let values = Map::from_iter([("now".to_owned(), Value::from(5)), ("x".to_owned(), Value::from("y"))]);
    let composed = composed(&body, &Extras { values, files: Vec::new() }).unwrap();
    assert_eq!(composed.text, format!(r#"{{"now":5,"x":"y",{HEADERS}"#));
    assert_eq!(composed.findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["needs-browser"]);
}

#[test]
fn without_a_connection_nothing_is_sent() {
    assert_eq!(
        reason("<form id=f hx-ws:send></form>"),
        "`form#f` has no `hx-ws:connect` with an address around it: htmx reports `No WebSocket connection found for element` and sends nothing"
    );
    assert!(reason("<p hx-ws:connect=''><b id=f hx-ws:send></b></p>").contains("No WebSocket connection"));
    assert_eq!(
        reason("<p id=p hx-ws:connect=/x hx-trigger=go><b id=f hx-ws:send></b></p>"),
        "`Connection not open`: `p#p` has no connection, so that htmx sends nothing"
    );
}

#[test]
fn a_connection_that_ended_is_there_again_after_its_trigger() {
    let mut twin = twin("<p id=p hx-ws:connect=/x hx-trigger='load, go'><b id=f hx-ws:send></b></p>");
    let by_id = |twin: &Twin, id| twin.page().unwrap().by_id(id)[0];
    let (p, f) = (by_id(&twin, "p"), by_id(&twin, "f"));
    twin.connection_ended(p);
    assert!(twin.compose(f, Submitter::None, &Extras::default()).is_err());
    assert_eq!(twin.connect(p), [crate::htmx::twin::Effect::OpenSocket(p)]);
    assert!(twin.compose(f, Submitter::None, &Extras::default()).is_ok());
    let known: Vec<&Socket> = twin.sockets();
    assert_eq!(known.len(), 1);
}

#[test]
fn the_browser_validates_a_submission_and_htmx_nothing() {
    let form = |attributes: &str| {
        live(&format!("<form id=f hx-ws:send {attributes}><input name=x required></form>"))
    };
    assert!(reason(&form("")).starts_with("`input[name=\"x\"]` is not valid"));
    assert!(composed(&form("novalidate"), &Extras::default()).is_ok());
    assert!(composed(&form("hx-trigger=save"), &Extras::default()).is_ok());
    let input = live("<input id=f name=x required hx-ws:send hx-validate=true>");
    assert!(composed(&input, &Extras::default()).is_ok());
}

#[test]
fn what_throws_is_told() {
    assert!(
        reason(&live("<form id=f hx-ws:send hx-vals='{bad json}'></form>")).contains("hx-vals of `form#f`: ")
    );
    assert!(reason(&live("<form id=f hx-ws:send hx-include='##'></form>")).contains("##"));
    assert!(reason(&live("<form id=f hx-ws:send><input name=form></form>")).contains("`form`"));
    assert!(reason(&live("<form id=f hx-ws:send><input name=elements></form>")).contains("`elements`"));
    assert!(reason(&live("<form id=f hx-ws:send><input name=tagName></form>")).contains("`tagName`"));
}

#[test]
fn what_people_do_not_expect_is_told() {
    let form = |attributes: &str, inside: &str| {
        codes(&live(&format!("<form id=f hx-ws:send {attributes}>{inside}</form>")))
    };
    assert_eq!(form("", "<input name=headers>"), ["headers-value"]);
    assert_eq!(form("hx-vals=headers.a:1", ""), ["headers-value"]);
    assert_eq!(form("hx-headers=a:1", ""), ["hx-headers"]);
    assert_eq!(form("", "<input><input type=file name=up>"), ["unnamed-control", "file-control"]);
    assert_eq!(form("", "<input type=hidden name=id value=5>"), ["hidden-id"]);
    assert_eq!(form("", "<input name=a>"), [""; 0]);
}

#[test]
fn senders_are_described_with_their_trigger_and_headers() {
    let twin = twin("<div id=o hx-ws:connect=/x><form id=f hx-ws:send hx-trigger='save'></form></div>");
    let described = twin.describe_senders();
    let crate::event::Event::Sender { trigger, headers, .. } = &described[0].event else { panic!() };
    assert_eq!((trigger.as_str(), headers.len()), ("save", 4));
}

#[test]
fn a_bare_socket_gets_htmx_4s_headers() {
    let url = Url::parse("http://app.test/").unwrap();
    let given = Given { id: Some("form#chat".into()), ..Given::default() };
    let twin = Twin::bare(Dialect::choose("4", None).unwrap(), url, given);
    let values = Map::from_iter([("headers".to_owned(), Value::Null), ("a".to_owned(), Value::from(1))]);
    assert_eq!(
        twin.compose_bare(&Extras { values, files: Vec::new() }).text,
        r##"{"a":1,"headers":{"HX-Request":"true","HX-Source":"form#chat","HX-Current-URL":null}}"##
    );
}

#[test]
fn a_page_without_a_socket_or_sender_says_why() {
    let why = |body: &str| twin(body).choose_socket(None).unwrap_err().to_string();
    assert_eq!(why("<p ws-x>"), "the page has no socket: no element with `hx-ws:connect`");
    assert_eq!(why("<p hx-ws:connect>"), "the page has no socket: the hx-ws:connect of `p` is empty");
    assert_eq!(
        why("<p hx-ws:connect=/x hx-trigger=click>"),
        "the page has no socket: `p` connects on `click`, not at load"
    );
    let sender = twin("<p hx-ws-send>").choose_sender(None, None).unwrap_err().to_string();
    assert_eq!(sender, "the page has no sender: no element with `hx-ws:send`");
}
