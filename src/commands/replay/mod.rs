//! `hxws replay`: plays either side of a recording, or prints it as HAR.
//!
//! | module | holds |
//! | --- | --- |
//! | `serve`, `site`, `player` | the server's side: the command, who gets what, and one client |
//! | `client` | the client's side, and how the answers differ |
//! | `ignored` | what of an answer is not compared |

mod client;
mod ignored;
mod player;
mod serve;
mod site;
#[cfg(test)]
mod tests;

use std::io;
use std::num::NonZeroUsize;
use std::path::Path;

use super::printer::Printer;
use super::stdin;
use crate::address;
use crate::cli::Replay;
use crate::event::Event;
use crate::recording::{Choice, Connection, Format, ReadError, Recording, to_har};
use crate::status::{Status, Stop};

/// A connection and those that were opened in its place.
type Session = Vec<Connection>;

/// Runs the command.
pub async fn run(args: &Replay, printer: &mut Printer) -> Result<Result<Status, Stop>, io::Error> {
    let recording = match read(args) {
        Ok(recording) => recording,
        Err(stop) => return Ok(Err(stop)),
    };
    if let Some(message) = cut_off(&recording, &args.file) {
        printer.event(Event::Note { message })?;
    }
    if args.har {
        printer.data(to_har(&recording, env!("CARGO_PKG_VERSION")).trim_end().as_bytes())?;
        return Ok(Ok(Status::Done));
    }
    let sessions = match sessions(&recording, args, printer)? {
        Ok(sessions) => sessions,
        Err(stop) => return Ok(Err(stop)),
    };
    match (&args.target, args.serve) {
        (Some(target), _) => match only(sessions) {
            Ok(session) => client::run(args, target, session, printer).await,
            Err(stop) => Ok(Err(stop)),
        },
        (None, Some(address)) => serve::run(args, address, sessions, printer).await,
        (None, None) => Ok(Ok(Status::Done)),
    }
}

fn read(args: &Replay) -> Result<Recording, Stop> {
    let bytes = stdin::or_file(&args.file, args.file.display())?;
    let format = Format::of(&args.file.to_string_lossy(), &bytes);
    let recording = Recording::read(&bytes, format).map_err(|error| unreadable(&args.file, &error))?;
    chosen(recording, args.from.as_deref(), &args.file)
}

/// Why a file is no recording, with its name.
pub fn unreadable(file: &Path, error: &ReadError) -> Stop {
    let file = file.display();
    Stop::usage(match error {
        ReadError::Line { line, problem } => format!("line {line} of `{file}` {problem}"),
        ReadError::NotBase64 { .. } => format!("`{file}`: {error}"),
        ReadError::NotText | ReadError::NotHar(_) => format!("`{file}` {error}"),
    })
}

/// What is said of the lines that were cut off.
pub fn cut_off(recording: &Recording, file: &Path) -> Option<String> {
    let file = file.display();
    match recording.cut_off.as_slice() {
        [] => None,
        [line] => Some(format!("line {line} of `{file}` was cut off: it is passed over")),
        [first, others @ ..] => {
            let others = others.len();
            Some(format!("line {first} of `{file}` and {others} more were cut off: they are passed over"))
        }
    }
}

/// What `--from` leaves of a recording.
pub fn chosen(recording: Recording, from: Option<&str>, file: &Path) -> Result<Recording, Stop> {
    let Some(from) = from else { return Ok(recording) };
    match recording.of(from) {
        Choice::Chosen(recording) => Ok(recording),
        Choice::NoSuch(there) => {
            let message = format!("no socket of `{}` is `{}`", file.display(), address::shown(from));
            Err(Stop::usage(message).help((!there.is_empty()).then(|| list(&there))))
        }
    }
}

/// The sockets of a recording, one a line.
fn list(sockets: &[String]) -> String {
    let lines: Vec<String> =
        sockets.iter().map(|socket| format!("- {}", address::shown_within(socket))).collect();
    format!("its sockets:\n{}", lines.join("\n"))
}

/// One session of each socket.
fn sessions(
    recording: &Recording,
    args: &Replay,
    printer: &mut Printer,
) -> io::Result<Result<Vec<Session>, Stop>> {
    let file = args.file.display();
    let mut sessions = Vec::new();
    for (socket, of_socket) in recording.by_socket() {
        let (number, count) = (args.session.map_or(1, NonZeroUsize::get), of_socket.len());
        let Some(session) = of_socket.into_iter().nth(number - 1) else {
            let there = if count == 1 { "there is one".to_owned() } else { format!("there are {count}") };
            let message =
                format!("`--session {number}`: `{file}` has no such session of `{socket}`: {there}");
            return Ok(Err(Stop::usage(message)));
        };
        if count > 1 && args.session.is_none() {
            let message = format!(
                "`{file}` holds {count} sessions of `{socket}`: the first is played, `--session N` takes another"
            );
            printer.event(Event::Note { message })?;
        }
        sessions.push(session.into_iter().cloned().collect());
    }
    if sessions.is_empty() {
        let stop = Stop::usage(format!("`{file}` holds no connection of a WebSocket"));
        return Ok(Err(stop.help(
            "record one with `--record FILE`, or save a HAR file with the sockets' messages".to_owned(),
        )));
    }
    Ok(Ok(sessions))
}

/// The only session.
fn only(mut sessions: Vec<Session>) -> Result<Session, Stop> {
    if sessions.len() == 1 {
        return Ok(sessions.swap_remove(0));
    }
    let names: Vec<String> = sessions.iter().map(|session| session[0].name().to_owned()).collect();
    let stop = Stop::usage(format!("the recording holds {} sockets: `--from` says which", names.len()));
    Err(stop.help(list(&names)))
}
