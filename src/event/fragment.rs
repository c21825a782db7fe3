//! A piece of a received message, and what htmx did with it. Knows no page: an element is told by its selector.

use serde::Serialize;

use super::SaidBy;

/// How a fragment is meant.
///
/// ```
/// use hxws::htmx::{Kind, parse};
///
/// let landing = parse("4", r#"<b>rest</b><p id="p" hx-swap-oob="true">1</p>"#)?;
/// let kinds: Vec<Kind> = landing.fragments().iter().map(|fragment| fragment.kind).collect();
/// assert_eq!(kinds, [Kind::Main, Kind::Oob]);
/// # Ok::<(), hxws::htmx::TabError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Kind {
    /// An out-of-band swap.
    Oob,
    /// An `hx-partial` (htmx 4).
    Partial,
    /// The rest of the message (htmx 4).
    Main,
}

impl Kind {
    /// As JSON Lines have it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Oob => "oob",
            Self::Partial => "partial",
            Self::Main => "main",
        }
    }
}

/// What htmx did with a fragment.
///
/// ```
/// use hxws::htmx::{Outcome, Tab};
///
/// let mut tab = Tab::open(r#"<main hx-ext="ws" ws-connect="/ws"><p id="a"></p></main>"#)?;
/// let landing = tab.receive(r#"<p id="a">1</p><p id="b">2</p><p id="c" hx-swap-oob="true:p[">3</p>"#);
/// let outcomes: Vec<Outcome> = landing.fragments().iter().map(|fragment| fragment.outcome).collect();
/// assert_eq!(outcomes, [Outcome::Swapped, Outcome::NoTarget, Outcome::InvalidSelector]);
/// # Ok::<(), hxws::htmx::TabError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Outcome {
    /// Applied to the page.
    Swapped,
    /// Nothing on the page matches the target.
    NoTarget,
    /// The target is not a selector; htmx throws and the message ends here.
    InvalidSelector,
    /// htmx does nothing with it.
    Skipped,
    /// There is no page to tell.
    Unknown,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Swapped, Self::NoTarget, Self::InvalidSelector, Self::Skipped, Self::Unknown];

    /// As JSON Lines have it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Swapped => "swapped",
            Self::NoTarget => "no-target",
            Self::InvalidSelector => "invalid-selector",
            Self::Skipped => "skipped",
            Self::Unknown => "unknown",
        }
    }
}

/// A top-level piece of a received message and what htmx did with it.
///
/// ```
/// use hxws::htmx::parse;
///
/// let landing = parse("2", r##"<li hx-swap-oob="beforeend:#todos">tea</li>"##)?;
/// let fragment = &landing.fragments()[0];
/// assert_eq!((fragment.tag.as_str(), fragment.id.as_deref()), ("li", None));
/// assert_eq!(fragment.oob.as_deref(), Some("beforeend:#todos"));
/// assert_eq!((fragment.swap.as_str(), fragment.target.as_deref()), ("beforeend", Some("#todos")));
/// assert_eq!(fragment.inserted, "tea");
/// # Ok::<(), hxws::htmx::TabError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Fragment {
    /// The message's number, from 1.
    pub seq: u64,
    /// The fragment's place in its message, from 0.
    pub index: usize,
    /// How it is meant.
    pub kind: Kind,
    /// The root's tag, in lower case.
    pub tag: String,
    /// The root's id.
    pub id: Option<String>,
    /// `hx-swap-oob` as written.
    pub oob: Option<String>,
    /// The swap style that htmx applies.
    pub swap: String,
    /// The selector that htmx uses; null where it looks for none.
    pub target: Option<String>,
    /// How many elements it matched; null without a page.
    pub matched: Option<usize>,
    /// What came of it.
    pub outcome: Outcome,
    /// The root as it was parsed, serialised as a browser does.
    pub html: String,
    /// The text in it.
    pub text: String,
    /// What was put on the page (or would be): the root, or what is inside it.
    #[serde(skip)]
    pub inserted: String,
    /// What says so, for people.
    #[serde(skip)]
    #[doc(hidden)]
    pub said_by: SaidBy,
}
