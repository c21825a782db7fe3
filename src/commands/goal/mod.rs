//! What a command waits for, and what must have come by then: messages, fragments, a page that is as it should be. Pure.

mod came;
mod want;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use super::open::no_page;
use crate::cli::GoalArgs;
use crate::event::{Event, Missing, Payload, Record};
use crate::htmx::diagnose::target;
use crate::htmx::twin::Twin;
use crate::page::{Condition, Document, Seen};
use crate::quantity::counted;
use crate::status::Stop;
use came::Came;
pub use want::{Want, fits};

/// What ends a wait, and what is expected of it.
#[derive(Debug, Default)]
pub struct Goal {
    end: End,
    expected: Vec<(Want, bool)>,
    page: Vec<Condition>,
    /// Messages without which a page that is as expected does not end the wait.
    answers: u64,
    /// Messages that htmx is done with.
    seen: u64,
    /// Messages of which no fragment has been seen.
    texts: HashMap<u64, String>,
    came: Came,
}

/// What ends a wait.
#[derive(Debug, Default)]
enum End {
    /// Nothing.
    #[default]
    Never,
    /// This many messages.
    Count(u64),
    /// A fragment or a text; whether it came.
    Until(Want, bool),
    /// All that is expected.
    Expected,
}

impl Goal {
    /// A goal from flags; `count` is a number of messages that ends the wait.
    ///
    /// # Errors
    /// Where a selector, a regular expression or a condition is none.
    pub fn new(count: Option<u64>, args: &GoalArgs) -> Result<Self, Stop> {
        let until = args.until.as_ref().map(|written| read(UNTIL, Want::read(written))).transpose()?;
        let wants = args.expect.iter().map(|written| Ok((read(EXPECT, Want::read(written))?, false)));
        let expected = wants.collect::<Result<Vec<(Want, bool)>, Stop>>()?;
        let conditions = args.expect_page.iter().map(|written| read(EXPECT_PAGE, Condition::read(written)));
        let page = conditions.collect::<Result<Vec<_>, _>>()?;
        let end = match (until, count) {
            (Some(until), _) => End::Until(until, false),
            (None, Some(count)) => End::Count(count),
            (None, None) if !expected.is_empty() || !page.is_empty() => End::Expected,
            (None, None) => End::Never,
        };
        Ok(Self { end, expected, page, ..Self::default() })
    }

    /// The same, where a page that is as expected ends the wait only after so many messages.
    #[must_use]
    pub fn after(self, answers: u64) -> Self {
        Self { answers, ..self }
    }

    /// Whether anything is waited for.
    #[must_use]
    pub fn is_set(&self) -> bool {
        !matches!(self.end, End::Never)
    }

    /// Whether there is a page, where one is asked for.
    ///
    /// # Errors
    /// Where there is none.
    pub fn check(&self, twin: &Twin) -> Result<(), Stop> {
        if self.needs_page() && twin.page().is_none() {
            return Err(no_page(&format!("`{EXPECT_PAGE}` needs a page")));
        }
        Ok(())
    }

    /// Whether a page is asked for.
    #[must_use]
    pub fn needs_page(&self) -> bool {
        !self.page.is_empty()
    }

    /// Whether it matters what is in a message.
    #[must_use]
    pub fn looks_into_messages(&self) -> bool {
        !self.expected.is_empty() || matches!(self.end, End::Until(..)) || self.needs_page()
    }

    /// Takes note of what happened: a message counts once htmx is done with it.
    pub fn see(&mut self, records: &[Record]) {
        let looks = self.looks_into_messages();
        for record in records {
            match &record.event {
                Event::Message { seq, payload: Payload::Text(text), .. } if looks => {
                    self.texts.insert(*seq, text.clone());
                }
                Event::Fragment(fragment) if looks => {
                    self.texts.remove(&fragment.seq);
                    self.came.fragment(fragment);
                    self.meet(|want| want.takes(fragment));
                }
                Event::Done { seq } => {
                    self.seen += 1;
                    if looks && let Some(text) = self.texts.remove(seq) {
                        self.came.message(&text);
                        self.meet(|want| want.takes_message(&text));
                    }
                }
                _ => {}
            }
        }
    }

