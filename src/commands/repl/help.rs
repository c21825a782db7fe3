//! What `/help` says.

use super::command::{self, Command, GROUPS, Group};

/// What a line is that is no command: how it is written, what it does, examples.
const LINES: &[(&str, &str)] = &[
    ("name=value …", "do that to the sender's controls and send: msg=\"hello world\""),
    ("name=@file name:=json", "the value read from a file; a typed value: note=@note.txt, n:=3"),
    ("{\"name\": \"value\"}", "a message of these values, with HEADERS; also over several lines"),
];

/// The list, or what there is to know about one command.
#[must_use]
pub fn text(command: Option<&str>) -> Option<String> {
    match command {
        None => Some(list()),
        Some(name) => {
            let Command { usage, does, more, examples, .. } = command::find(name)?;
            let mut lines = vec![format!("{usage}  {does}")];
            lines.extend((!more.is_empty()).then(|| (*more).to_owned()));
            lines.extend(examples.lines().map(|example| format!("  {example}")));
            Some(lines.join("\n"))
        }
    }
}

/// All that a line can be, the commands under what they are about.
fn list() -> String {
    let usages = command::all().map(|command| command.usage);
    let width = LINES.iter().map(|(usage, _)| *usage).chain(usages).map(|usage| usage.chars().count());
    let width = width.max().unwrap_or_default();
    let row = |usage: &str, does: &str| format!("  {usage:width$}  {does}");
    let mut lines = vec!["line".to_owned()];
    lines.extend(LINES.iter().map(|(usage, does)| row(usage, does)));
    for Group { heading, commands } in GROUPS {
        lines.push((*heading).to_owned());
        lines.extend(commands.iter().map(|command| row(command.usage, command.does)));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_command_is_told_at_length() {
        assert_eq!(
            text(Some("close")).unwrap(),
            "/close [CODE [REASON]]  close the socket, and stay\n\
             With 1000, where no code is given. Whether htmx reconnects depends on the code; \
             what is sent meanwhile is queued. While nothing is open, no further attempt is made.\n  /close\n  /close 4000 testing"
        );
        assert_eq!(text(Some("nothing")), None);
    }

    #[test]
    fn what_there_is_to_know_is_one_line_for_the_terminal_to_wrap() {
        for command in command::all() {
            assert!(!command.more.contains('\n'), "{}", command.name);
        }
    }
}
