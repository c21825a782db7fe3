//! `hxws send`: one message, its answer, and an exit status that says how it went.

use std::io;

use tokio::time::Instant;

use super::goal::Goal;
use super::open::{self, Opened, Request};
use super::printer::Printer;
use super::pump::{self, Outcome};
use super::sender::{self, Made, NoMessage};
use super::status::{Status, Stop};
use crate::cli::Send;
use crate::config;
use crate::event::Event;
use crate::htmx::compose::Composed;
use crate::htmx::item::Item;
use crate::session::live::{Ending, Session};

/// Runs the command.
pub async fn run(args: &Send, printer: &mut Printer) -> Result<Result<Status, Stop>, io::Error> {
    let wanted = match wanted(args) {
        Ok(wanted) => wanted,
        Err(stop) => return Ok(Err(stop)),
    };
    let request = Request {
        target: &args.target,
        page: &args.page,
        headers: &args.headers,
        handshake: &args.handshake,
    };
    let deadline = pump::deadline(Some(args.timeout.0));
    let mut opened = match open::open_by(request, deadline).await {
        Ok(opened) => opened,
        Err(stop) => return Ok(Err(stop)),
    };
    printer.set_dialect(open::dialect_name(opened.twin.dialect()));
    let made = match message(args, &mut opened, wanted.items) {
        Ok(made) => made,
        Err(NoMessage::Stop(stop)) => return Ok(Err(stop)),
        Err(NoMessage::Halt(halt)) => {
            for event in sender::halted(*halt) {
                printer.event(event)?;
            }
            return Ok(Ok(Status::Failed));
        }
    };
    match sender::remark(&made.unknown, made.composed.element.as_deref()) {
        Some(remark) if args.strict => return Ok(Err(Stop::failed(remark))),
        Some(message) => printer.event(Event::Note { message })?,
        None => {}
    }
    for event in sender::warnings(made.composed.findings.clone()) {
        printer.event(event)?;
    }
    let status = if args.dry_run {
        printer.data(made.composed.text.as_bytes())?;
        Ok(Status::Done)
    } else {
        exchange(args, opened, made.composed, wanted.goal, deadline, printer).await?
    };
    let strict = |status| {
        if status == Status::Done && args.strict && printer.warned() { Status::Failed } else { status }
    };
    Ok(status.map(strict))
}

/// What the arguments ask for, as far as they tell without a page.
struct Wanted {
    items: Vec<Item>,
    goal: Goal,
}

fn wanted(args: &Send) -> Result<Wanted, Stop> {
    let items: Result<Vec<Item>, _> = args.items.iter().map(|item| Item::parse(item)).collect();
    let items = items.map_err(Stop::usage)?;
    let from_items = items.iter().filter(|item| matches!(item, Item::File(_, path) if path == "-")).count();
    let others =
        [(Some(args.target.as_str()), "-"), (args.page.page.as_deref(), "-"), (args.raw.as_deref(), "@-")];
    let from_others = others.iter().filter(|(given, stdin)| *given == Some(*stdin)).count();
    if from_items + from_others > 1 {
        return Err(Stop::usage("standard input can be read only once, and `-` is given several times"));
    }
    let goal = Goal::new(args.until.is_none().then_some(args.wait), args.until.as_deref())?;
    Ok(Wanted { items, goal })
}

/// The message that the arguments ask for.
fn message(args: &Send, opened: &mut Opened, items: Vec<Item>) -> Result<Made, NoMessage> {
    if let Some(raw) = &args.raw {
        let text = match raw.strip_prefix('@') {
            Some(path) => sender::read_text(path).map_err(NoMessage::Stop)?,
            None => raw.clone(),
        };
        let composed = Composed { text, element: None, findings: Vec::new() };
        return Ok(Made { composed, unknown: Vec::new() });
    }
    let twin = &mut opened.twin;
    let socket = match (&opened.socket, args.page.socket.as_deref()) {
        (None, Some(selector)) => Some(twin.choose_socket(Some(selector))?.element),
        _ => None,
    };
    let chosen = sender::choose(twin, args.element.as_deref(), socket, &items)?;
    let submitter = twin.choose_submitter(args.submitter.as_deref())?;
    sender::check_submitter(twin, chosen, &submitter).map_err(NoMessage::Stop)?;
    sender::make(twin, chosen, submitter, items)
}

/// Connects, sends, waits.
async fn exchange(
    args: &Send,
    opened: Opened,
    composed: Composed,
    mut goal: Goal,
    deadline: Option<Instant>,
    printer: &mut Printer,
) -> Result<Result<Status, Stop>, io::Error> {
    let targets = match opened.targets(args.page.socket.as_deref()) {
        Ok(targets) => targets,
        Err(stop) => return Ok(Err(stop)),
    };
    if let Some(loaded) = opened.loaded {
        printer.event(Event::Loaded(loaded))?;
    }
    let policy = config::policy(opened.twin.policy(), &args.retry);
    let mut session = Session::new(opened.twin, opened.client, policy, targets, false);
    printer.print(&session.connect())?;
    let outcome = match pump::run_to_open(&mut session, printer, deadline).await? {
        Outcome::Met => {
            printer.print(&session.send(composed.text, composed.element))?;
            await_answer(&mut session, printer, &mut goal, deadline).await?
        }
        Outcome::TimedOut => {
            pump::finish(session, printer, 1000).await?;
            return Ok(Err(pump::never_opened()));
        }
        early => early,
    };
    let code = if outcome == Outcome::Interrupted { 1001 } else { 1000 };
    let all_sent = pump::finish(session, printer, code).await?;
    Ok(match pump::unmet(outcome, &goal) {
        Ok(Status::Done) if !all_sent => Ok(Status::Ended),
        status => status,
    })
}

/// Waits for the answer; for none, only until the message is on its way.
async fn await_answer(
    session: &mut Session,
    printer: &mut Printer,
    goal: &mut Goal,
    deadline: Option<tokio::time::Instant>,
) -> io::Result<Outcome> {
    let outcome = pump::run(session, printer, goal, deadline).await?;
    // a close that the server chose to give as its only answer is an end, not a success
    match outcome {
        Outcome::Ended(Ending::Closed(_)) if goal.is_met() => Ok(Outcome::Met),
        outcome => Ok(outcome),
    }
}
