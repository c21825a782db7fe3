//! A message that the page would send.

use std::fmt;

use serde_json::Value;

use crate::event::Warning;
use crate::htmx::compose::Composed;

/// A message that the page sends: the exact text that this htmx puts on the socket.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    text: String,
    sender: Option<String>,
    warnings: Vec<Warning>,
}

impl Message {
    /// The text, byte for byte.
    ///
    /// ```
    /// use hxws::htmx::Tab;
    ///
    /// let page = r#"<form id="f" hx-ext="ws" ws-connect="/ws" ws-send><input name="n" value="1"></form>"#;
    /// let message = Tab::builder(page).url("http://app.test/").open()?.submit("#f", &[])?;
    /// assert_eq!(
    ///     message.text(),
    ///     r#"{"n":"1","HEADERS":{"HX-Request":"true","HX-Trigger":"f","HX-Trigger-Name":null,"#.to_owned()
    ///         + r#""HX-Target":"f","HX-Current-URL":"http://app.test/"}}"#
    /// );
    /// # Ok::<(), hxws::htmx::TabError>(())
    /// ```
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text as JSON, which it is unless a page asks for something else; null where it is not.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_default()
    }

    /// The selector of the element that sends it.
    #[must_use]
    pub fn sender(&self) -> Option<&str> {
        self.sender.as_deref()
    }

    /// What is to be known about it, such as a control without a name, whose value is not sent.
    ///
    /// ```
    /// use hxws::htmx::Tab;
    ///
    /// let page = r#"<form id="f" hx-ext="ws" ws-connect="/ws" ws-send><input value="lost"></form>"#;
    /// let message = Tab::open(page)?.submit("#f", &[])?;
    /// assert_eq!(message.warnings()[0].code, "unnamed-control");
    /// # Ok::<(), hxws::htmx::TabError>(())
    /// ```
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }
}

impl From<Composed> for Message {
    fn from(composed: Composed) -> Self {
        let Composed { text, element, findings } = composed;
        Self { text, sender: element, warnings: findings.into_iter().map(Warning::from).collect() }
    }
}

/// The text.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
