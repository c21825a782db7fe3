//! Scenarios: when one begins, and what came of it.

use super::{APART, Human};
use crate::event::Verdict;
use crate::quantity::counted;
use crate::render::{pen::Role, sanitize};

const EXPECTATION: &str = "expectation";

impl Human {
    /// `play   chat   htmx 2`, when another scenario begins.
    pub(super) fn scenario(&mut self, name: &str, htmx: &str) {
        self.settle();
        if self.step.take().is_some() {
            self.pen.end();
        }
        self.style.dialect = format!("htmx {htmx}");
        self.row("play", Role::Strong, &sanitize::line(name));
        self.facts(APART, &[(Role::Dim, format!("htmx {}", sanitize::line(htmx)))]);
    }

    /// `pass   chat   1 expectation`, when a scenario has been held against what it expects.
    pub(super) fn verdict(&mut self, verdict: &Verdict) {
        let Verdict { passed, expectations, failed, .. } = *verdict;
        let (label, role, of) = match (expectations, passed) {
            (0, _) => ("skip", Role::Dim, "no expectations".to_owned()),
            (_, true) => ("pass", Role::Good, counted(expectations, EXPECTATION)),
            (_, false) => {
                ("fail", Role::Bad, format!("{failed} of {} not met", counted(expectations, EXPECTATION)))
            }
        };
        self.row(label, role, &sanitize::line(&verdict.scenario));
        self.facts(APART, &[(Role::Plain, of)]);
    }

    /// `update chat   2 expectations · chat.json`, when they were written into its file.
    pub(super) fn updated(&mut self, scenario: &str, file: &str, expectations: usize) {
        self.row("update", Role::Caution, &sanitize::line(scenario));
        let file = sanitize::line(file).into_owned();
        self.facts(APART, &[(Role::Plain, counted(expectations, EXPECTATION)), (Role::Dim, file)]);
    }
}
