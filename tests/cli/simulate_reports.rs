//! `hxws simulate -o tap` and `-o junit`.

use snapbox::str;

use super::page::directory;
use super::support::{hxws, hxws_fed, hxws_in};

const PAGE: &str = r##""page": "<main hx-ext=ws ws-connect=/ws><p id=a>1</p></main>", "steps": [{"recv": "<p id=a>\u001b[2J<&\u0001>]]></p>"}]"##;

fn tests() -> tempfile::TempDir {
    let chat = format!(
        r##"[{{"name": "passes # 1", "expect": [{{"step": 1, "count": {{"#a": 1}}}}], {PAGE}}},
            {{"name": "fails <&\">\n", "expect": [{{"step": 1, "text": {{"#a": "]]>"}}, "warnings": ["json"]}}], {PAGE}}}]"##
    );
    directory(&[
        ("tests/chat.json", chat.as_bytes()),
        ("tests/plain.json", format!("{{{PAGE}}}").as_bytes()),
        ("good.json", br#"{"page": "", "expect": [{"step": 0, "sent": []}]}"#),
        ("wrong.json", br#"{"name": "no # page"}"#),
    ])
}

#[test]
fn tap_is_a_point_a_scenario() {
    let files = tests();
    hxws_in(files.path(), &["simulate", "tests", "-o", "tap"]).is(str![[r#"
TAP version 13
ok 1 - tests/chat.json: passes \# 1
not ok 2 - tests/chat.json: fails <&">␊
  ---
  problems:
    - message: "scenario `fails <&\">\n` of `tests/chat.json`, step 1: `text` of `#a` is not as expected"
      diff:
        - "- ]]>"
        - "+ \u001b[2J<&\u0001>]]>"
    - message: "scenario `fails <&\">\n` of `tests/chat.json`, step 1: `warnings` is not as expected"
      diff:
        - "- json"
  ...
ok 3 - tests/plain.json 1 # SKIP no expectations
1..3
--- stderr
error: scenario `fails <&">
  ` of `tests/chat.json`, step 1: `text` of `#a` is not as expected
  - ]]>
  + ␛[2J<&␁>]]>
error: scenario `fails <&">
  ` of `tests/chat.json`, step 1: `warnings` is not as expected
  - json
note: 1 of 2 scenarios passed; 1 more expects nothing
--- status 1

"#]]);
    hxws_in(files.path(), &["simulate", "good.json", "-o", "tap"]).is(str![[r#"
TAP version 13
ok 1 - good.json: 1
1..1
--- stderr
--- status 0

"#]]);
}

#[test]
fn junit_is_a_case_a_scenario() {
    let files = tests();
    hxws_in(files.path(), &["simulate", "tests", "-o", "junit", "--no-time"]).is(str![[r#"
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="hxws" tests="3" failures="1" errors="0" skipped="1">
  <testsuite name="tests/chat.json" tests="2" failures="1" errors="0" skipped="0">
    <testcase name="passes # 1" classname="tests/chat" file="tests/chat.json"/>
    <testcase name="fails &lt;&amp;&quot;&gt;␊" classname="tests/chat" file="tests/chat.json">
      <failure message="scenario `fails &lt;&amp;&quot;&gt;␊` of `tests/chat.json`, step 1: `text` of `#a` is not as expected (and 1 more)" type="expectation">scenario `fails &lt;&amp;&quot;&gt;␊` of `tests/chat.json`, step 1: `text` of `#a` is not as expected
- ]]&gt;
+ ␛[2J&lt;&amp;␁&gt;]]&gt;
scenario `fails &lt;&amp;&quot;&gt;␊` of `tests/chat.json`, step 1: `warnings` is not as expected
- json</failure>
    </testcase>
  </testsuite>
  <testsuite name="tests/plain.json" tests="1" failures="0" errors="0" skipped="1">
    <testcase name="tests/plain.json 1" classname="tests/plain" file="tests/plain.json">
      <skipped message="no expectations"/>
    </testcase>
  </testsuite>
</testsuites>
--- stderr
error: scenario `fails <&">
  ` of `tests/chat.json`, step 1: `text` of `#a` is not as expected
  - ]]>
  + ␛[2J<&␁>]]>
error: scenario `fails <&">
  ` of `tests/chat.json`, step 1: `warnings` is not as expected
  - json
note: 1 of 2 scenarios passed; 1 more expects nothing
--- status 1

"#]]);
    hxws_in(files.path(), &["simulate", "good.json", "-o", "junit", "--no-time"]).is(str![[r#"
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="hxws" tests="1" failures="0" errors="0" skipped="0">
  <testsuite name="good.json" tests="1" failures="0" errors="0" skipped="0">
    <testcase name="1" classname="good" file="good.json"/>
  </testsuite>
</testsuites>
--- stderr
--- status 0

"#]]);
}

#[test]
fn junit_tells_times_unless_they_are_left_out() {
    let files = tests();
    let ran = hxws_in(files.path(), &["simulate", "good.json", "-o", "junit"]);
    let xml = String::from_utf8(ran.stdout).unwrap();
    assert_eq!(xml.matches(" time=\"0.").count(), 3, "{xml}");
}

#[test]
fn a_report_of_standard_input_names_no_file() {
    hxws_fed(r#"{"page": ""}"#, &["simulate", "-", "-o", "junit", "--no-time"]).is(str![[r#"
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="hxws" tests="1" failures="0" errors="0" skipped="1">
  <testsuite name="standard input" tests="1" failures="0" errors="0" skipped="1">
    <testcase name="1" classname="standard input">
      <skipped message="no expectations"/>
    </testcase>
  </testsuite>
</testsuites>
--- stderr
--- status 0

"#]]);
}

#[test]
fn what_cannot_be_read_is_in_the_report_too() {
    let files = tests();
    for format in ["tap", "junit"] {
        let ran = hxws_in(files.path(), &["simulate", "good.json", "wrong.json", "-o", format, "--no-time"]);
        if format == "tap" {
            ran.is(str![[r#"
TAP version 13
Bail out! `wrong.json`: scenario `no \# page`: it has no page: write `page` (the body's markup) or `pageFile`
--- stderr
error: `wrong.json`: scenario `no # page`: it has no page: write `page` (the body's markup) or `pageFile`
--- status 2

"#]]);
        } else {
            ran.is(str![[r#"
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="hxws" tests="1" failures="0" errors="1" skipped="0">
  <testsuite name="hxws" tests="1" failures="0" errors="1" skipped="0">
    <testcase name="simulate" classname="hxws">
      <error message="`wrong.json`: scenario `no # page`: it has no page: write `page` (the body's markup) or `pageFile`" type="usage">`wrong.json`: scenario `no # page`: it has no page: write `page` (the body's markup) or `pageFile`</error>
    </testcase>
  </testsuite>
</testsuites>
--- stderr
error: `wrong.json`: scenario `no # page`: it has no page: write `page` (the body's markup) or `pageFile`
--- status 2

"#]]);
        }
    }
}

#[test]
fn other_commands_have_no_reports() {
    hxws(&["listen", "ws://127.0.0.1:1/", "-o", "junit"]).is(str![[r#"
--- stderr
error: `tap` and `junit` are reports of tests, and only `simulate` has some
  use `-o human` or `-o json`
--- status 2

"#]]);
    hxws(&["backoff", "-o", "tap"]).is(str![[r#"
--- stderr
error: `tap` and `junit` are reports of tests, and only `simulate` has some
  use `-o human` or `-o json`
--- status 2

"#]]);
}

#[test]
fn a_report_in_the_configuration_is_of_simulate_alone() {
    let files = directory(&[
        ("good.json", br#"{"page": "", "expect": [{"step": 0, "sent": []}]}"#),
        ("c.toml", b"output = \"tap\"\n"),
    ]);
    let ran = hxws_in(files.path(), &["simulate", "good.json", "--config", "c.toml"]);
    assert_eq!(ran.stdout_lines().next(), Some("TAP version 13"));
    let ran = hxws_in(files.path(), &["backoff", "--config", "c.toml"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""));
}

#[test]
fn what_is_recorded_beside_a_report_is_all_that_happened() {
    let files = tests();
    for format in ["junit", "human"] {
        let record = format!("{format}.jsonl");
        let ran = hxws_in(files.path(), &["simulate", "tests", "-o", format, "-q", "--record", &record]);
        assert_eq!(ran.status, Some(1));
        let recorded = std::fs::read_to_string(files.path().join(record)).unwrap();
        let kinds = recorded.lines().map(|line| line.split('"').nth(3).unwrap_or_default());
        let mut kinds: Vec<&str> = kinds.collect();
        kinds.dedup();
        let played = ["scenario", "connecting", "open", "message", "fragment"];
        let (passed, failed) = (["verdict"], ["error", "verdict"]);
        let all = [&played[..], &passed, &played, &failed, &played].concat();
        assert_eq!(kinds, all, "{format}");
    }
}
