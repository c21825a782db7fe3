//! What a shell offers at the cursor: words, each with what it means, and whether files are offered too. Opens no connection,
//! runs no script of a page, and tells of nothing that is wrong: whoever completes a word has not asked for it.

mod line;
mod shell;
mod values;

use crate::cli::{Cli, Complete};
use clap::CommandFactory as _;
use line::Line;

/// A word that is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Offer {
    /// It, as the program is to read it.
    word: String,
    /// What it means, in a line.
    about: String,
}

impl Offer {
    fn new(word: impl Into<String>, about: impl Into<String>) -> Self {
        Self { word: word.into(), about: about.into() }
    }
}

/// What is offered.
#[derive(Debug, Default, PartialEq, Eq)]
struct Offers {
    words: Vec<Offer>,
    /// What of the current word stands before the path of a file, where files are offered.
    files: Option<String>,
}

impl Offers {
    fn words(words: impl IntoIterator<Item = Offer>) -> Self {
        Self { words: words.into_iter().collect(), files: None }
    }

    fn with_files(mut self) -> Self {
        self.files = Some(String::new());
        self
    }

    /// The same behind what the current word begins with, such as `--output=`.
    fn behind(mut self, before: &str) -> Self {
        for offer in &mut self.words {
            offer.word.insert_str(0, before);
        }
        self.files = self.files.map(|files| format!("{before}{files}"));
        self
    }
}

/// The answer for a shell's script: a line `files`, a tab and what stands before the path, or `words`; then a word a line, a tab and
/// what it means.
#[must_use]
pub fn answer(args: &Complete) -> Vec<u8> {
    let mut program = Cli::command();
    program.build();
    let asked = shell::read(args);
    let line = Line::read(&program, &asked.words, &asked.current);
    let mut offers = values::offers(&line);
    offers.words.retain(|offer| offer.word.starts_with(&asked.current) && offer.word != asked.current);
    let mut text = match &offers.files {
        Some(before) => format!("files\t{before}\n"),
        None => "words\t\n".to_owned(),
    };
    for Offer { word, about } in &offers.words {
        text.push_str(&format!("{}\t{about}\n", asked.written(word)));
    }
    text.into_bytes()
}
