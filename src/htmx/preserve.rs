//! `hx-preserve`: elements of the page that outlive a swap, set aside in a pantry meanwhile.

use super::attribute;
use super::swap::Thrown;
use crate::page::{Document, NodeId, Selector};

const PANTRY: &str = "--htmx-preserve-pantry--";

/// Whether a root of a message, or anything in it, is to be preserved.
#[must_use]
pub fn asks(tree: &Document, root: NodeId) -> bool {
    std::iter::once(root).chain(tree.descendants(root)).any(|node| attribute::has(tree, node, "hx-preserve"))
}

/// Moves to the pantry what the fragment asks to preserve (htmx 2.0.11 `handlePreservedElements`; Chromium has
/// `moveBefore`).
pub fn set_aside(page: &mut Document, fragment: NodeId) {
    let ids: Vec<String> = page
        .descendants(fragment)
        .filter(|&node| attribute::has(page, node, "hx-preserve"))
        .filter_map(|node| attribute::value(page, node, "id").map(str::to_owned))
        .collect();
    for id in ids {
        let Some(existing) = page.by_id(&id).first().copied().filter(|_| !id.is_empty()) else { continue };
        let Some(pantry) = pantry(page).or_else(|| make_pantry(page)) else { return };
        page.detach(existing);
        page.append(pantry, existing);
    }
}

/// Puts what is in the pantry in the place of the elements that came in its stead
/// (htmx 2.0.11 `restorePreservedElements`). An element that is in the place of none goes, and nothing is cleaned up:
/// what goes is added to `lost`.
///
/// # Errors
/// Where htmx throws: an id that as a selector is invalid or finds something else.
pub fn put_back(page: &mut Document, lost: &mut Vec<NodeId>) -> Result<(), Thrown> {
    let Some(pantry) = pantry(page) else { return Ok(()) };
    let kept: Vec<NodeId> = page.child_elements(pantry).collect();
    for preserved in kept {
        let id = page.attr(preserved, "id").unwrap_or_default();
        let selector = Selector::parse(&format!("#{id}")).map_err(|error| Thrown(error.to_string()))?;
        let existing = page.select_first(page.root(), &selector).ok_or_else(|| {
            Thrown(format!("`#{id}` does not find the preserved element: its id needs escaping"))
        })?;
        if existing != preserved {
            page.detach(preserved);
            if let Some(parent) = page.parent(existing) {
                page.insert_before(parent, preserved, Some(existing));
            }
        }
        lost.push(existing);
        lost.extend(page.descendants(existing));
        page.remove(existing);
    }
    page.remove(pantry);
    Ok(())
}

fn pantry(page: &Document) -> Option<NodeId> {
    page.by_id(PANTRY).first().copied()
}

/// `body.insertAdjacentHTML('afterend', …)`.
fn make_pantry(page: &mut Document) -> Option<NodeId> {
    let body = page.body()?;
    let parent = page.parent(body)?;
    let pantry = page.create_element("div");
    page.set_attr(pantry, "id", PANTRY);
    page.insert_before(parent, pantry, page.next_sibling(body));
    Some(pantry)
}
