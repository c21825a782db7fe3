//! Lines and happenings, until one of them ends it.

mod copying;
mod doing;
mod editing;
mod ending;
mod explaining;
mod messages;
mod noting;
mod own;
mod reading;
mod reloading;
mod scripting;
mod shown;
mod sourcing;
mod typing;
mod waiting;

use std::collections::HashMap;
use std::io;
use std::time::Duration;

use tokio::time::Instant;

use super::command::control::Control;
use super::command::page::Look;
use super::input::{Input, Lines};
use super::line::Line;
use super::log::Log;
use super::prompt::Prompt;
use super::source::Place;
use super::swaps::Swaps;
use super::tally::Tally;
use crate::cli::PromptArgs;
use crate::commands::goal;
use crate::commands::interrupt::{self, Signal};
use crate::commands::on_open::OnOpen;
use crate::commands::open::Request;
use crate::commands::printer::Printer;
use crate::commands::pump;
use crate::event::{Event, Record};
use crate::htmx::still::Still;
use crate::session::live::Session;
use crate::status::Status;

pub use scripting::Script;

/// How long a pipe's session waits for the socket, and goes on after its last line, where nothing else was said.
const PATIENCE: Duration = Duration::from_secs(5);

/// How soon after the first a second Ctrl-C leaves.
const TWICE: Duration = Duration::from_secs(2);

/// The close code of an end that was meant (RFC 6455 §7.4.1).
const NORMAL: u16 = 1000;

/// A session with its lines.
pub struct Driver<'a> {
    session: &'a mut Session,
    on_open: &'a OnOpen,
    printer: &'a mut Printer,
    lines: Lines,
    prompt: Option<Prompt>,
    args: &'a PromptArgs,
    /// What the lines are part of, where they are no prompt's and no pipe's.
    script: Option<Script>,
    phase: Phase,
    /// The worst that a line of a pipe came to.
    status: Status,
    /// The last end was asked for by `/close`, or has been told.
    end_known: bool,
    /// When Ctrl-C was pressed last.
    interrupted: Option<Instant>,
    /// Of the current socket.
    tally: Tally,
    /// Of other sockets, by their selectors.
    elsewhere: HashMap<String, Tally>,
    /// When a message goes out that an act has put off.
    due: Option<u64>,
    /// The form that was used last.
    form: Option<String>,
    /// The `/page` that waits.
    page: Option<Line>,
    swaps: Swaps,
    log: Log,
    /// Where the line that is being done stands, if it is in a file.
    place: Option<Place>,
    /// The page as it was loaded.
    loaded: Option<Still>,
    /// What the session was made from.
    request: Request<'a>,
    /// `/reload` was entered.
    reloads: bool,
    /// The page was loaded again.
    reloaded: bool,
    /// What is to be edited and then sent.
    edits: Option<String>,
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
    /// The same for an answer and then for quiet, until then at most.
    Answering(Instant),
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
    /// Ctrl-C and the like.
    Signal(Signal),
}

impl<'a> Driver<'a> {
    /// A driver; with a prompt, of a terminal.
    pub fn new(
        (session, on_open): (&'a mut Session, &'a OnOpen),
        printer: &'a mut Printer,
        lines: Lines,
        prompt: Option<Prompt>,
        (args, request): (&'a PromptArgs, Request<'a>),
    ) -> Self {
        session.keep_past();
        let loaded = session.twin().still();
        let mut driver = Self {
            session,
            on_open,
            printer,
            lines,
            prompt,
            args,
            script: None,
            phase: Phase::Reading,
            status: Status::Done,
            end_known: false,
            interrupted: None,
            tally: Tally::new(Instant::now()),
            elsewhere: HashMap::new(),
            due: None,
            form: None,
            page: None,
            swaps: Swaps::default(),
            log: Log::default(),
            place: None,
            loaded,
            request,
            reloads: false,
            reloaded: false,
            edits: None,
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
        let mut interrupted = Box::pin(interrupt::heard());
        let records = self.session.connect();
        self.log.note(&records);
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
                signal = &mut interrupted => Happened::Signal(signal),
                input = self.lines.next(), if reading => Happened::Input(input),
                records = pump::step(self.session, self.printer, self.on_open) => Happened::Network(records?),
                () = pump::until(deadline) => Happened::TimeIsUp,
                () = pump::until(tick) => Happened::Tick,
            };
            match happened {
                Happened::Signal(signal) if self.prompt.is_none() || signal != Signal::Interrupt => {
                    self.lines.leave();
                    return Ok(End::Signal(signal));
                }
                Happened::Signal(_) => {
                    interrupted = Box::pin(interrupt::heard());
                    interrupt::answered();
                    if let Some(end) = self.hear_ctrl_c().await? {
                        return Ok(end);
                    }
                }
                Happened::Input(input) => {
                    if let Some(end) = self.take(input)? {
                        return Ok(end);
                    }
                }
                Happened::Network(records) => self.note(&records)?,
                Happened::TimeIsUp if matches!(self.phase, Phase::Waiting(..)) => {
                    self.fail(Status::Failed);
                    self.stop_waiting("time is up")?;
                }
                Happened::TimeIsUp | Happened::Tick => {}
            }
            self.reload_if_asked().await?;
            if let Some(signal) = self.edit_if_asked().await? {
                self.lines.leave();
                return Ok(End::Signal(signal));
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
            Phase::Answering(deadline) if self.answers() > 0 => Some(deadline.min(self.tally.quiet_at())),
            Phase::Answering(deadline) => Some(deadline),
            Phase::Draining(deadline)
                if self.script.is_none() && self.args.wait.is_none() && self.is_answered() =>
            {
                Some(deadline.min(self.quiet_at()))
            }
            Phase::Draining(deadline) => Some(deadline),
        }
    }

