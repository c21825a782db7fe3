//! JSON Schemas (2020-12) of what hxws reads and prints. Data; tests hold them against both.

/// What a schema is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schema {
    /// Files of scenarios.
    Scenario,
    /// Lines as they are printed and recorded.
    Lines,
}

impl Schema {
    /// The schema as JSON.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Scenario => include_str!("scenario.json"),
            Self::Lines => include_str!("lines.json"),
        }
    }
}
