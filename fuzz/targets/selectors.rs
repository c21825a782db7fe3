//! Selectors and values of `hx-swap-oob`: the index finds what a walk over the page finds, with htmx's words and without, and
//! whatever an instruction says, the page stays whole.
#![no_main]

use hxws::event::Payload;
use hxws::htmx::dialect::Dialect;
use hxws::htmx::selector::{Found, Start, find_all, find_plain};
use hxws::page::{Document, NodeId, Selector};
use hxws_fuzz::whole::{DIALECTS, check_tree, page_of, twin_of};
use hxws_fuzz::{memory, split, text};
use libfuzzer_sys::fuzz_target;

const TOKENS: [&str; 96] = [
    "#a",
    "#b",
    "#k",
    "#live",
    "#1a",
    "#-",
    "#A",
    ".c",
    ".C",
    "div",
    "p",
    "li",
    "ul",
    "*",
    "input",
    "option",
    "svg a",
    "[id]",
    "[id=a]",
    "[id='b' i]",
    "[class~=c]",
    "[name|=i]",
    "[class^=c]",
    "[class$='c']",
    "[class*=\"c\"]",
    ":first-child",
    ":last-child",
    ":nth-child(2n+1)",
    ":nth-child(-n+2 of .c)",
    ":nth-last-of-type(odd)",
    ":not(",
    ":is(",
    ":where(",
    ":has(",
    ":scope",
    ":root",
    ":empty",
    ":only-child",
    ":checked",
    ":disabled",
    ":enabled",
    ":focus",
    ":required",
    ":invalid",
    ":hover",
    ":any-link",
    "::before",
    ":lang(en)",
    ":dir(ltr)",
    ":defined",
    ":host",
    ">",
    "+",
    "~",
    " ",
    ",",
    ", ",
    ")",
    "]",
    "|",
    "*|*",
    "\\",
    "\\31 ",
    "\\000041",
    "closest ",
    "find ",
    "findAll ",
    "next ",
    "previous ",
    "next",
    "previous",
    "nextElementSibling",
    "body",
    "document",
    "window",
    "root",
    "host",
    "this",
    "global ",
    "<",
    "/>",
    "outerHTML",
    "innerHTML",
    "true",
    "beforeend",
    "delete",
    "morph",
    ":",
    " swap:1ms",
    " target:",
    "none",
    "textContent",
    "/*",
    "*/",
    "é",
    "\u{0}",
];

thread_local! {
    /// One with a doctype, and one in quirks mode, where the case of ids and classes does not count.
    static PAGES: [Document; 2] = {
        let page = page_of("2");
        [Document::parse(&page), Document::parse(page.trim_start_matches("<!DOCTYPE html>"))]
    };
}

fuzz_target!(|data: &[u8]| {
    let (how, rest) = split(data);
    let selector = text(rest, &TOKENS);
    memory::within(256 << 20, || {
        PAGES.with(|pages| pages.iter().for_each(|page| check(page, &selector, how)));
        let (htmx, ..) = DIALECTS[usize::from(how) % DIALECTS.len()];
        check_instruction(htmx, &selector);
    });
});

fn check(page: &Document, selector: &str, how: u8) {
    let css = Selector::parse(selector).ok();
    let selected = css.as_ref().map(|css| page.select(page.root(), css));
    if let (Some(css), Some(selected)) = (&css, &selected) {
        assert_eq!(page.select_first(page.root(), css), selected.first().copied());
        assert_eq!(Selector::parse(css.as_str()).as_ref().map(Selector::as_str), Ok(css.as_str()));
        if !names_scope(selector) {
            check_walk(page, css, selected);
        }
    }
    let found = find_plain(page, selector).ok();
    assert_eq!(found, selected.map(|nodes| nodes.into_iter().map(Found::Element).collect()));
    let start = page.by_id("b").into_iter().next().expect("it is on the page");
    for start in [Start::Document, Start::Element(start)] {
        let (htmx, ..) = DIALECTS[usize::from(how) % DIALECTS.len()];
        let dialect = Dialect::choose(htmx, None).expect("one of the dialects");
        let found = find_all(page, &dialect, start, selector).unwrap_or_default();
        for item in found {
            assert!(!matches!(item, Found::Element(node) if !page.is_attached(node)));
        }
    }
}

/// Whether a selector may ask where the search began: an element asked by itself is its own scope.
fn names_scope(selector: &str) -> bool {
    let has = |text: &str| selector.contains(text);
    has("&") || has("\\") && has(":") || selector.to_ascii_lowercase().contains("scope")
}

/// What was selected is what each element says when it is asked by itself.
fn check_walk(page: &Document, css: &Selector, selected: &[NodeId]) {
    let all = page.descendants(page.root());
    let walked: Vec<NodeId> = all.filter(|&node| page.matches(node, css)).collect();
    assert_eq!(selected, walked);
    for node in page.descendants(page.root()).filter(|&node| page.local_name(node).is_some()) {
        let lineage = std::iter::successors(Some(node), |&node| page.parent(node));
        let closest = lineage.into_iter().find(|node| walked.contains(node));
        assert_eq!(page.closest(node, css), closest);
    }
}

/// The text as an instruction of a message.
fn check_instruction(htmx: &str, value: &str) {
    let value = value.replace('&', "&amp;").replace('"', "&quot;");
    let mut twin = twin_of(htmx);
    let message = format!(
        "<ul id=\"a\" hx-swap-oob=\"{value}\"><li>x</li></ul><hx-partial hx-target=\"{value}\">y</hx-partial>"
    );
    twin.receive(1, &Payload::Text(message));
    twin.run_out();
    check_tree(twin.page().expect("there is one"), &["a", "b", "k", "live"]);
}
