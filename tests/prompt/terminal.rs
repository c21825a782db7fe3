//! A terminal with hxws in it: keys go in, the screen is read. Nothing waits for time to pass.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

/// How long a test may take in all, on a machine that does much else.
const DEADLINE: Duration = Duration::from_secs(60);
/// Rows that are kept when they have left the screen.
const SCROLLBACK: usize = 20_000;

/// A terminal, and the program that runs in it.
pub struct Terminal {
    screen: vt100::Parser,
    raw: Vec<u8>,
    output: Receiver<Vec<u8>>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    deadline: Instant,
    master: Box<dyn MasterPty + Send>,
    _state: TempDir,
}

/// What is left when the program has ended.
pub struct Ended {
    /// The exit status.
    pub status: u32,
    /// Every row, also those that left the screen.
    pub text: String,
    /// Every byte that the terminal was given.
    pub raw: String,
}

impl Terminal {
    /// Starts hxws in a terminal of so many columns, with nothing in the environment about terminals but what is given,
    /// and without a configuration.
    pub fn start(columns: u16, environment: &[(&str, &str)], arguments: &[&str]) -> Self {
        Self::run(columns, environment, env!("CARGO_BIN_EXE_hxws"), arguments)
    }

    /// Starts any program.
    pub fn run(columns: u16, environment: &[(&str, &str)], program: &str, arguments: &[&str]) -> Self {
        let size = PtySize { rows: 40, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.cwd(env!("CARGO_TARGET_TMPDIR"));
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES"] {
            command.env_remove(name);
        }
        command.env("TERM", "xterm-256color");
        // a history of its own, which is empty
        let state = TempDir::new().unwrap();
        command.env("XDG_STATE_HOME", state.path());
        command.env("HXWS_CONFIG", "");
        environment.iter().for_each(|(name, value)| command.env(name, value));
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut chunk = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut chunk) {
                if sender.send(chunk[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let whole = |number: u16| NonZeroU16::new(number).unwrap();
        Self {
            screen: vt100::Parser::new(whole(size.rows), whole(size.cols), SCROLLBACK),
            raw: Vec::new(),
            output,
            keys: pair.master.take_writer().unwrap(),
            child,
            deadline: Instant::now() + DEADLINE,
            master: pair.master,
            _state: state,
        }
    }

    /// Makes it as large as that, as a window that is dragged.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        let whole = |number: u16| NonZeroU16::new(number).unwrap();
        self.screen.screen_mut().set_size(whole(rows), whole(columns));
        self.master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
    }

    /// Presses keys.
    pub fn press(&mut self, keys: impl AsRef<[u8]>) {
        self.keys.write_all(keys.as_ref()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Types a line, and Enter.
    pub fn enter(&mut self, line: &str) {
        self.press(format!("{line}\r"));
    }

    /// Waits until Ctrl-C is a signal and no key: no line is edited any more.
    #[track_caller]
    pub fn until_ctrl_c_is_a_signal(&mut self) {
        let is_signal = |master: &dyn MasterPty| {
            master.get_termios().is_some_and(|termios| format!("{:?}", termios.local_flags).contains("ISIG"))
        };
        while !is_signal(&*self.master) {
            assert!(
                Instant::now() < self.deadline,
                "a line is edited for ever; the screen is\n{}",
                self.text()
            );
            std::thread::yield_now();
        }
    }

    /// Reads on until the screen is as wished.
    #[track_caller]
    pub fn until(&mut self, wish: &str, is_met: impl Fn(&str) -> bool) {
        while !is_met(&self.text()) {
            if !self.read() {
                panic!("{wish} never came; the screen is\n{}", self.text());
            }
        }
    }

    /// Reads on until the screen holds one text and its last row is another.
    #[track_caller]
    pub fn settles(&mut self, holds: &str, last_row: &str) {
        let wish = format!("`{holds}` with `{last_row}` at the end");
        self.until(&wish, |text| text.contains(holds) && text.lines().last() == Some(last_row));
    }

    /// The screen, without the white space at the ends of rows and of itself.
    pub fn text(&self) -> String {
        let columns = self.screen.screen().size().1.get();
        let rows: Vec<String> =
            self.screen.screen().rows(0, columns).map(|row| row.trim_end().to_owned()).collect();
        rows.join("\n").trim_matches('\n').to_owned()
    }

    /// Reads to the end of the program.
    #[track_caller]
    pub fn end(mut self) -> Ended {
        while self.read() {}
        assert!(Instant::now() < self.deadline, "it never ended; the screen is\n{}", self.text());
        let status = self.child.wait().unwrap().exit_code();
        let text = self.all_rows();
        Ended { status, text, raw: String::from_utf8_lossy(&self.raw).into_owned() }
    }

    /// Takes what comes next; false at the end, and at the deadline.
    fn read(&mut self) -> bool {
        let left = self.deadline.saturating_duration_since(Instant::now());
        let Ok(chunk) = self.output.recv_timeout(left) else { return false };
        self.screen.process(&chunk);
        self.raw.extend(chunk);
        true
    }

    /// The rows that left the screen, and those on it.
    fn all_rows(&mut self) -> String {
        self.screen.screen_mut().set_scrollback(usize::MAX);
        let mut above = self.screen.screen().scrollback();
        let mut rows = String::new();
        while above > 0 {
            let take = above.min(usize::from(self.screen.screen().size().0.get()));
            rows.extend(self.text_of(take).into_iter().map(|row| row + "\n"));
            above -= take;
            self.screen.screen_mut().set_scrollback(above);
        }
        rows + &self.text()
    }

    /// The first rows of what is seen.
    fn text_of(&self, count: usize) -> Vec<String> {
        let columns = self.screen.screen().size().1.get();
        self.screen.screen().rows(0, columns).take(count).map(|row| row.trim_end().to_owned()).collect()
    }
}
