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
}

impl Pen {
    pub(super) fn new(color: bool) -> Self {
        Self { color, text: String::new(), column: 0 }
    }

    /// Columns that the current line takes so far.
    pub(super) fn column(&self) -> usize {
        self.column
    }

    pub(super) fn put(&mut self, role: Role, text: &str) -> &mut Self {
        if text.is_empty() {
            return self;
        }
        self.column += width::columns(text);
        let style = role.style();
        if self.color && !style.is_plain() {
            // writing to a String cannot fail
            let _ = write!(self.text, "{style}{text}{style:#}");
        } else {
            self.text.push_str(text);
        }
        self
    }

    pub(super) fn spaces(&mut self, count: usize) -> &mut Self {
        self.text.extend(std::iter::repeat_n(' ', count));
        self.column += count;
        self
    }

    /// Spaces up to a column, at least `least` of them.
    pub(super) fn pad_to(&mut self, column: usize, least: usize) -> &mut Self {
        self.spaces(column.saturating_sub(self.column).max(least))
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
        self.text.push('\n');
        self.column = 0;
        self
    }

    /// All lines so far; the pen starts afresh.
    pub(super) fn take(&mut self) -> String {
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
        pen.put(Role::Good, "✓").put(Role::Plain, " 日本");
        assert_eq!(pen.column(), 6);
        assert_eq!(pen.take(), "\u{1b}[32m✓\u{1b}[0m 日本");
    }

    #[test]
    fn wrapped_text_hangs_under_its_column() {
        let mut pen = Pen::new(false);
        pen.put(Role::Plain, "  ! ").wrapped(Role::Plain, "one two three four", 4, 12).end();
        assert_eq!(pen.take(), "  ! one two\n    three\n    four\n");
    }
}
