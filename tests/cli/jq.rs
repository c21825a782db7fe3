//! `--jq`: JSON lines through a filter.

use snapbox::str;

use super::support::{Demo, Ran, hxws, hxws_fed};

const FRAGMENTS: &str = "<p id=a>1</p><p id=b>two\nlines</p>";

/// What becomes of the lines of `explain`.
fn explain(flags: &[&str]) -> Ran {
    hxws_fed(FRAGMENTS, &[&["explain"], flags].concat())
}

#[test]
fn strings_are_printed_as_they_are_and_the_rest_as_compact_json() {
    explain(&["--jq", "select(.type == \"fragment\") | .text, {index, matched}, [.id]"]).is(str![[r#"
1
{"index":0,"matched":null}
["a"]
two
lines
{"index":1,"matched":null}
["b"]
--- stderr
--- status 0

"#]]);
}

#[test]
fn results_can_end_with_nul() {
    explain(&["--jq", ".text, .index", "-0"]).is(str![[r#"
1<NUL>
0<NUL>
two
lines<NUL>
1<NUL>
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_line_that_the_filter_fails_on_is_told_and_the_others_are_printed() {
    explain(&["--jq", ".index, (.text | tonumber)"]).is(str![[r#"
0
1
1
--- stderr
error: `--jq` failed: byte offset 0: value expected
  of {"type":"fragment","seq":1,"index":1,"kind":"oob","tag":"p","id":"b","oob":null,…
--- status 1

"#]]);
}

#[test]
fn what_steers_a_terminal_is_escaped_in_json() {
    hxws_fed("<p id=a>\u{9b}2J\u{202e}</p>", &["explain", "--jq", "[.text]"]).is(str![[r#"
["\u009b2J\u202e"]
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_filter_that_cannot_be_read_is_wrong_usage_and_says_where() {
    let wrong = |filter: &str| explain(&["--jq", filter, "-o", "json"]).stderr;
    assert_eq!(
        wrong(".a | foo(1)"),
        "error: `--jq` cannot be used: there is no filter `foo/1`, at character 6\n"
    );
    assert_eq!(wrong(".a |"), "error: `--jq` cannot be used: expected term at the end\n");
    assert_eq!(explain(&["--jq", "("]).status, Some(2));
}

#[test]
fn a_format_without_json_lines_is_wrong_usage() {
    for format in ["human", "html", "raw", "page"] {
        explain(&["--jq", ".", "-o", format]).is(format!(
            "--- stderr\nerror: `--jq` filters JSON lines, and `-o {format}` prints none: leave one out\n--- status 2\n"
        ));
    }
}

#[test]
fn json_that_a_server_nests_deeply_is_refused() {
    let deep = format!("<p id=a>{}</p>", "[".repeat(100_000));
    let ran = hxws_fed(deep, &["explain", "--jq", ".text | fromjson", "--no-time"]);
    let told = "error: `--jq` failed: JSON is more than 1000 levels deep\n";
    assert!(ran.stderr.starts_with(told), "{}", ran.stderr);
    assert_eq!(ran.status, Some(1));
}

#[test]
fn every_command_with_json_lines_takes_one() {
    let demo = Demo::start();
    let (page, socket) = (demo.http("/"), demo.ws());
    for (arguments, expected) in [
        (&["send", &socket, "msg=hi", "--jq", ".target // empty"][..], "#chat\n"),
        (&["inspect", &page, "--jq", ".attribute // empty"], "/ws\n"),
        (&["backoff", "--jq", "select(.attempt == 6).max_ms"], "32000\n"),
    ] {
        let ran = hxws(arguments);
        assert_eq!((String::from_utf8(ran.stdout).unwrap().as_str(), ran.status), (expected, Some(0)));
    }
}

#[test]
fn errors_are_lines_too() {
    let ran = hxws(&["listen", ":1/", "--jq", "\"\\(.type): \\(.message)\""]);
    assert_eq!(ran.status, Some(3));
    let lines = String::from_utf8(ran.stdout).unwrap();
    assert!(lines.contains("error: could not connect to `localhost:1`"), "{lines}");
}
