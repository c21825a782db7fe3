//! htmx 1's way: values in a plain object, several of one name as an array (htmx 1.9.12 `getInputValues`).

use serde_json::Value;

use super::{
    Collected, Inputs, Object, clobbered, includes, pressed, related_form, should_include, validates,
    with_inputs,
};
use crate::htmx::config::Config;
use crate::htmx::dialect::Dialect;
use crate::htmx::swap::Thrown;
use crate::page::{Document, Invalid, NodeId};

/// Collects a sender's values. What its form has wins, in the place that a value of the same name has already.
pub(super) fn collect(
    page: &Document,
    dialect: &Dialect,
    config: &Config,
    sender: NodeId,
    last_button: Option<NodeId>,
) -> Result<Inputs, Thrown> {
    let validate = validates(page, sender, last_button);
    let mut collector = Collector { page, dialect, validate, seen: Vec::new(), invalid: Vec::new() };
    let (mut values, mut form_values) = (Object::default(), Object::default());
    if let Some(form) = related_form(page, dialect, sender) {
        collector.element(form, &mut form_values);
    }
    collector.element(sender, &mut values);
    if let Some((name, value)) = pressed(page, sender, last_button) {
        form_values.join(&name, value.into());
    }
    for included in includes(page, dialect, config, sender)? {
        for element in with_inputs(page, included)? {
            collector.element(element, &mut values);
        }
    }
    if form_values.has_own("hasOwnProperty") {
        return Err(Thrown("a field is named `hasOwnProperty`, which htmx calls as a function".into()));
    }
    values.merge(form_values);
    Ok(Inputs { values: Collected::Object(values), invalid: collector.invalid })
}

struct Collector<'a> {
    page: &'a Document,
    dialect: &'a Dialect,
    validate: bool,
    seen: Vec<NodeId>,
    invalid: Vec<Invalid>,
}

impl Collector<'_> {
    /// htmx 1.9.12 `processInputValue`: a form comes with its controls.
    fn element(&mut self, element: NodeId, values: &mut Object) {
        if self.seen.contains(&element) {
            return;
        }
        self.seen.push(element);
        if self.page.local_name(element) != Some("form") {
            self.control(element, values);
            return;
        }
        if let Some((name, clobbered)) = clobbered::value(self.page, element) {
            values.join(&name, clobbered.as_json());
        }
        for control in self.page.form_elements(element) {
            if !self.seen.contains(&control) {
                self.seen.push(control);
                self.control(control, values);
            }
        }
    }

    /// Only what is sent is checked.
    fn control(&mut self, control: NodeId, values: &mut Object) {
        if !should_include(self.page, self.dialect, control) {
            return;
        }
        let name = self.page.attr(control, "name").unwrap_or_default();
        values.join(name, self.value(control));
        if self.validate {
            self.invalid.extend(self.page.validity(control));
        }
    }

    fn value(&self, control: NodeId) -> Value {
        let page = self.page;
        match page.control_type(control).as_str() {
            "select-multiple" => {
                let options = page.options(control).into_iter();
                options.filter(|&option| page.selected(option)).map(|option| page.value(option)).collect()
            }
            "file" => Value::Array(Vec::new()),
            _ => page.value(control).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::htmx::json;

    fn collected(html: &str) -> String {
        let page = Document::parse(html);
        let dialect = Dialect::choose("1", None).unwrap();
        let inputs = collect(&page, &dialect, &Config::default(), page.by_id("e")[0], None);
        match inputs.map(|inputs| inputs.values) {
            Ok(Collected::Object(map)) => json::stringify(&Value::Object(map.into_map())),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn several_values_and_what_can_have_several_are_arrays() {
        assert_eq!(
            collected(
                "<form id=e><input name=a value=1><input name=a value=2><select name=m multiple><option>x</select>\
                 <select name=n multiple><option selected>x</select><input type=file name=f><output name=o>5</output>"
            ),
            r#"{"a":["1","2"],"m":[],"n":["x"],"f":[],"o":"5"}"#
        );
    }

    #[test]
    fn what_the_form_has_wins_in_the_place_of_what_was_included() {
        assert_eq!(
            collected(
                "<form id=e hx-include=.i><input name=x value=1><input name=z value=3></form>\
                       <input class=i name=y value=2><input class=i name=x value=9>"
            ),
            r#"{"y":"2","x":"1","z":"3"}"#
        );
    }

    #[test]
    fn a_form_can_be_a_field_of_itself() {
        assert_eq!(collected("<form id=e name=f><input name=value value=1>"), r#"{"f":{},"value":"1"}"#);
    }

    #[test]
    fn only_what_is_sent_is_checked() {
        let page =
            Document::parse("<form id=e hx-validate=true><input required><input name=a required disabled>");
        let dialect = Dialect::choose("1", None).unwrap();
        let inputs = collect(&page, &dialect, &Config::default(), page.by_id("e")[0], None).unwrap();
        assert_eq!(inputs.invalid, []);
    }
}
