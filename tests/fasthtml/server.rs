//! The chat on python-fasthtml: a Python that has it, and the server as a process that can be killed.

use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// How long the server may take to start, on a machine that does much else.
const DEADLINE: Duration = Duration::from_secs(60);
/// How often a port may be taken by another between its choice and its use.
const CLASHES: usize = 5;

/// A running chat.
pub struct Chat {
    child: Child,
    /// Its port on loopback.
    pub port: u16,
}

impl Chat {
    /// Starts it on a free port.
    pub fn start() -> Self {
        let free = || TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
        let started = (0..CLASHES).find_map(|_| Self::on(free()).ok());
        started.unwrap_or_else(|| panic!("no port stayed free in {CLASHES} attempts"))
    }

    /// Starts it on this port; what it said where it cannot.
    pub fn on(port: u16) -> Result<Self, String> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fasthtml/chat.py");
        let mut child = Command::new(python())
            .arg(script)
            .arg(port.to_string())
            // its session key is kept there, so that a restart knows the cookies
            .current_dir(env!("CARGO_TARGET_TMPDIR"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap());
        let (tell, told) = channel();
        std::thread::spawn(move || {
            let mut line = String::new();
            // to the end: a pipe that nobody reads would stop the server
            while matches!(log.read_line(&mut line), Ok(1..)) {
                let _told = tell.send(std::mem::take(&mut line));
            }
        });
        let mut said = String::new();
        loop {
            match told.recv_timeout(DEADLINE) {
                Ok(line) if line.contains("Uvicorn running on") => return Ok(Self { child, port }),
                Ok(line) => said.push_str(&line),
                Err(RecvTimeoutError::Disconnected) => {
                    child.wait().unwrap();
                    return Err(said);
                }
                Err(RecvTimeoutError::Timeout) => panic!("the chat does not start:\n{said}"),
            }
        }
    }

    /// Its page.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Ends it by a signal, and says which port it leaves.
    pub fn end(mut self, signal: &str) -> u16 {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
        self.child.wait().unwrap();
        self.port
    }
}

impl Drop for Chat {
    fn drop(&mut self) {
        // it may have been ended before
        let _killed = self.child.kill();
        let _ended = self.child.wait();
    }
}

/// A Python with python-fasthtml: `HXWS_FASTHTML_PYTHON`, or one made under `target/` and kept there.
fn python() -> &'static Path {
    static PYTHON: OnceLock<PathBuf> = OnceLock::new();
    PYTHON.get_or_init(|| match std::env::var_os("HXWS_FASTHTML_PYTHON") {
        Some(python) => python.into(),
        None => made(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("fasthtml-python")),
    })
}

fn made(directory: &Path) -> PathBuf {
    let python = directory.join("bin/python");
    let has_it = || run(Command::new(&python).args(["-c", "import fasthtml"]));
    if has_it().is_ok() {
        return python;
    }
    let venv = run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(directory));
    let versions = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/interop/requirements.txt");
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "python-fasthtml", "-c"];
    let installed =
        venv.and_then(|()| run(Command::new(&python).args(pip).arg(versions))).and_then(|()| has_it());
    if let Err(said) = installed {
        panic!(
            "no Python with python-fasthtml could be made in `{}`:\n{said}\n\
             install it where you like and set HXWS_FASTHTML_PYTHON to that Python",
            directory.display()
        );
    }
    python
}

/// Runs to the end; what was said where it failed.
fn run(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    match output.status.success() {
        true => Ok(()),
        false => Err(format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr))),
    }
}
