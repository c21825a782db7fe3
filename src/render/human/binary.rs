//! The start of a binary message as people read bytes: hexadecimal, and what of it is printable.

use super::Human;
use crate::render::pen::Role;

/// Bytes that are shown.
const SHOWN: usize = 48;

impl Human {
    /// Rows of sixteen bytes, of eight or four where the line is too short for them.
    pub(super) fn hexdump(&mut self, bytes: &[u8], indent: usize) {
        let room = self.style.width.saturating_sub(indent);
        let row = if room >= 67 {
            16
        } else if room >= 35 {
            8
        } else {
            4
        };
        let shown = &bytes[..bytes.len().min(SHOWN)];
        for bytes in shown.chunks(row) {
            let hex: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            let printed: String = bytes
                .iter()
                .map(|&byte| if matches!(byte, b' '..=b'~') { char::from(byte) } else { '.' })
                .collect();
            self.pen.spaces(indent).put(Role::Plain, &hex.join(" "));
            self.pen.pad_to(indent + row * 3 - 1, 0).spaces(2).put(Role::Dim, &format!("|{printed}|")).end();
        }
        self.more(bytes.len() - shown.len(), indent, "byte");
    }
}
