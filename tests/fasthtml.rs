//! hxws against a real htmx server that nobody here wrote: a chat on python-fasthtml.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should panic")]

#[path = "fasthtml/server.rs"]
mod server;
#[expect(dead_code, reason = "this test looks at fewer things than the prompt's")]
#[path = "prompt/terminal.rs"]
mod terminal;

use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::Value;
use server::Chat;
use terminal::Terminal;

/// What the page's form sends in Chromium 156 when `said` is typed and Enter is pressed.
fn sent_by_a_browser(chat: &Chat, said: &str) -> String {
    format!(
        r#"{{"msg":"{said}","act":"say","HEADERS":{{"HX-Request":"true","HX-Trigger":"form","HX-Trigger-Name":"form","HX-Target":"form","HX-Current-URL":"{}"}}}}"#,
        chat.url()
    )
}

/// hxws with lines to come, and its standard output.
fn piped(arguments: &[&str]) -> (Child, ChildStdout) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hxws"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).env("HXWS_CONFIG", "");
    let mut child = command.spawn().unwrap();
    let output = child.stdout.take().unwrap();
    (child, output)
}

#[test]
fn lines_of_a_pipe_send_what_the_form_sends_and_its_answers_land() {
    let chat = Chat::start();
    let (mut hxws, mut output) = piped(&["connect", &chat.url(), "-o", "json", "--no-time"]);
    hxws.stdin.take().unwrap().write_all(b"msg=hello\n/wait 3\n/page #msgs\n/page #who\n").unwrap();
    let mut lines = String::new();
    output.read_to_string(&mut lines).unwrap();
    assert_eq!(hxws.wait().unwrap().code(), Some(0));
    let events: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let all = |kind: &str, keys: &[&str]| -> Vec<Vec<Value>> {
        let of_kind = events.iter().filter(|event| event["type"] == kind);
        of_kind.map(|event| keys.iter().map(|&key| event[key].clone()).collect()).collect()
    };
    assert_eq!(all("sent", &["data"]), [[Value::from(sent_by_a_browser(&chat, "hello"))]]);
    let fragment = |target: &str, swap: &str| {
        vec![Value::from(target), Value::from(swap), Value::from(1), Value::from("swapped")]
    };
    assert_eq!(
        all("fragment", &["target", "swap", "matched", "outcome"]),
        [fragment("#msgs", "beforeend"), fragment("#who", "outerHTML"), fragment("#msg", "outerHTML")]
    );
    assert_eq!(
        all("page", &["html"]),
        [
            [Value::from("<ul id=\"msgs\">\n  <li>hello</li>\n</ul>")],
            [Value::from("<p id=\"who\">last: hello</p>")]
        ]
    );
    assert_eq!(all("warning", &["code"]), Vec::<Vec<Value>>::new());
}

#[test]
fn the_prompt_survives_restarts_and_loses_nothing() {
    let chat = Chat::start();
    let flags = ["--no-time", "--reconnect-delay", "50ms"];
    let mut terminal = Terminal::start(100, &[], &[&["connect", &chat.url()], &flags[..]].concat());
    terminal.settles("101", "open    form#form ▸");
    terminal.enter("msg=hello");
    terminal.settles("placeholder=\"next\"", "open    form#form ▸");
    for shown in [
        "{\"msg\":\"hello\",\"act\":\"say\",\"HEADERS\":{ 5 }}",
        "✓ #msgs  beforeend  1 match",
        "✓ #who  outerHTML  1 match",
        "✓ #msg  outerHTML  1 match",
    ] {
        assert!(terminal.text().contains(shown), "{shown} is not in\n{}", terminal.text());
    }
    // a crash, and an orderly stop that uvicorn tells with 1012
    let mut chat = chat;
    for (signal, code, said) in [("-KILL", "1006", ["one", "two"]), ("-TERM", "1012", ["three", "four"])] {
        let port = chat.end(signal);
        terminal
            .until("a retry", |text| text.contains(&format!("close  {code}")) && text.contains("\nretry "));
        for said in said {
            terminal.enter(&format!("msg={said}"));
        }
        let queued = |row: &str| row.starts_with("queued 2 waiting") && row.contains(said[1]);
        terminal.until("a queue", |text| text.lines().any(queued));
        chat = Chat::on(port).unwrap();
        let last = format!("<p id=\"who\">last: {}</p>", said[1]);
        terminal.until("the answers", |text| {
            let answered = text.rfind(&last).is_some_and(|at| text[at..].contains("✓ #msg  outerHTML"));
            answered
                && text
                    .lines()
                    .last()
                    .is_some_and(|row| row.starts_with("open ") && row.ends_with(" form#form ▸"))
        });
    }
    terminal.enter("/page '#msgs'");
    let list = ["hello", "one", "two", "three", "four"].map(|said| format!("  <li>{said}</li>\n")).concat();
    let page = format!("<ul id=\"msgs\">\n{list}</ul>\nopen");
    terminal.until("the page", |text| text.contains(&page));
    terminal.press("\u{4}");
    assert_eq!(terminal.end().status, 0);
}

#[test]
fn targets_come_out_of_jq_as_they_arrive() {
    let chat = Chat::start();
    let (mut hxws, output) = piped(&["connect", &chat.url(), "--no-time"]);
    let mut lines = hxws.stdin.take().unwrap();
    let mut targets = Targets::of(output);
    // each answer is read before the next line is written
    for said in ["one", "two"] {
        writeln!(lines, "msg={said}").unwrap();
        assert_eq!([(); 3].map(|()| targets.next()), ["#msgs", "#who", "#msg"]);
    }
    drop(lines);
    assert_eq!(hxws.wait().unwrap().code(), Some(0));
}

/// The targets in a stream of JSON Lines, through jq where there is one.
struct Targets {
    jq: Option<Child>,
    lines: BufReader<ChildStdout>,
}

impl Targets {
    fn of(output: ChildStdout) -> Self {
        let found = Command::new("jq").arg("--version").stdout(Stdio::null()).status();
        if !found.is_ok_and(|status| status.success()) {
            return Self { jq: None, lines: BufReader::new(output) };
        }
        let mut jq = Command::new("jq")
            .args(["--unbuffered", "-r", r#"select(.type=="fragment") | .target"#])
            .stdin(output)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(jq.stdout.take().unwrap());
        Self { jq: Some(jq), lines }
    }

    fn next(&mut self) -> String {
        loop {
            let mut line = String::new();
            assert!(self.lines.read_line(&mut line).unwrap() > 0, "the output ended");
            if self.jq.is_some() {
                return line.trim_end().to_owned();
            }
            let event: Value = serde_json::from_str(&line).unwrap();
            if event["type"] == "fragment" {
                return event["target"].as_str().unwrap().to_owned();
            }
        }
    }
}

impl Drop for Targets {
    fn drop(&mut self) {
        if let Some(mut jq) = self.jq.take() {
            // what it reads from has ended
            let _ended = jq.wait();
        }
    }
}
