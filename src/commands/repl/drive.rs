//! Lines and happenings, until one of them ends it.

use std::io;
use std::time::Duration;

use tokio::time::Instant;

use super::act;
use super::input::{Input, Lines};
use super::line::{self, Line};
use super::prompt::Prompt;
use crate::cli::PromptArgs;
use crate::commands::printer::Printer;
use crate::commands::pump;
use crate::commands::status::Status;
use crate::event::{Event, Record};
use crate::session::live::{Ending, Session};

/// How long a pipe's session goes on after its last line, where nothing else was said.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long it must have been quiet after the answer.
const QUIET: Duration = Duration::from_millis(250);

/// A session with its lines.
pub struct Driver<'a> {
    session: &'a mut Session,
    printer: &'a mut Printer,
    lines: Lines,
    prompt: Option<Prompt>,
    args: &'a PromptArgs,
    phase: Phase,
    /// The worst that a line of a pipe came to.
    status: Status,
    /// Whether the user has closed the socket.
    closed: bool,
    interrupted: bool,
    sent_any: bool,
    /// Messages since the last one that went out.
    answers: u64,
    last_message: Instant,
}

/// What the driver does with lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// A pipe's lines wait for the socket to open, so that they find the page as it is then; until then at most.
    Dialing(Option<Instant>),
    /// Takes them as they come.
    Reading,
    /// Waits for this many answers first, until then at most.
    Waiting(u64, Instant),
    /// There are no more; ends when the answers are there, then at the latest.
    Draining(Instant),
}

/// What ended the session, for its close code and the exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// `/quit`, Ctrl-D, or the last line of a pipe and its answers.
    Quit(Status),
    /// Ctrl-C.
    Interrupted,
}

impl<'a> Driver<'a> {
    /// A driver; with a prompt, of a terminal.
    pub fn new(
        session: &'a mut Session,
        printer: &'a mut Printer,
        lines: Lines,
        prompt: Option<Prompt>,
        args: &'a PromptArgs,
    ) -> Self {
        let phase = match prompt {
            Some(_) => Phase::Reading,
            None => Phase::Dialing(args.timeout.map(|timeout| Instant::now() + timeout.0)),
        };
        Self {
            session,
            printer,
            lines,
            prompt,
            args,
            phase,
            status: Status::Done,
            closed: false,
            interrupted: false,
            sent_any: false,
            answers: 0,
            last_message: Instant::now(),
        }
    }

    /// Runs until the end.
    ///
    /// # Errors
    /// Those of standard output.
    pub async fn run(mut self) -> io::Result<End> {
        let mut ctrl_c = std::pin::pin!(tokio::signal::ctrl_c());
        let records = self.session.connect();
        self.printer.print(&records)?;
        self.show_state();
        self.lines.ask();
        loop {
            if let Some(end) = self.end_of_pipe()? {
                return Ok(end);
            }
            let (reading, deadline) = (self.phase == Phase::Reading, self.deadline());
            let happened = tokio::select! {
                biased;
                _ = &mut ctrl_c => return Ok(End::Interrupted),
                input = self.lines.inputs.recv(), if reading => Happened::Input(input.unwrap_or(Input::End)),
                records = pump::step(self.session, self.printer) => Happened::Network(records?),
                () = pump::until(deadline) => Happened::TimeIsUp,
            };
            match happened {
                Happened::Input(input) => {
                    if let Some(end) = self.take(input)? {
                        return Ok(end);
                    }
                }
                Happened::Network(records) => self.note(&records),
                Happened::TimeIsUp => self.time_is_up()?,
            }
            self.show_state();
        }
    }

    fn deadline(&self) -> Option<Instant> {
        match self.phase {
            Phase::Reading => None,
            Phase::Dialing(deadline) => deadline,
            Phase::Waiting(_, deadline) => Some(deadline),
            Phase::Draining(deadline) if self.args.wait.is_none() && self.is_answered() => {
                Some(deadline.min(self.last_message + QUIET))
            }
            Phase::Draining(deadline) => Some(deadline),
        }
    }

    fn is_answered(&self) -> bool {
        let on_the_way = self.session.queued() > 0 || self.session.has_unsent();
        !on_the_way && (self.answers > 0 || !self.sent_any)
    }

    /// The end of a session that reads from a pipe, once it has come.
    fn end_of_pipe(&mut self) -> io::Result<Option<End>> {
        let ending = self.session.ending();
        let is_over = |deadline| Instant::now() >= deadline;
        let over = match self.phase {
            Phase::Dialing(deadline) if ending.is_some() || deadline.is_some_and(is_over) => {
                return Ok(Some(End::Quit(Status::NotConnected)));
            }
            Phase::Draining(deadline) => is_over(deadline),
            _ => return Ok(None),
        };
        let missing = self.args.wait.filter(|&wait| self.answers < wait);
        let on_the_way = self.session.queued() > 0 || self.session.has_unsent();
        let quiet = self.is_answered() && Instant::now() >= self.last_message + QUIET;
        let status = match ending {
            _ if self.args.wait.is_some() && missing.is_none() && !on_the_way => Status::Done,
            _ if self.args.wait.is_none() && quiet => Status::Done,
            Some(Ending::Closed(code)) => {
                let as_asked = code == 1000 || self.closed;
                let waited = missing.is_some() || !as_asked;
                if waited {
                    let waiting =
                        missing.map(|wait| format!(" before the work was done: {}", self.waited(wait)));
                    self.fail(format!("the connection ended with {code}{}", waiting.unwrap_or_default()))?;
                }
                if waited || self.session.queued() > 0 { Status::Ended } else { Status::Done }
            }
            Some(Ending::NeverOpened) => Status::NotConnected,
            None if !over => return Ok(None),
            None => match missing {
                Some(wait) => {
                    self.fail(format!("time is up: {}", self.waited(wait)))?;
                    Status::Failed
                }
                None if self.session.queued() > 0 => Status::Ended,
                None => Status::Done,
            },
        };
        Ok(Some(End::Quit(if self.status == Status::Done { status } else { self.status })))
    }

