//! Values that a sender's attributes ask for and that do not come to the message.

use super::Finding;
use crate::htmx::attribute;
use crate::htmx::expression::{self, Reading};
use crate::htmx::values;
use crate::page::NodeId;

/// What htmx 1 and 2 pass over, with no more than a line in the browser's console.
#[must_use]
pub fn of_attributes(reading: &Reading<'_>, sender: NodeId) -> Vec<Finding> {
    let broken = ["hx-vals", "hx-headers"].into_iter().filter_map(|name| {
        let (holder, error) = expression::broken(reading, sender, name)?;
        let holder = reading.page.selector_for(holder);
        let what = format!("{name} of `{holder}` is not JSON ({error}): htmx passes over it");
        Some(Finding::new(
            "lost-value",
            what,
            "write JSON: names and texts in double quotes, no comma at the end",
        ))
    });
    let written = attribute::inherited(reading.page, reading.config, sender, "hx-include");
    let included = values::includes(reading.page, reading.dialect, reading.config, sender);
    let finds_none = included.is_ok_and(|found| found.is_empty());
    let included = written.filter(|written| finds_none && !written.is_empty()).map(include);
    broken.chain(included).collect()
}

/// An `hx-include` that finds nothing.
#[must_use]
pub fn include(written: &str) -> Finding {
    Finding::new(
        "lost-value",
        format!("hx-include `{written}` matches nothing on the page: no value goes along for it"),
        "name elements that are on the page",
    )
}

/// A value of the headers' own name.
#[must_use]
pub fn headers(key: &str) -> Finding {
    Finding::new(
        "headers-value",
        format!("the value named `{key}` is overwritten: htmx puts the headers in its place"),
        "give it another name",
    )
}
