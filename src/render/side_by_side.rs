//! What was expected beside what came instead, in two columns.

use super::pen::{Pen, Role};
use super::{Style, sanitize, width};
use crate::event::Missing;

/// The columns before the table, and between its columns.
const INDENT: usize = 2;
const APART: usize = 2;

/// The columns of what was expected where lines have no end.
const WIDEST: usize = 60;

const HEADINGS: (&str, &str) = ("expected", "came");

/// Writes a heading, and for each thing that is missing a row or several.
pub(super) fn write(pen: &mut Pen, style: &Style, missing: &[Missing]) {
    if missing.is_empty() {
        return;
    }
    let expected = missing.iter().map(|missing| format!("{} {}", missing.option, missing.expected));
    let expected: Vec<String> = expected.map(|text| sanitize::line(&text).into_owned()).collect();
    let longest = expected.iter().map(|text| width::columns(text)).max().unwrap_or_default();
    let most = if style.error_width == usize::MAX { WIDEST } else { style.error_width / 2 };
    let left = longest.min(most.saturating_sub(INDENT + APART)).max(HEADINGS.0.len());
    row(pen, style, left, (Role::Dim, HEADINGS.0, HEADINGS.1));
    for (expected, missing) in expected.iter().zip(missing) {
        let came: Vec<&str> = missing.came.iter().map(String::as_str).collect();
        let came = if came.is_empty() { vec!["nothing"] } else { came };
        let lines: Vec<&str> = width::wrap(expected, left, left).collect();
        for at in 0..lines.len().max(came.len()) {
            let (expected, came) = (lines.get(at).copied(), came.get(at).copied());
            let came = sanitize::line(came.unwrap_or_default());
            row(pen, style, left, (Role::Plain, expected.unwrap_or_default(), &came));
        }
    }
}

fn row(pen: &mut Pen, style: &Style, left: usize, (role, expected, came): (Role, &str, &str)) {
    pen.spaces(INDENT).put(role, expected);
    if !came.is_empty() {
        pen.pad_to(INDENT + left, 0).spaces(APART);
        let room = style.error_width.saturating_sub(pen.column());
        pen.put(role, &width::cut(came, room));
    }
    pen.end();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(error_width: usize, missing: &[Missing]) -> String {
        let mut pen = Pen::new(false);
        write(&mut pen, &Style { error_width, ..Style::default() }, missing);
        pen.take()
    }

    fn missing(option: &'static str, expected: &str, came: &[&str]) -> Missing {
        let came = came.iter().map(|&text| text.to_owned()).collect();
        Missing { option, expected: expected.to_owned(), came }
    }

    #[test]
    fn what_came_stands_beside_what_was_expected() {
        let rows = [
            missing("--expect", "#total", &["#totla: 5", "#last: \u{1b}[2J"]),
            missing("--expect-page", "#count=5", &["4"]),
            missing("--expect", "/x/", &[]),
        ];
        assert_eq!(
            table(usize::MAX, &rows),
            "  expected                came\n\
             \x20 --expect #total         #totla: 5\n\
             \x20                         #last: ␛[2J\n\
             \x20 --expect-page #count=5  4\n\
             \x20 --expect /x/            nothing\n"
        );
    }

    #[test]
    fn a_narrow_terminal_has_both_columns() {
        let rows = [missing("--expect-page", "#count=a long text", &["日本語日本語日本語日本語", "x"])];
        assert_eq!(
            table(36, &rows),
            "  expected        came\n\
             \x20 --expect-page   日本語日本語日本…\n\
             \x20 #count=a long   x\n\
             \x20 text\n"
        );
    }
}
