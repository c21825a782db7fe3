//! Regular expressions as people write them: `/pattern/`, or `/pattern/i` for any case. Knows no page.

use regex::{Regex, RegexBuilder};

/// The most memory that one takes, in bytes.
const LARGEST: usize = 1024 * 1024;

/// A regular expression that is looked for anywhere in a text.
#[derive(Debug, Clone)]
pub struct Expression {
    written: String,
    regex: Regex,
}

impl Expression {
    /// Reads `/pattern/` or `/pattern/i`; none where the text is not written so.
    ///
    /// # Errors
    /// Where the pattern is not a regular expression.
    pub fn read(written: &str) -> Option<Result<Self, String>> {
        let (pattern, folds_case) = parts(written)?;
        let built = RegexBuilder::new(pattern).case_insensitive(folds_case).size_limit(LARGEST).build();
        let read = built.map(|regex| Self { written: written.to_owned(), regex });
        Some(read.map_err(|error| wrong(pattern, &error)))
    }

    /// It, as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// Whether it is found in the text.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }

    /// The text without what it is found in.
    #[must_use]
    pub fn left_out_of(&self, text: &str) -> String {
        self.regex.replace_all(text, "").into_owned()
    }
}

impl PartialEq for Expression {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written
    }
}

/// The pattern, and whether an `i` follows it.
fn parts(written: &str) -> Option<(&str, bool)> {
    let rest = written.strip_prefix('/')?;
    let (pattern, folds_case) = match rest.strip_suffix("/i") {
        Some(pattern) => (pattern, true),
        None => (rest.strip_suffix('/')?, false),
    };
    (!pattern.is_empty()).then_some((pattern, folds_case))
}

/// What is wrong with it, without the drawing.
fn wrong(pattern: &str, error: &regex::Error) -> String {
    let told = match error {
        regex::Error::CompiledTooBig(_) => "it takes too much memory".to_owned(),
        error => {
            error.to_string().lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned()
        }
    };
    format!("`/{pattern}/` is not a regular expression: {told}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_is_written_between_slashes() {
        let is_in = |written: &str, text: &str| Expression::read(written).unwrap().unwrap().is_in(text);
        assert!(is_in("/l+o$/", "hello"));
        assert!(!is_in("/HELLO/", "hello"));
        assert!(is_in("/HELLO/i", "hello"));
        assert!(is_in("/a/b/", "a/b"));
        for other in ["#hello", "/", "//", "/a", "a/"] {
            assert_eq!(Expression::read(other), None, "{other}");
        }
    }

    #[test]
    fn what_is_none_says_why() {
        let wrong = |written: &str| Expression::read(written).unwrap().unwrap_err();
        assert_eq!(wrong("/a(/"), "`/a(/` is not a regular expression: unclosed group");
        assert_eq!(
            wrong("/(a{1000}){1000}/"),
            "`/(a{1000}){1000}/` is not a regular expression: it takes too much memory"
        );
    }
}
