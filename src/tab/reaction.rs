//! What the page did on something that happened to it.

use crate::event::{Event, Warning};
use crate::htmx::compose::Halt;
use crate::htmx::twin::Effect;

use super::{Message, TabError};

/// What the page did by itself, or on something that a person did: the messages that it sent, and what is to be known.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reaction {
    pub(super) sent: Vec<Message>,
    pub(super) warnings: Vec<Warning>,
    pub(super) halted: Option<TabError>,
}

impl Reaction {
    pub(super) fn of(effects: Vec<Effect>) -> Self {
        let mut reaction = Self::default();
        for effect in effects {
            match effect {
                Effect::Send { composed, .. } => reaction.sent.push(Message::from(*composed)),
                Effect::Halt(halt) => {
                    reaction.warnings.extend(halt.findings.iter().cloned().map(Warning::from));
                    reaction.halted.get_or_insert(TabError::from(*halt));
                }
                Effect::Event(event) => match event {
                    Event::Warning(warning) => reaction.warnings.push(warning),
                    Event::Halted { reason, element, .. } => {
                        reaction.halted.get_or_insert(TabError::Halted { reason, element });
                    }
                    _ => {}
                },
                Effect::CloseSocket(_) | Effect::OpenSocket(_) => {}
            }
        }
        reaction
    }

    /// The messages that went out, in order.
    #[must_use]
    pub fn sent(&self) -> &[Message] {
        &self.sent
    }

    /// What is to be known about it.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// Why nothing was sent although it was asked for; the first reason, where there are several.
    ///
    /// ```
    /// use hxws::htmx::{Tab, TabError};
    ///
    /// let page = r#"<main hx-ext="ws" ws-connect="/ws"><form id="f" ws-send>
    ///     <input name="title" required><button>Add</button></form></main>"#;
    /// let added = Tab::open(page)?.click("#f button")?;
    /// assert_eq!(
    ///     added.halted().map(ToString::to_string).as_deref(),
    ///     Some("nothing is sent: `input[name=\"title\"]` is not valid (required): a value is required")
    /// );
    /// # Ok::<(), TabError>(())
    /// ```
    #[must_use]
    pub fn halted(&self) -> Option<&TabError> {
        self.halted.as_ref()
    }

    /// The one message that went out.
    ///
    /// ```
    /// use hxws::htmx::{Tab, TabError};
    ///
    /// let page = r#"<main hx-ext="ws" ws-connect="/ws">
    ///     <button id="up" name="by" value="1" ws-send>+1</button><b id="idle"></b></main>"#;
    /// let mut tab = Tab::open(page)?;
    /// assert_eq!(tab.click("#up")?.message()?.json()["by"], "1");
    /// assert_eq!(tab.click("#idle")?.message(), Err(TabError::NotOne(0)));
    /// # Ok::<(), TabError>(())
    /// ```
    ///
    /// # Errors
    /// [`TabError::Halted`] where htmx would send nothing although it was asked to, [`TabError::NotOne`] where there is
    /// another number of messages.
    pub fn message(mut self) -> Result<Message, TabError> {
        match (self.sent.len(), self.sent.pop(), self.halted) {
            (1, Some(message), _) => Ok(message),
            (0, _, Some(halted)) => Err(halted),
            (count, ..) => Err(TabError::NotOne(count)),
        }
    }
}

impl From<Halt> for TabError {
    fn from(halt: Halt) -> Self {
        Self::Halted { reason: halt.reason, element: halt.element }
    }
}
