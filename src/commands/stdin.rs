//! Standard input, read to its end, by itself or where `-` stands for a file. On a terminal that says what it waits for, and one Ctrl-C ends it.

use std::fmt::Display;
use std::io::{self, IsTerminal as _, Read as _};
use std::path::Path;

use crate::render::{self, Output};
use crate::status::Stop;

/// What a file holds; `-` is standard input. `named` is how the file is told.
///
/// # Errors
/// Where it cannot be read.
pub fn or_file(path: &Path, named: impl Display) -> Result<Vec<u8>, Stop> {
    if path == Path::new("-") {
        return read();
    }
    std::fs::read(path).map_err(|error| Stop::unreadable(named, &error).help(None))
}

/// All of standard input.
///
/// # Errors
/// Where it cannot be read.
pub fn read() -> Result<Vec<u8>, Stop> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        // nobody is left to tell where this fails
        let _told = Output::stdio().diagnose(&render::note("reading standard input, up to Ctrl-D"));
    }
    let mut bytes = Vec::new();
    let read = stdin.lock().read_to_end(&mut bytes);
    read.map_err(|error| Stop::usage(format!("standard input cannot be read: {error}")))?;
    Ok(bytes)
}
