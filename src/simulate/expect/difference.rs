//! What differs between what was expected and what was seen, as lines to read and as the value that would be right.

use std::fmt;

use serde_json::Value;
use similar::{Change, ChangeTag};

use crate::edits;

/// One thing that is not as expected.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// What was looked at.
    pub place: Place,
    /// Line by line: ` ` for what is as expected, `-` for what is missing, `+` for what is there instead.
    pub lines: Vec<String>,
    /// What was seen, written as an expectation of it.
    pub seen: Value,
}

/// A key of an expectation, and the selector under it where it has some.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Such as `html`.
    pub key: &'static str,
    /// Such as `#last`.
    pub selector: Option<String>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.selector {
            Some(selector) => write!(f, "`{}` of `{selector}`", self.key),
            None => write!(f, "`{}`", self.key),
        }
    }
}

/// The lines of the difference between two lists of texts, if there is one.
pub(super) fn between(wanted: &[String], seen: &[String]) -> Option<Vec<String>> {
    if wanted == seen {
        return None;
    }
    let lines = lines(wanted, seen);
    let tells = lines.iter().any(|line| !line.starts_with(' '));
    // texts that differ only in where one ends and the next begins
    Some(if tells { lines } else { self::lines(&written(wanted), &written(seen)) })
}

fn lines(wanted: &[String], seen: &[String]) -> Vec<String> {
    let [wanted, seen] =
        [wanted, seen].map(|items| items.iter().flat_map(|item| item.split('\n')).collect::<Vec<&str>>());
    let line = |change: Change<&str>| {
        let sign = match change.tag() {
            ChangeTag::Equal => ' ',
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
        };
        format!("{sign} {}", change.value())
    };
    let steps = edits::between(&wanted, &seen, None);
    steps.iter().flat_map(|step| step.iter_changes(&wanted, &seen)).map(line).collect()
}

/// The texts as JSON has them, a line each.
fn written(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| Value::from(text.as_str()).to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_and_what_came_instead_stand_below_each_other() {
        let wanted = ["a".to_owned(), "b".to_owned()];
        let seen = ["a".to_owned(), "c".to_owned()];
        assert_eq!(between(&wanted, &seen).unwrap(), ["  a", "- b", "+ c"]);
        assert_eq!(between(&wanted, &wanted), None);
    }

    #[test]
    fn texts_that_end_elsewhere_differ() {
        let (wanted, seen) = (["a\nb".to_owned()], ["a".to_owned(), "b".to_owned()]);
        assert_eq!(between(&wanted, &seen).unwrap(), [r#"- "a\nb""#, r#"+ "a""#, r#"+ "b""#]);
    }
}
