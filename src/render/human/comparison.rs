//! Where two dialects differ: what differs, then what each makes of it.

use super::Human;
use crate::event::Difference;
use crate::render::{pen::Role, sanitize, width};

/// The longest side that is told in full, in characters.
const LONGEST: usize = 1000;

/// How long a beginning that both sides have may be to be told in full, and how much of a longer one is, in characters.
const MOST_ALIKE: usize = 200;
const SHOWN_ALIKE: usize = 60;

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
        let [(_, one), (_, other)] = &difference.htmx;
        let alike = one.as_deref().zip(other.as_deref()).map_or(0, |(one, other)| alike(one, other));
        let start = if alike > MOST_ALIKE { alike - SHOWN_ALIKE } else { 0 };
        for (name, what) in &difference.htmx {
            self.pen.spaces(2).put(Role::Dim, name).pad_to(hang, 2);
            let (role, what) = match what {
                Some(what) => (Role::Plain, excerpt(what, start)),
                None => (Role::Dim, "nothing".to_owned()),
            };
            self.pen.wrapped(role, &what, hang, self.style.width).end();
        }
    }
}

/// How many characters two texts have in common before they differ.
fn alike(one: &str, other: &str) -> usize {
    one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count()
}

/// A text from a character on, as much of it as is told.
fn excerpt(text: &str, start: usize) -> String {
    let rest = text.char_indices().nth(start).map_or("", |(at, _)| &text[at..]);
    let end = rest.char_indices().nth(LONGEST).map_or(rest.len(), |(at, _)| at);
    let (before, behind) = (if start > 0 { "…" } else { "" }, if end < rest.len() { "…" } else { "" });
    format!("{before}{}{behind}", sanitize::line(&rest[..end]))
}
