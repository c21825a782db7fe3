//! What the commands of the socket do to the session. Knows nothing of how they are written.

use super::super::command::connection::Connection;
use super::{Acted, sockets};
use crate::event::{Event, Warning};
use crate::session::live::{LONGEST_PING, Session};
use crate::status::Stop;

pub(super) fn act(session: &mut Session, acted: &mut Acted, connection: Connection) {
    match connection {
        Connection::Ping(text) => ping(session, acted, text),
        Connection::Close(code, reason) => close(session, acted, code, &reason),
        Connection::Drop => match session.tear_down() {
            Some(records) => acted.records = records,
            None => acted.stop(not_open()),
        },
        Connection::Reconnect => acted.records = session.reconnect(),
        Connection::Sockets => sockets::list(session, acted),
        Connection::Socket(selector) => sockets::switch(session, acted, &selector),
        Connection::Queue => sockets::queue(session, acted),
    }
}

fn close(session: &mut Session, acted: &mut Acted, code: u16, reason: &str) {
    if let Some(records) = session.give_up() {
        let message = "nothing is open, and no further attempt is made: `/reconnect` connects now".to_owned();
        acted.event(Event::Note { message });
        acted.records.extend(records);
        return;
    }
    if !session.close(code, reason) {
        return acted.stop(not_open());
    }
    if code != 1000 && !(3000..5000).contains(&code) {
        acted.event(Event::Warning(Warning {
            seq: None,
            index: None,
            code: "close-code-forbidden",
            what: format!(
                "a browser throws on `close({code})`: a page may close with 1000 or 3000–4999 only"
            ),
            advice: "only a test like this one can send it".to_owned(),
        }));
    }
}

fn ping(session: &mut Session, acted: &mut Acted, text: Option<String>) {
    if text.as_ref().is_some_and(|text| text.len() > LONGEST_PING) {
        return acted.stop(Stop::usage(format!("a ping takes at most {LONGEST_PING} bytes")));
    }
    if !session.ping(text.map(String::into_bytes)) {
        acted.stop(not_open());
    }
}

fn not_open() -> Stop {
    Stop::usage("the socket is not open: `/reconnect` connects now, `/quit` leaves")
}
