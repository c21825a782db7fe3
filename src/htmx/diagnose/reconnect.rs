//! Diagnoses of the delay before a reconnect: what is no delay, and what a browser makes of it.

use super::Finding;
use crate::htmx::config::{Config, ReconnectDelay};
use crate::htmx::dialect::{Dialect, Processing};
use crate::htmx::reconnect::{Delay, LONGEST_MS, waited};
use crate::htmx::script::Failure;

const ADVICE: &str = "set htmx.config.wsReconnectDelay to `full-jitter` or to a function of retryCount that returns \
                      milliseconds";

const FROM_0_UP: &str = "return a number of milliseconds from 0 up";
const TO_THE_LONGEST: &str = "return 2147483647 (24.8 days) at most";

/// A `wsReconnectDelay` that is neither a function nor `full-jitter` (htmx-ext-ws 2.0.4 `getWebSocketReconnectDelay` calls
/// a `logError` that it does not have; htmx 1.9.12's own has one).
#[must_use]
pub fn unusable(dialect: &Dialect, config: &Config) -> Option<Finding> {
    if dialect.processing == Processing::Four || config.reconnect_delay != ReconnectDelay::Unusable {
        return None;
    }
    let then = if dialect.unusable_delay_throws {
        "htmx throws when the connection ends, and never reconnects"
    } else {
        "htmx logs an error and reconnects at once"
    };
    let what = format!("wsReconnectDelay is neither a function nor `full-jitter`: {then}");
    Some(Finding::new("reconnect-delay", what, ADVICE))
}

/// The number of ms before the reconnect that follows `retries` others, where `setTimeout` waits another; or why there is
/// none. A fixed delay is no page's.
#[must_use]
pub fn of_delay(delay: &Delay, number: &Result<f64, Failure>, retries: u32) -> Option<Finding> {
    if matches!(delay, Delay::Fixed(_)) {
        return None;
    }
    let before = format!("the delay before reconnect {}", retries + 1);
    match number {
        Ok(delay) if *delay >= 0.0 && *delay <= LONGEST_MS => None,
        Ok(delay) => {
            let ms = waited(*delay);
            let (is, advice) = match delay {
                delay if delay.is_nan() => ("is not a number".to_owned(), FROM_0_UP),
                delay if delay.is_infinite() => {
                    let sign = if *delay < 0.0 { "-" } else { "" };
                    (format!("is {sign}Infinity"), FROM_0_UP)
                }
                delay if *delay < 0.0 => (format!("is {delay} ms"), FROM_0_UP),
                delay => (format!("is {delay} ms, more than `setTimeout` takes"), TO_THE_LONGEST),
            };
            Some(Finding::new("reconnect-delay", format!("{before} {is}: a browser waits {ms} ms"), advice))
        }
        Err(Failure::Threw(error) | Failure::NoJavaScript(error)) => {
            let attempt = retries + 1;
            let what =
                format!("the delay function throws before reconnect {attempt}, which does not come: {error}");
            Some(Finding::new("reconnect-delay", what, FROM_0_UP))
        }
        Err(failure) => Some(Finding::new(
            "needs-browser",
            format!("{before} is not known, and full-jitter stands for it: {failure}"),
            "give the function with `--reconnect-delay`, without what a browser has",
        )),
    }
}
