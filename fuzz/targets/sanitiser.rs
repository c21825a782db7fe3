//! What a server sends, shown in a terminal: nothing that steers it is left, and nothing of the text is lost.
#![no_main]

use hxws::render::sanitize::{line, lines};
use hxws_fuzz::memory;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    memory::within(64 << 20, || {
        let (one, several) = (line(&text), lines(&text));
        check(&text, &one, false);
        check(&text, &several, true);
        // what is harmless already stays as it is
        assert_eq!(line(&one), one);
        assert_eq!(lines(&several), several);
    });
});

/// Reads the shown text beside the original: each character is itself, a picture of itself, or spelt out.
fn check(text: &str, shown: &str, layout: bool) {
    let mut left = shown;
    let mut before = None;
    for character in text.chars() {
        if let Some(rest) = left.strip_prefix(character) {
            let is_layout = layout && matches!(character, '\n' | '\t');
            assert!(is_layout || !steers(character), "{character:?} is left of {text:?}");
            assert!(!joins(character) || before.is_some(), "{character:?} begins {text:?}");
            left = rest;
        } else {
            let picture = match u32::from(character) {
                control @ 0..0x20 => char::from_u32(0x2400 + control).map(String::from),
                0x7f => Some("\u{2421}".to_owned()),
                other => Some(format!("\\u{{{other:x}}}")),
            };
            let rest = picture.and_then(|picture| left.strip_prefix(&picture));
            left = rest.unwrap_or_else(|| panic!("{character:?} of {text:?} is not in {shown:?}"));
        }
        before = Some(character);
    }
    assert_eq!(left, "", "more is shown than there is: {text:?}");
}

/// Unicode 16: controls, separators of lines, and all that is ignorable by default or directs text (`Bidi_Control`,
/// `Default_Ignorable_Code_Point`), but for what joins emoji and chooses variants.
fn steers(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e00ff}'
            | '\u{e01f0}'..='\u{e0fff}')
}

/// Joiners and variation selectors: visible only with what is before them.
fn joins(character: char) -> bool {
    matches!(character, '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}
