//! Lines of a pipe that act as the page's user, and those that show what became of the page.

use snapbox::str;

use super::support::site::Site;
use super::support::{Demo, Ran, Talk, comparable, hxws_fed, same};

/// A page of the demo's socket with something of everything that people use.
const PAGE: &str = "Content-Type: text/html\nSet-Cookie: seen=1\n\n<!doctype html><body hx-ext=ws><main id=m ws-connect=/ws>\
    <ul id=chat></ul><p id=last>-</p>\
    <form id=f ws-send><input id=msg name=msg required maxlength=5><input id=c type=checkbox name=c>\
    <label id=l for=c>c</label><select id=s name=s><option value=1>One<option value=2>Two</select><button id=b>go</button></form>\
    <input id=q name=msg ws-send hx-trigger='keyup changed delay:50ms'>\
    <div id=e ws-send hx-trigger='refresh from:body' hx-vals='{\"msg\":\"again\"}'></div>\
    <a id=away href=/x>x</a><form id=in action=/in method=post><button id=login>in</button></form>\
    <button id=post hx-post=/p>p</button><i class=t>1</i><i class=t>2</i>\
    <button id=ask ws-send hx-confirm='Sure?' hx-vals='{\"step\":1}'>x</button></main>";

/// What hxws says to lines on that page.
fn on_page(lines: &str, flags: &[&str]) -> Ran {
    let demo = Demo::start();
    let site = Site::start(&[("/act", PAGE)], demo.address());
    let target = site.url("http", "/act");
    hxws_fed(lines, &[&["connect", &target, "--no-time", "-o", "human"][..], flags].concat())
}

