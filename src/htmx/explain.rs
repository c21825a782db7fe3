//! A message's way to the page in words, step by step.
//!
//! Decides nothing: what a step says is taken from the dialect's fields, and from what was told as the message was swapped.

use super::dialect::{Dialect, Incoming, Parsing};
use super::four::reading;
use super::twin::Effect;
use crate::event::{Event, Fragment, Kind, Outcome, Payload};
use crate::page::Document;

/// A message that htmx has done with.
#[derive(Debug, Clone, Copy)]
pub struct Heard<'a> {
    /// Whose rules these are.
    pub dialect: &'a Dialect,
    /// What came.
    pub payload: &'a Payload,
    /// What became of it, in order.
    pub effects: &'a [Effect],
    /// The page before and after it, where there is one.
    pub pages: Option<(&'a Document, &'a Document)>,
}

impl Heard<'_> {
    /// The versions: `2.0.11 · ws 2.0.4`.
    #[must_use]
    pub fn versions(&self) -> String {
        self.dialect.versions()
    }

    /// How it was read, then what became of each of its parts.
    #[must_use]
    pub fn steps(&self) -> Vec<String> {
        self.read().into_iter().chain(self.outcome()).collect()
    }

    /// What became of each of its parts, and what there is to say about them.
    #[must_use]
    pub fn outcome(&self) -> Vec<String> {
        self.effects.iter().filter_map(|effect| self.effect(effect)).collect()
    }

    /// How the text is read; a binary message is read in no way.
    #[must_use]
    pub fn read(&self) -> Vec<String> {
        let Payload::Text(text) = self.payload else { return Vec::new() };
        let parsing = match self.dialect.parsing {
            Parsing::FirstTag => "parsed as HTML, in the context that its first tag asks for",
            Parsing::Template => "parsed as HTML, in a template",
            Parsing::HxTemplate => {
                "parsed as HTML, in a template; `<hx-…>` tags have become templates before"
            }
        };
        let order = match self.dialect.incoming {
            Incoming::Roots => "each element at its top is swapped by itself, out of band, in order",
            Incoming::Tasks => {
                "`hx-swap-oob` elements and `<hx-partial>`s are taken out of it; what is left, if anything, is the \
                 main content, which is swapped first"
            }
        };
        match self.dialect.incoming {
            Incoming::Roots => vec![parsing.to_owned(), order.to_owned()],
            Incoming::Tasks => match reading::in_words(text) {
                (what, true) => vec![what.to_owned(), parsing.to_owned(), order.to_owned()],
                (what, false) => vec![what.to_owned()],
            },
        }
    }

    fn effect(&self, effect: &Effect) -> Option<String> {
        let named =
            |page: Option<&Document>, node| page.map(|page| page.selector_for(node)).unwrap_or_default();
        let (before, after) = self.pages.unzip();
        match effect {
            Effect::Event(event) => match event {
                Event::Fragment(fragment) => Some(in_words(fragment)),
                Event::Warning(warning) => {
                    let place = warning.index.map(|index| format!(" (fragment {})", index + 1));
                    let place = place.unwrap_or_default();
                    Some(format!("! {}{place}: {}", warning.code, warning.message()))
                }
                Event::Note { message } => Some(message.clone()),
                _ => None,
            },
            Effect::CloseSocket(node) => Some(format!("the socket of `{}` is closed", named(before, *node))),
            Effect::OpenSocket(node) => Some(format!("a socket is opened for `{}`", named(after, *node))),
            Effect::Send { composed, .. } => {
                let from = composed.element.as_deref().map(|element| format!(" by `{element}`"));
                Some(format!("{} B are sent{}", composed.text.len(), from.unwrap_or_default()))
            }
            Effect::Halt(halt) => Some(format!("nothing is sent: {}", halt.reason)),
        }
    }
}

/// `<ul id="chat">: target #chat, from its id; style beforeend, from hx-swap-oob; 1 match, 10 B go last into it`.
fn in_words(fragment: &Fragment) -> String {
    let what = match fragment.kind {
        Kind::Main => "the main content".to_owned(),
        Kind::Partial => "a partial".to_owned(),
        Kind::Oob => {
            let id = fragment.id.as_deref().map(|id| format!(" id=\"{id}\"")).unwrap_or_default();
            let oob =
                fragment.oob.as_deref().map(|oob| format!(" hx-swap-oob=\"{oob}\"")).unwrap_or_default();
            format!("`<{}{id}{oob}>`", fragment.tag)
        }
    };
    let said_by = |by: &str| if by.is_empty() { String::new() } else { format!(", {by}") };
    let target = match &fragment.target {
        Some(target) => format!("target `{target}`{}", said_by(fragment.said_by.target)),
        None => format!("target: {}", fragment.said_by.target),
    };
    let style = format!("style `{}`{}", fragment.swap, said_by(fragment.said_by.style));
    format!("{what}: {target}; {style}; {}", outcome(fragment))
}

fn outcome(fragment: &Fragment) -> String {
    match (fragment.outcome, fragment.matched) {
        (Outcome::Swapped, Some(count)) => {
            let matches = if count == 1 { "1 match" } else { &format!("{count} matches") };
            let done = done(&fragment.swap);
            match fragment.inserted.len() {
                0 => format!("{matches}, swapped"),
                bytes => format!("{matches}, {bytes} B {done}"),
            }
        }
        (Outcome::Swapped, None) => "swapped".to_owned(),
        (Outcome::NoTarget, _) => "nothing on the page matches, so nothing is swapped".to_owned(),
        (Outcome::InvalidSelector, _) => {
            "that is no selector: htmx throws, and the message ends here".to_owned()
        }
        (Outcome::Skipped, Some(count)) if count > 0 => "nothing is swapped".to_owned(),
        (Outcome::Skipped, _) => "it is passed over".to_owned(),
        (Outcome::Unknown, _) => "there is no page on which to look for it".to_owned(),
    }
}

/// What a style does with what is swapped in.
fn done(style: &str) -> &'static str {
    match style {
        "outerHTML" => "take its place",
        "innerHTML" => "take the place of what was in it",
        "beforebegin" | "before" => "go before it",
        "afterbegin" | "prepend" => "go first into it",
        "beforeend" | "append" => "go last into it",
        "afterend" | "after" => "go after it",
        _ => "are swapped in",
    }
}
