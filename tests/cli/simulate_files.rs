//! `hxws simulate` on folders and globs, and what is told of many scenarios.

use snapbox::str;

use super::page::directory;
use super::support::{hxws_in, same};

/// A scenario in which `#a` becomes 2.
fn scenario(more: &str) -> String {
    format!(
        r##"{{{more}"page": "<main hx-ext=ws ws-connect=/ws><p id=a>1</p></main>", "steps": [{{"recv": "<p id=a>2</p>"}}]}}"##
    )
}

/// The same, and what its text is expected to be.
fn expecting(name: &str, text: &str) -> String {
    scenario(&format!(r##""name": "{name}", "expect": [{{"step": 1, "text": {{"#a": "{text}"}}}}], "##))
}

fn tests() -> tempfile::TempDir {
    directory(&[
        ("tests/b.json", expecting("two", "2").as_bytes()),
        ("tests/a/deep.jsonl", format!("{}\n{}\n", expecting("three", "3"), scenario("")).as_bytes()),
        ("tests/package.json", br#"{"name": "chat", "version": "1.0.0"}"#),
        ("tests/.hidden/x.json", b"{"),
        ("tests/node_modules/x.json", b"{"),
        ("empty/notes.txt", b"x"),
        ("broken/x.json", br#"{"page": "",}"#),
        ("data/package.json", b"[]"),
    ])
}

#[test]
fn a_folder_is_every_scenario_below_it_each_told_in_a_line() {
    let files = tests();
    hxws_in(files.path(), &["simulate", "tests", "-o", "human"]).is(str![[r#"
fail   three   1 of 1 expectation not met
skip   tests/a/deep.jsonl 2   no expectations
pass   two   1 expectation
--- stderr
note: `tests/package.json` is passed over: it holds no scenario
error: scenario `three` of `tests/a/deep.jsonl`, step 1: `text` of `#a` is not as expected
  - 3
  + 2
note: 1 of 2 scenarios passed; 1 more expects nothing
--- status 1

"#]]);
}

#[test]
fn quiet_tells_of_a_folder_only_what_failed() {
    let files = tests();
    hxws_in(files.path(), &["simulate", "tests/", "-o", "human", "-q"]).is(str![[r#"
fail   three   1 of 1 expectation not met
--- stderr
error: scenario `three` of `tests/a/deep.jsonl`, step 1: `text` of `#a` is not as expected
  - 3
  + 2
--- status 1

"#]]);
}

#[test]
fn verbose_tells_of_a_folder_every_step() {
    let files = tests();
    hxws_in(files.path(), &["simulate", "tests/a", "-o", "human", "-v"]).is(str![[r#"
play   three   htmx 2
step   0
dial   ws://localhost/ws
open   ws://localhost/ws   101

step   1
1  ✓ #a  outerHTML  1 match
     <p id="a">2</p>
fail   three   1 of 1 expectation not met

play   2   htmx 2
step   0
dial   ws://localhost/ws
open   ws://localhost/ws   101

step   1
1  ✓ #a  outerHTML  1 match
     <p id="a">2</p>
--- stderr
error: scenario `three`, step 1: `text` of `#a` is not as expected
  - 3
  + 2
note: 0 of 1 scenario passed; 1 more expects nothing
--- status 1

"#]]);
}

#[test]
fn lines_name_the_file_of_each_scenario() {
    let files = tests();
    let ran = hxws_in(files.path(), &["simulate", "tests", "-o", "json"]);
    let told: Vec<&str> = ran.stdout_lines().filter(|line| line.contains("\"file\"")).collect();
    same(
        &told.join("\n"),
        str![[r#"
{"type":"scenario","name":"three","file":"tests/a/deep.jsonl","htmx":"2","step":0}
{"type":"verdict","scenario":"three","file":"tests/a/deep.jsonl","passed":false,"expectations":1,"failed":1,"step":1}
{"type":"scenario","name":"tests/a/deep.jsonl 2","file":"tests/a/deep.jsonl","htmx":"2","step":0}
{"type":"scenario","name":"two","file":"tests/b.json","htmx":"2","step":0}
{"type":"verdict","scenario":"two","file":"tests/b.json","passed":true,"expectations":1,"failed":0,"step":1}
"#]],
    );
    assert_eq!(ran.status, Some(1));
}

#[test]
fn globs_in_quotes_are_found_as_a_shell_finds_them() {
    let files = tests();
    for (glob, found) in [
        ("tests/*.json", "two"),
        ("./tests/**/*.jsonl", "three 2"),
        ("**/[bd]*.json{,l}", "three tests/a/deep.jsonl 2 two"),
        ("tests/?/deep.jsonl", "three 2"),
    ] {
        let ran = hxws_in(files.path(), &["simulate", glob, "-o", "tap", "-q"]);
        let names: Vec<&str> = ran
            .stdout_lines()
            .filter_map(|line| line.split_once(" - "))
            .filter(|(point, _)| point.contains("ok "))
            .map(|(_, name)| name.split(" #").next().unwrap_or_default())
            .map(|name| name.rsplit(": ").next().unwrap_or_default())
            .collect();
        assert_eq!(names.join(" "), found, "{glob}");
    }
}

#[test]
fn what_has_no_scenario_is_wrong_usage() {
    let files = tests();
    let told: String =
        [&["empty"][..], &["data"], &["no/*.json"], &["a{"], &["broken"], &["tests/b.json", "gone.json"]]
            .iter()
            .map(|arguments| {
                let ran = hxws_in(files.path(), &[&["simulate", "-o", "human"], *arguments].concat());
                assert_eq!((ran.status, ran.stdout.as_slice()), (Some(2), &b""[..]), "{arguments:?}");
                ran.stderr
            })
            .collect();
    same(
        &told,
        str![[r#"
error: `empty` has no scenario: no `*.json` and no `*.jsonl` is in it
  hidden files and folders and `node_modules` are passed over
error: no file of `data` holds a scenario
  a scenario is an object with `page` or `pageFile`
error: no file fits `no/*.json`
  hidden files and folders and `node_modules` are passed over
error: `a{` is not a glob: unclosed brace expansion at byte 1; missing '}' (to match a literal '{', escape it as '\{' or '[{]')
error: `broken/x.json`: it is not JSON: trailing comma at line 1 column 13
  what is no scenario goes into a folder of its own
error: `gone.json` cannot be read: No such file or directory (os error 2)

"#]],
    );
}

#[test]
fn a_file_that_is_named_has_to_hold_scenarios() {
    let files = tests();
    hxws_in(files.path(), &["simulate", "tests/package.json", "-o", "human"]).is(str![[r#"
--- stderr
error: `tests/package.json`: scenario `chat`: it has no page: write `page` (the body's markup) or `pageFile`
--- status 2

"#]]);
}

#[test]
fn what_is_expected_of_elements_is_held_against_the_page() {
    let scenario = r##"{"name": "form", "page": "<form id=f hx-ext=ws ws-connect=/ws ws-send><input name=msg id=msg><input type=checkbox id=tos name=tos><select id=s name=s><option>a<option>b</select></form><ul><li>one<li>two</ul>",
        "steps": [{"fill": "#msg", "value": "hi"}, {"check": "#tos"}, {"select": "#s", "values": ["b"]}, {"submit": "#f"}],
        "expect": [
            {"step": 4, "sent": [{"msg": "hi", "HEADERS": {"HX-Trigger": "f"}}], "text": {"li": ["/^o/", "two"], "#msg": "hi", "b": null},
             "value": {"#msg": "hi", "#tos": true, "#s": ["b"]}, "count": {"li": 2}},
            {"step": 4, "sent": [{"msg": "ho", "tos": "on"}, "x"], "text": {"li": ["/x/", "two"], "#none": "here"},
             "value": {"#msg": "", "#tos": false, "#s": ["a", "b"]}, "count": {"li": 3, "b": 1}}]}"##;
    let files = directory(&[("form.json", scenario.as_bytes())]);
    hxws_in(files.path(), &["simulate", "form.json", "-o", "human"]).is(str![[r#"
play   form   htmx 2
step   0
open   ws://localhost/ws   101

step   4
→ 156 B   {"msg":"hi","tos":"on","s":"b","HEADERS":{ 5 }} · form#f
fail   form   1 of 2 expectations not met
--- stderr
error: scenario `form`, step 4: `sent` is not as expected
  - {"msg":"ho","tos":"on"}
  - x
  + {"msg":"hi","tos":"on"}
error: scenario `form`, step 4: `text` of `li` is not as expected
  - /x/
  + one
    two
error: scenario `form`, step 4: `text` of `#none` is not as expected
  - here
error: scenario `form`, step 4: `value` of `#msg` is not as expected
  - 
  + hi
error: scenario `form`, step 4: `value` of `#tos` is not as expected
  - false
  + true
error: scenario `form`, step 4: `value` of `#s` is not as expected
  - a
    b
error: scenario `form`, step 4: `count` of `li` is not as expected
  - 3
  + 2
error: scenario `form`, step 4: `count` of `b` is not as expected
  - 1
  + 0
--- status 1

"#]]);
}

#[test]
fn a_message_that_is_neither_a_text_nor_an_object_is_wrong_usage() {
    let scenario = r#"{"page": "", "expect": [{"step": 0, "sent": [1]}]}"#;
    let files = directory(&[("a.json", scenario.as_bytes())]);
    hxws_in(files.path(), &["simulate", "a.json", "-o", "human"]).is(str![[r#"
--- stderr
error: `a.json`: scenario `1`, expectation 1: `sent` takes a list of texts and objects
--- status 2

"#]]);
}
