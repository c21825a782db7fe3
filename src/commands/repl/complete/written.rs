//! A candidate as it stands in a line: in quotes where it needs them, and no further than all candidates agree. Pure.

use super::{Candidate, Completion};

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Writing {
    /// As it is.
    #[default]
    Plain,
    /// In quotes, where it has spaces or quotes.
    Word,
    /// Name and value each like that.
    Item,
    /// A string of JSON, a key with its colon.
    Key,
    /// A string of JSON.
    JsonValue,
}

impl Completion {
    /// What takes the place of the word: the only candidate, or what all of them begin with, where that is more than is
    /// typed.
    #[must_use]
    pub fn replacement(&self) -> Option<String> {
        if let [only] = self.candidates.as_slice() {
            return Some(self.whole(only));
        }
        let common = common(&self.candidates)?;
        (common.len() > self.typed.len()).then(|| self.begun(common))
    }

    fn whole(&self, candidate: &Candidate) -> String {
        let written = match self.writing {
            Writing::Plain => candidate.text.clone(),
            Writing::Word => quoted(&candidate.text, true),
            Writing::Item => item(&candidate.text, true),
            Writing::Key => return format!("{}: ", json(&candidate.text)),
            Writing::JsonValue => return json(&candidate.text),
        };
        if candidate.ends { written + " " } else { written }
    }

    fn begun(&self, text: &str) -> String {
        match self.writing {
            Writing::Plain => text.to_owned(),
            Writing::Word => quoted(text, false),
            Writing::Item => item(text, false),
            Writing::Key | Writing::JsonValue => {
                let whole = json(text);
                whole[..whole.len() - 1].to_owned()
            }
        }
    }
}

fn common(candidates: &[Candidate]) -> Option<&str> {
    let (first, others) = candidates.split_first()?;
    let shared = |length: usize, other: &Candidate| {
        let same = first.text.bytes().zip(other.text.bytes()).take(length);
        same.take_while(|(one, another)| one == another).count()
    };
    let length = others.iter().fold(first.text.len(), shared);
    Some(&first.text[..first.text.floor_char_boundary(length)])
}

fn item(text: &str, is_whole: bool) -> String {
    match text.split_once('=') {
        Some((name, value)) => format!("{}={}", quoted(name, true), quoted(value, is_whole)),
        None => quoted(text, is_whole),
    }
}

/// As [`super::super::parting::words`] reads it; the end of a quote is left out of what is not whole.
fn quoted(text: &str, is_whole: bool) -> String {
    if !text.contains(|c: char| c.is_whitespace() || matches!(c, '\'' | '"')) && !text.starts_with(['/', '{'])
    {
        return text.to_owned();
    }
    let (quote, inner) = if text.contains('"') && !text.contains('\'') {
        ('\'', text.to_owned())
    } else {
        ('"', text.replace('\\', "\\\\").replace('"', "\\\""))
    };
    if is_whole { format!("{quote}{inner}{quote}") } else { format!("{quote}{inner}") }
}

fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
