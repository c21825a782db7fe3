//! What came while something was waited for, as far as it is told where that did not come. Pure.

use std::collections::VecDeque;

use crate::event::Fragment;
use crate::htmx::diagnose::nearest;
use crate::page::single_spaced;
use crate::render::width;

/// How many targets are remembered, each with what came for it last.
const REMEMBERED: usize = 50;

/// How many of them are told.
const TOLD: usize = 3;

/// Characters of a target that are told.
const LONGEST_TARGET: usize = 60;

/// Characters of a text that are told, and of a target that are kept.
const START: usize = 200;

/// What came, the last of each target.
#[derive(Debug, Clone, Default)]
pub struct Came {
    pieces: VecDeque<Piece>,
    forgotten: usize,
}

#[derive(Debug, Clone)]
struct Piece {
    /// The target, where it has one.
    target: Option<String>,
    text: String,
}

impl Came {
    /// A fragment came.
    pub fn fragment(&mut self, fragment: &Fragment) {
        let text = start(&fragment.text);
        let text = if text.is_empty() { start(&fragment.html) } else { text };
        let target = fragment.target.as_deref().map(|target| width::start(target, START).into_owned());
        self.pieces.retain(|piece| target.is_none() || piece.target != target);
        self.push(Piece { target, text });
    }

    /// A message came that is no fragment.
    pub fn message(&mut self, text: &str) {
        self.push(Piece { target: None, text: start(text) });
    }

    fn push(&mut self, piece: Piece) {
        if self.pieces.len() == REMEMBERED {
            self.pieces.pop_front();
            self.forgotten += 1;
        }
        self.pieces.push_back(piece);
    }

    /// The target that was probably meant.
    #[must_use]
    pub fn near(&self, selector: &str) -> Option<&str> {
        nearest(selector, self.pieces.iter().filter_map(|piece| piece.target.as_deref()))
    }

    /// What came instead of a fragment for that selector, or of a text: what is near first, then the last first.
    #[must_use]
    pub fn instead_of(&self, selector: Option<&str>) -> Vec<String> {
        let near = selector.and_then(|selector| self.near(selector));
        let is_near = |piece: &&Piece| near.is_some() && piece.target.as_deref() == near;
        let first = self.pieces.iter().rev().filter(is_near);
        let others = self.pieces.iter().rev().filter(|piece| !is_near(piece));
        let mut told: Vec<String> = first.chain(others).take(TOLD).map(Piece::told).collect();
        let more = self.pieces.len() + self.forgotten - told.len();
        if more > 0 {
            told.push(format!("… and {more} more"));
        }
        told
    }
}

impl Piece {
    fn told(&self) -> String {
        match &self.target {
            Some(target) => format!("{}: {}", width::start(target, LONGEST_TARGET), self.text),
            None => self.text.clone(),
        }
    }
}

/// As much of a text as is told, on one line.
pub fn start(text: &str) -> String {
    // white space may be left out of it
    let enough = text.char_indices().nth(10 * START).map_or(text, |(at, _)| &text[..at]);
    width::start(&single_spaced(enough), START).into_owned()
}
