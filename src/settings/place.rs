//! Where configuration is looked for, and whether a project's file may be believed.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

use crate::status::Stop;

/// The name of a project's file.
pub const PROJECT: &str = ".hxws.toml";

/// The bytes of a project's file at most.
const LARGEST: u64 = 64 << 10;

/// Whose a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layer {
    /// The user's own: it is believed.
    User,
    /// A project's: whoever wrote it may be a stranger.
    Project,
}

/// A file that was found.
pub struct Found {
    /// Where.
    pub path: PathBuf,
    /// Whose.
    pub layer: Layer,
    /// What it holds.
    pub text: String,
}

/// The user's own file, where the platform has such files; it need not be there.
#[must_use]
pub fn own() -> Option<PathBuf> {
    let places = etcetera::choose_base_strategy().ok()?;
    Some(places.config_dir().join("hxws").join("config.toml"))
}

/// Reads a file of the user's; none where there is none.
///
/// # Errors
/// Where it cannot be read.
pub fn read_own(path: &Path) -> Result<Option<Found>, Stop> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Stop::unreadable(path.display(), &error)),
    };
    Ok(Some(Found { path: path.to_owned(), layer: Layer::User, text }))
}

/// Reads the project's file, the nearest one; or says why it is passed over.
///
/// # Errors
/// Where it cannot be read.
pub fn read_project(here: &Path, home: Option<&Path>) -> Result<Result<Option<Found>, String>, Stop> {
    let Some(path) = directories(here, home).into_iter().map(|at| at.join(PROJECT)).find(|at| at.is_file())
    else {
        return Ok(Ok(None));
    };
    let read = || -> io::Result<Option<String>> {
        let file = File::open(&path)?;
        if !is_trusted(&file)? {
            return Ok(None);
        }
        let mut text = String::new();
        if file.take(LARGEST + 1).read_to_string(&mut text)? as u64 > LARGEST {
            return Err(io::Error::other(format!("a project's file has at most {} KiB", LARGEST >> 10)));
        }
        Ok(Some(text))
    };
    match read() {
        Ok(Some(text)) => Ok(Ok(Some(Found { path, layer: Layer::Project, text }))),
        Ok(None) => Ok(Err(format!(
            "`{}` is passed over: it belongs to another user, or others may write to it; \
             `--config {}` reads it all the same",
            path.display(),
            path.display()
        ))),
        Err(error) => Err(Stop::unreadable(path.display(), &error).help(None)),
    }
}

/// Where a project's file may be, the nearest first: up to the root of the repository, else up to the home directory
/// without it, else here alone.
fn directories<'a>(here: &'a Path, home: Option<&Path>) -> Vec<&'a Path> {
    let is_root = |at: &&Path| at.join(".git").exists();
    let above: Vec<&Path> = here.ancestors().collect();
    if let Some(root) = above.iter().position(is_root) {
        return above[..=root].to_vec();
    }
    let under_home = above.iter().position(|at| Some(*at) == home).filter(|at| *at > 0);
    above[..under_home.unwrap_or(1)].to_vec()
}

/// Whether nobody else can have written it, as git asks of a repository (`safe.directory`).
#[cfg(unix)]
fn is_trusted(file: &File) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;
    let found = file.metadata()?;
    let is_own = found.uid() == rustix::process::geteuid().as_raw();
    Ok(is_own && found.mode() & 0o002 == 0)
}

#[cfg(not(unix))]
fn is_trusted(_file: &File) -> io::Result<bool> {
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_is_looked_for_up_to_its_repository() {
        let place = tempfile::tempdir().unwrap();
        let root = place.path().join("shop");
        let deep = root.join("app/templates");
        std::fs::create_dir_all(&deep).unwrap();
        std::fs::create_dir(root.join(".git")).unwrap();
        assert_eq!(directories(&deep, Some(place.path())), [&deep, &root.join("app"), &root]);
        assert_eq!(directories(&root, None), [&root]);
    }

    #[test]
    fn without_a_repository_it_is_looked_for_up_to_the_home_directory() {
        let place = tempfile::tempdir().unwrap();
        let home = place.path();
        let deep = home.join("a/b");
        assert_eq!(directories(&deep, Some(home)), [deep.clone(), home.join("a")]);
        assert_eq!(directories(home, Some(home)), [home]);
        assert_eq!(directories(&deep, Some(Path::new("/nowhere"))), [&deep]);
        assert_eq!(directories(&deep, None), [&deep]);
    }
}
