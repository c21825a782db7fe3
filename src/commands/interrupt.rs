//! Signals that end the program: Ctrl-C, SIGTERM and SIGHUP. One that no command waits for ends it at once, and so does a
//! second one where the first is not answered in time. One that nobody gets to hear ends it soon: the command may be held
//! up by a filter, or by an output that takes nothing.

use std::future::{Future, pending};
use std::io;
use std::sync::LazyLock;
use std::sync::mpsc::Sender;
use std::time::Duration;

use tokio::sync::watch;

use super::repl::quiet;
use crate::status::{Status, Stop};

/// How long a command that waits for a signal may be busy with something else.
const HEARS: Duration = Duration::from_secs(2);

/// How long a command that has heard it may take to end: an output that takes nothing may hold that up.
const ENDS: Duration = Duration::from_secs(10);

/// The one that has come, until it is answered.
static STAGE: LazyLock<watch::Sender<Stage>> = LazyLock::new(|| watch::Sender::new(Stage::Quiet));

/// How far a signal has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// There is none.
    Quiet,
    /// It has come.
    Told(Signal),
    /// The command has heard it, and ends.
    Heard(Signal),
}

impl Stage {
    fn signal(self) -> Option<Signal> {
        match self {
            Self::Quiet => None,
            Self::Told(signal) | Self::Heard(signal) => Some(signal),
        }
    }

    /// Waits until the program has had long enough from here on; gives the signal that ends it then.
    async fn overdue(self) -> Signal {
        let (signal, patience) = match self {
            Self::Quiet => return pending().await,
            Self::Told(signal) => (signal, HEARS),
            Self::Heard(signal) => (signal, ENDS),
        };
        tokio::time::sleep(patience).await;
        signal
    }
}

/// A signal that ends the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// SIGINT, Ctrl-C.
    Interrupt,
    /// SIGTERM.
    Terminate,
    /// SIGHUP: the terminal has gone.
    HangUp,
}

impl Signal {
    /// The exit status, 128 and the signal's number as shells have it.
    #[must_use]
    pub fn status(self) -> Status {
        match self {
            Self::Interrupt => Status::Interrupted,
            Self::Terminate => Status::Terminated,
            Self::HangUp => Status::HungUp,
        }
    }
}

/// Waits for a signal; one that came before and was not answered will do. Whoever holds this has until then to end the
/// program in order.
pub fn heard() -> impl Future<Output = Signal> {
    let mut stage = STAGE.subscribe();
    async move {
        let came =
            stage.wait_for(|stage| stage.signal().is_some()).await.ok().and_then(|stage| stage.signal());
        let Some(signal) = came else { return pending().await };
        STAGE.send_replace(Stage::Heard(signal));
        signal
    }
}

/// Waits, unless a signal comes; `so_far` says what came of it by then.
///
/// # Errors
/// Where a signal comes.
pub async fn uninterrupted<T>(waiting: impl Future<Output = T>, so_far: &str) -> Result<T, Stop> {
    tokio::select! {
        biased;
        signal = heard() => {
            Err(Stop::new(signal.status(), format!("interrupted: {so_far}")))
        }
        done = waiting => Ok(done),
    }
}

/// What follows from a signal.
#[derive(Debug, PartialEq, Eq)]
enum Consequence {
    /// It was known.
    Nothing,
    /// The command that waits for one is told.
    Told,
    /// The program ends.
    End,
}

impl Consequence {
    /// `before` is a signal that has come and is not answered.
    fn of(before: Option<Signal>, signal: Signal, is_waited_for: bool) -> Self {
        match (before, signal) {
            // a terminal that goes says so more than once: by the system, and by the shell
            (Some(Signal::HangUp), Signal::HangUp) => Self::Nothing,
            (None, _) if is_waited_for => Self::Told,
            _ => Self::End,
        }
    }
}

/// The signal that has come does not end the program.
pub fn answered() {
    STAGE.send_replace(Stage::Quiet);
}

/// Listens for as long as the program runs, on a thread of its own; `listens` is told once it does. Where it cannot, the
/// system ends the program.
pub fn listen(listens: &Sender<()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let listening = async {
        let mut signals = Signals::new()?;
        let mut stages = STAGE.subscribe();
        // the command is about to start, or has gone
        let _told = listens.send(());
        loop {
            let stage = *stages.borrow_and_update();
            let signal = tokio::select! {
                biased;
                signal = signals.next() => signal,
                Ok(()) = stages.changed() => continue,
                signal = stage.overdue() => end(signal),
            };
            // not in the match: what is borrowed there is held to its end
            let before = STAGE.borrow().signal();
            // one of the receivers is here
            match Consequence::of(before, signal, STAGE.receiver_count() > 1) {
                Consequence::Nothing => {}
                Consequence::Told => _ = STAGE.send_replace(Stage::Told(signal)),
                Consequence::End => end(signal),
            }
        }
    };
    let _failed: io::Result<()> = runtime.and_then(|runtime| runtime.block_on(listening));
}

/// The program ends in the midst of what it does.
fn end(signal: Signal) -> ! {
    quiet::restore();
    std::process::exit(signal.status() as i32)
}

#[cfg(unix)]
use unix::Signals;

#[cfg(not(unix))]
use other::Signals;

#[cfg(unix)]
mod unix {
    use std::io;

    use tokio::signal::unix::{self, SignalKind, signal};

    use super::Signal;

    /// The system's signals.
    pub(super) struct Signals {
        interrupt: unix::Signal,
        terminate: unix::Signal,
        /// None where it is ignored.
        hang_up: Option<unix::Signal>,
    }

    impl Signals {
        pub(super) fn new() -> io::Result<Self> {
            let hang_up = SignalKind::hangup();
            Ok(Self {
                interrupt: signal(SignalKind::interrupt())?,
                terminate: signal(SignalKind::terminate())?,
                hang_up: if is_ignored(hang_up) { None } else { Some(signal(hang_up)?) },
            })
        }

        pub(super) async fn next(&mut self) -> Signal {
            let hang_up = async {
                match &mut self.hang_up {
                    Some(signal) => signal.recv().await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                _ = self.interrupt.recv() => Signal::Interrupt,
                _ = self.terminate.recv() => Signal::Terminate,
                _ = hang_up => Signal::HangUp,
            }
        }
    }

    /// Whether hxws was started with the signal ignored, as `nohup` does; only Linux tells.
    fn is_ignored(kind: SignalKind) -> bool {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default();
        mask >> (kind.as_raw_value() - 1) & 1 == 1
    }
}

#[cfg(not(unix))]
mod other {
    use std::io;

    use super::Signal;

    /// Ctrl-C.
    pub(super) struct Signals;

    impl Signals {
        pub(super) fn new() -> io::Result<Self> {
            Ok(Self)
        }

        pub(super) async fn next(&mut self) -> Signal {
            match tokio::signal::ctrl_c().await {
                Ok(()) => Signal::Interrupt,
                Err(_) => std::future::pending().await,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Signal::{HangUp, Interrupt, Terminate};

    #[test]
    fn any_second_signal_ends_the_program_but_a_hang_up_that_is_said_again() {
        for signal in [Interrupt, Terminate, HangUp] {
            assert_eq!(Consequence::of(None, signal, true), Consequence::Told);
            assert_eq!(Consequence::of(None, signal, false), Consequence::End);
            for before in [Interrupt, Terminate, HangUp] {
                let known = (before, signal) == (HangUp, HangUp);
                let expected = if known { Consequence::Nothing } else { Consequence::End };
                assert_eq!(Consequence::of(Some(before), signal, true), expected, "{before:?}, {signal:?}");
            }
        }
    }
}
