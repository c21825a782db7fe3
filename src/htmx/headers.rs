//! HEADERS: what htmx tells a server beside the values.

use std::fmt;

use serde_json::{Map, Value};

use super::expression::{self, Reading, Values};
use super::selector::Found;
use super::swap::Thrown;
use super::{boost, target};
use crate::page::NodeId;

/// The headers of a sender (htmx 2.0.11 `getHeaders`), in order. The target is the sender's own, unless one is given.
///
/// # Errors
/// Where htmx throws and nothing is sent.
pub fn of_sender(reading: &Reading<'_>, sender: NodeId, target: Option<NodeId>) -> Result<Values, Thrown> {
    let Reading { page, dialect, config, scope, .. } = *reading;
    let target = match target {
        Some(given) => Some(Found::Element(given)),
        None => target::of_sender(page, dialect, config, sender, scope.href)?,
    };
    let target = target::header(page, dialect, target)?;
    let left_out = target.is_none();
    let mut map = Map::new();
    map.insert("HX-Request".into(), "true".into());
    map.insert("HX-Trigger".into(), nullable(page.attr(sender, "id")));
    map.insert("HX-Trigger-Name".into(), nullable(page.attr(sender, "name")));
    map.insert("HX-Target".into(), target.unwrap_or_default());
    map.insert("HX-Current-URL".into(), scope.href.into());
    let mut values = expression::read(reading, sender, "hx-headers", false, Values::of(map))?;
    values.drop_omitted();
    if left_out && values.map.get("HX-Target") == Some(&Value::Null) {
        values.map.shift_remove("HX-Target");
    }
    if boost::is_boosted(page, dialect, config, sender, scope.href) {
        values.map.insert("HX-Boosted".into(), "true".into());
    }
    Ok(values)
}

/// The headers of a message to a bare socket, filled from what the user says.
#[derive(Clone, Default, PartialEq, Eq)]
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

/// The names of the headers: values may be secrets.
impl fmt::Debug for Given {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.to_map().keys()).finish()
    }
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
