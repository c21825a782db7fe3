//! Selectors: those of the page's senders, its ids and its classes. Pure.

use std::collections::BTreeMap;

use super::{Candidate, Surroundings, is_plain, starting};
use crate::event::Event;
use crate::page::{Document, escape_identifier};

/// The selectors of the senders, each with what it sends to.
#[must_use]
pub fn senders(around: Surroundings<'_>) -> Vec<Candidate> {
    let Some(page) = around.twin.page() else { return Vec::new() };
    let belongs =
        |sender: &&crate::htmx::process::Sender| around.socket.is_none() || sender.socket == around.socket;
    let senders = around.twin.senders().iter().filter(belongs);
    senders
        .map(|sender| {
            let label = page.text_content(sender.element);
            let is_short = page.local_name(sender.element) != Some("form") && label.len() < 40;
            Candidate::new(page.selector_for(sender.element), if is_short { label.trim() } else { "" })
        })
        .collect()
}

/// The selectors of the socket elements, each with its address.
#[must_use]
pub fn sockets(around: Surroundings<'_>) -> Vec<Candidate> {
    let sockets = around.twin.sockets().into_iter();
    sockets
        .map(|socket| {
            let url = socket.url.as_ref().map(|url| url.expose().path().to_owned()).unwrap_or_default();
            Candidate::new(socket.selector.clone(), url)
        })
        .collect()
}

/// The events that senders wait for, and those that people cause.
#[must_use]
pub fn events(around: Surroundings<'_>) -> Vec<Candidate> {
    let mut names: Vec<String> = ["click", "change", "input", "keyup", "submit"].map(str::to_owned).into();
    for described in around.twin.describe_senders() {
        let Event::Sender { trigger, .. } = described.event else { continue };
        let awaited =
            trigger.split(',').filter_map(|one| one.split([' ', '[']).find(|word| !word.is_empty()));
        for name in awaited {
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
    }
    names.into_iter().map(|name| Candidate::new(name, "")).collect()
}

/// What the last part of a selector can become: an id behind `#`, a class behind `.`, a tag.
#[must_use]
pub fn complete(around: Surroundings<'_>, typed: &str) -> Vec<Candidate> {
    let Some(page) = around.twin.page() else { return Vec::new() };
    let parting = |c: char| matches!(c, ' ' | '>' | '+' | '~' | ',' | '(' | '[');
    let compound = typed.rfind(parting).map_or(0, |at| at + 1);
    if typed[compound..].contains([']', '"', '=']) {
        return Vec::new();
    }
    let sign = typed[compound..].rfind(['#', '.']).map(|at| compound + at);
    let found = match sign.map(|at| (at, &typed[at..=at])) {
        Some((at, "#")) => ids(page, &typed[..at]),
        Some((at, _)) => classes(page, &typed[..at]),
        None if typed.len() == compound => [ids(page, typed), classes(page, typed)].concat(),
        None => tags(page, &typed[..compound]),
    };
    starting(found, typed)
}

fn ids(page: &Document, before: &str) -> Vec<Candidate> {
    let of = |node| Some((page.attr(node, "id").filter(|id| !id.is_empty() && is_plain(id))?, node));
    let found = page.descendants(page.root()).filter_map(of);
    let candidate = |(id, node): (&str, _)| {
        let tag = page.local_name(node).unwrap_or_default();
        Candidate::new(format!("{before}#{}", escape_identifier(id)), format!("<{tag}>"))
    };
    found.map(candidate).collect()
}

fn classes(page: &Document, before: &str) -> Vec<Candidate> {
    let classes = |node| page.attr(node, "class").unwrap_or_default().split_ascii_whitespace();
    let found = page.descendants(page.root()).flat_map(classes).filter(|class| is_plain(class));
    counted(found, |class| format!("{before}.{}", escape_identifier(class)))
}

fn tags(page: &Document, before: &str) -> Vec<Candidate> {
    let found =
        page.descendants(page.root()).filter_map(|node| page.local_name(node)).filter(|tag| is_plain(tag));
    counted(found, |tag| format!("{before}{}", escape_identifier(tag)))
}

/// Each once, with how many elements there are of it.
fn counted<'p>(found: impl Iterator<Item = &'p str>, selector: impl Fn(&str) -> String) -> Vec<Candidate> {
    let mut counts = BTreeMap::<&str, usize>::new();
    found.for_each(|name| *counts.entry(name).or_default() += 1);
    let several =
        |count: usize| if count == 1 { "1 element".to_owned() } else { format!("{count} elements") };
    counts.into_iter().map(|(name, count)| Candidate::new(selector(name), several(count))).collect()
}
