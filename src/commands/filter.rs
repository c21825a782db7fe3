//! Which messages are shown: those with a fragment for a selector, or whose text matches a regular expression.

use super::goal::Want;
use crate::event::{Event, Payload, Record};

/// What a message must have to be shown.
#[derive(Debug, Clone)]
pub struct Filter(Want);

impl Filter {
    /// Reads `SELECTOR`, `/regex/` or `/regex/i`.
    ///
    /// # Errors
    /// Where it is neither.
    pub fn read(written: &str) -> Result<Self, String> {
        Want::read(written).map(Self)
    }

    /// Whether something of a message is what is wanted.
    #[must_use]
    pub fn takes(&self, record: &Record) -> bool {
        match &record.event {
            Event::Fragment(fragment) => self.0.selector().is_some() && self.0.takes(fragment),
            Event::Message { payload: Payload::Text(text), .. } => self.0.takes_message(text),
            _ => false,
        }
    }
}

impl PartialEq for Filter {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_str() == other.0.as_str()
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
