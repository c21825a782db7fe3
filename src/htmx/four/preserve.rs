//! `hx-preserve` in htmx 4: elements of the page that outlive a swap, set aside in a pantry meanwhile.

use super::attribute;
use crate::htmx::config::Config;
use crate::page::{Document, NodeId};

/// Makes a pantry behind the body and moves there what the fragment asks to preserve (htmx 4.0.1
/// `#handlePreservedElements`; Chromium has `moveBefore`). `None` where htmx throws: the page has no body.
pub(super) fn set_aside(page: &mut Document, config: &Config, fragment: NodeId) -> Option<NodeId> {
    let pantry = make_pantry(page)?;
    let asks = |&node: &NodeId| attribute::own(page, config, node, "hx-preserve").is_some();
    let asking = page.descendants(fragment).filter(asks);
    let ids: Vec<String> = asking.filter_map(|node| page.attr(node, "id").map(str::to_owned)).collect();
    for id in ids {
        if let Some(current) = page.first_by_id(&id) {
            page.append(pantry, current);
        }
    }
    Some(pantry)
}

/// Puts what is in the pantry in the place of the elements that came in its stead, and takes the pantry away (htmx
/// 4.0.1 `#restorePreservedElements`). What nothing came for is lost: it is found in the pantry itself. Elements that
/// leave the page are given to `leave` first.
pub(super) fn put_back(page: &mut Document, pantry: NodeId, mut leave: impl FnMut(&Document, NodeId)) {
    let kept: Vec<NodeId> = page.child_elements(pantry).collect();
    for preserved in kept {
        let Some(new) = page.attr(preserved, "id").and_then(|id| page.first_by_id(id)) else { continue };
        if let Some(parent) = page.parent(new) {
            page.insert_before(parent, preserved, Some(new));
        }
        leave(page, new);
        page.remove(new);
    }
    page.remove(pantry);
}

/// A hidden element behind the body (`document.body.after(pantry)`); `None` where the page has no body.
pub(in crate::htmx) fn make_pantry(page: &mut Document) -> Option<NodeId> {
    let body = page.body()?;
    let parent = page.parent(body)?;
    let pantry = page.create_element("div");
    page.set_attr(pantry, "hidden", "");
    page.insert_before(parent, pantry, page.next_sibling(body));
    Some(pantry)
}
