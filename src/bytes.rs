//! The first of some bytes in a text, looked for eight at a time: what is to be escaped is rare.
//!
//! What is looked for is said by a sum of [`is`], [`below`] and [`beyond`]: each gives the high bits of a word's bytes up to the
//! first that is meant. Behind it others may be set.

/// A byte in each place of a word.
const ONES: u64 = u64::from_ne_bytes([1; 8]);
const HIGHS: u64 = u64::from_ne_bytes([0x80; 8]);

/// What a text that ends within a word is filled up with: nobody looks for it.
const FILL: u8 = b'x';

/// Where the first byte is that `hits` means.
#[inline]
pub(crate) fn first(text: &[u8], hits: impl Fn(u64) -> u64) -> Option<usize> {
    let (words, rest) = text.as_chunks();
    let place = |at: usize, word| match hits(u64::from_le_bytes(word)) {
        0 => None,
        hits => Some(at * size_of::<u64>() + hits.trailing_zeros() as usize / 8),
    };
    for (at, word) in words.iter().enumerate() {
        let found = place(at, *word);
        if found.is_some() {
            return found;
        }
    }
    let mut last = [FILL; size_of::<u64>()];
    for (byte, filled) in rest.iter().zip(&mut last) {
        *filled = *byte;
    }
    place(words.len(), last)
}

/// The bytes that are this one.
#[inline]
pub(crate) fn is(word: u64, byte: u8) -> u64 {
    below(word ^ (ONES * u64::from(byte)), 1)
}

/// The bytes below a limit of at most 0x80.
#[inline]
pub(crate) fn below(word: u64, limit: u8) -> u64 {
    word.wrapping_sub(ONES * u64::from(limit)) & !word & HIGHS
}

/// The bytes from a limit of at most 0x80 on.
#[inline]
pub(crate) fn beyond(word: u64, limit: u8) -> u64 {
    (word.wrapping_add(ONES * u64::from(0x80 - limit)) | word) & HIGHS
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_first_is_found_wherever_it_is(
            text in prop::collection::vec(prop_oneof![Just(b'q'), any::<u8>()], 0..40),
            (low, high) in (0..=FILL, FILL + 1..=0x80),
            one in any::<u8>().prop_filter("nobody looks for it", |one| *one != FILL),
        ) {
            let of = |is: &dyn Fn(u8) -> bool| text.iter().position(|byte| is(*byte));
            prop_assert_eq!(first(&text, |word| is(word, one)), of(&|byte| byte == one));
            prop_assert_eq!(first(&text, |word| below(word, low)), of(&|byte| byte < low));
            prop_assert_eq!(first(&text, |word| beyond(word, high)), of(&|byte| byte >= high));
            let any = |word| is(word, one) | below(word, low) | beyond(word, high);
            prop_assert_eq!(first(&text, any), of(&|byte| byte == one || byte < low || byte >= high));
        }
    }
}
