//! How long it is until the next attempt, as the prompt counts it down. Pure.

use std::time::Duration;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;

/// The time that is left, rounded up: seconds for a minute, then minutes, then hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Countdown {
    count: u64,
    unit: u64,
}

impl Countdown {
    /// What is told of so much time.
    #[must_use]
    pub fn of(left: Duration) -> Self {
        let seconds = left.as_secs() + u64::from(left.subsec_nanos() > 0);
        let unit = if seconds <= MINUTE {
            1
        } else if seconds <= HOUR {
            MINUTE
        } else {
            HOUR
        };
        Self { count: seconds.div_ceil(unit), unit }
    }

    /// `4 s`, `2 min`, `3 h`.
    #[must_use]
    pub fn long(self) -> String {
        format!("{} {}", self.count, ["s", "min", "h"][self.rank()])
    }

    /// `4s`, `2m`, `3h`.
    #[must_use]
    pub fn short(self) -> String {
        format!("{}{}", self.count, ["s", "m", "h"][self.rank()])
    }

    /// How long that stays true, where so much time is left.
    #[must_use]
    pub fn until_change(left: Duration) -> Duration {
        let Self { count, unit } = Self::of(left);
        left.saturating_sub(Duration::from_secs(count.saturating_sub(1) * unit))
    }

    fn rank(self) -> usize {
        match self.unit {
            1 => 0,
            MINUTE => 1,
            _ => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_rounded_up_and_changes_on_the_second() {
        let told = |ms| {
            let left = Duration::from_millis(ms);
            let countdown = Countdown::of(left);
            (countdown.long(), countdown.short(), Countdown::until_change(left).as_millis())
        };
        assert_eq!(told(0), ("0 s".into(), "0s".into(), 0));
        assert_eq!(told(1), ("1 s".into(), "1s".into(), 1));
        assert_eq!(told(3_400), ("4 s".into(), "4s".into(), 400));
        assert_eq!(told(60_000), ("60 s".into(), "60s".into(), 1000));
        assert_eq!(told(61_000), ("2 min".into(), "2m".into(), 1000));
        assert_eq!(told(3_600_000), ("60 min".into(), "60m".into(), 60_000));
        assert_eq!(told(3_600_001), ("2 h".into(), "2h".into(), 1));
    }
}
