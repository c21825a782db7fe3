//! The terminal's modes around the editor's.
//!
//! The editor turns the echo off only while it edits. What is typed ahead between two lines would be painted twice:
//! where the cursor happens to be, and again with the next prompt. And it does not notice that a shell, which had the
//! terminal while hxws was stopped, left it in modes of its own.

#[cfg(unix)]
pub use unix::{Quiet, restore};

#[cfg(not(unix))]
pub use other::{Quiet, restore};

#[cfg(unix)]
mod unix {
    use std::io::{Write as _, stdin, stdout};
    use std::sync::mpsc::channel;
    use std::sync::{Mutex, PoisonError};
    use std::thread;
    use std::time::Duration;

    use rustix::io::{ioctl_fionread, read};
    use rustix::process::Signal as Name;
    use rustix::termios::{
        ControlModes, InputModes, LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr,
        tcsetattr,
    };
    use tokio::signal::unix::{Signal, SignalKind, signal};

    use super::super::screen::PASTE_AS_TYPED;

    /// How long a terminal that takes nothing is waited for.
    const PATIENCE: Duration = Duration::from_millis(200);

    /// The modes to set back, while there is a [`Quiet`].
    static BEFORE: Mutex<Option<Termios>> = Mutex::new(None);

    /// Sets the terminal back where hxws ends in the midst of it, from any thread; waits for none of them.
    pub fn restore() {
        let Some(before) = keep(None) else { return };
        // a terminal that has gone needs no modes; one that is stopped would be drained for ever
        let _set = tcsetattr(stdin(), OptionalActions::Now, &before);
        let (tell, told) = channel();
        thread::spawn(move || {
            let mut out = stdout();
            let _written = out.write_all(PASTE_AS_TYPED).and_then(|()| out.flush());
            tell.send(())
        });
        let _written = told.recv_timeout(PATIENCE);
    }

    /// Keeps the modes to set back, or none; gives what was kept.
    fn keep(modes: Option<Termios>) -> Option<Termios> {
        std::mem::replace(&mut *BEFORE.lock().unwrap_or_else(PoisonError::into_inner), modes)
    }

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
            // Ctrl-C leaves what was typed ahead to `give_up_typed`, which can tell of it
            between.local_modes |= LocalModes::NOFLSH;
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
            keep(Some(before.clone()));
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

        /// Takes what was typed while nothing read it.
        #[must_use]
        pub fn give_up_typed(&self) -> String {
            let waiting = ioctl_fionread(stdin()).unwrap_or_default();
            let mut typed = vec![0; usize::try_from(waiting).unwrap_or_default()];
            // a terminal that has gone has nothing to give up
            let count = if typed.is_empty() { 0 } else { read(stdin(), &mut typed).unwrap_or_default() };
            String::from_utf8_lossy(&typed[..count]).into_owned()
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
            keep(None);
        }
    }
}

#[cfg(not(unix))]
mod other {
    /// There is nothing to set back.
    pub fn restore() {}

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

        /// What is typed ahead stays.
        #[must_use]
        pub fn give_up_typed(&self) -> String {
            String::new()
        }

        /// Nor to set back.
        pub fn set_back(&self) {}

        /// There is nothing to set.
        pub fn set_again(&self, _editing: bool) {}
    }
}
