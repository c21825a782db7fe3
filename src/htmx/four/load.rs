//! What a page of htmx 4 fetches by itself (htmx 4.0.1 `#createRequestContext`, `#handleTriggerEvent`).

use serde_json::Value;

use super::reading::Content;
use super::trigger::{self, Spec};
use super::{attribute, process};
use crate::htmx::attribute::lineage;
use crate::htmx::config::Config;
use crate::htmx::load::{Asked, PartAnswer};
use crate::htmx::receive::Report;
use crate::htmx::swap::Thrown;
use crate::htmx::twin::Twin;
use crate::page::{Document, NodeId};

/// Whether an element fetches, and nothing around it is ignored.
pub(in crate::htmx) fn fetches(page: &Document, config: &Config, node: NodeId) -> bool {
    attribute::own(page, config, node, "hx-get").is_some()
        && !lineage(page, node).any(|node| attribute::own(page, config, node, "hx-ignore").is_some())
}

/// The triggers of an element; none where they make htmx throw.
pub(in crate::htmx) fn triggers(page: &Document, config: &Config, node: NodeId) -> Vec<Spec> {
    trigger::parse(&process::trigger(page, config, node)).unwrap_or_default()
}

/// `hx-get` as written.
pub(in crate::htmx) fn path(page: &Document, config: &Config, node: NodeId) -> String {
    attribute::own(page, config, node, "hx-get").unwrap_or_default().to_owned()
}

impl Twin {
    /// Values and headers of an element's request, without `Accept`.
    ///
    /// # Errors
    /// Where htmx throws and nothing is sent.
    pub(in crate::htmx) fn asked_by_four(&self, page: &Document, element: NodeId) -> Result<Asked, Thrown> {
        let mut headers = self.headers_four(page, element)?;
        if !headers.contains_key("HX-Target") {
            return Err(Thrown("hx-target matches nothing".to_owned()));
        }
        for (name, value) in self.object_of(page, element, "hx-headers")?.map {
            headers.insert(name, value);
        }
        let selects =
            attribute::value(page, &self.config, element, "hx-select").is_some_and(|it| !it.is_empty());
        let is_full = selects
            || headers
                .get("HX-Target")
                .and_then(Value::as_str)
                .is_some_and(|it| it == "body" || it.starts_with("body#"));
        headers.insert("HX-Request-Type".to_owned(), if is_full { "full" } else { "partial" }.into());
        Ok(Asked { values: self.object_of(page, element, "hx-vals")?.map, headers })
    }

    /// Swaps an answer as a message of the element's would be, with what the answer's headers want instead.
    pub(in crate::htmx) fn swap_part_four(
        &mut self,
        element: NodeId,
        answer: &PartAnswer,
        report: &mut Report,
    ) {
        let instead = Content {
            html: Value::Null,
            deprecated: false,
            target: answer.retarget.clone().map(Value::String),
            swap: answer.reswap.clone().map(Value::String),
            select: answer.reselect.clone(),
        };
        self.swap_message(Some(element), &answer.text, Some(&instead), report);
    }
}
