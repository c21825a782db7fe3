//! How the commands about what is shown of what arrives are written and read. Shows nothing and opens no file: the driver
//! does.

use super::super::line::{Line, LineError, start_of};
use super::super::parting::words;
use super::{Command, Group, SWITCH, Takes, unquoted};
use crate::commands::filter::{Filter, What};
use crate::render::Format;

/// What is to be shown otherwise.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// `/more`.
    More,
    /// `/output FORMAT`.
    Output(Format),
    /// `/filter WHAT…`; without any all is shown again.
    Filter(Option<Filter>),
    /// `/pause`.
    Pause,
    /// `/resume`.
    Resume,
    /// `/time on`, `/time off`.
    Times(bool),
    /// `/verbose on`, `/verbose off`.
    Verbose(bool),
    /// `/record FILE`.
    Record(String),
    /// `/record off`.
    RecordOff,
}

/// The commands.
pub const GROUP: Group = Group {
    heading: "reading",
    commands: &[
        Command {
            name: "more",
            aliases: &[],
            usage: "/more",
            does: "show more of what was cut last",
            more: "Page by page, as much as the terminal has rows for.",
            examples: "/more",
            takes: &[],
            read: |_| Ok(Line::Reading(Reading::More)),
        },
        Command {
            name: "filter",
            aliases: &[],
            usage: "/filter [WHAT…]",
            does: "show only messages that match; alone, all again",
            more: "WHAT is a selector, which matches a fragment's target or content; a regular expression, \
                   which matches the message's text, with /i behind it in either case; or one or more of \
                   target:SELECTOR (exactly that target), swap:STYLE, outcome:OUTCOME, warning and \
                   warning:CODE. Of several of one kind one must hold, of each kind one. What is hidden \
                   is counted; errors and closes are always shown.",
            examples: "/filter #chat\n/filter /order-\\d+/\n/filter /error/i\n/filter outcome:no-target\n\
                       /filter target:#chat warning\n/filter",
            takes: &[Takes::Filter],
            read: filter,
        },
        Command {
            name: "pause",
            aliases: &[],
            usage: "/pause",
            does: "hold messages back; the socket goes on",
            more: "Up to 10,000 lines and 16 MB are held, of more the last ones. Errors and closes are shown.",
            examples: "/pause",
            takes: &[],
            read: |_| Ok(Line::Reading(Reading::Pause)),
        },
        Command {
            name: "resume",
            aliases: &[],
            usage: "/resume",
            does: "show what was held back, and go on",
            more: "",
            examples: "/resume",
            takes: &[],
            read: |_| Ok(Line::Reading(Reading::Resume)),
        },
        Command {
            name: "output",
            aliases: &[],
            usage: "/output FORMAT",
            does: "print human, json, html or raw from now on",
            more: "As `-o` does from the start.",
            examples: "/output json\n/output human",
            takes: &[Takes::Word(&["human", "json", "html", "raw"])],
            read: output,
        },
        Command {
            name: "time",
            aliases: &[],
            usage: "/time on|off",
            does: "tell times, or the messages' numbers",
            more: "Off as by `--no-time`.",
            examples: "/time off\n/time on",
            takes: &[Takes::Word(SWITCH)],
            read: |rest| switch("time", rest).map(|on| Line::Reading(Reading::Times(on))),
        },
        Command {
            name: "verbose",
            aliases: &[],
            usage: "/verbose on|off",
            does: "show everything whole, or cut and folded",
            more: "On as by `-v`: nothing is cut, repeats are not folded, pings, handshakes and compressed \
                   sizes are told.",
            examples: "/verbose on\n/verbose off",
            takes: &[Takes::Word(SWITCH)],
            read: |rest| switch("verbose", rest).map(|on| Line::Reading(Reading::Verbose(on))),
        },
        Command {
            name: "record",
            aliases: &[],
            usage: "/record FILE|off",
            does: "append every event to a file, as --record does",
            more: "As JSON Lines, which `hxws explain --input jsonl` reads; only its owner can read the file. \
                   What is filtered or held back is recorded too.",
            examples: "/record session.jsonl\n/record off",
            takes: &[Takes::Any(&[Takes::Word(&["off"]), Takes::File])],
            read: record,
        },
    ],
};

fn filter(rest: &str) -> Result<Line, LineError> {
    let filter = match rest {
        "" => None,
        rest => Some(Filter::of_messages(filters(rest)).map_err(LineError::Arguments)?),
    };
    Ok(Line::Reading(Reading::Filter(filter)))
}

/// Each word by itself where one has a name; else all of it, since selectors and expressions have spaces.
fn filters(rest: &str) -> Vec<String> {
    let is_expression = rest.starts_with('/') && (rest.ends_with('/') || rest.ends_with("/i"));
    match words(rest) {
        Ok(words) if !is_expression && words.iter().any(|word| What::is_named(word)) => words,
        _ => vec![unquoted(rest)],
    }
}

fn output(rest: &str) -> Result<Line, LineError> {
    let format = match rest {
        "human" => Format::Human,
        "json" => Format::Json,
        "html" => Format::Html,
        "raw" => Format::Raw,
        _ => {
            let message =
                format!("`{}` is no format: write /output human, json, html or raw", start_of(rest));
            return Err(LineError::Arguments(message));
        }
    };
    Ok(Line::Reading(Reading::Output(format)))
}

fn switch(name: &str, rest: &str) -> Result<bool, LineError> {
    match rest {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => {
            let message =
                format!("`{}` is neither on nor off: write /{name} on or /{name} off", start_of(rest));
            Err(LineError::Arguments(message))
        }
    }
}

fn record(rest: &str) -> Result<Line, LineError> {
    match rest {
        "" => {
            let message = "there is no file to record to: write /record FILE, or /record off to end it";
            Err(LineError::Arguments(message.to_owned()))
        }
        "off" => Ok(Line::Reading(Reading::RecordOff)),
        path => Ok(Line::Reading(Reading::Record(unquoted(path)))),
    }
}
