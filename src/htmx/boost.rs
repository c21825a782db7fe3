//! `hx-boost`: what a sender that is boosted too tells in its HEADERS. The boosted request itself is not played.

use url::Url;

use super::attribute;
use super::config::Config;
use super::dialect::Dialect;
use crate::page::{Document, NodeId};

/// Whether htmx marks the element as boosted (`initNode`, `boostElement`): a form, or a link within the page's own
/// host, without a request of its own. `href` is `location.href`.
#[must_use]
pub fn is_boosted(page: &Document, dialect: &Dialect, config: &Config, element: NodeId, href: &str) -> bool {
    let boostable = match page.local_name(element) {
        Some("form") => {
            let method = page.attr(element, "method").unwrap_or_default();
            dialect.boosts_dialog_forms || !method.eq_ignore_ascii_case("dialog")
        }
        Some("a") => is_local_link(page, element, href),
        _ => false,
    };
    boostable && asks(page, config, element)
}

/// Whether htmx throws as it boosts the form: it is submitted by `get` and has no `action`
/// ([`Dialect::boosting_reads_action`]).
#[must_use]
pub fn throws(page: &Document, dialect: &Dialect, config: &Config, element: NodeId) -> bool {
    let method = page.attr(element, "method").unwrap_or_default();
    dialect.boosting_reads_action
        && page.local_name(element) == Some("form")
        && !page.has_attr(element, "action")
        && (method.is_empty() || method.eq_ignore_ascii_case("get"))
        && asks(page, config, element)
}

/// Whether the element is to be boosted and has no request of its own.
fn asks(page: &Document, config: &Config, element: NodeId) -> bool {
    const VERBS: [&str; 5] = ["hx-get", "hx-post", "hx-put", "hx-delete", "hx-patch"];
    !VERBS.iter().any(|verb| attribute::has(page, element, verb))
        && attribute::inherited(page, config, element, "hx-boost") == Some("true")
}

/// A link that stays in its window, on the page's own host, and is not a mere `#fragment` (`isLocalLink`).
fn is_local_link(page: &Document, link: NodeId, href: &str) -> bool {
    let written = page.attr(link, "href").unwrap_or_default();
    let target = page.attr(link, "target").unwrap_or_default();
    let here = Url::parse(href).ok();
    let there = here.as_ref().and_then(|here| here.join(written).ok());
    let same_host = here.zip(there).is_some_and(|(here, there)| here.host_str() == there.host_str());
    matches!(target, "" | "_self") && !written.is_empty() && !written.starts_with('#') && same_host
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boosted(html: &str) -> bool {
        let page = Document::parse(html);
        let (dialect, config) = (Dialect::default(), Config::default());
        is_boosted(&page, &dialect, &config, page.by_id("e")[0], "http://app.test/a")
    }

    #[test]
    fn forms_and_links_of_the_own_host_are_boosted() {
        assert!(boosted("<div hx-boost=true><form id=e></form></div>"));
        assert!(boosted("<div hx-boost=true><a id=e href=/b>x</a></div>"));
        assert!(!boosted("<div hx-boost=true><a id=e href=//other.test/b>x</a></div>"));
        assert!(!boosted("<div hx-boost=true><a id=e href='#b'>x</a></div>"));
        assert!(!boosted("<div hx-boost=true><a id=e href=/b target=_blank>x</a></div>"));
        assert!(!boosted("<div hx-boost=true><button id=e>x</button></div>"));
        assert!(!boosted("<div hx-boost=true><form id=e hx-boost=false></form></div>"));
        assert!(!boosted("<div hx-boost=true><form id=e hx-post=/x></form></div>"));
    }
}
