//! What kind of form control an element is, and what has become of it since it was parsed.
//!
//! Knows one element's name and attributes, not the tree.

use html5ever::local_name;

use super::document::Document;
use super::node::{Element, NodeId};

/// What differs from the attributes. `None` is the clean state, in which the attributes say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LiveState {
    /// The dirty value.
    pub(super) value: Option<String>,
    /// The dirty checkedness of a checkbox or radio button.
    pub(super) checked: Option<bool>,
    /// The dirty selectedness of an option.
    pub(super) selected: Option<bool>,
    /// Of a single select: a script chose a value that no option has, so that none is shown.
    pub(super) blank: bool,
    /// Whether a person, not a script, changed the value last (`minlength` and `maxlength` ask).
    pub(super) typed: bool,
    /// Of a text area: lines were broken before its text, where the caret is until a script sets the value.
    pub(super) caret_before: bool,
}

/// The states of `input`'s `type` attribute (HTML § 4.10.5.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum InputType {
    Button,
    Checkbox,
    Color,
    Date,
    DateTimeLocal,
    Email,
    File,
    Hidden,
    Image,
    Month,
    Number,
    Password,
    Radio,
    Range,
    Reset,
    Search,
    Submit,
    Tel,
    Text,
    Time,
    Url,
    Week,
}

const INPUT_TYPES: [(&str, InputType); 22] = [
    ("button", InputType::Button),
    ("checkbox", InputType::Checkbox),
    ("color", InputType::Color),
    ("date", InputType::Date),
    ("datetime-local", InputType::DateTimeLocal),
    ("email", InputType::Email),
    ("file", InputType::File),
    ("hidden", InputType::Hidden),
    ("image", InputType::Image),
    ("month", InputType::Month),
    ("number", InputType::Number),
    ("password", InputType::Password),
    ("radio", InputType::Radio),
    ("range", InputType::Range),
    ("reset", InputType::Reset),
    ("search", InputType::Search),
    ("submit", InputType::Submit),
    ("tel", InputType::Tel),
    ("text", InputType::Text),
    ("time", InputType::Time),
    ("url", InputType::Url),
    ("week", InputType::Week),
];

impl InputType {
    fn named(name: &str) -> InputType {
        let known = INPUT_TYPES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        known.map_or(InputType::Text, |&(_, kind)| kind)
    }

    pub(super) fn name(self) -> &'static str {
        INPUT_TYPES.iter().find(|&&(_, kind)| kind == self).map_or("text", |&(name, _)| name)
    }

    /// Buttons of every kind.
    pub(super) fn is_button(self) -> bool {
        matches!(self, InputType::Button | InputType::Image | InputType::Reset | InputType::Submit)
    }

    pub(super) fn is_checkable(self) -> bool {
        matches!(self, InputType::Checkbox | InputType::Radio)
    }

    /// Whether `value` is a state of its own, apart from the attribute (value mode "value").
    pub(super) fn has_own_value(self) -> bool {
        !self.is_button() && !self.is_checkable() && !matches!(self, InputType::File | InputType::Hidden)
    }

    /// Fields of free text, to which `pattern`, `minlength`, `maxlength` and (email, too) `placeholder` apply.
    pub(super) fn is_textual(self) -> bool {
        matches!(
            self,
            InputType::Email
                | InputType::Password
                | InputType::Search
                | InputType::Tel
                | InputType::Text
                | InputType::Url
        )
    }

    /// Fields to which `min`, `max` and `step` apply.
    pub(super) fn is_ranged(self) -> bool {
        self.is_temporal() || matches!(self, InputType::Number | InputType::Range)
    }

    /// Dates and times.
    pub(super) fn is_temporal(self) -> bool {
        matches!(
            self,
            InputType::Date | InputType::DateTimeLocal | InputType::Month | InputType::Time | InputType::Week
        )
    }

    pub(super) fn takes_readonly(self) -> bool {
        self.is_textual() || self.is_temporal() || self == InputType::Number
    }

    pub(super) fn takes_required(self) -> bool {
        self.takes_readonly() || self.is_checkable() || self == InputType::File
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ButtonType {
    Submit,
    Reset,
    Button,
}

/// The listed elements (HTML § 4.10.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Control {
    Button(ButtonType),
    Fieldset,
    Input(InputType),
    Object,
    Output,
    Select,
    Textarea,
}

