//! What a filter makes of a line. Plain data.

/// The results, and why there are no more.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    /// The results in order.
    pub pieces: Vec<Piece>,
    /// What failed.
    pub error: Option<String>,
}

impl Answer {
    /// How many bytes it takes, near enough.
    #[must_use]
    pub fn size(&self) -> usize {
        self.pieces.iter().map(Piece::size).sum::<usize>() + self.error.as_ref().map_or(0, String::len)
    }
}

/// What a result takes beside its bytes: itself, and what the allocator keeps of it.
const OVERHEAD: usize = size_of::<Piece>() + 16;

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
    /// How many bytes it takes, near enough.
    #[must_use]
    pub fn size(&self) -> usize {
        let bytes = match self {
            Self::Text(text) => text.len(),
            Self::Json(json) => json.len(),
        };
        bytes + OVERHEAD
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
