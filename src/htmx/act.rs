//! What a person does to a sender's controls before sending: types, checks, chooses.

use serde_json::{Map, Value};
use thiserror::Error;

use super::compose::Extras;
use super::dialect::Outgoing;
use super::four::collect;
use super::item::Item;
use super::selector::Found;
use super::twin::Twin;
use super::values;
use crate::page::{Document, NodeId};

/// What the items came to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Acted {
    /// Values that no control holds.
    pub extras: Extras,
    /// The submit button that an item named with its value.
    pub submitter: Option<NodeId>,
    /// Names that no control of the sender has.
    pub unknown: Vec<String>,
    /// Buttons that their items do not press.
    pub unpressed: Vec<Unpressed>,
    /// Names of controls that are disabled: what is entered does not travel.
    pub disabled: Vec<String>,
}

/// A button that an item names and does not press: the item is added as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unpressed {
    /// The button's name.
    pub name: String,
    /// The selector of the button, where it can be pressed, but not by a value.
    pub image: Option<String>,
    /// The values of the submit buttons of that name.
    pub has: Vec<String>,
}

impl Unpressed {
    /// What is wrong, and how the button is pressed, where that can be; `option` chooses a button by its selector.
    #[must_use]
    pub fn describe(&self, option: &str) -> (String, Option<String>) {
        let name = &self.name;
        match (self.has.as_slice(), &self.image) {
            ([], None) => (format!("`{name}` is a button that submits nothing"), None),
            ([], Some(selector)) => {
                (format!("`{name}` is a button without a value"), Some(format!("`{option} '{selector}'`")))
            }
            (has, _) => {
                let what = format!("`{name}` is a button, and has the value `{}`", has.join("` or `"));
                let press: Vec<String> = has.iter().map(|value| format!("`{name}={value}`")).collect();
                (what, Some(press.join(" or ")))
            }
        }
    }
}

/// What a person cannot do.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ActError {
    /// A box, radio or option with that value is not there.
    #[error("`{name}` has no choice `{value}`: it has {}", choices(.has))]
    NoChoice {
        /// The control's name.
        name: String,
        /// What was asked for.
        value: String,
        /// What there is.
        has: Vec<String>,
    },
    /// More values than there are controls of that name.
    #[error("`{name}` takes {takes} value{}, and {given} were given", if *.takes == 1 { "" } else { "s" })]
    TooMany {
        /// The control's name.
        name: String,
        /// How many controls there are.
        takes: usize,
        /// How many values were given.
        given: usize,
    },
}

fn choices(has: &[String]) -> String {
    if has.is_empty() { "none".to_owned() } else { format!("`{}`", has.join("`, `")) }
}

impl Twin {
    /// Does what the items say to the controls of the sender. Without a page, or where no control has the name, the
    /// items are the values. Items that read files must have been read.
    ///
    /// # Errors
    /// Where a choice is asked for that is not there; controls before it have been changed.
    pub fn act(&mut self, sender: Option<NodeId>, items: &[Item]) -> Result<Acted, ActError> {
        let mut acted = Acted::default();
        for (name, entered) in grouped(items) {
            let values = match entered {
                Entered::Json(value) => {
                    acted.extras.values.insert(name.to_owned(), value.clone());
                    continue;
                }
                Entered::Texts(values) => values,
            };
            let controls = sender.map(|sender| self.controls_named(sender, name)).unwrap_or_default();
            let Some(page) = self.page.as_mut().filter(|_| !controls.is_empty()) else {
                acted.unknown.push(name.to_owned());
                add_plain(&mut acted.extras.values, name, &values);
                continue;
            };
            use_controls(page, name, &controls, &values, &mut acted)?;
        }
        Ok(acted)
    }

    /// The controls of that name whose values go along with the sender's.
    fn controls_named(&self, sender: NodeId, name: &str) -> Vec<NodeId> {
        let Some(page) = &self.page else { return Vec::new() };
        self.controls_of(page, sender)
            .into_iter()
            .filter(|&node| page.attr(node, "name") == Some(name))
            .collect()
    }

    /// The controls whose values go along with the sender's: its form's, itself, what it includes.
    #[must_use]
    pub fn controls_of(&self, page: &Document, sender: NodeId) -> Vec<NodeId> {
        if self.dialect.outgoing == Outgoing::Values {
            return collect::controls(page, &self.config, sender);
        }
        let form = values::related_form(page, &self.dialect, sender);
        let mut controls = form.map(|form| page.form_elements(form)).unwrap_or_default();
        let included = values::includes(page, &self.dialect, &self.config, sender).unwrap_or_default();
        let included = included.into_iter().filter_map(|found| match found {
            Found::Element(node) => Some(node),
            Found::Document | Found::Window => None,
        });
        for node in std::iter::once(sender).chain(included) {
            controls.push(node);
            controls.extend(page.descendants(node));
        }
        let mut seen = std::collections::HashSet::new();
        controls.retain(|&node| !page.control_type(node).is_empty() && seen.insert(node));
        controls
    }
}

