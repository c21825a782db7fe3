//! A page for every dialect, and what holds of it whatever was swapped into it: links, the index of ids, and that it can be
//! written and read again.
//!
//! `tests/hostile.rs` and the fuzz targets hold pages against it.

use std::collections::BTreeMap;

use hxws::htmx::dialect::Dialect;
use hxws::htmx::headers::Given;
use hxws::htmx::twin::Twin;
use hxws::page::Document;
use url::Url;

const PAGE: &str = r#"<!DOCTYPE html><html><head><title>t</title></head><body hx-ext="morph,morphdom-swap"><div id="live" CONNECT>
<ul id="a" class="c"><li id="b">1</li><li id="b" class="c">2</li></ul><table id="t"><tbody id="rows"><tr id="r"><td>1</td></tr></tbody></table>
<form id="f" SEND><input id="i" name="i"><select id="s"><option>1</option></select></form><p id="k" hx-preserve>kept</p>
<template id="tpl"><i>x</i></template><svg id="g"><a id="x"></a></svg></div></body></html>"#;

/// The dialects, each with how it says `connect` and `send`.
pub const DIALECTS: [(&str, &str, &str); 4] = [
    ("1", "hx-ws='connect:/ws'", "hx-ws=send"),
    ("1-ext", "hx-ext=ws ws-connect=/ws", "ws-send"),
    ("2", "hx-ext=ws ws-connect=/ws", "ws-send"),
    ("4", "hx-ws:connect=/ws", "hx-ws:send"),
];

/// The page as htmx of that version has it.
pub fn page_of(htmx: &str) -> String {
    let dialect = DIALECTS.into_iter().find(|(name, ..)| *name == htmx);
    let (_, connect, send) = dialect.expect("one of the dialects");
    PAGE.replace("CONNECT", connect).replace("SEND", send)
}

/// Some page, open, with what morphs.
fn twin_on(htmx: &str, html: &str) -> Twin {
    let url = Url::parse("http://app.test/").expect("an address");
    let dialect = Dialect::choose(htmx, None).expect("one of the dialects");
    let mut twin = Twin::load(dialect, Document::parse(html), url, Given::default());
    twin.load_libs(["morphdom", "idiomorph"]);
    twin
}

/// The page of that version, open.
pub fn twin_of(htmx: &str) -> Twin {
    twin_on(htmx, &page_of(htmx))
}

/// How often a page is written and read until a parser moves nothing more of it, at the most. Of forms in a form each time leaves
/// one out: the end tag of one that is left out lets the next one in (HTML § 13.2.6.4.7, "form").
const MOST_TIMES: usize = 16;

/// Written, read and written again, a page is the same text, once a parser has moved what no parser would build.
pub fn check_round_trip(page: &Document) {
    let mut html = page.to_html();
    for _ in 0..MOST_TIMES {
        let parsed = Document::parse(&html);
        check_tree(&parsed, &[]);
        let again = parsed.to_html();
        if again == html {
            return;
        }
        html = again;
    }
    panic!("the page does not settle: {html}");
}

/// Every socket and every sender is an element of the page, or one that htmx does not know to have left.
pub fn check_registry(twin: &Twin, page: &Document) {
    for socket in twin.sockets() {
        assert!(
            page.is_attached(socket.element) || twin.has_lost(socket.element),
            "{} in htmx {}",
            socket.selector,
            twin.dialect().name
        );
    }
    for sender in twin.senders() {
        let named = page.selector_for(sender.element);
        assert!(page.is_attached(sender.element), "{named} in htmx {}", twin.dialect().name);
    }
}

/// Once nothing is put off any more, every node is on the page, or in one of its templates.
pub fn check_nothing_is_kept(page: &Document) {
    let (mut count, mut waiting) = (0, vec![page.root()]);
    while let Some(top) = waiting.pop() {
        count += 1;
        for node in page.descendants(top) {
            count += 1;
            waiting.extend(page.template_contents(node));
        }
    }
    assert_eq!(page.node_count(), count, "{} nodes, {count} on the page", page.node_count());
}

/// Links lead back and forth, and the index of ids holds what a walk finds: of `ids` too, that may be on the page or not.
pub fn check_tree(page: &Document, ids: &[&str]) {
    let mut by_id: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for node in page.descendants(page.root()) {
        assert!(page.is_attached(node) && page.is_alive(node));
        let parent = page.parent(node).expect("it was found below another");
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
    for id in ids.iter().filter(|id| !id.is_empty()) {
        assert_eq!(page.by_id(id), by_id.remove(*id).unwrap_or_default());
    }
    by_id.into_iter().for_each(|(id, nodes)| assert_eq!(page.by_id(&id), nodes));
}
