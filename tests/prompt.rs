//! The prompt on a real screen: hxws in a pseudo-terminal, its output in a terminal emulator, screens compared whole.
//!
//! `SNAPSHOTS=overwrite` writes the screens of `tests/prompt/` anew.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should panic")]

#[path = "prompt/acting.rs"]
mod acting;
#[path = "prompt/aliases.rs"]
mod aliases;
#[path = "prompt/editor.rs"]
mod editor;
#[path = "prompt/harmless.rs"]
mod harmless;
#[path = "prompt/hostile.rs"]
mod hostile;
#[path = "prompt/messages.rs"]
mod messages;
#[path = "prompt/reading.rs"]
mod reading;
#[path = "prompt/same.rs"]
mod same;
#[path = "prompt/server.rs"]
mod server;
#[path = "prompt/sockets.rs"]
mod sockets;
#[path = "prompt/terminal.rs"]
mod terminal;

use std::path::Path;

use server::{Demo, Heard, Witness};
use snapbox::{Assert, Data};
use terminal::Terminal;

/// Compares a screen with the golden one of that name; only the port may differ.
#[track_caller]
fn looks(text: &str, golden: &str) {
    let ports = regress::Regex::new(r"127\.0\.0\.1:\d{5}").unwrap();
    let actual = ports.replace_all(text, "127.0.0.1:PORT_") + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/prompt").join(golden);
    let assert = Assert::new().action_env("SNAPSHOTS").normalize_paths(false);
    assert.eq(Data::text(actual).raw(), Data::read_from(&path, None).raw());
}

/// hxws at the chat of the demo's page with two sockets, opened.
fn chat(demo: &Demo, columns: u16, environment: &[(&str, &str)]) -> Terminal {
    let page = demo.http("/two");
    let mut terminal =
        Terminal::start(columns, environment, &["connect", &page, "--socket", "#b", "--no-time"]);
    terminal.settles("101", "open    form#say ▸");
    terminal
}

/// hxws at a bare socket, opened.
fn bare(url: &str, flags: &[&str]) -> Terminal {
    let mut terminal = Terminal::start(100, &[], &[&["connect", url, "--no-time"], flags].concat());
    terminal.settles("101", "open    /ws ▸");
    terminal
}

/// What is pasted at once.
fn pasted(text: &str) -> String {
    format!("\u{1b}[200~{text}\u{1b}[201~")
}

fn text(text: &str) -> Heard {
    Heard::Text(text.to_owned())
}

#[test]
fn a_form_is_sent_and_its_answers_are_shown() {
    let demo = Demo::start();
    let mut terminal = chat(&demo, 100, &[]);
    terminal.enter("msg=hello");
    terminal.settles("say more", "open    form#say ▸");
    looks(&terminal.text(), "form.txt");
}

