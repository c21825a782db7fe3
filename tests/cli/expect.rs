//! `--expect`, `--expect-page` and `--until`: what must have come, and what is told where it did not.

use std::io::Write as _;

use snapbox::str;

use super::support::{Demo, Peer, Ran, Talk, hxws, hxws_in, is_built_for, scripted};

/// What `hxws send` says to the page of a demo.
fn send(args: &[&str]) -> Ran {
    send_as(&[&["-o", "html"], args].concat())
}

/// The same, in a format that is among the arguments.
fn send_as(args: &[&str]) -> Ran {
    let demo = Demo::start();
    hxws(&[&["send", &demo.http("/")], args].concat())
}

#[test]
fn it_ends_as_soon_as_everything_expected_came() {
    send(&["msg=a", "--expect", "#last", "--expect", "#chat"]).is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>a</li></ul>
<p id="last">last: a</p>
--- stderr
--- status 0

"#]]);
}

#[test]
fn text_is_expected_by_a_regular_expression() {
    send(&["msg=a", "--expect", "/^LAST: a$/i"]).is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>a</li></ul>
<p id="last">last: a</p>
--- stderr
--- status 0

"#]]);
    send(&["--element", "#json", "--expect", "/\"count\":3/", "-q"]).is(str![[r#"
--- stderr
--- status 0

"#]]);
    send(&["--element", "#json", "--until", "/\"count\":3/", "-q"]).is(str![[r#"
--- stderr
--- status 0

"#]]);
}

#[test]
fn the_page_is_expected_to_be_so_after_the_answer() {
    send(&["msg=a", "--expect-page", "#last=last: a"]).is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>a</li></ul>
<p id="last">last: a</p>
--- stderr
--- status 0

"#]]);
    send(&["msg=a", "--expect-page", "count(#chat li)=1", "--expect-page", "#msg"]).is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>a</li></ul>
--- stderr
--- status 0

"#]]);
    send(&["--element", "#plus", "--expect-page", "#count=/^[1-9]$/"]).is(str![[r#"
<output id="count">1</output>
--- stderr
--- status 0

"#]]);
}

#[test]
fn an_explicit_wait_is_when_everything_must_have_come() {
    send(&["msg=a", "--wait", "2", "--expect", "#last", "--expect-page", "#last=last: a"]).is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>a</li></ul>
<p id="last">last: a</p>
--- stderr
--- status 0

"#]]);
    send(&["msg=a", "--until", "#msg", "--expect", "#chat"]).is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>a</li></ul>
<p id="last">last: a</p>
<input id="msg" name="msg" placeholder="say more" required="" autocomplete="off">
--- stderr
--- status 0

"#]]);
    send(&["msg=a", "--wait", "1", "--expect", "#last", "--expect-page", "#last=last: a"]).is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>a</li></ul>
--- stderr
error: 2 of 2 expectations were not met
  expected                     came
  --expect #last               #chat: a
  --expect-page #last=last: a  last: nothing yet
--- status 1

"#]]);
}

#[test]
fn what_came_stands_beside_what_was_expected() {
    let args = ["msg=a", "--timeout", "2s", "--expect", "#lats", "--expect", "#chat", "--expect", "/never/"];
    let of_page = ["--expect-page", "#count=7", "--expect-page", "#cuont", "--expect-page", "count(li)=2"];
    send(&[&args[..], &of_page].concat()).is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>a</li></ul>
<p id="last">last: a</p>
<input id="msg" name="msg" placeholder="say more" required="" autocomplete="off">
--- stderr
error: time is up: 5 of 6 expectations were not met
  expected                   came
  --expect #lats             #last: last: a
                             #msg: <input id="msg" name="msg" placeholder="say more" required="" autocomplete="off">
                             #chat: a
  --expect /never/           #msg: <input id="msg" name="msg" placeholder="say more" required="" autocomplete="off">
                             #last: last: a
                             #chat: a
  --expect-page #count=7     0
  --expect-page #cuont       nothing
  --expect-page count(li)=2  1
  did you mean `#last`?
  did you mean `#count`?
--- status 1

"#]]);
}

#[test]
fn a_program_reads_what_is_missing_in_the_error() {
    let (port, served) = scripted(|listener| {
        let mut peer = Peer::open(listener);
        peer.hear();
        peer.text("<p id=a>\u{1b}[2J 1\n2</p>");
        peer.closed()
    });
    let url = format!("ws://127.0.0.1:{port}/");
    let send = ["send", &url, "--raw", "x", "--wait", "1", "--expect", "#b", "--expect", "/3/"];
    hxws(&[&send[..], &["-o", "json", "--no-time"]].concat()).is(str![[r##"
{"type":"connecting","url":"ws://127.0.0.1:PORT/","attempt":1}
{"type":"open","url":"ws://127.0.0.1:PORT/","status":101,"subprotocol":null,"headers":{"upgrade":"websocket","connection":"Upgrade","sec-websocket-accept":"ACCEPT"},"attempt":1}
{"type":"sent","data":"x","bytes":1}
{"type":"fragment","seq":1,"index":0,"kind":"oob","tag":"p","id":"a","oob":null,"swap":"outerHTML","target":"#a","matched":null,"outcome":"unknown","html":"<p id=\"a\">\u001b[2J 1\n2</p>","text":"\u001b[2J 1\n2"}
{"type":"close","code":1000,"reason":"","by":"client","reconnects":false}
{"type":"error","message":"2 of 2 expectations were not met","help":"did you mean `#a`?","unmet":[{"option":"--expect","expected":"#b","came":["#a: \u001b[2J 1 2"]},{"option":"--expect","expected":"/3/","came":["#a: \u001b[2J 1 2"]}]}
--- stderr
error: 2 of 2 expectations were not met
  expected      came
  --expect #b   #a: ␛[2J 1 2
  --expect /3/  #a: ␛[2J 1 2
  did you mean `#a`?
--- status 1

"##]]);
    assert_eq!(served.join().unwrap(), 1000);
}

#[test]
fn the_end_of_the_connection_is_told_with_what_is_missing() {
    let (port, served) = scripted(|listener| {
        let mut peer = Peer::open(listener);
        peer.hear();
        peer.text("<p id=a>1</p>");
        peer.0.write_all(b"\x88\x02\x03\xf0").unwrap();
        peer.closed();
    });
    let url = format!("ws://127.0.0.1:{port}/");
    hxws(&["send", &url, "--raw", "x", "--expect", "#a", "--expect", "#b", "-o", "html", "-q"]).is(str![[
        r#"
<p id="a">1</p>
--- stderr
error: the connection ended with 1008 before the work was done: 1 of 2 expectations was not met
  expected     came
  --expect #b  #a: 1
  did you mean `#a`?
--- status 4

"#
    ]]);
    served.join().unwrap();
}

#[test]
fn an_answer_must_come_even_where_the_page_is_so_already() {
    let args = ["--page", "src/demo/page.html", "--raw", "x", "--expect-page", "#count=0", "-o", "html"];
    let (port, served) = scripted(|listener| {
        let mut peer = Peer::open(listener);
        peer.hear();
        peer.closed()
    });
    let url = format!("ws://127.0.0.1:{port}/");
    hxws(&[&["send", &url, "--timeout", "1s"], &args[..]].concat()).is(str![[r#"
--- stderr
error: time is up: waited for 1 message, 0 came
--- status 1

"#]]);
    assert_eq!(served.join().unwrap(), 1000);
}

#[test]
fn the_page_is_looked_at_once_htmx_has_swapped() {
    let page = "<div hx-ext=ws ws-connect=/ws><p id=n>0</p><form ws-send id=f></form></div>";
    let file = super::page::directory(&[("page.html", page.as_bytes())]);
    // the fragment is told after a second, and swapped in later
    let (port, served) = scripted(|listener| {
        let mut peer = Peer::open(listener);
        peer.hear();
        peer.text("<p id=n hx-swap-oob='outerHTML swap:1200ms'>1</p>");
        peer.closed()
    });
    let url = format!("ws://127.0.0.1:{port}/");
    let send = ["send", &url, "--page", "page.html", "--htmx", "4", "-q", "-o", "html"];
    hxws_in(file.path(), &[&send[..], &["--until", "#n", "--expect-page", "#n=1"]].concat()).is(str![[r#"
<p id="n" hx-swap-oob="outerHTML swap:1200ms">1</p>
--- stderr
--- status 0

"#]]);
    assert_eq!(served.join().unwrap(), 1000);
}

#[test]
fn listen_ends_once_the_page_is_so() {
    let demo = Demo::start();
    hxws(&["listen", &demo.http("/"), "--expect-page", "#count=0", "-o", "human", "--no-time"]).is(str![[
        r#"
page   http://127.0.0.1:PORT/   htmx 2.0.11 · ws 2.0.4 · 1 socket · 25 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
       cookie demo
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
note: no message came
--- status 0

"#
    ]]);
    let counting = ["--expect-page", "#count=2", "--no-time", "-o", "json", "-q"];
    let mut listening = Talk::start(&[&["listen", &demo.http("/")], &counting[..]].concat());
    listening.until("\"open\"");
    for _ in 0..2 {
        assert_eq!(hxws(&["send", &demo.ws(), "step=1", "-q"]).status, Some(0));
    }
    let ran = listening.end();
    assert_eq!((ran.stdout_lines().count(), ran.stderr.as_str(), ran.status), (5, "", Some(0)));
}

#[test]
fn listen_counts_and_expects() {
    let demo = Demo::start();
    let page = demo.http("/");
    let listen = ["listen", &page, "--timeout", "1s", "-o", "html"];
    hxws(&[&listen[..], &["--expect", "#count", "--expect-page", "#total=1"]].concat()).is(str![[r#"
--- stderr
note: no message came
error: time is up: 2 of 2 expectations were not met
  expected                came
  --expect #count         nothing
  --expect-page #total=1  0
--- status 1

"#]]);
    hxws(&[&listen[..], &["--count", "1", "--expect", "#count"]].concat()).is(str![[r#"
--- stderr
note: no message came
error: time is up: waited for 1 message, 0 came; the expectation was not met
  expected         came
  --expect #count  nothing
--- status 1

"#]]);
}

#[test]
fn nothing_is_expected_of_a_server_that_is_not_there() {
    hxws(&["send", "ws://127.0.0.1:1/", "--raw", "x", "--expect", "#a", "-o", "html"]).is(str![[r#"
--- stderr
error: could not connect to `127.0.0.1:PORT`: connection refused
  is the server running on `127.0.0.1:PORT`?
--- status 3

"#]]);
    hxws(&["listen", "ws://127.0.0.1:1/", "--expect", "#a", "-o", "html"]).is(str![[r#"
--- stderr
error: could not connect to `127.0.0.1:PORT`: connection refused
  is the server running on `127.0.0.1:PORT`?
--- status 3

"#]]);
}

#[cfg(unix)]
#[test]
fn a_signal_is_no_failed_expectation() {
    for (name, status) in [("INT", 130), ("HUP", 129), ("TERM", 143)] {
        let demo = Demo::start();
        let waiting = ["--raw", "x", "--expect", "#never", "--timeout", "1m", "-o", "json"];
        let mut sending = Talk::start(&[&["send", &demo.ws()], &waiting[..]].concat());
        sending.until("fragment");
        sending.signal(name);
        let ran = sending.end();
        assert_eq!((ran.stderr.as_str(), ran.status), ("", Some(status)), "{name}");
    }
}

#[test]
fn what_did_not_come_is_told_on_standard_error_in_every_format() {
    const PAGE: &str = "src/demo/page.html";
    let told = "error: the expectation was not met\n  expected         came\n  --expect #never  ";
    let formats: [&[&str]; 6] =
        [&["human"], &["json"], &["json", "--jq", ".type"], &["html"], &["raw"], &["page"]];
    for format in formats.into_iter().filter(|format| is_built_for(format)) {
        let args = ["--element", "#plus", "--wait", "1", "--expect", "#never", "-q", "-o"];
        let ran = send_as(&[&args[..], format].concat());
        let expected = format!("{told}#count: 1\n");
        assert_eq!((ran.stderr, ran.status), (expected, Some(1)), "send {format:?}");

        let (port, served) = scripted(|listener| {
            let mut peer = Peer::open(listener);
            peer.text("<p id=a>1</p>");
            peer.closed()
        });
        let address = format!("ws://127.0.0.1:{port}/");
        let args = ["listen", &address, "--page", PAGE, "--count", "1", "--expect", "#never", "-q", "-o"];
        let ran = hxws(&[&args[..], format].concat());
        assert_eq!((ran.stderr, ran.status), (format!("{told}#a: 1\n"), Some(1)), "listen {format:?}");
        served.join().unwrap();
    }
}

#[test]
fn what_cannot_be_expected_is_wrong_usage() {
    let usage = |args: &[&str]| hxws(&[&["send", "ws://127.0.0.1:1/", "-o", "html"], args].concat());
    usage(&["--expect", "#["]).is(str![[r#"
--- stderr
error: `--expect`: `#[` is not a valid selector: a selector is missing at character 2
--- status 2

"#]]);
    usage(&["--until", "/(/"]).is(str![[r#"
--- stderr
error: `--until`: `/(/` is not a regular expression: unclosed group
--- status 2

"#]]);
    usage(&["--expect-page", "count(p)"]).is(str![[r#"
--- stderr
error: `--expect-page`: `count(p)` is no condition: write count(SELECTOR)=N, such as count(li)=3
--- status 2

"#]]);
    usage(&["--expect-page", "#a"]).is(str![[r#"
--- stderr
error: `--expect-page` needs a page
  give the page's address or file, or `--page FILE|URL`
--- status 2

"#]]);
    usage(&["--expect", "#a", "--dry-run"]).is(str![[r#"
--- stderr
error: the argument '--expect <WHAT>' cannot be used with '--dry-run'

Usage: hxws send --output <FORMAT> --expect <WHAT> <TARGET> [ITEM]...

For more information, try '--help'.
--- status 2

"#]]);
}
