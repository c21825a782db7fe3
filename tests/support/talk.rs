//! hxws while it runs: lines go in, and what it says is awaited line by line. Nothing waits for time to pass.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use super::{Ran, command, command_of};

/// A running hxws.
pub struct Talk {
    child: Child,
    stdin: Option<ChildStdin>,
    stdout: Option<BufReader<ChildStdout>>,
    heard: Vec<u8>,
}

impl Talk {
    /// Starts hxws with standard input open.
    pub fn start(args: &[&str]) -> Self {
        Self::with(&mut command(args))
    }

    /// Starts another program that becomes hxws.
    #[allow(dead_code, reason = "not every test file starts others")]
    pub fn of(program: &str, args: &[&str]) -> Self {
        Self::with(&mut command_of(program, args))
    }

    fn with(command: &mut Command) -> Self {
        let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
        let stdin = child.stdin.take();
        let stdout = child.stdout.take().map(BufReader::new);
        Self { child, stdin, stdout, heard: Vec::new() }
    }

    /// Writes a line.
    pub fn say(&mut self, line: &str) {
        let stdin = self.stdin.as_mut().unwrap();
        writeln!(stdin, "{line}").and_then(|()| stdin.flush()).unwrap();
    }

    /// Reads on until a line holds this; panics where the output ends before.
    #[track_caller]
    pub fn until(&mut self, what: &str) -> String {
        loop {
            let mut line = String::new();
            let read = self.stdout.as_mut().unwrap().read_line(&mut line).unwrap();
            assert!(read > 0, "`{what}` never came: {}", String::from_utf8_lossy(&self.heard));
            self.heard.extend_from_slice(line.as_bytes());
            if line.contains(what) {
                return line;
            }
        }
    }

    /// Sends a signal by its name.
    #[cfg(unix)]
    pub fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([&format!("-{name}"), &id]).status().unwrap().success());
    }

    /// Ends standard input and waits for the end.
    pub fn end(mut self) -> Ran {
        drop(self.stdin.take());
        if let Some(mut stdout) = self.stdout.take() {
            stdout.read_to_end(&mut self.heard).unwrap();
        }
        let mut stderr = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        let status = self.child.wait().unwrap().code();
        Ran { stdout: std::mem::take(&mut self.heard), stderr, status }
    }

    /// Waits for the end and reads nothing: its status.
    #[allow(dead_code, reason = "not every test file leaves something unread")]
    pub fn status(&mut self) -> Option<i32> {
        self.child.wait().unwrap().code()
    }

    /// Closes standard output: who writes to it from now on finds nobody.
    pub fn hang_up(&mut self) {
        self.stdout = None;
    }
}

impl Drop for Talk {
    /// Ends what has not ended by itself.
    fn drop(&mut self) {
        let _ended = self.child.kill().and_then(|()| self.child.wait());
    }
}
