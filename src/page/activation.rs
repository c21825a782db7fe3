//! What a browser does on a click or the Enter key besides dispatching events (HTML §6.4, §4.10.22.2).
//!
//! Reads and changes the document only; events and their listeners are somebody else's.

use html5ever::local_name;

use super::control::{ButtonType, Control, InputType};
use super::document::Document;
use super::node::NodeId;

/// What a click on an element does, once no listener has prevented it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Activation {
    /// Submits the form through the button.
    Submit(NodeId),
    /// Resets the form.
    Reset(NodeId),
    /// Tells that a box or a radio button has changed.
    Changed,
    /// Follows the link.
    Follow(NodeId),
    /// Clicks the control that the label is for.
    Click(NodeId),
    /// Opens or closes the details around a summary.
    Toggle(NodeId),
    /// Nothing.
    Nothing,
}

/// What the Enter key in a field does, besides beginning a new line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Enter {
    /// Clicks the form's default button.
    Click(NodeId),
    /// Submits the form, without a button.
    Submit(NodeId),
    /// Nothing.
    Nothing,
}

/// How boxes stood before a click.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checks(Vec<(NodeId, bool)>);

impl Document {
    /// The element that acts on a click on `target`: itself or the nearest one around it that can.
    pub(crate) fn activated_by(&self, target: NodeId) -> Option<NodeId> {
        std::iter::once(target).chain(self.ancestors(target)).find(|&node| self.can_activate(node))
    }

    fn can_activate(&self, node: NodeId) -> bool {
        match self.control(node) {
            Some(Control::Button(_) | Control::Input(_)) => true,
            _ => {
                self.is_named(node, &local_name!("label"))
                    || self.details_of(node).is_some()
                    || self.is_hyperlink(node)
            }
        }
    }

    /// `a` and `area` with an address.
    pub(super) fn is_hyperlink(&self, node: NodeId) -> bool {
        let link = self.is_named(node, &local_name!("a")) || self.is_named(node, &local_name!("area"));
        link && self.has_attr(node, "href")
    }

    /// The details whose summary the element is.
    pub(super) fn details_of(&self, node: NodeId) -> Option<NodeId> {
        let is_summary = |&node: &NodeId| self.is_named(node, &local_name!("summary"));
        let details =
            self.parent_element(node).filter(|&parent| self.is_named(parent, &local_name!("details")))?;
        (self.child_elements(details).find(is_summary) == Some(node)).then_some(details)
    }

    /// Changes a box or a radio button before its click is dispatched. Returns how the boxes stood, where it did.
    pub(crate) fn check_by_click(&mut self, element: NodeId) -> Option<Checks> {
        let before = match self.input_type(element)? {
            InputType::Checkbox => vec![element],
            InputType::Radio => {
                let mut group = self.radio_group(element);
                group.retain(|&radio| radio != element);
                group.push(element);
                group
            }
            _ => return None,
        };
        let checks = before.iter().map(|&node| (node, self.checked(node))).collect();
        let on = self.input_type(element) == Some(InputType::Radio) || !self.checked(element);
        self.set_checked(element, on);
        Some(Checks(checks))
    }

    /// Gives the boxes their state from before a click that was prevented.
    pub(crate) fn uncheck(&mut self, checks: &Checks) {
        checks.0.iter().for_each(|&(node, on)| self.set_checked(node, on));
    }

    /// What the element does on a click on `target`. `checks` is how its box stood before.
    pub(crate) fn activation(&self, element: NodeId, target: NodeId, checks: Option<&Checks>) -> Activation {
        if self.is_disabled(element) {
            return Activation::Nothing;
        }
        let form = |made: fn(NodeId) -> Activation| self.form_owner(element).map(made);
        let activation = match self.control(element) {
            Some(
                Control::Button(ButtonType::Submit) | Control::Input(InputType::Submit | InputType::Image),
            ) => form(Activation::Submit),
            Some(Control::Button(ButtonType::Reset) | Control::Input(InputType::Reset)) => {
                form(Activation::Reset)
            }
            Some(Control::Input(InputType::Checkbox | InputType::Radio)) => {
                let was = checks.and_then(|checks| checks.0.iter().find(|(node, _)| *node == element));
                let changed = was.is_none_or(|&(_, was)| was != self.checked(element));
                (changed && self.is_attached(element)).then_some(Activation::Changed)
            }
            Some(_) => None,
            None if self.is_named(element, &local_name!("label")) => {
                self.clicked_through(element, target).map(Activation::Click)
            }
            None => match self.details_of(element) {
                Some(details) => Some(Activation::Toggle(details)),
                None => Some(Activation::Follow(element)),
            },
        };
        activation.unwrap_or(Activation::Nothing)
    }

    /// The control that a label is for: the one that `for` names, else the first in it.
    pub(crate) fn labelled_by(&self, label: NodeId) -> Option<NodeId> {
        let labelable = |&node: &NodeId| match self.control(node) {
            Some(Control::Input(kind)) => kind != InputType::Hidden,
            Some(Control::Fieldset | Control::Object) => false,
            Some(_) => true,
            None => {
                self.is_named(node, &local_name!("meter")) || self.is_named(node, &local_name!("progress"))
            }
        };
        match self.attr(label, "for") {
            Some(id) => self.first_by_id(id).filter(labelable),
            None => self.descendants(label).find(labelable),
        }
    }

    /// A click in a label clicks its control, unless it was on that or on another thing that people can use.
    fn clicked_through(&self, label: NodeId, target: NodeId) -> Option<NodeId> {
        let control = self.labelled_by(label).filter(|&control| !self.is_disabled(control))?;
        let inside = std::iter::once(target).chain(self.ancestors(target)).take_while(|&node| node != label);
        let interactive =
            |node: NodeId| node == control || self.is_hyperlink(node) || self.control(node).is_some();
        (!inside.into_iter().any(interactive)).then_some(control)
    }

    /// What the Enter key in a field does: in a field of text it acts through the form's default button, and without
    /// one where there is no other such field; in any other through the first button that is not disabled
    /// (Chromium, `HTMLFormElement::SubmitImplicitly`).
    pub(crate) fn enter(&self, field: NodeId) -> Enter {
        match self.control(field) {
            _ if self.is_disabled(field) => return Enter::Nothing,
            Some(Control::Button(_)) => return Enter::Click(field),
            Some(Control::Input(kind)) if kind.is_button() => return Enter::Click(field),
            Some(Control::Input(InputType::Color | InputType::File | InputType::Hidden)) => {
                return Enter::Nothing;
            }
            Some(Control::Input(_)) => {}
            _ => return Enter::Nothing,
        }
        let Some(form) = self.form_owner(field) else { return Enter::Nothing };
        let mut buttons = self.owned_controls(form);
        buttons.retain(|&node| self.is_submit_button(node));
        if !self.takes_text(field) {
            let enabled = buttons.into_iter().find(|&button| !self.is_disabled(button));
            return enabled.map_or(Enter::Nothing, Enter::Click);
        }
        match buttons.first() {
            Some(&button) => Enter::Click(button),
            None if self.text_fields(form) == 1 => Enter::Submit(form),
            None => Enter::Nothing,
        }
    }

    fn text_fields(&self, form: NodeId) -> usize {
        self.owned_controls(form).into_iter().filter(|&node| self.takes_text(node)).count()
    }

    /// A field of text, those for numbers among them.
    fn takes_text(&self, node: NodeId) -> bool {
        self.input_type(node).is_some_and(|kind| kind.is_textual() || kind == InputType::Number)
    }
}
