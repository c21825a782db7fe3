//! `hxws listen`: print what arrives until the end.

use std::io;

use super::filter::Filter;
use super::goal::Goal;
use super::on_open::OnOpen;
use super::open::{self, Request};
use super::printer::Printer;
use super::pump::{self, Limits, Outcome};
use crate::cli::{HeaderArgs, Listen};
use crate::session::live::{Ending, Session};
use crate::status::{Status, Stop};

/// Runs the command.
pub async fn run(args: &Listen, printer: &mut Printer) -> Result<Result<Status, Stop>, io::Error> {
    let headers = HeaderArgs::default();
    let mut goal = match Goal::new(args.count, &args.goal) {
        Ok(goal) => goal,
        Err(stop) => return Ok(Err(stop)),
    };
    let on_open = match OnOpen::read(args.open.on_open.as_deref()) {
        Ok(on_open) => on_open,
        Err(stop) => return Ok(Err(stop)),
    };
    let filter = match Filter::of_fragments(&args.filter) {
        Ok(filter) => filter,
        Err(why) => return Ok(Err(Stop::usage(format!("`--filter`: {why}")))),
    };
    printer.set_filter(filter);
    let deadline = pump::deadline(args.timeout.map(|timeout| timeout.0));
    let request = Request {
        target: &args.target,
        page: &args.page,
        headers: &headers,
        handshake: &args.handshake,
        deadline,
    };
    let prepared = open::open(request, printer)
        .await
        .and_then(|opened| open::check_output(printer, &opened.twin).map(|()| opened))
        .and_then(|opened| goal.check(&opened.twin).map(|()| opened))
        .and_then(|opened| Ok((opened.targets(args.page.socket.as_deref())?, opened)));
    let (targets, opened) = match prepared {
        Ok(prepared) => prepared,
        Err(stop) => return Ok(Err(stop)),
    };
    printer.sum_up();
    printer.set_dialect(open::dialect_name(opened.twin.dialect()));
    let mut session = opened.begin(targets, (&args.retry, &args.open), false, printer)?;
    let looks = args.strict || !args.filter.is_empty() || goal.looks_into_messages();
    if session.twin().page().is_none() && printer.shows_messages_alone() && !looks {
        session.pass_over(!goal.is_set());
    }
    printer.watch();
    printer.print(&session.connect())?;
    let idle = args.idle_timeout.map(|timeout| timeout.0);
    let limits = Limits { deadline, idle, by_handful: !goal.is_set() };
    let outcome = pump::run(&mut session, printer, &on_open, &mut goal, limits).await?;
    let (has_opened, status) = (session.has_opened(), judge(outcome, &goal, &session));
    let code = if matches!(outcome, Outcome::Signal(_)) { 1001 } else { 1000 };
    let all_sent = pump::finish(session, printer, code).await?;
    if has_opened {
        printer.tell_sum()?;
    }
    Ok(printer.strictly(args.strict, on_open.judge(pump::delivered(status, all_sent))))
}

/// The status of a run that ended so: without a goal, time that is over and a normal closure are as good as any end.
fn judge(outcome: Outcome, goal: &Goal, session: &Session) -> Result<Status, Stop> {
    let by_time = match outcome {
        Outcome::TimedOut => Some("--timeout"),
        Outcome::Idle(_) => Some("--idle-timeout"),
        _ => None,
    };
    match by_time {
        Some(option) if !session.has_opened() => Err(pump::never_opened_within(session, option)),
        Some(_) if !goal.is_set() => Ok(Status::Done),
        None if outcome == Outcome::Ended(Ending::Closed(1000)) && !goal.is_set() => Ok(Status::Done),
        _ => pump::judge(outcome, goal, session.twin().page()),
    }
}
