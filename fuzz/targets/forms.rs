//! A page's form controls, and what a person does to them: what would be sent is JSON of what the page has, and the same
//! page and person send the same twice.
#![no_main]

use std::collections::BTreeSet;

use hxws::htmx::{Message, Tab, TabError};
use hxws::page::Document;
use hxws_fuzz::whole::{DIALECTS, check_tree};
use hxws_fuzz::{memory, split, text};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

/// Between the page and what is done to it, and between two acts.
const NEXT: &str = "\u{1}";

const TOKENS: [&str; 100] = [
    NEXT,
    "<input ",
    "<select ",
    "</select>",
    "<option ",
    "<option selected>",
    "<optgroup ",
    "<textarea ",
    "</textarea>",
    "<button ",
    "</button>",
    "<fieldset ",
    "<fieldset disabled>",
    "</fieldset>",
    "<legend>",
    "</legend>",
    "<form ",
    "</form>",
    "<datalist>",
    "</datalist>",
    "<label for=a>",
    "<object name=o>",
    "<output name=q>",
    ">",
    " name=a",
    " name=b",
    " name='a[]'",
    " name=isindex",
    " name=_charset_",
    " name=''",
    " id=a",
    " id=b",
    " form=f",
    " form=''",
    " type=text",
    " type=hidden",
    " type=number",
    " type=range",
    " type=date",
    " type=month",
    " type=week",
    " type=time",
    " type=datetime-local",
    " type=color",
    " type=email",
    " type=url",
    " type=checkbox",
    " type=radio",
    " type=file",
    " type=submit",
    " type=image",
    " type=reset",
    " type=button",
    " multiple",
    " checked",
    " selected",
    " disabled",
    " readonly",
    " required",
    " pattern='",
    " maxlength=",
    " minlength=",
    " min=",
    " max=",
    " step=",
    " size=",
    " dirname=d",
    " value='",
    " value=",
    "'",
    " formnovalidate",
    " novalidate",
    " hx-include='",
    " hx-params='",
    " hx-vals='",
    "{\"x\":",
    "}",
    " hx-trigger='",
    "change",
    "input",
    "submit",
    "not a",
    "*",
    "none",
    "2026-01-01",
    "1e3",
    "-0",
    "0.1",
    "any",
    "#ff0000",
    "a@b.c",
    "12:30",
    "2026-W01",
    "\n",
    "\r\n",
    "é",
    "\u{202e}",
    "[a-z]+",
    "(a+)+$",
    "\\p{L}",
];

fuzz_target!(|data: &[u8]| {
    let (how, rest) = split(data);
    let (htmx, connect, send) = DIALECTS[usize::from(how) % DIALECTS.len()];
    let text = text(rest, &TOKENS);
    let (inside, acts) = text.split_once(NEXT).unwrap_or((&text, ""));
    let page = format!("<!doctype html><main {connect}><form id=f {send}>{inside}</form></main>");
    memory::within(256 << 20, || {
        let (sent, tab) = played(htmx, &page, acts);
        check_tree(tab.page(), &["a", "b", "f"]);
        for message in &sent {
            check(message, tab.page());
        }
        let texts = |sent: &[Message]| sent.iter().map(|sent| sent.text().to_owned()).collect::<Vec<_>>();
        assert_eq!(texts(&played(htmx, &page, acts).0), texts(&sent));
    });
});

/// What was sent while a person did these acts, then submitted.
fn played(htmx: &str, page: &str, acts: &str) -> (Vec<Message>, Tab) {
    let mut tab = Tab::builder(page).htmx(htmx).open().expect("any markup is a page");
    let mut sent = Vec::new();
    for act in acts.split(NEXT).take(8) {
        let (what, value) = act.split_at(act.chars().next().map_or(0, char::len_utf8));
        let selector = if value.len() % 2 == 0 { "[name=a]" } else { "#b" };
        let reaction = match what {
            "c" => tab.click(selector),
            "k" => tab.check(selector, value.len() % 3 == 0),
            "s" => tab.select(selector, &value.split(' ').collect::<Vec<_>>()),
            "e" => tab.enter(selector),
            "d" => tab.dispatch("change", selector),
            "v" => {
                sent.extend(tab.submit("#f", &[("a", value)]));
                continue;
            }
            _ => tab.fill(selector, value),
        };
        sent.extend(reaction.iter().flat_map(|reaction| reaction.sent().iter().cloned()));
    }
    match tab.submit("#f", &[]) {
        Ok(message) => sent.push(message),
        Err(TabError::Halted { reason, .. }) => assert_ne!(reason, ""),
        Err(_) => {}
    }
    (sent, tab)
}

/// An object, whose names are those of controls where no attribute gives others.
fn check(message: &Message, page: &Document) {
    let json: Value = serde_json::from_str(message.text()).expect("a form sends JSON");
    let Value::Object(members) = json else { panic!("no object: {}", message.text()) };
    let mut names: BTreeSet<&str> =
        BTreeSet::from(["HEADERS", "headers", "values", "path", "request_id", "event", "type"]);
    for node in page.descendants(page.root()) {
        if page.has_attr(node, "hx-vals") || page.has_attr(node, "hx-vars") {
            return;
        }
        names.extend(["name", "dirname"].iter().filter_map(|name| page.attr(node, name)));
        names.extend(["name", "id"].iter().filter_map(|name| page.attr(node, name)));
    }
    for name in members.keys() {
        let name = name.strip_suffix(".x").or_else(|| name.strip_suffix(".y")).unwrap_or(name);
        assert!(
            names.contains(name) || name.is_empty() || matches!(name, "x" | "y"),
            "`{name}` is in {}",
            message.text()
        );
    }
}
