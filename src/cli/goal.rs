//! The arguments that say what is waited for among what comes, and what must have come.

use clap::Args;

/// What ends a wait, and what is expected of it.
#[derive(Debug, Args, Clone, Default)]
pub struct GoalArgs {
    /// Wait for a fragment with that target or text
    ///
    /// SELECTOR: the first fragment whose target is written so, or in which the selector finds an element. /REGEX/ or
    /// /REGEX/i: the first whose text has it (the key `text`, white space as one space), or a message that is no fragment.
    #[arg(long, value_name = "WHAT")]
    pub until: Option<String>,
    /// Fail unless such a fragment or text comes
    ///
    /// As --until takes it; may be given several times, and all must come. Where nothing else says how long to wait, the end comes with
    /// status 0 as soon as everything expected has come.
    #[arg(long, value_name = "WHAT")]
    pub expect: Vec<String>,
    /// Fail unless the page is so at the end
    ///
    /// SELECTOR finds an element, SELECTOR=TEXT and SELECTOR=/REGEX/ one with that text (of a field: with that value),
    /// count(SELECTOR)=N so many, 0 for none any more; != is any other text or number, >=, <=, > and < are for counts. TEXT is
    /// all behind the first = outside of brackets, parentheses and quotes. May be given several times, and all must hold. The page is looked at once htmx is done with what came. Where nothing else says how long to wait, the
    /// end comes as soon as everything is as expected; for send, not before an answer.
    #[arg(long, value_name = "WHAT")]
    pub expect_page: Vec<String>,
}

impl GoalArgs {
    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.until.is_none() && self.expect.is_empty() && self.expect_page.is_empty()
    }
}
