//! `hxws send`: one message, its answer, and an exit status that says how it went.

use std::io;

use super::goal::Goal;
use super::open::{self, Opened, Request};
use super::printer::Printer;
use super::pump::{self, Outcome};
use super::sender::{self, NoMessage};
use super::status::{Status, Stop};
use crate::cli::Send;
use crate::config;
use crate::event::Event;
use crate::htmx::compose::Composed;
use crate::htmx::item::Item;
use crate::session::live::{Ending, Session};

/// Runs the command.
pub async fn run(args: &Send, printer: &mut Printer) -> Result<Result<Status, Stop>, io::Error> {
    let request = Request {
        target: &args.target,
        page: &args.page,
        headers: &args.headers,
        handshake: &args.handshake,
    };
    let mut opened = match open::open(request).await {
        Ok(opened) => opened,
        Err(stop) => return Ok(Err(stop)),
    };
    printer.set_dialect(open::dialect_name(opened.twin.dialect()));
    let mut warned = false;
    let composed = match message(args, &mut opened, printer, &mut warned) {
        Ok(composed) => composed,
        Err(NoMessage::Stop(stop)) => return Ok(Err(stop)),
        Err(NoMessage::Halt(halt)) => {
            let reason = halt.reason.clone();
            for event in sender::halted(*halt) {
                printer.event(event)?;
            }
            // as raw output has it, the reason is on standard error by now
            let told = Ok(Status::Failed);
            return Ok(if args.dry_run {
                told
            } else {
                Err(Stop::failed(format!("nothing is sent: {reason}")))
            });
        }
    };
    if args.dry_run {
        printer.data(composed.text.as_bytes())?;
        return Ok(Ok(if args.strict && warned { Status::Failed } else { Status::Done }));
    }
    let goal = match Goal::new(args.until.is_none().then_some(args.wait), args.until.as_deref()) {
        Ok(goal) => goal,
        Err(stop) => return Ok(Err(stop)),
    };
    let status = exchange(args, opened, composed, goal, printer).await?;
    Ok(status
        .map(|status| if status == Status::Done && args.strict && warned { Status::Failed } else { status }))
}

/// The message that the arguments ask for.
fn message(
    args: &Send,
    opened: &mut Opened,
    printer: &mut Printer,
    warned: &mut bool,
) -> Result<Composed, NoMessage> {
    if let Some(raw) = &args.raw {
        let text = match raw.strip_prefix('@') {
            Some(path) => sender::read_text(path).map_err(NoMessage::Stop)?,
            None => raw.clone(),
        };
        return Ok(Composed { text, element: None, findings: Vec::new() });
    }
    let items: Result<Vec<Item>, _> = args.items.iter().map(|item| Item::parse(item)).collect();
    let items = items.map_err(|error| NoMessage::Stop(Stop::usage(error)))?;
    let twin = &mut opened.twin;
    let socket = match (&opened.socket, args.page.socket.as_deref()) {
        (None, Some(selector)) => Some(twin.choose_socket(Some(selector))?.element),
        _ => None,
    };
    let chosen = sender::choose(twin, args.element.as_deref(), socket, &items)?;
    let submitter = twin.choose_submitter(args.submitter.as_deref())?;
    let made = sender::make(twin, chosen, submitter, items)?;
    let remark = sender::remark(&made.unknown, made.composed.element.as_deref());
    let told = |error: io::Error| NoMessage::Stop(Stop::failed(error));
    match remark {
        Some(remark) if args.strict => return Err(NoMessage::Stop(Stop::failed(remark))),
        Some(message) => printer.event(Event::Note { message }).map_err(told)?,
        None => {}
    }
    *warned = !made.composed.findings.is_empty();
    for event in sender::warnings(made.composed.findings.clone()) {
        printer.event(event).map_err(told)?;
    }
    Ok(made.composed)
}

/// Connects, sends, waits.
async fn exchange(
    args: &Send,
    opened: Opened,
    composed: Composed,
    mut goal: Goal,
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
    let deadline = pump::deadline(Some(args.timeout.0));
    printer.print(&session.connect())?;
    let outcome = match pump::run_to_open(&mut session, printer, deadline).await? {
        Outcome::Met => {
            printer.print(&session.send(composed.text, composed.element))?;
            await_answer(&mut session, printer, &mut goal, deadline).await?
        }
        early => early,
    };
    let code = if outcome == Outcome::Interrupted { 1001 } else { 1000 };
    pump::finish(session, printer, code).await?;
    Ok(pump::unmet(outcome, &goal))
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
