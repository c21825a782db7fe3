//! What every recorded scenario does, written into its file as what is expected of it: it is met when it is played again, and
//! all else in the file stays as it was.

use hxws::page::Document;
use hxws::simulate::player::{Player, Turn};
use hxws::simulate::scenario::Scenario;
use hxws::simulate::update::{Update, expectation, updated};

/// Plays a scenario; `look` sees every turn with the page before and after it.
fn play(scenario: &Scenario, mut look: impl FnMut(usize, &Turn, Option<&Document>, Option<&Document>)) {
    let page = scenario.document(None);
    let dialect = scenario.dialect(&page, None, None).unwrap();
    let (mut player, turn) = Player::load(scenario, dialect, page);
    look(0, &turn, None, player.page());
    for (number, step) in (1..).zip(&scenario.steps) {
        let before = player.page().cloned();
        let turn = player.play(step);
        look(number, &turn, before.as_ref(), player.page());
    }
}

/// Holds a file of scenarios that expect nothing.
pub fn hold(set: &str, json: &str) {
    let mut updates = Vec::new();
    for (number, scenario) in Scenario::read_all(json).unwrap().iter().enumerate() {
        let mut expected = Vec::new();
        play(scenario, |step, turn, before, after| expected.extend(expectation(step, turn, before, after)));
        if !expected.is_empty() {
            updates.push((number, Update::All(expected)));
        }
    }
    assert!(!updates.is_empty(), "{set}");
    let text = updated(json, &updates).unwrap();
    let mut problems = String::new();
    for scenario in Scenario::read_all(&text).unwrap() {
        play(&scenario, |step, turn, _, after| {
            for wanted in scenario.expect.iter().filter(|wanted| wanted.step == step) {
                for difference in wanted.differences(turn, after.unwrap()) {
                    let (name, lines) = (&scenario.name, difference.lines.join("\n"));
                    problems += &format!("{name}, step {step}: {}\n{lines}\n", difference.place);
                }
            }
        });
    }
    assert!(problems.is_empty(), "{set}:\n{problems}");
    let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    let mut without = value(&text);
    for scenario in without.as_array_mut().unwrap() {
        scenario.as_object_mut().unwrap().shift_remove("expect");
    }
    assert_eq!(without, value(json), "{set}");
}
