//! `hxws send`: text as it is, and how long it waits.

use snapbox::str;

use super::page::directory;
use super::support::{Demo, Peer, hxws, hxws_fed, hxws_in, scripted};

#[test]
fn raw_text_goes_as_it_is() {
    let (port, served) = scripted(|listener| {
        let mut peer = Peer::open(listener);
        let heard = peer.hear();
        (heard, peer.closed())
    });
    let url = format!("ws://127.0.0.1:{port}/");
    hxws(&["send", &url, "--raw", " {\"a\" : 1} ", "--wait", "0", "--no-time", "-o", "human"]).is(str![[
        r#"
open   ws://127.0.0.1:PORT/   101 · Origin http://127.0.0.1:PORT
→ 11 B   {"a":1}
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#
    ]]);
    assert_eq!(served.join().unwrap(), (" {\"a\" : 1} ".to_owned(), 1000));
}

#[test]
fn raw_text_is_read_from_a_file() {
    let (port, served) = scripted(|listener| {
        let mut peer = Peer::open(listener);
        let heard = peer.hear();
        (heard, peer.closed())
    });
    let files = directory(&[("message.json", b"{\n}\n")]);
    let url = format!("ws://127.0.0.1:{port}/");
    hxws_in(files.path(), &["send", &url, "--raw", "@message.json", "--wait", "0", "-o", "raw"]).is(str![[
        r#"
--- stderr
--- status 0

"#
    ]]);
    assert_eq!(served.join().unwrap(), ("{\n}\n".to_owned(), 1000));
}

#[test]
fn what_a_server_does_not_take_is_not_sent() {
    let (port, served) = scripted(Peer::open);
    let files = directory(&[("message.json", &[b'x'; 20 << 20])]);
    let url = format!("ws://127.0.0.1:{port}/");
    let flags = ["--wait", "0", "--timeout", "1s", "-o", "raw"];
    let ran = hxws_in(files.path(), &[&["send", &url, "--raw", "@message.json"], &flags[..]].concat());
    assert!(ran.stderr.contains("error: 1 sent message did not go out: 20971520 bytes\n"), "{}", ran.stderr);
    assert_eq!(ran.status, Some(4));
    drop(served.join().unwrap());
}

