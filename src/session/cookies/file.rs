//! The file of `--cookie-jar`: written whenever the cookies change, whole or not at all, for its owner alone.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::Jar;

/// A file that holds what a jar holds.
#[derive(Debug)]
pub struct CookieFile {
    path: PathBuf,
    /// What it holds, once it was written.
    held: Option<u64>,
}

impl CookieFile {
    /// A file at this path; nothing is written yet.
    #[must_use]
    pub fn new(path: PathBuf) -> Self {
        Self { path, held: None }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes what the jar holds, where it has changed since.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn keep(&mut self, jar: &Jar) -> io::Result<()> {
        if self.held == Some(jar.changes()) {
            return Ok(());
        }
        replace(&self.path, jar.to_netscape().as_bytes())?;
        self.held = Some(jar.changes());
        Ok(())
    }
}

/// Puts a new file in the place of what is at `path`: a link too is replaced, never followed, since somebody else may have
/// put it there. What it leads to is written to only where that is no file (a pipe, a device).
///
/// # Errors
/// Where it cannot be written; what was there stays.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let is_something_else = fs::metadata(path).is_ok_and(|found| !found.is_file());
    if is_something_else && write_through(path, bytes)? {
        return Ok(());
    }
    let (beside, mut file) = new_beside(path)?;
    let done = file.write_all(bytes).and_then(|()| file.sync_all()).and_then(|()| fs::rename(&beside, path));
    if done.is_err() {
        // what went wrong before says more
        let _removed = fs::remove_file(&beside);
    }
    done
}

/// Writes to what `path` leads to, unless that is a file: it is asked once it is open, since a path may lead elsewhere by
/// then.
fn write_through(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    let mut opened = OpenOptions::new().write(true).open(path)?;
    let is_something_else = !opened.metadata()?.is_file();
    if is_something_else {
        opened.write_all(bytes)?;
    }
    Ok(is_something_else)
}

/// A file that was not there before, of a name that nobody can tell in advance, for its owner alone.
fn new_beside(path: &Path) -> io::Result<(PathBuf, File)> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
    let mut options = OpenOptions::new();
    // neither a file nor a link may be there
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let beside = path.with_file_name(format!(".{name}.{:016x}", rand::random::<u64>()));
    let file = options.open(&beside)?;
    Ok((beside, file))
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    fn names(directory: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(directory)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_link_is_replaced_and_what_it_leads_to_stays() {
        let directory = tempfile::tempdir().unwrap();
        let (jar, other) = (directory.path().join("jar"), directory.path().join("other"));
        fs::write(&other, "mine").unwrap();
        symlink(&other, &jar).unwrap();
        replace(&jar, b"cookies").unwrap();
        assert_eq!(fs::read_to_string(&other).unwrap(), "mine");
        assert!(fs::symlink_metadata(&jar).unwrap().is_file());
        assert_eq!(fs::read_to_string(&jar).unwrap(), "cookies");
        assert_eq!(names(directory.path()), ["jar", "other"]);
    }

    #[test]
    fn no_file_and_no_link_of_a_known_name_is_written_through() {
        let directory = tempfile::tempdir().unwrap();
        let (jar, other) = (directory.path().join("jar"), directory.path().join("other"));
        fs::write(&other, "mine").unwrap();
        symlink(&other, directory.path().join(format!(".jar.{}", std::process::id()))).unwrap();
        let (one, _file) = new_beside(&jar).unwrap();
        let (two, _file) = new_beside(&jar).unwrap();
        assert_ne!(one, two);
        replace(&jar, b"cookies").unwrap();
        assert_eq!(fs::read_to_string(&other).unwrap(), "mine");
    }

    #[test]
    fn a_file_that_a_link_leads_to_by_now_is_not_written_to() {
        let directory = tempfile::tempdir().unwrap();
        let (jar, other) = (directory.path().join("jar"), directory.path().join("other"));
        fs::write(&other, "mine").unwrap();
        symlink(&other, &jar).unwrap();
        assert!(!write_through(&jar, b"cookies").unwrap());
        assert_eq!(fs::read_to_string(&other).unwrap(), "mine");
    }

    #[test]
    fn a_device_behind_a_link_is_written_to() {
        let directory = tempfile::tempdir().unwrap();
        let jar = directory.path().join("jar");
        symlink("/dev/null", &jar).unwrap();
        assert!(write_through(&jar, b"cookies").unwrap());
        replace(&jar, b"cookies").unwrap();
        assert!(fs::symlink_metadata(&jar).unwrap().is_symlink());
    }
}
