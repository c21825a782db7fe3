//! Commands that show the page.

use serde_json::Value;

use super::super::command::page::Look;
use super::Acted;
use crate::commands::choice::no_choice;
use crate::commands::inspect;
use crate::event::Event;
use crate::htmx::json;
use crate::page::Selector;
use crate::session::live::Session;
use crate::status::Stop;

pub(super) fn act(session: &Session, acted: &mut Acted, look: &Look) {
    match look {
        Look::Page(selector) => page(session, acted, selector.as_deref()),
        Look::Forms => forms(session, acted),
        Look::Headers(selector) => list_headers(session, acted, selector.as_deref()),
    }
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
