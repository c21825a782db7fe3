//! What is waited for among the fragments that come: by target, by content, by text. Pure.

use crate::event::Fragment;
use crate::page::{Condition, Document, Expression, Selector, SelectorError, single_spaced};

/// A fragment, or a text, that is waited for.
#[derive(Debug, Clone)]
pub struct Want {
    written: String,
    what: What,
}

#[derive(Debug, Clone)]
enum What {
    Fragment(Selector),
    Text(Expression),
}

impl Want {
    /// Reads `SELECTOR`, `/regex/` or `/regex/i`.
    ///
    /// # Errors
    /// Where it is none of them.
    pub fn read(written: &str) -> Result<Self, String> {
        if written.trim().is_empty() {
            return Err("there is nothing to wait for: write SELECTOR or /REGEX/".to_owned());
        }
        let what = match Expression::read_beside_selectors(written) {
            Some(expression) => What::Text(expression?),
            None => What::Fragment(Selector::parse(written).map_err(|error| refusal(written, &error))?),
        };
        Ok(Self { written: written.to_owned(), what })
    }

    /// It, as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// The selector, where it is one.
    #[must_use]
    pub fn selector(&self) -> Option<&Selector> {
        match &self.what {
            What::Fragment(selector) => Some(selector),
            What::Text(_) => None,
        }
    }

    /// The regular expression, where it is one.
    #[must_use]
    pub fn expression(&self) -> Option<&Expression> {
        match &self.what {
            What::Fragment(_) => None,
            What::Text(expression) => Some(expression),
        }
    }

    /// Whether a fragment is what is wanted: by its target or what is in it, or by its text, white space being equal.
    #[must_use]
    pub fn takes(&self, fragment: &Fragment) -> bool {
        match &self.what {
            What::Fragment(selector) => fits(fragment, selector),
            What::Text(expression) => expression.is_in(&single_spaced(&fragment.text)),
        }
    }

    /// Whether a message without a fragment is what is wanted.
    #[must_use]
    pub fn takes_message(&self, text: &str) -> bool {
        self.expression().is_some_and(|expression| expression.is_in(text))
    }

    /// In words.
    #[must_use]
    pub fn describe(&self) -> String {
        match &self.what {
            What::Fragment(_) => format!("a fragment for `{}`", self.written),
            What::Text(_) => format!("text with `{}`", self.written),
        }
    }
}

/// Why something is no selector; where it is a condition, which option takes it.
fn refusal(written: &str, error: &SelectorError) -> String {
    match Condition::read(written) {
        Ok(_) => format!("`{written}` is a condition on the page: `--expect-page` takes it"),
        Err(_) => error.to_string(),
    }
}

/// Whether a fragment's target is written like the selector, or the selector finds something in the fragment.
#[must_use]
pub fn fits(fragment: &Fragment, selector: &Selector) -> bool {
    if fragment.target.as_deref() == Some(selector.as_str()) {
        return true;
    }
    let content = Document::parse_template(&fragment.html);
    content.select_first(content.root(), selector).is_some()
}
