//! `/targets`: the elements that messages may be meant for.

use super::super::acting::no_page;
use crate::commands::repl::act::Acted;
use crate::commands::repl::swaps::Swaps;
use crate::event::Event;
use crate::htmx::diagnose::nearest;
use crate::page::{Document, NodeId};
use crate::session::live::Session;
use crate::status::Stop;

/// Bytes of a target's text that are looked at, about.
const LOOKED_AT: usize = 200;

/// The beginning of the text in an element, a word where a word is.
fn text_of(page: &Document, node: NodeId) -> String {
    let mut text = String::new();
    for piece in page.descendants(node).filter_map(|node| page.text(node).filter(|_| page.is_text(node))) {
        for word in piece.split_whitespace() {
            if text.len() >= LOOKED_AT {
                return text;
            }
            if !text.is_empty() {
                text.push(' ');
            }
            text.extend(word.chars().take(LOOKED_AT));
        }
    }
    text
}

/// Lists the elements that have an id, or those whose id holds the text.
pub(in super::super) fn list(session: &Session, acted: &mut Acted, part: Option<&str>, swaps: &Swaps) {
    let Some(page) = session.twin().page() else { return acted.stop(no_page()) };
    let named = page.descendants(page.root()).filter_map(|node| {
        let id = page.attr(node, "id").filter(|id| !id.is_empty() && page.is_element(node))?;
        Some((node, id))
    });
    let named: Vec<_> = named.collect();
    let wanted = named.iter().filter(|(_, id)| part.is_none_or(|part| id.contains(part)));
    let targets: Vec<Event> = wanted
        .map(|&(node, id)| Event::Target {
            element: format!("#{id}"),
            tag: page.local_name(node).unwrap_or_default().to_owned(),
            swaps: swaps.of(&format!("#{id}")),
            elements: page.child_elements(node).count(),
            text: text_of(page, node),
        })
        .collect();
    match part.filter(|_| targets.is_empty()) {
        Some(part) => {
            let near = nearest(part, named.iter().map(|&(_, id)| id));
            let help = near.map(|near| format!("did you mean `#{near}`?"));
            acted.stop(Stop::failed(format!("no id on the page holds `{part}`")).help(help));
        }
        None if targets.is_empty() => acted.stop(Stop::failed("no element of the page has an id")),
        None => targets.into_iter().for_each(|target| acted.event(target)),
    }
}
