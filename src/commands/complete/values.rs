//! What may stand for a word: commands, options, the values of each, targets of the configuration, and of a page in a file its
//! sockets and senders. What strangers wrote is offered only where no shell reads anything into it.

mod page;

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Arg, ValueHint};

use super::line::{Asked, Line};
use super::{Offer, Offers};
use crate::address;
use crate::cli::ConfigArgs;
use crate::render::sanitize;
use crate::settings;

/// What is offered for the word at the cursor.
#[must_use]
pub fn offers(line: &Line<'_>) -> Offers {
    match line.asked {
        Asked::First => {
            let mut words = commands(line);
            words.extend(targets(line));
            Offers::words(words).with_files()
        }
        Asked::Option => Offers::words(options(line)),
        Asked::Value(arg, at) => values(line, arg, &line.current[at..]).behind(&line.current[..at]),
        Asked::Nothing => Offers::default(),
    }
}

fn commands(line: &Line<'_>) -> Vec<Offer> {
    let all = line.program.get_subcommands().filter(|command| !command.is_hide_set());
    all.map(|command| {
        Offer::new(command.get_name(), command.get_about().map(ToString::to_string).unwrap_or_default())
    })
    .collect()
}

fn options(line: &Line<'_>) -> Vec<Offer> {
    let mut args: Vec<&Arg> = line.command.get_arguments().collect();
    if line.given.is_empty() {
        // of the program itself, such as --version
        let asks = line.program.get_arguments().filter(|arg| arg.get_id() == "version");
        args.extend(asks.filter(|_| line.command.get_name() == "connect"));
    }
    let usable = args.into_iter().filter(|arg| !arg.is_hide_set() && !line.is_used_up(arg));
    usable
        .filter_map(|arg| {
            let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
            Some(Offer::new(format!("--{}", arg.get_long()?), help))
        })
        .collect()
}

fn values(line: &Line<'_>, arg: &Arg, typed: &str) -> Offers {
    let command = line.command.get_name();
    match (command, arg.get_id().as_str()) {
        ("help", _) | ("man", "command") => Offers::words(commands(line)),
        ("config", "target") => Offers::words(targets(line)),
        (_, "target" | "page") if typed.starts_with('@') => Offers::words(targets(line)),
        (_, "target" | "page") => Offers::words(targets(line)).with_files(),
        (_, "htmx" | "compare") => Offers::words(versions()),
        (_, "socket") => Offers::words(page::sockets(line)),
        (_, "element") => Offers::words(page::senders(line)),
        ("send", "items") => match typed.split_once("=@") {
            Some((name, _)) => Offers::default().with_files().behind(&format!("{name}=@")),
            None => Offers::default(),
        },
        (_, "raw" | "hex") if typed.starts_with('@') => Offers::default().with_files().behind("@"),
        (_, "cookie") if !typed.contains('=') => Offers::default().with_files(),
        _ => by_definition(arg, command),
    }
}

/// The values that clap knows of.
fn by_definition(arg: &Arg, command: &str) -> Offers {
    if let Some(possible) = arg.get_value_parser().possible_values() {
        // reports are formats of this command alone
        let offered = possible.filter(|value| !value.is_hide_set() || command == "simulate");
        return Offers::words(offered.map(|value| described(&value)));
    }
    match arg.get_value_hint() {
        ValueHint::FilePath | ValueHint::AnyPath => Offers::default().with_files(),
        _ => Offers::default(),
    }
}

fn described(value: &PossibleValue) -> Offer {
    Offer::new(value.get_name(), value.get_help().map(ToString::to_string).unwrap_or_default())
}

fn versions() -> Vec<Offer> {
    [("1", "the hx-ws of htmx 1.9 itself"), ("1-ext", "htmx 1.9 with its ws extension"), ("2", ""), ("4", "")]
        .map(|(version, about)| Offer::new(version, about))
        .into()
}

/// The columns that a target's address takes in a list at most.
const WIDEST: usize = 60;

/// The targets of the configuration, where the line has it read.
fn targets(line: &Line<'_>) -> Vec<Offer> {
    let found = settings::offered(&configuration(line));
    let about = |url: &str| sanitize::line(&address::shown(url)).chars().take(WIDEST).collect::<String>();
    found.iter().map(|target| Offer::new(format!("@{}", target.name), about(target.url.expose()))).collect()
}

/// Which configuration the line asks for.
fn configuration(line: &Line<'_>) -> ConfigArgs {
    ConfigArgs { config: line.value("config").map(from_home), no_config: line.value("no_config").is_some() }
}

/// A path that a shell would begin at home.
fn from_home(path: &str) -> PathBuf {
    let rest = path.strip_prefix("~/").and_then(|rest| Some(etcetera::home_dir().ok()?.join(rest)));
    rest.unwrap_or_else(|| path.into())
}
