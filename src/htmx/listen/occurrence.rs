//! An event on its way through the page.

use serde_json::{Map, Value, json};

use super::super::script::EventScope;
use super::super::selector::Found;
use crate::page::NodeId;

/// An event: what it is, where it came from, and what listeners have made of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Occurrence {
    /// `event.type`.
    pub kind: String,
    /// `event.target`; none for events that htmx makes for itself.
    pub target: Option<NodeId>,
    /// `event.submitter`.
    pub submitter: Option<NodeId>,
    pub(super) bubbles: bool,
    cancelable: bool,
    /// Properties beside those of every event.
    properties: Map<String, Value>,
    pub(in crate::htmx) prevented: bool,
    pub(in crate::htmx) stopped: bool,
    /// Elements that have acted on it (htmx 2.0.11 `handledFor`).
    pub(super) handled_for: Vec<NodeId>,
}

impl Occurrence {
    /// A plain event that bubbles and can be prevented.
    #[must_use]
    pub fn plain(kind: &str, target: NodeId) -> Self {
        Self { target: Some(target), ..Self::nowhere(kind, Value::Null) }
    }

    /// An event that tells what has happened: it bubbles and cannot be prevented.
    #[must_use]
    pub fn told(kind: &str, target: NodeId) -> Self {
        Self { cancelable: false, properties: Map::new(), ..Self::plain(kind, target) }
    }

    /// The same, which only its target hears.
    #[must_use]
    pub fn at_target(kind: &str, target: NodeId) -> Self {
        Self { bubbles: false, ..Self::plain(kind, target) }
    }

    /// An event that goes nowhere: htmx hands it to a filter or a handler itself.
    #[must_use]
    pub fn nowhere(kind: &str, detail: Value) -> Self {
        Self {
            kind: kind.to_owned(),
            target: None,
            submitter: None,
            bubbles: true,
            cancelable: true,
            properties: Map::from_iter([("detail".to_owned(), detail)]),
            prevented: false,
            stopped: false,
            handled_for: Vec::new(),
        }
    }

    /// A click by `element.click()`, with the properties that Chromium gives it.
    #[must_use]
    pub fn click(target: NodeId) -> Self {
        let mut properties = with_keys(json!({
            "isTrusted": false, "pointerId": -1, "width": 1, "height": 1, "pressure": 0, "tiltX": 0, "tiltY": 0,
            "azimuthAngle": 0, "altitudeAngle": std::f64::consts::FRAC_PI_2, "tangentialPressure": 0, "twist": 0,
            "pointerType": "", "isPrimary": false, "persistentDeviceId": 0, "button": 0, "buttons": 0,
            "relatedTarget": null, "fromElement": null, "toElement": null, "detail": 0, "which": 1
        }));
        for axis in ["screen", "client", "page", "offset", "movement", "layer", ""] {
            let names = if axis.is_empty() { ["x", "y"] } else { ["X", "Y"] };
            properties.extend(names.map(|name| (format!("{axis}{name}"), Value::from(0))));
        }
        Self { properties, ..Self::plain("click", target) }
    }

    /// A click by the main button of a pointer, with no key held down; where it is takes a browser.
    #[must_use]
    pub fn plain_click(target: NodeId) -> Self {
        let properties = with_keys(json!({
            "isTrusted": true, "button": 0, "buttons": 0, "relatedTarget": null, "detail": 1, "which": 1
        }));
        Self { properties, ..Self::plain("click", target) }
    }

    /// The Enter key, as of a keyboard.
    #[must_use]
    pub fn enter_key(kind: &str, target: NodeId) -> Self {
        Self::key(kind, target, ("Enter", "Enter"), 13, 13)
    }

    /// The key that types a character, as of a keyboard with the letters of ASCII; for none the one that deletes.
    #[must_use]
    pub fn typing(kind: &str, target: NodeId, typed: Option<char>) -> Self {
        let Some(typed) = typed else { return Self::key(kind, target, ("Backspace", "Backspace"), 8, 8) };
        let upper = typed.to_ascii_uppercase();
        let code = match upper {
            'A'..='Z' => format!("Key{upper}"),
            '0'..='9' => format!("Digit{upper}"),
            ' ' => "Space".to_owned(),
            _ => String::new(),
        };
        let key_code = if code.is_empty() { 0 } else { u32::from(upper) };
        Self::key(kind, target, (&typed.to_string(), &code), key_code, u32::from(typed))
    }

    fn key(kind: &str, target: NodeId, (key, code): (&str, &str), key_code: u32, char_code: u32) -> Self {
        let presses = kind == "keypress";
        let (char_code, key_code) = if presses { (char_code, char_code) } else { (0, key_code) };
        let properties = with_keys(json!({
            "isTrusted": true, "key": key, "code": code, "location": 0, "repeat": false, "isComposing": false,
            "charCode": char_code, "keyCode": key_code, "which": key_code, "detail": 0
        }));
        Self { properties, ..Self::plain(kind, target) }
    }

    /// The submission of a form.
    #[must_use]
    pub fn submit(form: NodeId, submitter: Option<NodeId>) -> Self {
        Self { submitter, properties: Map::new(), ..Self::plain("submit", form) }
    }

    /// `event.preventDefault()`.
    pub(in crate::htmx) fn prevent(&mut self) {
        self.prevented |= self.cancelable;
    }

    /// Whether it is a click by the main button of a pointer.
    pub(in crate::htmx) fn is_main_click(&self) -> bool {
        self.kind == "click" && self.properties.get("button") == Some(&Value::from(0))
    }

    /// The event as code sees it in a listener at `at`.
    pub(in crate::htmx) fn scope(&self, at: Option<Found>) -> EventScope {
        let mut properties = self.properties.clone();
        let flags = [
            ("bubbles", self.bubbles),
            ("cancelable", self.cancelable),
            ("defaultPrevented", self.prevented),
            ("cancelBubble", self.stopped),
            ("returnValue", !self.prevented),
        ];
        properties.extend(flags.map(|(name, on)| (name.to_owned(), Value::Bool(on))));
        EventScope {
            kind: self.kind.clone(),
            target: self.target,
            current_target: match at {
                Some(Found::Element(node)) => Some(node),
                _ => None,
            },
            submitter: self.submitter,
            properties,
            complete: true,
        }
    }
}

fn with_keys(properties: Value) -> Map<String, Value> {
    let mut map = match properties {
        Value::Object(map) => map,
        _ => Map::new(),
    };
    for key in ["altKey", "ctrlKey", "metaKey", "shiftKey"] {
        map.insert(key.to_owned(), Value::Bool(false));
    }
    map
}
