//! `/diff`: what a message did to the page.

use super::super::acting::no_page;
use crate::commands::repl::act::Acted;
use crate::event::{Change, Event};
use crate::page::{self, Document};
use crate::session::live::{Before, Session};
use crate::status::Stop;

/// Shows what that message, or the last one, did to the page.
pub(super) fn show(session: &Session, acted: &mut Acted, seq: Option<u64>) {
    if session.twin().page().is_none() {
        return acted.stop(no_page());
    }
    let Some(seq) = seq.or_else(|| session.last_heard()) else {
        return acted.stop(Stop::failed("no message has come yet"));
    };
    let Some(before) = session.before(seq) else {
        return acted.stop(Stop::failed(format!("message {seq} is not kept: {}", kept(session))));
    };
    let changes = changes(before);
    if changes.is_empty() {
        return acted.tell(format!("message {seq} changed nothing on the page"));
    }
    acted.event(Event::Diff { seq, changes });
}

/// Which messages there are.
fn kept(session: &Session) -> String {
    match session.last_heard() {
        Some(last) => format!("the last that the page has heard is {last}"),
        None => "no message has come yet".to_owned(),
    }
}

fn changes(mut before: Before) -> Vec<Change> {
    let Some(old) = before.page().cloned() else { return Vec::new() };
    // what becomes of it was told when it came
    let _told = before.play();
    let Some(new) = before.page() else { return Vec::new() };
    let top = |page: &Document| page.html().unwrap_or(page.root());
    let differences = page::differences((&old, top(&old)), (new, top(new)));
    differences
        .map(|page::Difference { selector, one, other }| Change {
            element: selector,
            before: one,
            after: other,
        })
        .collect()
}
