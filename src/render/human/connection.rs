//! Lines of a connection's life: the page, the handshake, the end, the timer, keep-alive.

use std::time::Duration;

use super::{APART, Human};
use crate::event::{By, Event, Headers, KeptClosed, Loaded, Record, Trace};
use crate::quantity::counted;
use crate::render::close_code::ended_by;
use crate::render::pen::{Pen, Role};
use crate::render::{clock, close_code_name, sanitize};

type Facts = Vec<(Role, String)>;

impl Human {
    pub(super) fn connection(&mut self, record: &Record) {
        let mut facts = match &record.event {
            Event::Loaded(loaded) => self.loaded(loaded),
            Event::Connecting { url, attempt } if self.style.verbose > 0 => {
                self.row("dial", Role::Dim, &sanitize::line(url));
                again(*attempt)
            }
            Event::Open { .. } => self.open(&record.event),
            Event::Close { code, reason, by, .. } => {
                self.answers.closed(record.socket.as_ref());
                self.close(*code, reason);
                self.close_facts(&record.event, *by)
            }
            Event::Reconnect { attempt, delay_ms, bounds_ms, .. } => {
                let bounds = if bounds_ms.0 < bounds_ms.1 {
                    format!(" ({}–{})", bounds_ms.0, bounds_ms.1)
                } else {
                    String::new()
                };
                let delay = clock::duration(Duration::from_millis(*delay_ms));
                self.row("retry", Role::Dim, &format!("{attempt} in {delay}{bounds}"));
                Facts::new()
            }
            Event::Trace(trace) => return self.trace(trace),
            // what is routine, and asked for by nobody
            Event::Ping { .. } | Event::Pong { round_trip: None, .. } if self.style.verbose == 0 => return,
            Event::Ping { data } => {
                self.keep_alive("ping", data);
                Facts::new()
            }
            Event::Pong { data, round_trip, .. } => {
                self.keep_alive("pong", data);
                round_trip
                    .iter()
                    .map(|&took| (Role::Plain, format!("+{}", clock::round_trip(took))))
                    .collect()
            }
            _ => return,
        };
        facts.extend(record.socket.as_deref().map(|socket| (Role::Dim, sanitize::line(socket).into_owned())));
        let close = matches!(record.event, Event::Close { .. });
        if close || matches!(record.event, Event::Ping { .. } | Event::Pong { .. }) {
            facts.extend(self.time(record).map(|at| (Role::Dim, self.clock.time_of_day(at))));
        }
        self.facts(if close { " · " } else { APART }, &facts);
    }

    fn loaded(&mut self, loaded: &Loaded) -> Facts {
        self.row("page", Role::Dim, &sanitize::line(&loaded.url));
        vec![
            (Role::Plain, sanitize::line(&loaded.htmx).into_owned()),
            (Role::Plain, counted(loaded.sockets, "socket")),
            (Role::Plain, counted(loaded.senders, "sender")),
        ]
    }

    fn open(&mut self, event: &Event) -> Facts {
        let Event::Open { url, status, subprotocol, headers, attempt, took_ms, sent } = event else {
            return Facts::new();
        };
        self.row("open", Role::Good, &sanitize::line(url));
        let took = if self.style.times {
            format!("{status} in {}", clock::duration(Duration::from_millis(*took_ms)))
        } else {
            status.to_string()
        };
        let mut facts = vec![(Role::Plain, took)];
        facts.extend(sent.iter().map(|item| (Role::Plain, sanitize::line(item).into_owned())));
        facts.extend(
            subprotocol.iter().map(|name| (Role::Plain, format!("subprotocol {}", sanitize::line(name)))),
        );
        facts.extend(extensions(headers).map(|name| (Role::Plain, sanitize::line(name).into_owned())));
        facts.extend(again(*attempt));
        facts
    }

