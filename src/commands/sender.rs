//! Which sender a message is for, and the message it gives.

use std::path::Path;

use super::choice::no_choice;
use super::stdin;
use crate::event::Event;
use crate::htmx::act::Unpressed;
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
    Halt(Box<Halt>, Added),
}

/// A message, and what is added to it as it is.
#[derive(Debug)]
pub struct Made {
    /// The message.
    pub composed: Composed,
    /// Items that act on nothing.
    pub added: Added,
}

/// Items that act on nothing of the sender: they are added to the message as they are.
#[derive(Debug, Default)]
pub struct Added {
    /// The sender's selector.
    pub sender: String,
    /// Names that no control has.
    pub unknown: Vec<String>,
    /// Buttons that are not pressed.
    pub unpressed: Vec<Unpressed>,
}

impl Added {
    /// Remarks on them; `option` chooses a button by its selector.
    #[must_use]
    pub fn remarks(&self, option: &str) -> Vec<String> {
        let no_control = (!self.unknown.is_empty()).then(|| {
            let added =
                if self.unknown.len() == 1 { "it is added as it is" } else { "they are added as they are" };
            format!("{}: {added}", self.no_control())
        });
        let unpressed = self.unpressed.iter().map(|unpressed| {
            let (what, press) = unpressed.describe(option);
            let press = press.map(|press| format!("; {press} presses it")).unwrap_or_default();
            format!("{what}: the item is added as it is{press}")
        });
        no_control.into_iter().chain(unpressed).collect()
    }

    /// The same as an error, if there are any.
    #[must_use]
    pub fn refusal(&self, option: &str) -> Option<Stop> {
        if !self.unknown.is_empty() {
            let help = "check the name, or add it without `--strict`".to_owned();
            return Some(Stop::failed(self.no_control()).help(help));
        }
        let (what, press) = self.unpressed.first()?.describe(option);
        let press = press.map(|press| format!("press it with {press}, or "));
        let help = format!("{}add the item without `--strict`", press.unwrap_or_default());
        Some(Stop::failed(what).help(help))
    }

    fn no_control(&self) -> String {
        format!("no control of `{}` is named `{}`", self.sender, self.unknown.join("` or `"))
    }
}

/// Reads the files of `NAME=@FILE` items.
///
/// # Errors
/// Where one cannot be read, or is not text.
pub fn read_files(items: Vec<Item>) -> Result<Vec<Item>, Stop> {
    let read = |item| match item {
        Item::File(name, path) => read_text(&format!("{name}="), &path).map(|text| Item::Text(name, text)),
        other => Ok(other),
    };
    items.into_iter().map(read).collect()
}

/// The text of a file, which is written as `@path` behind `before`; `-` is standard input.
///
/// # Errors
/// Where it cannot be read, or is not UTF-8.
pub fn read_text(before: &str, path: &str) -> Result<String, Stop> {
    String::from_utf8(read_bytes(before, path)?)
        .map_err(|_| Stop::usage(format!("`{before}@{path}` is not UTF-8 text")))
}

/// What a file holds, which is written as `@path` behind `before`; `-` is standard input.
///
/// # Errors
/// Where it cannot be read.
pub fn read_bytes(before: &str, path: &str) -> Result<Vec<u8>, Stop> {
    stdin::or_file(Path::new(path), format!("{before}@{path}"))
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
            let only_with = |items: &[&Item]| {
                let has_all = |sender: NodeId| {
                    let controls = twin.controls_of(page, sender);
                    let has = |name: &str| controls.iter().any(|&node| page.attr(node, "name") == Some(name));
                    items.iter().all(|item| has(item.name()))
                };
                let senders =
                    twin.senders().iter().filter(|sender| socket.is_none() || sender.socket == socket);
                let mut fitting = senders.map(|sender| sender.element).filter(|&sender| has_all(sender));
                fitting.next().filter(|_| fitting.next().is_none())
            };
            // a typed value needs no control
            let entered: Vec<&Item> = items.iter().filter(|item| !matches!(item, Item::Json(..))).collect();
            let of_entered = || if entered.is_empty() { None } else { only_with(&entered) };
            only_with(&items.iter().collect::<Vec<_>>()).or_else(of_entered).map(Some).ok_or(error)
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
    let added = match sender {
        Some(sender) => Added {
            sender: twin.page().map(|page| page.selector_for(sender)).unwrap_or_default(),
            unknown: acted.unknown,
            unpressed: acted.unpressed,
        },
        None => Added::default(),
    };
    let composed = match sender {
        None => Ok(twin.compose_bare(&acted.extras)),
        Some(sender) => twin.compose(sender, submitter, &acted.extras),
    };
    let mut composed = match composed {
        Ok(composed) => composed,
        Err(halt) => return Err(NoMessage::Halt(halt, added)),
    };
    composed.findings.extend(acted.disabled.iter().map(|name| Finding {
        code: "disabled-control",
        what: format!("the control `{name}` is disabled: its value is not sent"),
        advice: format!("enable it on the page, or send `{name}:=JSON` beside it"),
    }));
    Ok(Made { composed, added })
}

/// What to tell of a halt, in order; `option` chooses a button by its selector.
#[must_use]
pub fn halted(halt: Halt, added: &Added, option: &str) -> Vec<Event> {
    let help = halt.findings.iter().map(|finding| finding.advice.clone()).find(|advice| !advice.is_empty());
    let remarks = added.remarks(option).into_iter();
    let mut events: Vec<Event> = remarks.map(|message| Event::Note { message }).collect();
    events.extend(warnings(halt.findings));
    events.push(Event::Halted { reason: halt.reason, element: halt.element, help });
    events
}

/// Findings on what is sent, as warnings.
#[must_use]
pub fn warnings(findings: Vec<Finding>) -> Vec<Event> {
    findings.into_iter().map(|finding| Event::Warning(finding.into())).collect()
}

impl From<ChoiceError> for NoMessage {
    fn from(error: ChoiceError) -> Self {
        Self::Stop(no_choice(error))
    }
}
