//! What goes wrong with a message, as it is told. Plain data.

use serde::{Serialize, Serializer};

/// A diagnosis: the code is fixed, the words say what htmx does and what to do instead.
///
/// ```
/// use hxws::htmx::parse;
///
/// let landing = parse("2", r#"<p id="p" hx-swap-oob="append">1</p>"#)?;
/// let warning = &landing.warnings()[0];
/// assert_eq!((warning.code, warning.index), ("unknown-swap", Some(0)));
/// assert_eq!(warning.message(), format!("{}; {}", warning.what, warning.advice));
/// # Ok::<(), hxws::htmx::TabError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Warning {
    /// The message's number; absent for what is sent.
    pub seq: Option<u64>,
    /// The fragment in it; absent where the message as a whole is meant.
    pub index: Option<usize>,
    /// The code, such as `no-target`.
    pub code: &'static str,
    /// What htmx does with it.
    pub what: String,
    /// What to write or do instead; empty where there is nothing to add.
    pub advice: String,
}

impl Warning {
    /// Both halves as one line, as JSON Lines carry them.
    #[must_use]
    pub fn message(&self) -> String {
        if self.advice.is_empty() { self.what.clone() } else { format!("{}; {}", self.what, self.advice) }
    }
}

impl Serialize for Warning {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(None)?;
        if let Some(seq) = self.seq {
            map.serialize_entry("seq", &seq)?;
        }
        if let Some(index) = self.index {
            map.serialize_entry("index", &index)?;
        }
        map.serialize_entry("code", self.code)?;
        map.serialize_entry("message", &self.message())?;
        map.end()
    }
}
