//! `hxws inspect`.

use snapbox::str;

use super::page::{ROOM, directory};
use super::support::{Demo, hxws, hxws_fed, hxws_in};

#[test]
fn a_page_for_people() {
    let files = directory(&[]);
    let arguments = ["inspect", "room.html", "--url", "https://app.test/room", "-o", "human"];
    hxws_in(files.path(), &arguments).is(str![[r#"
page   https://app.test/room   htmx 2.0.7 · ws 2.0.3 · 1 socket · 2 senders
socket main   wss://app.test/ws · "/ws" · 2.0.7
sender form#say   on submit · to main
       msg  text
       act  submit  say
       act  submit  shout
       HEADERS
         HX-Request       true
         HX-Trigger       say
         HX-Trigger-Name  null
         HX-Target        say
         HX-Current-URL   https://app.test/room
sender form#survey   on submit · to main
       text   text             old
       area   textarea
       token  hidden           t1
       tos    checkbox         on
       color  checkbox         red | blue
       size   radio            S | M
       one    select-one       a | b
       many   select-multiple  x | y | z
       HEADERS
         HX-Request       true
         HX-Trigger       survey
         HX-Trigger-Name  null
         HX-Target        survey
         HX-Current-URL   https://app.test/room
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_page_as_json_lines() {
    let files = directory(&[]);
    hxws_in(files.path(), &["inspect", "room.html", "--url", "https://app.test/room"]).is(str![[r#"
{"type":"socket","element":"main","attribute":"/ws","url":"wss://app.test/ws","htmx":"2.0.7"}
{"type":"sender","element":"form#say","socket":"main","trigger":"submit","fields":[{"name":"msg","kind":"text","value":""},{"name":"act","kind":"submit","value":"say"},{"name":"act","kind":"submit","value":"shout"}],"headers":{"HX-Request":"true","HX-Trigger":"say","HX-Trigger-Name":null,"HX-Target":"say","HX-Current-URL":"https://app.test/room"}}
{"type":"sender","element":"form#survey","socket":"main","trigger":"submit","fields":[{"name":"text","kind":"text","value":"old"},{"name":"area","kind":"textarea","value":""},{"name":"token","kind":"hidden","value":"t1"},{"name":"tos","kind":"checkbox","values":["on"]},{"name":"color","kind":"checkbox","values":["red","blue"]},{"name":"size","kind":"radio","values":["S","M"]},{"name":"one","kind":"select-one","values":["a","b"]},{"name":"many","kind":"select-multiple","values":["x","y","z"]}],"headers":{"HX-Request":"true","HX-Trigger":"survey","HX-Trigger-Name":null,"HX-Target":"survey","HX-Current-URL":"https://app.test/room"}}
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_page_as_page() {
    hxws_fed("<p>a", &["inspect", "-", "-o", "page"]).is(str![[r#"
<html><head></head><body><p>a</p></body></html>
--- stderr
error: the page has no socket: no element with `ws-connect` in a part where `hx-ext="ws"` is on
--- status 3

"#]]);
}

#[test]
fn several_sockets_and_their_senders() {
    let demo = Demo::start();
    hxws(&["inspect", &demo.http("/two")]).is(str![[r#"
{"type":"socket","element":"section#a","attribute":"/ws","url":"ws://127.0.0.1:PORT/ws","htmx":"2.0.11"}
{"type":"socket","element":"section#b","attribute":"/ws","url":"ws://127.0.0.1:PORT/ws","htmx":"2.0.11"}
{"type":"sender","element":"button#plus","socket":"section#a","trigger":"click","fields":[],"headers":{"HX-Request":"true","HX-Trigger":"plus","HX-Trigger-Name":null,"HX-Target":"plus","HX-Current-URL":"http://127.0.0.1:PORT/two"}}
{"type":"sender","element":"form#say","socket":"section#b","trigger":"submit","fields":[{"name":"msg","kind":"text","value":""},{"name":"act","kind":"submit","value":"say"}],"headers":{"HX-Request":"true","HX-Trigger":"say","HX-Trigger-Name":null,"HX-Target":"say","HX-Current-URL":"http://127.0.0.1:PORT/two"}}
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_redirect_is_followed_and_the_page_is_where_it_ends() {
    let demo = Demo::start();
    let ran = hxws(&["inspect", &demo.http("/old"), "-o", "human"]);
    assert_eq!(ran.status, Some(0));
    let start: String = ran.transcript().lines().take(3).map(|line| format!("{line}\n")).collect();
    super::support::same(
        &start,
        str![[r#"
page   http://127.0.0.1:PORT/   htmx 2.0.11 · ws 2.0.4 · 1 socket · 25 senders
socket main#demo   ws://127.0.0.1:PORT/ws · "/ws" · 2.0.11
sender form#say   on submit · to main#demo

"#]],
    );
}

#[test]
fn the_versions_are_the_pages_unless_flags_say_others() {
    let given = ["inspect", "-", "--htmx", "2.0.4", "--ws-ext", "2.0.1", "-o", "human"];
    let ran = hxws_fed(ROOM, &given);
    let first = ran.transcript().lines().next().unwrap().to_owned();
    assert_eq!(first, "page   http://localhost/   htmx 2.0.4 · ws 2.0.1 · 1 socket · 2 senders");
}

#[test]
fn a_version_that_is_not_played() {
    hxws_fed(ROOM, &["inspect", "-", "--htmx", "3", "-o", "human"]).is(str![[r#"
--- stderr
error: `3` is not a version of htmx that hxws knows: write `1`, `1-ext`, `2` or `4`, or an exact one from 1.9.7 to 1.9.12, from 2.0.0 to 2.0.11, or 4.0.1
--- status 2

"#]]);
}

#[test]
fn a_socket_is_no_page() {
    hxws(&["inspect", "ws://localhost/ws", "-o", "human"]).is(str![[r#"
--- stderr
error: `ws://localhost/ws` is a socket, and there is no page to inspect
  give the page's address or file, or `--page FILE|URL`
--- status 2

"#]]);
}

#[test]
fn an_address_that_the_browser_refuses() {
    let page = "<div hx-ext=ws><i ws-connect='wss://a.test/x#y' id=a></i></div>";
    hxws_fed(page, &["inspect", "-", "-o", "human"]).is(str![[r#"
page   http://localhost/   htmx 2.0.11 · ws 2.0.4 · 1 socket · 0 senders
socket i#a   an address that the browser refuses · "wss://a.test/x#y" · 2.0.11
--- stderr
error: the browser refuses the address of `i#a`: `wss://a.test/x#y` has a `#fragment`, which a WebSocket address may not have
--- status 3

"#]]);
}

#[test]
fn attributes_without_the_extension() {
    hxws_fed("<div ws-connect=/ws></div>", &["inspect", "-", "-o", "human"]).is(str![[r#"
page   http://localhost/   htmx 2.0.11 · ws 2.0.4 · 0 sockets · 0 senders
--- stderr
error: the page has no socket: `div` has ws-connect, but no `hx-ext="ws"` on it or around it
--- status 3

"#]]);
}

#[test]
fn a_page_without_a_socket() {
    let demo = Demo::start();
    hxws(&["inspect", &demo.http("/none"), "-o", "human"]).is(str![[r#"
page   http://127.0.0.1:PORT/none   htmx 2.0.11 · ws 2.0.4 · 0 sockets
       0 senders
--- stderr
error: the page has no socket: no element with `ws-connect` in a part where `hx-ext="ws"` is on
--- status 3

"#]]);
}

#[test]
fn controls_that_htmx_sends_otherwise_than_people_think() {
    let page = "<form hx-ext=ws ws-connect=/ws ws-send id=f><input value=x><input type=file name=up></form>";
    hxws_fed(page, &["inspect", "-", "-o", "human"]).is(str![[r#"
page   http://localhost/   htmx 2.0.11 · ws 2.0.4 · 1 socket · 1 sender
socket form#f   ws://localhost/ws · "/ws" · 2.0.11
sender form#f   on submit · to form#f
       up  file
       HEADERS
         HX-Request       true
         HX-Trigger       f
         HX-Trigger-Name  null
         HX-Target        f
         HX-Current-URL   http://localhost/
! unnamed-control: the control `form#f > input:nth-of-type(1)` has no name: its
  value is not sent
  give it a name
! file-control: the file of `input[name="up"]` never travels over a socket: `{}`
  goes in its place, or nothing where none is chosen
  upload it by a request, and send its name
--- stderr
--- status 0

"#]]);
}

#[test]
fn what_is_no_page_is_told_without_a_time() {
    hxws(&["inspect", "ws://127.0.0.1:1/", "-o", "json"]).is(str![[r#"
{"type":"error","message":"`ws://127.0.0.1:PORT/` is a socket, and there is no page to inspect","help":"give the page's address or file, or `--page FILE|URL`"}
--- stderr
error: `ws://127.0.0.1:PORT/` is a socket, and there is no page to inspect
  give the page's address or file, or `--page FILE|URL`
--- status 2

"#]]);
}

#[test]
fn a_page_whose_sockets_are_all_refused_is_no_success() {
    let files = directory(&[("page.html", b"<div hx-ext=ws ws-connect=/ws></div>")]);
    hxws_in(files.path(), &["inspect", "page.html", "--url", "file:///x", "-o", "human"]).is(str![[r#"
page   file:///x   htmx 2.0.11 · ws 2.0.4 · 1 socket · 0 senders
socket div   an address that the browser refuses · "/ws" · 2.0.11
--- stderr
error: the browser refuses the address of `div`: `/ws` has the scheme `file`: a WebSocket address is ws:, wss:, http: or https:
--- status 3

"#]]);
}
