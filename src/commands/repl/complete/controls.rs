//! The names of a sender's controls, and the values that they can have. Pure.

use super::super::act::sending::button;
use super::{Candidate, Surroundings};
use crate::event::Event;
use crate::htmx::twin::Twin;
use crate::page::{Document, NodeId, Selector};
use crate::render::width;

/// Characters of a value that are told.
const SHOWN: usize = 30;

/// The controls of one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The name.
    pub name: String,
    /// What they are.
    pub about: String,
    /// The values that can be chosen, or the present one; each with what it says.
    pub values: Vec<(String, String)>,
    /// Whether several values can be given.
    pub repeats: bool,
}

/// The controls that items are for: those of the sender that a selector names, or of all that have controls of these names.
#[must_use]
pub fn of_items(around: Surroundings<'_>, selector: Option<&str>, names: &[&str]) -> Vec<Named> {
    let Some(page) = around.twin.page() else { return Vec::new() };
    let mut found: Vec<Named> = Vec::new();
    for sender in senders(around, page, selector) {
        let controls = around.twin.controls_of(page, sender);
        let has = |name: &&str| controls.iter().any(|&node| page.attr(node, "name") == Some(name));
        if selector.is_none() && !names.iter().all(has) {
            continue;
        }
        for control in controls {
            add(page, control, &mut found);
        }
    }
    found
}

fn senders(around: Surroundings<'_>, page: &Document, selector: Option<&str>) -> Vec<NodeId> {
    let twin: &Twin = around.twin;
    if let Some((form, _)) = button(selector.map(|selector| (page, selector)), twin) {
        return vec![form];
    }
    if selector.is_some() {
        return twin.choose_sender(selector, None).ok().into_iter().collect();
    }
    let belongs =
        |sender: &&crate::htmx::process::Sender| around.socket.is_none() || sender.socket == around.socket;
    twin.senders().iter().filter(belongs).map(|sender| sender.element).collect()
}

fn add(page: &Document, control: NodeId, found: &mut Vec<Named>) {
    let Some(name) = page.attr(control, "name").filter(|name| is_typed(name)) else { return };
    let kind = page.control_type(control);
    if page.is_disabled(control) || !is_typed_to(&kind) {
        return;
    }
    let mut values = values(page, control, &kind);
    values.retain(|(value, _)| !value.starts_with('@'));
    match found.iter_mut().find(|named| named.name == name) {
        Some(named) => {
            let new = values.into_iter().filter(|value| !named.values.contains(value)).collect::<Vec<_>>();
            named.values.extend(new);
        }
        None => {
            let repeats = matches!(kind.as_str(), "checkbox" | "select-multiple");
            let about = about(page, control, &kind);
            found.push(Named { name: name.to_owned(), about, values, repeats });
        }
    }
}

/// Whether a control of this type takes what a person enters; buttons are pressed.
fn is_typed_to(kind: &str) -> bool {
    !matches!(kind, "" | "reset" | "button" | "submit" | "image" | "fieldset" | "output" | "hidden")
}

/// What a control is, and what it holds.
fn about(page: &Document, control: NodeId, kind: &str) -> String {
    let required = if page.has_attr(control, "required") { ", required" } else { "" };
    let now = page.value(control);
    let now = match kind {
        "password" | "checkbox" | "radio" | "file" | "select-one" | "select-multiple" => String::new(),
        _ if now.is_empty() => now,
        _ => format!(", now {}", width::start(&now, SHOWN)),
    };
    format!("{kind}{required}{now}")
}

/// Whether an item can be written for a control of this name: the first `=` ends it, and a colon before that says more.
fn is_typed(name: &str) -> bool {
    !name.is_empty() && !name.contains('=') && !name.ends_with(':')
}

fn values(page: &Document, control: NodeId, kind: &str) -> Vec<(String, String)> {
    let labelled = |option: NodeId| {
        let label = page.attr(option, "label").map(str::to_owned);
        let label = label.unwrap_or_else(|| page.text_content(option));
        let value = page.value(option);
        let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
        let about = if label == value { String::new() } else { width::start(&label, SHOWN).into_owned() };
        (value, about)
    };
    match kind {
        "password" | "file" => Vec::new(),
        "select-one" | "select-multiple" => {
            let options = page.options(control).into_iter();
            options.filter(|&option| !page.is_disabled(option)).map(labelled).collect()
        }
        "checkbox" | "radio" => {
            let about = if page.checked(control) { "checked" } else { "" };
            vec![(page.value(control), about.to_owned())]
        }
        _ => {
            let listed = page.attr(control, "list").and_then(|id| page.first_by_id(id));
            let listed = listed.filter(|&list| page.local_name(list) == Some("datalist"));
            let options = listed.map(|list| page.descendants(list)).into_iter().flatten();
            let mut values: Vec<_> =
                options.filter(|&node| page.local_name(node) == Some("option")).map(labelled).collect();
            let now = page.value(control);
            if !now.is_empty() && values.iter().all(|(value, _)| *value != now) {
                values.push((now, "now".to_owned()));
            }
            values
        }
    }
}

/// The selectors of the controls that a person can enter something in.
#[must_use]
pub fn selectors(around: Surroundings<'_>) -> Vec<Candidate> {
    let Some(page) = around.twin.page() else { return Vec::new() };
    let controls = page.descendants(page.root()).map(|node| (node, page.control_type(node)));
    let controls = controls.filter(|(node, kind)| is_typed_to(kind) && !page.is_disabled(*node));
    let named =
        |(node, kind): (NodeId, String)| Candidate::new(page.selector_for(node), about(page, node, &kind));
    controls.take(super::MOST).map(named).collect()
}

/// The values that the controls can have that a selector names, each with what it says.
#[must_use]
pub fn values_of(around: Surroundings<'_>, selector: &str) -> Vec<(String, String)> {
    let Some((page, selector)) = around.twin.page().zip(Selector::parse(selector).ok()) else {
        return Vec::new();
    };
    let controls = page.select(page.root(), &selector).into_iter();
    controls.flat_map(|control| values(page, control, &page.control_type(control))).collect()
}

/// The names of HEADERS: those that the senders send, and those that the user gives.
#[must_use]
pub fn headers(around: Surroundings<'_>) -> Vec<Candidate> {
    let of_senders =
        around.twin.describe_senders().into_iter().filter_map(|described| match described.event {
            Event::Sender { headers, .. } => Some(headers),
            _ => None,
        });
    let mut names: Vec<String> = Vec::new();
    for headers in of_senders.chain([around.twin.headers_without_sender()]) {
        for (name, _) in headers {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names.into_iter().map(|name| Candidate::new(name, "")).collect()
}
