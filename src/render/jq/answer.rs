//! What a filter makes of a line. Plain data.

/// The results, and why there are no more.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    /// The results in order.
    pub pieces: Vec<Piece>,
    /// What failed.
    pub error: Option<String>,
}

/// A result.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(not(feature = "jq"), expect(dead_code, reason = "without the language there are no results"))]
pub enum Piece {
    /// A string, as it is.
    Text(Vec<u8>),
    /// Anything else, as compact JSON.
    Json(String),
}

impl Piece {
    /// How many bytes it has.
    #[cfg(feature = "jq")]
    #[must_use]
    pub fn size(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Json(json) => json.len(),
        }
    }

    /// As text.
    #[cfg(all(test, feature = "jq"))]
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => String::from_utf8_lossy(text).into_owned(),
            Self::Json(json) => json.clone(),
        }
    }
}
