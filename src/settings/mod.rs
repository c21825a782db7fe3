//! Configuration: files in the platform's place and in projects → arguments below those of the command line, so that they are
//! read by the options' own parsers and the rest of the program sees one command line.
//!
//! | module | holds |
//! | --- | --- |
//! | [`key`] | the settings, as data |
//! | [`place`] | where files are looked for, and whose they are |
//! | [`read`] | a file's text → its settings, each with its line |
//! | [`value`], `check` | values as options take them |
//! | [`strangers`] | what a project's file may say |
//! | [`option`] | the options that settings are values of |
//! | [`layers`] | what comes of several files and the command line |
//! | [`report`] | what is in force and from where |
//! | `offered` | targets for completions |

mod check;
pub mod key;
pub mod layers;
mod offered;
pub mod option;
pub mod place;
pub mod read;
pub mod report;
pub mod strangers;
pub mod value;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgMatches, FromArgMatches as _};

use crate::address::Written;
use crate::cli::{Cli, Command, ConfigArgs};
use crate::config;
use crate::htmx::diagnose::nearest;
use crate::status::Stop;
use layers::Set;
pub use offered::offered;
use option::Options;
use read::{File, Target};

/// The environment variable that names the file to read instead of all others; empty, none is read.
const VARIABLE: &str = "HXWS_CONFIG";

/// What the files say.
#[derive(Debug, Default)]
pub struct Settings {
    /// They, what counts least first.
    pub files: Vec<File>,
    /// Where the user's own settings go.
    pub own: Option<PathBuf>,
    /// What is said of those that were passed over.
    pub notes: Vec<String>,
}

/// The files that there are, before they are read.
#[derive(Default)]
struct Files {
    found: Vec<place::Found>,
    own: Option<PathBuf>,
    notes: Vec<String>,
}

impl Files {
    /// Looks for them.
    fn find(args: &ConfigArgs) -> Result<Self, Stop> {
        let variable = std::env::var_os(VARIABLE);
        if args.no_config || args.config.is_none() && variable.as_ref().is_some_and(|file| file.is_empty()) {
            return Ok(Self::default());
        }
        if let Some(path) = args.config.clone().or(variable.map(PathBuf::from)) {
            let path = std::path::absolute(&path).unwrap_or(path);
            let missing = || Stop::usage(format!("there is no configuration `{}`", path.display()));
            let found = vec![place::read_own(&path)?.ok_or_else(missing)?];
            return Ok(Self { found, own: Some(path), notes: Vec::new() });
        }
        let own = place::own();
        let mut files = Self::default();
        files.found.extend(own.as_deref().map(place::read_own).transpose()?.flatten());
        if let Ok(here) = std::env::current_dir() {
            match place::read_project(&here, etcetera::home_dir().ok().as_deref())? {
                Ok(project) => files.found.extend(project),
                Err(note) => files.notes.push(note),
            }
        }
        Ok(Self { own, ..files })
    }

    /// Where they are; the user's own first, also where it is not there yet.
    fn paths(&self) -> Vec<PathBuf> {
        let found = self.found.iter().map(|found| &found.path);
        let own = self.own.iter().filter(|own| self.found.iter().all(|found| found.path != **own));
        own.chain(found).cloned().collect()
    }
}

impl Settings {
    /// Reads the files.
    ///
    /// # Errors
    /// Where one cannot be read.
    fn read(files: Files, options: &Options) -> Result<Self, Stop> {
        let read = files.found.iter().map(|found| read::read(found, options)).collect::<Result<_, _>>()?;
        Ok(Self { files: read, own: files.own, notes: files.notes })
    }

    /// All targets; of two of a name the user's own, so that no project can take its place.
    pub fn targets(&self) -> impl Iterator<Item = &Target> {
        let all =
            self.files.iter().enumerate().flat_map(|(at, file)| file.targets.iter().map(move |it| (at, it)));
        all.filter(|(at, target)| {
            let mut before = self.files[..*at].iter().flat_map(|file| &file.targets);
            !before.any(|other| other.name == target.name)
        })
        .map(|(_, target)| target)
    }

    /// The target of that name.
    ///
    /// # Errors
    /// Where there is none.
    pub fn target(&self, name: &str) -> Result<&Target, Stop> {
        if let Some(target) = self.targets().find(|target| target.name == name) {
            return Ok(target);
        }
        let names: Vec<&str> = self.targets().map(|target| target.name.as_str()).collect();
        let mut help = Vec::new();
        help.extend(nearest(name, names.iter().copied()).map(|near| format!("did you mean `@{near}`?")));
        if !names.is_empty() {
            help.push(format!("there are @{}", names.join(", @")));
        }
        help.push(match &self.own {
            Some(own) => {
                format!("a new one is a table `[targets.{name}]` with a `url`, in `{}`", own.display())
            }
            None => "targets are in the configuration, and none is read".to_owned(),
        });
        Err(Stop::usage(format!("there is no target `@{name}`")).help(help.join("\n")))
    }
}

