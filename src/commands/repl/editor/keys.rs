//! The editor's keys: its own, and those that take a hint or break a line.

use rustyline::history::History;
use rustyline::{
    Cmd, ConditionalEventHandler, EditMode, Editor, Event, EventContext, EventHandler, Helper, KeyCode,
    KeyEvent, Modifiers, RepeatCount,
};

use crate::cli::Keys;

/// The editor's own keys.
#[must_use]
pub fn mode(keys: Keys) -> EditMode {
    match keys {
        Keys::Emacs => EditMode::Emacs,
        Keys::Vi => EditMode::Vi,
    }
}

/// Binds End, Ctrl-E and Ctrl-F beside the right arrow to take a hint, and Alt-Enter to break the line.
pub fn bind<H: Helper, I: History>(editor: &mut Editor<H, I>) {
    let right = KeyEvent(KeyCode::Right, Modifiers::NONE);
    for key in [right, KeyEvent(KeyCode::End, Modifiers::NONE), KeyEvent::ctrl('E'), KeyEvent::ctrl('F')] {
        editor.bind_sequence(key, EventHandler::Conditional(Box::new(TakeHint)));
    }
    editor.bind_sequence(KeyEvent(KeyCode::Enter, Modifiers::ALT), Cmd::Newline);
}

/// Takes the hint at the end of the line; anywhere else the key does what it does.
struct TakeHint;

impl ConditionalEventHandler for TakeHint {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, context: &EventContext<'_>) -> Option<Cmd> {
        let is_at_end = context.pos() == context.line().len();
        (is_at_end && context.hint_text().is_some()).then_some(Cmd::CompleteHint)
    }
}
