//! The line being typed, in colour: what each of its parts is, and where it is wrong. Pure.
//!
//! | module | holds |
//! | --- | --- |
//! | [`json`] | the parts of JSON, and where it breaks |
//! | [`paint`] | parts → what a terminal is given |

pub mod json;
pub mod own;
pub mod paint;

use std::ops::Range;

use super::command::sending::is_written_as_item;
use super::command::{self, Command, Takes};
use super::parting::{SPACE, Word, is_comment, placed_words};

/// What a part of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A command.
    Command,
    /// A selector.
    Selector,
    /// The name of an item, or a key of JSON.
    Name,
    /// The value of an item, or a string.
    Value,
    /// A number, `true`, `false`, `null`; a file.
    Other,
    /// What is wrong.
    Wrong,
}

/// A part, and the bytes that it takes.
pub type Span = (Range<usize>, Part);

/// The parts of a line that have a colour, in order.
#[must_use]
pub fn spans(line: &str) -> Vec<Span> {
    let start = line.len() - line.trim_start_matches(SPACE).len();
    let mut spans = Vec::new();
    match line[start..].chars().next() {
        None => {}
        Some('/') => slash(line, start, &mut spans),
        Some(_) if is_comment(&line[start..]) => {}
        Some('{' | '[') => json::spans(line, start, true, &mut spans),
        Some(_) => items(line, start, &mut spans),
    }
    spans
}

fn slash(line: &str, start: usize, spans: &mut Vec<Span>) {
    let end = line[start..].find(char::is_whitespace).map_or(line.len(), |at| start + at);
    let name = &line[start + 1..end];
    let Some(command) = command::find(name) else {
        let may_become = end == line.len() && command::all().any(|command| is_start(command, name));
        spans.extend((!may_become).then_some((start..end, Part::Wrong)));
        return;
    };
    spans.push((start..end, Part::Command));
    let rest = end + (line[end..].len() - line[end..].trim_start_matches(SPACE).len());
    if line[rest..].starts_with(['{', '[']) && command.takes == [Takes::TextOrFile] {
        return json::spans(line, rest, false, spans);
    }
    if command.takes.is_empty() {
        spans.extend((rest < line.len()).then_some((rest..line.len(), Part::Wrong)));
        return;
    }
    arguments(command, line, rest, spans);
}

/// Whether a command may come of this start of a name.
fn is_start(command: &Command, name: &str) -> bool {
    command.name.starts_with(name) || command.aliases.iter().any(|alias| alias.starts_with(name))
}

fn arguments(command: &Command, line: &str, start: usize, spans: &mut Vec<Span>) {
    let takes = |number: usize| command.takes[number.min(command.takes.len() - 1)];
    let mut number = 0;
    for word in placed_words(&line[start..]) {
        let is_item = is_written_as_item(&word.text);
        if takes(number) == Takes::Sender && is_item && command.takes.contains(&Takes::Items) {
            number = command.takes.len() - 1;
        }
        let range = start + word.range.start..start + word.range.end;
        match takes(number) {
            Takes::Items if is_item => item(line, start, &word, spans),
            // a selector of several words
            Takes::Sender | Takes::Element | Takes::Filter | Takes::Items => {
                spans.push((range, Part::Selector))
            }
            Takes::TextOrFile | Takes::File if word.text.starts_with('@') => spans.push((range, Part::Other)),
            Takes::CloseCode if word.text.bytes().all(|byte| byte.is_ascii_digit()) => {
                spans.push((range, Part::Other));
                number += 1;
            }
            Takes::Command => {
                spans.push((range, Part::Name));
                number += 1;
            }
            _ => {}
        }
    }
}

fn items(line: &str, start: usize, spans: &mut Vec<Span>) {
    let words = placed_words(&line[start..]);
    for (number, word) in words.iter().enumerate() {
        if word.text.contains('=') {
            item(line, start, word, spans);
        } else if number + 1 < words.len() || line.ends_with(char::is_whitespace) {
            // no more can be typed to it
            spans.push((start + word.range.start..start + word.range.end, Part::Wrong));
        }
    }
}

/// `name=value`, `name=@file`, `name:=json`; the word's place is from `start`.
fn item(line: &str, start: usize, word: &Word, spans: &mut Vec<Span>) {
    let (from, to) = (start + word.range.start, start + word.range.end);
    // the sign may be in quotes too
    let Some(sign) = line[from..to].find('=').map(|at| from + at) else { return };
    let typed = line[from..sign].ends_with(':');
    spans.push((from..sign - usize::from(typed), Part::Name));
    let value = sign + 1;
    if typed && !line[value..to].starts_with(['\'', '"']) {
        json::spans(&line[..to], value, true, spans);
    } else if value < to {
        let part = if line[value..to].starts_with('@') { Part::Other } else { Part::Value };
        spans.push((value..to, part));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The parts with what they are, one a line.
    fn parts(line: &str) -> Vec<(&str, Part)> {
        spans(line).into_iter().map(|(range, part)| (&line[range], part)).collect()
    }

    #[test]
    fn commands_are_known_or_wrong() {
        assert_eq!(
            parts("/page #a b"),
            [("/page", Part::Command), ("#a", Part::Selector), ("b", Part::Selector)]
        );
        assert_eq!(parts("/pa"), []);
        assert_eq!(parts("/xyz"), [("/xyz", Part::Wrong)]);
        assert_eq!(parts("/pa x"), [("/pa", Part::Wrong)]);
        assert_eq!(parts("/drop it"), [("/drop", Part::Command), ("it", Part::Wrong)]);
        assert_eq!(parts("/close 4000 x"), [("/close", Part::Command), ("4000", Part::Other)]);
        assert_eq!(
            parts("/raw {\"a\":1"),
            [("/raw", Part::Command), ("\"a\"", Part::Name), ("1", Part::Other)]
        );
    }

    #[test]
    fn items_have_names_and_values() {
        assert_eq!(
            parts("a='b c' n:=1 f=@x"),
            [
                ("a", Part::Name),
                ("'b c'", Part::Value),
                ("n", Part::Name),
                ("1", Part::Other),
                ("f", Part::Name),
                ("@x", Part::Other)
            ]
        );
        assert_eq!(
            parts("/submit form .a x=1"),
            [
                ("/submit", Part::Command),
                ("form", Part::Selector),
                (".a", Part::Selector),
                ("x", Part::Name),
                ("1", Part::Value)
            ]
        );
        assert_eq!(parts("msg"), []);
        assert_eq!(parts("a=1 b "), [("a", Part::Name), ("1", Part::Value), ("b", Part::Wrong)]);
    }

    #[test]
    fn json_is_marked_where_it_breaks() {
        assert_eq!(
            parts("{\"a\": \"b\", \"n\": 1 2}"),
            [
                ("\"a\"", Part::Name),
                ("\"b\"", Part::Value),
                ("\"n\"", Part::Name),
                ("1", Part::Other),
                ("2", Part::Wrong)
            ]
        );
        assert_eq!(parts("n:=tru "), [("n", Part::Name), ("tru", Part::Other)]);
        assert_eq!(parts("n:=trx"), [("n", Part::Name), ("trx", Part::Wrong)]);
    }

    proptest! {
        #[test]
        fn spans_are_in_order_and_within_the_line(line in "[/a-z{}\\[\\]\"':=@#\\\\ 1é漢\n]{0,40}") {
            let mut end = 0;
            for (range, _) in spans(&line) {
                prop_assert!(end <= range.start && range.start <= range.end && line.get(range.clone()).is_some());
                end = range.end;
            }
            prop_assert!(end <= line.len());
        }
    }
}
