//! `simulate --watch`: plays again when a file is written.
//!
//! The files are looked at a few times a second rather than asking the system to tell: that is the same on every system,
//! on network drives and in containers, where systems tell nothing, and however an editor writes, in place or by a new file.

use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::gather;
use super::sources::Sources;
use crate::cli::Simulate;
use crate::commands::printer::Printer;
use crate::commands::{interrupt, reader};
use crate::event::Event;
use crate::quantity::counted;
use crate::status::{Status, Stop};

/// How long there is from one look at the files to the next.
const PACE: Duration = Duration::from_millis(150);

/// How much longer that is at the least than a look takes, where there are very many.
const REST: u32 = 10;

/// Plays, and plays again, until a signal comes, or nobody reads any more what is printed.
pub(super) async fn run(args: &Simulate, printer: &mut Printer) -> io::Result<Result<Status, Stop>> {
    // what is not there at the start was not meant
    if let Err(stop) = gather::files(&args.files) {
        return Ok(Err(stop));
    }
    loop {
        let mut sources = Sources::default();
        let found = gather::files(&args.files).unwrap_or_default();
        found.iter().for_each(|found| sources.watch(&found.path));
        if let Err(stop) = super::once(args, &mut sources, printer)? {
            printer.event(Event::Error { message: stop.message, help: stop.help })?;
        }
        let message = format!("watching {}; Ctrl-C ends it", counted(sources.len(), "file"));
        printer.event(Event::Note { message })?;
        printer.flush()?;
        let changed = tokio::select! {
            biased;
            signal = interrupt::heard() => return Ok(Ok(signal.status())),
            () = reader::gone() => return Err(io::ErrorKind::BrokenPipe.into()),
            changed = changed(&sources, &args.files) => changed,
        };
        if printer.style().terminal && printer.is_for_people() {
            printer.data(b"")?;
        }
        printer.event(Event::Note { message: told(&changed) })?;
    }
}

/// Waits until files have changed and stay as they are.
async fn changed(sources: &Sources, arguments: &[PathBuf]) -> Vec<PathBuf> {
    let mut before = None;
    loop {
        let begun = Instant::now();
        let found = gather::files(arguments).unwrap_or_default();
        let named = found.into_iter().map(|found| found.path).collect();
        let now = sources.changed(named);
        if !now.is_empty() && before.as_ref() == Some(&now) {
            return now.into_keys().collect();
        }
        before = Some(now);
        tokio::time::sleep(PACE.max(begun.elapsed() * REST)).await;
    }
}

fn told(changed: &[PathBuf]) -> String {
    let first = changed.first().map(PathBuf::as_path).unwrap_or(Path::new("")).display();
    match changed.len() {
        0 | 1 => format!("`{first}` has changed"),
        2 => format!("`{first}` and 1 other file have changed"),
        many => format!("`{first}` and {} other files have changed", many - 1),
    }
}
