//! The lines on standard error: errors, warnings, remarks. Every format writes the same ones.

use super::{Style, clock, diff, pen::Pen, pen::Role, sanitize, side_by_side};
use crate::event::{Answer, By, Change, Event, Logged, Payload, Said, Unmet, Warning};

/// The columns that lines of a difference take where the terminal does not say.
const WIDTH: usize = 100;

/// The columns of a label below whose end lines go on: `halted: ` has as many.
const LONGEST_HANG: usize = 8;

/// `error: message`, then the lines of the help, indented by two.
pub(super) fn error(style: &Style, message: &str, help: Option<&str>) -> String {
    explained(style, (Role::Bad, "error:"), message, help)
}

/// `error: message`, then what was expected beside what came, then the help.
pub(super) fn unmet(style: &Style, unmet: &Unmet) -> String {
    let mut pen = labelled(style, (Role::Bad, "error:"), &unmet.message);
    side_by_side::write(&mut pen, style, &unmet.unmet);
    write_help(&mut pen, style, unmet.help.as_deref());
    pen.take()
}

/// `halted: reason`, then the lines of the help, indented by two.
pub(super) fn halted(style: &Style, reason: &str, help: Option<&str>) -> String {
    explained(style, (Role::Caution, "halted:"), reason, help)
}

/// Whether a warning says what the halt that follows it says, so that people need not read it twice.
pub(super) fn told_by_halt(warning: &Warning) -> bool {
    warning.code == "validation"
}

fn explained(style: &Style, label: (Role, &str), message: &str, help: Option<&str>) -> String {
    let mut pen = labelled(style, label, message);
    write_help(&mut pen, style, help);
    pen.take()
}

fn write_help(pen: &mut Pen, style: &Style, help: Option<&str>) {
    for line in help.into_iter().flat_map(str::lines) {
        pen.spaces(2).wrapped(Role::Plain, &sanitize::line(line), 4, style.error_width).end();
    }
}

/// `differs: answer 3 is not as recorded`, then what is gone of it and what came.
pub(super) fn answer(style: &Style, answer: &Answer) -> String {
    let number = answer.answer;
    let message = match (&answer.recorded, &answer.came) {
        (_, None) => format!("answer {number} did not come"),
        (None, _) => format!("answer {number} was not recorded"),
        _ => format!("answer {number} is not as recorded"),
    };
    let text = |said: &Option<Said>| said.as_ref().map(said_text).unwrap_or_default();
    let (before, after) = (text(&answer.recorded), text(&answer.came));
    let width = style.error_width.min(WIDTH).saturating_sub(4).max(1);
    let change = Change { element: String::new(), before, after };
    let mut lines: Vec<String> = diff::lines(&change, width)
        .into_iter()
        .map(|(fate, line)| format!("{}{line}", fate.sign()))
        .collect();
    if lines.is_empty() {
        // what is the same for a person: white space, attributes in other quotes
        lines = vec![format!("- {:?}", change.before), format!("+ {:?}", change.after)];
    }
    explained(style, (Role::Caution, "differs:"), &message, Some(&lines.join("\n")))
}

fn said_text(said: &Said) -> String {
    match said {
        Said::Message(Payload::Text(text)) => text.clone(),
        Said::Message(Payload::Binary(bytes)) => {
            let start: String = bytes.iter().take(16).map(|byte| format!(" {byte:02x}")).collect();
            let more = if bytes.len() > 16 { " …" } else { "" };
            format!("binary, {}:{start}{more}", clock::size(bytes.len()))
        }
        Said::Close { code, reason } if reason.is_empty() => format!("closed with {code}"),
        Said::Close { code, reason } => format!("closed with {code}, {reason}"),
    }
}

/// `note: message`.
pub(super) fn note(style: &Style, message: &str) -> String {
    labelled(style, (Role::Dim, "note:"), message).take()
}

/// Text that answers what a person asked, line by line.
pub(super) fn text(text: &str) -> String {
    format!("{}\n", sanitize::lines(text))
}

