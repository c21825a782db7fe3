//! What came of a message: a line for each fragment, what it put on the page, and the warnings.

use super::{Human, exchange::Current};
use crate::event::{Fragment, Kind, Outcome, Warning};
use crate::render::{pen::Role, sanitize, width};

/// Lines of a fragment that changed nothing.
const UNSWAPPED: usize = 3;

/// The longest diagnosis that is told in full, in columns: it may quote what the server sent.
const LONGEST: usize = 1000;

impl Human {
    /// `  ✓ #msgs  beforeend  1 match  <div>`, then what was put on the page.
    pub(super) fn fragment(&mut self, fragment: &Fragment) {
        let mut current = self.message_of(fragment.seq);
        current.untold = None;
        current.fragment = Some(fragment.index);
        let (indent, content) = (current.indent, current.content);
        if !self.number(&mut current) {
            self.pen.spaces(indent);
        }
        self.current = Some(current);

        let (role, mark) = mark(fragment.outcome);
        self.pen.put(role, mark).spaces(1);
        let target =
            sanitize::line(fragment.target.as_deref().map_or("—", |target| target.trim_matches(' ')));
        let end = self.style.width;
        let lines = (indent + 2, end);
        let target = width::cut(&target, end.saturating_sub(indent + 32).max(12));
        self.pen.put(Role::Strong, &target);
        self.pen.beside(Role::Plain, &width::cut(&sanitize::line(&fragment.swap), 24), 2, lines);
        self.pen.beside(if role == Role::Good { Role::Dim } else { role }, &outcome(fragment), 2, lines);
        let root = root(fragment, self.style.verbose > 0);
        if !root.is_empty() {
            let room = end.saturating_sub(self.pen.column() + 2);
            self.pen.put(Role::Dim, "  ").put(Role::Dim, &width::cut(&sanitize::line(&root), room));
        }
        self.pen.end();

        let limit = match fragment.outcome {
            Outcome::Swapped | Outcome::Unknown => self.lines(),
            Outcome::NoTarget | Outcome::InvalidSelector | Outcome::Skipped => self.lines().min(UNSWAPPED),
        };
        self.html(&fragment.inserted, content, limit);
    }

    /// `  ! no-target: what htmx does`, then what to do instead, under what they belong to.
    pub(super) fn warning(&mut self, warning: &Warning) {
        let (mut indent, mut place) = (0, String::new());
        match (warning.seq, self.current.take()) {
            (Some(seq), Some(mut current)) if seq == current.seq => {
                current.untold = None;
                indent = current.indent;
                if !self.number(&mut current) {
                    self.pen.spaces(indent);
                }
                if let Some(index) = warning.index.filter(|index| current.fragment != Some(*index)) {
                    place = format!(" (fragment {})", index + 1);
                }
                self.current = Some(current);
            }
            (seq, current) => {
                self.current = current;
                self.settle();
                if let Some(seq) = seq {
                    place = format!(" (message {seq})");
                }
            }
        }
        let (hang, end) = (indent + 2, self.style.width);
        self.pen.put(Role::Caution, "! ").put(Role::Caution, warning.code).put(Role::Caution, &place);
        self.pen.put(Role::Caution, ": ");
        self.pen.wrapped(Role::Caution, &diagnosis(&warning.what), hang, end).end();
        if !warning.advice.is_empty() {
            self.pen.spaces(hang).wrapped(Role::Plain, &diagnosis(&warning.advice), hang, end).end();
        }
    }

    /// The current message, or the one that a fragment says it belongs to.
    fn message_of(&mut self, seq: u64) -> Current {
        if self.current.as_ref().is_some_and(|current| current.seq != seq) {
            self.settle();
            self.current = None;
        }
        self.current.take().unwrap_or_else(|| Current::numbered(seq))
    }
}

const fn mark(outcome: Outcome) -> (Role, &'static str) {
    match outcome {
        Outcome::Swapped => (Role::Good, "✓"),
        Outcome::NoTarget | Outcome::InvalidSelector => (Role::Bad, "✗"),
        Outcome::Skipped => (Role::Dim, "·"),
        Outcome::Unknown => (Role::Dim, "?"),
    }
}

fn outcome(fragment: &Fragment) -> String {
    match (fragment.outcome, fragment.matched) {
        (Outcome::Swapped, Some(1)) => "1 match".to_owned(),
        (Outcome::Swapped, Some(count)) => format!("{count} matches"),
        (Outcome::Swapped, None) => "swapped".to_owned(),
        (Outcome::NoTarget, _) => "no target on the page".to_owned(),
        (Outcome::InvalidSelector, _) => "not a selector".to_owned(),
        (Outcome::Skipped, _) => "skipped".to_owned(),
        (Outcome::Unknown, _) => "no page".to_owned(),
    }
}

/// The root, where the target does not tell already; `main` and `hx-partial` by their kind.
fn root(fragment: &Fragment, verbose: bool) -> String {
    let named = fragment.id.as_deref().filter(|id| !is_id(fragment.target.as_deref(), id));
    let oob = fragment.oob.as_deref().filter(|_| verbose).map(|oob| format!(" hx-swap-oob=\"{oob}\""));
    match (fragment.kind, named, oob) {
        (Kind::Main, ..) => "main".to_owned(),
        (Kind::Partial, ..) => "hx-partial".to_owned(),
        (Kind::Oob, None, None) if fragment.id.is_some() => String::new(),
        (Kind::Oob, id, oob) => {
            let id = id.map(|id| format!(" id=\"{id}\"")).unwrap_or_default();
            format!("<{}{id}{}>", fragment.tag, oob.unwrap_or_default())
        }
    }
}

fn is_id(target: Option<&str>, id: &str) -> bool {
    target.and_then(|target| target.strip_prefix('#')) == Some(id)
}

fn diagnosis(text: &str) -> String {
    width::cut(&sanitize::line(text), LONGEST).into_owned()
}
