//! Repeats: messages that do the same as the one before with other texts are folded into one line, which counts them
//! and shows the last.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::time::{Duration, SystemTime};

use super::rest::{Content, Rest};
use super::{APART, Human, exchange, html_view};
use crate::event::{Event, Fragment, Outcome, Record};
use crate::render::{clock, pen::Role, sanitize, width};

/// What comes later than this after the last one can be read by itself.
const TOGETHER: Duration = Duration::from_secs(2);

/// A message with more bytes is shown by itself.
const LARGEST: usize = 64 * 1024;

/// Columns below which the time is left out, and those in which how long it took is told too.
const NARROW: usize = 40;
const WIDE: usize = 60;

/// Columns that are left free where terminals do not agree on how wide a character is: a line that has become two cannot
/// be written over.
const MARGIN: usize = 4;

/// A message that was shown, and how often it was repeated.
#[derive(Debug)]
pub(super) struct Run {
    shape: u64,
    /// How many were folded.
    count: u64,
    /// The number of the first that was folded.
    first: u64,
    /// When the one came that was shown, and when the last one did.
    began: Option<SystemTime>,
    last: Option<SystemTime>,
}

/// A message with all that became of it.
struct Whole<'a> {
    message: &'a Record,
    seq: u64,
    fragments: Vec<&'a Fragment>,
    records: usize,
    shape: u64,
}

impl Human {
    /// Folds the message that the records begin with into the run: the line, and how many records that were.
    pub(super) fn fold(&mut self, records: &[Record]) -> Option<(Option<String>, usize)> {
        let whole = Whole::read(records)?;
        let at = whole.message.at;
        let repeats = self.run.as_ref().is_some_and(|run| {
            let since = at.zip(run.last).and_then(|(at, last)| at.duration_since(last).ok());
            run.shape == whole.shape && since.unwrap_or_default() <= TOGETHER
        });
        if !repeats {
            self.run = Some(Run { shape: whole.shape, count: 0, first: whole.seq, began: at, last: at });
            return Some((None, whole.records));
        }
        let line = self.run.take().map(|run| {
            let first = if run.count == 0 { whole.seq } else { run.first };
            let run = Run { count: run.count + 1, first, last: at, ..run };
            let line = self.fold_line(&run, &whole);
            self.run = Some(run);
            line
        });
        Some((line, whole.records))
    }

    /// `← 14:02:12.411   ×37 in 1.2 s   <li>hello 38</li>`; without times `2–38  ×37   <li>hello 38</li>`.
    fn fold_line(&mut self, run: &Run, whole: &Whole<'_>) -> String {
        let width = self.style.width;
        match self.time(whole.message) {
            Some(at) => {
                // what is folded answers too
                let _told = self.answers.came(at, whole.message.socket.as_ref());
                self.pen.put(Role::Strong, "←");
                if width >= NARROW {
                    let time = self.clock.time_of_day(at);
                    self.pen.spaces(1).put(Role::Dim, &time).put(Role::Dim, APART);
                } else {
                    self.pen.spaces(1);
                }
            }
            None if run.count == 1 => _ = self.pen.put(Role::Strong, &whole.seq.to_string()).spaces(2),
            None => _ = self.pen.put(Role::Strong, &format!("{}–{}", run.first, whole.seq)).spaces(2),
        }
        self.pen.put(Role::Caution, &format!("×{}", run.count));
        let took = run.began.zip(run.last).and_then(|(began, last)| last.duration_since(began).ok());
        if let Some(took) = took.filter(|_| width >= WIDE && self.style.times) {
            self.pen.put(Role::Dim, &format!(" in {}", clock::duration(took)));
        }
        if let Some(socket) = whole.message.socket.as_deref().filter(|_| width >= WIDE) {
            self.pen.put(Role::Dim, APART).put(Role::Dim, &sanitize::line(socket));
        }
        if whole.fragments.iter().any(|fragment| fragment.outcome == Outcome::NoTarget) {
            self.pen.spaces(1).put(Role::Bad, "✗");
        }
        self.last_content(&whole.fragments);
        self.pen.end().take()
    }

    /// What the last one put on the page: its markup where there is room for that, else its text.
    fn last_content(&mut self, fragments: &[&Fragment]) {
        let room = self.style.width.saturating_sub(self.pen.column() + APART.len());
        let plain = fragments.iter().all(|fragment| fragment.inserted.is_ascii());
        let room = if plain { room } else { room.saturating_sub(MARGIN) };
        let joined = |part: fn(&Fragment) -> &str| {
            let parts: Vec<&str> = fragments.iter().map(|fragment| part(fragment)).collect();
            exchange::excerpt(&parts.join(" ").split_ascii_whitespace().collect::<Vec<_>>().join(" "), room)
        };
        let (markup, cut) = joined(|fragment| &fragment.inserted);
        let shown = if cut {
            let whole = fragments.iter().map(|fragment| fragment.inserted.as_str()).collect();
            self.rest = Some(Rest::new(Content::Markup(whole), 0, exchange::CONTENT));
            Some(joined(|fragment| &fragment.text).0).filter(|text| !text.is_empty()).unwrap_or(markup)
        } else {
            markup
        };
        if width::columns(&shown) > 1 {
            self.pen.put(Role::Dim, APART).put(Role::Plain, &shown);
        }
    }
}

impl<'a> Whole<'a> {
    /// The message that the records begin with, where all that became of it is there and it is not large.
    fn read(records: &'a [Record]) -> Option<Self> {
        let (message, rest) = records.split_first()?;
        let Event::Message { seq, bytes, .. } = message.event else { return None };
        let end = rest.iter().position(|record| record.event.seq() != Some(seq))?;
        let is_done = matches!(rest[end].event, Event::Done { seq: done } if done == seq);
        if !is_done || bytes > LARGEST {
            return None;
        }
        let mut hasher = DefaultHasher::new();
        message.socket.hash(&mut hasher);
        let mut fragments = Vec::new();
        for record in &rest[..end] {
            match &record.event {
                Event::Fragment(fragment) => {
                    fragments.push(&**fragment);
                    hash(fragment, &mut hasher);
                }
                // one that says something else is not to be missed
                Event::Warning(warning) => {
                    (warning.index, warning.code, &warning.what, &warning.advice).hash(&mut hasher);
                }
                _ => return None,
            }
        }
        let shape = hasher.finish();
        (!fragments.is_empty()).then_some(Self { message, seq, fragments, records: end + 2, shape })
    }
}

fn hash(fragment: &Fragment, into: &mut DefaultHasher) {
    let Fragment { kind, tag, oob, swap, target, matched, outcome, html, .. } = fragment;
    (*kind as u8, tag, oob, swap, target, matched, *outcome as u8).hash(into);
    html_view::shape(html, into);
}
