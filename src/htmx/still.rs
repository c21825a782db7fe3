//! A page with what htmx holds of it, as both were at one time; from there another twin can go on.

use std::collections::HashMap;

use super::process::{Location, Registry};
use super::twin::Twin;
use crate::page::{Document, NodeId};

/// A page that stands still.
#[derive(Debug, Clone)]
pub struct Still {
    page: Document,
    location: Location,
    registry: Registry,
    last_buttons: HashMap<NodeId, NodeId>,
    in_use: Option<(NodeId, String)>,
}

impl Twin {
    /// The page as it is now, if there is one. What htmx has put off is not part of it.
    #[must_use]
    pub fn still(&self) -> Option<Still> {
        Some(Still {
            page: self.page.clone()?,
            location: self.location.clone(),
            registry: self.registry.clone(),
            last_buttons: self.last_buttons.clone(),
            in_use: self.in_use.clone(),
        })
    }

    /// A twin of the same htmx that goes on from there. Nobody listens on its page, so that it sends nothing by itself.
    #[must_use]
    pub fn going_on_from(&self, still: &Still) -> Self {
        let Still { page, location, registry, last_buttons, in_use } = still.clone();
        Self {
            config: self.config.clone(),
            page: Some(page),
            registry,
            last_buttons,
            in_use,
            script: self.script.clone(),
            moment: self.moment,
            ..Self::bare(self.dialect.clone(), location.href, self.given.clone())
        }
    }
}
