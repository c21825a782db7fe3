//! Why a page has no socket or no sender, in the words of the htmx that it is read by.

use crate::htmx::attribute;
use crate::htmx::config::Config;
use crate::htmx::dialect::{Dialect, Processing};
use crate::htmx::{four, process};
use crate::page::{Document, NodeId};

/// What follows "the page has no socket" (or `sender`), from its colon on.
pub(super) fn of(dialect: &Dialect, config: &Config, page: &Document, what: &str) -> String {
    let verb = if what == "socket" { "connect" } else { "send" };
    let why = match dialect.processing {
        Processing::Core => of_core(page, verb),
        Processing::Extension => of_extension(page, verb),
        Processing::Four => of_four(config, page, verb),
    };
    format!(": {why}")
}

fn first(page: &Document, test: impl Fn(NodeId) -> bool) -> Option<NodeId> {
    page.descendants(page.root()).find(|&node| page.is_element(node) && test(node))
}

/// The first element whose `hx-ws` has the word, with or without what belongs behind it.
fn with_word(page: &Document, verb: &str) -> Option<NodeId> {
    let is_word = |word: &str| word.split(':').next() == Some(verb);
    first(page, |node| {
        attribute::filled(page, node, "hx-ws").is_some_and(|value| value.split_whitespace().any(is_word))
    })
}

fn of_core(page: &Document, verb: &str) -> String {
    let example = if verb == "connect" { "connect:/path" } else { "send" };
    if let Some(element) = with_word(page, verb) {
        let element = page.selector_for(element);
        return match verb {
            "connect" => format!("the hx-ws of `{element}` has no address: write `{example}`"),
            _ => format!("htmx does not take up the hx-ws of `{element}`"),
        };
    }
    let extended = format!("ws-{verb}");
    if let Some(element) = first(page, |node| attribute::has(page, node, &extended)) {
        let element = page.selector_for(element);
        return format!(
            "`{element}` has {extended}, on which htmx 1 acts only with its ws extension: choose `--htmx 1-ext`"
        );
    }
    of_four_only(page, verb).unwrap_or_else(|| format!("no element with `hx-ws=\"{example}\"`"))
}

fn of_extension(page: &Document, verb: &str) -> String {
    let name = format!("ws-{verb}");
    let own = first(page, |node| attribute::has(page, node, &name)).map(|element| (element, name.as_str()));
    let Some((element, name)) = own.or_else(|| Some((with_word(page, verb)?, "hx-ws"))) else {
        return of_four_only(page, verb)
            .unwrap_or_else(|| format!("no element with `{name}` in a part where `hx-ext=\"ws\"` is on"));
    };
    let selector = page.selector_for(element);
    if !process::uses_extension(page, element, "ws") {
        let other = if name == "hx-ws" { "; htmx 1 acts on it by itself: choose `--htmx 1`" } else { "" };
        format!("`{selector}` has {name}, but no `hx-ext=\"ws\"` on it or around it{other}")
    } else if verb == "connect" && attribute::filled(page, element, name).is_none() {
        format!("the {name} of `{selector}` is empty")
    } else {
        format!("htmx does not take up the {name} of `{selector}`")
    }
}

fn of_four(config: &Config, page: &Document, verb: &str) -> String {
    let name = config.four.adjusted(&format!("hx-ws:{verb}"));
    let has = |node| four::attribute::name_of(page, config, node, &name).is_some();
    let Some(element) = first(page, has) else {
        return match with_word(page, verb).map(|element| page.selector_for(element)) {
            Some(element) => format!("`{element}` has hx-ws, on which htmx 4 does not act: write `{name}`"),
            None => format!("no element with `{name}`"),
        };
    };
    if let Some(refused) = &config.four.refused {
        return format!("htmx does not start, its settings throw: {refused}");
    }
    if !config.four.allows("ws") {
        return "`extensions` in htmx's settings leaves `ws` out".to_owned();
    }
    let selector = page.selector_for(element);
    let value = four::attribute::value(page, config, element, &name);
    let trigger = four::attribute::value(page, config, element, "hx-trigger");
    match (verb, trigger.filter(|trigger| !trigger.is_empty())) {
        ("connect", _) if value.is_none_or(|value| value.is_empty()) => {
            format!("the {name} of `{selector}` is empty")
        }
        ("connect", Some(trigger)) => format!("`{selector}` connects on `{trigger}`, not at load"),
        _ => format!("htmx does not take up the {name} of `{selector}`"),
    }
}

