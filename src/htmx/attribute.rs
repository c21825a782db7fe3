//! htmx's attributes on elements: the `data-` prefix, and inheritance from ancestors.

use super::config::Config;
use crate::page::{Document, NodeId};

/// The attribute or its `data-` form; an empty value counts as absent where the other form has one
/// (htmx 2.0.11 `getAttributeValue`: `raw || data`).
#[must_use]
#[inline]
pub fn value<'a>(page: &'a Document, element: NodeId, name: &str) -> Option<&'a str> {
    match page.attr(element, name) {
        Some(raw) if !raw.is_empty() => Some(raw),
        _ => page.attrs(element).find(|(own, _)| is_data_form(own, name)).map(|(_, value)| value),
    }
}

#[inline]
fn is_data_form(own: &str, name: &str) -> bool {
    // names differ by their length, mostly
    own.len() == name.len() + "data-".len() && own.ends_with(name) && own.starts_with("data-")
}

/// Whether the element has any attribute of htmx's or its ws extension's: without one, nothing of theirs need be looked for.
#[must_use]
pub fn has_any(page: &Document, element: NodeId) -> bool {
    page.attrs(element).any(|(own, _)| {
        let own = own.strip_prefix("data-").unwrap_or(own);
        own.starts_with("hx-") || own.starts_with("ws-")
    })
}

/// Like [`value`], without empty values: what JavaScript takes for true.
#[must_use]
#[inline]
pub fn filled<'a>(page: &'a Document, element: NodeId, name: &str) -> Option<&'a str> {
    value(page, element, name).filter(|value| !value.is_empty())
}

/// Whether the attribute stands there in either form (htmx 2.0.11 `hasAttribute`).
#[must_use]
#[inline]
pub fn has(page: &Document, element: NodeId, name: &str) -> bool {
    page.attrs(element).any(|(own, _)| own == name || is_data_form(own, name))
}

/// The element and its ancestor elements, nearest first.
pub fn lineage(page: &Document, element: NodeId) -> impl Iterator<Item = NodeId> + '_ {
    std::iter::successors(Some(element), |&node| page.parent_element(node))
}

/// The value from the element or the nearest ancestor that has one, as `hx-disinherit` and `hx-inherit` let it
/// (htmx 2.0.11 `getClosestAttributeValue`).
#[must_use]
pub fn inherited<'a>(page: &'a Document, config: &Config, element: NodeId, name: &str) -> Option<&'a str> {
    let found = lineage(page, element).find_map(|holder| held_by(page, config, element, holder, name))?;
    (found != "unset").then_some(found)
}

/// htmx 2.0.11 `getAttributeValueWithDisinheritance`.
fn held_by<'a>(
    page: &'a Document,
    config: &Config,
    element: NodeId,
    holder: NodeId,
    name: &str,
) -> Option<&'a str> {
    let value = filled(page, holder, name);
    if holder == element {
        return value;
    }
    let lists = |attribute| {
        filled(page, holder, attribute)
            .is_some_and(|list| list == "*" || list.split(' ').any(|item| item == name))
    };
    if config.disable_inheritance {
        return if lists("hx-inherit") { value } else { None };
    }
    if lists("hx-disinherit") { Some("unset") } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Selector;

    fn page(html: &str) -> (Document, NodeId) {
        let page = Document::parse(html);
        let element = page.select_first(page.root(), &Selector::parse("#e").unwrap()).unwrap();
        (page, element)
    }

    #[test]
    fn an_empty_attribute_gives_way_to_its_data_form() {
        let (page, element) = page(r##"<p id=e hx-vals="" data-hx-vals="x">"##);
        assert_eq!(value(&page, element, "hx-vals"), Some("x"));
    }

    #[test]
    fn values_come_from_the_nearest_ancestor() {
        let (page, element) = page(r##"<div hx-target="#far"><div hx-target="#near"><p id=e>"##);
        assert_eq!(inherited(&page, &Config::default(), element, "hx-target"), Some("#near"));
    }

    #[test]
    fn disinherit_and_unset_stop_inheritance() {
        let (stopped, element) = page(r##"<div hx-target="#x" hx-disinherit="hx-swap hx-target"><p id=e>"##);
        assert_eq!(inherited(&stopped, &Config::default(), element, "hx-target"), None);
        let (unset, element) = page(r##"<div hx-target="#x"><p id=e hx-target=unset>"##);
        assert_eq!(inherited(&unset, &Config::default(), element, "hx-target"), None);
    }

    #[test]
    fn disabled_inheritance_takes_what_hx_inherit_names() {
        let config = Config { disable_inheritance: true, ..Config::default() };
        let (page, element) =
            page(r##"<div hx-target="#x" hx-params="none" hx-inherit="hx-params"><p id=e>"##);
        assert_eq!(inherited(&page, &config, element, "hx-target"), None);
        assert_eq!(inherited(&page, &config, element, "hx-params"), Some("none"));
    }
}
