//! What a command of the prompt does to the session, as records to print.

use std::time::SystemTime;

use serde_json::{Map, Value};

use super::help;
use super::line::Line;
use crate::commands::choice::no_choice;
use crate::commands::inspect;
use crate::commands::sender::{self, NoMessage};
use crate::event::{Event, Record, Warning};
use crate::htmx::choice::ChoiceError;
use crate::htmx::compose::Submitter;
use crate::htmx::item::Item;
use crate::htmx::json;
use crate::htmx::twin::Twin;
use crate::page::{Document, NodeId, Selector};
use crate::session::live::{LONGEST_PING, Session};
use crate::status::Stop;

/// What presses a button at the prompt.
const PRESS: &str = "/submit";

/// What a line came to.
#[derive(Debug, Default)]
pub struct Acted {
    /// To be printed.
    pub records: Vec<Record>,
    /// Whether a message went out or was queued.
    pub sent: bool,
}

impl Acted {
    fn event(&mut self, event: Event) {
        self.records.push(Record { event, step: None, socket: None, at: Some(SystemTime::now()) });
    }

    fn stop(&mut self, stop: Stop) {
        self.event(Event::Error { message: stop.message, help: stop.help });
    }

    fn send_binary(&mut self, session: &mut Session, bytes: Vec<u8>) {
        self.records.extend(session.send_binary(bytes));
        self.sent = true;
    }

    fn send(&mut self, session: &mut Session, text: String, element: Option<String>) {
        self.records.extend(session.send(text, element));
        self.sent = true;
    }
}

/// Does what the line says. `Wait` and `Quit` are the driver's.
pub fn act(session: &mut Session, line: Line) -> Acted {
    let mut acted = Acted::default();
    match line {
        Line::Empty | Line::Wait(_) | Line::Quit => {}
        Line::Items(items) => submit(session, &mut acted, None, items),
        Line::Submit(selector, items) => submit(session, &mut acted, selector.as_deref(), items),
        Line::Json(values) => match with_headers(session, values) {
            Ok(text) => acted.send(session, text, None),
            Err(error) => acted.stop(Stop::failed(error)),
        },
        Line::Raw(text) => acted.send(session, text, None),
        Line::RawFile(path) => match sender::read_text(&path) {
            Ok(text) => acted.send(session, text, None),
            Err(stop) => acted.stop(stop),
        },
        Line::Binary(bytes) => acted.send_binary(session, bytes),
        Line::BinaryFile(path) => match sender::read_bytes(&path) {
            Ok(bytes) => acted.send_binary(session, bytes),
            Err(stop) => acted.stop(stop),
        },
        Line::Ping(text) => ping(session, &mut acted, text),
        Line::Drop => match session.tear_down() {
            Some(records) => acted.records = records,
            None => acted.stop(not_open()),
        },
        Line::Page(selector) => page(session, &mut acted, selector.as_deref()),
        Line::Forms => forms(session, &mut acted),
        Line::Headers(selector) => list_headers(session, &mut acted, selector.as_deref()),
        Line::Close(code, reason) => close(session, &mut acted, code, &reason),
        Line::Reconnect => acted.records = session.reconnect(),
        Line::Help(command) => match help::text(command.as_deref()) {
            Some(message) => acted.event(Event::Text { text: message }),
            None => {
                let name = command.unwrap_or_default();
                acted.stop(Stop::usage(format!("there is no command `/{name}`: `/help` lists them")));
            }
        },
    }
    acted
}

fn submit(session: &mut Session, acted: &mut Acted, selector: Option<&str>, items: Vec<Item>) {
    match compose(session, acted, selector, items) {
        Ok((text, element)) => acted.send(session, text, element),
        Err(NoMessage::Stop(stop)) => acted.stop(stop),
        Err(NoMessage::Halt(halt, added)) => {
            sender::halted(*halt, &added, PRESS).into_iter().for_each(|event| acted.event(event));
        }
    }
}

