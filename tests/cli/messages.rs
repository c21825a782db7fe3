//! Lines of a pipe about messages that have gone by, and lines of files.

use std::io::Write as _;
use std::process::Stdio;

use snapbox::str;

use super::support::{Demo, Ran, command, comparable, hxws_fed, hxws_in, same};

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
        "{\"do\":\n\"echo\"}\n/wait\n/nothing\n/source say.txt\n/click #nothing\n/submit #say msg=\n/targets #nothing",
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
→ 125 B   {"do":"echo","HEADERS":{ 5 }}
4  ✓ #echo  outerHTML  1 match
     <pre id="echo">{"do":"echo","HEADERS":{"HX-Request":"true","HX-Trigger":nul
         l,"HX-Trigger-Name":null,"HX-Target":null,"HX-Current-URL":null}}</pre>
→ 13 B   {"do":"echo"}
5  ✓ #echo  outerHTML  1 match
     <pre id="echo">{"do":"echo"}</pre>
→   s1   168 B   {"msg":"hello again","act":"say","HEADERS":{ 5 }}
←    1    63 B   <ul id="chat" hx-swap-oob="beforeend"><li>hello again</li></ul>
←    2    34 B   <p id="last">last: hello again</p>
←    3    78 B   <input id="msg" name="msg" placeholder="say more" required aut…
→   s2   125 B   {"do":"echo","HEADERS":{ 5 }}
←    4   236 B   <pre id="echo">{&quot;do&quot;:&quot;echo&quot;,&quot;HEADERS&…
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
    for line in ["/history", "/resend", "/source x"] {
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
{"type":"error","message":"`--on-open open.txt`, line 1: `/source` is for the prompt's own lines: write its lines here","help":null,"at":"TIME"}
--- stderr
error: `--on-open open.txt`, line 1: `/source` is for the prompt's own lines: write its lines here
--- status 2

"#]],
    );
}
