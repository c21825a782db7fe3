//! Why something could not be done in a tab.

use thiserror::Error;

use crate::htmx::choice::ChoiceError;
use crate::htmx::person::Cannot;
use crate::page::SelectorError;

/// Why a tab could not be opened, or why something could not be done in it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TabError {
    /// That htmx, or that version of its ws extension, is not played.
    #[error("{0}")]
    Version(String),
    /// No extension with swap styles is played under that name.
    #[error("`{0}` is no extension with swap styles that hxws plays: write `idiomorph` or `morphdom`")]
    Lib(String),
    /// The page's address is none.
    #[error("`{url}` is no address: {problem}")]
    Url {
        /// As it was given.
        url: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The selector is not CSS.
    #[error(transparent)]
    Selector(#[from] SelectorError),
    /// Nothing on the page matches.
    #[error("nothing on the page matches `{selector}`{}", meant(.near.as_deref()))]
    NoMatch {
        /// The selector.
        selector: String,
        /// What may have been meant: an id of the page that is written alike.
        near: Option<String>,
    },
    /// It is no sender, or no socket, of the page.
    #[error("{0}")]
    NotThat(String),
    /// A browser does not let a person do that: the field is disabled, there is no such option, …
    #[error("{0}")]
    Cannot(String),
    /// The sender has no control of that name.
    #[error("no control of `{sender}` is named `{name}`")]
    NoControl {
        /// The sender.
        sender: String,
        /// The name.
        name: String,
    },
    /// htmx, or the browser, sends nothing.
    #[error("nothing is sent: {reason}")]
    Halted {
        /// Why.
        reason: String,
        /// The element that is to blame.
        element: Option<String>,
    },
    /// One message was asked for, and there are none, or several.
    #[error("{0} messages were sent, and one was asked for")]
    NotOne(usize),
}

fn meant(near: Option<&str>) -> String {
    near.map(|near| format!(": did you mean `{near}`?")).unwrap_or_default()
}

impl From<Cannot> for TabError {
    fn from(cannot: Cannot) -> Self {
        Self::Cannot(cannot.to_string())
    }
}

impl From<ChoiceError> for TabError {
    fn from(error: ChoiceError) -> Self {
        match error {
            ChoiceError::Selector(error) => Self::Selector(error),
            error => Self::NotThat(error.to_string()),
        }
    }
}
