//! A message on its way out: a person's act on a sender, up to the exact text that htmx would send.

use serde_json::{Map, Value};

use super::address::AddressError;
use super::attribute::{self, lineage};
use super::diagnose::{self, Finding};
use super::dialect::Outgoing;
use super::expression::{self, Reading, Values};
use super::listen::by_hand::Use;
use super::process::{Handler, Sender};
use super::swap::Thrown;
use super::twin::Twin;
use super::values::Collected;
use super::{form_data, headers, json, parameters, trigger, values};
use crate::page::{Document, Invalid, NodeId};

/// Which button submits a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Submitter {
    /// The form's default button, as by the Enter key; none where it has none.
    #[default]
    Default,
    /// This one, by a click.
    Button(NodeId),
    /// This one, by a script: `form.requestSubmit(button)`, of which htmx hears no click.
    Requested(NodeId),
    /// None: `form.requestSubmit()`.
    None,
    /// The browser has done its part, through this button where there is one: htmx hears the event.
    Heard(Option<NodeId>),
}

/// The text of a message, ready to go.
#[derive(Debug, Clone, PartialEq)]
pub struct Composed {
    /// The message.
    pub text: String,
    /// The sender's selector.
    pub element: Option<String>,
    /// What to tell about it.
    pub findings: Vec<Finding>,
}

/// Why htmx would send nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Halt {
    /// In words.
    pub reason: String,
    /// The element that is to blame.
    pub element: Option<String>,
    /// What to tell about it.
    pub findings: Vec<Finding>,
}

/// Values that a person adds to a message.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Extras {
    /// Typed values and those that no control has, as `hx-vals` would add them.
    pub values: Map<String, Value>,
    /// Names of file inputs for which a file was chosen.
    pub files: Vec<String>,
}

impl Twin {
    /// What the sender would send when a person uses it: clicks it, or submits the form.
    ///
    /// # Errors
    /// Where htmx or the browser would send nothing, with the reason.
    pub fn compose(
        &mut self,
        sender: NodeId,
        submitter: Submitter,
        extras: &Extras,
    ) -> Result<Composed, Box<Halt>> {
        let handler = self.registry.sender(sender).map_or(Handler::Extension, |sender| sender.handler);
        let mut composed = self.compose_by(handler, sender, submitter, extras)?;
        let Some(page) = self.page.as_ref() else { return Ok(composed) };
        match self.use_by_hand(page, sender, handler) {
            Use::Sends => {}
            Use::Untold(finding) => composed.findings.push(finding),
            Use::Refused(why) => {
                let reason = format!(
                    "{why}: htmx sends nothing; change its hx-trigger, or send a text as it is (`--raw`, `/raw`)"
                );
                return Err(Box::new(Halt {
                    reason,
                    element: composed.element,
                    findings: composed.findings,
                }));
            }
        }
        Ok(composed)
    }

    /// What one of the sender's handlers would send: htmx 1 may have two on one element.
    ///
    /// # Errors
    /// Where htmx or the browser would send nothing, with the reason.
    pub fn compose_by(
        &mut self,
        handler: Handler,
        sender: NodeId,
        submitter: Submitter,
        extras: &Extras,
    ) -> Result<Composed, Box<Halt>> {
        let Some(page) = self.page.take() else { return Ok(self.compose_bare(extras)) };
        let result = match self.dialect.outgoing {
            Outgoing::Parameters => self.compose_on(&page, (sender, handler), submitter, extras),
            Outgoing::Values => self.compose_four(&page, sender, submitter, extras),
        };
        self.in_use = Some((sender, page.selector_for(sender)));
        self.page = Some(page);
        result.map_err(Box::new)
    }

    /// A message that no sender sends: the values and the headers that the user gives.
    #[must_use]
    pub fn compose_bare(&self, extras: &Extras) -> Composed {
        let text = match self.dialect.outgoing {
            Outgoing::Parameters => with_headers(extras.values.clone(), self.headers_without_sender()),
            Outgoing::Values => self.bare_text_four(extras.values.clone()),
        };
        Composed { text, element: None, findings: Vec::new() }
    }

