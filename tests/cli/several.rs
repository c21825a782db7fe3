//! A page with several sockets.

use std::io::Write as _;

use snapbox::str;

use super::support::{Demo, Peer, Talk, hxws, hxws_fed, scripted};

#[test]
fn one_must_be_chosen() {
    let demo = Demo::start();
    for command in ["listen", "connect"] {
        hxws(&[command, &demo.http("/two"), "-o", "human"]).is(str![[r#"
--- stderr
error: the page has 2 sockets: choose one with `--socket`
  section#a
  section#b
--- status 2

"#]]);
    }
}

#[test]
fn sending_needs_a_choice_too() {
    let demo = Demo::start();
    hxws(&["send", &demo.http("/two"), "msg=hi", "--no-time"]).is(str![[r#"
{"type":"error","message":"the page has 2 sockets: choose one with `--socket`","help":"section#a\nsection#b"}
--- stderr
error: the page has 2 sockets: choose one with `--socket`
  section#a
  section#b
--- status 2

"#]]);
}

#[test]
fn the_senders_of_the_chosen_one_are_the_choice() {
    let demo = Demo::start();
    hxws(&["send", &demo.http("/two"), "--socket", "#a", "--no-time", "-o", "human"]).is(str![[r#"
page   http://127.0.0.1:PORT/two   htmx 2.0.11 · ws 2.0.4 · 2 sockets
       2 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 150 B   {"step":1,"HEADERS":{ 5 }}
1  ✓ #count  outerHTML  1 match
     <output id="count">1</output>
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_sender_of_the_other_one_is_none() {
    let demo = Demo::start();
    hxws(&["send", &demo.http("/two"), "--socket", "#a", "--element", "#say", "msg=hi"]).is(str![[r#"
{"type":"error","message":"`#say` is none of the page's senders","help":"button#plus","at":"TIME"}
--- stderr
error: `#say` is none of the page's senders
  button#plus
--- status 2

"#]]);
}

#[test]
fn a_selector_that_finds_none_of_them() {
    let demo = Demo::start();
    for selector in ["#c", "h1"] {
        let ran = hxws(&["listen", &demo.http("/two"), "--socket", selector, "-o", "human"]);
        super::support::same(
            &ran.transcript().replace(selector, "SELECTOR"),
            str![[r#"
--- stderr
error: `SELECTOR` is none of the page's sockets
  section#a
  section#b
--- status 2

"#]],
        );
    }
}

#[test]
fn all_is_for_listening() {
    let demo = Demo::start();
    hxws(&["send", &demo.http("/two"), "--socket", "all", "msg=hi", "-o", "human"]).is(str![[r#"
--- stderr
error: `all` is none of the page's sockets
  section#a
  section#b
--- status 2

"#]]);
}

#[test]
fn every_line_names_its_socket_where_all_are_listened_to() {
    let demo = Demo::start();
    let mut listening = Talk::start(&[
        "listen",
        &demo.http("/two"),
        "--socket",
        "all",
        "--count",
        "2",
        "--no-time",
        "-o",
        "json",
    ]);
    listening.until("\"type\":\"open\"");
    listening.until("\"type\":\"open\"");
    assert_eq!(hxws(&["send", &demo.ws(), "msg=hi", "-o", "html"]).status, Some(0));
    let ran = listening.end();
    let sum = "note: 2 messages, 108 B · fragments: 2 swapped\n";
    assert_eq!((ran.stderr.as_str(), ran.status), (sum, Some(0)));
    // the two are independent of each other: only the order within each is certain
    let mut lines: Vec<&str> = std::str::from_utf8(&ran.stdout).unwrap().lines().collect();
    lines.sort_by_key(|line| !line.ends_with("\"socket\":\"section#a\"}"));
    let numberless = lines.join("\n").replace("\"seq\":1", "\"seq\":N").replace("\"seq\":2", "\"seq\":N");
    super::support::same(
        &super::support::comparable(&numberless),
        str![[r##"
{"type":"connecting","url":"ws://127.0.0.1:PORT/ws","attempt":1,"socket":"section#a"}
{"type":"open","url":"ws://127.0.0.1:PORT/ws","status":101,"subprotocol":null,"headers":{"connection":"Upgrade","upgrade":"websocket","sec-websocket-accept":"ACCEPT"},"attempt":1,"socket":"section#a"}
{"type":"fragment","seq":N,"index":0,"kind":"oob","tag":"ul","id":"chat","oob":"beforeend","swap":"beforeend","target":"#chat","matched":1,"outcome":"swapped","html":"<ul id=\"chat\" hx-swap-oob=\"beforeend\"><li>hi</li></ul>","text":"hi","socket":"section#a"}
{"type":"close","code":1000,"reason":"","by":"client","reconnects":false,"socket":"section#a"}
{"type":"connecting","url":"ws://127.0.0.1:PORT/ws","attempt":1,"socket":"section#b"}
{"type":"open","url":"ws://127.0.0.1:PORT/ws","status":101,"subprotocol":null,"headers":{"connection":"Upgrade","upgrade":"websocket","sec-websocket-accept":"ACCEPT"},"attempt":1,"socket":"section#b"}
{"type":"fragment","seq":N,"index":0,"kind":"oob","tag":"ul","id":"chat","oob":"beforeend","swap":"beforeend","target":"#chat","matched":1,"outcome":"swapped","html":"<ul id=\"chat\" hx-swap-oob=\"beforeend\"><li>hi</li></ul>","text":"hi","socket":"section#b"}
{"type":"close","code":1000,"reason":"","by":"client","reconnects":false,"socket":"section#b"}
"##]],
    );
}

#[test]
fn a_prompt_talks_to_another_socket_of_the_page() {
    let demo = Demo::start();
    let lines = "msg=hello\n/wait 3\n/sockets\n/socket #a\n/sockets\n/raw hi\n/wait\n/socket #b\n/queue\n";
    let ran = hxws_fed(lines, &["connect", &demo.http("/two"), "--socket", "#b", "-o", "human", "--no-time"]);
    // which of the two closes first is not certain
    let transcript = ran.transcript();
    let (told, _) = transcript.split_once("close ").unwrap();
    super::support::same(
        told,
        str![[r#"
page   http://127.0.0.1:PORT/two   htmx 2.0.11 · ws 2.0.4 · 2 sockets
       2 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 165 B   {"msg":"hello","act":"say","HEADERS":{ 5 }}
1  ✓ #chat  beforeend  1 match
     <li>hello</li>
2  ✓ #last  outerHTML  1 match
     <p id="last">last: hello</p>
3  ✓ #msg  outerHTML  1 match
     <input id="msg" name="msg" placeholder="say more" required=""
     autocomplete="off">
▸ section#b  ws://127.0.0.1:PORT/ws  open
  section#a  ws://127.0.0.1:PORT/ws  not opened
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT · section#a
  section#b  ws://127.0.0.1:PORT/ws  open
▸ section#a  ws://127.0.0.1:PORT/ws  open
→ 2 B   hi · section#a
4  section#a
   ✓ #last  outerHTML  1 match
     <p id="last">I do not know: hi</p>
nothing waits

"#]],
    );
    assert_eq!((ran.stderr.as_str(), ran.status), ("", Some(0)));
}

#[test]
fn what_waits_is_listed_by_its_socket() {
    let demo = Demo::start();
    let lines = "/close 4000\nmsg=later\n/queue\n/socket #c\n/socket\n";
    hxws_fed(lines, &["connect", &demo.http("/two"), "--socket", "#b", "-o", "human", "--no-time"])
        .is(str![[r#"
page   http://127.0.0.1:PORT/two   htmx 2.0.11 · ws 2.0.4 · 2 sockets
       2 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
queued 1 waiting   165 B   {"msg":"later","act":"say","HEADERS":{ 5 }}
1  {"msg":"later","act":"say","HEADERS":{"HX-Request":"true","HX-Trigger":"say","HX-Trigger-Name":null,"HX-Target":"say","HX-Current-URL":"http://127.0.0.1:PORT/two"}}
close  4000 private use · by client · htmx 2 stays closed
--- stderr
error: `#c` is none of the page's sockets
  section#a
  section#b
error: there is no selector: write /socket SELECTOR; /sockets lists them
error: 1 queued message was never sent: the socket did not open again
--- status 2

"#]]);
    hxws_fed("/socket #a\n/sockets\n/queue\n", &["connect", &demo.ws(), "-o", "human", "--no-time"]).is(
        str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
▸ socket  ws://127.0.0.1:PORT/ws  open
nothing waits
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
error: there is no page: a bare socket is the only one
--- status 1

"#]],
    );
}

#[test]
fn a_page_with_one_socket_has_all_of_it() {
    let demo = Demo::start();
    let mut listening = Talk::start(&[
        "listen",
        &demo.http("/"),
        "--socket",
        "all",
        "--count",
        "1",
        "--no-time",
        "-o",
        "json",
    ]);
    listening.until("\"type\":\"open\"");
    assert_eq!(hxws(&["send", &demo.ws(), "msg=hi", "-o", "html"]).status, Some(0));
    listening.end().is(str![[r##"
{"type":"connecting","url":"ws://127.0.0.1:PORT/ws","attempt":1}
{"type":"open","url":"ws://127.0.0.1:PORT/ws","status":101,"subprotocol":null,"headers":{"connection":"Upgrade","upgrade":"websocket","sec-websocket-accept":"ACCEPT"},"attempt":1}
{"type":"fragment","seq":1,"index":0,"kind":"oob","tag":"ul","id":"chat","oob":"beforeend","swap":"beforeend","target":"#chat","matched":1,"outcome":"swapped","html":"<ul id=\"chat\" hx-swap-oob=\"beforeend\"><li>hi</li></ul>","text":"hi"}
{"type":"close","code":1000,"reason":"","by":"client","reconnects":false}
--- stderr
note: 1 message, 54 B · fragments: 1 swapped
--- status 0

"##]]);
}

#[test]
fn in_htmx_4_a_message_fills_the_socket_element_that_it_came_in_on() {
    let demo = Demo::start();
    let page = "<i id=a hx-ws:connect=/ws>a</i><i id=b hx-ws:connect=/ws>b</i>";
    let url = demo.http("/");
    let send = ["send", "-", "--url", &url, "--htmx", "4", "--socket", "#b", "--raw"];
    let reply = r#"{"do":"headers"}"#;
    let ran = hxws_fed(page, &[&send[..], &[reply, "-o", "page", "-q"]].concat());
    let page: String = ran.stdout_lines().collect();
    assert!(page.contains(r#"data-htmx-powered="true">a</i>"#), "{page}");
    assert!(!page.contains(r#"data-htmx-powered="true">b</i>"#), "{page}");
}

#[test]
fn submit_says_where_a_sender_of_another_socket_sends_to() {
    let demo = Demo::start();
    let lines = "/submit #plus\n/socket #a\n/submit #say msg=x\n/submit [name=act] msg=x\n";
    let ran = hxws_fed(lines, &["connect", &demo.http("/two"), "--socket", "#b", "-o", "human", "-q"]);
    let told = "error: `form#say` sends to the socket `section#b`, which is not the current one\n  \
                `/socket section#b` talks to it\n";
    assert_eq!(
        ran.stderr,
        format!(
            "error: `button#plus` sends to the socket `section#a`, which this session has not opened\n  \
             `/socket section#a` opens it\n{told}{told}"
        )
    );
    assert_eq!(ran.stdout_lines().filter(|line| line.starts_with('→')).count(), 0);
}

#[test]
fn a_page_that_is_loaded_again_keeps_its_sockets_and_the_current_one() {
    let demo = Demo::start();
    let lines = "/socket #a\n/reload\n/sockets\n";
    let ran = hxws_fed(lines, &["connect", &demo.http("/two"), "--socket", "#b", "-o", "human", "-q"]);
    let listed = ran.stdout_lines().filter(|line| line.contains("  ws://"));
    let listed: Vec<&str> = listed.filter_map(|line| line.split("  ws").next()).collect();
    assert_eq!(listed, ["  section#b", "▸ section#a"]);
}

#[test]
fn answers_are_those_of_the_current_socket() {
    let (port, served) = scripted(|listener| {
        let page = "<body hx-ext=ws><i id=a ws-connect=/a></i><i id=b ws-connect=/b></i><p id=x></p>";
        let script = "<script src=https://unpkg.com/htmx.org@2.0.11></script>";
        let mut asked = Peer::accept(listener);
        asked.head();
        let length = page.len() + script.len();
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length:";
        asked.say(&format!("{head} {length}\r\n\r\n{script}{page}"));
        let mut other = Peer::open(listener);
        let mut current = Peer::open(listener);
        assert_eq!(current.hear(), "go");
        other.text("<p id=x>other</p>");
        other.0.write_all(b"\x89\x00").unwrap();
        assert_eq!(other.frame().0, 10);
        current.text("<p id=x>current</p>");
        assert_eq!(current.hear(), "done");
        current.text("<p id=x>end</p>");
        current.closed()
    });
    let url = format!("http://127.0.0.1:{port}/");
    let lines = "/socket #a\n/raw go\n/wait 1\n/raw done\n/wait 1\n";
    let ran = hxws_fed(lines, &["connect", &url, "--socket", "#b", "-o", "json", "-q"]);
    let kind =
        |line: &str| ["go", "other", "current", "done", "end"].into_iter().find(|word| line.contains(word));
    let shown = ran.stdout_lines().filter(|line| line.contains("\"sent\"") || line.contains("\"fragment\""));
    let shown: Vec<_> = shown.map(|line| kind(line).unwrap_or_default().to_owned()).collect();
    assert_eq!(
        (shown.join(" ").as_str(), ran.status),
        ("go other current done end", Some(0)),
        "{}",
        ran.stderr
    );
    assert_eq!(served.join().unwrap(), 1000);
}
