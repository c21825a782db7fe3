//! Names of files that a path can go on with. Looks at the disk, so it is not for the session's thread.

use std::fs;
use std::path::Path;

use super::{Candidate, Completion, is_plain};

/// Names of a directory that are looked at.
const MOST: usize = 10_000;

impl Completion {
    /// Adds the files that the path can become.
    pub fn add_files(&mut self) {
        let Some((prefix, path)) = self.files.take() else { return };
        let (directory, begun) = path
            .rsplit_once('/')
            .map_or(("", path.as_str()), |(_, begun)| (&path[..path.len() - begun.len()], begun));
        let Ok(entries) = fs::read_dir(if directory.is_empty() { "." } else { directory }) else { return };
        let mut found: Vec<Candidate> = entries
            .flatten()
            .take(MOST)
            .filter_map(|entry| entry.file_name().into_string().ok())
            .filter(|name| is_plain(name) && name.starts_with(begun))
            .filter(|name| begun.starts_with('.') || !name.starts_with('.'))
            .map(|name| {
                let path = format!("{directory}{name}");
                if Path::new(&path).is_dir() {
                    Candidate::new(format!("{prefix}{path}/"), "").going_on()
                } else {
                    Candidate::new(format!("{prefix}{path}"), "")
                }
            })
            .collect();
        found.sort_unstable_by(|one, other| one.text.cmp(&other.text));
        self.candidates.extend(found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_goes_on_with_what_is_there() {
        let directory = tempfile::TempDir::new().unwrap();
        for name in ["one.txt", "one two.txt", ".hidden", "bad\u{1b}.txt"] {
            fs::write(directory.path().join(name), "").unwrap();
        }
        fs::create_dir(directory.path().join("sub")).unwrap();
        let root = directory.path().to_str().unwrap();
        let found = |begun: &str| {
            let files = Some(("cv=@".to_owned(), format!("{root}/{begun}")));
            let mut completion = Completion { files, ..Completion::default() };
            completion.add_files();
            let names = completion.candidates.into_iter();
            names.map(|found| found.text.replace(root, "").replace("cv=@/", "")).collect::<Vec<_>>()
        };
        assert_eq!(found(""), ["one two.txt", "one.txt", "sub/"]);
        assert_eq!(found("one."), ["one.txt"]);
        assert_eq!(found("."), [".hidden"]);
        assert_eq!(found("none/x"), Vec::<String>::new());
    }
}
