//! The commands: thin, a file each. Context is added to errors here, and every end gets its exit status.

mod backoff;
mod choice;
mod client;
mod complete;
mod config;
mod connect;
mod demo;
mod explain;
pub mod fault;
mod filter;
mod gate;
mod generate;
mod goal;
mod inspect;
mod interrupt;
mod listen;
mod load;
mod loopback;
mod on_open;
mod open;
mod printer;
mod private;
mod pump;
mod reader;
mod recorder;
mod repl;
mod replay;
mod send;
mod sender;
mod simulate;
mod stdin;
mod summary;

use std::io;

use anyhow::Context as _;

use crate::cli::{Cli, Command, OutputArgs};
use crate::event::Event;
use crate::render::{Format, Output, Style};
use crate::status::{Status, Stop};
pub use generate::{completions, man};
use printer::Printer;
pub use printer::output_failed;
pub use repl::alias::Alias;
pub use repl::stranger::may_write as stranger_may_write;

/// Runs a command to its end.
///
/// # Errors
/// What is not a [`Stop`]: standard output cannot be written to, the runtime cannot start.
pub fn run(cli: Cli) -> anyhow::Result<Status> {
    let notes = cli.notes;
    match cli.command {
        Command::Connect(args) => {
            let output = args.output.clone();
            asynchronous(&output, notes, async |printer| connect::run(&args, printer).await)
        }
        Command::Send(mut args) => {
            if args.dry_run {
                // standard output is the message and nothing else
                args.output.output = Some(Format::Raw);
            }
            asynchronous(&args.output, notes, async |printer| send::run(&args, printer).await)
        }
        Command::Listen(args) => {
            asynchronous(&args.output, notes, async |printer| listen::run(&args, printer).await)
        }
        Command::Inspect(args) => {
            asynchronous(&args.output, notes, async |printer| inspect::run(&args, printer).await)
        }
        Command::Explain(args) => {
            asynchronous(&args.output, notes, async |printer| explain::run(&args, printer).await)
        }
        Command::Replay(args) => {
            asynchronous(&args.output, notes, async |printer| replay::run(&args, printer).await)
        }
        Command::Simulate(args) => {
            started(&args.output, notes, async |printer| simulate::run(&args, printer).await)
        }
        Command::Backoff(args) => {
            asynchronous(&args.output, notes, async |printer| backoff::run(&args, printer).await)
        }
        Command::Config(args) => {
            asynchronous(&args.output, notes, async |printer| config::run(&args, printer))
        }
        Command::Demo(args) => {
            asynchronous(&args.output, notes, async |printer| demo::run(&args, printer).await)
        }
        Command::Schema { of } => generated(of.text().into()),
        Command::Completions { shell } => generated(generate::completions(shell).into()),
        Command::Complete(args) => generated(complete::answer(&args)),
        Command::Man { command } => match generate::man(command.as_deref()) {
            Ok(page) => generated(page),
            Err(stop) => refuse(stop),
        },
    }
}

/// Prints the version.
///
/// # Errors
/// Those of standard output.
pub fn version() -> anyhow::Result<Status> {
    generated(crate::cli::VERSION.into())
}

/// Tells why there is no command to run.
///
/// # Errors
/// Those of standard output.
pub fn refuse(stop: Stop) -> anyhow::Result<Status> {
    told(&mut Printer::new(Format::Raw, Style::default(), Output::stdio()), stop)
}

/// A command's result: its status, or why it stopped; or what standard output said.
type Ran = Result<Result<Status, Stop>, io::Error>;

fn asynchronous(
    output: &OutputArgs,
    notes: Vec<String>,
    command: impl AsyncFnOnce(&mut Printer) -> Ran,
) -> anyhow::Result<Status> {
    if output.output.is_some_and(Format::is_report) {
        let message = "`tap` and `junit` are reports of tests, and only `simulate` has some";
        return refuse(Stop::usage(message).help("use `-o human` or `-o json`".to_owned()));
    }
    started(output, notes, command)
}

/// The same, in any format.
fn started(
    output: &OutputArgs,
    notes: Vec<String>,
    command: impl AsyncFnOnce(&mut Printer) -> Ran,
) -> anyhow::Result<Status> {
    let (format, style) = crate::config::output(output);
    let mut printer = Printer::new(format, style, Output::stdio());
    let checked = crate::config::check_nul(output, format);
    if let Err(stop) = checked.and_then(|()| filter(&mut printer, crate::config::jq(output)?)) {
        return told(&mut printer, stop);
    }
    if let Some(path) = &output.record
        && let Err(error) = printer.record_to(path)
    {
        let message = format!("`--record {}` cannot be opened: {error}", path.display());
        return told(&mut printer, Stop::usage(message));
    }
    for message in notes {
        printer.event(Event::Note { message })?;
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("the asynchronous runtime does not start")?;
    let (listens, heard) = std::sync::mpsc::channel();
    std::thread::spawn(move || interrupt::listen(&listens));
    // a thread that could not start hears nothing
    let _listens = heard.recv();
    let ran = runtime.block_on(command(&mut printer));
    // a thread that still reads standard input must not hold up the end
    runtime.shutdown_background();
    match ran? {
        Ok(status) => {
            printer.finish()?;
            Ok(if status == Status::Done && printer.has_failed() { Status::Failed } else { status })
        }
        Err(stop) => told(&mut printer, stop),
    }
}

/// Puts a filter before the printer, where there is one.
fn filter(printer: &mut Printer, jq: Option<&str>) -> Result<(), Stop> {
    let Some(jq) = jq else { return Ok(()) };
    printer.filter_by(jq).map_err(|why| Stop::usage(format!("`--jq` cannot be used: {why}")))
}

/// Tells why a command stopped.
fn told(printer: &mut Printer, stop: Stop) -> anyhow::Result<Status> {
    let status = stop.status;
    printer.event(stop.into())?;
    printer.finish()?;
    Ok(status)
}

fn generated(text: Vec<u8>) -> anyhow::Result<Status> {
    let mut out = Output::stdio();
    let written = io::Write::write_all(out.data(), &text).and_then(|()| out.flush());
    written.map_err(printer::output_failed)?;
    Ok(Status::Done)
}
