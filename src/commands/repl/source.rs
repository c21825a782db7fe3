//! Files of lines that are done as if they were typed, and where in them a line stands.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::parting;
use crate::commands::stdin;
use crate::event::{Event, Record};
use crate::status::Stop;

/// How many files are open at once, each named by a line of the one before.
const DEEPEST: usize = 8;

/// A file of lines.
#[derive(Debug)]
struct Source {
    /// How it is told.
    name: String,
    /// What that leads to.
    path: PathBuf,
    /// The line that named it.
    from: Option<Place>,
}

/// A line of a file.
#[derive(Debug, Clone)]
pub struct Place {
    source: Arc<Source>,
    line: usize,
}

/// `` `say.txt`, line 3 ``, or `standard input, line 3`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}", self.source.name, self.line)
    }
}

impl Place {
    /// The files that are open there, the innermost first.
    fn open(&self) -> impl Iterator<Item = &Source> {
        std::iter::successors(Some(&*self.source), |source| Some(&*source.from.as_ref()?.source))
    }

    /// Says of a failure where the line stands.
    pub fn put_on(&self, record: &mut Record) {
        match &mut record.event {
            Event::Error { message: told, .. } | Event::Halted { reason: told, .. } => {
                *told = format!("{self}: {told}");
            }
            _ => {}
        }
    }
}

/// The lines of a file, named by the line of that place where it was in a file itself.
///
/// # Errors
/// Where it cannot be read, is no text, or is open already.
pub fn lines(written: &str, from: Option<Place>) -> Result<Vec<(Place, String)>, Stop> {
    let unreadable = |error| Stop::unreadable(written, &error).help(None);
    let path = Path::new(written).canonicalize().map_err(unreadable)?;
    let open: Vec<&Source> = from.iter().flat_map(Place::open).collect();
    if open.iter().any(|source| source.path == path) {
        return Err(Stop::usage(format!("`{written}` is being read already: its lines would never end")));
    }
    if open.len() >= DEEPEST {
        let message =
            format!("`{written}` is not read: {DEEPEST} files are open, each named by the one before");
        return Err(Stop::usage(message));
    }
    let text = std::fs::read(&path).map_err(unreadable)?;
    numbered(Source { name: format!("`{written}`"), path, from }, text)
}

/// The lines of a script, which may be standard input, `-`.
///
/// # Errors
/// Where it cannot be read, or is no text.
pub fn script(written: &str) -> Result<Vec<(Place, String)>, Stop> {
    if written != "-" {
        return lines(written, None);
    }
    let source = Source { name: "standard input".to_owned(), path: PathBuf::from(written), from: None };
    numbered(source, stdin::read()?)
}

fn numbered(source: Source, text: Vec<u8>) -> Result<Vec<(Place, String)>, Stop> {
    let text =
        String::from_utf8(text).map_err(|_| Stop::usage(format!("{} is not UTF-8 text", source.name)))?;
    let source = Arc::new(source);
    let place = |line| Place { source: source.clone(), line };
    let lines = parting::numbered_lines(&text).into_iter();
    Ok(lines.map(|(line, text)| (place(line), text.to_owned())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_where_they_stand() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("say.txt");
        std::fs::write(&path, "msg=a\n\n{\"msg\":\n1}\n/raw x\n").unwrap();
        let written = path.to_str().unwrap();
        let read = lines(written, None).unwrap();
        let told: Vec<(String, &str)> =
            read.iter().map(|(place, line)| (place.to_string(), line.as_str())).collect();
        let at = |line| format!("`{written}`, line {line}");
        assert_eq!(told, [(at(1), "msg=a"), (at(3), "{\"msg\":\n1}"), (at(5), "/raw x")]);
    }

    #[test]
    fn no_file_is_open_twice_and_not_too_many_are() {
        let directory = tempfile::tempdir().unwrap();
        let file = |number: usize| {
            let path = directory.path().join(number.to_string());
            std::fs::write(&path, "x").unwrap();
            path.to_str().unwrap().to_owned()
        };
        let files: Vec<String> = (0..=DEEPEST).map(file).collect();
        let mut place = None;
        for file in &files[..DEEPEST] {
            place = lines(file, place).unwrap().pop().map(|(place, _)| place);
        }
        let problem = |file: &str| lines(file, place.clone()).unwrap_err().message;
        let (first, last) = (&files[0], &files[DEEPEST]);
        assert_eq!(problem(first), format!("`{first}` is being read already: its lines would never end"));
        let too_many = format!("`{last}` is not read: 8 files are open, each named by the one before");
        assert_eq!(problem(last), too_many);
    }
}
