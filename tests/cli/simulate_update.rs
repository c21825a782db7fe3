//! `hxws simulate --update`.

use std::path::Path;

use snapbox::str;

use super::page::directory;
use super::support::{hxws_fed, hxws_in, same};

const NEW: &str = r##"{
    "name": "a form",
    "x-owner": "me",
    "page": "<form id=f hx-ext=ws ws-connect=/ws ws-send><input name=msg></form>\n<p id=last></p>",
    "steps": [
        {"fill": "[name=msg]", "value": "hi"},
        {"submit": "#f"},
        {"recv": "<p id=last class=new>h\u00e9</p><p id=gone>"}
    ]
}
"##;

fn text(directory: &Path, name: &str) -> String {
    std::fs::read_to_string(directory.join(name)).unwrap()
}

#[test]
fn a_scenario_without_expectations_gets_some_and_passes() {
    let files = directory(&[("new.json", NEW.as_bytes())]);
    hxws_in(files.path(), &["simulate", "new.json", "--update", "-o", "human"]).is(str![[r#"
update a form   2 expectations · new.json
--- stderr
note: 1 scenario in 1 file updated
--- status 0

"#]]);
    same(
        &text(files.path(), "new.json"),
        str![[r##"
{
    "name": "a form",
    "x-owner": "me",
    "page": "<form id=f hx-ext=ws ws-connect=/ws ws-send><input name=msg></form>\n<p id=last></p>",
    "steps": [
        {"fill": "[name=msg]", "value": "hi"},
        {"submit": "#f"},
        {"recv": "<p id=last class=new>h\u00e9</p><p id=gone>"}
    ],
    "expect": [
        {"step": 2, "sent": [{"msg": "hi"}], "warnings": []},
        {"step": 3, "html": {"p#last": "<p id=\"last\" class=\"new\">hé</p>"}, "warnings": ["no-target"]}
    ]
}

"##]],
    );
    let ran = hxws_in(files.path(), &["simulate", "new.json"]);
    assert_eq!(ran.status, Some(0));
    hxws_in(files.path(), &["simulate", "new.json", "--update", "-o", "human"]).is(str![[r#"
--- stderr
note: nothing to update in 1 scenario
--- status 0

"#]]);
}

#[test]
fn of_expectations_that_there_are_only_what_differs_is_written() {
    let page = r##""page":"<form id=f hx-ext=ws ws-connect=/ws ws-send><input name=msg value=v></form><p id=last>1</p>""##;
    let lines = [
        format!(r##"{{"name":"one","odd":1.0,{page},"steps":[{{"submit":"#f"}},{{"recv":"<p id=last>2"}}],"expect":[{{"step":1,"sent":[{{"msg":"x"}}],"value":{{"[name=msg]":"v"}}}},{{"step":2,"html":{{"#last":"<P ID=last>2"}},"text":{{"#last":"/3/","i":"x"}},"count":{{"p":7}},"warnings":["json"]}}]}}"##),
        String::new(),
        format!(r##"{{"name":"two",  {page}, "expect": [{{"step": 0, "text": {{"#last": "1"}}}}] }}"##),
    ]
    .join("\r\n");
    let files = directory(&[("lines.jsonl", lines.as_bytes())]);
    hxws_in(files.path(), &["simulate", "lines.jsonl", "--update"]).is(str![[r#"
{"type":"updated","scenario":"one","file":"lines.jsonl","expectations":2}
--- stderr
note: 1 scenario in 1 file updated
--- status 0

"#]]);
    let updated = lines
        .replace(r#""sent":[{"msg":"x"}]"#, r#""sent":[{"msg":"v"}]"#)
        .replace(r#""/3/","i":"x""#, r#""2","i":null"#)
        .replace(r#"{"p":7}"#, r#"{"p":1}"#)
        .replace(r#""warnings":["json"]"#, r#""warnings":[]"#);
    assert_eq!(text(files.path(), "lines.jsonl"), updated);
}

#[test]
fn a_scenario_in_which_nothing_happens_stays_as_it_is() {
    let files = directory(&[("a.json", br#"{"name": "still", "page": "<p>1"}"#)]);
    hxws_in(files.path(), &["simulate", "a.json", "--update", "-o", "human"]).is(str![[r#"
--- stderr
note: scenario `still`: nothing happened that could be expected
note: nothing to update in 1 scenario
--- status 0

"#]]);
    assert_eq!(text(files.path(), "a.json"), r#"{"name": "still", "page": "<p>1"}"#);
}

#[test]
fn what_update_does_not_go_with_is_wrong_usage() {
    let files = directory(&[("new.json", NEW.as_bytes())]);
    hxws_fed(NEW, &["simulate", "-", "--update"]).is(str![[r#"
{"type":"error","message":"`--update` is of files, and `-` is standard input","help":null}
--- stderr
error: `--update` is of files, and `-` is standard input
--- status 2

"#]]);
    hxws_in(files.path(), &["simulate", "new.json", "--update", "-o", "tap"]).is(str![[r#"
TAP version 13
Bail out! `--update` tells what it has written, and nothing of what happened
--- stderr
error: `--update` tells what it has written, and nothing of what happened
  use `-o human` or `-o json`
--- status 2

"#]]);
    let ran = hxws_in(files.path(), &["simulate", "new.json", "--update", "--htmx", "4"]);
    assert_eq!(ran.status, Some(2));
    assert_eq!(text(files.path(), "new.json"), NEW);
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_mode_and_a_link_to_it_stays_one() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let files = directory(&[("sub/new.json", NEW.as_bytes())]);
    let path = files.path().join("sub/new.json");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    symlink("sub/new.json", files.path().join("link.json")).unwrap();
    let ran = hxws_in(files.path(), &["simulate", "link.json", "--update", "-q"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""));
    assert!(std::fs::symlink_metadata(files.path().join("link.json")).unwrap().is_symlink());
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(text(files.path(), "sub/new.json").contains("expect"));
    let names: Vec<_> = std::fs::read_dir(files.path().join("sub"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, ["new.json"]);
}

/// Only root can give a file to somebody else; for others it is theirs before and after.
#[cfg(unix)]
#[test]
fn a_file_keeps_its_owner() {
    use std::os::unix::fs::{MetadataExt as _, chown};
    let files = directory(&[("new.json", NEW.as_bytes())]);
    let path = files.path().join("new.json");
    let _may_not_be = chown(&path, Some(1234), Some(2345));
    let owner = || std::fs::metadata(&path).map(|found| (found.uid(), found.gid())).unwrap();
    let before = owner();
    assert_eq!(hxws_in(files.path(), &["simulate", "new.json", "--update", "-q"]).status, Some(0));
    assert_eq!(owner(), before);
}

#[cfg(unix)]
#[test]
fn no_file_is_written_where_another_cannot_be() {
    use std::os::unix::fs::PermissionsExt as _;
    let files = directory(&[("a.json", NEW.as_bytes()), ("b.json", NEW.as_bytes())]);
    std::fs::set_permissions(files.path().join("b.json"), std::fs::Permissions::from_mode(0o444)).unwrap();
    hxws_in(files.path(), &["simulate", "a.json", "b.json", "--update", "-o", "human"]).is(str![[r#"
--- stderr
error: `b.json` cannot be updated: it is read-only
--- status 2

"#]]);
    assert_eq!(text(files.path(), "a.json"), NEW);
}

#[cfg(unix)]
#[test]
fn a_read_only_file_is_not_written_to() {
    use std::os::unix::fs::PermissionsExt as _;
    let files = directory(&[("new.json", NEW.as_bytes())]);
    let path = files.path().join("new.json");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o444)).unwrap();
    hxws_in(files.path(), &["simulate", "new.json", "--update", "-o", "human"]).is(str![[r#"
--- stderr
error: `new.json` cannot be updated: it is read-only
--- status 2

"#]]);
    assert_eq!(text(files.path(), "new.json"), NEW);
}
