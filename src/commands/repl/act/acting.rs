//! What the page's user does to it by hand, and what is told of that. Decides nothing that htmx decides.

use super::super::command::acting::{Acting, Text};
use super::Acted;
use super::sending::is_standard_input;
use crate::commands::sender;
use crate::event::Event;
use crate::htmx::diagnose::target;
use crate::htmx::person::{Away, Cannot};
use crate::htmx::twin::{Effect, Twin};
use crate::page::{Document, NodeId, Selector};
use crate::render::width;
use crate::session::live::Session;
use crate::status::Stop;

/// Characters of a value that are told.
const TOLD: usize = 60;

type Effects = Result<Vec<Effect>, Cannot>;

pub(super) fn act(session: &mut Session, acted: &mut Acted, acting: &Acting) {
    if let Err(stop) = perform(session, acted, acting) {
        acted.stop(stop);
    }
}

fn perform(session: &mut Session, acted: &mut Acted, acting: &Acting) -> Result<(), Stop> {
    match acting {
        Acting::Click(selector) => {
            let (element, name) = find(session, acted, selector)?;
            let away = session.twin().leads_to(element);
            if do_it(session, acted, |twin| twin.click_by_hand(element))? {
                told_of_click(session, acted, (element, &name), away);
            }
        }
        Acting::Fill(selector, text) => {
            let text = text_of(text)?;
            let (field, _) = find(session, acted, selector)?;
            if do_it(session, acted, |twin| twin.type_by_hand(field, &text))? {
                tell_state(session, acted, field);
            }
            refuse_part(session, acted, field, &text);
        }
        Acting::Check(selector, on) => {
            let (element, _) = find(session, acted, selector)?;
            if do_it(session, acted, |twin| twin.check_by_hand(element, *on))? {
                tell_state(session, acted, element);
            }
        }
        Acting::Select(selector, values) => {
            let (select, _) = find(session, acted, selector)?;
            if do_it(session, acted, |twin| twin.choose_by_hand(select, values))? {
                tell_state(session, acted, select);
            }
        }
        Acting::Enter(selector) => {
            let (field, name) = find(session, acted, selector)?;
            if do_it(session, acted, |twin| Ok(twin.press_enter(field)))? {
                acted.tell(format!("nothing is sent for the Enter key in `{name}`"));
            }
        }
        Acting::Trigger(event, selector) => {
            let (element, name) = match selector {
                Some(selector) => find(session, acted, selector)?,
                None => find(session, acted, "body")?,
            };
            if do_it(session, acted, |twin| Ok(twin.dispatch(event, element)))? {
                acted.tell(format!("nothing is sent for `{event}` on `{name}`"));
            }
        }
    }
    Ok(())
}

/// The first element of the page that a selector finds, and a selector that names it.
fn find(session: &Session, acted: &mut Acted, selector: &str) -> Result<(NodeId, String), Stop> {
    let page = session.twin().page().ok_or_else(no_page)?;
    let parsed = Selector::parse(selector).map_err(Stop::usage)?;
    let found = page.select(page.root(), &parsed);
    let Some(&first) = found.first() else {
        let near = target::near(page, selector).map(|near| format!("did you mean `{near}`?"));
        return Err(Stop::failed(format!("nothing on the page matches `{selector}`")).help(near));
    };
    let name = page.selector_for(first);
    if found.len() > 1 {
        let message = format!("`{selector}` matches {} elements: it is done to `{name}`", found.len());
        acted.event(Event::Note { message });
    }
    Ok((first, name))
}

pub(super) fn no_page() -> Stop {
    Stop::usage("there is no page: connect to its http:// address, or with `--page FILE`")
}

/// Does it. True where nothing was sent or refused, so that something else is to be told.
fn do_it(
    session: &mut Session,
    acted: &mut Acted,
    act: impl FnOnce(&mut Twin) -> Effects,
) -> Result<bool, Stop> {
    let before = session.twin().next_send();
    let performed = session.perform(act).map_err(cannot)?;
    acted.records.extend(performed.records);
    let later = session.twin().next_send();
    if let Some(due_ms) = later.filter(|_| later != before) {
        let wait_ms = due_ms.saturating_sub(session.twin().now_ms());
        acted.tell(format!("htmx waits {wait_ms} ms before it sends"));
    }
    Ok(performed.sent == 0 && !performed.halted && later == before)
}

