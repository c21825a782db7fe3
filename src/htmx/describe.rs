//! The page's senders in words: what `inspect` and `/forms` list.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::diagnose::{self, Finding};
use super::dialect::Outgoing;
use super::four;
use super::headers;
use super::process::Sender;
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

/// What a dialect knows of a sender.
struct Known {
    trigger: String,
    headers: Map<String, Value>,
    findings: Vec<Finding>,
}

impl Twin {
    /// Every sender of the page with its trigger, its fields and its static headers.
    #[must_use]
    pub fn describe_senders(&self) -> Vec<Described> {
        let Some(page) = self.page() else { return Vec::new() };
        // many have the same socket, and all of the page is searched for what it may be mistaken for
        let mut sockets: HashMap<NodeId, String> = HashMap::new();
        let mut of_socket =
            |socket| sockets.entry(socket).or_insert_with(|| page.selector_for(socket)).clone();
        self.senders()
            .iter()
            .map(|sender| {
                let Known { trigger, headers, findings } = self.known(page, sender);
                let event = Event::Sender {
                    element: page.selector_for(sender.element),
                    socket: sender.socket.map(&mut of_socket),
                    trigger,
                    fields: self.fields(page, sender.element),
                    headers,
                };
                Described { event, findings }
            })
            .collect()
    }

    fn known(&self, page: &Document, sender: &Sender) -> Known {
        let (sender, target) = (sender.element, sender.core_target());
        match self.dialect.outgoing {
            Outgoing::Parameters => {
                let event = self.event_of(page, sender);
                let headers = headers::of_sender(&self.reading(page, event.as_ref()), sender, target);
                Known {
                    trigger: trigger::as_written(page, &self.dialect, sender),
                    headers: headers.map(|values| values.map).unwrap_or_default(),
                    findings: diagnose::sender::about(page, &self.dialect, &self.config, sender),
                }
            }
            Outgoing::Values => Known {
                trigger: four::process::trigger(page, &self.config, sender),
                headers: self.headers_four(page, sender).unwrap_or_default(),
                findings: four::findings::about_sender(page, (&self.dialect, &self.config), sender),
            },
        }
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
