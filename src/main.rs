//! Parse, run, turn an error into an exit status.

use std::ffi::OsString;
use std::io;
use std::process::ExitCode;

use clap::CommandFactory as _;
use clap::builder::Styles;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use hxws::address;
use hxws::cli::Cli;
use hxws::commands;
use hxws::config;
use hxws::render::{self, Output, sanitize};
use hxws::settings;
use hxws::status::Status;

/// Where all memory comes from.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    commands::fault::end_the_program();
    match if asks_for_version() { commands::version() } else { run() } {
        Ok(status) => ExitCode::from(status as u8),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // nobody is left to tell where this fails
            let _told = Output::stderr().diagnose(&render::error(&format!("{error:#}")));
            ExitCode::from(Status::Failed as u8)
        }
    }
}

/// Whether that is all that is asked for: then nobody waits until it is known what the commands take.
fn asks_for_version() -> bool {
    let mut given = std::env::args_os().skip(1);
    given.next().is_some_and(|arg| arg == "-V" || arg == "--version") && given.next().is_none()
}

fn run() -> anyhow::Result<Status> {
    let mut program = Cli::command();
    let is_plain = std::env::args_os().all(|arg| is_plain(&arg.to_string_lossy()));
    if !is_plain {
        // every escape of an error is an argument's then
        program = program.styles(Styles::plain());
    }
    let args = with_command(&program, std::env::args_os().collect());
    let given: Vec<OsString> = std::env::args_os().skip(1).collect();
    let matches = match program.try_get_matches_from_mut(args.clone()) {
        Ok(matches) => matches,
        Err(mut error) => {
            if let Some(tip) = tip(&program, &given, &error) {
                error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
            }
            hide_credentials(&mut error);
            return told(&error, is_plain);
        }
    };
    match settings::configured(&mut program, args, matches) {
        Ok(cli) => commands::run(cli),
        Err(stop) => commands::refuse(stop),
    }
}

/// A bare `hxws TARGET` is `hxws connect TARGET`.
fn with_command(program: &clap::Command, mut args: Vec<OsString>) -> Vec<OsString> {
    let is_command = |arg: &OsString| {
        arg == "help" || program.get_subcommands().any(|command| arg.to_str() == Some(command.get_name()))
    };
    let asks = |arg: &OsString| ["-h", "--help", "-V", "--version"].iter().any(|flag| arg == flag);
    let first = args.get(1);
    if first.is_some_and(|first| !asks(first) && !is_command(first)) {
        args.insert(1, "connect".into());
    }
    args
}

/// Whether a terminal shows text as it is.
fn is_plain(text: &str) -> bool {
    sanitize::lines(text) == text
}

/// Tells what clap has to say, and where that is an error, with what would steer a terminal made visible.
fn told(error: &clap::Error, is_plain: bool) -> anyhow::Result<Status> {
    // help and the version repeat no argument
    if !error.use_stderr() {
        error.print().map_err(commands::output_failed)?;
        return Ok(Status::Done);
    }
    // nobody is left to tell where this fails
    let _told = if is_plain {
        error.print()
    } else {
        Output::stderr().diagnose(&sanitize::lines(&error.render().ansi().to_string()))
    };
    Ok(Status::Usage)
}

/// clap repeats what it does not take: of an address all but its credentials.
fn hide_credentials(error: &mut clap::Error) {
    for kind in [ContextKind::InvalidArg, ContextKind::InvalidValue] {
        let Some(ContextValue::String(given)) = error.get(kind) else { continue };
        // the names of options are no addresses
        if !given.starts_with('-') {
            let shown = address::shown(given).into_owned();
            error.insert(kind, ContextValue::String(shown));
        }
    }
}

/// What a bare `hxws TARGET` that has one word too many is likely to mean.
fn tip(program: &clap::Command, given: &[OsString], error: &clap::Error) -> Option<String> {
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidArg) else { return None };
    let first = given.first()?.to_str()?;
    if error.kind() != ErrorKind::UnknownArgument
        || word.starts_with('-')
        || program.find_subcommand(first).is_some()
    {
        return None;
    }
    let command =
        given.iter().filter_map(|word| word.to_str()).find(|word| program.find_subcommand(word).is_some());
    match command {
        Some(command) => Some(format!("options come after the command: `hxws {command} …`")),
        None => config::command_meant(first).map(|near| format!("did you mean `hxws {near}`?")),
    }
}

/// A reader that has gone is no failure: it had enough.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}
