//! Diagnoses of the delay before a reconnect: what is no delay, and what a browser makes of it.

use super::Finding;
use crate::htmx::config::{Config, ReconnectDelay};
use crate::htmx::dialect::{Dialect, Processing};
use crate::htmx::script::Failure;

const ADVICE: &str = "set htmx.config.wsReconnectDelay to `full-jitter` or to a function of retryCount that returns \
                      milliseconds";

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

/// What the delay function gave before the reconnect that follows `retries` others, where that is no delay.
#[must_use]
pub fn of_function(number: &Result<f64, Failure>, retries: u32) -> Option<Finding> {
    let attempt = retries + 1;
    let (code, what) = match number {
        Ok(delay) if delay.is_nan() => {
            let what = format!("the delay before reconnect {attempt} is not a number: a browser waits 0 ms");
            ("reconnect-delay", what)
        }
        Ok(delay) if *delay < 0.0 => {
            let what = format!("the delay before reconnect {attempt} is {delay} ms: a browser waits 0 ms");
            ("reconnect-delay", what)
        }
        Ok(_) => return None,
        Err(Failure::Threw(error) | Failure::NoJavaScript(error)) => {
            let what =
                format!("the delay function throws before reconnect {attempt}, which does not come: {error}");
            ("reconnect-delay", what)
        }
        Err(failure) => {
            let what = format!(
                "the delay before reconnect {attempt} is not known, and full-jitter stands for it: {failure}"
            );
            ("needs-browser", what)
        }
    };
    let advice = match code {
        "needs-browser" => "give the function with `--reconnect-delay`, without what a browser has",
        _ => "return a number of milliseconds from 0 up",
    };
    Some(Finding::new(code, what, advice))
}
