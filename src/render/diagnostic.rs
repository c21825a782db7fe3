//! The lines on standard error: errors, warnings, remarks. Every format writes the same ones.

use super::{pen::Pen, pen::Role, sanitize};
use crate::event::{By, Event, Warning};

/// `error: message`, then the lines of the help, indented by two.
pub(super) fn error(color: bool, message: &str, help: Option<&str>) -> String {
    explained(color, (Role::Bad, "error:"), message, help)
}

/// `halted: reason`, then the lines of the help, indented by two.
pub(super) fn halted(color: bool, reason: &str, help: Option<&str>) -> String {
    explained(color, (Role::Caution, "halted:"), reason, help)
}

/// Whether a warning says what the halt that follows it says, so that people need not read it twice.
pub(super) fn told_by_halt(warning: &Warning) -> bool {
    warning.code == "validation"
}

fn explained(color: bool, (role, label): (Role, &str), message: &str, help: Option<&str>) -> String {
    let mut pen = Pen::new(color);
    pen.put(role, label).put(Role::Plain, " ");
    paragraph(&mut pen, Role::Plain, message);
    for line in help.into_iter().flat_map(str::lines) {
        pen.put(Role::Plain, "  ").put(Role::Plain, &sanitize::line(line)).end();
    }
    pen.take()
}

/// `note: message`.
pub(super) fn note(color: bool, message: &str) -> String {
    let mut pen = Pen::new(color);
    pen.put(Role::Dim, "note:").put(Role::Plain, " ");
    paragraph(&mut pen, Role::Plain, message);
    pen.take()
}

/// Text that answers what a person asked, line by line.
pub(super) fn text(text: &str) -> String {
    format!("{}\n", sanitize::lines(text))
}

/// What a format whose data are not events says of them: warnings, an abnormal end, nothing sent, errors.
pub(super) fn of_event(color: bool, quiet: bool, event: &Event) -> Option<String> {
    match event {
        Event::Error { message, help } => Some(error(color, message, help.as_deref())),
        Event::Text { text } => Some(self::text(text)),
        Event::Halted { reason, help, .. } => Some(halted(color, reason, help.as_deref())),
        Event::Note { message } if !quiet => Some(note(color, message)),
        Event::Warning(warning) if !quiet && !told_by_halt(warning) => Some(self::warning(color, warning)),
        Event::Close { code, reason, by, .. } if !quiet && *code != 1000 => {
            Some(caution(color, "close", &closed(*code, reason, *by)))
        }
        _ => None,
    }
}

/// `1012 service restart: back in a minute, by server`.
fn closed(code: u16, reason: &str, by: By) -> String {
    let mut text = code.to_string();
    if let Some(name) = super::close_code_name(code) {
        text.push(' ');
        text.push_str(name);
    }
    if !reason.is_empty() {
        text.push_str(": ");
        text.push_str(reason);
    }
    text.push_str(", ");
    text.push_str(super::close_code::ended_by(by));
    text
}

fn warning(color: bool, warning: &Warning) -> String {
    caution(color, &format!("warning[{}]", warning.code), &warning.message())
}

/// One line: what a server put into it cannot make it two.
fn caution(color: bool, label: &str, message: &str) -> String {
    let mut pen = Pen::new(color);
    pen.put(Role::Caution, label).put(Role::Caution, ":").put(Role::Plain, " ");
    pen.put(Role::Plain, &sanitize::line(message)).end();
    pen.take()
}

/// The first line goes on where the pen is, the others are indented by two.
fn paragraph(pen: &mut Pen, role: Role, text: &str) {
    for (index, line) in text.lines().enumerate() {
        if index > 0 {
            pen.end().put(Role::Plain, "  ");
        }
        pen.put(role, &sanitize::line(line));
    }
    pen.end();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_followed_by_its_help() {
        assert_eq!(
            error(false, "the server refused `\u{1b}[2J`", Some("sent  no cookies\ntry   `--origin`")),
            "error: the server refused `␛[2J`\n  sent  no cookies\n  try   `--origin`\n"
        );
        assert_eq!(error(true, "no", None), "\u{1b}[31merror: \u{1b}[0mno\n");
    }

    #[test]
    fn a_warning_is_one_line() {
        let warning = Warning {
            seq: Some(1),
            index: Some(0),
            code: "no-target",
            what: "nothing matches `#a\nb`".into(),
            advice: "did you mean `#ab`?".into(),
        };
        assert_eq!(
            of_event(false, false, &Event::Warning(warning.clone())).as_deref(),
            Some("warning[no-target]: nothing matches `#a␊b`; did you mean `#ab`?\n")
        );
        assert_eq!(of_event(false, true, &Event::Warning(warning)), None);
    }

    #[test]
    fn an_abnormal_end_is_told_and_a_normal_one_is_not() {
        let close = |code, reason: &str| Event::closed(code, reason.into(), By::Server, true);
        assert_eq!(of_event(false, false, &close(1000, "bye")), None);
        assert_eq!(
            of_event(false, false, &close(1012, "back soon")).as_deref(),
            Some("close: 1012 service restart: back soon, by server\n")
        );
        assert_eq!(of_event(false, false, &close(3999, "")).as_deref(), Some("close: 3999, by server\n"));
    }
}
