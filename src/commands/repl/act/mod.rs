//! What a line of the prompt does to the session, as records to print.

mod acting;
mod connection;
mod page;
pub(super) mod sending;
mod sockets;

use std::time::SystemTime;

use super::command::control::Control;
use super::help;
use super::line::Line;
use super::swaps::Swaps;
use crate::event::{Event, Record};
use crate::session::live::Session;
use crate::status::Stop;

/// What a line came to.
#[derive(Debug, Default)]
pub struct Acted {
    /// To be printed.
    pub records: Vec<Record>,
    /// Whether a name that no control has is a failure.
    strict: bool,
}

impl Acted {
    /// Whether the line failed, which a script's status tells.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        let failed = |record: &Record| matches!(record.event, Event::Error { .. } | Event::Halted { .. });
        self.records.iter().any(failed)
    }

    fn event(&mut self, event: Event) {
        self.records.push(Record { at: Some(SystemTime::now()), ..Record::of(event) });
    }

    fn tell(&mut self, text: String) {
        self.event(Event::Text { text });
    }

    fn stop(&mut self, stop: Stop) {
        self.event(Event::Error { message: stop.message, help: stop.help });
    }

    fn send_binary(&mut self, session: &mut Session, bytes: Vec<u8>) {
        self.records.extend(session.send_binary(bytes));
    }

    fn send(&mut self, session: &mut Session, text: String, element: Option<String>) {
        self.records.extend(session.send(text, element));
    }
}

/// Does what the line says; `swaps` are those so far, `strict` fails a line with a name that no control has. `Wait`, `Reload`, `Quit`, and what is about reading and about messages of before, are the driver's.
pub fn act(session: &mut Session, line: Line, swaps: &Swaps, strict: bool) -> Acted {
    let mut acted = Acted { strict, ..Acted::default() };
    match line {
        Line::Empty
        | Line::Reading(_)
        | Line::Messages(_)
        | Line::Control(Control::Wait(_) | Control::Reload | Control::Source(_) | Control::Quit) => {}
        Line::Items(items) => sending::submit(session, &mut acted, None, items),
        Line::Json(values) => sending::values(session, &mut acted, values),
        Line::Sending(sending) => sending::act(session, &mut acted, sending),
        Line::Acting(acting) => acting::act(session, &mut acted, &acting),
        Line::Look(look) => page::act(session, &mut acted, &look, swaps),
        Line::Connection(connection) => connection::act(session, &mut acted, connection),
        Line::Control(Control::Help(command)) => match help::text(command.as_deref()) {
            Some(message) => acted.event(Event::Text { text: message }),
            None => {
                let name = command.unwrap_or_default();
                acted.stop(Stop::usage(format!("there is no command `/{name}`: `/help` lists them")));
            }
        },
    }
    acted
}
