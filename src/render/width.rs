//! Columns of a terminal: how many a text takes, where to cut and to wrap it.
//!
//! Text is measured by cluster (a character with what combines with it), so that no emoji or accent is torn apart.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr as _;

/// The columns that a text takes on one line.
#[must_use]
pub fn columns(text: &str) -> usize {
    if printable_ascii(text) { text.len() } else { clusters(text).map(cluster_columns).sum() }
}

/// The text, or as much of it as leaves room for `…` within `room` columns.
#[must_use]
pub fn cut(text: &str, room: usize) -> Cow<'_, str> {
    let (head, rest) = split(text, room);
    if rest.is_empty() {
        return Cow::Borrowed(head);
    }
    match room.checked_sub(1) {
        Some(left) => Cow::Owned(format!("{}…", split(text, left).0)),
        None => Cow::Borrowed(""),
    }
}

/// The first characters of a text, and `…` where there are more.
#[must_use]
pub fn start(text: &str, characters: usize) -> Cow<'_, str> {
    match text.char_indices().nth(characters) {
        Some((at, _)) => Cow::Owned(format!("{}…", &text[..at])),
        None => Cow::Borrowed(text),
    }
}

/// The longest beginning that fits into `room` columns, and what follows it.
#[must_use]
pub fn split(text: &str, room: usize) -> (&str, &str) {
    if text.len() <= room && printable_ascii(text) {
        return (text, "");
    }
    let mut taken = 0;
    let mut bytes = 0;
    for cluster in clusters(text) {
        taken += cluster_columns(cluster);
        if taken > room {
            break;
        }
        bytes += cluster.len();
    }
    text.split_at(bytes)
}

/// Like [`split`], but with one cluster at least, so that it gets on however narrow the room.
#[must_use]
pub(super) fn split_some(text: &str, room: usize) -> (&str, &str) {
    let (head, rest) = split(text, room);
    if head.is_empty() { text.split_at(cluster_end(text)) } else { (head, rest) }
}

/// Lines of at most `first` and then `rest` columns, broken at spaces, or within a word that is too long.
/// The first is empty where nothing fits into it.
pub(super) fn wrap(text: &str, first: usize, rest: usize) -> impl Iterator<Item = &str> {
    let mut left = Some(text);
    let mut room = first;
    std::iter::from_fn(move || {
        let text = left?;
        let (head, tail) = split_some(text, room);
        let narrow = room < rest;
        room = rest;
        if tail.is_empty() {
            left = None;
            return Some(head);
        }
        let (line, tail) = match head.rfind(' ') {
            _ if tail.starts_with(' ') => (head, tail),
            Some(space) => text.split_at(space),
            None if narrow => ("", text),
            None => (head, tail),
        };
        left = Some(tail.trim_start_matches(' '));
        Some(line.trim_end_matches(' '))
    })
}

fn printable_ascii(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

fn clusters(text: &str) -> impl Iterator<Item = &str> {
    let mut left = text;
    std::iter::from_fn(move || {
        if left.is_empty() {
            return None;
        }
        let (cluster, rest) = left.split_at(cluster_end(left));
        left = rest;
        Some(cluster)
    })
}

fn cluster_columns(cluster: &str) -> usize {
    if cluster.len() == 1 { 1 } else { cluster.width() }
}

/// Where the first cluster ends: near enough to UAX #29 for what a terminal shows.
fn cluster_end(text: &str) -> usize {
    let mut characters = text.char_indices().peekable();
    let Some((_, first)) = characters.next() else { return 0 };
    let mut flag = is_regional(first);
    let mut joined = false;
    for (index, character) in characters {
        let paired = flag && is_regional(character);
        if !(joined || paired || extends(character)) {
            return index;
        }
        flag = false;
        joined = character == '\u{200d}';
    }
    text.len()
}

fn is_regional(character: char) -> bool {
    matches!(character, '\u{1f1e6}'..='\u{1f1ff}')
}

fn extends(character: char) -> bool {
    !character.is_ascii()
        && (matches!(character, '\u{1f3fb}'..='\u{1f3ff}')
            || unicode_width::UnicodeWidthChar::width(character) == Some(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn wide_and_combining_characters_are_counted_as_they_are_shown() {
        assert_eq!(columns("日本"), 4);
        assert_eq!(columns("e\u{301}"), 1);
        assert_eq!(columns("👩\u{200d}👩\u{200d}👧"), 2);
        assert_eq!(columns("🇩🇪🇫🇷"), 4);
        assert_eq!(columns("👍\u{1f3fd}"), 2);
    }

    #[test]
    fn signs_that_belong_to_others_take_no_columns_of_their_own() {
        // variation selectors and keycaps
        assert_eq!(columns("❤\u{fe0f}"), 2);
        assert_eq!(columns("❤"), 1);
        assert_eq!(columns("1\u{fe0f}\u{20e3}"), 2);
        // a heart on fire, a flag without its other half
        assert_eq!(columns("❤\u{fe0f}\u{200d}🔥"), 2);
        assert_eq!(columns("🇩🇪🇫"), 3);
        // Hebrew with points, Arabic with a vowel sign, Devanagari, Thai, Hangul in parts
        assert_eq!(columns("שָׁלוֹם"), 4);
        assert_eq!(columns("مَرحبا"), 5);
        assert_eq!(columns("न\u{94d}"), 1);
        assert_eq!(columns("ก\u{e49}"), 1);
        assert_eq!(columns("\u{1112}\u{1161}\u{11ab}"), 2);
        assert_eq!(columns("ｱ"), 1);
    }

    #[test]
    fn what_fits_is_not_cut() {
        assert_eq!(cut("hello", 5), "hello");
        assert_eq!(cut("hello", 4), "hel…");
        assert_eq!(cut("hello", 1), "…");
        assert_eq!(cut("hello", 0), "");
        assert_eq!(cut("", 0), "");
    }

    #[test]
    fn nothing_is_cut_in_its_middle() {
        assert_eq!(cut("日本語", 4), "日…");
        assert_eq!(cut("a👩\u{200d}👧b", 3), "a…");
        assert_eq!(cut("ae\u{301}o", 2), "a…");
    }

    #[test]
    fn lines_break_at_spaces_and_within_what_is_too_long() {
        let wrapped = |text, first, rest| wrap(text, first, rest).collect::<Vec<_>>();
        assert_eq!(wrapped("one two  three", 4, 8), ["one", "two", "three"]);
        assert_eq!(wrapped("one two", 7, 7), ["one two"]);
        assert_eq!(wrapped("abcdefgh", 3, 4), ["", "abcd", "efgh"]);
        assert_eq!(wrapped("日本", 0, 0), ["日", "本"]);
        assert_eq!(wrapped("", 5, 5), [""]);
    }

    proptest! {
        #[test]
        fn what_is_cut_fits(text in "\\PC{0,40}", room in 0usize..50) {
            prop_assert!(columns(&cut(&text, room)) <= room);
        }

        #[test]
        fn what_is_split_is_whole(text in "(?s).{0,40}", room in 0usize..50) {
            let (head, rest) = split(&text, room);
            prop_assert_eq!(format!("{head}{rest}"), text);
        }

        #[test]
        fn wrapping_loses_only_spaces(text in "[a-c日é ]{0,60}", first in 0usize..9, rest in 0usize..9) {
            let lines: String = wrap(&text, first, rest).collect();
            prop_assert_eq!(lines.replace(' ', ""), text.replace(' ', ""));
        }
    }
}