impl Control {
    pub(super) fn of(element: &Element) -> Option<Control> {
        if !element.is_html() {
            return None;
        }
        let kind = element.attr("type").unwrap_or_default();
        Some(match element.name.local {
            local_name!("button") if kind.eq_ignore_ascii_case("reset") => Control::Button(ButtonType::Reset),
            local_name!("button") if kind.eq_ignore_ascii_case("button") => {
                Control::Button(ButtonType::Button)
            }
            local_name!("button") => Control::Button(ButtonType::Submit),
            local_name!("fieldset") => Control::Fieldset,
            local_name!("input") => Control::Input(InputType::named(kind)),
            local_name!("object") => Control::Object,
            local_name!("output") => Control::Output,
            local_name!("select") => Control::Select,
            local_name!("textarea") => Control::Textarea,
            _ => return None,
        })
    }

    pub(super) fn is_submit_button(self) -> bool {
        matches!(
            self,
            Control::Button(ButtonType::Submit) | Control::Input(InputType::Submit | InputType::Image)
        )
    }

    pub(super) fn is_button(self) -> bool {
        match self {
            Control::Button(_) => true,
            Control::Input(kind) => kind.is_button(),
            _ => false,
        }
    }

    /// The elements that a form takes entries from and validates.
    pub(super) fn is_submittable(self) -> bool {
        matches!(self, Control::Button(_) | Control::Input(_) | Control::Select | Control::Textarea)
    }
}

impl Document {
    pub(super) fn control(&self, node: NodeId) -> Option<Control> {
        Control::of(self.element(node)?)
    }

    pub(super) fn input_type(&self, node: NodeId) -> Option<InputType> {
        match self.control(node)? {
            Control::Input(kind) => Some(kind),
            _ => None,
        }
    }

    pub(super) fn live(&self, node: NodeId) -> Option<&LiveState> {
        self.element(node)?.live.as_deref()
    }

    pub(super) fn live_mut(&mut self, node: NodeId) -> Option<&mut LiveState> {
        Some(&mut **self.element_mut(node)?.live.get_or_insert_default())
    }

    /// The control's type as `el.type` says it: `text` for an unknown input type, `submit` for a button without
    /// one, `select-one`, `textarea`, `fieldset`, `output`; empty for everything else.
    pub(crate) fn control_type(&self, node: NodeId) -> String {
        let name = match self.control(node) {
            Some(Control::Input(kind)) => kind.name(),
            Some(Control::Button(ButtonType::Submit)) => "submit",
            Some(Control::Button(ButtonType::Reset)) => "reset",
            Some(Control::Button(ButtonType::Button)) => "button",
            Some(Control::Select) if self.has_attr(node, "multiple") => "select-multiple",
            Some(Control::Select) => "select-one",
            Some(Control::Textarea) => "textarea",
            Some(Control::Fieldset) => "fieldset",
            Some(Control::Output) => "output",
            Some(Control::Object) | None => "",
        };
        name.to_owned()
    }

    /// Whether the element is a submit button: `button`, `input` of type submit or image.
    pub(crate) fn is_submit_button(&self, node: NodeId) -> bool {
        self.control(node).is_some_and(Control::is_submit_button)
    }

    /// Whether submitting the form through that button skips validation: the form's `novalidate`, or the
    /// button's `formnovalidate`.
    pub(crate) fn no_validate(&self, form: NodeId, submitter: Option<NodeId>) -> bool {
        self.has_attr(form, "novalidate")
            || submitter.is_some_and(|button| {
                self.is_submit_button(button) && self.has_attr(button, "formnovalidate")
            })
    }
}
