//! Which sender a message is for, and the message it gives.

use std::io::Read as _;

use super::open::no_choice;
use crate::event::{Event, Warning};
use crate::htmx::choice::ChoiceError;
use crate::htmx::compose::{Composed, Halt, Submitter};
use crate::htmx::diagnose::Finding;
use crate::htmx::item::Item;
use crate::htmx::twin::Twin;
use crate::page::NodeId;
use crate::status::Stop;

/// Why there is no message.
#[derive(Debug)]
pub enum NoMessage {
    /// The user asked for what cannot be.
    Stop(Stop),
    /// htmx would send nothing.
    Halt(Box<Halt>),
}

/// A message, and the names that no control has.
#[derive(Debug)]
pub struct Made {
    /// The message.
    pub composed: Composed,
    /// Names of items that no control of the sender has.
    pub unknown: Vec<String>,
}

/// Reads the files of `NAME=@FILE` items.
///
/// # Errors
/// Where one cannot be read, or is not text.
pub fn read_files(items: Vec<Item>) -> Result<Vec<Item>, Stop> {
    let read = |item| match item {
        Item::File(name, path) => read_text(&path).map(|text| Item::Text(name, text)),
        other => Ok(other),
    };
    items.into_iter().map(read).collect()
}

/// The text of a file; `-` is standard input.
///
/// # Errors
/// Where it cannot be read, or is not UTF-8.
pub fn read_text(path: &str) -> Result<String, Stop> {
    String::from_utf8(read_bytes(path)?).map_err(|_| Stop::usage(format!("`@{path}` is not UTF-8 text")))
}

/// What a file holds; `-` is standard input.
///
/// # Errors
/// Where it cannot be read.
pub fn read_bytes(path: &str) -> Result<Vec<u8>, Stop> {
    let mut bytes = Vec::new();
    let read = if path == "-" {
        std::io::stdin().read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|mut file| file.read_to_end(&mut bytes))
    };
    read.map_err(|error| Stop::usage(format!("`@{path}` cannot be read: {error}")))?;
    Ok(bytes)
}

/// The sender: the one that the selector names, the page's only one, or of several the only one whose controls have
/// all the names of the items.
///
/// # Errors
/// Where the choice is not clear.
pub fn choose(
    twin: &Twin,
    selector: Option<&str>,
    socket: Option<NodeId>,
    items: &[Item],
) -> Result<Option<NodeId>, ChoiceError> {
    let Some(page) = twin.page() else { return Ok(None) };
    match twin.choose_sender(selector, socket) {
        Ok(sender) => Ok(Some(sender)),
        Err(error @ ChoiceError::Several { .. }) if !items.is_empty() => {
            let has_all = |sender: NodeId| {
                let controls = twin.controls_of(page, sender);
                let has = |name: &str| controls.iter().any(|&node| page.attr(node, "name") == Some(name));
                items.iter().all(|item| has(item.name()))
            };
            let senders = twin.senders().iter().filter(|sender| socket.is_none() || sender.socket == socket);
            let mut fitting = senders.map(|sender| sender.element).filter(|&sender| has_all(sender));
            match (fitting.next(), fitting.next()) {
                (Some(only), None) => Ok(Some(only)),
                _ => Err(error),
            }
        }
        Err(error) => Err(error),
    }
}

/// Whether the form can be submitted by that button (HTML §form.requestSubmit).
///
/// # Errors
/// Where the button is another form's.
pub fn check_submitter(twin: &Twin, sender: Option<NodeId>, submitter: &Submitter) -> Result<(), Stop> {
    let (Some(page), Some(sender), Submitter::Button(button)) = (twin.page(), sender, submitter) else {
        return Ok(());
    };
    page.submits(sender, Some(*button)).map_err(Stop::usage)
}

/// Does what the items say and composes the message.
///
/// # Errors
/// Where there is none.
pub fn make(
    twin: &mut Twin,
    sender: Option<NodeId>,
    submitter: Submitter,
    items: Vec<Item>,
) -> Result<Made, NoMessage> {
    let items = read_files(items).map_err(NoMessage::Stop)?;
    let acted = twin.act(sender, &items).map_err(|error| NoMessage::Stop(Stop::usage(error)))?;
    let submitter = acted.submitter.map_or(submitter, Submitter::Button);
    let mut composed = match sender {
        None => twin.compose_bare(&acted.extras),
        Some(sender) => twin.compose(sender, submitter, &acted.extras).map_err(NoMessage::Halt)?,
    };
    composed.findings.extend(acted.disabled.iter().map(|name| Finding {
        code: "disabled-control",
        what: format!("the control `{name}` is disabled: its value is not sent"),
        advice: format!("enable it on the page, or send `{name}:=JSON` beside it"),
    }));
    let unknown = if sender.is_some() { acted.unknown } else { Vec::new() };
    Ok(Made { composed, unknown })
}

/// What to tell of a halt, in order.
#[must_use]
pub fn halted(halt: Halt) -> Vec<Event> {
    let help = halt.findings.iter().map(|finding| finding.advice.clone()).find(|advice| !advice.is_empty());
    let mut events = warnings(halt.findings);
    events.push(Event::Halted { reason: halt.reason, element: halt.element, help });
    events
}

/// Findings on what is sent, as warnings.
#[must_use]
pub fn warnings(findings: Vec<Finding>) -> Vec<Event> {
    let warning = |Finding { code, what, advice }| {
        Event::Warning(Warning { seq: None, index: None, code, what, advice })
    };
    findings.into_iter().map(warning).collect()
}

/// A remark on names that no control has.
#[must_use]
pub fn remark(unknown: &[String], element: Option<&str>) -> Option<String> {
    (!unknown.is_empty()).then(|| {
        let added = if unknown.len() == 1 { "it is added as it is" } else { "they are added as they are" };
        format!("{}: {added}", no_control(unknown, element))
    })
}

/// The same as an error.
#[must_use]
pub fn refusal(unknown: &[String], element: Option<&str>) -> Stop {
    Stop::failed(no_control(unknown, element)).help("check the name, or add it without `--strict`".to_owned())
}

fn no_control(unknown: &[String], element: Option<&str>) -> String {
    format!("no control of `{}` is named `{}`", element.unwrap_or("the sender"), unknown.join("` or `"))
}

impl From<ChoiceError> for NoMessage {
    fn from(error: ChoiceError) -> Self {
        Self::Stop(no_choice(error))
    }
}
