//! `hxws replay FILE TARGET`: the client's side of a recording, and how the answers differ.

use std::io;

use super::Session;
use super::ignored::Ignored;
use crate::address::Written;
use crate::cli::{HandshakeArgs, HeaderArgs, OpenArgs, PageArgs, Replay, RetryArgs};
use crate::commands::on_open::OnOpen;
use crate::commands::open::{self, Request};
use crate::commands::printer::Printer;
use crate::commands::pump::{self, Outcome};
use crate::event::{By, Event, Payload, Record, Said};
use crate::quantity::counted;
use crate::recording::{Connection, What, compare};
use crate::session::live;
use crate::status::{Status, Stop};

/// Runs the command.
pub(super) async fn run(
    args: &Replay,
    target: &Written,
    session: Session,
    printer: &mut Printer,
) -> Result<Result<Status, Stop>, io::Error> {
    let ignored = match Ignored::read(&args.ignore) {
        Ok(ignored) => ignored,
        Err(problem) => return Ok(Err(Stop::usage(format!("`--ignore`: {problem}")))),
    };
    if session.iter().all(|connection| connection.sent() == 0 && recorded(connection).is_empty()) {
        let stop = Stop::usage(format!(
            "`{}` holds nothing to play: nothing was sent, and nothing came",
            args.file.display()
        ));
        return Ok(Err(stop.help("record a session in which messages go either way".to_owned())));
    }
    let page = PageArgs { url: args.url.clone(), socket: args.socket.clone(), ..PageArgs::default() };
    let (headers, handshake) = (HeaderArgs::default(), handshake(args, &session));
    let deadline = pump::deadline(Some(args.timeout.0));
    let request = Request { target, page: &page, headers: &headers, handshake: &handshake, deadline };
    let prepared = open::open(request, printer)
        .await
        .and_then(|opened| open::check_output(printer, &opened.twin).map(|()| opened))
        .and_then(|opened| Ok((opened.targets(args.socket.as_deref())?, opened)));
    let (targets, opened) = match prepared {
        Ok(prepared) => prepared,
        Err(stop) => return Ok(Err(stop)),
    };
    printer.set_dialect(open::dialect_name(opened.twin.dialect()));
    // no swap of what is replayed closes the socket
    let targets = targets.into_iter().map(|target| target.at(None, None)).collect();
    let retry = RetryArgs { no_reconnect: true, ..RetryArgs::default() };
    let live = opened.begin(targets, (&retry, &OpenArgs::default()), false, printer)?;
    let mut replaying = Replaying { args, ignored, live, printer, sent: 0, answers: 0, differing: 0 };
    let outcome = replaying.play_all(&session).await?;
    replaying.end(outcome, &session).await
}

/// The handshake as it is asked for, with the subprotocol that was recorded where none is.
fn handshake(args: &Replay, session: &Session) -> HandshakeArgs {
    let mut handshake = args.handshake.clone();
    if handshake.subprotocol.is_empty() {
        handshake.subprotocol.extend(session.first().and_then(|first| first.subprotocol.clone()));
    }
    handshake
}

/// What the server said on a connection, its close too.
fn recorded(connection: &Connection) -> Vec<Said> {
    let messages = connection.turns.iter().filter_map(|turn| match &turn.what {
        What::Received(payload) => Some(Said::Message(payload.clone())),
        _ => None,
    });
    let close = connection.ended_by_server();
    messages
        .chain(close.map(|close| Said::Close { code: close.code, reason: close.reason.clone() }))
        .collect()
}

/// A replay under way.
struct Replaying<'a> {
    args: &'a Replay,
    ignored: Ignored,
    live: live::Session,
    printer: &'a mut Printer,
    /// Messages sent so far.
    sent: usize,
    /// Answers that were recorded, of the connections so far.
    answers: usize,
    differing: usize,
}

/// What came in on a connection.
#[derive(Default)]
struct Heard {
    said: Vec<Said>,
    is_closed: bool,
}

impl Heard {
    fn hear(&mut self, records: &[Record]) {
        for Record { event, .. } in records {
            match event {
                Event::Message { payload, .. } => self.said.push(Said::Message(payload.clone())),
                Event::Close { code, reason, by, .. } => {
                    self.is_closed = true;
                    if *by != By::Client {
                        self.said.push(Said::Close { code: *code, reason: reason.clone() });
                    }
                }
                _ => {}
            }
        }
    }
}

/// What is waited for.
#[derive(Clone, Copy)]
enum Need {
    /// So many answers have come.
    Answers(usize),
    /// The connection has ended.
    End,
}

