//! Servers that nobody here wrote, as processes: where their packages are, their ports, and what they said when a test fails.

use std::io::{BufRead as _, BufReader, Read as _, Seek as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A running server.
pub struct Process {
    child: Child,
    said: std::fs::File,
    /// The ports on loopback that it listens on.
    pub ports: Vec<u16>,
}

impl Process {
    /// Starts one that prints its ports, all in a line, when it listens.
    pub fn start(command: &mut Command) -> Self {
        let said = tempfile::tempfile().unwrap();
        let error = said.try_clone().unwrap();
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(error).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let ports = line.split_whitespace().map(|port| port.parse().unwrap()).collect();
        let process = Self { child, said, ports };
        assert!(!process.ports.is_empty(), "{command:?} did not start");
        process
    }

    /// Ends it by a signal.
    #[cfg(unix)]
    #[allow(dead_code, reason = "not every test ends its server")]
    pub fn end(mut self, signal: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
        self.child.wait().unwrap();
    }
}

impl Drop for Process {
    #[allow(clippy::print_stderr, reason = "a test that fails shows what its server said")]
    fn drop(&mut self) {
        // it may have been ended before
        let _killed = self.child.kill();
        let _ended = self.child.wait();
        let mut said = String::new();
        let read = self.said.rewind().and_then(|()| self.said.read_to_string(&mut said));
        if std::thread::panicking() && read.is_ok() {
            eprintln!("the server said:\n{said}");
        }
    }
}

/// A Python that has these packages, each named by a module: the variable's, which must have them, or what `.ci/run` has
/// left. None, and said so, where something is missing.
pub fn python(modules: &[&str]) -> Option<PathBuf> {
    const GIVEN: &str = "HXWS_INTEROP_PYTHON";
    const LEFT: &str = "target/venv/bin/python";
    const HAS: &str = "import importlib.util as i, sys; sys.exit(not all(map(i.find_spec, sys.argv[1:])))";
    let python = found(GIVEN, LEFT, LEFT)?;
    if std::env::var_os(GIVEN).is_some() {
        return Some(python);
    }
    let has = Command::new(&python).args(["-c", HAS]).args(modules).status().unwrap().success();
    if !has {
        passed_over(&format!("one of the modules `{}` of `{}`", modules.join("`, `"), python.display()));
    }
    has.then_some(python)
}

/// What the variable names, which must be right; else what `.ci/run` has left, where `proof` is there.
pub fn found(variable: &str, left: &str, proof: &str) -> Option<PathBuf> {
    if let Some(given) = std::env::var_os(variable) {
        return Some(given.into());
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let left = root.join(left);
    let there = root.join(proof).exists();
    if !there {
        passed_over(&format!("`{}`", left.display()));
    }
    there.then_some(left)
}

#[allow(clippy::print_stderr, reason = "what is passed over is said")]
fn passed_over(missing: &str) {
    eprintln!("{missing} is missing, its peer is passed over: `.ci/run install` brings it");
}
