//! Lines and happenings, until one of them ends it.

mod ending;
mod reading;

use std::io;
use std::time::Duration;

use futures_util::FutureExt as _;
use tokio::time::Instant;

use super::act;
use super::command::connection::Connection;
use super::command::control::Control;
use super::command::page::Look;
use super::countdown::Countdown;
use super::input::{Input, Lines};
use super::line::{self, Line};
use super::prompt::{Prompt, Standing};
use super::tally::Tally;
use crate::cli::PromptArgs;
use crate::commands::goal;
use crate::commands::on_open::OnOpen;
use crate::commands::printer::Printer;
use crate::commands::pump;
use crate::event::{Event, Record};
use crate::page::Selector;
use crate::session::live::Session;
use crate::status::Status;

/// How long a pipe's session waits for the socket, and goes on after its last line, where nothing else was said.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long `/page` waits for what htmx has put off.
const SETTLES: Duration = Duration::from_secs(2);

/// How soon after the first a second Ctrl-C leaves.
const TWICE: Duration = Duration::from_secs(2);

/// A session with its lines.
pub struct Driver<'a> {
    session: &'a mut Session,
    on_open: &'a OnOpen,
    printer: &'a mut Printer,
    lines: Lines,
    prompt: Option<Prompt>,
    args: &'a PromptArgs,
    phase: Phase,
    /// The worst that a line of a pipe came to.
    status: Status,
    /// The last end was asked for, by `/close`.
    closed: bool,
    /// When Ctrl-C was pressed last.
    interrupted: Option<Instant>,
    tally: Tally,
    /// The form that was used last.
    form: Option<String>,
    /// The `/page` that waits.
    page: Option<Line>,
}

