//! Coloured lines: text in roles, and the column it has come to. Knows no event and no format.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::width;

/// What a piece of text says, hence its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// No colour.
    Plain,
    /// Routine.
    Dim,
    /// What a line is about.
    Strong,
    /// Swapped.
    Good,
    /// Failed.
    Bad,
    /// A warning.
    Caution,
    /// A tag's brackets and name.
    Tag,
    /// An attribute's name.
    Attribute,
    /// An attribute's value.
    Value,
}

impl Role {
    const fn style(self) -> Style {
        let style = Style::new();
        match self {
            Self::Plain => style,
            Self::Dim => style.dimmed(),
            Self::Strong => style.bold(),
            Self::Good => style.fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green))),
            Self::Bad => style.fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red))),
            Self::Caution => style.fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow))),
            Self::Tag => style.fg_color(Some(anstyle::Color::Ansi(AnsiColor::Blue))),
            Self::Attribute => style.fg_color(Some(anstyle::Color::Ansi(AnsiColor::Cyan))),
            Self::Value => style.fg_color(Some(anstyle::Color::Ansi(AnsiColor::Magenta))),
        }
    }
}

/// Writes lines. All text given to it has been through the sanitiser and holds no newline.
#[derive(Debug)]
pub(super) struct Pen {
    color: bool,
    text: String,
    column: usize,
    /// The role whose colour is switched on.
    on: Role,
}

impl Pen {
    pub(super) fn new(color: bool) -> Self {
        Self { color, text: String::new(), column: 0, on: Role::Plain }
    }

    /// Columns that the current line takes so far.
    pub(super) fn column(&self) -> usize {
        self.column
    }

    pub(super) fn put(&mut self, role: Role, text: &str) -> &mut Self {
        if text.bytes().all(|byte| byte == b' ') {
            return self.spaces(text.len());
        }
        self.switch(role);
        self.column += width::columns(text);
        self.text.push_str(text);
        self
    }

    /// Spaces, in the colour that is on: none of them shows on a space.
    pub(super) fn spaces(&mut self, count: usize) -> &mut Self {
        self.text.extend(std::iter::repeat_n(' ', count));
        self.column += count;
        self
    }

    fn switch(&mut self, role: Role) {
        if !self.color || self.on == role {
            return;
        }
        // writing to a String cannot fail
        let _ = write!(self.text, "{:#}{}", self.on.style(), role.style());
        self.on = role;
    }

    /// Spaces up to a column, at least `least` of them.
    pub(super) fn pad_to(&mut self, column: usize, least: usize) -> &mut Self {
        self.spaces(column.saturating_sub(self.column).max(least))
    }

    /// Text so many columns behind what the line has; where it does not fit before `end`, on a line of its own from
    /// column `hang`.
    pub(super) fn beside(
        &mut self,
        role: Role,
        text: &str,
        apart: usize,
        (hang, end): (usize, usize),
    ) -> &mut Self {
        if self.column + apart + width::columns(text) > end && self.column > hang {
            self.end().spaces(hang);
        } else {
            self.spaces(apart);
        }
        self.put(role, &width::cut(text, end.saturating_sub(self.column)))
    }

    /// Text from where the pen is, broken between words before `end`; further lines start at column `hang`.
    pub(super) fn wrapped(&mut self, role: Role, text: &str, hang: usize, end: usize) -> &mut Self {
        let first = end.saturating_sub(self.column);
        for (index, line) in width::wrap(text, first, end.saturating_sub(hang)).enumerate() {
            if index > 0 {
                self.end().spaces(hang);
            }
            self.put(role, line);
        }
        self
    }

    /// Ends the line.
    pub(super) fn end(&mut self) -> &mut Self {
        self.switch(Role::Plain);
        self.text.push('\n');
        self.column = 0;
        self
    }

    /// A place to go back to, at the start of a line.
    pub(super) fn mark(&self) -> usize {
        self.text.len()
    }

    /// Takes back the lines since a [`Pen::mark`].
    pub(super) fn rewind(&mut self, mark: usize) {
        self.text.truncate(mark);
        self.column = 0;
    }

    /// All lines so far; the pen starts afresh.
    pub(super) fn take(&mut self) -> String {
        self.switch(Role::Plain);
        self.column = 0;
        std::mem::take(&mut self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_surrounds_the_text_and_takes_no_columns() {
        let mut pen = Pen::new(true);
        pen.put(Role::Good, "✓").put(Role::Plain, "日本");
        assert_eq!(pen.column(), 5);
        assert_eq!(pen.take(), "\u{1b}[32m✓\u{1b}[0m日本");
    }

    #[test]
    fn one_colour_is_switched_on_once_a_line() {
        let mut pen = Pen::new(true);
        pen.put(Role::Bad, "a").spaces(1).put(Role::Bad, "b").end().put(Role::Bad, "c");
        assert_eq!(pen.take(), "\u{1b}[31ma b\u{1b}[0m\n\u{1b}[31mc\u{1b}[0m");
    }

    #[test]
    fn lines_can_be_taken_back() {
        let mut pen = Pen::new(false);
        let mark = pen.put(Role::Plain, "kept").end().mark();
        pen.put(Role::Plain, "lost").rewind(mark);
        assert_eq!((pen.column(), pen.take()), (0, "kept\n".to_owned()));
    }

    #[test]
    fn wrapped_text_hangs_under_its_column() {
        let mut pen = Pen::new(false);
        pen.put(Role::Plain, "  ! ").wrapped(Role::Plain, "one two three four", 4, 12).end();
        assert_eq!(pen.take(), "  ! one two\n    three\n    four\n");
    }
}
