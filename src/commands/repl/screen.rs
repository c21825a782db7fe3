//! The terminal while lines are typed on it: what is printed goes above the line, whole and in order.
//!
//! The editor alone knows where its line is on the screen. So whatever is printed while it edits is kept here, and goes
//! out with the next prompt that it paints; while it does not, it is written at once. Nothing is lost on the way from
//! the one to the other, as it would be in the editor's own printer. Knows no session.

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::render::{Output, REPLACE};

/// Bytes that wait before the session waits a moment for a terminal that is slow.
const MANY_WAITING: usize = 1024 * 1024;
/// How long that is; an editor that paints nothing in it, as while it searches, is waited for no more until it does.
const MOMENT: Duration = Duration::from_millis(250);
/// Bytes that wait for the editor to paint; of more, the oldest lines are given up.
const MOST_WAITING: usize = 8 * 1024 * 1024;

/// What makes the editor paint its prompt anew: one line up, and down again.
const NUDGE: &str = "\u{1b}[A\n";

/// Asks the terminal to tell what is pasted from what is typed (xterm's mode 2004).
const PASTE_IN_BRACKETS: &[u8] = b"\x1b[?2004h";

/// Asks for that no more.
pub const PASTE_AS_TYPED: &[u8] = b"\x1b[?2004l";

/// The terminal, shared between the session and the editor.
#[derive(Clone)]
pub struct Screen(Arc<Shared>);

struct Shared {
    state: Mutex<State>,
    painted: Condvar,
    nudges: SyncSender<()>,
}

struct State {
    editing: Editing,
    /// Which line is being edited, from 1.
    line: u64,
    /// Printed, and not on the screen yet.
    waiting: Vec<u8>,
    /// Lines that came before those, and were given up.
    given_up: u64,
    /// The editor was waited for, and painted nothing.
    is_stalled: bool,
    /// Whether something else has come under what was printed last.
    is_covered: bool,
    out: Box<dyn Write + Send>,
}

/// What the editor is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Editing {
    /// Nothing: the screen is free.
    No,
    /// It is about to paint a prompt.
    Starting,
    /// A prompt and perhaps a line are on the screen.
    Painted,
    /// Something that nobody waits for.
    Left,
    /// Another program has the terminal.
    Lent,
}

impl Screen {
    /// A screen that is written to through `out`, and the nudges that its editor is to be given by [`nudge`].
    #[must_use]
    pub fn new(out: Box<dyn Write + Send>) -> (Self, Receiver<()>) {
        let (nudges, asked) = sync_channel(1);
        let state = State {
            editing: Editing::No,
            line: 0,
            waiting: Vec::new(),
            given_up: 0,
            is_stalled: false,
            is_covered: true,
            out,
        };
        (Self(Arc::new(Shared { state: Mutex::new(state), painted: Condvar::new(), nudges })), asked)
    }

    /// Both streams, in order, above the line.
    #[must_use]
    pub fn output(&self) -> Output {
        Output::to(Box::new(Above(self.clone())), Box::new(Above(self.clone())))
    }

    /// The editor starts on a line.
    pub fn begin_line(&self) {
        let mut state = self.state();
        state.edit(Editing::Starting);
        state.line += 1;
    }

    /// The editor paints its prompt: what is to be painted before it.
    #[must_use]
    pub fn above(&self) -> String {
        let mut state = self.state();
        state.edit(Editing::Painted);
        state.is_stalled = false;
        let lines = state.whole_lines();
        self.0.painted.notify_all();
        String::from_utf8_lossy(&lines).into_owned()
    }

    /// The editor is done with its line, and the cursor below it.
    pub fn end_line(&self) {
        let mut state = self.state();
        state.edit(Editing::No);
        (state.is_covered, state.is_stalled) = (true, false);
        // a terminal that has gone is told by the next one that prints
        let _written = state.write();
        self.0.painted.notify_all();
    }

    /// Has the prompt painted anew, where there is one.
    pub fn repaint(&self) {
        if self.state().editing == Editing::Painted {
            self.nudge();
        }
    }

    /// Shows lines above the one being typed; for the editor itself, which must not wait until it paints.
    pub fn show(&self, lines: &str) {
        let mut state = self.state();
        state.waiting.extend_from_slice(lines.as_bytes());
        if state.editing == Editing::Painted {
            self.nudge();
        }
    }

    /// After something else had the terminal: has the prompt painted anew, and says whether there is one.
    pub fn take_back(&self) -> bool {
        let mut state = self.state();
        let editing = state.waits_for_editor();
        state.is_covered = true;
        if editing {
            // a terminal that has gone is told by the next one that prints
            let _written = state.out.write_all(PASTE_IN_BRACKETS).and_then(|()| state.out.flush());
            self.nudge();
        }
        editing
    }

    /// Another program gets the terminal: until [`Screen::end_line`], what is printed is kept, however much that is.
    pub fn lend(&self) {
        self.state().edit(Editing::Lent);
    }

