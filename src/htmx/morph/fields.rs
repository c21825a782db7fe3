//! The live state of form fields when an old one takes over a new one's: what idiomorph and morphdom each do.
//!
//! Knows fields, not trees; attributes have been copied before.

use super::is_html_named;
use crate::page::{Document, NodeId};

/// idiomorph 0.8.0 `syncInputValue`. `disabled`, which only reflects its attribute, is in step already.
pub fn sync(page: &mut Document, old: NodeId, new: NodeId) {
    let both = |name| is_html_named(page, old, name) && is_html_named(page, new, name);
    if both("input") && page.control_type(new) != "file" {
        let (value, held) = (page.value(new), page.value(old));
        sync_checked(page, old, new);
        if !page.has_attr(new, "value") {
            page.set_value(old, "");
            page.remove_attr(old, "value");
        } else if held != value {
            page.set_attr(old, "value", &value);
            page.set_value(old, &value);
        }
    } else if both("option") {
        sync_selected(page, old, new);
    } else if both("textarea") {
        let value = page.value(new);
        if page.value(old) != value {
            page.set_value(old, &value);
        }
        if let Some(first) = page.first_child(old) {
            page.set_text(first, &value);
        }
    }
}

/// morphdom 2.7.8 `specialElHandlers`, those of elements whose children have been morphed.
pub fn handle_specially(page: &mut Document, old: NodeId, new: NodeId) {
    if is_html_named(page, old, "input") {
        sync_checked(page, old, new);
        let value = page.value(new);
        if page.value(old) != value {
            page.set_value(old, &value);
        }
    } else if is_html_named(page, old, "option") {
        if let Some(select) = single_select_of(page, old) {
            if page.has_attr(old, "selected") && !page.selected(new) {
                page.remove_attr(old, "selected");
            }
            page.set_selected_index(select, None);
        }
        sync_selected(page, old, new);
    } else if is_html_named(page, old, "select") && !page.has_attr(new, "multiple") {
        let options = page.options(old);
        let chosen = options.iter().position(|&option| page.has_attr(option, "selected"));
        page.set_selected_index(old, chosen);
    }
}

/// morphdom 2.7.8 `specialElHandlers.TEXTAREA`.
pub fn handle_textarea(page: &mut Document, old: NodeId, new: NodeId) {
    let value = page.value(new);
    if page.value(old) != value {
        page.set_value(old, &value);
    }
    let Some(first) = page.first_child(old) else { return };
    let placeholder = page.attr(old, "placeholder").unwrap_or_default();
    let keeps = value.is_empty() && page.text(first) == Some(placeholder);
    if !keeps {
        page.set_text(first, &value);
    }
}

/// `syncBooleanAttrProp(…, "checked")`.
fn sync_checked(page: &mut Document, old: NodeId, new: NodeId) {
    let checked = page.checked(new);
    if page.checked(old) != checked {
        page.set_checked(old, checked);
        set_boolean(page, old, "checked", checked);
    }
}

/// `syncBooleanAttrProp(…, "selected")`.
fn sync_selected(page: &mut Document, old: NodeId, new: NodeId) {
    let selected = page.selected(new);
    if page.selected(old) != selected {
        page.set_selected(old, selected);
        set_boolean(page, old, "selected", selected);
    }
}

fn set_boolean(page: &mut Document, element: NodeId, name: &str, on: bool) {
    if on {
        page.set_attr(element, name, "");
    } else {
        page.remove_attr(element, name);
    }
}

/// The single select that an option is in, itself or its group being the select's child.
fn single_select_of(page: &Document, option: NodeId) -> Option<NodeId> {
    let parent = page.parent(option)?;
    let parent = if is_html_named(page, parent, "optgroup") { page.parent(parent)? } else { parent };
    (is_html_named(page, parent, "select") && !page.has_attr(parent, "multiple")).then_some(parent)
}
