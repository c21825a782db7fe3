//! Where text is parted: what was entered at once into lines, a line into words. Pure.

use std::ops::Range;

use serde::de::IgnoredAny;

use super::command::Takes;
use super::command::sending::raw_of;

/// What parts words and is left out around a line.
pub(super) const SPACE: [char; 4] = [' ', '\t', '\r', '\n'];

/// A quote that is open at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unclosed;

/// Whether a line is a comment: `# text`, or `#` alone. Selectors have no white space behind it, and no item begins so.
pub(super) fn is_comment(line: &str) -> bool {
    line.strip_prefix('#').is_some_and(|rest| rest.is_empty() || rest.starts_with(SPACE))
}

/// What was entered at once, in lines: JSON and quoted values go on over line breaks, and `/raw` takes all that is left.
#[must_use]
pub fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_start_matches(SPACE);
    while !rest.is_empty() {
        let end = if raw_of(rest).is_some() { rest.len() } else { end_of_part(rest) };
        let (part, more) = rest.split_at(end);
        parts.push(part.strip_suffix('\n').unwrap_or(part));
        rest = more.trim_start_matches(SPACE);
    }
    parts
}

/// The lines of a file, each with its number from 1: JSON and quoted values go on over line breaks, and `/raw` ends with
/// its line.
#[must_use]
pub fn numbered_lines(text: &str) -> Vec<(usize, &str)> {
    let mut lines = Vec::new();
    let (mut rest, mut passed, mut number) = (text.trim_start_matches(SPACE), 0, 1);
    while !rest.is_empty() {
        let start = text.len() - rest.len();
        number += text[passed..start].matches('\n').count();
        passed = start;
        let end = match raw_of(rest) {
            Some(_) => rest.find('\n').unwrap_or(rest.len()),
            None => end_of_part(rest),
        };
        let (line, more) = rest.split_at(end);
        lines.push((number, line.trim_end_matches(['\r', '\n'])));
        rest = more.trim_start_matches(SPACE);
    }
    lines
}

/// Whether the text goes on over its end: a quote is open, or a bracket of JSON that is right so far. A string of JSON
/// does not go on: no line break may be in it.
#[must_use]
pub fn is_open(text: &str) -> bool {
    let text = text.trim_start_matches(SPACE);
    let mut passage = Passage::of(text);
    text.bytes().for_each(|byte| passage.pass(byte));
    passage.goes_on() && passage.is_right(text)
}

/// Where the first line break is that is in no quotes and, in JSON, in no brackets.
fn end_of_part(text: &str) -> usize {
    let mut passage = Passage::of(text);
    let ends = |byte| {
        let ends = byte == b'\n' && !passage.is_open();
        passage.pass(byte);
        ends
    };
    text.bytes().position(ends).unwrap_or(text.len())
}

/// Which quotes hold a line together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quoting {
    /// None: a command takes text as it is.
    None,
    /// Both kinds, around words.
    Words,
    /// The same in a command, which may take text too: an apostrophe within a word is one.
    Text,
    /// Double ones, and brackets.
    Json,
}

impl Quoting {
    fn of(text: &str) -> Self {
        if text.starts_with(['{', '[']) {
            return Self::Json;
        }
        if is_comment(text) {
            return Self::None;
        }
        let Some(command) = text.strip_prefix('/') else { return Self::Words };
        let name = command.split(char::is_whitespace).next().unwrap_or_default();
        match super::command::find(name) {
            Some(command) if command.takes.iter().copied().any(Takes::is_quoted) => Self::Text,
            _ => Self::None,
        }
    }
}

/// What is open at a place of a text.
#[derive(Debug)]
pub(super) struct Passage {
    quoting: Quoting,
    quote: Option<u8>,
    escaped: bool,
    in_word: bool,
    depth: usize,
}

impl Passage {
    /// At the start of a text; so much of it as tells what it is will do.
    pub(super) fn of(text: &str) -> Self {
        Self { quoting: Quoting::of(text), quote: None, escaped: false, in_word: false, depth: 0 }
    }