    /// Gives up the line that is being typed, and the editor with it: what is printed goes below it.
    pub fn leave(&self) {
        let mut state = self.state();
        if state.waits_for_editor() {
            // a terminal that has gone needs nothing
            let _written = state.leave_line().and_then(|()| state.write());
        }
        state.editing = Editing::Left;
        self.0.painted.notify_all();
    }

    /// Writes what is left, also of a line that is not whole.
    ///
    /// # Errors
    /// Those of the terminal.
    pub fn finish(&self) -> io::Result<()> {
        let mut state = self.state();
        let rest = std::mem::take(&mut state.waiting);
        state.out.write_all(&rest)?;
        state.out.flush()
    }

    fn print(&self, bytes: &[u8]) -> io::Result<()> {
        let waited = self.0.painted.wait_timeout_while(self.state(), MOMENT, |state| state.is_slow());
        let (mut state, waited) = waited.unwrap_or_else(PoisonError::into_inner);
        state.is_stalled |= waited.timed_out();
        state.waiting.extend_from_slice(bytes);
        if state.waits_for_editor() && state.waiting.len() > MOST_WAITING {
            state.give_up_lines();
        }
        match state.editing {
            Editing::No | Editing::Left => state.write()?,
            Editing::Starting | Editing::Lent => {}
            Editing::Painted => self.nudge(),
        }
        Ok(())
    }

    fn nudge(&self) {
        // one that is on its way already will do
        let _nudged = self.0.nudges.try_send(());
    }

    /// The line whose prompt is on the screen.
    fn painted_line(&self) -> Option<u64> {
        let state = self.state();
        (state.editing == Editing::Painted).then_some(state.line)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The editor goes on, unless it was given up.
    fn edit(&mut self, editing: Editing) {
        if self.editing != Editing::Left {
            self.editing = editing;
        }
    }

    /// Whether the editor is to paint what is printed.
    fn waits_for_editor(&self) -> bool {
        matches!(self.editing, Editing::Starting | Editing::Painted)
    }

    /// Whether the editor may be about to paint what it should have painted by now.
    fn is_slow(&self) -> bool {
        self.waits_for_editor() && self.waiting.len() >= MANY_WAITING && !self.is_stalled
    }

    /// Keeps the newer half of the lines that wait.
    fn give_up_lines(&mut self) {
        let least = self.waiting.len() - MOST_WAITING / 2;
        let Some(end) = self.waiting.iter().skip(least).position(|byte| *byte == b'\n') else { return };
        let kept = self.waiting.split_off(least + end + 1);
        let lines = String::from_utf8_lossy(&self.waiting);
        // one that took another's place is the same line
        self.given_up += lines.lines().filter(|line| !line.starts_with(REPLACE)).count() as u64;
        self.waiting = kept;
        self.is_covered = true;
    }

    /// What waits, up to the end of its last whole line.
    fn whole_lines(&mut self) -> Vec<u8> {
        let end = self.waiting.iter().rposition(|byte| matches!(byte, b'\n' | 0)).map_or(0, |at| at + 1);
        let rest = self.waiting.split_off(end);
        let mut lines = std::mem::replace(&mut self.waiting, rest);
        if self.is_covered && lines.starts_with(REPLACE.as_bytes()) {
            lines.drain(..REPLACE.len());
        }
        if self.given_up > 0 && !lines.is_empty() {
            let note = given_up(std::mem::take(&mut self.given_up));
            lines.splice(..0, note.into_bytes());
        }
        self.is_covered &= lines.is_empty();
        lines
    }

    /// Goes below the line that is given up.
    fn leave_line(&mut self) -> io::Result<()> {
        self.out.write_all(b"\r\n").and_then(|()| self.out.write_all(PASTE_AS_TYPED))
    }

    fn write(&mut self) -> io::Result<()> {
        let lines = self.whole_lines();
        self.out.write_all(&lines)?;
        self.out.flush()
    }
}

/// Says how many lines were given up.
fn given_up(count: u64) -> String {
    let lines = if count == 1 { "1 line was".to_owned() } else { format!("{count} lines were") };
    format!("note: {lines} not shown: more than 8 MiB came while the editor showed nothing new\n")
}

/// Nudges the editor whenever it is asked to, until the editor or the session is gone.
pub fn nudge(screen: &Screen, asked: &Receiver<()>, editor: &mut impl rustyline::ExternalPrinter) {
    while asked.recv().is_ok() {
        while let Some(line) = screen.painted_line() {
            if editor.print(NUDGE.to_owned()).is_err() {
                return;
            }
            // one that was meant for a line that has ended moved the cursor of the next
            if screen.painted_line().is_none_or(|now| now == line) {
                break;
            }
        }
    }
}

/// Prints above the line that is being typed.
struct Above(Screen);

impl Write for Above {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.print(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
