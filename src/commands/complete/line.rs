//! A command line that is not finished → what its last word is a part of. Knows clap's definitions, and no value.

use clap::{Arg, ArgAction, Command};

/// A command line up to the cursor.
#[derive(Debug)]
pub struct Line<'c> {
    /// The whole program.
    pub program: &'c Command,
    /// The command; where none is written yet, `connect`, which a bare TARGET is.
    pub command: &'c Command,
    /// What was said before the current word, in order; of flags without a text.
    pub given: Vec<(&'c Arg, String)>,
    /// The word at the cursor.
    pub current: String,
    /// What it is.
    pub asked: Asked<'c>,
}

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked<'c> {
    /// The first one: a command, or TARGET.
    First,
    /// An option.
    Option,
    /// A value; so many bytes of the word stand before it, as in `--output=json`.
    Value(&'c Arg, usize),
    /// A word too many, or none that is known.
    Nothing,
}

impl<'c> Line<'c> {
    /// Reads the words before the cursor, and the one at it.
    #[must_use]
    pub fn read(program: &'c Command, words: &[String], current: &str) -> Self {
        let named = words.first().and_then(|word| program.find_subcommand(word));
        let command = named.or_else(|| program.find_subcommand("connect")).unwrap_or(program);
        let mut walk = Walk { command, given: Vec::new(), positionals: 0, pending: None, only_values: false };
        for word in &words[usize::from(named.is_some())..] {
            walk.pass(word);
        }
        let asked =
            if words.is_empty() && !current.starts_with('-') { Asked::First } else { walk.ask(current) };
        Self { program, command, given: walk.given, current: current.to_owned(), asked }
    }

    /// The last value of an argument that was given.
    #[must_use]
    pub fn value(&self, id: &str) -> Option<&str> {
        let mut last = self.given.iter().rev();
        last.find(|(arg, _)| arg.get_id() == id).map(|(_, value)| value.as_str())
    }

    /// Whether an option is there that may be there once.
    #[must_use]
    pub fn is_used_up(&self, arg: &Arg) -> bool {
        let repeats = matches!(arg.get_action(), ArgAction::Append | ArgAction::Count);
        !repeats && self.value(arg.get_id().as_str()).is_some()
    }
}

struct Walk<'c> {
    command: &'c Command,
    given: Vec<(&'c Arg, String)>,
    positionals: usize,
    /// An option that waits for its value.
    pending: Option<&'c Arg>,
    /// Behind `--`.
    only_values: bool,
}

impl<'c> Walk<'c> {
    fn pass(&mut self, word: &str) {
        if let Some(arg) = self.pending.take() {
            self.given.push((arg, word.to_owned()));
        } else if self.only_values || !word.starts_with('-') || word == "-" {
            if let Some(arg) = self.positional() {
                self.given.push((arg, word.to_owned()));
            }
            self.positionals += 1;
        } else if word == "--" {
            self.only_values = true;
        } else {
            match option(self.command, word) {
                Some((arg, Some(at))) => self.given.push((arg, word[at..].to_owned())),
                Some((arg, None)) if takes_value(arg) => self.pending = Some(arg),
                Some((arg, None)) => self.given.push((arg, String::new())),
                None => {}
            }
        }
    }

    fn ask(&self, current: &str) -> Asked<'c> {
        if let Some(arg) = self.pending {
            return Asked::Value(arg, 0);
        }
        if !self.only_values && current.starts_with('-') {
            return match option(self.command, current) {
                Some((arg, Some(at))) => Asked::Value(arg, at),
                _ => Asked::Option,
            };
        }
        match self.positional() {
            Some(arg) => Asked::Value(arg, 0),
            None if current.is_empty() && !self.only_values => Asked::Option,
            None => Asked::Nothing,
        }
    }

    /// The positional argument that comes next; the last one as often as it may come.
    fn positional(&self) -> Option<&'c Arg> {
        let all: Vec<&Arg> = self.command.get_positionals().collect();
        let repeats = |arg: &&Arg| matches!(arg.get_action(), ArgAction::Append);
        all.get(self.positionals).copied().or_else(|| all.last().copied().filter(repeats))
    }
}

/// The option that a word is, and where its value begins in the word.
fn option<'c>(command: &'c Command, word: &str) -> Option<(&'c Arg, Option<usize>)> {
    let mut args = command.get_arguments();
    if let Some(long) = word.strip_prefix("--") {
        let (name, at) = match long.split_once('=') {
            Some((name, _)) => (name, Some(2 + name.len() + 1)),
            None => (long, None),
        };
        return args.find(|arg| arg.get_long() == Some(name)).map(|arg| (arg, at));
    }
    let mut last = None;
    for (at, short) in word.char_indices().skip(1) {
        let arg = command.get_arguments().find(|arg| arg.get_short() == Some(short))?;
        last = Some(arg);
        let value = &word[at + short.len_utf8()..];
        if takes_value(arg) && !value.is_empty() {
            let equals = usize::from(value.starts_with('='));
            return Some((arg, Some(at + short.len_utf8() + equals)));
        }
    }
    last.map(|arg| (arg, None))
}

/// Whether an option is followed by a value.
pub fn takes_value(arg: &Arg) -> bool {
    matches!(arg.get_action(), ArgAction::Set | ArgAction::Append)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::Cli;

    /// The command, what was given, and what the last word is.
    fn read(line: &str) -> String {
        let mut program = Cli::command();
        program.build();
        let mut words: Vec<String> = line.split(' ').map(str::to_owned).collect();
        let current = words.pop().unwrap();
        let line = Line::read(&program, &words, &current);
        let given: Vec<String> =
            line.given.iter().map(|(arg, value)| format!("{}={value}", arg.get_id())).collect();
        let asked = match line.asked {
            Asked::Value(arg, at) => format!("{} from {at}", arg.get_id()),
            asked => format!("{asked:?}"),
        };
        format!("{} [{}] {asked}", line.command.get_name(), given.join(" "))
    }

    #[test]
    fn the_first_word_is_a_command_or_a_target() {
        assert_eq!(read(""), "connect [] First");
        assert_eq!(read("@st"), "connect [] First");
        assert_eq!(read("--"), "connect [] Option");
        assert_eq!(read("@staging "), "connect [target=@staging] Option");
        assert_eq!(read("listen "), "listen [] target from 0");
    }

    #[test]
    fn options_take_their_values_from_the_next_word_or_their_own() {
        assert_eq!(read("send --config f "), "send [config=f] target from 0");
        assert_eq!(read("send -o js"), "send [] output from 0");
        assert_eq!(read("send -ojs"), "send [] output from 2");
        assert_eq!(read("send -vo=js"), "send [] output from 4");
        assert_eq!(read("send --output=js"), "send [] output from 9");
        assert_eq!(read("send -q --no-config -"), "send [quiet= no_config=] Option");
        assert_eq!(read("send --nope x"), "send [] target from 0");
    }

    #[test]
    fn positional_arguments_come_in_their_order_and_behind_two_dashes() {
        assert_eq!(read("send a b c"), "send [target=a items=b] items from 0");
        assert_eq!(read("listen -- -"), "listen [] target from 0");
        assert_eq!(read("listen a b"), "listen [target=a] Nothing");
        assert_eq!(read("inspect - "), "inspect [target=-] Option");
    }
}