/// What was entered under one name.
enum Entered<'a> {
    Json(&'a Value),
    Texts(Vec<&'a str>),
}

/// The items by name, in the order in which the names came up; of typed values the last one counts.
fn grouped(items: &[Item]) -> Vec<(&str, Entered<'_>)> {
    let mut groups: Vec<(&str, Entered<'_>)> = Vec::new();
    for item in items {
        let held = groups.iter_mut().find(|(name, _)| *name == item.name()).map(|(_, entered)| entered);
        match (item, held) {
            (Item::Json(_, value), Some(entered)) => *entered = Entered::Json(value),
            (Item::Json(name, value), None) => groups.push((name, Entered::Json(value))),
            (Item::Text(_, value) | Item::File(_, value), Some(Entered::Texts(values))) => values.push(value),
            (Item::Text(name, value) | Item::File(name, value), _) => {
                groups.push((name, Entered::Texts(vec![value])));
            }
        }
    }
    groups
}

fn use_controls(
    page: &mut Document,
    name: &str,
    controls: &[NodeId],
    values: &[&str],
    acted: &mut Acted,
) -> Result<(), ActError> {
    if controls.iter().all(|&control| page.is_disabled(control)) {
        acted.disabled.push(name.to_owned());
    }
    let kind = page.control_type(controls[0]);
    match kind.as_str() {
        "radio" => at_most(1, name, values).and_then(|()| check(page, name, controls, values)),
        "checkbox" => check(page, name, controls, values),
        "select-one" => {
            at_most(controls.len(), name, values)?;
            choose(page, name, controls, values, values)
        }
        "select-multiple" => choose(page, name, controls, values, wanted(values)),
        "file" => {
            acted
                .extras
                .files
                .extend(values.iter().filter(|value| !value.is_empty()).map(|_| name.to_owned()));
            Ok(())
        }
        "submit" | "image" | "button" | "reset" => {
            press(page, name, controls, values, acted);
            Ok(())
        }
        _ => {
            at_most(controls.len(), name, values)?;
            for (&control, value) in controls.iter().zip(values) {
                page.type_value(control, value);
            }
            Ok(())
        }
    }
}

/// Presses the submit button that has the value.
fn press(page: &Document, name: &str, controls: &[NodeId], values: &[&str], acted: &mut Acted) {
    let submits = |kind: &'static str| {
        controls.iter().copied().filter(move |&button| page.control_type(button) == kind)
    };
    let pressed = submits("submit").chain(submits("image"));
    let pressed = pressed.into_iter().find(|&button| values.contains(&page.value(button).as_str()));
    if pressed.is_some() {
        acted.submitter = pressed;
        return;
    }
    acted.unpressed.push(Unpressed {
        name: name.to_owned(),
        image: submits("image").next().map(|button| page.selector_for(button)),
        has: submits("submit").map(|button| page.value(button)).collect(),
    });
    add_plain(&mut acted.extras.values, name, values);
}

fn at_most(takes: usize, name: &str, values: &[&str]) -> Result<(), ActError> {
    let given = values.len();
    if given > takes { Err(ActError::TooMany { name: name.to_owned(), takes, given }) } else { Ok(()) }
}

/// Checks exactly the boxes, or the radio, whose values are given; an empty value alone unchecks all.
fn check(page: &mut Document, name: &str, controls: &[NodeId], values: &[&str]) -> Result<(), ActError> {
    let has: Vec<String> = controls.iter().map(|&control| page.value(control)).collect();
    let wanted = if has.iter().any(String::is_empty) { values } else { wanted(values) };
    for value in wanted {
        if !has.iter().any(|held| held == value) {
            return Err(ActError::NoChoice { name: name.to_owned(), value: (*value).to_owned(), has });
        }
    }
    for (&control, value) in controls.iter().zip(&has) {
        page.set_checked(control, values.contains(&value.as_str()));
    }
    Ok(())
}

/// Chooses exactly the options whose values are given; those that are `wanted` must be there.
fn choose(
    page: &mut Document,
    name: &str,
    controls: &[NodeId],
    values: &[&str],
    wanted: &[&str],
) -> Result<(), ActError> {
    let options: Vec<NodeId> = controls.iter().flat_map(|&select| page.options(select)).collect();
    let has: Vec<String> = options.iter().map(|&option| page.value(option)).collect();
    for value in wanted {
        if !has.iter().any(|held| held == value) {
            return Err(ActError::NoChoice { name: name.to_owned(), value: (*value).to_owned(), has });
        }
    }
    for (&option, value) in options.iter().zip(&has) {
        page.set_selected(option, values.contains(&value.as_str()));
    }
    Ok(())
}

/// The values that must be there: `NAME=` alone asks for none.
fn wanted<'a>(values: &'a [&'a str]) -> &'a [&'a str] {
    if values == [""] { &[] } else { values }
}

fn add_plain(map: &mut Map<String, Value>, name: &str, values: &[&str]) {
    let value = match values {
        [one] => Value::from(*one),
        several => Value::from(several.to_vec()),
    };
    map.insert(name.to_owned(), value);
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;
    use crate::htmx::dialect::Dialect;
    use crate::htmx::headers::Given;

    const FORM: &str = "<div hx-ext=ws ws-connect=/ws><form id=f ws-send><input name=t><input name=d disabled>\
        <input type=checkbox name=c value=1><input type=checkbox name=c value=2 checked>\
        <select name=s><option>a<option>b</select><input type=radio name=r value=1><input type=radio name=r value=2>\
        <button name=act value=go></button><button name=act value=no></button><input type=image name=i>\
        <button type=button name=none value=x></button></form></div>";

    fn acted(items: &[&str]) -> (Result<Acted, ActError>, Document) {
        let url = Url::parse("http://app.test/").unwrap();
        let mut twin = Twin::load(Dialect::default(), Document::parse(FORM), url, Given::default());
        let sender = twin.choose_sender(None, None).unwrap();
        let items: Vec<Item> = items.iter().map(|item| Item::parse(item).unwrap()).collect();
        let acted = twin.act(Some(sender), &items);
        (acted, twin.page().unwrap().clone())
    }

    fn refused(items: &[&str]) -> String {
        acted(items).0.unwrap_err().to_string()
    }

    #[test]
    fn exactly_the_boxes_and_options_that_are_named_are_chosen() {
        let (_, page) = acted(&["c=1", "s=b", "t=x"]);
        let entries: Vec<String> = page
            .entry_list(page.by_id("f")[0], None)
            .into_iter()
            .map(|(name, entry)| format!("{name}={entry:?}"))
            .collect();
        assert_eq!(entries, ["t=Text(\"x\")", "c=Text(\"1\")", "s=Text(\"b\")"]);
    }

    #[test]
    fn what_nobody_could_do_is_refused() {
        assert_eq!(refused(&["c=3"]), "`c` has no choice `3`: it has `1`, `2`");
        assert_eq!(refused(&["s=z"]), "`s` has no choice `z`: it has `a`, `b`");
        assert_eq!(refused(&["s="]), "`s` has no choice ``: it has `a`, `b`");
        for (items, name) in [(["t=1", "t=2"], "t"), (["s=a", "s=b"], "s"), (["r=1", "r=2"], "r")] {
            assert_eq!(refused(&items), format!("`{name}` takes 1 value, and 2 were given"));
        }
    }

    #[test]
    fn what_does_not_travel_is_named() {
        let acted = acted(&["d=x", "new=1"]).0.unwrap();
        assert_eq!((acted.disabled, acted.unknown), (vec!["d".to_owned()], vec!["new".to_owned()]));
    }

    #[test]
    fn a_button_that_is_not_pressed_says_how() {
        let acted = acted(&["act=zzz", "i=1", "none=x"]).0.unwrap();
        let told: Vec<_> =
            acted.unpressed.iter().map(|unpressed| unpressed.describe("--submitter")).collect();
        let press = |how: &str| Some(how.to_owned());
        assert_eq!(
            told,
            [
                (
                    "`act` is a button, and has the value `go` or `no`".to_owned(),
                    press("`act=go` or `act=no`")
                ),
                ("`i` is a button without a value".to_owned(), press("`--submitter 'input[name=\"i\"]'`")),
                ("`none` is a button that submits nothing".to_owned(), None),
            ]
        );
        assert_eq!((acted.submitter, acted.extras.values.len()), (None, 3));
    }

    #[test]
    fn a_button_is_pressed_by_its_value() {
        assert!(acted(&["act=go"]).0.unwrap().submitter.is_some());
    }
}
