//! How the commands about the prompt itself are written and read. Waits for nothing and ends nothing: the driver does.

use super::super::line::{Line, LineError};
use super::{Command, Group, Takes, one, unquoted};

/// What the prompt is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Control {
    /// `/wait [N]`.
    Wait(u64),
    /// `/reload`.
    Reload,
    /// `/source FILE`.
    Source(String),
    /// `/help [COMMAND]`.
    Help(Option<String>),
    /// `/quit`.
    Quit,
}

/// The commands.
pub const GROUP: Group = Group {
    heading: "prompt",
    commands: &[
        Command {
            name: "wait",
            aliases: &[],
            usage: "/wait [N]",
            does: "read no further line before N messages have come",
            more: "For scripts: the next line is taken once so many messages have come since the last \
                   that was sent, or after --timeout (status 1), or once none can come any more (status 4).",
            examples: "/wait\n/wait 3",
            takes: &[Takes::Text],
            read: wait,
        },
        Command {
            name: "source",
            aliases: &[],
            usage: "/source FILE",
            does: "do the lines of a file as if they were typed",
            more: "JSON and quoted values may go on over line breaks, /raw ends with its line. Where a line \
                   fails, that is told with its number, and the next one is done. Ctrl-C gives up the rest.",
            examples: "/source say.txt",
            takes: &[Takes::File],
            read: source,
        },
        Command {
            name: "help",
            aliases: &["?"],
            usage: "/help [COMMAND]",
            does: "this list, or more on one command",
            more: "",
            examples: "/help\n/help submit",
            takes: &[Takes::Command],
            read: |rest| Ok(Line::Control(Control::Help(one(rest.trim_start_matches('/'))))),
        },
        Command {
            name: "quit",
            aliases: &["exit", "q"],
            usage: "/quit",
            does: "close with 1000 and leave, as Ctrl-D does",
            more: "With status 3 where the socket never opened. Ctrl-C gives up the line; a second one within \
                   two seconds leaves with 1001 and status 130.",
            examples: "/quit",
            takes: &[],
            read: |_| Ok(Line::Control(Control::Quit)),
        },
    ],
};

fn source(rest: &str) -> Result<Line, LineError> {
    if rest.is_empty() {
        let message = "there is no file to read lines from: write /source FILE".to_owned();
        return Err(LineError::Arguments(message));
    }
    Ok(Line::Control(Control::Source(unquoted(rest))))
}

fn wait(rest: &str) -> Result<Line, LineError> {
    if rest.is_empty() {
        return Ok(Line::Control(Control::Wait(1)));
    }
    let count = rest
        .parse()
        .map_err(|_| LineError::Arguments(format!("`{rest}` is not a number of messages: write /wait 2")))?;
    Ok(Line::Control(Control::Wait(count)))
}
