//! `hxws send`: one message or several, their answers, and an exit status that says how it went.

mod script;

use std::io;

use tokio::time::Instant;

use super::goal::Goal;
use super::on_open::OnOpen;
use super::open::{self, Opened, Request};
use super::printer::Printer;
use super::pump::{self, Outcome};
use super::repl::source::Place;
use super::sender::{self, Added, Made, NoMessage};
use crate::address::Written;
use crate::cli::Send;
use crate::event::Event;
use crate::htmx::compose::Composed;
use crate::htmx::item::Item;
use crate::quantity;
use crate::status::{Status, Stop};

/// What presses a button.
const PRESS: &str = "--submitter";

/// Runs the command.
pub async fn run(args: &Send, printer: &mut Printer) -> Result<Result<Status, Stop>, io::Error> {
    let wanted = match wanted(args) {
        Ok(wanted) => wanted,
        Err(stop) => return Ok(Err(stop)),
    };
    let deadline = pump::deadline(Some(args.timeout.0));
    let request = Request {
        target: &args.target,
        page: &args.page,
        headers: &args.headers,
        handshake: &args.handshake,
        deadline,
    };
    let opened = match open::open(request, printer).await {
        Ok(opened) => opened,
        Err(stop) => return Ok(Err(stop)),
    };
    let checked = open::check_output(printer, &opened.twin).and_then(|()| wanted.goal.check(&opened.twin));
    if let Err(stop) = checked {
        return Ok(Err(stop));
    }
    printer.set_dialect(open::dialect_name(opened.twin.dialect()));
    let status = match &args.hex {
        _ if args.script.is_some() => scripted((args, request), opened, wanted, printer).await?,
        Some(hex) => {
            return match binary(hex) {
                Ok(bytes) => exchange(args, opened, Outgoing::Binary(bytes), wanted, deadline, printer).await,
                Err(stop) => Ok(Err(stop)),
            };
        }
        None => composed(args, opened, wanted, deadline, printer).await?,
    };
    Ok(printer.strictly(args.strict, status))
}