    fn is_open(&self) -> bool {
        self.quote.is_some() || self.depth > 0
    }

    /// Whether the next row belongs to the text.
    pub(super) fn goes_on(&self) -> bool {
        match self.quoting {
            Quoting::Json => self.depth > 0 && self.quote.is_none(),
            _ => self.is_open(),
        }
    }

    /// Whether more of it can make the text right: what is no JSON any more does not become any.
    pub(super) fn is_right(&self, text: &str) -> bool {
        let is_begun = || serde_json::from_str::<IgnoredAny>(text).err().is_some_and(|error| error.is_eof());
        self.quoting != Quoting::Json || is_begun()
    }

    /// Goes on by a byte.
    pub(super) fn pass(&mut self, byte: u8) {
        let json = self.quoting == Quoting::Json;
        let in_word = std::mem::replace(&mut self.in_word, byte.is_ascii_alphanumeric() || !byte.is_ascii());
        let is_apostrophe = in_word && self.quoting == Quoting::Text;
        match (byte, self.quote) {
            _ if self.quoting == Quoting::None => {}
            _ if self.escaped => self.escaped = false,
            (b'\\', Some(b'"')) => self.escaped = true,
            (b'"', None) => self.quote = Some(byte),
            (b'\'', None) if !json && !is_apostrophe => self.quote = Some(byte),
            (_, Some(open)) if byte == open => self.quote = None,
            (b'{' | b'[', None) if json => self.depth += 1,
            (b'}' | b']', None) if json => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }
}

/// A word of a line, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The bytes that it takes.
    pub range: Range<usize>,
    /// It, without its quotes.
    pub text: String,
    /// The quote that is open at its end.
    pub open: Option<char>,
}

/// Words parted by white space; single and double quotes hold it together, and in double quotes a backslash takes
/// the next quote or backslash as it is. Unlike in a shell, `#` starts no comment within a line: selectors begin with it.
pub(super) fn words(text: &str) -> Result<Vec<String>, Unclosed> {
    let words = placed_words(text);
    if words.last().is_some_and(|word| word.open.is_some()) {
        return Err(Unclosed);
    }
    Ok(words.into_iter().map(|word| word.text).collect())
}

/// The same with their places; the last may have a quote open.
#[must_use]
pub fn placed_words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut word: Option<Word> = None;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        if c.is_whitespace() && word.as_ref().is_none_or(|word| word.open.is_none()) {
            words.extend(word.take());
            continue;
        }
        let word = word.get_or_insert_with(|| Word { range: at..at, text: String::new(), open: None });
        word.range.end = at + c.len_utf8();
        match (c, word.open) {
            (_, Some(quote)) if c == quote => word.open = None,
            ('\\', Some('"')) => match characters.next_if(|(_, next)| matches!(next, '"' | '\\')) {
                Some((_, escaped)) => {
                    word.range.end += 1;
                    word.text.push(escaped);
                }
                None => word.text.push('\\'),
            },
            ('\'' | '"', None) => word.open = Some(c),
            _ => word.text.push(c),
        }
    }
    words.extend(word);
    words
}

