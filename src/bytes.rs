//! The first of some bytes in a text, looked for eight at a time: what is to be escaped is rare.
//!
//! What is looked for is said by a sum of [`is`], [`below`], [`beyond`] and the like: each gives the high bits of a word's bytes up to the
//! first that is meant. Behind it others may be set.

/// A byte in each place of a word.
const ONES: u64 = u64::from_ne_bytes([1; 8]);
const HIGHS: u64 = u64::from_ne_bytes([0x80; 8]);

/// What a text that ends within a word is filled up with: nobody looks for it.
const FILL: u8 = b'x';

/// Where the first byte is that `hits` means.
#[inline]
pub(crate) fn first(text: &[u8], hits: impl Fn(u64) -> u64) -> Option<usize> {
    let (words, rest) = text.as_chunks::<8>();
    let place = |at: usize, word| match hits(word) {
        0 => None,
        hits => Some(8 * at + hits.trailing_zeros() as usize / 8),
    };
    for (at, word) in words.iter().enumerate() {
        let found = place(at, u64::from_le_bytes(*word));
        if found.is_some() {
            return found;
        }
    }
    if rest.is_empty() { None } else { place(words.len(), ending(text, rest)) }
}

/// The last word of a text, of which `rest` is left: filled up.
#[inline]
fn ending(text: &[u8], rest: &[u8]) -> u64 {
    let bits = |bytes: usize| 8 * bytes as u32;
    let held = match (text.last_chunk(), rest) {
        (Some(last), _) => u64::from_le_bytes(*last) >> bits(8 - rest.len()),
        (None, [a, b, c, d, ..]) => {
            let last = rest.last_chunk().map_or(0, |last| u64::from(u32::from_le_bytes(*last)));
            u64::from(u32::from_le_bytes([*a, *b, *c, *d])) | last << bits(rest.len() - 4)
        }
        (None, [a, .., c]) => {
            let middle = u64::from(rest[rest.len() / 2]) << bits(rest.len() / 2);
            u64::from(*a) | middle | u64::from(*c) << bits(rest.len() - 1)
        }
        (None, [a]) => u64::from(*a),
        (None, []) => 0,
    };
    held | ((ONES * u64::from(FILL)) << bits(rest.len()))
}

/// The bytes that are this one.
#[inline]
pub(crate) fn is(word: u64, byte: u8) -> u64 {
    below(word ^ (ONES * u64::from(byte)), 1)
}

/// The bytes that are one of two which differ in a single bit.
#[inline]
pub(crate) fn either(word: u64, one: u8, other: u8) -> u64 {
    is(word & !(ONES * u64::from(one ^ other)), one & other)
}

/// The bytes that are a control below U+0020 or a quotation mark.
#[inline]
pub(crate) fn control_or_quote(word: u64) -> u64 {
    // with this bit turned the quotation mark comes before the space, and no control leaves its place
    const BIT: u8 = b'"' ^ b' ';
    below(word ^ (ONES * u64::from(BIT)), b' ' + 1)
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
            text in prop::collection::vec(prop_oneof![Just(b'q'), 0x1c..0x40_u8, any::<u8>()], 0..40),
            (low, high) in (0..=FILL, FILL + 1..=0x80),
            one in any::<u8>().prop_filter("nobody looks for it", |one| *one != FILL),
        ) {
            let of = |is: &dyn Fn(u8) -> bool| text.iter().position(|byte| is(*byte));
            prop_assert_eq!(first(&text, |word| is(word, one)), of(&|byte| byte == one));
            prop_assert_eq!(first(&text, |word| below(word, low)), of(&|byte| byte < low));
            prop_assert_eq!(first(&text, |word| beyond(word, high)), of(&|byte| byte >= high));
            let (quote, tag) = (|word| control_or_quote(word), |word| either(word, b'<', b'>'));
            prop_assert_eq!(first(&text, quote), of(&|byte| byte < b' ' || byte == b'"'));
            prop_assert_eq!(first(&text, tag), of(&|byte| byte == b'<' || byte == b'>'));
            let any = |word| is(word, one) | below(word, low) | beyond(word, high);
            prop_assert_eq!(first(&text, any), of(&|byte| byte == one || byte < low || byte >= high));
        }
    }
}
