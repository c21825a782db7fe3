//! A terminal that echoes nothing by itself: between two lines, keys wait for the editor.
//!
//! The editor turns the echo off only while it edits. What is typed ahead in between would be painted twice: where the
//! cursor happens to be, and again with the next prompt.

#[cfg(unix)]
use rustix::termios::{self, LocalModes, OptionalActions, SpecialCodeIndex, Termios};

/// Standard input without echo, until this is dropped.
pub struct Quiet {
    #[cfg(unix)]
    before: Termios,
}

#[cfg(unix)]
impl Quiet {
    /// Turns the echo off; none where standard input is no terminal.
    #[must_use]
    pub fn start() -> Option<Self> {
        let before = termios::tcgetattr(std::io::stdin()).ok()?;
        let mut quiet = before.clone();
        quiet.local_modes -= LocalModes::ECHO | LocalModes::ICANON;
        quiet.special_codes[SpecialCodeIndex::VMIN] = 1;
        quiet.special_codes[SpecialCodeIndex::VTIME] = 0;
        termios::tcsetattr(std::io::stdin(), OptionalActions::Drain, &quiet).ok()?;
        Some(Self { before })
    }
}

#[cfg(unix)]
impl Drop for Quiet {
    fn drop(&mut self) {
        // a terminal that has gone needs no echo
        let _restored = termios::tcsetattr(std::io::stdin(), OptionalActions::Drain, &self.before);
    }
}

#[cfg(not(unix))]
impl Quiet {
    /// There is nothing to turn off.
    #[must_use]
    pub fn start() -> Option<Self> {
        Some(Self {})
    }
}
