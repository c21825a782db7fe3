//! Whatever servers, pages and files put where: a terminal gets nothing that acts or hides but hxws's own colours and the
//! editor's own keys.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::hostile::{self, HEAD, PAYLOAD};
use super::terminal::Terminal;

/// Colours and the editor's own: no cursor to a place, no other screen, nothing that hides.
const OWN: &str = "\u{1b}\\[(?:(?:0|1|2|4|3[1-79]|9[0-7])?(?:;(?:0|1|2|4|3[1-79]|9[0-7]))*m|\\d*[ABCDJK]|\\?(?:2004|2026)[hl])";

/// What a terminal was given, without what is hxws's own: the first character that acts or hides, with what is before it.
fn harm(raw: &str) -> Option<String> {
    let own = regress::Regex::new(OWN).unwrap();
    let rest = own.replace_all(raw, "");
    let harms = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\r' | '\t')
            || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
                | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
    };
    let (at, _) = rest.char_indices().find(|&(_, c)| harms(c))?;
    let start = rest[..at].char_indices().rev().nth(80).map_or(0, |(start, _)| start);
    Some(rest[start..].chars().take(120).collect::<String>().escape_debug().to_string())
}

/// Whether the hostile text was told at all, made visible in one way or the other.
fn is_told(raw: &str) -> bool {
    ["\\u{202e}", "\\u202e", "\\u{9b}", "\\u009b", "␛", "%C2%9B", "\\x1b"]
        .iter()
        .any(|shown| raw.contains(shown))
}

#[track_caller]
fn check(what: &str, raw: &str) {
    assert_eq!(harm(raw), None, "{what}");
    assert!(is_told(raw), "{what} tells nothing of it:\n{raw}");
}

/// Runs hxws in a terminal to its end.
#[track_caller]
fn run(arguments: &[&str]) {
    let ended = Terminal::start(100, &[], arguments).end();
    check(&format!("{arguments:?}"), &ended.raw);
}

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn what_is_looked_for_is_found() {
    assert_eq!(harm("\u{1b}[1;36ma\u{1b}[0m\r\n\u{1b}[K\u{1b}[2A\u{1b}[?2004h"), None);
    for harmful in [
        "\u{1b}[8m",
        "\u{1b}[7;7H",
        "\u{1b}]0;x\u{7}",
        "\u{9b}1m",
        "\u{202e}",
        "\u{7f}",
        "\u{200b}",
        "\u{1b}[?25l",
    ] {
        assert!(harm(harmful).is_some(), "{harmful:?}");
    }
    assert!(PAYLOAD.chars().chain(HEAD.chars()).any(|c| harm(&c.to_string()).is_some()));
}

#[test]
fn sessions_print_nothing_that_steers() {
    let server = hostile::start();
    let (page, socket) = (format!("http://{server}/page"), format!("ws://{server}/ws-end"));
    for format in ["human", "json", "html", "raw"] {
        run(&["listen", &page, "--count", "2", "-o", format]);
        run(&["listen", &socket, "-vv", "--messages", "-o", format]);
        run(&["send", &page, "--element", "#f", "--wait", "2", "-v", "-o", format]);
    }
    run(&["listen", &page, "--count", "1", "-o", "page"]);
    if cfg!(feature = "jq") {
        run(&["listen", &page, "--count", "2", "--jq", "., .html, .text"]);
    }
    run(&["send", &page, "--element", "#f", "--dry-run"]);
    run(&["send", &page, "--element", "#f", "--wait", "1", "--strict", "--expect", "nothing"]);
    for format in ["human", "json", "page"] {
        run(&["inspect", &page, "-v", "-o", format]);
    }
    run(&["backoff", &page, "-v"]);
}

#[test]
fn what_is_refused_is_told_harmlessly() {
    let server = hostile::start();
    for path in ["away", "other", "garbage", "none"] {
        for format in ["human", "json"] {
            run(&["listen", &format!("http://{server}/{path}"), "-vv", "-o", format]);
        }
    }
    for path in ["none", "garbage", "ws-protocol", "ws-extension"] {
        run(&["listen", &format!("ws://{server}/{path}"), "-vv"]);
    }
    let odd = format!("x{HEAD}");
    run(&["listen", &format!("ws://127.0.0.1:1/{PAYLOAD}"), "-v", "-o", "json"]);
    run(&["listen", &format!("{odd}{PAYLOAD}.html")]);
    run(&["listen", "ws://127.0.0.1:1/", &format!("--{odd}\u{1b}[7;7H")]);
    run(&["listen", "ws://127.0.0.1:1/", "--timeout", PAYLOAD]);
    run(&["ws://127.0.0.1:1/", &format!("{odd}\u{1b}]0;x\u{7}")]);
    run(&["man", PAYLOAD]);
    run(&["send", &format!("http://{server}/page"), "--element", &format!("#{odd}"), "--strict"]);
}

