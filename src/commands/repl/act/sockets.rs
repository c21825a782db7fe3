//! Which sockets the session has, which one it talks to, and what waits for them. Opens none itself.

use super::Acted;
use crate::commands::choice::no_choice;
use crate::event::Event;
use crate::htmx::connection::State;
use crate::render::width;
use crate::session::live::{Session, Standing, Target};
use crate::status::Stop;

/// Characters of a queued message that are listed.
const LISTED: usize = 200;

/// `/sockets`: those that the session has, then those of the page that nobody opened.
pub(super) fn list(session: &Session, acted: &mut Acted) {
    let mut rows: Vec<[String; 4]> = session.sockets().map(|socket| row(&socket)).collect();
    for socket in session.twin().sockets() {
        if session.sockets().all(|held| held.target.element != Some(socket.element)) {
            let (url, state) = match &socket.url {
                Ok(url) => (url.to_string(), "not opened"),
                Err(_) => (socket.attribute.to_string(), "cannot open"),
            };
            rows.push([String::from(" "), socket.selector.clone(), url, state.to_owned()]);
        }
    }
    let columns = |at: usize| rows.iter().map(|row| width::columns(&row[at])).max().unwrap_or_default();
    let (selector_columns, url_columns) = (columns(1), columns(2));
    let pad = |text: &str, columns: usize| " ".repeat(columns.saturating_sub(width::columns(text)));
    let lines: Vec<String> = rows
        .iter()
        .map(|[mark, selector, url, state]| {
            let (after, behind) = (pad(selector, selector_columns), pad(url, url_columns));
            format!("{mark} {selector}{after}  {url}{behind}  {state}")
        })
        .collect();
    acted.event(Event::Text { text: lines.join("\n") });
}

fn row(socket: &Standing<'_>) -> [String; 4] {
    let mut state = match socket.state {
        State::Connecting => "opening".to_owned(),
        State::Open => "open".to_owned(),
        State::Closing => "closing".to_owned(),
        State::Waiting(attempt) => format!("retry {attempt}"),
        State::Closed(code) => format!("closed {code}"),
    };
    if !socket.queue.is_empty() {
        state.push_str(&format!(", queued {}", socket.queue.len()));
    }
    let mark = if socket.is_current { "▸" } else { " " };
    let selector = socket.target.selector.clone().unwrap_or_else(|| "socket".to_owned());
    [mark.to_owned(), selector, socket.target.url.to_string(), state]
}

/// `/socket SELECTOR`.
pub(super) fn switch(session: &mut Session, acted: &mut Acted, selector: &str) {
    if session.twin().page().is_none() {
        return acted.stop(Stop::usage("there is no page: a bare socket is the only one"));
    }
    let target = match session.twin().choose_socket(Some(selector)) {
        Ok(socket) => socket
            .url
            .clone()
            .map(|url| Target::of_page(url, socket.element, socket.selector.clone()))
            .map_err(|error| Stop::not_connected(error.to_string())),
        Err(error) => Err(no_choice(error)),
    };
    match target {
        Ok(target) => acted.records.extend(session.switch(target)),
        Err(stop) => acted.stop(stop),
    }
}

/// `/queue`.
pub(super) fn queue(session: &Session, acted: &mut Acted) {
    let several = session.sockets().count() > 1;
    let mut lines = Vec::new();
    for socket in session.sockets() {
        let of = socket.target.selector.as_deref().filter(|_| several);
        lines.extend(of.filter(|_| !socket.queue.is_empty()).map(str::to_owned));
        let listed = |text: &str| width::start(text, LISTED).replace('\n', " ");
        lines
            .extend(socket.queue.iter().zip(1..).map(|(text, number)| format!("{number}  {}", listed(text))));
    }
    if lines.is_empty() {
        lines.push("nothing waits".to_owned());
    }
    acted.event(Event::Text { text: lines.join("\n") });
}
