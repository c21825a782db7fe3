//! What `--strict` makes of files: any warning or difference fails it, and so does a file that tests nothing. Pure.

use std::path::Path;

use crate::status::{Status, Stop};

/// What came of a file's messages.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Came {
    pub(super) fragments: usize,
    pub(super) warnings: usize,
    /// Where the other htmx differs.
    pub(super) differences: usize,
}

/// How all files fared so far.
#[derive(Debug)]
pub(super) struct Strict {
    files: usize,
    failed: usize,
    differs: bool,
    /// The last file that failed, where it has a name.
    named: Option<String>,
    /// What is said of the last file of which nothing came.
    empty: Option<String>,
}

impl Strict {
    /// Before the first of so many files.
    pub(super) fn new(files: usize) -> Self {
        Self { files, failed: 0, differs: false, named: None, empty: None }
    }

    /// Takes note of what came of a file; says where that is nothing at all.
    pub(super) fn see(&mut self, path: &Path, came: Came) -> Option<String> {
        let is_empty = came.fragments + came.warnings + came.differences == 0;
        let named = (path != Path::new("-")).then(|| format!("`{}`", path.display()));
        let empty = is_empty.then(|| {
            let file = named.as_deref().unwrap_or("standard input");
            format!("`--strict`: {file} holds nothing that htmx would act on")
        });
        self.differs |= came.differences > 0;
        if is_empty || came.warnings + came.differences > 0 {
            self.failed += 1;
            self.named = named;
        }
        self.empty = empty.clone().or(self.empty.take());
        empty
    }

    /// What it comes to; `warned` is also where the page was.
    pub(super) fn judge(self, warned: bool) -> Result<Status, Stop> {
        let what = match (warned, self.differs) {
            (true, true) => "there were warnings and differences",
            (true, false) => "there were warnings",
            (false, _) => "there were differences",
        };
        Err(Stop::failed(match (self.failed, self.files, self.empty, self.named) {
            (0, ..) if !warned => return Ok(Status::Done),
            (1, 1, Some(empty), _) => empty,
            (1, 1, None, Some(file)) => format!("`--strict`: {what} in {file}"),
            (failed @ 1.., files @ 2.., ..) => format!("`--strict`: {failed} of {files} files failed"),
            _ => format!("`--strict`: {what}"),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LANDED: Came = Came { fragments: 1, warnings: 0, differences: 0 };

    fn judged(files: &[Came], warned: bool) -> Result<Status, String> {
        let mut strict = Strict::new(files.len());
        for &came in files {
            strict.see(Path::new("a.html"), came);
        }
        strict.judge(warned).map_err(|stop| stop.message)
    }

    #[test]
    fn what_failed_is_said_in_the_end() {
        let (warned, differs) = (Came { warnings: 2, ..LANDED }, Came { differences: 1, ..LANDED });
        assert_eq!(judged(&[LANDED, LANDED], false), Ok(Status::Done));
        let cases = [
            (&[warned][..], true, "there were warnings in `a.html`"),
            (&[differs], false, "there were differences in `a.html`"),
            (&[Came { warnings: 1, ..differs }], true, "there were warnings and differences in `a.html`"),
            (&[Came::default()], false, "`a.html` holds nothing that htmx would act on"),
            (&[LANDED, warned, Came::default(), differs, LANDED], true, "3 of 5 files failed"),
            // the page itself has the warning
            (&[LANDED, LANDED], true, "there were warnings"),
        ];
        for (files, warns, said) in cases {
            assert_eq!(judged(files, warns), Err(format!("`--strict`: {said}")), "{files:?}");
        }
    }
}
