//! What is shown of the page, and which headers go along from now on. Changes nothing of the page, and prints nothing
//! itself.

mod diff;
mod targets;

use serde_json::Value;

use super::super::command::page::Look;
use super::super::swaps::Swaps;
use super::Acted;
use super::acting::no_page;
use crate::commands::choice::no_choice;
use crate::commands::inspect;
use crate::event::Event;
use crate::htmx::headers::Unset;
use crate::htmx::json;
use crate::page::Selector;
use crate::session::live::Session;
use crate::status::Stop;

pub(super) fn act(session: &mut Session, acted: &mut Acted, look: &Look, swaps: &Swaps) {
    match look {
        Look::Targets(part) => targets::list(session, acted, part.as_deref(), swaps),
        Look::Diff(seq) => diff::show(session, acted, *seq),
        Look::SetHeader(name, value) => {
            session.twin_mut().given_mut().set(name, value);
            acted.tell(format!("`{name}: {value}` goes along from now on"));
        }
        Look::UnsetHeader(name) => {
            let told = match session.twin_mut().given_mut().unset(name) {
                Unset::TakenBack => "is set no more",
                Unset::LeftOut => "is left out from now on",
            };
            acted.tell(format!("`{name}` {told}"));
        }
        Look::Page(selector) => page(session, acted, selector.as_deref()),
        Look::Forms => forms(session, acted),
        Look::Headers(selector) => list_headers(session, acted, selector.as_deref()),
    }
}

fn page(session: &Session, acted: &mut Acted, selector: Option<&str>) {
    let Some(page) = session.twin().page() else {
        return acted.stop(no_page());
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
        Event::Sender { element, mut headers, .. } => {
            twin.given().add_to(&mut headers);
            Some((element, headers))
        }
        _ => None,
    });
    let mut shown: Vec<_> =
        described.filter(|(element, _)| named.as_ref().is_none_or(|named| named == element)).collect();
    if shown.is_empty() {
        shown.push(("HEADERS".to_owned(), twin.headers_without_sender()));
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
