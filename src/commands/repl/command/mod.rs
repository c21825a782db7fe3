//! The commands of the prompt: how each is written, what it does, and what its arguments are. Pure.
//!
//! | module | holds |
//! | --- | --- |
//! | [`sending`] | what sends a message |
//! | [`acting`] | what the page's user does |
//! | [`page`] | what shows the page |
//! | [`messages`] | what is about messages that have gone by |
//! | [`connection`] | what acts on the socket |
//! | [`reading`] | how what arrives is shown |
//! | [`control`] | what is about the prompt itself |

pub mod acting;
pub mod connection;
pub mod control;
pub mod messages;
pub mod page;
pub mod reading;
pub mod sending;

use super::line::{Line, LineError};
use super::parting::{SPACE, words};

/// A command of the prompt.
#[derive(Debug, Clone, Copy)]
pub struct Command {
    /// Its name, without the slash.
    pub name: &'static str,
    /// Other names.
    pub aliases: &'static [&'static str],
    /// How it is written.
    pub usage: &'static str,
    /// What it does.
    pub does: &'static str,
    /// More, a sentence or two in one line.
    pub more: &'static str,
    /// How it is used, a line each.
    pub examples: &'static str,
    /// What its arguments are, in order, the last for all that follow; none where it stands alone.
    pub takes: &'static [Takes],
    /// Reads its arguments.
    pub read: fn(&str) -> Result<Line, LineError>,
}

/// What an argument is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// The selector of a sender.
    Sender,
    /// The selector of a socket element.
    Socket,
    /// The selector of any element of the page.
    Element,
    /// What messages are shown by.
    Filter,
    /// The selector of a field, a box or a select.
    Control,
    /// Items for a sender's controls.
    Items,
    /// The name of an event.
    Event,
    /// Text, or `@FILE`; a value behind a control.
    TextOrFile,
    /// The path of a file.
    File,
    /// Text or a number of its own; a value behind a control.
    Text,
    /// A close code.
    CloseCode,
    /// The name of one of HEADERS.
    Header,
    /// The name of a command.
    Command,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Any of these.
    Any(&'static [Takes]),
}

/// What turns something on or off.
const SWITCH: &[&str] = &["on", "off"];

impl Takes {
    /// Whether quotes hold it together.
    #[must_use]
    pub fn is_quoted(self) -> bool {
        match self {
            Self::Sender | Self::Socket | Self::Element | Self::Filter | Self::Control | Self::Items => true,
            Self::Any(several) => several.iter().any(|takes| takes.is_quoted()),
            _ => false,
        }
    }
}

/// Commands that belong together.
#[derive(Debug, Clone, Copy)]
pub struct Group {
    /// What they are about.
    pub heading: &'static str,
    /// They, in the order in which they are listed.
    pub commands: &'static [Command],
}

/// All of them, in the order in which they are listed.
pub const GROUPS: &[Group] = &[
    sending::GROUP,
    acting::GROUP,
    page::GROUP,
    messages::GROUP,
    connection::GROUP,
    reading::GROUP,
    control::GROUP,
];

/// Every command.
pub fn all() -> impl Iterator<Item = &'static Command> {
    GROUPS.iter().flat_map(|group| group.commands)
}

/// The command of that name, without the slash.
#[must_use]
pub fn find(name: &str) -> Option<&'static Command> {
    all().find(|command| command.name == name || command.aliases.contains(&name))
}

/// An argument that may be left out.
fn one(rest: &str) -> Option<String> {
    (!rest.is_empty()).then(|| unquoted(rest))
}

/// A selector as it stands, or as in a shell in quotes: none begins with one.
fn unquoted(text: &str) -> String {
    match (text.starts_with(['\'', '"']), words(text).as_deref()) {
        (true, Ok([word])) => word.clone(),
        _ => text.to_owned(),
    }
}

/// The path of `@FILE`: one line, with or without quotes.
fn file(text: &str) -> Option<String> {
    let path = text.trim_end_matches(SPACE).strip_prefix('@').filter(|path| !path.is_empty())?;
    (!path.contains('\n')).then(|| unquoted(path))
}

#[cfg(test)]
mod tests {
    use super::super::line;
    use super::*;

    #[test]
    fn every_command_has_examples_that_are_its_own() {
        for command in all() {
            assert!(!command.examples.is_empty());
            for example in command.examples.lines() {
                assert_eq!(example.split(' ').next(), Some(format!("/{}", command.name).as_str()));
                assert!(line::parse(example).is_ok(), "{example}");
            }
        }
    }

    #[test]
    fn no_two_commands_share_a_name() {
        let names = all().flat_map(|command| command.aliases.iter().copied().chain([command.name]));
        let mut names: Vec<_> = names.collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
