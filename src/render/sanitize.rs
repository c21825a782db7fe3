//! Makes hostile text harmless, and shows what it was: a debugger hides no byte.
//!
//! Controls become pictures (`␛`), other characters that steer or hide text become `\u{202e}`. Knows no format.

use std::borrow::Cow;
use std::fmt::Write as _;

/// For one line: newlines and tabs become pictures too.
#[must_use]
pub fn line(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        Cow::Borrowed(text)
    } else {
        visible(text, false)
    }
}

/// For several lines: newlines and tabs stay.
#[must_use]
pub fn lines(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t')) {
        Cow::Borrowed(text)
    } else {
        visible(text, true)
    }
}

fn visible(text: &str, layout: bool) -> Cow<'_, str> {
    let mut shown = String::new();
    let mut copied = 0;
    for (start, character) in hidden(text) {
        if layout && matches!(character, '\n' | '\t') {
            continue;
        }
        shown.push_str(&text[copied..start]);
        copied = start + character.len_utf8();
        picture(character, &mut shown);
    }
    if shown.is_empty() {
        return Cow::Borrowed(text);
    }
    shown.push_str(&text[copied..]);
    Cow::Owned(shown)
}

/// The characters that a terminal obeys, or that it does not show, and where they are; newlines and tabs are among them.
pub fn hidden(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut before = Before::default();
    let mut characters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (start, character) = characters.next()?;
            let next = characters.peek().map(|&(_, next)| next);
            let kept = match character {
                '\u{200d}' => before.emoji() && next.is_some_and(is_emoji),
                '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => before.takes_selector(character, next),
                _ => !is_hidden(character),
            };
            before.pass(character);
            if !kept {
                return Some((start, character));
            }
        }
    })
}

fn picture(character: char, shown: &mut String) {
    match character {
        '\0'..='\u{1f}' => shown.extend(char::from_u32(0x2400 + u32::from(character))),
        '\u{7f}' => shown.push('\u{2421}'),
        _ => {
            // writing to a String cannot fail
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(character));
        }
    }
}

/// The characters that decide whether a joiner or a variation selector belongs to a visible sequence.
#[derive(Default)]
struct Before {
    last: Option<char>,
    /// The one before a selector or a skin tone.
    base: Option<char>,
}

impl Before {
    fn pass(&mut self, character: char) {
        let extends = matches!(character, '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}');
        self.base = if extends { self.last } else { None };
        self.last = Some(character);
    }

    /// Whether an emoji ends here, with its selector or skin tone.
    fn emoji(&self) -> bool {
        self.last.is_some_and(is_emoji) || self.last == Some('\u{fe0f}') && self.base.is_some_and(is_emoji)
    }

    /// One selector after what has variants: emoji, keycaps, ideographs. More would hide data in them.
    fn takes_selector(&self, selector: char, next: Option<char>) -> bool {
        let Some(last) = self.last else { return false };
        match selector {
            '\u{fe0e}' | '\u{fe0f}' if matches!(last, '0'..='9' | '#' | '*') => next == Some('\u{20e3}'),
            '\u{fe0e}' | '\u{fe0f}' => is_emoji(last),
            _ => matches!(last, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}'),
        }
    }
}

fn is_emoji(character: char) -> bool {
    matches!(character,
        '\u{1f000}'..='\u{1faff}' | '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}' | '\u{2460}'..='\u{27bf}'
        | '\u{2900}'..='\u{297f}' | '\u{2b00}'..='\u{2bff}' | '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}'
        | '\u{2122}' | '\u{2139}' | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}')
}

/// Controls (C0, DEL, C1) and what Unicode calls format characters or ignorable by default:
/// what directs, joins or fills without being seen. Arabic signs that are seen (U+0600…) stay.
fn is_hidden(character: char) -> bool {
    matches!(character,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{70f}'
        | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn harmless_text_is_borrowed() {
        assert!(matches!(line("plain, naïve, 日本語, Ελλάδα"), Cow::Borrowed(_)));
        assert!(matches!(lines("a\n\tb"), Cow::Borrowed(_)));
    }

    #[test]
    fn controls_become_pictures() {
        assert_eq!(line("\u{1b}[31mred\0\r\n\t\u{7f}\u{9b}2J"), "␛[31mred␀␍␊␉␡\\u{9b}2J");
        assert_eq!(lines("a\r\n\tb\u{b}"), "a␍\n\tb␋");
    }

    #[test]
    fn what_steers_or_hides_text_is_spelt_out() {
        assert_eq!(line("a\u{202e}b\u{2066}c\u{200f}"), "a\\u{202e}b\\u{2066}c\\u{200f}");
        assert_eq!(line("pay\u{200b}pal\u{feff}\u{2028}\u{ad}"), "pay\\u{200b}pal\\u{feff}\\u{2028}\\u{ad}");
        assert_eq!(line("\u{e0041}\u{3164}"), "\\u{e0041}\\u{3164}");
    }

    #[test]
    fn emoji_sequences_stay_whole() {
        for kept in [
            "👩\u{200d}👩\u{200d}👧",
            "❤\u{fe0f}\u{200d}🔥",
            "👩\u{1f3fd}\u{200d}🚀",
            "1\u{fe0f}\u{20e3}",
            "葛\u{e0100}",
        ] {
            assert_eq!(line(kept), kept);
        }
    }

    #[test]
    fn joiners_and_selectors_outside_of_sequences_are_shown() {
        assert_eq!(line("a\u{200d}b"), "a\\u{200d}b");
        assert_eq!(line("🔥\u{200d}x"), "🔥\\u{200d}x");
        assert_eq!(line("🔥\u{fe0f}\u{fe0f}\u{e0101}"), "🔥\u{fe0f}\\u{fe0f}\\u{e0101}");
        assert_eq!(line("1\u{fe0f}2"), "1\\u{fe0f}2");
    }

    fn any_text() -> impl Strategy<Value = String> {
        prop::collection::vec(
            prop_oneof![
                any::<char>(),
                prop::char::range('\0', '\u{9f}'),
                prop::char::range('\u{2000}', '\u{206f}')
            ],
            0..60,
        )
        .prop_map(String::from_iter)
    }

    proptest! {
        #[test]
        fn nothing_that_steers_a_terminal_is_left(text in any_text()) {
            let steers = |c: char| c.is_control()
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}');
            prop_assert!(!line(&text).chars().any(steers));
            prop_assert!(!lines(&text).chars().any(|c| steers(c) && c != '\n' && c != '\t'));
        }

        #[test]
        fn what_is_harmless_stays_as_it_is(text in "[ -~à-ÿ一-龥]{0,40}") {
            prop_assert_eq!(line(&text), text.as_str());
        }
    }
}
