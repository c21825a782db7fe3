//! How the commands of the socket are written and read. Knows no session: whether anything is open is for `act`.

use super::super::line::{Line, LineError};
use super::{Command, Group, Takes, one};
use crate::session::link::LONGEST_REASON;

/// What is to be done to the socket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Connection {
    /// `/ping [TEXT]`.
    Ping(Option<String>),
    /// `/close [CODE [REASON]]`.
    Close(u16, String),
    /// `/drop`.
    Drop,
    /// `/reconnect`.
    Reconnect,
    /// `/sockets`.
    Sockets,
    /// `/socket SELECTOR`.
    Socket(String),
    /// `/queue`.
    Queue,
}

/// The commands.
pub const GROUP: Group = Group {
    heading: "socket",
    commands: &[
        Command {
            name: "ping",
            aliases: &[],
            usage: "/ping [TEXT]",
            does: "send a ping, and show how long its pong takes",
            more: "At most 125 bytes of text. `--ping-interval` sends them by itself.",
            examples: "/ping\n/ping hello",
            takes: &[Takes::Text],
            read: |rest| Ok(Line::Connection(Connection::Ping(one(rest)))),
        },
        Command {
            name: "close",
            aliases: &[],
            usage: "/close [CODE [REASON]]",
            does: "close the socket, and stay",
            more: "With 1000, where no code is given. Whether htmx reconnects depends on the code; \
                   what is sent meanwhile is queued. While nothing is open, no further attempt is made.",
            examples: "/close\n/close 4000 testing",
            takes: &[Takes::CloseCode, Takes::Text],
            read: close,
        },
        Command {
            name: "drop",
            aliases: &[],
            usage: "/drop",
            does: "tear the connection down without a close frame",
            more: "As a network does that fails: the server must find out by itself, and htmx hears 1006 \
                   and reconnects.",
            examples: "/drop",
            takes: &[],
            read: |_| Ok(Line::Connection(Connection::Drop)),
        },
        Command {
            name: "reconnect",
            aliases: &[],
            usage: "/reconnect",
            does: "connect anew, now",
            more: "What was queued is sent once the socket is open.",
            examples: "/reconnect",
            takes: &[],
            read: |_| Ok(Line::Connection(Connection::Reconnect)),
        },
        Command {
            name: "sockets",
            aliases: &[],
            usage: "/sockets",
            does: "list the page's sockets and how they stand",
            more: "Messages go to the one that is marked.",
            examples: "/sockets",
            takes: &[],
            read: |_| Ok(Line::Connection(Connection::Sockets)),
        },
        Command {
            name: "socket",
            aliases: &[],
            usage: "/socket SELECTOR",
            does: "talk to that socket of the page",
            more: "It is opened where it is not open yet, and the others stay as they are: every line says \
                   which socket it is about. Senders are those of the socket that is talked to.",
            examples: "/socket #chat",
            takes: &[Takes::Socket],
            read: socket,
        },
        Command {
            name: "queue",
            aliases: &[],
            usage: "/queue",
            does: "list the messages that wait for a socket",
            more: "They are sent in order once it is open.",
            examples: "/queue",
            takes: &[],
            read: |_| Ok(Line::Connection(Connection::Queue)),
        },
    ],
};

fn socket(rest: &str) -> Result<Line, LineError> {
    let selector = one(rest).ok_or_else(|| {
        LineError::Arguments("there is no selector: write /socket SELECTOR; /sockets lists them".to_owned())
    })?;
    Ok(Line::Connection(Connection::Socket(selector)))
}

fn close(rest: &str) -> Result<Line, LineError> {
    if rest.is_empty() {
        return Ok(Line::Connection(Connection::Close(1000, String::new())));
    }
    let (code, reason) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let code = code.parse::<u16>().ok().filter(|code| (1000..5000).contains(code));
    let code = code.ok_or_else(|| {
        LineError::Arguments(format!("`{rest}` is not a close code: write /close 1000 or /close 4000 reason"))
    })?;
    let reason = reason.trim();
    if reason.len() > LONGEST_REASON {
        return Err(LineError::Arguments(format!(
            "the reason is {} bytes long: a close frame takes at most {LONGEST_REASON} (RFC 6455 §5.5)",
            reason.len()
        )));
    }
    Ok(Line::Connection(Connection::Close(code, reason.to_owned())))
}
