//! The live state of one form control: what a script or a person has made of it since it was parsed.
//!
//! Knows nothing of the tree.

/// What differs from the attributes. `None` is the clean state, in which the attributes say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LiveState {
    /// The dirty value.
    pub(super) value: Option<String>,
    /// The dirty checkedness of a checkbox or radio button.
    pub(super) checked: Option<bool>,
    /// The dirty selectedness of an option.
    pub(super) selected: Option<bool>,
    /// Whether a person, not a script, changed the value last (`minlength` and `maxlength` ask).
    pub(super) typed: bool,
}
