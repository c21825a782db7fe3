//! A named form that has a control called `value`: `form.value` is that control, so that htmx takes the form itself for a
//! field.

use crate::page::{Document, NodeId};

/// What `form.value` is (HTML §4.10.3, the form's named properties): the control of that name or id, or a list of several.
pub(super) enum Clobbered {
    One(NodeId),
    Several(usize),
}

/// The form's own name with its clobbered value, where it has both.
pub(super) fn value(page: &Document, form: NodeId) -> Option<(String, Clobbered)> {
    let name = page.attr(form, "name").filter(|name| !name.is_empty())?;
    let called = |&control: &NodeId| {
        page.attr(control, "id") == Some("value") || page.attr(control, "name") == Some("value")
    };
    let controls: Vec<NodeId> = page.form_elements(form).into_iter().filter(called).collect();
    let clobbered = match controls.as_slice() {
        [] => return None,
        [one] => Clobbered::One(*one),
        several => Clobbered::Several(several.len()),
    };
    Some((name.to_owned(), clobbered))
}

impl Clobbered {
    /// `String(form.value)`.
    pub(super) fn as_text(&self, page: &Document) -> String {
        let interface = match self {
            Self::Several(_) => "RadioNodeList",
            Self::One(control) => match page.local_name(*control) {
                Some("button") => "HTMLButtonElement",
                Some("fieldset") => "HTMLFieldSetElement",
                Some("object") => "HTMLObjectElement",
                Some("output") => "HTMLOutputElement",
                Some("select") => "HTMLSelectElement",
                Some("textarea") => "HTMLTextAreaElement",
                _ => "HTMLInputElement",
            },
        };
        format!("[object {interface}]")
    }

    /// What JSON makes of it: an object without members of its own, or one for each of the list.
    pub(super) fn as_json(&self) -> serde_json::Value {
        let empty = || serde_json::Value::Object(serde_json::Map::new());
        match self {
            Self::One(_) => empty(),
            Self::Several(count) => (0..*count).map(|at| (at.to_string(), empty())).collect(),
        }
    }
}
