//! HEADERS: what htmx tells a server beside the values.

use serde_json::{Map, Value};

use super::attribute::{self, lineage};
use super::config::Config;
use super::dialect::Dialect;
use super::expression::{self, Reading, Values};
use super::selector::{self, Found, Start};
use super::swap::Thrown;
use crate::page::{Document, NodeId};

/// The target that HEADERS name (htmx 2.0.11 `getTarget`): none where the selector finds nothing, or no element.
///
/// # Errors
/// Where htmx throws and nothing is sent: `hx-target` is not a selector.
pub fn target(
    page: &Document,
    dialect: &Dialect,
    config: &Config,
    sender: NodeId,
) -> Result<Option<NodeId>, Thrown> {
    match attribute::inherited(page, config, sender, "hx-target") {
        None => Ok(Some(sender)),
        Some("this") => {
            Ok(lineage(page, sender).find(|&node| attribute::value(page, node, "hx-target").is_some()))
        }
        Some(written) => {
            let found = selector::find_all(page, dialect, Start::Element(sender), written)
                .map_err(|error| Thrown(error.to_string()))?;
            Ok(match found.first() {
                Some(Found::Element(node)) => Some(*node),
                _ => None,
            })
        }
    }
}

/// The headers of a sender (htmx 2.0.11 `getHeaders`), in order.
///
/// # Errors
/// Where htmx throws and nothing is sent.
pub fn of_sender(reading: &Reading<'_>, sender: NodeId) -> Result<Values, Thrown> {
    let Reading { page, dialect, config, scope, .. } = *reading;
    let target = match target(page, dialect, config, sender)? {
        None => Value::Bool(false),
        Some(node) => nullable(attribute::filled(page, node, "id")),
    };
    let mut map = Map::new();
    map.insert("HX-Request".into(), "true".into());
    map.insert("HX-Trigger".into(), nullable(page.attr(sender, "id")));
    map.insert("HX-Trigger-Name".into(), nullable(page.attr(sender, "name")));
    map.insert("HX-Target".into(), target);
    map.insert("HX-Current-URL".into(), scope.href.into());
    let mut values = expression::read(reading, sender, "hx-headers", false, Values::of(map))?;
    values.drop_omitted();
    Ok(values)
}

/// The headers of a message to a bare socket, filled from what the user says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// `HX-Trigger`.
    pub id: Option<String>,
    /// `HX-Trigger-Name`.
    pub name: Option<String>,
    /// `HX-Target`.
    pub target: Option<String>,
    /// `HX-Current-URL`.
    pub current_url: Option<String>,
    /// `HX-Prompt`.
    pub prompt: Option<String>,
    /// Others, by name.
    pub others: Vec<(String, String)>,
}

impl Given {
    /// The object with htmx's names in htmx's order.
    #[must_use]
    pub fn to_map(&self) -> Map<String, Value> {
        let mut map = Map::new();
        map.insert("HX-Request".into(), "true".into());
        map.insert("HX-Trigger".into(), nullable(self.id.as_deref()));
        map.insert("HX-Trigger-Name".into(), nullable(self.name.as_deref()));
        map.insert("HX-Target".into(), nullable(self.target.as_deref()));
        map.insert("HX-Current-URL".into(), nullable(self.current_url.as_deref()));
        self.add_to(&mut map);
        map
    }

    /// The same with htmx 4's names: `id` is the whole identifier (`form#chat`), and a target that is not given is left
    /// out.
    #[must_use]
    pub fn to_map_four(&self) -> Map<String, Value> {
        let mut map = Map::new();
        map.insert("HX-Request".into(), "true".into());
        map.insert("HX-Source".into(), nullable(self.id.as_deref()));
        map.insert("HX-Current-URL".into(), nullable(self.current_url.as_deref()));
        map.extend(self.target.as_deref().map(|target| ("HX-Target".to_owned(), target.into())));
        self.add_to(&mut map);
        map
    }

    /// What goes along with a sender's headers too: the prompt and the others.
    pub fn add_to(&self, map: &mut Map<String, Value>) {
        if let Some(prompt) = &self.prompt {
            map.insert("HX-Prompt".into(), prompt.as_str().into());
        }
        for (name, value) in &self.others {
            map.insert(name.clone(), value.as_str().into());
        }
    }
}

fn nullable(text: Option<&str>) -> Value {
    text.map_or(Value::Null, Value::from)
}
