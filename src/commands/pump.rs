//! Runs a session until something ends it, printing as it goes.

mod handful;

use std::io;
use std::time::Duration;

use tokio::time::Instant;

use super::goal::Goal;
use super::interrupt::{self, Signal};
use super::on_open::OnOpen;
use super::printer::Printer;
use super::reader;
use crate::event::{Event, Record};
use crate::htmx::connection::State;
use crate::page::Document;
use crate::session::live::{Ending, Finished, Session, Stall};
use crate::status::{Status, Stop};
pub use handful::step;
use handful::{HANDFUL, steps};

/// How long a server may take nothing of what is left to be sent, where no time was given.
const TAKES_NOTHING: Duration = Duration::from_secs(5);

/// How long htmx may take, after the end of a wait, before the page is looked at.
pub const SETTLES: Duration = Duration::from_secs(2);

/// What ended the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// What was waited for came.
    Met,
    /// It did not come in time.
    TimedOut,
    /// No message came for so long.
    Idle(Duration),
    /// The session is over.
    Ended(Ending),
    /// Ctrl-C and the like.
    Signal(Signal),
}

/// How long a run goes on at the most; by itself it goes on for ever.
#[derive(Debug, Clone, Copy, Default)]
pub struct Limits {
    /// When it ends.
    pub deadline: Option<Instant>,
    /// How long no message may come. The socket that opens is as good as a message, but only once: a server that does nothing
    /// but restart is idle.
    pub idle: Option<Duration>,
    /// Whether what is ready is taken by the handful: faster, where nothing that comes ends the run.
    pub by_handful: bool,
}

impl From<Option<Instant>> for Limits {
    fn from(deadline: Option<Instant>) -> Self {
        Self { deadline, ..Self::default() }
    }
}

/// The deadline of a wait; without one, never.
pub async fn until(deadline: Option<Instant>) {
    match deadline {
        Some(deadline) => tokio::time::sleep_until(deadline).await,
        None => std::future::pending().await,
    }
}

/// Whether a deadline has passed: a clock is only heard where nothing else is ready.
fn has_passed(deadline: Option<Instant>) -> bool {
    deadline.is_some_and(|deadline| deadline <= Instant::now())
}

/// When a wait that starts now ends.
#[must_use]
pub fn deadline(timeout: Option<Duration>) -> Option<Instant> {
    timeout.and_then(|timeout| Instant::now().checked_add(timeout))
}

/// Runs until the goal is met and all that was sent has gone out, the time is over, the session ends, or a signal comes.
///
/// # Errors
/// Those of standard output.
pub async fn run(
    session: &mut Session,
    printer: &mut Printer,
    on_open: &OnOpen,
    goal: &mut Goal,
    limits: impl Into<Limits>,
) -> io::Result<Outcome> {
    let limits = limits.into();
    let is_met = |goal: &Goal, session: &Session| {
        // a page that is as expected says nothing as long as nothing has opened
        goal.is_met(session.twin().page(), session.is_at_work() || !session.has_opened())
    };
    if !is_met(goal, session) {
        let see = |session: &Session, records: &[Record]| {
            goal.see(records);
            is_met(goal, session)
        };
        let outcome = run_to(session, printer, on_open, limits, see).await?;
        if outcome != Outcome::Met {
            return Ok(outcome);
        }
    }
    if goal.needs_page()
        && let outcome @ Outcome::Signal(_) = settle(session, printer, on_open, goal, limits.deadline).await?
    {
        return Ok(outcome);
    }
    send_out(session, printer, limits.deadline).await
}

/// The wait is over, and htmx may not be done yet with what came: the page is looked at once it is.
async fn settle(
    session: &mut Session,
    printer: &mut Printer,
    on_open: &OnOpen,
    goal: &mut Goal,
    deadline: Option<Instant>,
) -> io::Result<Outcome> {
    if !session.is_at_work() {
        return Ok(Outcome::Met);
    }
    let latest = self::deadline(Some(SETTLES));
    let deadline = [latest, deadline].into_iter().flatten().min();
    let see = |session: &Session, records: &[Record]| {
        goal.see(records);
        !session.is_at_work()
    };
    run_to(session, printer, on_open, deadline, see).await
}

