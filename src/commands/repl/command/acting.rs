//! How the commands for what the page's user does are written and read. Knows no page: what is allowed there is for `act`.

use super::super::line::{Line, LineError};
use super::super::parting::{first_word, words};
use super::{Command, Group, SWITCH, Takes, file, unquoted};
use crate::page::Selector;

/// What is to be done. Selectors are CSS, and name the element that it is done to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Acting {
    /// `/click SELECTOR`.
    Click(String),
    /// `/fill SELECTOR VALUE`.
    Fill(String, Text),
    /// `/check SELECTOR [on|off]`.
    Check(String, bool),
    /// `/select SELECTOR VALUE…`.
    Select(String, Vec<String>),
    /// `/enter SELECTOR`.
    Enter(String),
    /// `/trigger EVENT [SELECTOR]`.
    Trigger(String, Option<String>),
}

/// A text, or where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    /// As it stands.
    Typed(String),
    /// What a file holds.
    File(String),
}

/// The commands.
pub const GROUP: Group = Group {
    heading: "act as the page's user",
    commands: &[
        Command {
            name: "click",
            aliases: &[],
            usage: "/click SELECTOR",
            does: "click a button, a box, a label, a link, anything",
            more: "With all that follows in a browser: a form is submitted, a box changes, htmx \
                   sends what it sends. A link or a form that leads away is told, and not followed.",
            examples: "/click #plus\n/click form#say button",
            takes: &[Takes::Element],
            read: |rest| Ok(Line::Acting(Acting::Click(selector(rest, "/click SELECTOR")?))),
        },
        Command {
            name: "fill",
            aliases: &["type"],
            usage: "/fill SELECTOR VALUE|@FILE",
            does: "type over what a field holds, and leave it",
            more: "The page hears the last key, one input and, where the value is new, one change: \
                   typed letter by letter it would hear of each. A selector with spaces is written \
                   in quotes.",
            examples: "/fill #msg hello world\n/fill 'form [name=note]' @note.txt\n/fill #q \"\"",
            takes: &[Takes::Control, Takes::TextOrFile],
            read: fill,
        },
        Command {
            name: "check",
            aliases: &[],
            usage: "/check SELECTOR [on|off]",
            does: "check a box or a radio button, or uncheck a box",
            more: "By a click, where it is not so already.",
            examples: "/check #rush\n/check [name=rush] off",
            takes: &[Takes::Control, Takes::Word(SWITCH)],
            read: check,
        },
        Command {
            name: "select",
            aliases: &[],
            usage: "/select SELECTOR VALUE…",
            does: "choose exactly these options",
            more: "By their values, or by the texts that they show. \"\" alone chooses none of several.",
            examples: "/select #size large\n/select #tags a 'two words'",
            takes: &[Takes::Control, Takes::Text],
            read: select,
        },
        Command {
            name: "enter",
            aliases: &[],
            usage: "/enter SELECTOR",
            does: "press the Enter key in a field",
            more: "In most fields that submits the form through its default button.",
            examples: "/enter #msg",
            takes: &[Takes::Control],
            read: |rest| Ok(Line::Acting(Acting::Enter(selector(rest, "/enter SELECTOR")?))),
        },
        Command {
            name: "trigger",
            aliases: &[],
            usage: "/trigger EVENT [SELECTOR]",
            does: "dispatch an event on the body, or on that element",
            more: "As htmx.trigger() does: it bubbles, and listeners of hx-trigger hear it.",
            examples: "/trigger refresh\n/trigger keyup #q",
            takes: &[Takes::Event, Takes::Element],
            read: trigger,
        },
    ],
};

/// A selector that is CSS.
fn selector(written: &str, usage: &str) -> Result<String, LineError> {
    if written.is_empty() {
        return Err(LineError::Arguments(format!("there is no selector: write {usage}")));
    }
    let selector = unquoted(written);
    Selector::parse(&selector).map_err(|error| LineError::Arguments(error.to_string()))?;
    Ok(selector)
}

