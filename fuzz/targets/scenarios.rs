//! Scenarios: whatever a file says is read or refused, and played twice is played alike.
#![no_main]

use hxws::simulate::player::{Player, Turn};
use hxws::simulate::scenario::Scenario;
use hxws_fuzz::memory;
use hxws_fuzz::whole::check_tree;
use libfuzzer_sys::fuzz_target;

/// More steps are not played.
const MOST_STEPS: usize = 24;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = str::from_utf8(data) else { return };
    memory::within(512 << 20, || {
        let read = Scenario::read_all(text);
        if let Err(error) = &read {
            assert_ne!(error.to_string(), "");
        }
        for scenario in read.unwrap_or_default().iter().take(2) {
            let once = turns(scenario);
            assert_eq!(turns(scenario), once);
        }
    });
});

fn turns(scenario: &Scenario) -> Vec<Turn> {
    let page = scenario.document(None);
    let Ok(dialect) = scenario.dialect(&page, None, None) else { return Vec::new() };
    let (mut player, turn) = Player::load(scenario, dialect, page);
    let mut turns = vec![turn];
    for step in scenario.steps.iter().take(MOST_STEPS) {
        let turn = player.play(step);
        if let Some(page) = player.page() {
            check_tree(page, &[]);
            for wanted in &scenario.expect {
                // what differs is told, and where it is compared with itself nothing does
                let differences = wanted.differences(&turn, page);
                assert_eq!(wanted.differences(&turn, page), differences);
            }
        }
        turns.push(turn);
    }
    turns
}
