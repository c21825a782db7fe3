//! A line with a label on the left and facts that are separated by dots.

use super::Human;
use crate::render::pen::{Pen, Role};
use crate::render::width;

/// The columns of a label and the space after it.
const LABEL: usize = 7;

impl Human {
    /// Begins a line: the label, then what it is about.
    pub(super) fn row(&mut self, label: &str, role: Role, subject: &str) -> &mut Pen {
        self.pen.put(role, label);
        if !subject.is_empty() {
            self.pen.pad_to(LABEL, 1).wrapped(Role::Plain, subject, LABEL, self.style.width);
        }
        &mut self.pen
    }

    /// Ends a line with its facts: `first` before the first, ` · ` between them, further lines under the subject.
    pub(super) fn facts(&mut self, first: &str, facts: &[(Role, String)]) {
        let end = self.style.width;
        for (index, (role, fact)) in facts.iter().filter(|(_, fact)| !fact.is_empty()).enumerate() {
            let separator = if index == 0 { first } else { " · " };
            let columns = width::columns(separator) + width::columns(fact);
            if self.pen.column() > LABEL && self.pen.column() + columns > end {
                self.pen.end().spaces(LABEL);
            } else {
                self.pen.put(Role::Dim, separator);
            }
            self.pen.wrapped(*role, fact, LABEL, end);
        }
        self.pen.end();
    }
}
