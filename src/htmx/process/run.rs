//! One walk over an element and what is in it: what htmx initialises, in its order, and what it cleans up instead.

use super::{Action, Location, Registry, Wire};
use crate::htmx::attribute;
use crate::htmx::boost;
use crate::htmx::config::Config;
use crate::htmx::dialect::{Dialect, Processing};
use crate::htmx::listen::place;
use crate::htmx::survey::Survey;
use crate::htmx::swap::Thrown;
use crate::page::{Document, NodeId};

/// `bodyContains`.
pub(super) fn is_there(page: &Document, dialect: &Dialect, element: NodeId) -> bool {
    if dialect.page_is_body {
        page.body().is_some_and(|body| body == element || page.contains(body, element))
    } else {
        page.is_attached(element)
    }
}

/// One element and what is in it, on their way to being initialised.
pub(super) struct Run<'a> {
    pub(super) registry: &'a mut Registry,
    pub(super) page: &'a Document,
    pub(super) dialect: &'a Dialect,
    pub(super) config: &'a Config,
    pub(super) location: &'a Location,
    pub(super) survey: &'a Survey,
}

impl Run<'_> {
    /// `processNode`.
    pub(super) fn process(&mut self) -> Result<(), Thrown> {
        if self.survey.places.first().is_none_or(|top| top.disabled) {
            self.clean_up(0);
            return Ok(());
        }
        let (survey, page, dialect) = (self.survey, self.page, self.dialect);
        let mut found = survey.to_initialize(page, dialect);
        if dialect.takes_stock_first {
            let fresh: Vec<usize> = found.filter(|&at| self.is_due(at)).collect();
            fresh.into_iter().try_for_each(|at| self.initialize(at))
        } else {
            found.try_for_each(|at| if self.is_due(at) { self.initialize(at) } else { Ok(()) })
        }
    }

    /// Whether a place is to be initialised; what is disabled is cleaned up instead.
    fn is_due(&mut self, at: usize) -> bool {
        let Some(place) = self.survey.places.get(at) else { return false };
        if place.disabled {
            self.clean_up(at);
            return false;
        }
        self.registry.is_fresh(self.page, self.dialect, place.node)
    }

    /// `cleanUpElement`, of what stays on the page.
    fn clean_up(&mut self, at: usize) {
        let end = self.survey.places.get(at).map_or(at, |place| place.end);
        for place in self.survey.places.get(at..end).unwrap_or_default() {
            let known = self.registry.initialized.remove(place.node).is_some();
            self.registry.deinit(self.dialect, true, known, place.node);
        }
    }

    /// `initNode`: the extension's handler of `htmx:beforeProcessNode` first, where it is on.
    fn initialize(&mut self, at: usize) -> Result<(), Thrown> {
        let Some(place) = self.survey.places.get(at) else { return Ok(()) };
        if place.enabled && self.dialect.processing == Processing::Extension {
            // an exception ends the extension's handler for this element (`withExtensions`)
            let _thrown = self.initialize_extension(at);
        }
        if attribute::has(self.page, place.node, "hx-trigger") {
            if !self.registry.sending.contains(&place.node) {
                self.registry.wired.push(Wire { element: place.node, action: Action::Nothing });
            }
            place::check(self.page, self.dialect, place.node)?;
        }
        if self.dialect.core_hx_ws {
            self.registry.process_info(self.page, self.dialect, self.location, place.node)?;
        }
        if boost::throws(self.page, self.dialect, self.config, place.node) {
            return Err(Thrown("a boosted form has no action: path is null".into()));
        }
        Ok(())
    }

    /// htmx-ext-ws 2.0.4 `onEvent`.
    fn initialize_extension(&mut self, at: usize) -> Result<(), Thrown> {
        for element in self.survey.connecting(at) {
            let opened = self.registry.ensure_socket(self.page, self.dialect, self.location, element);
            opened.map_err(|error| Thrown(error.to_string()))?;
        }
        for element in self.survey.sending(at) {
            self.registry.ensure_sender(self.page, self.dialect, element)?;
        }
        Ok(())
    }
}
