//! Where two dialects differ: what differs, then what each makes of it.

use super::Human;
use crate::event::Difference;
use crate::render::{pen::Role, sanitize, width};

/// The longest side that is told in full, in characters.
const LONGEST: usize = 1000;

impl Human {
    /// `≠ page  p#last`, then a line for each dialect, under its name.
    pub(super) fn difference(&mut self, difference: &Difference) {
        self.pen.put(Role::Caution, "≠ ").put(Role::Caution, difference.subject);
        if let Some(element) = &difference.element {
            self.pen.spaces(2).put(Role::Strong, &sanitize::line(element));
        }
        self.pen.end();
        let names = difference.htmx.iter().map(|(name, _)| width::columns(name));
        let hang = 4 + names.max().unwrap_or_default();
        for (name, what) in &difference.htmx {
            self.pen.spaces(2).put(Role::Dim, name).pad_to(hang, 2);
            let (role, what) = match what {
                Some(what) => (Role::Plain, sanitize::line(what).into_owned()),
                None => (Role::Dim, "nothing".to_owned()),
            };
            let told: String = what.chars().take(LONGEST).collect();
            let cut = if told.len() < what.len() { "…" } else { "" };
            self.pen.wrapped(role, &format!("{told}{cut}"), hang, self.style.width).end();
        }
    }
}