/// The lines of a script.
async fn scripted(
    (args, request): (&Send, Request<'_>),
    opened: Opened,
    wanted: Wanted,
    printer: &mut Printer,
) -> io::Result<Result<Status, Stop>> {
    let Wanted { script, goal, on_open, .. } = wanted;
    if args.dry_run {
        script::rehearse(args, opened, script, printer).await
    } else {
        script::run((args, request), opened, script, (goal, &on_open), printer).await
    }
}

/// One message of text, sent or only printed.
async fn composed(
    args: &Send,
    mut opened: Opened,
    wanted: Wanted,
    deadline: Option<Instant>,
    printer: &mut Printer,
) -> io::Result<Result<Status, Stop>> {
    let made = match message(args, &mut opened, wanted.items.clone()) {
        Ok(made) => made,
        Err(NoMessage::Stop(stop)) => return Ok(Err(stop)),
        Err(NoMessage::Halt(halt, added)) => {
            // where there is a message, the socket that does not open is told as it is to open
            let targets = opened.targets(args.page.socket.as_deref()).err().filter(|_| !args.dry_run);
            if let Some(stop) = targets.filter(|stop| stop.status == Status::NotConnected) {
                return Ok(Err(stop));
            }
            for event in sender::halted(*halt, &added, PRESS) {
                printer.event(event)?;
            }
            return Ok(Ok(Status::Failed));
        }
    };
    if let Err(stop) = remark(args, &made, printer)? {
        return Ok(Err(stop));
    }
    if !args.dry_run {
        return exchange(args, opened, Outgoing::Composed(made.composed), wanted, deadline, printer).await;
    }
    printer.warn(opened.twin.about_page())?;
    opened.remark(printer)?;
    printer.data(made.composed.text.as_bytes())?;
    Ok(Ok(Status::Done))
}

/// Tells what should be known about the message before it goes out.
fn remark(args: &Send, made: &Made, printer: &mut Printer) -> io::Result<Result<(), Stop>> {
    if let Some(refusal) = made.added.refusal(PRESS).filter(|_| args.strict) {
        return Ok(Err(refusal));
    }
    for message in made.added.remarks(PRESS) {
        printer.event(Event::Note { message })?;
    }
    for event in sender::warnings(made.composed.findings.clone()) {
        printer.event(event)?;
    }
    Ok(Ok(()))
}

/// What goes out.
enum Outgoing {
    Composed(Composed),
    Binary(Vec<u8>),
}

/// What the arguments ask for, as far as they tell without a page.
struct Wanted {
    items: Vec<Item>,
    script: Vec<(Place, String)>,
    goal: Goal,
    on_open: OnOpen,
}

fn wanted(args: &Send) -> Result<Wanted, Stop> {
    let items: Result<Vec<Item>, Stop> = args.items.iter().map(|item| read_item(item)).collect();
    let items = items?;
    let from_items = items.iter().filter(|item| matches!(item, Item::File(_, path) if path == "-")).count();
    let others = [
        (Some(args.target.expose()), "-"),
        (args.page.page.as_ref().map(Written::expose), "-"),
        (args.raw.as_deref(), "@-"),
        (args.hex.as_deref(), "@-"),
        (args.script.as_deref(), "-"),
    ];
    let from_others = others.iter().filter(|(given, stdin)| *given == Some(*stdin)).count();
    if from_items + from_others > 1 {
        return Err(Stop::usage("standard input can be read only once, and `-` is given several times"));
    }
    let goal = match &args.script {
        // each line has waited for its answers
        Some(_) => Goal::new(args.goal.is_empty().then_some(0), &args.goal)?,
        None => Goal::new(args.wait.or_else(|| args.goal.is_empty().then_some(1)), &args.goal)?.after(1),
    };
    let on_open = OnOpen::read(args.open.on_open.as_deref())?;
    let script = args.script.as_deref().map(script::read).transpose()?.unwrap_or_default();
    Ok(Wanted { items, script, goal, on_open })
}

/// An item; whole messages have options of their own.
fn read_item(written: &str) -> Result<Item, Stop> {
    Item::parse(written).map_err(|error| {
        let is_json = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(written).is_ok();
        let help = "write its members as items, `name:=json`, or send the text as it is with `--raw`";
        Stop::usage(error).help(is_json.then(|| help.to_owned()))
    })
}

/// The bytes of `--hex`.
fn binary(written: &str) -> Result<Vec<u8>, Stop> {
    if let Some(path) = written.strip_prefix('@') {
        return sender::read_bytes("--hex ", path);
    }
    quantity::hex(written).ok_or_else(|| {
        Stop::usage(format!("`--hex {written}` is no bytes"))
            .help("write pairs of hexadecimal digits such as 00ff, or @FILE".to_owned())
    })
}

/// The message that the arguments ask for.
fn message(args: &Send, opened: &mut Opened, items: Vec<Item>) -> Result<Made, NoMessage> {
    if let Some(raw) = &args.raw {
        let text = match raw.strip_prefix('@') {
            Some(path) => sender::read_text("--raw ", path).map_err(NoMessage::Stop)?,
            None => raw.clone(),
        };
        let composed = Composed { text, element: None, findings: Vec::new() };
        return Ok(Made { composed, added: Added::default() });
    }
    check_choice(args, opened).map_err(NoMessage::Stop)?;
    let unclear = |error| NoMessage::Stop(opened.no_choice(error));
    let socket = match (&opened.socket, args.page.socket.as_deref()) {
        (None, Some(selector)) => Some(opened.twin.choose_socket(Some(selector)).map_err(unclear)?.element),
        _ => None,
    };
    let chosen = sender::choose(&opened.twin, args.element.as_deref(), socket, &items).map_err(unclear)?;
    let twin = &mut opened.twin;
    let submitter = twin.choose_submitter(args.submitter.as_deref())?;
    sender::check_submitter(twin, chosen, &submitter).map_err(NoMessage::Stop)?;
    sender::make(twin, chosen, submitter, items)
}

/// What chooses an element needs a page to choose it from.
fn check_choice(args: &Send, opened: &Opened) -> Result<(), Stop> {
    let given = [("--element", &args.element), ("--submitter", &args.submitter)];
    match given.into_iter().find(|(_, value)| value.is_some()) {
        Some((flag, _)) if opened.twin.page().is_none() => {
            Err(open::no_page(&format!("`{flag}` needs a page")))
        }
        _ => Ok(()),
    }
}

/// Connects, sends, waits.
async fn exchange(
    args: &Send,
    opened: Opened,
    outgoing: Outgoing,
    wanted: Wanted,
    deadline: Option<Instant>,
    printer: &mut Printer,
) -> Result<Result<Status, Stop>, io::Error> {
    let targets = match opened.targets(args.page.socket.as_deref()) {
        Ok(targets) => targets,
        Err(stop) => return Ok(Err(stop)),
    };
    let Wanted { mut goal, on_open, .. } = wanted;
    let mut session = opened.begin(targets, (&args.retry, &args.open), false, printer)?;
    printer.print(&session.connect())?;
    let outcome = match pump::run_to_open(&mut session, printer, &on_open, deadline).await? {
        Outcome::Met => {
            printer.print(&match outgoing {
                Outgoing::Composed(composed) => session.send(composed.text, composed.element),
                Outgoing::Binary(bytes) => session.send_binary(bytes),
            })?;
            pump::run(&mut session, printer, &on_open, &mut goal, deadline).await?
        }
        Outcome::TimedOut => {
            let stop = pump::never_opened(&session);
            pump::finish(session, printer, 1000).await?;
            return Ok(Err(stop));
        }
        early => early,
    };
    let code = if matches!(outcome, Outcome::Signal(_)) { 1001 } else { 1000 };
    let status = pump::judge(outcome, &goal, session.twin().page());
    let all_sent = pump::finish(session, printer, code).await?;
    Ok(on_open.judge(pump::delivered(status, all_sent)))
}