    fn is_answered(&self) -> bool {
        !self.is_sending()
            && self.session.twin().next_send().is_none()
            && self.tallies().all(Tally::is_answered)
    }

    fn is_sending(&self) -> bool {
        self.session.queued() > 0 || self.session.has_unsent()
    }

    /// `waited for 2 messages, 1 came`.
    fn waited(&self, count: u64) -> String {
        format!("waited for {}", goal::messages(count, self.answers()))
    }

    fn tell(&mut self, message: String) -> io::Result<()> {
        self.tell_failure(message, None)
    }

    fn take(&mut self, input: Input) -> io::Result<Option<End>> {
        let Some(input) = self.aside(input)? else { return Ok(None) };
        let interrupted = self.interrupted.take().is_some_and(|at| at.elapsed() < TWICE);
        self.place = None;
        match input {
            Input::Line(text) => return self.take_line(&text),
            Input::Sourced(place, text) => {
                self.place = Some(place);
                return self.take_line(&text);
            }
            Input::Question(_) | Input::Note(_) => {}
            Input::Interrupt if interrupted => return Ok(Some(End::Signal(Signal::Interrupt))),
            Input::Interrupt => {
                self.interrupted = Some(Instant::now());
                // an answer to the key, and so not left out with --quiet
                let text = "note: Ctrl-C once more leaves, as Ctrl-D and /quit do".to_owned();
                self.printer.event(Event::Text { text })?;
            }
            Input::Unreadable(message) => self.complain(message)?,
            Input::End if self.prompt.is_some() => return Ok(Some(End::Quit(self.left()))),
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
        self.tell_given_up()?;
        if matches!(self.phase, Phase::Waiting(..)) {
            self.interrupted = Some(Instant::now());
            self.stop_waiting("stopped")?;
            return Ok(None);
        }
        if matches!(self.phase, Phase::Settling(_)) {
            self.interrupted = Some(Instant::now());
            self.page = None;
            self.print_settled()?;
            return Ok(None);
        }
        self.take(Input::Interrupt)
    }

    fn take_line(&mut self, text: &str) -> io::Result<Option<End>> {
        match self.read(text) {
            Ok(Line::Control(Control::Quit)) if self.script.is_some() => self.leave_script(),
            Ok(Line::Control(Control::Quit)) => return Ok(Some(End::Quit(self.left()))),
            Ok(Line::Control(Control::Wait(count))) => {
                self.phase = Phase::Waiting(count, self.patience());
                self.end_wait()?;
            }
            Ok(Line::Control(Control::Reload)) => self.reloads = true,
            Ok(Line::Control(Control::Source(file))) => self.source(&file)?,
            Ok(line @ Line::Look(Look::Page(_) | Look::Diff(_))) if self.session.is_at_work() => {
                self.page = Some(line);
                self.phase = Phase::Settling(Instant::now() + pump::SETTLES);
            }
            Ok(Line::Control(Control::Help(name))) => self.help(name)?,
            Ok(Line::Reading(reading)) => self.read_on(reading)?,
            Ok(Line::Messages(messages)) => self.about_messages(messages)?,
            Ok(line) => self.act(line)?,
            Err(error) => self.complain(error.to_string())?,
        }
        self.printer.flush()?;
        if self.phase == Phase::Reading && !self.reloads && self.edits.is_none() {
            self.show_state();
            self.ask();
        }
        Ok(None)
    }

    fn complain(&mut self, message: String) -> io::Result<()> {
        self.fail(Status::Usage);
        self.tell(message)
    }

    fn patience(&self) -> Instant {
        Instant::now() + self.args.timeout.map_or(PATIENCE, |timeout| timeout.0)
    }
}

/// What came of waiting.
enum Happened {
    Signal(Signal),
    Input(Input),
    Network(Vec<Record>),
    TimeIsUp,
    /// The prompt says something else by now.
    Tick,
}
