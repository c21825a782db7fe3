//! `hxws send --script`: several messages over one connection, one line each as at the prompt.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use snapbox::str;

use super::page::directory;
use super::support::{Demo, Peer, Ran, Talk, hxws, hxws_fed, hxws_in, scripted};

/// What a script says to the page of a demo.
fn play(script: &str, flags: &[&str]) -> Ran {
    let demo = Demo::start();
    let files = directory(&[("say.txt", script.as_bytes())]);
    let send = ["send", &demo.http("/"), "--script", "say.txt", "--no-time"];
    hxws_in(files.path(), &[&send[..], flags].concat())
}

/// What a script says to a server that plays one of its own.
fn talk<T: Send + 'static>(
    serve: impl FnOnce(&TcpListener) -> T + Send + 'static,
    script: &str,
    flags: &[&str],
) -> (Ran, T) {
    let (port, served) = scripted(serve);
    let send = ["send", &format!("ws://127.0.0.1:{port}/"), "--script", "-", "--no-time"];
    let ran = hxws_fed(script, &[&send[..], flags].concat());
    (ran, served.join().unwrap())
}

#[test]
fn each_line_is_done_once_the_one_before_is_answered() {
    let script = "msg=one\n/fill #msg two\n/enter #msg\n\n{\"step\":\n 2}\n/click #plus\n";
    play(script, &["-o", "human"]).is(str![[r#"
page   http://127.0.0.1:PORT/   htmx 2.0.11 · ws 2.0.4 · 1 socket · 25 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
       cookie demo
→ 160 B   {"msg":"one","act":"say","HEADERS":{ 5 }}
1  ✓ #chat  beforeend  1 match
     <li>one</li>
2  ✓ #last  outerHTML  1 match
     <p id="last">last: one</p>
3  ✓ #msg  outerHTML  1 match
     <input id="msg" name="msg" placeholder="say more" required=""
     autocomplete="off">
`input#msg` holds `two`
→ 160 B   {"msg":"two","act":"say","HEADERS":{ 5 }}
4  ✓ #chat  beforeend  1 match
     <li>two</li>
5  ✓ #last  outerHTML  1 match
     <p id="last">last: two</p>
6  ✓ #msg  outerHTML  1 match
     <input id="msg" name="msg" placeholder="say more" required=""
     autocomplete="off">
→ 143 B   {"step":2,"HEADERS":{ 5 }}
7  ✓ #count  outerHTML  1 match
     <output id="count">2</output>
→ 147 B   {"step":1,"HEADERS":{ 5 }}
8  ✓ #count  outerHTML  1 match
     <output id="count">3</output>
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
}

#[test]
fn everything_expected_must_have_come_at_the_end() {
    let expected = ["--expect", "/^last: one$/", "--expect-page", "#count=1", "-o", "raw"];
    play("msg=one\n/click #plus\n", &expected).is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>one</li></ul>
<p id="last">last: one</p>
<input id="msg" name="msg" placeholder="say more" required autocomplete="off">
<output id="count">1</output>
--- stderr
--- status 0

"#]]);
    play("/click #plus\n/click #plus\n", &[&expected[..], &["--timeout", "1s"]].concat()).is(str![[r#"
<output id="count">1</output>
<output id="count">2</output>
--- stderr
error: time is up: 2 of 2 expectations were not met
  expected                came
  --expect /^last: one$/  #count: 2
  --expect-page #count=1  2
--- status 1

"#]]);
}

#[test]
fn what_ends_the_wait_may_come_after_the_last_answer() {
    let serve = |listener: &TcpListener| {
        let mut peer = Peer::open(listener);
        let heard = peer.hear();
        peer.text("<p id=a>1</p>");
        let next = peer.hear();
        peer.text("<p id=a>2</p><p id=b>done</p>");
        (heard, next, peer.closed())
    };
    let (ran, heard) = talk(serve, "/raw x\na=1 b:=2\n", &["--wait", "1", "--expect", "#b", "-o", "html"]);
    ran.is(str![[r#"
<p id="a">1</p>
<p id="a">2</p>
<p id="b">done</p>
--- stderr
--- status 0

"#]]);
    let values = "{\"a\":\"1\",\"b\":2,\"HEADERS\":{\"HX-Request\":\"true\",\"HX-Trigger\":null,\
                  \"HX-Trigger-Name\":null,\"HX-Target\":null,\"HX-Current-URL\":null}}";
    assert_eq!(heard, ("x".to_owned(), values.to_owned(), 1000));
}

#[test]
fn a_line_without_an_answer_is_the_last() {
    let serve = |listener: &TcpListener| {
        let mut peer = Peer::open(listener);
        peer.hear();
        peer.closed()
    };
    let (ran, code) = talk(serve, "/raw x\n/raw y\n", &["--timeout", "200ms", "-o", "html"]);
    ran.is(str![[r#"
--- stderr
error: standard input, line 1: time is up: waited for 1 message, 0 came
--- status 1

"#]]);
    assert_eq!(code, 1000);
}

#[test]
fn a_line_waits_for_as_many_messages_as_it_is_told() {
    let serve = |listener: &TcpListener| {
        let mut peer = Peer::open(listener);
        peer.hear();
        peer.text("<p id=a>1</p>");
        peer.closed()
    };
    let (ran, code) = talk(serve, "/raw x\n/raw y\n", &["--wait", "2", "--timeout", "200ms", "-o", "html"]);
    ran.is(str![[r#"
<p id="a">1</p>
--- stderr
error: standard input, line 1: time is up: waited for 2 messages, 1 came
--- status 1

"#]]);
    assert_eq!(code, 1000);
    let both = |listener: &TcpListener| {
        let mut peer = Peer::open(listener);
        (peer.hear(), peer.hear(), peer.closed())
    };
    let (ran, heard) = talk(both, "/raw x\n/raw y\n", &["--wait", "0", "-o", "html"]);
    ran.is(str![[r#"
--- stderr
--- status 0

"#]]);
    assert_eq!(heard, ("x".to_owned(), "y".to_owned(), 1000));
}

#[test]
fn the_end_of_the_connection_ends_the_script() {
    let serve = |listener: &TcpListener| {
        let mut peer = Peer::open(listener);
        peer.hear();
        peer.0.write_all(b"\x88\x02\x03\xf0").unwrap();
        let _end = peer.0.read_to_end(&mut Vec::new()).unwrap();
    };
    talk(serve, "/raw x\n/raw y\n", &["-o", "html", "-q"]).0.is(str![[r#"
--- stderr
error: standard input, line 1: the connection ended with 1008 before 1 message was answered
--- status 4

"#]]);
}

#[test]
fn a_restart_instead_of_an_answer_ends_the_script() {
    play("/click #restart\nmsg=late\n", &["-o", "html", "-q", "--reconnect-delay", "1h"]).is(str![[r#"
--- stderr
error: `say.txt`, line 1: the connection ended with 1012 before 1 message was answered
--- status 4

"#]]);
    let drop = ["--wait", "0", "--timeout", "1s", "-o", "human", "--reconnect-delay", "0s"];
    play("/drop\nmsg=a\n", &[&drop[..], &["--expect", "#last"]].concat()).is(str![[r#"
page   http://127.0.0.1:PORT/   htmx 2.0.11 · ws 2.0.4 · 1 socket · 25 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
       cookie demo
close  1006 abnormal closure · by client · htmx 2 reconnects
retry  1 in 0 ms
queued 1 waiting   158 B   {"msg":"a","act":"say","HEADERS":{ 5 }}
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
       cookie demo · attempt 2
→ 158 B   {"msg":"a","act":"say","HEADERS":{ 5 }}
1  ✓ #chat  beforeend  1 match
     <li>a</li>
2  ✓ #last  outerHTML  1 match
     <p id="last">last: a</p>
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_ping_must_have_its_pong() {
    let files = directory(&[("say.txt", b"/ping\n")]);
    let script = files.path().join("say.txt");
    let (port, served) = scripted(|listener| {
        let mut peer = Peer::open(listener);
        assert_eq!(peer.frame().0, 9);
        peer.closed()
    });
    let url = format!("ws://127.0.0.1:{port}/");
    let send = ["send", &url, "--script", script.to_str().unwrap(), "--timeout", "2s", "-o", "html"];
    hxws(&send).is(str![[r#"
--- stderr
error: time is up: 1 ping had no pong
--- status 1

"#]]);
    served.join().unwrap();
}

#[test]
fn comments_are_passed_over_wherever_lines_are_read() {
    let lines = "# what isn't done: msg=a\n#\nmsg=b\n  # the end\n";
    let told = str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>b</li></ul>
<p id="last">last: b</p>
<input id="msg" name="msg" placeholder="say more" required="" autocomplete="off">
--- stderr
--- status 0

"#]];
    let files = directory(&[("say.txt", lines.as_bytes()), ("more.txt", b"# more\n/source say.txt")]);
    for file in ["say.txt", "more.txt"] {
        let demo = Demo::start();
        let send = ["send", &demo.http("/"), "--script", file, "-o", "html"];
        hxws_in(files.path(), &send).is(told.clone());
    }
    let demo = Demo::start();
    let mut pipe = Talk::start(&["connect", &demo.http("/"), "-o", "html"]);
    lines.lines().for_each(|line| pipe.say(line));
    pipe.end().is(told.clone());

    let demo = Demo::start();
    let opening = ["connect", &demo.http("/"), "--on-open", "say.txt", "-o", "html"];
    hxws_in(files.path(), &[&opening[..], &["--wait", "3"]].concat()).is(told);
}

#[test]
fn a_line_that_cannot_be_read_is_told_before_anything_is_sent() {
    let files = directory(&[("say.txt", b"msg=a\n\n{\"a\":\n1}\nmsg=\"b\n"), ("bytes", b"a=1\n\xff")]);
    let send = |script: &str| {
        hxws_in(files.path(), &["send", "ws://127.0.0.1:1/", "--script", script, "-o", "html"])
    };
    send("say.txt").is(str![[r#"
--- stderr
error: `say.txt`, line 5: a quote is not closed: write values with quotes in them as msg="don't"
--- status 2

"#]]);
    send("none.txt").is(str![[r#"
--- stderr
error: `none.txt` cannot be read: No such file or directory (os error 2)
--- status 2

"#]]);
    send("bytes").is(str![[r#"
--- stderr
error: `bytes` is not UTF-8 text
--- status 2

"#]]);
    hxws_fed("/nope", &["send", "ws://127.0.0.1:1/", "--script", "-", "-o", "html"]).is(str![[r#"
--- stderr
error: standard input, line 1: there is no command `/nope`: `/help` lists them
--- status 2

"#]]);
}

#[test]
fn the_first_line_that_fails_ends_the_script() {
    play("/click #json\n/click #nope\nmsg=late\n", &["-o", "raw", "-q"]).is(str![[r#"
{"note":"data, not HTML","count":3}
--- stderr
error: `say.txt`, line 2: nothing on the page matches `#nope`
--- status 1

"#]]);
    play("/submit #order\nmsg=late\n", &["-o", "raw"]).is(str![[r#"
--- stderr
halted: `say.txt`, line 1: `input[name="item"]` is not valid (required): a value is required
  give it a valid value, or novalidate to its form
--- status 1

"#]]);
}

#[test]
fn a_name_that_no_control_has_fails_a_strict_script() {
    play("/submit #say msg=a other=1\n", &["-o", "raw", "--strict"]).is(str![[r#"
--- stderr
error: `say.txt`, line 1: no control of `form#say` is named `other`
  check the name, or add it without `--strict`
--- status 1

"#]]);
    play("/click #missing\n", &["-o", "html", "--strict"]).is(str![[r#"
<p id="chta">oops</p>
--- stderr
warning[no-target]: nothing on the page matches `#chta`: htmx raises htmx:oobErrorNoTarget; did you mean `#chat`?
error: `--strict`: there were warnings
--- status 1

"#]]);
}

#[test]
fn quit_leaves_the_lines_behind_it_and_not_what_is_expected() {
    play("msg=a\n/quit\nmsg=b\n", &["--expect", "#never", "--timeout", "1s", "-o", "html"]).is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>a</li></ul>
<p id="last">last: a</p>
<input id="msg" name="msg" placeholder="say more" required="" autocomplete="off">
--- stderr
error: time is up: the expectation was not met
  expected         came
  --expect #never  #msg: <input id="msg" name="msg" placeholder="say more" required="" autocomplete="off">
                   #last: last: a
                   #chat: a
--- status 1

"#]]);
}

#[test]
fn lines_may_name_another_file_of_lines() {
    let demo = Demo::start();
    let files =
        directory(&[("a.txt", b"/source b.txt\n/click #plus\n"), ("b.txt", b"/click #plus\n/nope\n")]);
    let send = ["send", &demo.http("/"), "--script", "a.txt", "-o", "html"];
    hxws_in(files.path(), &send).is(str![[r#"
<output id="count">1</output>
--- stderr
error: `b.txt`, line 2: there is no command `/nope`: `/help` lists them
--- status 2

"#]]);
}

#[test]
fn nothing_is_done_where_nothing_opens() {
    hxws_fed("/raw x", &["send", "ws://127.0.0.1:1/", "--script", "-", "-o", "html"]).is(str![[r#"
--- stderr
error: could not connect to `127.0.0.1:PORT`: connection refused
  is the server running on `127.0.0.1:PORT`?
--- status 3

"#]]);
}

#[test]
fn standard_input_is_read_once() {
    let send = ["send", "-", "--script", "-", "-o", "html"];
    hxws(&send).is(str![[r#"
--- stderr
error: standard input can be read only once, and `-` is given several times
--- status 2

"#]]);
    hxws(&["send", "ws://127.0.0.1:1/", "msg=a", "--script", "x", "-o", "html"]).is(str![[r#"
--- stderr
error: the argument '[ITEM]...' cannot be used with '--script <FILE>'

Usage: hxws send --output <FORMAT> <TARGET> <ITEM>...

For more information, try '--help'.
--- status 2

"#]]);
}

#[test]
fn a_dry_run_prints_what_each_line_sends() {
    let script = "msg=one\n/fill #msg two\n/enter #msg\n/wait 3\n/page\n/raw  x y \n/quit\n/raw no\n";
    play(script, &["--dry-run"]).is(str![[r#"
{"msg":"one","act":"say","HEADERS":{"HX-Request":"true","HX-Trigger":"say","HX-Trigger-Name":null,"HX-Target":"say","HX-Current-URL":"http://127.0.0.1:PORT/"}}
{"msg":"two","act":"say","HEADERS":{"HX-Request":"true","HX-Trigger":"say","HX-Trigger-Name":null,"HX-Target":"say","HX-Current-URL":"http://127.0.0.1:PORT/"}}
 x y 
--- stderr
--- status 0

"#]]);
    play("/hex 00ff\n", &["--dry-run"]).is(str![[r#"
--- stderr
error: `say.txt`, line 1: `/hex` sends a binary message, which has no text to print
--- status 2

"#]]);
    play("/raw x\n/submit #order\n/raw y\n", &["--dry-run"]).is(str![[r#"
x
--- stderr
halted: `say.txt`, line 2: `input[name="item"]` is not valid (required): a value is required
  give it a valid value, or novalidate to its form
--- status 1

"#]]);
    let core = "<div hx-ws=connect:/ws><form id=f hx-ws=send><input name=m></form></div>";
    let files = directory(&[("core.html", core.as_bytes()), ("say.txt", b"m=1\nm=2\n")]);
    let send = ["send", "core.html", "--htmx", "1", "--script", "say.txt", "--dry-run"];
    hxws_in(files.path(), &send).is(str![[r#"
{"m":"1","HEADERS":{"HX-Request":"true","HX-Trigger":"f","HX-Trigger-Name":null,"HX-Target":null,"HX-Current-URL":"http://localhost/"}}
{"m":"2","HEADERS":{"HX-Request":"true","HX-Trigger":"f","HX-Trigger-Name":null,"HX-Target":null,"HX-Current-URL":"http://localhost/"}}
--- stderr
--- status 0

"#]]);
}

#[cfg(unix)]
#[test]
fn a_signal_ends_a_script() {
    for (name, status) in [("INT", 130), ("HUP", 129), ("TERM", 143)] {
        let demo = Demo::start();
        let files = directory(&[("say.txt", b"/raw x\n/wait 9\n")]);
        let script = files.path().join("say.txt");
        let send =
            ["send", &demo.ws(), "--script", script.to_str().unwrap(), "--timeout", "1m", "-o", "json"];
        let mut sending = Talk::start(&send);
        sending.until("fragment");
        sending.signal(name);
        let ran = sending.end();
        assert_eq!((ran.stderr.as_str(), ran.status), ("", Some(status)), "{name}");
    }
}
