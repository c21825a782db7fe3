//! The targets that completions offer: of files that cannot be read nothing is told, and the others count.

use super::option::Options;
use super::read::{self, Target};
use super::{Files, Settings};
use crate::cli::ConfigArgs;

/// The targets of the files that can be read.
#[must_use]
pub fn offered(args: &ConfigArgs) -> Vec<Target> {
    let options = Options::default();
    let files = Files::find(args).unwrap_or_default();
    let read = files.found.iter().filter_map(|found| read::read(found, &options).ok()).collect();
    let settings = Settings { files: read, ..Settings::default() };
    settings.targets().cloned().collect()
}

impl Target {
    /// What its page is, where it has one of its own, else what it connects to.
    #[must_use]
    pub fn page(&self) -> Option<&str> {
        let given = self.entries.iter().find(|entry| entry.key.name == "page");
        given.map_or(Some(self.url.expose()), |entry| entry.value.texts().first().map(String::as_str))
    }
}