#[test]
fn a_message_comes_above_the_line_that_is_being_typed() {
    let demo = Demo::start();
    let mut terminal = chat(&demo, 100, &[]);
    terminal.press("msg=\"half a ");
    terminal.settles("101", "open    form#say ▸ msg=\"half a");
    demo.hears(r#"{"msg":"from elsewhere"}"#);
    terminal.settles("from elsewhere", "open    form#say ▸ msg=\"half a");
    terminal.enter("line\"");
    terminal.settles("say more", "open    form#say ▸");
    looks(&terminal.text(), "above.txt");
}

#[test]
fn objects_and_texts_are_sent_as_they_are_written() {
    let witness = Witness::start();
    let mut terminal = bare(&witness.ws(), &["--id", "me"]);
    terminal.enter(r#"{"a": [1, 2.50], "b": "ü"}"#);
    terminal.enter(r#"/raw  {"a": 1}  "#);
    terminal.enter("x=1 y:=2 z='a b'");
    terminal.enter("/quit");
    let headers = r#""HEADERS":{"HX-Request":"true","HX-Trigger":"me","HX-Trigger-Name":null,"HX-Target":null,"HX-Current-URL":null}"#;
    assert_eq!(witness.next(), text(&format!(r#"{{"a":[1,2.5],"b":"ü",{headers}}}"#)));
    assert_eq!(witness.next(), text(r#" {"a": 1}  "#));
    assert_eq!(witness.next(), text(&format!(r#"{{"x":"1","y":2,"z":"a b",{headers}}}"#)));
    assert_eq!(witness.next(), Heard::Closed(1000));
    assert_eq!(terminal.end().status, 0);
}

#[test]
fn the_page_its_forms_and_their_headers_are_shown() {
    let demo = Demo::start();
    let mut terminal = chat(&demo, 100, &[]);
    terminal.enter("/submit form#say msg=hi");
    terminal.settles("say more", "open    form#say ▸");
    terminal.enter("/page #chat");
    terminal.settles("<ul id=\"chat\">", "open    form#say ▸");
    terminal.enter("/page li:first-child, #last");
    terminal.settles("<p id=\"last\">last: hi</p>\nopen", "open    form#say ▸");
    terminal.enter("/forms");
    terminal.settles("sender form#say", "open    form#say ▸");
    terminal.enter("/headers button#plus");
    terminal.settles("HX-Target: plus", "open    form#say ▸");
    looks(&terminal.text(), "page.txt");
}

#[test]
fn the_whole_page_is_shown_to_its_end() {
    let demo = Demo::start();
    let mut terminal = Terminal::start(100, &[], &["connect", &demo.http("/"), "--no-time"]);
    terminal.settles("101", "open    main#demo ▸");
    terminal.enter("/page");
    terminal.settles("</html>", "open    main#demo ▸");
    terminal.enter("/quit");
    let ended = terminal.end();
    assert_eq!((ended.status, ended.text.matches("<!DOCTYPE html>").count()), (0, 1));
}

#[test]
fn buttons_are_clicked_by_their_selector() {
    let demo = Demo::start();
    let mut terminal = Terminal::start(100, &[], &["connect", &demo.http("/"), "--no-time"]);
    terminal.settles("101", "open    main#demo ▸");
    terminal.enter("/submit button#plus");
    terminal.settles("<output id=\"count\">1</output>", "open    main#demo ▸");
    terminal.enter("/submit '#order button' item=tea rush=on");
    terminal.settles("<output id=\"total\">1</output>", "open    form#order ▸");
    // the names say which form is meant, though another was used last
    terminal.enter("msg=hi");
    terminal.settles("say more", "open    form#say ▸");
    looks(&terminal.text(), "buttons.txt");
}

#[test]
fn lines_wait_while_the_socket_is_closed_and_are_sent_in_order() {
    let witness = Witness::start();
    let mut terminal = bare(&witness.ws(), &[]);
    terminal.enter("/close 4001 for now");
    terminal.settles("close  4001", "closed  /ws ▸");
    assert_eq!(witness.next(), Heard::Closed(4001));
    for line in ["/raw one", "/raw two", "/raw three"] {
        terminal.enter(line);
    }
    terminal.settles("queued 3", "closed 4001, queued 3 /ws ▸");
    terminal.enter("/close");
    terminal.settles("not open", "closed 4001, queued 3 /ws ▸");
    terminal.enter("/reconnect");
    terminal.settles("three\nopen", "open              /ws ▸");
    looks(&terminal.text(), "closed.txt");
    terminal.enter("/raw four");
    for line in ["one", "two", "three", "four"] {
        assert_eq!(witness.next(), text(line));
    }
}

#[test]
fn what_is_entered_right_behind_a_close_is_not_lost() {
    let witness = Witness::start();
    let mut terminal = bare(&witness.ws(), &[]);
    terminal.press(pasted("/close\n/raw late\n"));
    terminal.press("\r");
    terminal.settles("close  1000", "closed 1000, q1   /ws ▸");
    terminal.enter("/reconnect");
    assert_eq!(witness.next(), Heard::Closed(1000));
    assert_eq!(witness.next(), text("late"));
}

#[test]
fn a_restart_of_the_server_is_followed_by_a_reconnect() {
    let demo = Demo::start();
    let url = demo.ws("/ws");
    let mut terminal = bare(&url, &["--reconnect-delay", "1h"]);
    terminal.enter(r#"/raw {"do":"restart"}"#);
    terminal.settles("1012", "retry 1 60m ▸");
    terminal.enter(r#"/raw {"step":1}"#);
    terminal.enter(r#"/raw {"step":10}"#);
    terminal.settles("queued 2", "retry 1 in 60 min, queued 2 /ws ▸");
    terminal.enter("/reconnect");
    terminal.settles(">11</output>", "open              /ws ▸");
    looks(&terminal.text(), "restart.txt");
}

#[test]
fn a_server_that_comes_back_is_found_by_itself_and_gets_what_was_typed() {
    let demo = Demo::start();
    let address = demo.address();
    let mut terminal = bare(&demo.ws("/ws"), &["--reconnect-delay", "20ms"]);
    terminal.enter(r#"/raw {"do":"restart"}"#);
    terminal.settles("attempt 2", "open    /ws ▸");
    terminal.enter(r#"/raw {"do":"drop"}"#);
    terminal.until("a third connection", |text| text.matches("attempt 2").count() == 2);
    drop(demo);
    // going away is no reason to come back
    terminal.settles("1001", "closed  /ws ▸");
    terminal.enter(r#"/raw {"step":2}"#);
    terminal.enter(r#"/raw {"step":3}"#);
    terminal.settles("queued 2", "closed 1001, queued 2 /ws ▸");
    terminal.enter("/reconnect");
    terminal.until("a refusal", |text| text.contains("refused") && text.contains("\nretry "));
    let _demo = Demo::at(address);
    terminal.settles(">5</output>", "open              /ws ▸");
}

#[test]
fn help_lists_the_commands_and_tells_of_one() {
    let witness = Witness::start();
    let mut terminal = bare(&witness.ws(), &[]);
    terminal.enter("/help");
    terminal.settles("/quit  ", "open    /ws ▸");
    terminal.enter("/help close");
    terminal.settles("/close 4000 testing", "open    /ws ▸");
    looks(&terminal.text(), "help.txt");
}

#[test]
fn mistakes_are_told_with_their_place_and_what_was_meant() {
    let demo = Demo::start();
    let mut terminal = chat(&demo, 100, &[]);
    for line in [
        "/pgae",
        "hello",
        r#"{"msg": "a" "b": 1}"#,
        // what is open goes on in the next row, until that is left empty
        r#"{"msg": "a""#,
        "",
        "[1]",
        "/raw",
        "/quit now",
        "/close 7",
        "/page #[",
        "/page #nobody",
        "/submit #sya",
        "msg='it",
        "",
        "msg=@/nowhere",
        "msg=@-",
        "msg=",
    ] {
        // typed ahead, which is painted once and in its place all the same
        terminal.enter(line);
    }
    terminal.settles("msg=\nhalt", "open    form#say ▸");
    looks(&terminal.text(), "mistakes.txt");
}

#[test]
fn ctrl_c_gives_up_the_line_and_twice_leaves() {
    let witness = Witness::start();
    let mut terminal = bare(&witness.ws(), &[]);
    terminal.press("/raw never");
    terminal.settles("101", "open    /ws ▸ /raw never");
    terminal.press("\u{3}");
    terminal.settles("once more", "open    /ws ▸");
    terminal.enter("/raw sent");
    terminal.settles("sent\nopen", "open    /ws ▸");
    terminal.press("\u{3}");
    terminal.until("a second note", |text| text.matches("once more").count() == 2 && text.ends_with('▸'));
    terminal.press("\u{3}");
    let ended = terminal.end();
    looks(&ended.text, "ctrl-c.txt");
    assert_eq!(ended.status, 130);
    assert_eq!((witness.next(), witness.next()), (text("sent"), Heard::Closed(1001)));
}

#[test]
fn ctrl_d_leaves_in_order() {
    let witness = Witness::start();
    let mut terminal = bare(&witness.ws(), &[]);
    terminal.press("\u{4}");
    let ended = terminal.end();
    looks(&ended.text, "ctrl-d.txt");
    assert_eq!((ended.status, witness.next()), (0, Heard::Closed(1000)));
}

#[test]
fn a_flood_loses_no_keystroke_and_breaks_no_line() {
    let demo = Demo::start();
    let mut terminal = bare(&demo.ws("/ws"), &["-v"]);
    terminal.enter(r#"/raw {"do":"flood","count":2000}"#);
    let line = r#"/raw {"do":"echo","typed":"while two thousand messages came, with an ü and 漢字"}"#;
    for (number, key) in line.chars().enumerate() {
        // a key for every twentieth message or so
        let seen = format!("<li>{}</li>", number * 20 + 1);
        terminal.until(&seen, |text| text.contains("<li>2000</li>") || above(text, number * 20));
        terminal.press(key.to_string());
    }
    terminal.settles("<li>2000</li>", &format!("open    /ws ▸ {line}"));
    terminal.enter("");
    terminal.settles("id=\"echo\"", "open    /ws ▸");
    terminal.enter("/quit");
    let ended = terminal.end();
    let messages: Vec<&str> = ended.text.lines().map(str::trim).filter(|row| row.contains("<li>")).collect();
    let expected: Vec<String> = (1..=2000).map(|number| format!("<li>{number}</li>")).collect();
    assert_eq!(messages, expected);
    // one prompt for each line, and no half of one anywhere else
    assert_eq!(ended.text.matches("▸").count(), 3);
    assert_eq!(ended.text.matches(line).count(), 1);
    assert_eq!(ended.text.matches("while two thousand").count(), 3);
}

/// Whether a chat line past that number is on the screen.
fn above(text: &str, number: usize) -> bool {
    text.lines()
        .filter_map(|row| row.trim().strip_prefix("<li>")?.strip_suffix("</li>")?.parse::<usize>().ok())
        .any(|shown| shown > number)
}

#[test]
fn a_long_line_of_wide_characters_wraps_whole() {
    let demo = Demo::start();
    let mut terminal = chat(&demo, 40, &[]);
    let wide = "漢字".repeat(30);
    terminal.press(format!("msg={wide}"));
    terminal.until("the line", |text| text.matches('漢').count() == 30);
    demo.hears(r#"{"msg":"meanwhile"}"#);
    terminal.until("the message", |text| {
        text.contains("meanwhile") && text.matches('漢').count() == 30 && !text.ends_with("</li>")
    });
    looks(&terminal.text(), "wide.txt");
    terminal.enter("");
    terminal.settles("say more", "open    form#say ▸");
    terminal.enter("/page #last");
    let last = format!("last:{wide}");
    terminal.until("the text", |text| {
        let rows: String = text.lines().map(str::trim_start).collect();
        rows.matches(&last).count() == 2
    });
}

#[test]
fn a_terminal_that_cannot_edit_is_read_line_by_line() {
    let demo = Demo::start();
    let page = demo.http("/two");
    let arguments = ["connect", &page, "--socket", "#b", "--no-time"];
    let mut terminal = Terminal::start(100, &[("TERM", "dumb")], &arguments);
    terminal.until("the socket", |text| text.contains("101 · Origin"));
    terminal.press("msg=hi\n");
    terminal.until("the answers", |text| text.contains("say more"));
    terminal.press("\u{4}");
    let ended = terminal.end();
    looks(&ended.text, "dumb.txt");
    assert_eq!((ended.status, ended.raw.contains('\u{1b}')), (0, false));
}

#[test]
fn colour_is_used_and_turned_off() {
    let demo = Demo::start();
    let colours = |environment: &[(&str, &str)]| {
        let mut terminal = chat(&demo, 100, environment);
        terminal.enter("msg=hi");
        terminal.settles("say more", "open    form#say ▸");
        terminal.enter("/quit");
        let raw = terminal.end().raw;
        regress::Regex::new("\\u001b\\[[0-9;]*m").unwrap().find_iter(&raw).count()
    };
    assert_eq!(colours(&[("NO_COLOR", "1")]), 0);
    assert!(colours(&[]) > 10);
}

#[test]
fn escapes_of_the_server_never_reach_the_terminal() {
    let demo = Demo::start();
    let mut terminal = Terminal::start(100, &[], &["connect", &demo.http("/"), "--no-time"]);
    terminal.settles("101", "open    main#demo ▸");
    terminal.enter("/submit #escape");
    terminal.settles("␛]0;title␇␛[2J␛[31mred␛[0m", "open    main#demo ▸");
    terminal.enter("/page #last");
    terminal.until("the paragraph", |text| text.matches("␛]0;title␇").count() == 2);
    terminal.enter("/quit");
    let raw = terminal.end().raw;
    for escape in ["\u{1b}]", "\u{7}", "\u{1b}[2J", "\u{1b}[31mred"] {
        assert!(!raw.contains(escape), "{escape:?}");
    }
}

#[test]
fn the_terminal_is_left_as_it_was_found() {
    let witness = Witness::start();
    let script = "stty -g; \"$0\" connect \"$1\" --no-time; echo status $?; stty -g";
    let run = |keys: &[(&str, &str)]| {
        let arguments = ["-c", script, env!("CARGO_BIN_EXE_hxws"), &witness.ws()];
        let mut terminal = Terminal::run(100, &[], "sh", &arguments);
        terminal.settles("101", "open    /ws ▸");
        for (key, answer) in keys {
            terminal.press(key);
            terminal.until(answer, |text| text.contains(answer));
        }
        let ended = terminal.end();
        let modes: Vec<&str> = ended.text.lines().filter(|row| row.contains(":4:")).collect();
        assert_eq!((modes.len(), modes.first()), (2, modes.last()), "{}", ended.text);
        // bracketed paste is off again
        assert!(ended.raw.rfind("\u{1b}[?2004l") > ended.raw.rfind("\u{1b}[?2004h"));
    };
    run(&[("/quit\r", "status 0")]);
    run(&[("\u{3}", "Ctrl-D and /quit do\nopen    /ws ▸"), ("\u{3}", "status 130")]);
    run(&[("\u{4}", "status 0")]);
}

#[test]
fn a_terminal_that_a_shell_had_meanwhile_is_taken_back() {
    let demo = Demo::start();
    let mut terminal = Terminal::run(100, &[("PS1", "sh> ")], "bash", &["--norc", "--noprofile", "-i"]);
    terminal.until("the shell", |text| text.ends_with("sh>"));
    terminal.enter(&format!("'{}' {} --no-time", env!("CARGO_BIN_EXE_hxws"), demo.ws("/ws")));
    terminal.settles("101", "open    /ws ▸");
    terminal.press("\u{1a}");
    terminal.until("the shell", |text| text.contains("Stopped") && text.ends_with("sh>"));
    terminal.enter("fg");
    terminal.until("the prompt", |text| text.rsplit("fg\n").next().is_some_and(|now| now.ends_with('▸')));
    demo.hears(r#"{"msg":"welcome back"}"#);
    terminal.settles("welcome back", "open    /ws ▸");
    terminal.enter(r#"{"step":1}"#);
    terminal.settles("<output id=\"count\">1</output>", "open    /ws ▸");
    terminal.press("\u{4}");
    terminal.until("the shell", |text| text.ends_with("sh>"));
    terminal.enter("exit");
    let ended = terminal.end();
    // what was typed is on the screen once
    assert_eq!(ended.text.matches(r#"{"step":1}"#).count(), 1, "{}", ended.text);
}

#[test]
fn what_is_printed_at_the_end_is_whole() {
    let demo = Demo::start();
    let mut terminal = Terminal::start(100, &[], &["connect", &demo.http("/"), "-o", "page"]);
    terminal.until("the prompt", |text| text.ends_with("main#demo ▸"));
    terminal.enter("msg=kept");
    terminal.until("the next prompt", |text| text.ends_with("form#say ▸"));
    terminal.enter("/wait 3");
    terminal.until("the next prompt", |text| text.matches("form#say ▸").count() == 2);
    terminal.enter("/quit");
    let ended = terminal.end();
    assert!(ended.text.contains("<ul id=\"chat\"><li>kept</li></ul>"), "{}", ended.text);
    assert!(ended.text.ends_with("</html>"), "{}", ended.text);
}

#[test]
fn pasted_objects_are_one_line_and_pasted_lines_are_several() {
    let witness = Witness::start();
    let mut terminal = bare(&witness.ws(), &[]);
    terminal.press(pasted("{\r\n\t\"a\": \"x\\n\",\r\n\t\"HEADERS\": {}\r\n}\r\n"));
    terminal.until("the object", |text| text.ends_with('}'));
    terminal.press("\r");
    assert_eq!(witness.next(), text(r#"{"a":"x\n","HEADERS":{}}"#));
    terminal.press(pasted("/raw <p\n  id=x>\n"));
    terminal.press("\r");
    assert_eq!(witness.next(), text("<p\n  id=x>"));
    terminal.press(pasted("{\"HEADERS\":1}\n{\n\"HEADERS\":2}\n/close\n/quit"));
    terminal.press("\r");
    assert_eq!(witness.next(), text(r#"{"HEADERS":1}"#));
    assert_eq!(witness.next(), text(r#"{"HEADERS":2}"#));
    assert_eq!((witness.next(), terminal.end().status), (Heard::Closed(1000), 0));
}

#[test]
fn what_is_typed_ahead_is_kept() {
    let witness = Witness::start();
    let mut terminal = bare(&witness.ws(), &[]);
    terminal.press("/raw one\r/raw two\r/raw three\r/raw fo");
    terminal.settles("three\nopen", "open    /ws ▸ /raw fo");
    terminal.press("ur\r\u{4}");
    for line in ["one", "two", "three", "four"] {
        assert_eq!(witness.next(), text(line));
    }
    assert_eq!((witness.next(), terminal.end().status), (Heard::Closed(1000), 0));
}

#[test]
fn a_megabyte_is_pasted_and_sent() {
    let witness = Witness::start();
    let mut terminal = bare(&witness.ws(), &[]);
    let long = "x".repeat(1_000_000);
    terminal.press(pasted(&format!("/raw {long}")));
    terminal.press("\r");
    assert_eq!(witness.next(), Heard::Text(long));
    terminal.enter("/quit");
    assert_eq!(terminal.end().status, 0);
}

#[test]
fn a_line_that_is_no_text_is_given_up_and_nothing_else() {
    let witness = Witness::start();
    let mut terminal = bare(&witness.ws(), &[]);
    terminal.press(b"/raw \xe9\xe9");
    terminal.settles("not UTF-8", "open    /ws ▸");
    terminal.enter("/raw é");
    assert_eq!(witness.next(), text("é"));
    terminal.enter("/quit");
    assert_eq!(terminal.end().status, 0);
}

#[test]
fn a_server_that_is_not_there_is_waited_for() {
    let demo = Demo::start();
    let (address, url) = (demo.address(), demo.ws("/ws"));
    drop(demo);
    let mut terminal = Terminal::start(100, &[], &["connect", &url, "--no-time", "--reconnect-delay", "1h"]);
    terminal.settles("retry  1", "retry 1 60m ▸");
    terminal.enter(r#"{"step":7}"#);
    terminal.settles("queued", "retry 1 in 60 min, queued 1 /ws ▸");
    terminal.enter("/reconnect");
    terminal.until("a second refusal", |text| text.matches("retry  1").count() == 2 && text.ends_with('▸'));
    let _demo = Demo::at(address);
    terminal.enter("/reconnect");
    terminal.settles(">7</output>", "open              /ws ▸");
    looks(&terminal.text(), "absent.txt");
}

#[test]
fn a_refusal_is_shown_with_its_status_headers_and_body() {
    let demo = Demo::start();
    let url = demo.ws("/closed");
    let mut terminal = Terminal::start(100, &[], &["connect", &url, "--no-time", "--reconnect-delay", "1h"]);
    terminal.settles("retry  1", "retry 1 60m     ▸");
    terminal.enter("/reconnect");
    // the same again needs no second explanation
    terminal.until("a second refusal", |text| text.matches("retry  1").count() == 2 && text.ends_with('▸'));
    looks(&terminal.text(), "refused.txt");
    terminal.enter("/quit");
    assert_eq!(terminal.end().status, 3);
}

#[test]
fn a_socket_that_never_opened_is_told_by_the_status() {
    for keys in ["/quit\r", "\u{4}"] {
        let connect = ["connect", "ws://127.0.0.1:1/ws", "--no-time", "--no-reconnect"];
        let mut terminal = Terminal::start(100, &[], &connect);
        terminal.settles("stays closed: --no-reconnect", "closed  /ws ▸");
        terminal.press(keys);
        assert_eq!(terminal.end().status, 3, "{keys:?}");
    }
}

#[test]
fn a_close_gives_up_a_handshake_that_is_not_answered() {
    let silent = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("ws://{}/ws", silent.local_addr().unwrap());
    let mut terminal = Terminal::start(100, &[], &["connect", &url, "--no-time"]);
    terminal.until("the prompt", |text| text.ends_with("opening /ws ▸"));
    terminal.enter("/close");
    terminal.settles("no further attempt is made: `/reconnect` connects now", "closed 1006 /ws ▸");
    terminal.enter("/reconnect");
    terminal.until("the next attempt", |text| text.ends_with("opening /ws ▸"));
    terminal.enter("/quit");
    assert_eq!(terminal.end().status, 3);
}

#[test]
fn a_wait_that_cannot_be_met_says_so() {
    let witness = Witness::start();
    let mut terminal = bare(&witness.ws(), &[]);
    terminal.enter("/close");
    terminal.settles("close  1000", "closed  /ws ▸");
    terminal.enter("/wait");
    terminal.settles("0 came", "closed 1000 /ws ▸");
    looks(&terminal.text(), "wait.txt");
    terminal.enter("/quit");
    assert_eq!(terminal.end().status, 0);
}

#[test]
fn every_wait_is_given_up_with_a_ctrl_c_of_its_own() {
    let witness = Witness::start();
    let mut terminal = bare(&witness.ws(), &["--timeout", "1h"]);
    for times in 1..=3 {
        terminal.enter("/wait");
        terminal.until("the wait", |text| text.ends_with("/wait"));
        terminal.until_ctrl_c_is_a_signal();
        terminal.press("\u{3}");
        terminal.until("the next prompt", |text| {
            text.matches("stopped: waited").count() == times && text.ends_with('▸')
        });
    }
    terminal.enter("/quit");
    assert_eq!((terminal.end().status, witness.next()), (0, Heard::Closed(1000)));
}

#[test]
fn what_was_typed_ahead_of_a_wait_that_is_given_up_is_told() {
    let witness = Witness::start();
    let mut terminal = bare(&witness.ws(), &["--timeout", "1h"]);
    terminal.enter("/wait");
    terminal.until("the wait", |text| text.ends_with("/wait"));
    terminal.until_ctrl_c_is_a_signal();
    terminal.press("msg=during\r\u{3}");
    terminal.settles("note: 1 line was given up: msg=during\n", "open    /ws ▸");
    terminal.enter("/raw next");
    assert_eq!(witness.next(), text("next"));
}

#[test]
fn a_ctrl_c_soon_after_the_one_that_gave_up_the_wait_leaves() {
    let witness = Witness::start();
    let mut terminal = bare(&witness.ws(), &["--timeout", "1h"]);
    terminal.enter("/wait");
    terminal.until("the wait", |text| text.ends_with("/wait"));
    terminal.until_ctrl_c_is_a_signal();
    terminal.press("\u{3}");
    terminal.until("the next prompt", |text| text.contains("stopped: waited") && text.ends_with('▸'));
    terminal.press("\u{3}");
    assert_eq!((terminal.end().status, witness.next()), (130, Heard::Closed(1001)));
}

#[test]
fn what_a_second_ctrl_c_does_is_told_quietly_too() {
    let witness = Witness::start();
    let mut terminal = Terminal::start(100, &[], &["connect", &witness.ws(), "-q"]);
    terminal.until("the prompt", |text| text.ends_with("open    /ws ▸"));
    terminal.press("\u{3}");
    terminal.until("the note", |text| text.contains("note: Ctrl-C once more leaves") && text.ends_with('▸'));
    terminal.press("\u{3}");
    assert_eq!(terminal.end().status, 130);
}

#[test]
fn a_signal_leaves_in_order_and_the_terminal_as_it_was() {
    for (name, status) in [("TERM", 143), ("HUP", 129)] {
        let witness = Witness::start();
        let script = "stty -g; sh -c 'echo pid $$; exec \"$0\" connect \"$1\" --no-time' \"$0\" \"$1\"; echo status $?; stty -g";
        let arguments = ["-c", script, env!("CARGO_BIN_EXE_hxws"), &witness.ws()];
        let mut terminal = Terminal::run(100, &[], "sh", &arguments);
        terminal.settles("101", "open    /ws ▸");
        terminal.press("/raw half a li");
        terminal.settles("101", "open    /ws ▸ /raw half a li");
        let text = terminal.text();
        let id = text.lines().find_map(|row| row.strip_prefix("pid ")).unwrap();
        let kill = std::process::Command::new("kill").args([&format!("-{name}"), id]).status();
        assert!(kill.unwrap().success());
        let ended = terminal.end();
        let modes: Vec<&str> = ended.text.lines().filter(|row| row.contains(":4:")).collect();
        assert_eq!((modes.len(), modes.first()), (2, modes.last()), "{}", ended.text);
        assert!(ended.raw.rfind("\u{1b}[?2004l") > ended.raw.rfind("\u{1b}[?2004h"));
        let left = format!(
            "open    /ws ▸ /raw half a li\nclose  1001 going away · by client · htmx 2 stays closed\nstatus {status}\n"
        );
        assert!(ended.text.contains(&left), "{}", ended.text);
        assert_eq!(witness.next(), Heard::Closed(1001));
    }
}

#[test]
fn ctrl_c_leaves_while_it_connects() {
    let silent = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = silent.local_addr().unwrap();
    let mut terminal = Terminal::start(100, &[], &["connect", &format!("ws://{address}/ws")]);
    terminal.until("the prompt", |text| text.ends_with("opening /ws ▸"));
    terminal.press("\u{3}");
    terminal.until("the note", |text| text.contains("once more") && text.ends_with('▸'));
    terminal.press("\u{3}");
    assert_eq!(terminal.end().status, 130);
    // while the page is fetched there is no prompt
    let mut terminal = Terminal::start(100, &[], &["connect", &format!("http://{address}/")]);
    let _socket = silent.accept().unwrap();
    let _page = silent.accept().unwrap();
    terminal.press("\u{3}");
    assert_eq!(terminal.end().status, 130);
}

#[test]
fn one_ctrl_c_ends_a_command_that_reads_standard_input() {
    for arguments in [&["inspect", "-"][..], &["simulate", "-"], &["send", "ws://app.test/", "msg=@-"]] {
        let mut terminal = Terminal::start(100, &[], arguments);
        terminal
            .until("what it waits for", |text| text.contains("note: reading standard input, up to Ctrl-D"));
        terminal.press("\u{3}");
        assert_eq!(terminal.end().status, 130, "{arguments:?}");
    }
}

#[test]
fn what_is_said_on_a_narrow_terminal_breaks_between_words() {
    let demo = Demo::start();
    let closed = demo.ws("/closed");
    let told = |arguments: &[&str]| Terminal::start(40, &[], arguments).end().text;
    let refused = told(&["listen", &closed, "-o", "html", "--cookie", "sid=1"]);
    let page = Path::new(env!("CARGO_TARGET_TMPDIR")).join("narrow.html");
    let form =
        "<div hx-ext=ws ws-connect=/ws><form id=日本語の注文 ws-send><input name=数量 required></form></div>";
    std::fs::write(&page, form).unwrap();
    let halted = told(&["send", page.to_str().unwrap(), "数量=", "odd=1", "-o", "html"]);
    let written = page.to_str().unwrap();
    let reading = Terminal::start(40, &[], &["explain", "--page", written]);
    let reading = {
        let mut reading = reading;
        reading.until("what it waits for", |text| text.contains("Ctrl-D"));
        reading.press("\u{4}");
        reading.end().text
    };
    looks(&[refused, halted, reading].join("\n\n"), "narrow.txt");
}
