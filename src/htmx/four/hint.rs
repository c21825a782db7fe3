//! Why a page of htmx 4 has no socket or no sender, in words.

use super::{attribute, process};
use crate::htmx::config::Config;
use crate::page::Document;

/// What follows `the page has no socket`; `what` is `socket` or `sender`.
#[must_use]
pub fn of(page: &Document, config: &Config, what: &str) -> String {
    let name = config.four.adjusted(if what == "socket" { "hx-ws:connect" } else { "hx-ws:send" });
    let has = |node| attribute::name_of(page, config, node, &name).is_some();
    let Some(element) = page.descendants(page.root()).find(|&node| has(node)) else {
        return format!(": no element with `{name}`");
    };
    let selector = page.selector_for(element);
    if let Some(refused) = &config.four.refused {
        return format!(": htmx does not start, its settings throw: {refused}");
    }
    if !config.four.allows("ws") {
        return ": `extensions` in htmx's settings leaves `ws` out".to_owned();
    }
    if what == "socket" && attribute::own(page, config, element, &name).is_some_and(str::is_empty) {
        return format!(": the {name} of `{selector}` is empty");
    }
    if what == "socket" && attribute::value(page, config, element, "hx-trigger").is_some() {
        return format!(
            ": `{selector}` connects when its trigger comes, `{}`",
            process::trigger(page, config, element)
        );
    }
    format!(": htmx does not take up the {name} of `{selector}`")
}
