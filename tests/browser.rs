//! hxws beside a real Chromium on the demo's pages: both send the same, and both have the same page afterwards. htmx is npm's,
//! in the place of the CDN's. Where Chromium or the packages are missing, that is said and the tests are passed over.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should panic")]

#[path = "browser/chromium.rs"]
mod chromium;
#[allow(dead_code, reason = "these tests start no server of their own")]
#[path = "support/process.rs"]
mod process;
#[allow(dead_code, reason = "these tests need less than those of the command line")]
#[path = "support/mod.rs"]
mod support;

use std::path::Path;

use chromium::{Browser, Tab};
use serde_json::{Value, json};
use support::{Demo, Talk, hxws};

/// The buttons whose answers leave the socket open and depend on nothing but the message, and how many messages they are.
const TRICKS: [(&str, &str); 16] = [
    ("missing", "1"),
    ("noid", "1"),
    ("emptyid", "1"),
    ("wrapped", "1"),
    ("twice", "1"),
    ("modifiers", "1"),
    ("unknown", "1"),
    ("nested", "1"),
    ("json", "1"),
    ("text", "1"),
    ("binary", "1"),
    ("escape", "1"),
    ("many", "1"),
    ("flood", "100"),
    ("send-big", "1"),
    ("send-echo", "1"),
];

/// What is said: the characters that HTML and JSON write otherwise.
const WORDS: &str = "grüße & <b>bold</b> \"q\" 'a'";

const NOTHING: [String; 0] = [];

/// What htmx adds to the head for requests of HTTP, which nothing on these pages makes.
const INDICATORS: &str = "<style>.htmx-indicator{opacity:0;visibility: hidden} .htmx-request .htmx-indicator, .htmx-request.htmx-indicator{opacity:1;visibility: visible;transition: opacity 200ms ease-in}</style>";

/// Waits until as many swaps are under way as a page has: none, but where htmx threw in the midst of one.
#[track_caller]
fn settles(tab: &Tab, page: &str) {
    const CLASSES: [&str; 3] = ["htmx-added", "htmx-settling", "htmx-swapping"];
    let under_way: usize = CLASSES.map(|class| page.matches(class).count()).iter().sum();
    let selector = CLASSES.map(|class| format!(".{class}")).join(", ");
    tab.until(&format!("document.querySelectorAll('{selector}').length === {under_way}"));
}

/// Holds a tab's whole page against one of hxws's.
#[track_caller]
fn has_the_page(tab: &Tab, page: &str, told: &str) {
    settles(tab, page);
    let html = tab.tell("document.documentElement.outerHTML");
    let html = html.as_str().unwrap();
    assert_eq!(html.matches(INDICATORS).count(), 1, "{html}");
    let html = format!("<!DOCTYPE html>{}", html.replace(INDICATORS, ""));
    // pages are long: of those that differ the lines that do are shown
    let differ = page.lines().zip(html.lines()).find(|(own, browsers)| own != browsers);
    assert_eq!(differ, None, "{told}");
    assert_eq!(page.len(), html.len(), "{told}");
}

/// An element of a tab's page.
#[track_caller]
fn outer(tab: &Tab, selector: &str) -> String {
    settles(tab, "");
    let html = tab.tell(&format!("document.querySelector({}).outerHTML", json!(selector)));
    html.as_str().unwrap().to_owned()
}

/// Counts up, and down again: whatever was sent before is answered then, and the page is as if nobody had counted.
#[track_caller]
fn count_up_and_down(tab: &Tab) {
    tab.click("#plus");
    tab.until_text("#count", "1");
    tab.click("#minus");
    tab.until_text("#count", "0");
}

/// What a recording has of events of one type.
fn recorded(file: &Path, kind: &str, key: &str) -> Vec<String> {
    let lines = std::fs::read_to_string(file).unwrap();
    let events = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let events = events.filter(|event| event["type"] == kind);
    events.map(|event| event[key].as_str().unwrap().to_owned()).collect()
}

/// A whole `hxws send`: what it sent, and the page that it has at the end.
fn send(arguments: &[&str]) -> (Vec<String>, String) {
    let directory = tempfile::tempdir().unwrap();
    let recording = directory.path().join("recording");
    let mut all = vec!["send", "-o", "page", "-q", "--record", recording.to_str().unwrap()];
    all.extend(arguments);
    let page = String::from_utf8(hxws(&all).stdout).unwrap();
    (recorded(&recording, "sent", "data"), page.trim_end_matches('\n').to_owned())
}

/// A prompt whose socket is open, told of in lines of JSON.
fn prompt(address: &str, flags: &[&str]) -> Talk {
    let arguments = [&["connect", address, "-o", "json", "-q"], flags].concat();
    let mut talk = Talk::start(&arguments);
    talk.until("\"type\":\"open\"");
    talk
}

