//! What a line may be that a stranger wrote, such as an alias in a project's file. Pure.
//!
//! It is judged as the prompt will read it, alone and with something typed behind it.

use super::command;
use super::command::acting::{Acting, Text};
use super::command::sending::Sending;
use super::line::{self, Line, LineError};
use super::parting::SPACE;
use crate::htmx::item::Item;

/// Commands that a stranger's line may be: they touch the page and the socket, and no files,
/// no programs and no clipboard.
const HARMLESS: &[&str] = &[
    "submit",
    "click",
    "fill",
    "check",
    "select",
    "trigger",
    "raw",
    "hex",
    "ping",
    "page",
    "targets",
    "diff",
    "forms",
    "sockets",
    "socket",
    "queue",
    "headers",
    "wait",
    "close",
    "drop",
    "reconnect",
    "reload",
    "history",
    "resend",
    "explain",
    "as",
    "filter",
    "more",
    "pause",
    "resume",
    "time",
    "help",
    "quit",
];

/// Whether a stranger may have written the line: it names no files, and is only what a command on the page may be. What is
/// typed behind it is the user's own.
///
/// # Errors
/// Why not, to follow the line's name.
pub fn may_write(line: &str) -> Result<(), String> {
    if let Some(command) = line.trim_start_matches(SPACE).strip_prefix('/') {
        let name = command.split(char::is_whitespace).next().unwrap_or_default();
        if !command::find(name).is_some_and(|command| HARMLESS.contains(&command.name)) {
            return Err(format!("stands for `/{name}`, which a project's file must not do"));
        }
    }
    for behind in ["", " x=1"] {
        match line::parse(&format!("{line}{behind}")) {
            Ok(line) if names_file(&line) => {
                return Err("names a file with `@`, which a project's file must not do".to_owned());
            }
            Err(LineError::Quote) => return Err("has a quote in it that is not closed".to_owned()),
            // it does nothing
            Ok(_) | Err(_) => {}
        }
    }
    Ok(())
}

fn names_file(line: &Line) -> bool {
    match line {
        Line::Items(items) | Line::Sending(Sending::Submit(_, items)) => {
            items.iter().any(|item| matches!(item, Item::File(..)))
        }
        Line::Sending(Sending::RawFile(_) | Sending::BinaryFile(_))
        | Line::Acting(Acting::Fill(_, Text::File(_))) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_a_stranger_reaches_the_page_and_no_file() {
        for line in [
            "/submit #buy qty=1",
            "/submit",
            "/fill #a",
            "msg=hi mail=a@b.example at=@",
            "/raw {\"a\": 1}",
            "{\"to\": \"@b\"}",
            "n:=\"@x\"",
            "/click [title='@x']",
        ] {
            assert_eq!(may_write(line), Ok(()), "{line}");
        }
    }

    #[test]
    fn a_file_is_found_however_the_line_hides_it() {
        let file = Err("names a file with `@`, which a project's file must not do".to_owned());
        for line in [
            "/raw @/etc/passwd",
            // what is typed behind it would be the path
            "/raw @",
            "/fill #a @",
            "/raw\u{a0}@x",
            "/raw\t@x",
            "/hex @x",
            "/hex\u{3000}@x",
            "/fill #a @x",
            "/type '#a' @x",
            "key=@.ssh/id_rsa",
            "a=1 'b=@x'",
            "/submit #f \"a=@b\"",
            "\u{a0}{x=@/tmp/secret.txt",
            "\u{b}{x=@/tmp/secret.txt",
            "\u{3000}{x=@/tmp/secret.txt",
            " \u{a0} \u{3000}a=@x",
            "a=1\u{a0}b=@x",
            "/submit\u{3000}f\u{b}a=@x",
        ] {
            assert_eq!(may_write(line), file, "{line:?}");
        }
    }

    #[test]
    fn what_is_typed_behind_closes_no_quote_of_a_stranger() {
        for line in ["a=1 'b=@x", "/submit f \"a=@x", "/fill 'a @x"] {
            assert_eq!(may_write(line), Err("has a quote in it that is not closed".to_owned()), "{line}");
        }
    }

    #[test]
    fn a_stranger_has_no_commands_that_reach_further() {
        for line in ["/source x", " /record x", "/edit", "/copy", "/b", "\r/source\u{a0}x"] {
            assert!(may_write(line).unwrap_err().ends_with("which a project's file must not do"), "{line}");
        }
    }
}
