//! Which events htmx 1 and 2 keep from their default action.

use super::super::attribute::lineage;
use super::super::dialect::Cancels;
use super::super::selector::Found;
use super::occurrence::Occurrence;
use crate::page::{Document, NodeId};

/// Whether `shouldCancel` says so of an event that is heard at `on` for `owner` (htmx 2.0.11). An error where it throws: a click at
/// `document` or `window` has no `closest`.
pub(super) fn cancels(
    page: &Document,
    cancels: Cancels,
    event: &Occurrence,
    owner: NodeId,
    on: Found,
) -> Result<bool, ()> {
    let (submits, clicks) = (event.kind == "submit", event.kind == "click");
    if !submits && !clicks {
        return Ok(false);
    }
    let target = event.target.unwrap_or(owner);
    let is_form = |node| page.local_name(node) == Some("form");
    let has_form = |node| lineage(page, node).any(is_form);
    let is_form_button = |node| {
        let kind = page.attr(node, "type").unwrap_or_default();
        page.local_name(node) == Some("button")
            || (page.local_name(node) == Some("input") && kind.eq_ignore_ascii_case("submit"))
    };
    let submits_form = |node| {
        page.is_submit_button(node) && page.control_type(node) == "submit" && page.form_owner(node).is_some()
    };
    Ok(match cancels {
        Cancels::Sender => {
            is_form(owner) || (is_form_button(owner) && has_form(owner)) || leads_away(page, owner, true)
        }
        Cancels::SenderWithForm => {
            let attached = |node| has_form(node) || page.has_attr(node, "form");
            is_form(owner) || (is_form_button(owner) && attached(owner)) || leads_away(page, owner, true)
        }
        Cancels::Target => is_form(target) || submits_form(target) || leads_away(page, target, true),
        Cancels::TargetInLink => {
            let link = lineage(page, target).find(|&node| is_link(page, node));
            is_form(target) || submits_form(target) || link.is_some_and(|link| leads_away(page, link, true))
        }
        Cancels::Listened => {
            let Found::Element(on) = on else { return if clicks { Err(()) } else { Ok(false) } };
            if submits {
                return Ok(is_form(on));
            }
            let button = lineage(page, on).find(|&node| is_form_button(node));
            let link = lineage(page, on).find(|&node| is_link(page, node));
            button.is_some_and(submits_form) || link.is_some_and(|link| leads_away(page, link, false))
        }
    })
}

fn is_link(page: &Document, node: NodeId) -> bool {
    page.local_name(node) == Some("a")
}

/// Whether a link does more than jump within the page; `#` alone counts as away.
fn leads_away(page: &Document, node: NodeId, html_only: bool) -> bool {
    let href = page.attr(node, "href").filter(|_| is_link(page, node) && (page.is_html(node) || !html_only));
    href.is_some_and(|href| href == "#" || !href.starts_with('#'))
}
