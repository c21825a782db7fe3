//! `--jq`: JSON Lines with a filter of jq's language over each.
//!
//! | module | holds |
//! | --- | --- |
//! | `engine` | the language; `without` stands in where it is not built in |
//! | `worker` | the thread that the filter runs on |
//! | `room` | how much it may be ahead of whoever prints |
//! | `answer` | what it makes of a line |
//! | `write` | a value as JSON |

mod answer;
#[cfg(feature = "jq")]
mod engine;
mod room;
#[cfg(not(feature = "jq"))]
mod without;
mod worker;
#[cfg(feature = "jq")]
mod write;

use std::io::{self, Write as _};

#[cfg(feature = "jq")]
use engine::Engine;
#[cfg(not(feature = "jq"))]
use without::Engine;

use answer::{Answer, Piece};
pub use worker::Stuck;
use worker::Worker;

use super::json::{Json, escaped};
use super::{Output, Renderer, Style, diagnostic, write_piece};
use crate::event::Record;

/// The characters of a line that tell which one it is.
const START: usize = 80;

/// The characters of what a filter says went wrong, before and behind what is left out: it may repeat the whole line.
const TOLD: (usize, usize) = (160, 60);

/// JSON Lines through a filter.
pub(super) struct Filtered {
    json: Json,
    style: Style,
    worker: Worker,
    failed: bool,
}

impl Filtered {
    pub(super) fn start(source: &str, style: Style) -> Result<Self, String> {
        let worker = Worker::start(source)?;
        Ok(Self { json: Json::new(style.clone()), style, worker, failed: false })
    }

    fn write(&mut self, line: &[u8], answer: Answer, out: &mut Output) -> io::Result<()> {
        for piece in answer.pieces {
            match piece {
                Piece::Text(text) => write_piece(&self.style, &text, out)?,
                Piece::Json(json) => {
                    out.data().write_all(escaped(&json).as_bytes())?;
                    out.data().write_all(if self.style.nul { b"\0" } else { b"\n" })?;
                }
            }
        }
        let Some(error) = answer.error else { return Ok(()) };
        self.failed = true;
        let message = format!("`--jq` failed: {}", shortened(&error));
        out.diagnose(&diagnostic::error(&self.style, &message, Some(&format!("of {}", start_of(line)))))
    }
}

impl Renderer for Filtered {
    fn record(&mut self, record: &Record, out: &mut Output) -> io::Result<()> {
        let line = self.json.line(record)?.map(|line| line.trim_ascii_end().to_vec());
        if line.is_some_and(|line| self.worker.give(line)) {
            self.settle(out)?;
        }
        match self.json.told(&record.event) {
            Some(told) => self.settle(out).and_then(|()| out.diagnose(&told)),
            None => Ok(()),
        }
    }

    fn restyle(&mut self, style: &Style) {
        self.style = style.clone();
        self.json.restyle(style);
    }

    fn settle(&mut self, out: &mut Output) -> io::Result<()> {
        while let Some((line, answer)) = self.worker.answer()? {
            self.write(&line, answer, out)?;
        }
        Ok(())
    }

    fn has_failed(&self) -> bool {
        self.failed
    }

    fn finish(&mut self, out: &mut Output) -> io::Result<()> {
        self.settle(out)?;
        out.flush()
    }
}

/// How a line begins, to tell which one it is.
fn start_of(line: &[u8]) -> String {
    let text = String::from_utf8_lossy(line);
    match text.char_indices().nth(START) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.into_owned(),
    }
}

/// In one line, without its middle where it is long.
fn shortened(text: &str) -> String {
    let (before, behind) = TOLD;
    let line: Vec<char> = text.chars().map(|c| if c == '\n' { ' ' } else { c }).collect();
    if line.len() <= before + behind {
        return line.into_iter().collect();
    }
    let (start, end) = (&line[..before], &line[line.len() - behind..]);
    format!("{}…{}", start.iter().collect::<String>(), end.iter().collect::<String>())
}