/// What the driver does with lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Waits for the socket first, until then at most: a pipe's lines are to find the page as it is then.
    Opening(Instant),
    /// Takes them as they come.
    Reading,
    /// Waits for this many answers first, until then at most.
    Waiting(u64, Instant),
    /// Prints the page once htmx is done with what came in, until then at most.
    Settling(Instant),
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
        (session, on_open): (&'a mut Session, &'a OnOpen),
        printer: &'a mut Printer,
        lines: Lines,
        prompt: Option<Prompt>,
        args: &'a PromptArgs,
    ) -> Self {
        let mut driver = Self {
            session,
            on_open,
            printer,
            lines,
            prompt,
            args,
            phase: Phase::Reading,
            status: Status::Done,
            closed: false,
            interrupted: None,
            tally: Tally::new(Instant::now()),
            form: None,
            page: None,
        };
        if driver.prompt.is_none() {
            driver.phase = Phase::Opening(driver.patience());
        }
        driver
    }

    /// Runs until the end.
    ///
    /// # Errors
    /// Those of standard output.
    pub async fn run(mut self) -> io::Result<End> {
        let mut ctrl_c = Box::pin(tokio::signal::ctrl_c());
        // asked for before the editor is, which puts back what it finds
        let _not_yet = (&mut ctrl_c).now_or_never();
        let records = self.session.connect();
        self.printer.print(&records)?;
        self.show_state();
        self.ask();
        loop {
            if let Some(end) = self.end_of_pipe()? {
                return Ok(end);
            }
            let (reading, deadline) = (self.phase == Phase::Reading, self.deadline());
            let tick = self.next_tick();
            let happened = tokio::select! {
                biased;
                _ = &mut ctrl_c => Happened::Signal,
                input = self.lines.next(), if reading => Happened::Input(input),
                records = pump::step(self.session, self.printer, self.on_open) => Happened::Network(records?),
                () = pump::until(deadline) => Happened::TimeIsUp,
                () = pump::until(tick) => Happened::Tick,
            };
            match happened {
                Happened::Signal if self.prompt.is_none() => return Ok(End::Interrupted),
                Happened::Signal => {
                    ctrl_c = Box::pin(tokio::signal::ctrl_c());
                    if let Some(end) = self.interrupt_unread()? {
                        return Ok(end);
                    }
                }
                Happened::Input(input) => {
                    if let Some(end) = self.take(input)? {
                        return Ok(end);
                    }
                }
                Happened::Network(records) => self.note(&records),
                Happened::TimeIsUp if matches!(self.phase, Phase::Waiting(..)) => {
                    self.status = Status::Failed;
                    self.stop_waiting("time is up")?;
                }
                Happened::TimeIsUp | Happened::Tick => {}
            }
            self.print_settled()?;
            self.show_state();
        }
    }

    fn deadline(&self) -> Option<Instant> {
        match self.phase {
            Phase::Reading => None,
            Phase::Opening(deadline) | Phase::Waiting(_, deadline) | Phase::Settling(deadline) => {
                Some(deadline)
            }
            Phase::Draining(deadline) if self.args.wait.is_none() && self.is_answered() => {
                Some(deadline.min(self.tally.quiet_at()))
            }
            Phase::Draining(deadline) => Some(deadline),
        }
    }

    fn is_answered(&self) -> bool {
        !self.is_sending() && self.tally.is_answered()
    }

    fn is_sending(&self) -> bool {
        self.session.queued() > 0 || self.session.has_unsent()
    }

    /// `waited for 2 messages, 1 came`.
    fn waited(&self, count: u64) -> String {
        format!("waited for {}", goal::messages(count, self.tally.answers()))
    }

    fn tell(&mut self, message: String) -> io::Result<()> {
        self.printer.event(Event::Error { message, help: None })
    }

    fn take(&mut self, input: Input) -> io::Result<Option<End>> {
        let interrupted = self.interrupted.take().is_some_and(|at| at.elapsed() < TWICE);
        match input {
            Input::Line(text) => return self.take_line(&text),
            Input::Interrupt if interrupted => return Ok(Some(End::Interrupted)),
            Input::Interrupt => {
                self.interrupted = Some(Instant::now());
                let message = "Ctrl-C once more leaves, as Ctrl-D and /quit do".to_owned();
                self.printer.event(Event::Note { message })?;
            }
            Input::Unreadable(message) => self.complain(message)?,
            Input::End if self.prompt.is_some() => return Ok(Some(End::Quit(Status::Done))),
            Input::End => self.phase = Phase::Draining(self.patience()),
            Input::Failed(message) => {
                self.complain(message)?;
                if self.prompt.is_some() {
                    return Ok(Some(End::Quit(Status::Usage)));
                }
                self.phase = Phase::Draining(self.patience());
            }
        }
        self.printer.flush()?;
        self.ask();
        Ok(None)
    }

    /// Ctrl-C while no line is read: gives up the wait and what was entered with it, or counts as one at the prompt.
    fn interrupt_unread(&mut self) -> io::Result<Option<End>> {
        self.lines.drop_ahead();
        if matches!(self.phase, Phase::Waiting(..)) {
            self.stop_waiting("stopped")?;
            return Ok(None);
        }
        if matches!(self.phase, Phase::Settling(_)) {
            self.page = None;
            self.print_settled()?;
            return Ok(None);
        }
        self.take(Input::Interrupt)
    }

    fn take_line(&mut self, text: &str) -> io::Result<Option<End>> {
        match line::parse(text) {
            Ok(Line::Control(Control::Quit)) => {
                let status = if self.prompt.is_some() { Status::Done } else { self.status };
                return Ok(Some(End::Quit(status)));
            }
            Ok(Line::Control(Control::Wait(count))) => {
                self.phase = Phase::Waiting(count, self.patience());
                self.end_wait();
            }
            Ok(line @ Line::Look(Look::Page(_))) if self.session.is_at_work() => {
                self.page = Some(line);
                self.phase = Phase::Settling(Instant::now() + SETTLES);
            }
            Ok(Line::Reading(reading)) => self.read_on(reading)?,
            Ok(line) => self.act(line)?,
            Err(error) => self.complain(error.to_string())?,
        }
        self.printer.flush()?;
        if self.phase == Phase::Reading {
            self.show_state();
            self.ask();
        }
        Ok(None)
    }

    fn act(&mut self, line: Line) -> io::Result<()> {
        let closes = matches!(line, Line::Connection(Connection::Close(..)));
        let came = self.session.received();
        let acted = act::act(self.session, line);
        let failed = |record: &Record| matches!(record.event, Event::Error { .. } | Event::Halted { .. });
        let has_failed = acted.records.iter().any(failed);
        if self.status == Status::Done && has_failed {
            self.status = Status::Failed;
        }
        self.closed |= closes && !has_failed;
        if acted.sent {
            self.tally.sent(came);
        }
        self.remember_form();
        self.printer.print(&acted.records)
    }

    fn complain(&mut self, message: String) -> io::Result<()> {
        self.status = Status::Usage;
        self.tell(message)
    }

    fn note(&mut self, records: &[Record]) {
        for record in records {
            match record.event {
                Event::Open { .. } => {
                    self.closed = false;
                    self.tally.opened(Instant::now());
                    if matches!(self.phase, Phase::Opening(_)) {
                        self.phase = Phase::Reading;
                    }
                }
                Event::Message { seq, .. } => self.tally.came(seq),
                Event::Done { seq } => self.tally.done(seq, Instant::now()),
                // what was queued goes out after the open: its answers come later
                Event::Sent { .. } => self.tally.sent_late(),
                _ => {}
            }
        }
        self.end_wait();
    }

    /// Goes on reading once the answers are there, or cannot come any more.
    fn end_wait(&mut self) {
        if let Phase::Waiting(count, _) = self.phase
            && (self.tally.answers() >= count || self.session.ending().is_some())
        {
            self.phase = Phase::Reading;
            self.ask();
        }
    }

    /// Prints the page that waits, once htmx has got it ready or has taken its time.
    fn print_settled(&mut self) -> io::Result<()> {
        let Phase::Settling(deadline) = self.phase else { return Ok(()) };
        if self.page.is_some() && self.session.is_at_work() && Instant::now() < deadline {
            return Ok(());
        }
        self.phase = Phase::Reading;
        if let Some(line) = self.page.take() {
            self.act(line)?;
        }
        self.printer.flush()?;
        self.ask();
        Ok(())
    }

    fn stop_waiting(&mut self, why: &str) -> io::Result<()> {
        if let Phase::Waiting(count, _) = self.phase {
            self.tell(format!("{why}: {}", self.waited(count)))?;
            self.printer.flush()?;
            self.phase = Phase::Reading;
            self.ask();
        }
        Ok(())
    }

    fn patience(&self) -> Instant {
        Instant::now() + self.args.timeout.map_or(PATIENCE, |timeout| timeout.0)
    }

    /// Buttons that were clicked are no place to type to; forms are.
    fn remember_form(&mut self) {
        let twin = self.session.twin();
        let used = twin.sender_in_use().zip(twin.page()).filter(|(selector, page)| {
            let found = Selector::parse(selector).ok().and_then(|css| page.select_first(page.root(), &css));
            found.and_then(|node| page.local_name(node)) == Some("form")
        });
        if let Some((selector, _)) = used {
            self.form = Some(selector.to_owned());
        }
    }

    fn show_state(&self) {
        if let Some(prompt) = &self.prompt
            && prompt.set(&self.standing())
        {
            self.lines.repaint();
        }
    }

    /// Asks for the next line.
    fn ask(&mut self) {
        self.printer.measure();
        if let Some(prompt) = &self.prompt {
            prompt.begin(self.printer.style().width);
        }
        self.lines.ask();
    }

    fn standing(&self) -> Standing {
        let now = Instant::now();
        Standing {
            state: self.session.state(),
            retry_in: self.session.retry_at().map(|at| at.saturating_duration_since(now)),
            queued: self.session.queued(),
            paused: self.printer.is_paused(),
            filtered: self.printer.is_filtered(),
            name: self.name(),
        }
    }

    /// When the prompt's countdown changes, where there is one.
    fn next_tick(&self) -> Option<Instant> {
        let at = self.session.retry_at().filter(|_| self.prompt.is_some())?;
        let now = Instant::now();
        let left = at.checked_duration_since(now).filter(|left| !left.is_zero())?;
        Some(now + Countdown::until_change(left))
    }

    /// What the next line goes to: the form in use, the page's only sender, the socket element, or the bare socket's
    /// path.
    fn name(&self) -> String {
        let twin = self.session.twin();
        let Some(target) = self.session.target() else { return String::new() };
        if let Some(form) = &self.form {
            return form.clone();
        }
        let only = twin.choose_sender(None, target.element).ok().zip(twin.page());
        match (only, &target.selector) {
            (Some((sender, page)), _) => page.selector_for(sender),
            (None, Some(selector)) => selector.clone(),
            (None, None) => target.url.path().to_owned(),
        }
    }
}

/// What came of waiting.
enum Happened {
    Signal,
    Input(Input),
    Network(Vec<Record>),
    TimeIsUp,
    /// The prompt says something else by now.
    Tick,
}
