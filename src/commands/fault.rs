//! A fault of hxws itself: a panic, wherever it is, ends the program at once, and not only the thread or the task that has it.

use std::panic;
use std::process;

use super::repl::quiet;
use crate::render::{self, Output, sanitize};

/// As Rust's own programs end.
const STATUS: i32 = 101;

/// From now on a panic sets the terminal back, is told, and ends the program.
pub fn end_the_program() {
    panic::set_hook(Box::new(|fault| {
        quiet::restore();
        // what a server sent may be part of it
        let fault = sanitize::lines(&fault.to_string()).replace('\n', " ");
        let report = format!("hxws has a fault, please report it with what was being done: {fault}");
        // nobody is left to tell where this fails
        let _told = Output::stderr().diagnose(&render::error(&report));
        process::exit(STATUS)
    }));
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    /// Set where the test plays the program that has a fault.
    const PLAYS: &str = "HXWS_TEST_HAS_A_FAULT";

    #[test]
    fn a_fault_of_any_thread_ends_the_program() {
        if std::env::var_os(PLAYS).is_some() {
            end_the_program();
            let _joined = std::thread::spawn(|| panic!("what is \u{1b}[31mwrong")).join();
            process::exit(0);
        }
        let name = "commands::fault::tests::a_fault_of_any_thread_ends_the_program";
        let this = std::env::current_exe().unwrap();
        let ended =
            Command::new(this).args(["--exact", name, "--nocapture"]).env(PLAYS, "1").output().unwrap();
        let told = String::from_utf8(ended.stderr).unwrap();
        let (place, rest) = told.split_once("fault.rs:").unwrap_or_default();
        assert!(place.ends_with("error: hxws has a fault, please report it with what was being done: panicked at src/commands/"), "{told}");
        assert!(rest.ends_with(": what is \u{241b}[31mwrong\n"), "{told}");
        assert_eq!(ended.status.code(), Some(101));
    }
}