fn fill(rest: &str) -> Result<Line, LineError> {
    const USAGE: &str = "/fill SELECTOR VALUE";
    let (element, value) = first_word(rest)?;
    let element = selector(element, USAGE)?;
    if value.is_empty() {
        let message = format!("there is no value: write {USAGE}, or \"\" for none");
        return Err(LineError::Arguments(message));
    }
    let value = file(value).map_or_else(|| Text::Typed(unquoted(value)), Text::File);
    Ok(Line::Acting(Acting::Fill(element, value)))
}

fn check(rest: &str) -> Result<Line, LineError> {
    let (element, on) = match rest.rsplit_once(char::is_whitespace) {
        Some((element, "on")) => (element.trim_end(), true),
        Some((element, "off")) => (element.trim_end(), false),
        _ => (rest, true),
    };
    Ok(Line::Acting(Acting::Check(selector(element, "/check SELECTOR [on|off]")?, on)))
}

fn select(rest: &str) -> Result<Line, LineError> {
    const USAGE: &str = "/select SELECTOR VALUE…";
    let (element, values) = first_word(rest)?;
    let (element, values) = (selector(element, USAGE)?, words(values)?);
    if values.is_empty() {
        return Err(LineError::Arguments(format!("there is no value: write {USAGE}")));
    }
    Ok(Line::Acting(Acting::Select(element, values)))
}

fn trigger(rest: &str) -> Result<Line, LineError> {
    let (event, element) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    if event.is_empty() {
        let message = "there is no event: write /trigger EVENT [SELECTOR]".to_owned();
        return Err(LineError::Arguments(message));
    }
    let element = element.trim_start();
    let element = (!element.is_empty()).then(|| selector(element, "/trigger EVENT SELECTOR")).transpose()?;
    Ok(Line::Acting(Acting::Trigger(event.to_owned(), element)))
}

#[cfg(test)]
mod tests {
    use super::super::super::line::parse;
    use super::*;

    fn acting(line: &str) -> Acting {
        match parse(line) {
            Ok(Line::Acting(acting)) => acting,
            other => panic!("{other:?}"),
        }
    }

    fn error(line: &str) -> String {
        parse(line).unwrap_err().to_string()
    }

    #[test]
    fn the_first_word_is_the_selector_and_the_rest_the_value() {
        let typed = |selector: &str, text: &str| Acting::Fill(selector.into(), Text::Typed(text.into()));
        assert_eq!(acting("/fill #a it's  so \"good\""), typed("#a", "it's  so \"good\""));
        assert_eq!(acting("/fill 'form .x' \"a\nb\""), typed("form .x", "a\nb"));
        assert_eq!(acting("/fill [name=\"a b\"] ''"), typed("[name=\"a b\"]", ""));
        assert_eq!(acting("/fill #a '@me'"), typed("#a", "@me"));
        assert_eq!(acting("/fill #a @n.txt"), Acting::Fill("#a".into(), Text::File("n.txt".into())));
        assert_eq!(
            acting("/select #s a 'b c'"),
            Acting::Select("#s".into(), vec!["a".to_owned(), "b c".to_owned()])
        );
    }

    #[test]
    fn a_box_is_checked_unless_it_is_said_otherwise() {
        assert_eq!(acting("/check form .x"), Acting::Check("form .x".into(), true));
        assert_eq!(acting("/check form .x on"), Acting::Check("form .x".into(), true));
        assert_eq!(acting("/check 'form .x' off"), Acting::Check("form .x".into(), false));
    }

    #[test]
    fn an_event_has_a_name_and_may_have_a_place() {
        assert_eq!(acting("/trigger my:event"), Acting::Trigger("my:event".into(), None));
        assert_eq!(acting("/trigger keyup #a b"), Acting::Trigger("keyup".into(), Some("#a b".into())));
    }

    #[test]
    fn what_is_missing_or_no_selector_is_told_before_anything_is_done() {
        assert_eq!(error("/click"), "there is no selector: write /click SELECTOR");
        assert_eq!(error("/fill #a"), "there is no value: write /fill SELECTOR VALUE, or \"\" for none");
        assert_eq!(error("/select #a"), "there is no value: write /select SELECTOR VALUE…");
        assert_eq!(error("/trigger"), "there is no event: write /trigger EVENT [SELECTOR]");
        assert_eq!(error("/click #"), Selector::parse("#").unwrap_err().to_string());
    }
}