/// The goal is met: sends what is left, as long as there is time, and without a deadline as long as the server takes it.
async fn send_out(
    session: &mut Session,
    printer: &mut Printer,
    deadline: Option<Instant>,
) -> io::Result<Outcome> {
    let mut interrupted = std::pin::pin!(interrupt::heard());
    let mut over = std::pin::pin!(until(deadline));
    let mut stall = deadline.is_none().then(|| Stall::new(TAKES_NOTHING));
    let flushed = printer.flush();
    printer.or_nowhere(flushed)?;
    while session.has_unsent() {
        let sent = tokio::select! {
            biased;
            signal = &mut interrupted => return Ok(Outcome::Signal(signal)),
            () = &mut over => None,
            sent = session.send_out(stall.as_mut()), if !has_passed(deadline) => sent,
        };
        let printed = match &sent {
            Some(records) => printer.print(records),
            None => printer.event(not_taken(stall.as_ref())),
        };
        printer.or_nowhere(printed)?;
        if sent.is_none() {
            break;
        }
    }
    // what did not go out is told at the end
    Ok(Outcome::Met)
}

/// What is said of a server that has not taken all that was sent: it has stalled, or the time is over.
fn not_taken(stall: Option<&Stall>) -> Event {
    let (why, help) = match stall {
        Some(stall) => {
            let waited = humantime::format_duration(stall.wait());
            (format!("nothing went out within {waited}"), "`--timeout` gives it longer")
        }
        None => ("time is up".to_owned(), "a longer `--timeout` waits on"),
    };
    let message = format!("{why}: the server has not taken all that was sent");
    Event::Error { message, help: Some(help.to_owned()) }
}

/// Runs until the first socket, the one that messages go to, is open. Whether anybody reads what is printed matters only once
/// they have gone out.
///
/// # Errors
/// Those of standard output, but that nobody reads it.
pub async fn run_to_open(
    session: &mut Session,
    printer: &mut Printer,
    on_open: &OnOpen,
    deadline: Option<Instant>,
) -> io::Result<Outcome> {
    let opens = |session: &Session, _: &[Record]| session.state() == State::Open;
    run_watching(false, session, printer, on_open, deadline.into(), opens).await
}

/// Runs until `met` says so; what came so far has been handed over by then. Where nobody reads standard output any more,
/// that is its error, once what is left to be sent has gone out.
///
/// # Errors
/// Those of standard output.
pub async fn run_to(
    session: &mut Session,
    printer: &mut Printer,
    on_open: &OnOpen,
    limits: impl Into<Limits>,
    met: impl FnMut(&Session, &[Record]) -> bool,
) -> io::Result<Outcome> {
    let limits = limits.into();
    let ran = run_watching(true, session, printer, on_open, limits, met).await;
    if !ran.as_ref().is_err_and(is_unread) {
        return ran;
    }
    printer.or_nowhere(ran.map(|_| ()))?;
    match send_out(session, printer, limits.deadline).await? {
        Outcome::Met => Err(io::ErrorKind::BrokenPipe.into()),
        outcome => Ok(outcome),
    }
}

