//! The terminal's modes around the editor's.
//!
//! The editor turns the echo off only while it edits. What is typed ahead between two lines would be painted twice:
//! where the cursor happens to be, and again with the next prompt. And it does not notice that a shell, which had the
//! terminal while hxws was stopped, left it in modes of its own.

#[cfg(unix)]
pub use unix::Quiet;

#[cfg(not(unix))]
pub use other::Quiet;

#[cfg(unix)]
mod unix {
    use std::io::stdin;

    use rustix::process::Signal as Name;
    use rustix::termios::{
        ControlModes, InputModes, LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr,
        tcsetattr,
    };
    use tokio::signal::unix::{Signal, SignalKind, signal};

    /// Standard input without echo, until this is dropped.
    pub struct Quiet {
        before: Termios,
        between: Termios,
        editing: Termios,
        continued: Option<Signal>,
    }

    impl Quiet {
        /// Turns the echo off; none where standard input is no terminal.
        #[must_use]
        pub fn start() -> Option<Self> {
            let before = tcgetattr(stdin()).ok()?;
            let mut between = before.clone();
            between.local_modes -= LocalModes::ECHO | LocalModes::ICANON;
            between.special_codes[SpecialCodeIndex::VMIN] = 1;
            between.special_codes[SpecialCodeIndex::VTIME] = 0;
            // rustyline 19 `enable_raw_mode`
            let mut editing = between.clone();
            editing.input_modes -= InputModes::BRKINT
                | InputModes::ICRNL
                | InputModes::INPCK
                | InputModes::ISTRIP
                | InputModes::IXON;
            editing.control_modes |= ControlModes::CS8;
            editing.local_modes -= LocalModes::IEXTEN | LocalModes::ISIG;
            tcsetattr(stdin(), OptionalActions::Drain, &between).ok()?;
            // without it, a stopped hxws is continued in the shell's modes
            let continued = signal(SignalKind::from_raw(Name::CONT.as_raw())).ok();
            Some(Self { before, between, editing, continued })
        }

        /// Waits until hxws goes on after it was stopped.
        pub async fn continued(&mut self) {
            match &mut self.continued {
                Some(signal) => _ = signal.recv().await,
                None => std::future::pending().await,
            }
        }

        /// Sets the modes from before hxws, for another program.
        pub fn set_back(&self) {
            // a terminal that has gone needs no modes
            let _set = tcsetattr(stdin(), OptionalActions::Drain, &self.before);
        }

        /// Sets the modes anew; those of the editor while it edits.
        pub fn set_again(&self, editing: bool) {
            let modes = if editing { &self.editing } else { &self.between };
            // a terminal that has gone needs no modes
            let _set = tcsetattr(stdin(), OptionalActions::Drain, modes);
        }
    }

    impl Drop for Quiet {
        fn drop(&mut self) {
            // nor these
            let _restored = tcsetattr(stdin(), OptionalActions::Drain, &self.before);
        }
    }
}

#[cfg(not(unix))]
mod other {
    /// Nothing: these terminals echo only what is read.
    pub struct Quiet;

    impl Quiet {
        /// There is nothing to turn off.
        #[must_use]
        pub fn start() -> Option<Self> {
            None
        }

        /// Never.
        pub async fn continued(&mut self) {
            std::future::pending().await
        }

        /// Nor to set back.
        pub fn set_back(&self) {}

        /// There is nothing to set.
        pub fn set_again(&self, _editing: bool) {}
    }
}