/// An attribute of htmx 4, where another htmx reads the page.
fn of_four_only(page: &Document, verb: &str) -> Option<String> {
    let name = format!("hx-ws:{verb}");
    let element = first(page, |node| attribute::has(page, node, &name))?;
    Some(format!("`{}` has {name}, on which only htmx 4 acts: choose `--htmx 4`", page.selector_for(element)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(htmx: &str, body: &str, what: &str) -> String {
        let page = Document::parse(body);
        of(&Dialect::choose(htmx, None).unwrap(), &Config::default(), &page, what)
    }

    #[test]
    fn each_dialect_names_its_own_attribute() {
        let of_blank = |htmx, what| told(htmx, "<p>", what);
        assert_eq!(of_blank("1", "socket"), ": no element with `hx-ws=\"connect:/path\"`");
        assert_eq!(of_blank("1", "sender"), ": no element with `hx-ws=\"send\"`");
        assert_eq!(
            of_blank("1-ext", "socket"),
            ": no element with `ws-connect` in a part where `hx-ext=\"ws\"` is on"
        );
        assert_eq!(
            of_blank("2", "sender"),
            ": no element with `ws-send` in a part where `hx-ext=\"ws\"` is on"
        );
        assert_eq!(of_blank("4", "socket"), ": no element with `hx-ws:connect`");
        assert_eq!(of_blank("4", "sender"), ": no element with `hx-ws:send`");
    }

    #[test]
    fn attributes_of_another_htmx_are_named() {
        assert_eq!(
            told("1", "<p id=a ws-connect=/ws>", "socket"),
            ": `p#a` has ws-connect, on which htmx 1 acts only with its ws extension: choose `--htmx 1-ext`"
        );
        assert_eq!(
            told("2", "<p id=a hx-ws:connect=/ws>", "socket"),
            ": `p#a` has hx-ws:connect, on which only htmx 4 acts: choose `--htmx 4`"
        );
        assert_eq!(
            told("4", "<p id=a hx-ws=send>", "sender"),
            ": `p#a` has hx-ws, on which htmx 4 does not act: write `hx-ws:send`"
        );
    }

    #[test]
    fn what_keeps_an_element_from_being_taken_up_is_named() {
        assert_eq!(
            told("1", "<p id=a hx-ws=connect>", "socket"),
            ": the hx-ws of `p#a` has no address: write `connect:/path`"
        );
        assert_eq!(
            told("2", "<p id=a ws-connect=/ws>", "socket"),
            ": `p#a` has ws-connect, but no `hx-ext=\"ws\"` on it or around it"
        );
        assert_eq!(
            told("2", "<p id=a hx-ws=connect:/ws>", "socket"),
            ": `p#a` has hx-ws, but no `hx-ext=\"ws\"` on it or around it; htmx 1 acts on it by itself: choose `--htmx 1`"
        );
        assert_eq!(
            told("1-ext", "<p id=a hx-ext=ws ws-connect>", "socket"),
            ": the ws-connect of `p#a` is empty"
        );
        assert_eq!(told("4", "<p id=a hx-ws:connect>", "socket"), ": the hx-ws:connect of `p#a` is empty");
        assert_eq!(
            told("4", "<p id=a hx-ws:connect=/ws hx-trigger=click>", "socket"),
            ": `p#a` connects on `click`, not at load"
        );
    }
}
