//! JSON Schemas (2020-12) of what hxws reads and prints. Data; tests hold them against both.

/// What a schema is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Schema {
    /// Files of scenarios, as `simulate` reads them
    Scenario,
    /// Lines, as `-o json` prints and --record writes them
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
