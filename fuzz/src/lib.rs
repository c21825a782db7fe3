//! What the targets share: how bytes become text that is worth reading, and what must hold of a page.

#[path = "../../tests/support/whole.rs"]
pub mod whole;

pub mod memory;

/// The text that bytes stand for: ASCII is itself, so that a corpus can be read and seeded with files; every other byte is
/// one of `tokens`, so that a step of the fuzzer puts in, takes out or exchanges a whole tag, attribute or keyword.
#[must_use]
pub fn text(bytes: &[u8], tokens: &[&str]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for &byte in bytes {
        match byte {
            0..0x80 => text.push(char::from(byte)),
            _ => text.push_str(tokens[usize::from(byte - 0x80) % tokens.len()]),
        }
    }
    text
}

/// The first byte, which says how, and the rest, which says what.
#[must_use]
pub fn split(data: &[u8]) -> (u8, &[u8]) {
    data.split_first().map_or((0, data), |(&first, rest)| (first, rest))
}
