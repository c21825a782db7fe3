//! Pieces of data as they are: messages, fragments, what a filter makes of a line.

use std::io::{self, Write as _};

use super::{Output, Style, sanitize};

/// Writes one piece with its end, a newline or NUL. A pipe gets every byte as it is, a terminal what does no harm to it.
///
/// # Errors
/// Those of the data stream.
pub fn write_piece(style: &Style, piece: &[u8], out: &mut Output) -> io::Result<()> {
    let data = out.data();
    if style.terminal {
        let text = String::from_utf8_lossy(piece);
        data.write_all(sanitize::lines(&text).as_bytes())?;
    } else {
        data.write_all(piece)?;
    }
    data.write_all(if style.nul { b"\0" } else { b"\n" })
}
