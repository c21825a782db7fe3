//! `hxws simulate --watch`.
#![cfg(unix)]

use std::io::{BufRead as _, BufReader, Lines};
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};

use snapbox::str;

use super::page::directory;
use super::support::{command, hxws_fed, hxws_in};

/// A scenario of a page in a file.
fn scenario(text: &str) -> String {
    format!(
        r##"{{"name": "page", "pageFile": "page.html", "expect": [{{"step": 0, "text": {{"#a": "{text}"}}}}]}}"##
    )
}

/// hxws that watches.
struct Watching {
    child: Child,
    stdout: Lines<BufReader<ChildStdout>>,
    stderr: Lines<BufReader<ChildStderr>>,
}

impl Watching {
    fn start(directory: &Path, arguments: &[&str]) -> Self {
        let arguments = [&["simulate", "--watch"], arguments].concat();
        let mut child = command(&arguments).current_dir(directory).stdin(Stdio::null()).spawn().unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap()).lines();
        let stderr = BufReader::new(child.stderr.take().unwrap()).lines();
        Self { child, stdout, stderr }
    }

    /// What standard error says until everything was played.
    fn run(&mut self) -> String {
        let mut told = String::new();
        loop {
            let line = self.stderr.next().unwrap().unwrap();
            if line.starts_with("note: watching") {
                return told + &line + "\n";
            }
            told += &line;
            told.push('\n');
        }
    }

    fn ends_with(mut self, signal: &str) -> Option<i32> {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

#[test]
fn scenarios_are_played_again_when_they_or_their_pages_are_written() {
    let files = directory(&[("a.json", scenario("1").as_bytes()), ("page.html", b"<p id=a>1")]);
    let path = |name: &str| files.path().join(name);
    let mut watching = Watching::start(files.path(), &["a.json", "-o", "human"]);
    assert_eq!(watching.run(), "note: watching 2 files; Ctrl-C ends it\n");
    std::fs::write(path("page.html"), "<p id=a>22").unwrap();
    let changed = "note: `page.html` has changed\nerror: scenario `page`, step 0: `text` of `#a` is not as expected\n  - 1\n  + 22\nnote: watching 2 files; Ctrl-C ends it\n";
    assert_eq!(watching.run(), changed);
    // as editors write: a new file in the place of the old one
    std::fs::write(path("new"), scenario("22")).unwrap();
    std::fs::rename(path("new"), path("a.json")).unwrap();
    assert_eq!(watching.run(), "note: `a.json` has changed\nnote: watching 2 files; Ctrl-C ends it\n");
    let told: Vec<String> = watching.stdout.by_ref().take(9).map(Result::unwrap).collect();
    let (play, step) = ("play   page   htmx 2", "step   0");
    let (pass, fail) = ("pass   page   1 expectation", "fail   page   1 of 1 expectation not met");
    assert_eq!(told, [play, step, pass, play, step, fail, play, step, pass]);
    assert_eq!(watching.ends_with("-INT"), Some(130));
}

#[test]
fn what_is_wrong_for_a_while_does_not_end_it_and_new_files_are_found() {
    let files = directory(&[("tests/a.json", scenario("1").as_bytes()), ("tests/page.html", b"<p id=a>1")]);
    let path = |name: &str| files.path().join(name);
    let mut watching = Watching::start(files.path(), &["tests", "-o", "json"]);
    watching.run();
    std::fs::write(path("tests/a.json"), "{").unwrap();
    assert_eq!(
        watching.run(),
        "note: `tests/a.json` has changed\nerror: `tests/a.json`: it is not JSON: EOF while parsing an object at line 1 column 1\n  what is no scenario goes into a folder of its own\nnote: watching 1 file; Ctrl-C ends it\n"
    );
    std::fs::write(path("tests/a.json"), scenario("1")).unwrap();
    assert_eq!(watching.run(), "note: `tests/a.json` has changed\nnote: watching 2 files; Ctrl-C ends it\n");
    std::fs::write(path("tests/b.json"), scenario("1")).unwrap();
    assert_eq!(
        watching.run(),
        "note: `tests/b.json` has changed\nnote: 2 of 2 scenarios passed\nnote: watching 3 files; Ctrl-C ends it\n"
    );
    assert_eq!(watching.ends_with("-TERM"), Some(143));
}

#[test]
fn only_what_was_written_has_changed_where_a_file_could_not_be_played() {
    let files = directory(&[
        ("tests/a.json", b"{"),
        ("tests/b.json", scenario("1").as_bytes()),
        ("tests/page.html", b"<p id=a>1"),
    ]);
    let mut watching = Watching::start(files.path(), &["tests", "-o", "json"]);
    assert!(watching.run().ends_with("note: watching 2 files; Ctrl-C ends it\n"));
    std::fs::write(files.path().join("tests/a.json"), scenario("1")).unwrap();
    assert_eq!(
        watching.run(),
        "note: `tests/a.json` has changed\nnote: 2 of 2 scenarios passed\nnote: watching 3 files; Ctrl-C ends it\n"
    );
    assert_eq!(watching.ends_with("-TERM"), Some(143));
}

#[test]
fn a_page_that_is_gone_for_a_while_is_watched() {
    let files = directory(&[("tests/a.json", scenario("1").as_bytes()), ("tests/page.html", b"<p id=a>1")]);
    let page = files.path().join("tests/page.html");
    let mut watching = Watching::start(files.path(), &["tests", "-o", "json"]);
    watching.run();
    std::fs::remove_file(&page).unwrap();
    assert_eq!(
        watching.run(),
        "note: `tests/page.html` has changed\nerror: scenario `page`: `page.html` cannot be read: No such file or directory (os error 2)\nnote: watching 1 file; Ctrl-C ends it\n"
    );
    std::fs::write(&page, "<p id=a>1").unwrap();
    assert_eq!(
        watching.run(),
        "note: `tests/page.html` has changed\nnote: watching 2 files; Ctrl-C ends it\n"
    );
    assert_eq!(watching.ends_with("-TERM"), Some(143));
}

#[test]
fn it_ends_once_nobody_reads_what_it_prints() {
    let files = directory(&[("a.json", scenario("1").as_bytes()), ("page.html", b"<p id=a>1")]);
    let mut watching = Watching::start(files.path(), &["a.json", "-o", "json"]);
    watching.run();
    drop(watching.stdout);
    assert_eq!(watching.child.wait().unwrap().code(), Some(0));
}

#[test]
fn what_watch_does_not_go_with_is_wrong_usage() {
    let files = directory(&[("a.json", br#"{"page": ""}"#)]);
    hxws_fed("", &["simulate", "-", "--watch"]).is(str![[r#"
{"type":"error","message":"`--watch` is of files, and `-` is standard input","help":null}
--- stderr
error: `--watch` is of files, and `-` is standard input
--- status 2

"#]]);
    hxws_in(files.path(), &["simulate", "a.json", "--watch", "-o", "junit"]).is(str![[r#"
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="hxws" tests="1" failures="0" errors="1" skipped="0" time="0.000">
  <testsuite name="hxws" tests="1" failures="0" errors="1" skipped="0">
    <testcase name="simulate" classname="hxws">
      <error message="`--watch` plays again and again, and this format has one end" type="usage">`--watch` plays again and again, and this format has one end
use `-o human` or `-o json`</error>
    </testcase>
  </testsuite>
</testsuites>
--- stderr
error: `--watch` plays again and again, and this format has one end
  use `-o human` or `-o json`
--- status 2

"#]]);
    hxws_in(files.path(), &["simulate", "none/*.json", "--watch", "-o", "human"]).is(str![[r#"
--- stderr
error: no file fits `none/*.json`
  hidden files and folders and `node_modules` are passed over
--- status 2

"#]]);
}
