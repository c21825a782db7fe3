//! The clock that stops code which runs too long.

use std::cell::Cell;
use std::time::{Duration, Instant};

/// What one piece of code may take.
pub(super) const TIME: Duration = Duration::from_millis(200);

/// Strikes once the time of what runs is over.
#[derive(Default)]
pub(super) struct Clock {
    until: Cell<Option<Instant>>,
    pub(super) struck: Cell<bool>,
}

impl Clock {
    pub(super) fn start(&self) {
        self.until.set(Some(Instant::now() + TIME));
    }

    pub(super) fn stop(&self) {
        self.until.set(None);
    }

    /// Whether the time is over, which is kept.
    pub(super) fn strikes(&self) -> bool {
        let late = self.until.get().is_some_and(|until| Instant::now() >= until);
        self.struck.set(self.struck.get() || late);
        late
    }
}
