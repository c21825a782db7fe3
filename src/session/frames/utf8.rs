//! Whether bytes that come in pieces are UTF-8, told at the first byte that cannot be (RFC 6455 §8.1). Keeps no text.

/// Where the text ends to be UTF-8.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotUtf8 {
    /// In bytes from the start of the text.
    pub offset: u64,
    /// What is there, four bytes at most.
    pub bytes: Vec<u8>,
}

/// A text that comes in pieces.
#[derive(Debug, Default)]
pub struct Utf8 {
    /// The start of a character whose rest has not come.
    held: Vec<u8>,
    /// Bytes before it.
    seen: u64,
}

impl Utf8 {
    /// More of it.
    ///
    /// # Errors
    /// Where no continuation could make it UTF-8.
    pub fn push(&mut self, mut bytes: &[u8]) -> Result<(), NotUtf8> {
        if !self.held.is_empty() {
            let before = self.held.len();
            let mut joined = std::mem::take(&mut self.held);
            joined.extend_from_slice(&bytes[..bytes.len().min(4 - before)]);
            let whole = self.whole(&joined)?;
            if whole == 0 {
                return Ok(());
            }
            // what is left of `joined` is read again with the rest
            self.held.clear();
            bytes = &bytes[whole - before..];
        }
        self.whole(bytes).map(drop)
    }

    /// The end of the text; a next one may begin.
    ///
    /// # Errors
    /// Where it ends within a character.
    pub fn end(&mut self) -> Result<(), NotUtf8> {
        let last = std::mem::take(self);
        if last.held.is_empty() { Ok(()) } else { Err(NotUtf8 { offset: last.seen, bytes: last.held }) }
    }

    /// How many bytes of these are whole characters; the start of another is held.
    fn whole(&mut self, bytes: &[u8]) -> Result<usize, NotUtf8> {
        let whole = match std::str::from_utf8(bytes) {
            Ok(text) => text.len(),
            Err(error) => {
                let (whole, rest) = (error.valid_up_to(), &bytes[error.valid_up_to()..]);
                if error.error_len().is_some() {
                    let bytes = rest[..rest.len().min(4)].to_vec();
                    return Err(NotUtf8 { offset: self.seen + whole as u64, bytes });
                }
                self.held = rest.to_vec();
                whole
            }
        };
        self.seen += whole as u64;
        Ok(whole)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn judged(pieces: &[&[u8]]) -> Result<(), u64> {
        let mut utf8 = Utf8::default();
        pieces.iter().try_for_each(|piece| utf8.push(piece)).map_err(|error| error.offset)?;
        utf8.end().map_err(|error| error.offset)
    }

    #[test]
    fn the_first_byte_that_cannot_be_is_told_at_once() {
        let mut utf8 = Utf8::default();
        utf8.push(b"\xce\xba\xf4").unwrap();
        let error = utf8.push(b"\x90").unwrap_err();
        assert_eq!(error, NotUtf8 { offset: 2, bytes: b"\xf4\x90".to_vec() });
        assert_eq!(judged(&[b"\xe2\x82"]), Err(0));
        assert_eq!(judged(&[b"a\xe2", b"\x82", b"\xac", b"b"]), Ok(()));
    }

    proptest! {
        #[test]
        fn it_says_of_pieces_what_the_library_says_of_the_whole(
            bytes in prop::collection::vec(prop_oneof![any::<u8>(), Just(0x80), Just(0xe2), Just(0xf0), Just(0x61)], 0..12),
            text in "\\PC{0,4}",
            size in 1_usize..5,
        ) {
            let bytes = [text.as_bytes(), &bytes, text.as_bytes()].concat();
            let expected = std::str::from_utf8(&bytes).map(drop).map_err(|error| error.valid_up_to() as u64);
            prop_assert_eq!(judged(&bytes.chunks(size).collect::<Vec<_>>()), expected);
        }
    }
}
