//! Why nothing could be chosen, as people are told.

use crate::htmx::choice::ChoiceError;
use crate::status::{Status, Stop};

/// Why a socket or a sender could not be chosen, with the exit status.
#[must_use]
pub fn no_choice(error: ChoiceError) -> Stop {
    let status = match &error {
        ChoiceError::None { what: "sender", .. } => Status::Failed,
        ChoiceError::None { .. } | ChoiceError::Address(..) => Status::NotConnected,
        ChoiceError::Several { .. } | ChoiceError::NoMatch { .. } | ChoiceError::Selector(_) => Status::Usage,
    };
    let help = match &error {
        ChoiceError::None { what: "socket", .. } => Some(
            "`hxws inspect` shows what the page has; give the socket's own address with ws://…".to_owned(),
        ),
        ChoiceError::Several { selectors, .. } | ChoiceError::NoMatch { selectors, .. } => {
            (!selectors.is_empty()).then(|| selectors.join("\n"))
        }
        _ => None,
    };
    let message = match &error {
        ChoiceError::NoMatch { what, selector, selectors } if selectors.is_empty() => {
            format!("`{selector}` is no {what}: the page has none")
        }
        ChoiceError::NoMatch { what, selector, .. } => format!("`{selector}` is none of the page's {what}s"),
        error => error.to_string(),
    };
    Stop { status, message, help }
}
