//! Lines of a pipe about messages that have gone by, and lines of files.

use std::io::Write as _;
use std::process::Stdio;

use snapbox::str;

use super::support::{Demo, Peer, Ran, command, command_of, comparable, hxws_fed, hxws_in, same, scripted};

/// What hxws says to lines on the demo's page.
fn on_demo(lines: &str, flags: &[&str]) -> Ran {
    let demo = Demo::start();
    hxws_fed(lines, &[&["connect", &demo.http("/"), "--no-time"][..], flags].concat())
}

#[test]
fn messages_of_both_directions_are_listed_with_their_numbers() {
    let lines = "/history\n/submit #say msg=hello\n/wait 3\n/raw {\"do\":\"echo\"}\n/wait\n/hex 00\n/wait\n\
                 /history\n/history 2\n/history x\n";
    on_demo(lines, &["-o", "human"]).is(str![[r#"
page   http://127.0.0.1:PORT/   htmx 2.0.11 · ws 2.0.4 · 1 socket · 25 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
       cookie demo
→ 162 B   {"msg":"hello","act":"say","HEADERS":{ 5 }}
1  ✓ #chat  beforeend  1 match
     <li>hello</li>
2  ✓ #last  outerHTML  1 match
     <p id="last">last: hello</p>
3  ✓ #msg  outerHTML  1 match
     <input id="msg" name="msg" placeholder="say more" required=""
     autocomplete="off">
→ 13 B   {"do":"echo"}
4  ✓ #echo  outerHTML  1 match
     <pre id="echo">{"do":"echo"}</pre>
→ 1 B   binary
      00                                               |.|
5  ✓ #last  outerHTML  1 match
     <p id="last">I do not know: a binary message</p>
→   s1   162 B   {"msg":"hello","act":"say","HEADERS":{ 5 }}
←    1    57 B   <ul id="chat" hx-swap-oob="beforeend"><li>hello</li></ul>
←    2    28 B   <p id="last">last: hello</p>
←    3    78 B   <input id="msg" name="msg" placeholder="say more" required aut…
→   s2    13 B   {"do":"echo"}
←    4    54 B   <pre id="echo">{&quot;do&quot;:&quot;echo&quot;}</pre>
→   s3     1 B   binary
←    5    48 B   <p id="last">I do not know: a binary message</p>
→   s3     1 B   binary
←    5    48 B   <p id="last">I do not know: a binary message</p>
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
error: no message has been sent and none has come yet
error: `x` is not a number of messages: write /history 20
--- status 2

"#]]);
}

#[test]
fn what_is_listed_can_be_read_by_programs() {
    on_demo("/submit #say msg=hello\n/wait 3\n/history 4\n", &["-o", "json"]).is(str![[r##"
{"type":"connecting","url":"ws://127.0.0.1:PORT/ws","attempt":1}
{"type":"open","url":"ws://127.0.0.1:PORT/ws","status":101,"subprotocol":null,"headers":{"connection":"Upgrade","upgrade":"websocket","sec-websocket-accept":"ACCEPT"},"attempt":1}
{"type":"sent","data":"{\"msg\":\"hello\",\"act\":\"say\",\"HEADERS\":{\"HX-Request\":\"true\",\"HX-Trigger\":\"say\",\"HX-Trigger-Name\":null,\"HX-Target\":\"say\",\"HX-Current-URL\":\"http://127.0.0.1:PORT/\"}}","bytes":162}
{"type":"fragment","seq":1,"index":0,"kind":"oob","tag":"ul","id":"chat","oob":"beforeend","swap":"beforeend","target":"#chat","matched":1,"outcome":"swapped","html":"<ul id=\"chat\" hx-swap-oob=\"beforeend\"><li>hello</li></ul>","text":"hello"}
{"type":"fragment","seq":2,"index":0,"kind":"oob","tag":"p","id":"last","oob":null,"swap":"outerHTML","target":"#last","matched":1,"outcome":"swapped","html":"<p id=\"last\">last: hello</p>","text":"last: hello"}
{"type":"fragment","seq":3,"index":0,"kind":"oob","tag":"input","id":"msg","oob":null,"swap":"outerHTML","target":"#msg","matched":1,"outcome":"swapped","html":"<input id=\"msg\" name=\"msg\" placeholder=\"say more\" required=\"\" autocomplete=\"off\">","text":""}
{"type":"logged","message":"s1","direction":"sent","bytes":162,"start":"{\"msg\":\"hello\",\"act\":\"say\",\"HEADERS\":{\"HX-Request\":\"true\",\"HX-Trigger\":\"say\",\"HX-Trigger-Name\":null,\"HX-Target\":\"say\",\"HX-Current-URL\":\"http://127.0.0.1:PORT/\"}}","waiting":false}
{"type":"logged","message":"1","direction":"received","bytes":57,"start":"<ul id=\"chat\" hx-swap-oob=\"beforeend\"><li>hello</li></ul>","waiting":false}
{"type":"logged","message":"2","direction":"received","bytes":28,"start":"<p id=\"last\">last: hello</p>","waiting":false}
{"type":"logged","message":"3","direction":"received","bytes":78,"start":"<input id=\"msg\" name=\"msg\" placeholder=\"say more\" required autocomplete=\"off\">","waiting":false}
{"type":"close","code":1000,"reason":"","by":"client","reconnects":false}
--- stderr
--- status 0

"##]]);
}

#[test]
fn a_message_is_sent_again_as_it_was() {
    let lines = "/resend\n/submit #say msg=hi\n/wait 3\n/headers set X-Later 1\n/raw  {\"do\": \"echo\"} \n/wait\n\
                 /resend s1\n/wait 3\n/resend 2\n/wait\n/hex 00ff\n/wait\n/resend\n/wait\n/resend 9\n/resend s\n";
    on_demo(lines, &["-o", "json"]).is(str![[r##"
{"type":"connecting","url":"ws://127.0.0.1:PORT/ws","attempt":1}
{"type":"open","url":"ws://127.0.0.1:PORT/ws","status":101,"subprotocol":null,"headers":{"connection":"Upgrade","upgrade":"websocket","sec-websocket-accept":"ACCEPT"},"attempt":1}
{"type":"error","message":"no message has been sent yet","help":null}
{"type":"sent","data":"{\"msg\":\"hi\",\"act\":\"say\",\"HEADERS\":{\"HX-Request\":\"true\",\"HX-Trigger\":\"say\",\"HX-Trigger-Name\":null,\"HX-Target\":\"say\",\"HX-Current-URL\":\"http://127.0.0.1:PORT/\"}}","bytes":159}
{"type":"fragment","seq":1,"index":0,"kind":"oob","tag":"ul","id":"chat","oob":"beforeend","swap":"beforeend","target":"#chat","matched":1,"outcome":"swapped","html":"<ul id=\"chat\" hx-swap-oob=\"beforeend\"><li>hi</li></ul>","text":"hi"}
{"type":"fragment","seq":2,"index":0,"kind":"oob","tag":"p","id":"last","oob":null,"swap":"outerHTML","target":"#last","matched":1,"outcome":"swapped","html":"<p id=\"last\">last: hi</p>","text":"last: hi"}
{"type":"fragment","seq":3,"index":0,"kind":"oob","tag":"input","id":"msg","oob":null,"swap":"outerHTML","target":"#msg","matched":1,"outcome":"swapped","html":"<input id=\"msg\" name=\"msg\" placeholder=\"say more\" required=\"\" autocomplete=\"off\">","text":""}
{"type":"sent","data":" {\"do\": \"echo\"} ","bytes":16}
{"type":"fragment","seq":4,"index":0,"kind":"oob","tag":"pre","id":"echo","oob":null,"swap":"outerHTML","target":"#echo","matched":1,"outcome":"swapped","html":"<pre id=\"echo\"> {\"do\": \"echo\"} </pre>","text":" {\"do\": \"echo\"} "}
{"type":"sent","data":"{\"msg\":\"hi\",\"act\":\"say\",\"HEADERS\":{\"HX-Request\":\"true\",\"HX-Trigger\":\"say\",\"HX-Trigger-Name\":null,\"HX-Target\":\"say\",\"HX-Current-URL\":\"http://127.0.0.1:PORT/\"}}","bytes":159}
{"type":"fragment","seq":5,"index":0,"kind":"oob","tag":"ul","id":"chat","oob":"beforeend","swap":"beforeend","target":"#chat","matched":1,"outcome":"swapped","html":"<ul id=\"chat\" hx-swap-oob=\"beforeend\"><li>hi</li></ul>","text":"hi"}
{"type":"fragment","seq":6,"index":0,"kind":"oob","tag":"p","id":"last","oob":null,"swap":"outerHTML","target":"#last","matched":1,"outcome":"swapped","html":"<p id=\"last\">last: hi</p>","text":"last: hi"}
{"type":"fragment","seq":7,"index":0,"kind":"oob","tag":"input","id":"msg","oob":null,"swap":"outerHTML","target":"#msg","matched":1,"outcome":"swapped","html":"<input id=\"msg\" name=\"msg\" placeholder=\"say more\" required=\"\" autocomplete=\"off\">","text":""}
{"type":"sent","data":" {\"do\": \"echo\"} ","bytes":16}
{"type":"fragment","seq":8,"index":0,"kind":"oob","tag":"pre","id":"echo","oob":null,"swap":"outerHTML","target":"#echo","matched":1,"outcome":"swapped","html":"<pre id=\"echo\"> {\"do\": \"echo\"} </pre>","text":" {\"do\": \"echo\"} "}
{"type":"sent","base64":"AP8=","bytes":2}
{"type":"fragment","seq":9,"index":0,"kind":"oob","tag":"p","id":"last","oob":null,"swap":"outerHTML","target":"#last","matched":1,"outcome":"swapped","html":"<p id=\"last\">I do not know: a binary message</p>","text":"I do not know: a binary message"}
{"type":"sent","base64":"AP8=","bytes":2}
{"type":"fragment","seq":10,"index":0,"kind":"oob","tag":"p","id":"last","oob":null,"swap":"outerHTML","target":"#last","matched":1,"outcome":"swapped","html":"<p id=\"last\">I do not know: a binary message</p>","text":"I do not know: a binary message"}
{"type":"error","message":"message s9 is not kept","help":"/history lists those that are"}
{"type":"error","message":"`s` is not the number of a sent message, as /history has them: write /resend s3","help":null}
{"type":"close","code":1000,"reason":"","by":"client","reconnects":false}
--- stderr
error: no message has been sent yet
`X-Later: 1` goes along from now on
error: message s9 is not kept
  /history lists those that are
error: `s` is not the number of a sent message, as /history has them: write /resend s3
--- status 2

"##]]);
}

#[test]
fn a_message_that_waits_is_listed_as_queued_and_keeps_its_number() {
    let lines = "/drop\n/submit #say msg=hi\n/history\n/reconnect\n/wait 3\n/history\n";
    on_demo(lines, &["-o", "human", "--reconnect-delay", "5s"]).is(str![[r#"
page   http://127.0.0.1:PORT/   htmx 2.0.11 · ws 2.0.4 · 1 socket · 25 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
       cookie demo
close  1006 abnormal closure · by client · htmx 2 reconnects
retry  1 in 5000 ms
queued 1 waiting   159 B   {"msg":"hi","act":"say","HEADERS":{ 5 }}
→   s1   159 B   queued  {"msg":"hi","act":"say","HEADERS":{ 5 }}
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
→   s1   159 B   {"msg":"hi","act":"say","HEADERS":{ 5 }}
←    1    54 B   <ul id="chat" hx-swap-oob="beforeend"><li>hi</li></ul>
←    2    25 B   <p id="last">last: hi</p>
←    3    78 B   <input id="msg" name="msg" placeholder="say more" required aut…
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
}

#[test]
fn lines_of_a_file_are_done_and_say_where_they_fail() {
    let directory = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(directory.path().join(name), text).unwrap();
    write(
        "say.txt",
        "/submit #say msg=\"hello\n again\"\n/wait 3\n\n/source more.txt\n/raw {\"do\":\"echo\"}\n/wait\n",
    );
    write(
        "more.txt",
        "{\"do\":\n\"echo\",\"HEADERS\":1}\n/wait\n/nothing\n/source say.txt\n/click #nothing\n/submit #say msg=\n/targets #nothing",
    );
    let demo = Demo::start();
    let arguments = ["connect", &demo.http("/"), "--no-time", "-o", "human"];
    let mut command = command(&arguments);
    let mut child = command.current_dir(directory.path()).stdin(Stdio::piped()).spawn().unwrap();
    let lines = "/source say.txt\n/source no.txt\n/source\n/history\n";
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    Ran::of(child.wait_with_output().unwrap()).is(str![[r#"
page   http://127.0.0.1:PORT/   htmx 2.0.11 · ws 2.0.4 · 1 socket · 25 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
       cookie demo
→ 168 B   {"msg":"hello again","act":"say","HEADERS":{ 5 }}
1  ✓ #chat  beforeend  1 match
     <li>hello again</li>
2  ✓ #last  outerHTML  1 match
     <p id="last">last: hello again</p>
3  ✓ #msg  outerHTML  1 match
     <input id="msg" name="msg" placeholder="say more" required=""
     autocomplete="off">
→ 25 B   {"do":"echo","HEADERS":1}
4  ✓ #echo  outerHTML  1 match
     <pre id="echo">{"do":"echo","HEADERS":1}</pre>
→ 13 B   {"do":"echo"}
5  ✓ #echo  outerHTML  1 match
     <pre id="echo">{"do":"echo"}</pre>
→   s1   168 B   {"msg":"hello again","act":"say","HEADERS":{ 5 }}
←    1    63 B   <ul id="chat" hx-swap-oob="beforeend"><li>hello again</li></ul>
←    2    34 B   <p id="last">last: hello again</p>
←    3    78 B   <input id="msg" name="msg" placeholder="say more" required aut…
→   s2    25 B   {"do":"echo","HEADERS":1}
←    4    76 B   <pre id="echo">{&quot;do&quot;:&quot;echo&quot;,&quot;HEADERS&…
→   s3    13 B   {"do":"echo"}
←    5    54 B   <pre id="echo">{&quot;do&quot;:&quot;echo&quot;}</pre>
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
error: `more.txt`, line 4: there is no command `/nothing`: `/help` lists them
error: `more.txt`, line 5: `say.txt` is being read already: its lines would never end
error: `more.txt`, line 6: nothing on the page matches `#nothing`
halted: `more.txt`, line 7: `input#msg` is not valid (required): a value is required
  give it a valid value, or novalidate to its form
error: `more.txt`, line 8: no id on the page holds `nothing`
error: `no.txt` cannot be read: No such file or directory (os error 2)
error: there is no file to read lines from: write /source FILE
--- status 2

"#]]);
}

#[test]
fn what_is_about_messages_of_before_is_no_line_for_every_open() {
    let directory = tempfile::tempdir().unwrap();
    let mut told = String::new();
    for line in ["/history", "/explain", "/as 4", "/source x"] {
        std::fs::write(directory.path().join("open.txt"), line).unwrap();
        let ran = hxws_in(directory.path(), &["connect", "ws://127.0.0.1:1/ws", "--on-open", "open.txt"]);
        told.push_str(&ran.transcript());
    }
    same(
        &comparable(&told),
        str![[r#"
{"type":"error","message":"`--on-open open.txt`, line 1: messages that have gone by are for the prompt's own lines","help":null,"at":"TIME"}
--- stderr
error: `--on-open open.txt`, line 1: messages that have gone by are for the prompt's own lines
--- status 2
{"type":"error","message":"`--on-open open.txt`, line 1: messages that have gone by are for the prompt's own lines","help":null,"at":"TIME"}
--- stderr
error: `--on-open open.txt`, line 1: messages that have gone by are for the prompt's own lines
--- status 2
{"type":"error","message":"`--on-open open.txt`, line 1: messages that have gone by are for the prompt's own lines","help":null,"at":"TIME"}
--- stderr
error: `--on-open open.txt`, line 1: messages that have gone by are for the prompt's own lines
--- status 2
{"type":"error","message":"`--on-open open.txt`, line 1: `/source` is for the prompt's own lines: write its lines here","help":null,"at":"TIME"}
--- stderr
error: `--on-open open.txt`, line 1: `/source` is for the prompt's own lines: write its lines here
--- status 2

"#]],
    );
}

/// What hxws says to lines on that page, where `PORT` is that of a server which answers the first message with these.
fn answered(page: &str, messages: &'static [&'static str], lines: &str, flags: &[&str]) -> Ran {
    let (port, server) = scripted(move |listener| {
        let mut peer = Peer::open(listener);
        peer.hear();
        messages.iter().for_each(|message| peer.text(message));
        peer.frame();
        // a close of 1000
        peer.0.write_all(&[0x88, 2, 3, 0xe8]).unwrap();
    });
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("page.html");
    std::fs::write(&path, page.replace("PORT", &port.to_string())).unwrap();
    let target = if page.starts_with("ws:") {
        format!("ws://127.0.0.1:{port}/")
    } else {
        path.to_str().unwrap().to_owned()
    };
    let ran = hxws_fed(
        format!("/raw go\n/wait {}\n{lines}", messages.len()),
        &[&["connect", &target, "--no-time"][..], flags].concat(),
    );
    server.join().unwrap();
    ran
}

/// A page that is one to htmx 2 and to htmx 4.
const BOTH: &str = "<!doctype html><body hx-ext=ws><main id=m ws-connect=ws://127.0.0.1:PORT/ \
    hx-ws:connect=ws://127.0.0.1:PORT/ hx-target=#log><ul id=chat></ul><p id=log></p></main>";

#[test]
fn why_a_message_did_what_it_did_is_told_step_by_step() {
    let messages = &[
        "<ul id=chat hx-swap-oob=beforeend><li>a</ul><p id=nope>x</p>",
        "<li hx-swap-oob='beforeend:#chat'>b</li>",
        "words",
        "<p hx-swap-oob='innerHTML:##'>c</p><p id=log>d</p>",
    ];
    answered(
        BOTH,
        messages,
        "/explain 1\n/explain 2\n/explain 3\n/explain\n/explain 9\n/explain x\n",
        &["-o", "human", "--htmx", "2"],
    )
    .is(str![[r#"
page   http://localhost/   htmx 2.0.11 · ws 2.0.4 · 1 socket · 0 senders
! version-mismatch: <main id="m"> has hx-ws:connect: only htmx 4 acts on it
  write ws-connect and ws-send
open   ws://127.0.0.1:PORT/   101 · Origin http://localhost
→ 2 B   go
1  ✓ #chat  beforeend  1 match
     <li>a</li>
   ✗ #nope  outerHTML  no target on the page
     <p id="nope">x</p>
   ! no-target: nothing on the page matches `#nope`: htmx raises
     htmx:oobErrorNoTarget
2  ✓ #chat  beforeend  1 match  <li>
     b
   ! wrapper-stripped: beforeend inserts what is inside <li>: the li is lost and
     its content lands in `#chat`
     write <ul hx-swap-oob="beforeend:#chat"><li>…</li></ul>
3  words
   ! text-ignored: the text `words` is outside of any element: htmx ignores it
     put it into the element that it is for
4  ✗ ##  innerHTML  not a selector  <p>
     c
   ! invalid-selector: the target `##` is not a selector, so htmx throws; it and
     the fragment after it are not applied
     `##` is not a valid selector: a selector is missing at character 2
   · #log  outerHTML  skipped
     <p id="log">d</p>
why    message 1   htmx 2.0.11 · ws 2.0.4
  1. it came on the socket of `main#m`
  2. parsed as HTML, in a template
  3. each element at its top is swapped by itself, out of band, in order
  4. `<ul id="chat" hx-swap-oob="beforeend">`: target `#chat`, from its id;
     style `beforeend`, from hx-swap-oob; 1 match, 10 B go last into it
  5. `<p id="nope">`: target `#nope`, from its id; style `outerHTML`, as nothing
     else is written; nothing on the page matches, so nothing is swapped
  6. ! no-target (fragment 2): nothing on the page matches `#nope`: htmx raises
     htmx:oobErrorNoTarget
  7. on the page `ul#chat` changed: /diff 1 shows how
why    message 2   htmx 2.0.11 · ws 2.0.4
  1. it came on the socket of `main#m`
  2. parsed as HTML, in a template
  3. each element at its top is swapped by itself, out of band, in order
  4. `<li hx-swap-oob="beforeend:#chat">`: target `#chat`, from hx-swap-oob;
     style `beforeend`, from hx-swap-oob; 1 match, 1 B go last into it
  5. ! wrapper-stripped (fragment 1): beforeend inserts what is inside <li>: the
     li is lost and its content lands in `#chat`; write <ul
     hx-swap-oob="beforeend:#chat"><li>…</li></ul>
  6. on the page `ul#chat` changed: /diff 2 shows how
why    message 3   htmx 2.0.11 · ws 2.0.4
  1. it came on the socket of `main#m`
  2. parsed as HTML, in a template
  3. each element at its top is swapped by itself, out of band, in order
  4. ! text-ignored: the text `words` is outside of any element: htmx ignores
     it; put it into the element that it is for
  5. the page stays as it was
why    message 4   htmx 2.0.11 · ws 2.0.4
  1. it came on the socket of `main#m`
  2. parsed as HTML, in a template
  3. each element at its top is swapped by itself, out of band, in order
  4. `<p hx-swap-oob="innerHTML:##">`: target `##`, from hx-swap-oob; style
     `innerHTML`, from hx-swap-oob; that is no selector: htmx throws, and the
     message ends here
  5. ! invalid-selector (fragment 1): the target `##` is not a selector, so htmx
     throws; it and the fragment after it are not applied; `##` is not a valid
     selector: a selector is missing at character 2
  6. `<p id="log">`: target `#log`, from its id; style `outerHTML`, as nothing
     else is written; it is passed over
  7. the page stays as it was
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
error: message 9 is not kept: the last that came is 4
error: `x` is not the number of a message that came: write /explain 12
--- status 2

"#]]);
}

#[test]
fn why_htmx_4_did_what_it_did_is_told_too() {
    let messages = &[
        "<b>main</b><hx-partial hx-target=#chat hx-swap=beforeend><li>a</li></hx-partial><p id=log hx-swap-oob=true>b</p>",
        "{\"content\":\"<i>c</i>\",\"target\":\"#chat\",\"swap\":\"innerHTML\"}",
        "{\"data\":1}",
    ];
    answered(BOTH, messages, "/explain 1\n/explain 2\n/explain 3\n", &["-o", "human", "--htmx", "4"]).is(
        str![[r##"
page   http://localhost/   htmx 4.0.1 · 1 socket · 0 senders
! version-mismatch: <main id="m"> has ws-connect: htmx 4 takes it up, and calls
  it deprecated
  write hx-ws:connect and hx-ws:send
open   ws://127.0.0.1:PORT/   101 · Origin http://localhost
→ 2 B   go
1  ✓ #log  innerHTML  1 match  main
     <b>main</b>
   ✓ #log  outerHTML  1 match
     <p id="log">b</p>
   ✓ #chat  beforeend  1 match  hx-partial
     <li>a</li>
2  {"content":"<i>c</i>","target":"#chat","swap":"innerHTML"}
   ✓ #chat  innerHTML  1 match  main
     <i>c</i>
3  {"data":1}
   ! json: this is JSON without `content`: htmx 4 takes it for data and swaps
     nothing
     put the HTML into `content`, or send the HTML itself
why    message 1   htmx 4.0.1
  1. it came on the socket of `main#m`
  2. taken for HTML, as it is no JSON
  3. parsed as HTML, in a template; `<hx-…>` tags have become templates before
  4. `hx-swap-oob` elements and `<hx-partial>`s are taken out of it; what is
     left, if anything, is the main content, which is swapped first
  5. the main content: target `#log`, from hx-target; style `innerHTML`, the
     default, as there is no hx-swap; 1 match, 11 B take the place of what was
     in it
  6. `<p id="log" hx-swap-oob="true">`: target `#log`, from its id; style
     `outerHTML`, as nothing else is written; 1 match, 17 B take its place
  7. a partial: target `#chat`, from hx-target; style `beforeend`, from hx-swap;
     1 match, 10 B go last into it
  8. on the page `ul#chat`, `p#log` changed: /diff 1 shows how
why    message 2   htmx 4.0.1
  1. it came on the socket of `main#m`
  2. JSON: its `content` is the HTML
  3. parsed as HTML, in a template; `<hx-…>` tags have become templates before
  4. `hx-swap-oob` elements and `<hx-partial>`s are taken out of it; what is
     left, if anything, is the main content, which is swapped first
  5. the main content: target `#chat`, from the message's `target`; style
     `innerHTML`, from the message's `swap`; 1 match, 8 B take the place of what
     was in it
  6. on the page `ul#chat` changed: /diff 2 shows how
why    message 3   htmx 4.0.1
  1. it came on the socket of `main#m`
  2. taken for data, as it is JSON without `content`: nothing is swapped
  3. ! json: this is JSON without `content`: htmx 4 takes it for data and swaps
     nothing; put the HTML into `content`, or send the HTML itself
  4. the page stays as it was
close  1000 normal closure · by client · htmx 4 stays closed
--- stderr
--- status 0

"##]],
    );
}

#[test]
fn what_another_htmx_makes_of_a_message_is_told_beside_it() {
    let messages = &["<b>main</b>", "<ul id=chat hx-swap-oob=beforeend><li>a</ul>"];
    answered(
        BOTH,
        messages,
        "/as 4 1\n/as 4\n/as 1-ext\n/as 1\n/as 2.0.4\n/as 2\n/as 3\n/as\n",
        &["-o", "human", "--htmx", "2"],
    )
    .is(str![[r#"
page   http://localhost/   htmx 2.0.11 · ws 2.0.4 · 1 socket · 0 senders
! version-mismatch: <main id="m"> has hx-ws:connect: only htmx 4 acts on it
  write ws-connect and ws-send
open   ws://127.0.0.1:PORT/   101 · Origin http://localhost
→ 2 B   go
1  ✗ #null  outerHTML  no target on the page  <b>
     <b>main</b>
   ! no-id: <b> has no id and names no target: htmx 2.0.11 looks for `#null` and
     raises htmx:oobErrorNoTarget
     give it the id of the element it is for, or write
     hx-swap-oob="beforeend:#target"
2  ✓ #chat  beforeend  1 match
     <li>a</li>
why    message 1   htmx 2.0.11 · ws 2.0.4
  1. `<b>`: target `#null`, from its id; style `outerHTML`, as nothing else is
     written; nothing on the page matches, so nothing is swapped
  2. ! no-id (fragment 1): <b> has no id and names no target: htmx 2.0.11 looks
     for `#null` and raises htmx:oobErrorNoTarget; give it the id of the element
     it is for, or write hx-swap-oob="beforeend:#target"
why    message 1   htmx 4.0.1
  1. the main content: target `#log`, from hx-target; style `innerHTML`, the
     default, as there is no hx-swap; 1 match, 11 B take the place of what was
     in it
≠ page  p#log
  2  <p id="log"></p>
  4  <p id="log"><b>main</b></p>
why    message 2   htmx 2.0.11 · ws 2.0.4
  1. `<ul id="chat" hx-swap-oob="beforeend">`: target `#chat`, from its id;
     style `beforeend`, from hx-swap-oob; 1 match, 10 B go last into it
why    message 2   htmx 4.0.1
  1. `<ul id="chat" hx-swap-oob="beforeend">`: target `#chat`, from its id;
     style `beforeend`, from hx-swap-oob; 1 match, 10 B go last into it
why    message 2   htmx 2.0.11 · ws 2.0.4
  1. `<ul id="chat" hx-swap-oob="beforeend">`: target `#chat`, from its id;
     style `beforeend`, from hx-swap-oob; 1 match, 10 B go last into it
why    message 2   htmx 1.9.12 · ws 1.9.12
  1. `<ul id="chat" hx-swap-oob="beforeend">`: target `#chat`, from its id;
     style `beforeend`, from hx-swap-oob; 1 match, 10 B go last into it
why    message 2   htmx 2.0.11 · ws 2.0.4
  1. `<ul id="chat" hx-swap-oob="beforeend">`: target `#chat`, from its id;
     style `beforeend`, from hx-swap-oob; 1 match, 10 B go last into it
why    message 2   htmx 1.9.12
  1. the page has no socket for it in this version: nobody hears it
≠ page  ul#chat
  2  <ul id="chat"><li>a</li></ul>
  1  <ul id="chat"></ul>
why    message 2   htmx 2.0.11 · ws 2.0.4
  1. `<ul id="chat" hx-swap-oob="beforeend">`: target `#chat`, from its id;
     style `beforeend`, from hx-swap-oob; 1 match, 10 B go last into it
why    message 2   htmx 2.0.4 · ws 2.0.4
  1. `<ul id="chat" hx-swap-oob="beforeend">`: target `#chat`, from its id;
     style `beforeend`, from hx-swap-oob; 1 match, 10 B go last into it
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
note: the page is the same after both
note: the page is the same after both
note: the page is the same after both
error: that is the htmx that message 2 was played in: /explain tells
error: `3` is not a version of htmx that hxws knows: write `1`, `1-ext`, `2` or `4`, or an exact one from 1.9.7 to 1.9.12, from 2.0.0 to 2.0.11, or 4.0.1
error: there is no version: write /as 4, or /as 4 12 for message 12
--- status 2

"#]]);
}

#[test]
fn what_was_explained_can_be_read_by_programs() {
    answered("ws:", &["<b id=x>y</b>"], "/explain\n/as 4\n", &["-o", "json"]).is(str![[r##"
{"type":"connecting","url":"ws://127.0.0.1:PORT/","attempt":1}
{"type":"open","url":"ws://127.0.0.1:PORT/","status":101,"subprotocol":null,"headers":{"upgrade":"websocket","connection":"Upgrade","sec-websocket-accept":"ACCEPT"},"attempt":1}
{"type":"sent","data":"go","bytes":2}
{"type":"fragment","seq":1,"index":0,"kind":"oob","tag":"b","id":"x","oob":null,"swap":"outerHTML","target":"#x","matched":null,"outcome":"unknown","html":"<b id=\"x\">y</b>","text":"y"}
{"type":"explained","seq":1,"htmx":"2.0.11 · ws 2.0.4","steps":["parsed as HTML, in a template","each element at its top is swapped by itself, out of band, in order","`<b id=\"x\">`: target `#x`, from its id; style `outerHTML`, as nothing else is written; there is no page on which to look for it"]}
{"type":"explained","seq":1,"htmx":"2.0.11 · ws 2.0.4","steps":["`<b id=\"x\">`: target `#x`, from its id; style `outerHTML`, as nothing else is written; there is no page on which to look for it"]}
{"type":"explained","seq":1,"htmx":"4.0.1","steps":["the main content: target: the socket element, as there is no hx-target; style `innerHTML`, the default, as there is no hx-swap; there is no page on which to look for it","! replaces-all (fragment 1): nothing says where this goes: htmx 4 fills the socket element with it, replacing what it held; write hx-target on the socket element, hx-swap-oob on the elements, or use <hx-partial hx-target=\"…\">"]}
{"type":"difference","seq":1,"subject":"fragments","htmx":{"2":"<b> outerHTML #x","4":"what is left of the message innerHTML the socket element"}}
{"type":"difference","seq":1,"subject":"warning","htmx":{"2":null,"4":"replaces-all: nothing says where this goes: htmx 4 fills the socket element with it, replacing what it held; write hx-target on the socket element, hx-swap-oob on the elements, or use <hx-partial hx-target=\"…\">"}}
{"type":"close","code":1000,"reason":"","by":"client","reconnects":false}
--- stderr
--- status 0

"##]]);
}

/// What comes in on the next connection until it is closed; each message is answered.
#[cfg(unix)]
fn heard(listener: &std::net::TcpListener) -> Vec<(u8, Vec<u8>)> {
    let mut peer = Peer::open(listener);
    let mut heard = Vec::new();
    loop {
        match peer.frame() {
            (8, _) => break,
            message => heard.push(message),
        }
        peer.text("<p id=x>ok</p>");
    }
    peer.0.write_all(&[0x88, 2, 3, 0xe8]).unwrap();
    heard
}

#[cfg(unix)]
#[test]
fn a_copied_line_sends_the_same_from_a_shell() {
    let page = "<!doctype html><body hx-ext=ws><main ws-connect=ws://127.0.0.1:PORT/>\
        <form id=f ws-send><input name=token type=hidden value=abc><input name=msg value=default><input type=checkbox name=c value=1 checked>\
        <input type=checkbox name=c value=2><select name=s multiple><option selected>a<option>b</select>\
        <button name=act value=save>x</button><button id=del name=act value=delete>y</button></form>\
        <form id=g ws-send><input name=q></form></main>";
    let lines = [
        "/submit #f c=1 msg=\"it's $HOME `x` \\\"q\\\"\"",
        "/submit #f",
        "/click #del",
        "/submit #f msg=-1 c=2 s=b",
        "/submit #f c= s= msg=@later.txt",
        "/fill [name=q] more words",
        "/submit #g q=more extra:=[1,null]",
        "/raw {\"msg\": \"a'b\"}\u{1b}[2J %s \\n ",
        "/raw -x",
        "/raw \u{feff}@x 'y'",
        "/raw @",
        "{\"q\":\"é\\n\"}",
        "/headers set X-Later 1",
        "/submit #g q=later",
        "/hex 00ff",
    ];
    let (port, server) = scripted(|listener| {
        let sent = heard(listener);
        let again: Vec<_> = sent.iter().flat_map(|_| heard(listener)).collect();
        (sent, again)
    });
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("later.txt"), "@not a file").unwrap();
    std::fs::write(directory.path().join("my page.html"), page.replace("PORT", &port.to_string())).unwrap();
    let mut script = String::new();
    for line in lines {
        script.push_str(line);
        script.push_str(if line.starts_with("/fill") || line.starts_with("/headers") {
            "\n"
        } else {
            "\n/copy\n/wait\n"
        });
    }
    let mut command = command(&["connect", "my page.html", "-o", "json"]);
    let mut child = command.current_dir(directory.path()).stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    let ran = Ran::of(child.wait_with_output().unwrap());
    same(
        &ran.stderr,
        str![[r#"
`input[name="q"]` holds `more words`
`X-Later: 1` goes along from now on

"#]],
    );
    let copied: Vec<String> = ran
        .stdout_lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .filter(|line| line["type"] == "copied")
        .map(|line| line["command"].as_str().unwrap().to_owned())
        .collect();
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_hxws")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    for line in &copied {
        let mut shell = command_of("sh", &["-c", line]);
        let ran = shell.current_dir(directory.path()).env("PATH", &path).output().unwrap();
        assert!(ran.status.success(), "{line}");
    }
    same(
        &comparable(&(copied.join("\n") + "\n")),
        str![[r#"
hxws send 'my page.html' 'msg=it'\''s $HOME `x` "q"'
hxws send 'my page.html' 'msg=it'\''s $HOME `x` "q"'
hxws send 'my page.html' 'msg=it'\''s $HOME `x` "q"' act=delete
hxws send 'my page.html' msg=-1 c=2 s=b
hxws send 'my page.html' 'msg:="@not a file"' c= s=
hxws send 'my page.html' q=more 'extra:=[1,null]'
hxws send 'my page.html' '--raw={"msg": "a'\''b"}'"$(printf '\033')"'[2J %s \n '
hxws send 'my page.html' --raw=-x
hxws send 'my page.html' '--raw='"$(printf '\357\273\277')"'@x '\''y'\'''
printf '@' | hxws send 'my page.html' --raw @-
hxws send 'my page.html' '--raw={"q":"é\n","HEADERS":{"HX-Request":"true","HX-Trigger":null,"HX-Trigger-Name":null,"HX-Target":null,"HX-Current-URL":"http://localhost/"}}'
hxws send 'my page.html' '--raw={"q":"later","HEADERS":{"HX-Request":"true","HX-Trigger":"g","HX-Trigger-Name":null,"HX-Target":"g","HX-Current-URL":"http://localhost/","X-Later":"1"}}'
hxws send 'my page.html' --hex 00ff

"#]],
    );
    let (sent, again) = server.join().unwrap();
    assert_eq!(sent, again);
}

#[test]
fn a_copied_line_names_what_it_takes_to_get_there_and_hides_secrets() {
    let demo = Demo::start();
    let flags = [
        "--page",
        "PAGE",
        "--user",
        "ann:hush",
        "-H",
        "X-Key: hush",
        "-H",
        "User-Agent: me",
        "--cookie",
        "a=hush",
        "--insecure",
        "--socket",
        "main",
    ];
    let page = demo.http("/");
    let told = |more: &[&str]| {
        let flags: Vec<&str> =
            flags.iter().map(|&flag| if flag == "PAGE" { page.as_str() } else { flag }).collect();
        let target = demo.ws();
        let all = [&["connect", &target, "--no-time", "-o", "human"], &flags[..], more].concat();
        hxws_fed("/copy\n/submit #say msg=hi\n/wait 3\n/copy\n/copy 7\n", &all)
    };
    let (hidden, shown) = (told(&[]), told(&["--show-secrets"]));
    hidden.is(str![[r#"
page   http://127.0.0.1:PORT/   htmx 2.0.11 · ws 2.0.4 · 1 socket · 25 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
       cookie a, demo · authorization
→ 159 B   {"msg":"hi","act":"say","HEADERS":{ 5 }}
1  ✓ #chat  beforeend  1 match
     <li>hi</li>
2  ✓ #last  outerHTML  1 match
     <p id="last">last: hi</p>
3  ✓ #msg  outerHTML  1 match
     <input id="msg" name="msg" placeholder="say more" required=""
     autocomplete="off">
hxws send ws://127.0.0.1:PORT/ws --page http://127.0.0.1:PORT/ --socket main -H 'X-Key: …' -H 'User-Agent: me' --cookie 'a=…' --user 'ann:…' --insecure msg=hi
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
error: no message has been sent yet
note: secrets are … in it: put them in, or start with --show-secrets
error: message s7 is not kept
  /history lists those that are
--- status 1

"#]]);
    let lines: Vec<&str> = shown.stdout_lines().filter(|line| line.starts_with("hxws")).collect();
    same(
        &comparable(&(lines.join("\n") + "\n")),
        str![[r#"
hxws send ws://127.0.0.1:PORT/ws --page http://127.0.0.1:PORT/ --socket main -H 'X-Key: hush' -H 'User-Agent: me' --cookie a=hush --user ann:hush --insecure msg=hi

"#]],
    );
}

#[test]
fn a_pipe_has_no_terminal_to_edit_on() {
    let ran = on_demo("/raw {\"do\":\"echo\"}\n/edit\n/wait\n", &["-o", "raw", "-q"]);
    ran.is(str![[r#"
<pre id="echo">{&quot;do&quot;:&quot;echo&quot;}</pre>
--- stderr
error: `/edit` takes a terminal: there is none to edit on
  /resend sends a message again, /raw @FILE the text of a file
--- status 1

"#]]);
}
