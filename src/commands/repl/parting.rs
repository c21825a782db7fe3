//! Where text is parted: what was entered at once into lines, a line into words. Pure.

use std::iter::Peekable;
use std::str::Chars;

use super::command::sending::raw_of;

/// What parts words and is left out around a line.
pub(super) const SPACE: [char; 4] = [' ', '\t', '\r', '\n'];

/// A quote that is open at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unclosed;

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

/// Where the first line break is that is in no quotes and, in JSON, in no brackets. In a command's text an apostrophe
/// within a word is one.
fn end_of_part(text: &str) -> usize {
    let (json, command) = (text.starts_with(['{', '[']), text.starts_with('/'));
    let (mut quote, mut escaped, mut depth, mut in_word) = (None, false, 0usize, false);
    for (at, byte) in text.bytes().enumerate() {
        let apostrophe =
            command && std::mem::replace(&mut in_word, byte.is_ascii_alphanumeric() || !byte.is_ascii());
        match (byte, quote) {
            _ if escaped => escaped = false,
            (b'\\', Some(b'"')) => escaped = true,
            (b'"', None) => quote = Some(byte),
            (b'\'', None) if !json && !apostrophe => quote = Some(byte),
            (_, Some(open)) if byte == open => quote = None,
            (b'{' | b'[', None) if json => depth += 1,
            (b'}' | b']', None) if json => depth = depth.saturating_sub(1),
            (b'\n', None) if depth == 0 => return at,
            _ => {}
        }
    }
    text.len()
}

/// Words parted by white space; single and double quotes hold it together, and in double quotes a backslash takes
/// the next quote or backslash as it is. Unlike in a shell, `#` starts no comment: selectors begin with it.
pub(super) fn words(text: &str) -> Result<Vec<String>, Unclosed> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            c if c.is_whitespace() => words.extend(word.take()),
            '\'' | '"' => quoted(c, &mut chars, word.get_or_insert_default())?,
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    Ok(words)
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

/// The rest of a quoted part.
fn quoted(quote: char, chars: &mut Peekable<Chars<'_>>, word: &mut String) -> Result<(), Unclosed> {
    while let Some(c) = chars.next() {
        match c {
            c if c == quote => return Ok(()),
            '\\' if quote == '"' => {
                let escaped = chars.next_if(|next| matches!(next, '"' | '\\'));
                word.push(escaped.unwrap_or('\\'));
            }
            c => word.push(c),
        }
    }
    Err(Unclosed)
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
        assert_eq!(parts("\n \n"), Vec::<&str>::new());
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
