//! Every diagnostic in every dialect: a scenario that shows it where it is true, and one that keeps silent where it is
//! not.
//!
//! `diagnostics/htmx-*.json` are played as `hxws simulate` plays them. A scenario is named `CODE-DIALECT`, with what is
//! special about it behind; one in which the dialect must not warn has `not` in front.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/codes.rs"]
mod codes;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use hxws::htmx::diagnose::CODES;
use hxws::simulate::player::{Player, Turn};
use hxws::simulate::scenario::Scenario;

const SETS: [(&str, &str); 4] = [
    ("1", include_str!("diagnostics/htmx-1.json")),
    ("1-ext", include_str!("diagnostics/htmx-1-ext.json")),
    ("2", include_str!("diagnostics/htmx-2.json")),
    ("4", include_str!("diagnostics/htmx-4.json")),
];

/// Codes that take a live connection.
const LIVE: [&str; 1] = ["handshake"];

#[cfg_attr(not(feature = "script"), ignore = "its pages have scripts")]
#[test]
fn every_scenario_warns_as_it_says() {
    let mut problems = Vec::new();
    for (dialect, scenario) in scenarios() {
        let name = &scenario.name;
        let shown = shown(&scenario).unwrap_or_else(|| panic!("{name} is no name"));
        if scenario.htmx.as_deref() != Some(dialect) || shown.dialect != dialect {
            problems.push(format!("{name} is no scenario of htmx {dialect}"));
        }
        let (turns, differences) = play(&scenario);
        problems.extend(differences.iter().map(|difference| format!("{name}: {difference}")));
        let codes: Vec<String> = turns.iter().flat_map(Turn::warnings).collect();
        let last = turns.last().map(Turn::warnings).unwrap_or_default();
        let told = if shown.silent { last.contains(&shown.code) } else { codes.contains(&shown.code) };
        if told == shown.silent {
            problems.push(format!("{name}: it warns of {codes:?}"));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_code_is_shown_and_looked_at_in_every_dialect() {
    let mut codes = BTreeSet::new();
    codes::collect(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/htmx")), &mut codes);
    let of_commands = ["close-code-forbidden", "disabled-control"];
    let known: BTreeSet<String> =
        CODES.into_iter().filter(|code| !of_commands.contains(code)).map(str::to_owned).collect();
    assert_eq!(
        codes.iter().filter(|code| !of_commands.contains(&code.as_str())).cloned().collect::<BTreeSet<_>>(),
        known
    );
    let mut looked_at: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let mut told = BTreeSet::new();
    for (dialect, scenario) in scenarios() {
        let Some(shown) = shown(&scenario) else { continue };
        if !shown.silent {
            told.insert(shown.code.clone());
        }
        looked_at.entry(shown.code).or_default().insert(dialect);
    }
    let unknown: Vec<&String> = looked_at.keys().filter(|code| !codes.contains(*code)).collect();
    assert!(unknown.is_empty(), "no codes: {unknown:?}");
    for code in codes.iter().filter(|code| !LIVE.contains(&code.as_str())) {
        assert!(told.contains(code), "no scenario shows {code}");
        let dialects = looked_at.get(code).map_or(0, BTreeSet::len);
        assert_eq!(
            dialects,
            SETS.len(),
            "{code} is not looked at in every dialect: {:?}",
            looked_at.get(code)
        );
    }
}

#[test]
fn every_warning_says_something_to_people() {
    for (_, scenario) in scenarios() {
        let (turns, _) = play(&scenario);
        for record in turns.iter().flat_map(|turn| &turn.records) {
            let hxws::event::Event::Warning(warning) = &record.event else { continue };
            let name = &scenario.name;
            assert!(!warning.what.is_empty(), "{name}");
            for text in [&warning.what, &warning.advice] {
                assert!(!text.ends_with('.') && !text.contains("  "), "{name}: {text}");
            }
            let versions = ["htmx 1", "htmx 2", "htmx 4"].into_iter().filter(|version| {
                let others = matches!(warning.code, "close-stays-closed" | "version-mismatch");
                !others && warning.what.contains(*version)
            });
            let own = format!("htmx {}", scenario.htmx.as_deref().unwrap().chars().next().unwrap());
            for version in versions {
                assert_eq!(version, own, "{name}: {}", warning.what);
            }
        }
    }
}

/// What a scenario's name says.
struct Shown {
    silent: bool,
    code: String,
    dialect: String,
}

fn shown(scenario: &Scenario) -> Option<Shown> {
    let (silent, name) = match scenario.name.strip_prefix("not ") {
        Some(name) => (true, name),
        None => (false, scenario.name.as_str()),
    };
    let (name, _) = name.split_once(' ').unwrap_or((name, ""));
    let dialect = scenario.htmx.clone()?;
    let code = name.strip_suffix(dialect.as_str())?.strip_suffix('-')?.to_owned();
    Some(Shown { silent, code, dialect })
}

fn scenarios() -> impl Iterator<Item = (&'static str, Scenario)> {
    SETS.into_iter().flat_map(|(dialect, json)| {
        Scenario::read_all(json).unwrap().into_iter().map(move |scenario| (dialect, scenario))
    })
}

/// What happened at load and after each step, and what is not as expected.
fn play(scenario: &Scenario) -> (Vec<Turn>, Vec<String>) {
    let page = scenario.document(None);
    let dialect = scenario.dialect(&page, None, None).unwrap();
    let (mut player, turn) = Player::load(scenario, dialect, page);
    let mut turns = vec![turn];
    let mut differences = Vec::new();
    for step in 0..=scenario.steps.len() {
        if let Some(act) = step.checked_sub(1).and_then(|at| scenario.steps.get(at)) {
            turns.push(player.play(act));
        }
        for wanted in scenario.expect.iter().filter(|wanted| wanted.step == step) {
            let found = wanted.differences(&turns[step], player.page().unwrap());
            differences.extend(found.into_iter().map(|difference| difference.lines.join(" ")));
        }
    }
    (turns, differences)
}
