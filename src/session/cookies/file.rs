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

/// Puts a new file in the place of the one at `path`; what is there and is no file (a pipe, a device) is written to.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if path.exists() && !path.is_file() {
        return OpenOptions::new().write(true).open(path)?.write_all(bytes);
    }
    // a link stays, and what it points to is replaced
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy().into_owned();
    let beside = path.with_file_name(format!(".{name}.{}", std::process::id()));
    let done = private(&beside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&beside, &path));
    if done.is_err() {
        // it may never have been there
        let _removed = fs::remove_file(&beside);
    }
    done
}

#[cfg(unix)]
fn private(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn private(path: &Path) -> io::Result<File> {
    File::create(path)
}
