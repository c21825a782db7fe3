//! `hxws config`: what is in force, and from where. Touches no network.

use std::io;

use super::printer::Printer;
use crate::cli::Config;
use crate::event::{Event, Source};
use crate::render::Format;
use crate::status::{Status, Stop};

/// Runs the command.
///
/// # Errors
/// Those of standard output.
pub fn run(args: &Config, printer: &mut Printer) -> Result<Result<Status, Stop>, io::Error> {
    printer.set_times(false);
    if args.path {
        for path in &args.paths {
            printer.data(path.as_os_str().as_encoded_bytes())?;
        }
        return Ok(Ok(Status::Done));
    }
    if !matches!(printer.format(), Format::Human | Format::Json) {
        let stop = Stop::usage("`config` has neither fragments, messages nor a page to print")
            .help("use `-o human` or `-o json`".to_owned());
        return Ok(Err(stop));
    }
    if let Some(written) = args.target.as_deref().filter(|written| !written.starts_with('@')) {
        let stop = Stop::usage(format!("`{written}` is not the name of a target"))
            .help(format!("write `hxws config @{written}`"));
        return Ok(Err(stop));
    }
    let listed = args.settings.iter().filter(|setting| args.all || setting.source != Source::BuiltIn);
    for setting in listed {
        printer.event(Event::Setting(setting.clone()))?;
    }
    if args.settings.iter().all(|setting| setting.source == Source::BuiltIn) {
        let message = match args.paths.first() {
            Some(own) => format!("nothing is set; your own settings go into `{}`", own.display()),
            None => "nothing is set: no configuration is read".to_owned(),
        };
        printer.event(Event::Note { message })?;
    }
    Ok(Ok(Status::Done))
}