    fn compose_on(
        &mut self,
        page: &Document,
        (sender, handler): (NodeId, Handler),
        submitter: Submitter,
        extras: &Extras,
    ) -> Result<Composed, Halt> {
        let element = page.selector_for(sender);
        let halt = |reason: String| Halt { reason, element: Some(element.clone()), findings: Vec::new() };
        if page.local_name(sender) == Some("form") {
            self.press(page, sender, submitter).map_err(|stop| stop.into_halt(page, &element))?;
        }
        let held = self.registry.sender_by(sender, handler).copied();
        let Some((held, socket)) = held.and_then(|held| Some((held, held.socket?))) else {
            return Err(halt(match self.refused_around(page, sender) {
                Some((socket, error)) => {
                    format!(
                        "the socket `{socket}` of `{element}` cannot open: {error}; htmx throws and sends nothing"
                    )
                }
                None => format!("`{element}` has no socket around it: htmx throws and sends nothing"),
            }));
        };
        if !page.is_attached(socket) {
            return Err(halt(format!("the socket element of `{element}` has left the page")));
        }
        let thrown = |Thrown(error)| halt(format!("htmx throws and sends nothing: {error}"));
        let message = self.values_of(page, sender, held.core_target(), extras).map_err(thrown)?;
        if let Some(invalid) = message.invalid.first() {
            return Err(self::invalid(page, invalid, sender));
        }
        let mut findings = diagnose::sender::about(page, &self.dialect, &self.config, sender);
        findings.extend(diagnose::sender::needs_browser(&message.uncomputed));
        findings.extend(message.findings);
        Ok(Composed { text: message.text, element: Some(element), findings })
    }

    /// The nearest socket element around a sender whose address the browser refuses, and why.
    fn refused_around(&self, page: &Document, sender: NodeId) -> Option<(&str, &AddressError)> {
        let refused = |element| {
            let socket = self.all_sockets().iter().find(|socket| socket.element == element)?;
            Some((socket.selector.as_str(), socket.url.as_ref().err()?))
        };
        std::iter::successors(Some(sender), |&node| page.parent(node)).find_map(refused)
    }

    /// Submits a form as far as the browser goes before htmx hears of it: the click on the button, and the
    /// validation that shows bubbles (HTML §4.10.22.3 `requestSubmit`).
    fn press(&mut self, page: &Document, form: NodeId, submitter: Submitter) -> Result<(), Stop> {
        let (button, clicked) = match submitter {
            Submitter::Heard(_) => return Ok(()),
            Submitter::Default => (page.default_button(form), true),
            Submitter::Button(button) => (Some(button), true),
            Submitter::Requested(button) => (Some(button), false),
            Submitter::None => (None, false),
        };
        if let Some(button) = button.filter(|_| clicked) {
            if page.is_disabled(button) {
                return Err(Stop::Disabled(button));
            }
            self.note_click(page, button);
        }
        let submits = trigger::of(page, &self.dialect, form).iter().any(|trigger| trigger.event == "submit");
        let lenient = page.has_attr(form, "novalidate")
            || button.is_some_and(|button| page.has_attr(button, "formnovalidate"));
        if submits && !lenient {
            let invalid = page.form_elements(form).into_iter().find_map(|control| page.validity(control));
            return invalid.map_or(Ok(()), |invalid| Err(Stop::Invalid(invalid)));
        }
        Ok(())
    }

    /// A click that htmx hears of: it remembers the button for the button's form, whose next messages it goes along
    /// with, even where the click itself submits nothing.
    pub fn hear_click(&mut self, element: NodeId) {
        if let Some(page) = self.page.take() {
            self.note_click(&page, element);
            self.page = Some(page);
        }
    }

    /// htmx 2.0.11 `maybeSetLastButtonClicked`: it listens on forms, and on `[type='submit'][form]` buttons wherever
    /// they are.
    fn note_click(&mut self, page: &Document, element: NodeId) {
        let Some(button) = lineage(page, element).find(|&node| is_target_button(page, node)) else { return };
        let listens = |node| {
            page.local_name(node) == Some("form")
                || (page.attr(node, "type") == Some("submit") && attribute::has(page, node, "form"))
        };
        if let Some(form) = values::button_form(page, &self.dialect, button)
            && lineage(page, element).any(listens)
        {
            self.last_buttons.insert(form, button);
        }
    }

    /// The headers of a sender with what the user gives instead or beside them.
    fn headers_of(
        &self,
        reading: &Reading<'_>,
        sender: NodeId,
        target: Option<NodeId>,
    ) -> Result<Values, Thrown> {
        let mut head = headers::of_sender(reading, sender, target)?;
        self.given.add_to(&mut head.map);
        head.uncomputed.retain(|name| head.map.get(name).is_none_or(Value::is_null));
        Ok(head)
    }

    /// The headers of a message that no sender sends: those that the user gives, and the page's address where there is one.
    #[must_use]
    pub fn headers_without_sender(&self) -> Map<String, Value> {
        let mut given = self.given.clone();
        if self.page.is_some() {
            given.current_url = Some(self.location.href.to_string());
        }
        match self.dialect.outgoing {
            Outgoing::Parameters => given.to_map(),
            Outgoing::Values => given.to_map_four(),
        }
    }