    fn meet(&mut self, takes: impl Fn(&Want) -> bool) {
        let until = match &mut self.end {
            End::Until(want, met) => Some((&*want, met)),
            _ => None,
        };
        let wants = self.expected.iter_mut().map(|(want, met)| (&*want, met)).chain(until);
        for (want, met) in wants {
            *met |= takes(want);
        }
    }

    /// Whether the wait is over. `is_at_work`: the page is not yet what it will be.
    #[must_use]
    pub fn is_met(&self, page: Option<&Document>, is_at_work: bool) -> bool {
        match &self.end {
            End::Never => false,
            End::Count(count) => self.seen >= *count,
            End::Until(_, met) => *met,
            End::Expected => {
                self.expected.iter().all(|(_, met)| *met)
                    && (self.page.is_empty() || !is_at_work && self.seen >= self.answers)
                    && self.page.iter().all(|condition| page.is_some_and(|page| condition.holds(page)))
            }
        }
    }

    /// What did not come, where the wait is over now.
    #[must_use]
    pub fn missing(&self, page: Option<&Document>) -> Vec<Missing> {
        let of_want = |option, want: &Want| Missing {
            option,
            expected: want.as_str().to_owned(),
            came: self.came.instead_of(want.selector().map(|selector| selector.as_str())),
        };
        let until = match &self.end {
            End::Until(want, false) => Some(of_want(UNTIL, want)),
            _ => None,
        };
        let expected = self.expected.iter().filter(|(_, met)| !met).map(|(want, _)| of_want(EXPECT, want));
        let of_page = page.into_iter().flat_map(|page| {
            self.page.iter().filter_map(move |condition| {
                let seen = condition.look(page);
                (!condition.is_met_by(&seen)).then(|| Missing {
                    option: EXPECT_PAGE,
                    expected: condition.as_str().to_owned(),
                    came: if seen == Seen::Nothing {
                        Vec::new()
                    } else {
                        vec![came::start(&seen.to_string())]
                    },
                })
            })
        });
        until.into_iter().chain(expected).chain(of_page).collect()
    }

    /// What was probably meant by selectors for which nothing came.
    #[must_use]
    pub fn hint(&self, page: Option<&Document>) -> Option<String> {
        let until = match &self.end {
            End::Until(want, false) => Some(want),
            _ => None,
        };
        let missed =
            until.into_iter().chain(self.expected.iter().filter(|(_, met)| !met).map(|(want, _)| want));
        let meant = missed.filter_map(|want| Some(self.came.near(want.selector()?.as_str())?.to_owned()));
        let on_page = page.into_iter().flat_map(|page| {
            let unfound = self.page.iter().filter(move |condition| condition.look(page) == Seen::Nothing);
            unfound.filter_map(move |condition| target::near(page, condition.selector().as_str()))
        });
        let mut lines: Vec<String> = Vec::new();
        for meant in meant.chain(on_page) {
            let line = format!("did you mean `{meant}`?");
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    /// What was waited for, in words; none where that is what was expected.
    #[must_use]
    pub fn waited(&self) -> Option<String> {
        match &self.end {
            End::Until(want, _) => Some(want.describe()),
            End::Count(count) => Some(messages(*count, self.seen)),
            End::Expected if self.seen < self.answers => Some(messages(self.answers, self.seen)),
            End::Expected | End::Never => None,
        }
    }

    /// `2 of 3 expectations were not met`, where any was not.
    #[must_use]
    pub fn unmet(&self, missing: &[Missing]) -> Option<String> {
        let all = self.expected.len() + self.page.len();
        let unmet = missing.iter().filter(|missing| missing.option != UNTIL).count();
        let verb = if unmet == 1 { "was" } else { "were" };
        match (unmet, all) {
            (0, _) => None,
            (_, 1) => Some("the expectation was not met".to_owned()),
            _ => Some(format!("{unmet} of {all} expectations {verb} not met")),
        }
    }
}

const UNTIL: &str = "--until";
const EXPECT: &str = "--expect";
const EXPECT_PAGE: &str = "--expect-page";

/// What an option's value is; where it is none, the option is named.
fn read<T>(option: &str, value: Result<T, String>) -> Result<T, Stop> {
    value.map_err(|why| Stop::usage(format!("`{option}`: {why}")))
}

/// `2 messages, 1 came`.
#[must_use]
pub fn messages(count: u64, came: u64) -> String {
    format!("{}, {came} came", counted(count, "message"))
}
