//! The servers beside this file, and what hxws tells of them as JSON Lines.

#[path = "../support/process.rs"]
mod process;

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::support::Ran;
use process::{Process, python};

/// One of the scripts, as a process.
pub struct Server {
    process: Process,
    /// Its port on loopback.
    pub port: u16,
}

impl Server {
    /// Starts a script that needs these modules; none, and said so, where one is missing.
    pub fn start(script: &str, modules: &[&str], arguments: &[&str]) -> Option<Self> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/frameworks").join(script);
        let process = Process::start(Command::new(python(modules)?).arg(script).args(arguments));
        let port = process.ports[0];
        Some(Self { process, port })
    }

    /// An address of it.
    pub fn at(&self, scheme: &str, path: &str) -> String {
        format!("{scheme}://127.0.0.1:{}{path}", self.port)
    }

    /// Ends it by a signal.
    pub fn end(self, signal: &str) {
        self.process.end(signal);
    }
}

/// The events of a type in a run's standard output, and of each the values of these keys.
pub fn told(ran: &Ran, kind: &str, keys: &[&str]) -> Vec<Value> {
    let events = ran.stdout_lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let of_kind = events.filter(|event| event["type"] == kind);
    of_kind.map(|event| keys.iter().map(|&key| event[key].clone()).collect()).collect()
}
