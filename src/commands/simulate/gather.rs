//! The files of SCENARIO arguments: what is named, and what is found in folders and by globs.

use std::collections::HashSet;
use std::io;
use std::path::{Component, Path, PathBuf};

use fast_glob::{glob_match, validate};
use walkdir::{DirEntry, WalkDir};

use crate::status::Stop;

/// A file that may hold scenarios.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Whether it was named, and has to hold some.
    pub(super) is_named: bool,
}

/// The files of all arguments, each once.
///
/// # Errors
/// Where a folder or a glob has none, or cannot be read.
pub(super) fn files(arguments: &[PathBuf]) -> Result<Vec<Found>, Stop> {
    let mut files = Vec::new();
    for argument in arguments {
        files.extend(of(argument)?);
    }
    let mut known = HashSet::new();
    // two ways to write a path are one file; what is not there is told when it is read
    files.retain(|found| {
        known.insert(std::fs::canonicalize(&found.path).unwrap_or_else(|_| found.path.clone()))
    });
    Ok(files)
}

fn of(argument: &Path) -> Result<Vec<Found>, Stop> {
    if argument.is_dir() {
        let found = walk(argument, is_json)?;
        return some(found, || {
            let message =
                format!("`{}` has no scenario: no `*.json` and no `*.jsonl` is in it", argument.display());
            Stop::usage(message).help(PASSED_OVER.to_owned())
        });
    }
    let pattern = argument.to_string_lossy();
    let is_glob = pattern.contains(['*', '?', '[', '{']) && !argument.exists() && argument != Path::new("-");
    if !is_glob {
        return Ok(vec![Found { path: argument.to_owned(), is_named: true }]);
    }
    let glob = glob(&pattern)?;
    let found = walk(&base(argument), |path| glob_match(&glob, path.as_os_str().as_encoded_bytes()))?;
    some(found, || Stop::usage(format!("no file fits `{pattern}`")).help(PASSED_OVER.to_owned()))
}

const PASSED_OVER: &str = "hidden files and folders and `node_modules` are passed over";

fn some(found: Vec<Found>, none: impl FnOnce() -> Stop) -> Result<Vec<Found>, Stop> {
    if found.is_empty() { Err(none()) } else { Ok(found) }
}

/// `*` and `?` stand for no separator, as in shells, `**` for any folders.
fn glob(pattern: &str) -> Result<String, Stop> {
    let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
    validate(pattern).map_err(|error| Stop::usage(format!("`{pattern}` is not a glob: {error}")))?;
    // in front it would stand for all that does not fit
    let literal = if pattern.starts_with('!') { "\\" } else { "" };
    Ok([literal, pattern].concat())
}

/// The folder to look in: what comes before the first part that is a pattern.
fn base(pattern: &Path) -> PathBuf {
    let is_plain = |part: &Component<'_>| {
        let text = part.as_os_str().to_string_lossy();
        *part != Component::CurDir && !text.contains(['*', '?', '[', '{'])
    };
    let parts = pattern.strip_prefix("./").unwrap_or(pattern).components();
    let base: PathBuf = parts.take_while(is_plain).collect();
    if base.as_os_str().is_empty() { PathBuf::from(".") } else { base }
}

/// The files below a folder that are wanted, sorted by their names folder by folder.
fn walk(folder: &Path, wanted: impl Fn(&Path) -> bool) -> Result<Vec<Found>, Stop> {
    let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    let mut found = Vec::new();
    for entry in entries.filter_entry(|entry| entry.depth() == 0 || !is_passed_over(entry)) {
        let entry = match entry {
            Ok(entry) => entry,
            // a link that leads nowhere, or back; a glob in a folder that is not there
            Err(error) if error.loop_ancestor().is_some() || is_gone(&error) => continue,
            Err(error) => {
                let path = error.path().unwrap_or(folder).display().to_string();
                return Err(Stop::unreadable(path, &error.into()).help(None));
            }
        };
        let path = entry.path().strip_prefix("./").unwrap_or(entry.path());
        if entry.file_type().is_file() && wanted(path) {
            found.push(Found { path: path.to_owned(), is_named: false });
        }
    }
    Ok(found)
}

fn is_gone(error: &walkdir::Error) -> bool {
    error.io_error().is_some_and(|error| error.kind() == io::ErrorKind::NotFound)
}

fn is_passed_over(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.') || name == "node_modules"
}

fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|kind| kind == "json" || kind == "jsonl")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(found: &[Found]) -> Vec<&str> {
        found.iter().map(|found| found.path.to_str().unwrap()).collect()
    }

    #[test]
    fn a_glob_is_looked_for_from_its_first_pattern_on() {
        let base = |pattern: &str| super::base(Path::new(pattern)).to_str().unwrap().to_owned();
        assert_eq!(base("*.json"), ".");
        assert_eq!(base("./a/b*/c"), "a");
        assert_eq!(base("/a/b/**/c.json"), "/a/b");
        assert_eq!(base("../a/{b,c}.json"), "../a");
    }

    #[test]
    fn folders_are_read_to_their_depths_and_globs_as_shells_do() {
        let directory = tempfile::tempdir().unwrap();
        let root = directory.path();
        for file in
            ["b.json", "a/c.jsonl", "a/d/e.json", "a/x.txt", ".h/f.json", ".g.json", "node_modules/i.json"]
        {
            std::fs::create_dir_all(root.join(file).parent().unwrap()).unwrap();
            std::fs::write(root.join(file), "").unwrap();
        }
        let below = |argument: &str| -> Vec<String> {
            let found = files(&[root.join(argument)]).unwrap();
            let root = format!("{}/", root.display());
            paths(&found).iter().map(|path| path.replace(&root, "")).collect()
        };
        assert_eq!(below(""), ["a/c.jsonl", "a/d/e.json", "b.json"]);
        assert_eq!(below("*.json"), ["b.json"]);
        assert_eq!(below("**/*.json"), ["a/d/e.json", "b.json"]);
        assert_eq!(below("a/*.{jsonl,txt}"), ["a/c.jsonl", "a/x.txt"]);
        assert_eq!(below(".h/?.json"), [".h/f.json"]);
        let twice = files(&[root.join("b.json"), root.join("a/../b.json"), root.to_owned()]).unwrap();
        assert_eq!(twice.len(), 3);
        assert!(twice[0].is_named && !twice[1].is_named);
    }
}
