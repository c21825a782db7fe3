//! Every output format, on every kind of target.

use snapbox::str;

use super::page::{ROOM, directory};
use super::support::{Demo, hxws, hxws_fed, hxws_in, is_built_for};

fn bare(format: &[&str]) -> super::support::Ran {
    let demo = Demo::start();
    hxws(&[&["send", &demo.ws(), "msg=<hi>", "--no-time", "--wait", "2"], format].concat())
}

fn paged(format: &[&str]) -> super::support::Ran {
    let demo = Demo::start();
    let arguments = ["send", &demo.http("/two"), "--socket", "#b", "msg=<hi>", "--no-time", "--wait", "2"];
    hxws(&[&arguments, format].concat())
}

#[test]
fn a_bare_socket_for_people() {
    bare(&["-o", "human"]).is(str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 126 B   {"msg":"<hi>","HEADERS":{ 5 }}
1  ? #chat  beforeend  no page
     <li>&lt;hi&gt;</li>
2  ? #last  outerHTML  no page
     <p id="last">last: &lt;hi&gt;</p>
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_bare_socket_as_json_lines() {
    bare(&["-o", "json"]).is(str![[r##"
{"type":"connecting","url":"ws://127.0.0.1:PORT/ws","attempt":1}
{"type":"open","url":"ws://127.0.0.1:PORT/ws","status":101,"subprotocol":null,"headers":{"connection":"Upgrade","upgrade":"websocket","sec-websocket-accept":"ACCEPT"},"attempt":1}
{"type":"sent","data":"{\"msg\":\"<hi>\",\"HEADERS\":{\"HX-Request\":\"true\",\"HX-Trigger\":null,\"HX-Trigger-Name\":null,\"HX-Target\":null,\"HX-Current-URL\":null}}","bytes":126}
{"type":"fragment","seq":1,"index":0,"kind":"oob","tag":"ul","id":"chat","oob":"beforeend","swap":"beforeend","target":"#chat","matched":null,"outcome":"unknown","html":"<ul id=\"chat\" hx-swap-oob=\"beforeend\"><li>&lt;hi&gt;</li></ul>","text":"<hi>"}
{"type":"fragment","seq":2,"index":0,"kind":"oob","tag":"p","id":"last","oob":null,"swap":"outerHTML","target":"#last","matched":null,"outcome":"unknown","html":"<p id=\"last\">last: &lt;hi&gt;</p>","text":"last: <hi>"}
{"type":"close","code":1000,"reason":"","by":"client","reconnects":false}
--- stderr
--- status 0

"##]]);
}

#[test]
fn a_bare_socket_as_html() {
    bare(&["-o", "html"]).is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>&lt;hi&gt;</li></ul>
<p id="last">last: &lt;hi&gt;</p>
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_bare_socket_as_html_with_nul() {
    bare(&["-o", "html", "-0"]).is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>&lt;hi&gt;</li></ul><NUL>
<p id="last">last: &lt;hi&gt;</p><NUL>
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_bare_socket_raw() {
    bare(&["-o", "raw"]).is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>&lt;hi&gt;</li></ul>
<p id="last">last: &lt;hi&gt;</p>
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_bare_socket_raw_with_nul() {
    bare(&["-o", "raw", "-0"]).is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>&lt;hi&gt;</li></ul><NUL>
<p id="last">last: &lt;hi&gt;</p><NUL>
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_fetched_page_for_people() {
    paged(&["-o", "human"]).is(str![[r#"
page   http://127.0.0.1:PORT/two   htmx 2.0.11 · ws 2.0.4 · 2 sockets
       2 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 164 B   {"msg":"<hi>","act":"say","HEADERS":{ 5 }}
1  ✓ #chat  beforeend  1 match
     <li>&lt;hi&gt;</li>
2  ✓ #last  outerHTML  1 match
     <p id="last">last: &lt;hi&gt;</p>
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_fetched_page_for_people_who_want_more() {
    paged(&["-o", "human", "-v", "--messages"]).is(str![[r#"
fetch  http://127.0.0.1:PORT/two
     * connected to 127.0.0.1:PORT
     > GET /two HTTP/1.1
     > Host: 127.0.0.1:PORT
     > Connection: keep-alive
     > Upgrade-Insecure-Requests: 1
     > User-Agent: Mozilla/5.0 (compatible; hxws/VERSION)
     > Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8
     > Accept-Encoding: gzip, deflate
     > Accept-Language: en-US,en;q=0.9
     < HTTP/1.1 200 OK
     < content-type: text/html; charset=utf-8
     < content-length: 1434
page   http://127.0.0.1:PORT/two   htmx 2.0.11 · ws 2.0.4 · 2 sockets
       2 senders
dial   ws://127.0.0.1:PORT/ws
     * connected to 127.0.0.1:PORT
     > GET /ws HTTP/1.1
     > Host: 127.0.0.1:PORT
     > Connection: Upgrade
     > Pragma: no-cache
     > Cache-Control: no-cache
     > User-Agent: Mozilla/5.0 (compatible; hxws/VERSION)
     > Upgrade: websocket
     > Origin: http://127.0.0.1:PORT
     > Sec-WebSocket-Version: 13
     > Accept-Encoding: gzip, deflate
     > Accept-Language: en-US,en;q=0.9
     > Sec-WebSocket-Key: KEY
     > Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
     < HTTP/1.1 101 Switching Protocols
     < connection: Upgrade
     < upgrade: websocket
     < sec-websocket-accept: ACCEPT
→ 164 B · form#say
      {
        "msg": "<hi>",
        "act": "say",
        "HEADERS": {
          "HX-Request": "true",
          "HX-Trigger": "say",
          "HX-Trigger-Name": null,
          "HX-Target": "say",
          "HX-Current-URL": "http://127.0.0.1:PORT/two"
        }
      }
1  text
     <ul id="chat" hx-swap-oob="beforeend"><li>&lt;hi&gt;</li></ul>
   ✓ #chat  beforeend  1 match  <ul hx-swap-oob="beforeend">
     <li>&lt;hi&gt;</li>
2  text
     <p id="last">last: &lt;hi&gt;</p>
   ✓ #last  outerHTML  1 match
     <p id="last">last: &lt;hi&gt;</p>
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_fetched_page_for_people_who_want_less() {
    paged(&["-o", "human", "-q"]).is(str![[r#"
→ 164 B   {"msg":"<hi>","act":"say","HEADERS":{ 5 }}
1  ✓ #chat  beforeend  1 match
     <li>&lt;hi&gt;</li>
2  ✓ #last  outerHTML  1 match
     <p id="last">last: &lt;hi&gt;</p>
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_fetched_page_in_colour() {
    paged(&["-o", "human", "--color", "always"]).is(str![[r#"
[2mpage   [0mhttp://127.0.0.1:PORT/two   htmx 2.0.11 · ws 2.0.4[2m · [0m2 sockets
       2 senders
[32mopen   [0mws://127.0.0.1:PORT/ws   101[2m · [0mOrigin http://127.0.0.1:PORT
[1m→ [0m[2m164 B   [0m{"msg":"<hi>","act":"say","HEADERS":{ 5 }}
[1m1  [0m[32m✓ [0m[1m#chat  [0mbeforeend  [2m1 match[0m
     [34m<li>[0m&lt;hi&gt;[34m</li>[0m
[1m2  [0m[32m✓ [0m[1m#last  [0mouterHTML  [2m1 match[0m
     [34m<p [0m[36mid[0m[35m="last"[0m[34m>[0mlast: &lt;hi&gt;[34m</p>[0m
[2mclose  [0m1000 normal closure[2m · [0mby client[2m · [0m[1mhtmx 2 stays closed[0m
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_fetched_page_as_json_lines_with_messages() {
    paged(&["--messages"]).is(str![[r##"
{"type":"connecting","url":"ws://127.0.0.1:PORT/ws","attempt":1}
{"type":"open","url":"ws://127.0.0.1:PORT/ws","status":101,"subprotocol":null,"headers":{"connection":"Upgrade","upgrade":"websocket","sec-websocket-accept":"ACCEPT"},"attempt":1}
{"type":"sent","data":"{\"msg\":\"<hi>\",\"act\":\"say\",\"HEADERS\":{\"HX-Request\":\"true\",\"HX-Trigger\":\"say\",\"HX-Trigger-Name\":null,\"HX-Target\":\"say\",\"HX-Current-URL\":\"http://127.0.0.1:PORT/two\"}}","bytes":164}
{"type":"message","seq":1,"bytes":62,"data":"<ul id=\"chat\" hx-swap-oob=\"beforeend\"><li>&lt;hi&gt;</li></ul>"}
{"type":"fragment","seq":1,"index":0,"kind":"oob","tag":"ul","id":"chat","oob":"beforeend","swap":"beforeend","target":"#chat","matched":1,"outcome":"swapped","html":"<ul id=\"chat\" hx-swap-oob=\"beforeend\"><li>&lt;hi&gt;</li></ul>","text":"<hi>"}
{"type":"message","seq":2,"bytes":33,"data":"<p id=\"last\">last: &lt;hi&gt;</p>"}
{"type":"fragment","seq":2,"index":0,"kind":"oob","tag":"p","id":"last","oob":null,"swap":"outerHTML","target":"#last","matched":1,"outcome":"swapped","html":"<p id=\"last\">last: &lt;hi&gt;</p>","text":"last: <hi>"}
{"type":"close","code":1000,"reason":"","by":"client","reconnects":false}
--- stderr
--- status 0

"##]]);
}

#[test]
fn a_fetched_page_as_html() {
    paged(&["-o", "html"]).is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>&lt;hi&gt;</li></ul>
<p id="last">last: &lt;hi&gt;</p>
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_fetched_page_raw() {
    paged(&["-o", "raw"]).is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>&lt;hi&gt;</li></ul>
<p id="last">last: &lt;hi&gt;</p>
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_fetched_page_as_it_is_in_the_end() {
    paged(&["-o", "page"]).is(str![[r#"
<!DOCTYPE html><html lang="en"><head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>hxws demo: two sockets</title>
<script src="https://cdn.jsdelivr.net/npm/htmx.org@2.0.11/dist/htmx.min.js" integrity="sha384-2OatzQy1H+Zd/IIrjr1TcuDGqLXeHhbooAyJY1KdQMKnr4LZ22k31GBLdYKHmVjg" crossorigin="anonymous"></script>
<script src="https://cdn.jsdelivr.net/npm/htmx-ext-ws@2.0.4/dist/ws.min.js" integrity="sha384-1RwI/nvUSrMRuNj7hX1+27J8XDdCoSLf0EjEyF69nacuWyiJYoQ/j39RT1mSnd2G" crossorigin="anonymous"></script>
<style>
:root { color-scheme: light dark; }
body { max-width: 40rem; margin: 0 auto; padding: 1.5rem 1.25rem; font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; }
h2 { font-size: 1rem; }
input, button { padding: .4rem .7rem; font: inherit; }
</style>
</head>
<body hx-ext="ws">
<h1>Two sockets</h1>
<p>Both hear what is said to everyone, so here every chat line comes twice.</p>
<section id="a" ws-connect="/ws">
<h2>The counter's</h2>
<output id="count">0</output>
<button id="plus" ws-send="" hx-vals="{&quot;step&quot;:1}">one more</button>
</section>
<section id="b" ws-connect="/ws">
<h2>The chat's</h2>
<ul id="chat"><li>&lt;hi&gt;</li></ul>
<form id="say" ws-send="">
<input id="msg" name="msg" placeholder="say something" required="" autocomplete="off" aria-label="message">
<button name="act" value="say">Say</button>
</form>
<p id="last">last: &lt;hi&gt;</p>
</section>


</body></html>
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_page_in_a_file() {
    let (demo, files) = (Demo::start(), directory(&[]));
    let url = demo.http("/room");
    let room =
        ["send", "room.html", "--url", &url, "--element", "#say", "msg=hi", "--no-time", "--wait", "2"];
    hxws_in(files.path(), &room).is(str![[r##"
{"type":"connecting","url":"ws://127.0.0.1:PORT/ws","attempt":1}
{"type":"open","url":"ws://127.0.0.1:PORT/ws","status":101,"subprotocol":null,"headers":{"connection":"Upgrade","upgrade":"websocket","sec-websocket-accept":"ACCEPT"},"attempt":1}
{"type":"sent","data":"{\"msg\":\"hi\",\"act\":\"say\",\"HEADERS\":{\"HX-Request\":\"true\",\"HX-Trigger\":\"say\",\"HX-Trigger-Name\":null,\"HX-Target\":\"say\",\"HX-Current-URL\":\"http://127.0.0.1:PORT/room\"}}","bytes":163}
{"type":"fragment","seq":1,"index":0,"kind":"oob","tag":"ul","id":"chat","oob":"beforeend","swap":"beforeend","target":"#chat","matched":1,"outcome":"swapped","html":"<ul id=\"chat\" hx-swap-oob=\"beforeend\"><li>hi</li></ul>","text":"hi"}
{"type":"fragment","seq":2,"index":0,"kind":"oob","tag":"p","id":"last","oob":null,"swap":"outerHTML","target":"#last","matched":1,"outcome":"swapped","html":"<p id=\"last\">last: hi</p>","text":"last: hi"}
{"type":"close","code":1000,"reason":"","by":"client","reconnects":false}
--- stderr
--- status 0

"##]]);
}

#[test]
fn a_page_in_a_file_for_people() {
    let (demo, files) = (Demo::start(), directory(&[]));
    let url = demo.http("/room");
    let room = ["send", "room.html", "--url", &url, "msg=hi", "--no-time", "-o", "human"];
    hxws_in(files.path(), &room).is(str![[r#"
page   http://127.0.0.1:PORT/room   htmx 2.0.7 · ws 2.0.3 · 1 socket
       2 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 163 B   {"msg":"hi","act":"say","HEADERS":{ 5 }}
1  ✓ #chat  beforeend  1 match
     <li>hi</li>
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_page_on_standard_input() {
    let demo = Demo::start();
    let url = demo.http("/");
    hxws_fed(ROOM, &["send", "-", "--url", &url, "msg=hi", "--no-time", "-o", "html"]).is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>hi</li></ul>
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_host_without_a_scheme() {
    let demo = Demo::start();
    let target = format!("{}/ws", demo.host());
    hxws(&["send", &target, "msg=hi", "--no-time", "-o", "html"]).is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>hi</li></ul>
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_port_alone_is_on_localhost() {
    let (port, served) = super::support::scripted(|listener| {
        let mut peer = super::support::Peer::open(listener);
        peer.text("<p id=\"a\">b</p>");
        peer.closed()
    });
    // `localhost` may be ::1 first, which nobody listens on
    let target = format!(":{port}/ws");
    let resolve = format!("localhost:{port}:127.0.0.1");
    let ran = hxws(&["listen", &target, "--resolve", &resolve, "--count", "1", "-o", "html"]);
    ran.is(str![[r#"
<p id="a">b</p>
--- stderr
note: 1 message, 15 B · fragments: 1 unknown
--- status 0

"#]]);
    assert_eq!(served.join().unwrap(), 1000);
}

#[test]
fn a_file_as_the_page_of_a_socket() {
    let (demo, files) = (Demo::start(), directory(&[]));
    let target = demo.ws();
    let room =
        ["send", &target, "--page", "room.html", "--url", "http://app.test/room", "msg=hi", "--no-time"];
    // the page is of another site than the socket, and the demo would refuse it
    let origin = demo.http("");
    hxws_in(files.path(), &[&room[..], &["--origin", &origin, "-o", "human"]].concat()).is(str![[r#"
page   http://app.test/room   htmx 2.0.7 · ws 2.0.3 · 1 socket · 2 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 156 B   {"msg":"hi","act":"say","HEADERS":{ 5 }}
1  ✓ #chat  beforeend  1 match
     <li>hi</li>
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
}

#[test]
fn an_address_as_the_page_of_a_socket() {
    let demo = Demo::start();
    let (target, page) = (demo.ws(), demo.http("/"));
    hxws(&["send", &target, "--page", &page, "item=tea", "--no-time", "-o", "human"]).is(str![[r#"
page   http://127.0.0.1:PORT/   htmx 2.0.11 · ws 2.0.4 · 1 socket · 25 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
       cookie demo
→ 174 B   {"item":"tea","qty":"1","size":"M","HEADERS":{ 5 }}
1  ✓ #rows  beforeend  1 match  <tbody>
     <tr id="row-1">
       <td>1</td>
       <td>tea</td>
       <td>1</td>
       <td>M</td>
       <td></td>
     </tr>
   ✓ #total  outerHTML  1 match
     <output id="total">1</output>
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
}

#[test]
fn what_a_server_sends_steers_no_terminal() {
    let demo = Demo::start();
    for trick in [r#"{"do":"escape"}"#, "\u{1b}]0;x\u{7}\u{9b}2J"] {
        for target in [demo.ws(), demo.http("/")] {
            for more in [&[][..], &["-v", "--messages"], &["--color", "never"]] {
                let arguments = ["send", &target, "--raw", trick, "-o", "human", "--no-time"];
                let ran = hxws(&[&arguments, more].concat());
                let output = String::from_utf8(ran.stdout).unwrap() + &ran.stderr;
                let steering = output.chars().find(|c| c.is_control() && *c != '\n');
                assert_eq!((steering, ran.status), (None, Some(0)), "{output}");
                assert!(output.contains('␛'), "{output}");
            }
        }
    }
}

#[test]
fn nul_is_for_formats_that_print_pieces() {
    let listen = |args: &[&str]| hxws(&[&["listen", "ws://127.0.0.1:1/", "-0", "-o"], args].concat());
    for format in ["json", "page", "human"] {
        let told = format!(
            "error: `-0` ends what `-o html`, `-o raw` and `--jq` print, not `-o {format}`\n  leave it out, or take one of these\n"
        );
        let ran = listen(&[format]);
        assert_eq!((ran.stderr, ran.status), (told, Some(2)), "{format}");
    }
    let pieces = [&["html"][..], &["raw"], &["json", "--jq", "."]];
    for pieces in pieces.into_iter().filter(|pieces| is_built_for(pieces)) {
        assert_eq!(listen(pieces).status, Some(3), "{pieces:?}");
    }
}

#[test]
fn escapes_are_shown_as_what_they_are() {
    let demo = Demo::start();
    let escape = r#"{"do":"escape"}"#;
    hxws(&["send", &demo.ws(), "--raw", escape, "-o", "human", "--no-time"]).is(str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 15 B   {"do":"escape"}
1  ? #last  outerHTML  no page
     <p id="last">␛]0;title␇␛[2J␛[31mred␛[0m</p>
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
}
