//! A real Chromium, driven from a test by way of `drive.mjs`: one for all tests of a program, which take turns.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};

use super::process::found;

/// How long a turn may take, on a machine that does much else.
const TURN: Duration = Duration::from_secs(180);

/// Chromium and what drives it. It ends with the program, whose end closes its standard input.
struct Driver {
    _child: Child,
    commands: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Driver {
    /// Starts it; none, and said so, where Chromium or the packages are missing.
    fn start() -> Option<Driver> {
        let proof = "target/conformance/node_modules/playwright-core";
        let packages = found("NM", "target/conformance/node_modules", proof)?;
        let chromium = match std::env::var_os("CHROMIUM") {
            Some(given) => PathBuf::from(given),
            None => found("CHROMIUM", "/usr/bin/chromium", "/usr/bin/chromium")?,
        };
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/drive.mjs");
        let mut node = Command::new("node");
        node.arg(script).arg(packages).env("CHROMIUM", chromium);
        let mut child = node.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (commands, answers) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        Some(Driver { _child: child, commands, answers: BufReader::new(answers) })
    }

    #[track_caller]
    fn does(&mut self, tab: usize, command: &str, given: &str) -> Value {
        let line = json!({"tab": tab, "command": command, "given": given});
        writeln!(self.commands, "{line}").unwrap();
        let mut answer = String::new();
        self.answers.read_line(&mut answer).unwrap();
        let mut answer: Value = serde_json::from_str(&answer).unwrap_or(Value::Null);
        assert!(answer.get("ok").is_some(), "{command} {given}: {}", answer["error"]);
        answer["ok"].take()
    }
}

/// A test's turn with the browser, while no other test has one.
pub struct Browser {
    driver: Mutex<MutexGuard<'static, Driver>>,
    _bound: Sender<()>,
}

impl Browser {
    /// Waits for its turn; none, and said so, where there is no browser.
    pub fn turn() -> Option<Browser> {
        static DRIVER: OnceLock<Option<Mutex<Driver>>> = OnceLock::new();
        let driver = DRIVER.get_or_init(|| Driver::start().map(Mutex::new)).as_ref()?;
        let driver = driver.lock().unwrap_or_else(PoisonError::into_inner);
        Some(Browser { driver: Mutex::new(driver), _bound: bound() })
    }

    /// Opens a page in a tab of its own.
    pub fn open(&self, address: &str) -> Tab<'_> {
        let number = self.driver.lock().unwrap().does(0, "open", "").as_u64().unwrap();
        let tab = Tab { browser: self, number: usize::try_from(number).unwrap() };
        tab.does("visit", address);
        tab
    }

    /// What `integrity` says of npm's file in the place of an address of the CDN.
    pub fn integrity(&self, address: &str) -> String {
        self.driver.lock().unwrap().does(0, "integrity", address).as_str().unwrap().to_owned()
    }
}

/// Ends the program, and so the browser, unless it is dropped in time.
#[expect(clippy::print_stderr, reason = "it ends without a failed assertion")]
fn bound() -> Sender<()> {
    let (over, ends) = channel::<()>();
    std::thread::spawn(move || {
        if ends.recv_timeout(TURN) == Err(RecvTimeoutError::Timeout) {
            eprintln!("a test in the browser was not over after {TURN:?}");
            std::process::exit(101);
        }
    });
    over
}

/// A tab.
pub struct Tab<'a> {
    browser: &'a Browser,
    number: usize,
}

impl Tab<'_> {
    #[track_caller]
    fn does(&self, command: &str, given: &str) -> Value {
        self.browser.driver.lock().unwrap().does(self.number, command, given)
    }

    /// Goes to a page, which may be the same again.
    pub fn visit(&self, address: &str) {
        self.does("visit", address);
    }

    /// Clicks with the mouse.
    #[track_caller]
    pub fn click(&self, selector: &str) {
        self.does("click", selector);
    }

    /// Types with the keyboard where the focus is.
    pub fn types(&self, text: &str) {
        self.does("type", text);
    }

    /// Presses a key.
    pub fn press(&self, key: &str) {
        self.does("press", key);
    }

    /// Waits until an expression of JavaScript is true.
    #[track_caller]
    pub fn until(&self, expression: &str) {
        self.does("until", expression);
    }

    /// Waits until an element has this text.
    #[track_caller]
    pub fn until_text(&self, selector: &str, text: &str) {
        self.until(&format!("document.querySelector({})?.textContent === {}", json!(selector), json!(text)));
    }

    /// What an expression is.
    #[track_caller]
    pub fn tell(&self, expression: &str) -> Value {
        self.does("tell", expression)
    }

    /// The messages sent since it was last asked.
    pub fn sent(&self) -> Vec<String> {
        serde_json::from_value(self.does("sent", "")).unwrap()
    }

    /// The errors that nothing on the page has caught, since it was last asked.
    pub fn errors(&self) -> Vec<String> {
        serde_json::from_value(self.does("errors", "")).unwrap()
    }

    /// Puts the page's timers on a clock of their own.
    pub fn holds_its_clock(&self) {
        self.does("hold", "");
    }

    /// Two minutes later, by that clock.
    pub fn skips_two_minutes(&self) {
        self.does("pass", "120000");
    }
}

impl Drop for Tab<'_> {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.does("close", "");
        }
    }
}
