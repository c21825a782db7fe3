//! Bytes that are a text, and some that are looked for in one, or are written otherwise in a copy of it, sixteen at a time:
//! what is to be escaped is rare.
//!
//! What is looked for is said by a function of [`is`], [`below`] and [`beyond`], joined by `|`.

use std::borrow::Cow;

use wide::u8x16;

/// So many bytes are looked at at once.
const BLOCK: usize = 16;

/// Which of all bytes are among these.
pub(crate) const fn among(bytes: &[u8]) -> [bool; 256] {
    let mut among = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        among[bytes[at] as usize] = true;
        at += 1;
    }
    among
}

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

/// Copies a text, in which `put` writes something else for the bytes that `hits` means and says how much. Gives how much is
/// written; none where `put` gives none, and where there is less room than for a block more.
#[inline]
pub(crate) fn copy(
    text: &[u8],
    to: &mut [u8],
    hits: impl Fn(u8x16) -> u8x16,
    put: impl Fn(u8, &mut [u8]) -> Option<usize>,
) -> Option<usize> {
    let (mut rest, mut at) = (text, 0);
    loop {
        let (block, length) = (filled(rest), BLOCK.min(rest.len()));
        *to.get_mut(at..)?.first_chunk_mut()? = block;
        let mut found = hits(u8x16::new(block)).to_bitmask() & ((1 << length) - 1);
        let mut copied = 0;
        while found != 0 {
            let hit = found.trailing_zeros() as usize;
            at += hit - copied;
            at += put(rest[hit], to.get_mut(at..)?)?;
            copied = hit + 1;
            *to.get_mut(at..)?.first_chunk_mut()? = filled(&rest[copied..]);
            found &= found - 1;
        }
        at += length - copied;
        rest = &rest[length..];
        if length < BLOCK {
            return Some(at);
        }
    }
}

/// The first block, filled up where there is less.
#[inline]
fn filled(text: &[u8]) -> [u8; BLOCK] {
    text.first_chunk().copied().unwrap_or_else(|| short(text))
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
            // twice, and none for a byte that is given
            let put = |byte, room: &mut [u8]| {
                room.get_mut(..2)?.fill(byte);
                (byte != high).then_some(2)
            };
            let mut room = vec![0; 2 * text.len() + BLOCK];
            let copied = copy(&text, &mut room, |block| below(block, low), put);
            let twice: Vec<u8> = text.iter().flat_map(|&byte| vec![byte; if byte < low { 2 } else { 1 }]).collect();
            let is_put = !text.iter().any(|&byte| byte < low && byte == high);
            prop_assert_eq!(copied.map(|copied| &room[..copied]), is_put.then_some(&*twice));
            prop_assert_eq!(copy(&text, &mut room[..twice.len()], |block| below(block, low), put), None);
            let any = |block| is(block, one) | below(block, low) | beyond(block, high);
            let expected = of(&|byte| byte == one || byte < low || byte >= high);
            prop_assert_eq!(first(&text, any), expected.first().copied());
            prop_assert_eq!(found(&any), expected);
        }
    }
}