/// What a person cannot do, with what does it instead.
fn cannot(cannot: Cannot) -> Stop {
    let instead = match &cannot {
        Cannot::Kind { element, kind, .. } => match kind.as_str() {
            "a select" => Some(format!("`/select {element} VALUE` chooses an option")),
            "an input of type `checkbox`" | "an input of type `radio`" => {
                Some(format!("`/check {element}` checks it"))
            }
            "an input of type `file`" => Some("files never travel over a socket".to_owned()),
            kind if kind.starts_with("a button") => Some(format!("`/click {element}` clicks it")),
            _ => None,
        },
        _ => None,
    };
    Stop::failed(cannot).help(instead)
}

fn text_of(text: &Text) -> Result<String, Stop> {
    match text {
        Text::Typed(text) => Ok(text.clone()),
        Text::File(path) if path == "-" => Err(is_standard_input()),
        Text::File(path) => sender::read_text("", path),
    }
}

/// What a click came to that sent nothing.
fn told_of_click(session: &Session, acted: &mut Acted, (element, name): (NodeId, &str), away: Option<Away>) {
    const NOT_PLAYED: &str = "hxws plays only what goes over sockets";
    if let Some(away) = away {
        let fetched = |boosted| if boosted { "htmx would fetch it (`hx-boost`): " } else { "" };
        let message = match away {
            Away::Request { element, verb, path } => {
                format!("htmx would send `{verb} {path}` for `{element}`: {NOT_PLAYED}")
            }
            Away::Link { element, url, boosted } => {
                format!("`{element}` leads to `{url}`: {}{NOT_PLAYED}", fetched(boosted))
            }
            Away::Form { element, verb, url, boosted } => {
                format!("`{element}` would be submitted to `{verb} {url}`: {}{NOT_PLAYED}", fetched(boosted))
            }
        };
        return acted.event(Event::Note { message });
    }
    let Some(page) = session.twin().page() else { return };
    let control = page.activated_by(element).map(|actor| page.labelled_by(actor).unwrap_or(actor));
    match control.filter(|&control| state(page, control).is_some()) {
        Some(control) => tell_state(session, acted, control),
        None => acted.tell(format!("nothing is sent for a click on `{name}`")),
    }
}

/// What a control holds now.
fn tell_state(session: &Session, acted: &mut Acted, control: NodeId) {
    let Some(page) = session.twin().page() else { return };
    if let Some(state) = state(page, control) {
        acted.tell(format!("`{}` {state}", page.selector_for(control)));
    }
}

fn state(page: &Document, control: NodeId) -> Option<String> {
    let kind = page.control_type(control);
    Some(match kind.as_str() {
        "checkbox" | "radio" if page.checked(control) => "is checked".to_owned(),
        "checkbox" | "radio" => "is not checked".to_owned(),
        "select-one" | "select-multiple" => {
            let chosen = page.selected_options(control);
            let chosen: Vec<String> = chosen
                .into_iter()
                .map(|option| format!("`{}`", width::start(&page.value(option), TOLD)))
                .collect();
            if chosen.is_empty() {
                "has nothing chosen".to_owned()
            } else {
                format!("has {}", chosen.join(", "))
            }
        }
        "password" => format!("holds {} characters", page.value(control).chars().count()),
        _ if page.takes_typing(control) => match page.value(control).as_str() {
            "" => "is empty".to_owned(),
            value => format!("holds `{}`", width::start(value, TOLD)),
        },
        _ => return None,
    })
}

/// Says so where a field took less than what was typed.
fn refuse_part(session: &Session, acted: &mut Acted, field: NodeId, text: &str) {
    let Some(page) = session.twin().page().filter(|page| page.is_attached(field)) else { return };
    let value = page.value(field);
    let text = text.replace("\r\n", "\n");
    if value == text || page.control_type(field) == "password" {
        return;
    }
    let (name, kind) = (page.selector_for(field), page.control_type(field));
    let message = match page.attr(field, "maxlength") {
        Some(limit) if text.starts_with(&value) => {
            format!("`{name}` takes {limit} characters: the rest is left out")
        }
        _ => format!(
            "`{name}` takes another text for its type `{kind}`: it holds `{}`",
            width::start(&value, TOLD)
        ),
    };
    acted.event(Event::Note { message });
}
