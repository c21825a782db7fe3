//! What a line can go on with where the cursor is, from the page as it is. Pure.
//!
//! | module | holds |
//! | --- | --- |
//! | [`controls`] | names of a sender's controls, and their values |
//! | [`elements`] | selectors, ids and classes |
//! | [`files`] | names of files; the only part that looks at the disk |
//! | [`json`] | keys and values within an object |
//! | [`list`] | candidates in columns, to choose from |
//! | [`written`] | a candidate as it stands in a line, in quotes where it needs them |

pub mod controls;
pub mod elements;
pub mod files;
pub mod json;
pub mod list;
#[cfg(test)]
mod tests;
pub mod written;

use super::command::{self, Command, Takes};
use super::parting::{SPACE, Word, placed_words};
use crate::htmx::twin::Twin;
use crate::page::NodeId;
use crate::render::{close_code_name, sanitize};
use written::Writing;

/// Candidates that are offered at most.
const MOST: usize = 1000;

/// Codes that a page may close with, and those that servers close with.
const CLOSE_CODES: [u16; 14] =
    [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1011, 1012, 1013, 3000, 3003, 3008, 4000];

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
        Some('/') => slash(head, start, around),
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

fn slash(head: &str, start: usize, around: Surroundings<'_>) -> Completion {
    let Some(space) = head[start..].find(char::is_whitespace) else { return commands(head, start) };
    let Some(command) = command::find(&head[start + 1..start + space]) else { return Completion::default() };
    let rest = start + space;
    let rest = rest + (head[rest..].len() - head[rest..].trim_start_matches(SPACE).len());
    let (before, word) = at_cursor(head, rest);
    let takes = taken(command, &before);
    let mut completion = Completion {
        start: word.range.start,
        typed: word.text.clone(),
        writing: Writing::Word,
        ..Completion::default()
    };
    for takes in takes {
        argument(takes, head, rest, (&before, &word), around, &mut completion);
    }
    completion
}

/// What the argument under the cursor may be.
fn taken(command: &Command, before: &[Word]) -> Vec<Takes> {
    let last = command.takes.len().checked_sub(1);
    let Some(last) = last else { return Vec::new() };
    let at = |number: usize| command.takes[number.min(last)];
    let has_items = command.takes.contains(&Takes::Items);
    // a selector may be left out, and may be of several words
    if has_items && at(0) == Takes::Sender {
        let is_item = |word: &Word| word.text.contains('=') && !word.text.contains(['[', '"']);
        return if before.iter().any(is_item) {
            vec![Takes::Items]
        } else {
            vec![Takes::Sender, Takes::Items]
        };
    }
    vec![at(before.len())]
}

fn argument(
    takes: Takes,
    head: &str,
    rest: usize,
    (before, word): (&[Word], &Word),
    around: Surroundings<'_>,
    completion: &mut Completion,
) {
    let typed = word.text.as_str();
    let add = |found: Vec<Candidate>, completion: &mut Completion| completion.candidates.extend(found);
    match takes {
        Takes::Sender if !before.is_empty() => {}
        Takes::Sender => add(starting(elements::senders(around), typed), completion),
        Takes::Element => add(elements::complete(around, typed), completion),
        Takes::Items => {
            let first = before.iter().position(|word| word.text.contains('=')).unwrap_or(before.len());
            let selector =
                before[..first].iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
            let selector = (!selector.is_empty()).then_some(selector);
            let names: Vec<&str> = before[first..].iter().map(|word| name_of(&word.text)).collect();
            let controls = controls::of_items(around, selector.as_deref(), &names);
            let found = items(word.clone(), &controls, &names);
            completion.writing = Writing::Item;
            completion.files = found.files;
            add(found.candidates, completion);
        }
        Takes::TextOrFile | Takes::File => {
            // all that is left of the line
            let text = &head[rest..];
            let path = if takes == Takes::File { Some(text) } else { text.strip_prefix('@') };
            if let Some(path) = path.filter(|path| !path.starts_with(['\'', '"']) && !path.contains('\n')) {
                let prefix = text[..text.len() - path.len()].to_owned();
                (completion.start, completion.typed) = (rest, text.to_owned());
                (completion.writing, completion.files) = (Writing::Plain, Some((prefix, path.to_owned())));
            }
        }
        Takes::Text => {}
        Takes::CloseCode => {
            let code =
                |code: u16| Candidate::new(code.to_string(), close_code_name(code).unwrap_or_default());
            add(starting(CLOSE_CODES.into_iter().map(code).collect(), typed), completion);
        }
        Takes::Command => {
            let names = command::all().map(|command| Candidate::new(command.name, command.does));
            add(starting(names.collect(), typed), completion);
        }
    }
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

fn commands(head: &str, start: usize) -> Completion {
    let typed = &head[start..];
    let named = |command: &Command| Candidate::new(format!("/{}", command.name), command.does);
    let mut candidates: Vec<Candidate> =
        command::all().map(named).filter(|candidate| candidate.text.starts_with(typed)).collect();
    if candidates.is_empty() {
        let of_alias = |command: &'static Command| {
            let about = format!("as /{}", command.name);
            command.aliases.iter().map(move |alias| Candidate::new(format!("/{alias}"), about.clone()))
        };
        candidates =
            command::all().flat_map(of_alias).filter(|found| found.text.starts_with(typed)).collect();
    }
    Completion { start, typed: typed.to_owned(), candidates, ..Completion::default() }
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
