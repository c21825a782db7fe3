//! What a change did to an element: its markup before and after as lines, those that are gone and those that came.

use std::time::Duration;

use similar::{ChangeTag, group_diff_ops};

use super::html_view::{self, Frame};
use super::pen::Pen;
use crate::edits;
use crate::event::Change;

/// Lines that are told around those that differ.
const AROUND: usize = 2;

/// How long the shortest difference is looked for; after that any is told.
const PATIENCE: Duration = Duration::from_millis(300);

/// What has become of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is there as before.
    Stays,
    /// It is gone.
    Goes,
    /// It is new.
    Comes,
    /// Lines that stay are passed over here.
    Gap,
}

impl Fate {
    /// What stands before the line.
    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Stays => "  ",
            Self::Goes => "- ",
            Self::Comes => "+ ",
            Self::Gap => "…",
        }
    }
}

/// The lines of a change, none wider than that. They have been through the sanitiser.
pub(super) fn lines(change: &Change, width: usize) -> Vec<(Fate, String)> {
    let (before, after) = (indented(&change.before, width), indented(&change.after, width));
    let (before, after): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let steps = edits::between(&before, &after, Some(PATIENCE));
    let mut lines = Vec::new();
    for (at, group) in group_diff_ops(steps, AROUND).iter().enumerate() {
        if at > 0 {
            lines.push((Fate::Gap, String::new()));
        }
        for line in group.iter().flat_map(|step| step.iter_changes(&before, &after)) {
            let fate = match line.tag() {
                ChangeTag::Equal => Fate::Stays,
                ChangeTag::Delete => Fate::Goes,
                ChangeTag::Insert => Fate::Comes,
            };
            lines.push((fate, line.value().to_owned()));
        }
    }
    lines
}

/// Markup in lines.
fn indented(html: &str, width: usize) -> String {
    let mut pen = Pen::new(false);
    html_view::write(&mut pen, html, Frame { indent: 0, width, skip: 0, limit: usize::MAX });
    pen.take()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_differ_are_told_with_those_around_them() {
        let list = |items: std::ops::Range<u8>, mark: &str| {
            let items: String =
                items.map(|item| format!("<li>{item}{}</li>", if item == 2 { mark } else { "" })).collect();
            format!("<ul id=\"u\">{items}</ul>")
        };
        let change = Change { element: "ul#u".to_owned(), before: list(0..12, ""), after: list(0..13, "!") };
        let shown: Vec<String> =
            lines(&change, 40).iter().map(|(fate, line)| format!("{}{line}", fate.sign())).collect();
        assert_eq!(
            shown,
            [
                "    <li>0</li>",
                "    <li>1</li>",
                "-   <li>2</li>",
                "+   <li>2!</li>",
                "    <li>3</li>",
                "    <li>4</li>",
                "…",
                "    <li>10</li>",
                "    <li>11</li>",
                "+   <li>12</li>",
                "  </ul>",
            ]
        );
    }
}
