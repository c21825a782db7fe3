//! Which element has the focus (`document.activeElement`).
//!
//! Knows nothing of who moves it: a person does, by acting on a field.

use super::control::{Control, InputType};
use super::document::Document;
use super::node::NodeId;

impl Document {
    /// Gives the focus to an element (`el.focus()`); one that is disabled or not shown does not take it.
    pub(crate) fn focus(&mut self, node: NodeId) {
        if self.takes_focus(node) {
            self.focused = Some(node);
        }
    }

    /// Takes the focus from the element that has it (`el.blur()`).
    pub(crate) fn blur(&mut self) {
        self.focused = None;
    }

    /// The element that gets the focus by a click on `target`: the nearest one around it that can; none where the click
    /// takes the focus away. A label's control gets it later, with the click that the label passes on.
    pub(crate) fn focused_by_click(&self, target: NodeId) -> Option<NodeId> {
        std::iter::once(target)
            .chain(self.ancestors(target))
            .find(|&node| self.takes_focus(node) && self.is_focusable(node))
    }

    /// Whether people can give it the focus (HTML §6.6.3).
    fn is_focusable(&self, node: NodeId) -> bool {
        self.has_attr(node, "tabindex")
            || self.is_hyperlink(node)
            || self.details_of(node).is_some()
            || self.control(node).is_some_and(|control| control.is_submittable())
    }

    /// Whether the element can have the focus.
    pub(crate) fn takes_focus(&self, node: NodeId) -> bool {
        self.is_element(node) && !self.is_disabled(node) && self.input_type(node) != Some(InputType::Hidden)
    }

    /// The element with the focus, as long as it is on the page; moves within the page keep it.
    pub(crate) fn focused(&self) -> Option<NodeId> {
        self.focused.filter(|&node| self.is_attached(node))
    }

    /// Whether text can be selected in the field (`el.selectionStart` is a number).
    pub(crate) fn has_selection(&self, node: NodeId) -> bool {
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

    #[test]
    fn a_click_gives_the_focus_to_what_is_around_it_or_takes_it_away() {
        let page = Document::parse(
            "<button id=b><i id=i>x</i></button><label id=l>n <input id=c></label><p id=p>x</p><input id=d disabled>\
             <div tabindex=0 id=t><a id=a>x</a></div><a id=h href=/>x</a>",
        );
        let by_click = |id| {
            let focused = page.focused_by_click(page.first_by_id(id).unwrap());
            focused.and_then(|node| page.attr(node, "id"))
        };
        let taken = ["i", "l", "p", "d", "a", "h"].map(by_click);
        assert_eq!(taken, [Some("b"), None, None, None, Some("t"), Some("h")]);
    }
}
