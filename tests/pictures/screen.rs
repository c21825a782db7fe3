//! What a terminal shows as rows of text in colours, without the times that differ from run to run.

use regress::Regex;
use vt100::{Cell, Color, Screen};

/// How a stretch of text looks.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Look {
    /// One of the eight colours of terminals; none is the text's own.
    pub colour: Option<u8>,
    pub bold: bool,
    pub dim: bool,
    pub underlined: bool,
}

/// A stretch of one look.
pub type Run = (String, Look);

/// A row from its left, without blanks at its end.
pub type Row = Vec<Run>;

/// The rows of a screen down to the last that is not blank.
pub fn rows(screen: &Screen) -> Vec<Row> {
    let (rows, columns) = screen.size();
    let mut rows: Vec<Row> = (0..rows.get()).map(|row| runs(screen, row, columns.get())).collect();
    let shown = rows.iter().rposition(|row| !row.is_empty()).map_or(0, |last| last + 1);
    rows.truncate(shown);
    rows
}

fn runs(screen: &Screen, row: u16, columns: u16) -> Row {
    let mut runs: Row = Vec::new();
    for column in 0..columns {
        let cell = screen.cell(row, column).expect("a cell of the screen");
        if cell.is_wide_continuation() {
            continue;
        }
        let text = if cell.has_contents() { cell.contents() } else { " " };
        let look = look(cell);
        match runs.last_mut() {
            Some((run, same)) if *same == look || text == " " && !look.underlined && !same.underlined => {
                run.push_str(text);
            }
            _ => runs.push((text.to_owned(), look)),
        }
    }
    while let Some((text, _)) = runs.last_mut() {
        text.truncate(text.trim_end().len());
        if !text.is_empty() {
            break;
        }
        runs.pop();
    }
    runs
}

fn look(cell: &Cell) -> Look {
    let colour = match cell.fgcolor() {
        Color::Default => None,
        Color::Idx(index @ 0..8) => Some(index),
        other => panic!("no picture has a place for {other:?}"),
    };
    assert!(cell.bgcolor() == Color::Default && !cell.inverse(), "no picture has a place for backgrounds");
    Look { colour, bold: cell.bold(), dim: cell.dim(), underlined: cell.underline() }
}

/// Puts other times of day in, two milliseconds after one another, and makes it two milliseconds until anything came.
pub fn timeless(rows: &mut [Row]) {
    let time = Regex::new(r"\d\d:\d\d:\d\d\.\d{3}").expect("a pattern");
    let span = Regex::new(r"(?<=\+|\bin )\d+ ms\b").expect("a pattern");
    let mut milliseconds = (204..).step_by(2);
    for (text, _) in rows.iter_mut().flatten() {
        let mut rest = std::mem::take(text);
        while let Some(found) = time.find(&rest) {
            let next = milliseconds.next().unwrap_or_default();
            *text += &format!("{}14:02:11.{next}", &rest[..found.start()]);
            rest = rest.split_off(found.end());
        }
        *text += &span.replace_all(&rest, "2 ms");
    }
}
