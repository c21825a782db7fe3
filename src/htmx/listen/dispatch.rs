//! The way of an event through the page, and what a listener does at its end.

use super::super::attribute::{self, lineage};
use super::super::compose::{Extras, Submitter};
use super::super::process::{Action, Handler};
use super::super::script::Happening;
use super::super::selector::Found;
use super::super::twin::{Effect, Twin};
use super::occurrence::Occurrence;
use super::{Listener, Rule};
use crate::page::{Document, NodeId};

impl Twin {
    /// Lets an event through the page, down to its target and up again (DOM §2.9). True where htmx prevents its
    /// default action.
    pub(in crate::htmx) fn happen(&mut self, mut event: Occurrence, effects: &mut Vec<Effect>) -> bool {
        let Some((page, target)) = self.page.as_ref().zip(event.target) else { return false };
        let mut path: Vec<Found> = lineage(page, target).map(Found::Element).collect();
        if page.is_attached(target) {
            path.extend([Found::Document, Found::Window]);
        }
        for &on in path.iter().rev() {
            self.hear_at(on, true, &mut event, effects);
        }
        let bubbles = event.bubbles;
        for on in path.into_iter().take(if bubbles { usize::MAX } else { 1 }) {
            if self.page.as_ref().is_some_and(|page| ends_at(page, on, &event)) {
                break;
            }
            self.hear_at(on, false, &mut event, effects);
            self.note_button(on, &event);
        }
        event.prevented
    }

    fn hear_at(&mut self, on: Found, capture: bool, event: &mut Occurrence, effects: &mut Vec<Effect>) {
        if event.stopped {
            return;
        }
        for id in self.listeners.here(on, &event.kind) {
            let Some(listener) = self.listeners.get(id).filter(|held| held.capture == capture).cloned()
            else {
                continue;
            };
            match &listener.rule {
                Rule::Always => {
                    // the core listens after it has begun to track buttons, the extension before
                    self.note_button(on, event);
                    self.hear_always(&listener, event, effects);
                }
                Rule::Trigger(trigger) => self.hear_trigger(id, &listener, trigger, event, effects),
                Rule::Spec(held) => self.hear_spec(*held, event, Some(on), effects),
            }
        }
    }

    /// Remembers the button that was clicked, or has the focus (htmx 2.0.11 `initButtonTracking`).
    fn note_button(&mut self, on: Found, event: &Occurrence) {
        let (Found::Element(node), "click" | "focusin", false) = (on, event.kind.as_str(), event.stopped)
        else {
            return;
        };
        if let Some((page, target)) = self.page.as_ref().zip(event.target)
            && tracks_buttons(page, node)
        {
            self.hear_click(target);
        }
    }

    /// A listener without conditions (htmx 1.9.12 `processWebSocketSend`).
    fn hear_always(&mut self, listener: &Listener, event: &mut Occurrence, effects: &mut Vec<Effect>) {
        let sends = self.carry_out(listener.owner, listener.action, event, Some(listener.on), effects);
        if sends && self.cancels(listener, event) == Ok(true) {
            event.prevent();
        }
    }

    /// Does what a listener starts. `at` is where it hears the event; none where the event is over. False where htmx
    /// sends nothing.
    pub(in crate::htmx) fn carry_out(
        &mut self,
        owner: NodeId,
        action: Option<Action>,
        event: &Occurrence,
        at: Option<Found>,
        effects: &mut Vec<Effect>,
    ) -> bool {
        match action {
            None | Some(Action::Nothing | Action::Forget) => true,
            Some(Action::Connect) => {
                effects.extend(self.connect(owner));
                true
            }
            Some(action @ (Action::Send | Action::SendByCore)) => {
                let handler = if action == Action::Send { Handler::Extension } else { Handler::Core };
                self.happening = match at {
                    Some(at) => Happening::Event(event.scope(Some(at))),
                    None => Happening::Nothing,
                };
                let submitter = Submitter::Heard(event.submitter);
                let composed = self.compose_by(handler, owner, submitter, &Extras::default());
                self.happening = Happening::Unknown;
                let socket = self.registry.sender_by(owner, handler).and_then(|sender| sender.socket);
                let sends = composed.is_ok();
                effects.extend(match composed {
                    Ok(composed) => {
                        socket.map(|socket| Effect::Send { socket, composed: Box::new(composed) })
                    }
                    Err(halt) => Some(Effect::Halt(halt)),
                });
                sends
            }
        }
    }
}

/// Whether a form lets the event go no further: `submit` or `reset` of something in it (Chromium,
/// `HTMLFormElement::HandleLocalEvents`).
fn ends_at(page: &Document, on: Found, event: &Occurrence) -> bool {
    let Found::Element(node) = on else { return false };
    matches!(event.kind.as_str(), "submit" | "reset")
        && event.target != Some(node)
        && page.is_html(node)
        && page.local_name(node) == Some("form")
}

/// Forms, and submit buttons that name theirs.
fn tracks_buttons(page: &Document, node: NodeId) -> bool {
    page.local_name(node) == Some("form")
        || (page.attr(node, "type") == Some("submit") && attribute::has(page, node, "form"))
}