    /// `waited for 2 messages, 1 came`.
    fn waited(&self, count: u64) -> String {
        let plural = if count == 1 { "" } else { "s" };
        format!("waited for {count} message{plural}, {} came", self.answers)
    }

    fn fail(&mut self, message: String) -> io::Result<()> {
        self.printer.event(Event::Error { message, help: None })
    }

    fn take(&mut self, input: Input) -> io::Result<Option<End>> {
        let interrupted_before = std::mem::take(&mut self.interrupted);
        match input {
            Input::Line(text) => return self.take_line(&text),
            Input::Interrupt if interrupted_before => return Ok(Some(End::Interrupted)),
            Input::Interrupt => {
                self.interrupted = true;
                let message = "Ctrl-C once more leaves, as Ctrl-D and /quit do".to_owned();
                self.printer.event(Event::Note { message })?;
                self.printer.flush()?;
                self.lines.ask();
            }
            Input::End if self.prompt.is_some() => return Ok(Some(End::Quit(Status::Done))),
            Input::End => self.phase = Phase::Draining(self.patience()),
            Input::Failed(message) => {
                self.printer.event(Event::Error { message, help: None })?;
                self.status = Status::Usage;
                self.phase = Phase::Draining(self.patience());
                if self.prompt.is_some() {
                    return Ok(Some(End::Quit(Status::Usage)));
                }
            }
        }
        Ok(None)
    }

    fn take_line(&mut self, text: &str) -> io::Result<Option<End>> {
        match line::parse(text) {
            Ok(Line::Quit) => return Ok(Some(End::Quit(self.status))),
            Ok(Line::Wait(count)) => {
                self.phase = Phase::Waiting(count, self.patience());
                self.end_wait();
            }
            Ok(line) => {
                self.closed |= matches!(line, Line::Close(..));
                let acted = act::act(self.session, line);
                let failed =
                    |record: &Record| matches!(record.event, Event::Error { .. } | Event::Halted { .. });
                if self.status == Status::Done && acted.records.iter().any(failed) {
                    self.status = Status::Failed;
                }
                if acted.sent {
                    self.sent_any = true;
                    self.answers = 0;
                }
                self.printer.print(&acted.records)?;
            }
            Err(error) => {
                self.status = Status::Usage;
                self.printer.event(Event::Error { message: error.to_string(), help: None })?;
            }
        }
        self.printer.flush()?;
        if self.phase == Phase::Reading {
            self.show_state();
            self.lines.ask();
        }
        Ok(None)
    }

    fn note(&mut self, records: &[Record]) {
        for record in records {
            match record.event {
                Event::Open { .. } => {
                    self.closed = false;
                    if matches!(self.phase, Phase::Dialing(_)) {
                        self.phase = Phase::Reading;
                    }
                }
                Event::Message { .. } => {
                    self.answers += 1;
                    self.last_message = Instant::now();
                }
                // what was queued goes out after the open: its answers come later
                Event::Sent { .. } => self.answers = 0,
                // htmx would try for ever; a script should not
                Event::Error { .. } if self.phase == Phase::Dialing(None) => {
                    self.phase = Phase::Dialing(Some(self.patience()));
                }
                _ => {}
            }
        }
        self.end_wait();
    }

    /// Goes on reading once the answers are there, or cannot come any more.
    fn end_wait(&mut self) {
        if let Phase::Waiting(count, _) = self.phase
            && (self.answers >= count || self.session.ending().is_some())
        {
            self.phase = Phase::Reading;
            self.lines.ask();
        }
    }

    fn time_is_up(&mut self) -> io::Result<()> {
        if let Phase::Waiting(count, _) = self.phase {
            self.fail(format!("time is up: {}", self.waited(count)))?;
            self.printer.flush()?;
            self.status = Status::Failed;
            self.phase = Phase::Reading;
            self.lines.ask();
        }
        Ok(())
    }

    fn patience(&self) -> Instant {
        Instant::now() + self.args.timeout.map_or(PATIENCE, |timeout| timeout.0)
    }

    fn show_state(&self) {
        if let Some(prompt) = &self.prompt {
            prompt.set(self.session.state(), &name(self.session));
        }
    }
}

/// What came of waiting.
enum Happened {
    Input(Input),
    Network(Vec<Record>),
    TimeIsUp,
}

/// What the next line goes to: the sender in use, the page's only one, the socket element, or the bare socket's path.
fn name(session: &Session) -> String {
    let twin = session.twin();
    let Some(target) = session.target() else { return String::new() };
    if let Some(selector) = twin.sender_in_use() {
        return selector.to_owned();
    }
    let only = twin.choose_sender(None, target.element).ok().zip(twin.page());
    match (only, &target.selector) {
        (Some((sender, page)), _) => page.selector_for(sender),
        (None, Some(selector)) => selector.clone(),
        (None, None) => target.url.path().to_owned(),
    }
}
