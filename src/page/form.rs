//! Which controls belong to which form, and which of them are disabled.
//!
//! The parser's association of misnested forms is left out: ownership is read from the tree.

use html5ever::{LocalName, local_name};

use super::control::Control;
use super::document::Document;
use super::node::NodeId;

impl Document {
    /// The form that an element belongs to: of a listed element in the document the one its `form` attribute names,
    /// if it is the first with that id; else the nearest form around it.
    pub(crate) fn form_owner(&self, node: NodeId) -> Option<NodeId> {
        if let Some(id) = self.attr(node, "form")
            && self.is_attached(node)
            && self.control(node).is_some()
        {
            return self.first_by_id(id).filter(|&form| self.is_named(form, &local_name!("form")));
        }
        self.nearest(node, &local_name!("form"))
    }

    /// The form's listed elements in tree order, without image buttons (`form.elements`).
    pub(crate) fn form_elements(&self, form: NodeId) -> Vec<NodeId> {
        let mut elements = self.owned_controls(form);
        elements.retain(|&node| self.control_type(node) != "image");
        elements
    }

    /// The form's first submit button in tree order, disabled or not; the Enter key acts through it.
    pub(crate) fn default_button(&self, form: NodeId) -> Option<NodeId> {
        self.owned_controls(form).into_iter().find(|&node| self.is_submit_button(node))
    }

    /// Why `form.requestSubmit(button)` throws, where it does (HTML §4.10.3): in words, with selectors.
    ///
    /// # Errors
    /// Where the form is none, or the button does not submit it.
    pub(crate) fn submits(&self, form: NodeId, button: Option<NodeId>) -> Result<(), String> {
        let name = |node| self.selector_for(node);
        if !self.is_named(form, &local_name!("form")) {
            return Err(format!("`{}` is no form", name(form)));
        }
        let is_its =
            |&button: &NodeId| self.is_submit_button(button) && self.form_owner(button) == Some(form);
        match button {
            Some(button) if !is_its(&button) => {
                Err(format!("`{}` is no submit button of `{}`", name(button), name(form)))
            }
            _ => Ok(()),
        }
    }

    /// As `form.reset()`: every control, and every option of its selects, is as its attributes say again.
    pub(crate) fn reset(&mut self, form: NodeId) {
        for control in self.owned_controls(form) {
            for node in self.options(control).into_iter().chain([control]) {
                if let Some(element) = self.element_mut(node) {
                    element.live = None;
                }
            }
        }
    }

    /// Whether the control, option, optgroup or fieldset is disabled: by its own attribute or a fieldset around it,
    /// whose first legend stays enabled; an option by its optgroup.
    pub(crate) fn is_disabled(&self, node: NodeId) -> bool {
        let own = self.has_attr(node, "disabled");
        if self.is_named(node, &local_name!("option")) {
            return own
                || self
                    .nearest(node, &local_name!("optgroup"))
                    .is_some_and(|group| self.has_attr(group, "disabled"));
        }
        if self.is_named(node, &local_name!("optgroup")) {
            return own;
        }
        match self.control(node) {
            None | Some(Control::Object | Control::Output) => false,
            Some(_) => own || self.is_in_disabled_fieldset(node),
        }
    }

    /// Every listed element whose owner is the form, in tree order.
    pub(super) fn owned_controls(&self, form: NodeId) -> Vec<NodeId> {
        if !self.is_named(form, &local_name!("form")) {
            return Vec::new();
        }
        let id =
            self.attr(form, "id").filter(|id| self.is_attached(form) && self.first_by_id(id) == Some(form));
        // one that names its form may be anywhere
        let top = if self.names_forms && self.is_attached(form) { self.root } else { form };
        let end = self.following_outside(form, top);
        let mut inside = top == form;
        let mut owned = Vec::new();
        for node in self.descendants(top) {
            inside = (inside || node == form) && Some(node) != end;
            if self.control(node).is_none() {
                continue;
            }
            let mine = match self.attr(node, "form") {
                Some(asked) if self.is_attached(node) => id == Some(asked),
                _ => inside && self.nearest(node, &local_name!("form")) == Some(form),
            };
            if mine {
                owned.push(node);
            }
        }
        owned
    }

    /// The nearest HTML element of that name around the node.
    pub(super) fn nearest(&self, node: NodeId, local: &LocalName) -> Option<NodeId> {
        self.ancestors(node).find(|&ancestor| self.is_named(ancestor, local))
    }

    fn is_in_disabled_fieldset(&self, node: NodeId) -> bool {
        let mut below = node;
        for ancestor in self.ancestors(node) {
            if self.is_named(ancestor, &local_name!("fieldset"))
                && self.has_attr(ancestor, "disabled")
                && !self.is_first_legend(ancestor, below)
            {
                return true;
            }
            below = ancestor;
        }
        false
    }

    fn is_first_legend(&self, fieldset: NodeId, child: NodeId) -> bool {
        self.child_elements(fieldset).find(|&node| self.is_named(node, &local_name!("legend"))) == Some(child)
    }
}
