//! What servers may send to break things: any text, mutated markup, deep and wide messages. The page stays whole.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking and prints its score"
)]

use hxws::event::Payload;
use hxws::htmx::dialect::Dialect;
use hxws::htmx::headers::Given;
use hxws::htmx::twin::{Effect, Twin};
use hxws::page::{Document, NodeId};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use url::Url;

const PAGE: &str = r#"<!DOCTYPE html><html><head><title>t</title></head><body><div id="live" hx-ext="ws" ws-connect="/ws">
<ul id="a" class="c"><li id="b">1</li><li id="b" class="c">2</li></ul><table id="t"><tbody id="rows"><tr id="r"><td>1</td></tr></tbody></table>
<form id="f" ws-send><input id="i" name="i"><select id="s"><option>1</option></select></form><p id="k" hx-preserve>kept</p>
<template id="tpl"><i>x</i></template><svg id="g"><a id="x"></a></svg></div></body></html>"#;

const STYLES: [&str; 20] = [
    "true",
    "outerHTML",
    "innerHTML",
    "beforebegin",
    "afterbegin",
    "beforeend",
    "afterend",
    "delete",
    "none",
    "morph",
    "",
    ":",
    "beforeend swap:1s",
    "true:",
    "innerMorph",
    "outerMorph",
    "outerSync",
    "textContent",
    "innerHTML settle:5ms strip:false",
    "outerHTML transition:true",
];
const TARGETS: [&str; 14] = [
    "",
    ":#a",
    ":.c",
    ":body",
    ":html",
    ":document",
    ":window",
    ":#nope",
    ":###",
    ":next",
    ":find li",
    ":*",
    ":#k, #r",
    ":head",
];
const TAGS: [&str; 22] = [
    "div",
    "p",
    "ul",
    "li",
    "table",
    "tbody",
    "tr",
    "td",
    "form",
    "input",
    "select",
    "option",
    "template",
    "svg",
    "a",
    "body",
    "html",
    "script",
    "textarea",
    "b",
    "hx-partial",
    "button",
];
const IDS: [&str; 14] = ["a", "b", "t", "rows", "r", "f", "i", "s", "k", "tpl", "g", "x", "", "1.2"];

/// A tag, complete or not, with an id and an instruction; a closing tag; or plain text.
fn piece() -> impl Strategy<Value = String> {
    let start = (select(&TAGS[..]), select(&IDS[..]), select(&STYLES[..]), select(&TARGETS[..]), 0..8_u8);
    let start = start.prop_map(|(tag, id, style, target, flags)| {
        let oob = if flags & 1 == 0 { format!(" hx-swap-oob=\"{style}{target}\"") } else { String::new() };
        let preserve = if flags & 2 == 0 { "" } else { " hx-preserve" };
        let socket = if flags == 7 { " hx-ext=ws ws-connect=/n" } else { "" };
        format!("<{tag} id=\"{id}\" class=\"c {tag}\"{oob}{preserve}{socket}>")
    });
    prop_oneof![
        6 => start,
        3 => select(&TAGS[..]).prop_map(|tag| format!("</{tag}>")),
        1 => "[ -~\u{e9}\u{1f600}\\n]{0,6}",
        1 => select(&["<!--", "-->", "<", "&amp", "<!doctype html>", "</p", "<p id='", "\0"][..]).prop_map(str::to_owned),
    ]
}

fn message() -> impl Strategy<Value = String> {
    prop_oneof![4 => vec(piece(), 0..24).prop_map(|pieces| pieces.concat()), 1 => "\\PC{0,60}"]
}

fn twin() -> Twin {
    twin_of("2")
}

fn twin_of(htmx: &str) -> Twin {
    let url = Url::parse("http://app.test/").unwrap();
    Twin::load(Dialect::choose(htmx, None).unwrap(), Document::parse(PAGE), url, Given::default())
}

/// Feeds the messages; what was to be told, and the page at the end.
fn play(htmx: &str, messages: &[String]) -> (Vec<Vec<Effect>>, Twin) {
    let mut twin = twin_of(htmx);
    let numbered = (1..).zip(messages);
    let mut effects: Vec<Vec<Effect>> =
        numbered.map(|(seq, text)| twin.receive(seq, &Payload::Text(text.clone()))).collect();
    effects.push(twin.advance(60_000));
    (effects, twin)
}

