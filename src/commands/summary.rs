//! What came in all: told at the end of `listen`. Pure.

use std::collections::BTreeMap;
use std::fmt;

use super::printer::hidden_messages;
use crate::event::{Event, Outcome, Record};
use crate::quantity::counted;
use crate::render;

/// Counts of what happened.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    messages: u64,
    bytes: usize,
    fragments: [u64; Outcome::ALL.len()],
    warnings: BTreeMap<&'static str, u64>,
    reconnects: u64,
    /// Messages that a filter has hidden.
    pub hidden: u64,
}

impl Summary {
    /// Takes note of messages that have no records, and their bytes.
    pub fn pass(&mut self, messages: usize, bytes: usize) {
        self.messages += messages as u64;
        self.bytes += bytes;
    }

    /// Takes note of what happened.
    pub fn see(&mut self, records: &[Record]) {
        for record in records {
            match &record.event {
                Event::Message { bytes, .. } => {
                    self.messages += 1;
                    self.bytes += bytes;
                }
                Event::Fragment(fragment) => {
                    let place = Outcome::ALL.iter().position(|&outcome| outcome == fragment.outcome);
                    self.fragments[place.unwrap_or_default()] += 1;
                }
                Event::Warning(warning) => *self.warnings.entry(warning.code).or_default() += 1,
                Event::Open { attempt: 2.., .. } => self.reconnects += 1,
                _ => {}
            }
        }
    }
}

impl fmt::Display for Summary {
    /// `2 messages, 63 B · fragments: 1 swapped, 1 no-target · warnings: 1 no-target · 1 reconnect`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.messages {
            0 => write!(f, "no message came")?,
            count => write!(f, "{}, {}", counted(count, "message"), render::size(self.bytes))?,
        }
        let outcomes = Outcome::ALL.iter().map(|outcome| outcome.name()).zip(self.fragments);
        list(f, "fragments", outcomes)?;
        list(f, "warnings", self.warnings.iter().map(|(&code, &count)| (code, count)))?;
        if self.reconnects > 0 {
            write!(f, " · {}", counted(self.reconnects, "reconnect"))?;
        }
        match self.hidden {
            0 => Ok(()),
            hidden => write!(f, " · {}", hidden_messages(hidden)),
        }
    }
}

/// ` · fragments: 1 swapped, 1 no-target`; nothing where there is none.
fn list<'a>(
    f: &mut fmt::Formatter<'_>,
    heading: &str,
    counts: impl Iterator<Item = (&'a str, u64)>,
) -> fmt::Result {
    let parts: Vec<String> =
        counts.filter(|(_, count)| *count > 0).map(|(name, count)| format!("{count} {name}")).collect();
    if parts.is_empty() { Ok(()) } else { write!(f, " · {heading}: {}", parts.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Headers, Payload, Warning};

    fn opened(attempt: u32) -> Record {
        let headers = Headers::default();
        let url = "ws://h/".to_owned();
        Record::of(Event::Open {
            url,
            status: 101,
            subprotocol: None,
            headers,
            attempt,
            took_ms: 0,
            sent: vec![],
        })
    }

    fn warning(code: &'static str) -> Record {
        let (what, advice) = ("w".to_owned(), String::new());
        Record::of(Event::Warning(Warning { seq: None, index: None, code, what, advice }))
    }

    #[test]
    fn what_did_not_happen_is_not_told() {
        let mut summary = Summary::default();
        summary.see(&[opened(1)]);
        assert_eq!(summary.to_string(), "no message came");
        let payload = Payload::Text("x".into());
        summary.see(&[Record::of(Event::Message { seq: 1, bytes: 1, wire_bytes: None, payload })]);
        assert_eq!(summary.to_string(), "1 message, 1 B");
    }

    #[test]
    fn warnings_are_told_by_code_and_opens_after_the_first_are_reconnects() {
        let mut summary = Summary::default();
        let records =
            [opened(1), warning("no-target"), opened(2), warning("json"), warning("json"), opened(2)];
        summary.see(&records);
        let told = "no message came · warnings: 2 json, 1 no-target · 2 reconnects";
        assert_eq!(summary.to_string(), told);
        summary.hidden = 1;
        assert_eq!(summary.to_string(), format!("{told} · 1 message was hidden"));
    }
}