/// The command line with the configuration below it.
///
/// # Errors
/// Where a file cannot be read, or there is no such target.
pub fn configured(
    program: &mut clap::Command,
    mut args: Vec<OsString>,
    matches: ArgMatches,
) -> Result<Cli, Stop> {
    let read = |program: &mut clap::Command, matches: &ArgMatches| {
        Cli::from_arg_matches(matches).unwrap_or_else(|error| error.format(program).exit())
    };
    let mut cli = read(program, &matches);
    let options = Options::default();
    if matches!(cli.command, Command::Completions { .. } | Command::Man { .. } | Command::Complete(_)) {
        return Ok(cli);
    }
    let files = Files::find(&cli.config)?;
    if let Command::Config(args) = &mut cli.command {
        args.paths = files.paths();
        if args.path {
            // of files that cannot be read too
            return Ok(cli);
        }
    }
    let settings = Settings::read(files, &options)?;
    let Some((command, given)) = matches.subcommand() else { return Ok(cli) };
    let asked = Asked { command, matches: given };
    let merged = merge(&settings, &asked, &options)?;
    if !merged.arguments.is_empty() {
        // behind the command, so that what is written there comes later and counts
        args.splice(2..2, merged.arguments);
        let matches = program.try_get_matches_from_mut(args).map_err(|error| {
            Stop::usage(format!(
                "the configuration and the command line do not go together: {}",
                error.kind()
            ))
        })?;
        cli = read(program, &matches);
    }
    if let (Some(written), Some(url)) = (cli.command.target_mut(), merged.target) {
        *written = url;
    }
    if let (Some(written), Some(url)) = (cli.command.page_mut(), merged.page) {
        *written = url;
    }
    if let Command::Config(args) = &mut cli.command {
        let secrets = config::secrets(&args.handshake);
        args.settings = report::report(&settings, &merged.sets, (&asked, &options), secrets);
    }
    cli.notes = settings.notes;
    Ok(cli)
}

/// A command line, read.
pub struct Asked<'a> {
    /// The command.
    pub command: &'a str,
    /// Its options, read.
    pub matches: &'a ArgMatches,
}

impl Asked<'_> {
    /// What was written there.
    fn written(&self, id: &str) -> Option<&str> {
        self.matches.try_get_raw(id).ok().flatten()?.next()?.to_str()
    }

    /// The name of a target, where `@NAME` was written there.
    fn name(&self, id: &str) -> Option<&str> {
        self.written(id)?.strip_prefix('@')
    }
}

/// What the command line and the files come to.
pub struct Merged {
    /// Arguments that go before those of the command line.
    pub arguments: Vec<OsString>,
    /// What stands for TARGET.
    pub target: Option<Written>,
    /// What stands for `--page`.
    pub page: Option<Written>,
    /// What is in force, without what the command line says.
    pub sets: Vec<Set>,
}

/// Merges the settings with a command line.
///
/// # Errors
/// Where it names a target that there is not.
pub fn merge(settings: &Settings, asked: &Asked<'_>, options: &Options) -> Result<Merged, Stop> {
    let find = |id| asked.name(id).map(|name| settings.target(name)).transpose();
    let (target, page) = (find("target")?, find("page")?);
    let sets = layers::in_force(settings, target.or(page));
    let arguments = layers::arguments(&sets, asked, options);
    // it takes its page in the place of TARGET
    let (target, page) = if asked.command == "backoff" { (None, target.or(page)) } else { (target, page) };
    Ok(Merged {
        arguments,
        target: target.map(|target| target.url.clone()),
        page: page.map(page_of).transpose()?,
        sets,
    })
}

/// The page of a target.
fn page_of(target: &Target) -> Result<Written, Stop> {
    let given = target.entries.iter().find(|entry| entry.key.name == "page");
    if let Some(page) = given.and_then(|entry| entry.value.texts().first()) {
        return Ok(page.as_str().into());
    }
    if ["ws://", "wss://"].iter().any(|scheme| target.url.expose().starts_with(scheme)) {
        let Target { name, place, .. } = target;
        return Err(Stop::usage(format!("`@{name}` is a socket, and has no page")).help(format!(
            "give it `page`, an address or the path of an HTML file, in `{}`",
            place.path.display()
        )));
    }
    Ok(target.url.clone())
}
