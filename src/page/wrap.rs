//! The line breaks that `wrap=hard` puts into a textarea's value: where Chromium would break its lines.
//!
//! A stand-in for layout. Every character is as wide as the next, a tab goes to the next eighth column, and the
//! width of the scroll bar leaves room for one character more than `cols` says, as observed.

/// The room that a classic scroll bar leaves beside the columns asked for.
const SPARE_COLUMNS: usize = 1;
const TAB: usize = 8;

/// The text with a newline wherever a line of it is broken.
pub(super) fn wrap_hard(text: &str, columns: usize) -> String {
    let width = columns.saturating_add(SPARE_COLUMNS);
    text.split('\n').map(|line| wrap_line(line, width)).collect::<Vec<_>>().join("\n")
}

/// Breaks after white space, which hangs over the edge, and within what is too long for a line.
fn wrap_line(line: &str, width: usize) -> String {
    let mut out = String::with_capacity(line.len());
    let mut used = 0;
    let mut rest = line;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(piece_length(rest));
        rest = after;
        let letters = piece.trim_end_matches([' ', '\t']).chars().count();
        if used > 0 && letters > 0 && used + letters > width {
            out.push('\n');
            used = 0;
        }
        for char in piece.chars() {
            let hangs = char == ' ' || char == '\t';
            if used >= width && !hangs {
                out.push('\n');
                used = 0;
            }
            out.push(char);
            used = if char == '\t' { (used / TAB + 1) * TAB } else { used + 1 };
        }
    }
    out
}

/// The bytes up to the next place where a line may be broken: after spaces and tabs, and between a hyphen or
/// question mark and a letter.
fn piece_length(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        let Some(&(next_at, next)) = chars.peek() else { break };
        let is_space = |char: char| char == ' ' || char == '\t';
        let after_space = is_space(char) && !is_space(next);
        let after_mark = matches!(char, '-' | '?') && next.is_ascii_alphabetic() && at > 0;
        if after_space || after_mark {
            return next_at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_where_chromium_breaks_them() {
        let cases = [
            ("aaaa bbbb cccc dddd eeee", 10, "aaaa bbbb \ncccc dddd \neeee"),
            ("aaaaaaaaaaaaaaaaaaaaaaa", 10, "aaaaaaaaaaa\naaaaaaaaaaa\na"),
            ("aaaaaaaaaaa b", 10, "aaaaaaaaaaa \nb"),
            ("hello-world foo-bar baz", 10, "hello-world \nfoo-bar baz"),
            ("aaaa     bbbbbbbbbbbbbb c", 6, "aaaa     \nbbbbbbb\nbbbbbbb \nc"),
            ("https://example.com/path/to?x=1&y=2", 10, "https://exa\nmple.com/pa\nth/to?\nx=1&y=2"),
            ("\tfoo\tbar baz qux", 10, "\tfoo\t\nbar baz qux"),
            ("line one\n\nend", 12, "line one\n\nend"),
        ];
        for (text, columns, wrapped) in cases {
            assert_eq!(wrap_hard(text, columns), wrapped);
        }
    }
}
