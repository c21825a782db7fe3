//! The values that a sender sends: its form's, its own, those it includes (htmx 2.0.11 `getInputValues`).

mod clobbered;
mod joined;
mod object;

pub use joined::Object;

use std::collections::HashMap;

use super::attribute::{self, lineage};
use super::config::Config;
use super::dialect::Dialect;
use super::selector::{self, Found, Start};
use super::swap::Thrown;
use crate::page::{Document, Entry, Invalid, NodeId, Selector};

/// A list of names and values, as JavaScript's `FormData` holds it.
pub type Entries = Vec<(String, Entry)>;

/// Names and values, in the kind of container that htmx has for them.
#[derive(Debug, Clone, PartialEq)]
pub enum Collected {
    /// A `FormData`.
    FormData(Entries),
    /// A plain object; several values of a name are an array (htmx 1).
    Object(Object),
}

/// What was collected.
#[derive(Debug)]
pub struct Inputs {
    /// Names and values in the order of the message.
    pub values: Collected,
    /// Controls that are not valid, where htmx validates; one is enough and nothing is sent.
    pub invalid: Vec<Invalid>,
}

/// Collects a sender's values. `last_button` is the button of its form that was clicked last.
///
/// # Errors
/// Where htmx throws and nothing is sent: `hx-include` is not a selector.
pub fn collect(
    page: &Document,
    dialect: &Dialect,
    config: &Config,
    sender: NodeId,
    last_button: Option<NodeId>,
) -> Result<Inputs, Thrown> {
    if !dialect.collects_form_data {
        return object::collect(page, dialect, config, sender, last_button);
    }
    let validate = validates(page, sender, last_button);
    let mut collector = Collector { page, dialect, validate, seen: Vec::new(), invalid: Vec::new() };
    let mut form_entries = Entries::new();
    let mut entries = Entries::new();
    if let Some(form) = related_form(page, dialect, sender) {
        collector.element(form, &mut form_entries);
    }
    collector.element(sender, &mut entries);
    form_entries.extend(pressed(page, sender, last_button).map(|(name, value)| (name, Entry::Text(value))));
    for included in includes(page, dialect, config, sender)? {
        collector.included(included, &mut entries)?;
    }
    override_with(&mut entries, form_entries, dialect);
    Ok(Inputs { values: Collected::FormData(entries), invalid: collector.invalid })
}

/// The name and value of the button that was clicked last, or of the sender where it is one.
fn pressed(page: &Document, sender: NodeId, last_button: Option<NodeId>) -> Option<(String, String)> {
    let button = last_button.or_else(|| is_button(page, sender).then_some(sender))?;
    Some((page.attr(button, "name")?.to_owned(), page.value(button)))
}

/// Whether htmx checks the controls before it sends (htmx 2.0.11 `getInputValues`, `validate`).
fn validates(page: &Document, sender: NodeId, last_button: Option<NodeId>) -> bool {
    let form = page.local_name(sender) == Some("form") && !page.has_attr(sender, "novalidate");
    let asked = form || attribute::value(page, sender, "hx-validate") == Some("true");
    asked && !last_button.is_some_and(|button| page.has_attr(button, "formnovalidate"))
}

/// The form whose values go along (htmx 2.0.11 `getRelatedForm`).
#[must_use]
pub fn related_form(page: &Document, dialect: &Dialect, element: NodeId) -> Option<NodeId> {
    let owner = if dialect.related_form_by_attribute { page.form_owner(element) } else { None };
    owner.or_else(|| lineage(page, element).find(|&node| page.local_name(node) == Some("form")))
}

/// The form that a click on the button counts for (`getRelatedFormData`). Before [`related_form`] found it by `form=`: what
/// the selector `#` and the value finds (`#null` without one), else by ancestry; none where that is no selector.
#[must_use]
pub fn button_form(page: &Document, dialect: &Dialect, button: NodeId) -> Option<NodeId> {
    if dialect.related_form_by_attribute {
        return related_form(page, dialect, button);
    }
    let selector = format!("#{}", page.attr(button, "form").unwrap_or("null"));
    let named = page.select_first(page.root(), &Selector::parse(&selector).ok()?);
    named.or_else(|| related_form(page, dialect, button))
}

/// The elements that `hx-include` names.
///
/// # Errors
/// Where the value is not a selector.
pub fn includes(
    page: &Document,
    dialect: &Dialect,
    config: &Config,
    element: NodeId,
) -> Result<Vec<Found>, Thrown> {
    let Some(value) = attribute::inherited(page, config, element, "hx-include") else {
        return Ok(Vec::new());
    };
    if value == "this" {
        let holder =
            lineage(page, element).find(|&node| attribute::value(page, node, "hx-include").is_some());
        return Ok(holder.map(Found::Element).into_iter().collect());
    }
    let mut found = selector::find_all(page, dialect, Start::Element(element), value)
        .map_err(|error| Thrown(error.to_string()))?;
    if dialect.finds_null && found.is_empty() && selector::finds_one(dialect, value) {
        return Err(Thrown(format!("hx-include `{value}` finds nothing, of which htmx reads the values")));
    }
    let inherits = dialect.inherits_includes && value.split(',').any(|part| part.trim() == "inherit");
    let outer = lineage(page, element)
        .skip(1)
        .find(|&node| attribute::has(page, node, "hx-include"))
        .filter(|_| inherits);
    if let Some(outer) = outer {
        found.extend(includes(page, dialect, config, outer)?);
    }
    Ok(found)
}

