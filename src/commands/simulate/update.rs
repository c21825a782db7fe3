//! `simulate --update`: what happened becomes what is expected, in the scenarios' own files.

use std::io::{self, Write as _};
use std::path::Path;

use super::play::notes;
use super::prepare::{Batch, File, Prepared};
use crate::commands::printer::Printer;
use crate::event::Event;
use crate::page::Document;
use crate::simulate::player::{Player, Turn};
use crate::simulate::update::{Update, expectation, updated};
use crate::status::{Status, Stop};

/// Plays all scenarios, and writes the files of those that came to something else.
pub(super) fn all(mut batch: Batch, printer: &mut Printer) -> io::Result<Result<Status, Stop>> {
    let mut updates: Vec<Vec<(usize, Update)>> = batch.files.iter().map(|_| Vec::new()).collect();
    let mut told = Vec::new();
    let scenarios = std::mem::take(&mut batch.scenarios);
    let all = scenarios.len();
    for prepared in scenarios {
        let label = batch.label(&prepared);
        let name = prepared.scenario.name.clone();
        let (file, number) = (prepared.file, prepared.number);
        let Some(update) = play(prepared, &label, printer)? else { continue };
        let expectations = update.expectations();
        let path = batch.files.get(file).and_then(File::shown).unwrap_or_default();
        told.push(Event::Updated { scenario: name, file: path, expectations });
        if let Some(updates) = updates.get_mut(file) {
            updates.push((number, update));
        }
    }
    let mut files = 0;
    for (file, updates) in batch.files.iter().zip(&updates).filter(|(_, updates)| !updates.is_empty()) {
        if let Err(stop) = write(file, updates) {
            return Ok(Err(stop));
        }
        files += 1;
    }
    told.iter().try_for_each(|event| printer.event(event.clone()))?;
    let counted = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    let message = match files {
        0 => format!("nothing to update in {}", counted(all, "scenario")),
        _ => format!("{} in {} updated", counted(told.len(), "scenario"), counted(files, "file")),
    };
    printer.event(Event::Note { message })?;
    Ok(Ok(Status::Done))
}

/// Plays a scenario; what is to be updated in it, if anything is.
fn play(prepared: Prepared, label: &str, printer: &mut Printer) -> io::Result<Option<Update>> {
    let Prepared { scenario, page, dialect, .. } = prepared;
    let is_new = scenario.expect.is_empty();
    let (mut differences, mut expected) = (Vec::new(), Vec::new());
    let mut look = |step: usize, turn: &Turn, before: Option<&Document>, after: Option<&Document>| {
        printer.print(&notes(&scenario, label, &turn.records))?;
        if is_new {
            expected.extend(expectation(step, turn, before, after));
            return Ok(());
        }
        for (number, wanted) in scenario.expect.iter().enumerate().filter(|(_, wanted)| wanted.step == step) {
            let differing = after.map(|page| wanted.differences(turn, page)).unwrap_or_default();
            differences.extend(differing.into_iter().map(|difference| (number, difference)));
        }
        io::Result::Ok(())
    };
    let (mut player, turn) = Player::load(&scenario, dialect, page);
    look(0, &turn, None, player.page())?;
    for (number, step) in (1..).zip(&scenario.steps) {
        let before = if is_new { player.page().cloned() } else { None };
        let turn = player.play(step);
        look(number, &turn, before.as_ref(), player.page())?;
    }
    if is_new && expected.is_empty() {
        let message = format!("{label}: nothing happened that could be expected");
        printer.event(Event::Note { message })?;
    }
    Ok(match (differences.is_empty(), expected.is_empty()) {
        (false, _) => Some(Update::Values(differences)),
        (true, false) => Some(Update::All(expected)),
        (true, true) => None,
    })
}

fn write(file: &File, updates: &[(usize, Update)]) -> Result<(), Stop> {
    let path = file.path.display();
    let text = updated(&file.text, updates).ok_or_else(|| {
        Stop::failed(format!("`{path}` cannot be updated: its scenarios are not found in it"))
    })?;
    replace(&file.path, &file.text, &text)
        .map_err(|error| Stop::usage(format!("`{path}` cannot be updated: {error}")))
}

/// Puts a new file in the place of the old one, as a whole or not at all, with its mode; what a link leads to is the file.
fn replace(path: &Path, old: &str, new: &str) -> io::Result<()> {
    let path = std::fs::canonicalize(path)?;
    let permissions = std::fs::metadata(&path)?.permissions();
    if permissions.readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
    }
    if std::fs::read(&path)? != old.as_bytes() {
        return Err(io::Error::other("somebody else has written to it meanwhile"));
    }
    let mut file = tempfile::NamedTempFile::new_in(path.parent().unwrap_or(Path::new(".")))?;
    file.write_all(new.as_bytes())?;
    file.as_file().set_permissions(permissions)?;
    file.as_file().sync_all()?;
    file.persist(&path)?;
    Ok(())
}
