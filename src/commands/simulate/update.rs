//! `simulate --update`: what happened becomes what is expected, in the scenarios' own files.

use std::fs::Metadata;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::play::notes;
use super::prepare::{Batch, File, Prepared};
use crate::commands::printer::Printer;
use crate::event::Event;
use crate::page::Document;
use crate::quantity::counted;
use crate::simulate::player::{Player, Turn};
use crate::simulate::update::{Update, expectation, updated};
use crate::status::{Status, Stop};

/// Plays all scenarios, and writes the files of those that came to something else.
pub(super) fn all(mut batch: Batch, printer: &mut Printer) -> io::Result<Result<Status, Stop>> {
    let mut updates: Vec<Updates> = batch.files.iter().map(|_| Updates::default()).collect();
    let scenarios = std::mem::take(&mut batch.scenarios);
    let all = scenarios.len();
    for prepared in scenarios {
        let label = batch.label(&prepared);
        let name = prepared.scenario.name.clone();
        let (file, number) = (prepared.file, prepared.number);
        let Some(update) = play(prepared, &label, printer)? else { continue };
        let expectations = update.expectations();
        let path = batch.files.get(file).and_then(File::shown).unwrap_or_default();
        if let Some(updates) = updates.get_mut(file) {
            updates.told.push(Event::Updated { scenario: name, file: path, expectations });
            updates.all.push((number, update));
        }
    }
    // what can be known to fail is known before the first is written
    let files = batch.files.iter().zip(updates).filter(|(_, updates)| !updates.all.is_empty());
    let rewrites: Result<Vec<Rewrite<'_>>, Stop> =
        files.map(|(file, updates)| Rewrite::of(file, updates)).collect();
    let rewrites = match rewrites {
        Ok(rewrites) => rewrites,
        Err(stop) => return Ok(Err(stop)),
    };
    let (mut scenarios, files) = (0, rewrites.len());
    for rewrite in rewrites {
        if let Err(error) = replace(&rewrite.file.path, &rewrite.file.text, &rewrite.text) {
            return Ok(Err(cannot(rewrite.file, &error)));
        }
        scenarios += rewrite.told.len();
        rewrite.told.into_iter().try_for_each(|event| printer.event(event))?;
    }
    let message = match files {
        0 => format!("nothing to update in {}", counted(all, "scenario")),
        _ => format!("{} in {} updated", counted(scenarios, "scenario"), counted(files, "file")),
    };
    printer.event(Event::Note { message })?;
    Ok(Ok(Status::Done))
}

/// What is to be updated in a file, and what is said once it is.
#[derive(Default)]
struct Updates {
    all: Vec<(usize, Update)>,
    told: Vec<Event>,
}

/// A file that can be written.
struct Rewrite<'f> {
    file: &'f File,
    text: String,
    told: Vec<Event>,
}

impl<'f> Rewrite<'f> {
    fn of(file: &'f File, updates: Updates) -> Result<Self, Stop> {
        let not_found = || {
            let path = file.path.display();
            Stop::failed(format!("`{path}` cannot be updated: its scenarios are not found in it"))
        };
        let text = updated(&file.text, &updates.all).ok_or_else(not_found)?;
        writable(&file.path, &file.text).map_err(|error| cannot(file, &error))?;
        Ok(Self { file, text, told: updates.told })
    }
}

fn cannot(file: &File, error: &io::Error) -> Stop {
    Stop::usage(format!("`{}` cannot be updated: {error}", file.path.display()))
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

/// Where a file really is that may be written, and what its metadata are; what a link leads to is the file.
fn writable(path: &Path, old: &str) -> io::Result<(PathBuf, Metadata)> {
    let path = std::fs::canonicalize(path)?;
    let found = std::fs::metadata(&path)?;
    if found.permissions().readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
    }
    if std::fs::read(&path)? != old.as_bytes() {
        return Err(io::Error::other("somebody else has written to it meanwhile"));
    }
    Ok((path, found))
}

/// Puts a new file in the place of the old one, as a whole or not at all, with its mode, and with its owner where that may be.
fn replace(path: &Path, old: &str, new: &str) -> io::Result<()> {
    let (path, found) = writable(path, old)?;
    let mut file = tempfile::NamedTempFile::new_in(path.parent().unwrap_or(Path::new(".")))?;
    file.write_all(new.as_bytes())?;
    #[cfg(unix)]
    keep_owner(file.as_file(), &found);
    file.as_file().set_permissions(found.permissions())?;
    file.as_file().sync_all()?;
    file.persist(&path)?;
    Ok(())
}

/// Only root may give a file away, and others to groups that they are in: each by itself, as far as that goes.
#[cfg(unix)]
fn keep_owner(file: &std::fs::File, found: &Metadata) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let _kept = fchown(file, None, Some(found.gid()));
    let _kept = fchown(file, Some(found.uid()), None);
}
