//! HTML's constraint validation: whether a control keeps the rules of its attributes, and which one it breaks.
//!
//! The messages are ours, not the browser's. Custom validity that scripts set is not known here.

use html5ever::local_name;

use super::control::{ButtonType, Control, InputType};
use super::decimal::Decimal;
use super::document::Document;
use super::integer::non_negative;
use super::node::NodeId;
use super::pattern::{Verdict, matches_pattern};
use super::step::{StepRange, as_number};

/// A rule that a control's value breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// The control.
    pub node: NodeId,
    /// The attribute that makes the rule, with its value where that is the rule: `required`, `type=email`,
    /// `type=url`, `type=number` and the like (what was typed is none), `pattern`, `maxlength`, `minlength`,
    /// `min`, `max`, `step`.
    pub rule: &'static str,
    /// What is wrong, for people.
    pub message: String,
}

impl Document {
    /// Whether the control is validated at all (`el.willValidate`): hidden, disabled and read-only ones, buttons
    /// that do not submit and image buttons, fieldsets, outputs and everything in a datalist are not.
    pub(crate) fn will_validate(&self, node: NodeId) -> bool {
        let takes_part = match self.control(node) {
            Some(Control::Input(kind)) => {
                !matches!(kind, InputType::Hidden | InputType::Reset | InputType::Button | InputType::Image)
                    && !self.has_attr(node, "readonly")
            }
            Some(Control::Textarea) => !self.has_attr(node, "readonly"),
            Some(Control::Select | Control::Button(ButtonType::Submit)) => true,
            _ => false,
        };
        takes_part && !self.is_disabled(node) && self.nearest(node, &local_name!("datalist")).is_none()
    }

    /// The first rule that the control breaks, in the order in which browsers tell of them; `None` where it is
    /// valid or not validated.
    pub(crate) fn validity(&self, node: NodeId) -> Option<Invalid> {
        if !self.will_validate(node) {
            return None;
        }
        let control = self.control(node)?;
        let broken = |(rule, message)| Invalid { node, rule, message };
        if let Some(message) = self.missing(node, control) {
            return Some(broken(("required", message)));
        }
        let kind = match control {
            Control::Input(kind) => Some(kind),
            Control::Textarea => None,
            _ => return None,
        };
        let value = self.value(node);
        if value.is_empty() {
            return kind.and_then(|kind| self.unreadable(node, kind)).map(broken);
        }
        let of_type = kind.and_then(|kind| self.type_mismatch(node, kind, &value));
        let of_pattern = || kind.and_then(|kind| self.pattern_mismatch(node, kind, &value));
        let of_length = || self.length_mismatch(node, kind, &value);
        let of_range = || kind.and_then(|kind| self.range_mismatch(node, kind, &value));
        of_type.or_else(of_pattern).or_else(of_length).or_else(of_range).map(broken)
    }

    fn missing(&self, node: NodeId, control: Control) -> Option<String> {
        let required = self.has_attr(node, "required");
        match control {
            Control::Input(InputType::Radio) => {
                let group = self.radio_group(node);
                let named = self.attr(node, "name").is_some_and(|name| !name.is_empty());
                let required = named && group.iter().any(|&other| self.has_attr(other, "required"));
                (required && !group.iter().any(|&other| self.checked(other)))
                    .then(|| "one of the group must be checked".to_owned())
            }
            Control::Input(InputType::Checkbox) => {
                (required && !self.checked(node)).then(|| "the box must be checked".to_owned())
            }
            Control::Input(InputType::File) => required.then(|| "a file must be chosen".to_owned()),
            Control::Input(kind) if kind.takes_required() => {
                (required && self.value(node).is_empty() && self.unreadable(node, kind).is_none())
                    .then(|| "a value is required".to_owned())
            }
            Control::Textarea => {
                (required && self.value(node).is_empty()).then(|| "a value is required".to_owned())
            }
            Control::Select => {
                (required && self.shows_nothing(node)).then(|| "an option must be chosen".to_owned())
            }
            _ => None,
        }
    }

    /// Whether a select shows no option, or its placeholder: a first option of its own with an empty value.
    fn shows_nothing(&self, select: NodeId) -> bool {
        let Some(&shown) = self.selected_options(select).first() else { return true };
        let may_hold = !self.has_attr(select, "multiple") && self.display_size(select) == 1;
        may_hold
            && self.options(select).first() == Some(&shown)
            && self.parent(shown) == Some(select)
            && self.value(shown).is_empty()
    }

    /// Text that a person typed and the type makes nothing of.
    fn unreadable(&self, node: NodeId, kind: InputType) -> Option<(&'static str, String)> {
        let live = self.live(node)?;
        let typed = live.value.as_deref().filter(|typed| live.typed && !typed.is_empty())?;
        let (rule, wanted) = match kind {
            InputType::Number => ("type=number", "a number"),
            InputType::Date => ("type=date", "a date (`2026-01-31`)"),
            InputType::Time => ("type=time", "a time (`23:59`)"),
            InputType::Month => ("type=month", "a month (`2026-01`)"),
            InputType::Week => ("type=week", "a week (`2026-W01`)"),
            InputType::DateTimeLocal => ("type=datetime-local", "a date and time (`2026-01-31T23:59`)"),
            _ => return None,
        };
        self.value(node).is_empty().then(|| (rule, format!("value `{typed}` is not {wanted}")))
    }

