//! JavaScript in a sandbox: the engine behind `crate::htmx::script::Engine`, by QuickJS (feature `script`).
//!
//! No I/O, a limit of time (200 ms for a piece of code, 2 s for all scripts of a page; what the engine cannot stop by then
//! is given up a second later), of memory (32 MB) and of the stack. The page's code finds a window, a document and
//! elements over a snapshot of the page (`prelude/*.js`, asked from `host` and `dom`); what only a browser has throws, is
//! remembered, and counts as the result even where the code catches it.
//!
//! | module | holds |
//! | --- | --- |
//! | `sandbox` | the engine: a realm for the page |
//! | `worker` | the thread of a realm, which is given up where nothing stops it |
//! | `snapshot` | the surroundings of a call, as that thread gets them |
//! | `realm` | a runtime with its limits, and calls into it |
//! | `clock` | the clock that stops code which runs too long |
//! | `parser` | how much of the page is there when one of its scripts runs |
//! | `host` | what the prelude asks besides the document |
//! | `dom` | what it asks of the document |
//! | `reach` | whether code can reach the document at all |

#[cfg(feature = "script")]
mod clock;
#[cfg(feature = "script")]
mod dom;
#[cfg(feature = "script")]
mod host;
#[cfg(feature = "script")]
mod parser;
#[cfg(feature = "script")]
mod reach;
#[cfg(feature = "script")]
mod realm;
#[cfg(feature = "script")]
mod sandbox;
#[cfg(feature = "script")]
mod snapshot;
#[cfg(feature = "script")]
mod worker;

#[cfg(all(test, feature = "script"))]
mod tests;

use std::rc::Rc;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::htmx::reconnect::DelayFunction;
use crate::htmx::script::{Names, Scope, Script};
use crate::htmx::surroundings::Moment;

/// A new engine, where this build has one.
#[must_use]
pub fn engine() -> Script {
    #[cfg(feature = "script")]
    return Script::new(Rc::new(sandbox::Sandbox::default()));
    #[cfg(not(feature = "script"))]
    Script::default()
}

/// The time as it is, and a random number.
#[must_use]
pub fn moment() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment { now_ms: since.as_secs_f64() * 1000.0, random: rand::random() }
}

/// A delay before a reconnect, by a JavaScript function of the number of retries, given by its source. It finds no page.
#[must_use]
pub fn delay(source: &str) -> DelayFunction {
    let (script, source) = (engine(), source.to_owned());
    Rc::new(move |retries, random| {
        let (page, this, event, names) = (None, None, None, Names::Plain);
        let scope = Scope { page, this, event, href: "about:blank", random, now_ms: moment().now_ms, names };
        script.call_with_number(&source, retries, &scope)
    })
}
