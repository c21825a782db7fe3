//! `/explain` and `/as`: a message played again, in its own htmx and in another.

use std::io;

use super::Driver;
use crate::commands::open;
use crate::event::{Direction, Event, Explained};
use crate::htmx::compare::{Arrived, Comparison};
use crate::htmx::explain::Heard;
use crate::htmx::twin::Twin;
use crate::page::{self, Document};
use crate::script;
use crate::session::live::Before;
use crate::status::Stop;

/// Elements that have changed and are named.
const NAMED: usize = 3;

type Done = io::Result<Result<(), Stop>>;

impl Driver<'_> {
    pub(super) fn explain(&mut self, seq: Option<u64>) -> Done {
        let mut before = match self.before(seq) {
            Ok(before) => before,
            Err(stop) => return Ok(Err(stop)),
        };
        let page = before.page().cloned();
        let effects = before.play();
        let Before { seq, twin, on, payload } = &before;
        let pages = page.as_ref().zip(twin.page());
        let heard = Heard { dialect: twin.dialect(), payload, effects: &effects, pages };
        let mut steps = Vec::new();
        if let Some((page, on)) = page.as_ref().zip(*on) {
            steps.push(format!("it came on the socket of `{}`", page.selector_for(on)));
        }
        steps.extend(heard.steps());
        steps.extend(pages.map(|(page, after)| changes(*seq, page, after)));
        let explained = Explained { seq: *seq, htmx: heard.versions(), steps };
        self.printer.event(Event::Explained(explained)).map(Ok)
    }

    pub(super) fn play_as(&mut self, version: &str, seq: Option<u64>) -> Done {
        let prepared = self.before(seq).and_then(|before| Ok((other_htmx(&before, version)?, before)));
        let (other, mut before) = match prepared {
            Ok(prepared) => prepared,
            Err(stop) => return Ok(Err(stop)),
        };
        if other.dialect() == before.twin.dialect() {
            let message =
                format!("that is the htmx that message {} was played in: /explain tells", before.seq);
            return Ok(Err(Stop::usage(message)));
        }
        let page = before.page().cloned();
        let socket = page.as_ref().zip(before.on).map(|(page, on)| page.selector_for(on));
        let mut comparison = Comparison::with(other);
        let effects = before.play();
        let Before { seq, twin, payload, .. } = &before;
        let arrived = Arrived { seq: *seq, payload, socket: socket.as_deref() };
        let differences = comparison.receive(twin, &effects, arrived);
        let (other, others) = (comparison.other(), comparison.heard());
        let pages = page.as_ref().zip(twin.page());
        let own = Heard { dialect: twin.dialect(), payload, effects: &effects, pages };
        let (dialect, pages) = (other.dialect(), page.as_ref().zip(other.page()));
        let other = Heard { dialect, payload, effects: others.unwrap_or_default(), pages };
        self.outcome(*seq, own, true)?;
        self.outcome(*seq, other, others.is_some())?;
        if differences.is_empty() {
            let message = twin.page().map_or("both do the same", |_| "the page is the same after both");
            self.printer.event(Event::Note { message: message.to_owned() })?;
        }
        differences.into_iter().try_for_each(|difference| self.printer.event(difference)).map(Ok)
    }

    /// What became of a message in one of two.
    fn outcome(&mut self, seq: u64, heard: Heard<'_>, is_heard: bool) -> io::Result<()> {
        let mut steps = heard.outcome();
        if !is_heard {
            steps.push("the page has no socket for it in this version: nobody hears it".to_owned());
        } else if steps.is_empty() {
            steps.push("nothing comes of it".to_owned());
        }
        self.printer.event(Event::Explained(Explained { seq, htmx: heard.versions(), steps }))
    }

    /// What was there when a message came.
    fn before(&self, seq: Option<u64>) -> Result<Before, Stop> {
        let last = self.log.find(Direction::Received, None).map(|entry| entry.number);
        let Some(seq) = seq.or(last) else { return Err(Stop::failed("no message has come yet")) };
        if let Some(before) = self.session.before(seq) {
            return Ok(before);
        }
        let Some(entry) = self.log.find(Direction::Received, Some(seq)) else {
            let last = last.map(|last| format!("the last that came is {last}"));
            let last = last.unwrap_or_else(|| "no message has come yet".to_owned());
            return Err(Stop::failed(format!("message {seq} is not kept: {last}")));
        };
        let twin = self.session.twin();
        if twin.page().is_some() {
            let message = format!("the page as it was before message {seq} is not kept any more");
            return Err(Stop::failed(message));
        }
        let twin = Twin::bare(twin.dialect().clone(), twin.location().clone(), twin.given().clone());
        Ok(Before { seq, twin, on: None, payload: entry.payload.clone() })
    }
}

/// The page as it was, with another htmx.
fn other_htmx(before: &Before, version: &str) -> Result<Twin, Stop> {
    let (location, given) = (before.twin.location().clone(), before.twin.given().clone());
    let dialect = open::dialect(before.page(), version)?;
    let Some(page) = before.page() else { return Ok(Twin::bare(dialect, location, given)) };
    Ok(Twin::load_with(dialect, page.clone(), location, given, script::engine(), script::moment()))
}

/// What has changed on the page, by the first elements.
fn changes(seq: u64, page: &Document, after: &Document) -> String {
    let top = |page: &Document| page.html().unwrap_or(page.root());
    let mut changed = page::differences((page, top(page)), (after, top(after)));
    let first: Vec<String> =
        changed.by_ref().take(NAMED).map(|change| format!("`{}`", change.selector)).collect();
    let more = match changed.count() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    if first.is_empty() {
        return "the page stays as it was".to_owned();
    }
    format!("on the page {}{more} changed: /diff {seq} shows how", first.join(", "))
}
