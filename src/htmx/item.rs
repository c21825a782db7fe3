//! Items: what a person enters for one message, `NAME=VALUE`, `NAME=@FILE` and `NAME:=JSON`.

use serde_json::Value;
use thiserror::Error;

/// One entered item.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// What a person does to the control of that name.
    Text(String, String),
    /// The same, the value to be read from a file.
    File(String, String),
    /// A typed value, as `hx-vals` would add it.
    Json(String, Value),
}

/// Why an item could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ItemError {
    /// Neither `=` nor `:=` is in it.
    #[error("`{0}` is not an item: write `name=value`, `name=@file` or `name:=json`")]
    Shape(String),
    /// What follows `:=` is not JSON.
    #[error("`{text}` after `{name}:=` is not JSON: {problem}; for plain text write `{name}={text}`")]
    Json {
        /// The item's name.
        name: String,
        /// What was written.
        text: String,
        /// What is wrong with it, and where.
        problem: String,
    },
}

impl Item {
    /// Reads one item; the first `=` parts it, and `:` in front of that makes it typed.
    ///
    /// # Errors
    /// Where there is no `=`, or what follows `:=` is not JSON.
    pub fn parse(text: &str) -> Result<Self, ItemError> {
        let (name, value) = text
            .split_once('=')
            .filter(|(name, _)| !name.is_empty())
            .ok_or_else(|| ItemError::Shape(text.to_owned()))?;
        if let Some(name) = name.strip_suffix(':').filter(|name| !name.is_empty()) {
            let parsed = serde_json::from_str(value).map_err(|error| ItemError::Json {
                name: name.to_owned(),
                text: value.to_owned(),
                problem: error.to_string(),
            })?;
            return Ok(Self::Json(name.to_owned(), parsed));
        }
        Ok(match value.strip_prefix('@') {
            Some(path) if !path.is_empty() => Self::File(name.to_owned(), path.to_owned()),
            _ => Self::Text(name.to_owned(), value.to_owned()),
        })
    }

    /// The item's name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Text(name, _) | Self::File(name, _) | Self::Json(name, _) => name,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_first_equals_sign_parts_name_and_value() {
        assert_eq!(Item::parse("msg=a=b"), Ok(Item::Text("msg".into(), "a=b".into())));
        assert_eq!(Item::parse("msg="), Ok(Item::Text("msg".into(), String::new())));
        assert_eq!(Item::parse("cv=@a.txt"), Ok(Item::File("cv".into(), "a.txt".into())));
        assert_eq!(Item::parse("n:=[1]"), Ok(Item::Json("n".into(), json!([1]))));
    }

    #[test]
    fn what_is_no_item_says_what_to_write() {
        assert_eq!(
            Item::parse("hello").unwrap_err().to_string(),
            "`hello` is not an item: write `name=value`, `name=@file` or `name:=json`"
        );
        assert_eq!(
            Item::parse("n:=x").unwrap_err().to_string(),
            "`x` after `n:=` is not JSON: expected value at line 1 column 1; for plain text write `n=x`"
        );
    }
}
