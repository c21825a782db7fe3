//! The tables of README.md name what the program has, all of it and nothing else.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use hxws::cli::examples::STATUSES;
use regress::Regex;

use super::README;
use super::help::commands;
use super::server::{HXWS, Server};

#[test]
fn the_commands_are_those_of_the_program() {
    assert_eq!(first_cells("## Commands", r"^`hxws ([a-z]+)"), commands().into_iter().collect());
}

#[test]
fn the_exit_statuses_are_those_of_help() {
    let statuses = STATUSES.iter().map(|(status, _)| (*status).to_owned());
    assert_eq!(first_cells("### Exit status", r"^(\d+)"), statuses.collect());
}

#[test]
fn the_prompts_commands_are_those_of_slash_help() {
    let server = Server::start();
    let mut hxws = Command::new(HXWS);
    hxws.args(["connect", &format!("ws://{}/ws", server.address()), "-o", "human"]);
    let mut hxws = hxws.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("hxws to run");
    hxws.stdin.take().expect("its input").write_all(b"/help\n").expect("hxws to read");
    let output = hxws.wait_with_output().expect("hxws to end");
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(first_cells("## The prompt", r"^`(/[a-z]+)"), found(&printed, r"^  (/[a-z]+)"));
}

#[test]
fn the_warnings_are_those_of_the_source() {
    let mut codes = BTreeSet::new();
    crate::codes::collect(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut codes);
    assert_eq!(first_cells("## Warnings", r"^`([a-z-]+)`"), codes);
}

/// What the pattern finds in the first cells of the table under a heading.
fn first_cells(heading: &str, pattern: &str) -> BTreeSet<String> {
    let (_, section) = README.split_once(&format!("\n{heading}\n")).expect("the heading");
    let rows = section.lines().skip_while(|line| !line.starts_with("| ---")).skip(1);
    let cells = rows.map_while(|row| row.strip_prefix("| ")?.split(" | ").next());
    found(&cells.collect::<Vec<_>>().join("\n"), pattern)
}

fn found(text: &str, pattern: &str) -> BTreeSet<String> {
    let pattern = Regex::with_flags(pattern, "m").expect("a pattern");
    let names = pattern.find_iter(text).filter_map(|found| found.group(1));
    names.map(|range| text[range].to_owned()).collect()
}
