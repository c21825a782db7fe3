//! `hxws connect` with lines from a pipe, as scripts use it.

use snapbox::str;

use super::support::{Demo, Peer, Talk, hxws, hxws_fed, same, scripted};

/// What hxws says to lines that are all there at once.
fn talk(lines: &str, flags: &[&str]) -> super::support::Ran {
    let demo = Demo::start();
    let target = demo.http("/two");
    let connect = ["connect", &target, "--socket", "#b", "--no-time", "-o", "human"];
    hxws_fed(lines, &[&connect[..], flags].concat())
}

#[test]
fn answers_arrive_before_the_program_ends() {
    talk("msg=hi", &["--wait", "3"]).is(str![[r#"
page   http://127.0.0.1:PORT/two   htmx 2.0.11 · ws 2.0.4 · 2 sockets
       2 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 162 B   {"msg":"hi","act":"say","HEADERS":{ 5 }}
1  ✓ #chat  beforeend  1 match
     <li>hi</li>
2  ✓ #last  outerHTML  1 match
     <p id="last">last: hi</p>
3  ✓ #msg  outerHTML  1 match
     <input id="msg" name="msg" placeholder="say more" required=""
     autocomplete="off">
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_bare_target_is_connected_to() {
    let demo = Demo::start();
    hxws_fed("{\"step\": 1}\n", &[&demo.ws(), "--wait", "1", "-o", "html"]).is(str![[r#"
<output id="count">1</output>
--- stderr
--- status 0

"#]]);
}

#[test]
fn json_lines_by_default() {
    let demo = Demo::start();
    hxws_fed("{\"step\": 1}\r\n", &["connect", &demo.ws(), "--wait", "1", "--no-time"]).is(str![[r##"
{"type":"connecting","url":"ws://127.0.0.1:PORT/ws","attempt":1}
{"type":"open","url":"ws://127.0.0.1:PORT/ws","status":101,"subprotocol":null,"headers":{"connection":"Upgrade","upgrade":"websocket","sec-websocket-accept":"ACCEPT"},"attempt":1}
{"type":"sent","data":"{\"step\":1,\"HEADERS\":{\"HX-Request\":\"true\",\"HX-Trigger\":null,\"HX-Trigger-Name\":null,\"HX-Target\":null,\"HX-Current-URL\":null}}","bytes":122}
{"type":"fragment","seq":1,"index":0,"kind":"oob","tag":"output","id":"count","oob":null,"swap":"outerHTML","target":"#count","matched":null,"outcome":"unknown","html":"<output id=\"count\">1</output>","text":"1"}
{"type":"close","code":1000,"reason":"","by":"client","reconnects":false}
--- stderr
--- status 0

"##]]);
}

#[test]
fn an_answer_that_is_waited_for_comes_before_the_next_line() {
    talk("/raw {\"step\":1}\n/wait\n/raw {\"step\":2}\n/wait 1\n/page #count\n", &[]).is(str![[r#"
page   http://127.0.0.1:PORT/two   htmx 2.0.11 · ws 2.0.4 · 2 sockets
       2 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 10 B   {"step":1}
1  ✓ #count  outerHTML  1 match
     <output id="count">1</output>
→ 10 B   {"step":2}
2  ✓ #count  outerHTML  1 match
     <output id="count">3</output>
<output id="count">3</output>
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
}

#[test]
fn the_commands_of_the_prompt() {
    talk("/help submit\n/forms\n/headers\n/quit\nmsg=never\n", &[]).is(str![[r#"
page   http://127.0.0.1:PORT/two   htmx 2.0.11 · ws 2.0.4 · 2 sockets
       2 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
/submit [SELECTOR] [ITEM…]  use that sender: submit the form, click the button
As by the Enter key: a form's default button goes along; another one is named itself. Without a selector: the page's only sender, or the only one that has these names.
  /submit form#say msg=hello
  /submit #plus
sender button#plus   on click · to section#a
       HEADERS
         HX-Request       true
         HX-Trigger       plus
         HX-Trigger-Name  null
         HX-Target        plus
         HX-Current-URL   http://127.0.0.1:PORT/two
sender form#say   on submit · to section#b
       msg  text
       act  submit  say
       HEADERS
         HX-Request       true
         HX-Trigger       say
         HX-Trigger-Name  null
         HX-Target        say
         HX-Current-URL   http://127.0.0.1:PORT/two
button#plus
  HX-Request: true
  HX-Trigger: plus
  HX-Trigger-Name: null
  HX-Target: plus
  HX-Current-URL: http://127.0.0.1:PORT/two
form#say
  HX-Request: true
  HX-Trigger: say
  HX-Trigger-Name: null
  HX-Target: say
  HX-Current-URL: http://127.0.0.1:PORT/two
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
}

#[test]
fn the_page_is_shown_as_it_is_now() {
    talk("/submit #say msg=hi\n/wait 3\n/page #chat\n/page #last\n", &[]).is(str![[r#"
page   http://127.0.0.1:PORT/two   htmx 2.0.11 · ws 2.0.4 · 2 sockets
       2 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 162 B   {"msg":"hi","act":"say","HEADERS":{ 5 }}
1  ✓ #chat  beforeend  1 match
     <li>hi</li>
2  ✓ #last  outerHTML  1 match
     <p id="last">last: hi</p>
3  ✓ #msg  outerHTML  1 match
     <input id="msg" name="msg" placeholder="say more" required=""
     autocomplete="off">
<ul id="chat">
  <li>hi</li>
</ul>
<p id="last">last: hi</p>
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_message_may_go_on_over_several_rows_of_a_pipe() {
    let demo = Demo::start();
    let lines = "{\"step\":\n\n{\"do\":\n \"echo\",\n \"x\": [1,\n2], \"HEADERS\": 0}\n";
    hxws_fed(lines, &[&demo.ws(), "--wait", "1", "-o", "html"]).is(str![[r#"
<pre id="echo">{"do":"echo","x":[1,2],"HEADERS":0}</pre>
--- stderr
error: this is not JSON: it ends too early: EOF while parsing a value
--- status 2

"#]]);
}

#[test]
fn bad_lines_are_told_and_the_others_are_done() {
    let lines = "{\"msg\": 1,}\nhello\n/bogus\n/page #[\n/page #nope\nmsg='\n\n/close 7\n[1]\n/help x\n/submit #nope\n";
    let demo = Demo::start();
    let target = demo.http("/two");
    let connect = ["connect", &target, "--socket", "#b", "--wait", "3", "-o", "html"];
    hxws_fed(format!("{lines}msg=done\n"), &connect).is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>done</li></ul>
<p id="last">last: done</p>
<input id="msg" name="msg" placeholder="say more" required="" autocomplete="off">
--- stderr
error: this is not JSON: trailing comma at column 11: `}`
error: `hello` is neither an item, JSON nor a command: write name=value, {"name": …} or /help
error: there is no command `/bogus`: `/help` lists them
error: `#[` is not a valid selector: a selector is missing at character 2
error: nothing on the page matches `#nope`
error: a quote is not closed: write values with quotes in them as msg="don't"
error: `7` is not a close code: write /close 1000 or /close 4000 reason
error: a message is an object: write {"name": …}, or /raw for other JSON
error: there is no command `/x`: `/help` lists them
error: `#nope` is none of the page's senders
  form#say
--- status 2

"#]]);
}

#[test]
fn a_halt_is_a_failure_of_the_script() {
    talk("msg=\n", &["--wait", "0"]).is(str![[r#"
page   http://127.0.0.1:PORT/two   htmx 2.0.11 · ws 2.0.4 · 2 sockets
       2 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
halted: `input#msg` is not valid (required): a value is required
  give it a valid value, or novalidate to its form
--- status 1

"#]]);
}

#[test]
fn a_line_that_is_no_text() {
    let demo = Demo::start();
    hxws_fed(b"\xff\n", &["connect", &demo.ws(), "-o", "html"]).is(str![[r#"
--- stderr
error: line 1 of standard input is not UTF-8: it is passed over
--- status 2

"#]]);
}

#[test]
fn too_few_answers_are_a_failure() {
    talk("/raw x\n", &["--wait", "2", "--timeout", "2s"]).is(str![[r#"
page   http://127.0.0.1:PORT/two   htmx 2.0.11 · ws 2.0.4 · 2 sockets
       2 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 1 B   x
1  ✓ #last  outerHTML  1 match
     <p id="last">I do not know: x</p>
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
error: time is up: waited for 2 messages, 1 came
--- status 1

"#]]);
}

#[test]
fn a_close_as_asked_is_no_failure() {
    talk("/close 4000 enough\n", &[]).is(str![[r#"
page   http://127.0.0.1:PORT/two   htmx 2.0.11 · ws 2.0.4 · 2 sockets
       2 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
close  4000 private use: enough · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_close_that_no_browser_allows_is_sent_and_said_so() {
    talk("/close 1001\n", &[]).is(str![[r#"
page   http://127.0.0.1:PORT/two   htmx 2.0.11 · ws 2.0.4 · 2 sockets
       2 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
! close-code-forbidden: a browser throws on `close(1001)`: a page may close with
  1000 or 3000–4999 only
  only a test like this one can send it
close  1001 going away · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_close_of_the_server_s_is_an_early_end() {
    talk("/raw {\"do\":\"close\",\"code\":1008}\n", &[]).is(str![[r#"
page   http://127.0.0.1:PORT/two   htmx 2.0.11 · ws 2.0.4 · 2 sockets
       2 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 26 B   {"do":"close","code":1008}
close  1008 policy violation: as you asked · by server · htmx 2 stays closed
! close-stays-closed: htmx 2 (2.0.4) does not reconnect on close code 1008, and
  no htmx does
  to have pages come back, close with 1012 (service restart)
--- stderr
error: the connection ended with 1008 before 1 message was answered
--- status 4

"#]]);
}

#[test]
fn what_is_sent_to_a_closing_socket_is_queued_as_htmx_does_and_told_when_it_is_lost() {
    talk("/close\nmsg=late\n", &[]).is(str![[r#"
page   http://127.0.0.1:PORT/two   htmx 2.0.11 · ws 2.0.4 · 2 sockets
       2 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
queued 1 waiting   164 B   {"msg":"late","act":"say","HEADERS":{ 5 }}
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
error: 1 queued message was never sent: the socket did not open again
--- status 4

"#]]);
}

#[test]
fn what_was_queued_goes_out_in_order_once_the_socket_is_open_again() {
    let demo = Demo::start();
    let target = demo.http("/two");
    let connect =
        ["connect", &target, "--socket", "#b", "--no-time", "-o", "json", "--reconnect-delay", "1h"];
    let mut talk = Talk::start(&[&connect[..], &["--wait", "6"]].concat());
    talk.say("/raw {\"do\":\"restart\"}");
    talk.until("\"type\":\"reconnect\"");
    talk.say("msg=one");
    talk.say("msg=two");
    talk.until("\"type\":\"queued\"");
    talk.until("\"type\":\"queued\"");
    talk.say("/reconnect");
    let ran = talk.end();
    ran.is(str![[r##"
{"type":"connecting","url":"ws://127.0.0.1:PORT/ws","attempt":1}
{"type":"open","url":"ws://127.0.0.1:PORT/ws","status":101,"subprotocol":null,"headers":{"connection":"Upgrade","upgrade":"websocket","sec-websocket-accept":"ACCEPT"},"attempt":1}
{"type":"sent","data":"{\"do\":\"restart\"}","bytes":16}
{"type":"close","code":1012,"reason":"service restart","by":"server","reconnects":true}
{"type":"reconnect","attempt":1,"delay_ms":3600000,"code":1012}
{"type":"queued","data":"{\"msg\":\"one\",\"act\":\"say\",\"HEADERS\":{\"HX-Request\":\"true\",\"HX-Trigger\":\"say\",\"HX-Trigger-Name\":null,\"HX-Target\":\"say\",\"HX-Current-URL\":\"http://127.0.0.1:PORT/two\"}}","bytes":163}
{"type":"queued","data":"{\"msg\":\"two\",\"act\":\"say\",\"HEADERS\":{\"HX-Request\":\"true\",\"HX-Trigger\":\"say\",\"HX-Trigger-Name\":null,\"HX-Target\":\"say\",\"HX-Current-URL\":\"http://127.0.0.1:PORT/two\"}}","bytes":163}
{"type":"connecting","url":"ws://127.0.0.1:PORT/ws","attempt":1}
{"type":"open","url":"ws://127.0.0.1:PORT/ws","status":101,"subprotocol":null,"headers":{"connection":"Upgrade","upgrade":"websocket","sec-websocket-accept":"ACCEPT"},"attempt":1}
{"type":"sent","data":"{\"msg\":\"one\",\"act\":\"say\",\"HEADERS\":{\"HX-Request\":\"true\",\"HX-Trigger\":\"say\",\"HX-Trigger-Name\":null,\"HX-Target\":\"say\",\"HX-Current-URL\":\"http://127.0.0.1:PORT/two\"}}","bytes":163}
{"type":"sent","data":"{\"msg\":\"two\",\"act\":\"say\",\"HEADERS\":{\"HX-Request\":\"true\",\"HX-Trigger\":\"say\",\"HX-Trigger-Name\":null,\"HX-Target\":\"say\",\"HX-Current-URL\":\"http://127.0.0.1:PORT/two\"}}","bytes":163}
{"type":"fragment","seq":1,"index":0,"kind":"oob","tag":"ul","id":"chat","oob":"beforeend","swap":"beforeend","target":"#chat","matched":1,"outcome":"swapped","html":"<ul id=\"chat\" hx-swap-oob=\"beforeend\"><li>one</li></ul>","text":"one"}
{"type":"fragment","seq":2,"index":0,"kind":"oob","tag":"p","id":"last","oob":null,"swap":"outerHTML","target":"#last","matched":1,"outcome":"swapped","html":"<p id=\"last\">last: one</p>","text":"last: one"}
{"type":"fragment","seq":3,"index":0,"kind":"oob","tag":"input","id":"msg","oob":null,"swap":"outerHTML","target":"#msg","matched":1,"outcome":"swapped","html":"<input id=\"msg\" name=\"msg\" placeholder=\"say more\" required=\"\" autocomplete=\"off\">","text":""}
{"type":"fragment","seq":4,"index":0,"kind":"oob","tag":"ul","id":"chat","oob":"beforeend","swap":"beforeend","target":"#chat","matched":1,"outcome":"swapped","html":"<ul id=\"chat\" hx-swap-oob=\"beforeend\"><li>two</li></ul>","text":"two"}
{"type":"fragment","seq":5,"index":0,"kind":"oob","tag":"p","id":"last","oob":null,"swap":"outerHTML","target":"#last","matched":1,"outcome":"swapped","html":"<p id=\"last\">last: two</p>","text":"last: two"}
{"type":"fragment","seq":6,"index":0,"kind":"oob","tag":"input","id":"msg","oob":null,"swap":"outerHTML","target":"#msg","matched":1,"outcome":"swapped","html":"<input id=\"msg\" name=\"msg\" placeholder=\"say more\" required=\"\" autocomplete=\"off\">","text":""}
{"type":"close","code":1000,"reason":"","by":"client","reconnects":false}
--- stderr
--- status 0

"##]]);
}

#[test]
fn a_restart_is_followed_by_a_reconnect() {
    let demo = Demo::start();
    let mut talk =
        Talk::start(&["connect", &demo.ws(), "--no-time", "-o", "human", "--reconnect-delay", "1ms"]);
    talk.say("/raw {\"do\":\"restart\"}");
    talk.until("attempt 2");
    talk.say("/raw {\"do\":\"restart\"}");
    talk.until("retry  1");
    talk.until("attempt 2");
    talk.say("/quit");
    talk.end().is(str![[r#"
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 16 B   {"do":"restart"}
close  1012 service restart · by server · htmx 2 reconnects
retry  1 in 1 ms
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT · attempt 2
→ 16 B   {"do":"restart"}
close  1012 service restart · by server · htmx 2 reconnects
retry  1 in 1 ms
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT · attempt 2
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_server_that_comes_back_late_is_waited_for() {
    let (port, served) = scripted(|listener| {
        let mut peer = Peer::accept(listener);
        peer.head();
        peer.say("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 5\r\n\r\nlater");
        drop(peer);
        let mut peer = Peer::open(listener);
        let heard = peer.hear();
        peer.text("<p id=a>1</p>");
        (heard, peer.closed())
    });
    let url = format!("ws://127.0.0.1:{port}/");
    let connect = ["connect", &url, "--reconnect-delay", "1ms", "--no-time", "-o", "human", "--wait", "1"];
    hxws_fed("/raw hi\n", &connect).is(str![[r#"
! handshake: the handshake was answered with 503, not 101: a page hears close
  code 1006 only, and htmx tries again for ever
close  1006 abnormal closure · by network · htmx 2 reconnects
retry  1 in 1 ms
open   ws://127.0.0.1:PORT/   101 · Origin http://127.0.0.1:PORT · attempt 2
→ 2 B   hi
1  ? #a  outerHTML  no page
     <p id="a">1</p>
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
error: the server refused the handshake with `503 Service Unavailable`
  content-length: 5
  | later
  a proxy may have answered, not the server: is the server behind it running?
--- status 0

"#]]);
    assert_eq!(served.join().unwrap(), ("hi".to_owned(), 1000));
}

#[test]
fn a_server_that_never_comes_is_given_up() {
    let connect = ["connect", "ws://127.0.0.1:1/", "--reconnect-delay", "1ms", "--max-retries", "2"];
    hxws_fed("a=1\n", &[&connect[..], &["--no-time", "-o", "human"]].concat()).is(str![[r#"
close  1006 abnormal closure · by network · htmx 2 reconnects
retry  1 in 1 ms
close  1006 abnormal closure · by network · htmx 2 reconnects
retry  2 in 1 ms
close  1006 abnormal closure · by network
       gave up after 2 retries (--max-retries 2)
--- stderr
error: could not connect to `127.0.0.1:PORT`: connection refused
  is the server running on `127.0.0.1:PORT`?
error: could not connect to `127.0.0.1:PORT`: connection refused
error: could not connect to `127.0.0.1:PORT`: connection refused
--- status 3

"#]]);
}

#[test]
fn without_reconnects_the_first_failure_is_the_last() {
    hxws_fed("a=1\n", &["connect", "ws://127.0.0.1:1/", "--no-reconnect", "--no-time"]).is(str![[r#"
{"type":"connecting","url":"ws://127.0.0.1:PORT/","attempt":1}
{"type":"error","message":"could not connect to `127.0.0.1:PORT`: connection refused","help":"is the server running on `127.0.0.1:PORT`?"}
{"type":"close","code":1006,"reason":"","by":"network","reconnects":false}
--- stderr
error: could not connect to `127.0.0.1:PORT`: connection refused
  is the server running on `127.0.0.1:PORT`?
--- status 3

"#]]);
}

#[test]
fn time_runs_out_where_nobody_answers() {
    let connect = ["connect", "ws://127.0.0.1:1/", "--reconnect-delay", "1h", "--timeout", "100ms"];
    hxws_fed("a=1\n", &[&connect[..], &["-o", "html"]].concat()).is(str![[r#"
--- stderr
error: could not connect to `127.0.0.1:PORT`: connection refused
  is the server running on `127.0.0.1:PORT`?
close: 1006 abnormal closure, by network
error: the socket did not open within 100ms: no line was read
--- status 3

"#]]);
}

#[cfg(unix)]
#[test]
fn ctrl_c_says_goodbye() {
    let (port, served) = scripted(|listener| Peer::open(listener).closed());
    let url = format!("ws://127.0.0.1:{port}/");
    let mut talk = Talk::start(&["connect", &url, "--no-time", "-o", "human"]);
    talk.until("open");
    talk.signal("INT");
    talk.end().is(str![[r#"
open   ws://127.0.0.1:PORT/   101 · Origin http://127.0.0.1:PORT
close  1001 going away · by client · htmx 2 stays closed
--- stderr
--- status 130

"#]]);
    assert_eq!(served.join().unwrap(), 1001);
}

#[test]
fn the_page_cannot_come_from_where_the_lines_come() {
    for arguments in [&["connect", "-", "-o", "human"][..], &["-", "-o", "human"]] {
        hxws(arguments).is(str![[r#"
--- stderr
error: the prompt's lines come from standard input, so the page cannot
  give the page as a file, or use `hxws send -`
--- status 2

"#]]);
    }
    assert_eq!(hxws(&["connect", "ws://127.0.0.1:1/", "--page", "-"]).status, Some(2));
}

#[test]
fn the_demo_needs_nothing_else() {
    let ran = hxws_fed("msg=hi\n", &["demo", "--no-time", "-o", "human", "--wait", "3"]);
    ran.is(str![[r#"
page   http://127.0.0.1:PORT/   htmx 2.0.11 · ws 2.0.4 · 1 socket · 25 senders
try
  msg=hello                 say something in the chat
  /submit #plus             count
  item=tea qty=2            order
  /submit #missing          a fragment whose target is not on the page
  /submit #restart          the server closes with 1012, and htmx comes back
  /page #chat               the chat as it is now
  /help                     everything else
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
       cookie demo
→ 159 B   {"msg":"hi","act":"say","HEADERS":{ 5 }}
1  ✓ #chat  beforeend  1 match
     <li>hi</li>
2  ✓ #last  outerHTML  1 match
     <p id="last">last: hi</p>
3  ✓ #msg  outerHTML  1 match
     <input id="msg" name="msg" placeholder="say more" required=""
     autocomplete="off">
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
}

#[test]
fn the_demo_listens_on_loopback_only() {
    hxws(&["demo", "--listen", "0.0.0.0:0", "-o", "human"]).is(str![[r#"
--- stderr
error: `--listen 0.0.0.0:0` is not a loopback address
  the demo is for this machine only: take 127.0.0.1 or [::1]
--- status 2

"#]]);
}

#[test]
fn the_demo_says_where_an_address_is_taken() {
    let demo = Demo::start();
    hxws(&["demo", "--listen", &demo.host(), "-o", "human"]).is(str![[r#"
--- stderr
error: `127.0.0.1:PORT` cannot be listened on: Address already in use (os error 98)
  another program listens there: take another port, or 0 for a free one
--- status 1

"#]]);
}

#[cfg(unix)]
#[test]
fn clients_wait_while_the_demo_may_open_no_more_files_and_it_goes_on() {
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;

    let hxws = env!("CARGO_BIN_EXE_hxws");
    let mut talk = Talk::of("sh", &["-c", &format!("ulimit -n 24; exec '{hxws}' demo --listen :0 -o human")]);
    let url = talk.until("http://");
    let host = url.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
    let idle: Vec<TcpStream> = (0..40).map(|_| TcpStream::connect(&host).unwrap()).collect();
    let mut last = TcpStream::connect(&host).unwrap();
    last.write_all(b"GET /json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
    drop(idle);
    let mut answer = String::new();
    last.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
}

#[cfg(unix)]
#[test]
fn the_demo_serves_until_it_is_interrupted() {
    let mut demo = Talk::start(&["demo", "--listen", "127.0.0.1:0"]);
    let url = demo.until("http://").trim().to_owned();
    let socket = url.replace("http://", "ws://") + "ws";
    let answer = hxws(&["send", &socket, "step=1", "-o", "raw"]);
    same(
        &answer.transcript(),
        str![[r#"
<output id="count">1</output>
--- stderr
--- status 0

"#]],
    );
    demo.signal("INT");
    demo.end().is(str![[r#"
http://127.0.0.1:PORT/
--- stderr
--- status 130

"#]]);
}
