//! What a command waits for: a number of messages, or a fragment that matches.

use crate::event::{Event, Fragment, Record};
use crate::page::{Document, Selector};
use crate::status::Stop;

/// What is waited for; without either, nothing ends the wait.
#[derive(Debug, Default)]
pub struct Goal {
    /// This many messages.
    pub count: Option<u64>,
    /// A fragment whose target, or whose content, matches.
    pub until: Option<Selector>,
    seen: u64,
}

impl Goal {
    /// A goal from flags.
    ///
    /// # Errors
    /// Where the selector is not CSS.
    pub fn new(count: Option<u64>, until: Option<&str>) -> Result<Self, Stop> {
        let until = until.map(Selector::parse).transpose().map_err(Stop::usage)?;
        Ok(Self { count, until, seen: 0 })
    }

    /// Whether anything is waited for.
    #[must_use]
    pub fn is_set(&self) -> bool {
        self.count.is_some() || self.until.is_some()
    }

    /// Takes note of what happened: a message counts once htmx is done with it. True once the goal is met.
    pub fn see(&mut self, records: &[Record]) -> bool {
        for record in records {
            match &record.event {
                Event::Done { .. } => self.seen += 1,
                Event::Fragment(fragment)
                    if self.until.as_ref().is_some_and(|until| fits(fragment, until)) =>
                {
                    return true;
                }
                _ => {}
            }
        }
        self.is_met()
    }

    /// Whether enough messages have come.
    #[must_use]
    pub fn is_met(&self) -> bool {
        self.until.is_none() && self.count.is_some_and(|count| self.seen >= count)
    }

    /// What was waited for, in words.
    #[must_use]
    pub fn describe(&self) -> String {
        match (&self.until, self.count) {
            (Some(until), _) => format!("a fragment for `{}`", until.as_str()),
            (None, Some(count)) => messages(count, self.seen),
            (None, None) => "the end".to_owned(),
        }
    }
}

/// `2 messages, 1 came`.
#[must_use]
pub fn messages(count: u64, came: u64) -> String {
    format!("{count} message{}, {came} came", if count == 1 { "" } else { "s" })
}

/// Whether a fragment's target is written like the selector, or the selector finds something in the fragment.
#[must_use]
pub fn fits(fragment: &Fragment, until: &Selector) -> bool {
    if fragment.target.as_deref() == Some(until.as_str()) {
        return true;
    }
    let content = Document::parse_template(&fragment.html);
    content.select_first(content.root(), until).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Kind, Outcome, Payload, SaidBy};

    fn record(event: Event) -> Record {
        Record { event, step: None, socket: None, at: None }
    }

    fn message() -> Record {
        record(Event::Message { seq: 1, bytes: 1, wire_bytes: None, payload: Payload::Text("x".into()) })
    }

    fn done() -> Record {
        record(Event::Done { seq: 1 })
    }

    fn fragment(target: &str, html: &str) -> Record {
        record(Event::Fragment(Fragment {
            seq: 1,
            index: 0,
            kind: Kind::Oob,
            tag: "p".into(),
            id: None,
            oob: None,
            swap: "outerHTML".into(),
            target: Some(target.into()),
            matched: None,
            outcome: Outcome::Unknown,
            html: html.into(),
            text: String::new(),
            inserted: String::new(),
            said_by: SaidBy::default(),
        }))
    }

    #[test]
    fn messages_are_counted_once_htmx_is_done_with_them() {
        let mut goal = Goal::new(Some(2), None).unwrap();
        assert!(!goal.see(&[message(), done(), message()]));
        assert!(goal.see(&[done()]));
    }

    #[test]
    fn a_fragment_fits_by_target_or_by_content() {
        let mut goal = Goal::new(Some(1), Some("#msgs")).unwrap();
        assert!(!goal.see(&[message(), fragment("#other", "<p>no</p>")]));
        assert!(goal.see(&[fragment("#msgs", "<p></p>")]));
        assert!(goal.see(&[fragment("#x", "<div><ul id=msgs></ul></div>")]));
        assert!(goal.see(&[fragment("#x", "<ul id=msgs></ul>")]));
    }

    #[test]
    fn a_selector_that_is_none_is_wrong_usage() {
        assert_eq!(Goal::new(None, Some("#")).unwrap_err().status, crate::status::Status::Usage);
    }
}
