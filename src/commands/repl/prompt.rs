//! The prompt's text: the socket's state, and what a line goes to. Shared with the editor's thread, which paints it.

use std::sync::{Arc, Mutex, PoisonError};

use crate::htmx::connection::State;
use crate::render::{sanitize, width};

/// Columns of the state, so that it can change while a line is typed.
const STATE_COLUMNS: usize = 8;
/// The longest name that is shown, where the terminal is wide.
const NAME_COLUMNS: usize = 30;
/// The shortest that a name is cut to, where it is not.
const LEAST_COLUMNS: usize = 8;

/// Where the line begins.
const MARK: &str = " ▸ ";

/// What the prompt shows.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    state: &'static str,
    attempt: u32,
    name: String,
}

/// The prompt, shared between the session and the editor.
#[derive(Debug, Clone)]
pub struct Prompt {
    shown: Arc<Mutex<Shown>>,
    color: bool,
    name_columns: usize,
}

impl Prompt {
    /// A prompt, in colour or not, that leaves at least half of `width` columns to the line.
    #[must_use]
    pub fn new(color: bool, width: usize) -> Self {
        let shown = Shown { state: "opening", attempt: 0, name: String::new() };
        let name_columns = (width / 2).saturating_sub(STATE_COLUMNS + MARK.chars().count());
        let name_columns = name_columns.clamp(LEAST_COLUMNS, NAME_COLUMNS);
        Self { shown: Arc::new(Mutex::new(shown)), color, name_columns }
    }

    /// Shows a state, and what the next line goes to. True where they are others than before.
    pub fn set(&self, state: State, name: &str) -> bool {
        let (state, attempt) = match state {
            State::Connecting => ("opening", 0),
            State::Open => ("open", 0),
            State::Closing => ("closing", 0),
            State::Waiting(attempt) => ("retry", attempt),
            State::Closed(_) => ("closed", 0),
        };
        let name = width::cut(&sanitize::line(name), self.name_columns).into_owned();
        let shown = Shown { state, attempt, name };
        let mut held = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *held, shown.clone()) != shown
    }

    /// The prompt without colour.
    #[must_use]
    pub fn plain(&self) -> String {
        let (state, name) = self.parts();
        format!("{state}{name}{MARK}")
    }

    /// The prompt as it is painted: as wide as the plain one that the line was started with, whatever the state is now.
    /// `started` is that one.
    #[must_use]
    pub fn painted(&self, started: &str) -> String {
        let (state, _) = self.parts();
        let rest = started.get(STATE_COLUMNS..).unwrap_or_default();
        if !self.color {
            return format!("{state}{rest}");
        }
        let code = match state.split_whitespace().next() {
            Some("open") => "32",
            Some("closed") => "31",
            _ => "33",
        };
        format!("\u{1b}[{code}m{state}\u{1b}[0m\u{1b}[1m{rest}\u{1b}[0m")
    }

    fn parts(&self) -> (String, String) {
        let shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let state = match shown.attempt {
            0 => shown.state.to_owned(),
            attempt @ 1..=9 => format!("{} {attempt}", shown.state),
            _ => format!("{} +", shown.state),
        };
        (format!("{state:STATE_COLUMNS$}"), shown.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_changes_in_place() {
        let prompt = Prompt::new(false, 100);
        assert!(prompt.set(State::Open, "form#say"));
        assert!(!prompt.set(State::Open, "form#say"));
        let started = prompt.plain();
        assert_eq!(started, "open    form#say ▸ ");
        prompt.set(State::Waiting(3), "form#say");
        assert_eq!(prompt.painted(&started), "retry 3 form#say ▸ ");
        prompt.set(State::Waiting(12), "form#say");
        assert_eq!(prompt.painted(&started), "retry + form#say ▸ ");
        prompt.set(State::Closed(1000), "form#say");
        assert_eq!(prompt.painted(&started), "closed  form#say ▸ ");
    }

    #[test]
    fn names_are_harmless_and_short() {
        let prompt = Prompt::new(false, 100);
        prompt.set(State::Open, "form#\u{1b}[2J");
        assert_eq!(prompt.plain(), "open    form#␛[2J ▸ ");
        prompt.set(State::Open, &"x".repeat(99));
        assert_eq!(width::columns(&prompt.plain()), STATE_COLUMNS + NAME_COLUMNS + 3);
        let narrow = Prompt::new(false, 40);
        narrow.set(State::Open, "form#subscription");
        assert_eq!(narrow.plain(), "open    form#sub… ▸ ");
    }
}
