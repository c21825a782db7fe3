//! The surroundings of a call, as they are taken along to the engine's thread.

use std::sync::Arc;

use crate::htmx::script::{EventScope, Names, Scope};
use crate::page::{Document, NodeId};

/// A scope that borrows nothing.
#[derive(Clone)]
pub(super) struct Snapshot {
    pub(super) page: Option<Arc<Document>>,
    pub(super) this: Option<NodeId>,
    pub(super) event: Option<EventScope>,
    pub(super) href: String,
    pub(super) random: f64,
    pub(super) now_ms: f64,
    pub(super) names: Names,
}

impl Snapshot {
    /// The scope, with a copy of the page where that is wanted.
    pub(super) fn of(scope: &Scope<'_>, wants_page: bool) -> Self {
        Self {
            page: scope.page.filter(|_| wants_page).map(|page| Arc::new(page.clone())),
            this: scope.this,
            event: scope.event.cloned(),
            href: scope.href.to_owned(),
            random: scope.random,
            now_ms: scope.now_ms,
            names: scope.names,
        }
    }

    /// What a script of the page finds: no element, no event.
    pub(super) fn plain(&self) -> Self {
        Self { this: None, event: None, names: Names::Plain, ..self.clone() }
    }
}
