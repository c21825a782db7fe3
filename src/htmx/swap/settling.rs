//! Settling attributes: what new elements take over from the old ones of their ids until the message has settled.

use std::collections::HashMap;

use super::{Attributes, Thrown};
use crate::htmx::config::Config;
use crate::htmx::dialect::Dialect;
use crate::page::{Document, NodeId, Selector};

/// The old elements in a parent that new ones take attributes over from, each kind of name looked up once.
#[derive(Default)]
pub(super) struct Twins(HashMap<(String, String, bool), Option<NodeId>>);

impl Twins {
    /// `parent.querySelector(new.tagName + "[id='…']")`: a type selector in upper case finds HTML elements only.
    pub(super) fn of(
        &mut self,
        page: &Document,
        dialect: &Dialect,
        parent: NodeId,
        new: NodeId,
    ) -> Result<Option<NodeId>, Thrown> {
        let Some(id) = page.attr(new, "id").filter(|id| !id.is_empty()) else { return Ok(None) };
        let Some(name) = page.local_name(new) else { return Ok(None) };
        let plain = |c: char| c.is_alphanumeric() || c == '-';
        let special = id.contains(['\'', '\\', '\n', '\r', '\x0c']) || !name.chars().all(plain);
        if special && !dialect.escapes_settling_names {
            return twin_by_selector(page, parent, name, id);
        }
        let html = page.is_html(new);
        let is_twin = |old: NodeId| match (html, page.is_html(old)) {
            (true, false) => false,
            (false, true) => page.local_name(old).is_some_and(|old| old.eq_ignore_ascii_case(name)),
            _ => page.local_name(old) == Some(name),
        };
        let find = || {
            let mut same_id = page.by_id(id).into_iter();
            same_id.find(|&old| old != parent && is_twin(old) && page.contains(parent, old))
        };
        Ok(*self.0.entry((id.to_owned(), name.to_owned(), html)).or_insert_with(find))
    }
}

/// The selector as htmx writes it, where the id or the tag needs more escaping than its first quote or colon gets.
fn twin_by_selector(page: &Document, parent: NodeId, name: &str, id: &str) -> Result<Option<NodeId>, Thrown> {
    let (name, id) = (name.replacen(':', "\\:", 1), id.replacen('\'', "\\'", 1));
    let written = format!("{name}[id='{id}']");
    let selector = Selector::parse(&written).map_err(|error| Thrown(error.to_string()))?;
    Ok(page.select_first(parent, &selector))
}

pub(super) fn settling_attributes(page: &Document, config: &Config, node: NodeId) -> Attributes {
    let settles = |name: &str| config.attributes_to_settle.iter().any(|settling| settling == name);
    let own = page.attrs(node).filter(|(name, _)| settles(name));
    own.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// Gives an element these settling attributes instead of its own (`cloneAttributes`).
pub fn clone_attributes(
    page: &mut Document,
    dialect: &Dialect,
    config: &Config,
    node: NodeId,
    from: &Attributes,
) {
    let mut names: Vec<String> = page.attrs(node).map(|(name, _)| name.to_owned()).collect();
    let mut at = 0;
    while let Some(name) = names.get(at) {
        if config.attributes_to_settle.contains(name) && !from.iter().any(|(held, _)| held == name) {
            page.remove_attr(node, name);
            names.remove(at);
            at += usize::from(dialect.clones_attributes_live);
        } else {
            at += 1;
        }
    }
    for (name, value) in from {
        page.set_attr(node, name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cloned(htmx: &str, from: &[(&str, &str)]) -> String {
        let mut page = Document::parse("<p id=e class=a style=b width=1>");
        let dialect = Dialect::choose(htmx, None).unwrap();
        let from: Attributes =
            from.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        let node = page.by_id("e")[0];
        clone_attributes(&mut page, &dialect, &Config::default(), node, &from);
        page.outer_html(node)
    }

    #[test]
    fn all_settling_attributes_are_taken_over_or_off() {
        assert_eq!(cloned("2", &[("width", "2")]), r#"<p id="e" width="2"></p>"#);
    }

    #[test]
    fn over_a_live_list_the_neighbour_of_each_one_taken_off_stays() {
        assert_eq!(cloned("1", &[]), r#"<p id="e" style="b"></p>"#);
        assert_eq!(cloned("2.0.6", &[]), r#"<p id="e" style="b"></p>"#);
    }

    fn twin(htmx: &str, html: &str) -> Result<bool, Thrown> {
        let page = Document::parse(html);
        let dialect = Dialect::choose(htmx, None).unwrap();
        let new = page.child_elements(page.by_id("new")[0]).next().unwrap();
        Twins::default().of(&page, &dialect, page.by_id("old")[0], new).map(|twin| twin.is_some())
    }

    #[test]
    fn names_that_need_more_escaping_than_they_get_throw() {
        let quotes = r#"<div id=old><p id="a'b'c"></p></div><div id=new><p id="a'b'c"></p></div>"#;
        assert!(twin("2.0.9", quotes).is_err());
        assert_eq!(twin("2.0.10", quotes), Ok(true));
        let quote = r#"<div id=old><p id="it's"></p></div><div id=new><p id="it's"></p></div>"#;
        assert_eq!(twin("1", quote), Ok(true));
        let colons = "<div id=old></div><div id=new><x:y:z id=q></x:y:z></div>";
        assert!(twin("1", colons).is_err());
    }
}
