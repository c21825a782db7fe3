//! Scenarios played, told step by step or only by what came of them, and held against what they expect.

use std::io;
use std::time::Instant;

use super::prepare::{Batch, Prepared};
use crate::commands::printer::Printer;
use crate::event::{Event, Record, Verdict};
use crate::page::Document;
use crate::quantity::counted;
use crate::simulate::player::{Player, Turn};
use crate::simulate::scenario::Scenario;

/// How scenarios are told of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Telling {
    /// Only what came of them.
    pub(super) briefly: bool,
    /// The page after every step.
    pub(super) pages: bool,
}

impl Telling {
    /// Tells of what came of it; where steps are not told, as of no step.
    fn show(self, record: Record, printer: &mut Printer) -> io::Result<()> {
        printer.show(&[Record { step: record.step.filter(|_| !self.briefly), ..record }])
    }
}

/// How many of a batch came to what.
#[derive(Debug, Default)]
pub(super) struct Tally {
    passed: usize,
    pub(super) failed: usize,
    /// Those that expect nothing.
    skipped: usize,
}

/// Plays all scenarios.
pub(super) fn all(mut batch: Batch, telling: Telling, printer: &mut Printer) -> io::Result<Tally> {
    let mut tally = Tally::default();
    for prepared in std::mem::take(&mut batch.scenarios) {
        let begun = Instant::now();
        let file = batch.files.get(prepared.file).and_then(super::prepare::File::shown);
        let label = batch.label(&prepared);
        let scenario = prepared.scenario.clone();
        let failed = play(prepared, &label, file.clone(), telling, printer)?;
        let (name, expectations) = (scenario.name, scenario.expect.len());
        let count = match (expectations, failed) {
            (0, _) => &mut tally.skipped,
            (_, 0) => &mut tally.passed,
            _ => &mut tally.failed,
        };
        *count += 1;
        let (passed, took) = (failed == 0, begun.elapsed());
        let verdict = Verdict { scenario: name, file, passed, expectations, failed, took };
        let verdict = at(scenario.steps.len(), Event::Verdict(verdict));
        if expectations > 0 {
            printer.record(std::slice::from_ref(&verdict))?;
        }
        let is_routine = passed && printer.style().quiet && telling.briefly && printer.is_for_people();
        if telling.briefly && !is_routine || expectations > 0 && !telling.briefly {
            telling.show(verdict, printer)?;
        }
    }
    if let Some(message) = tally.told() {
        printer.event(Event::Note { message })?;
    }
    Ok(tally)
}

impl Tally {
    /// `3 of 4 scenarios passed`, where there are several.
    fn told(&self) -> Option<String> {
        let held = self.passed + self.failed;
        if held == 0 || held + self.skipped == 1 {
            return None;
        }
        let skipped = match self.skipped {
            0 => String::new(),
            1 => "; 1 more expects nothing".to_owned(),
            skipped => format!("; {skipped} more expect nothing"),
        };
        Some(format!("{} of {} passed{skipped}", self.passed, counted(held, "scenario")))
    }
}

/// Plays one scenario; how many of its expectations failed.
fn play(
    prepared: Prepared,
    label: &str,
    file: Option<String>,
    telling: Telling,
    printer: &mut Printer,
) -> io::Result<usize> {
    let Prepared { scenario, page, dialect, .. } = prepared;
    let begins = Event::Scenario { name: scenario.name.clone(), file, htmx: dialect.name.to_owned() };
    let mut teller = Teller { scenario: &scenario, label, telling, printer };
    teller.tell(&[at(0, begins)])?;
    let (mut player, turn) = Player::load(&scenario, dialect, page);
    let mut failed = teller.step(player.page(), 0, turn)?;
    for (number, step) in (1..).zip(&scenario.steps) {
        let turn = player.play(step);
        failed += teller.step(player.page(), number, turn)?;
    }
    printer.page_at_end(player.page())?;
    Ok(failed)
}

/// Tells of one scenario.
struct Teller<'a> {
    scenario: &'a Scenario,
    label: &'a str,
    telling: Telling,
    printer: &'a mut Printer,
}

impl Teller<'_> {
    fn tell(&mut self, records: &[Record]) -> io::Result<()> {
        if !self.telling.briefly {
            return self.printer.print(records);
        }
        self.printer.record(records)?;
        self.printer.show(&notes(self.scenario, self.label, records))
    }

    /// Tells of one step. Returns how many of its expectations failed.
    fn step(&mut self, page: Option<&Document>, step: usize, turn: Turn) -> io::Result<usize> {
        self.tell(&turn.records)?;
        if self.telling.pages && !self.printer.prints_page() {
            self.tell(&[at(step, Event::Page { html: turn.html.clone() })])?;
        }
        let mut failed = 0;
        for expectation in self.scenario.expect.iter().filter(|expectation| expectation.step == step) {
            let differences = page.map(|page| expectation.differences(&turn, page)).unwrap_or_default();
            failed += usize::from(!differences.is_empty());
            for difference in differences {
                let message = format!("{}, step {step}: {} is not as expected", self.label, difference.place);
                let help = Some(difference.lines.join("\n"));
                let error = at(step, Event::Error { message, help });
                self.printer.record(std::slice::from_ref(&error))?;
                self.telling.show(error, self.printer)?;
            }
        }
        Ok(failed)
    }
}

/// The notes among the records, each with the scenario that it is of.
pub(super) fn notes(scenario: &Scenario, label: &str, records: &[Record]) -> Vec<Record> {
    let note = |record: &Record| {
        let Event::Note { message } = &record.event else { return None };
        let message =
            if scenario.remarks.contains(message) { message.clone() } else { format!("{label}, {message}") };
        Some(Record { event: Event::Note { message }, step: None, ..record.clone() })
    };
    records.iter().filter_map(note).collect()
}

fn at(step: usize, event: Event) -> Record {
    Record { step: Some(step), ..Record::of(event) }
}
