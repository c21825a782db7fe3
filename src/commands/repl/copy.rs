//! A message as the arguments of `hxws send` that give the same: items for the page's sender, as few as will do.
//!
//! Whether they do is tried on the page as it was loaded, as `send` will find it.

use serde_json::{Map, Value};

use crate::commands::sender;
use crate::htmx::compose::Submitter;
use crate::htmx::item::Item;
use crate::htmx::twin::Twin;
use crate::page::NodeId;

/// Items, senders and buttons that are tried at most: each try composes a message.
const MOST_ITEMS: usize = 64;
const MOST_SENDERS: usize = 16;
const MOST_BUTTONS: usize = 8;

/// What is known of a message.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Its text.
    pub text: &'a str,
    /// The selector of its sender.
    pub element: Option<&'a str>,
    /// The selector of the socket that `--socket` names.
    pub socket: Option<&'a str>,
}

/// Arguments of `hxws send`, in order, not quoted yet.
pub type Arguments = Vec<String>;

/// Arguments that give this text on a page like this; none where items do not give it. Every `fresh` page is as it was
/// loaded.
#[must_use]
pub fn arguments(fresh: impl Fn() -> Twin, wanted: Wanted<'_>) -> Option<Arguments> {
    let twin = fresh();
    let items = items(&twin, wanted.text)?;
    let senders = match (twin.page(), wanted.element) {
        (None, _) => vec![None],
        (Some(_), Some(element)) => vec![Some(twin.choose_sender(Some(element), None).ok()?)],
        (Some(_), None) => twin.senders().iter().take(MOST_SENDERS).map(|it| Some(it.element)).collect(),
    };
    senders.into_iter().find_map(|sender| {
        let all = items.iter().cloned().chain(unchecked(&twin, sender, &items)).collect();
        by(&fresh, &twin, (wanted, sender), all)
    })
}

/// The arguments for one sender, by whichever of its buttons gives the text.
fn by(
    fresh: &impl Fn() -> Twin,
    twin: &Twin,
    (wanted, sender): (Wanted<'_>, Option<NodeId>),
    items: Vec<Item>,
) -> Option<Arguments> {
    let gives = |submitter: Submitter, items: &[Item]| {
        let made = sender::make(&mut fresh(), sender, submitter, items.to_vec());
        made.is_ok_and(|made| made.composed.text == wanted.text)
    };
    let submitter = submitters(twin, sender).into_iter().find(|&submitter| gives(submitter, &items))?;
    let mut few = items;
    for at in (0..few.len()).rev() {
        let mut fewer = few.clone();
        fewer.remove(at);
        if gives(submitter, &fewer) {
            few = fewer;
        }
    }
    let mut arguments = Vec::new();
    if let Some((page, sender)) = twin.page().zip(sender) {
        let socket = wanted.socket.and_then(|socket| Some(twin.choose_socket(Some(socket)).ok()?.element));
        if sender::choose(twin, None, socket, &few).ok() != Some(Some(sender)) {
            arguments.extend(["--element".to_owned(), page.selector_for(sender)]);
        }
        match submitter {
            Submitter::Button(button) => {
                arguments.extend(["--submitter".to_owned(), page.selector_for(button)]);
            }
            Submitter::None => arguments.extend(["--submitter".to_owned(), "none".to_owned()]),
            _ => {}
        }
    }
    let items: Option<Vec<String>> = few.iter().map(written).collect();
    let items = items?;
    if items.iter().any(|item| item.starts_with('-')) {
        arguments.push("--".to_owned());
    }
    arguments.extend(items);
    Some(arguments)
}

/// What a form may be submitted by.
fn submitters(twin: &Twin, sender: Option<NodeId>) -> Vec<Submitter> {
    let form = twin.page().zip(sender).filter(|&(page, sender)| page.local_name(sender) == Some("form"));
    let Some((page, form)) = form else { return vec![Submitter::Default] };
    let is_button = |&node: &NodeId| matches!(page.control_type(node).as_str(), "submit" | "image");
    let owned = |&node: &NodeId| is_button(&node) && page.form_owner(node) == Some(form);
    let buttons = page.descendants(page.root()).filter(owned).take(MOST_BUTTONS).map(Submitter::Button);
    std::iter::once(Submitter::Default).chain(buttons).chain([Submitter::None]).collect()
}

/// The values of a message as items; none where it has none, or too many.
fn items(twin: &Twin, text: &str) -> Option<Vec<Item>> {
    let mut values: Map<String, Value> = serde_json::from_str(text).ok()?;
    values.shift_remove(twin.dialect().headers_key)?;
    let items: Vec<Item> = values.iter().flat_map(|(name, value)| entered(name, value)).collect();
    (items.len() <= MOST_ITEMS).then_some(items)
}

/// What a person enters for a value.
fn entered(name: &str, value: &Value) -> Vec<Item> {
    let text = |value: &Value| value.as_str().map(|text| Item::Text(name.to_owned(), text.to_owned()));
    let texts: Option<Vec<Item>> = match value {
        Value::Array(values) if !values.is_empty() => values.iter().map(text).collect(),
        one => text(one).map(|item| vec![item]),
    };
    let is_written = |items: &Vec<Item>| items.iter().all(|item| written(item).is_some());
    texts.filter(is_written).unwrap_or_else(|| vec![Item::Json(name.to_owned(), value.clone())])
}

/// Boxes and lists that have none chosen in the message.
fn unchecked(twin: &Twin, sender: Option<NodeId>, items: &[Item]) -> Vec<Item> {
    let Some((page, sender)) = twin.page().zip(sender) else { return Vec::new() };
    let mut names: Vec<&str> = Vec::new();
    for control in twin.controls_of(page, sender) {
        let name = page.attr(control, "name").filter(|name| !name.is_empty());
        let can_be_empty = matches!(page.control_type(control).as_str(), "checkbox" | "select-multiple");
        if let Some(name) = name.filter(|_| can_be_empty)
            && !names.contains(&name)
            && items.iter().all(|item| item.name() != name)
        {
            names.push(name);
        }
    }
    names.into_iter().map(|name| Item::Text(name.to_owned(), String::new())).collect()
}

/// An item as it is written; none where it would be read as something else.
fn written(item: &Item) -> Option<String> {
    let text = match item {
        Item::Text(name, value) => format!("{name}={value}"),
        Item::Json(name, value) => format!("{name}:={value}"),
        Item::File(name, path) => format!("{name}=@{path}"),
    };
    let is_read = Item::parse(&text).as_ref() == Ok(item) && !text.contains('\0');
    is_read.then_some(text)
}
