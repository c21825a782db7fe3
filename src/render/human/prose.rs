//! Text that answers what a person asked: lines, and terms with what they mean beside them.

use super::Human;
use crate::render::pen::Role;
use crate::render::{diagnostic, sanitize, width};

/// The fewest columns in which a meaning stands beside its term; with fewer it goes under it.
const BESIDE: usize = 24;

/// How far that is moved in.
const UNDER: usize = 4;

impl Human {
    /// Writes it line by line; on a terminal those that are too long are wrapped and hang.
    pub(super) fn text(&mut self, text: &str) {
        if !self.style.terminal {
            self.pen.put(Role::Plain, &diagnostic::text(text));
            return;
        }
        for line in text.split('\n') {
            self.text_line(&sanitize::line(line));
        }
    }

    fn text_line(&mut self, line: &str) {
        let end = self.style.width;
        if width::columns(line) <= end {
            self.pen.put(Role::Plain, line).end();
            return;
        }
        let solid = line.trim_start_matches(' ');
        let indent = line.len() - solid.len();
        self.pen.spaces(indent);
        let Some((term, meaning)) = solid.rsplit_once("  ") else {
            self.pen.wrapped(Role::Plain, solid, indent + 2, end).end();
            return;
        };
        let (term, meaning) = (term.trim_end_matches(' '), meaning.trim_start_matches(' '));
        let column = width::columns(&line[..line.len() - meaning.len()]);
        if end.saturating_sub(column) >= BESIDE {
            self.pen.put(Role::Plain, term).pad_to(column, 0);
            self.pen.wrapped(Role::Plain, meaning, column, end).end();
        } else {
            let hang = indent + UNDER;
            self.pen.wrapped(Role::Plain, term, hang, end).end();
            self.pen.spaces(hang).wrapped(Role::Plain, meaning, hang, end).end();
        }
    }
}
