//! `hxws completions` and `hxws man`: what `completions/` and `man/` hold, made from the definitions of the command line.

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::status::Stop;
use crate::cli::Cli;

/// The completion script of a shell.
#[must_use]
pub fn completions(shell: Shell) -> Vec<u8> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "hxws", &mut text);
    text
}

/// The man page of the program, or of one of its commands.
///
/// # Errors
/// Where there is no such command.
pub fn man(command: Option<&str>) -> Result<Vec<u8>, Stop> {
    let mut program = Cli::command();
    program.build();
    let page = match command {
        None => program,
        Some(name) => {
            let found = program.get_subcommands().find(|known| known.get_name() == name);
            let found = found.ok_or_else(|| {
                let names: Vec<&str> = program.get_subcommands().map(clap::Command::get_name).collect();
                Stop::usage(format!("`{name}` is no command of hxws: they are {}", names.join(", ")))
            })?;
            found.clone().name(format!("hxws-{name}").leak() as &str)
        }
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(page)
        .render(&mut text)
        .map_err(|error| Stop::failed(format!("the man page cannot be written: {error}")))?;
    Ok(text)
}
