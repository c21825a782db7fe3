//! Frames as a server sends them, for tests.

/// A server's frame: its first byte, its length, and what it holds.
pub(crate) fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    let mut bytes = vec![first];
    match u16::try_from(payload.len()) {
        Ok(short @ ..126) => bytes.push(short as u8),
        Ok(long) => bytes.extend([&[126], &long.to_be_bytes()[..]].concat()),
        Err(_) => bytes.extend([&[127], &(payload.len() as u64).to_be_bytes()[..]].concat()),
    }
    bytes.extend_from_slice(payload);
    bytes
}