/// A prompt's page, or what of it is asked for.
#[track_caller]
fn page_at(talk: &mut Talk, command: &str) -> String {
    talk.say(command);
    let line: Value = serde_json::from_str(&talk.until("\"type\":\"page\"")).unwrap();
    line["html"].as_str().unwrap().to_owned()
}

/// Types a message into the chat's field and presses Enter.
#[track_caller]
fn say(tab: &Tab, words: &str) {
    tab.click("#msg");
    tab.types(words);
    tab.press("Enter");
}

#[test]
fn the_scripts_of_the_pages_are_pinned_and_their_hashes_are_those_of_npms_files() {
    let Some(browser) = Browser::turn() else { return };
    for page in [include_str!("../src/demo/page.html"), include_str!("../src/demo/two.html")] {
        let value = |tag: &str, name: &str| {
            let after = tag.split_once(&format!("{name}=\"")).unwrap().1;
            after.split_once('"').unwrap().0.to_owned()
        };
        let tags: Vec<&str> =
            page.split("<script ").skip(1).map(|rest| rest.split('>').next().unwrap()).collect();
        assert_eq!(tags.len(), 2);
        for tag in tags {
            assert_eq!(value(tag, "integrity"), browser.integrity(&value(tag, "src")), "{tag}");
            assert_eq!(value(tag, "crossorigin"), "anonymous", "{tag}");
        }
    }
}

#[test]
fn what_a_person_types_in_the_browser_and_what_hxws_sends_is_one_chat_for_everyone() {
    let Some(browser) = Browser::turn() else { return };
    let demo = Demo::start();
    let address = demo.http("/");
    let mut listener = prompt(&address, &[]);
    let (typist, reader) = (browser.open(&address), browser.open(&address));
    for tab in [&typist, &reader] {
        tab.until("sockets.open === 1");
    }

    say(&typist, WORDS);
    listener.until("bold&lt;/b&gt;");
    typist.until(
        "document.querySelector('#msg').placeholder === 'say more' && document.querySelector('#chat li')",
    );
    reader.until("document.querySelector('#chat li')");
    has_the_page(&reader, &page_at(&mut listener, "/page"), "typed");
    assert_eq!(
        page_at(&mut listener, "/page #chat li"),
        "<li>grüße &amp; &lt;b&gt;bold&lt;/b&gt; \"q\" 'a'</li>"
    );

    let (sent, _) = send(&[&address, "msg=from hxws"]);
    listener.until("from hxws");
    for tab in [&typist, &reader] {
        tab.until_text("#chat li:nth-child(2)", "from hxws");
    }
    has_the_page(&reader, &page_at(&mut listener, "/page"), "sent");

    let by_keys = typist.sent();
    assert_eq!(by_keys.len(), 1);
    let dry = hxws(&["send", &address, &format!("msg={WORDS}"), "--dry-run"]);
    assert_eq!(dry.stdout_lines().collect::<Vec<_>>(), by_keys);
    say(&typist, "from hxws");
    typist.until_text("#chat li:nth-child(3)", "from hxws");
    assert_eq!(typist.sent(), sent);

    assert_eq!([typist.errors(), reader.errors()], [NOTHING, NOTHING]);
    listener.say("/quit");
    assert_eq!(listener.end().status, Some(0));
}

#[test]
fn an_order_typed_and_chosen_with_the_keyboard_is_the_order_of_the_same_items() {
    let Some(browser) = Browser::turn() else { return };
    let (seen, headless) = (Demo::start(), Demo::start());
    let address = seen.http("/");
    let tab = browser.open(&address);
    tab.click("[name=item]");
    tab.types("green tea");
    for key in ["Tab", "2", "Tab", "l", "Tab", "Space", "Enter"] {
        tab.press(key);
    }
    tab.until("document.querySelector('#rows tr')");
    let items = ["item=green tea", "qty=2", "size=L", "rush=on"];
    let (_, page) = send(&[&[headless.http("/").as_str()], &items[..]].concat());
    has_the_page(&tab, &page, "order");
    let dry = hxws(&[&["send", "--dry-run", &address], &items[..]].concat());
    assert_eq!(dry.stdout_lines().collect::<Vec<_>>(), tab.sent());
}

#[test]
fn every_trick_sends_the_same_and_leaves_the_same_page() {
    let Some(browser) = Browser::turn() else { return };
    let demo = Demo::start();
    let address = demo.http("/");
    let by_hxws = TRICKS.map(|(id, wait)| send(&[&address, "--element", &format!("#{id}"), "--wait", wait]));
    let tab = browser.open(&address);
    for ((id, _), (sent, page)) in TRICKS.iter().zip(by_hxws) {
        tab.visit(&address);
        tab.sent();
        tab.click(&format!("#{id}"));
        count_up_and_down(&tab);
        assert_eq!(tab.sent()[..1], sent, "{id}");
        has_the_page(&tab, &page, id);
    }
}

