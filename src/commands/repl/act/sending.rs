//! What items, objects and the commands that send make the session send. Reads no line, and knows no socket.

use serde_json::{Map, Value};

use super::super::command::sending::Sending;
use super::Acted;
use crate::commands::choice::no_choice;
use crate::commands::sender::{self, NoMessage};
use crate::event::Event;
use crate::htmx::choice::ChoiceError;
use crate::htmx::compose::Submitter;
use crate::htmx::item::Item;
use crate::htmx::twin::Twin;
use crate::page::{Document, NodeId, Selector};
use crate::session::live::Session;
use crate::status::Stop;

/// What presses a button at the prompt.
const PRESS: &str = "/submit";

pub(super) fn act(session: &mut Session, acted: &mut Acted, sending: Sending) {
    match sending {
        Sending::Submit(selector, items) => submit(session, acted, selector.as_deref(), items),
        Sending::Raw(text) => acted.send(session, text, None),
        Sending::RawFile(path) => match sender::read_text("", &path) {
            Ok(text) => acted.send(session, text, None),
            Err(stop) => acted.stop(stop),
        },
        Sending::Binary(bytes) => acted.send_binary(session, bytes),
        Sending::BinaryFile(path) => match sender::read_bytes("", &path) {
            Ok(bytes) => acted.send_binary(session, bytes),
            Err(stop) => acted.stop(stop),
        },
    }
}

/// Items use the sender that they fit.
pub(super) fn submit(session: &mut Session, acted: &mut Acted, selector: Option<&str>, items: Vec<Item>) {
    match compose(session, acted, selector, items) {
        Ok((text, element)) => acted.send(session, text, element),
        Err(NoMessage::Stop(stop)) => acted.stop(stop),
        Err(NoMessage::Halt(halt, added)) => {
            sender::halted(*halt, &added, PRESS).into_iter().for_each(|event| acted.event(event));
        }
    }
}

/// An object gives the values of a message.
pub(super) fn values(session: &mut Session, acted: &mut Acted, values: Map<String, Value>) {
    match with_headers(session, values) {
        Ok(text) => acted.send(session, text, None),
        Err(error) => acted.stop(Stop::failed(error)),
    }
}

fn compose(
    session: &mut Session,
    acted: &mut Acted,
    selector: Option<&str>,
    items: Vec<Item>,
) -> Result<(String, Option<String>), NoMessage> {
    if items.iter().any(|item| matches!(item, Item::File(_, path) if path == "-")) {
        return Err(NoMessage::Stop(is_standard_input()));
    }
    let socket = session.target().and_then(|target| target.element);
    if let Some(stop) = selector.and_then(|selector| of_another_socket(session, selector)) {
        return Err(NoMessage::Stop(stop));
    }
    let twin = session.twin_mut();
    let (chosen, submitter) = match button(twin.page().zip(selector), twin) {
        Some((form, button)) => (Some(form), Submitter::Button(button)),
        None => (sender::choose(twin, selector, socket, &items).map_err(rename)?, Submitter::Default),
    };
    let made = sender::make(twin, chosen, submitter, items)?;
    if let Some(refusal) = made.added.refusal(PRESS).filter(|_| acted.strict) {
        return Err(NoMessage::Stop(refusal));
    }
    for message in made.added.remarks(PRESS) {
        acted.event(Event::Note { message });
    }
    sender::warnings(made.composed.findings).into_iter().for_each(|event| acted.event(event));
    Ok((made.composed.text, made.composed.element))
}

/// Why a sender that the selector names, or the form of its button, is not used: it is not the current socket's.
fn of_another_socket(session: &Session, selector: &str) -> Option<Stop> {
    let (twin, current) = (session.twin(), session.target()?.element?);
    let page = twin.page()?;
    let sender = match button(Some((page, selector)), twin) {
        Some((form, _)) => form,
        None if twin.choose_sender(Some(selector), Some(current)).is_ok() => return None,
        None => twin.choose_sender(Some(selector), None).ok()?,
    };
    let socket = twin.senders().iter().find(|held| held.element == sender)?.socket?;
    if socket == current {
        return None;
    }
    let (sender, name) = (page.selector_for(sender), page.selector_for(socket));
    let is_held = session.sockets().any(|held| held.target.element == Some(socket));
    let (why, does) = if is_held {
        ("which is not the current one", "talks to it")
    } else {
        ("which this session has not opened", "opens it")
    };
    let stop = Stop::usage(format!("`{sender}` sends to the socket `{name}`, {why}"));
    Some(stop.help(format!("`/socket {name}` {does}")))
}

/// Why `@-` is no value here.
pub(super) fn is_standard_input() -> Stop {
    let stop = Stop::usage("`@-`: the prompt's lines come from standard input, so a value cannot");
    stop.help("give a file: `name=@file`".to_owned())
}

/// At the prompt a sender is chosen with `/submit`.
fn rename(error: ChoiceError) -> NoMessage {
    let error = match error {
        ChoiceError::Several { what, selectors, .. } => {
            ChoiceError::Several { what, option: "/submit SELECTOR", selectors }
        }
        other => other,
    };
    NoMessage::Stop(no_choice(error))
}

/// A selector that names a submit button of a form that is a sender: the form, and the button.
pub(in super::super) fn button(named: Option<(&Document, &str)>, twin: &Twin) -> Option<(NodeId, NodeId)> {
    let (page, selector) = named?;
    let button = page.select_first(page.root(), &Selector::parse(selector).ok()?)?;
    let is_sender = |node: NodeId| twin.senders().iter().any(|sender| sender.element == node);
    if is_sender(button) || !matches!(page.control_type(button).as_str(), "submit" | "image") {
        return None;
    }
    let form = page.form_owner(button).filter(|&form| is_sender(form))?;
    Some((form, button))
}

/// A message of these values, with the HEADERS of the page's sender, or those of a message that none sends.
fn with_headers(session: &Session, values: Map<String, Value>) -> Result<String, String> {
    let twin = session.twin();
    let socket = session.target().and_then(|target| target.element);
    let sender = twin.choose_sender(None, socket).ok();
    twin.compose_values(sender, values)
        .map_err(|thrown| format!("htmx throws and sends nothing: {}", thrown.0))
}
