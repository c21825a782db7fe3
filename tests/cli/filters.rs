//! `--filter`: which fragments are printed.

use std::net::TcpListener;

use snapbox::str;

use super::page::directory;
use super::support::{Peer, Ran, hxws, hxws_in, scripted};

/// A page with two targets, and messages for them and for one that is not there.
fn listen(flags: &[&str]) -> Ran {
    let play = |listener: &TcpListener| {
        let mut peer = Peer::open(listener);
        peer.text("<p id=a>1</p><p id=b hx-swap-oob=innerHTML>one</p>");
        peer.text("<p id=a>2</p><p id=c>two</p>");
        peer.text("<p id=b>three</p>");
        peer.closed()
    };
    let (port, served) = scripted(play);
    let page = format!(
        "<body hx-ext=ws><div ws-connect=\"ws://127.0.0.1:{port}/\"></div><p id=a></p><p id=b></p></body>"
    );
    let directory = directory(&[("page.html", page.as_bytes())]);
    let listen = ["listen", "page.html", "--count", "3", "--no-time"];
    let ran = hxws_in(directory.path(), &[&listen, flags].concat());
    served.join().unwrap();
    ran
}

/// The HTML that is left.
fn html(filters: &[&str]) -> String {
    let filters: Vec<&str> = filters.iter().flat_map(|&filter| ["--filter", filter]).collect();
    String::from_utf8(listen(&[&filters, &["-o", "html", "-q"][..]].concat()).stdout).unwrap()
}

#[test]
fn fragments_are_printed_that_fit() {
    assert_eq!(html(&["target:#a"]), "<p id=\"a\">1</p>\n<p id=\"a\">2</p>\n");
    assert_eq!(html(&["swap:innerHTML"]), "<p id=\"b\" hx-swap-oob=\"innerHTML\">one</p>\n");
    assert_eq!(html(&["outcome:no-target"]), "<p id=\"c\">two</p>\n");
    assert_eq!(html(&["warning"]), "<p id=\"c\">two</p>\n");
    assert_eq!(html(&["warning:json"]), "");
    assert_eq!(html(&["p#b"]), "<p id=\"b\" hx-swap-oob=\"innerHTML\">one</p>\n<p id=\"b\">three</p>\n");
    assert_eq!(html(&["/t.o/i"]), "<p id=\"a\">2</p>\n<p id=\"c\">two</p>\n");
}

#[test]
fn of_each_kind_one_must_hold() {
    assert_eq!(html(&["target:#a", "target:#c", "/two/"]), "<p id=\"a\">2</p>\n<p id=\"c\">two</p>\n");
    assert_eq!(html(&["target:#a", "swap:innerHTML"]), "");
}

#[test]
fn what_does_not_fit_is_left_out_with_its_warnings_and_counted() {
    listen(&["--filter", "target:#b", "-o", "json", "--messages"]).is(str![[r##"
{"type":"connecting","url":"ws://127.0.0.1:PORT/","attempt":1}
{"type":"open","url":"ws://127.0.0.1:PORT/","status":101,"subprotocol":null,"headers":{"upgrade":"websocket","connection":"Upgrade","sec-websocket-accept":"ACCEPT"},"attempt":1}
{"type":"message","seq":1,"bytes":50,"data":"<p id=a>1</p><p id=b hx-swap-oob=innerHTML>one</p>"}
{"type":"fragment","seq":1,"index":1,"kind":"oob","tag":"p","id":"b","oob":"innerHTML","swap":"innerHTML","target":"#b","matched":1,"outcome":"swapped","html":"<p id=\"b\" hx-swap-oob=\"innerHTML\">one</p>","text":"one"}
{"type":"message","seq":3,"bytes":17,"data":"<p id=b>three</p>"}
{"type":"fragment","seq":3,"index":0,"kind":"oob","tag":"p","id":"b","oob":null,"swap":"outerHTML","target":"#b","matched":1,"outcome":"swapped","html":"<p id=\"b\">three</p>","text":"three"}
{"type":"close","code":1000,"reason":"","by":"client","reconnects":false}
--- stderr
note: 3 messages, 95 B · fragments: 4 swapped, 1 no-target · warnings: 1 no-target · 1 message was hidden
--- status 0

"##]]);
}

#[test]
fn what_is_shown_for_people_is_filtered_too() {
    listen(&["--filter", "warning", "-o", "human"]).is(str![[r#"
page   http://localhost/   htmx 2.0.11 · ws 2.0.4 · 1 socket · 0 senders
open   ws://127.0.0.1:PORT/   101 · Origin http://localhost
2  ✗ #c  outerHTML  no target on the page
     <p id="c">two</p>
   ! no-target: nothing on the page matches `#c`: htmx raises
     htmx:oobErrorNoTarget
     did you mean `#a`?
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
note: 3 messages, 95 B · fragments: 4 swapped, 1 no-target · warnings: 1 no-target · 2 messages were hidden
--- status 0

"#]]);
}

/// What is left of a message with which htmx 4 takes longer than a second, and of one that comes after it.
fn late(flags: &[&str]) -> Ran {
    let (port, served) = scripted(|listener| {
        let mut peer = Peer::open(listener);
        peer.text("<p id=a hx-swap-oob=\"outerHTML swap:1200ms\">1</p><p id=b hx-swap-oob=true>2</p>");
        peer.text("<p id=b hx-swap-oob=true>3</p>");
        peer.closed()
    });
    let page = format!("<div hx-ws:connect=\"ws://127.0.0.1:{port}/\"></div><p id=a></p><p id=b></p>");
    let directory = directory(&[("page.html", page.as_bytes())]);
    let listen = ["listen", "page.html", "--htmx", "4", "--no-time", "-o", "raw", "--filter", "target:#a"];
    let ran = hxws_in(directory.path(), &[&listen, flags].concat());
    served.join().unwrap();
    ran
}

#[test]
fn a_message_is_judged_by_what_comes_of_it_later_than_after_a_second() {
    let told = "<p id=a hx-swap-oob=\"outerHTML swap:1200ms\">1</p><p id=b hx-swap-oob=true>2</p>\n--- stderr\n\
                note: 2 messages, 109 B · fragments: 3 swapped · 1 message was hidden\n--- status 0\n";
    // it comes while it is waited for, and with the end
    assert_eq!(late(&["--until", "#a"]).transcript(), told);
    assert_eq!(late(&["--count", "2"]).transcript(), told);
}

#[test]
fn a_filter_that_is_none_is_wrong_usage() {
    let wrong = |filter: &str| hxws(&["listen", ":1", "--filter", filter, "-o", "html"]).transcript();
    let told = |what: &str| format!("--- stderr\nerror: `--filter`: {what}\n--- status 2\n");
    assert_eq!(wrong("outcome:swaped"), told("`swaped` is no outcome: did you mean `swapped`?"));
    assert_eq!(wrong("swap:innerhtml"), told("`innerhtml` is no swap style: did you mean `innerHTML`?"));
    assert_eq!(wrong("warning:no-taget"), told("`no-taget` is no warning: did you mean `no-target`?"));
    assert_eq!(wrong("/(/"), told("`/(/` is not a regular expression: unclosed group"));
    assert_eq!(wrong("#["), told("`#[` is not a valid selector: a selector is missing at character 2"));
}
