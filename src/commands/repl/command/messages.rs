//! Commands about messages that have gone by.

use super::super::line::{Line, LineError, start_of};
use super::{Command, Group, Takes};

/// What is wanted of messages of before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Messages {
    /// `/history [N]`: the last so many, or as many as fit.
    History(Option<usize>),
    /// `/resend [N]`.
    Resend(Option<u64>),
    /// `/edit [N]`.
    Edit(Option<u64>),
    /// `/copy [N]`.
    Copy(Option<u64>),
    /// `/explain [N]`.
    Explain(Option<u64>),
    /// `/as V [N]`.
    As(String, Option<u64>),
}

/// The commands.
pub const GROUP: Group = Group {
    heading: "messages",
    commands: &[
        Command {
            name: "history",
            aliases: &[],
            usage: "/history [N]",
            does: "list the last N messages, sent and received",
            more: "As many as fit, where N is left out. What came has the number that it is shown with \
                   elsewhere, what was sent has one with an s. Folded and hidden messages are there too; \
                   1,000 messages and 8 MiB are kept.",
            examples: "/history\n/history 50",
            takes: &[Takes::Text],
            read: history,
        },
        Command {
            name: "resend",
            aliases: &[],
            usage: "/resend [N]",
            does: "send the last message again, or sent message N",
            more: "The same bytes, so with the values and the HEADERS that it had. N is the number that \
                   /history has: s3, or 3.",
            examples: "/resend\n/resend s3",
            takes: &[Takes::Text],
            read: |rest| sent("resend", rest).map(|number| Line::Messages(Messages::Resend(number))),
        },
        Command {
            name: "edit",
            aliases: &[],
            usage: "/edit [N]",
            does: "edit the last message sent, or message N, and send it",
            more: "In $VISUAL or $EDITOR, at a terminal only. What was saved is sent as it is; unchanged or empty, \
                   or where the editor fails, nothing is. The socket goes on meanwhile, and what comes is \
                   shown afterwards.",
            examples: "/edit\n/edit s3",
            takes: &[Takes::Text],
            read: |rest| sent("edit", rest).map(|number| Line::Messages(Messages::Edit(number))),
        },
        Command {
            name: "copy",
            aliases: &[],
            usage: "/copy [N]",
            does: "print the last message sent, or message N, as a command",
            more: "A line for a POSIX shell, hxws send …, that sends the same: with items where the page's sender \
                   makes the message of them, else with its text. Secrets of the handshake are … in it, unless \
                   --show-secrets is given.",
            examples: "/copy\n/copy s3",
            takes: &[Takes::Text],
            read: |rest| sent("copy", rest).map(|number| Line::Messages(Messages::Copy(number))),
        },
        Command {
            name: "explain",
            aliases: &[],
            usage: "/explain [N]",
            does: "tell why the last message, or message N, did what it did",
            more: "Step by step: how it was read, where the target and the style of each part are from, what \
                   matched, what became of it. It is played again on the page as it was before it.",
            examples: "/explain\n/explain 12",
            takes: &[Takes::Text],
            read: |rest| received("/explain 12", rest).map(|seq| Line::Messages(Messages::Explain(seq))),
        },
        Command {
            name: "as",
            aliases: &[],
            usage: "/as V [N]",
            does: "tell what another htmx would have done with it",
            more: "V is 1, 1-ext, 2, 4 or an exact version, as --htmx takes it. The last message, or message N, \
                   is played in both on the page as it was before it, and the pages are compared.",
            examples: "/as 4\n/as 2.0.4 12",
            takes: &[Takes::Word(&["1", "1-ext", "2", "4"]), Takes::Text],
            read: other,
        },
    ],
};

fn history(rest: &str) -> Result<Line, LineError> {
    let count = match rest {
        "" => None,
        rest => Some(rest.parse().map_err(|_| {
            let rest = start_of(rest);
            LineError::Arguments(format!("`{rest}` is not a number of messages: write /history 20"))
        })?),
    };
    Ok(Line::Messages(Messages::History(count)))
}

/// The number of a message that was sent, where one is given.
fn sent(name: &str, rest: &str) -> Result<Option<u64>, LineError> {
    number(rest, 's', |rest| {
        format!("`{rest}` is not the number of a sent message, as /history has them: write /{name} s3")
    })
}

/// The number of a message that came, where one is given.
fn received(example: &str, rest: &str) -> Result<Option<u64>, LineError> {
    number(rest, '#', |rest| format!("`{rest}` is not the number of a message that came: write {example}"))
}

fn other(rest: &str) -> Result<Line, LineError> {
    let (version, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    if version.is_empty() {
        let message = "there is no version: write /as 4, or /as 4 12 for message 12".to_owned();
        return Err(LineError::Arguments(message));
    }
    let seq = received("/as 4 12", rest.trim_start())?;
    Ok(Line::Messages(Messages::As(version.to_owned(), seq)))
}

fn number(rest: &str, mark: char, wrong: impl FnOnce(&str) -> String) -> Result<Option<u64>, LineError> {
    if rest.is_empty() {
        return Ok(None);
    }
    let digits = rest.strip_prefix(mark).unwrap_or(rest);
    match digits.parse() {
        Ok(number) if digits.starts_with(|first: char| first.is_ascii_digit()) => Ok(Some(number)),
        _ => Err(LineError::Arguments(wrong(&start_of(rest)))),
    }
}
