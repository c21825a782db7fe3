//! A command in a terminal, as the reader has one: what it shows, and what is typed at its prompt.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};

use super::server::HXWS;

/// How wide the README's examples are.
const COLUMNS: NonZero<u16> = NonZero::new(96).expect("not 0");
/// More than any example prints.
const ROWS: NonZero<u16> = NonZero::new(200).expect("not 0");
/// How long anything may take; only a failure comes near it.
const PATIENCE: Duration = Duration::from_secs(30);

/// A shell in a terminal that runs one command.
pub struct Terminal {
    screen: vt100::Parser,
    output: Receiver<Vec<u8>>,
    input: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
}

impl Terminal {
    /// Starts a command in a directory, which is its home too.
    pub fn run(command: &str, directory: &Path) -> Self {
        let size = PtySize { rows: ROWS.get(), cols: COLUMNS.get(), pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut shell = CommandBuilder::new("sh");
        shell.args(["-c", command]);
        shell.cwd(directory);
        shell.env("HOME", directory);
        shell.env("PATH", path());
        shell.env("TERM", "xterm-256color");
        // the configuration and the history are those of the directory
        for name in ["NO_COLOR", "HXWS_CONFIG", "XDG_CONFIG_HOME", "XDG_STATE_HOME"] {
            shell.env_remove(name);
        }
        let child = pair.slave.spawn_command(shell).expect("a shell");
        let mut reader = pair.master.try_clone_reader().expect("the terminal's output");
        let input = pair.master.take_writer().expect("the terminal's input");
        let (sender, output) = channel();
        std::thread::spawn(move || {
            // held until the command has ended: without it the terminal hangs up
            let _master = pair.master;
            let mut bytes = [0; 4096];
            // Linux reports the end of a terminal as an error
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if sender.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self { screen: vt100::Parser::new(ROWS, COLUMNS, 0), output, input, child }
    }

    /// What it shows, without the blank lines at its end.
    pub fn shows(&self) -> String {
        self.screen.screen().contents()
    }

    /// Its cells.
    #[allow(dead_code, reason = "pictures alone look at colours")]
    pub fn screen(&self) -> &vt100::Screen {
        self.screen.screen()
    }

    /// Waits until it shows what is wanted; false where the command ended or the time is over before.
    pub fn wait_until(&mut self, wanted: impl Fn(&str) -> bool) -> bool {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if wanted(&self.shows()) {
                return true;
            }
            match self.output.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.screen.process(&bytes),
                Err(_) => return false,
            }
        }
    }

    /// Types a line.
    #[allow(dead_code, reason = "in pictures not every line is ended")]
    pub fn type_line(&mut self, line: &str) {
        self.types(&format!("{line}\r"));
    }

    /// Types, and presses Enter only where it says so.
    pub fn types(&mut self, keys: &str) {
        write!(self.input, "{keys}").and_then(|()| self.input.flush()).expect("a terminal that reads");
    }

    /// What it shows once the command has ended.
    pub fn at_end(mut self) -> String {
        self.wait_until(|_| false);
        // gone already, unless it took too long
        let _killed = self.child.kill();
        self.shows()
    }
}

/// `PATH` with hxws in front.
pub fn path() -> OsString {
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let own = Path::new(HXWS).parent().expect("a directory").to_owned();
    let all = std::iter::once(own).chain(std::env::split_paths(&inherited));
    std::env::join_paths(all).expect("directories without colons")
}
