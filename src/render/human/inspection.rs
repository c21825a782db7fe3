//! Lines that touch no network: the page's sockets and senders, the reconnect policy.

use serde_json::{Map, Value};

use super::{APART, Human};
use crate::event::{Event, Field};
use crate::render::{close_code_name, pen::Role, sanitize, width};

/// The widest column of names and kinds.
const WIDEST: usize = 24;

impl Human {
    pub(super) fn inspection(&mut self, event: &Event) {
        match event {
            Event::Socket { element, attribute, url, htmx } => {
                self.socket(element, attribute, url.as_deref(), htmx)
            }
            Event::Sender { element, socket, trigger, fields, headers } => {
                self.row("sender", Role::Strong, &sanitize::line(element));
                let socket = match socket {
                    Some(socket) => (Role::Plain, format!("to {}", sanitize::line(socket))),
                    None => (Role::Bad, "no socket".to_owned()),
                };
                self.facts(APART, &[(Role::Plain, format!("on {}", sanitize::line(trigger))), socket]);
                self.fields(fields);
                self.static_headers(headers);
            }
            Event::CloseCode { code, reconnects } => {
                self.pen.put(Role::Dim, "close").pad_to(7, 1).put(Role::Strong, &format!("{code:<5}"));
                self.pen.put(Role::Plain, close_code_name(*code).unwrap_or_default()).pad_to(34, 2);
                let (role, then) =
                    if *reconnects { (Role::Good, "reconnects") } else { (Role::Dim, "stays closed") };
                self.pen.put(role, then).end();
            }
            Event::Delay { attempt, min_ms, max_ms } => {
                let (min, max) = (min_ms.to_string(), max_ms.to_string());
                self.pen.put(Role::Dim, "retry").pad_to(7, 1).put(Role::Strong, &format!("{attempt:<5}"));
                let bounds =
                    if min == max { format!("{max:>15} ms") } else { format!("{min:>6} – {max:>6} ms") };
                self.pen.put(Role::Plain, &bounds).end();
            }
            _ => {}
        }
    }

    fn socket(&mut self, element: &str, attribute: &str, url: Option<&str>, htmx: &str) {
        self.row("socket", Role::Strong, &sanitize::line(element));
        let url = match url {
            Some(url) => (Role::Plain, sanitize::line(url).into_owned()),
            None => (Role::Bad, "an address that the browser refuses".to_owned()),
        };
        let written = (Role::Dim, format!("\"{}\"", sanitize::line(attribute)));
        self.facts(APART, &[url, written, (Role::Dim, sanitize::line(htmx).into_owned())]);
    }

    /// A name, a kind and the values, one field a line.
    fn fields(&mut self, fields: &[Field]) {
        let column = |texts: &mut dyn Iterator<Item = &String>| {
            texts.map(|text| width::columns(&sanitize::line(text))).max().unwrap_or(0).min(WIDEST)
        };
        let kind_at = 9 + column(&mut fields.iter().map(|field| &field.name));
        let value_at = kind_at + 2 + column(&mut fields.iter().map(|field| &field.kind));
        for field in fields {
            self.pen.spaces(7).put(Role::Attribute, &width::cut(&sanitize::line(&field.name), WIDEST));
            self.pen.pad_to(kind_at, 2).put(Role::Dim, &width::cut(&sanitize::line(&field.kind), WIDEST));
            let chosen = field.value.as_deref().map(sanitize::line);
            let choices = field.values.as_deref().unwrap_or_default().join(" | ");
            let (value, choices) = (chosen.unwrap_or_default(), sanitize::line(&choices).into_owned());
            if !value.is_empty() {
                self.pen.pad_to(value_at, 2).wrapped(Role::Value, &value, value_at, self.style.width);
            }
            if !choices.is_empty() {
                self.pen.pad_to(value_at, 2).wrapped(Role::Plain, &choices, value_at, self.style.width);
            }
            self.pen.end();
        }
    }

    fn static_headers(&mut self, headers: &Map<String, Value>) {
        if headers.is_empty() {
            return;
        }
        self.pen.spaces(7).put(Role::Dim, "HEADERS").end();
        let name =
            headers.keys().map(|name| width::columns(&sanitize::line(name))).max().unwrap_or(0).min(WIDEST);
        for (header, value) in headers {
            self.pen
                .spaces(9)
                .put(Role::Attribute, &width::cut(&sanitize::line(header), WIDEST))
                .pad_to(11 + name, 2);
            let (role, value) = match value {
                Value::String(text) => (Role::Value, text.clone()),
                other => (Role::Dim, other.to_string()),
            };
            self.pen.wrapped(role, &sanitize::line(&value), 11 + name, self.style.width).end();
        }
    }
}
