//! What differs between what was expected and what was seen, as lines to read.

use similar::{ChangeTag, TextDiff};

/// One thing that is not as expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What was looked at, such as "`sent`".
    pub what: String,
    /// Line by line: ` ` for what is as expected, `-` for what is missing, `+` for what is there instead.
    pub lines: Vec<String>,
}

impl Difference {
    /// The difference between two lists of texts, if there is one.
    pub(super) fn between(what: &str, wanted: &[String], seen: &[String]) -> Option<Self> {
        if wanted == seen {
            return None;
        }
        let text = |items: &[String]| items.iter().map(|item| format!("{item}\n")).collect::<String>();
        let (wanted, seen) = (text(wanted), text(seen));
        let diff = TextDiff::from_lines(&wanted, &seen);
        let lines = diff
            .iter_all_changes()
            .map(|change| {
                let sign = match change.tag() {
                    ChangeTag::Equal => ' ',
                    ChangeTag::Delete => '-',
                    ChangeTag::Insert => '+',
                };
                format!("{sign} {}", change.value().trim_end_matches('\n'))
            })
            .collect();
        Some(Self { what: what.to_owned(), lines })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_and_what_came_instead_stand_below_each_other() {
        let wanted = ["a".to_owned(), "b".to_owned()];
        let seen = ["a".to_owned(), "c".to_owned()];
        let difference = Difference::between("`sent`", &wanted, &seen).unwrap();
        assert_eq!(difference.lines, ["  a", "- b", "+ c"]);
        assert_eq!(Difference::between("`sent`", &wanted, &wanted), None);
    }
}
