//! `hxws simulate`: plays scenarios without a network, and holds them against what they expect.

mod gather;
mod play;
mod prepare;
mod sources;
mod update;
mod watch;

use std::io;
use std::path::Path;

use super::printer::Printer;
use crate::cli::Simulate;
use crate::event::Event;
use crate::render::Format;
use crate::status::{Status, Stop};
use play::Telling;
use prepare::Batch;
use sources::Sources;

/// Runs the command.
///
/// # Errors
/// Those of standard output.
pub async fn run(args: &Simulate, printer: &mut Printer) -> Result<Result<Status, Stop>, io::Error> {
    // of reports, times are how long something took
    printer.set_times(printer.format().is_report());
    if let Err(stop) = fits(args, printer.format()) {
        return Ok(Err(stop));
    }
    if args.watch {
        return watch::run(args, printer).await;
    }
    once(args, &mut Sources::default(), printer)
}

/// Whether what is asked for goes together.
fn fits(args: &Simulate, format: Format) -> Result<(), Stop> {
    let flag = if args.update { "--update" } else { "--watch" };
    if (args.update || args.watch) && args.files.iter().any(|file| file == Path::new("-")) {
        return Err(Stop::usage(format!("`{flag}` is of files, and `-` is standard input")));
    }
    if args.update && !matches!(format, Format::Human | Format::Json) {
        let message = "`--update` tells what it has written, and nothing of what happened";
        return Err(Stop::usage(message).help("use `-o human` or `-o json`".to_owned()));
    }
    if args.watch && (format.is_report() || format == Format::Page) {
        return Err(Stop::usage("`--watch` plays again and again, and this format has one end")
            .help("use `-o human` or `-o json`".to_owned()));
    }
    Ok(())
}

/// Reads all scenarios and plays them.
fn once(
    args: &Simulate,
    sources: &mut Sources,
    printer: &mut Printer,
) -> Result<Result<Status, Stop>, io::Error> {
    let read = gather::files(&args.files).and_then(|found| Batch::read(&found, args, sources));
    let batch = match read {
        Ok(batch) => batch,
        Err(stop) => return Ok(Err(stop)),
    };
    if args.strict
        && let Some(stop) = batch.passed_over_in_scenarios()
    {
        return Ok(Err(stop));
    }
    for path in &batch.passed_over {
        let message = format!("`{}` is passed over: it holds no scenario", path.display());
        printer.event(Event::Note { message })?;
    }
    if args.update {
        return update::all(batch, printer);
    }
    let count = batch.scenarios.len();
    if printer.prints_page() && count > 1 {
        return Ok(Err(Stop::usage(format!("`-o page` prints one page, and there are {count} scenarios"))
            .help("give one scenario, or `--pages` for the page after every step".to_owned())));
    }
    let is_much = printer.is_for_people() && count > 1 && printer.style().verbose == 0 && !args.pages;
    let telling = Telling { briefly: printer.format().is_report() || is_much, pages: args.pages };
    let tally = play::all(batch, telling, printer)?;
    Ok(Ok(if tally.failed > 0 { Status::Failed } else { Status::Done }))
}
