//! Standard input, read to its end. On a terminal that says what it waits for, and one Ctrl-C ends it.

use std::io::{self, IsTerminal as _, Read as _};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::render::{self, Output};
use crate::status::Stop;

/// Whether a read is under way: until it ends, no command answers Ctrl-C.
static READING: AtomicBool = AtomicBool::new(false);

/// All of standard input.
///
/// # Errors
/// Where it cannot be read.
pub fn read() -> Result<Vec<u8>, Stop> {
    let stdin = io::stdin();
    READING.store(true, Ordering::SeqCst);
    if stdin.is_terminal() {
        // nobody is left to tell where this fails
        let _told = Output::stdio().diagnose(&render::note("reading standard input, up to Ctrl-D"));
    }
    let mut bytes = Vec::new();
    let read = stdin.lock().read_to_end(&mut bytes);
    READING.store(false, Ordering::SeqCst);
    read.map_err(|error| Stop::usage(format!("standard input cannot be read: {error}")))?;
    Ok(bytes)
}

/// Whether standard input is being read.
#[must_use]
pub fn is_being_read() -> bool {
    READING.load(Ordering::SeqCst)
}
