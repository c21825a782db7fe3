//! A session that is typed and one whose lines come from a file: they send the same.

use std::fs::File;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::server::{Heard, Witness};
use super::terminal::Terminal;

const PAGE: &str = r#"<!DOCTYPE html><html><body><main hx-ext="ws" ws-connect="WS">
<form id="order" ws-send><input name="msg" required><input type="checkbox" name="rush" value="yes">
<select name="item"><option value="tea">Tea<option value="coffee">Coffee</select></form>
<button id="plus" ws-send hx-vals='{"step":1}'>+</button></main></body></html>"#;

const LINES: [&str; 8] = [
    "msg=one item=coffee",
    r#"/submit #order msg="two words" rush=yes"#,
    "{\"a\": [1,\n 2]}",
    "/raw as  it is",
    "/fill [name=msg] über",
    "/click #plus",
    "/enter [name=msg]",
    "/headers set HX-Mine 1",
];

#[test]
fn lines_that_are_typed_and_lines_of_a_file_send_the_same_messages() {
    let (typed, piped) = (Witness::start(), Witness::start());
    let home = TempDir::new().unwrap();
    let page = |witness: &Witness, name: &str| {
        let path = home.path().join(name);
        std::fs::write(&path, PAGE.replace("WS", &witness.ws())).unwrap();
        path.to_str().unwrap().to_owned()
    };

    let state = home.path().to_str().unwrap();
    let target = page(&typed, "typed.html");
    let mut terminal = Terminal::start(100, &[("XDG_STATE_HOME", state)], &["connect", &target, "--no-time"]);
    terminal.until("the prompt", |text| text.ends_with('▸'));
    LINES.iter().for_each(|line| terminal.enter(&line.replace('\n', "\r")));
    terminal.enter("msg=last");
    terminal.enter("/quit");
    assert_eq!(terminal.end().status, 0);

    let script = home.path().join("script");
    std::fs::write(&script, LINES.join("\n") + "\nmsg=last\n/quit\n").unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_hxws"))
        .args(["connect", &page(&piped, "piped.html"), "-q"])
        .env("HXWS_CONFIG", "")
        .stdin(File::open(&script).unwrap())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());

    let heard = |witness: &Witness| {
        let mut heard = vec![witness.next()];
        while matches!(heard.last(), Some(Heard::Text(_))) {
            heard.push(witness.next());
        }
        heard
    };
    let sent = heard(&typed);
    // six of the lines send, then the last one does, and the end
    assert_eq!(sent.len(), 8);
    assert_eq!(sent, heard(&piped));
}