#[test]
fn raw_text_is_read_from_standard_input() {
    let demo = Demo::start();
    hxws_fed("x", &["send", &demo.ws(), "--raw", "@-", "-o", "html"]).is(str![[r#"
<p id="last">I do not know: x</p>
--- stderr
--- status 0

"#]]);
}

#[test]
fn raw_text_needs_its_file() {
    hxws(&["send", "ws://127.0.0.1:1/", "--raw", "@/nope", "-o", "human"]).is(str![[r#"
--- stderr
error: `--raw @/nope` cannot be read: No such file or directory (os error 2)
--- status 2

"#]]);
}

#[test]
fn a_dry_run_of_raw_text_is_that_text() {
    hxws(&["send", "ws://127.0.0.1:1/", "--raw", "a\u{1b}b", "--dry-run"]).is(str![[r#"
ab
--- stderr
--- status 0

"#]]);
}

#[test]
fn it_waits_for_as_many_messages_as_it_is_told() {
    let demo = Demo::start();
    hxws(&["send", &demo.ws(), "msg=a", "--wait", "3", "-o", "html"]).is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>a</li></ul>
<p id="last">last: a</p>
<input id="msg" name="msg" placeholder="say more" required="" autocomplete="off">
--- stderr
--- status 0

"#]]);
}

#[test]
fn it_waits_until_a_target_matches() {
    let demo = Demo::start();
    hxws(&["send", &demo.ws(), "msg=a", "--until", "#last", "-o", "html"]).is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>a</li></ul>
<p id="last">last: a</p>
--- stderr
--- status 0

"#]]);
}

#[test]
fn it_waits_until_content_matches() {
    let demo = Demo::start();
    hxws(&["send", &demo.ws(), "msg=a", "--until", "input[placeholder]", "-o", "html"]).is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>a</li></ul>
<p id="last">last: a</p>
<input id="msg" name="msg" placeholder="say more" required="" autocomplete="off">
--- stderr
--- status 0

"#]]);
}

#[test]
fn it_fails_where_nothing_matched_in_time() {
    let demo = Demo::start();
    let until = ["--until", "#never", "--timeout", "2s"];
    hxws(&[&["send", &demo.ws(), "--raw", "x", "-o", "human", "--no-time"], &until[..]].concat()).is(str![[
        r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 1 B   x
1  ? #last  outerHTML  no page
     <p id="last">I do not know: x</p>
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
error: time is up: waited for a fragment for `#never`
  expected        came
  --until #never  #last: I do not know: x
--- status 1

"#
    ]]);
}

#[test]
fn it_fails_where_too_few_messages_came_in_time() {
    let demo = Demo::start();
    let wait = ["--wait", "2", "--timeout", "2s"];
    hxws(&[&["send", &demo.ws(), "--raw", "x", "-o", "json", "--no-time"], &wait[..]].concat()).is(str![[r##"
{"type":"connecting","url":"ws://127.0.0.1:PORT/ws","attempt":1}
{"type":"open","url":"ws://127.0.0.1:PORT/ws","status":101,"subprotocol":null,"headers":{"connection":"Upgrade","upgrade":"websocket","sec-websocket-accept":"ACCEPT"},"attempt":1}
{"type":"sent","data":"x","bytes":1}
{"type":"fragment","seq":1,"index":0,"kind":"oob","tag":"p","id":"last","oob":null,"swap":"outerHTML","target":"#last","matched":null,"outcome":"unknown","html":"<p id=\"last\">I do not know: x</p>","text":"I do not know: x"}
{"type":"close","code":1000,"reason":"","by":"client","reconnects":false}
{"type":"error","message":"time is up: waited for 2 messages, 1 came","help":null}
--- stderr
error: time is up: waited for 2 messages, 1 came
--- status 1

"##]]);
}

#[test]
fn it_fails_on_warnings_where_it_is_strict() {
    let demo = Demo::start();
    hxws(&["send", &demo.http("/"), "--element", "#missing", "--strict", "-o", "html"]).is(str![[r#"
<p id="chta">oops</p>
--- stderr
warning[no-target]: nothing on the page matches `#chta`: htmx raises htmx:oobErrorNoTarget; did you mean `#chat`?
error: `--strict`: there were warnings
--- status 1

"#]]);
}

#[test]
fn a_warning_is_no_failure_by_itself() {
    let demo = Demo::start();
    hxws(&["send", &demo.http("/"), "--element", "#missing", "-o", "human", "--no-time"]).is(str![[r#"
page   http://127.0.0.1:PORT/   htmx 2.0.11 · ws 2.0.4 · 1 socket · 25 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
       cookie demo
→ 159 B   {"do":"missing","HEADERS":{ 5 }}
1  ✗ #chta  outerHTML  no target on the page
     <p id="chta">oops</p>
   ! no-target: nothing on the page matches `#chta`: htmx raises
     htmx:oobErrorNoTarget
     did you mean `#chat`?
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
}

#[test]
fn an_order_lands_in_the_table() {
    let demo = Demo::start();
    let order = ["item=tea", "qty=2", "size=L", "rush=on"];
    hxws(&[&["send", &demo.http("/"), "-o", "human", "--no-time"], &order[..]].concat()).is(str![[r#"
page   http://127.0.0.1:PORT/   htmx 2.0.11 · ws 2.0.4 · 1 socket · 25 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
       cookie demo
→ 186 B   {"item":"tea","qty":"2","size":"L","rush":"on","HEADERS":{ 5 }}
1  ✓ #rows  beforeend  1 match  <tbody>
     <tr id="row-1">
       <td>1</td>
       <td>tea</td>
       <td>2</td>
       <td>L</td>
       <td>rush</td>
     </tr>
   ✓ #total  outerHTML  1 match
     <output id="total">2</output>
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_socket_that_the_browser_refuses_is_told_before_what_it_cannot_carry() {
    let page = "<div hx-ext=ws ws-connect=ws://a.test/ws><form id=f ws-send><input name=msg></form></div>";
    let send = ["send", "-", "--url", "https://a.test/", "msg=1", "-o", "raw"];
    hxws_fed(page, &send).is(str![[r#"
--- stderr
error: the socket `div` cannot open: `ws://a.test/ws` is insecure: a page loaded over https may open wss: only
--- status 3

"#]]);
    hxws_fed(page, &[&send[..], &["--dry-run"]].concat()).is(str![[r#"
--- stderr
halted: the socket `div` of `form#f` cannot open: `ws://a.test/ws` is insecure: a page loaded over https may open wss: only; htmx throws and sends nothing
--- status 1

"#]]);
}
