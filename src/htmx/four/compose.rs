//! A message on its way out in htmx 4: a person's act on a sender, up to the exact text.

use serde_json::{Map, Value};

use super::hcon;
use super::payload::Payload;
use super::{attribute, clobber, collect, context, findings, process};
use crate::htmx::compose::{Composed, Extras, Halt, Stop, Submitter};
use crate::htmx::expression::{self, Part};
use crate::htmx::script::{Member, Names, Scope, Walk};
use crate::htmx::swap::Thrown;
use crate::htmx::twin::Twin;
use crate::page::{Document, NodeId};

/// Values that an attribute adds.
#[derive(Default)]
pub(super) struct Added {
    pub(super) map: Map<String, Value>,
    /// Names whose value needs a browser; they are not in `map`.
    uncomputed: Vec<String>,
    /// Names whose value JSON leaves out; they are not in `map`.
    omitted: Vec<String>,
}

impl Twin {
    pub(in crate::htmx) fn compose_four(
        &mut self,
        page: &Document,
        sender: NodeId,
        submitter: Submitter,
        extras: &Extras,
    ) -> Result<Composed, Halt> {
        let element = page.selector_for(sender);
        let halt = |reason: String| Halt { reason, element: Some(element.clone()), findings: Vec::new() };
        let submitter =
            self.pressed(page, sender, submitter).map_err(|stop| stop.into_halt(page, &element))?;
        let Some(owner) = self.owner(page, sender) else {
            let name = self.config.four.adjusted("hx-ws:connect");
            return Err(halt(format!(
                "`{element}` has no `{name}` with an address around it: htmx reports `No WebSocket connection found for element` and \
                 sends nothing"
            )));
        };
        if let Some(held) = self.registry.senders.iter_mut().find(|held| held.element == sender) {
            held.socket = Some(owner);
        }
        if !self.registry.is_connected(owner) {
            let socket = page.selector_for(owner);
            return Err(halt(format!(
                "`Connection not open`: `{socket}` has no connection, so that htmx sends nothing"
            )));
        }
        let thrown = |Thrown(error)| halt(format!("htmx throws and sends nothing: {error}"));
        let headers = self.headers_four(page, sender).map_err(thrown)?;
        let entries =
            collect::collect(page, &self.config, sender, submitter, &extras.files).map_err(thrown)?;
        let mut added = self.object_of(page, sender, "hx-vals").map_err(thrown)?;
        let mut payload = Payload::of(&entries);
        added.omitted.iter().for_each(|name| payload.omit(name));
        payload.assign(added.map);
        payload.assign(extras.values.clone());
        added.uncomputed.retain(|name| !extras.values.contains_key(name));
        let findings =
            findings::about_message(page, (&self.dialect, &self.config), sender, &payload, &added.uncomputed);
        Ok(Composed { text: payload.into_text(headers), element: Some(element), findings })
    }

    /// Submits a form as far as the browser goes before htmx hears of it (HTML §4.10.22.3 `requestSubmit`): the event's
    /// submitter, where nothing stops it.
    fn pressed(&self, page: &Document, sender: NodeId, submitter: Submitter) -> Result<Option<NodeId>, Stop> {
        let is_form = page.local_name(sender) == Some("form");
        let (button, clicked) = match submitter {
            Submitter::Heard(button) => return Ok(button),
            Submitter::Default => (page.default_button(sender), true),
            Submitter::Button(button) => (Some(button), true),
            Submitter::Requested(button) => (Some(button), false),
            Submitter::None => (None, false),
        };
        if !is_form {
            return Ok(None);
        }
        if let Some(button) = button.filter(|&button| clicked && page.is_disabled(button)) {
            return Err(Stop::Disabled(button));
        }
        let trigger = process::trigger(page, &self.config, sender);
        let submits = hcon::split(&trigger).into_iter().any(|spec| {
            let name = hcon::trim(spec).split(|c| hcon::is_space(c) || c == '[').next();
            name == Some("submit")
        });
        if !submits {
            return Ok(None);
        }
        if !page.no_validate(sender, button) {
            let invalid = page.form_elements(sender).into_iter().find_map(|control| page.validity(control));
            if let Some(invalid) = invalid {
                return Err(Stop::Invalid(invalid));
            }
        }
        Ok(button)
    }

