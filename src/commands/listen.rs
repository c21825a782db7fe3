//! `hxws listen`: print what arrives until the end.

use std::io;

use super::filter::Filter;
use super::goal::Goal;
use super::on_open::OnOpen;
use super::open::{self, Request};
use super::printer::Printer;
use super::pump::{self, Limits, Outcome};
use crate::cli::{HeaderArgs, Listen};
use crate::session::live::Ending;
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
    printer.watch();
    printer.print(&session.connect())?;
    let limits = Limits { deadline, idle: args.idle_timeout.map(|timeout| timeout.0) };
    let outcome = pump::run(&mut session, printer, &on_open, &mut goal, limits).await?;
    let option = if matches!(outcome, Outcome::Idle(_)) { "--idle-timeout" } else { "--timeout" };
    let never_opened = (!session.has_opened()).then(|| pump::never_opened_within(&session, option));
    let has_opened = never_opened.is_none();
    let status = match outcome {
        Outcome::TimedOut | Outcome::Idle(_) => match never_opened {
            Some(stop) => Err(stop),
            None if goal.is_set() => pump::judge(outcome, &goal, session.twin().page()),
            None => Ok(Status::Done),
        },
        Outcome::Ended(Ending::Closed(1000)) if !goal.is_set() => Ok(Status::Done),
        outcome => pump::judge(outcome, &goal, session.twin().page()),
    };
    let code = if matches!(outcome, Outcome::Signal(_)) { 1001 } else { 1000 };
    let all_sent = pump::finish(session, printer, code).await?;
    if has_opened {
        printer.tell_sum()?;
    }
    Ok(printer.strictly(args.strict, on_open.judge(pump::delivered(status, all_sent))))
}