/// The same; `watches` where it ends once nobody reads standard output any more, else nothing is printed from then on.
async fn run_watching(
    watches: bool,
    session: &mut Session,
    printer: &mut Printer,
    on_open: &OnOpen,
    limits: Limits,
    mut met: impl FnMut(&Session, &[Record]) -> bool,
) -> io::Result<Outcome> {
    let mut interrupted = std::pin::pin!(interrupt::heard());
    let mut over = std::pin::pin!(until(limits.deadline));
    let mut unread = std::pin::pin!(reader::gone());
    let mut idle_at = deadline(limits.idle);
    let most = if limits.by_handful { HANDFUL } else { 1 };
    let outcome = loop {
        if let Some(ending) = session.ending() {
            break Outcome::Ended(ending);
        }
        if has_passed(limits.deadline) {
            break Outcome::TimedOut;
        }
        if has_passed(idle_at) {
            break Outcome::Idle(limits.idle.unwrap_or_default());
        }
        if watches && printer.prints_nowhere() {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let stepped = tokio::select! {
            biased;
            signal = &mut interrupted => break Outcome::Signal(signal),
            () = &mut over => break Outcome::TimedOut,
            () = &mut unread, if watches => return Err(io::ErrorKind::BrokenPipe.into()),
            stepped = steps(most, session, printer, on_open) => stepped,
            () = until(idle_at) => break Outcome::Idle(limits.idle.unwrap_or_default()),
        };
        let records = match stepped {
            Err(error) if !watches => {
                printer.or_nowhere(Err(error))?;
                Vec::new()
            }
            stepped => stepped?,
        };
        if session.passed().is_some() || records.iter().any(|record| is_sign_of_life(&record.event)) {
            idle_at = deadline(limits.idle);
        }
        if met(session, &records) {
            break Outcome::Met;
        }
    };
    let flushed = printer.flush();
    if watches {
        flushed?
    } else {
        printer.or_nowhere(flushed)?
    }
    Ok(outcome)
}

/// Whether nobody reads standard output any more.
fn is_unread(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}

/// Whether a server is not idle that did this: it sent a message, or opened a socket for the first time.
fn is_sign_of_life(event: &Event) -> bool {
    matches!(event, Event::Message { .. } | Event::Open { attempt: 1, .. })
}

/// Ends a session with a close of this code, and prints the page where that is asked for. True where everything that was
/// told as sent or as queued went out.
///
/// # Errors
/// Those of standard output.
pub async fn finish(session: Session, printer: &mut Printer, code: u16) -> io::Result<bool> {
    let Finished { twin, records, unsent, lost } = session.finish(code).await;
    printer.arrived(&records)?;
    printer.page_at_end(twin.page())?;
    printer.finish()?;
    Ok(unsent.is_none() && lost == 0)
}

/// The time was over before the socket opened: which one, and how far it had come.
#[must_use]
pub fn never_opened(session: &Session) -> Stop {
    never_opened_within(session, "--timeout")
}

/// The same of the time that an option gives.
#[must_use]
pub fn never_opened_within(session: &Session, option: &str) -> Stop {
    let Some((url, stage)) = session.under_way() else {
        return Stop::not_connected("time is up: the socket has not opened");
    };
    Stop::not_connected(format!("time is up: `{url}` has not opened: {stage}")).help(stage.help(option))
}

/// The status of a run with a goal, where the page is as it is when it ends.
///
/// # Errors
/// The stop with its words, where the user has not been told yet.
pub fn judge(outcome: Outcome, goal: &Goal, page: Option<&Document>) -> Result<Status, Stop> {
    let missing = goal.missing(page);
    let unmet = goal.unmet(&missing);
    let with = |stop: Stop| stop.help(goal.hint(page)).unmet(missing.clone());
    let what = || {
        let waited = goal.waited().map(|waited| format!("waited for {waited}"));
        waited.into_iter().chain(unmet.clone()).collect::<Vec<_>>().join("; ")
    };
    match outcome {
        Outcome::Signal(signal) => Ok(signal.status()),
        Outcome::Ended(Ending::NeverOpened) => Ok(Status::NotConnected),
        Outcome::Met => unmet.clone().map_or(Ok(Status::Done), |unmet| Err(with(Stop::failed(unmet)))),
        // what htmx was at work on until now may be what was expected
        _ if goal.is_met(page, false) => Ok(Status::Done),
        Outcome::TimedOut => Err(with(Stop::failed(format!("time is up: {}", what())))),
        Outcome::Idle(idle) => {
            let idle = humantime::format_duration(idle);
            Err(with(Stop::failed(format!("no message came for {idle}: {}", what()))))
        }
        Outcome::Ended(Ending::Closed(code)) => {
            let waited =
                if goal.is_set() { format!(" before the work was done: {}", what()) } else { String::new() };
            let message = format!("the connection ended with {code}{waited}");
            Err(with(Stop::new(Status::Ended, message)))
        }
    }
}

/// The status where everything went out, or that of an end before the work was done: what was lost has been told.
///
/// # Errors
/// Those of `status`.
pub fn delivered(status: Result<Status, Stop>, all_sent: bool) -> Result<Status, Stop> {
    match status {
        Ok(Status::Done) if !all_sent => Ok(Status::Ended),
        status => status,
    }
}

#[cfg(test)]
mod tests;