/// Links lead back and forth, and the index of ids holds what a walk finds.
fn check_tree(page: &Document) {
    let mut by_id: std::collections::BTreeMap<String, Vec<NodeId>> = std::collections::BTreeMap::new();
    for node in page.descendants(page.root()) {
        assert!(page.is_attached(node));
        let parent = page.parent(node).unwrap();
        match page.prev_sibling(node) {
            Some(before) => assert_eq!(page.next_sibling(before), Some(node)),
            None => assert_eq!(page.first_child(parent), Some(node)),
        }
        match page.next_sibling(node) {
            Some(after) => assert_eq!(page.parent(after), Some(parent)),
            None => assert_eq!(page.last_child(parent), Some(node)),
        }
        if let Some(id) = page.attr(node, "id").filter(|id| !id.is_empty()) {
            by_id.entry(id.to_owned()).or_default().push(node);
        }
    }
    for id in IDS.iter().filter(|id| !id.is_empty()) {
        assert_eq!(page.by_id(id), by_id.remove(*id).unwrap_or_default());
    }
    by_id.into_iter().for_each(|(id, nodes)| assert_eq!(page.by_id(&id), nodes));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_messages_leave_a_whole_page(messages in vec(message(), 1..5)) {
        for htmx in ["2", "4"] {
            let (effects, twin) = play(htmx, &messages);
            let page = twin.page().unwrap();
            check_tree(page);
            let (again, other) = play(htmx, &messages);
            prop_assert_eq!(effects, again);
            prop_assert_eq!(page.to_html(), other.page().unwrap().to_html());
        }
    }

    #[test]
    fn what_was_received_can_be_written_and_read_again(text in message()) {
        let once = Document::parse_template(&text);
        let html = once.inner_html(once.root());
        let twice = Document::parse_template(&html);
        check_tree(&twice);
        // a parser may move what another wrote once, never for ever
        let settled = Document::parse_template(&twice.inner_html(twice.root()));
        let thrice = Document::parse_template(&settled.inner_html(settled.root()));
        prop_assert_eq!(thrice.inner_html(thrice.root()), settled.inner_html(settled.root()));
    }
}

#[test]
fn a_hundred_thousand_nested_elements_are_swapped_in() {
    // `<div>` would do, but that html5ever looks through all open elements for a `<p>` at each
    for tag in ["span hx-swap-oob=true", "span id=z hx-ext=ws"] {
        let mut twin = twin();
        let text = format!("<ul id=a>{}", format!("<{tag}>").repeat(100_000));
        twin.receive(1, &Payload::Text(text));
        assert!(twin.page().unwrap().to_html().len() > 100_000);
    }
}

#[test]
fn many_elements_with_the_same_id_are_swapped_in() {
    let mut twin = twin();
    let list = |items: &str| Payload::Text(format!("<ul id=a>{}</ul>", items.repeat(10_000)));
    twin.receive(1, &list("<li id=z hx-ext=ws ws-send>"));
    assert_eq!(twin.senders().len(), 10_001);
    twin.receive(2, &list("<li id=z>"));
    assert_eq!(twin.senders().len(), 1);
    twin.receive(3, &Payload::Text("<p id=nope>".to_owned()));
    check_tree(twin.page().unwrap());
}

#[test]
fn instructions_of_htmx_4_without_end_are_read_in_time() {
    let nested = |open: &str, times| open.repeat(times);
    let messages = [
        nested("<i id=a hx-swap-oob=innerHTML>x", 20_000),
        nested("<i id=nope hx-swap-oob=innerHTML>", 500) + &"x".repeat(1_000_000),
        nested("<i hx-swap-oob='innerHTML:li'></i>", 20_000),
        nested("<hx-partial hx-target='#a'>x", 20_000),
        nested("<hx-partial hx-target='#a' hx-swap='beforeend'>x</hx-partial>", 20_000),
        nested("<head><title", 100_000),
        format!(r#"{{"content":"x","target":"{}"}}"#, nested("<,", 200_000)),
        format!(r#"{{"content":"x","swap":"{}"}}"#, nested("a.b:<'", 200_000)),
        format!(r#"{{"content":"x","swap":"x {}:1"}}"#, nested("a.", 200_000)),
        format!(r#"{{"content":"x","select":"{}"}}"#, nested(":is(", 100_000)),
        nested("[", 1_000_000),
    ];
    for message in &messages {
        let (_, twin) = play("4", std::slice::from_ref(message));
        check_tree(twin.page().unwrap());
    }
}
