//! Where a trigger of htmx 1 or 2 listens.

use crate::htmx::dialect::Dialect;
use crate::htmx::selector::{self, Found, Start};
use crate::htmx::swap::Thrown;
use crate::htmx::trigger::{self, Trigger};
use crate::page::{Document, NodeId};

/// Where an element's trigger listens: on the element, or on what `from:` finds (htmx 2.0.11 `addEventListener`).
///
/// # Errors
/// Where htmx throws: the selector is none, or it finds nothing and the version goes on with null.
pub(in crate::htmx) fn of(
    page: &Document,
    dialect: &Dialect,
    owner: NodeId,
    trigger: &Trigger,
) -> Result<Vec<Found>, Thrown> {
    let Some(from) = trigger.from.as_deref().filter(|from| !from.is_empty()) else {
        return Ok(vec![Found::Element(owner)]);
    };
    let found = selector::find_all(page, dialect, Start::Element(owner), from);
    let found = found.map_err(|error| Thrown(error.to_string()))?;
    if found.is_empty() && dialect.finds_null && selector::finds_one(dialect, from) {
        return Err(Thrown(selector::found_null(from).to_string()));
    }
    Ok(found)
}

/// Listens for all of an element's triggers, as far as can be told without doing it.
///
/// # Errors
/// Where htmx throws on one of them: those behind it and what was to be initialised next are left out.
pub(in crate::htmx) fn check(page: &Document, dialect: &Dialect, element: NodeId) -> Result<(), Thrown> {
    trigger::of(page, dialect, element)
        .iter()
        .filter(|trigger| trigger.listens())
        .try_for_each(|trigger| of(page, dialect, element, trigger).map(|_| ()))
}
