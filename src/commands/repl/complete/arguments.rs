//! A command, and by what it takes its arguments. Pure.

use super::super::command::sending::is_written_as_item;
use super::super::command::{self, Command, Takes};
use super::super::parting::{SPACE, Word};
use super::written::Writing;
use super::{Candidate, Completion, Surroundings, at_cursor, controls, elements, items, name_of, starting};
use crate::event::Outcome;
use crate::htmx::diagnose::{CODES, style};
use crate::render::close_code_name;

/// Codes that a page may close with, and those that servers close with.
const CLOSE_CODES: [u16; 14] =
    [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1011, 1012, 1013, 3000, 3003, 3008, 4000];

/// What a line that begins with a slash can go on with.
pub(super) fn complete(head: &str, start: usize, around: Surroundings<'_>) -> Completion {
    let Some(space) = head[start..].find(char::is_whitespace) else { return commands(head, start) };
    let Some(command) = command::find(&head[start + 1..start + space]) else { return Completion::default() };
    let rest = start + space;
    let rest = rest + (head[rest..].len() - head[rest..].trim_start_matches(SPACE).len());
    let (before, word) = at_cursor(head, rest);
    let completion = Completion {
        start: word.range.start,
        typed: word.text.clone(),
        writing: Writing::Word,
        ..Completion::default()
    };
    let mut arguments = Arguments { head, takes: command.takes, before, word, around, completion };
    for takes in arguments.taken() {
        arguments.add(takes);
    }
    arguments.completion
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

/// What messages can be shown by.
fn filters(around: Surroundings<'_>, typed: &str) -> Vec<Candidate> {
    let one_of = |name: &str, values: &[&str]| {
        values.iter().map(|value| Candidate::new(format!("{name}:{value}"), "")).collect()
    };
    match typed.split_once(':') {
        Some(("target", selector)) => {
            let mut found = elements::complete(around, selector);
            found.iter_mut().for_each(|candidate| candidate.text.insert_str(0, "target:"));
            found
        }
        Some(("swap", _)) => one_of("swap", &style::all()),
        Some(("outcome", _)) => one_of("outcome", &Outcome::ALL.map(Outcome::name)),
        Some(("warning", _)) => one_of("warning", &CODES),
        _ => {
            let named = [
                ("target:", "exactly that target"),
                ("swap:", "that swap style"),
                ("outcome:", "what came of it"),
                ("warning:", "a warning of that code"),
            ];
            let named = named.map(|(text, about)| Candidate::new(text, about).going_on());
            let any = Candidate::new("warning", "any warning");
            named.into_iter().chain([any]).chain(elements::complete(around, typed)).collect()
        }
    }
}

/// The arguments of a command as far as they are written.
struct Arguments<'a> {
    head: &'a str,
    takes: &'static [Takes],
    before: Vec<Word>,
    word: Word,
    around: Surroundings<'a>,
    completion: Completion,
}

impl Arguments<'_> {
    /// What the one under the cursor may be.
    fn taken(&self) -> Vec<Takes> {
        let Some(last) = self.takes.len().checked_sub(1) else { return Vec::new() };
        // a selector may be left out, and may be of several words
        if self.takes.contains(&Takes::Items) && self.takes[0] == Takes::Sender {
            return match self.before.iter().any(|word| is_written_as_item(&word.text)) {
                true => vec![Takes::Items],
                false => vec![Takes::Sender, Takes::Items],
            };
        }
        vec![self.takes[self.before.len().min(last)]]
    }

    fn add(&mut self, takes: Takes) {
        let around = self.around;
        match takes {
            Takes::Sender if !self.before.is_empty() => {}
            Takes::Sender => self.name(elements::senders(around)),
            Takes::Socket => self.name(elements::sockets(around)),
            Takes::Element => {
                let found = elements::complete(around, &self.word.text);
                self.offer(found);
            }
            Takes::Filter => self.offer(filters(around, &self.word.text)),
            Takes::Control => self.name(controls::selectors(around)),
            Takes::Items => self.items(),
            Takes::Event => self.offer(elements::events(around)),
            Takes::TextOrFile | Takes::File => self.file(takes == Takes::File),
            Takes::Text => self.values(),
            Takes::CloseCode => {
                let about = |code| close_code_name(code).unwrap_or_default();
                self.offer(CLOSE_CODES.map(|code| Candidate::new(code.to_string(), about(code))).into());
            }
            Takes::Header => self.offer(controls::headers(around)),
            Takes::Command => {
                self.offer(
                    command::all().map(|command| Candidate::new(command.name, command.does)).collect(),
                );
            }
            Takes::Word(several) => {
                self.offer(several.iter().map(|&word| Candidate::new(word, "")).collect())
            }
            Takes::Any(several) => several.iter().for_each(|&takes| self.add(takes)),
        }
    }

    /// Offers selectors such as `form#say`, which `#s` begins too.
    fn name(&mut self, mut candidates: Vec<Candidate>) {
        if self.word.text.starts_with('#') {
            for candidate in &mut candidates {
                let tag = candidate
                    .text
                    .bytes()
                    .take_while(|&byte| byte.is_ascii_alphanumeric() || byte == b'-')
                    .count();
                candidate.text.drain(..tag);
            }
        }
        self.offer(candidates);
    }

    fn offer(&mut self, candidates: Vec<Candidate>) {
        self.completion.candidates.extend(starting(candidates, &self.word.text));
    }

    fn items(&mut self) {
        let first =
            self.before.iter().position(|word| is_written_as_item(&word.text)).unwrap_or(self.before.len());
        let selector: Vec<&str> = self.before[..first].iter().map(|word| word.text.as_str()).collect();
        let selector = (first > 0).then(|| selector.join(" "));
        let names: Vec<&str> = self.before[first..].iter().map(|word| name_of(&word.text)).collect();
        let controls = controls::of_items(self.around, selector.as_deref(), &names);
        let found = items(self.word.clone(), &controls, &names);
        self.completion.writing = Writing::Item;
        self.completion.files = found.files;
        self.completion.candidates.extend(found.candidates);
    }

    /// A path is all that is left of the line; a value behind a control may be one.
    fn file(&mut self, is_path: bool) {
        let number = self.takes.len() - 1;
        let start = self.before.get(number).map_or(self.word.range.start, |word| word.range.start);
        let text = &self.head[start..];
        let path = if is_path { Some(text) } else { text.strip_prefix('@') };
        match path.filter(|path| !path.starts_with(['\'', '"']) && !path.contains('\n')) {
            Some(path) => {
                let prefix = text[..text.len() - path.len()].to_owned();
                self.completion.files = Some((prefix, path.to_owned()));
                (self.completion.start, self.completion.typed) = (start, text.to_owned());
                self.completion.writing = Writing::Plain;
            }
            None => self.values(),
        }
    }

    /// The values of the control that is named before.
    fn values(&mut self) {
        let of = self.takes.iter().position(|&takes| takes == Takes::Control);
        if let Some(control) = of.and_then(|of| self.before.get(of)) {
            let values = controls::values_of(self.around, &control.text);
            self.offer(values.into_iter().map(|(value, about)| Candidate::new(value, about)).collect());
        }
    }
}
