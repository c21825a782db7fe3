//! The line editor: where its history is, which keys it has, whether it is in colour.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use url::Url;

use super::Target;
use crate::cli::{EditorArgs, Keys};
use crate::commands::Alias;

/// The longest name of a history's file, in bytes: file systems take 255, and others are put beside it.
const LONGEST_NAME: usize = 200;

/// What stays as it is in the name of a history's file.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'-').remove(b'_');

/// How lines are edited.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EditorSettings {
    /// The file of the history; none where none is kept.
    pub history: Option<PathBuf>,
    /// The keys.
    pub keys: Keys,
    /// Commands of the user's own.
    pub aliases: Vec<Alias>,
    /// Whether the line is in colour.
    pub color: bool,
}

impl EditorSettings {
    /// What the flags say, for what is connected to. Where no place for a history is known, none is kept.
    #[must_use]
    pub fn new(args: &EditorArgs, aliases: &[Alias], history_name: &str, color: bool) -> Self {
        let directory = if args.no_history { None } else { state_directory() };
        let history = directory.map(|directory| directory.join("hxws").join("history").join(history_name));
        Self { history, keys: args.keys, aliases: aliases.to_vec(), color }
    }
}

/// The user's editor of texts, as a shell runs it: `$VISUAL`, else `$EDITOR`, else what the platform has.
#[must_use]
pub fn text_editor() -> String {
    let named = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| std::env::var(name).ok());
    let platform = if cfg!(windows) { "notepad" } else { "vi" };
    named.into_iter().find(|editor| !editor.trim().is_empty()).unwrap_or_else(|| platform.to_owned())
}

/// The platform's place for what programs remember: `$XDG_STATE_HOME`, else `~/.local/state`, or what Windows has for it.
fn state_directory() -> Option<PathBuf> {
    let strategy = etcetera::choose_base_strategy().ok()?;
    Some(strategy.state_dir().unwrap_or_else(|| strategy.data_dir()))
}

/// The name of the file that holds the history of a target: the host and port, or the page's path.
#[must_use]
pub fn history_name(target: &Target) -> String {
    match target {
        Target::Socket(url) | Target::Page(url) => host_name(url.expose()),
        Target::File(path) => file_name(Path::new(path.expose())),
        Target::Stdin => "file_-".to_owned(),
    }
}

fn host_name(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let port = url.port_or_known_default().unwrap_or_default();
    format!("{}_{port}", utf8_percent_encode(host, PLAIN))
}

/// Of a long path the end, and a sum of all of it.
fn file_name(path: &Path) -> String {
    let whole = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let name = format!("file_{}", utf8_percent_encode(&whole.to_string_lossy(), PLAIN));
    if name.len() <= LONGEST_NAME {
        return name;
    }
    let mut sum = flate2::Crc::new();
    sum.update(name.as_bytes());
    format!("file_{:08x}_{}", sum.sum(), &name[name.len() - (LONGEST_NAME - 14)..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(target: &str) -> String {
        history_name(&Target::read(&target.into()).unwrap())
    }

    #[test]
    fn a_history_is_named_for_its_host_or_its_page() {
        assert_eq!(name("ws://App.test/ws?x"), "app.test_80");
        assert_eq!(name("https://u:p@app.test/a"), "app.test_443");
        assert_eq!(name("http://[::1]:8000/"), "%5B%3A%3A1%5D_8000");
        assert_eq!(name("./no/such ü.html"), "file_.%2Fno%2Fsuch%20%C3%BC.html");
        let long = name(&format!("./{}.html", "x".repeat(300)));
        assert_eq!((long.len(), long.ends_with("xx.html")), (LONGEST_NAME, true));
    }

    #[test]
    fn no_history_is_kept_where_that_is_asked_for() {
        let args = EditorArgs { no_history: true, keys: Keys::Vi };
        let settings = EditorSettings::new(&args, &[], "a_80", true);
        assert_eq!(
            settings,
            EditorSettings { history: None, keys: Keys::Vi, aliases: Vec::new(), color: true }
        );
    }
}
