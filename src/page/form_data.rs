//! A form's entries, as `new FormData(form, submitter)` gathers them (HTML § 4.10.22.4; as in Chromium, controls in a
//! `datalist` go along).
//!
//! Values keep LF newlines. Knows nothing of what htmx makes of them.

use super::control::{Control, InputType};
use super::document::Document;
use super::node::NodeId;

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
    pub fn entry_list(&self, form: NodeId, submitter: Option<NodeId>) -> Vec<(String, Entry)> {
        let mut entries = Vec::new();
        for node in self.owned_controls(form) {
            self.push_entries(node, submitter == Some(node), &mut entries);
        }
        entries
    }

    fn push_entries(&self, node: NodeId, is_submitter: bool, entries: &mut Vec<(String, Entry)>) {
        let Some(control) = self.control(node).filter(|control| control.is_submittable()) else { return };
        let unasked = control.is_button() && !is_submitter;
        let unchecked = matches!(control, Control::Input(kind) if kind.is_checkable()) && !self.checked(node);
        if unasked || unchecked || self.is_disabled(node) {
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
            _ => entries.push((name.to_owned(), Entry::Text(self.value(node)))),
        }
        self.push_direction(node, control, entries);
    }

    fn push_direction(&self, node: NodeId, control: Control, entries: &mut Vec<(String, Entry)>) {
        let applies = match control {
            Control::Textarea => true,
            Control::Input(kind) => {
                kind.is_textual() || matches!(kind, InputType::Hidden | InputType::Submit)
            }
            _ => false,
        };
        if let Some(name) = self.attr(node, "dirname").filter(|name| applies && !name.is_empty()) {
            entries.push((name.to_owned(), Entry::Text(self.direction(node).as_str().to_owned())));
        }
    }

    /// A textarea's value with the line breaks of `wrap=hard` put in.
    fn submitted_text(&self, node: NodeId) -> String {
        let text = self.value(node);
        if !self.attr(node, "wrap").is_some_and(|wrap| wrap.eq_ignore_ascii_case("hard")) {
            return text;
        }
        let columns =
            self.attr(node, "cols").and_then(|cols| cols.trim().parse().ok()).filter(|&cols| cols > 0);
        let columns = columns.unwrap_or(DEFAULT_COLUMNS);
        text.split('\n').map(|line| wrapped(line, columns)).collect::<Vec<_>>().join("\n")
    }
}

/// Breaks a line as Chromium lays it out: after spaces, which may hang over the edge, or within a word that is
/// longer than the line.
fn wrapped(line: &str, columns: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    for word in line.split_inclusive(' ') {
        let letters = word.strip_suffix(' ').unwrap_or(word).chars().count();
        if used > 0 && letters > 0 && used + letters > columns {
            out.push('\n');
            used = 0;
        }
        for char in word.chars() {
            if used >= columns && char != ' ' {
                out.push('\n');
                used = 0;
            }
            out.push(char);
            used += 1;
        }
    }
    out
}