/// What the form has takes the place of what the others have under the same name, at the end (`overrideFormData`).
fn override_with(entries: &mut Entries, mut others: Entries, dialect: &Dialect) {
    entries.retain(|(name, _)| !others.iter().any(|(taken, _)| taken == name));
    if dialect.overrides_name_by_name {
        let mut last = HashMap::new();
        for (at, (name, _)) in others.iter().enumerate() {
            last.insert(name.clone(), at);
        }
        others.sort_by_key(|(name, _)| last.get(name).copied());
    }
    entries.append(&mut others);
}

struct Collector<'a> {
    page: &'a Document,
    dialect: &'a Dialect,
    validate: bool,
    seen: Vec<NodeId>,
    invalid: Vec<Invalid>,
}

impl Collector<'_> {
    /// htmx 2.0.11 `processInputValue`.
    fn element(&mut self, element: NodeId, entries: &mut Entries) {
        if self.seen.contains(&element) {
            return;
        }
        self.seen.push(element);
        if self.page.local_name(element) == Some("form") {
            entries.extend(
                clobbered::value(self.page, element)
                    .map(|(name, clobbered)| (name, Entry::Text(clobbered.as_text(self.page)))),
            );
            self.form(element, entries);
        } else if should_include(self.page, self.dialect, element) {
            let name = self.page.attr(element, "name").unwrap_or_default();
            let values = values_of(self.page, element).into_iter();
            entries.extend(values.map(|value| (name.to_owned(), Entry::Text(value))));
            self.check(element);
        }
    }

    fn form(&mut self, form: NodeId, entries: &mut Entries) {
        for control in self.page.form_elements(form) {
            if self.seen.contains(&control) {
                let name = self.page.attr(control, "name").unwrap_or_default();
                let mut values = values_of(self.page, control);
                if !self.dialect.removes_every_value {
                    values.truncate(1);
                }
                remove_values(entries, name, &values);
            } else {
                self.seen.push(control);
            }
            self.check(control);
        }
        let list = self.page.entry_list(form, None).into_iter();
        entries.extend(list.filter(|(_, entry)| *entry != Entry::File));
    }

    /// An included element, and what is in it unless it is a form.
    fn included(&mut self, included: Found, entries: &mut Entries) -> Result<(), Thrown> {
        for element in with_inputs(self.page, included)? {
            self.element(element, entries);
        }
        Ok(())
    }

    fn check(&mut self, control: NodeId) {
        if self.validate {
            self.invalid.extend(self.page.validity(control));
        }
    }
}

/// An included element, and the inputs in it unless it is a form.
fn with_inputs(page: &Document, included: Found) -> Result<Vec<NodeId>, Thrown> {
    let (element, scope) = match included {
        Found::Element(form) if page.local_name(form) == Some("form") => return Ok(vec![form]),
        Found::Element(element) => (Some(element), element),
        Found::Document => (None, page.root()),
        Found::Window => return Err(Thrown("hx-include `window`: it holds no elements".into())),
    };
    let is_input = |&node: &NodeId| matches!(page.local_name(node), Some("input" | "textarea" | "select"));
    Ok(element.into_iter().chain(page.descendants(scope).filter(is_input)).collect())
}

/// Takes values of a name out; what is left of it moves to the end (htmx 2.0.11 `removeValueFromFormData`).
fn remove_values(entries: &mut Entries, name: &str, values: &[String]) {
    let (mut kept, rest): (Entries, Entries) = entries.drain(..).partition(|(held, _)| held == name);
    kept.retain(|(_, entry)| !matches!(entry, Entry::Text(text) if values.contains(text)));
    *entries = rest;
    entries.append(&mut kept);
}

/// htmx 2.0.11 `shouldInclude`. Its checks of the tag names `image`, `reset` and `file` never hold.
fn should_include(page: &Document, dialect: &Dialect, element: NodeId) -> bool {
    let named = page.attr(element, "name").is_some_and(|name| !name.is_empty());
    let control =
        matches!(page.local_name(element), Some("input" | "button" | "select" | "textarea" | "output"));
    let in_disabled_fieldset = dialect.knows_disabled_fieldsets
        && lineage(page, element)
            .any(|node| page.local_name(node) == Some("fieldset") && page.has_attr(node, "disabled"));
    // an `output` has no `disabled`
    let disabled = page.has_attr(element, "disabled") && page.local_name(element) != Some("output");
    if !named || !control || disabled || in_disabled_fieldset {
        return false;
    }
    match page.control_type(element).as_str() {
        "button" | "submit" => false,
        "checkbox" | "radio" => page.checked(element),
        _ => true,
    }
}

/// htmx 2.0.11 `getValueFromInput`; a file input without files has none.
fn values_of(page: &Document, element: NodeId) -> Vec<String> {
    match page.control_type(element).as_str() {
        "select-multiple" => {
            let options = page.options(element).into_iter();
            options.filter(|&option| page.selected(option)).map(|option| page.value(option)).collect()
        }
        "file" => Vec::new(),
        _ => vec![page.value(element)],
    }
}

fn is_button(page: &Document, element: NodeId) -> bool {
    match page.local_name(element) {
        Some("button") => true,
        Some("input") => page.attr(element, "type") == Some("submit"),
        _ => false,
    }
}