    /// The socket element, if it has an address.
    fn owner(&self, page: &Document, sender: NodeId) -> Option<NodeId> {
        let owner = process::owner(page, &self.config, sender)?;
        let address = attribute::value(page, &self.config, owner, "hx-ws:connect");
        address.filter(|address| !address.is_empty()).map(|_| owner)
    }

    /// The headers of a sender with what the user gives instead or beside them.
    pub(in crate::htmx) fn headers_four(
        &self,
        page: &Document,
        sender: NodeId,
    ) -> Result<Map<String, Value>, Thrown> {
        let used = ["closest", "getAttribute", "matches", "tagName"];
        if let Some(name) = used.into_iter().find(|name| clobber::hiding(page, sender, name).is_some()) {
            return Err(Thrown(format!("a control named `{name}` hides what htmx asks the form for")));
        }
        let boosted = self.registry.powered.memory(sender).and_then(|memory| memory.boosted.as_deref());
        let href = self.location.href.as_str();
        let mut headers = context::headers(page, &self.config, sender, boosted, href)?;
        self.given.add_to(&mut headers);
        Ok(headers)
    }

    /// The values of `hx-vals` or `hx-headers` (htmx 4.0.1 `#getAttributeObject`).
    pub(super) fn object_of(&self, page: &Document, sender: NodeId, name: &str) -> Result<Added, Thrown> {
        let written = attribute::value(page, &self.config, sender, name).unwrap_or_default();
        let script = written.strip_prefix("js:").or_else(|| written.strip_prefix("javascript:"));
        match script.filter(|script| !script.is_empty()) {
            Some(script) => self
                .evaluated(page, sender, &expression::in_braces(script))
                .map_err(|error| expression::of_attribute(error, page, sender, name)),
            None => match hcon::parse(&written) {
                Ok(map) => Ok(Added { map, ..Added::default() }),
                Err(error) => {
                    let scope = self.scope(page, None);
                    let members = expression::parse_json(&self.script, &scope, &written);
                    let members = members.map_err(|_| {
                        expression::of_attribute(Thrown(error.to_string()), page, sender, name)
                    })?;
                    let map =
                        members.into_iter().map(|(name, member)| (name, member.json.unwrap_or_default()));
                    Ok(Added { map: map.collect(), ..Added::default() })
                }
            },
        }
    }

    /// What code adds (htmx 4.0.1 `#executeJavaScript`, then `Object.assign`).
    fn evaluated(&self, page: &Document, sender: NodeId, code: &str) -> Result<Added, Thrown> {
        let event = self.event_of(page, sender);
        let scope = Scope { this: Some(sender), names: Names::Api, ..self.scope(page, event.as_ref()) };
        let mut added = Added::default();
        for part in expression::evaluate(&self.script, code, Walk::Assigned, &scope)? {
            match part {
                Part::Member(name, Member { json: Some(value), .. }) => drop(added.map.insert(name, value)),
                Part::Member(name, Member { json: None, .. }) => added.omitted.push(name),
                Part::Uncomputed { name, code } => added.uncomputed.push(name.unwrap_or(code)),
            }
        }
        Ok(added)
    }

    /// The text of a message to a bare socket.
    pub(in crate::htmx) fn bare_text_four(&self, values: Map<String, Value>) -> String {
        let mut payload = Payload::default();
        payload.assign(values);
        payload.into_text(self.headers_without_sender())
    }
}

#[cfg(test)]
#[path = "compose/tests.rs"]
mod tests;
