//! A person's use of a sender, as far as its triggers have a say in it: their filters may let it pass or not.
//!
//! What is put off (`delay:`, `throttle:`) or only asked once (`once`, `changed`) is sent all the same: a person who names
//! the sender wants its message.

use super::super::diagnose::Finding;
use super::super::dialect::Processing;
use super::super::four;
use super::super::process::Handler;
use super::super::script::{EventScope, Failure};
use super::super::trigger;
use super::super::twin::Twin;
use super::filter::as_written;
use super::occurrence::Occurrence;
use crate::page::{Document, NodeId};

/// What a sender's triggers make of a person's use of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Use {
    /// It sends.
    Sends,
    /// It sends, as far as can be told without a browser.
    Untold(Finding),
    /// No trigger takes it, and why.
    Refused(String),
}

/// One trigger's say.
enum Say {
    Takes,
    Refuses,
    NeedsBrowser(Failure),
}

impl Twin {
    /// Whether a sender sends when a person uses it: clicks it plainly, submits it, or makes what its trigger waits for
    /// happen.
    pub(in crate::htmx) fn use_by_hand(&self, page: &Document, sender: NodeId, handler: Handler) -> Use {
        let filters = self.filters(page, sender, handler);
        let mut untold = None;
        for (event, filter) in &filters {
            let Some(filter) = filter else { return Use::Sends };
            match self.say(page, sender, event, filter) {
                Say::Takes => return Use::Sends,
                Say::NeedsBrowser(failure) => untold = untold.or(Some((filter, failure))),
                Say::Refuses => {}
            }
        }
        let element = page.selector_for(sender);
        match (untold, filters.first()) {
            (_, None) => Use::Sends,
            (Some((filter, failure)), _) => Use::Untold(Finding {
                code: "needs-browser",
                what: format!(
                    "the filter `{}` of `{element}` is taken to be met: {failure}",
                    as_written(filter)
                ),
                advice: "filter by what the event and the page hold".to_owned(),
            }),
            (None, Some((event, filter))) => {
                let filter = as_written(filter.as_deref().unwrap_or_default());
                Use::Refused(format!(
                    "{} does not meet the filter of `{event}[{filter}]` of `{element}`",
                    plainly(event)
                ))
            }
        }
    }

    /// The sender's triggers: each event with its filter, if it has one that counts.
    fn filters(&self, page: &Document, sender: NodeId, handler: Handler) -> Vec<(String, Option<String>)> {
        match self.dialect.processing {
            Processing::Four => {
                let written = four::process::trigger(page, &self.config, sender);
                let specs = four::trigger::parse(&written).unwrap_or_default();
                specs.into_iter().map(|spec| (spec.event, spec.filter)).collect()
            }
            // htmx 1.9.12 `processWebSocketSend` listens without any condition
            _ if handler == Handler::Core => Vec::new(),
            Processing::Core | Processing::Extension => {
                let counts = self.config.allow_eval;
                let triggers = trigger::of(page, &self.dialect, sender).into_iter();
                triggers.map(|trigger| (trigger.event, trigger.filter.filter(|_| counts))).collect()
            }
        }
    }

    fn say(&self, page: &Document, sender: NodeId, event: &str, filter: &str) -> Say {
        let four = self.dialect.processing == Processing::Four;
        match self.met(page, filter, sender, &plain(event, sender)) {
            Ok(true) => Say::Takes,
            Ok(false) => Say::Refuses,
            // in htmx 4 it may be a property of the event
            Err(Failure::Threw(error)) => match error.strip_prefix("ReferenceError: ").filter(|_| four) {
                Some(error) => Say::NeedsBrowser(Failure::NeedsBrowser(name_in(error).to_owned())),
                None => Say::Refuses,
            },
            Err(failure) => Say::NeedsBrowser(failure),
        }
    }
}

/// The event as a person makes it with no other key held down; where it happens, and what else it tells, takes a
/// browser.
fn plain(kind: &str, sender: NodeId) -> EventScope {
    match kind {
        "keyup" | "keydown" | "keypress" => Occurrence::enter_key(kind, sender).scope(None),
        "click" => EventScope { complete: false, ..Occurrence::plain_click(sender).scope(None) },
        _ => EventScope::unknown(kind, sender),
    }
}

/// The name in `'x' is not defined`.
fn name_in(error: &str) -> &str {
    error.trim_end_matches(" is not defined").trim_matches('\'')
}

/// The event in words.
fn plainly(kind: &str) -> String {
    match kind {
        "keyup" | "keydown" | "keypress" => format!("the Enter key's {kind}"),
        "click" | "submit" => format!("a plain {kind}"),
        _ => format!("`{kind}`"),
    }
}
