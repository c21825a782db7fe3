//! The page's part in the story: what a message changed, and what messages may be meant for.

use super::Human;
use super::rest::{Content, Rest};
use crate::event::Change;
use crate::quantity::counted;
use crate::render::diff::{self, Fate};
use crate::render::pen::Role;
use crate::render::{sanitize, width};

/// How far the lines of a change are indented.
const INDENT: usize = 2;

/// Where the tag, the count and what is in the element begin; on narrow terminals, too.
const COLUMNS: [usize; 3] = [20, 32, 40];
const NARROW: [usize; 3] = [12, 18, 23];

impl Human {
    /// `diff   message 3`, then each element with its lines, cut to the terminal's height.
    pub(super) fn diff(&mut self, seq: u64, changes: &[Change]) {
        self.row("diff", Role::Strong, &format!("message {seq}")).end();
        let room = self.style.width.saturating_sub(INDENT * 2).max(1);
        let (limit, mut told, mut hidden) = (self.lines(), 0, Vec::new());
        for change in changes {
            if told < limit {
                self.pen.spaces(INDENT).put(Role::Strong, &sanitize::line(&change.element)).end();
            }
            for (fate, line) in diff::lines(change, room) {
                if told >= limit {
                    hidden.push(format!("{}{line}", fate.sign()));
                    continue;
                }
                told += 1;
                let role = match fate {
                    Fate::Goes => Role::Bad,
                    Fate::Comes => Role::Good,
                    Fate::Stays | Fate::Gap => Role::Dim,
                };
                self.pen.spaces(INDENT).put(role, &format!("{}{line}", fate.sign())).end();
            }
        }
        if !hidden.is_empty() {
            self.hidden(hidden.len(), INDENT, "line");
            self.rest = Some(Rest::new(Content::Lines(hidden.join("\n")), 0, INDENT));
        }
    }

    /// `#chat   ul   ×3   2 elements: hello`, on one line.
    pub(super) fn target(&mut self, id: &str, tag: &str, swaps: u64, (elements, text): (usize, &str)) {
        let end = self.style.width;
        let [at_tag, at_count, at_look] = if end < 2 * COLUMNS[2] { NARROW } else { COLUMNS };
        self.pen
            .put(Role::Strong, &sanitize::line(id))
            .pad_to(at_tag, 2)
            .put(Role::Tag, &sanitize::line(tag));
        self.pen.pad_to(at_count, 2);
        if swaps > 0 {
            self.pen.put(Role::Good, &format!("×{swaps}"));
        }
        self.pen.pad_to(at_look, 2);
        if elements > 0 {
            self.pen.put(Role::Dim, &counted(elements, "element"));
            self.pen.put(Role::Dim, if text.is_empty() { "" } else { ": " });
        }
        let room = end.saturating_sub(self.pen.column());
        self.pen.put(Role::Plain, &width::cut(&sanitize::line(text), room)).end();
    }
}
