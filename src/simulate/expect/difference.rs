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
        let lines = lines(wanted, seen);
        let tells = lines.iter().any(|line| !line.starts_with(' '));
        // texts that differ only in where one ends and the next begins
        let lines = if tells { lines } else { self::lines(&written(wanted), &written(seen)) };
        Some(Self { what: what.to_owned(), lines })
    }
}

fn lines(wanted: &[String], seen: &[String]) -> Vec<String> {
    let text = |items: &[String]| items.iter().map(|item| format!("{item}\n")).collect::<String>();
    let (wanted, seen) = (text(wanted), text(seen));
    let line = |change: similar::Change<&str>| {
        let sign = match change.tag() {
            ChangeTag::Equal => ' ',
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
        };
        format!("{sign} {}", change.value().trim_end_matches('\n'))
    };
    TextDiff::from_lines(&wanted, &seen).iter_all_changes().map(line).collect()
}

/// The texts as JSON has them, a line each.
fn written(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| serde_json::Value::from(text.as_str()).to_string()).collect()
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

    #[test]
    fn texts_that_end_elsewhere_differ() {
        let (wanted, seen) = (["a\nb".to_owned()], ["a".to_owned(), "b".to_owned()]);
        let difference = Difference::between("`sent`", &wanted, &seen).unwrap();
        assert_eq!(difference.lines, [r#"- "a\nb""#, r#"+ "a""#, r#"+ "b""#]);
    }
}
