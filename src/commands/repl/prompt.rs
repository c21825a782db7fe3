//! The prompt's text: the socket's state, what waits, and what a line goes to. Shared with the editor's thread, which
//! paints it.
//!
//! The editor measures the prompt once, as it starts on a line. So what changes while a line is typed has to do with the
//! columns that there were then: words get shorter, and at last the name yields to the state.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::countdown::Countdown;
use crate::htmx::connection::State;
use crate::render::{sanitize, width};

/// The least columns of the state and the space after it, so that the name stays where it is.
const STATE_COLUMNS: usize = 8;
/// The columns of the longest word for a state, `opening`: what may come while a line is typed is never cut short of it.
const WORD_COLUMNS: usize = 7;
/// The longest name that is shown, where the terminal is wide.
const NAME_COLUMNS: usize = 30;
/// The shortest that a name is cut to, where it is not.
const LEAST_COLUMNS: usize = 6;

/// Where the line begins.
const MARK: &str = " ▸ ";

/// What the prompt tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The socket's state.
    pub state: State,
    /// When it is to be tried again.
    pub retry_in: Option<Duration>,
    /// Messages that wait for it.
    pub queued: usize,
    /// Whether printing is held back.
    pub paused: bool,
    /// Whether messages are filtered.
    pub filtered: bool,
    /// What the next line goes to.
    pub name: String,
}

/// What the prompt shows, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    /// The state, from most to fewest words.
    states: Vec<String>,
    /// Words that say less, for where there is room for nothing else.
    last_words: Vec<String>,
    /// What else there is to know, in full and in short.
    notes: Vec<(String, String)>,
    name: String,
    color: &'static str,
}

/// Words that were chosen to fit.
struct Fitted {
    state: String,
    notes: String,
    name: String,
}

/// The prompt, shared between the session and the editor.
#[derive(Debug, Clone)]
pub struct Prompt {
    shared: Arc<Mutex<Shared>>,
    color: bool,
}

#[derive(Debug)]
struct Shared {
    shown: Shown,
    /// What the next line begins with.
    begun: String,
}

impl Prompt {
    /// A prompt, in colour or not.
    #[must_use]
    pub fn new(color: bool) -> Self {
        let standing = Standing {
            state: State::Connecting,
            retry_in: None,
            queued: 0,
            paused: false,
            filtered: false,
            name: String::new(),
        };
        let shown = Shown::of(&standing);
        Self { shared: Arc::new(Mutex::new(Shared { shown, begun: String::new() })), color }
    }

    /// Shows how things stand. True where that is something else than before.
    pub fn set(&self, standing: &Standing) -> bool {
        let shown = Shown::of(standing);
        let mut shared = self.lock();
        std::mem::replace(&mut shared.shown, shown.clone()) != shown
    }

    /// A line is about to begin, on a terminal of so many columns, of which it is to have half at least: settles what it
    /// begins with.
    pub fn begin(&self, columns: usize) {
        let mut shared = self.lock();
        let room = (columns / 2).saturating_sub(width::columns(MARK));
        let Fitted { state, notes, name } = shared.shown.fit(room);
        let told = format!("{state}{notes}{name}");
        let rest = room.min(WORD_COLUMNS).saturating_sub(width::columns(&told));
        shared.begun = format!("{told}{}{MARK}", " ".repeat(rest));
    }

    /// The prompt without colour, to start a line with.
    #[must_use]
    pub fn plain(&self) -> String {
        self.lock().begun.clone()
    }

    /// The prompt as it is painted: as wide as the plain one that the line was started with, whatever the state is now.
    /// `started` is that one.
    #[must_use]
    pub fn painted(&self, started: &str) -> String {
        let shared = self.lock();
        let room = width::columns(started).saturating_sub(width::columns(MARK));
        let Fitted { state, notes, name } = shared.shown.fit(room);
        let taken = width::columns(&state) + width::columns(&notes) + width::columns(&name);
        let rest = " ".repeat(room.saturating_sub(taken));
        if !self.color {
            return format!("{state}{notes}{rest}{name}{MARK}");
        }
        let notes = if notes.is_empty() { notes } else { format!("\u{1b}[33m{notes}\u{1b}[0m") };
        let code = shared.shown.color;
        format!("\u{1b}[{code}m{state}\u{1b}[0m{notes}\u{1b}[1m{rest}{name}{MARK}\u{1b}[0m")
    }

