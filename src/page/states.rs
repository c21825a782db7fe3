//! What the pseudo-classes of element states mean.
//!
//! Knows elements and form controls; parsing of selectors is elsewhere.

use html5ever::{local_name, ns};

use super::control::{Control, InputType};
use super::document::Document;
use super::node::{Element, NodeId};
use super::pseudo::State;

impl Document {
    pub(super) fn is_in_state(&self, node: NodeId, state: State) -> bool {
        let Some(element) = self.element(node) else { return false };
        match state {
            State::AnyLink => is_link(element),
            State::Checked if self.is_named(node, &local_name!("option")) => self.selected(node),
            State::Checked => self.checked(node),
            State::Default => self.is_default(node),
            State::Defined => !element.is_html() || !element.name.local.contains('-'),
            State::Disabled => self.can_be_disabled(node) && self.shows_disabled(node),
            State::Enabled => self.can_be_disabled(node) && !self.shows_disabled(node),
            State::Indeterminate => self.is_indeterminate(node),
            State::InRange => self.is_in_range(node) == Some(true),
            State::OutOfRange => self.is_in_range(node) == Some(false),
            State::Invalid => self.is_valid(node) == Some(false),
            State::Valid => self.is_valid(node) == Some(true),
            State::Open => {
                matches!(element.name.local, local_name!("details") | local_name!("dialog"))
                    && element.is_html()
                    && element.attr("open").is_some()
            }
            State::Optional => self.may_be_required(node) && !self.is_required(node),
            State::Required => self.is_required(node),
            State::PlaceholderShown => self.shows_placeholder(node),
            State::ReadOnly => element.is_html() && !self.is_editable(node),
            State::ReadWrite => self.is_editable(node),
        }
    }

    fn can_be_disabled(&self, node: NodeId) -> bool {
        self.is_named(node, &local_name!("option"))
            || self.is_named(node, &local_name!("optgroup"))
            || self
                .control(node)
                .is_some_and(|control| control != Control::Object && control != Control::Output)
    }

    /// Chromium's `:disabled` takes the options of a disabled select in.
    fn shows_disabled(&self, node: NodeId) -> bool {
        self.is_disabled(node) || self.select_of_option(node).is_some_and(|select| self.is_disabled(select))
    }

    fn select_of_option(&self, node: NodeId) -> Option<NodeId> {
        self.is_named(node, &local_name!("option")).then(|| self.select_of(node))?
    }

    /// The button that the Enter key uses, a box that starts checked, an option that starts selected.
    fn is_default(&self, node: NodeId) -> bool {
        if self.is_named(node, &local_name!("option")) {
            return self.has_attr(node, "selected");
        }
        if self.input_type(node).is_some_and(InputType::is_checkable) {
            return self.has_attr(node, "checked");
        }
        self.is_submit_button(node)
            && self.form_owner(node).is_some_and(|form| self.default_button(form) == Some(node))
    }

    fn is_indeterminate(&self, node: NodeId) -> bool {
        if self.is_named(node, &local_name!("progress")) {
            return !self.has_attr(node, "value");
        }
        self.input_type(node) == Some(InputType::Radio)
            && !self.radio_group(node).into_iter().any(|other| self.checked(other))
    }

    /// Of controls that are validated, forms and fieldsets; `None` for everything else.
    fn is_valid(&self, node: NodeId) -> Option<bool> {
        let all_valid = |nodes: Vec<NodeId>| nodes.into_iter().all(|node| self.validity(node).is_none());
        if self.is_named(node, &local_name!("form")) {
            return Some(all_valid(self.owned_controls(node)));
        }
        if self.control(node) == Some(Control::Fieldset) {
            return Some(all_valid(self.descendants(node).collect()));
        }
        self.will_validate(node).then(|| self.validity(node).is_none())
    }

    /// Chromium counts buttons among the optional.
    fn may_be_required(&self, node: NodeId) -> bool {
        self.control(node).is_some_and(Control::is_submittable)
    }

    fn is_required(&self, node: NodeId) -> bool {
        let applies = match self.control(node) {
            Some(Control::Input(kind)) => kind.takes_required(),
            control => matches!(control, Some(Control::Select | Control::Textarea)),
        };
        applies && self.has_attr(node, "required")
    }

    fn shows_placeholder(&self, node: NodeId) -> bool {
        let applies = match self.control(node) {
            Some(Control::Input(kind)) => kind.is_textual() || kind == InputType::Number,
            control => control == Some(Control::Textarea),
        };
        applies && self.has_attr(node, "placeholder") && self.value(node).is_empty()
    }

    fn is_editable(&self, node: NodeId) -> bool {
        let is_field = match self.control(node) {
            Some(Control::Input(kind)) => kind.takes_readonly(),
            control => control == Some(Control::Textarea),
        };
        if is_field {
            return !self.has_attr(node, "readonly") && !self.is_disabled(node);
        }
        let asked = std::iter::once(node)
            .chain(self.ancestors(node))
            .find_map(|node| self.attr(node, "contenteditable"));
        asked.is_some_and(|value| !value.eq_ignore_ascii_case("false"))
    }
}

/// HTML's links are `a` and `area` with `href`; SVG's are `a` with `href` or `xlink:href`.
pub(super) fn is_link(element: &Element) -> bool {
    let is_anchor = element.name.local == local_name!("a");
    let is_area = element.is_html() && element.name.local == local_name!("area");
    let plain_only = element.is_html();
    (is_anchor || is_area)
        && element
            .attrs
            .iter()
            .any(|attr| attr.local == local_name!("href") && (!plain_only || attr.ns == ns!()))
}
