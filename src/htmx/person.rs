//! What a person does to the page: clicks, submits, the Enter key, events. The browser's part of it happens in the
//! order in which the browser does it, htmx hears of each event on the way.

mod away;
mod by_hand;
mod cannot;

pub use away::Away;
pub use cannot::Cannot;

use super::listen::occurrence::Occurrence;
use super::twin::{Effect, Twin};
use crate::page::{Activation, Document, Enter, NodeId};

/// How deep clicks may lead to clicks: a label's to its control's, no further.
const MOST_CLICKS: u32 = 4;

/// Who clicks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    /// A script, or the browser for the Enter key.
    Script,
    /// A person: a label gives its control the focus with the click.
    Hand,
}

impl Twin {
    /// `element.click()` with its default action (HTML §6.4.5).
    pub fn click(&mut self, element: NodeId) -> Vec<Effect> {
        let mut effects = Vec::new();
        self.click_into(element, (By::Script, MOST_CLICKS), &mut effects);
        effects
    }

    /// `form.requestSubmit(button)`; a button that does not submit the form throws, which does nothing.
    pub fn request_submit(&mut self, form: NodeId, button: Option<NodeId>) -> Vec<Effect> {
        let mut effects = Vec::new();
        let Some(page) = self.page.as_ref() else { return effects };
        if page.submits(form, button).is_ok() {
            self.submit_form(form, button, &mut effects);
        }
        effects
    }

    /// The Enter key, pressed and let go in a field.
    pub fn press_enter(&mut self, field: NodeId) -> Vec<Effect> {
        let mut effects = Vec::new();
        let Some(page) = self.page.as_mut() else { return effects };
        // a field that does not take the focus leaves the key to the one that has it
        let takes_focus = page.takes_focus(field);
        let focused = if takes_focus { Some(field) } else { page.focused().or(page.body()) };
        let Some(field) = focused else { return effects };
        if takes_focus {
            page.focus(field);
            self.focus(field, &mut effects);
        }
        let pressed = ["keydown", "keypress"].map(|kind| self.key(kind, field, &mut effects));
        if !pressed.contains(&true)
            && let Some(page) = self.page.as_ref()
        {
            match page.enter(field) {
                Enter::Click(button) => self.click_into(button, (By::Script, MOST_CLICKS), &mut effects),
                Enter::Submit(form) => self.submit_form(form, None, &mut effects),
                Enter::Nothing => self.type_line_break(field, &mut effects),
            }
        }
        self.key("keyup", field, &mut effects);
        effects
    }

    fn type_line_break(&mut self, field: NodeId, effects: &mut Vec<Effect>) {
        if self.page.as_mut().is_some_and(|page| page.break_line(field)) {
            self.listeners.typed_in = Some(field);
            self.happen(Occurrence::told("input", field), effects);
        }
    }

    /// An event that a script dispatches, bubbling and cancelable.
    pub fn dispatch(&mut self, kind: &str, target: NodeId) -> Vec<Effect> {
        let mut effects = Vec::new();
        self.happen(Occurrence::plain(kind, target), &mut effects);
        effects
    }

    /// `element.focus()`: the element that had the focus before loses it.
    fn focus(&mut self, element: NodeId, effects: &mut Vec<Effect>) {
        let before = self.listeners.focused.replace(element);
        if before == Some(element) {
            return;
        }
        self.lose_focus(before, effects);
        self.happen(Occurrence::at_target("focus", element), effects);
        self.happen(Occurrence::told("focusin", element), effects);
    }

    fn lose_focus(&mut self, before: Option<NodeId>, effects: &mut Vec<Effect>) {
        let Some(before) = before.filter(|&before| self.is_attached(before)) else { return };
        if self.listeners.typed_in.take() == Some(before) {
            self.happen(Occurrence::told("change", before), effects);
        }
        self.happen(Occurrence::at_target("blur", before), effects);
        self.happen(Occurrence::told("focusout", before), effects);
    }

    /// True where the key's default action was prevented.
    fn key(&mut self, kind: &str, field: NodeId, effects: &mut Vec<Effect>) -> bool {
        self.happen(Occurrence::enter_key(kind, field), effects)
    }

    fn click_into(&mut self, element: NodeId, (by, clicks_left): (By, u32), effects: &mut Vec<Effect>) {
        let Some(page) = self.page.as_mut().filter(|page| !page.is_disabled(element)) else { return };
        let actor = page.activated_by(element);
        let checks = actor.and_then(|actor| page.check_by_click(actor));
        let prevented = self.happen(Occurrence::click(element), effects);
        let Some((page, actor)) = self.page.as_mut().zip(actor) else { return };
        if prevented {
            checks.iter().for_each(|checks| page.uncheck(checks));
            return;
        }
        match page.activation(actor, element, checks.as_ref()) {
            Activation::Submit(form) => self.submit_form(form, Some(actor), effects),
            Activation::Reset(form) => {
                if !self.happen(Occurrence::plain("reset", form), effects)
                    && let Some(page) = self.page.as_mut()
                {
                    page.reset(form);
                }
            }
            Activation::Changed => {
                self.happen(Occurrence::told("input", actor), effects);
                self.happen(Occurrence::told("change", actor), effects);
            }
            Activation::Follow(link) => self.follow(link),
            Activation::Click(control) if clicks_left > 0 => {
                if by == By::Hand && page.takes_focus(control) {
                    self.go_to(control, effects);
                }
                self.click_into(control, (by, clicks_left - 1), effects);
            }
            Activation::Toggle(details) => toggle(page, details),
            Activation::Click(_) | Activation::Nothing => {}
        }
    }

    /// Submits a form (HTML §4.10.22.3): what is not valid stops it before any event of its own.
    fn submit_form(&mut self, form: NodeId, button: Option<NodeId>, effects: &mut Vec<Effect>) {
        let Some(page) = self.page.as_ref().filter(|page| page.is_attached(form)) else { return };
        if !page.no_validate(form, button) {
            let invalid = page.form_elements(form).into_iter().find_map(|control| page.validity(control));
            if let Some(invalid) = invalid {
                let halt = super::compose::invalid(page, &invalid, form);
                effects.push(Effect::Halt(Box::new(halt)));
                return;
            }
        }
        self.happen(Occurrence::submit(form, button), effects);
    }

    /// A link within the page moves its address; others lead away, where no htmx is left to follow.
    fn follow(&mut self, link: NodeId) {
        let Some(href) = self.page.as_ref().and_then(|page| page.attr(link, "href")) else { return };
        let here = self.location.href.clone();
        let Ok(there) = here.join(href) else { return };
        let without = |url: &url::Url| {
            let mut url = url.clone();
            url.set_fragment(None);
            url
        };
        if there.fragment().is_some() && without(&there) == without(&here) {
            self.set_location(there);
        }
    }
}

fn toggle(page: &mut Document, details: NodeId) {
    if page.has_attr(details, "open") {
        page.remove_attr(details, "open");
    } else {
        page.set_attr(details, "open", "");
    }
}
