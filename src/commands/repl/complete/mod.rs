//! What a line can go on with where the cursor is, from the page as it is. Pure.
//!
//! | module | holds |
//! | --- | --- |
//! | [`arguments`] | a command, and by what it takes its arguments |
//! | [`controls`] | names of a sender's controls, and their values |
//! | [`elements`] | selectors, ids and classes |
//! | [`files`] | names of files; the only part that looks at the disk |
//! | [`json`] | keys and values within an object |
//! | [`list`] | candidates in columns, to choose from |
//! | [`written`] | a candidate as it stands in a line, in quotes where it needs them |

pub mod arguments;
pub mod controls;
pub mod elements;
pub mod files;
pub mod json;
pub mod list;
#[cfg(test)]
mod tests;
pub mod written;

use super::parting::{SPACE, Word, placed_words};
use crate::htmx::twin::Twin;
use crate::page::NodeId;
use crate::render::sanitize;
use written::Writing;

/// Candidates that are offered at most.
const MOST: usize = 1000;

/// Something that the word under the cursor can become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The whole word, without quotes.
    pub text: String,
    /// What it is, in a word or two.
    pub about: String,
    /// Whether the word is at its end with it.
    pub ends: bool,
}

impl Candidate {
    fn new(text: impl Into<String>, about: impl Into<String>) -> Self {
        Self { text: text.into(), about: about.into(), ends: true }
    }

    fn going_on(self) -> Self {
        Self { ends: false, ..self }
    }
}

/// What there is to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Completion {
    /// Where the word begins that is replaced; it ends at the cursor.
    pub start: usize,
    /// The word as far as it is typed, without quotes.
    pub typed: String,
    /// How the word is written.
    pub writing: Writing,
    /// What it can become.
    pub candidates: Vec<Candidate>,
    /// Files that it can become too: what stands before the path, and the path as far as it is typed.
    pub files: Option<(String, String)>,
}

impl Completion {
    /// Adds commands of the user's own that the word can become, each with what is told of it.
    pub fn add_commands<'a>(&mut self, aliases: impl Iterator<Item = (&'a str, &'a str)>) {
        let named = aliases.map(|(name, told)| Candidate::new(format!("/{name}"), told));
        self.candidates.extend(named.filter(|candidate| candidate.text.starts_with(&self.typed)));
    }
}

/// What the page says, and which of its sockets is talked to.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    /// The page with its htmx.
    pub twin: &'a Twin,
    /// The socket's element.
    pub socket: Option<NodeId>,
}

/// What the line can go on with at `position`.
#[must_use]
pub fn complete(line: &str, position: usize, around: Surroundings<'_>) -> Completion {
    let head = line.get(..position).unwrap_or(line);
    let start = head.len() - head.trim_start_matches(SPACE).len();
    let mut completion = match head[start..].chars().next() {
        Some('/') => arguments::complete(head, start, around),
        Some('{') => json::complete(head, start, around),
        _ => {
            let (before, word) = at_cursor(head, start);
            let names: Vec<&str> = before.iter().map(|word| name_of(&word.text)).collect();
            items(word, &controls::of_items(around, None, &names), &names)
        }
    };
    completion.candidates.retain(|candidate| is_plain(&candidate.text));
    completion.candidates.truncate(MOST);
    completion
}

/// Whether text can be typed, and shows what it is.
fn is_plain(text: &str) -> bool {
    sanitize::line(text) == text
}

/// The words from `start`, and the one that the cursor is at, which may be empty.
fn at_cursor(head: &str, start: usize) -> (Vec<Word>, Word) {
    let mut words = placed_words(&head[start..]);
    words.iter_mut().for_each(|word| word.range = word.range.start + start..word.range.end + start);
    let last = match words.last() {
        Some(word) if word.range.end == head.len() => words.pop(),
        _ => None,
    };
    let empty = || Word { range: head.len()..head.len(), text: String::new(), open: None };
    (words, last.unwrap_or_else(empty))
}

/// The name in an item.
fn name_of(item: &str) -> &str {
    let name = item.split_once('=').map_or(item, |(name, _)| name);
    name.strip_suffix(':').unwrap_or(name)
}

/// Those that begin with what is typed, or that do in other case where none does.
fn starting(candidates: Vec<Candidate>, typed: &str) -> Vec<Candidate> {
    let (exact, mut others): (Vec<_>, Vec<_>) =
        candidates.into_iter().partition(|candidate| candidate.text.starts_with(typed));
    if !exact.is_empty() {
        return exact;
    }
    let lower = typed.to_lowercase();
    others.retain(|candidate| candidate.text.to_lowercase().starts_with(&lower));
    others
}

/// An item: the name of a control, or one of its values, or a file.
fn items(word: Word, controls: &[controls::Named], given: &[&str]) -> Completion {
    let (mut candidates, mut files) = (Vec::new(), None);
    match word.text.split_once('=') {
        None => {
            let wanted =
                controls.iter().filter(|named| named.repeats || !given.contains(&named.name.as_str()));
            let names =
                wanted.map(|named| Candidate::new(format!("{}=", named.name), &named.about).going_on());
            candidates = starting(names.collect(), &word.text);
        }
        Some((name, value)) => match value.strip_prefix('@') {
            Some(path) => files = Some((format!("{name}=@"), path.to_owned())),
            None if name.ends_with(':') => {
                let typed =
                    ["true", "false", "null"].map(|value| Candidate::new(format!("{name}={value}"), ""));
                candidates = starting(typed.into(), &word.text);
            }
            None => {
                let named = controls.iter().filter(|named| named.name == name);
                let values = named
                    .flat_map(|named| named.values.iter())
                    .map(|(value, about)| Candidate::new(format!("{name}={value}"), about));
                candidates = starting(values.collect(), &word.text);
            }
        },
    }
    Completion { start: word.range.start, typed: word.text, writing: Writing::Item, candidates, files }
}
