//! Which events make a sender of htmx 1 or 2 send, and under which conditions: `hx-trigger`, or the element's natural
//! event.
//!
//! Knows the notation, not the events themselves.

mod filter;
mod token;

use super::attribute;
use super::dialect::Dialect;
use super::interval;
use crate::page::{Document, NodeId};
use token::{Tokens, is_space};

/// One trigger of a sender.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trigger {
    /// The event's name: `submit`, `click`, `keyup`, `load`, `every`, …
    pub event: String,
    /// An expression that has to be true, with `event` and `this`.
    pub filter: Option<String>,
    /// Whether it is an event that a server sends, on which nothing on the page listens (htmx 1's `sse:NAME`).
    pub server_sent: bool,
    /// How often the element is polled, in ms; of `every`.
    pub poll_ms: Option<f64>,
    /// Only where the value has changed.
    pub changed: bool,
    /// Only the first time.
    pub once: bool,
    /// The event goes no further.
    pub consume: bool,
    /// Sends so many ms after the last event.
    pub delay_ms: Option<f64>,
    /// Sends no more than once in so many ms.
    pub throttle_ms: Option<f64>,
    /// The elements that are listened to, instead of the sender.
    pub from: Option<String>,
    /// Only events whose target matches.
    pub target: Option<String>,
}

impl Trigger {
    /// Whether it waits for events that are dispatched, not for the load, the clock or the server (htmx 2.0.11
    /// `addTriggerHandler`).
    #[must_use]
    pub fn listens(&self) -> bool {
        !self.server_sent && self.event != "load" && !self.polls()
    }

    /// Whether it sends again and again.
    #[must_use]
    pub fn polls(&self) -> bool {
        self.poll_ms.is_some_and(|poll_ms| poll_ms > 0.0)
    }
}

/// The triggers of an element, first to last (htmx 2.0.11 `getTriggerSpecs`).
#[must_use]
pub fn of(page: &Document, dialect: &Dialect, element: NodeId) -> Vec<Trigger> {
    let written = attribute::filled(page, element, "hx-trigger");
    let triggers = written.map(|list| parse(dialect, list)).unwrap_or_default();
    if triggers.is_empty() {
        vec![Trigger { event: natural(page, element).to_owned(), ..Trigger::default() }]
    } else {
        triggers
    }
}

/// The triggers as one line: `hx-trigger` as written, or the natural event.
#[must_use]
pub fn as_written(page: &Document, dialect: &Dialect, element: NodeId) -> String {
    match attribute::filled(page, element, "hx-trigger") {
        Some(written) if !parse(dialect, written).is_empty() => written.trim().to_owned(),
        _ => natural(page, element).to_owned(),
    }
}

fn natural(page: &Document, element: NodeId) -> &'static str {
    let kind = page.attr(element, "type").unwrap_or_default().to_ascii_lowercase();
    match page.local_name(element) {
        Some("form") => "submit",
        Some("input") if kind == "button" || kind == "submit" => "click",
        Some("input" | "textarea" | "select") => "change",
        _ => "click",
    }
}

/// Reads a list of triggers (htmx 2.0.11 `parseAndCacheTrigger`). What it does not understand it passes over, as htmx
/// does.
#[must_use]
pub fn parse(dialect: &Dialect, list: &str) -> Vec<Trigger> {
    let mut triggers = Vec::new();
    let mut tokens = Tokens::of(list);
    loop {
        tokens.skip_space();
        let before = tokens.taken();
        let event = tokens.until(ends_name);
        if event == "every" {
            triggers.push(every(&mut tokens));
        } else if dialect.knows_sse_triggers && event.starts_with("sse:") {
            triggers.push(Trigger { event: "sse".to_owned(), server_sent: true, ..Trigger::default() });
        } else if !event.is_empty() {
            let mut trigger = Trigger { event, ..Trigger::default() };
            trigger.filter = filter::read(&mut tokens);
            read_modifiers(dialect, &mut tokens, &mut trigger);
            triggers.push(trigger);
        }
        if tokens.taken() == before {
            tokens.shift();
        }
        tokens.skip_space();
        if !tokens.take(",") {
            return triggers;
        }
    }
}

fn ends_name(c: char) -> bool {
    c == ',' || c == '[' || is_space(c)
}

fn every(tokens: &mut Tokens<'_>) -> Trigger {
    tokens.skip_space();
    let poll_ms = interval::parse(&tokens.until(ends_name));
    tokens.skip_space();
    Trigger { event: "every".to_owned(), poll_ms, filter: filter::read(tokens), ..Trigger::default() }
}

