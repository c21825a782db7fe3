//! Wrong usage: what is said, and status 2.

use snapbox::str;

use super::page::directory;
use super::support::{Demo, Ran, hxws, hxws_in};

fn listen(target: &str) -> Ran {
    hxws(&["listen", target, "-o", "human"])
}

#[test]
fn a_target_is_needed() {
    hxws(&["listen"]).is(str![[r#"
--- stderr
error: the following required arguments were not provided:
  <TARGET>

Usage: hxws listen <TARGET>

For more information, try '--help'.
--- status 2

"#]]);
}

#[test]
fn without_a_word_there_is_help() {
    let ran = hxws(&[]);
    assert!(ran.stdout.is_empty());
    assert_eq!(
        (ran.stderr.lines().next(), ran.status),
        (Some("The headless twin of htmx over WebSockets"), Some(2))
    );
}

#[test]
fn a_flag_that_is_none() {
    hxws(&["listen", "ws://127.0.0.1:1/", "--cuont", "1"]).is(str![[r#"
--- stderr
error: unexpected argument '--cuont' found

  tip: a similar argument exists: '--count'

Usage: hxws listen --count <N> <TARGET>

For more information, try '--help'.
--- status 2

"#]]);
}

#[test]
fn an_argument_that_would_steer_the_terminal_is_told_harmlessly() {
    let ran = hxws(&["listen", "ws://127.0.0.1:1/", "--\u{1b}]0;t\u{7}\u{202e}x\u{200b}y"]);
    assert_eq!(
        ran.stderr.lines().next(),
        Some("error: unexpected argument '--␛]0;t␇\\u{202e}x\\u{200b}y' found")
    );
    let ran = hxws(&["listen", "ws://127.0.0.1:1/", "--timeout", "\u{1b}[8m\u{9b}2J"]);
    assert_eq!(ran.stderr.lines().next().map(|line| line.contains("'␛[8m\\u{9b}2J'")), Some(true));
    assert_eq!(ran.status, Some(2));
}

#[test]
fn help_is_printed_on_standard_output_whatever_stands_beside_it() {
    let plain = hxws(&["listen", "x", "--help"]);
    let beside = hxws(&["listen", "\u{1b}[31mx", "--help"]);
    assert_eq!((&beside.stdout, beside.stderr.as_str(), beside.status), (&plain.stdout, "", Some(0)));
    assert!(!plain.stdout.is_empty());
}

#[test]
fn a_duration_that_is_none() {
    hxws(&["listen", "ws://127.0.0.1:1/", "--timeout", "soon"]).is(str![[r#"
--- stderr
error: invalid value 'soon' for '--timeout <DURATION>': write a positive number of seconds, or such as 5s, 500ms, 1m30s

For more information, try '--help'.
--- status 2

"#]]);
}

#[test]
fn durations_that_are_no_time_at_all() {
    let shared = ["--timeout", "--connect-timeout", "--ping-interval", "--pong-timeout"];
    for (command, flag) in
        ["connect", "send", "listen"].into_iter().flat_map(|c| shared.map(|flag| (c, flag)))
    {
        let ran = hxws(&[command, "ws://127.0.0.1:1/", flag, "0s"]);
        let said = format!(
            "error: invalid value '0s' for '{flag} <DURATION>': that is no time at all: write such as 5s, 500ms, \
             1m30s\n\nFor more information, try '--help'.\n"
        );
        assert_eq!((ran.stderr, ran.status), (said, Some(2)), "{command}");
    }
}

#[test]
fn durations_below_zero() {
    for (flag, value) in [("--connect-timeout", "-5"), ("--timeout", "-5s"), ("--ping-interval", "-1")] {
        let ran = hxws(&["listen", "ws://127.0.0.1:1/", flag, value]);
        let said = format!(
            "error: invalid value '{value}' for '{flag} <DURATION>': write a positive number of seconds, or such as 5s, \
             500ms, 1m30s\n\nFor more information, try '--help'.\n"
        );
        assert_eq!((ran.stderr, ran.status), (said, Some(2)));
    }
}

#[test]
fn two_origins() {
    let origins = ["--origin", "http://a.test", "-H", "origin: http://b.test"];
    hxws(&[&["listen", "ws://127.0.0.1:1/", "-o", "html"], &origins[..]].concat()).is(str![[r#"
--- stderr
error: `--origin` and `-H 'Origin: …'` both say what the origin is
  leave one of them out
--- status 2

"#]]);
}

#[test]
fn flags_that_exclude_each_other() {
    hxws(&["send", "ws://127.0.0.1:1/", "--wait", "1", "--until", "#x"]).is(str![[r#"
--- stderr
error: the argument '--wait <N>' cannot be used with '--until <WHAT>'

Usage: hxws send --wait <N> <TARGET> [ITEM]...

For more information, try '--help'.
--- status 2

"#]]);
}

#[test]
fn flags_that_say_two_things_of_the_same() {
    let listen = ["listen", "ws://127.0.0.1:1/"];
    hxws(&[&listen[..], &["--no-reconnect", "--max-retries", "2"]].concat()).is(str![[r#"
--- stderr
error: the argument '--no-reconnect' cannot be used with '--max-retries <N>'

Usage: hxws listen --no-reconnect <TARGET>

For more information, try '--help'.
--- status 2

"#]]);
    hxws(&[&listen[..], &["--unix-socket", "s", "--proxy", "http://127.0.0.1:1"]].concat()).is(str![[r#"
--- stderr
error: the argument '--unix-socket <PATH>' cannot be used with '--proxy <URL>'

Usage: hxws listen --unix-socket <PATH> <TARGET>

For more information, try '--help'.
--- status 2

"#]]);
}

#[test]
fn parts_are_loaded_of_pages_only() {
    for arguments in
        [&["listen", "ws://127.0.0.1:1/"][..], &["connect", ":1"], &["send", ":1", "a=1"], &["explain"]]
    {
        hxws(&[arguments, &["--load", "-o", "html"]].concat()).is(str![[r#"
--- stderr
error: `--load` needs a page
  give the page's address or file, or `--page FILE|URL`
--- status 2

"#]]);
    }
}

#[test]
fn what_is_no_address() {
    listen("ws://a b/").is(str![[r#"
--- stderr
error: `ws://a b/` is neither an address nor a file: invalid international domain name
--- status 2

"#]]);
}

#[test]
fn a_port_that_is_none() {
    listen("a.test:http").is(str![[r#"
--- stderr
error: `a.test:http` is neither an address nor a file: invalid port number
--- status 2

"#]]);
}

#[test]
fn a_scheme_that_is_none() {
    listen("ftp://a.test/").is(str![[r#"
--- stderr
error: `ftp://a.test/` has the scheme `ftp`
  write ws://, wss://, http:// or https://, or the path of an HTML file
--- status 2

"#]]);
}

#[test]
fn a_fragment_in_a_socket_s_address() {
    listen("ws://a.test/#x").is(str![[r#"
--- stderr
error: `ws://a.test/#x` has a `#fragment`, which a socket's address may not have
--- status 2

"#]]);
}

#[test]
fn a_file_that_is_not_there() {
    listen("/nope/page.html").is(str![[r#"
--- stderr
error: `/nope/page.html` cannot be read: No such file or directory (os error 2)
  check the path; for a host write its address with ws:// or http://
--- status 2

"#]]);
}

#[test]
fn a_directory() {
    let files = directory(&[]);
    hxws_in(files.path(), &["listen", "./", "-o", "human"]).is(str![[r#"
--- stderr
error: `./` cannot be read: Is a directory (os error 21)
--- status 2

"#]]);
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read() {
    // root reads every file, but nobody reads a socket
    let files = directory(&[]);
    let _socket = std::os::unix::net::UnixListener::bind(files.path().join("page.html")).unwrap();
    hxws_in(files.path(), &["listen", "page.html", "-o", "human"]).is(str![[r#"
--- stderr
error: `page.html` cannot be read: No such device or address (os error 6)
--- status 2

"#]]);
}

#[test]
fn a_page_address_that_is_none() {
    let files = directory(&[]);
    hxws_in(files.path(), &["inspect", "room.html", "--url", "room", "-o", "human"]).is(str![[r#"
--- stderr
error: `--url room` is not an address: relative URL without a base
--- status 2

"#]]);
}

#[test]
fn a_broken_selector() {
    let demo = Demo::start();
    let target = demo.http("/");
    for (flag, named) in [("--socket", ""), ("--until", "`--until`: ")] {
        hxws(&["listen", &target, flag, "#rows[", "-o", "human"]).is(format!(
            "--- stderr\nerror: {named}`#rows[` is not a valid selector: it ends too early at character 7\n--- status 2\n"
        ));
    }
    for flag in ["--element", "--until"] {
        let ran = hxws(&["send", &target, "msg=hi", flag, "#rows[", "-o", "human"]);
        assert_eq!((ran.stdout.as_slice(), ran.status), (&b""[..], Some(2)), "{}", ran.stderr);
    }
}

#[test]
fn several_senders() {
    let files = directory(&[]);
    hxws_in(files.path(), &["send", "room.html", "nope=1"]).is(str![[r#"
{"type":"error","message":"the page has 2 senders: choose one with `--element`","help":"form#say\nform#survey","at":"TIME"}
--- stderr
error: the page has 2 senders: choose one with `--element`
  form#say
  form#survey
--- status 2

"#]]);
}

#[test]
fn a_page_without_a_socket() {
    let demo = Demo::start();
    listen(&demo.http("/none")).is(str![[r#"
--- stderr
error: the page has no socket: no element with `ws-connect` in a part where `hx-ext="ws"` is on
  `hxws inspect` shows what the page has; give the socket's own address with ws://…
--- status 3

"#]]);
}

#[test]
fn a_page_that_is_not_html() {
    let demo = Demo::start();
    listen(&demo.http("/json")).is(str![[r#"
--- stderr
error: `http://127.0.0.1:PORT/json` is `application/json`, not an HTML page
  give the address of the page that loads htmx, or a `ws://` address to do without one
--- status 3

"#]]);
}

#[test]
fn a_page_that_is_not_there() {
    let demo = Demo::start();
    hxws(&["listen", &demo.http("/gone"), "--no-time"]).is(str![[r#"
{"type":"error","message":"the server answered `404 Not Found` for `http://127.0.0.1:PORT/gone`","help":"content-type: text/html; charset=utf-8\ncontent-length: 180\n| <!doctype html>\n| <html lang=\"en\">\n| <head><meta charset=\"utf-8\"><title>404 Not Found</title></head>\n| <body><h1>Nothing here</h1><p>The demo is at <a href=\"/\">/</a>.</p></body>\n| </html>\ncheck the path of the address"}
--- stderr
error: the server answered `404 Not Found` for `http://127.0.0.1:PORT/gone`
  content-type: text/html; charset=utf-8
  content-length: 180
  | <!doctype html>
  | <html lang="en">
  | <head><meta charset="utf-8"><title>404 Not Found</title></head>
  | <body><h1>Nothing here</h1><p>The demo is at <a href="/">/</a>.</p></body>
  | </html>
  check the path of the address
--- status 3

"#]]);
}

#[test]
fn a_page_that_is_forbidden() {
    let demo = Demo::start();
    listen(&demo.http("/closed")).is(str![[r#"
--- stderr
error: the server answered `403 Forbidden` for `http://127.0.0.1:PORT/closed`
  content-type: application/json
  content-length: 22
  | {"detail":"Forbidden"}
  does the page want a login? give its cookies with `--cookie 'name=value'`
--- status 3

"#]]);
}

#[test]
fn the_page_cannot_be_printed_where_there_is_none() {
    for arguments in
        [&["listen", "ws://127.0.0.1:1/"][..], &["connect", ":1"], &["send", ":1", "a=1"], &["explain"]]
    {
        hxws(&[arguments, &["-o", "page"]].concat()).is(str![[r#"
--- stderr
error: there is no page to print with `-o page`
  give the page's address or file, or `--page FILE|URL`
--- status 2

"#]]);
    }
}

#[test]
fn the_last_of_a_flag_wins() {
    let ran = hxws(&[
        "send",
        "ws://127.0.0.1:1/",
        "--dry-run",
        "a=1",
        "--id",
        "x",
        "--id",
        "y",
        "--color",
        "never",
        "--color",
        "auto",
    ]);
    assert!(String::from_utf8(ran.stdout).unwrap().contains("\"HX-Trigger\":\"y\""));
    assert_eq!((ran.stderr.as_str(), ran.status), ("", Some(0)));
}

#[test]
fn a_word_too_many_says_which_command_is_meant() {
    hxws(&["inspct", "page.html"]).is(str![[r#"
--- stderr
error: unexpected argument 'page.html' found

  tip: did you mean `hxws inspect`?

Usage: hxws connect [OPTIONS] <TARGET>

For more information, try '--help'.
--- status 2

"#]]);
    hxws(&["--htmx", "4", "explain", "page.html"]).is(str![[r#"
--- stderr
error: unexpected argument 'page.html' found

  tip: options come after the command: `hxws explain …`

Usage: hxws connect [OPTIONS] <TARGET>

For more information, try '--help'.
--- status 2

"#]]);
    hxws(&["page.html", "more"]).is(str![[r#"
--- stderr
error: unexpected argument 'more' found

Usage: hxws connect [OPTIONS] <TARGET>

For more information, try '--help'.
--- status 2

"#]]);
}
