//! The start of a binary message as people read bytes: hexadecimal, and what of it is printable.

use super::Human;
use super::rest::{Content, Rest};
use crate::render::pen::Role;

/// Bytes that are shown.
const SHOWN: usize = 48;

impl Human {
    /// The first bytes, and how many more there are.
    pub(super) fn hexdump(&mut self, bytes: &[u8], indent: usize) {
        let shown = bytes.len().min(SHOWN);
        self.hex_rows(&bytes[..shown], indent);
        if shown < bytes.len() {
            self.hidden(bytes.len() - shown, indent, "byte");
            self.rest = Some(Rest::new(Content::Bytes(bytes.to_owned()), shown, indent));
        }
    }

    pub(super) fn hex_rows(&mut self, bytes: &[u8], indent: usize) {
        let row = self.hex_row(indent);
        for bytes in bytes.chunks(row) {
            let hex: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            let printed: String = bytes
                .iter()
                .map(|&byte| if matches!(byte, b' '..=b'~') { char::from(byte) } else { '.' })
                .collect();
            self.pen.spaces(indent).put(Role::Plain, &hex.join(" "));
            self.pen.pad_to(indent + row * 3 - 1, 0).spaces(2).put(Role::Dim, &format!("|{printed}|")).end();
        }
    }

    /// Bytes of a row: sixteen, or fewer where the line is too short for them.
    pub(super) fn hex_row(&self, indent: usize) -> usize {
        match self.style.width.saturating_sub(indent) {
            67.. => 16,
            35.. => 8,
            19.. => 4,
            _ => 2,
        }
    }
}
