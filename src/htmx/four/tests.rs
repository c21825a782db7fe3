//! What is told of messages in htmx 4, and in which order.

use url::Url;

use crate::event::{Event, Payload};
use crate::htmx::dialect::Dialect;
use crate::htmx::headers::Given;
use crate::htmx::twin::{Effect, Twin};
use crate::page::Document;

const BODY: &str =
    "<div id=live hx-ws:connect=/ws><p id=a>a</p><ul id=l><li>1</li><li>2</li></ul><p id=b>b</p></div>";

fn twin(body: &str) -> Twin {
    let url = Url::parse("http://app.test/").unwrap();
    Twin::load(Dialect::choose("4", None).unwrap(), Document::parse(body), url, Given::default())
}

/// Fragments as `kind style target matched outcome`, warnings as their codes, sockets that open and close.
fn summary(effects: Vec<Effect>) -> Vec<String> {
    let told = |effect| match effect {
        Effect::Event(event) => match event {
            Event::Fragment(fragment) => {
                let target = fragment.target.as_deref().unwrap_or("-");
                let matched = fragment.matched.map_or("-".to_owned(), |matched| matched.to_string());
                let (kind, outcome) = (fragment.kind, fragment.outcome);
                format!("{kind:?} {} {target} {matched} {outcome:?}", fragment.swap)
            }
            Event::Warning(warning) => warning.code.to_owned(),
            other => format!("{other:?}"),
        },
        Effect::CloseSocket(_) => "close".to_owned(),
        Effect::OpenSocket(_) => "open".to_owned(),
        other => format!("{other:?}"),
    };
    effects.into_iter().map(told).collect()
}

fn told(text: &str) -> Vec<String> {
    told_on(&mut twin(BODY), text)
}

fn told_on(twin: &mut Twin, text: &str) -> Vec<String> {
    summary(twin.receive(1, &Payload::Text(text.to_owned())))
}

#[test]
fn the_main_swap_is_told_before_out_of_band_swaps_and_partials() {
    assert_eq!(
        told(
            "<b id=a hx-swap-oob=innerHTML>x</b><hx-partial hx-target=li hx-swap=append>y</hx-partial><i>z</i>"
        ),
        [
            "Main innerHTML - 1 Swapped",
            "replaces-all",
            "Oob innerHTML #a 1 Swapped",
            "Partial beforeend li 2 Swapped",
            "many-targets"
        ]
    );
}

#[test]
fn pieces_without_a_target_are_told_in_their_place() {
    assert_eq!(
        told("<b id=x hx-swap-oob=true>1</b><b id=a hx-swap-oob=true>2</b><b id=z hx-swap-oob=true>3</b>"),
        [
            "Oob outerHTML #x 0 NoTarget",
            "no-target",
            "Oob outerHTML #a 1 Swapped",
            "Oob outerHTML #z 0 NoTarget",
            "no-target"
        ]
    );
}

#[test]
fn what_throws_before_the_page_changes_stops_the_message() {
    assert_eq!(
        told("<b id=a hx-swap-oob=true>1</b><b hx-swap-oob='innerHTML:li['>2</b>"),
        ["Oob outerHTML #a 1 Skipped", "Oob innerHTML li[ - InvalidSelector", "invalid-selector"]
    );
    assert_eq!(told(r#"{"content":"x","target":5}"#), ["invalid-selector"]);
    assert_eq!(told(r#"{"content":"x","swap":"innerHTML {a"}"#), ["invalid-swap"]);
}

#[test]
fn what_throws_later_stops_its_task_only() {
    assert_eq!(
        told("<b id=a hx-swap-oob=innerHtml>1</b><b id=b hx-swap-oob=true>2</b>"),
        ["Oob innerHtml #a 1 Skipped", "unknown-swap", "Oob outerHTML #b 1 Swapped"]
    );
    assert_eq!(
        told(r#"{"content":"<b>1</b>","target":"html","swap":"beforebegin"}"#),
        ["Main beforebegin html 1 Skipped", "invalid-target"]
    );
}

#[test]
fn json_is_told_for_what_it_is() {
    assert_eq!(told(r#"{"a":1}"#), ["json"]);
    assert_eq!(told(r#"{"content":5}"#), ["json"]);
    let mut twin = twin(BODY);
    let payload = r##"{"payload":"x","target":"#a"}"##;
    assert_eq!(told_on(&mut twin, payload), ["payload-deprecated", "Main innerHTML #a 1 Swapped"]);
    assert_eq!(told_on(&mut twin, payload), ["Main innerHTML #a 1 Swapped"]);
    assert_eq!(summary(twin.receive(2, &Payload::Binary(vec![0]))), ["binary"]);
}

#[test]
fn mistakes_in_instructions_are_named() {
    assert_eq!(told("<b hx-swap-oob=true>1</b>"), ["no-id", "Main innerHTML - 1 Swapped", "replaces-all"]);
    let appends = format!("<meta name=htmx-config content='{{\"defaultSwap\":\"append\"}}'>{BODY}");
    assert_eq!(told_on(&mut twin(&appends), "<b>1</b>"), ["Main beforeend - 1 Swapped"]);
    assert_eq!(
        told("<b hx-swap-oob='beforeend:#l swap:1s'>1</b>"),
        ["Oob beforeend #l swap:1s - InvalidSelector", "modifiers"]
    );
    assert_eq!(
        told("<li hx-swap-oob='beforeend:#l'>1</li>"),
        ["Oob beforeend #l 1 Swapped", "wrapper-stripped"]
    );
    assert_eq!(told("<hx-partial>1</hx-partial>"), ["no-target"]);
}

#[test]
fn a_delayed_swap_is_told_when_it_happens_and_keeps_the_next_message_waiting() {
    let mut twin = twin(BODY);
    assert_eq!(
        told_on(&mut twin, r##"{"content":"x","target":"#a","swap":"innerHTML swap:50ms"}"##),
        [""; 0]
    );
    assert_eq!(told_on(&mut twin, "<p id=b hx-swap-oob=true>y</p>"), [""; 0]);
    assert_eq!(twin.next_deadline(), Some(50));
    assert_eq!(summary(twin.advance(49)), [""; 0]);
    assert_eq!(summary(twin.advance(50)), ["Main innerHTML #a 1 Swapped", "Oob outerHTML #b 1 Swapped"]);
}

#[test]
fn sockets_close_with_their_elements_and_open_with_new_ones() {
    let mut twin = twin("<main id=m><div id=live hx-ws:connect=/ws></div></main>");
    assert_eq!(
        told_on(&mut twin, "<main id=m hx-swap-oob=innerHTML><p hx-ws:connect=/other></p></main>"),
        ["Oob innerHTML #m 1 Swapped", "socket-removed", "close", "open"]
    );
}

#[test]
fn without_a_page_only_what_is_written_is_told() {
    let url = Url::parse("ws://app.test/").unwrap();
    let mut twin = Twin::bare(Dialect::choose("4", None).unwrap(), url, Given::default());
    assert_eq!(
        told_on(&mut twin, "<b id=a hx-swap-oob=innerHtml>1</b><b hx-swap-oob='true:li'>2</b>"),
        ["Oob innerHtml #a - Unknown", "unknown-swap", "Oob outerHTML li - Unknown"]
    );
}
