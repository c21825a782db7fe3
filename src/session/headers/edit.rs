//! What a `-H` says. Knows no headers but its own.

use std::fmt;
use std::str::FromStr;

use super::told::is_public;
use super::{is_token, is_value};
use crate::session::secret::Secret;

/// What `-H` does to the headers that hxws would send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeaderEdit {
    /// `Name: value` takes the place of the default header of that name, or is added.
    Set {
        /// The name as written.
        name: String,
        /// The value without the white space around it.
        value: Secret,
    },
    /// `Name:` or `Name;` leaves the header out.
    Remove {
        /// The name as written.
        name: String,
    },
}

impl HeaderEdit {
    /// The name as written.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Set { name, .. } | Self::Remove { name } => name,
        }
    }

    /// Whether it may go along to another origin than the one that it was meant for: it can hold no secret.
    #[must_use]
    pub fn may_go_elsewhere(&self) -> bool {
        match self {
            Self::Remove { .. } => true,
            Self::Set { name, .. } => is_public(name) && !name.eq_ignore_ascii_case("host"),
        }
    }
}

/// Why a `-H` was not understood. The value is not repeated: it may be a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HeaderEditError {
    /// Neither a colon nor a closing semicolon.
    #[error("a header is written `Name: value`, or `Name;` to leave it out")]
    Shape,
    /// What stands before the first colon or semicolon is not an RFC 9110 token. It is not repeated: where the colon was
    /// forgotten, it is the start of the value.
    #[error("what stands before the first `:` or `;` is not a header's name")]
    Name,
    /// A line break, NUL or other control character in the value.
    #[error("the value of `{name}` has a control character in it")]
    Value {
        /// The name as written.
        name: String,
    },
}

impl FromStr for HeaderEdit {
    type Err = HeaderEditError;

    fn from_str(text: &str) -> Result<Self, HeaderEditError> {
        let at = text.find([':', ';']).ok_or(HeaderEditError::Shape)?;
        let (name, value) = (text[..at].trim(), text[at + 1..].trim_matches([' ', '\t']));
        if !is_token(name) {
            return Err(HeaderEditError::Name);
        }
        let name = name.to_owned();
        if value.is_empty() {
            Ok(Self::Remove { name })
        } else if text[at..].starts_with(';') {
            Err(HeaderEditError::Shape)
        } else if is_value(value) {
            Ok(Self::Set { name, value: value.into() })
        } else {
            Err(HeaderEditError::Value { name })
        }
    }
}

impl fmt::Display for HeaderEdit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Set { name, value } => write!(f, "{name}: {value}"),
            Self::Remove { name } => write!(f, "{name};"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(text: &str) -> Result<HeaderEdit, String> {
        text.parse().map_err(|error: HeaderEditError| error.to_string())
    }

    #[test]
    fn a_colon_with_a_value_sets_and_without_one_removes_as_does_a_semicolon() {
        let set = HeaderEdit::Set { name: "X-A".into(), value: "b: c;".into() };
        assert_eq!(edit("X-A:  b: c; "), Ok(set));
        assert_eq!(edit("Origin:"), Ok(HeaderEdit::Remove { name: "Origin".into() }));
        assert_eq!(edit("Origin;"), Ok(HeaderEdit::Remove { name: "Origin".into() }));
    }

    #[test]
    fn what_is_no_header_is_refused_without_telling_its_value() {
        let shape = "a header is written `Name: value`, or `Name;` to leave it out";
        assert_eq!(edit("Bearer"), Err(shape.into()));
        assert_eq!(edit("X; y"), Err(shape.into()));
        let name = "what stands before the first `:` or `;` is not a header's name";
        assert_eq!(edit("Authorization Bearer a:b"), Err(name.into()));
        assert_eq!(edit(": c"), Err(name.into()));
        assert_eq!(edit("X: a\r\nY: b"), Err("the value of `X` has a control character in it".into()));
        assert_eq!(edit("X: a\0"), Err("the value of `X` has a control character in it".into()));
    }
}
