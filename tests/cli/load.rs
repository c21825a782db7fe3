//! `--load`: the parts that a page fetches by itself, asked for as htmx asks, swapped in before the socket opens.

use snapbox::str;

use super::support::site::Site;
use super::support::{Demo, Peer, Talk, comparable, hxws, same, scripted};

const PAGE: &str = "Content-Type: text/html\nSet-Cookie: sid=1; Path=/\n\n\
    <script src=https://unpkg.com/htmx.org@2.0.11></script><script src=/ws.js></script><main id=all hx-get=/part hx-trigger=load hx-swap=outerHTML></main>\
    <ul id=late hx-get=/late hx-trigger='revealed'></ul><p id=note></p>";
const PART: &str = "Content-Type: text/html\nSet-Cookie: part=2; Path=/\n\n\
    <div hx-ext=ws ws-connect=/ws><form ws-send><input name=msg><ul id=chat></ul></form></div>\
    <b id=note hx-swap-oob=innerHTML>noted</b><i id=more hx-get=/more hx-trigger=load></i>";

fn site(demo: &Demo, pages: &[(&'static str, &'static str)]) -> Site {
    Site::start(pages, demo.address())
}

#[test]
fn the_page_is_whole_before_its_socket_opens() {
    let demo = Demo::start();
    let site =
        site(&demo, &[("/lazy", PAGE), ("/part", PART), ("/late", "\n\n<li>late"), ("/more", "\n\nmore")]);
    let send = ["send", &site.url("http", "/lazy"), "msg=hi", "--load", "-o", "page"];
    hxws(&send).is(str![[r#"
<html><head><script src="https://unpkg.com/htmx.org@2.0.11"></script><script src="/ws.js"></script></head><body><div hx-ext="ws" ws-connect="/ws"><form ws-send=""><input name="msg"><ul id="chat"><li>hi</li></ul></form></div><i id="more" hx-get="/more" hx-trigger="load">more</i><ul id="late" hx-get="/late" hx-trigger="revealed" data-hx-revealed="true"><li>late</li></ul><p id="note">noted</p></body></html>
--- stderr
--- status 0

"#]]);
    let asked: Vec<String> = site.asked().iter().map(|head| comparable(head)).collect();
    same(
        &asked[1..3].concat(),
        str![[r#"
GET /part HTTP/1.1
Host: 127.0.0.1:PORT
Connection: keep-alive
Hx-Request: true
Hx-Trigger: all
Hx-Target: all
Hx-Current-Url: http://127.0.0.1:PORT/lazy
User-Agent: Mozilla/5.0 (compatible; hxws/VERSION)
Accept: */*
Referer: http://127.0.0.1:PORT/lazy
Accept-Encoding: gzip, deflate
Accept-Language: en-US,en;q=0.9
Cookie: sid=1

GET /late HTTP/1.1
Host: 127.0.0.1:PORT
Connection: keep-alive
Hx-Request: true
Hx-Trigger: late
Hx-Target: late
Hx-Current-Url: http://127.0.0.1:PORT/lazy
User-Agent: Mozilla/5.0 (compatible; hxws/VERSION)
Accept: */*
Referer: http://127.0.0.1:PORT/lazy
Accept-Encoding: gzip, deflate
Accept-Language: en-US,en;q=0.9
Cookie: sid=1; part=2


"#]],
    );
    let paths: Vec<&str> = asked.iter().map(|head| head.split(' ').nth(1).unwrap()).collect();
    assert_eq!(paths, ["/lazy", "/part", "/late", "/more"]);
}

#[test]
fn without_it_the_warning_names_it() {
    let demo = Demo::start();
    let page = "Content-Type: text/html\n\n<script src=https://unpkg.com/htmx.org@2.0.11></script><script src=/ws.js></script>\
        <div hx-ext=ws ws-connect=/ws><form ws-send><input name=msg></form><p id=lazy hx-get=/part hx-trigger=load></p></div>";
    let site = site(&demo, &[("/lazy", page), ("/part", "\n\n<ul id=chat></ul>")]);
    let send = ["send", &site.url("http", "/lazy"), "msg=hi", "-o", "human", "--no-time", "--wait", "1"];
    hxws(&send).is(str![[r#"
page   http://127.0.0.1:PORT/lazy   htmx 2.0.11 · ws 2.0.4 · 1 socket
       1 sender
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 149 B   {"msg":"hi","HEADERS":{ 5 }}
1  ✗ #chat  beforeend  no target on the page
     <li>hi</li>
   ! no-target: nothing on the page matches `#chat`: htmx raises
     htmx:oobErrorNoTarget
   ! lazy-content: `#chat` may come with what <p id="lazy"> fetches after the
     page was loaded
     `--load` fetches it before the socket opens
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
    hxws(&[&send[..], &["--load"]].concat()).is(str![[r#"
page   http://127.0.0.1:PORT/lazy   htmx 2.0.11 · ws 2.0.4 · 1 socket
       1 sender
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 149 B   {"msg":"hi","HEADERS":{ 5 }}
1  ✓ #chat  beforeend  1 match
     <li>hi</li>
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
}

#[test]
fn what_cannot_be_loaded_is_told_and_ends_nothing() {
    let demo = Demo::start();
    let page = "Content-Type: text/html\n\n<div hx-ext=ws ws-connect=/ws></div>\
        <i id=a hx-get=/broken hx-trigger=load></i><i id=b hx-get=http://b.test/ hx-trigger=load></i>\
        <i id=c hx-get=/away hx-trigger=load></i><i id=d hx-get=/none hx-trigger=load></i>\
        <i id=e hx-get=/x hx-trigger=load hx-target='#gone'></i><i id=f hx-get=/oob hx-trigger=load></i>\
        <i id=g hx-get=/elsewhere hx-trigger=load hx-headers='{\"X-Token\":\"hush\"}'></i>";
    let pages = [
        ("/lazy", page),
        ("/broken", "500 Internal Server Error\n\noh"),
        ("/away", "HX-Redirect: /login\n\n"),
        ("/none", "204 No Content\n\n"),
        ("/elsewhere", "302 Found\nLocation: http://127.0.0.1:1/x\n\n"),
        ("/oob", "\n\n<p id=nowhere hx-swap-oob=true></p>"),
    ];
    let site = site(&demo, &pages);
    hxws(&["inspect", &site.url("http", "/lazy"), "--load", "-o", "human"]).is(str![[r#"
page   http://127.0.0.1:PORT/lazy   htmx 2.0.11 · ws 2.0.4 · 1 socket
       0 senders
! no-target: nothing on the page matches `#nowhere`: htmx raises
  htmx:oobErrorNoTarget
socket div   ws://127.0.0.1:PORT/ws · "/ws" · 2.0.11
--- stderr
note: `i#a` was not loaded: the server answered `500 Internal Server Error` for `http://127.0.0.1:PORT/broken`; the server failed: its log says why
note: `i#b` was not loaded: `http://b.test/` is of another origin, which hxws asks for no parts of the page
note: `i#c` was not loaded: its answer has `hx-redirect`, which sends the browser to another page
note: `i#e` was not loaded: hx-target `#gone` matches nothing: htmx raises htmx:targetError
note: `i#g` was not loaded: `http://127.0.0.1:PORT/elsewhere` redirects to another origin, `http://127.0.0.1:PORT`, to which the page's headers do not go
--- status 0

"#]]);
}

#[test]
fn a_page_that_never_ends_is_left_at_some_point() {
    let demo = Demo::start();
    let page = "Content-Type: text/html\n\n<div hx-ext=ws ws-connect=/ws></div><i hx-get=/more hx-trigger=load hx-swap=beforeend></i>";
    let more = "\n\n<i hx-get=/more hx-trigger=load hx-swap=beforeend></i>";
    let site = site(&demo, &[("/lazy", page), ("/more", more)]);
    hxws(&["inspect", &site.url("http", "/lazy"), "--load", "-o", "human"]).is(str![[r#"
page   http://127.0.0.1:PORT/lazy   htmx 2.0.11 · ws 2.0.4 · 1 socket
       0 senders
socket div   ws://127.0.0.1:PORT/ws · "/ws" · 2.0.11
--- stderr
note: `--load` ends after 10 parts in 10 rounds, and the page goes on asking for more
--- status 0

"#]]);
    assert_eq!(site.asked().len(), 11);
}

#[test]
fn htmx_4_loads_its_parts_too() {
    let demo = Demo::start();
    let page = "Content-Type: text/html\n\n<script src=https://unpkg.com/htmx.org@4.0.1></script><script src=/hx-ws.js></script>\
        <main id=all hx-get=/part hx-trigger=load></main>";
    let part = "\n\n<div hx-ws:connect=/ws><form hx-ws:send><input name=msg></form><ul id=chat></ul></div>";
    let site = site(&demo, &[("/lazy", page), ("/part", part)]);
    hxws(&["inspect", &site.url("http", "/lazy"), "--load", "-o", "human"]).is(str![[r#"
page   http://127.0.0.1:PORT/lazy   htmx 4.0.1 · 1 socket · 1 sender
socket div   ws://127.0.0.1:PORT/ws · "/ws" · 4.0.1
sender form   on submit · to div
       msg  text
       HEADERS
         HX-Request      true
         HX-Source       form
         HX-Current-URL  http://127.0.0.1:PORT/lazy
         HX-Target       form
--- stderr
--- status 0

"#]]);
    let head = comparable(&site.asked()[1]);
    same(
        &head,
        str![[r#"
GET /part HTTP/1.1
Host: 127.0.0.1:PORT
Connection: keep-alive
Hx-Request: true
Hx-Source: main#all
Hx-Current-Url: http://127.0.0.1:PORT/lazy
Hx-Target: main#all
Hx-Request-Type: partial
User-Agent: Mozilla/5.0 (compatible; hxws/VERSION)
Accept: text/html
Referer: http://127.0.0.1:PORT/lazy
Accept-Encoding: gzip, deflate
Accept-Language: en-US,en;q=0.9


"#]],
    );
}

#[test]
fn a_page_in_a_file_is_completed_for_explain() {
    let demo = Demo::start();
    let site = site(&demo, &[("/part", "\n\n<p id=x></p>")]);
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("page.html");
    std::fs::write(&file, "<div hx-ext=ws ws-connect=/ws hx-get=/part hx-trigger=load></div>").unwrap();
    let explain =
        ["explain", "-", "--page", file.to_str().unwrap(), "--url", &site.url("http", "/"), "-o", "human"];
    super::support::hxws_fed("<p id=x>new</p>", &[&explain[..], &["--load"]].concat()).is(str![[r#"
1  ✓ #x  outerHTML  1 match
     <p id="x">new</p>
--- stderr
--- status 0

"#]]);
    super::support::hxws_fed("<p id=x>new</p>", &explain).is(str![[r#"
1  ✗ #x  outerHTML  no target on the page
     <p id="x">new</p>
   ! no-target: nothing on the page matches `#x`: htmx raises
     htmx:oobErrorNoTarget
   ! lazy-content: `#x` may come with what <div> fetches after the page was
     loaded
     `--load` fetches it before the socket opens
--- stderr
--- status 0

"#]]);
}

#[cfg(unix)]
#[test]
fn one_ctrl_c_ends_the_wait_for_a_part() {
    const ROOM: &str = "<div hx-ext=ws ws-connect=/ws></div><i hx-get=/part hx-trigger=load></i>";
    for command in ["connect", "send", "listen", "inspect"] {
        let (port, asked) = scripted(|listener| {
            let mut peer = Peer::accept(listener);
            peer.head();
            let length = ROOM.len();
            peer.say(&format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{ROOM}"
            ));
            let mut silent = Peer::accept(listener);
            (silent.head(), silent)
        });
        let talk = Talk::start(&[command, &format!("http://127.0.0.1:{port}/"), "--load", "-o", "human"]);
        let (_, _silent) = asked.join().unwrap();
        talk.signal("INT");
        talk.end().is("--- stderr\nerror: interrupted: the page's parts had not come\n--- status 130\n");
    }
}
