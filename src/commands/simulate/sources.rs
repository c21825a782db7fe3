//! Files that were read, each with what tells whether it was written since.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The files of one run: those that were read, and those that only might have been.
#[derive(Debug, Default)]
pub(super) struct Sources {
    known: BTreeMap<PathBuf, Option<Stamp>>,
}

/// What a file that is written, or that another takes the place of, has another of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    modified: Option<SystemTime>,
    bytes: u64,
    /// Its number in the file system; 0 where that tells none.
    number: u64,
}

impl Stamp {
    /// That of a file; none where there is no such file.
    fn of(path: &Path) -> Option<Self> {
        let found = std::fs::metadata(path).ok()?;
        #[cfg(unix)]
        let number = std::os::unix::fs::MetadataExt::ino(&found);
        #[cfg(not(unix))]
        let number = 0;
        Some(Self { modified: found.modified().ok(), bytes: found.len(), number })
    }
}

impl Sources {
    /// Reads a file and remembers it. What is written while it is read counts as written since.
    pub(super) fn read(&mut self, path: &Path) -> io::Result<Vec<u8>> {
        self.known.insert(path.to_owned(), Stamp::of(path));
        std::fs::read(path)
    }

    /// Remembers a file that is not read, or not yet: it may be written, or come to be.
    pub(super) fn watch(&mut self, path: &Path) {
        self.known.entry(path.to_owned()).or_insert_with(|| Stamp::of(path));
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.known.values().flatten().count()
    }

    /// What has changed since: the files, and those of `more` that are new, with what they are now.
    pub(super) fn changed(&self, more: Vec<PathBuf>) -> BTreeMap<PathBuf, Option<Stamp>> {
        let known = self.known.keys().cloned();
        let now: BTreeMap<_, _> = known.chain(more).map(|path| (path.clone(), Stamp::of(&path))).collect();
        now.into_iter().filter(|(path, now)| self.known.get(path) != Some(now)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_another_when_it_is_written_replaced_taken_away_or_new() {
        let directory = tempfile::tempdir().unwrap();
        let path = |name: &str| directory.path().join(name);
        let changed =
            |sources: &Sources| -> Vec<PathBuf> { sources.changed(vec![path("new")]).into_keys().collect() };
        let mut sources = Sources::default();
        std::fs::write(path("a"), "1").unwrap();
        sources.read(&path("a")).unwrap();
        sources.read(&path("gone")).unwrap_err();
        assert_eq!((changed(&sources), sources.len()), (vec![path("new")], 1));
        std::fs::write(path("a"), "12").unwrap();
        std::fs::write(path("gone"), "").unwrap();
        assert_eq!(changed(&sources), [path("a"), path("gone"), path("new")]);
        sources.read(&path("a")).unwrap();
        std::fs::write(path("b"), "34").unwrap();
        std::fs::rename(path("b"), path("a")).unwrap();
        assert!(changed(&sources).contains(&path("a")));
        sources.watch(&path("new"));
        sources.watch(&path("a"));
        assert!(changed(&sources).contains(&path("a")) && !changed(&sources).contains(&path("new")));
        sources.read(&path("a")).unwrap();
        std::fs::remove_file(path("a")).unwrap();
        assert!(changed(&sources).contains(&path("a")));
    }
}
