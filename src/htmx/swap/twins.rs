//! The old elements whose settling attributes new ones start with: those of the same tag and id (`handleAttributes`).

use std::collections::HashMap;

use super::Thrown;
use crate::htmx::dialect::Dialect;
use crate::page::{Document, NodeId, Selector};

/// The old elements in a parent that new ones take attributes over from, each kind of name looked up once.
#[derive(Default)]
pub(super) struct Twins(HashMap<(String, String, bool), Option<NodeId>>);

impl Twins {
    /// `parent.querySelector(CSS.escape(new.tagName) + "#" + CSS.escape(id))`: a type selector in upper case finds HTML elements only.
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
        let odd = id.contains(['\'', '\\', '\n', '\r', '\x0c']) || !name.chars().all(plain);
        if odd && !dialect.escapes_settling_ids {
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
