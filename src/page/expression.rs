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

    /// The same where a selector may stand too: as none begins with a slash, what does is wrong unless it is written so.
    ///
    /// # Errors
    /// Where the pattern is not a regular expression, or does not end as one.
    pub fn read_beside_selectors(written: &str) -> Option<Result<Self, String>> {
        let is_comment = written.starts_with("/*");
        Self::read(written)
            .or_else(|| (written.starts_with('/') && !is_comment).then(|| Err(unfinished(written))))
    }

    /// The same where any text may stand: only flags that there are not are wrong.
    ///
    /// # Errors
    /// Where the pattern is not a regular expression, or such flags follow it.
    pub fn read_beside_text(written: &str) -> Option<Result<Self, String>> {
        Self::read(written).or_else(|| has_other_flags(written).then(|| Err(unfinished(written))))
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

/// `/pattern/x`, `/pattern/gi`: with a flag of other languages. More letters are the end of a path.
fn has_other_flags(written: &str) -> bool {
    let Some((pattern, flags)) = written.strip_prefix('/').and_then(|rest| rest.rsplit_once('/')) else {
        return false;
    };
    let is_likely = flags.len() == 1 || flags.len() == 2 && flags.contains('i');
    !pattern.is_empty() && is_likely && flags.chars().all(|flag| "dgimsuvxy".contains(flag))
}

fn unfinished(written: &str) -> String {
    format!("`{written}` is no regular expression: write `/REGEX/` or `/REGEX/i`")
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
    fn beside_selectors_what_begins_with_a_slash_is_one_or_wrong() {
        let read = |written: &str| Expression::read_beside_selectors(written).map(|read| read.is_ok());
        assert_eq!(read("/a/"), Some(true));
        for wrong in ["/", "//", "/a", "/a/x"] {
            assert_eq!(read(wrong), Some(false), "{wrong}");
        }
        for selector in ["#a", "/* a */ p", "a/"] {
            assert_eq!(read(selector), None, "{selector}");
        }
    }

    #[test]
    fn beside_text_only_flags_that_there_are_not_are_wrong() {
        let read = |written: &str| Expression::read_beside_text(written).map(|read| read.is_ok());
        assert_eq!(read("/a/i"), Some(true));
        for wrong in ["/a/x", "/a/g", "/a/gi", "/a/im"] {
            assert_eq!(read(wrong), Some(false), "{wrong}");
        }
        for text in ["/", "/a", "//x", "/rooms/7", "/en/us", "/a/b", "1/2/x"] {
            assert_eq!(read(text), None, "{text}");
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
