//! Which messages are shown: those with a fragment for a selector, or whose text matches a regular expression.

use super::goal;
use crate::event::{Event, Payload, Record};
use crate::page::{Expression, Selector};

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
    Text(Expression),
}

impl Filter {
    /// Reads `SELECTOR`, `/regex/` or `/regex/i`.
    ///
    /// # Errors
    /// Where it is neither.
    pub fn read(written: &str) -> Result<Self, String> {
        let wanted = match Expression::read(written) {
            Some(expression) => Wanted::Text(expression?),
            None => Wanted::Fragment(Selector::parse(written).map_err(|error| error.to_string())?),
        };
        Ok(Self { written: written.to_owned(), wanted })
    }

    /// Whether something of a message is what is wanted.
    #[must_use]
    pub fn takes(&self, record: &Record) -> bool {
        match (&self.wanted, &record.event) {
            (Wanted::Fragment(selector), Event::Fragment(fragment)) => goal::fits(fragment, selector),
            (Wanted::Text(expression), Event::Message { payload: Payload::Text(text), .. }) => {
                expression.is_in(text)
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
        assert!(!takes("#hello", "hello"));
    }

    #[test]
    fn what_is_neither_says_why() {
        let wrong = |filter: &str| Filter::read(filter).unwrap_err();
        assert_eq!(wrong("/a(/"), "`/a(/` is not a regular expression: unclosed group");
        assert_eq!(wrong("#["), "`#[` is not a valid selector: a selector is missing at character 3");
        assert!(wrong("/").contains("not a valid selector"));
    }
}
