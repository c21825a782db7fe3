//! What a person does to the page of a session, and what htmx sends for it.

use super::{Session, tell};
use crate::event::{Event, Record};
use crate::htmx::compose::{Composed, Halt};
use crate::htmx::diagnose::Finding;
use crate::htmx::twin::{Effect, Twin};

/// What became of a person's act.
#[derive(Debug, Default)]
pub struct Performed {
    /// To be told.
    pub records: Vec<Record>,
    /// How many messages went out or were queued.
    pub sent: usize,
    /// Whether htmx or the browser would have sent something, and had a reason not to.
    pub halted: bool,
}

impl Session {
    /// Lets a person act on the page, now. What is to be said about it is said every time: the person did it.
    ///
    /// # Errors
    /// Those of the act.
    pub fn perform<E>(
        &mut self,
        act: impl FnOnce(&mut Twin) -> Result<Vec<Effect>, E>,
    ) -> Result<Performed, E> {
        let late = self.catch_up();
        let mut records = self.pass(late);
        let effects = act(self.twin_mut())?;
        let mut performed = Performed::default();
        for effect in effects {
            let told = self.perform_effect(effect, &mut performed.halted);
            let goes = |record: &&Record| matches!(record.event, Event::Sent { .. } | Event::Queued { .. });
            performed.sent += told.iter().filter(goes).count();
            records.extend(told);
        }
        performed.records = records;
        Ok(performed)
    }

    fn perform_effect(&mut self, effect: Effect, halted: &mut bool) -> Vec<Record> {
        match effect {
            Effect::Send { socket, composed } => {
                let Composed { text, element, findings } = *composed;
                let mut records = self.findings(findings);
                match self.sockets.iter().position(|held| held.target.element == Some(socket)) {
                    Some(to) => records.extend(self.send_on(to, text, element)),
                    None => {
                        *halted = true;
                        records.push(self.not_its_socket(socket, element));
                    }
                }
                *halted |= records.iter().any(|record| matches!(record.event, Event::Halted { .. }));
                records
            }
            Effect::Halt(halt) => {
                *halted = true;
                let Halt { reason, element, findings } = *halt;
                let help =
                    findings.iter().map(|finding| finding.advice.clone()).find(|help| !help.is_empty());
                let mut records = self.findings(findings);
                records.push(self.record(self.current, Event::Halted { reason, element, help }));
                records
            }
            effect => self.apply(self.current, vec![effect]),
        }
    }

    fn findings(&self, findings: Vec<Finding>) -> Vec<Record> {
        findings.into_iter().map(|finding| self.record(self.current, tell::warning(finding))).collect()
    }

    /// A message for a socket of the page that this session has not opened.
    fn not_its_socket(&self, socket: crate::page::NodeId, element: Option<String>) -> Record {
        let name = self.twin.page().map(|page| page.selector_for(socket)).unwrap_or_default();
        let sender = element.as_deref().unwrap_or("it");
        let reason = format!("`{sender}` sends to the socket `{name}`, which this session has not opened");
        let help = Some(format!("`/socket {name}` opens it"));
        self.record(self.current, Event::Halted { reason, element, help })
    }
}
