//! What the page's JavaScript finds around it when htmx runs it: the time, the event, the page.

use std::rc::Rc;

use super::config::ReconnectDelay;
use super::expression::Reading;
use super::reconnect::DelayFunction;
use super::script::{EventScope, Happening, Names, Scope};
use super::trigger;
use super::twin::Twin;
use crate::page::{Document, NodeId};

/// A point in time as a page sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moment {
    /// `Date.now()`: ms since 1970.
    pub now_ms: f64,
    /// `Math.random()`: from 0 to 1.
    pub random: f64,
}

impl Default for Moment {
    fn default() -> Self {
        Self { now_ms: 0.0, random: 0.5 }
    }
}

impl Twin {
    /// Tells what the time is, and the random number that the page's JavaScript gets.
    pub fn set_moment(&mut self, moment: Moment) {
        self.moment = moment;
        if matches!(self.config.reconnect_delay, ReconnectDelay::Function { reads_page: true, .. }) {
            self.shown.replace(self.page.clone());
        }
    }

    /// The surroundings of code that runs on the page now, in an attribute of htmx 1 or 2 and with no `this`.
    pub(super) fn scope<'a>(&'a self, page: &'a Document, event: Option<&'a EventScope>) -> Scope<'a> {
        Scope {
            page: Some(page),
            this: None,
            event,
            href: self.location.href.as_str(),
            random: self.moment.random,
            now_ms: self.moment.now_ms,
            names: Names::Plain,
        }
    }

    /// How attributes are read now.
    pub(super) fn reading<'a>(&'a self, page: &'a Document, event: Option<&'a EventScope>) -> Reading<'a> {
        let scope = self.scope(page, event);
        Reading { page, dialect: &self.dialect, config: &self.config, script: &self.script, scope }
    }

    /// The event that a sender's code sees.
    pub(super) fn event_of(&self, page: &Document, sender: NodeId) -> Option<EventScope> {
        match &self.happening {
            Happening::Event(event) => Some(event.clone()),
            Happening::Nothing => None,
            Happening::Unknown => {
                let triggers = trigger::of(page, &self.dialect, sender);
                Some(EventScope::unknown(&triggers.first()?.event, sender))
            }
        }
    }

    /// The page's own function for the delay before a reconnect, if it set one. It finds the page as it was when the
    /// time was told last.
    pub(super) fn delay_function(&self) -> Option<DelayFunction> {
        let ReconnectDelay::Function { code, .. } = &self.config.reconnect_delay else { return None };
        let (script, code, href) = (self.script.clone(), code.clone(), self.location.href.to_string());
        let (now_ms, shown) = (self.moment.now_ms, Rc::clone(&self.shown));
        Some(Rc::new(move |retries, random| {
            let page = shown.borrow();
            let scope = Scope {
                page: page.as_ref(),
                this: None,
                event: None,
                href: &href,
                random,
                now_ms,
                names: Names::Plain,
            };
            script.call_with_number(&code, retries, &scope)
        }))
    }
}
