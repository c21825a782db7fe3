//! `/targets`: the elements that messages may be meant for.

use super::super::acting::no_page;
use crate::commands::repl::act::Acted;
use crate::commands::repl::swaps::Swaps;
use crate::event::Event;
use crate::htmx::diagnose::nearest;
use crate::session::live::Session;
use crate::status::Stop;

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
            text: page.text_content(node).split_whitespace().collect::<Vec<_>>().join(" "),
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
