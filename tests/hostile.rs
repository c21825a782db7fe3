//! What servers may send to break things: any text, mutated markup, deep and wide messages. The page stays whole.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking and prints its score"
)]

#[path = "support/whole.rs"]
mod whole;

use hxws::event::Payload;
use hxws::htmx::twin::{Effect, Twin};
use hxws::page::Document;
use hxws::simulate::player::{Player, Turn};
use hxws::simulate::scenario::Scenario;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use whole::{DIALECTS, check_nothing_is_kept, check_registry, check_round_trip, page_of, twin_of};

const STYLES: [&str; 24] = [
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
    "morphdom",
    "morph:innerHTML",
    "morph:{morphStyle:'outerHTML'}",
    "innerMorph target:#a swap:2ms",
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
        let socket = match flags {
            7 => " hx-ext=ws ws-connect=/n hx-ws:connect=/n hx-ws='connect:/n'",
            6 => " ws-send hx-ws:send hx-ws=send",
            5 => " hx-target='#rows' hx-swap='beforeend settle:1ms'",
            _ => "",
        };
        format!("<{tag} id=\"{id}\" class=\"c {tag}\"{oob}{preserve}{socket}>")
    });
    prop_oneof![
        6 => start,
        3 => select(&TAGS[..]).prop_map(|tag| format!("</{tag}>")),
        1 => "[ -~\u{e9}\u{1f600}\\n]{0,6}",
        1 => select(&["<!--", "-->", "<", "&amp", "<!doctype html>", "</p", "<p id='", "\0"][..]).prop_map(str::to_owned),
    ]
}

fn markup() -> impl Strategy<Value = String> {
    vec(piece(), 0..24).prop_map(|pieces| pieces.concat())
}

/// HCON, or what looks like it.
fn hcon() -> impl Strategy<Value = String> {
    let words = [
        "a:1",
        "target:#a",
        "settle:1ms",
        "a.b:'c d'",
        "'",
        "{",
        "}",
        ",",
        ":",
        "x:{\"y\":2}",
        "this",
        "\n",
        "é",
    ];
    let style = select(&STYLES[..]).prop_map(str::to_owned);
    (style, vec(select(words.to_vec()), 0..5))
        .prop_map(|(style, words)| format!("{style} {}", words.join(" ")))
}

/// htmx 4's JSON messages, whole or of the wrong types.
fn envelope() -> impl Strategy<Value = String> {
    let target = select(&TARGETS[..]).prop_map(|target| target.trim_start_matches(':').to_owned());
    let key = select(&["content", "payload", "html"][..]);
    (key, markup(), target, hcon(), 0..6_u8).prop_map(|(key, html, target, swap, kind)| {
        let message = match kind {
            0 => serde_json::json!({ key: html, "target": 7, "swap": [swap] }),
            1 => serde_json::json!({ key: [html], "target": target }),
            2 => serde_json::json!({ key: html, "select": target, "swap": swap }),
            3 => serde_json::json!([html, target, swap]),
            _ => serde_json::json!({ key: html, "target": target, "swap": swap }),
        };
        message.to_string()
    })
}

/// A message with a slice taken out, doubled or turned round.
fn mutated(whole: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    (whole, 0..3_u8, any::<proptest::sample::Index>(), any::<proptest::sample::Index>()).prop_map(
        |(text, kind, from, to)| {
            let letters: Vec<char> = text.chars().collect();
            if letters.is_empty() {
                return text;
            }
            let (from, to) = (from.index(letters.len()), to.index(letters.len()));
            let (from, to) = (from.min(to), from.max(to));
            let (before, slice, after) = (&letters[..from], &letters[from..to], &letters[to..]);
            let middle: Vec<char> = match kind {
                0 => Vec::new(),
                1 => [slice, slice].concat(),
                _ => slice.iter().rev().copied().collect(),
            };
            before.iter().chain(&middle).chain(after).collect()
        },
    )
}

fn message() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => markup(),
        2 => envelope(),
        1 => mutated(markup()),
        1 => mutated(envelope()),
        1 => "\\PC{0,60}",
    ]
}

fn twin() -> Twin {
    twin_of("2")
}