#[test]
fn files_are_told_harmlessly() {
    let folder = Folder::new();
    let page = folder.file(&format!("p{HEAD}.html"), &hostile::page());
    let message = folder.file("message.html", &hostile::message());
    for format in ["human", "json", "html", "raw", "page"] {
        run(&["explain", text(&message), "--page", text(&page), "-v", "-o", format]);
    }
    for htmx in ["1", "1-ext", "4"] {
        run(&["explain", text(&message), "--page", text(&page), "--htmx", htmx, "--strict"]);
    }
    let line = serde_json::json!({"type": "message", "data": hostile::message(), "seq": 1, "socket": PAYLOAD, "at": PAYLOAD});
    let opened = serde_json::json!({"type": "open", "url": format!("ws://a.test/{HEAD}"), "status": 101, "subprotocol": PAYLOAD,
        "headers": {"x-odd": PAYLOAD}, "attempt": 1});
    let ended = serde_json::json!({"type": "close", "code": 4000, "reason": PAYLOAD, "by": "server", "reconnects": false});
    let recording =
        folder.file("recording.jsonl", &format!("{opened}\n{line}\n{ended}\n{{\"type\":\"{HEAD}\"\n"));
    run(&["explain", "--input", "jsonl", text(&recording), "--page", text(&page)]);
    if cfg!(feature = "jq") {
        run(&["explain", text(&message), "--page", text(&page), "--jq", ".html, ., error(.html)"]);
    }
    run(&["replay", text(&recording), "--har"]);
    run(&["replay", text(&recording), "ws://127.0.0.1:1/", "-vv"]);
    let scenario = serde_json::json!({"name": PAYLOAD, "htmx": "2", "page": hostile::page(), "steps": [{"recv": hostile::message()}, {"submit": "#f"}],
        "expect": [{"step": 1, "html": {"#list": PAYLOAD}, "warnings": [PAYLOAD]}, {"step": 2, "sent": [PAYLOAD]}]});
    let scenario = folder.file(&format!("s{HEAD}.json"), &scenario.to_string());
    for format in ["human", "json", "tap", "junit"] {
        run(&["simulate", text(&scenario), "-o", format]);
    }
    run(&["simulate", text(&scenario), "--pages", "-v"]);
    run(&["simulate", text(&scenario), "--update"]);
    let settings = format!("htmx = '2{0}'\n[targets.\"{0}\"]\nurl = 'ws://a/{0}'\n", HEAD);
    let settings = folder.file("hostile.toml", &settings);
    run(&["config", "--config", text(&settings)]);
    run(&["listen", &format!("@{HEAD}"), "--config", text(&settings)]);
}

#[test]
fn the_prompt_shows_nothing_that_steers() {
    let server = hostile::start();
    let folder = Folder::new();
    let source = folder.file("source.txt", &format!("/raw {PAYLOAD}\nmsg=\"{PAYLOAD}\n/nope{PAYLOAD}\n"));
    let page = format!("http://{server}/page");
    let mut terminal = Terminal::start(100, &[], &["connect", &page, "--no-time", "-v"]);
    terminal
        .until("an open socket", |screen| screen.lines().last().is_some_and(|row| row.starts_with("open")));
    let lines = [
        "/forms",
        "/page",
        "/headers #f",
        "/targets",
        "/sockets",
        "/history",
        "/explain 1",
        "/as 4 1",
        "/diff 1",
        "/submit #f t=1",
        "/copy",
        "/queue",
        "/socket none",
        "/more",
        "/filter nothing",
        "/output json",
        "/output raw",
        "/output html",
        "/resend",
    ];
    for (number, line) in
        lines.iter().map(|line| (*line).to_owned()).chain([format!("/source {}", text(&source))]).enumerate()
    {
        terminal.enter(&line);
        terminal.enter(&format!("/no{number}no"));
        terminal.until(&line, |screen| screen.contains(&format!("/no{number}no`")));
    }
    // what is pasted, a suggestion from the history, and what can be chosen from
    terminal.press(format!("\u{1b}[200~/raw {PAYLOAD}\u{1b}[201~\r"));
    terminal.press("/raw");
    terminal.press("\u{15}/submit #f \t\t");
    terminal.press("\u{15}/page \t\t");
    terminal.enter("\u{15}/raw end");
    terminal.until("the end", |screen| screen.contains("4001"));
    terminal.enter("/quit");
    check("the prompt", &terminal.end().raw);
}
