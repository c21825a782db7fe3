//! `--script`: lines as at the prompt, one after the other, over one connection; or only the texts that they would send.

use std::io;

use super::{Opened, Request, pump};
use crate::cli::{PromptArgs, Send};
use crate::commands::goal::Goal;
use crate::commands::on_open::OnOpen;
use crate::commands::printer::Printer;
use crate::commands::repl::act;
use crate::commands::repl::command::control::Control;
use crate::commands::repl::command::sending::Sending;
use crate::commands::repl::drive::{Driver, End, Script};
use crate::commands::repl::input::Lines;
use crate::commands::repl::line::{self, Line};
use crate::commands::repl::source::{self, Place};
use crate::commands::repl::swaps::Swaps;
use crate::event::{Event, Payload, Record};
use crate::status::{Status, Stop};

/// The lines of a script, each of which can be read.
///
/// # Errors
/// Where the file cannot be read, or a line cannot: says which.
pub fn read(file: &str) -> Result<Vec<(Place, String)>, Stop> {
    let lines = source::script(file)?;
    for (place, text) in &lines {
        line::parse(text).map_err(|error| Stop::usage(format!("{place}: {error}")))?;
    }
    Ok(lines)
}

/// Connects, and does line after line.
///
/// # Errors
/// Those of standard output.
pub async fn run(
    (args, request): (&Send, Request<'_>),
    opened: Opened,
    lines: Vec<(Place, String)>,
    (goal, on_open): (Goal, &OnOpen),
    printer: &mut Printer,
) -> io::Result<Result<Status, Stop>> {
    let targets = match opened.targets(args.page.socket.as_deref()) {
        Ok(targets) => targets,
        Err(stop) => return Ok(Err(stop)),
    };
    let mut session = opened.begin(targets, (&args.retry, &args.open), false, printer)?;
    let prompt = PromptArgs { timeout: Some(args.timeout), ..PromptArgs::default() };
    let script = Script { answers: args.wait, goal, strict: args.strict };
    let lines = Lines::given(lines);
    let driver = Driver::new((&mut session, on_open), printer, lines, None, (&prompt, request));
    let (code, status) = match driver.of_script(script).run().await? {
        End::Quit(status) => (1000, status),
        End::Signal(signal) => (1001, signal.status()),
    };
    printer.open_gate()?;
    let all_sent = pump::finish(session, printer, code).await?;
    Ok(on_open.judge(pump::delivered(Ok(status), all_sent)))
}

/// Prints the text of each message that the lines would send, were nothing to come meanwhile. Connects to nothing.
///
/// # Errors
/// Those of standard output.
pub async fn rehearse(
    args: &Send,
    opened: Opened,
    lines: Vec<(Place, String)>,
    printer: &mut Printer,
) -> io::Result<Result<Status, Stop>> {
    let targets = match opened.targets(args.page.socket.as_deref()) {
        Ok(targets) => targets,
        Err(stop) => return Ok(Err(stop)),
    };
    printer.warn(opened.twin.about_page())?;
    opened.remark(printer)?;
    let mut session = opened.session(targets, &args.retry);
    let begun = session.rehearse();
    print(printer, None, begun)?;
    let mut left: Vec<(Place, String)> = lines.into_iter().rev().collect();
    while let Some((place, text)) = left.pop() {
        let line = match heard(&place, &text) {
            Ok(Heard::Line(line)) => line,
            Ok(Heard::Lines(lines)) => {
                left.extend(lines.into_iter().rev());
                continue;
            }
            Ok(Heard::Nothing) => continue,
            Ok(Heard::End) => break,
            Err(stop) => return Ok(Err(stop.at(&place))),
        };
        let acted = act::act(&mut session, line, &Swaps::default(), args.strict);
        let has_failed = acted.has_failed();
        print(printer, Some(&place), acted.records)?;
        if has_failed {
            return Ok(Ok(Status::Failed));
        }
        while session.twin().next_send().is_some() {
            let records = session.next().await;
            print(printer, Some(&place), records)?;
        }
    }
    Ok(Ok(Status::Done))
}

/// What a line is to a rehearsal.
enum Heard {
    /// Something to do.
    Line(Line),
    /// Other lines in its place.
    Lines(Vec<(Place, String)>),
    /// Of the page, the socket or the prompt, of which nothing is told.
    Nothing,
    /// The end.
    End,
}

fn heard(place: &Place, text: &str) -> Result<Heard, Stop> {
    Ok(match line::parse(text).map_err(Stop::usage)? {
        Line::Control(Control::Quit) => Heard::End,
        Line::Control(Control::Source(file)) => Heard::Lines(source::lines(&file, Some(place.clone()))?),
        Line::Sending(Sending::Binary(_) | Sending::BinaryFile(_)) => {
            return Err(Stop::usage("`/hex` sends a binary message, which has no text to print"));
        }
        line @ (Line::Items(_) | Line::Json(_) | Line::Sending(_) | Line::Acting(_)) => Heard::Line(line),
        _ => Heard::Nothing,
    })
}

/// Prints the texts of messages, and what is to be said of them.
fn print(printer: &mut Printer, place: Option<&Place>, records: Vec<Record>) -> io::Result<()> {
    for mut record in records {
        match &record.event {
            Event::Sent { payload: Payload::Text(text), .. } => printer.data(text.as_bytes())?,
            Event::Warning(_) | Event::Note { .. } => printer.print(&[record])?,
            Event::Error { .. } | Event::Halted { .. } => {
                if let Some(place) = place {
                    place.put_on(&mut record);
                }
                printer.print(&[record])?;
            }
            _ => {}
        }
    }
    Ok(())
}
