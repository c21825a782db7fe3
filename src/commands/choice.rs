//! Why nothing could be chosen, as people are told.

use crate::htmx::choice::ChoiceError;
use crate::htmx::diagnose::nearest;
use crate::status::{Status, Stop};

/// Why a socket or a sender could not be chosen, with the exit status.
#[must_use]
pub fn no_choice(error: ChoiceError) -> Stop {
    let status = match &error {
        ChoiceError::None { what: "sender", .. } => Status::Failed,
        ChoiceError::None { .. } | ChoiceError::Address(..) => Status::NotConnected,
        ChoiceError::Several { .. } | ChoiceError::NoMatch { .. } | ChoiceError::Selector(_) => Status::Usage,
    };
    let list = |selectors: &[String]| (!selectors.is_empty()).then(|| selectors.join("\n"));
    let help = match &error {
        ChoiceError::None { what: "socket", .. } => Some(
            "`hxws inspect` shows what the page has; give the socket's own address with ws://…".to_owned(),
        ),
        ChoiceError::NoMatch { selector, selectors, .. } => near(selector, selectors)
            .map(|near| format!("did you mean `{near}`?"))
            .or_else(|| list(selectors)),
        ChoiceError::Several { selectors, .. } => list(selectors),
        _ => None,
    };
    let message = match &error {
        ChoiceError::NoMatch { what, selector, selectors } if selectors.is_empty() => {
            format!("`{selector}` is no {what}: the page has none")
        }
        ChoiceError::NoMatch { what, selector, .. } => format!("`{selector}` is none of the page's {what}s"),
        error => error.to_string(),
    };
    Stop::new(status, message).help(help)
}

/// The only selector that is near to what was written, with its tag or without.
fn near<'a>(written: &str, selectors: &'a [String]) -> Option<&'a String> {
    let without_tag = |selector: &'a String| selector.find('#').map(|at| &selector[at..]);
    let is_near = |selector: &&'a String| {
        nearest(written, std::iter::once(selector.as_str()).chain(without_tag(selector))).is_some()
    };
    let mut near = selectors.iter().filter(is_near);
    near.next().filter(|_| near.next().is_none())
}
