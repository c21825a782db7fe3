//! Messages of a server, taken apart and swapped into a page, by each htmx: the page stays whole.
#![no_main]

use hxws::event::Payload;
use hxws::page::Document;
use hxws_fuzz::whole::{DIALECTS, check_nothing_is_kept, check_registry, check_tree, twin_of};
use hxws_fuzz::{memory, split, text};
use libfuzzer_sys::fuzz_target;

/// Ids of the page, and others.
const IDS: [&str; 14] = ["live", "a", "b", "t", "rows", "r", "f", "i", "s", "k", "tpl", "g", "x", "nope"];

/// Between two messages.
const NEXT: &str = "\u{1}";

const TOKENS: [&str; 112] = [
    NEXT,
    "<div ",
    "</div>",
    "<p ",
    "</p>",
    "<ul ",
    "</ul>",
    "<li ",
    "</li>",
    "<table ",
    "</table>",
    "<tbody ",
    "<tr ",
    "<td ",
    "<form ",
    "</form>",
    "<input ",
    "<select ",
    "<option ",
    "<template ",
    "</template>",
    "<svg ",
    "</svg>",
    "<a ",
    "<b ",
    "</b>",
    "<body ",
    "<html ",
    "<head ",
    "<title>",
    "</title>",
    "<script>",
    "</script>",
    "<textarea ",
    "<hx-partial ",
    "</hx-partial>",
    "<hx-head ",
    "<button ",
    "<noscript>",
    "<frameset>",
    "<math>",
    "<!--",
    "-->",
    "<!doctype html>",
    ">",
    " id=a",
    " id=b",
    " id=t",
    " id=rows",
    " id=r",
    " id=f",
    " id=i",
    " id=s",
    " id=k",
    " id=tpl",
    " id=g",
    " id=x",
    " id=live",
    " id='",
    "' ",
    " class=c ",
    " hx-swap-oob=true ",
    " hx-swap-oob='",
    " hx-swap-oob=\"",
    "\" ",
    " hx-swap='",
    " hx-target='",
    " hx-select-oob='",
    " hx-preserve ",
    " hx-preserve=true ",
    " ws-send ",
    " hx-ws:send ",
    " hx-ws=send ",
    " hx-ext=ws ws-connect=/n ",
    " hx-ws:connect=/n ",
    " hx-ws='connect:/n' ",
    " hx-trigger='",
    "outerHTML",
    "innerHTML",
    "beforebegin",
    "afterbegin",
    "beforeend",
    "afterend",
    "delete",
    "none",
    "morph",
    "innerMorph",
    "outerMorph",
    "outerSync",
    "textContent",
    "morphdom",
    "morph:innerHTML",
    "swap:1ms",
    " settle:1ms",
    " transition:true",
    " target:",
    " strip:false",
    "upsert",
    ":#a",
    ":#rows",
    ":.c",
    ":body",
    ":find li",
    "load delay:1ms",
    "every 1s",
    "{\"content\":\"",
    "\",\"target\":\"",
    "\",\"swap\":\"",
    "\",\"select\":\"",
    "\"}",
    "&lt;",
    "é",
];

fuzz_target!(|data: &[u8]| {
    let (how, rest) = split(data);
    let (htmx, ..) = DIALECTS[usize::from(how) % DIALECTS.len()];
    let messages = text(rest, &TOKENS);
    memory::within(512 << 20, || {
        let mut twin = twin_of(htmx);
        for (seq, message) in (1..).zip(messages.split(NEXT).take(8)) {
            twin.receive(seq, &Payload::Text(message.to_owned()));
            check_tree(twin.page().expect("there is one"), &IDS);
        }
        twin.advance(60_000);
        // a swap may be put off for longer
        twin.run_out();
        let page = twin.page().expect("there is one");
        check_tree(page, &IDS);
        check_nothing_is_kept(page);
        // what no parser would build is built anew as another page, which is whole too
        check_tree(&Document::parse(&page.to_html()), &IDS);
        check_registry(&twin, page);
    });
});
