//! `hxws completions` and `hxws man`: the scripts in `completions/`, and pages made from the definitions of the command line.

use std::io;

use clap::{Arg, Command, CommandFactory as _};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::cli::{Cli, Shell, examples, tables};
use crate::config::command_meant;
use crate::status::Stop;

/// The completion script of a shell: it asks the program for words.
#[must_use]
pub fn completions(shell: Shell) -> &'static str {
    match shell {
        Shell::Bash => include_str!("../../completions/hxws.bash"),
        Shell::Elvish => include_str!("../../completions/hxws.elv"),
        Shell::Fish => include_str!("../../completions/hxws.fish"),
        Shell::PowerShell => include_str!("../../completions/_hxws.ps1"),
        Shell::Zsh => include_str!("../../completions/_hxws"),
    }
}

/// The man page of the program, or of one of its commands, as roff.
///
/// # Errors
/// Where there is no such command.
pub fn man(command: Option<&str>) -> Result<Vec<u8>, Stop> {
    let mut program = Cli::command().disable_help_subcommand(true).subcommand_help_heading("COMMANDS");
    program.build();
    let names: Vec<String> = program
        .get_subcommands()
        .filter(|known| !known.is_hide_set())
        .map(|known| known.get_name().to_owned())
        .collect();
    let subject = match command {
        None => program,
        Some(name) => program.find_subcommand(name).cloned().ok_or_else(|| {
            let meant = command_meant(name).map(|meant| format!("did you mean `{meant}`? "));
            Stop::usage(format!("`{name}` is no command of hxws")).help(format!(
                "{}the commands are {}",
                meant.unwrap_or_default(),
                names.join(", ")
            ))
        })?,
    };
    let mut text = Vec::new();
    page(subject, command, &names, &mut text)
        .map_err(|error| Stop::failed(format!("the man page cannot be written: {error}")))?;
    Ok(text)
}

/// clap's own sections, then what its definitions do not hold.
fn page(mut subject: Command, command: Option<&str>, names: &[String], out: &mut Vec<u8>) -> io::Result<()> {
    let usage = subject.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").to_owned();
    let title = command.map_or_else(|| "HXWS".to_owned(), |name| format!("HXWS-{}", name.to_uppercase()));
    let man = Man::new(subject.override_usage(usage).mut_args(in_full))
        .title(title)
        .source(concat!("hxws ", env!("CARGO_PKG_VERSION")))
        .manual("hxws");
    man.render_title(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    if command.is_none() {
        man.render_subcommands_section(out)?;
    }
    man.render_options_section(out)?;
    let mut rest = Roff::new();
    rest.control("SH", ["EXAMPLES"]);
    for example in examples::all(command.unwrap_or_default()) {
        rest.control("PP", []).text([roman(format!("{}:", example.does))]);
        rest.control("PP", []).control("RS", ["4"]).control("nf", []);
        rest.text([roman(example.line)]).control("fi", []).control("RE", []);
    }
    for (heading, rows) in tables::of(command.unwrap_or_default()) {
        table(&mut rest, &heading.to_uppercase(), rows);
    }
    table(&mut rest, "EXIT STATUS", examples::STATUSES);
    table(&mut rest, "ENVIRONMENT", examples::VARIABLES);
    table(&mut rest, "FILES", examples::FILES);
    let others = names.iter().filter(|name| Some(name.as_str()) != command);
    let mut also: Vec<String> = others.map(|name| format!("hxws-{name}(1)")).collect();
    if command.is_some() {
        also.insert(0, "hxws(1)".to_owned());
    }
    rest.control("SH", ["SEE ALSO"]).text([roman(also.join(", "))]);
    rest.to_writer(out)
}

/// An option with all of its words, and with each item of a list on a line of its own.
fn in_full(arg: Arg) -> Arg {
    let long = arg.get_long_help().map(|help| help.to_string().replace("\n- ", "\n\n- "));
    let arg = arg.hide_short_help(false);
    match long {
        Some(help) => arg.long_help(help),
        None => arg,
    }
}

fn table(roff: &mut Roff, heading: &str, rows: &[(&str, &str)]) {
    roff.control("SH", [heading]);
    for (name, means) in rows {
        if !name.is_empty() {
            roff.control("TP", []).text([bold(*name)]);
        }
        roff.text([roman(*means)]);
    }
}
