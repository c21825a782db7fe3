//! What a person does to controls with hands: clicks, types, checks, chooses, as far as a browser lets them.
//!
//! A script may do more (`element.click()`, `element.value = …`): see the module around this one.

use super::{By, Cannot, MOST_CLICKS};
use crate::htmx::act::ActError;
use crate::htmx::listen::occurrence::Occurrence;
use crate::htmx::twin::{Effect, Twin};
use crate::page::{Document, NodeId};

impl Twin {
    /// A click with the mouse: the focus moves to what was clicked, before the click.
    ///
    /// # Errors
    /// Where a browser does not let a person do it; nothing has been done.
    pub fn click_by_hand(&mut self, element: NodeId) -> Result<Vec<Effect>, Cannot> {
        let focused = self.usable(element)?.focused_by_click(element);
        let mut effects = Vec::new();
        self.happen(Occurrence::plain("mousedown", element), &mut effects);
        match focused {
            Some(focused) => self.go_to(focused, &mut effects),
            None => self.leave(&mut effects),
        }
        self.happen(Occurrence::plain("mouseup", element), &mut effects);
        self.click_into(element, (By::Hand, MOST_CLICKS), &mut effects);
        Ok(effects)
    }

    /// Goes to a field, types the text in place of what it holds, and leaves it. Listeners hear the last key, the input
    /// that it makes, and, where the field holds something else than before, its change: typing a text letter by letter
    /// would tell of every letter.
    ///
    /// # Errors
    /// Where a browser does not let a person do it; nothing has been done.
    pub fn type_by_hand(&mut self, field: NodeId, text: &str) -> Result<Vec<Effect>, Cannot> {
        let page = self.usable(field)?;
        if !page.takes_typing(field) {
            return Err(Cannot::kind(page, field, "field to type into"));
        }
        if page.has_attr(field, "readonly") && page.control_type(field) != "color" {
            return Err(Cannot::ReadOnly(page.selector_for(field)));
        }
        let by_key = page.is_typed_by_keys(field);
        let text = page.within_limit(field, text);
        let typed = text.chars().last();
        let mut effects = Vec::new();
        self.go_to(field, &mut effects);
        if by_key {
            self.happen(Occurrence::typing("keydown", field, typed), &mut effects);
            if typed.is_some() {
                self.happen(Occurrence::typing("keypress", field, typed), &mut effects);
            }
        }
        // a listener may have taken it away
        if let Some(page) = self.page.as_mut().filter(|page| page.is_attached(field)) {
            let before = page.value(field);
            page.type_value(field, text);
            if page.value(field) != before {
                self.listeners.typed_in = Some(field);
            }
            self.happen(Occurrence::told("input", field), &mut effects);
        }
        if by_key {
            self.happen(Occurrence::typing("keyup", field, typed), &mut effects);
        }
        self.leave(&mut effects);
        Ok(effects)
    }

    /// Clicks a box or a radio button, unless it is as it is to be.
    ///
    /// # Errors
    /// Where a browser does not let a person do it; nothing has been done.
    pub fn check_by_hand(&mut self, element: NodeId, on: bool) -> Result<Vec<Effect>, Cannot> {
        let page = self.usable(element)?;
        let kind = page.control_type(element);
        if !matches!(kind.as_str(), "checkbox" | "radio") {
            return Err(Cannot::kind(page, element, "checkbox or radio button"));
        }
        if page.checked(element) == on {
            return Ok(Vec::new());
        }
        if kind == "radio" && !on {
            return Err(Cannot::Radio(page.selector_for(element)));
        }
        self.click_by_hand(element)
    }

    /// Chooses exactly the options that have these values, or show these texts; an empty text alone, where no option has
    /// it, chooses none.
    ///
    /// # Errors
    /// Where a browser does not let a person do it; nothing has been done.
    pub fn choose_by_hand(&mut self, select: NodeId, wanted: &[String]) -> Result<Vec<Effect>, Cannot> {
        let page = self.usable(select)?;
        let chosen = options(page, select, wanted)?;
        let mut effects = Vec::new();
        self.go_to(select, &mut effects);
        let Some(page) = self.page.as_mut().filter(|page| page.is_attached(select)) else {
            return Ok(effects);
        };
        let before = page.selected_options(select);
        for option in page.options(select) {
            page.set_selected(option, chosen.contains(&option));
        }
        if page.selected_options(select) != before {
            self.happen(Occurrence::told("input", select), &mut effects);
            self.happen(Occurrence::told("change", select), &mut effects);
        }
        Ok(effects)
    }

    /// The page, where a person can use the element.
    fn usable(&self, element: NodeId) -> Result<&Document, Cannot> {
        let page = self.page.as_ref().ok_or(Cannot::NoPage)?;
        if page.is_disabled(element) { Err(Cannot::Disabled(page.selector_for(element))) } else { Ok(page) }
    }

    pub(super) fn go_to(&mut self, element: NodeId, effects: &mut Vec<Effect>) {
        if let Some(page) = self.page.as_mut() {
            page.focus(element);
        }
        self.focus(element, effects);
    }

    /// The focus leaves the element that has it for none.
    fn leave(&mut self, effects: &mut Vec<Effect>) {
        if let Some(page) = self.page.as_mut() {
            page.blur();
        }
        let before = self.listeners.focused.take();
        self.lose_focus(before, effects);
    }
}

/// The options of these values or texts.
fn options(page: &Document, select: NodeId, wanted: &[String]) -> Result<Vec<NodeId>, Cannot> {
    let kind = page.control_type(select);
    if !kind.starts_with("select-") {
        return Err(Cannot::kind(page, select, "select"));
    }
    let element = page.selector_for(select);
    let options = page.options(select);
    let has = |option: NodeId, value: &str| page.value(option) == value;
    let named = |value: &str| options.iter().copied().find(|&option| has(option, value));
    let shown = |value: &str| options.iter().copied().find(|&option| page.shows(option) == value);
    if wanted == [""] && named("").is_none() && kind == "select-multiple" {
        return Ok(Vec::new());
    }
    if kind == "select-one" && wanted.len() > 1 {
        return Err(ActError::TooMany { name: element, takes: 1, given: wanted.len() }.into());
    }
    let find = |value: &String| {
        let option = named(value).or_else(|| shown(value)).ok_or_else(|| ActError::NoChoice {
            name: element.clone(),
            value: value.clone(),
            has: options.iter().map(|&option| page.value(option)).collect(),
        })?;
        if page.is_disabled(option) {
            return Err(Cannot::Option { element: element.clone(), value: value.clone() });
        }
        Ok(option)
    };
    wanted.iter().map(find).collect()
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
