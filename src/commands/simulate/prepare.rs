//! Scenarios read from their files, with their pages and the htmx that plays them.

use std::path::{Path, PathBuf};

use super::gather::Found;
use super::sources::Sources;
use crate::bytes::lossy;
use crate::cli::Simulate;
use crate::commands::stdin;
use crate::htmx::dialect::Dialect;
use crate::page::Document;
use crate::quantity::counted;
use crate::simulate::scenario::{Markup, Scenario};
use crate::status::Stop;

/// All that is to be played.
#[derive(Debug, Default)]
pub(super) struct Batch {
    /// The files, in order.
    pub(super) files: Vec<File>,
    /// Their scenarios, in order.
    pub(super) scenarios: Vec<Prepared>,
    /// Files that were found, and hold none.
    pub(super) passed_over: Vec<PathBuf>,
}

/// A file of scenarios.
#[derive(Debug)]
pub(super) struct File {
    pub(super) path: PathBuf,
    pub(super) text: String,
}

/// A scenario that can be played.
#[derive(Debug)]
pub(super) struct Prepared {
    pub(super) scenario: Scenario,
    pub(super) page: Document,
    pub(super) dialect: Dialect,
    /// The place of its file.
    pub(super) file: usize,
    /// Its own place in that, from 0.
    pub(super) number: usize,
}

impl File {
    /// Its path; none for standard input.
    pub(super) fn shown(&self) -> Option<String> {
        (self.path != Path::new("-")).then(|| self.path.display().to_string())
    }
}

impl Batch {
    /// Reads files.
    ///
    /// # Errors
    /// Where one of them cannot be read, or holds something else.
    pub(super) fn read(found: &[Found], args: &Simulate, sources: &mut Sources) -> Result<Self, Stop> {
        let mut batch = Self::default();
        for Found { path, is_named } in found {
            let text = read(path, sources)?;
            let wrong = |error| {
                let help =
                    (!is_named).then(|| "what is no scenario goes into a folder of its own".to_owned());
                Stop::usage(format!("`{}`: {error}", path.display())).help(help)
            };
            if !is_named && !Scenario::are_in(&text).map_err(wrong)? {
                batch.passed_over.push(path.clone());
                continue;
            }
            for (number, mut scenario) in Scenario::read_all(&text).map_err(wrong)?.into_iter().enumerate() {
                // which of several files it is from
                if found.len() > 1 && !scenario.is_named {
                    scenario.name = format!("{} {}", path.display(), scenario.name);
                }
                let markup = match &scenario.markup {
                    Markup::File(name) => {
                        Some(page(path, name, sources).map_err(|stop| of(&scenario, stop))?)
                    }
                    Markup::Parts { .. } => None,
                };
                let page = scenario.document(markup.as_deref());
                let chosen = scenario.dialect(&page, args.htmx.as_deref(), args.ws_ext.as_deref());
                let (dialect, file) = (chosen.map_err(wrong)?, batch.files.len());
                batch.scenarios.push(Prepared { scenario, page, dialect, file, number });
            }
            batch.files.push(File { path: path.clone(), text });
        }
        if batch.files.is_empty() {
            let paths: Vec<String> = args.files.iter().map(|path| path.display().to_string()).collect();
            return Err(Stop::usage(format!("no file of `{}` holds a scenario", paths.join("`, `")))
                .help("a scenario is an object with `page` or `pageFile`".to_owned()));
        }
        Ok(batch)
    }

    /// What `--strict` says of scenarios of which something is passed over.
    pub(super) fn passed_over_in_scenarios(&self) -> Option<Stop> {
        let of = |prepared: &Prepared| {
            let file = self.files.get(prepared.file).and_then(File::shown).filter(|_| self.files.len() > 1);
            let file = file.map(|file| format!("{file}: ")).unwrap_or_default();
            let remarks = prepared.scenario.remarks.iter();
            remarks.map(|remark| format!("{file}{remark}")).collect::<Vec<String>>()
        };
        let remarks: Vec<String> = self.scenarios.iter().flat_map(of).collect();
        let message = format!("`--strict`: {} on what the scenarios hold", counted(remarks.len(), "remark"));
        (!remarks.is_empty()).then(|| Stop::failed(message).help(remarks.join("\n")))
    }

    /// A scenario in words, with its file where there are several.
    pub(super) fn label(&self, prepared: &Prepared) -> String {
        let Prepared { scenario, file, .. } = prepared;
        let path = self.files.get(*file).and_then(File::shown);
        match path.filter(|_| self.files.len() > 1 && scenario.is_named) {
            Some(path) => format!("scenario `{}` of `{path}`", scenario.name),
            None => format!("scenario `{}`", scenario.name),
        }
    }
}

fn read(file: &Path, sources: &mut Sources) -> Result<String, Stop> {
    let bytes = if file == Path::new("-") {
        stdin::read()?
    } else {
        sources.read(file).map_err(|error| Stop::unreadable(file.display(), &error).help(None))?
    };
    String::from_utf8(bytes).map_err(|_| Stop::usage(format!("`{}` is not UTF-8 text", file.display())))
}

/// A `pageFile`, beside its scenario's file or from where hxws runs.
fn page(file: &Path, name: &str, sources: &mut Sources) -> Result<String, Stop> {
    let beside = file.parent().unwrap_or(Path::new("")).join(name);
    // it may come to be where it is looked for first
    sources.watch(&beside);
    let path = if beside.exists() { beside } else { Path::new(name).to_owned() };
    let bytes = sources.read(&path).map_err(|error| Stop::unreadable(path.display(), &error).help(None))?;
    Ok(lossy(&bytes).into_owned())
}

/// A problem with a scenario's page, with the scenario's name.
fn of(scenario: &Scenario, stop: Stop) -> Stop {
    Stop { message: format!("scenario `{}`: {}", scenario.name, stop.message), ..stop }
}