    /// A message of these values alone, with the headers of a sender, or [those that none has](Self::headers_without_sender); a
    /// value named `HEADERS` (in htmx 4 `headers`) stays.
    ///
    /// # Errors
    /// Where htmx throws on the sender's headers.
    pub fn compose_values(
        &self,
        sender: Option<NodeId>,
        mut values: Map<String, Value>,
    ) -> Result<String, Thrown> {
        let headers = match (self.page.as_ref().zip(sender), self.dialect.outgoing) {
            (Some((page, sender)), Outgoing::Parameters) => {
                let target = self.registry.sender(sender).and_then(Sender::core_target);
                self.headers_of(&self.reading(page, None), sender, target)?.map
            }
            (Some((page, sender)), Outgoing::Values) => self.headers_four(page, sender)?,
            (None, _) => self.headers_without_sender(),
        };
        values.entry(self.dialect.headers_key).or_insert(Value::Object(headers));
        Ok(json::stringify(&Value::Object(values)))
    }

    /// The ws extension's handler (htmx-ext-ws 2.0.4 `processWebSocketSend`).
    fn values_of(
        &self,
        page: &Document,
        sender: NodeId,
        target: Option<NodeId>,
        extras: &Extras,
    ) -> Result<Message, Thrown> {
        let (dialect, config) = (&self.dialect, &self.config);
        let event = self.event_of(page, sender);
        let reading = self.reading(page, event.as_ref());
        let head = self.headers_of(&reading, sender, target)?;
        let last_button = self.last_buttons.get(&sender).copied().filter(|&button| page.is_attached(button));
        let inputs = values::collect(page, dialect, config, sender, last_button)?;
        let mut expressions = expression::of_sender(&reading, sender)?;
        expressions.supply(&extras.values);
        let mut uncomputed = head.uncomputed;
        uncomputed.extend(expressions.uncomputed.iter().cloned());
        let (parameters, taken_over) = match inputs.values {
            Collected::FormData(mut entries) if dialect.merges_into_form_data => {
                form_data::merge(&mut entries, dialect, &expressions)?;
                let entries = form_data::filter(page, config, sender, entries);
                parameters::of(Collected::FormData(entries), &extras.files)
            }
            collected => {
                let (mut parameters, taken_over) = parameters::of(collected, &extras.files);
                parameters::merge(&mut parameters, expressions);
                let filtered = parameters::filter(page, dialect, config, sender, parameters)?;
                (filtered, taken_over.filter(|_| !parameters::keeps_none(page, config, sender)))
            }
        };
        let mut findings = diagnose::lost_value::of_attributes(&reading, sender);
        let key = dialect.headers_key;
        let overwritten = taken_over.is_none() && parameters.contains_key(key);
        findings.extend(overwritten.then(|| diagnose::lost_value::headers(key)));
        let text = taken_over.unwrap_or_else(|| with_headers(parameters, head.map));
        Ok(Message { text, invalid: inputs.invalid, uncomputed, findings })
    }
}

/// A message's text with what was found on the way.
struct Message {
    text: String,
    invalid: Vec<Invalid>,
    uncomputed: Vec<String>,
    findings: Vec<Finding>,
}

/// What the browser stops a submission for.
pub(super) enum Stop {
    Disabled(NodeId),
    Invalid(Invalid),
}

impl Stop {
    pub(super) fn into_halt(self, page: &Document, element: &str) -> Halt {
        match self {
            Self::Disabled(button) => {
                let button = page.selector_for(button);
                let reason =
                    format!("the button `{button}` is disabled: the browser does not submit `{element}`");
                Halt { reason, element: Some(button), findings: Vec::new() }
            }
            Self::Invalid(invalid) => {
                let control = page.selector_for(invalid.node);
                let what = format!(
                    "`{control}` is not valid ({}): {}; nothing is sent",
                    invalid.rule, invalid.message
                );
                let advice = "give it a valid value, or novalidate to its form".to_owned();
                let finding = Finding { code: "validation", what, advice };
                let reason = format!("`{control}` is not valid ({}): {}", invalid.rule, invalid.message);
                Halt { reason, element: Some(control), findings: vec![finding] }
            }
        }
    }
}

/// A submission that a control which is not valid stops.
pub(super) fn invalid(page: &Document, invalid: &Invalid, sender: NodeId) -> Halt {
    Stop::Invalid(invalid.clone()).into_halt(page, &page.selector_for(sender))
}

/// `button, input[type='submit']` (htmx 2.0.11 `getTargetButton`).
fn is_target_button(page: &Document, node: NodeId) -> bool {
    match page.local_name(node) {
        Some("button") => true,
        Some("input") => page.attr(node, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("submit")),
        _ => false,
    }
}

/// The message's text; a value named `HEADERS` keeps its place and gives way to the headers.
fn with_headers(mut parameters: Map<String, Value>, headers: Map<String, Value>) -> String {
    parameters.insert("HEADERS".to_owned(), Value::Object(headers));
    json::stringify(&Value::Object(parameters))
}

#[cfg(test)]
mod tests;
