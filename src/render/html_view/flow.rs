//! Pieces of coloured text set into lines of a width, as they come; lines outside of a range are only counted.

use std::borrow::Cow;

use crate::render::pen::{Pen, Role};
use crate::render::width;

/// A piece of text in one role. Between it and the piece before it a line may end only where `space` is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) role: Role,
    pub(super) text: Cow<'a, str>,
    /// Whether a space stands before it.
    pub(super) space: bool,
}

/// Where lines start and end, and how many of them are written.
#[derive(Debug, Clone, Copy)]
pub(in crate::render) struct Frame {
    /// The column at which the outermost lines start.
    pub(in crate::render) indent: usize,
    /// The columns of a line, indentation included.
    pub(in crate::render) width: usize,
    /// Lines that are passed over first.
    pub(in crate::render) skip: usize,
    /// The most lines that are written.
    pub(in crate::render) limit: usize,
}

impl Frame {
    /// Whether the line of that number, from 0, is written.
    fn shows(&self, line: usize) -> bool {
        line.checked_sub(self.skip).is_some_and(|line| line < self.limit)
    }
}

/// Sets pieces into lines.
pub(super) struct Flow<'a, 'p> {
    pen: &'p mut Pen,
    frame: Frame,
    /// Lines that are complete.
    lines: usize,
    /// Where the line stands; none where it has not begun.
    column: Option<usize>,
    /// Where the line begins, and where the lines begin that it is broken into.
    begin: usize,
    hang: usize,
    /// Pieces between which no line may end.
    group: Vec<Piece<'a>>,
    group_columns: usize,
}

impl<'a, 'p> Flow<'a, 'p> {
    pub(super) fn new(pen: &'p mut Pen, frame: Frame) -> Self {
        let begin = frame.indent;
        Self { pen, frame, lines: 0, column: None, begin, hang: begin, group: Vec::new(), group_columns: 0 }
    }

    /// Columns that a line at this nesting has.
    pub(super) fn room(&self, depth: usize) -> usize {
        self.frame.width.saturating_sub(self.indent_of(depth)).max(1)
    }

    /// Starts what follows on a new line at this nesting; lines that it is broken into hang by `hang` columns.
    pub(super) fn start(&mut self, depth: usize, hang: usize) {
        self.end();
        self.begin = self.indent_of(depth);
        self.hang = self.begin + hang;
    }

    /// Deep nesting stops moving to the right at half of the room, so that a hostile depth costs nothing.
    fn indent_of(&self, depth: usize) -> usize {
        let most = self.frame.width.saturating_sub(self.frame.indent) / 2;
        self.frame.indent + depth.saturating_mul(2).min(most)
    }

    pub(super) fn push(&mut self, piece: Piece<'a>) {
        if piece.space {
            self.set_group();
        }
        self.group_columns += width::columns(&piece.text);
        self.group.push(piece);
        if self.group_columns > self.frame.width {
            self.set_group();
        }
    }

    /// Ends the line, where one has begun.
    pub(super) fn end(&mut self) {
        self.set_group();
        self.break_line();
    }

    /// A line that keeps its spaces, even where it has nothing else, broken only where it is too long.
    pub(super) fn verbatim(&mut self, role: Role, line: &str) {
        self.set_group();
        self.column.get_or_insert(self.begin);
        self.put_broken(role, line);
    }

    /// Lines that were set, written or not.
    pub(super) fn finish(mut self) -> usize {
        self.end();
        self.lines
    }

    fn set_group(&mut self) {
        if let (Some(first), Some(column)) = (self.group.first(), self.column) {
            let space = usize::from(first.space);
            if column + space + self.group_columns > self.frame.width {
                self.break_line();
                self.begin = self.hang;
            } else if space == 1 {
                self.put(Role::Plain, " ");
            }
        }
        self.group_columns = 0;
        let mut group = std::mem::take(&mut self.group);
        for piece in group.drain(..) {
            self.put_broken(piece.role, &piece.text);
        }
        self.group = group;
    }

    fn put_broken(&mut self, role: Role, text: &str) {
        let mut left = text;
        while !left.is_empty() {
            let room = self.frame.width.saturating_sub(self.column.unwrap_or(self.begin));
            let (head, rest) = match self.column {
                Some(_) => width::split(left, room),
                None => width::split_some(left, room),
            };
            self.put(role, head);
            left = rest;
            if !left.is_empty() {
                self.break_line();
                self.begin = self.hang;
            }
        }
    }

    fn put(&mut self, role: Role, text: &str) {
        let column = *self.column.get_or_insert(self.begin);
        if self.frame.shows(self.lines) && !text.is_empty() {
            self.pen.pad_to(column, 0).put(role, text);
        }
        self.column = Some(column + width::columns(text));
    }

    fn break_line(&mut self) {
        if self.column.take().is_some() {
            if self.frame.shows(self.lines) {
                self.pen.end();
            }
            self.lines += 1;
        }
    }
}
