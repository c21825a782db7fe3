//! `HX-Target`: which element's id HEADERS name.

use serde_json::Value;

use super::attribute::{self, lineage};
use super::boost;
use super::config::Config;
use super::dialect::Dialect;
use super::selector::{self, Found, Start};
use super::swap::Thrown;
use crate::page::{Document, NodeId};

/// The target of a sender by its `hx-target` (`getTarget`): none where the selector finds nothing.
///
/// # Errors
/// Where htmx throws and nothing is sent: `hx-target` is not a selector.
pub fn of_sender(
    page: &Document,
    dialect: &Dialect,
    config: &Config,
    sender: NodeId,
    href: &str,
) -> Result<Option<Found>, Thrown> {
    match attribute::inherited(page, config, sender, "hx-target") {
        None if boost::is_boosted(page, dialect, config, sender, href) => Ok(page.body().map(Found::Element)),
        None => Ok(Some(Found::Element(sender))),
        Some("this") => {
            let holder =
                lineage(page, sender).find(|&node| attribute::value(page, node, "hx-target").is_some());
            Ok(holder.map(Found::Element))
        }
        Some(written) => {
            let found = selector::find_all(page, dialect, Start::Element(sender), written)
                .map_err(|error| Thrown(error.to_string()))?;
            Ok(found.first().copied())
        }
    }
}

/// `HX-Target` (`getHeaders`): the target's id, null where it has none. `None` where the header is left out.
///
/// # Errors
/// Where htmx throws and nothing is sent.
pub fn header(page: &Document, dialect: &Dialect, target: Option<Found>) -> Result<Option<Value>, Thrown> {
    match target {
        Some(Found::Element(node)) => {
            Ok(Some(attribute::value(page, node, "id").map_or(Value::Null, Value::from)))
        }
        _ if dialect.checks_target => Ok(Some(Value::Bool(false))),
        Some(Found::Document | Found::Window) => Ok(None),
        None => Err(Thrown("hx-target finds nothing, whose id htmx reads all the same".into())),
    }
}