fn compose(
    session: &mut Session,
    acted: &mut Acted,
    selector: Option<&str>,
    items: Vec<Item>,
) -> Result<(String, Option<String>), NoMessage> {
    if items.iter().any(|item| matches!(item, Item::File(_, path) if path == "-")) {
        let stop = Stop::usage("`@-`: the prompt's lines come from standard input, so a value cannot");
        return Err(NoMessage::Stop(stop.help("give a file: `name=@file`".to_owned())));
    }
    let socket = session.target().and_then(|target| target.element);
    let twin = session.twin_mut();
    let (chosen, submitter) = match button(twin.page().zip(selector), twin) {
        Some((form, button)) => (Some(form), Submitter::Button(button)),
        None => (sender::choose(twin, selector, socket, &items).map_err(rename)?, Submitter::Default),
    };
    let made = sender::make(twin, chosen, submitter, items)?;
    for message in made.added.remarks(PRESS) {
        acted.event(Event::Note { message });
    }
    sender::warnings(made.composed.findings).into_iter().for_each(|event| acted.event(event));
    Ok((made.composed.text, made.composed.element))
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
fn button(named: Option<(&Document, &str)>, twin: &Twin) -> Option<(NodeId, NodeId)> {
    let (page, selector) = named?;
    let button = page.select_first(page.root(), &Selector::parse(selector).ok()?)?;
    let is_sender = |node: NodeId| twin.senders().iter().any(|sender| sender.element == node);
    if is_sender(button) || !matches!(page.control_type(button).as_str(), "submit" | "image") {
        return None;
    }
    let form = page.form_owner(button).filter(|&form| is_sender(form))?;
    Some((form, button))
}

fn page(session: &Session, acted: &mut Acted, selector: Option<&str>) {
    let Some(page) = session.twin().page() else {
        return acted
            .stop(Stop::usage("there is no page: connect to its http:// address, or with `--page FILE`"));
    };
    let Some(selector) = selector else {
        return acted.event(Event::Page { html: page.to_html() });
    };
    match Selector::parse(selector) {
        Err(error) => acted.stop(Stop::usage(error)),
        Ok(selector) => {
            let found = page.select(page.root(), &selector);
            if found.is_empty() {
                acted.stop(Stop::usage(format!("nothing on the page matches `{}`", selector.as_str())));
            }
            for node in found {
                acted.event(Event::Page { html: page.outer_html(node) });
            }
        }
    }
}

fn forms(session: &Session, acted: &mut Acted) {
    let events = inspect::senders(session.twin());
    if events.is_empty() {
        return acted
            .stop(Stop::usage("there is no sender: a bare socket takes name=value items as they are"));
    }
    events.into_iter().for_each(|event| acted.event(event));
}

fn list_headers(session: &Session, acted: &mut Acted, selector: Option<&str>) {
    let twin = session.twin();
    let named = match selector.zip(twin.page()) {
        None => None,
        Some((selector, page)) => match twin.choose_sender(Some(selector), None) {
            Ok(sender) => Some(page.selector_for(sender)),
            Err(error) => return acted.stop(no_choice(error)),
        },
    };
    let described = twin.describe_senders().into_iter().filter_map(|described| match described.event {
        Event::Sender { element, headers, .. } => Some((element, headers)),
        _ => None,
    });
    let mut shown: Vec<_> =
        described.filter(|(element, _)| named.as_ref().is_none_or(|named| named == element)).collect();
    if shown.is_empty() {
        shown.push(("HEADERS".to_owned(), twin.given().to_map()));
    }
    for (element, headers) in shown {
        let lines = headers.iter().map(|(name, value)| match value {
            Value::String(text) => format!("  {name}: {text}"),
            other => format!("  {name}: {}", json::stringify(other)),
        });
        acted.event(Event::Text {
            text: std::iter::once(element).chain(lines).collect::<Vec<_>>().join("\n"),
        });
    }
}

/// A message of these values, with the HEADERS of the page's sender or those that the user gives.
fn with_headers(session: &Session, values: Map<String, Value>) -> Result<String, String> {
    let twin = session.twin();
    let socket = session.target().and_then(|target| target.element);
    let sender = twin.choose_sender(None, socket).ok();
    twin.compose_values(sender, values)
        .map_err(|thrown| format!("htmx throws and sends nothing: {}", thrown.0))
}

fn close(session: &mut Session, acted: &mut Acted, code: u16, reason: &str) {
    if code != 1000 && !(3000..5000).contains(&code) {
        acted.event(Event::Warning(Warning {
            seq: None,
            index: None,
            code: "close-code-forbidden",
            what: format!(
                "a browser throws on `close({code})`: a page may close with 1000 or 3000–4999 only"
            ),
            advice: "only a test like this one can send it".to_owned(),
        }));
    }
    if !session.close(code, reason) {
        acted.stop(not_open());
    }
}

fn ping(session: &mut Session, acted: &mut Acted, text: Option<String>) {
    if text.as_ref().is_some_and(|text| text.len() > LONGEST_PING) {
        return acted.stop(Stop::usage(format!("a ping takes at most {LONGEST_PING} bytes")));
    }
    if !session.ping(text.map(String::into_bytes)) {
        acted.stop(not_open());
    }
}

fn not_open() -> Stop {
    Stop::usage("the socket is not open: `/reconnect` connects now, `/quit` leaves")
}
