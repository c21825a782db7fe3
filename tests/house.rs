//! The rules of the house that a program can check, over every file of `src/`, and of `tests/` and `benches/` where they
//! are meant too.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should panic")]

use std::fs;
use std::path::{Path, PathBuf};

/// A file: its path from the folder in which it was looked for, with `/`, and its text.
struct Source {
    path: String,
    text: String,
}

fn sources() -> Vec<Source> {
    let sources = files_of("src");
    assert!(sources.len() > 50, "src is not where it is looked for");
    sources
}

fn files_of(folder: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut sources = Vec::new();
    let mut directories: Vec<PathBuf> = vec![root.clone()];
    while let Some(directory) = directories.pop() {
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                directories.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
                sources.push(Source { path: name, text: fs::read_to_string(&path).unwrap() });
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

impl Source {
    fn is_test(&self) -> bool {
        self.path.ends_with("tests.rs") || self.path.contains("/tests/")
    }

    /// The lines that are code, with their numbers: no comments, nothing from the tests at the end on.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = (1..).zip(self.text.lines());
        let code = lines.take_while(|(_, line)| line.trim() != "mod tests {");
        code.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// Whether a word stands in a line by itself, not as a part of a longer name.
    fn has_word(line: &str, word: &str) -> bool {
        let part = |c: char| c.is_alphanumeric() || c == '_';
        let whole = |at: usize| {
            let rest = &line[at + word.len()..];
            !(line[..at].ends_with(part) || word.ends_with(part) && rest.starts_with(part))
        };
        line.match_indices(word).any(|(at, _)| whole(at))
    }
}

/// Where one of the words stands in code.
fn found(words: &[&str], within: impl Fn(&Source) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| within(source)) {
        for (number, line) in source.code() {
            for word in words.iter().filter(|word| Source::has_word(line, word)) {
                found.push(format!("{}:{number}: {word}", source.path));
            }
        }
    }
    found
}

const NONE: [String; 0] = [];

#[test]
fn the_core_knows_no_network_no_clock_no_randomness_and_no_environment() {
    let words = [
        "tokio",
        "std::net",
        "net::",
        "std::env",
        "env::",
        "std::fs",
        "fs::",
        "std::io",
        "io::",
        "std::time",
        "Instant",
        "SystemTime",
        "rand",
        "std::process",
        "process::Command",
        "std::thread",
        "thread::",
        "println",
        "eprintln",
        "print",
        "eprint",
        "hyper",
        "rustyline",
        "crate::session",
        "crate::render",
        "crate::commands",
        "crate::cli",
        "crate::config",
    ];
    let core = |source: &Source| {
        ["htmx/", "page/", "recording/"].iter().any(|core| source.path.starts_with(core)) && !source.is_test()
    };
    assert_eq!(found(&words, core), NONE);
}

#[test]
fn the_library_knows_no_network_and_no_program_around_it() {
    let words = [
        "tokio",
        "net::",
        "crate::session",
        "crate::render",
        "crate::commands",
        "crate::cli",
        "crate::config",
    ];
    assert!(sources().iter().any(|source| source.path.starts_with("tab/")));
    assert_eq!(found(&words, |source| source.path.starts_with("tab/")), NONE);
}

/// What a module shows of itself to users of the library.
fn shown(module: &str) -> Vec<String> {
    let source = sources().into_iter().find(|source| source.path == module).unwrap();
    let lines: Vec<&str> = source.text.lines().collect();
    let shown = lines.windows(2).filter(|pair| pair[1].starts_with("pub ") && pair[0] != "#[doc(hidden)]");
    shown.map(|pair| pair[1].to_owned()).collect()
}

#[test]
fn the_library_shows_what_it_promises_and_nothing_else() {
    assert_eq!(shown("lib.rs"), ["pub mod htmx;", "pub mod page;"]);
    assert_eq!(
        shown("htmx/mod.rs"),
        [
            "pub use crate::event::{Fragment, Kind, Outcome, Warning};",
            "pub use crate::tab::{Builder, Landing, Message, Reaction, Tab, TabError, parse};",
        ]
    );
    assert_eq!(
        shown("page/mod.rs"),
        [
            "pub use document::Document;",
            "pub use node::NodeId;",
            "pub use selector::{Selector, SelectorError};"
        ]
    );
}

#[test]
fn what_is_there_is_found() {
    let words = ["use tokio::x;", "std::net::TcpStream", "println!(\"\")", "brand", "rand::random()"];
    let found: Vec<bool> = words
        .iter()
        .zip(["tokio", "net::", "println!", "rand", "rand"])
        .map(|(line, word)| Source::has_word(line, word))
        .collect();
    assert_eq!(found, [true, true, true, false, true]);
    assert!(!self::found(&["tokio"], |source| source.path == "session/link.rs").is_empty());
}

#[test]
fn only_the_session_the_servers_and_the_commands_are_asynchronous() {
    let outside = |source: &Source| {
        !["session/", "serve/", "demo/", "commands/"].iter().any(|inside| source.path.starts_with(inside))
    };
    assert_eq!(found(&["tokio", "async fn", "async move", "async {", "async |", ".await"], outside), NONE);
}

#[test]
fn nothing_prints_past_the_renderers() {
    let words = ["println", "eprintln", "print", "eprint", "dbg"];
    let macros: Vec<String> = words.iter().map(|word| format!("{word}!")).collect();
    let macros: Vec<&str> = macros.iter().map(String::as_str).collect();
    assert_eq!(found(&macros, |_| true), NONE);
}

#[test]
fn nothing_is_unsafe_and_nothing_is_left_to_do() {
    assert_eq!(found(&["unsafe", "todo!", "unimplemented!", "allow(dead_code)"], |_| true), NONE);
    let words = ["TODO", "FIXME", "XXX"];
    let marked = |source: &Source| words.iter().any(|word| source.text.contains(word));
    let marked: Vec<String> = sources().into_iter().filter(marked).map(|source| source.path).collect();
    assert_eq!(marked, NONE);
}

#[test]
fn no_file_is_longer_than_400_lines() {
    let long = |source: &Source| {
        let lines = source.text.lines().count();
        (lines > 400).then(|| format!("{}: {lines} lines", source.path))
    };
    assert_eq!(sources().iter().filter_map(long).collect::<Vec<_>>(), NONE);
}

#[test]
fn every_module_says_what_it_holds() {
    let silent = |source: &&Source| !source.is_test() && !source.text.starts_with("//! ");
    let silent: Vec<String> = sources().iter().filter(silent).map(|source| source.path.clone()).collect();
    assert_eq!(silent, NONE);
}

#[test]
fn no_module_is_a_drawer() {
    let drawers = ["utils", "util", "helpers", "helper", "common", "misc"];
    let is_drawer = |source: &&Source| source.path.split(['/', '.']).any(|part| drawers.contains(&part));
    assert_eq!(
        sources().iter().filter(is_drawer).map(|source| source.path.clone()).collect::<Vec<_>>(),
        NONE
    );
}

#[test]
fn tests_do_not_sleep() {
    let mut tests = files_of("tests");
    assert!(tests.len() > 30, "tests is not where it is looked for");
    tests.extend(files_of("benches"));
    tests.extend(
        sources().into_iter().filter(|source| source.text.contains("#[cfg(test)]") || source.is_test()),
    );
    let call = ["::sleep", "("].concat();
    let sleeping = |source: &Source| {
        let own = source.text.find("#[cfg(test)]").unwrap_or_default();
        let sleeps = |line: &&str| line.contains(&call) && !line.trim_start().starts_with("//");
        let lines = source.text[own..].lines().filter(sleeps);
        lines.map(|line| format!("{}: {}", source.path, line.trim())).collect::<Vec<_>>()
    };
    // a server that is late on purpose, for what is told of it
    let late = ["faults/server.rs: Act::Pause(length) => tokio::time", &call, "length).await,"].concat();
    assert_eq!(tests.iter().flat_map(sleeping).collect::<Vec<_>>(), [late]);
}