/// The first word as it stands, and what is behind it: quotes and brackets hold it together, as in a selector.
pub(super) fn first_word(text: &str) -> Result<(&str, &str), Unclosed> {
    let (mut quote, mut depth) = (None, 0usize);
    for (at, c) in text.char_indices() {
        match (c, quote) {
            ('"' | '\'', None) => quote = Some(c),
            (_, Some(open)) if c == open => quote = None,
            (_, Some(_)) => {}
            ('[' | '(', None) => depth += 1,
            (']' | ')', None) => depth = depth.saturating_sub(1),
            (c, None) if depth == 0 && c.is_whitespace() => {
                return Ok((&text[..at], text[at..].trim_start()));
            }
            _ => {}
        }
    }
    if quote.is_some() { Err(Unclosed) } else { Ok((text, "")) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_parted_as_people_expect() {
        let words = |text: &str| words(text).unwrap();
        assert_eq!(
            words(r#"#a  b='x y' c="it's \"so\" \n" d=\e"#),
            ["#a", "b=x y", r#"c=it's "so" \n"#, r"d=\e"]
        );
        assert_eq!(words("a='' ''"), ["a=", ""]);
    }

    #[test]
    fn words_know_where_they_are_and_which_quote_is_open() {
        let word = |range, text: &str, open| Word { range, text: text.to_owned(), open };
        assert_eq!(
            placed_words("a='é \"' \"b\\\"c"),
            [word(0..8, "a=é \"", None), word(9..14, "b\"c", Some('"'))]
        );
    }

    #[test]
    fn what_is_pasted_is_parted_where_a_person_would() {
        assert_eq!(parts("msg=a\n\n  msg=b\n"), ["msg=a", "msg=b"]);
        assert_eq!(
            parts("{\n \"a}\\\"\": [\n1]}\n{\"b\":\n2}\n/page"),
            ["{\n \"a}\\\"\": [\n1]}", "{\"b\":\n2}", "/page"]
        );
        assert_eq!(parts("msg=\"a\nb\" n='\n'\nx=1"), ["msg=\"a\nb\" n='\n'", "x=1"]);
        assert_eq!(parts("x=1\n/raw <p>\nit's\n</p>\n"), ["x=1", "/raw <p>\nit's\n</p>"]);
        assert_eq!(parts("{\"a\": 1\nmsg=b"), ["{\"a\": 1\nmsg=b"]);
        assert_eq!(
            parts("/fill #a don't\n/fill #b 'it\ngoes on'\n/page [a='b\nc']"),
            ["/fill #a don't", "/fill #b 'it\ngoes on'", "/page [a='b\nc']"]
        );
        assert_eq!(parts("# don't\na=1\n#\n#b c"), ["# don't", "a=1", "#", "#b c"]);
        assert_eq!(parts("\n \n"), Vec::<&str>::new());
    }

    #[test]
    fn a_line_goes_on_while_a_quote_or_a_bracket_is_open() {
        for open in ["{", "{\"a\": [1,", "msg=\"a", "msg='", "/submit form msg='a", " [", "/page '[a"] {
            assert!(is_open(open), "{open}");
        }
        for closed in [
            "",
            "{}",
            "{\"a\" 1",
            "{nul",
            "{\"a}",
            "msg=a",
            "msg=\"a\"",
            "msg=\"a\\\"\"",
            "/raw it's {",
            "/close 4000 it's",
            "/nothing 'a",
            "/page don't",
        ] {
            assert!(!is_open(closed), "{closed}");
        }
    }

    #[test]
    fn a_selector_is_one_word() {
        let first = |text: &str| first_word(text).map(|(word, rest)| (word.to_owned(), rest.to_owned()));
        let pair = |word: &str, rest: &str| Ok((word.to_owned(), rest.to_owned()));
        assert_eq!(first("#a  it's  so"), pair("#a", "it's  so"));
        assert_eq!(first("[name=\"a b\"]:not(.x .y) z"), pair("[name=\"a b\"]:not(.x .y)", "z"));
        assert_eq!(first("'form .x'"), pair("'form .x'", ""));
        assert_eq!(first("'form"), Err(Unclosed));
    }

    #[test]
    fn a_file_is_read_line_by_line() {
        assert_eq!(
            numbered_lines("\n/raw a <b>\r\n{\"x\":\n 1}\n\nmsg='a\nb'\n"),
            [(2, "/raw a <b>"), (3, "{\"x\":\n 1}"), (6, "msg='a\nb'")]
        );
    }

    proptest! {
        #[test]
        fn parts_leave_nothing_out_but_space(text in "[ \n{}\\[\"'\\\\a/=raw]*") {
            let all = |text: &str| text.chars().filter(|c| !SPACE.contains(c)).collect::<String>();
            prop_assert_eq!(all(&parts(&text).concat()), all(&text));
        }
    }
}
