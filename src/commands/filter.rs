//! Which messages are shown: those with a fragment for a selector, or whose text matches a regular expression.

use regex::{Regex, RegexBuilder};

use super::goal;
use crate::event::{Event, Payload, Record};
use crate::page::Selector;

/// The most memory that a regular expression takes, in bytes.
const LARGEST: usize = 1024 * 1024;

/// What a message must have to be shown.
#[derive(Debug, Clone)]
pub struct Filter {
    /// As it was written.
    written: String,
    wanted: Wanted,
}

#[derive(Debug, Clone)]
enum Wanted {
    Fragment(Selector),
    Text(Regex),
}

impl Filter {
    /// Reads `SELECTOR`, `/regex/` or `/regex/i`.
    ///
    /// # Errors
    /// Where it is neither.
    pub fn read(written: &str) -> Result<Self, String> {
        let wanted = match expression(written) {
            Some((pattern, folds_case)) => {
                let built =
                    RegexBuilder::new(pattern).case_insensitive(folds_case).size_limit(LARGEST).build();
                Wanted::Text(built.map_err(|error| wrong(pattern, &error))?)
            }
            None => Wanted::Fragment(Selector::parse(written).map_err(|error| error.to_string())?),
        };
        Ok(Self { written: written.to_owned(), wanted })
    }

    /// Whether something of a message is what is wanted.
    #[must_use]
    pub fn takes(&self, record: &Record) -> bool {
        match (&self.wanted, &record.event) {
            (Wanted::Fragment(selector), Event::Fragment(fragment)) => goal::fits(fragment, selector),
            (Wanted::Text(regex), Event::Message { payload: Payload::Text(text), .. }) => {
                regex.is_match(text)
            }
            _ => false,
        }
    }
}

impl PartialEq for Filter {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written
    }
}

/// The pattern of `/regex/`, and whether an `i` follows it.
fn expression(written: &str) -> Option<(&str, bool)> {
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

    fn text(text: &str) -> Record {
        let payload = Payload::Text(text.to_owned());
        Record {
            event: Event::Message { seq: 1, bytes: text.len(), wire_bytes: None, payload },
            step: None,
            socket: None,
            at: None,
        }
    }

    #[test]
    fn an_expression_is_held_against_the_text() {
        let takes = |filter: &str, message: &str| Filter::read(filter).unwrap().takes(&text(message));
        assert!(takes("/l+o$/", "hello"));
        assert!(!takes("/HELLO/", "hello"));
        assert!(takes("/HELLO/i", "hello"));
        assert!(takes("/a/b/", "a/b"));
        assert!(!takes("#hello", "hello"));
    }

    #[test]
    fn what_is_neither_says_why() {
        let wrong = |filter: &str| Filter::read(filter).unwrap_err();
        assert_eq!(wrong("/a(/"), "`/a(/` is not a regular expression: unclosed group");
        assert_eq!(
            wrong("/(a{1000}){1000}/"),
            "`/(a{1000}){1000}/` is not a regular expression: it takes too much memory"
        );
        assert_eq!(wrong("#["), "`#[` is not a valid selector: a selector is missing at character 3");
        assert!(wrong("/").contains("not a valid selector"));
    }
}
