//! The file of a history: a line an entry, the newest last.
//!
//! Only its owner can read it, and no link is followed to it. Several hxws may write to it at once: each adds whole
//! lines at the end under a lock, and whoever finds it too long puts a shorter one in its place. Knows no editor.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::MOST_LINES;
use crate::commands::private;
use crate::session::cookies::replace;

/// Bytes of the file that are read, and that it may have before it is made shorter.
const MOST_BYTES: u64 = 4 * 1024 * 1024;
/// The longest entry, in bytes; longer ones are for this session only.
const LONGEST: usize = 64 * 1024;
/// How often and how long another hxws is waited for.
const TRIES: (u32, Duration) = (50, Duration::from_millis(10));

/// The file of a history.
#[derive(Debug, Clone)]
pub struct HistoryFile {
    path: PathBuf,
    most_lines: usize,
    most_bytes: u64,
}

impl HistoryFile {
    /// A file at this path; nothing is read or written yet.
    #[must_use]
    pub fn new(path: PathBuf) -> Self {
        Self { path, most_lines: MOST_LINES, most_bytes: MOST_BYTES }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its entries, the oldest first; none where there is no file yet.
    ///
    /// # Errors
    /// Where it cannot be read, or is no file of its owner's.
    pub fn load(&self) -> io::Result<Vec<String>> {
        self.check_directory()?;
        let (mut entries, is_long) = match self.open(OpenOptions::new().read(true)) {
            Ok(file) => self.read(file)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        if is_long || entries.len() > self.most_lines {
            let _lock = self.lock()?;
            self.shorten()?;
            entries.drain(..entries.len().saturating_sub(self.most_lines));
        }
        Ok(entries)
    }

    /// Adds entries at the end.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn append(&self, entries: &[String]) -> io::Result<()> {
        let kept = entries.iter().filter(|entry| entry.len() <= LONGEST);
        let lines: String = kept.map(|entry| escaped(entry) + "\n").collect();
        if lines.is_empty() {
            return Ok(());
        }
        self.check_directory()?;
        let _lock = self.lock()?;
        let mut file = self.open(OpenOptions::new().append(true).create(true))?;
        // at once, so that a line is whole whoever else writes
        file.write_all(lines.as_bytes())?;
        if file.metadata()?.len() > self.most_bytes {
            self.shorten()?;
        }
        Ok(())
    }

    /// The last entries, and whether there are more bytes than are read.
    fn read(&self, mut file: File) -> io::Result<(Vec<String>, bool)> {
        let length = file.metadata()?.len();
        let is_long = length > self.most_bytes;
        if is_long {
            file.seek(SeekFrom::Start(length - self.most_bytes))?;
        }
        let mut bytes = Vec::new();
        file.take(self.most_bytes).read_to_end(&mut bytes)?;
        let mut lines = bytes.split(|&byte| byte == b'\n');
        if is_long {
            // the rest of one that began before
            lines.next();
        }
        let entries = lines.filter(|line| !line.is_empty()).filter_map(|line| std::str::from_utf8(line).ok());
        Ok((entries.map(unescaped).collect(), is_long))
    }

    /// Puts a file of the newest entries in the place of this one. The lock is held.
    fn shorten(&self) -> io::Result<()> {
        let (entries, _) = self.read(self.open(OpenOptions::new().read(true))?)?;
        let newest = &entries[entries.len().saturating_sub(self.most_lines)..];
        let (mut first, mut bytes) = (newest.len(), 0);
        // room for as much again before it is too long the next time
        while first > 0 && bytes + newest[first - 1].len() as u64 <= self.most_bytes / 2 {
            first -= 1;
            bytes += newest[first].len() as u64 + 1;
        }
        let lines: String = newest[first..].iter().map(|entry| escaped(entry) + "\n").collect();
        replace(&self.path, lines.as_bytes())
    }

    /// Holds all others up until it is dropped, those of other hosts too.
    fn lock(&self) -> io::Result<File> {
        let lock = private(OpenOptions::new().append(true).create(true), &self.path.with_file_name(".lock"))?;
        for _ in 0..TRIES.0 {
            match lock.try_lock() {
                Ok(()) => return Ok(lock),
                Err(TryLockError::WouldBlock) => std::thread::sleep(TRIES.1),
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
        Err(io::Error::new(io::ErrorKind::TimedOut, "another hxws holds it"))
    }

    /// Opens the file itself, and makes sure that it is one and its owner's alone.
    fn open(&self, options: &mut OpenOptions) -> io::Result<File> {
        let file = private(options, &self.path)?;
        if !file.metadata()?.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no file"));
        }
        Ok(file)
    }

    /// Makes the directory, and refuses one that others could put links into.
    fn check_directory(&self) -> io::Result<()> {
        let Some(directory) = self.path.parent() else { return Err(io::ErrorKind::InvalidInput.into()) };
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(directory)?;
        check_owner(directory)
    }
}

#[cfg(unix)]
fn check_owner(directory: &Path) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt as _;
    let found = fs::symlink_metadata(directory)?;
    let is_ours = found.uid() == rustix::process::geteuid().as_raw();
    if found.is_dir() && is_ours && found.mode() & 0o022 == 0 {
        return Ok(());
    }
    Err(io::Error::new(
        io::ErrorKind::PermissionDenied,
        "its directory is a link, another user's, or open to others",
    ))
}

#[cfg(not(unix))]
fn check_owner(_directory: &Path) -> io::Result<()> {
    Ok(())
}

/// Opens what is no link, for its owner alone, and without waiting for whoever is at the other end of a pipe.
fn private(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    #[cfg(unix)]
    let flags = (rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK).bits().cast_signed();
    #[cfg(not(unix))]
    let flags = 0;
    private::open(options, path, flags)
}

/// An entry on one line.
fn escaped(entry: &str) -> String {
    entry.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r")
}

fn unescaped(line: &str) -> String {
    let mut entry = String::with_capacity(line.len());
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some('n') => entry.push('\n'),
                Some('r') => entry.push('\r'),
                other => entry.extend(other),
            },
            other => entry.push(other),
        }
    }
    entry
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    fn file(directory: &TempDir) -> HistoryFile {
        HistoryFile::new(directory.path().join("state/hxws/history/a.test_80"))
    }

    fn strings(entries: &[&str]) -> Vec<String> {
        entries.iter().map(|&entry| entry.to_owned()).collect()
    }

    #[test]
    fn entries_come_back_as_they_were_also_those_of_several_lines() {
        let directory = TempDir::new().unwrap();
        let file = file(&directory);
        assert_eq!(file.load().unwrap(), strings(&[]));
        let entries = strings(&["msg=a", "{\n  \"a\\n\": 1\r\n}", "msg='ü 漢'"]);
        file.append(&entries[..1]).unwrap();
        file.append(&entries[1..]).unwrap();
        assert_eq!(file.load().unwrap(), entries);
    }

    #[test]
    fn the_newest_are_kept_and_the_oldest_make_room() {
        let directory = TempDir::new().unwrap();
        let file = HistoryFile { most_lines: 3, ..file(&directory) };
        file.append(&strings(&["1", "2", "3", "4", "5"])).unwrap();
        assert_eq!(file.load().unwrap(), strings(&["3", "4", "5"]));
        assert_eq!(fs::read_to_string(file.path()).unwrap(), "3\n4\n5\n");
        let file = HistoryFile { most_bytes: 40, ..self::file(&directory) };
        for number in 0..20 {
            file.append(&strings(&[&format!("line {number:02}")])).unwrap();
            assert!(fs::metadata(file.path()).unwrap().len() <= 40);
        }
        assert_eq!(file.load().unwrap().last().unwrap(), "line 19");
    }

    #[test]
    fn a_very_long_entry_is_left_out() {
        let directory = TempDir::new().unwrap();
        let file = file(&directory);
        file.append(&["x".repeat(LONGEST + 1), "short".to_owned()]).unwrap();
        assert_eq!(file.load().unwrap(), strings(&["short"]));
    }

    #[test]
    fn several_that_write_at_once_lose_no_line() {
        let directory = TempDir::new().unwrap();
        let file = file(&directory);
        std::thread::scope(|scope| {
            for writer in 0..4 {
                let file = file.clone();
                scope.spawn(move || {
                    (0..50).for_each(|number| file.append(&[format!("{writer} {number}")]).unwrap());
                });
            }
        });
        let mut entries = file.load().unwrap();
        assert_eq!(entries.len(), 200);
        // each writer's lines are in order
        entries.retain(|entry| entry.starts_with("2 "));
        assert_eq!(entries, (0..50).map(|number| format!("2 {number}")).collect::<Vec<_>>());
    }

    #[cfg(unix)]
    #[test]
    fn it_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let directory = TempDir::new().unwrap();
        let file = file(&directory);
        file.append(&strings(&["a"])).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(file.path()), mode(file.path().parent().unwrap())), (0o600, 0o700));
        fs::set_permissions(file.path(), fs::Permissions::from_mode(0o644)).unwrap();
        file.append(&strings(&["b"])).unwrap();
        assert_eq!(mode(file.path()), 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed_and_no_pipe_is_waited_for() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let directory = TempDir::new().unwrap();
        let victim = directory.path().join("victim");
        fs::write(&victim, "mine\n").unwrap();
        let file = file(&directory);
        file.append(&strings(&["a"])).unwrap();
        fs::remove_file(file.path()).unwrap();
        symlink(&victim, file.path()).unwrap();
        assert!(file.append(&strings(&["b"])).is_err());
        assert!(file.load().is_err());
        fs::remove_file(file.path()).unwrap();
        rustix::fs::mknodat(
            rustix::fs::CWD,
            file.path(),
            rustix::fs::FileType::Fifo,
            rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR,
            0,
        )
        .unwrap();
        assert!(file.load().is_err());
        fs::remove_file(file.path()).unwrap();
        let parent = file.path().parent().unwrap();
        fs::set_permissions(parent, fs::Permissions::from_mode(0o777)).unwrap();
        assert!(file.append(&strings(&["b"])).is_err());
        assert_eq!(fs::read_to_string(&victim).unwrap(), "mine\n");
    }
}
