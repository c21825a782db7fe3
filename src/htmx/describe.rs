//! The page's senders in words: what `inspect` and `/forms` list.

use super::compose;
use super::diagnose::Finding;
use super::headers;
use super::trigger;
use super::twin::Twin;
use crate::event::{Event, Field};
use crate::page::{Document, NodeId};

/// A sender, and what should be known about its controls.
#[derive(Debug, Clone, PartialEq)]
pub struct Described {
    /// The sender, as an event.
    pub event: Event,
    /// Controls that do not travel as people expect.
    pub findings: Vec<Finding>,
}

impl Twin {
    /// Every sender of the page with its trigger, its fields and its static headers.
    #[must_use]
    pub fn describe_senders(&self) -> Vec<Described> {
        let Some(page) = self.page() else { return Vec::new() };
        self.senders()
            .iter()
            .map(|sender| {
                let href = self.location().as_str();
                let target = sender.core_target();
                let headers =
                    headers::of_sender(page, &self.dialect, &self.config, sender.element, target, href);
                let event = Event::Sender {
                    element: page.selector_for(sender.element),
                    socket: sender.socket.map(|socket| page.selector_for(socket)),
                    trigger: trigger::as_written(page, sender.element),
                    fields: self.fields(page, sender.element),
                    headers: headers.map(|values| values.map).unwrap_or_default(),
                };
                Described { event, findings: compose::about_controls(page, &self.dialect, sender.element) }
            })
            .collect()
    }

    /// The named controls whose values go along, boxes and radios of one name as one field.
    fn fields(&self, page: &Document, sender: NodeId) -> Vec<Field> {
        let mut fields: Vec<Field> = Vec::new();
        for control in self.controls_of(page, sender) {
            let Some(name) = page.attr(control, "name").filter(|name| !name.is_empty()) else { continue };
            let kind = page.control_type(control);
            let choices = choices(page, control, &kind);
            let held = fields.iter_mut().find(|field| field.name == name && field.kind == kind);
            match (held, choices) {
                (Some(Field { values: Some(held), .. }), Some(mut more)) => held.append(&mut more),
                (_, Some(values)) => {
                    fields.push(Field { name: name.to_owned(), kind, value: None, values: Some(values) });
                }
                (_, None) => {
                    let value = Some(page.value(control));
                    fields.push(Field { name: name.to_owned(), kind, value, values: None });
                }
            }
        }
        fields
    }
}

/// The values that can be chosen, where there are any to choose from.
fn choices(page: &Document, control: NodeId, kind: &str) -> Option<Vec<String>> {
    match kind {
        "checkbox" | "radio" => Some(vec![page.value(control)]),
        "select-one" | "select-multiple" => {
            Some(page.options(control).into_iter().map(|option| page.value(option)).collect())
        }
        _ => None,
    }
}
