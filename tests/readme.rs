//! README.md and the help texts hold: every example is run, and the tables are complete.
#![cfg(unix)]

#[path = "readme/block.rs"]
mod block;
#[path = "support/codes.rs"]
mod codes;
#[path = "readme/help.rs"]
mod help;
#[path = "readme/normal.rs"]
mod normal;
#[path = "readme/recipes.rs"]
mod recipes;
#[path = "readme/server.rs"]
mod server;
#[path = "readme/tables.rs"]
mod tables;
#[path = "readme/terminal.rs"]
mod terminal;

use block::Shown;
use normal::{ADDRESS, normal};
use server::{Server, Talker};
use terminal::Terminal;

const README: &str = include_str!("../README.md");

/// What stands between the prompt and what is typed at it.
const PROMPT: &str = " ▸ ";

#[test]
fn every_console_example_prints_what_the_readme_says() {
    let blocks = block::blocks(README);
    assert!(!blocks.is_empty(), "README.md has no console example");
    let mut wrong = String::new();
    for block in blocks {
        let server = Server::start();
        let directory = tempfile::tempdir().expect("a directory");
        for shown in &block {
            if shown.command.contains("--jq") && !cfg!(feature = "jq") {
                continue;
            }
            if shown.command.contains("| jq") && !has("jq") {
                tell(&format!("README.md:{} is passed over: jq is not installed", shown.line));
                continue;
            }
            if let Some(file) = shown.command.strip_prefix("cat ") {
                // a file that the reader has, as the README shows it
                let text = shown.prints.join("\n").replace(ADDRESS, &server.address()) + "\n";
                std::fs::write(directory.path().join(file), text).expect("a file");
            }
            let actual = run(shown, &server, directory.path());
            let expected = normal(&shown.prints.join("\n"), ADDRESS);
            if actual != expected {
                wrong += &format!(
                    "README.md:{}: $ {}\n--- says\n{expected}\n--- prints\n{actual}\n\n",
                    shown.line, shown.command
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Runs a command, types what the README types, and gives what the terminal shows in the end.
fn run(shown: &Shown, server: &Server, directory: &std::path::Path) -> String {
    let address = server.address();
    let mut terminal = Terminal::run(&shown.command.replace(ADDRESS, &address), directory);
    let talker = shown.command.contains("hxws listen").then(|| Talker::start(server, &[&["msg=hello"]]));
    for (index, line) in shown.prints.iter().enumerate() {
        let Some((prompt, typed)) = line.split_once(PROMPT) else { continue };
        let above = shown.prints[..index].iter().map(String::as_str);
        let until: Vec<&str> = above.chain([prompt]).collect();
        let expected = normal(&format!("{}{}", until.join("\n"), PROMPT), ADDRESS);
        if !terminal.wait_until(|shows| normal(shows, &address) == expected) {
            break;
        }
        terminal.type_line(typed);
    }
    let shows = terminal.at_end();
    drop(talker);
    normal(&shows, &address)
}

/// Whether a program is installed.
fn has(program: &str) -> bool {
    let found = std::process::Command::new(program).arg("--version").output();
    found.is_ok_and(|output| output.status.success())
}

#[expect(clippy::print_stderr, reason = "a test that runs less than it could says so")]
fn tell(what: &str) {
    eprintln!("{what}");
}
