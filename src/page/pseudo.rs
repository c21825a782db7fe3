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
    /// `:lang(…)`: a language range.
    Lang(String),
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

const NEVER: [&str; 24] = [
    "-webkit-autofill",
    "-webkit-full-screen",
    "active",
    "active-view-transition",
    "autofill",
    "current",
    "focus",
    "focus-visible",
    "focus-within",
    "fullscreen",
    "future",
    "host",
    "hover",
    "interest-source",
    "modal",
    "past",
    "picture-in-picture",
    "popover-open",
    "target",
    "user-invalid",
    "user-valid",
    "visited",
    "window-inactive",
    "xr-overlay",
];

/// Pseudo-classes with arguments that nothing on a page in memory matches.
const NEVER_OF: [&str; 3] = ["active-view-transition-type", "host-context", "state"];

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

/// Pseudo-elements with arguments.
const PSEUDO_ELEMENTS_OF: [&str; 8] = [
    "cue",
    "highlight",
    "picker",
    "scroll-button",
    "view-transition-group",
    "view-transition-image-pair",
    "view-transition-new",
    "view-transition-old",
];

impl PseudoClass {
    /// The pseudo-class without arguments of that name, in any case.
    pub(super) fn named(name: &str) -> Option<PseudoClass> {
        let same = |known: &str| known.eq_ignore_ascii_case(name);
        let state = STATES.iter().find(|(known, _)| same(known)).map(|&(_, state)| PseudoClass::State(state));
        state.or_else(|| NEVER.into_iter().find(|known| same(known)).map(PseudoClass::Never))
    }

    /// The pseudo-class with arguments of that name that never matches, whatever they are.
    pub(super) fn named_with_arguments(name: &str) -> Option<PseudoClass> {
        NEVER_OF.into_iter().find(|known| known.eq_ignore_ascii_case(name)).map(PseudoClass::Never)
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
            PseudoClass::Lang(range) => write!(dest, ":lang({range})"),
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

    /// The pseudo-element with arguments of that name, in any case.
    pub(super) fn named_with_arguments(name: &str) -> Option<PseudoElement> {
        let name = name.to_ascii_lowercase();
        PSEUDO_ELEMENTS_OF.contains(&name.as_str()).then_some(PseudoElement(name))
    }
}

impl ToCss for PseudoElement {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        write!(dest, "::{}", self.0)
    }
}

impl parser::PseudoElement for PseudoElement {
    fn accepts_state_pseudo_classes(&self) -> bool {
        self.0.starts_with("-webkit-") || self.0 == "selection"
    }
}
