//! Lines with the user's own commands in them: what they stand for, and what `/help` says of them.

use std::io;

use super::super::alias;
use super::super::command::control::Control;
use super::super::complete::{Completion, Surroundings, complete};
use super::super::history::secret;
use super::super::input::Question;
use super::super::line::{self, Line, LineError};
use super::Driver;
use crate::config;
use crate::event::Event;

impl Driver<'_> {
    /// What a line can go on with: behind an alias, what that goes on with which it stands for.
    pub(super) fn completion(&self, question: &Question, around: Surroundings<'_>) -> Completion {
        let (Question { line, position, .. }, aliases) = (question, self.args.alias.as_slice());
        let opened = alias::open(aliases, line);
        let behind = opened.and_then(|opened| Some((opened.stands_at(*position)?, opened)));
        let Some((place, opened)) = behind else {
            let mut completion = complete(line, *position, around);
            let typed = line.get(..*position).unwrap_or(line);
            let (secrets, page) = (config::secrets(self.request.handshake), self.session.twin().page());
            let starting = alias::starting(aliases, typed);
            completion.add_commands(starting.map(|alias| (&*alias.name, alias.shown(secrets, page))));
            return completion;
        };
        let completion = complete(&opened.line, place, around);
        if !opened.is_typed(completion.start) {
            return Completion { start: *position, ..Completion::default() };
        }
        Completion { start: opened.typed_at(completion.start), ..completion }
    }

    /// Reads what a line stands for. It is kept as it was typed, unless what it stands for holds a secret.
    pub(super) fn read(&mut self, text: &str) -> Result<Line, LineError> {
        let stands_for = alias::expand(&self.args.alias, text);
        let is_typed = self.place.is_none();
        if is_typed && secret::may_be_kept(&stands_for, self.session.twin().page()) {
            self.keep(text);
        }
        line::parse(&stands_for)
    }

    /// `/help`, with the user's own commands.
    pub(super) fn help(&mut self, name: Option<String>) -> io::Result<()> {
        let (secrets, page) = (config::secrets(self.request.handshake), self.session.twin().page());
        match alias::help(&self.args.alias, name.as_deref(), secrets, page) {
            Some(text) => self.printer.event(Event::Text { text }),
            None => self.act(Line::Control(Control::Help(name))),
        }
    }
}
