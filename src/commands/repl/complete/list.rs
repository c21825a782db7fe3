//! Candidates in columns, to choose from. Pure.

use super::super::highlight::paint;
use super::Candidate;
use crate::render::{sanitize, width};

/// Rows of candidates that are shown at most.
const MOST_ROWS: usize = 20;
/// Columns between two columns, and before the first.
const GAP: usize = 2;

/// The candidates in lines of at most `room` columns: beside what each is, or side by side where nothing is said.
#[must_use]
pub fn listed(candidates: &[Candidate], room: usize, color: bool) -> String {
    let texts: Vec<String> =
        candidates.iter().map(|candidate| sanitize::line(&candidate.text).into_owned()).collect();
    let widest = texts.iter().map(|text| width::columns(text)).max().unwrap_or_default();
    let widest = widest.min(room.saturating_sub(2 * GAP)).max(1);
    let is_told = candidates.iter().any(|candidate| !candidate.about.is_empty());
    let across = if is_told { 1 } else { (room / (widest + GAP)).max(1) };
    let mut lines = String::new();
    for row in texts.chunks(across).zip(candidates.chunks(across)).take(MOST_ROWS) {
        let mut line = String::new();
        for (text, candidate) in row.0.iter().zip(row.1) {
            let text = width::cut(text, widest);
            let padding = widest - width::columns(&text) + GAP;
            line.push_str(&format!(
                "{:GAP$}{text}{:padding$}",
                "",
                "",
                padding = padding.saturating_sub(GAP)
            ));
            let left = room.saturating_sub(widest + 2 * GAP);
            let about = width::cut(&sanitize::line(&candidate.about), left).into_owned();
            if !about.is_empty() {
                let about = if color { paint::dim(&about) } else { about };
                line.push_str(&format!("{:GAP$}{about}", ""));
            }
        }
        lines.push_str(line.trim_end());
        lines.push('\n');
    }
    let hidden = candidates.len().saturating_sub(MOST_ROWS * across);
    if hidden > 0 {
        lines.push_str(&format!("{:GAP$}… and {hidden} more\n", ""));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_stands_beside_it() {
        let candidates =
            [Candidate::new("msg=", "text, required"), Candidate::new("漢=", "with \u{1b} in it")];
        assert_eq!(listed(&candidates, 40, false), "  msg=  text, required\n  漢=   with ␛ in it\n");
        assert_eq!(listed(&candidates, 16, false), "  msg=  text, r…\n  漢=   with ␛ …\n");
    }

    #[test]
    fn names_alone_stand_side_by_side_and_too_many_are_counted() {
        let names = |count: usize| {
            (0..count).map(|number| Candidate::new(format!("n{number:03}"), "")).collect::<Vec<_>>()
        };
        assert_eq!(listed(&names(5), 20, false), "  n000  n001  n002\n  n003  n004\n");
        let many = listed(&names(100), 20, false);
        assert_eq!((many.lines().count(), many.lines().last()), (21, Some("  … and 40 more")));
    }
}
