//! Messages that have gone by: a line for each, why one did what it did, and a command that sends the same.

use super::exchange::excerpt;
use super::{APART, Human};
use crate::event::{Direction, Explained, Logged, Record};
use crate::render::pen::Role;
use crate::render::{clock, sanitize, width};

/// The columns of a number and of a size.
const NUMBER: usize = 5;
const SIZE: usize = 8;

impl Human {
    /// `→   s3  14:02:11.204   163 B   {"msg":"hello","HEADERS":{ 5 }}`.
    pub(super) fn logged(&mut self, record: &Record, logged: &Logged) {
        let arrow = match logged.direction {
            Direction::Received => "←",
            Direction::Sent => "→",
        };
        self.pen.put(Role::Strong, arrow).put(Role::Strong, &format!("{:>NUMBER$}", logged.message));
        if let Some(at) = self.time(record) {
            let time = self.clock.time_of_day(at);
            self.pen.spaces(2).put(Role::Dim, &time);
        }
        self.pen.put(Role::Dim, &format!("{:>SIZE$}", clock::size(logged.bytes))).put(Role::Dim, APART);
        if logged.waiting {
            self.pen.put(Role::Caution, "queued").spaces(2);
        }
        let suffix = record.socket.as_deref().map(|socket| format!(" · {}", sanitize::line(socket)));
        let suffix = suffix.unwrap_or_default();
        let room = self.style.width.saturating_sub(self.pen.column() + width::columns(&suffix));
        match logged.start.as_deref() {
            None => self.pen.put(Role::Plain, &width::cut("binary", room)),
            Some("") => self.pen.put(Role::Dim, &width::cut("empty", room)),
            Some(start) => self.pen.put(Role::Plain, &excerpt(start, room).0),
        };
        self.pen.put(Role::Dim, &suffix).end();
    }

    /// `why    message 3   htmx 2.0.11`, then the steps, numbered.
    pub(super) fn explained(&mut self, explained: &Explained) {
        let htmx = format!("htmx {}", explained.htmx);
        self.row("why", Role::Strong, &format!("message {}", explained.seq));
        self.facts(APART, &[(Role::Dim, htmx)]);
        for (step, number) in explained.steps.iter().zip(1..) {
            let head = format!("{number:>3}. ");
            self.pen.put(Role::Dim, &head);
            self.pen.wrapped(Role::Plain, &sanitize::line(step), head.len(), self.style.width).end();
        }
    }

    /// The command line, whole.
    pub(super) fn copied(&mut self, command: &str) {
        for line in sanitize::lines(command).split('\n') {
            self.pen.put(Role::Plain, line).end();
        }
    }
}
