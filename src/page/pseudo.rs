//! The pseudo-classes and pseudo-elements that Chromium's `querySelectorAll` takes.
//!
//! Names only: what they mean on an element is in `states`.

use std::fmt;

use cssparser::ToCss;
use selectors::parser::{self, SelectorList};

use super::selector::Dialect;

/// A pseudo-class that is not about the tree's structure.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PseudoClass {
    /// About an element's own state.
    State(State),
    /// About what a person does or has done; a page in memory has nobody.
    Never(&'static str),
    /// `:has(…)`.
    Has(SelectorList<Dialect>),
    /// `:lang(…)`: language ranges.
    Lang(Vec<String>),
    /// `:dir(…)`: `ltr`, `rtl`, or another word that never matches.
    Dir(String),
}

/// A state of one element.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "each is the pseudo-class of its name")]
pub enum State {
    AnyLink,
    Checked,
    Default,
    Defined,
    Disabled,
    Enabled,
    Indeterminate,
    InRange,
    Invalid,
    Open,
    Optional,
    OutOfRange,
    PlaceholderShown,
    ReadOnly,
    ReadWrite,
    Required,
    Valid,
}

const STATES: [(&str, State); 19] = [
    ("-webkit-any-link", State::AnyLink),
    ("any-link", State::AnyLink),
    ("checked", State::Checked),
    ("default", State::Default),
    ("defined", State::Defined),
    ("disabled", State::Disabled),
    ("enabled", State::Enabled),
    ("in-range", State::InRange),
    ("indeterminate", State::Indeterminate),
    ("invalid", State::Invalid),
    ("link", State::AnyLink),
    ("open", State::Open),
    ("optional", State::Optional),
    ("out-of-range", State::OutOfRange),
    ("placeholder-shown", State::PlaceholderShown),
    ("read-only", State::ReadOnly),
    ("read-write", State::ReadWrite),
    ("required", State::Required),
    ("valid", State::Valid),
];

const NEVER: [&str; 21] = [
    "-webkit-autofill",
    "-webkit-full-screen",
    "active",
    "autofill",
    "focus",
    "focus-visible",
    "focus-within",
    "fullscreen",
    "host",
    "hover",
    "modal",
    "muted",
    "paused",
    "picture-in-picture",
    "playing",
    "popover-open",
    "target",
    "user-invalid",
    "user-valid",
    "visited",
    "window-inactive",
];

const PSEUDO_ELEMENTS: [&str; 18] = [
    "after",
    "backdrop",
    "before",
    "checkmark",
    "cue",
    "details-content",
    "file-selector-button",
    "first-letter",
    "first-line",
    "grammar-error",
    "marker",
    "picker-icon",
    "placeholder",
    "search-text",
    "selection",
    "spelling-error",
    "target-text",
    "view-transition",
];

impl PseudoClass {
    /// The pseudo-class without arguments of that name, in any case.
    pub(super) fn named(name: &str) -> Option<PseudoClass> {
        let same = |known: &str| known.eq_ignore_ascii_case(name);
        let state = STATES.iter().find(|(known, _)| same(known)).map(|&(_, state)| PseudoClass::State(state));
        state.or_else(|| NEVER.into_iter().find(|known| same(known)).map(PseudoClass::Never))
    }
}

impl ToCss for PseudoClass {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        match self {
            PseudoClass::State(state) => {
                let name = STATES.iter().find(|(_, known)| known == state).map_or("", |(name, _)| name);
                write!(dest, ":{name}")
            }
            PseudoClass::Never(name) => write!(dest, ":{name}"),
            PseudoClass::Has(list) => {
                dest.write_str(":has(")?;
                list.to_css(dest)?;
                dest.write_char(')')
            }
            PseudoClass::Lang(ranges) => write!(dest, ":lang({})", ranges.join(", ")),
            PseudoClass::Dir(direction) => write!(dest, ":dir({direction})"),
        }
    }
}

impl parser::NonTSPseudoClass for PseudoClass {
    fn is_active_or_hover(&self) -> bool {
        matches!(self, PseudoClass::Never("active" | "hover"))
    }

    fn is_user_action_state(&self) -> bool {
        matches!(self, PseudoClass::Never("active" | "hover" | "focus" | "focus-within" | "focus-visible"))
    }
}

/// A pseudo-element; it parses and matches nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PseudoElement(String);

impl PseudoElement {
    /// The pseudo-element of that name, in any case; every `-webkit-` name is one.
    pub(super) fn named(name: &str) -> Option<PseudoElement> {
        let name = name.to_ascii_lowercase();
        (name.starts_with("-webkit-") || PSEUDO_ELEMENTS.contains(&name.as_str()))
            .then_some(PseudoElement(name))
    }
}

impl ToCss for PseudoElement {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        write!(dest, "::{}", self.0)
    }
}

impl parser::PseudoElement for PseudoElement {
    fn accepts_state_pseudo_classes(&self) -> bool {
        true
    }
}