    fn lock(&self) -> MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shown {
    fn of(standing: &Standing) -> Self {
        let (states, color) = match standing.state {
            State::Connecting => (vec!["opening".to_owned()], "33"),
            State::Open => (vec!["open".to_owned()], "32"),
            State::Closing => (vec!["closing".to_owned()], "33"),
            State::Waiting(attempt) => (retry(attempt, standing.retry_in.map(Countdown::of)), "33"),
            State::Closed(code) => (vec![format!("closed {code}"), "closed".to_owned()], "31"),
        };
        let last_words = match standing.state {
            State::Waiting(attempt) => vec![format!("retry {attempt}"), "retry".to_owned()],
            _ => Vec::new(),
        };
        let mut notes = Vec::new();
        if standing.queued > 0 {
            notes.push((format!("queued {}", standing.queued), format!("q{}", standing.queued)));
        }
        let words = [(standing.paused, "paused", "p"), (standing.filtered, "filter", "f")];
        notes.extend(
            words.iter().filter(|(on, ..)| *on).map(|(_, long, short)| (long.to_string(), short.to_string())),
        );
        let name = width::cut(&sanitize::line(&standing.name), NAME_COLUMNS).into_owned();
        Self { states, last_words, notes, name, color }
    }

    /// The most that `room` columns tell: rather few words and the whole name than many and a part of it.
    fn fit(&self, room: usize) -> Fitted {
        let of_all = || self.states.iter().flat_map(|state| [(state, false), (state, true)]);
        let whole = width::columns(&self.name);
        let named = [whole, whole.min(LEAST_COLUMNS)]
            .into_iter()
            .find_map(|least| of_all().find_map(|(state, short)| self.named(state, short, least, room)));
        named.unwrap_or_else(|| {
            let short = self.notes(true);
            let with_notes = self.states.iter().map(|state| (state, short.as_str()));
            let alone = self.states.iter().chain(&self.last_words).map(|state| (state, ""));
            let fits = |(state, notes): &(&String, &str)| columns_of(state, notes) <= room;
            let (state, notes) = with_notes.chain(alone).find(fits).map_or_else(
                || (self.least(room), String::new()),
                |(state, notes)| (state.clone(), notes.to_owned()),
            );
            Fitted { state, notes, name: String::new() }
        })
    }

    /// As much of the shortest word as there is room for.
    fn least(&self, room: usize) -> String {
        let word = self.last_words.last().or(self.states.last());
        word.map_or_else(String::new, |word| width::cut(word, room).into_owned())
    }

    /// These words and behind them the name, where there is room for so many columns of it.
    fn named(&self, state: &str, short: bool, least: usize, room: usize) -> Option<Fitted> {
        let notes = self.notes(short);
        let taken = columns_of(state, &notes);
        let begin = (taken + 1).max(STATE_COLUMNS);
        let left = room.checked_sub(begin).filter(|left| *left >= least)?;
        let name = format!("{}{}", " ".repeat(begin - taken), width::cut(&self.name, left));
        Some(Fitted { state: state.to_owned(), notes, name })
    }

    /// `, queued 2, paused`, or in short `, q2, p`.
    fn notes(&self, short: bool) -> String {
        self.notes.iter().map(|(long, brief)| format!(", {}", if short { brief } else { long })).collect()
    }
}

/// `retry 3 in 4 s`, and shorter.
fn retry(attempt: u32, countdown: Option<Countdown>) -> Vec<String> {
    match countdown {
        Some(left) => vec![
            format!("retry {attempt} in {}", left.long()),
            format!("retry {attempt} {}", left.short()),
            format!("retry {}", left.short()),
        ],
        None => vec![format!("retry {attempt}")],
    }
}

fn columns_of(state: &str, notes: &str) -> usize {
    width::columns(state) + width::columns(notes)
}

#[cfg(test)]
mod tests;
