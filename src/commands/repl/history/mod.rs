//! What was typed before, for the next time: a file per host, without secrets.
//!
//! | module | holds |
//! | --- | --- |
//! | [`file`] | the file: for its owner alone, bounded, shared by several hxws |
//! | [`secret`] | which lines are left out, pure |

pub mod file;
pub mod secret;

/// Lines that are kept; the oldest make room.
pub const MOST_LINES: usize = 2000;

use std::io;
use std::path::PathBuf;

use file::HistoryFile;

/// What was typed before, and where what is typed goes.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// The file; none where none is kept.
    pub file: Option<HistoryFile>,
    /// The lines, the oldest first.
    pub entries: Vec<String>,
}

impl History {
    /// Reads the history at a path; where that cannot be done, none is kept, and it is said why.
    #[must_use]
    pub fn open(path: Option<PathBuf>) -> (Self, Option<String>) {
        let Some(file) = path.map(HistoryFile::new) else { return (Self::default(), None) };
        match file.load() {
            Ok(entries) => (Self { file: Some(file), entries }, None),
            Err(error) => (Self::default(), Some(Self::lost(Some(file), &error))),
        }
    }

    /// Why no history is kept.
    #[must_use]
    pub fn lost(file: Option<HistoryFile>, error: &io::Error) -> String {
        let path = file.map(|file| file.path().display().to_string()).unwrap_or_default();
        format!("no history is kept: `{path}` cannot be used: {error}; `--no-history` goes without one")
    }
}
