//! A connection's end that surprises: it stays closed, or was never made.

use super::Finding;
use crate::event::By;
use crate::htmx::connection::Connection;
use crate::htmx::dialect::{Dialect, LATEST_1, LATEST_2, LATEST_4, table};
use crate::htmx::reconnect::Policy;

/// What is said of a connection's end that the page did not ask for, and after which it does not reconnect.
#[must_use]
pub fn of_connection(dialect: &Dialect, connection: &Connection, code: u16, by: By) -> Option<Finding> {
    let finding = stays_closed(dialect, connection.policy(), code)?;
    (by != By::Client && !connection.is_abandoned()).then_some(finding)
}

/// A close on which this dialect does not reconnect, and which dialect would. A normal closure is meant to stay.
#[must_use]
pub fn stays_closed(dialect: &Dialect, policy: &Policy, code: u16) -> Option<Finding> {
    const NORMAL: u16 = 1000;
    if code == NORMAL || !policy.enabled || policy.codes.contains(&code) {
        return None;
    }
    let families = [
        ("1", table::one(LATEST_1, true)),
        ("2 with htmx-ext-ws 2.0.4", table::two(LATEST_2.0, LATEST_2.1)),
        ("4", table::four(LATEST_4)),
    ];
    let would: Vec<&str> = families
        .iter()
        .filter(|(_, family)| family != dialect && family.reconnect_codes.contains(&code))
        .map(|(name, _)| *name)
        .collect();
    let others = match would.as_slice() {
        [] => ", and no htmx does".to_owned(),
        names => format!("; htmx {} would", names.join(" and ")),
    };
    let version = dialect.ws_ext.unwrap_or(dialect.htmx);
    Some(Finding::new(
        "close-stays-closed",
        format!("htmx {} ({version}) does not reconnect on close code {code}{others}", dialect.name),
        "to have pages come back, close with 1012 (service restart)",
    ))
}

/// A handshake that the server refused, as the page hears of it; `policy` is htmx's own for the socket.
#[must_use]
pub fn refused(policy: &Policy, status: u16) -> Finding {
    let then = match (policy.reconnects(1006, 0), policy.max_retries) {
        (true, None) => "and htmx tries again for ever".to_owned(),
        (true, Some(1)) => "and htmx tries again once".to_owned(),
        (true, Some(most)) => format!("and htmx tries again up to {most} times"),
        (false, _) => "and the socket stays closed".to_owned(),
    };
    let what = format!(
        "the handshake was answered with {status}, not 101: a page hears close code 1006 only, {then}"
    );
    Finding::new("handshake", what, "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::htmx::config::Config;

    fn told(htmx: &str, ws_ext: Option<&str>, code: u16) -> Option<String> {
        let dialect = Dialect::choose(htmx, ws_ext).unwrap();
        let policy = Policy::of(&dialect, &Config::default());
        stays_closed(&dialect, &policy, code).map(|finding| finding.what)
    }

    #[test]
    fn the_dialects_that_would_reconnect_are_named() {
        assert_eq!(
            told("2", Some("2.0.3"), 1011).unwrap(),
            "htmx 2 (2.0.3) does not reconnect on close code 1011; htmx 2 with htmx-ext-ws 2.0.4 and 4 would"
        );
        assert_eq!(
            told("2", None, 1001).unwrap(),
            "htmx 2 (2.0.4) does not reconnect on close code 1001; htmx 4 would"
        );
        assert_eq!(
            told("4", None, 1008).unwrap(),
            "htmx 4 (4.0.1) does not reconnect on close code 1008, and no htmx does"
        );
    }

    #[test]
    fn what_reconnects_or_is_meant_to_end_is_not_told() {
        assert_eq!((told("2", None, 1012), told("2", None, 1000)), (None, None));
    }

    #[test]
    fn a_refusal_says_what_the_page_hears() {
        let policy = Policy::of(&Dialect::default(), &Config::default());
        let then = |policy: Policy| {
            let what = refused(&policy, 403).what;
            let heard = "the handshake was answered with 403, not 101: a page hears close code 1006 only, ";
            what.strip_prefix(heard).map(str::to_owned)
        };
        let limited = |most| Policy { max_retries: Some(most), ..policy.clone() };
        assert_eq!(
            [limited(0), limited(1), limited(2), policy.clone()].map(then),
            [
                "and the socket stays closed",
                "and htmx tries again once",
                "and htmx tries again up to 2 times",
                "and htmx tries again for ever"
            ]
            .map(|then| Some(then.to_owned()))
        );
    }
}