/// What a format whose data are not events says of them: warnings, an abnormal end, nothing sent, errors.
pub(super) fn of_event(style: &Style, event: &Event) -> Option<String> {
    let quiet = style.quiet;
    match event {
        Event::Error { message, help } => Some(error(style, message, help.as_deref())),
        Event::Unmet(unmet) => Some(self::unmet(style, unmet)),
        Event::Text { text } => Some(self::text(text)),
        Event::Answer(answer) => Some(self::answer(style, answer)),
        Event::Copied { command, .. } => Some(self::text(command)),
        Event::Logged(logged) => Some(self::text(&self::logged(logged))),
        Event::Explained(explained) => Some(self::text(&explained.steps.join("\n"))),
        Event::Halted { reason, help, .. } => Some(halted(style, reason, help.as_deref())),
        Event::Note { message } if !quiet => Some(note(style, message)),
        Event::Warning(warning) if !quiet && !told_by_halt(warning) => Some(self::warning(style, warning)),
        Event::Close { code, reason, by, .. } if !quiet && *code != 1000 => {
            Some(caution(style, "close", &closed(*code, reason, *by)))
        }
        _ => None,
    }
}

/// `s3 163 B {"msg":"hello"}`.
fn logged(logged: &Logged) -> String {
    let waiting = if logged.waiting { " queued" } else { "" };
    let start = sanitize::line(logged.start.as_deref().unwrap_or("binary"));
    format!("{} {}{waiting} {start}", logged.message, clock::size(logged.bytes))
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

fn warning(style: &Style, warning: &Warning) -> String {
    let file = style.file.as_ref().map(|file| format!("{file}: ")).unwrap_or_default();
    caution(style, &format!("warning[{}]", warning.code), &format!("{file}{}", warning.message()))
}

/// One line, unless the terminal is narrower: what a server put into it cannot make it two.
fn caution(style: &Style, label: &str, message: &str) -> String {
    labelled(style, (Role::Caution, &format!("{label}:")), &sanitize::line(message)).take()
}

/// A label and its text. Where a terminal is too narrow, lines go on below the text, or nearer to the margin where the
/// label is long; further lines of the text are indented by two.
fn labelled(style: &Style, (role, label): (Role, &str), text: &str) -> Pen {
    let mut pen = Pen::new(style.color);
    let below = pen.put(role, label).column() + 1;
    let hang = if below <= LONGEST_HANG { below } else { 4 };
    for (index, line) in text.lines().enumerate() {
        let indent = if index > 0 {
            pen.end();
            "  "
        } else {
            " "
        };
        let line = format!("{indent}{}", sanitize::line(line));
        pen.wrapped(Role::Plain, &line, hang, style.error_width);
    }
    pen.end();
    pen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_followed_by_its_help() {
        assert_eq!(
            error(
                &Style::default(),
                "the server refused `\u{1b}[2J`",
                Some("sent  no cookies\ntry   `--origin`")
            ),
            "error: the server refused `␛[2J`\n  sent  no cookies\n  try   `--origin`\n"
        );
        assert_eq!(
            error(&Style { color: true, ..Style::default() }, "no", None),
            "\u{1b}[31merror:\u{1b}[0m no\n"
        );
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
            of_event(&Style::default(), &Event::Warning(warning.clone())).as_deref(),
            Some("warning[no-target]: nothing matches `#a␊b`; did you mean `#ab`?\n")
        );
        assert_eq!(of_event(&Style { quiet: true, ..Style::default() }, &Event::Warning(warning)), None);
    }

    #[test]
    fn an_abnormal_end_is_told_and_a_normal_one_is_not() {
        let close = |code, reason: &str| Event::closed(code, reason.into(), By::Server, true);
        assert_eq!(of_event(&Style::default(), &close(1000, "bye")), None);
        assert_eq!(
            of_event(&Style::default(), &close(1012, "back soon")).as_deref(),
            Some("close: 1012 service restart: back soon, by server\n")
        );
        assert_eq!(
            of_event(&Style::default(), &close(3999, "")).as_deref(),
            Some("close: 3999, by server\n")
        );
    }

    #[test]
    fn a_narrow_terminal_breaks_lines_between_words_and_measures_wide_characters() {
        let style = Style { error_width: 24, ..Style::default() };
        assert_eq!(
            error(
                &style,
                "nothing is at `日本語` and nobody knows",
                Some("try   another place\n| 日本語日本語 日本語日本語")
            ),
            "error: nothing is at\n       `日本語` and\n       nobody knows\n  try   another place\n  | 日本語日本語\n    日本語日本語\n"
        );
        let event = Event::closed(1012, "back soon".into(), By::Server, true);
        assert_eq!(
            of_event(&style, &event).as_deref(),
            Some("close: 1012 service\n       restart: back\n       soon, by server\n")
        );
        let warning = Warning {
            seq: None,
            index: None,
            code: "no-target",
            what: "nothing matches `#ab`".into(),
            advice: String::new(),
        };
        assert_eq!(
            of_event(&style, &Event::Warning(warning)).as_deref(),
            Some("warning[no-target]:\n    nothing matches\n    `#ab`\n")
        );
    }
}