    fn type_mismatch(&self, node: NodeId, kind: InputType, value: &str) -> Option<(&'static str, String)> {
        match kind {
            InputType::Email if self.has_attr(node, "multiple") => {
                let wrong = value.split(',').find(|address| !is_email(address))?;
                Some(("type=email", format!("value `{wrong}` is not an email address")))
            }
            InputType::Email if !is_email(value) => {
                Some(("type=email", format!("value `{value}` is not an email address")))
            }
            InputType::Url if url::Url::parse(value).is_err() => {
                Some(("type=url", format!("value `{value}` is not an absolute URL")))
            }
            _ => None,
        }
    }

    fn pattern_mismatch(&self, node: NodeId, kind: InputType, value: &str) -> Option<(&'static str, String)> {
        let pattern = self.attr(node, "pattern").filter(|_| kind.is_textual())?;
        let multiple = kind == InputType::Email && self.has_attr(node, "multiple");
        let mut values = if multiple { value.split(',').collect() } else { vec![value] };
        values.retain(|value| matches_pattern(pattern, value) == Verdict::Mismatch);
        let wrong = values.first()?;
        Some(("pattern", format!("value `{wrong}` does not match pattern `{pattern}`")))
    }

    /// Only what a person typed can be too long or too short.
    fn length_mismatch(
        &self,
        node: NodeId,
        kind: Option<InputType>,
        value: &str,
    ) -> Option<(&'static str, String)> {
        let typed = self.live(node).is_some_and(|live| live.typed);
        if !typed || !kind.is_none_or(InputType::is_textual) {
            return None;
        }
        let limit = |name: &str| self.attr(node, name).and_then(non_negative);
        let length = value.encode_utf16().count();
        if let Some(max) = limit("maxlength").filter(|&max| length > max) {
            return Some((
                "maxlength",
                format!("value has {length} characters, more than the {max} allowed"),
            ));
        }
        let min = limit("minlength").filter(|&min| length < min)?;
        Some(("minlength", format!("value has {length} characters, fewer than the {min} required")))
    }

    fn range_mismatch(&self, node: NodeId, kind: InputType, value: &str) -> Option<(&'static str, String)> {
        if !kind.is_ranged() {
            return None;
        }
        let number = as_number(kind, value)?;
        let attr = |name: &str| self.attr(node, name);
        let range = StepRange::of(kind, &attr);
        let (low, high) = out_of_range(kind, &range, number);
        let bound = |name: &str| attr(name).unwrap_or_default().to_owned();
        if low {
            return Some(("min", format!("value `{value}` is below the minimum `{}`", bound("min"))));
        }
        if high {
            return Some(("max", format!("value `{value}` is above the maximum `{}`", bound("max"))));
        }
        (!range.is_on_step(number)).then(|| {
            let step = attr("step").map_or_else(|| "its default".to_owned(), |step| format!("`{step}`"));
            let near: Vec<String> = match kind {
                InputType::Number | InputType::Range => range.around(number),
                _ => Vec::new(),
            }
            .iter()
            .map(|near| format!("`{near}`"))
            .collect();
            let near =
                if near.is_empty() { String::new() } else { format!(", nearest {}", near.join(" and ")) };
            ("step", format!("value `{value}` is not on a step; the step is {step}{near}"))
        })
    }

    /// Whether the field's value keeps its bounds; one without a value does. `None` where there are no bounds.
    pub(super) fn is_in_range(&self, node: NodeId) -> Option<bool> {
        let kind = self.input_type(node).filter(|kind| kind.is_ranged() && self.will_validate(node))?;
        let attr = |name: &str| self.attr(node, name);
        let range = StepRange::of(kind, &attr);
        let Some(number) = as_number(kind, &self.value(node)) else { return Some(true) };
        let is_bounded = range.min.is_some() || range.max.is_some();
        is_bounded.then(|| out_of_range(kind, &range, number) == (false, false))
    }
}

/// Whether the number is below the minimum or above the maximum. Times of day may run past midnight: where the
/// minimum is after the maximum, what lies between is out of range.
fn out_of_range(kind: InputType, range: &StepRange, number: Decimal) -> (bool, bool) {
    let low = range.min.is_some_and(|min| number.compare(min).is_lt());
    let high = range.max.is_some_and(|max| number.compare(max).is_gt());
    match (range.min, range.max) {
        (Some(min), Some(max)) if kind == InputType::Time && min.compare(max).is_gt() => (low && high, false),
        // a slider's maximum is never below its minimum
        (Some(min), Some(max)) if kind == InputType::Range && min.compare(max).is_gt() => {
            (low, number.compare(min).is_gt())
        }
        _ => (low, high),
    }
}

/// A valid e-mail address (HTML § 4.10.5.1.5).
fn is_email(address: &str) -> bool {
    let Some((name, domain)) = address.split_once('@') else { return false };
    let in_name = |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    !name.is_empty() && name.bytes().all(in_name) && domain.split('.').all(is_label)
}