/// Feeds the messages; what was to be told, and the page at the end.
fn play(htmx: &str, messages: &[String]) -> (Vec<Vec<Effect>>, Twin) {
    let mut twin = twin_of(htmx);
    let numbered = (1..).zip(messages);
    let mut effects: Vec<Vec<Effect>> =
        numbered.map(|(seq, text)| twin.receive(seq, &Payload::Text(text.clone()))).collect();
    effects.push(twin.advance(60_000));
    // a swap may be put off for longer
    effects.push(twin.run_out());
    (effects, twin)
}

/// A step of a scenario: the server's act or a person's.
fn step() -> impl Strategy<Value = Value> {
    let selector = select(&["#f", "#i", "#s", "#a", "#live", "#nope", "button", "#f ~ p"][..]);
    let code = select(&[1000_u16, 1001, 1005, 1006, 1011, 1012, 1013, 4000][..]);
    prop_oneof![
        6 => message().prop_map(|text| json!({ "recv": text })),
        1 => "([0-9a-f]{2}){0,4}".prop_map(|hex| json!({ "recvHex": hex })),
        1 => (selector.clone(), "\\PC{0,6}").prop_map(|(field, value)| json!({ "fill": field, "value": value })),
        2 => selector.clone().prop_map(|form| json!({ "submit": form })),
        1 => selector.clone().prop_map(|field| json!({ "enter": field })),
        1 => selector.clone().prop_map(|button| json!({ "click": button })),
        1 => selector.prop_map(|field| json!({ "event": "change", "on": field })),
        2 => (code, 0..3_usize).prop_map(|(code, socket)| json!({ "drop": code, "socket": socket })),
        1 => Just(json!({ "fire": true })),
        1 => Just(json!({ "open": true, "wait": 500 })),
    ]
}

fn check_tree(page: &Document) {
    whole::check_tree(page, &IDS);
}

fn turns(scenario: &Scenario) -> Vec<Turn> {
    let page = scenario.document(None);
    let dialect = scenario.dialect(&page, None, None).unwrap();
    let (mut player, turn) = Player::load(scenario, dialect, page);
    let steps = scenario.steps.iter().map(|step| player.play(step));
    let turns = std::iter::once(turn).chain(steps).collect();
    check_tree(player.page().unwrap());
    turns
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_messages_leave_a_whole_page(messages in vec(message(), 1..5)) {
        for (htmx, ..) in DIALECTS {
            let (effects, twin) = play(htmx, &messages);
            let page = twin.page().unwrap();
            check_tree(page);
            check_nothing_is_kept(page);
            check_round_trip(page);
            check_registry(&twin, page);
            let (again, other) = play(htmx, &messages);
            prop_assert_eq!(effects, again);
            prop_assert_eq!(page.to_html(), other.page().unwrap().to_html());
        }
    }

    #[test]
    fn a_scenario_played_twice_is_played_alike(steps in vec(step(), 0..8)) {
        for (htmx, ..) in DIALECTS {
            let page = page_of(htmx);
            let (_, body) = page.split_once("<body").unwrap();
            let text = json!({ "htmx": htmx, "page": body.split_once('>').unwrap().1, "libs": ["idiomorph"], "steps": steps });
            let scenario = Scenario::read_all(&text.to_string()).unwrap().remove(0);
            prop_assert_eq!(turns(&scenario), turns(&scenario));
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

#[test]
fn preserved_sockets_stay_with_the_page() {
    let messages = [
        "<ul id=\"t\" class=\"c ul\" hx-swap-oob=\"innerMorph:#k, #r\" hx-preserve ws-send hx-ws:send hx-ws=send>\
         <div id=\"t\" class=\"c div\" hx-preserve hx-ext=ws ws-connect=/n hx-ws:connect=/n hx-ws='connect:/n'>",
        "<div id=\"k\" class=\"c div\" hx-swap-oob=\"beforebegin\" hx-preserve>",
    ];
    for (htmx, ..) in DIALECTS {
        let (_, twin) = play(htmx, &messages.map(str::to_owned));
        check_registry(&twin, twin.page().unwrap());
    }
}
