//! What a person cannot do to the page, because the browser does not let them.

use thiserror::Error;

use crate::htmx::act::ActError;
use crate::page::{Document, NodeId};

/// Why nothing was done.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Cannot {
    /// There is no page.
    #[error("there is no page to act on")]
    NoPage,
    /// It is disabled.
    #[error("`{0}` is disabled: nobody can use it")]
    Disabled(String),
    /// It shows its value and takes none.
    #[error("`{0}` is read-only: nobody can type into it")]
    ReadOnly(String),
    /// It is of another kind.
    #[error("`{element}` is no {wanted}: it is {kind}")]
    Kind {
        /// Its selector.
        element: String,
        /// What it would have to be.
        wanted: &'static str,
        /// What it is: a control's type, else the tag.
        kind: String,
    },
    /// A radio button is not unchecked by itself.
    #[error("`{0}` is a radio button: it is checking another one that unchecks it")]
    Radio(String),
    /// An option that nobody can choose.
    #[error("the option `{value}` of `{element}` is disabled: nobody can choose it")]
    Option {
        /// The select's selector.
        element: String,
        /// The option's value.
        value: String,
    },
    /// A choice that is not there, or one too many.
    #[error(transparent)]
    Choice(#[from] ActError),
}

impl Cannot {
    pub(super) fn kind(page: &Document, node: NodeId, wanted: &'static str) -> Self {
        let (kind, tag) = (page.control_type(node), page.local_name(node).unwrap_or_default());
        let kind = match (kind.as_str(), tag) {
            ("", tag) => format!("`<{tag}>`"),
            ("select-one" | "select-multiple", _) => "a select".to_owned(),
            (kind, "button") => format!("a button that is `{kind}`"),
            (kind, "input") => format!("an input of type `{kind}`"),
            (_, tag) => format!("`<{tag}>`"),
        };
        Self::Kind { element: page.selector_for(node), wanted, kind }
    }
}
