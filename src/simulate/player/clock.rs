//! The clock of a scenario, which only moves when it is told to.

use super::Player;
use crate::event::Event;
use crate::htmx::surroundings::Moment;

/// When the page is loaded as its scripts see it, in ms since 1970: 2026 begins.
pub(super) const EPOCH_MS: f64 = 1_767_225_600_000.0;

impl Player {
    /// Lets time go by until then, or, where something is due too often, until it is for the last time that counts.
    pub(super) fn run_until(&mut self, to_ms: u64) {
        let mut moments = 0;
        while let Some(due_ms) = self.twin.next_deadline().filter(|&due_ms| due_ms <= to_ms) {
            if moments == self.most_moments {
                let ms = self.twin.now_ms().saturating_sub(self.now_ms);
                self.now_ms = self.twin.now_ms();
                let message = format!(
                    "step {}: something was due {moments} times in {ms} ms: the rest of its `wait` is left out",
                    self.step
                );
                return self.tell(None, Event::Note { message });
            }
            moments += 1;
            self.tell_time(due_ms);
            let effects = self.twin.advance(due_ms);
            self.perform(effects);
        }
        let effects = self.twin.advance(to_ms);
        self.perform(effects);
        self.now_ms = to_ms;
    }

    /// Tells the page's scripts what time it is.
    pub(super) fn tell_time(&mut self, now_ms: u64) {
        #[expect(clippy::cast_precision_loss, reason = "2^53 ms are 285,000 years")]
        let now_ms = EPOCH_MS + now_ms as f64;
        self.twin.set_moment(Moment { now_ms, random: self.random });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulate::scenario::Scenario;

    #[test]
    fn the_clock_of_a_page_that_polls_too_often_stops_and_goes_on_in_the_next_step() {
        let text = r#"{"page": "<main hx-ws:connect=/ws><b hx-ws:send hx-trigger='every 1ms'></b></main>", "htmx": "4",
            "steps": [{"open": true, "wait": 86400000}, {"open": true, "wait": 2}]}"#;
        let scenario = Scenario::read_all(text).unwrap().remove(0);
        let page = scenario.document(None);
        let dialect = scenario.dialect(&page, None, None).unwrap();
        let (mut player, _) = Player::load(&scenario, dialect, page);
        player.most_moments = 5;
        let turn = player.play(&scenario.steps[0]);
        let said = "step 1: something was due 5 times in 5 ms: the rest of its `wait` is left out";
        let last = turn.records.last().map(|record| record.event.clone());
        assert_eq!((turn.sent.len(), last), (5, Some(Event::Note { message: said.to_owned() })));
        assert_eq!(player.play(&scenario.steps[1]).sent.len(), 2);
    }
}
