//! Times of day, durations and sizes, as people read them.

use std::time::{Duration, SystemTime};

use jiff::{Timestamp, tz::TimeZone};

/// Tells the time of day in one zone.
#[derive(Debug, Clone)]
pub(super) struct Clock(TimeZone);

impl Clock {
    /// The zone of the machine.
    pub(super) fn local() -> Self {
        Self(TimeZone::system())
    }

    #[cfg(test)]
    pub(super) fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    /// `14:02:11.204`; what lies outside the years that calendars cover is `--:--:--.---`.
    pub(super) fn time_of_day(&self, at: SystemTime) -> String {
        let Ok(timestamp) = Timestamp::try_from(at) else { return "--:--:--.---".into() };
        let time = timestamp.to_zoned(self.0.clone()).time();
        let millisecond = time.subsec_nanosecond() / 1_000_000;
        format!("{:02}:{:02}:{:02}.{millisecond:03}", time.hour(), time.minute(), time.second())
    }
}

/// `5 ms`, `12.3 s`, `17 min`, `3 h`.
pub(super) fn duration(took: Duration) -> String {
    match took.as_millis() {
        ms @ 0..10_000 => format!("{ms} ms"),
        ms @ 10_000..600_000 => format!("{}.{} s", ms / 1000, ms % 1000 / 100),
        ms @ 600_000..36_000_000 => format!("{} min", ms / 60_000),
        ms => format!("{} h", ms / 3_600_000),
    }
}

/// `0.4 ms`; from 10 ms on as [`duration`] says it.
pub(super) fn round_trip(took: Duration) -> String {
    match took.as_micros() {
        micros @ 0..10_000 => format!("{}.{} ms", micros / 1000, micros % 1000 / 100),
        _ => duration(took),
    }
}

/// At most seven columns: `163 B`, `9999 B`, `12.3 kB`, `456 kB`, `1.2 MB`.
#[must_use]
pub fn size(bytes: usize) -> String {
    match bytes {
        0..10_000 => format!("{bytes} B"),
        10_000..100_000 => format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100),
        100_000..1_000_000 => format!("{} kB", bytes / 1000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_milliseconds() {
        let at = SystemTime::UNIX_EPOCH + Duration::from_micros(1_700_000_531_204_999);
        assert_eq!(Clock::utc().time_of_day(at), "22:22:11.204");
    }

    #[test]
    fn a_time_before_1970_is_a_time() {
        let at = SystemTime::UNIX_EPOCH - Duration::from_millis(1);
        assert_eq!(Clock::utc().time_of_day(at), "23:59:59.999");
    }

    #[test]
    fn durations_and_sizes_take_the_unit_that_fits() {
        let told = |ms| duration(Duration::from_millis(ms));
        assert_eq!(
            [told(0), told(9_999), told(10_000), told(599_999)],
            ["0 ms", "9999 ms", "10.0 s", "599.9 s"]
        );
        assert_eq!([told(600_000), told(36_000_000)], ["10 min", "10 h"]);
        assert_eq!(
            [9_990, 12_000].map(|micros| round_trip(Duration::from_micros(micros))),
            ["9.9 ms", "12 ms"]
        );
        assert_eq!(
            [size(0), size(9_999), size(10_000), size(99_999)],
            ["0 B", "9999 B", "10.0 kB", "99.9 kB"]
        );
        assert_eq!([size(100_000), size(999_999), size(1_250_000)], ["100 kB", "999 kB", "1.2 MB"]);
    }
}