#[test]
fn the_handshake_has_what_a_browsers_has() {
    let Some(browser) = Browser::turn() else { return };
    let demo = Demo::start();
    let address = demo.http("/");
    let tab = browser.open(&address);
    tab.click("#headers");
    tab.until("document.querySelector('#echo').textContent");
    let by_browser = tab.tell("document.querySelector('#echo').textContent");
    let shown = hxws(&["send", &address, "--element", "#headers", "-o", "json"]);
    let mut lines = shown.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let by_hxws = lines
        .find_map(|line| {
            let line: serde_json::Value = serde_json::from_slice(line).unwrap();
            Some(line["text"].as_str().filter(|_| line["id"] == "echo")?.to_owned())
        })
        .unwrap();
    assert_eq!(
        names_and_values(by_hxws.trim_end()),
        names_and_values(by_browser.as_str().unwrap().trim_end())
    );
}

/// The headers in order; only the names of those that must differ: hxws says who it is, and reads no `br` and no `zstd`.
fn names_and_values(headers: &str) -> Vec<String> {
    let own = ["accept-encoding", "sec-websocket-key", "user-agent"];
    let lines = headers.lines().map(|line| match line.split_once(": ").unwrap() {
        (name, _) if own.contains(&name) => name.to_owned(),
        _ => line.to_owned(),
    });
    lines.collect()
}

#[test]
fn both_come_back_from_a_restart_and_a_drop_and_stay_away_after_a_normal_close() {
    let Some(browser) = Browser::turn() else { return };
    let demo = Demo::start();
    let address = demo.http("/");
    let tab = browser.open(&address);
    tab.until("sockets.open === 1");
    tab.holds_its_clock();
    let mut talk = prompt(&address, &[]);
    for (ends, id, comes_back) in [(1, "restart", true), (2, "drop", true), (3, "close", false)] {
        tab.click(&format!("#{id}"));
        tab.until(&format!("sockets.closed === {ends}"));
        tab.skips_two_minutes();
        let opened = if comes_back { ends + 1 } else { ends };
        assert_eq!(tab.tell("sockets.connecting"), opened, "{id}");
        tab.until(&format!("sockets.open === {opened}"));
        talk.say(&format!("/submit #{id}"));
        let close: Value = serde_json::from_str(&talk.until("\"type\":\"close\"")).unwrap();
        assert_eq!(close["reconnects"], comes_back, "{id}");
        if comes_back {
            talk.until("\"type\":\"open\"");
        }
    }
}

#[test]
fn both_are_back_in_the_chat_once_a_server_that_died_is_back_on_its_port() {
    let Some(browser) = Browser::turn() else { return };
    let serve = |at: &str| {
        let mut demo = Talk::start(&["demo", "--listen", at]);
        let address = demo.until("http://").trim().to_owned();
        (demo, address)
    };
    let (mut first, address) = serve("127.0.0.1:0");
    let tab = browser.open(&address);
    let mut talk = prompt(&address, &[]);
    tab.until("sockets.open === 1");
    first.signal("KILL");
    first.status();
    let (_second, again) = serve(address.trim_start_matches("http://").trim_end_matches('/'));
    assert_eq!(again, address);
    talk.until("\"type\":\"open\"");
    tab.until("sockets.open === 2");
    talk.say("/submit #plus");
    talk.until("count");
    tab.until_text("#count", "1");
    say(&tab, "still here");
    talk.until("still here");
    tab.until("document.querySelector('#msg').placeholder === 'say more'");
    assert_eq!(page_at(&mut talk, "/page #chat"), outer(&tab, "#chat"));
    assert_eq!(page_at(&mut talk, "/page #count"), outer(&tab, "#count"));
}

#[test]
fn two_sockets_on_a_page_hear_everything_twice_in_both() {
    let Some(browser) = Browser::turn() else { return };
    let demo = Demo::start();
    let address = demo.http("/two");
    let tab = browser.open(&address);
    tab.until("sockets.open === 2");
    let mut talk = prompt(&address, &["--socket", "#a"]);
    talk.say("/socket #b");
    talk.until("\"type\":\"open\"");
    let (sent, _) = send(&[&address, "--socket", "#b", "msg=hello"]);
    tab.until("document.querySelectorAll('#chat li').length === 2");
    talk.until("\"type\":\"fragment\"");
    talk.until("\"type\":\"fragment\"");
    has_the_page(&tab, &page_at(&mut talk, "/page"), "two");
    say(&tab, "hello");
    tab.until("document.querySelectorAll('#chat li').length === 4");
    assert_eq!(tab.sent(), sent);
}
