//! The options of the command line that settings are values of: what each takes, and whether it takes a text.

use std::cell::LazyCell;
use std::error::Error as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use serde_json::Value as Json;

use clap::{Arg, ArgAction, Command, CommandFactory as _};

use super::key::Key;
use super::value::Value;
use crate::cli::Cli;

/// The definitions of the command line, made where they are first asked for.
pub struct Options {
    program: LazyCell<Command>,
}

/// Those of hxws.
impl Default for Options {
    fn default() -> Self {
        Self { program: LazyCell::new(Cli::command) }
    }
}

impl Options {
    /// A command's option of that name.
    #[must_use]
    pub fn of(&self, command: &str, option: &str) -> Option<&Arg> {
        named(self.program.find_subcommand(command)?, option)
    }

    fn find(&self, option: &str) -> Option<(&Command, &Arg)> {
        self.program.get_subcommands().find_map(|command| Some((command, named(command, option)?)))
    }

    /// The arguments that a command takes only without that option.
    pub fn conflicts<'o>(&'o self, command: &str, option: &str) -> impl Iterator<Item = &'o str> {
        let command = self.program.find_subcommand(command);
        let found = command.and_then(|command| Some((command, named(command, option)?)));
        found.into_iter().flat_map(|(command, arg)| {
            let conflicts = |one: &Arg, other: &Arg| {
                command.get_arg_conflicts_with(one).iter().any(|arg| arg.get_id() == other.get_id())
            };
            let others =
                command.get_arguments().filter(move |other| conflicts(arg, other) || conflicts(other, arg));
            others.map(|other| other.get_id().as_str())
        })
    }

    /// Reads a value as its option does.
    ///
    /// # Errors
    /// What is wrong with it, to follow its key.
    pub fn check(&self, key: &Key, value: &Value) -> Result<(), String> {
        let no = format!("no-{}", key.option);
        let (option, negation) = (self.find(key.option), self.find(&no));
        let action = option.map(|(_, arg)| arg.get_action());
        match (value, action) {
            (Value::Is(_), None | Some(ArgAction::SetTrue)) => Ok(()),
            (Value::Is(false), Some(_)) if negation.is_some() => Ok(()),
            (_, None | Some(ArgAction::SetTrue)) => Err("takes true or false".to_owned()),
            (Value::Is(_), Some(_)) => Err("takes text or a number".to_owned()),
            (Value::Texts(texts), Some(ArgAction::Count)) => match texts.as_slice() {
                [text] if text.parse().is_ok_and(|times: u8| times <= MOST) => Ok(()),
                _ => Err(format!("takes a whole number up to {MOST}")),
            },
            (Value::Texts(texts), Some(ArgAction::Append)) => self.check_texts(key, texts),
            (Value::Texts(texts), Some(_)) if texts.len() == 1 => self.check_texts(key, texts),
            _ => Err("takes one value, no list".to_owned()),
        }
    }

    fn check_texts(&self, key: &Key, texts: &[String]) -> Result<(), String> {
        let Some((command, _)) = self.find(key.option) else { return Ok(()) };
        for text in texts {
            let argument = format!("--{}={text}", key.option);
            let read = command.clone().no_binary_name(true).try_get_matches_from([argument]);
            if let Some(problem) = read.err().and_then(|error| problem(&error)) {
                let is_listed = problem.starts_with("is none of");
                return Err(if is_listed { problem } else { format!("cannot be read: {problem}") });
            }
        }
        Ok(())
    }

    /// What counts where nothing is said: the option's own default, or in words what its help says of it.
    #[must_use]
    pub fn built_in(&self, key: &Key) -> (Json, Option<String>) {
        // where there is the opposite alone
        let Some((_, arg)) = self.find(key.option) else { return (true.into(), None) };
        match arg.get_action() {
            ArgAction::SetTrue => (false.into(), None),
            ArgAction::Count => (0.into(), None),
            _ => {
                let default = arg.get_default_values().first().and_then(|value| value.to_str());
                let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                let told = help.split_once("[default: ").and_then(|(_, told)| told.split(']').next());
                (default.map_or(Json::Null, Json::from), told.map(str::to_owned))
            }
        }
    }

    /// A value as arguments of a command; none where the command has no such option.
    #[must_use]
    pub fn arguments(&self, command: &str, key: &Key, value: &Value) -> Vec<String> {
        let Key { option, .. } = key;
        let no = format!("no-{option}");
        match value {
            Value::Is(true) => {
                let flag = self.of(command, option).map(|arg| arg.get_action());
                flag.filter(|action| matches!(action, ArgAction::SetTrue))
                    .map(|_| format!("--{option}"))
                    .into_iter()
                    .collect()
            }
            Value::Is(false) => self.of(command, &no).map(|_| format!("--{no}")).into_iter().collect(),
            Value::Texts(texts) => match self.of(command, option).map(Arg::get_action) {
                None => Vec::new(),
                Some(ArgAction::Count) => {
                    let times = texts.first().and_then(|text| text.parse().ok()).unwrap_or_default();
                    vec![format!("--{option}"); times]
                }
                Some(_) => texts.iter().map(|text| format!("--{option}={text}")).collect(),
            },
        }
    }
}

/// How often a flag such as `-v` can be counted.
const MOST: u8 = 9;

fn named<'c>(command: &'c Command, option: &str) -> Option<&'c Arg> {
    command.get_arguments().find(|arg| arg.get_long() == Some(option))
}

/// What clap says is wrong with a value; nothing where it misses what a command line has besides.
fn problem(error: &clap::Error) -> Option<String> {
    match error.kind() {
        ErrorKind::ValueValidation => error.source().map(ToString::to_string),
        ErrorKind::InvalidValue => match error.get(ContextKind::ValidValue) {
            Some(ContextValue::Strings(valid)) if !valid.is_empty() => {
                Some(format!("is none of {}", valid.join(", ")))
            }
            _ => Some("it is empty".to_owned()),
        },
        _ => None,
    }
}
