//! Commands of a script about how what arrives is shown.

use snapbox::str;

use super::page::directory;
use super::support::{Demo, hxws_fed, hxws_in};

/// What a script at a bare socket prints.
fn script(lines: &[&str], format: &str) -> super::support::Ran {
    let demo = Demo::start();
    hxws_fed(lines.join("\n"), &["connect", &demo.ws(), "--no-time", "-o", format, "-q"])
}

#[test]
fn messages_are_filtered_held_back_and_printed_otherwise() {
    let lines = [
        r#"/raw {"do":"flood","count":3}"#,
        "/wait 3",
        "/filter #chta",
        r#"/raw {"do":"text"}"#,
        "/wait",
        r#"/raw {"do":"missing"}"#,
        "/wait",
        "/filter",
        "/pause",
        r#"/raw {"step":1}"#,
        "/wait",
        r#"/raw {"do":"close","code":4001}"#,
        "/wait",
    ];
    script(&lines, "human").is(str![[r#"
→ 24 B   {"do":"flood","count":3}
1  ? #chat  beforeend  no page
     <li>1</li>
2  ? #chat  beforeend  no page
     <li>2</li>
3  ? #chat  beforeend  no page
     <li>3</li>
→ 13 B   {"do":"text"}
→ 16 B   {"do":"missing"}
5  ? #chta  outerHTML  no page
     <p id="chta">oops</p>
→ 10 B   {"step":1}
→ 26 B   {"do":"close","code":4001}
close  4001 private use: as you asked · by server · htmx 2 stays closed
! close-stays-closed: htmx 2 (2.0.4) does not reconnect on close code 4001, and
  no htmx does
  to have pages come back, close with 1012 (service restart)
6  ? #count  outerHTML  no page
     <output id="count">1</output>
--- stderr
error: the connection ended with 4001 before the work was done: waited for 1 message, 0 came
error: the connection ended with 4001 before 1 message was answered
--- status 4

"#]]);
}

#[test]
fn the_format_changes_between_two_lines() {
    let lines = [
        "/output html",
        r#"/raw {"do":"missing"}"#,
        "/wait",
        "/output raw",
        r#"/raw {"do":"text"}"#,
        "/wait",
        "/output human",
        "/time off",
        r#"/raw {"step":1}"#,
        "/wait",
    ];
    script(&lines, "json").is(str![[r#"
{"type":"connecting","url":"ws://127.0.0.1:PORT/ws","attempt":1}
{"type":"open","url":"ws://127.0.0.1:PORT/ws","status":101,"subprotocol":null,"headers":{"connection":"Upgrade","upgrade":"websocket","sec-websocket-accept":"ACCEPT"},"attempt":1}
<p id="chta">oops</p>
only words, no element
→ 10 B   {"step":1}
3  ? #count  outerHTML  no page
     <output id="count">1</output>
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]]);
}

#[test]
fn what_is_cut_goes_on_to_its_end() {
    let words: String = (1..=300).map(|number| format!("word{number}")).collect();
    let echo = format!(r#"/raw {{"do":"echo","x":"{words}"}}"#);
    let ran = script(&[&echo, "/wait", "/more", "/more", "/more"], "human");
    let rows: Vec<&str> = ran.stdout_lines().map(str::trim).collect();
    let cuts: Vec<&str> = rows.iter().copied().filter(|row| row.starts_with("… ")).collect();
    assert_eq!(cuts, ["… 9 more lines"]);
    let shown: String = rows.into_iter().filter(|row| !row.starts_with("… ")).collect();
    assert!(shown.contains(&format!(r#"<pre id="echo">{{"do":"echo","x":"{words}"}}</pre>"#)), "{shown}");
    assert_eq!((ran.stderr.as_str(), ran.status), ("", Some(0)));
}

#[test]
fn a_part_of_a_session_is_recorded_whatever_is_shown_of_it() {
    let files = directory(&[]);
    let file = files.path().join("part.jsonl");
    let lines = [
        r#"/raw {"step":1}"#,
        "/wait",
        &format!("/record '{}'", file.display()),
        "/filter #nothing",
        r#"/raw {"step":1}"#,
        "/wait",
        "/record off",
        r#"/raw {"step":1}"#,
        "/wait",
        "/record /nowhere/at/all",
    ];
    script(&lines, "human").is(str![[r#"
→ 10 B   {"step":1}
1  ? #count  outerHTML  no page
     <output id="count">1</output>
→ 10 B   {"step":1}
→ 10 B   {"step":1}
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
error: `/nowhere/at/all` cannot be recorded to: No such file or directory (os error 2)
--- status 2

"#]]);
    let recorded = std::fs::read_to_string(&file).unwrap();
    let types: Vec<&str> = recorded.lines().filter_map(|line| line.split('"').nth(3)).collect();
    assert_eq!(types, ["sent", "message", "fragment"]);
    assert!(recorded.contains(r#"<output id=\"count\">2</output>"#));
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&file).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn lines_after_an_open_do_not_change_how_things_are_shown() {
    let files = directory(&[("open.txt", b"/output json\n")]);
    hxws_in(files.path(), &["listen", "ws://127.0.0.1:1/", "--on-open", "open.txt", "-o", "human"]).is(str![
        [r#"
--- stderr
error: `--on-open open.txt`, line 1: how things are shown is for the prompt's own lines to say
--- status 2

"#]
    ]);
}
