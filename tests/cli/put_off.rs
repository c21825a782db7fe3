//! htmx 4 puts swaps and their ends off: what commands wait for is done by then.

use snapbox::str;

use super::support::site::Site;
use super::support::{Demo, hxws, hxws_fed};

#[test]
fn send_waits_until_htmx_is_done_with_the_messages() {
    let demo = Demo::start();
    let page = demo.http("/");
    hxws(&["send", &page, "--element=#say", "msg=a", "--htmx=4", "--wait=3", "--no-time", "-o", "human"]).is(
        str![[r#"
page   http://127.0.0.1:PORT/   htmx 4.0.1 · 1 socket · 25 senders
! version-mismatch: <main id="demo"> has ws-connect: htmx 4 takes it up, and
  calls it deprecated
  write hx-ws:connect and hx-ws:send
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
       cookie demo
→ 144 B   {"msg":"a","act":"say","headers":{ 4 }}
1  ✓ #chat  beforeend  1 match
     <li>a</li>
2  ✓ —  innerHTML  1 match  main
     <p id="last">last: a</p>
   ! replaces-all: nothing says where this goes: htmx 4 fills the socket element
     with it, replacing what it held
     write hx-target on the socket element, hx-swap-oob on the elements, or use
     <hx-partial hx-target="…">
   ! sender-removed: the sender in use, `form#say`, has left the page
     bring it back in the same message, or send with another
3  ✓ —  innerHTML  1 match  main
     <input id="msg" name="msg" placeholder="say more" required=""
     autocomplete="off">
   ! replaces-all: nothing says where this goes: htmx 4 fills the socket element
     with it, replacing what it held
     write hx-target on the socket element, hx-swap-oob on the elements, or use
     <hx-partial hx-target="…">
close  1000 normal closure · by client · htmx 4 stays closed
--- stderr
--- status 0

"#]],
    );
}

#[test]
fn the_page_of_send_is_the_one_after_the_last_swap() {
    let demo = Demo::start();
    let page = demo.http("/");
    let ran = hxws(&["send", &page, "--element=#say", "msg=a", "--htmx=4", "--wait=3", "-o", "page"]);
    let line = ran.stdout_lines().find(|line| line.starts_with("<main")).map(str::to_owned);
    assert_eq!(
        line.as_deref(),
        Some(
            r#"<main id="demo" hx-ext="ws" ws-connect="/ws" data-hx-ws:connect="/ws" data-htmx-powered="true"><input id="msg" name="msg" placeholder="say more" required="" autocomplete="off"></main>"#
        )
    );
}

#[test]
fn a_page_that_is_asked_for_is_printed_after_what_was_waited_for() {
    let demo = Demo::start();
    hxws_fed(
        "msg=a\n/wait 3\n/page main\n",
        &[&demo.http("/"), "--htmx=4", "--no-time", "-o", "human", "-q"],
    )
    .is(str![[r#"
! version-mismatch: <main id="demo"> has ws-connect: htmx 4 takes it up, and
  calls it deprecated
  write hx-ws:connect and hx-ws:send
→ 144 B   {"msg":"a","act":"say","headers":{ 4 }}
1  ✓ #chat  beforeend  1 match
     <li>a</li>
2  ✓ —  innerHTML  1 match  main
     <p id="last">last: a</p>
   ! replaces-all: nothing says where this goes: htmx 4 fills the socket element
     with it, replacing what it held
     write hx-target on the socket element, hx-swap-oob on the elements, or use
     <hx-partial hx-target="…">
   ! sender-removed: the sender in use, `form#say`, has left the page
     bring it back in the same message, or send with another
3  ✓ —  innerHTML  1 match  main
     <input id="msg" name="msg" placeholder="say more" required=""
     autocomplete="off">
   ! replaces-all: nothing says where this goes: htmx 4 fills the socket element
     with it, replacing what it held
     write hx-target on the socket element, hx-swap-oob on the elements, or use
     <hx-partial hx-target="…">
<main id="demo" hx-ext="ws" ws-connect="/ws" data-hx-ws:connect="/ws"
    data-htmx-powered="true">
  <input id="msg" name="msg" placeholder="say more" required=""
  autocomplete="off">
</main>
close  1000 normal closure · by client · htmx 4 stays closed
--- stderr
--- status 0

"#]]);
}

/// A page of the demo's socket with a button that waits before it sends.
const DELAYED: &str = "Content-Type: text/html\n\n<!doctype html><body hx-ext=ws><main ws-connect=/ws>\
    <output id=count>0</output><p id=last>-</p>\
    <button id=c ws-send hx-trigger='click delay:500ms' hx-vals='{\"step\":1}'>c</button></main>";

/// What goes out and comes in for these lines on that page: `→` and the targets, in order.
fn delayed(lines: &str) -> String {
    let demo = Demo::start();
    let site = Site::start(&[("/put-off", DELAYED)], demo.address());
    let ran = hxws_fed(lines, &["connect", &site.url("http", "/put-off"), "--no-time", "-o", "human"]);
    assert_eq!((ran.stderr.as_str(), ran.status), ("", Some(0)));
    let shown = ran.stdout_lines().filter_map(|line| {
        if line.starts_with('→') { Some("→") } else { line.split(' ').find(|word| word.starts_with('#')) }
    });
    shown.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_pipe_waits_for_the_answer_to_a_message_that_htmx_put_off() {
    assert_eq!(delayed("/click #c\n"), "→ #count");
}

#[test]
fn wait_is_for_what_comes_after_a_message_that_htmx_put_off() {
    assert_eq!(delayed("/raw a\n/click #c\n/wait 1\n/raw b\n/wait 1\n"), "→ #last → #count → #last");
}
