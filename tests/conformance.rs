//! Holds hxws against what the real htmx did in a real browser, for all four stacks.
//!
//! `conformance/htmx-*.json` are the common sets, `conformance/own-*.json` ours; all of them were recorded from htmx in
//! Chromium. What hxws does not play yet is listed with its reason; the lists can only shrink. `CONFORMANCE_FILES` names more
//! files to hold hxws against, such as random scenarios.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking and prints its score"
)]

#[path = "conformance/differs.rs"]
mod differs;
#[path = "conformance/scenario.rs"]
mod scenario;
#[path = "conformance/updated.rs"]
mod updated;

use std::collections::BTreeMap;
use std::fmt::Debug;

use hxws::simulate::player::Player;
use hxws::simulate::scenario::Scenario;
use scenario::{Recorded, Seen};
use serde_json::{Map, Value};

macro_rules! sets {
    ($($test:ident $(with $scripts:ident)?: $file:literal, $differs:expr;)*) => {
        $(
            $(#[cfg_attr(not(feature = "script"), ignore = stringify!(its pages have $scripts))])?
            #[test]
            fn $test() {
                hold($file, include_str!(concat!("conformance/", $file)), $differs);
            }
        )*

        mod what_happens_is_expected_after_an_update {
            $(
                #[test]
                fn $test() {
                    super::updated::hold($file, include_str!(concat!("conformance/", $file)));
                }
            )*
        }
    };
}

sets! {
    htmx_1: "htmx-1.json", differs::HTMX_1;
    htmx_1_ext with scripts: "htmx-1-ext.json", differs::HTMX_1_EXT;
    htmx_2 with scripts: "htmx-2.json", differs::HTMX_2;
    htmx_4: "htmx-4.json", differs::HTMX_4;
    own_1 with scripts: "own-1.json", differs::OWN_1;
    own_1_ext with scripts: "own-1-ext.json", differs::OWN_1_EXT;
    own_2 with scripts: "own-2.json", differs::OWN_2;
    own_morph: "own-morph.json", differs::OWN_MORPH;
    own_2_more with scripts: "own-2-more.json", differs::OWN_2_MORE;
    own_4 with scripts: "own-4.json", differs::OWN_4;
    own_4_send with scripts: "own-4-send.json", differs::OWN_4_SEND;
    own_4_receive: "own-4-receive.json", differs::OWN_4_RECEIVE;
    own_events with scripts: "own-events.json", differs::OWN_EVENTS;
    own_4_random: "own-4-random.json", differs::OWN_4_RANDOM;
    own_versions with scripts: "own-versions.json", differs::OWN_VERSIONS;
    own_script with scripts: "own-script.json", differs::OWN_SCRIPT;
}

#[test]
fn files_named_in_the_environment() {
    for file in std::env::var_os("CONFORMANCE_FILES").iter().flat_map(std::env::split_paths) {
        hold(&file.display().to_string(), &std::fs::read_to_string(&file).unwrap(), &[]);
    }
}

/// Plays every scenario, prints the score, and fails on a difference that is not listed or a listed one that is gone.
fn hold(set: &str, json: &str, differs: &[(&str, &[&str])]) {
    let recorded: Vec<Recorded> = serde_json::from_str(json).unwrap();
    let values: Vec<Map<String, Value>> = serde_json::from_str(json).unwrap();
    let scenarios = Scenario::read_all(json).unwrap();
    let mut score: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    let mut problems = Vec::new();
    for ((recorded, scenario), value) in recorded.iter().zip(&scenarios).zip(&values) {
        if scenario::digest(value) != recorded.digest {
            let advice = "out of step: record it anew with tests/conformance/record.mjs";
            problems.push(format!("{} {advice} ({})", recorded.name, scenario::digest(value)));
        }
        if recorded.needs.is_some() {
            continue;
        }
        let difference = compare(recorded, scenario);
        let listed = differs.iter().find(|(_, names)| names.contains(&recorded.name.as_str()));
        let (passed, all) = score.entry((&recorded.htmx, &recorded.category)).or_default();
        *passed += usize::from(difference.is_none());
        *all += 1;
        match (difference, listed) {
            (Some(difference), None) => problems.push(format!("{}: {difference}", recorded.name)),
            (None, Some((reason, _))) => {
                problems.push(format!("{} passes now; take it off ({reason})", recorded.name));
            }
            _ => {}
        }
    }
    for (reason, name) in
        differs.iter().flat_map(|(reason, names)| names.iter().map(move |name| (reason, name)))
    {
        if !recorded.iter().any(|recorded| recorded.name == **name && recorded.needs.is_none()) {
            problems.push(format!("{name} is listed ({reason}) but no scenario that is asked for"));
        }
    }
    let lines: Vec<String> = score
        .iter()
        .map(|((htmx, category), (passed, all))| format!("{htmx} {category} {passed}/{all}"))
        .collect();
    println!("{set}: {}", lines.join(", "));
    assert!(problems.is_empty(), "{} of {set} differ:\n{}", problems.len(), problems.join("\n"));
}

/// What differs first, if anything does.
fn compare(recorded: &Recorded, scenario: &Scenario) -> Option<String> {
    if recorded.result.len() != recorded.steps.len() + 1 {
        return Some(format!("{} steps and {} results", recorded.steps.len(), recorded.result.len()));
    }
    let page = scenario.document(None);
    let dialect = scenario.dialect(&page, None, None).unwrap();
    let (mut player, turn) = Player::load(scenario, dialect, page);
    let mut turns = vec![turn];
    turns.extend(scenario.steps.iter().map(|step| player.play(step)));
    let pairs = recorded.result.iter().zip(&turns).enumerate();
    pairs.into_iter().find_map(|(step, (wanted, got))| {
        let got = Seen::from(got);
        difference(&wanted.normal(), &got.normal()).map(|difference| format!("step {step}: {difference}"))
    })
}

fn difference(wanted: &Seen, got: &Seen) -> Option<String> {
    let told = |what, wanted: &dyn Debug, got: &dyn Debug| {
        Some(format!("{what}\n  htmx {wanted:?}\n  hxws {got:?}"))
    };
    if wanted.sent != got.sent {
        told("sent", &wanted.sent, &got.sent)
    } else if wanted.sockets != got.sockets {
        told("sockets", &wanted.sockets, &got.sockets)
    } else if wanted.timers != got.timers {
        told("timers", &wanted.timers, &got.timers)
    } else if wanted.html != got.html {
        told("html", &wanted.html, &got.html)
    } else {
        None
    }
}
