//! What came of a message from the server, as plain data.

use std::fmt;

use super::{Message, Reaction, TabError};
use crate::event::{Event, Fragment, Outcome, Warning};
use crate::htmx::twin::Effect;

/// What a received message did: where each of its fragments went, what is wrong with it, what the page sent on it.
///
/// Its `Display` tells it in sentences, a line each, for the message of an `assert!`; `{:#}` begins with how the message was
/// read.
///
/// ```
/// use hxws::htmx::Tab;
///
/// let page = r#"<main hx-ext="ws" ws-connect="/ws"><ul id="chat"></ul></main>"#;
/// let landing = Tab::open(page)?.receive(r#"<p id="chta">hi</p>"#);
/// assert!(!landing.landed());
/// assert_eq!(
///     landing.to_string(),
///     "`<p id=\"chta\">`: target `#chta`, from its id; style `outerHTML`, as nothing else is written; nothing on \
///      the page matches, so nothing is swapped\n\
///      ! no-target (fragment 1): nothing on the page matches `#chta`: htmx raises htmx:oobErrorNoTarget; did you mean \
///      `#chat`?"
/// );
/// # Ok::<(), hxws::htmx::TabError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Landing {
    fragments: Vec<Fragment>,
    reaction: Reaction,
    read: Vec<String>,
    outcome: Vec<String>,
}

impl Landing {
    /// `read` says how the message was read, `outcome` what came of it.
    pub(super) fn new(effects: Vec<Effect>, read: Vec<String>, outcome: Vec<String>) -> Self {
        let fragment = |effect: &Effect| match effect {
            Effect::Event(Event::Fragment(fragment)) => Some((**fragment).clone()),
            _ => None,
        };
        let fragments = effects.iter().filter_map(fragment).collect();
        Self { fragments, reaction: Reaction::of(effects), read, outcome }
    }

    /// The pieces of the message that htmx acts on, in order, each with what came of it.
    #[must_use]
    pub fn fragments(&self) -> &[Fragment] {
        &self.fragments
    }

    /// What is wrong with the message, or to be known about it. A code such as `no-target` stays what it is; words may change.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        self.reaction.warnings()
    }

    /// The codes of the warnings, in order.
    ///
    /// ```
    /// use hxws::htmx::Tab;
    ///
    /// let page = r#"<main hx-ext="ws" ws-connect="/ws"><table><tbody id="rows"></tbody></table></main>"#;
    /// let landing = Tab::open(page)?.receive(r#"<tr hx-swap-oob="beforeend:#rows"><td>1</td></tr>"#);
    /// assert_eq!(landing.codes(), ["wrapper-stripped"]); // htmx 2 inserts what is inside of the row, without the row
    /// # Ok::<(), hxws::htmx::TabError>(())
    /// ```
    #[must_use]
    pub fn codes(&self) -> Vec<&'static str> {
        self.warnings().iter().map(|warning| warning.code).collect()
    }

    /// The messages that the page sends on it by itself, such as those of senders with `hx-trigger="load"` that came in.
    ///
    /// ```
    /// use hxws::htmx::Tab;
    ///
    /// let page = r#"<main hx-ext="ws" ws-connect="/ws"><p id="p"></p></main>"#;
    /// let landing = Tab::open(page)?.receive(r#"<p id="p"><b id="more" ws-send hx-trigger="load"></b></p>"#);
    /// assert_eq!(landing.sent()[0].sender(), Some("b#more"));
    /// # Ok::<(), hxws::htmx::TabError>(())
    /// ```
    #[must_use]
    pub fn sent(&self) -> &[Message] {
        self.reaction.sent()
    }

    /// Why something that the message brought sent nothing although it was to; the first reason, where there are several.
    ///
    /// ```
    /// use hxws::htmx::Tab;
    ///
    /// let page = r#"<main hx-ext="ws" ws-connect="/ws"><div id="p"></div></main>"#;
    /// let landing = Tab::open(page)?.receive(
    ///     r#"<div id="p"><form id="more" ws-send hx-trigger="load"><input name="from" required></form></div>"#,
    /// );
    /// assert!(landing.sent().is_empty() && landing.halted().is_some());
    /// # Ok::<(), hxws::htmx::TabError>(())
    /// ```
    #[must_use]
    pub fn halted(&self) -> Option<&TabError> {
        self.reaction.halted()
    }

    /// Whether all is well: there are fragments, all of them were swapped, and there is no warning.
    #[must_use]
    pub fn landed(&self) -> bool {
        let swapped = |fragment: &Fragment| fragment.outcome == Outcome::Swapped;
        !self.fragments.is_empty() && self.fragments.iter().all(swapped) && self.warnings().is_empty()
    }
}

impl fmt::Display for Landing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let read: &[String] = if f.alternate() { &self.read } else { &[] };
        let lines: Vec<&str> = read.iter().chain(&self.outcome).map(String::as_str).collect();
        match lines.as_slice() {
            [] => f.write_str("nothing came of it"),
            lines => f.write_str(&lines.join("\n")),
        }
    }
}
