//! How the values of some keys are written in JSON Lines. Knows neither the keys nor the events that have them.

use std::time::{Duration, SystemTime};

use serde::Serializer;

pub(super) fn sides<S: Serializer>(
    sides: &[(String, Option<String>); 2],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(sides.iter().map(|(name, what)| (name, what)))
}

/// A time in ms with its microseconds.
pub(super) fn milliseconds<S: Serializer>(time: &Option<Duration>, serializer: S) -> Result<S::Ok, S::Error> {
    let micros = time.map(|time| time.as_micros()).unwrap_or_default();
    #[expect(clippy::cast_precision_loss, reason = "2^53 µs are 285 years")]
    serializer.serialize_f64(micros as f64 / 1000.0)
}

pub(super) fn base64<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    use base64::Engine as _;
    serializer.serialize_str(&base64::engine::general_purpose::STANDARD.encode(bytes))
}

pub(super) fn rfc3339<S: Serializer>(at: &Option<SystemTime>, serializer: S) -> Result<S::Ok, S::Error> {
    match at {
        Some(time) => serializer.collect_str(&humantime::format_rfc3339_micros(*time)),
        None => serializer.serialize_none(),
    }
}
