//! Which element has the focus (`document.activeElement`).
//!
//! Knows nothing of who moves it: a person does, by acting on a field.

use super::control::{Control, InputType};
use super::document::Document;
use super::node::NodeId;

impl Document {
    /// Gives the focus to an element (`el.focus()`); one that is disabled or not shown does not take it.
    pub fn focus(&mut self, node: NodeId) {
        if self.takes_focus(node) {
            self.focused = Some(node);
        }
    }

    /// Whether the element can have the focus.
    pub fn takes_focus(&self, node: NodeId) -> bool {
        self.is_element(node) && !self.is_disabled(node) && self.input_type(node) != Some(InputType::Hidden)
    }

    /// The element with the focus, as long as it is on the page; moves within the page keep it.
    pub fn focused(&self) -> Option<NodeId> {
        self.focused.filter(|&node| self.is_attached(node))
    }

    /// Whether text can be selected in the field (`el.selectionStart` is a number).
    pub fn has_selection(&self, node: NodeId) -> bool {
        match self.control(node) {
            Some(Control::Textarea) => true,
            Some(Control::Input(kind)) => kind.is_textual() && kind != InputType::Email,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_focus_goes_with_its_element() {
        let mut page = Document::parse("<input id=a><input id=b disabled>");
        let (a, b) = (page.first_by_id("a").unwrap(), page.first_by_id("b").unwrap());
        assert_eq!(page.focused(), None);
        page.focus(a);
        page.focus(b);
        assert_eq!(page.focused(), Some(a));
        assert!(page.has_selection(a));
        page.remove(a);
        assert_eq!(page.focused(), None);
    }
}
