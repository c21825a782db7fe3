//! A form's entries, as `new FormData(form, submitter)` gathers them (HTML § 4.10.22.4).
//!
//! Where Chromium differs from the standard, Chromium is followed: controls inside a datalist count, a submit
//! input without a value says `Submit`, and one with a name says its direction whether it is pressed or not. Values keep LF newlines.
//! Knows nothing of what htmx makes of them.

use super::control::{Control, InputType};
use super::document::Document;
use super::integer::positive;
use super::node::NodeId;
use super::wrap::wrap_hard;

/// One value of a form's entry list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A string.
    Text(String),
    /// The file of a file field in which none is chosen: an empty file without a name.
    File,
}

/// The columns of a textarea without a valid `cols`.
const DEFAULT_COLUMNS: usize = 20;

impl Document {
    /// The names and values that the form would submit, in order. A button's name and value go along where it is
    /// the submitter; an image button's coordinates are 0.
    pub(crate) fn entry_list(&self, form: NodeId, submitter: Option<NodeId>) -> Vec<(String, Entry)> {
        let mut entries = Vec::new();
        for node in self.owned_controls(form) {
            self.push_entries(node, submitter == Some(node), &mut entries);
        }
        entries
    }

    fn push_entries(&self, node: NodeId, is_submitter: bool, entries: &mut Vec<(String, Entry)>) {
        let Some(control) = self.control(node).filter(|control| control.is_submittable()) else { return };
        if self.is_disabled(node) {
            return;
        }
        let named = self.attr(node, "name").is_some_and(|name| !name.is_empty());
        if named && control == Control::Input(InputType::Submit) {
            self.push_direction(node, entries);
        }
        let unasked = control.is_button() && !is_submitter;
        let unchecked = matches!(control, Control::Input(kind) if kind.is_checkable()) && !self.checked(node);
        if unasked || unchecked {
            return;
        }
        let name = self.attr(node, "name").unwrap_or_default();
        if control == Control::Input(InputType::Image) {
            let prefix = if name.is_empty() { String::new() } else { format!("{name}.") };
            entries.extend(["x", "y"].map(|axis| (format!("{prefix}{axis}"), Entry::Text("0".to_owned()))));
            return;
        }
        if name.is_empty() {
            return;
        }
        match control {
            Control::Select => {
                let chosen =
                    self.selected_options(node).into_iter().filter(|&option| !self.is_disabled(option));
                entries.extend(chosen.map(|option| (name.to_owned(), Entry::Text(self.value(option)))));
            }
            Control::Input(InputType::File) => entries.push((name.to_owned(), Entry::File)),
            Control::Input(InputType::Hidden) if name.eq_ignore_ascii_case("_charset_") => {
                entries.push((name.to_owned(), Entry::Text("UTF-8".to_owned())));
            }
            Control::Textarea => {
                entries.push((name.to_owned(), Entry::Text(self.submitted_text(node))));
            }
            Control::Input(InputType::Submit) if !self.has_attr(node, "value") => {
                entries.push((name.to_owned(), Entry::Text("Submit".to_owned())));
            }
            _ => entries.push((name.to_owned(), Entry::Text(self.value(node)))),
        }
        if matches!(control, Control::Textarea | Control::Input(InputType::Hidden))
            || matches!(control, Control::Input(kind) if kind.is_textual())
        {
            self.push_direction(node, entries);
        }
    }

    fn push_direction(&self, node: NodeId, entries: &mut Vec<(String, Entry)>) {
        if let Some(name) = self.attr(node, "dirname").filter(|name| !name.is_empty()) {
            entries.push((name.to_owned(), Entry::Text(self.direction(node).as_str().to_owned())));
        }
    }

    /// A textarea's value with the line breaks of `wrap=hard` put in.
    fn submitted_text(&self, node: NodeId) -> String {
        let text = self.value(node);
        if !self.attr(node, "wrap").is_some_and(|wrap| wrap.eq_ignore_ascii_case("hard")) {
            return text;
        }
        let columns = self.attr(node, "cols").and_then(positive).unwrap_or(DEFAULT_COLUMNS);
        wrap_hard(&text, columns)
    }
}
