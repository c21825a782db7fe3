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
    /// Names of those that are left out of every message.
    pub left_out: Vec<String>,
}

/// What taking a header back comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unset {
    /// What was given is given no more: htmx's own counts, where it has one.
    TakenBack,
    /// Nothing was given: htmx's own is left out.
    LeftOut,
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

    /// Gives a header in every message, in place of htmx's own.
    pub fn set(&mut self, name: &str, value: &str) {
        self.left_out.retain(|held| held != name);
        match self.others.iter_mut().find(|(held, _)| held == name) {
            Some((_, held)) => value.clone_into(held),
            None => self.others.push((name.to_owned(), value.to_owned())),
        }
    }

    /// Takes back what was given by [`Given::set`]; without that, leaves the header out of every message.
    pub fn unset(&mut self, name: &str) -> Unset {
        let before = self.others.len();
        self.others.retain(|(held, _)| held != name);
        if self.others.len() < before {
            return Unset::TakenBack;
        }
        if !self.left_out.iter().any(|held| held == name) {
            self.left_out.push(name.to_owned());
        }
        Unset::LeftOut
    }

    /// What goes along with a sender's headers too: the prompt and the others; and what is left out of them.
    pub fn add_to(&self, map: &mut Map<String, Value>) {
        if let Some(prompt) = &self.prompt {
            map.insert("HX-Prompt".into(), prompt.as_str().into());
        }
        for (name, value) in &self.others {
            map.insert(name.clone(), value.as_str().into());
        }
        for name in &self.left_out {
            map.shift_remove(name);
        }
    }
}

fn nullable(text: Option<&str>) -> Value {
    text.map_or(Value::Null, Value::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(given: &Given) -> String {
        given.to_map().into_iter().map(|(name, value)| format!("{name}={value} ")).collect()
    }

    #[test]
    fn a_header_that_is_set_takes_the_place_of_htmxs_own_until_it_is_taken_back() {
        let mut given = Given::default();
        let own =
            "HX-Request=\"true\" HX-Trigger=null HX-Trigger-Name=null HX-Target=null HX-Current-URL=null ";
        given.set("HX-Trigger", "a");
        given.set("X-Tenant", "b");
        given.set("X-Tenant", "c");
        let with = own.replace("HX-Trigger=null", "HX-Trigger=\"a\"") + "X-Tenant=\"c\" ";
        assert_eq!(names(&given), with);
        assert_eq!(
            (given.unset("HX-Trigger"), given.unset("X-Tenant")),
            (Unset::TakenBack, Unset::TakenBack)
        );
        assert_eq!(names(&given), own);
        assert_eq!((given.unset("HX-Trigger"), given.unset("HX-Trigger")), (Unset::LeftOut, Unset::LeftOut));
        assert_eq!(names(&given), own.replace("HX-Trigger=null ", ""));
        given.set("HX-Trigger", "a");
        assert_eq!(names(&given), own.replace("HX-Trigger=null", "HX-Trigger=\"a\""));
    }
}
