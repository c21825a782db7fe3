//! Holds hxws's core against what the real htmx did in a real browser.
//!
//! `conformance/htmx-2.json` is the common set, `conformance/own-2.json` ours; both were recorded from htmx 2.0.11 with
//! htmx-ext-ws 2.0.4 in Chromium. What hxws does not play yet is listed with its reason; the lists can only shrink.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking and prints its score"
)]

#[path = "conformance/markup.rs"]
mod markup;
#[path = "conformance/player.rs"]
mod player;
#[path = "conformance/scenario.rs"]
mod scenario;

use std::collections::BTreeMap;
use std::fmt::Debug;

use scenario::{Scenario, Seen};

const SCRIPTS: &str = "hx-vals and hx-vars in JavaScript are not evaluated yet";
const CONFIG_SCRIPTS: &str = "scripts that set htmx.config are not read yet";
const TRIGGERS: &str = "trigger modifiers, filters and `from:` are not simulated yet";
const SWAP_EXTENSIONS: &str = "swap extensions are not played yet";

/// Scenarios of the common set that differ, each with the reason.
const COMMON_DIFFERS: &[(&str, &str)] = &[
    ("delay-function-constant-v2", CONFIG_SCRIPTS),
    ("delay-function-linear-v2", CONFIG_SCRIPTS),
    ("vals-js-expression-v2", SCRIPTS),
    ("trigger-delay-once-filter", TRIGGERS),
    ("trigger-multiple-and-from-v2", TRIGGERS),
    ("morphdom-outer-2", SWAP_EXTENSIONS),
    ("idiomorph-morph-2", SWAP_EXTENSIONS),
];

#[test]
fn the_core_does_what_htmx_2_does() {
    hold("the common set", include_str!("conformance/htmx-2.json"), COMMON_DIFFERS);
}

/// Scenarios of ours that differ, each with the reason.
const OWN_DIFFERS: &[(&str, &str)] = &[
    ("vals-number-beyond-double", "numbers beyond a double are refused where JavaScript makes them Infinity"),
    ("vals-lone-surrogate", "Rust's strings hold no lone surrogates"),
];

#[test]
fn the_core_does_what_htmx_2_does_in_our_own_scenarios() {
    hold("our own", include_str!("conformance/own-2.json"), OWN_DIFFERS);
}

/// Plays every scenario, prints the score, and fails on a difference that is not listed or a listed one that is gone.
fn hold(set: &str, json: &str, differs: &[(&str, &str)]) {
    let scenarios: Vec<Scenario> = serde_json::from_str(json).unwrap();
    let mut score: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut problems = Vec::new();
    for scenario in &scenarios {
        let difference = compare(scenario);
        let listed = differs.iter().find(|(name, _)| *name == scenario.name);
        let (passed, all) = score.entry(&scenario.category).or_default();
        *passed += usize::from(difference.is_none());
        *all += 1;
        match (difference, listed) {
            (Some(difference), None) => problems.push(format!("{}: {difference}", scenario.name)),
            (None, Some((name, reason))) => {
                problems.push(format!("{name} passes now; take it off ({reason})"))
            }
            _ => {}
        }
    }
    for (name, reason) in differs {
        if !scenarios.iter().any(|scenario| scenario.name == *name) {
            problems.push(format!("{name} is listed ({reason}) but no scenario"));
        }
    }
    let lines: Vec<String> =
        score.iter().map(|(category, (passed, all))| format!("{category} {passed}/{all}")).collect();
    println!("{set}: {}", lines.join(", "));
    assert!(problems.is_empty(), "{} differ:\n{}", problems.len(), problems.join("\n"));
}

/// What differs first, if anything does.
fn compare(scenario: &Scenario) -> Option<String> {
    let seen = player::play(scenario);
    let pairs = scenario.result.iter().zip(&seen).enumerate();
    pairs.into_iter().find_map(|(step, (wanted, got))| {
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