fn read_modifiers(dialect: &Dialect, tokens: &mut Tokens<'_>, trigger: &mut Trigger) {
    if !dialect.modifiers_take_commas {
        tokens.skip_space();
    }
    while tokens.first().is_some_and(|token| token != ",") {
        if dialect.modifiers_take_commas {
            tokens.skip_space();
        }
        let modifier = tokens.shift();
        read_modifier(dialect, modifier.unwrap_or_default(), tokens, trigger);
        if !dialect.modifiers_take_commas {
            tokens.skip_space();
        }
    }
}

fn read_modifier(dialect: &Dialect, modifier: &str, tokens: &mut Tokens<'_>, trigger: &mut Trigger) {
    match modifier {
        "changed" => trigger.changed = true,
        "once" => trigger.once = true,
        "consume" => trigger.consume = true,
        "delay" if tokens.take(":") => trigger.delay_ms = interval::parse(&tokens.word()),
        "throttle" if tokens.take(":") => trigger.throttle_ms = interval::parse(&tokens.word()),
        "from" if tokens.take(":") => trigger.from = Some(from(dialect, tokens)),
        "target" if tokens.take(":") => {
            trigger.target = Some(tokens.selector(dialect.triggers_take_brackets))
        }
        "root" if tokens.take(":") => {
            tokens.selector(dialect.triggers_take_brackets);
        }
        "queue" | "threshold" if tokens.take(":") => {
            tokens.word();
        }
        // a mistake takes the next token with it
        _ => {
            tokens.shift();
        }
    }
}

fn from(dialect: &Dialect, tokens: &mut Tokens<'_>) -> String {
    let brackets = dialect.triggers_take_brackets;
    if brackets && tokens.opens() {
        return tokens.selector(brackets);
    }
    let word = tokens.word();
    if !matches!(word.as_str(), "closest" | "find" | "next" | "previous") {
        return word;
    }
    tokens.shift();
    let selector = tokens.selector(brackets);
    if selector.is_empty() { word } else { format!("{word} {selector}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(htmx: &str, list: &str) -> Vec<Trigger> {
        parse(&Dialect::choose(htmx, None).unwrap(), list)
    }

    fn events(html: &str) -> Vec<String> {
        let page = Document::parse(html);
        let element = page.by_id("e")[0];
        of(&page, &Dialect::default(), element).into_iter().map(|trigger| trigger.event).collect()
    }

    fn plain(event: &str) -> Trigger {
        Trigger { event: event.into(), ..Trigger::default() }
    }

    #[test]
    fn elements_have_a_natural_event() {
        assert_eq!(events("<form id=e>"), ["submit"]);
        assert_eq!(events("<input id=e>"), ["change"]);
        assert_eq!(events("<input id=e type=SUBMIT>"), ["click"]);
        assert_eq!(events("<button id=e>"), ["click"]);
        assert_eq!(events("<div id=e hx-trigger=''>"), ["click"]);
    }

    #[test]
    fn names_are_read_from_the_list() {
        assert_eq!(
            events(
                r##"<form id=e hx-trigger="keyup[target.value.length>1, 'a,b'] delay:1s from:#q, save,every 2s">"##
            ),
            ["keyup", "save", "every"]
        );
    }

    #[test]
    fn modifiers_follow_their_event() {
        assert_eq!(
            read("2", "click changed once consume delay:60ms throttle:1s target:.x queue:last"),
            [Trigger {
                changed: true,
                once: true,
                consume: true,
                delay_ms: Some(60.0),
                throttle_ms: Some(1000.0),
                target: Some(".x".into()),
                ..plain("click")
            }]
        );
    }

    #[test]
    fn selectors_have_words_or_brackets() {
        let from = |list: &str| read("2", list)[0].from.clone().unwrap();
        assert_eq!(from("x from:closest form delay:1s"), "closest form");
        assert_eq!(from("x from:(#a, #b) once"), "#a, #b");
        assert_eq!(from("x from:next"), "next");
        assert_eq!(from("x from:find {.a .b}"), "find .a .b");
    }

    #[test]
    fn polling_has_a_time_and_a_filter() {
        assert_eq!(
            read("2", "every 2s [go]"),
            [Trigger {
                poll_ms: Some(2000.0),
                filter: Some("((event.go) ? (event.go) : (window.go))".into()),
                ..plain("every")
            }]
        );
    }

    #[test]
    fn htmx_1_takes_a_comma_after_a_space_for_a_modifier() {
        assert_eq!(read("2", "ping , click"), [plain("ping"), plain("click")]);
        assert_eq!(read("1", "ping, click"), [plain("ping"), plain("click")]);
        assert_eq!(read("1", "ping , click"), [plain("ping")]);
    }

    #[test]
    fn a_text_of_any_kind_ends() {
        for odd in
            [",,,", "[", "]", "a[", "a b c", "a from:", "every", "every [", "\u{85}", "a:b", "'", "a delay"]
        {
            read("2", odd);
            read("1", odd);
        }
    }
}