#[test]
fn a_form_is_filled_in_and_sent_as_a_person_does() {
    on_page(
        "/click #b\n/fill #msg it's long\n/check #c\n/click #l\n/select #s Two\n/click #b\n/wait 3\n/diff 1\n/diff\n",
        &[],
    )
    .is(str![[r#"
page   http://127.0.0.1:PORT/act   htmx 2.0.11 · ws 2.0.4 · 1 socket
       4 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
       cookie seen
`input#msg` holds `it's `
`input#c` is checked
`input#c` is not checked
`select#s` has `2`
→ 157 B   {"msg":"it's ","s":"2","HEADERS":{ 5 }}
1  ✓ #chat  beforeend  1 match
     <li>it's</li>
2  ✓ #last  outerHTML  1 match
     <p id="last">last: it's</p>
3  ✓ #msg  outerHTML  1 match
     <input id="msg" name="msg" placeholder="say more" required=""
     autocomplete="off">
diff   message 1
  ul#chat
  - <ul id="chat"></ul>
  + <ul id="chat">
  +   <li>it's</li>
  + </ul>
diff   message 3
  input#msg
  - <input id="msg" name="msg" required="" maxlength="5">
  + <input id="msg" name="msg" placeholder="say more" required=""
  + autocomplete="off">
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
halted: `input#msg` is not valid (required): a value is required
  give it a valid value, or novalidate to its form
note: `input#msg` takes 5 characters: the rest is left out
--- status 1

"#]]);
}

#[test]
fn what_is_not_sent_is_told() {
    on_page(
        "/click #away\n/click #login\n/click #post\n/click .t\n/trigger nothing\n/enter #q\n/check #c off\n",
        &[],
    )
    .is(str![[r#"
page   http://127.0.0.1:PORT/act   htmx 2.0.11 · ws 2.0.4 · 1 socket
       4 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
       cookie seen
nothing is sent for a click on `main#m > i:nth-of-type(1)`
nothing is sent for `nothing` on `body`
nothing is sent for the Enter key in `input#q`
`input#c` is not checked
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
note: `a#away` leads to `http://127.0.0.1:PORT/x`: hxws plays only what goes over sockets
note: `form#in` would be submitted to `POST http://127.0.0.1:PORT/in`: hxws plays only what goes over sockets
note: htmx would send `POST /p` for `button#post`: hxws plays only what goes over sockets
note: `.t` matches 2 elements: it is done to `main#m > i:nth-of-type(1)`
--- status 0

"#]]);
}

#[test]
fn what_htmx_puts_off_is_waited_for() {
    on_page("/fill #q hello\n", &[]).is(str![[r#"
page   http://127.0.0.1:PORT/act   htmx 2.0.11 · ws 2.0.4 · 1 socket
       4 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
       cookie seen
htmx waits 50 ms before it sends
→ 150 B   {"msg":"hello","HEADERS":{ 5 }}
1  ✓ #chat  beforeend  1 match
     <li>hello</li>
2  ✓ #last  outerHTML  1 match
     <p id="last">last: hello</p>
3  ✓ #msg  outerHTML  1 match
     <input id="msg" name="msg" placeholder="say more" required=""
     autocomplete="off">
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
}

#[test]
fn an_event_is_heard_where_htmx_listens() {
    on_page("/trigger refresh\n/wait 3\n/targets las\n/targets chta\n", &[]).is(str![[r#"
page   http://127.0.0.1:PORT/act   htmx 2.0.11 · ws 2.0.4 · 1 socket
       4 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
       cookie seen
→ 149 B   {"msg":"again","HEADERS":{ 5 }}
1  ✓ #chat  beforeend  1 match
     <li>again</li>
2  ✓ #last  outerHTML  1 match
     <p id="last">last: again</p>
3  ✓ #msg  outerHTML  1 match
     <input id="msg" name="msg" placeholder="say more" required=""
     autocomplete="off">
#last               p           ×1      last: again
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
error: no id on the page holds `chta`
  did you mean `#chat`?
--- status 1

"#]]);
}

#[test]
fn nobody_is_asked_before_a_message() {
    on_page("/click #ask\n/wait\n", &["--wait", "1"]).is(str![[r#"
page   http://127.0.0.1:PORT/act   htmx 2.0.11 · ws 2.0.4 · 1 socket
       4 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
       cookie seen
! hx-confirm: `Sure?` is not asked: hx-confirm is for requests, a message goes
  out without it
  ask in a listener of htmx:wsConfigSend that calls preventDefault() where the
  answer is no
→ 148 B   {"step":1,"HEADERS":{ 5 }}
1  ✗ #count  outerHTML  no target on the page
     <output id="count">1</output>
   ! no-target: nothing on the page matches `#count`: htmx raises
     htmx:oobErrorNoTarget
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
}

#[test]
fn what_nobody_can_do_fails_and_what_is_no_selector_is_wrong_usage() {
    let failed = "/fill #c x\n/fill #msgs x\n/select #s Three\n/diff 7\n";
    on_page(failed, &[]).is(str![[r#"
page   http://127.0.0.1:PORT/act   htmx 2.0.11 · ws 2.0.4 · 1 socket
       4 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
       cookie seen
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
error: `input#c` is no field to type into: it is an input of type `checkbox`
  `/check input#c` checks it
error: nothing on the page matches `#msgs`
  did you mean `#msg`?
error: `select#s` has no choice `Three`: it has `1`, `2`
error: message 7 is not kept: no message has come yet
--- status 1

"#]]);
    let wrong = on_page("/click .t[\n", &[]);
    assert_eq!(wrong.status, Some(2));
}

#[test]
fn headers_are_set_and_left_out() {
    let demo = Demo::start();
    let site = Site::start(&[("/act", PAGE)], demo.address());
    let lines = "/headers set X-Tenant acme corp\n/headers unset HX-Target\n/headers #f\n/headers unset X-Tenant\n\
                 /headers set HX-Current-URL there\n/submit #f msg=a\n/wait 3\n";
    let ran = hxws_fed(lines, &["connect", &site.url("http", "/act"), "--no-time"]);
    let sent: Vec<&str> = ran.stdout_lines().filter(|line| line.contains(r#""type":"sent""#)).collect();
    let headers = r#"\"HX-Request\":\"true\",\"HX-Trigger\":\"f\",\"HX-Trigger-Name\":null,\"HX-Current-URL\":\"there\""#;
    let data = format!(r#"{{\"msg\":\"a\",\"s\":\"1\",\"HEADERS\":{{{headers}}}}}"#);
    assert_eq!(sent, [format!(r#"{{"type":"sent","data":"{data}","bytes":116}}"#)]);
    same(
        &comparable(&ran.stderr),
        str![[r#"
`X-Tenant: acme corp` goes along from now on
`HX-Target` is left out from now on
form#f
  HX-Request: true
  HX-Trigger: f
  HX-Trigger-Name: null
  HX-Current-URL: http://127.0.0.1:PORT/act
  X-Tenant: acme corp
`X-Tenant` is set no more
`HX-Current-URL: there` goes along from now on

"#]],
    );
    assert_eq!(ran.status, Some(0));
}

#[test]
fn json_lines_of_what_is_asked() {
    let demo = Demo::start();
    let site = Site::start(&[("/act", PAGE)], demo.address());
    let lines = "/fill #msg a\n/click #b\n/wait 3\n/diff 2\n/targets last\n";
    let ran = hxws_fed(lines, &["connect", &site.url("http", "/act"), "--no-time"]);
    let shown: Vec<&str> = ran
        .stdout_lines()
        .filter(|line| line.contains(r#""type":"diff""#) || line.contains(r#""type":"target""#))
        .collect();
    assert_eq!(
        shown,
        [
            r##"{"type":"diff","seq":2,"changes":[{"element":"p#last","before":"<p id=\"last\">-</p>","after":"<p id=\"last\">last: a</p>"}]}"##,
            r##"{"type":"target","element":"#last","tag":"p","swaps":1,"elements":0,"text":"last: a"}"##,
        ]
    );
    assert_eq!(ran.status, Some(0));
}

#[test]
fn a_bare_socket_has_no_page_to_act_on() {
    let demo = Demo::start();
    let ran = hxws_fed(
        "/click #a\n/targets\n/diff\n/reload\n",
        &["connect", &demo.ws(), "--no-time", "-o", "human"],
    );
    same(
        &ran.stderr,
        str![[r#"
error: there is no page: connect to its http:// address, or with `--page FILE`
error: there is no page: connect to its http:// address, or with `--page FILE`
error: there is no page: connect to its http:// address, or with `--page FILE`
error: there is no page to load again: this is a bare socket
  `/reconnect` opens it anew

"#]],
    );
    assert_eq!(ran.status, Some(1));
}

#[test]
fn the_page_is_loaded_again_with_its_cookies() {
    let demo = Demo::start();
    let site = Site::start(&[("/act", PAGE)], demo.address());
    let lines = "/fill #msg a\n/headers set X-A b\n/reload\n/page #msg\n/click #b\n/fill #msg c\n/click #b\n/wait 3\n";
    let ran = hxws_fed(lines, &["connect", &site.url("http", "/act"), "--no-time", "-o", "human"]);
    // the server's answer to the old socket's close may come before or after the new one is open
    let (closed, others): (Vec<&str>, Vec<&str>) =
        ran.stdout_lines().partition(|line| line.starts_with("close  1001"));
    assert_eq!(closed, ["close  1001 going away · by client · htmx 2 stays closed"]);
    let stderr = "halted: `input#msg` is not valid (required): a value is required\n  \
        give it a valid value, or novalidate to its form\n";
    assert_eq!((ran.stderr.as_str(), ran.status), (stderr, Some(1)));
    same(
        &comparable(&others.join(
            "
",
        )),
        str![[r#"
page   http://127.0.0.1:PORT/act   htmx 2.0.11 · ws 2.0.4 · 1 socket
       4 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
       cookie seen
`input#msg` holds `a`
`X-A: b` goes along from now on
page   http://127.0.0.1:PORT/act   htmx 2.0.11 · ws 2.0.4 · 1 socket
       4 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
       cookie seen
<input id="msg" name="msg" required="" maxlength="5">
`input#msg` holds `c`
→ 163 B   {"msg":"c","s":"1","HEADERS":{ 6 }}
1  ✓ #chat  beforeend  1 match
     <li>c</li>
2  ✓ #last  outerHTML  1 match
     <p id="last">last: c</p>
3  ✓ #msg  outerHTML  1 match
     <input id="msg" name="msg" placeholder="say more" required=""
     autocomplete="off">
close  1000 normal closure · by client · htmx 2 stays closed
"#]],
    );
    let asked = site.asked();
    let cookies: Vec<bool> = asked.iter().map(|head| head.contains("\nCookie: seen=1\n")).collect();
    assert_eq!(cookies, [false, true]);
}

#[test]
fn a_page_that_does_not_come_again_leaves_the_old_one() {
    let demo = Demo::start();
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("page.html");
    let (_, html) = PAGE.split_once("\n\n").unwrap();
    std::fs::write(&path, html).unwrap();
    let url = demo.http("/");
    let target = path.to_str().unwrap();
    let mut talk = Talk::start(&["connect", target, "--url", &url, "--no-time", "-o", "human"]);
    talk.until("101");
    std::fs::remove_file(&path).unwrap();
    talk.say("/reload");
    talk.say("/page #last");
    talk.until("<p id=\"last\">-</p>");
    let ran = talk.end();
    assert_eq!(
        ran.stderr.replace(target, "PAGE"),
        "error: `PAGE` cannot be read: No such file or directory (os error 2)\n  check the path; for a host write its address with ws:// or http://\n"
    );
    assert_eq!(ran.status, Some(1));
}
