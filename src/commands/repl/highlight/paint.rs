//! A line and its parts → what a terminal is given: as many columns as the editor counts, whatever is in the line.

use std::borrow::Cow;
use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::{Part, Span};
use crate::render::{sanitize, width};

/// The longest line that is painted, in bytes. It is painted anew with every key, so that a longer one would be slow.
pub const LONGEST: usize = 4096;

impl Part {
    const fn style(self) -> Style {
        match self {
            Self::Command => Style::new().bold(),
            Self::Selector => AnsiColor::Magenta.on_default(),
            Self::Name => AnsiColor::Cyan.on_default(),
            Self::Value => AnsiColor::Green.on_default(),
            Self::Other => AnsiColor::Yellow.on_default(),
            Self::Wrong => AnsiColor::Red.on_default().underline(),
        }
    }
}

/// Whether a line is painted with colours.
#[must_use]
pub fn is_painted(line: &str) -> bool {
    line.len() <= LONGEST
}

/// The line as it goes to the terminal.
#[must_use]
pub fn painted(line: &str, color: bool, spans: impl FnOnce(&str) -> Vec<Span>) -> Cow<'_, str> {
    if !color || !is_painted(line) {
        return harmless(line);
    }
    let (mut painted, mut end) = (String::new(), 0);
    for (range, part) in spans(line) {
        painted.push_str(&harmless(&line[end..range.start]));
        end = range.end;
        let style = part.style();
        // writing to a String cannot fail; a colour does not go on over a line break
        for (number, row) in line[range].split('\n').enumerate() {
            let _ =
                write!(painted, "{}{style}{}{style:#}", if number > 0 { "\n" } else { "" }, harmless(row));
        }
    }
    painted.push_str(&harmless(&line[end..]));
    Cow::Owned(painted)
}

/// What comes from the history in gray behind the line.
#[must_use]
pub fn dim(text: &str) -> String {
    let style = Style::new().dimmed();
    format!("{style}{}{style:#}", harmless(text))
}

/// Without what would steer the terminal or is not shown: pasted or recalled, it takes the columns that the editor counts,
/// as dots.
fn harmless(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return Cow::Borrowed(text);
    }
    let (mut kept, mut copied) = (String::new(), 0);
    for (start, character) in sanitize::hidden(text).filter(|(_, c)| !matches!(c, '\n' | '\t')) {
        kept.push_str(&text[copied..start]);
        copied = start + character.len_utf8();
        let columns = if character.is_control() { 0 } else { width::columns(&text[start..copied]) };
        kept.extend(std::iter::repeat_n('·', columns));
    }
    kept.push_str(&text[copied..]);
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn painted(line: &str, color: bool) -> Cow<'_, str> {
        super::painted(line, color, crate::commands::repl::highlight::spans)
    }

    #[test]
    fn parts_have_their_colours() {
        assert_eq!(
            painted("/submit form a=1", true),
            "\u{1b}[1m/submit\u{1b}[0m \u{1b}[35mform\u{1b}[0m \u{1b}[36ma\u{1b}[0m=\u{1b}[32m1\u{1b}[0m"
        );
        assert_eq!(painted("{\"a\" 1}", true), "{\u{1b}[36m\"a\"\u{1b}[0m \u{1b}[4m\u{1b}[31m1\u{1b}[0m}");
        assert_eq!(painted("a=1", false), "a=1");
    }

    #[test]
    fn a_colour_ends_with_its_line() {
        assert_eq!(
            painted("a='b\nc'", true),
            "\u{1b}[36ma\u{1b}[0m=\u{1b}[32m'b\u{1b}[0m\n\u{1b}[32mc'\u{1b}[0m"
        );
    }

    #[test]
    fn what_is_pasted_steers_nothing() {
        assert_eq!(painted("a=\u{9b}31m\u{202e}\u{1b}[2Jé", false), "a=31m[2Jé");
        assert_eq!(
            painted("a=pay\u{200b}pal\u{feff}\u{3164}", true),
            "\u{1b}[36ma\u{1b}[0m=\u{1b}[32mpaypal\u{1b}[0m"
        );
        let long = format!("a={}\u{1b}", "x".repeat(LONGEST));
        assert_eq!(painted(&long, true).len(), LONGEST + 2);
    }
}