    /// What was seen on the way to an answer, which few want to see.
    fn trace(&mut self, trace: &Trace) {
        if self.style.verbose == 0 {
            return;
        }
        match trace {
            Trace::Fetching { url } => self.row("fetch", Role::Dim, &sanitize::line(url)).end(),
            Trace::Connected { to, proxy } => {
                let to = sanitize::line(to);
                let text = match proxy {
                    Some(proxy) => format!("connected to the proxy {} at {to}", sanitize::line(proxy)),
                    None => format!("connected to {to}"),
                };
                self.seen('*', "", &text)
            }
            Trace::Asked { line, headers } => self.side('>', line, headers),
            Trace::Answered { line, headers } => self.side('<', line, headers),
        };
    }

    /// The head of one side.
    fn side(&mut self, side: char, line: &str, headers: &Headers) -> &mut Pen {
        self.seen(side, "", &sanitize::line(line));
        for (name, value) in &headers.0 {
            self.seen(side, &format!("{}: ", sanitize::line(name)), &sanitize::line(value));
        }
        &mut self.pen
    }

    fn seen(&mut self, side: char, label: &str, text: &str) -> &mut Pen {
        self.pen.spaces(5).put(Role::Dim, &format!("{side} {label}"));
        self.pen.wrapped(Role::Plain, text, 9, self.style.width).end()
    }

    fn close(&mut self, code: u16, reason: &str) {
        let role = if matches!(code, 1000 | 1001 | 1005) { Role::Dim } else { Role::Caution };
        let name = close_code_name(code);
        let mut subject = code.to_string();
        if let Some(name) = name {
            subject.push(' ');
            subject.push_str(name);
        }
        if !reason.is_empty() && name.is_none_or(|name| !name.eq_ignore_ascii_case(reason)) {
            subject.push_str(": ");
            subject.push_str(&sanitize::line(reason));
        }
        self.row("close", role, &subject);
    }

    /// Who closed, what the page hears where that is another code, and what follows, by whose decision.
    fn close_facts(&self, event: &Event, by: By) -> Facts {
        let Event::Close { code, page_code, page_reason, reconnects, kept_closed, .. } = event else {
            return Facts::new();
        };
        let htmx =
            |does: &str| format!("{} {does}", sanitize::line(&self.style.dialect)).trim_start().to_owned();
        let then = match (kept_closed, reconnects) {
            (_, true) => (Role::Plain, htmx("reconnects")),
            (None, false) => (Role::Strong, htmx("stays closed")),
            (Some(KeptClosed::NoReconnect), false) => {
                (Role::Strong, "stays closed: --no-reconnect".to_owned())
            }
            (Some(KeptClosed::MaxRetries(most)), false) => {
                let retries = if *most == 1 { "retry" } else { "retries" };
                (Role::Strong, format!("gave up after {most} {retries} (--max-retries {most})"))
            }
        };
        let said = page_reason.as_deref().filter(|reason| !reason.is_empty());
        let heard = (page_code.is_some() || said.is_some()).then(|| {
            let said = said.map(|reason| format!(": {}", sanitize::line(reason))).unwrap_or_default();
            (Role::Plain, format!("the page hears {}{said}", page_code.unwrap_or(*code)))
        });
        [(Role::Plain, ended_by(by).to_owned())].into_iter().chain(heard).chain([then]).collect()
    }

    fn keep_alive(&mut self, label: &str, data: &str) {
        self.row(label, Role::Dim, &sanitize::line(data));
    }
}

/// `attempt 2`, from the second on.
fn again(attempt: u32) -> Facts {
    if attempt > 1 { vec![(Role::Caution, format!("attempt {attempt}"))] } else { Facts::new() }
}

/// The names of the extensions that were negotiated (RFC 6455 §9.1).
fn extensions(headers: &Headers) -> impl Iterator<Item = &str> {
    headers
        .0
        .iter()
        .filter(|(name, _)| name == "sec-websocket-extensions")
        .flat_map(|(_, value)| value.split(','))
        .filter_map(|extension| extension.split(';').next())
        .map(str::trim)
}