impl Replaying<'_> {
    /// Plays the connections in turn, as long as each comes to its end.
    async fn play_all(&mut self, session: &Session) -> io::Result<Outcome> {
        let mut outcome = Outcome::Met;
        for connection in session {
            let mut heard = Heard::default();
            if outcome == Outcome::Met {
                outcome = self.play(connection, &mut heard).await?;
            }
            // where no connection was ever made, that is all there is to say
            if self.live.has_opened() {
                self.judge(connection, &heard.said)?;
            }
        }
        Ok(outcome)
    }

    /// Plays one connection.
    async fn play(&mut self, connection: &Connection, heard: &mut Heard) -> io::Result<Outcome> {
        // the page's own triggers are not heard: what is sent is what was recorded
        let records = self.live.reconnect();
        self.printer.print(&records)?;
        let (on_open, deadline) = (OnOpen::default(), pump::deadline(Some(self.args.timeout.0)));
        match pump::run_to_open(&mut self.live, self.printer, &on_open, deadline).await? {
            Outcome::Met => self.talk(connection, heard).await,
            outcome => Ok(outcome),
        }
    }

    /// Sends what was sent, each once the answers before it have come; then closes, unless the server did.
    async fn talk(&mut self, connection: &Connection, heard: &mut Heard) -> io::Result<Outcome> {
        let mut answers = 0;
        for turn in &connection.turns {
            match &turn.what {
                What::Received(_) => answers += 1,
                What::Ping(_) => {}
                What::Sent(payload) => {
                    let outcome = self.wait(heard, Need::Answers(answers)).await?;
                    if outcome != Outcome::Met || heard.is_closed {
                        return Ok(outcome);
                    }
                    let records = match payload.clone() {
                        Payload::Text(text) => self.live.send(text, None),
                        Payload::Binary(bytes) => self.live.send_binary(bytes),
                    };
                    self.printer.print(&records)?;
                    self.sent += 1;
                }
            }
        }
        let last = if connection.ended_by_server().is_some() { Need::End } else { Need::Answers(answers) };
        let outcome = self.wait(heard, last).await?;
        if outcome != Outcome::Met || heard.is_closed {
            return Ok(outcome);
        }
        // what the server still has to say comes before its close
        self.live.close(1000, "");
        match self.wait(heard, Need::End).await? {
            Outcome::TimedOut => self.tear_down().map(|()| Outcome::Met),
            outcome => Ok(outcome),
        }
    }

    /// Ends a connection whose server does not answer the close: all that was to be heard on it has been heard.
    fn tear_down(&mut self) -> io::Result<()> {
        let message = format!("the server did not answer the close within {}", self.args.timeout);
        self.printer.event(Event::Note { message })?;
        let records = self.live.tear_down().unwrap_or_default();
        self.printer.print(&records)
    }

    /// Waits as long as `--timeout` says; the end of the connection ends every wait.
    async fn wait(&mut self, heard: &mut Heard, need: Need) -> io::Result<Outcome> {
        let is_met = |heard: &Heard| {
            heard.is_closed || matches!(need, Need::Answers(answers) if heard.said.len() >= answers)
        };
        if is_met(heard) {
            return Ok(Outcome::Met);
        }
        let deadline = pump::deadline(Some(self.args.timeout.0));
        pump::run_to(&mut self.live, self.printer, &OnOpen::default(), deadline, |_, records| {
            heard.hear(records);
            is_met(heard)
        })
        .await
    }

    /// Tells how what came differs from what was recorded.
    fn judge(&mut self, connection: &Connection, came: &[Said]) -> io::Result<()> {
        let recorded = recorded(connection);
        self.answers += recorded.len();
        let comparison = compare(&recorded, came, |text| self.ignored.without(text));
        self.differing += comparison.differing.len();
        for answer in comparison.differing {
            self.printer.event(Event::Answer(answer))?;
        }
        if comparison.later > 0 {
            let message =
                format!("{} came after the last that was recorded", counted(comparison.later, "message"));
            self.printer.event(Event::Note { message })?;
        }
        Ok(())
    }

    /// Closes, and says how it went.
    async fn end(self, outcome: Outcome, session: &Session) -> io::Result<Result<Status, Stop>> {
        let to_send: usize = session.iter().map(Connection::sent).sum();
        let all_sent = self.sent == to_send;
        let never_opened = (!self.live.has_opened()).then(|| pump::never_opened(&self.live));
        let (sent, answers, differing) = (self.sent, self.answers, self.differing);
        let code = if matches!(outcome, Outcome::Signal(_)) { 1001 } else { 1000 };
        pump::finish(self.live, self.printer, code).await?;
        let messages = if all_sent {
            counted(sent, "message")
        } else {
            format!("{sent} of {}", counted(to_send, "message"))
        };
        Ok(match outcome {
            Outcome::Signal(signal) => Ok(signal.status()),
            Outcome::Ended(live::Ending::NeverOpened) => Ok(Status::NotConnected),
            Outcome::TimedOut => match never_opened {
                Some(stop) => Err(stop),
                None => {
                    let message = format!("time is up: {messages} sent, {}", differ(differing, answers));
                    Err(Stop::failed(message).help("a longer `--timeout` waits on".to_owned()))
                }
            },
            // a connection after the first was not made
            Outcome::Ended(_) => {
                let message = format!(
                    "the connection did not come back before the work was done: {messages} sent, {}",
                    differ(differing, answers)
                );
                Err(Stop::new(Status::Ended, message))
            }
            _ if !all_sent => {
                let message = format!("the connection ended before the work was done: {messages} sent");
                Err(Stop::new(Status::Ended, message))
            }
            _ if differing > 0 => {
                Err(Stop::failed(format!("{messages} sent, {}", differ(differing, answers))))
            }
            _ => {
                let message = format!("{messages} sent, {} as recorded", counted(answers, "answer"));
                self.printer.event(Event::Note { message })?;
                Ok(Status::Done)
            }
        })
    }
}

/// `2 of 12 answers differ`; answers that were not recorded are not among those.
fn differ(differing: usize, answers: usize) -> String {
    let verb = if differing == 1 { "differs" } else { "differ" };
    if differing > answers {
        return format!("{} {verb}", counted(differing, "answer"));
    }
    format!("{differing} of {} {verb}", counted(answers, "answer"))
}
