//! Bytes that are a text, and some that are looked for in one, sixteen at a time: what is to be escaped is rare.
//!
//! What is looked for is said by a function of [`is`], [`below`] and [`beyond`], joined by `|`.

use std::borrow::Cow;

use wide::u8x16;

/// So many bytes are looked at at once.
const BLOCK: usize = 16;

/// Where the first byte is that `hits` means.
#[inline]
pub(crate) fn first(text: &[u8], hits: impl Fn(u8x16) -> u8x16) -> Option<usize> {
    all(text, hits).next()
}

/// Where the bytes are that `hits` means, in order.
#[inline]
pub(crate) fn all(text: &[u8], hits: impl Fn(u8x16) -> u8x16) -> impl Iterator<Item = usize> {
    let hits = move |block| hits(u8x16::new(block)).to_bitmask();
    // the bytes that have not been looked at, the place of those that were last, and their hits that have not been given, as bits
    let (mut rest, mut next, mut found) = (text, 0, 0);
    std::iter::from_fn(move || {
        while found == 0 {
            if let Some((block, behind)) = rest.split_first_chunk() {
                (found, rest) = (hits(*block), behind);
            } else if rest.is_empty() {
                return None;
            } else {
                (found, rest) = (hits(short(rest)) & ((1 << rest.len()) - 1), &[]);
            }
            next += BLOCK;
        }
        let at = next - BLOCK + found.trailing_zeros() as usize;
        found &= found - 1;
        Some(at)
    })
}

/// How many bytes come before the first that `hits` means, and whether any is among them that `notes` means.
#[inline]
pub(crate) fn to_first(
    text: &[u8],
    hits: impl Fn(u8x16) -> u8x16,
    notes: impl Fn(u8x16) -> u8x16,
) -> (usize, bool) {
    let (mut length, mut noted) = (0, 0);
    while let (block, clean) = next(&text[length..], &hits)
        && clean > 0
    {
        noted |= notes(u8x16::new(block)).to_bitmask() & !(u32::MAX << clean);
        length += clean;
    }
    (length, noted != 0)
}

/// Copies what comes before the first byte that `hits` means, and gives how much that is; none where there is less room
/// than for a block more.
#[inline]
pub(crate) fn copy_to_first(from: &[u8], to: &mut [u8], hits: impl Fn(u8x16) -> u8x16) -> Option<usize> {
    let mut copied = 0;
    loop {
        let (block, clean) = next(&from[copied..], &hits);
        *to.get_mut(copied..)?.first_chunk_mut()? = block;
        copied += clean;
        if clean < BLOCK {
            return Some(copied);
        }
    }
}

/// The next block, filled up where there is less, and how many of its bytes come before the first that `hits` means.
#[inline]
fn next(text: &[u8], hits: impl Fn(u8x16) -> u8x16) -> ([u8; BLOCK], usize) {
    let block = text.first_chunk().copied().unwrap_or_else(|| short(text));
    let found = hits(u8x16::new(block)).to_bitmask();
    (block, BLOCK.min(text.len()).min(found.trailing_zeros() as usize))
}

/// Bytes as a text, in which what is not UTF-8 becomes U+FFFD: where all of it is, sooner than by [`String::from_utf8_lossy`].
pub(crate) fn lossy(bytes: &[u8]) -> Cow<'_, str> {
    str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// Less than a block, filled up. Two halves may overlap, and say the same there.
#[inline]
fn short(bytes: &[u8]) -> [u8; BLOCK] {
    let bits = |bytes: usize| 8 * bytes as u32;
    let word = if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        u128::from(u64::from_le_bytes(*first))
            | u128::from(u64::from_le_bytes(*last)) << bits(bytes.len() - 8)
    } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        u128::from(u32::from_le_bytes(*first))
            | u128::from(u32::from_le_bytes(*last)) << bits(bytes.len() - 4)
    } else {
        bytes.iter().rev().fold(0, |word, &byte| word << 8 | u128::from(byte))
    };
    word.to_le_bytes()
}

/// The bytes that are this one.
#[inline]
pub(crate) fn is(block: u8x16, byte: u8) -> u8x16 {
    block.simd_eq(u8x16::splat(byte))
}

/// The bytes below a limit.
#[inline]
pub(crate) fn below(block: u8x16, limit: u8) -> u8x16 {
    block.simd_lt(u8x16::splat(limit))
}

/// The bytes from a limit on.
#[inline]
pub(crate) fn beyond(block: u8x16, limit: u8) -> u8x16 {
    block.simd_ge(u8x16::splat(limit))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_not_utf_8_is_told_by_a_sign() {
        assert!(matches!(lossy("<p>é".as_bytes()), Cow::Borrowed("<p>é")));
        assert_eq!(lossy(b"<p>\xe9<\xf0\x9f"), "<p>\u{fffd}<\u{fffd}");
    }

    proptest! {
        #[test]
        fn all_are_found_wherever_they_are(
            text in prop::collection::vec(prop_oneof![Just(b'q'), 0x1c..0x40_u8, any::<u8>()], 0..60),
            (one, low, high) in (any::<u8>(), any::<u8>(), any::<u8>()),
        ) {
            let of = |is: &dyn Fn(u8) -> bool| -> Vec<usize> {
                text.iter().enumerate().filter(|(_, byte)| is(**byte)).map(|(at, _)| at).collect()
            };
            let found = |hits: &dyn Fn(u8x16) -> u8x16| all(&text, hits).collect::<Vec<_>>();
            prop_assert_eq!(found(&|block| is(block, one)), of(&|byte| byte == one));
            prop_assert_eq!(found(&|block| below(block, low)), of(&|byte| byte < low));
            prop_assert_eq!(found(&|block| beyond(block, high)), of(&|byte| byte >= high));
            let mut room = vec![0; text.len() + BLOCK];
            let clean = copy_to_first(&text, &mut room, |block| below(block, low)).unwrap();
            prop_assert_eq!(Some(clean), of(&|byte| byte < low).first().copied().or(Some(text.len())));
            prop_assert_eq!(&room[..clean], &text[..clean]);
            prop_assert_eq!(copy_to_first(&text, &mut room[..clean], |block| below(block, low)), None);
            let (length, noted) = to_first(&text, |block| below(block, low), |block| is(block, one));
            prop_assert_eq!((length, noted), (clean, text[..clean].contains(&one)));
            let any = |block| is(block, one) | below(block, low) | beyond(block, high);
            let expected = of(&|byte| byte == one || byte < low || byte >= high);
            prop_assert_eq!(first(&text, any), expected.first().copied());
            prop_assert_eq!(found(&any), expected);
        }
    }
}
