//! `hxws schema`: the schemas hold for what hxws reads and for what it prints.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::Value;
use snapbox::str;

use super::page::directory;
use super::support::{Demo, hxws, hxws_fed};

fn validator(of: &str) -> Validator {
    let ran = hxws(&["schema", of]);
    assert_eq!((ran.stderr.as_str(), ran.status), ("", Some(0)));
    let schema: Value = serde_json::from_slice(&ran.stdout).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

fn problems(validator: &Validator, value: &Value) -> String {
    validator.iter_errors(value).map(|error| format!("{}: {error}\n", error.instance_path())).collect()
}

/// The files below a folder of the project.
fn files(folder: &str) -> Vec<PathBuf> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files
}

#[test]
fn every_recorded_scenario_is_as_the_schema_says() {
    let validator = validator("scenario");
    let mut held = 0;
    for path in files("tests/conformance") {
        let name = path.file_name().unwrap().to_str().unwrap();
        if !name.ends_with(".json") || name.starts_with("package") {
            continue;
        }
        let value: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let problems = problems(&validator, &value);
        assert!(problems.is_empty(), "{name}: {problems}src/schema/scenario.json says what a scenario has");
        held += 1;
    }
    assert!(held > 10);
}

#[test]
fn what_hxws_does_not_read_is_not_as_the_schema_says() {
    let validator = validator("scenario");
    for right in [
        r##"{"$schema": "a.json", "page": "", "x-owner": 1, "expect": [{"step": 0, "sent": ["a", {"b": 1}], "html": {"p": null, "b": ["<b>"]}, "text": {"p": "1"}, "value": {"i": true, "s": ["a"]}, "count": {"p": 0}, "warnings": ["no-target"]}]}"##,
        r##"[{"pageFile": "a.html", "steps": [{"event": "x", "on": "p"}, {"check": "#a", "on": false}, {"drop": 1006, "reason": ""}, {"fire": true, "wait": 1, "socket": 0}]}]"##,
    ] {
        assert_eq!(problems(&validator, &serde_json::from_str(right).unwrap()), "", "{right}");
    }
    for wrong in [
        "[]",
        "{}",
        r#"{"page": "", "pageFile": "a"}"#,
        r#"{"pageFile": "a", "head": ""}"#,
        r#"{"page": 1}"#,
        r#"{"page": "", "stepz": []}"#,
        r#"{"page": "", "random": 2}"#,
        r#"{"page": "", "libs": ["foo"]}"#,
        r#"{"page": "", "steps": [{}]}"#,
        r#"{"page": "", "steps": [{"rcv": "x"}]}"#,
        r##"{"page": "", "steps": [{"click": "a", "recv": "x"}]}"##,
        r##"{"page": "", "steps": [{"fill": "#a"}]}"##,
        r##"{"page": "", "steps": [{"event": "x", "on": true}]}"##,
        r##"{"page": "", "steps": [{"check": "x", "on": "p"}]}"##,
        r#"{"page": "", "steps": [{"recvHex": "0f0"}]}"#,
        r#"{"page": "", "steps": [{"drop": 70000}]}"#,
        r#"{"page": "", "expect": [{"step": 0}]}"#,
        r#"{"page": "", "expect": [{"sent": []}]}"#,
        r#"{"page": "", "expect": [{"step": 0, "sent": [1]}]}"#,
        r#"{"page": "", "expect": [{"step": 0, "html": {"p": 1}}]}"#,
        r#"{"page": "", "expect": [{"step": 0, "count": {"p": -1}}]}"#,
        r#"{"page": "", "expect": [{"step": 0, "warnings": ["no-traget"]}]}"#,
    ] {
        assert_ne!(problems(&validator, &serde_json::from_str(wrong).unwrap()), "", "{wrong}");
    }
}

#[test]
fn what_is_wrong_is_told_where_it_stands() {
    let told = |text: &str| problems(&validator("scenario"), &serde_json::from_str(text).unwrap());
    assert_eq!(
        told(r#"{"page": "", "steps": [{"recv": "a"}, {"recv": 1}]}"#),
        "/steps/1/recv: 1 is not of type \"string\"\n"
    );
    assert_eq!(
        told(r#"[{"page": ""}, {"page": "", "stepz": []}]"#),
        "/1: Additional properties are not allowed ('stepz' was unexpected)\n"
    );
}

/// The lines that tests compare with what hxws prints.
fn compared() -> Vec<String> {
    let mut found = Vec::new();
    for path in files("tests/cli").into_iter().chain(files("tests/prompt")).chain(files("tests/faults")) {
        let text = String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned();
        let lines = text.lines().map(str::trim).filter(|line| line.starts_with("{\"type\":\""));
        found.extend(lines.map(|line| line.replace("\"at\":\"TIME\"", "\"at\":\"2026-01-01T00:00:00Z\"")));
    }
    // what is passed to hxws is no output, and written otherwise
    found.retain(|line| serde_json::from_str::<Value>(line).is_ok());
    found
}

/// The lines of a session at the prompt, as they are printed and as they are recorded.
fn printed() -> Vec<String> {
    let (demo, files) = (Demo::start(), directory(&[]));
    let recording = files.path().join("session.jsonl");
    let lines = "msg=hello\n/wait 3\n/targets\n/diff\n/ping\n/copy\n/history\n/explain\n/binary\n/hex 00\n/click #minus\n/nothing\n";
    let record = ["--record", recording.to_str().unwrap()];
    let ran =
        hxws_fed(lines, &[&["connect", &demo.http("/"), "-o", "json", "--messages"][..], &record].concat());
    let recorded = std::fs::read_to_string(recording).unwrap();
    ran.stdout_lines().chain(recorded.lines()).map(str::to_owned).collect()
}

#[test]
fn every_line_that_is_printed_is_as_the_schema_says() {
    let validator = validator("lines");
    let (compared, printed) = (compared(), printed());
    assert!(compared.len() > 300 && printed.len() > 100, "{} and {}", compared.len(), printed.len());
    let mut kinds = BTreeSet::new();
    let mut wrong = String::new();
    for line in compared.iter().chain(&printed) {
        let value: Value = serde_json::from_str(line).unwrap();
        if !validator.is_valid(&value) {
            wrong += &format!("{line}\n{}", problems(&validator, &value));
        }
        kinds.insert(value["type"].as_str().unwrap().to_owned());
    }
    assert!(
        wrong.is_empty(),
        "{wrong}src/schema/lines.json says what lines are: write the new type or key there, and see src/render/lines.rs"
    );
    for kind in
        ["fragment", "sent", "close", "target", "diff", "copied", "logged", "explained", "pong", "setting"]
    {
        assert!(kinds.contains(kind), "{kind}");
    }
}

#[test]
fn what_has_no_schema_is_wrong_usage() {
    hxws(&["schema", "line"]).is(str![[r#"
--- stderr
error: invalid value 'line' for '<WHAT>'
  [possible values: scenario, lines]

  tip: a similar value exists: 'lines'

For more information, try '--help'.
--- status 2

"#]]);
}
