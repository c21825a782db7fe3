//! Controls that hide a form's own properties: `<input name="id">` makes `form.id` that input (HTML §4.10.3, the
//! form's named properties).
//!
//! Knows only what a script sees in place of the property.

use crate::page::{Document, NodeId};

/// What stands in place of a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    /// One element.
    Element(NodeId),
    /// A list of several.
    List,
}

impl Hidden {
    /// As text: `[object HTMLInputElement]`.
    #[must_use]
    pub fn text(self, page: &Document) -> String {
        let interface = match self {
            Self::List => "RadioNodeList",
            Self::Element(node) => match page.local_name(node) {
                Some("button") => "HTMLButtonElement",
                Some("fieldset") => "HTMLFieldSetElement",
                Some("img") => "HTMLImageElement",
                Some("object") => "HTMLObjectElement",
                Some("output") => "HTMLOutputElement",
                Some("select") => "HTMLSelectElement",
                Some("textarea") => "HTMLTextAreaElement",
                _ => "HTMLInputElement",
            },
        };
        format!("[object {interface}]")
    }
}

/// What hides a property of the element: nothing, but in a form with a control (or, without one, an image) of that
/// name or id.
#[must_use]
pub fn hiding(page: &Document, element: NodeId, property: &str) -> Option<Hidden> {
    if page.local_name(element) != Some("form") || !page.is_html(element) {
        return None;
    }
    let named = |&node: &NodeId| ["id", "name"].iter().any(|name| page.attr(node, name) == Some(property));
    let mut found: Vec<NodeId> = page.form_elements(element).into_iter().filter(named).collect();
    if found.is_empty() {
        let images = page.descendants(element).filter(|&node| page.local_name(node) == Some("img"));
        found = images.filter(named).collect();
    }
    match found.as_slice() {
        [] => None,
        [one] => Some(Hidden::Element(*one)),
        _ => Some(Hidden::List),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(inside: &str) -> Option<String> {
        let page = Document::parse(&format!("<form id=f>{inside}</form>"));
        hiding(&page, page.by_id("f")[0], "id").map(|hidden| hidden.text(&page))
    }

    #[test]
    fn a_control_hides_the_property_by_its_name_or_id() {
        assert_eq!(id("<input name=x>"), None);
        assert_eq!(id("<input name=id>").as_deref(), Some("[object HTMLInputElement]"));
        assert_eq!(id("<select id=id>").as_deref(), Some("[object HTMLSelectElement]"));
        assert_eq!(id("<input name=id><input name=id>").as_deref(), Some("[object RadioNodeList]"));
        assert_eq!(id("<input type=image name=id>"), None);
    }

    #[test]
    fn an_image_hides_it_where_no_control_does() {
        assert_eq!(id("<img name=id>").as_deref(), Some("[object HTMLImageElement]"));
        assert_eq!(id("<img name=id><textarea name=id>").as_deref(), Some("[object HTMLTextAreaElement]"));
    }
}
